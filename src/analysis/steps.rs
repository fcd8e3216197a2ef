//! What single steps of a solution say: losses and their reasons, what is not scored, what is missing.

use super::figures::signed;
use super::finding::{Finding, Level};
use super::net::{SolutionValue, StepState};
use super::{sentences, why};
use crate::model::words::{self, counted, listed_first, one_or_many, part_of};
use crate::model::{Aggregation, Cell, Journey, Lane, Project, Solution, Step, shortened};
use std::sync::Arc;

/// The names of steps in a sentence: the first ones, and how many more.
fn some(names: &[&str]) -> String {
    const MOST: usize = 5;
    let known = names.iter().take(MOST).map(|name| shortened(name));
    let mut first: Vec<String> = known.collect();
    // Only those that are told are shortened.
    first.resize(names.len(), String::new());
    listed_first(&first, MOST)
}

/// Steps that a solution does not have, and what is set aside there.
pub(super) fn of_missing_steps(
    journey: &Journey,
    solution: &Solution,
    findings: &mut Vec<Finding>,
) {
    let missing: Vec<(&Step, usize)> = journey
        .steps
        .iter()
        .zip(solution.along(&journey.steps))
        .filter_map(|(step, cell)| {
            let cell = cell.filter(|cell| !cell.applies)?;
            Some((&**step, cell.set_aside()))
        })
        .collect();
    if missing.is_empty() {
        return;
    }
    let names: Vec<&str> = missing.iter().map(|(step, _)| step.name.as_str()).collect();
    let figure = words::count(names.len() as u64);
    let sentence = format!(
        "{} has no such step: {}.",
        sentences::name_of(solution),
        some(&names)
    );
    findings.push(Finding::new(why::MISSING, figure, sentence, solution.id));
    for (step, aside) in missing.into_iter().filter(|(_, aside)| *aside > 0) {
        let sentence = format!(
            "{} ({}): {} {} set aside and counted nowhere, because there is no such step.",
            shortened(&step.name),
            sentences::name_of(solution),
            counted(aside, "note"),
            one_or_many(aside, "is", "are"),
        );
        let finding = Finding::new(why::ASIDE, words::count(aside as u64), sentence, step.id);
        findings.push(finding.level(Level::Warning));
    }
}

/// What single steps of a solution say.
pub(super) fn of_steps(
    project: &Project,
    journey: &Journey,
    (solution, value): (&Solution, &SolutionValue),
    findings: &mut Vec<Finding>,
) {
    let whose = if journey.solutions.len() > 1 {
        format!(" ({})", sentences::name_of(solution))
    } else {
        String::new()
    };
    let unscored: usize = value.steps.iter().map(|worth| worth.items).sum();
    if !value.is_known() && unscored > 0 && journey.aggregation != Aggregation::Overall {
        let sentence = format!(
            "{} has {} and no score yet.",
            sentences::name_of(solution),
            counted(unscored, "note")
        );
        let figure = words::count(unscored as u64);
        findings.push(Finding::new(why::UNSCORED, figure, sentence, solution.id));
    }
    let mut nothing = Vec::new();
    let cells = solution.along(&journey.steps);
    for ((step, worth), cell) in journey.steps.iter().zip(&value.steps).zip(cells) {
        let step_name = shortened(&step.name);
        let (level, rule, figure, sentence) = match worth.state {
            StepState::Destroyed => {
                let reasons = reasons(cell);
                let net = signed(worth.net.unwrap_or_default());
                let sentence =
                    format!("{step_name}{whose} costs more than it gives ({net}){reasons}");
                (Level::News, why::LOSS, net, ended(sentence))
            }
            StepState::Balanced if worth.is_strong_on_both_sides(&project.scale) => (
                Level::News,
                why::EVEN,
                signed(worth.net.unwrap_or_default()),
                format!("{step_name}{whose} is even, and strong on both sides."),
            ),
            StepState::Balanced
                if cell.is_some_and(|cell| cell.nothing_here) && worth.scored == 0 =>
            {
                nothing.push(step.name.as_str());
                continue;
            }
            StepState::Unknown if value.is_known() && worth.items > 0 => (
                Level::Warning,
                why::UNSCORED,
                words::count(worth.items as u64),
                format!(
                    "{step_name}{whose} has {} and no score.",
                    counted(worth.items, "note")
                ),
            ),
            StepState::NoSuchStep
            | StepState::Unknown
            | StepState::Created
            | StepState::Balanced => {
                if !worth.is_partly_scored() {
                    continue;
                }
                let scored = part_of(worth.scored, worth.items, "note");
                (
                    Level::Warning,
                    why::UNSCORED,
                    words::of(worth.scored, worth.items),
                    format!("{step_name}{whose}: {scored} scored."),
                )
            }
        };
        findings.push(Finding::new(rule, figure, sentence, step.id).level(level));
    }
    if !nothing.is_empty() {
        let sentence = format!(
            "{}{whose}: nothing here, the customer neither gains nor gives up anything.",
            some(&nothing)
        );
        let figure = words::count(nothing.len() as u64);
        findings.push(Finding::new(why::NOTHING, figure, sentence, solution.id));
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

/// The sacrifices behind a loss, strongest first, three at most.
fn reasons(cell: Option<&Arc<Cell>>) -> String {
    const MOST: usize = 3;
    let Some(cell) = cell else {
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
