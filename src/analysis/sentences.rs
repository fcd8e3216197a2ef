//! What figures say, as sentences: the same words at the foot of a journey, in findings and in `check`.

use super::figures::{count, percent, signed};
use super::{Comparison, Funnel, Holds, SolutionValue, extremes};
use crate::model::words::{self, capitalised, counted, listed, one_or_many, part_of};
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
    let unnamed = format!("{} {}", journey.step_word(), at + 1);
    named(&journey.steps[at].name, &unnamed)
}

/// A name between quotes, or what stands for it.
pub(super) fn quoted(name: &str, unnamed: &str) -> String {
    match name.trim() {
        "" => unnamed.to_owned(),
        _ => format!("“{}”", shortened(name)),
    }
}

/// "over all 7 steps", "in its one step".
fn over_all(journey: &Journey, of: usize) -> String {
    let step = journey.step_word();
    match of {
        1 => format!("in the one {step}"),
        of => format!("over all {}", counted(of, step)),
    }
}

/// What a comparison comes to, and whether it holds.
pub(crate) fn compared(journey: &Journey, solution: &Solution, comparison: &Comparison) -> String {
    let baseline = journey.baseline().map(|baseline| name_of(baseline));
    let over = if comparison.based_on == comparison.of {
        over_all(journey, comparison.of)
    } else {
        let steps = part_of(comparison.based_on, comparison.of, journey.step_word());
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

/// "Buy: lowest Maintain −3, highest Learn and use +1": when two steps differ.
pub(crate) fn ends(
    journey: &Journey,
    solution: &Solution,
    value: &SolutionValue,
) -> Option<String> {
    let ends = ends_of(journey, value)?;
    Some(if journey.solutions.len() > 1 {
        format!("{}: {ends}", name_of(solution))
    } else {
        ends
    })
}

fn ends_of(journey: &Journey, value: &SolutionValue) -> Option<String> {
    let ends = extremes(value.nets())?;
    let at = |wanted: f64| {
        let steps = value.steps.iter().enumerate();
        let found = steps.filter(|(_, step)| step.net == Some(wanted));
        let found: Vec<usize> = found.map(|(at, _)| at).collect();
        format!("{} {}", step_names(journey, &found), signed(wanted))
    };
    Some(format!(
        "lowest {}, highest {}",
        at(ends.lowest),
        at(ends.highest)
    ))
}

/// One step by its name, two or three by theirs, more by how many they are.
fn step_names(journey: &Journey, steps: &[usize]) -> String {
    match steps {
        [one] => step_name(journey, *one),
        [_, _] | [_, _, _] => {
            let names = steps.iter().map(|at| step_name(journey, *at));
            let names: Vec<String> = names.map(|name| format!("“{name}”")).collect();
            listed(&names)
        }
        many => counted(many.len(), journey.step_word()),
    }
}

/// "Buy comes to −6 over all 7 steps: lowest Maintain −3, highest Learn and use +1."
pub(crate) fn total(journey: &Journey, solution: &Solution, value: &SolutionValue) -> String {
    let over = if value.is_partial() {
        let steps = part_of(value.known, value.steps.len(), journey.step_word());
        format!("so far, {steps} known")
    } else {
        over_all(journey, value.steps.len())
    };
    let ends = ends_of(journey, value).map(|ends| format!(": {ends}"));
    format!(
        "{} comes to {} {over}{}.",
        name_of(solution),
        signed(value.total),
        ends.unwrap_or_default()
    )
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

/// What the head counts of a period say, most important first, each sentence with its figure; empty where
/// there are none.
pub(crate) fn head_counts(journey: &Journey, funnel: &Funnel) -> Vec<(String, String)> {
    let known = funnel.counts.iter().flatten().count();
    if known == 0 {
        return Vec::new();
    }
    let period = in_period(funnel);
    let one = journey.step_word();
    let part = |steps: &[usize]| {
        let part = steps.first().and_then(|first| funnel.conversion[*first]);
        part.map(percent).unwrap_or_default()
    };
    let at = |steps: &[usize]| {
        let names = step_names(journey, steps);
        format!("{names}, {} from the {one} before", part(steps))
    };
    let mut sentences = Vec::new();
    if let Some((step, target)) = funnel
        .bottleneck
        .and_then(|step| Some((step, funnel.targets[step]?)))
    {
        let sentence = format!(
            "Furthest below its target{period}: {}, the target is {}.",
            at(&[step]),
            percent(target)
        );
        sentences.push((part(&[step]), sentence));
    } else if funnel.has_targets() {
        let sentence = format!("{}{period}.", targets_met(funnel));
        sentences.push((String::new(), sentence));
    }
    let converted = funnel.conversion.iter().enumerate();
    let converted = converted.filter_map(|(step, part)| part.map(|_| step));
    let converted: Vec<usize> = converted.collect();
    if !funnel.lowest.is_empty() {
        let sentence = format!("Lowest conversion{period}: {}.", at(&funnel.lowest));
        sentences.push((part(&funnel.lowest), sentence));
    } else if !converted.is_empty() && !funnel.has_targets() {
        let sentence = format!("Conversion{period}: {}.", at(&converted));
        sentences.push((part(&converted), sentence));
    }
    match (funnel.counts.first(), funnel.counts.last(), funnel.overall) {
        (Some(Some(first)), Some(Some(last)), Some(overall)) if funnel.counts.len() > 1 => {
            let sentence = format!(
                "{} of {} reach the last {one}{period}: {}.",
                count(*last),
                count(*first),
                percent(overall)
            );
            sentences.push((percent(overall), sentence));
        }
        _ if converted.is_empty() => {
            let of = part_of(known, funnel.counts.len(), one);
            let sentence = format!(
                "Head counts of {of}{period}: two that follow each other give a conversion."
            );
            sentences.push((words::of(known, funnel.counts.len()), sentence));
        }
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
