//! Two solutions over the same steps: differences, and whether they hold.

use super::kept::{CellScores, DIMENSIONS, Figures};
use super::net::{StepState, StepValue};
use super::tidy;
use crate::model::{Aggregation, Cell, Decimal, Id, Journey, Kind, Lane, Solution};
use std::cmp::Ordering;
use std::sync::Arc;

/// What happened to a step between the two solutions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flag {
    /// The baseline has it and it gains nothing; the other has no such step.
    Avoided,
    /// The baseline has it and it gains; the other has no such step.
    GivenUp,
    /// Only the other has it.
    Added,
}

impl Flag {
    /// The words in figures and on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Avoided => "avoided",
            Self::GivenUp => "given up",
            Self::Added => "added",
        }
    }
}

/// The difference in one step.
#[derive(Clone, PartialEq, Debug)]
pub struct StepDelta {
    /// Δ = N(solution) − N(baseline); a step that does not apply counts 0; `None` when either is unknown.
    pub delta: Option<f64>,
    /// Set when only one of the two has the step.
    pub flag: Option<Flag>,
    /// The sign of Δ depends on how notes are added up: shown as ±.
    pub depends_on_rule: bool,
}

/// Whether the sign of ΔT holds.
#[derive(Clone, PartialEq, Debug)]
pub struct Holds {
    /// ΔT by sum, mean and peak.
    pub by_rule: [(Aggregation, f64); 3],
    /// Smallest and largest ΔT when any one note is left out.
    pub without_one_note: (f64, f64),
    /// Notes without which the sign is another.
    pub decided_by: Vec<Id>,
}

impl Holds {
    /// The same sign by every rule, and no single note decides.
    pub fn holds(&self) -> bool {
        self.rules_agree() && self.decided_by.is_empty()
    }

    /// The same sign by sum, mean and peak.
    pub fn rules_agree(&self) -> bool {
        self.by_rule
            .iter()
            .all(|(_, total)| sign(*total) == sign(self.by_rule[0].1))
    }
}

/// A solution against the baseline. All totals are over the same steps: those known for both.
#[derive(Clone, PartialEq, Debug)]
pub struct Comparison {
    /// The solution.
    pub solution: Id,
    /// What it is compared with.
    pub baseline: Id,
    /// One per step of the spine.
    pub steps: Vec<StepDelta>,
    /// ΔT: the sum of all known Δ.
    pub total: f64,
    /// T of the baseline over the steps known for both.
    pub baseline_total: f64,
    /// T of the solution over the steps known for both.
    pub solution_total: f64,
    /// Steps known for both.
    pub based_on: usize,
    /// Steps of the spine.
    pub of: usize,
    /// Whether there is anything to compare: a step known for both that one of them has scored.
    pub is_known: bool,
    /// Whether it holds; `None` where steps are judged as a whole, and while nothing is known.
    pub holds: Option<Holds>,
}

/// One step of the baseline and of the solution.
struct Pair<'a> {
    cells: [Option<&'a Arc<Cell>>; 2],
    known: [Arc<CellScores>; 2],
}

