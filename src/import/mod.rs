//! How other programs' files come in: one file per format.

mod openjourney;

use crate::file::{OpenError, read_file};
use crate::model::Project;
use std::path::Path;

/// A project made from another program's file, and a sentence about what was made and left out.
#[derive(Debug)]
pub struct Imported {
    /// What was made.
    pub project: Project,
    /// "4 steps, 17 notes; 2 nodes without a stage were left out: …"
    pub sentence: String,
}

/// Why a file could not be imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// It could not be read.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// It is of no kind this program imports.
    #[error("Files ending in .{0} are not imported. OpenJourney files end in .ojf.")]
    UnknownEnding(String),
    /// It is not what its ending says.
    #[error(transparent)]
    OpenJourney(#[from] openjourney::OjfError),
}

/// Reads a file of another program, by its ending.
///
/// # Errors
/// A sentence that says what is wrong, and where.
pub fn read(path: &Path) -> Result<Imported, ImportError> {
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    let name = path
        .file_stem()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    match ending.as_str() {
        "ojf" => Ok(openjourney::read(&read_file(path)?, &name)?),
        other => Err(ImportError::UnknownEnding(other.to_owned())),
    }
}

/// Adds what was imported to a project: scores are taken to its scale.
pub fn add(present: &mut Project, mut imported: Project) {
    if imported.scale.max != present.scale.max {
        crate::edit::change_scale(&mut imported, present.scale.clone());
    }
    present.personas.append(&mut imported.personas);
    present.value_maps.append(&mut imported.value_maps);
    present.journeys.append(&mut imported.journeys);
    present
        .links
        .to_mut()
        .extend(imported.links.iter().cloned());
}
