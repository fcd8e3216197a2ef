//! How other programs' files come in: one file per format.

mod openjourney;
mod told;

use crate::file::{OpenError, read_file};
use crate::model::{MAX_NOTES, Project, Scale};
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
    /// With what is there already it would be too much.
    #[error(
        "The project and the file together have more than {MAX_NOTES} notes, the most one project has. Import it into a project of its own."
    )]
    TooMuch,
    /// It is not what its ending says.
    #[error(transparent)]
    OpenJourney(#[from] openjourney::OjfError),
}

/// Reads a file of another program, by its ending. Scores are taken to `scale`.
///
/// # Errors
/// A sentence that says what is wrong, and where.
pub fn read(path: &Path, scale: &Scale) -> Result<Imported, ImportError> {
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    let name = path
        .file_stem()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    match ending.as_str() {
        "ojf" => Ok(openjourney::read(&read_file(path)?, &name, scale)?),
        other => Err(ImportError::UnknownEnding(other.to_owned())),
    }
}

/// Adds what was imported to a project. Both have the same scale. An empty one takes its name too.
/// `false`, and nothing is added, when both together have more than [`MAX_NOTES`].
pub fn add(present: &mut Project, mut imported: Project) -> bool {
    if imported.all_notes().count() > present.notes_left() {
        return false;
    }
    let is_empty = present.value_maps.is_empty() && present.journeys.is_empty();
    if is_empty && present.name.is_empty() {
        present.name = std::mem::take(&mut imported.name);
        present.description = std::mem::take(&mut imported.description);
    }
    present.personas.append(&mut imported.personas);
    present.value_maps.append(&mut imported.value_maps);
    present.journeys.append(&mut imported.journeys);
    present
        .links
        .to_mut()
        .extend(imported.links.iter().cloned());
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Note, Row, Template};
    use std::sync::Arc;

    fn map_with(notes: usize) -> Project {
        let mut project = Template::ValueMap.build();
        let map = Arc::make_mut(&mut project.value_maps[0]);
        let list = Arc::make_mut(&mut map.jobs[0]).notes_mut(Row::Friction);
        list.extend((0..notes).map(|_| Arc::new(Note::new(""))));
        project
    }

    #[test]
    fn what_would_be_too_much_together_is_not_added() {
        let mut present = map_with(MAX_NOTES - 1);
        let before = present.clone();
        assert!(!add(&mut present, map_with(2)));
        assert_eq!(present, before);
        assert!(add(&mut present, map_with(1)));
        assert_eq!(crate::model::check(&present), []);
    }
}
