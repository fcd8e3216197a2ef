//! The running total of each solution, in a strip of its own: two scales on one axis mislead.

use super::net_rows::width_of;
use super::scope::{LEFT, Scope, TOTALS_INSET};
use crate::analysis::figures::signed;
use crate::analysis::{SolutionValue, StepState};
use crate::layout::kit::fonts::Weight;
use crate::layout::kit::grid::{Grid, LABEL_INSET, shown};
use crate::layout::kit::sheet::{Band, CellLayout, Dash, Mark};
use crate::layout::kit::theme::Role;
use crate::layout::kit::typesetter::{TextStyle, Typesetter, room};
use crate::layout::kit::words::Line;
use emath::{pos2, vec2};
use std::ops::Range;

/// Height of the strip in em.
pub(super) const HEIGHT: f32 = 6.0;
/// Most width of a name and its running total in em: a longer name is cut.
pub(super) const NAME: f32 = 9.0;

/// Adds the strip, with name and figure of each solution at the end of its line.
pub(super) fn add(setter: &mut Typesetter, grid: &mut Grid, scope: &Scope<'_>) {
    let em = grid.sheet.em;
    let height = HEIGHT * em;
    let x = LABEL_INSET * em;
    let label = setter.text(
        "Running total",
        room(x, height / 2.0 - 0.65 * em, (LEFT - 0.8) * em),
        &TextStyle::label(em),
    );
    grid.put_label(Band::End, height, shown(vec![label]));

    let known = || scope.solutions.iter().filter(|(_, value)| value.is_known());
    let totals = || known().flat_map(|(_, value)| value.running.iter().copied());
    let (low, high) = (totals().fold(0.0, f64::min), totals().fold(0.0, f64::max));
    let span = (high - low).max(1.0);
    let inset = 0.8 * em;
    let y_of = |total: f64| inset + ((high - total) / span) as f32 * (height - 2.0 * inset);
    let width = grid
        .sheet
        .columns
        .last()
        .map_or(0.0, |last| last.x + last.width);
    let mut marks = Vec::new();
    if known().next().is_some() {
        marks.push(Mark::Axis {
            y: y_of(0.0),
            role: Role::Rule,
            width: 1.0,
        });
    }
    for (index, (_, value)) in scope
        .solutions
        .iter()
        .enumerate()
        .filter(|(_, (_, value))| value.is_known())
    {
        let curves = runs(value, scope).into_iter().map(|run| {
            let point = |at: usize| {
                let column = grid.sheet.columns[at];
                pos2(column.x + column.width / 2.0, y_of(value.running[at]))
            };
            Mark::Curve {
                points: run.map(point).collect(),
                role: Role::Ink,
                dash: Dash::of(index),
            }
        });
        marks.extend(curves);
    }
    let curves = CellLayout {
        marks,
        ..shown(Vec::new())
    };
    let size = vec2(width, height);
    grid.put_across(Band::Middle, Band::End, 0.0, size, 1, curves);

    let last = scope.steps.len() - 1;
    let ends = known().map(|(solution, value)| {
        let width = grid.sheet.right - 2.0 * TOTALS_INSET * em;
        let text = name_and_figure(setter, &solution.name, value.running[last], width, em);
        (y_of(value.running[last]), text)
    });
    // Many names get smaller before they stand on each other.
    let ends: Vec<(f32, String)> = ends.collect();
    let pitch = (1.35 * em).min(height / ends.len().max(1) as f32);
    let size = em * pitch / (1.35 * em);
    let style = TextStyle::label(size).bold().max_lines(1);
    let blocks = apart(ends, pitch, height)
        .iter()
        .map(|(y, text)| {
            let width = grid.sheet.right - 2.0 * TOTALS_INSET * em;
            let at = room(TOTALS_INSET * em, y - 0.65 * size, width);
            setter.text(text, at, &style)
        })
        .collect();
    grid.put_total(Band::End, height, shown(blocks));
    grid.end_row(Band::End, height);
}

/// The columns in which a solution is known, in runs: a line through what is not known would claim
/// that nothing happens there.
fn runs(value: &SolutionValue, scope: &Scope<'_>) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in 0..scope.steps.len() {
        if value.steps[at].state == StepState::Unknown {
            continue;
        }
        match runs.last_mut() {
            Some(run) if run.end == at => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

/// "Buy −6" in bold on one line: a name that is too long for this width is cut, the figure never.
fn name_and_figure(
    setter: &mut Typesetter,
    name: &str,
    number: f64,
    width: f32,
    em: f32,
) -> String {
    let figure = signed(number);
    // The space is measured with the figure.
    let rest = width - width_of(setter, &format!(" {figure}"), Weight::Bold, em);
    let shaped = setter.words.shape(&name.replace('\n', " "), Weight::Bold);
    let lines = setter
        .words
        .break_lines(&shaped, Weight::Bold, em, rest.max(em), 1);
    let name = lines.first().map(Line::text).unwrap_or_default();
    format!("{} {figure}", name.trim_end())
}

/// Moves labels apart that would stand on each other, within the height there is.
fn apart(mut labels: Vec<(f32, String)>, pitch: f32, height: f32) -> Vec<(f32, String)> {
    labels.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    let half = pitch / 2.0;
    let mut lowest = half;
    for (y, _) in &mut labels {
        *y = y.max(lowest);
        lowest = *y + pitch;
    }
    let mut highest = height - half;
    for (y, _) in labels.iter_mut().rev() {
        *y = y.min(highest);
        highest = *y - pitch;
    }
    labels
}
