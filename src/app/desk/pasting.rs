//! What was pasted goes where the cursor is: notes into cells, names into columns, text into names.

use super::Desk;
use crate::app::work::state::State;
use crate::app::work::views::Sight;
use crate::canvas::Edited;
use crate::edit::{self, Block, Cursor, NoteRow, Pasted, Selection};
use crate::layout::Shown;
use crate::model::words::{a_or_many, capitalised};
use crate::model::{Id, Job, Note, Place, Project, ROWS, Row, Slot, Step, Target, cut};
use std::sync::Arc;

/// Asks what a block pasted at a heading is to become.
#[derive(Clone)]
pub(crate) struct PasteBlock {
    /// What was pasted.
    pub(crate) block: Block,
    pub(crate) slot: Slot,
    /// Headings that nobody has written yet come first.
    pub(crate) fills: bool,
    /// The rows that can take the notes, with their names.
    pub(crate) rows: Vec<(NoteRow, String)>,
    pub(crate) chosen: usize,
}

impl PasteBlock {
    /// For the view that is shown; `None` where no row could take the notes.
    pub(crate) fn new(state: &State, block: Block, slot: Slot, fills: bool) -> Option<Self> {
        let rows = rows(state);
        (!rows.is_empty()).then_some(Self {
            block,
            slot,
            fills,
            rows,
            chosen: 0,
        })
    }

    /// The row chosen for the notes.
    fn row(&self) -> Option<NoteRow> {
        self.rows.get(self.chosen).map(|(row, _)| *row)
    }
}

/// The rows of the view, those of the solution one is in first.
fn rows(state: &State) -> Vec<(NoteRow, String)> {
    let Some(journey) = state.journey() else {
        let rows = Row::ALL.map(|row| (NoteRow::Row(row), ROWS[row as usize].name.to_owned()));
        return state.value_map().map_or(Vec::new(), |_| rows.to_vec());
    };
    let shown = state.view_state().map(|view| view.framing.shown);
    let is_shown = |id: Id| match shown {
        Some(Shown::One(one)) => one == id,
        Some(Shown::All) | None => true,
    };
    let is_one = journey.solutions.len() == 1;
    let solutions = journey
        .solutions
        .iter()
        .filter(|solution| is_shown(solution.id));
    let rows = solutions.flat_map(|solution| {
        journey.lanes.iter().map(move |lane| {
            let name = lane.info().name;
            let name = if is_one {
                name.to_owned()
            } else {
                format!("{name} of {}", cut(solution.name.trim(), 30))
            };
            let (solution, lane) = (solution.id, *lane);
            (NoteRow::Lane { solution, lane }, name)
        })
    });
    rows.collect()
}

impl Desk {
    /// Puts columns of notes where the cursor is: the first column into its cell, the next ones into the
    /// columns after it, which are made when there are none. On a heading they are headings.
    pub(crate) fn paste(&mut self, pasted: Pasted) {
        self.keep();
        let count: usize = pasted.columns.iter().map(Vec::len).sum();
        if count == 0 {
            return;
        }
        let cursor = self.state.selection.cursor();
        match (cursor, heading_slot(&self.state)) {
            (_, Some((slot, fills))) if count > 1 || matches!(cursor, Cursor::On(_)) => {
                match Block::of(&pasted) {
                    Some(block) => {
                        if let Some(asked) = PasteBlock::new(&self.state, block, slot, fills) {
                            self.ask(asked);
                        }
                    }
                    None => {
                        let names = pasted.columns.iter().flatten();
                        let names = names.map(|note| note.text.replace('\n', " "));
                        self.put_block(Block::of_names(names), slot, fills, None);
                    }
                }
            }
            // In a name, a basis, a head count it stands in the place of what was there.
            (Cursor::At(target), _) if target.note().is_none() => {
                let texts: Vec<&str> = pasted
                    .columns
                    .iter()
                    .flatten()
                    .map(|note| note.text.as_str())
                    .collect();
                self.typed(Edited::Old(target), &texts.join(" "));
                self.state.document.keep();
            }
            (cursor, _) => {
                let Some(place) = self.state.place_to_write() else {
                    return;
                };
                let at = match cursor {
                    Cursor::On(Slot::Note { at, .. }) => at,
                    Cursor::At(Target::Note(id)) => self
                        .state
                        .document
                        .places()
                        .position(self.state.document.project(), id)
                        .map_or(0, |(_, at)| at + 1),
                    _ => usize::MAX,
                };
                let columns = pasted.columns;
                let ids: Vec<Id> = columns.iter().flatten().map(|note| note.id).collect();
                let label = format!("Paste {}", a_or_many(count, "note"));
                self.change(label, |project| paste_columns(project, place, at, columns));
                self.state.selection = Selection::of_notes(ids);
            }
        }
        self.settle();
        self.canvas.reveal_cursor();
    }

