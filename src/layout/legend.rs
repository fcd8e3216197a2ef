//! The lines at the foot of a journey: what the figures say, and what they are.

use super::cards::LINE;
use super::fonts::Weight;
use super::grid::{Grid, LABEL_INSET, shown};
use super::journey::Scope;
use super::layouter::{Layouter, TextStyle, room};
use super::net_rows;
use super::remark::Remark;
use super::sheet::Band;
use super::theme::Role;
use super::view::{Foot, Framing};
use super::words::Shaped;
use crate::analysis::{SolutionValue, StepValue, coverage, funnel, sentences};
use crate::model::words::{counted, one_or_many};
use crate::model::{Aggregation, Project, Row, ValueMap};
use emath::{Rect, pos2, vec2};
use std::sync::Arc;

/// Most lines of a sentence.
const MAX_LINES: usize = 2;
/// Above and below the sentences, in em.
const AROUND: f32 = 0.35;

/// The sentences, most important first, each with whether it may be overlooked.
fn sentences(scope: &Scope<'_>, has_prompts: bool) -> Vec<(String, bool)> {
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
            let sentences: Vec<&str> = sentences.iter().map(String::as_str).collect();
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
        _ => format!("0–{}", scale.max),
    };
    let solutions = scope.solutions.iter();
    let items = solutions.flat_map(|(solution, _)| sentences::items(solution));
    let evidence = sentences::evidence(items).unwrap_or_default();
    format!(
        "Points of {range}{rule}: the group’s judgement, not money. Computed by Value Journey. {evidence}"
    )
}

/// What a picture of a value map says of itself. At the desk the status line and the cards do.
fn map_sentences(project: &Project, map: &ValueMap) -> Vec<(String, bool)> {
    let notes = |row| map.jobs.iter().flat_map(move |job| job.notes(row));
    let mut lines = Vec::new();
    let covered = coverage(project, map);
    if covered.gaps > 0 {
        lines.push((covered.sentence() + ".", false));
    }
    let mut graded = Row::ALL.into_iter().flat_map(notes);
    if graded.any(|note| note.severity.is_some()) {
        let words = "Figures say how bad it is: 1 a little, 2 clearly, 3 badly.";
        lines.push((words.to_owned(), true));
    }
    // An opportunity is a thought: nothing backs it yet.
    let found = Row::ALL
        .into_iter()
        .filter(|row| *row != Row::Opportunities);
    lines.extend(sentences::evidence(found.flat_map(notes)).map(|sentence| (sentence, true)));
    lines
}

/// The sentences of a value map as words, for fitting; none at the desk.
pub(super) fn shaped_of_map(
    layouter: &mut Layouter,
    project: &Project,
    map: &ValueMap,
    framing: &Framing,
) -> Vec<Arc<Shaped>> {
    if framing.has_prompts {
        return Vec::new();
    }
    map_sentences(project, map)
        .iter()
        .map(|(text, _)| layouter.label(text, Weight::Regular))
        .collect()
}

/// The sentences as words, for fitting.
pub(super) fn shaped(
    layouter: &mut Layouter,
    scope: &Scope<'_>,
    framing: &Framing,
) -> Vec<Arc<Shaped>> {
    sentences(scope, framing.has_prompts)
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
    sentences: Vec<(String, bool)>,
    em: f32,
    width: f32,
) -> (Vec<super::sheet::Block>, f32) {
    let mut y = AROUND * em;
    let mut blocks = Vec::new();
    for (text, is_weak) in sentences {
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

/// Adds the legend; with name and basis in full in a picture whose title has no room for them.
pub(super) fn add(
    layouter: &mut Layouter,
    grid: &mut Grid,
    scope: &Scope<'_>,
    framing: &Framing,
    is_titled: bool,
) {
    grid.columns_span.1 = grid.bottom;
    if framing.foot < Foot::Whole {
        return;
    }
    let mut sentences = sentences(scope, framing.has_prompts);
    if !is_titled && !framing.has_prompts {
        let journey = scope.journey;
        sentences.insert(0, (format!("{}: {}", journey.name, journey.basis), false));
    }
    put(layouter, grid, sentences, framing);
}

/// Adds the legend of a value map to its picture.
pub(super) fn add_to_map(
    layouter: &mut Layouter,
    grid: &mut Grid,
    project: &Project,
    map: &ValueMap,
    framing: &Framing,
) {
    if !framing.has_prompts && framing.foot >= Foot::Whole {
        put(layouter, grid, map_sentences(project, map), framing);
    }
}

fn put(
    layouter: &mut Layouter,
    grid: &mut Grid,
    sentences: Vec<(String, bool)>,
    framing: &Framing,
) {
    let (blocks, height) = blocks(layouter, sentences, grid.em, framing.width);
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
