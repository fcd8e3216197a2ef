//! `merge BASE OURS THEIRS -o OUT`, as Git calls it for files that both sides changed.

use super::Report;
use crate::file::{self, Choices, Merged};
use crate::model::{Merging, Project};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

#[derive(clap::Args, Debug)]
pub(super) struct Arguments {
    /// What both came from; an empty file when there is no such version
    base: PathBuf,
    /// Our version
    ours: PathBuf,
    /// The other version
    theirs: PathBuf,
    /// Where the result goes; it may be one of the three
    #[arg(short, long, value_name = "FILE")]
    out: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Report> {
    let base = open_base(&arguments.base)?;
    let ours = open_settled(&arguments.ours)?;
    let theirs = open_settled(&arguments.theirs)?;
    let merged = file::merge(base.as_ref(), &ours, &theirs, &Choices::new())
        .map_err(|error| super::about(&arguments.theirs, &error))?;
    let Merged {
        mut project,
        conflicts,
    } = merged;
    let mut text = String::new();
    for conflict in &conflicts {
        text += &format!("{}\n", conflict.told());
    }
    if !conflicts.is_empty() {
        let sentences = conflicts.iter().map(file::Conflict::told).collect();
        let merging = Merging::new(sentences, base, theirs);
        project.merging = Some(Arc::new(merging));
    }
    file::save(&project, &arguments.out).map_err(|error| super::about(&arguments.out, &error))?;
    Ok(Report {
        text,
        code: ExitCode::from(u8::from(!conflicts.is_empty())),
    })
}

/// Git hands over an empty file where both sides added one of the same name.
fn open_base(path: &Path) -> anyhow::Result<Option<Project>> {
    let is_empty = std::fs::metadata(path).is_ok_and(|about| about.is_file() && about.len() == 0);
    if is_empty {
        return Ok(None);
    }
    let base = super::open(path)?;
    Ok(Some(Project {
        merging: None,
        ..base
    }))
}

/// A version whose own conflicts are settled: of the others one side would be gone.
fn open_settled(path: &Path) -> anyhow::Result<Project> {
    let project = super::open(path)?;
    match &project.merging {
        None => Ok(project),
        Some(merging) => {
            let conflicts = match merging.conflicts.len() {
                1 => "A conflict".to_owned(),
                count => format!("{count} conflicts"),
            };
            let sentence = format!(
                "{conflicts} of an earlier merge must be settled first. Open the file to do that."
            );
            Err(super::about(path, &sentence))
        }
    }
}
