//! Findings: what the figures and open ends say, as sentences with a place to go to.

use super::figures::{count, signed};
use super::finding::{Finding, FindingGroup, Level};
use super::kept::solution_value;
use super::net::SolutionValue;
use super::steps::{of_missing_steps, of_steps};
use super::{OpenEnd, compare, coverage, funnel, open_ends, sentences, why};
use crate::model::words::{self, counted};
use crate::model::{Evidence, Id, Journey, Project, Row, Solution, ValueMap, shortened};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

/// What is said where there is nothing else to say.
pub const NOTHING_YET: &str = "Nothing to say yet: no note is scored, no gap is written.";

/// All findings of a project: what comparisons come to, maps, journeys, then what is not known.
pub fn findings(project: &Project) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(merging) = &project.merging {
        let count = merging.conflicts.len();
        let conflicts = counted(count, "conflict");
        let sentence = format!("A merge of this file is not finished: {conflicts} to settle.");
        let finding = Finding::new(why::MERGING, words::count(count as u64), sentence, None);
        findings.push(finding.level(Level::Error));
    }
    let values: Vec<Vec<SolutionValue>> = project
        .journeys
        .iter()
        .map(|journey| {
            let solutions = journey.solutions.iter();
            solutions
                .map(|solution| solution_value(journey, solution))
                .collect()
        })
        .collect();
    for journey in &project.journeys {
        of_comparisons(journey, &mut findings);
    }
    for map in &project.value_maps {
        of_map(project, map, &mut findings);
    }
    for (journey, values) in project.journeys.iter().zip(&values) {
        of_journey(project, journey, values, &mut findings);
        of_head_counts(journey, &mut findings);
    }
    findings
}

fn of_map(project: &Project, map: &ValueMap, findings: &mut Vec<Finding>) {
    let covered = coverage(project, map);
    if covered.gaps > 0 {
        let figure = words::of(covered.covered, covered.gaps);
        let rule = if covered.covered < covered.gaps {
            why::GAPS
        } else {
            (FindingGroup::Figures, why::GAPS.1)
        };
        let sentence = covered.sentence() + ".";
        findings.push(Finding::new(rule, figure, sentence, map.id));
    }
    let named = named_of(map);
    for end in open_ends(project, map) {
        let Some(named) = named.get(&end.id()) else {
            continue;
        };
        let text = named.text.as_ref();
        let rule = (FindingGroup::ToDo, end.why());
        let figure = match end {
            OpenEnd::JobWithoutOpportunity(_) => words::count(named.gaps as u64),
            OpenEnd::JobWithoutProcess(_) => words::count(named.obstacles as u64),
            OpenEnd::GapWithoutOpportunity(_) | OpenEnd::FrictionWithoutProcess(_) => {
                let severity = named.severity.map(|severity| severity.to_string());
                severity.unwrap_or_default()
            }
            OpenEnd::OpportunityWithoutAim(_)
            | OpenEnd::JobWithoutOutcome(_)
            | OpenEnd::ProcessWithoutEffect(_) => String::new(),
        };
        let sentence = end.sentence(&shortened(text));
        let finding = Finding::new(rule, figure, sentence, end.id());
        findings.push(finding.level(if end.is_error() {
            Level::Error
        } else {
            Level::Warning
        }));
    }
}

/// The headline of each comparison.
fn of_comparisons(journey: &Journey, findings: &mut Vec<Finding>) {
    let Some(baseline) = journey.baseline().filter(|_| journey.is_weighed()) else {
        return;
    };
    for solution in journey
        .solutions
        .iter()
        .filter(|other| other.id != baseline.id)
    {
        let comparison = compare(journey, baseline, solution);
        if comparison.is_known {
            let figure = signed(comparison.total);
            let sentence = sentences::compared(journey, solution, &comparison);
            findings.push(Finding::new(why::COMPARED, figure, sentence, journey.id));
        }
    }
}

fn of_head_counts(journey: &Journey, findings: &mut Vec<Finding>) {
    for period in &journey.periods {
        let funnel = funnel(journey, period);
        let about = funnel.bottleneck.or(funnel.lowest.first().copied());
        let about = about.map_or(journey.id, |step| journey.steps[step].id);
        for (figure, sentence) in sentences::head_counts(journey, &funnel) {
            findings.push(Finding::new(why::HEAD_COUNTS, figure, sentence, about));
        }
        for step in funnel.growing_steps() {
            let figure = funnel.counts[step].map(count).unwrap_or_default();
            let sentence = sentences::rises(journey, &funnel, step);
            let finding = Finding::new(why::RISES, figure, sentence, journey.steps[step].id);
            findings.push(finding.level(Level::Warning));
        }
    }
}

/// What is said of a job or a note: its words and its figures.
struct Named<'a> {
    text: Cow<'a, str>,
    gaps: usize,
    /// Friction and gaps.
    obstacles: usize,
    severity: Option<u8>,
}

