//! Commands that change the project where the cursor is, and nothing of the window.

use crate::app::desk::writing as typing;
use crate::app::work::state::{Sight, State};
use crate::canvas::Canvas;
use crate::edit::{self, Cursor, Selection};
use crate::layout::Shown;
use crate::model::words::{counted, one_or_many};
use crate::model::{Aggregation, Id, Journey, Lane, Method, Place, Target};
use std::sync::Arc;

pub(crate) fn add_solution(state: &mut State, canvas: &mut Canvas) {
    let Some(journey) = state.journey().map(|journey| journey.id) else {
        return;
    };
    let name = free_name(state, "New solution");
    let mut added = None;
    state.document.edit("Add a solution", |project| {
        added = edit::add_solution(project, journey, &name);
    });
    show_all_solutions(state);
    if let Some(id) = added {
        typing::edit_placeholder(state, canvas, Target::SolutionName(id));
    }
}

pub(crate) fn duplicate_solution(state: &mut State) {
    let Some(solution) = state.current_solution() else {
        return;
    };
    let name = Target::SolutionName(solution).read(state.document.project());
    let name = free_name(state, &format!("{}, changed", name.unwrap_or_default()));
    state.document.edit("Duplicate a solution", |project| {
        edit::duplicate_solution(project, solution, &name);
    });
    show_all_solutions(state);
}

pub(crate) fn set_baseline(state: &mut State) {
    let Some(solution) = state.current_solution() else {
        return;
    };
    state.document.edit("Choose the baseline", |project| {
        edit::set_baseline(project, solution);
    });
}

pub(crate) fn delete_solution(state: &mut State) {
    let Some(solution) = state.current_solution() else {
        return;
    };
    state.document.edit("Delete a solution", |project| {
        edit::delete_solution(project, solution);
    });
    show_all_solutions(state);
}

/// Gives back its id.
pub(crate) fn add_value_map(state: &mut State) -> Option<Id> {
    let mut added = None;
    state.document.edit("Add a value map", |project| {
        added = Some(edit::add_value_map(project));
    });
    added
}

/// Gives back its id.
pub(crate) fn add_journey(state: &mut State, method: Method) -> Option<Id> {
    let mut added = None;
    state.document.edit("Add a journey", |project| {
        added = Some(edit::add_journey(project, method));
    });
    added
}

/// Deletes the map or journey that is shown.
pub(crate) fn delete_view(state: &mut State) {
    if let Some(id) = state.value_map().map(|map| map.id) {
        state.document.edit("Delete a value map", |project| {
            edit::delete_value_map(project, id);
        });
    } else if let Some(id) = state.journey().map(|journey| journey.id) {
        state.document.edit("Delete a journey", |project| {
            edit::delete_journey(project, id);
        });
    }
}

/// The file opens with what is shown; or, when it does already, with what comes first.
pub(crate) fn open_with_this_view(state: &mut State) {
    let view = state.view.and_then(|view| view.of);
    state.document.edit("Choose the first view", |project| {
        project.opens_with = view.filter(|_| project.opens_with != view);
    });
}

pub(crate) fn add_period(state: &mut State, canvas: &mut Canvas) {
    let Some(journey) = state.journey() else {
        return;
    };
    let (journey, period) = (journey.id, journey.periods.len());
    state.document.edit("Add head counts", |project| {
        edit::add_period(project, journey, "New period");
    });
    typing::edit_placeholder(state, canvas, Target::PeriodName { journey, period });
}

/// Deletes the head counts the cursor is in.
pub(crate) fn delete_period(state: &mut State) {
    let Some((journey, period)) = state.current_period() else {
        return;
    };
    state.document.edit("Delete head counts", |project| {
        edit::delete_period(project, journey, period);
    });
    // What has moved into its place was not chosen.
    state.selection = Selection::default();
    refit(state);
}

/// Says of the step that it was looked at and holds nothing, or takes that back.
pub(crate) fn nothing_here(state: &mut State) {
    let Some((solution, step)) = current_cell(state) else {
        return;
    };
    let mut is_marked = true;
    state.document.edit("Nothing in this step", |project| {
        is_marked = edit::toggle_nothing_here(project, solution, step);
    });
    if !is_marked {
        state.toasts.tell("There are benefits or sacrifices in this step: delete them to say that there is nothing.");
    }
}

/// Says that the solution has no such step, or takes that back.
pub(crate) fn no_such_step(state: &mut State) {
    let Some((solution, step)) = current_cell(state) else {
        return;
    };
    state.document.edit("Step does not exist here", |project| {
        edit::toggle_no_such_step(project, solution, step);
    });
    let set_aside = state.journey().and_then(|journey| {
        let solution = &journey.solutions[journey.solution_index(solution)?];
        Some(solution.cell(step)?.set_aside())
    });
    match set_aside {
        None | Some(0) => {}
        Some(aside) => state.toasts.tell(format!(
            "{} {} set aside with this step, and counted nowhere. The same command brings the step back, with {}.",
            counted(aside, "note"),
            one_or_many(aside, "is", "are"),
            one_or_many(aside, "it", "all of them"),
        )),
    }
}

/// The solution and step whose cell the cursor is in.
fn current_cell(state: &State) -> Option<(Id, Id)> {
    match (state.current_place(), state.selection.cursor()) {
        (Some(Place::Lane { solution, step, .. }), _)
        | (_, Cursor::At(Target::Overall { solution, step })) => Some((solution, step)),
        _ => None,
    }
}

pub(crate) fn toggle_lane(state: &mut State, lane: Lane) {
    change_journey(state, "Show or hide a row", move |journey| {
        if journey.lanes.contains(&lane) {
            journey.lanes.retain(|known| *known != lane);
        } else {
            journey.lanes.push(lane);
            journey.lanes.sort_unstable();
        }
    });
    refit(state);
}

pub(crate) fn set_aggregation(state: &mut State, rule: Aggregation) {
    change_journey(state, "Choose how scores become bars", move |journey| {
        journey.aggregation = rule;
    });
}

fn change_journey(state: &mut State, label: &str, change: impl FnOnce(&mut Journey)) {
    let Some(id) = state.journey().map(|journey| journey.id) else {
        return;
    };
    state.document.edit(label, |project| {
        if let Some(journey) = project.journeys.iter_mut().find(|journey| journey.id == id) {
            change(Arc::make_mut(journey));
        }
    });
}

/// A name no solution of the journey has yet.
fn free_name(state: &State, name: &str) -> String {
    let taken = |name: &str| {
        state.journey().is_some_and(|journey| {
            let mut solutions = journey.solutions.iter();
            solutions.any(|solution| solution.name == name)
        })
    };
    let numbered = (2..).map(|number| format!("{name} {number}"));
    std::iter::once(name.to_owned())
        .chain(numbered)
        .find(|name| !taken(name))
        .unwrap_or_default()
}

fn refit(state: &mut State) {
    if let Some(view) = state.view_state_mut() {
        view.see(Sight::First);
    }
}

fn show_all_solutions(state: &mut State) {
    if let Some(view) = state.view_state_mut() {
        view.framing.shown = Shown::All;
    }
    refit(state);
}
