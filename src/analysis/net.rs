//! Net value of steps and the running total of a solution.

use super::tidy;
use crate::model::{Aggregation, Cell, Decimal, Lane, Note, Scale};
use std::sync::Arc;

/// What the scores of one step say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StepState {
    /// The solution has no such step.
    NoSuchStep,
    /// Nothing is scored: not scored is not zero.
    Unknown,
    /// The customer gains.
    Created,
    /// The customer gives up more than there is to gain.
    Destroyed,
    /// Even.
    Balanced,
}

impl StepState {
    /// The words shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Self::NoSuchStep => "no such step",
            Self::Unknown => "not scored",
            Self::Created => "adds value",
            Self::Destroyed => "costs more than it gives",
            Self::Balanced => "even",
        }
    }

    /// The word in figures for other programs.
    pub fn key(self) -> Option<&'static str> {
        match self {
            Self::NoSuchStep => None,
            Self::Unknown => Some("unknown"),
            Self::Created => Some("created"),
            Self::Destroyed => Some("destroyed"),
            Self::Balanced => Some("balanced"),
        }
    }
}

/// Benefits, sacrifices and net value of one step of one solution, in scale points.
#[derive(Clone, PartialEq, Debug)]
pub struct StepValue {
    /// B: `None` when unknown, when the step does not apply, and when it is judged as a whole.
    pub benefits: Option<f64>,
    /// S, likewise.
    pub sacrifices: Option<f64>,
    /// N = B − S, or the overall judgement.
    pub net: Option<f64>,
    /// What that means.
    pub state: StepState,
    /// Items with a score.
    pub scored: usize,
    /// Items.
    pub items: usize,
}

impl StepValue {
    /// Some items are scored, some are not.
    pub fn is_partly_scored(&self) -> bool {
        self.scored > 0 && self.scored < self.items
    }

    /// Both sides are large and cancel out.
    pub fn is_strong_on_both_sides(&self, scale: &Scale) -> bool {
        let large = |side: Option<f64>| side.is_some_and(|side| side >= f64::from(scale.max));
        self.state == StepState::Balanced && large(self.benefits) && large(self.sacrifices)
    }

    /// What it adds to a total: nothing when the step does not apply.
    pub(crate) fn contribution(&self) -> Option<f64> {
        match self.state {
            StepState::NoSuchStep => Some(0.0),
            _ => self.net,
        }
    }
}

/// Net value of one step: benefits minus sacrifices, in scale points. An absent cell is an empty one.
///
/// A cell with no scored item is unknown unless it is marked *nothing here*; a side without notes
/// beside a scored one counts 0.
///
/// Rule: this project's own, after Zeithaml (1988).
pub fn step_value(cell: Option<&Cell>, rule: Aggregation) -> StepValue {
    Scores::of(cell).value(rule)
}

/// The scores of one side of a cell: what every rule needs, also without one of the notes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Side {
    /// Scored notes.
    count: u32,
    sum: Decimal,
    largest: Decimal,
    second: Decimal,
}

impl Side {
    fn of(notes: &[Arc<Note>]) -> Self {
        let mut side = Self::default();
        for score in notes.iter().filter_map(|note| note.score) {
            side.count += 1;
            side.sum = side.sum + score;
            side.second = side.second.max(score.min(side.largest));
            side.largest = side.largest.max(score);
        }
        side
    }

    fn value(self, rule: Aggregation) -> f64 {
        match rule {
            Aggregation::Sum => self.sum.to_f64(),
            Aggregation::Mean if self.count > 0 => tidy(self.sum.to_f64() / f64::from(self.count)),
            Aggregation::Peak => self.largest.to_f64(),
            Aggregation::Mean | Aggregation::Overall => 0.0,
        }
    }

    /// Without a note that has this score.
    fn without(self, score: Decimal) -> Self {
        Self {
            count: self.count - 1,
            sum: self.sum - score,
            largest: if score == self.largest {
                self.second
            } else {
                self.largest
            },
            second: self.second,
        }
    }
}

