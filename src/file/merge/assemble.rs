//! The result put together again. What is as it was on our side is shared with it, so that undo and
//! everything that compares pointers sees what came in and nothing else.

use super::parts::{List, Part, Record};
use super::resolve::Resolved;
use crate::model::{
    Cell, Field, Id, Job, Journey, Lane, Note, Order, Period, Persona, Place, Project, Row, Scale,
    Solution, Step, ValueMap,
};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Puts the parts together; `second` are notes that stand right after others.
pub(super) fn assemble(
    resolved: &Resolved,
    second: &HashMap<Id, Arc<Note>>,
    scale: Scale,
    mine: &Project,
) -> Project {
    let assembler = Assembler { resolved, second };
    let mut project = match resolved.records.get(&Part::Project) {
        Some(Record::Project(project)) => (**project).clone(),
        _ => Project::default(),
    };
    project.scale = scale;
    project.personas = assembler.all(List::Personas, |part| {
        let persona = assembler.persona(part)?;
        let known = mine.persona(persona.id);
        Some(shared(persona, known))
    });
    project.value_maps = assembler.all(List::Maps, |part| {
        let map = assembler.map(part, mine)?;
        let known = mine.value_map(map.id);
        Some(shared(map, known))
    });
    project.journeys = assembler.all(List::Journeys, |part| {
        let journey = assembler.journey(part, mine)?;
        let known = mine.journey(journey.id);
        Some(shared(journey, known))
    });
    let links = assembler.all(List::Links, |part| match resolved.records.get(part)? {
        Record::Link(link) => Some(link.clone()),
        _ => None,
    });
    if links == *mine.links {
        project.links = mine.links.clone();
    } else {
        *project.links.to_mut() = links;
    }
    project
}

/// Our own value where it is the same.
fn shared<T: PartialEq>(value: T, known: Option<&Arc<T>>) -> Arc<T> {
    match known {
        Some(known) if **known == value => Arc::clone(known),
        _ => Arc::new(value),
    }
}

struct Assembler<'a> {
    resolved: &'a Resolved,
    second: &'a HashMap<Id, Arc<Note>>,
}

impl Assembler<'_> {
    fn all<T>(&self, list: List, one: impl FnMut(&Part) -> Option<T>) -> Vec<T> {
        let parts = self.resolved.orders.get(&list);
        parts.into_iter().flatten().filter_map(one).collect()
    }

    fn notes(&self, place: Place) -> Vec<Arc<Note>> {
        let mut notes = Vec::new();
        for part in self
            .resolved
            .orders
            .get(&List::Notes(place))
            .into_iter()
            .flatten()
        {
            if let Some(Record::Note(note)) = self.resolved.records.get(part) {
                notes.push(Arc::clone(note));
                notes.extend(self.second.get(&note.id).cloned());
            }
        }
        notes
    }

    fn persona(&self, part: &Part) -> Option<Persona> {
        let Record::Persona(bare) = self.resolved.records.get(part)? else {
            return None;
        };
        let mut persona = (**bare).clone();
        for field in Field::ALL {
            let place = Place::Field {
                persona: persona.id,
                field,
            };
            *persona.empathy.notes_mut(field) = self.notes(place);
        }
        Some(persona)
    }

    fn map(&self, part: &Part, mine: &Project) -> Option<ValueMap> {
        let Record::Map(bare) = self.resolved.records.get(part)? else {
            return None;
        };
        let mut map = (**bare).clone();
        let known = mine.value_map(map.id);
        map.jobs = self.all(List::Jobs(map.id), |part| {
            let job = self.job(part)?;
            let mut jobs = known.into_iter().flat_map(|map| &map.jobs);
            let known = jobs.find(|known| known.id == job.id);
            Some(shared(job, known))
        });
        Some(map)
    }

    fn job(&self, part: &Part) -> Option<Job> {
        let Record::Job(bare) = self.resolved.records.get(part)? else {
            return None;
        };
        let mut job = (**bare).clone();
        for row in Row::ALL {
            *job.notes_mut(row) = self.notes(Place::Row { job: job.id, row });
        }
        Some(job)
    }

    fn journey(&self, part: &Part, mine: &Project) -> Option<Journey> {
        let Record::Journey(bare) = self.resolved.records.get(part)? else {
            return None;
        };
        let mut journey = (**bare).clone();
        let id = journey.id;
        let known = mine.journey(id);
        journey.steps = self.all(List::Steps(id), |part| {
            match self.resolved.records.get(part)? {
                Record::Step(step) => Some(Arc::clone(step)),
                _ => None,
            }
        });
        let baseline = match self.resolved.records.get(&Part::Baseline(id)) {
            Some(Record::Baseline(solution)) => *solution,
            _ => None,
        };
        journey.solutions = self.all(List::Solutions(id), |part| {
            let solutions = known.map(|known| &known.solutions);
            self.solution(part, &journey.steps, baseline, solutions)
        });
        let periods = known.into_iter().flat_map(|known| &known.periods);
        let periods: Vec<&Arc<Period>> = periods.collect();
        journey.periods = self.all(List::Periods(id), |part| {
            match self.resolved.records.get(part)? {
                Record::Period(period) => {
                    let mut period = Period::clone(period);
                    let order = Order::of(journey.steps.iter().map(|step| step.id));
                    period.counts.put_in(&order);
                    let known = periods.iter().copied().find(|known| ***known == period);
                    Some(shared(period, known))
                }
                _ => None,
            }
        });
        Some(journey)
    }

    fn solution(
        &self,
        part: &Part,
        steps: &[Arc<Step>],
        baseline: Option<Id>,
        known: Option<&Vec<Arc<Solution>>>,
    ) -> Option<Arc<Solution>> {
        let Record::Solution(bare) = self.resolved.records.get(part)? else {
            return None;
        };
        let mut solution = (**bare).clone();
        let id = solution.id;
        let known = known.into_iter().flatten().find(|known| known.id == id);
        solution.baseline = baseline == Some(id);
        for step in steps {
            if let Some(cell) = self.cell(id, step.id) {
                let known = known.and_then(|known| known.cell(step.id));
                solution.cells.insert(step.id, shared(cell, known));
            }
        }
        Some(shared(solution, known))
    }

    fn cell(&self, solution: Id, step: Id) -> Option<Cell> {
        let bare = match self.resolved.records.get(&Part::Cell { solution, step }) {
            Some(Record::Cell(cell)) => Some(Cell::clone(cell)),
            _ => None,
        };
        let lanes: BTreeMap<Lane, Vec<Arc<Note>>> = Lane::ALL
            .into_iter()
            .map(|lane| {
                let place = Place::Lane {
                    solution,
                    step,
                    lane,
                };
                (lane, self.notes(place))
            })
            .filter(|(_, notes)| !notes.is_empty())
            .collect();
        if bare.is_none() && lanes.is_empty() {
            return None;
        }
        let mut cell = bare.unwrap_or_default();
        for (lane, notes) in lanes {
            *cell.notes_mut(lane) = notes;
        }
        Some(cell)
    }
}
