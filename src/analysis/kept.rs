//! Figures of cells, remembered by the cells they were made from.
//!
//! A letter typed into one note of ten thousand costs one cell: nobody looks at the other notes, which
//! stand all over the memory and would cost more to fetch than to add up.

use super::net::{Scores, SolutionValue, StepValue};
use super::tidy;
use crate::model::{Cell, Decimal, Journey, Kind, Lane, Note, Solution};
use std::collections::HashMap;
use std::sync::Arc;

/// Cells that are remembered before the first look for those that nobody has any more.
const KEPT: usize = 1024;

/// Dimensions of value, those not said last.
pub(super) const DIMENSIONS: [Option<Kind>; 6] = [
    Some(Kind::Economic),
    Some(Kind::Functional),
    Some(Kind::Emotional),
    Some(Kind::Symbolic),
    Some(Kind::Other),
    None,
];

fn dimension(note: &Note) -> usize {
    let of = note
        .kind
        .map(|kind| kind.dimension().unwrap_or(Kind::Other));
    let known = DIMENSIONS.iter().position(|known| *known == of);
    known.unwrap_or(DIMENSIONS.len() - 1)
}

/// What comparing needs to know of a cell.
#[derive(Clone, Default, Debug)]
pub(super) struct CellScores {
    pub scores: Scores,
    /// Each score that is given, once a side; `true` for benefits.
    pub given: Box<[(bool, Decimal)]>,
    /// Benefits minus sacrifices by [`DIMENSIONS`].
    pub by_dimension: [Decimal; DIMENSIONS.len()],
}

impl CellScores {
    pub(super) fn of(cell: Option<&Cell>) -> Self {
        let mut given = Vec::new();
        let mut by_dimension = [Decimal::ZERO; DIMENSIONS.len()];
        if let Some(cell) = cell.filter(|cell| cell.applies) {
            for (lane, note) in cell.items() {
                let Some(score) = note.score else { continue };
                let is_benefit = lane == Lane::Benefits;
                given.push((is_benefit, score));
                let total = &mut by_dimension[dimension(note)];
                *total = if is_benefit {
                    *total + score
                } else {
                    *total - score
                };
            }
        }
        given.sort_unstable();
        given.dedup();
        Self {
            scores: Scores::of(cell),
            given: given.into(),
            by_dimension,
        }
    }
}

/// Remembers the scores of cells, by their pointers; each pointer is kept, so that it stays taken.
#[derive(Default)]
pub struct Figures {
    cells: HashMap<usize, (Arc<Cell>, Arc<CellScores>)>,
    nothing: Arc<CellScores>,
    made: usize,
}

impl Figures {
    /// How many cells were looked into since the beginning: for tests of what a change costs.
    pub fn made(&self) -> usize {
        self.made
    }

    pub(super) fn of(&mut self, cell: Option<&Arc<Cell>>) -> Arc<CellScores> {
        let Some(cell) = cell else {
            return Arc::clone(&self.nothing);
        };
        let address = Arc::as_ptr(cell) as usize;
        if let Some((_, scores)) = self.cells.get(&address) {
            return Arc::clone(scores);
        }
        if self.cells.len() >= KEPT && self.cells.len() == self.cells.capacity() {
            // Nobody else has it any more: not the project, not its history.
            self.cells
                .retain(|_, (cell, _)| Arc::strong_count(cell) > 1);
        }
        self.made += 1;
        let scores = Arc::new(CellScores::of(Some(cell)));
        self.cells
            .insert(address, (Arc::clone(cell), Arc::clone(&scores)));
        scores
    }
}

/// All steps of one solution under the journey's rule.
pub fn solution_value(journey: &Journey, solution: &Solution) -> SolutionValue {
    Figures::default().solution_value(journey, solution)
}

impl Figures {
    /// All steps of one solution under the journey's rule.
    pub fn solution_value(&mut self, journey: &Journey, solution: &Solution) -> SolutionValue {
        let cells = solution.along(&journey.steps);
        let steps: Vec<StepValue> = cells
            .into_iter()
            .map(|cell| self.of(cell).scores.value(journey.aggregation))
            .collect();
        let mut total = 0.0;
        let running = steps
            .iter()
            .map(|step| {
                total = tidy(total + step.contribution().unwrap_or(0.0));
                total
            })
            .collect();
        let known = steps
            .iter()
            .filter(|step| step.contribution().is_some())
            .count();
        SolutionValue {
            is_known: steps.iter().any(|step| step.net.is_some()),
            steps,
            running,
            total,
            known,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::net::tests::tool_rental;
    use super::super::{compare, solution_value};
    use super::*;
    use crate::model::Note;

    #[test]
    fn a_changed_note_looks_into_one_cell_and_all_figures_are_those_made_anew() {
        let mut journey = tool_rental();
        let mut figures = Figures::default();
        let (buy, rent) = (journey.solutions[0].id, journey.solutions[1].id);
        let step = journey.steps[2].id;
        for score in [None, Some(1), Some(3), Some(0)] {
            let before = figures.made();
            if let Some(score) = score {
                let cell = journey.cell_mut(rent, step).unwrap();
                cell.rows[Lane::Benefits].push(Arc::new(Note {
                    score: Some(Decimal::whole(score)),
                    ..Note::new("more")
                }));
            }
            for solution in &journey.solutions {
                assert_eq!(
                    figures.solution_value(&journey, solution),
                    solution_value(&journey, solution)
                );
            }
            let (buy, rent) = (&journey.solutions[0], &journey.solutions[1]);
            assert_eq!(
                figures.compare(&journey, buy, rent),
                compare(&journey, buy, rent)
            );
            let looked = figures.made() - before;
            assert_eq!(looked, if score.is_some() { 1 } else { 14 });
        }
        assert_ne!(buy, rent);
    }
}