/// The scores of a cell, from which its value by each rule follows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scores {
    applies: bool,
    nothing_here: bool,
    overall: Option<Decimal>,
    items: usize,
    benefits: Side,
    sacrifices: Side,
}

impl Default for Scores {
    /// Of a cell without anything.
    fn default() -> Self {
        Self {
            applies: true,
            nothing_here: false,
            overall: None,
            items: 0,
            benefits: Side::default(),
            sacrifices: Side::default(),
        }
    }
}

impl Scores {
    /// Of a cell; an absent one is an empty one.
    pub(crate) fn of(cell: Option<&Cell>) -> Self {
        cell.map_or(Self::default(), |cell| Self {
            applies: cell.applies,
            nothing_here: cell.nothing_here,
            overall: cell.overall,
            items: cell.rows[Lane::Benefits].len() + cell.rows[Lane::Sacrifices].len(),
            benefits: Side::of(&cell.rows[Lane::Benefits]),
            sacrifices: Side::of(&cell.rows[Lane::Sacrifices]),
        })
    }

    /// As if there were no benefit, or no sacrifice, of this score.
    pub(crate) fn without(self, is_benefit: bool, score: Decimal) -> Self {
        let (mut benefits, mut sacrifices) = (self.benefits, self.sacrifices);
        let side = if is_benefit {
            &mut benefits
        } else {
            &mut sacrifices
        };
        *side = side.without(score);
        Self {
            items: self.items - 1,
            benefits,
            sacrifices,
            ..self
        }
    }

    /// Net value by a rule.
    pub(crate) fn value(self, rule: Aggregation) -> StepValue {
        let scored = (self.benefits.count + self.sacrifices.count) as usize;
        let unknown = |state| StepValue {
            benefits: None,
            sacrifices: None,
            net: None,
            state,
            scored,
            items: self.items,
        };
        if !self.applies {
            return unknown(StepState::NoSuchStep);
        }
        let (benefits, sacrifices, net) = if rule == Aggregation::Overall {
            let net = self.overall.map(Decimal::to_f64);
            (None, None, net.or(self.nothing_here.then_some(0.0)))
        } else if scored > 0 {
            let (benefits, sacrifices) = (self.benefits.value(rule), self.sacrifices.value(rule));
            (
                Some(benefits),
                Some(sacrifices),
                Some(tidy(benefits - sacrifices)),
            )
        } else if self.nothing_here {
            (Some(0.0), Some(0.0), Some(0.0))
        } else {
            (None, None, None)
        };
        let state = match net {
            None => StepState::Unknown,
            Some(net) if net > 0.0 => StepState::Created,
            Some(net) if net < 0.0 => StepState::Destroyed,
            Some(_) => StepState::Balanced,
        };
        StepValue {
            benefits,
            sacrifices,
            net,
            ..unknown(state)
        }
    }
}

/// All steps of one solution, and what they come to.
#[derive(Clone, PartialEq, Debug)]
pub struct SolutionValue {
    /// One per step of the spine.
    pub steps: Vec<StepValue>,
    /// C after each step: steps that do not apply, and unknown ones, add 0.
    pub running: Vec<f64>,
    /// T: the last running total, 0 without steps.
    pub total: f64,
    /// How many steps are in the total.
    pub known: usize,
    /// Asked for each step, so it is not looked for each time.
    pub(super) is_known: bool,
}

impl SolutionValue {
    /// Whether a step is missing in the total.
    pub fn is_partial(&self) -> bool {
        self.known < self.steps.len()
    }

    /// Whether anything is known at all.
    pub fn is_known(&self) -> bool {
        self.is_known
    }

    /// The net values that are known.
    pub fn nets(&self) -> impl Iterator<Item = f64> {
        self.steps.iter().filter_map(|step| step.net)
    }
}

/// The lowest and the highest of several values.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Extremes {
    /// All with this value are the lowest.
    pub lowest: f64,
    /// All with this value are the highest.
    pub highest: f64,
}

