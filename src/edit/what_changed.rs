//! What differs between two values, by comparing pointers: undo goes there and lets it light up.

use crate::model::{Cell, Id, Job, Note, Owner, Persona, Project, RowKey, Rows, Target, TextKey};
use std::collections::HashSet;
use std::sync::Arc;

/// What differs.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Changed {
    /// The map or journey in which something differs first.
    pub canvas: Option<Id>,
    /// Notes that are new or other than before, in reading order.
    pub notes: Vec<Id>,
    /// A name, sentence or figure that is other than before, when no note is.
    pub target: Option<Target>,
}

/// What of `after` is other than in `before`.
pub fn what_changed(before: &Project, after: &Project) -> Changed {
    let mut changed = Changed::default();
    for map in &after.value_maps {
        let known = before.value_map(map.id);
        if known.is_some_and(|known| Arc::ptr_eq(known, map)) {
            continue;
        }
        changed.canvas.get_or_insert(map.id);
        if known.is_some_and(|known| known.name != map.name) {
            changed.target.get_or_insert(Target::MapName(map.id));
        }
        for job in &map.jobs {
            let known = known.and_then(|map| map.jobs.iter().find(|known| known.id == job.id));
            if !known.is_some_and(|known| Arc::ptr_eq(known, job)) {
                changed.job(known, job);
            }
        }
    }
    for journey in &after.journeys {
        let known = before.journey(journey.id);
        if known.is_some_and(|known| Arc::ptr_eq(known, journey)) {
            continue;
        }
        changed.canvas.get_or_insert(journey.id);
        if let Some(known) = known {
            if known.name != journey.name {
                changed
                    .target
                    .get_or_insert(Target::JourneyName(journey.id));
            }
            if known.basis != journey.basis {
                changed.target.get_or_insert(Target::Basis(journey.id));
            }
        }
        for step in &journey.steps {
            let known =
                known.and_then(|journey| journey.steps.iter().find(|known| known.id == step.id));
            if !known.is_some_and(|known| known == step) {
                changed.target.get_or_insert(Target::StepName(step.id));
            }
        }
        for (at, period) in journey.periods.iter().enumerate() {
            let known = known.and_then(|journey| journey.periods.get(at));
            if known.is_some_and(|known| Arc::ptr_eq(known, period)) {
                continue;
            }
            let renamed = Target::PeriodName {
                journey: journey.id,
                period: at,
            };
            // Of the same period only a count can be another one.
            let counted = known
                .filter(|known| known.name == period.name)
                .and_then(|known| {
                    let mut steps = journey.steps.iter().map(|step| step.id);
                    let step =
                        steps.find(|step| known.counts.get(*step) != period.counts.get(*step));
                    step.map(|step| Target::Count { period: at, step })
                });
            changed.target.get_or_insert(counted.unwrap_or(renamed));
        }
        for solution in &journey.solutions {
            let known = known.and_then(|journey| {
                journey
                    .solutions
                    .iter()
                    .find(|known| known.id == solution.id)
            });
            if known.is_some_and(|known| Arc::ptr_eq(known, solution)) {
                continue;
            }
            if known.is_none_or(|known| known.name != solution.name) {
                changed
                    .target
                    .get_or_insert(Target::SolutionName(solution.id));
            }
            for (step, cell) in solution.cells.iter() {
                let known = known.and_then(|solution| solution.cell(step));
                if !known.is_some_and(|known| Arc::ptr_eq(known, cell)) {
                    changed.cell(known, cell);
                }
            }
        }
    }
    if before.name != after.name {
        changed.target.get_or_insert(Target::ProjectName);
    } else if before.description != after.description {
        let description = Target::text(Owner::Project, TextKey::own("description"));
        changed.target.get_or_insert(description);
    }
    for persona in &after.personas {
        let known = before.persona(persona.id);
        let is_same = |known: &Arc<Persona>| {
            (&known.name, &known.position, &known.profile)
                == (&persona.name, &persona.position, &persona.profile)
        };
        if known.is_some_and(|known| !is_same(known)) {
            changed
                .target
                .get_or_insert(Target::PersonaName(persona.id));
        }
    }
    // What only lost something is shown as well.
    if changed.canvas.is_none() {
        let gone = before
            .journeys
            .iter()
            .map(|journey| journey.id)
            .chain(before.value_maps.iter().map(|map| map.id));
        let is_there = |id: &Id| after.journey(*id).is_some() || after.value_map(*id).is_some();
        changed.canvas = gone
            .into_iter()
            .find(is_there)
            .filter(|_| before.scale != after.scale);
    }
    changed
}

impl Changed {
    fn job(&mut self, before: Option<&Arc<Job>>, after: &Job) {
        if before.is_none_or(|before| before.job != after.job) {
            self.target.get_or_insert(Target::JobSentence(after.id));
        } else if before.is_some_and(|before| before.outcome != after.outcome) {
            self.target.get_or_insert(Target::OutcomeSentence(after.id));
        }
        self.rows(before.map(|before| &before.rows), &after.rows);
    }

    fn cell(&mut self, before: Option<&Arc<Cell>>, after: &Cell) {
        self.rows(before.map(|before| &before.rows), &after.rows);
    }

    fn rows<R: RowKey>(&mut self, before: Option<&Rows<R>>, after: &Rows<R>) {
        for (row, notes) in after {
            self.list(before.map(|before| &before[row]), notes);
        }
    }

    fn list(&mut self, before: Option<&Vec<Arc<Note>>>, after: &[Arc<Note>]) {
        let known: HashSet<*const Note> = before.into_iter().flatten().map(Arc::as_ptr).collect();
        self.notes.extend(
            after
                .iter()
                .filter(|note| !known.contains(&Arc::as_ptr(note)))
                .map(|note| note.id),
        );
    }
}
