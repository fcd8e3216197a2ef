//! What was pasted goes where the cursor is: notes into cells, names into columns, text into names.

use super::command::column_slot;
use super::state::State;
use super::typing;
use crate::canvas::{Canvas, Edited};
use crate::edit::{self, Cursor, Selection};
use crate::model::{Id, Note, Place, Project, Slot, Target};
use std::sync::Arc;

/// Puts columns of notes where the cursor is: the first column into its cell, the next ones into the
/// columns after it, which are made when there are none. On a name they are names.
pub(super) fn paste(state: &mut State, canvas: &mut Canvas, columns: Vec<Vec<Arc<Note>>>) {
    typing::keep(state, canvas);
    let count: usize = columns.iter().map(Vec::len).sum();
    if count == 0 {
        return;
    }
    let label = if count == 1 {
        "Paste a note".to_owned()
    } else {
        format!("Paste {count} notes")
    };
    match state.selection.cursor() {
        Cursor::On(Slot::Step { .. } | Slot::Job { .. })
        | Cursor::At(Target::StepName(_) | Target::JobSentence(_)) => paste_names(state, columns),
        // In a name, a basis, a head count it stands in the place of what was there.
        Cursor::At(target) if target.note().is_none() => {
            let texts: Vec<&str> = columns
                .iter()
                .flatten()
                .map(|note| note.text.as_str())
                .collect();
            typing::typed(state, Edited::Old(target), &texts.join(" "));
            state.document.keep();
        }
        cursor => {
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
            let ids: Vec<Id> = columns.iter().flatten().map(|note| note.id).collect();
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

/// A pasted list in the row of names makes them all: a row, or a column.
fn paste_names(state: &mut State, columns: Vec<Vec<Arc<Note>>>) {
    let names: Vec<String> = columns
        .into_iter()
        .flatten()
        .map(|note| note.text.replace('\n', " "))
        .collect();
    let Some(slot) = column_slot(state) else {
        return;
    };
    let slot = match state.selection.cursor() {
        Cursor::On(slot @ (Slot::Step { .. } | Slot::Job { .. })) => slot,
        _ => slot,
    };
    let count = names.len();
    match slot {
        Slot::Step { journey, at } => {
            state
                .document
                .edit(format!("Paste {count} steps"), |project| {
                    for (index, name) in names.into_iter().enumerate() {
                        edit::insert_step(
                            project,
                            journey,
                            at + index,
                            crate::model::Step::new(name),
                        );
                    }
                });
            state.selection = Selection::at(Cursor::On(Slot::Step {
                journey,
                at: at + count,
            }));
        }
        Slot::Job { map, at } => {
            state
                .document
                .edit(format!("Paste {count} jobs"), |project| {
                    for (index, name) in names.into_iter().enumerate() {
                        edit::insert_job(project, map, at + index, crate::model::Job::new(name));
                    }
                });
            state.selection = Selection::at(Cursor::On(Slot::Job {
                map,
                at: at + count,
            }));
        }
        Slot::Note { .. } => {}
    }
}