/// Every job and note of a map, looked up once: a map may have many open ends.
fn named_of(map: &ValueMap) -> HashMap<Id, Named<'_>> {
    let mut named = HashMap::new();
    for job in &map.jobs {
        let gaps = job.notes(Row::ValueGaps).len();
        let of_job = Named {
            text: job.job.text(),
            gaps,
            obstacles: gaps + job.notes(Row::Friction).len(),
            severity: None,
        };
        named.insert(job.id, of_job);
        for note in job.rows.values().flatten() {
            let of_note = Named {
                text: note.text.as_str().into(),
                gaps: 0,
                obstacles: 0,
                severity: note.severity,
            };
            named.insert(note.id, of_note);
        }
    }
    named
}

fn of_journey(
    project: &Project,
    journey: &Journey,
    values: &[SolutionValue],
    findings: &mut Vec<Finding>,
) {
    let values = || journey.solutions.iter().zip(values);
    let is_known = |(_, value): &(&Arc<Solution>, &SolutionValue)| value.is_known();
    let is_weighed = journey.is_weighed();
    let compared = values().filter(is_known).count();
    if is_weighed && compared > 1 && journey.basis.trim().is_empty() {
        let sentence = format!(
            "{} compares solutions and does not say for whom and over what time.",
            sentences::quoted(&journey.name, "A journey without a name")
        );
        let figure = words::count(compared as u64);
        let finding = Finding::new(why::BASIS, figure, sentence, journey.id);
        findings.push(finding.level(Level::Warning));
    }
    for (solution, value) in values().filter(is_known).filter(|_| is_weighed) {
        let figure = signed(value.total);
        let sentence = sentences::total(journey, solution, value);
        let rule = why::total(journey.aggregation);
        findings.push(Finding::new(rule, figure, sentence, solution.id));
    }
    for (solution, value) in values() {
        of_steps(project, journey, (solution, value), findings);
        of_missing_steps(journey, solution, findings);
    }
    let items = || {
        journey
            .solutions
            .iter()
            .flat_map(|solution| sentences::items(solution))
    };
    if let Some(sentence) =
        sentences::evidence(items()).filter(|_| values().any(|pair| is_known(&pair)))
    {
        let all = items().count();
        let assumed = items().filter(|note| note.evidence == Evidence::Assumed);
        let figure = words::of(all - assumed.count(), all);
        findings.push(Finding::new(why::EVIDENCE, figure, sentence, journey.id));
    }
}

#[cfg(test)]
mod tests {
    use super::super::net::tests::tool_rental;
    use super::*;
    use crate::model::{Aggregation, Cell, Decimal, Lane, Note};

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
        cell.rows[Lane::Benefits] = vec![scored(1)];
        cell.rows[Lane::Sacrifices] = [2, 2, 3].map(scored).to_vec();
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

    /// The sentences about a project with this journey alone.
    fn said(journey: Journey) -> Vec<String> {
        let project = Project {
            journeys: vec![Arc::new(journey)],
            ..Project::default()
        };
        let found = findings(&project).into_iter();
        found
            .map(|finding| finding.sentence.replace('\u{a0}', " "))
            .collect()
    }

    /// A journey of one solution without any note.
    fn empty() -> Journey {
        let mut journey = tool_rental();
        journey.solutions = vec![Arc::new(Solution::new("Today"))];
        journey
    }

    fn cell(journey: &mut Journey, step: usize) -> &mut Cell {
        let (solution, step) = (journey.solutions[0].id, journey.steps[step].id);
        journey.cell_mut(solution, step).unwrap()
    }

    #[test]
    fn what_the_comparison_comes_to_is_said_first_then_totals_with_best_and_worst() {
        let said = said(tool_rental());
        assert_eq!(
            said[0],
            "Over all 7 steps: Buy −6, Use +2, difference +8. Holds whichever way we count: sum, \
             average, strongest note; no single note decides."
        );
        for sentence in [
            "Buy comes to −6 over all 7 steps: lowest Maintain −3, highest Learn and use +1.",
            "Use comes to +2 over all 7 steps: lowest Pick up −3, highest Learn and use +4.",
            "Use has no such step: Maintain and End of use.",
            "No note is backed by evidence yet.",
        ] {
            assert!(said.contains(&sentence.to_owned()), "{sentence}: {said:?}");
        }
    }

    #[test]
    fn steps_that_share_the_lowest_place_are_all_named() {
        let mut journey = tool_rental();
        *cell(&mut journey, 0) = crate::analysis::net::tests::cell(&[], &[Some(3)]);
        let said = said(journey);
        assert!(
            said.iter()
                .any(|sentence| sentence.contains("lowest “Decide” and “Maintain” −3, highest")),
            "{said:?}"
        );
    }

    #[test]
    fn notes_that_are_scored_and_never_negative_are_something_to_say() {
        let mut journey = empty();
        *cell(&mut journey, 1) = crate::analysis::net::tests::cell(&[Some(2)], &[]);
        assert_eq!(
            said(journey),
            [
                "Today comes to +2 so far, 1 of 7 steps known.",
                "No note is backed by evidence yet."
            ]
        );
    }

