//! Changing the scale of a project: all scores and judgements together, as one step.

use crate::model::{Decimal, Place, Project, Scale};
use std::collections::HashSet;
use std::sync::Arc;

/// Takes every score and judgement to another scale: x' = x·S'/S, rounded half away from zero.
/// Fields of the scale that this version does not know stay, unless the other scale has its own.
pub fn change_scale(project: &mut Project, mut to: Scale) {
    if to.unknown.is_empty() {
        to.unknown = project.scale.unknown.clone();
    }
    let from = std::mem::replace(&mut project.scale, to.clone());
    let scored: Vec<Place> = project
        .places()
        .filter(|(_, notes)| notes.iter().any(|note| note.score.is_some()))
        .map(|(place, _)| place)
        .collect();
    for place in scored {
        for note in project.notes_mut(place).into_iter().flatten() {
            if let Some(score) = note.score {
                Arc::make_mut(note).score = Some(from.convert(score, &to));
            }
        }
    }
    for journey in &mut project.journeys {
        for solution in &mut Arc::make_mut(journey).solutions {
            for cell in Arc::make_mut(solution).cells.values_mut() {
                if let Some(overall) = cell.overall {
                    Arc::make_mut(cell).overall = Some(from.convert(overall, &to));
                }
            }
        }
    }
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
