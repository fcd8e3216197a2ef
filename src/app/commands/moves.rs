//! Moving by keys: within a cell, to the next cell, to the other solution.

use crate::app::desk::Desk;
use crate::canvas::navigate;
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
    let beside = |column: Id| {
        let columns = project.columns_beside(column);
        let at = columns.iter().position(|known| *known == column)?;
        let next = if right { at + 1 } else { at.checked_sub(1)? };
        Some((next, *columns.get(next)?))
    };
    match desk.state.selection.cursor() {
        Cursor::At(Target::StepName(step)) => {
            if let Some((to, _)) = beside(step) {
                let label = format!("Move a {}", project.step_word(step));
                desk.change(label, |project| edit::move_step(project, step, to));
            }
        }
        Cursor::At(Target::JobSentence(job)) => {
            if let Some((to, _)) = beside(job) {
                desk.change("Move a job", |project| edit::move_job(project, job, to));
            }
        }
        _ => {
            let notes = desk.state.selection.notes();
            let last = notes.last();
            let place = last.and_then(|note| desk.state.document.places().of(*note));
            let next = place.and_then(|place| match beside(place.column()) {
                Some((_, column)) => Some(place.in_column(column)),
                // Where there are no columns: what stands beside it on the canvas.
                None if matches!(place, Place::Field { .. }) => {
                    navigate::place_beside(desk.sheet.as_ref()?, place, right)
                }
                None => None,
            });
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
        let after = |all: &[Id], present: Id| {
            let at = all.iter().position(|id| *id == present)?;
            all.get((at + 1) % all.len()).copied()
        };
        let next = match place {
            Place::Lane { solution, .. } => {
                let journey = project.solution(solution).map(|(journey, _)| journey);
                let all = journey.into_iter().flat_map(|journey| &journey.solutions);
                let all: Vec<Id> = all.map(|solution| solution.id).collect();
                after(&all, solution).map(|next| place.of_solution(next))
            }
            Place::Row { job, .. } => {
                let next = after(&project.columns_beside(job), job);
                next.map(|next| place.in_column(next))
            }
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
