//! Rows of figures under the bars: net values of each solution, and the differences between them.

use super::scope::{LEFT, Scope, TOTALS_INSET};
use crate::analysis::figures;
use crate::analysis::{Comparison, SolutionValue, StepDelta, StepState, StepValue, extremes};
use crate::layout::kit::fonts::Weight;
use crate::layout::kit::grid::{Grid, LABEL_INSET, fields, shown};
use crate::layout::kit::remark::Remark;
use crate::layout::kit::sheet::{Align, Badge, Band, Block, CellLayout, Mark, Pattern, TREND};
use crate::layout::kit::theme::Role;
use crate::layout::kit::typesetter::{LINE, TextStyle, Typesetter, room};
use crate::model::{Solution, Target};
use emath::{Rect, pos2, vec2};

/// Height of a row of figures in em.
pub(super) const ROW: f32 = 1.55;
/// Between a figure and the word beside it, in em.
const GAP: f32 = 0.45;
/// What a figure and the word beside it leave free, a triangle at their left included, in em.
const AROUND: f32 = 1.6;
/// Most lines of the name of a row.
const NAME_LINES: usize = 4;
/// Size of the word beside a figure in em.
const SMALL: f32 = 0.86;

/// One figure of a row, the small word beside it, and what both mean.
#[derive(Default)]
struct Entry {
    text: String,
    word: Option<String>,
    remarks: Vec<Remark>,
}

/// Width of the narrowest column, in points, in which all figures and the words beside them find room.
pub(super) fn narrowest(setter: &mut Typesetter, scope: &Scope<'_>, em: f32) -> f32 {
    let nets = scope.solutions.iter().map(|(_, value)| net_entries(value));
    let deltas = scope.comparisons.iter();
    let deltas = deltas.map(|(_, comparison)| delta_entries(comparison));
    nets.chain(deltas)
        .flatten()
        .map(|entry| {
            let figure = width_of(setter, &entry.text, Weight::Bold, em);
            match entry.word {
                Some(word) => {
                    let word = width_of(setter, &word, Weight::Regular, SMALL * em);
                    figure + word + (GAP + AROUND) * em
                }
                None => figure + 2.0 * TREND * em,
            }
        })
        .fold(0.0, f32::max)
}

/// Width of a text on one line, in points, and a hair more.
pub(super) fn width_of(setter: &mut Typesetter, text: &str, weight: Weight, size: f32) -> f32 {
    setter.width(text, weight, size) + 0.2
}

/// The net values of a solution. What is not known is left empty until something is.
fn net_entries(value: &SolutionValue) -> Vec<Entry> {
    let row = net_row(value);
    let ends = extremes(value.nets());
    let entry = |worth: &StepValue| {
        let (text, remark) = match (worth.state, worth.net) {
            (StepState::NoSuchStep, _) => ("–".to_owned(), Some(Remark::NoSuchStep)),
            (_, None) if value.is_known() => ("?".to_owned(), Some(Remark::Unknown)),
            (_, None) => (String::new(), None),
            (_, Some(net)) => (
                row.signed(net),
                match ends {
                    Some(ends) if ends.lowest == net => Some(Remark::Lowest),
                    Some(ends) if ends.highest == net => Some(Remark::Highest),
                    _ => None,
                },
            ),
        };
        let is_partly = worth.is_partly_scored();
        let partly = is_partly.then_some(Remark::PartlyScored);
        Entry {
            text,
            word: is_partly.then(|| format!("{} of {}", worth.scored, worth.items)),
            remarks: remark.into_iter().chain(partly).collect(),
        }
    };
    value.steps.iter().map(entry).collect()
}

/// How the net values of a solution and their total are shown.
fn net_row(value: &SolutionValue) -> figures::Row {
    figures::Row::of(value.nets().chain([value.total]))
}

/// The differences of a comparison. What is not known is left empty until something is.
fn delta_entries(comparison: &Comparison) -> Vec<Entry> {
    let row = delta_row(comparison);
    let entry = |delta: &StepDelta| {
        let flag = delta.flag.filter(|_| comparison.is_known);
        let (text, remark) = match delta.delta.filter(|_| comparison.is_known) {
            Some(number) if delta.depends_on_rule => (
                format!("{} ±", row.signed(number)),
                Some(Remark::DependsOnRule),
            ),
            Some(number) => (row.signed(number), None),
            None if comparison.is_known => ("?".to_owned(), Some(Remark::Unknown)),
            None => (String::new(), None),
        };
        Entry {
            text,
            word: flag.map(|flag| flag.label().to_owned()),
            remarks: remark
                .into_iter()
                .chain(flag.map(Remark::Flagged))
                .collect(),
        }
    };
    comparison.steps.iter().map(entry).collect()
}

fn delta_row(comparison: &Comparison) -> figures::Row {
    let deltas = comparison.steps.iter().filter_map(|step| step.delta);
    figures::Row::of(deltas.chain([comparison.total]))
}

