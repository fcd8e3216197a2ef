//! The lines at the foot of a journey: what the figures say, and what they are.

use super::net_rows;
use super::scope::Scope;
use crate::analysis::{SolutionValue, StepValue, funnel, sentences};
use crate::layout::kit::footer;
use crate::layout::kit::framing::{Foot, Framing};
use crate::layout::kit::grid::Grid;
use crate::layout::kit::remark::Remark;
use crate::layout::kit::typesetter::Typesetter;
use crate::model::Aggregation;
use crate::model::words::{counted, one_or_many};

/// The sentences, most important first, each with whether it may be overlooked.
pub(super) fn sentences(scope: &Scope<'_>, has_prompts: bool) -> Vec<(String, bool)> {
    let mut lines = Vec::new();
    let journey = scope.journey;
    if journey.is_weighed() {
        let compared = scope.comparisons.iter();
        let compared = compared.filter(|(_, comparison)| comparison.is_known);
        for (solution, comparison) in compared.clone() {
            lines.push((sentences::compared(journey, solution, comparison), false));
        }
        let known = || scope.solutions.iter().filter(|(_, value)| value.is_known());
        let ends: Vec<String> = known()
            .filter_map(|(solution, value)| sentences::ends(journey, solution, value))
            .collect();
        if !ends.is_empty() {
            lines.push((ends.join(" · "), false));
        }
        lines.extend(aside_sentence(scope).map(|sentence| (sentence, false)));
        if known().next().is_some() {
            lines.push((scale_sentence(scope), true));
        } else if !has_prompts {
            lines.push(("No note is scored yet.".to_owned(), true));
        }
        // At the desk the empty place in the title asks for it.
        if !has_prompts && journey.basis.trim().is_empty() && compared.clone().next().is_some() {
            let basis = "It is not said for whom, and over what time or how many uses.";
            lines.push((basis.to_owned(), true));
        }
    }
    for period in &journey.periods {
        let funnel = funnel(journey, period);
        let sentences = sentences::head_counts(journey, &funnel);
        if !sentences.is_empty() {
            let sentences: Vec<&str> = sentences.iter().map(|(_, said)| said.as_str()).collect();
            lines.push((sentences.join(" "), false));
        }
        for step in funnel.growing_steps() {
            lines.push((sentences::rises(journey, &funnel, step), true));
        }
    }
    let signs = signs(scope);
    if !signs.is_empty() {
        lines.push((signs.join(" · "), true));
    }
    lines
}

/// What signs, words and colours mean: each that stands in the figures above.
fn signs(scope: &Scope<'_>) -> Vec<String> {
    let journey = scope.journey;
    let mut remarks = if journey.is_weighed() {
        net_rows::remarks(scope)
    } else {
        Vec::new()
    };
    let is_marked = |value: &SolutionValue| {
        let mut steps = value.steps.iter();
        value.is_known() && steps.any(StepValue::is_partly_scored)
    };
    if journey.aggregation != Aggregation::Overall
        && scope.solutions.iter().any(|(_, value)| is_marked(value))
    {
        remarks.push(Remark::Unknown);
    }
    let baseline = journey
        .baseline()
        .map(|baseline| sentences::name_of(baseline));
    let baseline = baseline.unwrap_or_default();
    let mut signs = Vec::new();
    for remark in Remark::ALL
        .into_iter()
        .filter(|remark| remarks.contains(remark))
    {
        signs.extend(
            remark
                .legend(&baseline)
                .filter(|sign| !signs.contains(sign)),
        );
    }
    signs
}

/// Notes of steps that are not there: they are in no figure, and not lost.
fn aside_sentence(scope: &Scope<'_>) -> Option<String> {
    let solutions = scope.solutions.iter();
    let aside: usize = solutions.map(|(solution, _)| solution.set_aside()).sum();
    (aside > 0).then(|| {
        let are = one_or_many(aside, "is", "are");
        format!(
            "{} {are} set aside, where a solution has no such step.",
            counted(aside, "note")
        )
    })
}

/// What the figures are: a judgement, not money, and ours.
fn scale_sentence(scope: &Scope<'_>) -> String {
    let scale = &scope.project.scale;
    let rule = match scope.journey.aggregation {
        Aggregation::Sum => "",
        Aggregation::Mean => ", averaged in each step (a further small benefit lowers the average)",
        Aggregation::Peak => ", the strongest note of each side",
        Aggregation::Overall => ", each step judged as a whole",
    };
    let range = match scope.journey.aggregation {
        Aggregation::Overall => format!("−{0} to +{0}", scale.max),
        Aggregation::Sum | Aggregation::Mean | Aggregation::Peak => format!("0–{}", scale.max),
    };
    let solutions = scope.solutions.iter();
    let items = solutions.flat_map(|(solution, _)| sentences::items(solution));
    let evidence = sentences::evidence(items).unwrap_or_default();
    format!(
        "Points of {range}{rule}: the group’s judgement, not money. Computed by Value Journey. {evidence}"
    )
}

/// Adds the legend; with name and basis in full in a picture whose title has no room for them.
pub(super) fn add(
    setter: &mut Typesetter,
    grid: &mut Grid,
    scope: &Scope<'_>,
    framing: &Framing,
    is_titled: bool,
) {
    grid.sheet.columns_span.1 = grid.sheet.bottom;
    let mut sentences = sentences(scope, framing.has_prompts);
    if !is_titled && !framing.has_prompts {
        let journey = scope.journey;
        sentences.insert(0, (format!("{}: {}", journey.name, journey.basis), false));
    }
    grid.sheet.sentences.clone_from(&sentences);
    if framing.foot >= Foot::Whole {
        footer::put(setter, grid, sentences, framing.width);
    }
}
