//! The lines at the foot of a journey: what the figures say, and what they are.

use super::cards::LINE;
use super::figures::{percent, signed};
use super::fonts::Weight;
use super::grid::{Grid, LABEL_INSET, shown};
use super::journey::Scope;
use super::layouter::{Layouter, TextStyle, room};
use super::sheet::Band;
use super::theme::Role;
use super::view::{Foot, Framing};
use super::words::Shaped;
use crate::analysis::{Comparison, Holds, SolutionValue, extremes, funnel};
use crate::model::{Aggregation, Evidence, Id, Journey, Lane, Solution, shortened};
use emath::{Rect, pos2, vec2};
use std::sync::Arc;

/// Most lines of a sentence.
const MAX_LINES: usize = 2;
/// Above and below the sentences, in em.
const AROUND: f32 = 0.35;

/// The sentences, most important first, each with whether it may be overlooked.
fn sentences(scope: &Scope<'_>) -> Vec<(String, bool)> {
    let mut lines = Vec::new();
    if scope.journey.is_weighed() {
        let known = || scope.solutions.iter().filter(|(_, value)| value.is_known());
        for (solution, comparison) in scope
            .comparisons
            .iter()
            .filter(|(_, comparison)| comparison.based_on > 0)
        {
            lines.push((
                comparison_sentence(scope.journey, solution, comparison),
                false,
            ));
        }
        let ends: Vec<String> = known()
            .filter_map(|(solution, value)| extremes_sentence(scope, solution, value))
            .collect();
        if !ends.is_empty() {
            lines.push((ends.join(" · "), false));
        }
        if known().next().is_some() {
            lines.push((scale_sentence(scope), true));
        }
    }
    for period in &scope.journey.periods {
        let funnel = funnel(scope.journey, period);
        if let Some(step) = funnel.bottleneck {
            let what = if funnel.has_targets {
                "Furthest below its target"
            } else {
                "Lowest conversion"
            };
            let part = funnel.conversion[step].map(percent).unwrap_or_default();
            let name = shortened(&scope.journey.steps[step].name);
            let mut sentence =
                format!("{what}, {}: {name}, {part} of the step before", period.name);
            if let Some(overall) = funnel.overall {
                sentence += &format!(" · {} of all reach the last step", percent(overall));
            }
            lines.push((sentence, false));
        }
        for step in funnel.growing_steps() {
            let name = shortened(&scope.journey.steps[step].name);
            lines.push((format!("More people in {name} than in the step before: another cohort, or another period?"), true));
        }
    }
    lines
}

fn comparison_sentence(journey: &Journey, solution: &Solution, comparison: &Comparison) -> String {
    let baseline = journey.baseline().map_or("", |baseline| &baseline.name);
    let over = if comparison.based_on == comparison.of {
        format!("Over all {} steps", comparison.of)
    } else {
        format!(
            "On the {} of {} steps scored for both",
            comparison.based_on, comparison.of
        )
    };
    let totals = format!(
        "{over}: {baseline} {}, {} {}, difference {}",
        signed(comparison.baseline_total),
        solution.name,
        signed(comparison.solution_total),
        signed(comparison.total)
    );
    match &comparison.holds {
        Some(holds) => format!("{totals}. {}", holds_sentence(journey, holds)),
        None => totals,
    }
}

fn holds_sentence(journey: &Journey, holds: &Holds) -> String {
    if !holds.rules_agree() {
        let [sum, mean, peak] = holds.by_rule.map(|(_, total)| signed(total));
        return format!(
            "It depends on how notes are added up: {sum} by sum, {mean} by average, {peak} by strongest note."
        );
    }
    let same = "The same by sum, average and strongest note";
    match holds.decided_by.as_slice() {
        [] => format!("{same}; no single note decides."),
        [one] => format!(
            "{same}, but “{}” decides: without it the sign is another.",
            note_text(journey, *one)
        ),
        several => format!(
            "{same}, but each of {} notes decides: without it the sign is another.",
            several.len()
        ),
    }
}

