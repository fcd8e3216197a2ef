//! A block of cells pasted at a heading: its first row names steps or jobs, the rest are their notes.

use super::columns::{insert_job, insert_step};
use super::notes::insert_notes;
use super::write::write;
use crate::model::{Id, Job, Lane, Note, Place, Project, Row, Slot, Step};
use std::sync::Arc;

/// What was pasted: columns of notes with ids of their own.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Pasted {
    /// From left to right; a column may be empty.
    pub columns: Vec<Vec<Arc<Note>>>,
    /// Whether the first note of each column stands in the first row; else that cell was empty.
    pub has_first: Vec<bool>,
}

/// The row of a canvas that takes the notes of a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoteRow {
    /// Of a solution.
    Lane {
        /// Whose.
        solution: Id,
        /// Which.
        lane: Lane,
    },
    /// Of a value map.
    Row(Row),
}

impl NoteRow {
    /// The cell of this row in the column of a step or job.
    fn place(self, column: Id) -> Place {
        match self {
            Self::Lane { solution, lane } => Place::Lane {
                solution,
                step: column,
                lane,
            },
            Self::Row(row) => Place::Row { job: column, row },
        }
    }
}

/// Steps or jobs with their notes.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Block {
    /// The name of each, which may be empty, and its notes.
    pub columns: Vec<(String, Vec<Arc<Note>>)>,
}

impl Block {
    /// The block of what was pasted; `None` for a single row or a single column, which are lists.
    pub fn of(pasted: &Pasted) -> Option<Self> {
        let firsts = pasted
            .has_first
            .iter()
            .copied()
            .chain(std::iter::repeat(true));
        let columns: Vec<_> = pasted.columns.iter().zip(firsts).map(named).collect();
        let block = Self { columns };
        (block.columns.len() > 1 && block.note_count() > 0).then_some(block)
    }

    /// Names without notes.
    pub fn of_names(names: impl IntoIterator<Item = String>) -> Self {
        Self {
            columns: names.into_iter().map(|name| (name, Vec::new())).collect(),
        }
    }

    /// How many notes there are.
    pub fn note_count(&self) -> usize {
        self.columns.iter().map(|(_, notes)| notes.len()).sum()
    }

    /// Puts steps or jobs before the one the slot is for, and their notes into a row. Names that are
    /// still missing there are filled in first when `fills`. Gives back the steps or jobs.
    pub fn insert(
        self,
        project: &mut Project,
        slot: Slot,
        fills: bool,
        row: Option<NoteRow>,
    ) -> Vec<Id> {
        let mut ids = Vec::with_capacity(self.columns.len());
        for (index, (name, notes)) in self.columns.into_iter().enumerate() {
            let nameless = nameless_at(project, slot, index).filter(|_| fills);
            let id = match nameless {
                Some(id) => {
                    let filled = write(project, slot.target(id), None, &name);
                    filled.ok().map(|()| id)
                }
                None => put(project, slot, index, name),
            };
            let Some(id) = id else { break };
            if let Some(row) = row {
                insert_notes(project, row.place(id), usize::MAX, notes);
            }
            ids.push(id);
        }
        ids
    }
}

/// The name of a column and what stands under it.
fn named((column, has_first): (&Vec<Arc<Note>>, bool)) -> (String, Vec<Arc<Note>>) {
    match column.split_first() {
        Some((first, rest)) if has_first => (first.text.replace('\n', " "), rest.to_vec()),
        _ => (String::new(), column.clone()),
    }
}

/// The step or job at this index after the slot, when nobody has named it yet.
fn nameless_at(project: &Project, slot: Slot, index: usize) -> Option<Id> {
    let id = project.around(slot)?.get(slot.at() + index).copied()?;
    let name = slot.target(id).read(project)?;
    name.trim().is_empty().then_some(id)
}

fn put(project: &mut Project, slot: Slot, index: usize, name: String) -> Option<Id> {
    match slot {
        Slot::Step { journey, at } => {
            let step = Step::new(name);
            let id = step.id;
            insert_step(project, journey, at + index, step);
            Some(id)
        }
        Slot::Job { map, at } => {
            let job = Job::new(name);
            let id = job.id;
            insert_job(project, map, at + index, job);
            Some(id)
        }
        Slot::Note { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fragment::paste_text;
    use super::*;
    use crate::model::Template;

    #[test]
    fn the_first_row_names_and_the_rest_are_notes() {
        let pasted = paste_text("Notice\t\tBuy\nslow\tdear\t\nfar\t\tqueue\n");
        let block = Block::of(&pasted).unwrap();
        let texts: Vec<(&str, Vec<&str>)> = block
            .columns
            .iter()
            .map(|(name, notes)| {
                let notes = notes.iter().map(|note| note.text.as_str());
                (name.as_str(), notes.collect())
            })
            .collect();
        assert_eq!(
            texts,
            [
                ("Notice", vec!["slow", "far"]),
                ("", vec!["dear"]),
                ("Buy", vec!["queue"])
            ]
        );
    }

    #[test]
    fn a_row_and_a_column_are_lists() {
        assert_eq!(Block::of(&paste_text("Notice\tCompare\tBuy")), None);
        assert_eq!(Block::of(&paste_text("Notice\nCompare\nBuy")), None);
    }

    #[test]
    fn jobs_that_nobody_has_written_yet_are_filled_first() {
        let mut project = Template::ValueMap.build();
        let map = project.value_maps[0].id;
        let names = ["a", "b", "c", "d"].map(str::to_owned);
        let slot = Slot::Job { map, at: 1 };
        Block::of_names(names).insert(&mut project, slot, true, None);
        let jobs = &project.value_maps[0].jobs;
        let jobs: Vec<_> = jobs.iter().map(|job| job.job.text()).collect();
        assert_eq!(jobs, ["", "a", "b", "c", "d"]);
    }
}