    #[test]
    fn head_counts_alone_are_something_to_say() {
        let mut journey = (*crate::model::Template::Cvj.build().journeys[0]).clone();
        assert_eq!(said(journey.clone()), Vec::<String>::new());
        let counts = [120_000, 18_000, 2_400, 300, 210, 75, 40, 12].map(Decimal::whole);
        let mut period = crate::model::Period {
            name: "2026-Q1".to_owned(),
            counts: crate::model::ById::default(),
            unknown: crate::model::Unknown::default(),
        };
        period.counts.insert(journey.steps[0].id, counts[0]);
        journey.periods = vec![Arc::new(period.clone())];
        assert_eq!(
            said(journey.clone()),
            [
                "Head counts of 1 of 8 stages, 2026-Q1: two that follow each other give a conversion."
            ]
        );
        for (step, count) in journey.steps.iter().zip(counts) {
            period.counts.insert(step.id, count);
        }
        journey.periods = vec![Arc::new(period)];
        assert_eq!(
            said(journey.clone()),
            [
                "Lowest conversion, 2026-Q1: Convert, 12.5 % from the stage before.",
                "12 of 120 000 reach the last stage, 2026-Q1: 0.01 %."
            ]
        );
        // A number that rises is worth a look.
        let second = journey.steps[1].id;
        let period = Arc::make_mut(&mut journey.periods[0]);
        period.counts.insert(second, Decimal::whole(130_000));
        let said = said(journey);
        assert!(
            said.contains(
                &"More people in Engage than in the stage before (130 000 after 120 000), 2026-Q1: \
                  another cohort, or another period?"
                    .to_owned()
            ),
            "{said:?}"
        );
    }

    #[test]
    fn targets_that_are_met_are_said_and_no_bottleneck_is() {
        let mut journey = (*crate::model::Template::Cvj.build().journeys[0]).clone();
        let mut period = crate::model::Period {
            name: String::new(),
            counts: crate::model::ById::default(),
            unknown: crate::model::Unknown::default(),
        };
        for (at, count) in [100, 50, 25].into_iter().enumerate() {
            period
                .counts
                .insert(journey.steps[at].id, Decimal::whole(count));
        }
        journey.periods = vec![Arc::new(period)];
        for (step, percent) in [(1, 10), (2, 20)] {
            Arc::make_mut(&mut journey.steps[step]).target = Some(Decimal::whole(percent));
        }
        let met = said(journey.clone());
        assert_eq!(met[0], "All 2 targets are met: there is no bottleneck.");
        Arc::make_mut(&mut journey.steps[2]).target = Some(Decimal::whole(60));
        let missed = said(journey);
        assert_eq!(
            missed[0],
            "Furthest below its target: Subscribe, 50 % from the stage before, the target is 60 %."
        );
    }

    #[test]
    fn nothing_here_and_no_such_step_are_something_to_say() {
        let mut journey = empty();
        cell(&mut journey, 2).nothing_here = true;
        assert_eq!(
            said(journey),
            [
                "Today comes to 0 so far, 1 of 7 steps known.",
                "Pick up: nothing here, the customer neither gains nor gives up anything."
            ]
        );
        let mut journey = empty();
        cell(&mut journey, 2).applies = false;
        assert_eq!(said(journey), ["Today has no such step: Pick up."]);
    }

    #[test]
    fn notes_of_a_step_that_is_not_there_are_counted_as_set_aside() {
        let mut journey = tool_rental();
        cell(&mut journey, 1).applies = false;
        let said = said(journey);
        assert!(
            said.contains(
                &"Get (Buy): 3 notes are set aside and counted nowhere, because there is no such step."
                    .to_owned()
            ),
            "{said:?}"
        );
    }

    #[test]
    fn notes_without_any_score_are_counted() {
        let mut journey = empty();
        *cell(&mut journey, 1) = crate::analysis::net::tests::cell(&[None], &[]);
        assert_eq!(said(journey), ["Today has 1 note and no score yet."]);
    }

    #[test]
    fn one_gap_is_no_plural() {
        let project = |covered: bool| {
            let mut job = crate::model::Job::new("Protect papers");
            job.rows[Row::ValueGaps] = vec![Arc::new(Note::new("I can't"))];
            if covered {
                job.rows[Row::Opportunities] = vec![Arc::new(Note::new("How might we"))];
            }
            let mut map = ValueMap::new("map");
            map.jobs = vec![Arc::new(job)];
            Project {
                value_maps: vec![Arc::new(map)],
                ..Project::default()
            }
        };
        let first = |project| findings(&project)[0].sentence.clone();
        assert_eq!(first(project(true)), "1 of 1 gap has an opportunity.");
        assert_eq!(first(project(false)), "0 of 1 gap has an opportunity.");
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
