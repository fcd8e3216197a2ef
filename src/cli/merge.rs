//! `merge BASE OURS THEIRS -o OUT`, also as the merge driver of Git.

use super::report::{self, Report};
use crate::file::{self, Choices, Hash, Known, Store};
use crate::model::{Merging, Project, plain_line};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

#[derive(clap::Args, Debug)]
pub(super) struct Arguments {
    /// What both come from; an empty file when nobody knows
    base: PathBuf,
    /// Our version
    ours: PathBuf,
    /// The other version
    theirs: PathBuf,
    /// The project to write; it may be one of the three
    #[arg(short, long)]
    out: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Report> {
    let mut room = file::Room::to_compare();
    let base = base(&mut room, &arguments.base)?;
    let ours = report::open_in(&mut room, &arguments.ours)?;
    let theirs = report::open_in(&mut room, &arguments.theirs)?;
    // Two-way, a merge that is not finished would begin anew with another other side.
    for (path, version) in [(&arguments.ours, &ours), (&arguments.theirs, &theirs)] {
        if version.merging.is_some() {
            let sentence =
                "A merge of this file is not finished. Open it and settle its conflicts first.";
            return Err(report::about(path, &sentence));
        }
    }
    let merged = file::merge(base.as_ref(), &ours, &theirs, &Choices::default())
        .map_err(|error| report::about(&arguments.theirs, &error))?;
    let mut project = merged.project;
    let conflicts: Vec<String> = merged.conflicts.iter().map(file::Conflict::told).collect();
    let text = conflicts.iter().fold(String::new(), |text, sentence| {
        text + "Conflict: " + &plain_line(sentence) + "\n"
    });
    let has_conflicts = !conflicts.is_empty();
    if has_conflicts {
        project.merging = Some(Arc::new(Merging::new(conflicts, base, theirs)));
    } else {
        drop((base, theirs));
    }
    // What is written is read back: there must be room for it twice.
    drop(ours);
    write(&project, arguments)?;
    Ok(Report {
        text,
        code: ExitCode::from(u8::from(has_conflicts)),
    })
}

/// What both come from. Git gives an empty file when both sides have added the file.
fn base(room: &mut file::Room, path: &Path) -> anyhow::Result<Option<Project>> {
    let bytes = file::read_file(path).map_err(|error| report::about(path, &error))?;
    if bytes.is_empty() {
        return Ok(None);
    }
    let mut base = room
        .read(&bytes)
        .map_err(|error| report::about(path, &error))?;
    base.merging = None;
    Ok(Some(base))
}

/// Writes over the project that stands there now, and over nothing that comes meanwhile.
fn write(project: &Project, arguments: &Arguments) -> anyhow::Result<()> {
    let out = &arguments.out;
    let known = match file::read_file(out) {
        Ok(bytes) => {
            let three = [&arguments.base, &arguments.ours, &arguments.theirs];
            let is_one = three.iter().any(|path| file::is_same_file(path, out));
            if !is_one && !bytes.is_empty() && !file::is_project(&bytes) {
                let sentence = "A file that is no project has this name. Choose another name.";
                return Err(report::about(out, &sentence));
            }
            // What says the same already keeps its bytes.
            if file::read(&bytes).is_ok_and(|present| present == *project) {
                return Ok(());
            }
            Known::Bytes(Hash::of(&bytes))
        }
        Err(_) => Known::Nothing,
    };
    // Git merges in files that are gone afterwards: nobody looks for earlier versions of those.
    let is_document = out
        .extension()
        .is_some_and(|ending| ending == file::ENDING || ending == "json");
    let store = is_document.then(Store::of_user).flatten();
    report::save(project, out, known, store.as_ref())
}
