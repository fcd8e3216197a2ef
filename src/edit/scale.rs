//! Changing the scale of a project: all scores and judgements together, as one step.

use crate::model::{Decimal, Place, Project, Scale};
use std::collections::HashSet;
use std::sync::Arc;

/// Takes every score and judgement to another scale: x' = x·S'/S, rounded half away from zero.
pub fn change_scale(project: &mut Project, to: Scale) {
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

/// How many different scores of the project could no longer be told apart on another scale.
pub fn lost_by_scale(project: &Project, to: &Scale) -> usize {
    let scores: HashSet<Decimal> = project
        .all_notes()
        .filter_map(|(_, note)| note.score)
        .collect();
    let converted: HashSet<Decimal> = scores
        .iter()
        .map(|score| project.scale.convert(*score, to))
        .collect();
    scores.len() - converted.len()
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
