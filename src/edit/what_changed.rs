//! What differs between two values, by comparing pointers: undo goes there and lets it light up.

use crate::model::{
    Id, Journey, Note, Owner, Period, Persona, Project, RowKey, Rows, Target, TextKey, Thing,
    ValueMap,
};
use std::collections::HashSet;
use std::sync::Arc;

/// What differs.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Changed {
    /// The map or journey in which something differs first, else the customer about whom notes do.
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
        changed.map(before.value_map(map.id), map);
    }
    for journey in &after.journeys {
        changed.journey(before.journey(journey.id), journey);
    }
    if before.name != after.name {
        changed.point_to(Target::ProjectName);
    } else if before.description != after.description {
        let description = TextKey::own("description");
        changed.point_to(Target::text(Owner::Project, description));
    }
    for persona in &after.personas {
        let known = before.persona(persona.id);
        if is_same(known, persona) {
            continue;
        }
        if known.is_none_or(|known| known.empathy.rows != persona.empathy.rows) {
            changed.canvas.get_or_insert(persona.id);
            let known = known.map(|known| &known.empathy.rows);
            changed.rows(known, &persona.empathy.rows);
        }
        let is_other = |known: &Arc<Persona>| {
            (&known.name, &known.position, &known.profile)
                != (&persona.name, &persona.position, &persona.profile)
        };
        if known.is_some_and(is_other) {
            changed.point_to(Target::PersonaName(persona.id));
        }
    }
    // Another scale may leave every score as it was.
    if changed.canvas.is_none() && before.scale != after.scale {
        let journeys = before.journeys.iter().map(|journey| journey.id);
        let maps = before.value_maps.iter().map(|map| map.id);
        let is_there = |id: &Id| after.journey(*id).is_some() || after.value_map(*id).is_some();
        changed.canvas = journeys.chain(maps).find(is_there);
    }
    changed
}

fn is_same<T>(before: Option<&Arc<T>>, after: &Arc<T>) -> bool {
    before.is_some_and(|before| Arc::ptr_eq(before, after))
}

/// The part of this id in a list, where there is a list.
fn of<T: Thing>(list: Option<&Vec<Arc<T>>>, id: Id) -> Option<&Arc<T>> {
    list?.iter().find(|known| known.id() == id)
}

impl Changed {
    /// The first that is pointed out stays.
    fn point_to(&mut self, target: Target) {
        self.target.get_or_insert(target);
    }

    fn map(&mut self, before: Option<&Arc<ValueMap>>, map: &Arc<ValueMap>) {
        if is_same(before, map) {
            return;
        }
        self.canvas.get_or_insert(map.id);
        if before.is_some_and(|before| before.name != map.name) {
            self.point_to(Target::MapName(map.id));
        }
        for job in &map.jobs {
            let before = of(before.map(|before| &before.jobs), job.id);
            if is_same(before, job) {
                continue;
            }
            if before.is_none_or(|before| before.job != job.job) {
                self.point_to(Target::JobSentence(job.id));
            } else if before.is_some_and(|before| before.outcome != job.outcome) {
                self.point_to(Target::OutcomeSentence(job.id));
            }
            self.rows(before.map(|before| &before.rows), &job.rows);
        }
    }

    fn journey(&mut self, before: Option<&Arc<Journey>>, journey: &Arc<Journey>) {
        if is_same(before, journey) {
            return;
        }
        self.canvas.get_or_insert(journey.id);
        if before.is_some_and(|before| before.name != journey.name) {
            self.point_to(Target::JourneyName(journey.id));
        }
        if before.is_some_and(|before| before.basis != journey.basis) {
            self.point_to(Target::Basis(journey.id));
        }
        for step in &journey.steps {
            if of(before.map(|before| &before.steps), step.id) != Some(step) {
                self.point_to(Target::StepName(step.id));
            }
        }
        for at in 0..journey.periods.len() {
            self.period(
                before.and_then(|before| before.periods.get(at)),
                journey,
                at,
            );
        }
        for solution in &journey.solutions {
            let before = of(before.map(|before| &before.solutions), solution.id);
            if is_same(before, solution) {
                continue;
            }
            if before.is_none_or(|before| before.name != solution.name) {
                self.point_to(Target::SolutionName(solution.id));
            }
            for (step, cell) in solution.cells.iter() {
                let before = before.and_then(|before| before.cell(step));
                if !is_same(before, cell) {
                    self.rows(before.map(|before| &before.rows), &cell.rows);
                }
            }
        }
    }

    fn period(&mut self, before: Option<&Arc<Period>>, journey: &Journey, at: usize) {
        let period = &journey.periods[at];
        if is_same(before, period) {
            return;
        }
        // Of the same period only a count can be another one.
        let renamed = Target::PeriodName {
            journey: journey.id,
            period: at,
        };
        let same = before.filter(|before| before.name == period.name);
        let counted = same.and_then(|before| {
            let mut steps = journey.steps.iter().map(|step| step.id);
            let step = steps.find(|step| before.counts.get(*step) != period.counts.get(*step));
            step.map(|step| Target::Count { period: at, step })
        });
        self.point_to(counted.unwrap_or(renamed));
    }

    /// Notes that are other pointers than those of the same row before.
    fn rows<R: RowKey>(&mut self, before: Option<&Rows<R>>, after: &Rows<R>) {
        for (row, notes) in after {
            let before = before.map(|before| &before[row]);
            let known: HashSet<*const Note> =
                before.into_iter().flatten().map(Arc::as_ptr).collect();
            let new = notes
                .iter()
                .filter(|note| !known.contains(&Arc::as_ptr(note)));
            self.notes.extend(new.map(|note| note.id));
        }
    }
}