    /// Puts steps or jobs with their notes, as one step of the history.
    fn put_block(&mut self, block: Block, slot: Slot, fills: bool, row: Option<NoteRow>) {
        let columns = a_or_many(
            block.columns.len(),
            self.state.document.project().one_of(slot),
        );
        let label = match block.note_count() {
            0 => format!("Paste {columns}"),
            notes => format!("Paste {columns} and {}", a_or_many(notes, "note")),
        };
        let columns = self.state.document.project().around(slot);
        if columns.is_some_and(|columns| columns.is_empty())
            && let Some(view) = self.state.view_state_mut()
        {
            // What an empty canvas was fitted to has nothing to do with what comes.
            view.see(Sight::First);
        }
        let mut ids = Vec::new();
        self.change(label, |project| {
            ids = block.insert(project, slot, fills, row);
        });
        if let Some(first) = ids.first() {
            self.state.selection = Selection::at(Cursor::At(slot.target(*first)));
        }
    }

    /// Pastes a block that was asked about.
    pub(crate) fn paste_block(&mut self, asked: PasteBlock) {
        let row = asked.row();
        self.put_block(asked.block, asked.slot, asked.fills, row);
        self.state.follow_document();
        self.select(self.state.selection.clone());
        self.canvas.activate();
        self.canvas.reveal_cursor();
    }
}

/// Where headings that are pasted go; and whether those that nobody has written yet come first.
fn heading_slot(state: &State) -> Option<(Slot, bool)> {
    let project = state.document.project();
    match state.selection.cursor() {
        Cursor::On(slot @ (Slot::Step { .. } | Slot::Job { .. })) => Some((slot, false)),
        Cursor::At(target @ (Target::StepName(_) | Target::JobSentence(_))) => {
            let after = state.column_slot()?;
            let is_blank = target.read(project)?.trim().is_empty();
            let slot = if is_blank { after.one_before() } else { after };
            Some((slot, is_blank))
        }
        Cursor::At(_) | Cursor::On(_) | Cursor::Nowhere => None,
    }
}

fn paste_columns(project: &mut Project, place: Place, at: usize, columns: Vec<Vec<Arc<Note>>>) {
    let mut place = Some(place);
    for (index, column) in columns.into_iter().enumerate() {
        if index > 0 {
            place = place.and_then(|before| next_column(project, before));
        }
        let Some(place) = place else { return };
        let at = if index == 0 { at } else { usize::MAX };
        edit::insert_notes(project, place, at, column);
    }
}

/// The same row in the next column, which is made when there is none.
fn next_column(project: &mut Project, place: Place) -> Option<Place> {
    let column = place.column();
    let columns = project.columns_beside(column);
    let at = columns.iter().position(|known| *known == column)? + 1;
    let next = match (columns.get(at), place) {
        (Some(next), _) => *next,
        (None, Place::Lane { .. }) => {
            let journey = project.journey_of_step(column)?;
            let word = capitalised(journey.step_word());
            let step = Step::new(format!("{word} {}", at + 1));
            let (id, journey) = (step.id, journey.id);
            edit::insert_step(project, journey, at, step);
            id
        }
        (None, Place::Row { .. }) => {
            let job = Job::new("");
            let (id, map) = (job.id, project.map_of_job(column)?.id);
            edit::insert_job(project, map, at, job);
            id
        }
        (None, Place::Field { .. }) => return None,
    };
    Some(place.in_column(next))
}
