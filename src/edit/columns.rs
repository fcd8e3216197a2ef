//! Steps of a journey and jobs of a map: adding, moving, deleting, and cells that say something
//! without notes.

use super::tidy::{remove_links, tidy_cell};
use crate::model::{Id, Job, Project, Step};
use std::collections::HashSet;
use std::sync::Arc;

/// Puts a step into a journey, before the step with index `at`.
pub fn insert_step(project: &mut Project, journey: Id, at: usize, step: Step) {
    if let Some(journey) = project.journey_mut(journey) {
        let at = at.min(journey.steps.len());
        journey.steps.insert(at, Arc::new(step));
    }
}

/// Moves a step to another index, counted after it was taken out.
pub fn move_step(project: &mut Project, step: Id, to: usize) {
    if let Some(journey) = project.journey_of_step_mut(step)
        && let Some(from) = journey.step_index(step)
    {
        let moved = journey.steps.remove(from);
        journey.steps.insert(to.min(journey.steps.len()), moved);
        journey.put_in_order();
    }
}

/// Deletes a step with its cells and head counts in all solutions, and links to what was there.
pub fn delete_step(project: &mut Project, step: Id) {
    let mut gone = HashSet::from([step]);
    for journey in &mut project.journeys {
        if journey.step_index(step).is_none() {
            continue;
        }
        let journey = Arc::make_mut(journey);
        journey.steps.retain(|known| known.id != step);
        for solution in &mut journey.solutions {
            if solution.cell(step).is_none() {
                continue;
            }
            if let Some(cell) = Arc::make_mut(solution).cells.remove(step) {
                gone.extend(cell.rows.values().flatten().map(|note| note.id));
            }
        }
        for period in &mut journey.periods {
            if period.counts.get(step).is_some() {
                Arc::make_mut(period).counts.remove(step);
            }
        }
    }
    remove_links(project, |id| gone.contains(&id));
}

/// Puts a job into a map, before the job with index `at`.
pub fn insert_job(project: &mut Project, map: Id, at: usize, job: Job) {
    if let Some(map) = project.value_map_mut(map) {
        map.jobs.insert(at.min(map.jobs.len()), Arc::new(job));
    }
}

/// Moves a job to another index, counted after it was taken out.
pub fn move_job(project: &mut Project, job: Id, to: usize) {
    for map in &mut project.value_maps {
        if let Some(from) = map.job_index(job) {
            let map = Arc::make_mut(map);
            let moved = map.jobs.remove(from);
            map.jobs.insert(to.min(map.jobs.len()), moved);
        }
    }
}

/// Deletes a job with its notes and their links.
pub fn delete_job(project: &mut Project, job: Id) {
    let mut gone = HashSet::new();
    for map in &mut project.value_maps {
        if let Some(at) = map.job_index(job) {
            let job = Arc::make_mut(map).jobs.remove(at);
            gone.extend(job.rows.values().flatten().map(|note| note.id));
        }
    }
    remove_links(project, |id| gone.contains(&id));
}

/// Marks a step of a solution as looked at with nothing found, or takes the mark away. Cells with
/// benefits or sacrifices cannot be marked; `false` then.
pub fn toggle_nothing_here(project: &mut Project, solution: Id, step: Id) -> bool {
    let Some(cell) = project.cell_mut(solution, step) else {
        return false;
    };
    if cell.items().next().is_some() {
        return false;
    }
    cell.nothing_here = !cell.nothing_here;
    tidy_cell(project, solution, step);
    true
}

/// Says that a solution has no such step, or that it has. Its notes are kept and come back.
pub fn toggle_no_such_step(project: &mut Project, solution: Id, step: Id) {
    if let Some(cell) = project.cell_mut(solution, step) {
        cell.applies = !cell.applies;
        tidy_cell(project, solution, step);
    }
}
