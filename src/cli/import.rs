//! `import IN OUT [--into FILE]`

use super::Report;
use crate::file;
use crate::import::{self, ImportError};
use crate::model::Scale;
use std::path::{Path, PathBuf};

#[derive(clap::Args, Debug)]
pub(super) struct Arguments {
    /// The file of the other program; its ending says which (.ojf: OpenJourney)
    from: PathBuf,
    /// The project to write; an existing file is not replaced
    #[arg(required_unless_present = "into")]
    out: Option<PathBuf>,
    /// Add to this project; without OUT it is written itself
    #[arg(long, value_name = "FILE")]
    into: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Report> {
    if let Some(out) = &arguments.out {
        super::must_be_new(out)?;
    }
    let present = arguments.into.as_deref().map(super::open).transpose()?;
    let scale = present
        .as_ref()
        .map_or_else(Scale::default, |project| project.scale.clone());
    let imported = import::read(&arguments.from, &scale)
        .map_err(|error| super::about(&arguments.from, &error))?;
    let project = match present {
        Some(mut present) => {
            if !import::add(&mut present, imported.project) {
                return Err(super::about(&arguments.from, &ImportError::TooMuch));
            }
            present
        }
        None => imported.project,
    };
    let out: &Path = match (&arguments.out, &arguments.into) {
        (Some(out), _) | (None, Some(out)) => out,
        (None, None) => return Err(anyhow::anyhow!("Say where to write the project.")),
    };
    file::save(&project, out).map_err(|error| super::about(out, &error))?;
    Ok(Report::fine(imported.sentence + "\n"))
}
