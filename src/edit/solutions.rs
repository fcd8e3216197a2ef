//! Solutions, journeys, maps and periods: adding, duplicating, deleting.

use super::notes::renew_ids;
use super::tidy::remove_links;
use crate::model::Template;
use crate::model::{
    Id, Job, Journey, Method, Period, Persona, Project, Solution, ThingKind, ValueMap, note_ids,
};
use std::collections::HashSet;
use std::sync::Arc;

/// Adds a solution to a journey; the first one becomes the baseline. Gives back its id.
pub fn add_solution(project: &mut Project, journey: Id, name: &str) -> Option<Id> {
    let journey = project.journey_mut(journey)?;
    let solution = Solution::new(name);
    let id = solution.id;
    journey.solutions.push(Arc::new(solution));
    mark_baseline(journey);
    Some(id)
}

/// Once there are two, the file says which is the baseline.
fn mark_baseline(journey: &mut Journey) {
    let is_marked = journey.solutions.iter().any(|solution| solution.baseline);
    if journey.solutions.len() > 1 && !is_marked {
        Arc::make_mut(&mut journey.solutions[0]).baseline = true;
    }
}

/// A copy of a solution with all its notes, after it. Gives back its id; `None` when it is gone, or
/// when there would be more than [`MAX_NOTES`](crate::model::MAX_NOTES).
pub fn duplicate_solution(project: &mut Project, solution: Id, name: &str) -> Option<Id> {
    let (_, original) = project.solution(solution)?;
    if notes_of(original).len() > project.notes_left() {
        return None;
    }
    let journey = project.journey_of_solution_mut(solution)?;
    let at = journey.solution_index(solution)?;
    let mut copy = (*journey.solutions[at]).clone();
    copy.id = Id::random();
    copy.name = name.to_owned();
    copy.baseline = false;
    for cell in copy.cells.values_mut() {
        for notes in Arc::make_mut(cell).rows.values_mut() {
            *notes = renew_ids(std::mem::take(notes));
        }
    }
    let id = copy.id;
    journey.solutions.insert(at + 1, Arc::new(copy));
    mark_baseline(journey);
    Some(id)
}

/// Makes this the solution the others are compared with.
pub fn set_baseline(project: &mut Project, solution: Id) {
    let Some(journey) = project.journey_of_solution_mut(solution) else {
        return;
    };
    for known in &mut journey.solutions {
        if known.baseline != (known.id == solution) {
            Arc::make_mut(known).baseline = known.id == solution;
        }
    }
}

/// Deletes a solution with its notes. The last one of a journey stays.
pub fn delete_solution(project: &mut Project, solution: Id) {
    let is_last = |(journey, _): (&Arc<Journey>, _)| journey.solutions.len() < 2;
    if project.solution(solution).is_none_or(is_last) {
        return;
    }
    let Some(journey) = project.journey_of_solution_mut(solution) else {
        return;
    };
    let Some(at) = journey.solution_index(solution) else {
        return;
    };
    let gone = journey.solutions.remove(at);
    let notes = notes_of(&gone);
    if gone.baseline {
        mark_baseline(journey);
    }
    remove_links(project, |id| notes.contains(&id));
}

fn notes_of(solution: &Solution) -> HashSet<Id> {
    let cells = solution.cells.iter().map(|(_, cell)| cell);
    cells
        .flat_map(|cell| cell.rows.values())
        .flatten()
        .map(|note| note.id)
        .collect()
}

/// Adds a journey. Gives back its id.
pub fn add_journey(project: &mut Project, method: Method) -> Id {
    let mut journey = match method {
        Method::Cvjm => Journey::new("", Method::Cvjm),
        Method::Cvj => (*Template::Cvj.build().journeys[0]).clone(),
    };
    journey.persona = project.personas.first().map(|persona| persona.id);
    let id = journey.id;
    project.journeys.push(Arc::new(journey));
    id
}

/// Adds a value map with three jobs, for a customer nobody has a map of yet. Gives back its id.
pub fn add_value_map(project: &mut Project) -> Id {
    let has_map = |persona: &Arc<Persona>| {
        project
            .value_maps
            .iter()
            .any(|map| map.persona == Some(persona.id))
    };
    let persona = match project.personas.iter().find(|persona| !has_map(persona)) {
        Some(persona) => persona.id,
        None => {
            let persona = Persona::new("");
            let id = persona.id;
            project.personas.push(Arc::new(persona));
            id
        }
    };
    let mut map = ValueMap::new("");
    map.persona = Some(persona);
    map.jobs = (0..3).map(|_| Arc::new(Job::new(""))).collect();
    let id = map.id;
    project.value_maps.push(Arc::new(map));
    id
}

/// Deletes a journey with everything in it.
pub fn delete_journey(project: &mut Project, id: Id) {
    let Some(at) = project.journeys.iter().position(|journey| journey.id == id) else {
        return;
    };
    let journey = project.journeys.remove(at);
    let mut gone: HashSet<Id> = journey.steps.iter().map(|step| step.id).collect();
    gone.extend(
        journey
            .solutions
            .iter()
            .flat_map(|solution| notes_of(solution)),
    );
    remove_links(project, |id| gone.contains(&id));
    forget_view(project, id);
}

/// Deletes a value map with everything in it; its customer stays.
pub fn delete_value_map(project: &mut Project, id: Id) {
    let Some(at) = project.value_maps.iter().position(|map| map.id == id) else {
        return;
    };
    let map = project.value_maps.remove(at);
    let notes = map.jobs.iter().flat_map(|job| job.rows.values()).flatten();
    let gone: HashSet<Id> = notes.map(|note| note.id).collect();
    remove_links(project, |id| gone.contains(&id));
    forget_view(project, id);
}

/// Deletes what a view is of, with everything in it: a map, a journey, a customer. What is a part of one of
/// them stays.
pub fn delete_subject(project: &mut Project, kind: ThingKind, id: Id) {
    match kind {
        ThingKind::Map => delete_value_map(project, id),
        ThingKind::Journey => delete_journey(project, id),
        ThingKind::Persona => delete_persona(project, id),
        ThingKind::Job | ThingKind::Step | ThingKind::Solution => {}
    }
}

/// Deletes a customer with the notes about them; the maps and journeys stay.
pub fn delete_persona(project: &mut Project, id: Id) {
    let Some(persona) = project.persona(id) else {
        return;
    };
    let gone: HashSet<Id> = note_ids(persona.shelves()).collect();
    project.personas.retain(|persona| persona.id != id);
    for map in &mut project.value_maps {
        if map.persona == Some(id) {
            Arc::make_mut(map).persona = None;
        }
    }
    for journey in &mut project.journeys {
        if journey.persona == Some(id) {
            Arc::make_mut(journey).persona = None;
        }
    }
    remove_links(project, |id| gone.contains(&id));
    forget_view(project, id);
}

fn forget_view(project: &mut Project, id: Id) {
    if project.opens_with == Some(id) {
        project.opens_with = None;
    }
}

/// Adds a period of head counts to a journey.
pub fn add_period(project: &mut Project, journey: Id, name: &str) {
    if let Some(journey) = project.journey_mut(journey) {
        let period = Period {
            name: name.to_owned(),
            ..Period::default()
        };
        journey.periods.push(Arc::new(period));
    }
}

/// Deletes a period of head counts.
pub fn delete_period(project: &mut Project, journey: Id, period: usize) {
    if let Some(journey) = project.journey_mut(journey)
        && period < journey.periods.len()
    {
        journey.periods.remove(period);
    }
}
