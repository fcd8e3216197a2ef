//! The same id for different things: two programs may choose the same, and a file may be written by
//! hand. The thing of one side gets another id before the merge, and everything that names it follows.

use super::parts::{List, Part, Version};
use crate::model::{ById, Field, Id, Journey, Lane, Note, Project, Row, Solution};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What an id stands for, and for steps and solutions of which journey.
type Thing = (&'static str, Option<Id>);

fn things(version: &Version) -> HashMap<Id, Thing> {
    let things = version.parts.iter().filter_map(|(part, entry)| {
        let id = match part {
            Part::Map(id) | Part::Job(id) | Part::Journey(id) | Part::Persona(id) => *id,
            Part::Step(id) | Part::Solution(id) | Part::Note(id) => *id,
            Part::Project
            | Part::Baseline(_)
            | Part::Cell { .. }
            | Part::Period { .. }
            | Part::Link { .. } => return None,
        };
        let journey = match entry.list {
            List::Steps(journey) | List::Solutions(journey) => Some(journey),
            _ => None,
        };
        Some((id, (part.name(), journey)))
    });
    things.collect()
}

/// The ids of each side that stand for something else on the other, with the ids they are to have.
pub(super) fn clashes(base: &Version, mine: &Version, theirs: &Version) -> [HashMap<Id, Id>; 2] {
    let [base, mine, theirs] = [base, mine, theirs].map(things);
    let mut renamed = [HashMap::new(), HashMap::new()];
    let mut taken = HashSet::new();
    let mut clashing: Vec<(Id, Thing, Thing)> = mine
        .iter()
        .filter_map(|(id, mine)| Some((*id, *mine, *theirs.get(id)?)))
        .filter(|(_, mine, theirs)| mine != theirs)
        .collect();
    clashing.sort_unstable();
    for (id, mine_thing, theirs_thing) in clashing {
        // Whichever side it is on, the same one keeps the id.
        let stays = match base.get(&id) {
            Some(base) if *base == mine_thing || *base == theirs_thing => *base,
            _ => mine_thing.min(theirs_thing),
        };
        let side = usize::from(mine_thing == stays);
        let is_free = |id: &Id| {
            let known = [&base, &mine, &theirs];
            !known.iter().any(|things| things.contains_key(id)) && !taken.contains(id)
        };
        if let Some(free) = (0..u64::MAX).map(|nth| id.derived(nth)).find(is_free) {
            taken.insert(free);
            renamed[side].insert(id, free);
        }
    }
    renamed
}

/// Gives things other ids, wherever they are named.
pub(super) fn rename(project: &mut Project, ids: &HashMap<Id, Id>) {
    let change = |id: &mut Id| *id = ids.get(id).copied().unwrap_or(*id);
    let notes = |notes: &mut Vec<Arc<Note>>| {
        for note in notes.iter_mut().filter(|note| ids.contains_key(&note.id)) {
            change(&mut Arc::make_mut(note).id);
        }
    };
    for persona in &mut project.personas {
        let persona = Arc::make_mut(persona);
        change(&mut persona.id);
        for field in Field::ALL {
            notes(persona.empathy.notes_mut(field));
        }
    }
    for map in &mut project.value_maps {
        let map = Arc::make_mut(map);
        change(&mut map.id);
        map.persona.iter_mut().for_each(change);
        for job in &mut map.jobs {
            let job = Arc::make_mut(job);
            change(&mut job.id);
            for row in Row::ALL {
                notes(job.notes_mut(row));
            }
        }
    }
    for journey in &mut project.journeys {
        let journey: &mut Journey = Arc::make_mut(journey);
        change(&mut journey.id);
        journey.persona.iter_mut().for_each(change);
        for step in &mut journey.steps {
            change(&mut Arc::make_mut(step).id);
        }
        for solution in &mut journey.solutions {
            let solution: &mut Solution = Arc::make_mut(solution);
            change(&mut solution.id);
            solution.cells = renamed_keys(&solution.cells, ids);
            for cell in solution.cells.values_mut() {
                let cell = Arc::make_mut(cell);
                for lane in Lane::ALL {
                    notes(cell.notes_mut(lane));
                }
            }
        }
        for period in &mut journey.periods {
            let period = Arc::make_mut(period);
            period.counts = renamed_keys(&period.counts, ids);
        }
    }
    for link in project.links.to_mut() {
        change(&mut link.from);
        change(&mut link.to);
    }
    project.opens_with.iter_mut().for_each(change);
}

fn renamed_keys<T: Clone>(values: &ById<T>, ids: &HashMap<Id, Id>) -> ById<T> {
    let mut renamed = ById::default();
    for (id, value) in values.iter() {
        renamed.insert(ids.get(&id).copied().unwrap_or(id), value.clone());
    }
    renamed
}
