//! Steps of a journey and jobs of a map: adding, moving, deleting, and cells that say something
//! without notes.

use super::notes::remove_links;
use crate::model::{Cell, Id, Job, Lane, Project, Row, Step};
use std::collections::HashSet;
use std::sync::Arc;

/// Puts a step into a journey, before the step with index `at`.
pub fn insert_step(project: &mut Project, journey: Id, at: usize, step: Step) {
    if let Some(journey) = project
        .journeys
        .iter_mut()
        .find(|known| known.id == journey)
    {
        let journey = Arc::make_mut(journey);
        journey
            .steps
            .insert(at.min(journey.steps.len()), Arc::new(step));
    }
}

/// Moves a step to another index, counted after it was taken out.
pub fn move_step(project: &mut Project, step: Id, to: usize) {
    if let Some(journey) = project
        .journeys
        .iter_mut()
        .find(|journey| journey.step_index(step).is_some())
    {
        let journey = Arc::make_mut(journey);
        if let Some(from) = journey.step_index(step) {
            let moved = journey.steps.remove(from);
            journey.steps.insert(to.min(journey.steps.len()), moved);
            journey.put_in_order();
        }
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
                gone.extend(
                    Lane::ALL
                        .iter()
                        .flat_map(|lane| Cell::notes(&cell, *lane))
                        .map(|note| note.id),
                );
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
    if let Some(map) = project.value_maps.iter_mut().find(|known| known.id == map) {
        let map = Arc::make_mut(map);
        map.jobs.insert(at.min(map.jobs.len()), Arc::new(job));
    }
}

/// Moves a job to another index, counted after it was taken out.
pub fn move_job(project: &mut Project, job: Id, to: usize) {
    for map in &mut project.value_maps {
        if let Some(from) = map.jobs.iter().position(|known| known.id == job) {
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
        if let Some(at) = map.jobs.iter().position(|known| known.id == job) {
            let job = Arc::make_mut(map).jobs.remove(at);
            gone.extend(
                Row::ALL
                    .iter()
                    .flat_map(|row| job.notes(*row))
                    .map(|note| note.id),
            );
        }
    }
    remove_links(project, |id| gone.contains(&id));
}

fn cell_mut(project: &mut Project, solution: Id, step: Id) -> Option<&mut Cell> {
    let journey = project
        .journeys
        .iter_mut()
        .find(|journey| journey.solution_index(solution).is_some())?;
    Arc::make_mut(journey).cell_mut(solution, step)
}

/// Removes a cell that says nothing an absent one would not say, so that it leaves no trace in the file.
pub(super) fn tidy_cell(project: &mut Project, solution: Id, step: Id) {
    for journey in &mut project.journeys {
        let Some(at) = journey.solution_index(solution) else {
            continue;
        };
        if journey.solutions[at]
            .cell(step)
            .is_some_and(|cell| cell.is_blank())
        {
            Arc::make_mut(&mut Arc::make_mut(journey).solutions[at])
                .cells
                .remove(step);
        }
    }
}

/// Marks a step of a solution as looked at with nothing found, or takes the mark away. Cells with
/// benefits or sacrifices cannot be marked; `false` then.
pub fn toggle_nothing_here(project: &mut Project, solution: Id, step: Id) -> bool {
    let Some(cell) = cell_mut(project, solution, step) else {
        return false;
    };
    if !cell.benefits.is_empty() || !cell.sacrifices.is_empty() {
        return false;
    }
    cell.nothing_here = !cell.nothing_here;
    tidy_cell(project, solution, step);
    true
}

/// Says that a solution has no such step, or that it has. Its notes are kept and come back.
pub fn toggle_no_such_step(project: &mut Project, solution: Id, step: Id) {
    if let Some(cell) = cell_mut(project, solution, step) {
        cell.applies = !cell.applies;
        tidy_cell(project, solution, step);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file;

    fn tool_rental() -> Project {
        file::read(include_bytes!("../../assets/examples/tool-rental.vjourney")).unwrap()
    }

    #[test]
    fn moving_a_step_moves_its_cells_in_the_file() {
        let mut project = tool_rental();
        let step = project.journeys[0].steps[6].id;
        move_step(&mut project, step, 0);
        let again = file::read(&file::write(&project).unwrap()).unwrap();
        assert_eq!(again, project, "cells stand in the order of the spine");
        assert_eq!(project.journeys[0].steps[0].name, "End of use");
        move_step(&mut project, step, 6);
        assert_eq!(
            file::write(&project).unwrap(),
            include_bytes!("../../assets/examples/tool-rental.vjourney")
        );
    }

    #[test]
    fn deleting_a_step_leaves_a_valid_project() {
        let mut project = tool_rental();
        let step = project.journeys[0].steps[1].id;
        delete_step(&mut project, step);
        assert_eq!(crate::model::check(&project), []);
        assert_eq!(project.journeys[0].steps.len(), 6);
        assert!(
            project.journeys[0]
                .solutions
                .iter()
                .all(|solution| solution.cell(step).is_none())
        );
    }

    #[test]
    fn deleting_a_job_takes_its_links_with_it() {
        let mut project = tool_rental();
        let job = project.value_maps[0].jobs[0].id;
        delete_job(&mut project, job);
        assert_eq!(crate::model::check(&project), []);
        assert_eq!(project.value_maps[0].jobs.len(), 2);
    }

    #[test]
    fn notes_set_aside_come_back_whole() {
        let mut project = tool_rental();
        let (buy, get) = (
            project.journeys[0].solutions[0].id,
            project.journeys[0].steps[1].id,
        );
        let cell = |project: &Project| {
            let solution = &project.journeys[0].solutions[0];
            solution
                .cell(get)
                .map(|cell| (cell.set_aside(), cell.applies))
        };
        toggle_no_such_step(&mut project, buy, get);
        assert_eq!(cell(&project), Some((3, false)));
        let again = file::read(&file::write(&project).unwrap()).unwrap();
        assert_eq!(again, project, "they are saved with the project");
        toggle_no_such_step(&mut project, buy, get);
        assert_eq!(cell(&project), Some((0, true)));
        assert_eq!(
            file::write(&project).unwrap(),
            include_bytes!("../../assets/examples/tool-rental.vjourney")
        );
    }

    #[test]
    fn a_mark_taken_away_leaves_no_trace() {
        let mut project = tool_rental();
        let (buy, rent) = (
            project.journeys[0].solutions[0].id,
            project.journeys[0].solutions[1].id,
        );
        let maintain = project.journeys[0].steps[5].id;
        toggle_no_such_step(&mut project, rent, maintain);
        assert!(toggle_nothing_here(&mut project, rent, maintain));
        assert!(
            project.journeys[0].solutions[1]
                .cell(maintain)
                .unwrap()
                .nothing_here
        );
        assert!(
            !toggle_nothing_here(&mut project, buy, maintain),
            "there are sacrifices"
        );
        assert!(toggle_nothing_here(&mut project, rent, maintain));
        toggle_no_such_step(&mut project, rent, maintain);
        assert_eq!(
            file::write(&project).unwrap(),
            include_bytes!("../../assets/examples/tool-rental.vjourney")
        );
    }
}
