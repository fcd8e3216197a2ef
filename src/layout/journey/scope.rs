//! What of a journey is shown, and its figures: everything under its steps is made from this.

use crate::analysis::{Comparison, Figures, SolutionValue};
use crate::layout::kit::framing::{Framing, Shown};
use crate::model::{Journey, Lane, Project, Solution, Step};
use std::sync::Arc;

/// Width of row names in em.
pub(super) const LEFT: f32 = 9.0;
/// Left and right of the totals, in em.
pub(super) const TOTALS_INSET: f32 = 0.6;

/// What of a journey is shown, and its figures.
pub(super) struct Scope<'a> {
    pub project: &'a Project,
    pub journey: &'a Journey,
    pub steps: &'a [Arc<Step>],
    /// With their values.
    pub solutions: Vec<(&'a Arc<Solution>, SolutionValue)>,
    /// Each solution shown that is not the baseline, against it; none where nothing is weighed.
    pub comparisons: Vec<(&'a Arc<Solution>, Comparison)>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(
        figures: &mut Figures,
        project: &'a Project,
        journey: &'a Journey,
        framing: &Framing,
    ) -> Self {
        let is_shown = |solution: &Arc<Solution>| match framing.shown {
            Shown::One(id) if journey.solution_index(id).is_some() => solution.id == id,
            Shown::One(_) | Shown::All => true,
        };
        let solutions: Vec<_> = journey
            .solutions
            .iter()
            .filter(|solution| is_shown(solution))
            .map(|solution| (solution, figures.solution_value(journey, solution)))
            .collect();
        Self {
            project,
            journey,
            steps: &journey.steps,
            comparisons: comparisons(figures, journey, &solutions),
            solutions,
        }
    }

    /// Whether it must be said whose a band is.
    pub(super) fn names_solutions(&self) -> bool {
        self.journey.solutions.len() > 1
    }

    /// The lanes that are shown, from the top.
    pub(super) fn lanes(&self) -> impl Iterator<Item = Lane> + '_ {
        Lane::ALL
            .into_iter()
            .filter(|lane| self.journey.lanes.contains(lane))
    }
}

fn comparisons<'a>(
    figures: &mut Figures,
    journey: &'a Journey,
    shown: &[(&'a Arc<Solution>, SolutionValue)],
) -> Vec<(&'a Arc<Solution>, Comparison)> {
    let baseline = journey.baseline().filter(|baseline| {
        journey.is_weighed() && shown.iter().any(|(solution, _)| solution.id == baseline.id)
    });
    let Some(baseline) = baseline else {
        return Vec::new();
    };
    shown
        .iter()
        .filter(|(solution, _)| solution.id != baseline.id)
        .map(|(solution, _)| (*solution, figures.compare(journey, baseline, solution)))
        .collect()
}