/// The lowest and the highest value, when two differ: one alone, or one among equals, is neither.
pub fn extremes(values: impl Iterator<Item = f64>) -> Option<Extremes> {
    let ends = values.fold(None, |ends: Option<Extremes>, value| {
        let Extremes { lowest, highest } = ends.unwrap_or(Extremes {
            lowest: value,
            highest: value,
        });
        Some(Extremes {
            lowest: lowest.min(value),
            highest: highest.max(value),
        })
    });
    ends.filter(|ends| ends.lowest < ends.highest)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::super::solution_value;
    use super::*;
    use crate::model::{Journey, Method, Solution, Step};

    /// A cell from scores, `None` for a note without one.
    pub(crate) fn cell(benefits: &[Option<i32>], sacrifices: &[Option<i32>]) -> Cell {
        let notes = |scores: &[Option<i32>]| {
            scores
                .iter()
                .map(|score| {
                    Arc::new(Note {
                        score: score.map(Decimal::whole),
                        ..Note::new("note")
                    })
                })
                .collect()
        };
        let mut cell = Cell::default();
        cell.rows[Lane::Benefits] = notes(benefits);
        cell.rows[Lane::Sacrifices] = notes(sacrifices);
        cell
    }

    /// The golden table: a rented against a bought tool.
    pub(crate) fn tool_rental() -> Journey {
        type Scores = (&'static [i32], &'static [i32]);
        let rows: [(&str, Scores, Option<Scores>); 7] = [
            ("Decide", (&[1], &[2]), Some((&[1], &[1, 1]))),
            ("Get", (&[2], &[3, 1]), Some((&[2, 2], &[1]))),
            ("Pick up", (&[1], &[1]), Some((&[], &[2, 1]))),
            ("Learn and use", (&[2], &[1]), Some((&[3, 2], &[1]))),
            ("Return or store", (&[2], &[2]), Some((&[2], &[3]))),
            ("Maintain", (&[], &[2, 1]), None),
            ("End of use", (&[1], &[2]), None),
        ];
        let mut journey = Journey::new("Get and use a drill", Method::Cvjm);
        journey.solutions = vec![
            Arc::new(Solution::new("Buy")),
            Arc::new(Solution::new("Use")),
        ];
        let ids: Vec<_> = journey
            .solutions
            .iter()
            .map(|solution| solution.id)
            .collect();
        for (name, buy, rent) in rows {
            let step = Step::new(name);
            let id = step.id;
            journey.steps.push(Arc::new(step));
            for (solution, scores) in ids.iter().zip([Some(buy), rent]) {
                let target = journey.cell_mut(*solution, id).unwrap();
                *target = match scores {
                    Some((benefits, sacrifices)) => cell(
                        &benefits.iter().copied().map(Some).collect::<Vec<_>>(),
                        &sacrifices.iter().copied().map(Some).collect::<Vec<_>>(),
                    ),
                    None => Cell {
                        applies: false,
                        ..Cell::default()
                    },
                };
            }
        }
        journey
    }

    /// Takes the scores of one cell away.
    pub(crate) fn unscore(journey: &mut Journey, solution: usize, step: usize) {
        let (solution, step) = (journey.solutions[solution].id, journey.steps[step].id);
        let cell = journey.cell_mut(solution, step).unwrap();
        for lane in [Lane::Benefits, Lane::Sacrifices] {
            for note in cell.notes_mut(lane) {
                Arc::make_mut(note).score = None;
            }
        }
    }

    #[test]
    fn golden_table_of_the_tool_rental() {
        let journey = tool_rental();
        let [buy, rent] = [0, 1].map(|at| solution_value(&journey, &journey.solutions[at]));
        let nets =
            |value: &SolutionValue| value.steps.iter().map(|step| step.net).collect::<Vec<_>>();
        assert_eq!(
            nets(&buy),
            [-1.0, -2.0, 0.0, 1.0, 0.0, -3.0, -1.0].map(Some)
        );
        assert_eq!(buy.running, [-1.0, -3.0, -3.0, -2.0, -2.0, -5.0, -6.0]);
        assert_eq!(
            nets(&rent),
            [
                Some(-1.0),
                Some(3.0),
                Some(-3.0),
                Some(4.0),
                Some(-1.0),
                None,
                None
            ]
        );
        assert_eq!(rent.running, [-1.0, 2.0, -1.0, 3.0, 2.0, 2.0, 2.0]);
        assert_eq!((buy.total, rent.total), (-6.0, 2.0));
        assert_eq!((buy.known, rent.known), (7, 7));
    }

    #[test]
    fn totals_by_mean_and_by_peak() {
        let mut journey = tool_rental();
        for (rule, buy, rent) in [
            (Aggregation::Mean, -2.5, 0.0),
            (Aggregation::Peak, -4.0, 0.0),
        ] {
            journey.aggregation = rule;
            let totals = [0, 1].map(|at| solution_value(&journey, &journey.solutions[at]).total);
            assert_eq!(totals, [buy, rent], "{rule:?}");
        }
    }

    #[test]
    fn the_rule_can_change_the_order_of_two_cells() {
        let first = cell(&[Some(2), Some(1)], &[Some(3), Some(1)]);
        let second = cell(&[Some(3)], &[Some(2), Some(2), Some(1)]);
        let net = |cell, rule| step_value(Some(cell), rule).net.unwrap();
        assert_eq!(
            (
                net(&first, Aggregation::Sum),
                net(&second, Aggregation::Sum)
            ),
            (-1.0, -2.0)
        );
        assert_eq!(net(&first, Aggregation::Mean), -0.5);
        assert!((net(&second, Aggregation::Mean) - 4.0 / 3.0).abs() < 1e-6);
    }

    #[test]
    fn not_scored_is_not_zero() {
        let value = step_value(Some(&cell(&[None], &[None])), Aggregation::Sum);
        assert_eq!((value.net, value.state), (None, StepState::Unknown));
        let partly = step_value(Some(&cell(&[Some(2), None], &[None])), Aggregation::Sum);
        assert_eq!((partly.net, partly.scored, partly.items), (Some(2.0), 1, 3));
        assert!(partly.is_partly_scored());
    }

    #[test]
    fn nothing_here_is_known_and_even() {
        let looked_at = Cell {
            nothing_here: true,
            ..Cell::default()
        };
        let value = step_value(Some(&looked_at), Aggregation::Sum);
        assert_eq!((value.net, value.state), (Some(0.0), StepState::Balanced));
    }

    #[test]
    fn an_unknown_step_is_missing_in_the_total() {
        let mut journey = tool_rental();
        unscore(&mut journey, 1, 3);
        let value = solution_value(&journey, &journey.solutions[1]);
        assert_eq!((value.total, value.known), (-2.0, 6));
        assert!(value.is_partial());
    }

    #[test]
    fn a_step_judged_as_a_whole_needs_no_notes() {
        let judged = Cell {
            overall: Some(Decimal::whole(-2)),
            ..cell(&[Some(3)], &[])
        };
        assert_eq!(
            step_value(Some(&judged), Aggregation::Overall).net,
            Some(-2.0)
        );
        assert_eq!(step_value(Some(&judged), Aggregation::Sum).net, Some(3.0));
    }

    #[test]
    fn large_on_both_sides_is_not_the_same_as_nothing() {
        let scale = Scale::default();
        let strong = step_value(
            Some(&cell(&[Some(3)], &[Some(2), Some(1)])),
            Aggregation::Sum,
        );
        let weak = step_value(Some(&cell(&[Some(1)], &[Some(1)])), Aggregation::Sum);
        assert!(strong.is_strong_on_both_sides(&scale));
        assert!(!weak.is_strong_on_both_sides(&scale));
    }

    #[test]
    fn lowest_and_highest_are_all_that_share_the_place_unless_all_are_equal() {
        let ends = |values: &[f64]| {
            let ends = extremes(values.iter().copied());
            ends.map(|ends| (ends.lowest, ends.highest))
        };
        assert_eq!(ends(&[0.0, -3.0, 1.0, 1.0]), Some((-3.0, 1.0)));
        assert_eq!(ends(&[]), None);
        assert_eq!(ends(&[2.0]), None, "nothing to compare with");
        assert_eq!(ends(&[2.0, 2.0]), None, "both the same");
    }
}
