//! Journeys: a spine of steps shared by all solutions, and one cell per step and solution.
//!
//! The Customer Value Journey Map (benefits against sacrifices) and the eight-stage Customer Value
//! Journey are both journeys: templates choose which lanes are shown and what the steps are called.

use super::by_id::{ById, Order};
use super::fields::told;
use super::limits::all;
use super::persona::CUSTOMER;
use super::record::{record, thing};
use super::{Decimal, Id, Lane, Note, Stage, YesNo};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use strum::{EnumCount, VariantArray};

/// How the scores of a cell become its benefits and sacrifices. One rule per journey.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Debug,
    Default,
    Serialize,
    Deserialize,
    EnumCount,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
pub enum Aggregation {
    /// All scores added up: the bar is its notes, stacked.
    #[default]
    Sum,
    /// The mean of the scored items.
    Mean,
    /// The strongest item.
    Peak,
    /// Each step judged as a whole; notes explain, they do not count.
    Overall,
}

impl Aggregation {
    /// All.
    pub const ALL: [Self; Self::COUNT] = all(Self::VARIANTS);

    /// The words shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Sum => "Add up all notes",
            Self::Mean => "Average of the notes",
            Self::Peak => "Strongest note",
            Self::Overall => "Judge each step as a whole",
        }
    }
}

/// Which method a journey follows: decides its title and which lanes are offered first.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Customer Value Journey Map (VTT, project AARRE).
    Cvjm,
    /// Customer Value Journey, eight stages (DigitalMarketer).
    Cvj,
}

impl Method {
    /// The name shown to people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cvjm => "Customer Value Journey Map",
            Self::Cvj => "Customer Value Journey",
        }
    }

    /// The lanes shown at first.
    pub fn lanes(self) -> Vec<Lane> {
        match self {
            Self::Cvjm => vec![Lane::Benefits, Lane::Sacrifices],
            Self::Cvj => vec![
                Lane::Actions,
                Lane::Touchpoints,
                Lane::Drivers,
                Lane::Barriers,
            ],
        }
    }
}

told!(Aggregation, Aggregation::label);
told!(Method, Method::name);
told!(Stage, Stage::name);

record! {
    /// One step of the spine.
    pub struct Step ("a step") {
        /// Stays the same when the step is moved.
        required id: Id => apart,
        /// Its name.
        always name: String => line "name",
        /// To twelve letters, for the room; empty: the name.
        optional short_name: String => line "short name" as "Short name, to twelve letters",
        /// The part of the journey it belongs to: before, during, after.
        optional phase: String => line "phase" as "Phase: before, during, after",
        /// Which of the eight stages it is.
        optional stage: Option<Stage> => value "stage",
        /// Target of the conversion from the step before, in percent.
        optional target: Option<Decimal> => value "target in percent",
    }
}

thing!(Step, Step, |step| step.name.as_str().into());

impl Step {
    /// A step with a new id.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }
}

const APPLIES: YesNo = YesNo {
    whether: "whether there is {}",
    on: "there is now {}",
    off: "there is no longer {}",
    values: ["no such step", "there is"],
};

const NOTHING_HERE: YesNo = YesNo {
    whether: "whether there is nothing in {}",
    on: "{} is now marked “nothing here”",
    off: "{} is no longer marked “nothing here”",
    values: ["not said", "nothing here"],
};

record! {
    /// What one solution offers and asks in one step.
    pub struct Cell ("a cell", notes by Lane) {
        /// `false`: this solution has no such step.
        optional applies: bool = true => flag by &APPLIES,
        /// Looked at: the customer neither gains nor gives up anything.
        optional nothing_here: bool => flag by &NOTHING_HERE,
        /// The step judged as a whole, −scale to +scale; counts under [`Aggregation::Overall`] only.
        optional overall: Option<Decimal> => value "judgement" or "not judged",
    }
}

impl Cell {
    /// The notes of one lane.
    pub fn notes(&self, lane: Lane) -> &Vec<Arc<Note>> {
        &self.rows[lane]
    }

    /// The notes of one lane, to be changed.
    pub fn notes_mut(&mut self, lane: Lane) -> &mut Vec<Arc<Note>> {
        &mut self.rows[lane]
    }

    /// How many notes are kept and not shown, because the solution has no such step.
    pub fn set_aside(&self) -> usize {
        if self.applies {
            return 0;
        }
        self.rows.values().map(Vec::len).sum()
    }

    /// Its notes that have, or may have, a score; benefits first.
    pub fn items(&self) -> impl Iterator<Item = (Lane, &Arc<Note>)> {
        let scored = self.rows.iter().filter(|(lane, _)| lane.is_scored());
        scored.flat_map(|(lane, notes)| notes.iter().map(move |note| (lane, note)))
    }

    /// Whether the cell says nothing that an absent one would not say.
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }
}

record! {
    /// A way of serving the customer: sell the product, sell its use.
    pub struct Solution ("a solution") {
        /// Stays the same when the solution is renamed.
        required id: Id => apart,
        /// Its name.
        always name: String => line "name",
        /// The one the others are compared with; without any the first one is.
        optional baseline: bool => baseline,
        /// By the id of a step, in the order of the spine; an absent cell is an empty one.
        optional cells: ById<Arc<Cell>> => cells,
    }
}

thing!(Solution, Solution, |solution| solution.name.as_str().into());

impl Solution {
    /// A solution without notes.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }

    /// The cell of a step, when there is one.
    pub fn cell(&self, step: Id) -> Option<&Arc<Cell>> {
        self.cells.get(step)
    }

