//! How other programs' files come in: a file for each format, and a line in `formats`.

mod format;
mod formats;
mod openjourney;
mod told;

pub use format::{Format, ImportError, Imported};
pub use formats::{FORMATS, of_path, read};

use crate::model::Project;

/// Adds what was imported to a project. Both have the same scale. An empty one takes its name too.
/// `false`, and nothing is added, when both together have more than [`crate::model::MAX_NOTES`].
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
    use crate::model::{MAX_NOTES, Note, Row, Template};
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
