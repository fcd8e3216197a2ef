//! Where each note is: kept up by comparing the parts of the project that hold notes.

use crate::model::{Holder, HolderId, Id, Note, Place, Project, note_ids};
use std::collections::HashMap;
use std::sync::Arc;

/// From the id of a note to its place.
#[derive(Default)]
pub struct Places {
    places: HashMap<Id, Place>,
    /// Kept, so that the addresses of their parts stay taken.
    holders: HashMap<HolderId, Holder>,
}

impl Places {
    /// Where a note is.
    pub fn of(&self, note: Id) -> Option<Place> {
        self.places.get(&note).copied()
    }

    /// How many notes there are.
    pub fn count(&self) -> usize {
        self.places.len()
    }

    /// A note by its id.
    pub fn note<'a>(&self, project: &'a Project, id: Id) -> Option<&'a Arc<Note>> {
        project
            .notes(self.of(id)?)
            .iter()
            .find(|note| note.id == id)
    }

    /// Place and index of a note.
    pub fn position(&self, project: &Project, id: Id) -> Option<(Place, usize)> {
        let place = self.of(id)?;
        Some((
            place,
            project.notes(place).iter().position(|note| note.id == id)?,
        ))
    }

    /// Makes it right for this value: only parts that are other pointers are looked at.
    pub(super) fn follow(&mut self, project: &Project) {
        let mut holders = HashMap::with_capacity(self.holders.len());
        let (mut gone, mut changed) = (Vec::new(), Vec::new());
        for holder in project.holders() {
            let id = holder.id();
            match self.holders.remove(&id) {
                Some(known) if known.is_same(&holder) => {}
                known => {
                    gone.extend(known);
                    changed.push(id);
                }
            }
            holders.insert(id, holder);
        }
        gone.extend(std::mem::replace(&mut self.holders, holders).into_values());
        // All are forgotten before any is added: a note may have moved from one part to another.
        for note in gone.iter().flat_map(|holder| note_ids(holder.shelves())) {
            self.places.remove(&note);
        }
        for (place, notes) in changed.iter().flat_map(|id| self.holders[id].shelves()) {
            let notes = notes.iter().map(|note| (note.id, place));
            self.places.extend(notes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Document, insert_notes, move_notes, remove_notes};
    use crate::model::{Row, Template};

    /// What the index says is what a look through the whole project says.
    fn assert_right(document: &Document) {
        let all: HashMap<Id, Place> = document
            .project()
            .all_notes()
            .map(|(place, note)| (note.id, place))
            .collect();
        assert_eq!(document.places().places, all);
    }

    #[test]
    fn the_index_follows_every_change() {
        let mut document = Document::new(Arc::new(Template::Workshop.build()));
        let map = Arc::clone(&document.project().value_maps[0]);
        let places = [Row::Friction, Row::ValueGaps].map(|row| Place::Row {
            job: map.jobs[0].id,
            row,
        });
        let other = Place::Row {
            job: map.jobs[1].id,
            row: Row::Friction,
        };
        let notes: Vec<_> = ["a", "b", "c"]
            .map(|text| Arc::new(Note::new(text)))
            .to_vec();
        let ids: Vec<Id> = notes.iter().map(|note| note.id).collect();
        document.edit("Add", |project| {
            insert_notes(project, places[0], 0, notes.clone());
        });
        assert_right(&document);
        document.edit("Move", |project| {
            move_notes(project, &ids[..2], places[1], 0);
        });
        assert_right(&document);
        document.edit("Move", |project| move_notes(project, &ids[1..], other, 0));
        assert_right(&document);
        document.edit("Delete", |project| remove_notes(project, &ids[..1]));
        assert_right(&document);
        document.edit("Delete the map", |project| project.value_maps.clear());
        assert_right(&document);
        while document.undo() {
            assert_right(&document);
        }
        assert_eq!(document.places().count(), 0);
    }
}
