//! Findings: what the figures and open ends say, as sentences with a place to go to.

use super::coverage::{coverage, open_ends};
use super::figures::signed;
use super::net::{SolutionValue, State, solution_value};
use crate::model::{Cell, Id, Journey, Lane, Place, Project, Solution, Step, shortened};
use std::sync::Arc;

/// How much a finding asks for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Level {
    /// Something leads nowhere.
    Error,
    /// Worth a look.
    Warning,
    /// What the figures say.
    News,
}

/// One sentence, and what it is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// How much it asks for.
    pub level: Level,
    /// The sentence.
    pub sentence: String,
    /// A note, job, step or canvas to go to.
    pub about: Option<Id>,
}

/// All findings of a project: maps first, then journeys, then what is not known.
pub fn findings(project: &Project) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(merging) = &project.merging {
        let conflicts = match merging.conflicts.len() {
            1 => "1 conflict".to_owned(),
            count => format!("{count} conflicts"),
        };
        findings.push(Finding {
            level: Level::Error,
            sentence: format!("A merge of this file is not finished: {conflicts} to settle."),
            about: None,
        });
    }
    for map in &project.value_maps {
        let covered = coverage(project, map);
        if covered.gaps > 0 {
            findings.push(Finding {
                level: Level::News,
                sentence: format!(
                    "{} of {} gaps have an opportunity.",
                    covered.covered, covered.gaps
                ),
                about: Some(map.id),
            });
        }
        for end in open_ends(project, map) {
            let text = name_of(project, end.id());
            // Three empty columns are how a map begins, not three things forgotten.
            if text.trim().is_empty() {
                continue;
            }
            findings.push(Finding {
                level: if end.is_error() {
                    Level::Error
                } else {
                    Level::Warning
                },
                sentence: end.sentence(&shortened(&text)),
                about: Some(end.id()),
            });
        }
    }
    for journey in &project.journeys {
        of_journey(project, journey, &mut findings);
    }
    findings
}

fn name_of(project: &Project, id: Id) -> String {
    let jobs = project.value_maps.iter().flat_map(|map| &map.jobs);
    if let Some(job) = jobs.clone().find(|job| job.id == id) {
        return job.job.text().into_owned();
    }
    project
        .all_notes()
        .take_while(|(place, _)| matches!(place, Place::Row { .. }))
        .find(|(_, note)| note.id == id)
        .map(|(_, note)| note.text.clone())
        .unwrap_or_default()
}

fn of_journey(project: &Project, journey: &Journey, findings: &mut Vec<Finding>) {
    let values: Vec<(&Arc<Solution>, SolutionValue)> = journey
        .solutions
        .iter()
        .map(|solution| (solution, solution_value(journey, solution)))
        .collect();
    let is_compared = values.iter().filter(|(_, value)| value.is_known()).count() > 1;
    if is_compared && journey.basis.trim().is_empty() {
        findings.push(Finding {
            level: Level::Warning,
            sentence: format!(
                "“{}” compares solutions and does not say for whom and over what time.",
                shortened(&journey.name)
            ),
            about: Some(journey.id),
        });
    }
    for (solution, value) in &values {
        for (step, worth) in journey.steps.iter().zip(&value.steps) {
            let whose = if values.len() > 1 {
                format!(" ({})", solution.name)
            } else {
                String::new()
            };
            let step_name = shortened(&step.name);
            let sentence = match worth.state {
                State::Destroyed => {
                    let net = worth.net.unwrap_or_default();
                    let why = reasons(solution, step);
                    let net = signed(net);
                    ended(format!(
                        "{step_name}{whose} costs more than it gives ({net}){why}"
                    ))
                }
                State::Balanced if worth.is_strong_on_both_sides(&project.scale) => {
                    format!("{step_name}{whose} is even, and strong on both sides.")
                }
                State::Unknown if value.is_known() && worth.items > 0 => {
                    format!(
                        "{step_name}{whose} has {} and no score.",
                        notes(worth.items)
                    )
                }
                _ if worth.is_partly_scored() => {
                    format!(
                        "{step_name}{whose}: {} of {} scored.",
                        worth.scored,
                        notes(worth.items)
                    )
                }
                _ => continue,
            };
            let level = match worth.state {
                State::Destroyed | State::Balanced => Level::News,
                _ => Level::Warning,
            };
            findings.push(Finding {
                level,
                sentence,
                about: Some(step.id),
            });
        }
    }
}

/// With a full stop, unless the last note brings its own mark.
fn ended(sentence: String) -> String {
    if sentence.ends_with(['.', '!', '?', '…']) {
        sentence
    } else {
        sentence + "."
    }
}

fn notes(count: usize) -> String {
    if count == 1 {
        "1 note".to_owned()
    } else {
        format!("{count} notes")
    }
}

/// The sacrifices behind a loss, strongest first, three at most.
fn reasons(solution: &Solution, step: &Step) -> String {
    const MOST: usize = 3;
    let Some(cell) = solution.cell(step.id) else {
        return String::new();
    };
    let mut sacrifices: Vec<_> = Cell::notes(cell, Lane::Sacrifices)
        .iter()
        .filter(|note| note.score.is_some())
        .collect();
    sacrifices.sort_by_key(|note| std::cmp::Reverse(note.score));
    let texts: Vec<_> = sacrifices
        .iter()
        .take(MOST)
        .map(|note| shortened(&note.text))
        .collect();
    if texts.is_empty() {
        String::new()
    } else {
        format!(": {}", texts.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::super::net::tests::tool_rental;
    use super::*;
    use crate::model::{Aggregation, Decimal, Note};

    #[test]
    fn a_comparison_without_a_basis_is_a_finding() {
        let project = Project {
            journeys: vec![Arc::new(tool_rental())],
            ..Project::default()
        };
        let found = findings(&project);
        assert!(
            found
                .iter()
                .any(|finding| finding.sentence.contains("for whom and over what time"))
        );
        assert!(found.iter().all(|finding| finding.level != Level::Error));
    }

    #[test]
    fn a_step_that_costs_more_says_why() {
        let project = Project {
            journeys: vec![Arc::new(tool_rental())],
            ..Project::default()
        };
        let sentences: Vec<_> = findings(&project)
            .into_iter()
            .map(|finding| finding.sentence)
            .collect();
        assert!(
            sentences
                .contains(&"Pick up (Use) costs more than it gives (−3): note, note.".to_owned()),
            "{sentences:?}"
        );
    }

    #[test]
    fn a_loss_has_one_decimal_at_most() {
        let scored = |score: i32| {
            Arc::new(Note {
                score: Some(Decimal::whole(score)),
                ..Note::new("note")
            })
        };
        let mut journey = tool_rental();
        journey.aggregation = Aggregation::Mean;
        let (solution, step) = (journey.solutions[0].id, journey.steps[0].id);
        let cell = journey.cell_mut(solution, step).unwrap();
        cell.benefits = vec![scored(1)];
        cell.sacrifices = [2, 2, 3].map(scored).to_vec();
        let project = Project {
            journeys: vec![Arc::new(journey)],
            ..Project::default()
        };
        let found = findings(&project);
        assert!(
            found
                .iter()
                .any(|finding| finding.sentence.contains("(−1.3):")),
            "{found:?}"
        );
    }

    #[test]
    fn a_new_project_has_nothing_to_be_blamed_for() {
        for template in crate::model::Template::ALL {
            let found = findings(&template.build());
            assert!(
                found.iter().all(|finding| finding.level == Level::News),
                "{found:?}"
            );
        }
    }
}
