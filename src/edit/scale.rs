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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Journey, Method, Step};
    use std::sync::Arc;

    fn tool_rental() -> Project {
        crate::file::read(include_bytes!("../../assets/examples/tool-rental.vjourney")).unwrap()
    }

    #[test]
    fn up_and_back_restores_the_project() {
        let before = tool_rental();
        let mut project = before.clone();
        change_scale(&mut project, Scale::preset(10));
        assert_ne!(project, before);
        assert_eq!(crate::model::check(&project), []);
        change_scale(&mut project, Scale::preset(3));
        assert_eq!(project, before);
    }

    #[test]
    fn it_is_said_how_many_scores_will_be_the_same() {
        let mut project = tool_rental();
        assert_eq!(lost_by_scale(&project, &Scale::preset(10)), 0);
        change_scale(&mut project, Scale::preset(10));
        // 3, 7 and 10 of ten; on a scale to one 3 becomes 0, the others 1.
        assert_eq!(lost_by_scale(&project, &Scale::preset(1)), 1);
    }

    #[test]
    fn judgements_that_will_be_the_same_are_counted_too() {
        let mut project = Project {
            scale: Scale::preset(10),
            ..Project::default()
        };
        let mut journey = Journey::new("j", Method::Cvjm);
        let solution = journey.solutions[0].id;
        for judgement in [-10, -7, 7, 3] {
            let step = Step::new("s");
            let id = step.id;
            journey.steps.push(Arc::new(step));
            journey.cell_mut(solution, id).unwrap().overall = Some(Decimal::whole(judgement));
        }
        project.journeys.push(Arc::new(journey));
        // On a scale to one: −1, −1, 1 and 0.
        assert_eq!(lost_by_scale(&project, &Scale::preset(1)), 1);
    }

    #[test]
    fn fields_of_the_scale_this_version_does_not_know_stay() {
        let text = r#"{"format": "value-journey", "version": 1, "name": "", "scale": {"max": 3, "colour": "red"}}"#;
        let mut project = crate::file::read(text.as_bytes()).unwrap();
        let before = project.clone();
        change_scale(&mut project, Scale::preset(10));
        assert_eq!(project.scale.unknown, before.scale.unknown);
        change_scale(&mut project, Scale::preset(3));
        assert_eq!(project, before);
    }
}