    /// The cells of all steps, each where its step stands; `None` for one that is absent. Looking
    /// each of them up would cost the square of their number.
    pub fn along(&self, steps: &[Arc<Step>]) -> Vec<Option<&Arc<Cell>>> {
        let mut rest = self.cells.iter().peekable();
        let in_order = steps.iter().map(|step| {
            let next = rest.next_if(|(id, _)| *id == step.id);
            next.map(|(_, cell)| cell)
        });
        let found: Vec<_> = in_order.collect();
        if rest.peek().is_none() {
            return found;
        }
        // Cells that are not in the order of the spine, as in the midst of a change.
        steps.iter().map(|step| self.cell(step.id)).collect()
    }

    /// How many notes are set aside in steps that this solution does not have.
    pub fn set_aside(&self) -> usize {
        self.cells.iter().map(|(_, cell)| cell.set_aside()).sum()
    }
}

record! {
    /// Head counts of one period: how many people reached each step.
    pub struct Period ("a period") {
        /// "2026-Q1"
        always name: String => line "name",
        /// By the id of a step, 0 or more.
        optional counts: ById<Decimal> => counts,
    }
}

record! {
    /// A journey from beginning to end, for one customer.
    pub struct Journey ("a journey") {
        /// Stays the same when the journey is renamed.
        required id: Id => apart,
        /// Shown as its title.
        always name: String => line "name",
        /// For whom and over what time or how many uses it is judged.
        optional basis: String => line "basis",
        /// The customer it is about.
        optional persona: Option<Id> => names "customer" or "no customer" by &CUSTOMER,
        /// The method it follows.
        optional method: Option<Method> => value "method",
        /// How scores become bars.
        optional aggregation: Aggregation => value "way of adding up notes",
        /// The lanes that are shown.
        optional lanes: Vec<Lane> = Method::Cvjm.lanes() => set "rows",
        /// The spine.
        always steps: Vec<Arc<Step>> => things,
        /// One at least, except in an empty journey.
        always solutions: Vec<Arc<Solution>> => things,
        /// Head counts, latest last.
        optional periods: Vec<Arc<Period>> => periods,
    }
}

thing!(Journey, Journey, |journey| journey.name.as_str().into());

impl Journey {
    /// A journey without steps, with one solution.
    pub fn new(name: impl Into<String>, method: Method) -> Self {
        Self {
            name: name.into(),
            method: Some(method),
            lanes: method.lanes(),
            solutions: vec![Arc::new(Solution::new("Today"))],
            ..Self::default()
        }
    }

    /// Where a step stands in the spine.
    pub fn step_index(&self, step: Id) -> Option<usize> {
        self.steps.iter().position(|known| known.id == step)
    }

    /// Where a solution stands among the tabs.
    pub fn solution_index(&self, solution: Id) -> Option<usize> {
        self.solutions.iter().position(|known| known.id == solution)
    }

    /// The solution the others are compared with.
    pub fn baseline(&self) -> Option<&Arc<Solution>> {
        self.solutions
            .iter()
            .find(|solution| solution.baseline)
            .or_else(|| self.solutions.first())
    }

    /// What a step is called: *stage* is a word of the eight stages alone.
    pub fn step_word(&self) -> &'static str {
        match self.method {
            Some(Method::Cvj) => "stage",
            Some(Method::Cvjm) | None => "step",
        }
    }

    /// Whether bars are shown: only where something is weighed.
    pub fn is_weighed(&self) -> bool {
        self.aggregation == Aggregation::Overall || self.lanes.iter().any(|lane| lane.is_scored())
    }

    /// The cell of a solution and step, made when it was absent. `None` when either is unknown.
    pub fn cell_mut(&mut self, solution: Id, step: Id) -> Option<&mut Cell> {
        self.step_index(step)?;
        let at = self.solution_index(solution)?;
        let solution = Arc::make_mut(&mut self.solutions[at]);
        if solution.cells.get(step).is_none() {
            solution.cells.insert(step, Arc::default());
            let order = Order::of(self.steps.iter().map(|step| step.id));
            solution.cells.put_in(&order);
        }
        solution.cells.get_mut(step).map(Arc::make_mut)
    }

    /// Puts cells and counts into the order of the spine.
    /// Called after steps were moved and after reading.
    pub fn put_in_order(&mut self) {
        let order = Order::of(self.steps.iter().map(|step| step.id));
        for solution in &mut self.solutions {
            if !solution.cells.is_in(&order) {
                Arc::make_mut(solution).cells.put_in(&order);
            }
        }
        for period in &mut self.periods {
            if !period.counts.is_in(&order) {
                Arc::make_mut(period).counts.put_in(&order);
            }
        }
    }

    /// Whether cells and counts are in the order of the spine.
    pub(super) fn is_in_order(&self) -> bool {
        let order = Order::of(self.steps.iter().map(|step| step.id));
        let mut solutions = self.solutions.iter();
        let mut periods = self.periods.iter();
        solutions.all(|solution| solution.cells.is_in(&order))
            && periods.all(|period| period.counts.is_in(&order))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_along_the_spine_are_those_of_their_steps() {
        let mut journey = Journey::new("journey", Method::Cvjm);
        for name in ["one", "two", "three"] {
            journey.steps.push(Arc::new(Step::new(name)));
        }
        let solution = journey.solutions[0].id;
        for at in [0, 2] {
            let step = journey.steps[at].id;
            journey.cell_mut(solution, step).unwrap().nothing_here = true;
        }
        let is_there = |journey: &Journey| -> Vec<bool> {
            let cells = journey.solutions[0].along(&journey.steps);
            cells.iter().map(Option::is_some).collect()
        };
        assert_eq!(is_there(&journey), [true, false, true]);
        // In the midst of a change cells are not in the order of their steps.
        journey.steps.swap(0, 1);
        assert_eq!(is_there(&journey), [false, true, true]);
        journey.steps.swap(1, 2);
        assert_eq!(is_there(&journey), [false, true, true]);
    }
}
