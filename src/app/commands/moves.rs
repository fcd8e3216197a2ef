//! Moving by keys: within a cell, to the next cell, to the other solution.

use crate::app::desk::Desk;
use crate::edit::{self, Cursor, Selection};
use crate::model::words::a_or_many;
use crate::model::{Id, Note, Place, Target};
use std::sync::Arc;

/// Moves the selected notes one place up or down in their list.
pub(super) fn move_in_list(desk: &mut Desk, down: bool) {
    let notes = desk.state.selection.notes();
    let project = Arc::clone(desk.state.document.project());
    let positions: Vec<(Place, usize)> = notes
        .iter()
        .filter_map(|note| desk.state.document.places().position(&project, *note))
        .collect();
    let Some((place, _)) = positions.first().copied() else {
        return;
    };
    if positions.iter().any(|(other, _)| *other != place) {
        return;
    }
    let (low, high) = positions
        .iter()
        .fold((usize::MAX, 0), |(low, high), (_, at)| {
            (low.min(*at), high.max(*at))
        });
    let count = project.notes(place).len();
    let at = if down { high + 2 } else { low.wrapping_sub(1) };
    if at > count {
        return;
    }
    let mut ordered = notes.clone();
    ordered.sort_by_key(|note| {
        project
            .notes(place)
            .iter()
            .position(|known| known.id == *note)
    });
    desk.change("Move notes", |project| {
        edit::move_notes(project, &ordered, place, at);
    });
    desk.canvas.reveal_cursor();
}

/// Moves the selected notes to the next column, or the column itself.
pub(super) fn move_across(desk: &mut Desk, right: bool) {
    let project = Arc::clone(desk.state.document.project());
    let beside = |at: usize, count: usize| {
        let next = if right { at + 1 } else { at.wrapping_sub(1) };
        (next < count).then_some(next)
    };
    match desk.state.selection.cursor() {
        Cursor::At(Target::StepName(step)) => {
            let Some(journey) = project.journey_of_step(step) else {
                return;
            };
            let to = journey
                .step_index(step)
                .and_then(|at| beside(at, journey.steps.len()));
            if let Some(to) = to {
                let label = format!("Move a {}", journey.step_word());
                desk.change(label, |project| edit::move_step(project, step, to));
            }
        }
        Cursor::At(Target::JobSentence(job)) => {
            let Some(map) = project.map_of_job(job) else {
                return;
            };
            let at = map.jobs.iter().position(|known| known.id == job);
            if let Some(to) = at.and_then(|at| beside(at, map.jobs.len())) {
                desk.change("Move a job", |project| edit::move_job(project, job, to));
            }
        }
        _ => {
            let notes = desk.state.selection.notes();
            let Some(place) = notes
                .last()
                .and_then(|note| desk.state.document.places().of(*note))
            else {
                return;
            };
            let next = match place {
                Place::Lane {
                    solution,
                    step,
                    lane,
                } => project.journey_of_step(step).and_then(|journey| {
                    let at = beside(journey.step_index(step)?, journey.steps.len())?;
                    Some(Place::Lane {
                        solution,
                        step: journey.steps[at].id,
                        lane,
                    })
                }),
                Place::Row { job, row } => project.map_of_job(job).and_then(|map| {
                    let at = map.jobs.iter().position(|known| known.id == job)?;
                    Some(Place::Row {
                        job: map.jobs[beside(at, map.jobs.len())?].id,
                        row,
                    })
                }),
                Place::Field { .. } => None,
            };
            if let Some(next) = next {
                let at = project.notes(next).len();
                desk.change("Move notes", |project| {
                    edit::move_notes(project, &notes, next, at);
                });
            }
        }
    }
    desk.canvas.reveal_cursor();
}

/// The same notes for the next solution, or the next job; after the last comes the first.
pub(super) fn copy_to_next(desk: &mut Desk) {
    let notes = desk.state.selection.notes();
    let project = Arc::clone(desk.state.document.project());
    let mut copies: Vec<(Place, Vec<Arc<Note>>)> = Vec::new();
    for note in &notes {
        let Some(place) = desk.state.document.places().of(*note) else {
            continue;
        };
        let next = match place {
            Place::Lane {
                solution,
                step,
                lane,
            } => project.solution(solution).and_then(|(journey, _)| {
                let at = journey.solution_index(solution)?;
                let next = &journey.solutions[(at + 1) % journey.solutions.len()];
                Some(Place::Lane {
                    solution: next.id,
                    step,
                    lane,
                })
            }),
            Place::Row { job, row } => project.map_of_job(job).and_then(|map| {
                let at = map.jobs.iter().position(|known| known.id == job)?;
                Some(Place::Row {
                    job: map.jobs[(at + 1) % map.jobs.len()].id,
                    row,
                })
            }),
            Place::Field { .. } => None,
        };
        if let Some(next) = next.filter(|next| *next != place) {
            copies.push((next, edit::copy_notes(&project, &[*note])));
        }
    }
    let ids: Vec<Id> = copies
        .iter()
        .flat_map(|(_, notes)| notes.iter().map(|note| note.id))
        .collect();
    let label = format!("Copy {}", a_or_many(ids.len(), "note"));
    desk.change(label, |project| {
        for (place, notes) in copies {
            let at = project.notes(place).len();
            edit::insert_notes(project, place, at, notes);
        }
    });
    if !ids.is_empty() {
        desk.state.selection = Selection::of_notes(ids);
        desk.canvas.reveal_cursor();
    }
}
