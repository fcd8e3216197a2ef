//! What was pasted goes where the cursor is: notes into cells, names into columns, text into names.

use crate::app::commands::command::column_slot;
use crate::app::desk::writing as typing;
use crate::app::questions::{Modal, PasteBlock};
use crate::app::work::state::{Sight, State};
use crate::canvas::{Canvas, Edited};
use crate::edit::{self, Block, Cursor, NoteRow, Pasted, Selection};
use crate::model::words::a_or_many;
use crate::model::{Id, Note, Place, Project, Slot, Target};
use std::sync::Arc;

/// Puts columns of notes where the cursor is: the first column into its cell, the next ones into the
/// columns after it, which are made when there are none. On a heading they are headings.
pub(crate) fn paste(state: &mut State, canvas: &mut Canvas, pasted: Pasted) {
    typing::keep(state, canvas);
    let count: usize = pasted.columns.iter().map(Vec::len).sum();
    if count == 0 {
        return;
    }
    let cursor = state.selection.cursor();
    match (cursor, heading_slot(state)) {
        (_, Some((slot, fills))) if count > 1 || matches!(cursor, Cursor::On(_)) => {
            match Block::of(&pasted) {
                Some(block) => {
                    state.modal = PasteBlock::new(state, block, slot, fills).map(Modal::PasteBlock);
                }
                None => {
                    let names = pasted.columns.iter().flatten();
                    let names = names.map(|note| note.text.replace('\n', " "));
                    put(state, Block::of_names(names), slot, fills, None);
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
            typing::typed(state, Edited::Old(target), &texts.join(" "));
            state.document.keep();
        }
        (cursor, _) => {
            let Some(place) = state.place_to_write() else {
                return;
            };
            let at = match cursor {
                Cursor::On(Slot::Note { at, .. }) => at,
                Cursor::At(Target::Note(id)) => state
                    .document
                    .places()
                    .position(state.document.project(), id)
                    .map_or(0, |(_, at)| at + 1),
                _ => usize::MAX,
            };
            let columns = pasted.columns;
            let ids: Vec<Id> = columns.iter().flatten().map(|note| note.id).collect();
            let label = format!("Paste {}", a_or_many(count, "note"));
            state
                .document
                .edit(label, |project| paste_columns(project, place, at, columns));
            state.selection = Selection::of_notes(ids);
        }
    }
    state.follow_document();
    typing::open_slot(state, canvas);
    canvas.reveal_cursor();
}

/// Where headings that are pasted go; and whether those that nobody has written yet come first.
fn heading_slot(state: &State) -> Option<(Slot, bool)> {
    let project = state.document.project();
    match state.selection.cursor() {
        Cursor::On(slot @ (Slot::Step { .. } | Slot::Job { .. })) => Some((slot, false)),
        Cursor::At(target @ (Target::StepName(_) | Target::JobSentence(_))) => {
            let after = column_slot(state)?;
            let is_blank = target.read(project)?.trim().is_empty();
            let slot = if is_blank { after.one_before() } else { after };
            Some((slot, is_blank))
        }
        Cursor::At(_) | Cursor::On(_) | Cursor::Nowhere => None,
    }
}

/// Puts steps or jobs with their notes, as one step of the history.
fn put(state: &mut State, block: Block, slot: Slot, fills: bool, row: Option<NoteRow>) {
    let columns = a_or_many(block.columns.len(), slot.one());
    let label = match block.note_count() {
        0 => format!("Paste {columns}"),
        notes => format!("Paste {columns} and {}", a_or_many(notes, "note")),
    };
    if has_no_columns(state, slot)
        && let Some(view) = state.view_state_mut()
    {
        // What an empty canvas was fitted to has nothing to do with what comes.
        view.see(Sight::First);
    }
    let mut ids = Vec::new();
    state.document.edit(label, |project| {
        ids = block.insert(project, slot, fills, row);
    });
    let first = ids.first().map(|id| match slot {
        Slot::Job { .. } => Target::JobSentence(*id),
        Slot::Step { .. } | Slot::Note { .. } => Target::StepName(*id),
    });
    if let Some(first) = first {
        state.selection = Selection::at(Cursor::At(first));
    }
}

fn has_no_columns(state: &State, slot: Slot) -> bool {
    let project = state.document.project();
    match slot {
        Slot::Step { journey, .. } => project
            .journey(journey)
            .is_some_and(|journey| journey.steps.is_empty()),
        Slot::Job { map, .. } => project
            .value_map(map)
            .is_some_and(|map| map.jobs.is_empty()),
        Slot::Note { .. } => false,
    }
}

/// Pastes a block that was asked about.
pub(crate) fn paste_block(state: &mut State, canvas: &mut Canvas, asked: PasteBlock) {
    let row = asked.row();
    put(state, asked.block, asked.slot, asked.fills, row);
    state.follow_document();
    typing::select(state, canvas, state.selection.clone());
    canvas.activate();
    canvas.reveal_cursor();
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
    match place {
        Place::Lane {
            solution,
            step,
            lane,
        } => {
            let journey = project.journey_of_step(step)?;
            let (id, at) = (journey.id, journey.step_index(step)? + 1);
            if at == journey.steps.len() {
                edit::insert_step(
                    project,
                    id,
                    at,
                    crate::model::Step::new(format!("Step {}", at + 1)),
                );
            }
            let step = project.journey(id)?.steps.get(at)?.id;
            Some(Place::Lane {
                solution,
                step,
                lane,
            })
        }
        Place::Row { job, row } => {
            let map = project.map_of_job(job)?;
            let (id, at) = (
                map.id,
                map.jobs.iter().position(|known| known.id == job)? + 1,
            );
            if at == map.jobs.len() {
                edit::insert_job(project, id, at, crate::model::Job::new(""));
            }
            let job = project.value_map(id)?.jobs.get(at)?.id;
            Some(Place::Row { job, row })
        }
        Place::Field { .. } => None,
    }
}
