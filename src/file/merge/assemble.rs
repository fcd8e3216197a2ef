//! The result put together again. What is as it was on our side is shared with it, so that undo and
//! everything that compares pointers sees what came in and nothing else.

use super::parts::{List, Part};
use super::record::{Baseline, PartRecord};
use super::resolve::Resolved;
use crate::model::{
    self, ById, Cell, Id, Link, Links, Note, Order, Period, Place, Project, Record as _, Rows,
    Scale, SharedList, Solution, Thing, ThingKind, Walk, WalkMut, as_a_mut, fill_rows,
};
use std::any::Any;
use std::collections::HashMap;
use std::sync::Arc;

/// Puts the parts together; `second` are notes that stand right after others.
pub(super) fn assemble(
    resolved: &Resolved,
    second: &HashMap<Id, Arc<Note>>,
    scale: Scale,
    mine: &Project,
) -> Project {
    let mut known = Ours(HashMap::new());
    mine.walk(&mut known);
    let own = resolved.records.get(&Part::Project);
    let own = own.and_then(PartRecord::get::<Project>);
    let mut project = own.cloned().unwrap_or_default();
    project.scale = scale;
    project.walk_mut(&mut Assembler {
        resolved,
        second,
        known: &known,
        mine,
        holder: None,
        steps: &[],
        baseline: None,
    });
    project
}

/// Our own parts by their ids.
struct Ours<'a>(HashMap<Id, &'a (dyn Any + Send + Sync)>);

impl<'a> Walk<'a> for Ours<'a> {
    fn things<T: Thing>(&mut self, things: &'a Vec<Arc<T>>) {
        for thing in things {
            self.0.insert(thing.id(), thing);
            thing.walk(self);
        }
    }
}

impl<'a> Ours<'a> {
    fn get<T: Thing>(&self, id: Id) -> Option<&'a Arc<T>> {
        self.0.get(&id)?.downcast_ref()
    }
}

/// Our own value where it is the same.
fn shared<T: PartialEq>(value: T, known: Option<&Arc<T>>) -> Arc<T> {
    match known {
        Some(known) if **known == value => Arc::clone(known),
        _ => Arc::new(value),
    }
}

/// Fills the lists of a record.
struct Assembler<'a> {
    resolved: &'a Resolved,
    second: &'a HashMap<Id, Arc<Note>>,
    known: &'a Ours<'a>,
    mine: &'a Project,
    /// The part that is filled; the project when there is none.
    holder: Option<Id>,
    /// Of the journey that is filled or that holds what is.
    steps: &'a [Id],
    /// The solution the others of that journey are compared with.
    baseline: Option<Id>,
}

impl Assembler<'_> {
    fn all<T>(&self, list: List, one: impl FnMut(&Part) -> Option<T>) -> Vec<T> {
        let parts = self.resolved.orders.get(&list);
        parts.into_iter().flatten().filter_map(one).collect()
    }

    fn record<T: model::Record>(&self, part: &Part) -> Option<&T> {
        self.resolved.records.get(part)?.get()
    }

    fn notes(&self, place: Place) -> Vec<Arc<Note>> {
        let mut notes = Vec::new();
        let parts = self.resolved.orders.get(&List::Notes(place));
        for part in parts.into_iter().flatten() {
            let record = self.resolved.records.get(part);
            if let Some(note) = record.and_then(PartRecord::arc::<Note>) {
                let second = self.second.get(&note.id).cloned();
                notes.push(note);
                notes.extend(second);
            }
        }
        notes
    }

    fn cell(&self, solution: Id, step: Id) -> Option<Cell> {
        let bare = self.record::<Cell>(&Part::Cell { solution, step });
        let rows = Rows::from_fn(|lane| {
            self.notes(Place::Lane {
                solution,
                step,
                lane,
            })
        });
        if bare.is_none() && rows.values().all(Vec::is_empty) {
            return None;
        }
        let bare = bare.cloned().unwrap_or_default();
        Some(Cell { rows, ..bare })
    }
}

impl WalkMut for Assembler<'_> {
    fn things<T: Thing>(&mut self, things: &mut Vec<Arc<T>>) {
        *things = self.all(List::Things(T::KIND, self.holder), |part| {
            let mut thing = self.record::<T>(part)?.clone();
            let id = thing.id();
            fill_rows(&mut thing, |place| self.notes(place));
            let steps = List::Things(ThingKind::Step, Some(id));
            let steps = self.all(steps, |part| part.ids().first().copied());
            let baseline = self.record::<Baseline>(&Part::Baseline(id));
            thing.walk_mut(&mut Assembler {
                holder: Some(id),
                steps: if T::KIND == ThingKind::Journey {
                    &steps
                } else {
                    self.steps
                },
                baseline: baseline.map_or(self.baseline, |known| known.baseline),
                ..*self
            });
            Some(shared(thing, self.known.get(id)))
        });
    }

    fn baseline(&mut self, is_baseline: &mut bool) {
        *is_baseline = self.holder.is_some() && self.baseline == self.holder;
    }

    fn by_step<T: model::Record>(&mut self, records: &mut ById<Arc<T>>) {
        let cells = as_a_mut::<ById<Arc<Cell>>>(records);
        let (Some(cells), Some(solution)) = (cells, self.holder) else {
            return;
        };
        let known = self.known.get::<Solution>(solution);
        for step in self.steps {
            if let Some(cell) = self.cell(solution, *step) {
                let known = known.and_then(|known| known.cell(*step));
                cells.insert(*step, shared(cell, known));
            }
        }
    }

    fn listed<T: model::Record>(&mut self, list: &mut Vec<Arc<T>>) {
        let periods = as_a_mut::<Vec<Arc<Period>>>(list);
        let (Some(periods), Some(journey)) = (periods, self.holder) else {
            return;
        };
        let known = self.mine.journey(journey);
        let known: Vec<&Arc<Period>> = known.iter().flat_map(|known| &known.periods).collect();
        *periods = self.all(List::Periods(journey), |part| {
            let mut period = self.record::<Period>(part)?.clone();
            let order = Order::of(self.steps.iter().copied());
            period.counts.put_in(&order);
            let known = known.iter().copied().find(|known| ***known == period);
            Some(shared(period, known))
        });
    }

    fn shared<T: model::Record>(&mut self, list: &mut SharedList<T>) {
        let Some(links) = as_a_mut::<Links>(list) else {
            return;
        };
        let joined = self.all(List::Links, |part| self.record::<Link>(part).cloned());
        if joined == *self.mine.links {
            *links = self.mine.links.clone();
        } else {
            *links.to_mut() = joined;
        }
    }
}