/// Everything the figures of the rows need to have said in the legend, each once.
pub(super) fn remarks(scope: &Scope<'_>) -> Vec<Remark> {
    let nets = scope.solutions.iter().map(|(_, value)| net_entries(value));
    let deltas = scope.comparisons.iter();
    let deltas = deltas.map(|(_, comparison)| delta_entries(comparison));
    let mut found: Vec<Remark> = Vec::new();
    for remark in nets.chain(deltas).flatten().flat_map(|entry| entry.remarks) {
        if !found.contains(&remark) {
            found.push(remark);
        }
    }
    found
}

pub(super) fn total_text(value: &SolutionValue) -> String {
    let total = net_row(value).signed(value.total);
    if value.is_partial() || value.steps.iter().any(StepValue::is_partly_scored) {
        format!("{total} so far")
    } else {
        total
    }
}

pub(super) fn delta_total(comparison: &Comparison) -> String {
    let total = delta_row(comparison).signed(comparison.total);
    if comparison.based_on < comparison.of {
        // The totals above it are over other steps.
        format!("{total} on {} of {}", comparison.based_on, comparison.of)
    } else {
        total
    }
}

/// A small bar in the pattern of a solution, before its name.
fn swatch(index: usize, em: f32) -> Mark {
    let rect = Rect::from_min_size(pos2(LABEL_INSET * em, 0.4 * em), vec2(0.75 * em, 0.75 * em));
    Mark::Bar {
        rect,
        fill: Role::Weak,
        pattern: Pattern::of(index),
        target: None,
    }
}

/// What a row of net values is called, and where its name begins in points.
fn net_name<'a>(scope: &Scope<'a>, index: usize, em: f32) -> (&'a str, f32) {
    let has_swatch = scope.solutions.len() > 1;
    let x = (LABEL_INSET + if has_swatch { 1.1 } else { 0.0 }) * em;
    let name = if has_swatch || scope.journey.solutions.len() > 1 {
        &scope.solutions[index].0.name
    } else {
        "Net value"
    };
    (name, x)
}

/// What the row of differences to the baseline is called.
fn difference_name(scope: &Scope<'_>, solution: &Solution) -> String {
    if scope.comparisons.len() < 2 {
        return "Difference".to_owned();
    }
    let baseline = scope.journey.baseline();
    let baseline = baseline.map_or("", |baseline| &baseline.name);
    format!("{} − {baseline}", solution.name)
}

/// The name of a row of figures, and the height of the row in points: a long name takes several lines.
pub(super) fn name_block(
    setter: &mut Typesetter,
    name: &str,
    x: f32,
    em: f32,
    style: TextStyle,
) -> (Block, f32) {
    let y = 0.12 * em;
    let width = LEFT * em - x - 0.2 * em;
    let block = setter.text(name, room(x, y, width), &style.max_lines(NAME_LINES));
    let height = (block.rect.max.y + y).max(ROW * em);
    (block, height)
}

/// Height of all rows of figures in points.
pub(super) fn height(setter: &mut Typesetter, scope: &Scope<'_>, em: f32) -> f32 {
    let mut height = 0.0;
    for index in 0..scope.solutions.len() {
        let (name, x) = net_name(scope, index, em);
        height += name_block(setter, name, x, em, TextStyle::label(em)).1;
    }
    for (solution, _) in &scope.comparisons {
        let name = difference_name(scope, solution);
        let style = TextStyle::label(em).bold();
        height += name_block(setter, &name, LABEL_INSET * em, em, style).1;
    }
    height
}

pub(super) fn add_net_row(
    setter: &mut Typesetter,
    grid: &mut Grid,
    scope: &Scope<'_>,
    index: usize,
) {
    let em = grid.sheet.em;
    let (solution, value) = &scope.solutions[index];
    let has_swatch = scope.solutions.len() > 1;
    let (name, x) = net_name(scope, index, em);
    let style = TextStyle::label(em).field(Target::SolutionName(solution.id));
    let (name, height) = name_block(setter, name, x, em, style);
    let mut label = fields(vec![name]);
    if has_swatch {
        label.marks.push(swatch(index, em));
    }
    grid.put_label(Band::End, height, label);

    let entries = net_entries(value);
    for (at, (worth, entry)) in value.steps.iter().zip(&entries).enumerate() {
        let width = grid.sheet.columns[at].width;
        let style = TextStyle::label(em);
        // Colour says what destroys value and what creates it, so the lowest of steps that all create
        // some has none.
        let (is_lowest, is_highest) = (
            entry.remarks.contains(&Remark::Lowest),
            entry.remarks.contains(&Remark::Highest),
        );
        let style = if is_lowest && worth.state == StepState::Destroyed {
            style.bold().ink(Role::Cost)
        } else if is_highest && worth.state == StepState::Created {
            style.bold().ink(Role::Good)
        } else if is_lowest || is_highest {
            style.bold()
        } else if worth.net.is_none() {
            style.ink(Role::Weak)
        } else {
            style
        };
        let blocks = figure_and_word(setter, entry, width, em, style);
        grid.put(Band::End, at, height, shown(blocks));
    }
    if value.is_known() {
        let style = TextStyle::label(em).bold();
        let total = total(setter, &total_text(value), grid.sheet.right, em, style);
        grid.put_total(Band::End, height, total);
    }
    grid.end_row(Band::End, height);
}

