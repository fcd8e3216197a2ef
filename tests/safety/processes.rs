//! Several processes add notes to one file at the same time; every note must be there at the end.

use crate::{Figures, Outcome, Run, worker};
use value_journey::file;

pub(crate) fn two(run: &Run) -> Outcome {
    together(run, 2, run.pick(200, 200))
}

pub(crate) fn four(run: &Run) -> Outcome {
    together(run, 4, run.pick(25, 500))
}

fn together(run: &Run, processes: usize, updates: usize) -> Outcome {
    let folder = run.folder();
    let path = folder.path().join("plan.vjourney");
    let state = folder.path().join("state");
    let mut project = worker::numbered(1);
    let journey = std::sync::Arc::make_mut(&mut project.journeys[0]);
    let (solution, step) = (journey.solutions[0].id, journey.steps[0].id);
    journey
        .cell_mut(solution, step)
        .expect("a cell")
        .notes_mut(value_journey::model::Lane::Benefits)
        .clear();
    std::fs::write(&path, file::write(&project).expect("bytes")).expect("written");
    let children: Vec<_> = (0..processes)
        .map(|name| {
            let words = [
                "append",
                &path.to_string_lossy(),
                &state.to_string_lossy(),
                &format!("p{name}"),
                &updates.to_string(),
            ]
            .map(str::to_owned);
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            run.worker(&words).spawn().expect("a process")
        })
        .collect();
    let mut failures = Vec::new();
    for mut child in children {
        if !child.wait().expect("it ends").success() {
            failures.push("a process failed".to_owned());
        }
    }
    let project = file::open(&path).expect("the file is whole");
    let texts: std::collections::HashSet<&str> = project
        .all_notes()
        .map(|(_, note)| note.text.as_str())
        .collect();
    for name in 0..processes {
        for at in 0..updates {
            let text = format!("p{name} {at}");
            if !texts.contains(text.as_str()) {
                failures.push(format!("lost: {text}"));
            }
        }
    }
    Outcome::Done(Figures {
        n: processes * updates,
        failures,
        notes: format!("{processes} processes with {updates} updates each; 0 lost updates wanted."),
    })
}
