//! Changing the scale of a project: all scores and judgements together, as one step.

use crate::model::{Decimal, Project, Scale};
use std::collections::HashSet;

/// Takes every score and judgement to another scale: x' = x·S'/S, rounded half away from zero.
/// Fields of the scale that this version does not know stay, unless the other scale has its own.
pub fn change_scale(project: &mut Project, mut to: Scale) {
    if to.unknown.is_empty() {
        to.unknown = project.scale.unknown.clone();
    }
    project.convert_to_scale(&to);
}

/// How many different scores of the project could no longer be told apart on another scale, and how
/// many judgements: a score is never mistaken for a judgement.
pub fn lost_by_scale(project: &Project, to: &Scale) -> usize {
    let lost = |figures: HashSet<Decimal>| {
        let converted: HashSet<Decimal> = figures
            .iter()
            .map(|figure| project.scale.convert(*figure, to))
            .collect();
        figures.len() - converted.len()
    };
    let scores = project.all_notes().filter_map(|(_, note)| note.score);
    let cells = project
        .journeys
        .iter()
        .flat_map(|journey| &journey.solutions)
        .flat_map(|solution| solution.cells.iter());
    let judgements = cells.filter_map(|(_, cell)| cell.overall);
    lost(scores.collect()) + lost(judgements.collect())
}