/// A figure in the middle. It is never cut: where there is too little room it gets smaller.
fn figure(setter: &mut Typesetter, text: &str, width: f32, em: f32, style: TextStyle) -> Block {
    let wanted = width_of(setter, text, style.weight, em);
    let shrunk = (width / wanted).min(1.0);
    let style = TextStyle {
        size: style.size * shrunk,
        ..style
    };
    let y = 0.12 * em + (1.0 - shrunk) * LINE * em / 2.0;
    setter.text(
        text,
        room(0.0, y, width),
        &style.align(Align::Center).figure(),
    )
}

/// A figure and a small word right of it, together in the middle. Half a word is noise: where there is
/// no room for all of it the figure stands alone.
fn figure_and_word(
    setter: &mut Typesetter,
    entry: &Entry,
    width: f32,
    em: f32,
    style: TextStyle,
) -> Vec<Block> {
    let text = &entry.text;
    if text.is_empty() {
        return Vec::new();
    }
    let figure_width = width_of(setter, text, style.weight, em);
    let word = entry
        .word
        .as_deref()
        .map(|word| (word, width_of(setter, word, Weight::Regular, SMALL * em)))
        .filter(|(_, word)| figure_width + word + (GAP + AROUND) * em <= width);
    let mut blocks = match word {
        None => vec![figure(setter, text, width, em, style)],
        Some((word, word_width)) => {
            let gap = GAP * em;
            // A little to the right: a triangle may stand at the left.
            let begin = (width - figure_width - gap - word_width) / 2.0 + 0.4 * em;
            let small = TextStyle::label(SMALL * em).ink(Role::Weak).figure();
            vec![
                setter.text(text, room(begin, 0.12 * em, figure_width), &style.figure()),
                setter.text(
                    word,
                    room(begin + figure_width + gap, 0.22 * em, word_width),
                    &small,
                ),
            ]
        }
    };
    blocks[0].remarks.clone_from(&entry.remarks);
    blocks
}

fn total(setter: &mut Typesetter, text: &str, width: f32, em: f32, style: TextStyle) -> CellLayout {
    let block = setter.text(
        text,
        room(0.0, 0.12 * em, width - TOTALS_INSET * em),
        &style.align(Align::Right).figure(),
    );
    shown(vec![block])
}

pub(super) fn add_difference(
    setter: &mut Typesetter,
    grid: &mut Grid,
    scope: &Scope<'_>,
    solution: &Solution,
    comparison: &Comparison,
) {
    let em = grid.sheet.em;
    let name = difference_name(scope, solution);
    let style = TextStyle::label(em).bold();
    let (block, height) = name_block(setter, &name, LABEL_INSET * em, em, style);
    grid.put_label(Band::End, height, shown(vec![block]));
    let entries = delta_entries(comparison);
    for (at, (delta, entry)) in comparison.steps.iter().zip(&entries).enumerate() {
        let width = grid.sheet.columns[at].width;
        let style = match delta.delta {
            Some(_) => TextStyle::label(em).bold(),
            None => TextStyle::label(em).ink(Role::Weak),
        };
        let mut blocks = figure_and_word(setter, entry, width, em, style);
        // The sign says the same: the triangle goes before the figure does.
        let figure = width_of(setter, &entry.text, Weight::Bold, em);
        let has_room = blocks.len() > 1 || figure + 2.0 * TREND * em <= width;
        if let Some(block) = blocks.first_mut().filter(|_| has_room) {
            block.badge = trend(delta.delta);
        }
        grid.put(Band::End, at, height, shown(blocks));
    }
    if comparison.is_known {
        let mut cell = total(
            setter,
            &delta_total(comparison),
            grid.sheet.right,
            em,
            TextStyle::label(em).bold(),
        );
        cell.blocks[0].badge = trend(Some(comparison.total));
        grid.put_total(Band::End, height, cell);
    }
    grid.end_row(Band::End, height);
}

/// Up or down, left of a difference.
fn trend(delta: Option<f64>) -> Option<Badge> {
    let delta = delta.filter(|delta| *delta != 0.0)?;
    let is_up = delta > 0.0;
    Some(Badge::Trend {
        is_up,
        role: if is_up { Role::Good } else { Role::Cost },
    })
}
