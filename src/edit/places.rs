//! Where each note is: kept up by comparing the parts of the project that hold notes.

use crate::model::{Cell, Field, Id, Job, Lane, Note, Persona, Place, Project, Row};
use std::collections::HashMap;
use std::sync::Arc;

/// A part of the project that holds notes.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Holder {
    Job(Id),
    Cell { solution: Id, step: Id },
    Persona(Id),
}

/// The part itself; kept, so that its address stays taken.
#[derive(Clone)]
enum Part {
    Job(Arc<Job>),
    Cell(Arc<Cell>),
    Persona(Arc<Persona>),
}

impl Part {
    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Job(one), Self::Job(other)) => Arc::ptr_eq(one, other),
            (Self::Cell(one), Self::Cell(other)) => Arc::ptr_eq(one, other),
            (Self::Persona(one), Self::Persona(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }

    fn notes(&self, holder: Holder) -> Vec<(Place, &Vec<Arc<Note>>)> {
        match (self, holder) {
            (Self::Job(job), Holder::Job(id)) => Row::ALL
                .map(|row| (Place::Row { job: id, row }, job.notes(row)))
                .to_vec(),
            (Self::Cell(cell), Holder::Cell { solution, step }) => Lane::ALL
                .map(|lane| {
                    (
                        Place::Lane {
                            solution,
                            step,
                            lane,
                        },
                        cell.notes(lane),
                    )
                })
                .to_vec(),
            (Self::Persona(persona), Holder::Persona(id)) => Field::ALL
                .map(|field| {
                    (
                        Place::Field { persona: id, field },
                        persona.empathy.notes(field),
                    )
                })
                .to_vec(),
            _ => Vec::new(),
        }
    }
}

/// From the id of a note to its place.
#[derive(Default)]
pub struct Places {
    places: HashMap<Id, Place>,
    parts: HashMap<Holder, Part>,
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
        let mut parts = HashMap::with_capacity(self.parts.len());
        let mut changed = Vec::new();
        let mut see = |holder: Holder, part: Part| {
            match self.parts.remove(&holder) {
                Some(known) if known.is(&part) => {}
                known => changed.push((holder, known, part.clone())),
            }
            parts.insert(holder, part);
        };
        for job in project.value_maps.iter().flat_map(|map| &map.jobs) {
            see(Holder::Job(job.id), Part::Job(Arc::clone(job)));
        }
        for solution in project
            .journeys
            .iter()
            .flat_map(|journey| &journey.solutions)
        {
            for (step, cell) in solution.cells.iter() {
                see(
                    Holder::Cell {
                        solution: solution.id,
                        step,
                    },
                    Part::Cell(Arc::clone(cell)),
                );
            }
        }
        for persona in &project.personas {
            see(
                Holder::Persona(persona.id),
                Part::Persona(Arc::clone(persona)),
            );
        }
        let gone = std::mem::replace(&mut self.parts, parts);
        for (holder, part) in gone {
            self.forget(holder, &part);
        }
        for (holder, known, _) in &changed {
            if let Some(known) = known {
                self.forget(*holder, known);
            }
        }
        // All are forgotten before any is added: a note may have moved from one part to another.
        for (holder, _, part) in &changed {
            for (place, notes) in part.notes(*holder) {
                self.places
                    .extend(notes.iter().map(|note| (note.id, place)));
            }
        }
    }

    fn forget(&mut self, holder: Holder, part: &Part) {
        for (_, notes) in part.notes(holder) {
            for note in notes {
                self.places.remove(&note.id);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Document, insert_notes, move_notes, remove_notes};
    use crate::model::Template;

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
