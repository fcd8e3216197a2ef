//! What figures say, as sentences: the same words at the foot of a journey, in findings and in `check`.

use super::figures::{count, percent, signed};
use super::{Comparison, Funnel, Holds, SolutionValue, extremes};
use crate::model::words::{capitalised, counted, listed, one_or_many, part_of};
use crate::model::{Evidence, Id, Journey, Note, Solution, shortened};
use std::sync::Arc;

/// A solution as it is called in a sentence.
pub(crate) fn name_of(solution: &Solution) -> String {
    named(&solution.name, "Solution without a name")
}

fn named(name: &str, unnamed: &str) -> String {
    if name.trim().is_empty() {
        unnamed.to_owned()
    } else {
        shortened(name)
    }
}

fn step_name(journey: &Journey, at: usize) -> String {
    named(&journey.steps[at].name, &format!("step {}", at + 1))
}

/// A name between quotes, or what stands for it.
pub(super) fn quoted(name: &str, unnamed: &str) -> String {
    match name.trim() {
        "" => unnamed.to_owned(),
        _ => format!("“{}”", shortened(name)),
    }
}

/// "over all 7 steps", "in its one step".
fn over_all(of: usize) -> String {
    match of {
        1 => "in the one step".to_owned(),
        of => format!("over all {}", counted(of, "step")),
    }
}

/// What a comparison comes to, and whether it holds.
pub(crate) fn compared(journey: &Journey, solution: &Solution, comparison: &Comparison) -> String {
    let baseline = journey.baseline().map(|baseline| name_of(baseline));
    let over = if comparison.based_on == comparison.of {
        over_all(comparison.of)
    } else {
        let steps = part_of(comparison.based_on, comparison.of, "step");
        format!("on the {steps} scored for both")
    };
    let totals = format!(
        "{}: {} {}, {} {}, difference {}",
        capitalised(&over),
        baseline.unwrap_or_default(),
        signed(comparison.baseline_total),
        name_of(solution),
        signed(comparison.solution_total),
        signed(comparison.total)
    );
    match &comparison.holds {
        Some(holds) => format!("{totals}. {}", held(journey, holds)),
        None => format!("{totals}."),
    }
}

fn held(journey: &Journey, holds: &Holds) -> String {
    if !holds.rules_agree() {
        let [sum, mean, peak] = holds.by_rule.map(|(_, total)| signed(total));
        return format!(
            "It depends on how we count: {sum} by sum, {mean} by average, {peak} by strongest note."
        );
    }
    let same = "Holds whichever way we count: sum, average, strongest note";
    match holds.decided_by.as_slice() {
        [] => format!("{same}; no single note decides."),
        [one] => format!(
            "{same}; but not if “{}” is left out.",
            note_text(journey, *one)
        ),
        several => format!(
            "{same}; but not if any one of {} is left out.",
            counted(several.len(), "note")
        ),
    }
}

fn note_text(journey: &Journey, id: Id) -> String {
    let cells = journey
        .solutions
        .iter()
        .flat_map(|solution| solution.cells.iter());
    let mut notes = cells.flat_map(|(_, cell)| cell.items());
    notes
        .find(|(_, note)| note.id == id)
        .map(|(_, note)| shortened(&note.text))
        .unwrap_or_default()
}

/// "Buy: lowest Maintain −3, highest Learn and use +1": when there is one of each.
pub(crate) fn ends(
    journey: &Journey,
    solution: &Solution,
    value: &SolutionValue,
) -> Option<String> {
    let ends = extremes(value)?;
    let step = |at: usize| {
        let net = signed(value.steps[at].net.unwrap_or_default());
        format!("{} {net}", step_name(journey, at))
    };
    let whose = if journey.solutions.len() > 1 {
        format!("{}: ", name_of(solution))
    } else {
        String::new()
    };
    Some(format!(
        "{whose}lowest {}, highest {}",
        step(ends.lowest),
        step(ends.highest)
    ))
}

/// "Buy comes to −6 over all 7 steps: lowest Maintain −3, highest Learn and use +1."
pub(crate) fn total(journey: &Journey, solution: &Solution, value: &SolutionValue) -> String {
    let over = if value.is_partial() {
        let steps = part_of(value.known, value.steps.len(), "step");
        format!("so far, {steps} known")
    } else {
        over_all(value.steps.len())
    };
    let mut sentence = format!(
        "{} comes to {} {over}",
        name_of(solution),
        signed(value.total)
    );
    let nets = || value.steps.iter().filter_map(|step| step.net);
    let lowest = nets().fold(f64::INFINITY, f64::min);
    let highest = nets().fold(f64::NEG_INFINITY, f64::max);
    let at = |wanted: f64| {
        let steps = value.steps.iter().enumerate();
        let found: Vec<String> = steps
            .filter(|(_, step)| step.net == Some(wanted))
            .map(|(at, _)| step_name(journey, at))
            .collect();
        let names = match found.as_slice() {
            [one] => one.clone(),
            [_, _] | [_, _, _] => {
                let found: Vec<String> = found.iter().map(|name| format!("“{name}”")).collect();
                listed(&found)
            }
            many => counted(many.len(), "step"),
        };
        format!("{names} {}", signed(wanted))
    };
    if lowest < highest {
        sentence += &format!(": lowest {}, highest {}", at(lowest), at(highest));
    }
    sentence + "."
}

