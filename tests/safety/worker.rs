//! What runs in processes of its own, to be slowed, starved and killed.

use crate::{cases, kill, slow, windows};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use value_journey::file::{self, Choices, Hash, Known, SaveError, Store};
use value_journey::model::{Journey, Lane, Method, Note, Project, Step};

/// Saved and confirmed.
pub(crate) const SAVED: u8 = 0;
/// Not saved, and it was said.
pub(crate) const REFUSED: u8 = 3;

pub(crate) fn run(words: &[String]) -> ExitCode {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let code = match words[..] {
        ["save", path, state, count] => save(Path::new(path), Path::new(state), count),
        ["saves", path, state] => saves(Path::new(path), Path::new(state)),
        ["append", path, state, name, count] => {
            append(
                Path::new(path),
                Path::new(state),
                name,
                count.parse().expect("a number"),
            );
            SAVED
        }
        ["edit", path, state] => kill::edit(Path::new(path), Path::new(state)),
        ["use", path, state] => slow::use_it(Path::new(path), Path::new(state)),
        ["window", path, state] => windows::window(Path::new(path), Path::new(state)),
        ["cases", folder] => cases::all(Path::new(folder)),
        _ => panic!("no worker {words:?}"),
    };
    ExitCode::from(code)
}

/// A project that carries a number, some 40 KB.
pub(crate) fn numbered(number: u64) -> Project {
    fastrand::seed(number);
    let mut journey = Journey::new("J", Method::Cvjm);
    journey.steps = vec![Arc::new(Step::new("S"))];
    let (solution, step) = (journey.solutions[0].id, journey.steps[0].id);
    let cell = journey.cell_mut(solution, step).expect("a cell");
    let notes = (0..400).map(|at| Arc::new(Note::new(format!("{number} {at}"))));
    cell.notes_mut(Lane::Benefits).extend(notes);
    let mut project = Project {
        name: number.to_string(),
        ..Project::default()
    };
    project.journeys.push(Arc::new(journey));
    project
}

/// The number a file carries; an error when it is not whole.
pub(crate) fn number_of(project: &Project) -> Result<u64, String> {
    let number = project.name.parse().map_err(|_| "no number".to_owned())?;
    if *project == numbered(number) {
        Ok(number)
    } else {
        Err(format!(
            "the file of {number} is not the one that was written"
        ))
    }
}

/// Saves one numbered project over what is there. `-` as the folder for versions is none.
fn save(path: &Path, state: &Path, count: &str) -> u8 {
    let number: u64 = count.parse().expect("a number");
    let known = match file::read_file(path) {
        Ok(bytes) => Known::Bytes(Hash::of(&bytes)),
        Err(_) => Known::Nothing,
    };
    let project = numbered(number);
    let store = Store::at(state.to_owned());
    // What comes before is of no interest to those who count system calls.
    std::fs::metadata("/begin-save").ok();
    match file::save(&project, path, known, Some(&store)) {
        Ok(_) => SAVED,
        Err(error) => {
            println!("{error}");
            REFUSED
        }
    }
}

/// Saves one number after the other, and says each that was confirmed.
fn saves(path: &Path, state: &Path) -> u8 {
    let (mut project, mut hash) = file::open_known(path).expect("a file");
    let store = Store::at(state.to_owned());
    loop {
        let number = number_of(&project).expect("a number") + 1;
        project = numbered(number);
        hash = file::save(&project, path, Known::Bytes(hash), Some(&store)).expect("saved");
        println!("{number}");
    }
}

/// Adds so many notes to a file that others write as well, one a save; what others have saved
/// meanwhile is merged, as the window does.
fn append(path: &Path, state: &Path, name: &str, count: usize) {
    let store = Store::at(state.to_owned());
    let (mut saved, mut known) = file::open_known(path).expect("a file");
    for at in 0..count {
        let mut mine = with_note(&saved, &format!("{name} {at}"));
        loop {
            match file::save(&mine, path, Known::Bytes(known), Some(&store)) {
                Ok(hash) => {
                    (saved, known) = (mine, hash);
                    break;
                }
                Err(SaveError::Changed(changed)) => {
                    let theirs = file::read(&changed.theirs).expect("a project");
                    let merged = file::merge(Some(&saved), &mine, &theirs, &Choices::default())
                        .expect("few notes");
                    assert!(merged.conflicts.is_empty(), "notes are only added");
                    // What stands in the file is theirs, or already what was to be saved.
                    let is_theirs = changed.on_disk == Hash::of(&changed.theirs);
                    saved = if is_theirs { theirs } else { mine };
                    (mine, known) = (merged.project, changed.on_disk);
                }
                Err(error) => panic!("{error}"),
            }
        }
    }
}

/// The same with one note more.
pub(crate) fn with_note(project: &Project, text: &str) -> Project {
    let mut project = project.clone();
    let journey = Arc::make_mut(&mut project.journeys[0]);
    let (solution, step) = (journey.solutions[0].id, journey.steps[0].id);
    let cell = journey.cell_mut(solution, step).expect("a cell");
    cell.notes_mut(Lane::Benefits)
        .push(Arc::new(Note::new(text)));
    project
}