fn note_text(journey: &Journey, id: Id) -> String {
    let cells = journey
        .solutions
        .iter()
        .flat_map(|solution| solution.cells.iter());
    let mut notes = cells.flat_map(|(_, cell)| cell.benefits.iter().chain(&cell.sacrifices));
    notes
        .find(|note| note.id == id)
        .map(|note| shortened(&note.text))
        .unwrap_or_default()
}

fn extremes_sentence(
    scope: &Scope<'_>,
    solution: &Solution,
    value: &SolutionValue,
) -> Option<String> {
    let ends = extremes(value)?;
    let step = |at: usize| {
        let name = shortened(&scope.journey.steps[at].name);
        format!("{name} {}", signed(value.steps[at].net.unwrap_or_default()))
    };
    let whose = if scope.journey.solutions.len() > 1 {
        format!("{}: ", solution.name)
    } else {
        String::new()
    };
    Some(format!(
        "{whose}lowest {}, highest {}",
        step(ends.lowest),
        step(ends.highest)
    ))
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
        _ => format!("0–{}", scale.max),
    };
    let cells = scope
        .solutions
        .iter()
        .flat_map(|(solution, _)| solution.cells.iter());
    let items = cells
        .flat_map(|(_, cell)| [Lane::Benefits, Lane::Sacrifices].map(|lane| cell.notes(lane)))
        .flatten();
    let (mut own, mut all) = (0, 0);
    for note in items {
        all += 1;
        own += usize::from(note.evidence == Evidence::Assumed);
    }
    format!(
        "points of {range}{rule}, the group’s judgement, not money · computed by Value Journey · {own} of {all} notes are the team’s own view"
    )
}

/// The sentences as words, for fitting.
pub(super) fn shaped(layouter: &mut Layouter, scope: &Scope<'_>) -> Vec<Arc<Shaped>> {
    sentences(scope)
        .iter()
        .map(|(text, _)| layouter.label(text, Weight::Regular))
        .collect()
}

/// Height of sentences in points, in a window of this width.
pub(super) fn height(sentences: &[Arc<Shaped>], em: f32, width: f32) -> f32 {
    if sentences.is_empty() {
        return 0.0;
    }
    let width = width - 2.0 * LABEL_INSET * em;
    let lines = sentences
        .iter()
        .map(|shaped| shaped.count_lines(em, width, MAX_LINES));
    (lines.sum::<usize>() as f32 * LINE + 2.0 * AROUND) * em
}

fn blocks(
    layouter: &mut Layouter,
    scope: &Scope<'_>,
    em: f32,
    width: f32,
) -> (Vec<super::sheet::Block>, f32) {
    let mut y = AROUND * em;
    let mut blocks = Vec::new();
    for (text, is_weak) in sentences(scope) {
        let style = TextStyle::label(em)
            .ink(if is_weak { Role::Weak } else { Role::Ink })
            .max_lines(MAX_LINES);
        let block = layouter.text(
            &text,
            room(LABEL_INSET * em, y, width - 2.0 * LABEL_INSET * em),
            &style,
        );
        y = block.rect.max.y;
        blocks.push(block);
    }
    if blocks.is_empty() {
        (blocks, 0.0)
    } else {
        (blocks, y + AROUND * em)
    }
}

pub(super) fn add(layouter: &mut Layouter, grid: &mut Grid, scope: &Scope<'_>, framing: &Framing) {
    grid.columns_span.1 = grid.bottom;
    if framing.foot < Foot::Whole {
        return;
    }
    let (blocks, height) = blocks(layouter, scope, grid.em, framing.width);
    if blocks.is_empty() {
        return;
    }
    grid.rule(Band::End, Role::Hairline);
    let at = Rect::from_min_size(pos2(0.0, grid.bottom), vec2(framing.width, height));
    grid.put_at(
        Band::Across,
        Band::End,
        at,
        0,
        Arc::new(shown(at.size(), blocks, Vec::new())),
    );
    grid.grow(Band::End, height);
    grid.next_row();
}