/// How many of these notes somebody outside the team has said, seen or measured; `None` without notes.
pub(crate) fn evidence<'a>(notes: impl Iterator<Item = &'a Arc<Note>>) -> Option<String> {
    let (mut backed, mut all) = (0, 0);
    for note in notes {
        all += 1;
        backed += usize::from(note.evidence != Evidence::Assumed);
    }
    match (backed, all) {
        (_, 0) => None,
        (0, _) => Some("No note is backed by evidence yet.".to_owned()),
        (backed, all) => Some(format!(
            "{} {} backed by evidence.",
            part_of(backed, all, "note"),
            one_or_many(backed, "is", "are")
        )),
    }
}

/// The benefits and sacrifices of a solution that count: those of steps it has.
pub(crate) fn items(solution: &Solution) -> impl Iterator<Item = &Arc<Note>> {
    let cells = solution.cells.iter().filter(|(_, cell)| cell.applies);
    cells.flat_map(|(_, cell)| cell.items().map(|(_, note)| note))
}

/// What the head counts of a period say, most important first; empty where there are none.
pub(crate) fn head_counts(journey: &Journey, funnel: &Funnel) -> Vec<String> {
    let known = funnel.counts.iter().flatten().count();
    if known == 0 {
        return Vec::new();
    }
    let period = in_period(funnel);
    let one = journey.step_word();
    let at = |step: usize| {
        let part = funnel.conversion[step].map(percent).unwrap_or_default();
        format!("{}, {part} from the {one} before", step_name(journey, step))
    };
    let mut sentences = Vec::new();
    if let Some((step, target)) = funnel
        .bottleneck
        .and_then(|step| Some((step, funnel.targets[step]?)))
    {
        sentences.push(format!(
            "Furthest below its target{period}: {}, the target is {}.",
            at(step),
            percent(target)
        ));
    } else if funnel.has_targets() {
        sentences.push(format!("{}{period}.", targets_met(funnel)));
    }
    if let Some(step) = funnel.lowest {
        sentences.push(format!("Lowest conversion{period}: {}.", at(step)));
    }
    match (funnel.counts.first(), funnel.counts.last(), funnel.overall) {
        (Some(Some(first)), Some(Some(last)), Some(overall)) if funnel.counts.len() > 1 => {
            sentences.push(format!(
                "{} of {} reach the last {one}{period}: {}.",
                count(*last),
                count(*first),
                percent(overall)
            ));
        }
        _ if funnel.lowest.is_none() => sentences.push(format!(
            "Head counts of {}{period}: two that follow each other give a conversion.",
            part_of(known, funnel.counts.len(), one)
        )),
        _ => {}
    }
    sentences
}

/// ", 2026-Q1"; nothing for a period without a name.
fn in_period(funnel: &Funnel) -> String {
    match funnel.period.trim() {
        "" => String::new(),
        name => format!(", {}", shortened(name)),
    }
}

fn targets_met(funnel: &Funnel) -> String {
    let all = funnel.targets.iter().flatten().count();
    let measured = funnel.measured().count();
    match (measured, all) {
        (1, 1) => "The one target is met: there is no bottleneck".to_owned(),
        (measured, all) if measured == all => {
            format!(
                "All {} are met: there is no bottleneck",
                counted(all, "target")
            )
        }
        (measured, all) => format!(
            "{} {} met, the others have no head counts: no bottleneck is known",
            part_of(measured, all, "target"),
            one_or_many(measured, "is", "are")
        ),
    }
}

/// A head count that rises: allowed, and worth a look.
pub(crate) fn rises(journey: &Journey, funnel: &Funnel, step: usize) -> String {
    let numbers = match (
        step.checked_sub(1).and_then(|at| funnel.counts[at]),
        funnel.counts[step],
    ) {
        (Some(before), Some(here)) => format!(" ({} after {})", count(here), count(before)),
        _ => String::new(),
    };
    format!(
        "More people in {} than in the {} before{numbers}{}: another cohort, or another period?",
        step_name(journey, step),
        journey.step_word(),
        in_period(funnel),
    )
}
