//! What a project *says*: pure functions from values to values, each with its golden test.
//!
//! Formulas marked "this project's own" are definitions of this program, not of a published method.

mod compare;
mod coverage;
pub(crate) mod figures;
mod finding;
mod findings;
mod funnel;
mod kept;
mod net;
pub(crate) mod sentences;
mod steps;
mod why;

pub use compare::{Comparison, Flag, Holds, StepDelta, compare};
pub use coverage::{Coverage, OpenEnd, coverage, open_ends};
pub use figures::{count, percent, percents, plain, signed};
pub use finding::{Finding, FindingGroup, Level};
pub use findings::{NOTHING_YET, findings};
pub use funnel::{Funnel, funnel};
pub use kept::{Figures, solution_value};
pub use net::{Extremes, SolutionValue, StepState, StepValue, extremes, step_value};

/// Takes binary dust off a result, so that `0.1 + 0.2 − 0.3` is nothing.
pub(crate) fn tidy(number: f64) -> f64 {
    const GRID: f64 = 1e9;
    let tidy = (number * GRID).round() / GRID;
    // Minus zero would be shown as "−0".
    if tidy == 0.0 { 0.0 } else { tidy }
}