impl<'a> Pair<'a> {
    fn new(figures: &mut Figures, cells: [Option<&'a Arc<Cell>>; 2]) -> Self {
        Self {
            cells,
            known: cells.map(|cell| figures.of(cell)),
        }
    }

    fn values(&self, rule: Aggregation) -> [StepValue; 2] {
        [0, 1].map(|at| self.known[at].scores.value(rule))
    }

    /// What both add to their totals, when both are known.
    fn known(&self, rule: Aggregation) -> Option<(f64, f64)> {
        let [before, after] = self.values(rule).map(|value| value.contribution());
        before.zip(after)
    }

    fn delta(&self, rule: Aggregation) -> Option<f64> {
        self.known(rule).map(|(before, after)| after - before)
    }

    fn depends_on_rule(&self) -> bool {
        let signs = RULES.map(|rule| self.delta(rule).map(sign));
        signs.iter().any(|sign| *sign != signs[0])
    }
}

const RULES: [Aggregation; 3] = [Aggregation::Sum, Aggregation::Mean, Aggregation::Peak];

/// Compares a solution with the baseline, step by step.
///
/// Rule: this project's own. Whether the difference holds is computed from the same cells by the
/// other two rules and without each single note.
pub fn compare(journey: &Journey, baseline: &Solution, solution: &Solution) -> Comparison {
    Figures::default().compare(journey, baseline, solution)
}

impl Figures {
    /// As [`compare()`], from what is remembered of the cells.
    pub fn compare(
        &mut self,
        journey: &Journey,
        baseline: &Solution,
        solution: &Solution,
    ) -> Comparison {
        let rule = journey.aggregation;
        let [before, after] = [baseline, solution].map(|one| one.along(&journey.steps));
        let pairs: Vec<Pair<'_>> = before
            .into_iter()
            .zip(after)
            .map(|(before, after)| Pair::new(self, [before, after]))
            .collect();
        let (mut total, mut baseline_total, mut solution_total, mut based_on) = (0.0, 0.0, 0.0, 0);
        let mut is_known = false;
        let mut steps = Vec::with_capacity(pairs.len());
        for pair in &pairs {
            let known = pair.known(rule);
            if let Some((before, after)) = known {
                total += after - before;
                baseline_total += before;
                solution_total += after;
                based_on += 1;
            }
            let [before, after] = pair.values(rule).map(|value| value.state);
            is_known |= known.is_some() && [before, after] != [StepState::NoSuchStep; 2];
            steps.push(StepDelta {
                delta: known.map(|(before, after)| tidy(after - before)),
                flag: flag(before, after),
                depends_on_rule: rule != Aggregation::Overall && pair.depends_on_rule(),
            });
        }
        Comparison {
            solution: solution.id,
            baseline: baseline.id,
            total: tidy(total),
            baseline_total: tidy(baseline_total),
            solution_total: tidy(solution_total),
            based_on,
            of: steps.len(),
            is_known,
            holds: (rule != Aggregation::Overall && is_known).then(|| holds(&pairs, rule)),
            steps,
        }
    }
}

fn flag(before: StepState, after: StepState) -> Option<Flag> {
    match (before, after) {
        (StepState::NoSuchStep, StepState::NoSuchStep) => None,
        (StepState::NoSuchStep, _) => Some(Flag::Added),
        (StepState::Created, StepState::NoSuchStep) => Some(Flag::GivenUp),
        (StepState::Destroyed | StepState::Balanced, StepState::NoSuchStep) => Some(Flag::Avoided),
        // While the baseline is not scored nobody knows whether it is a loss.
        (StepState::Unknown, StepState::NoSuchStep) | (_, _) => None,
    }
}

fn holds(pairs: &[Pair<'_>], rule: Aggregation) -> Holds {
    let total_by = |rule| {
        pairs
            .iter()
            .filter_map(|pair| pair.delta(rule))
            .sum::<f64>()
    };
    let total = total_by(rule);
    let mut without_one_note = (tidy(total), tidy(total));
    let mut decided_by = Vec::new();
    for pair in pairs {
        let Some((before, after)) = pair.known(rule) else {
            continue;
        };
        let others = total - (after - before);
        for (at, known) in pair.known.iter().enumerate() {
            // Notes of one side with the same score make the same difference.
            let decides = |&(is_benefit, score): &(bool, Decimal)| {
                let smaller = known.scores.without(is_benefit, score).value(rule).net;
                // A step that becomes unknown leaves the comparison, as everywhere.
                let rest = others
                    + smaller.map_or(0.0, |smaller| match at {
                        0 => after - smaller,
                        _ => smaller - before,
                    });
                let rest = tidy(rest);
                without_one_note = (without_one_note.0.min(rest), without_one_note.1.max(rest));
                sign(rest) != sign(total)
            };
            let deciding: Vec<_> = known.given.iter().copied().filter(decides).collect();
            if !deciding.is_empty() {
                let items = scored_items(pair.cells[at].map(Arc::as_ref));
                let items = items
                    .filter(|(_, side, score)| deciding.binary_search(&(*side, *score)).is_ok());
                decided_by.extend(items.map(|(note, ..)| note));
            }
        }
    }
    Holds {
        by_rule: RULES.map(|rule| (rule, tidy(total_by(rule)))),
        without_one_note,
        decided_by,
    }
}

/// The scored items of a cell that applies: which, whether it is a benefit, its score.
fn scored_items(cell: Option<&Cell>) -> impl Iterator<Item = (Id, bool, Decimal)> {
    let cells = cell.into_iter().filter(|cell| cell.applies);
    let items = cells.flat_map(Cell::items);
    items.filter_map(|(lane, note)| Some((note.id, lane == Lane::Benefits, note.score?)))
}

fn sign(number: f64) -> Ordering {
    tidy(number).total_cmp(&0.0)
}

impl Figures {
    /// ΔT by dimension of value, over the steps known for both; `None` as the dimension is "not said".
    /// Meaningful under [`Aggregation::Sum`] only: there the parts add up to the whole.
    ///
    /// Rule: this project's own; kinds of sacrifices count towards dimensions as in [`Kind::dimension`].
    pub fn by_dimension(
        &mut self,
        journey: &Journey,
        baseline: &Solution,
        solution: &Solution,
        comparison: &Comparison,
    ) -> Vec<(Option<Kind>, f64)> {
        let mut totals = [Decimal::ZERO; DIMENSIONS.len()];
        let steps = journey.steps.iter().zip(&comparison.steps);
        for (step, _) in steps.filter(|(_, delta)| delta.delta.is_some()) {
            let [before, after] =
                [baseline, solution].map(|solution| self.of(solution.cell(step.id)));
            for (at, total) in totals.iter_mut().enumerate() {
                *total = *total + after.by_dimension[at] - before.by_dimension[at];
            }
        }
        let totals = totals.into_iter().map(Decimal::to_f64);
        DIMENSIONS.into_iter().zip(totals).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::net::tests::{cell, tool_rental, unscore};
    use super::*;
    use crate::model::{Decimal, Note};

    fn golden() -> Comparison {
        let journey = tool_rental();
        compare(&journey, &journey.solutions[0], &journey.solutions[1])
    }

    #[test]
    fn golden_differences_of_the_tool_rental() {
        let golden = golden();
        let deltas: Vec<_> = golden.steps.iter().map(|step| step.delta).collect();
        assert_eq!(deltas, [0.0, 5.0, -3.0, 3.0, -1.0, 3.0, 1.0].map(Some));
        assert_eq!(
            (golden.total, golden.baseline_total, golden.solution_total),
            (8.0, -6.0, 2.0)
        );
        assert_eq!((golden.based_on, golden.of), (7, 7));
        let flags: Vec<_> = golden.steps.iter().map(|step| step.flag).collect();
        assert_eq!(flags[..5], [None; 5]);
        assert_eq!(flags[5..], [Some(Flag::Avoided); 2]);
    }

    #[test]
    fn golden_difference_holds() {
        let golden = golden();
        let holds = golden.holds.unwrap();
        assert_eq!(holds.by_rule.map(|(_, total)| total), [8.0, 2.5, 4.0]);
        assert_eq!(holds.without_one_note, (5.0, 11.0));
        assert!(holds.holds());
        let marked: Vec<_> = golden
            .steps
            .iter()
            .map(|step| step.depends_on_rule)
            .collect();
        assert_eq!(
            marked,
            [true, false, false, false, false, false, false],
            "only Decide"
        );
    }

    #[test]
    fn totals_are_over_the_steps_scored_for_both() {
        let mut journey = tool_rental();
        unscore(&mut journey, 1, 3);
        let comparison = compare(&journey, &journey.solutions[0], &journey.solutions[1]);
        assert_eq!((comparison.based_on, comparison.of), (6, 7));
        assert_eq!(
            (
                comparison.baseline_total,
                comparison.solution_total,
                comparison.total
            ),
            (-7.0, -2.0, 5.0)
        );
        assert_eq!(comparison.steps[3].delta, None);
    }

    #[test]
    fn a_step_that_does_not_apply_counts_as_avoided_not_as_zero_notes() {
        let golden = golden();
        assert_eq!(
            (golden.steps[5].delta, golden.steps[5].flag),
            (Some(3.0), Some(Flag::Avoided))
        );
    }

    #[test]
    fn losing_a_step_that_gained_is_given_up_and_a_new_one_is_added() {
        let mut journey = tool_rental();
        let (buy, rent) = (journey.solutions[0].id, journey.solutions[1].id);
        let (first, last) = (journey.steps[0].id, journey.steps[6].id);
        *journey.cell_mut(buy, last).unwrap() = cell(&[Some(3)], &[]);
        journey.cell_mut(buy, first).unwrap().applies = false;
        let comparison = compare(&journey, &journey.solutions[0], &journey.solutions[1]);
        assert_eq!(comparison.steps[6].flag, Some(Flag::GivenUp));
        assert_eq!(comparison.steps[0].flag, Some(Flag::Added));
        journey.cell_mut(rent, first).unwrap().applies = false;
        let comparison = compare(&journey, &journey.solutions[0], &journey.solutions[1]);
        assert_eq!(
            (comparison.steps[0].flag, comparison.steps[0].delta),
            (None, Some(0.0))
        );
    }

    #[test]
    fn the_note_that_decides_is_named() {
        let mut journey = tool_rental();
        let (buy, rent) = (journey.solutions[0].id, journey.solutions[1].id);
        for step in journey.steps.clone() {
            *journey.cell_mut(buy, step.id).unwrap() = cell(&[Some(1)], &[Some(1)]);
            *journey.cell_mut(rent, step.id).unwrap() = cell(&[Some(1)], &[Some(1)]);
        }
        let first = journey.steps[0].id;
        let decisive = Note {
            score: Some(Decimal::whole(2)),
            ..Note::new("the one")
        };
        let id = decisive.id;
        journey
            .cell_mut(rent, first)
            .unwrap()
            .notes_mut(Lane::Benefits)
            .push(Arc::new(decisive));
        let comparison = compare(&journey, &journey.solutions[0], &journey.solutions[1]);
        let holds = comparison.holds.unwrap();
        assert_eq!(comparison.total, 2.0);
        assert_eq!(holds.decided_by, [id]);
        assert!(!holds.holds());
    }

    #[test]
    fn dimensions_add_up_to_the_difference() {
        let mut journey = tool_rental();
        let first = journey.steps[0].id;
        let buy = journey.solutions[0].id;
        let cell = journey.cell_mut(buy, first).unwrap();
        let notes = cell.notes_mut(Lane::Sacrifices);
        Arc::make_mut(&mut notes[0]).kind = Some(Kind::CognitiveEffort);
        let comparison = compare(&journey, &journey.solutions[0], &journey.solutions[1]);
        let parts = Figures::default().by_dimension(
            &journey,
            &journey.solutions[0],
            &journey.solutions[1],
            &comparison,
        );
        assert_eq!(parts.iter().map(|(_, total)| total).sum::<f64>(), 8.0);
        assert!(parts.contains(&(Some(Kind::Functional), 2.0)));
    }
}
