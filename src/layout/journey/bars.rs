//! Net-value bars under the steps, and the rows of figures that go with them.
//!
//! Benefits rise from the axis, sacrifices fall, one segment per note.

use super::bar_column::{self, BarColumn, BarColumns, SolutionCell};
use super::net_rows::{add_difference, add_net_row, delta_total, total_text, width_of};
use super::running;
use super::scope::{LEFT, Scope};
use crate::analysis::figures::signed;
use crate::layout::kit::fonts::Weight;
use crate::layout::kit::framing::{Foot, Framing};
use crate::layout::kit::grid::{Grid, LABEL_INSET, shown};
use crate::layout::kit::sheet::{Band, CellLayout, StripBar, TREND};
use crate::layout::kit::theme::Role;
use crate::layout::kit::typesetter::{TextStyle, Typesetter, room};
use crate::model::Aggregation;

/// Largest height of one scale point in em, where bars are not all there is.
const UNIT: f32 = 1.6;
/// Above the highest bar, in em.
const ABOVE: f32 = 0.3;

/// The highest band of bars in em that the bars make use of.
pub(super) fn most(scope: &Scope<'_>) -> f32 {
    let (up, down) = sides(scope);
    (UNIT * (up + down) + 2.0 * ABOVE).clamp(Framing::BARS.0, Framing::BARS.1)
}

/// Width of the widest text among the totals, in points.
pub(super) fn widest_total(setter: &mut Typesetter, scope: &Scope<'_>, em: f32, foot: Foot) -> f32 {
    let mut widest = 0.0_f32;
    for (solution, value) in scope.solutions.iter().filter(|(_, value)| value.is_known()) {
        let total = width_of(setter, &total_text(value), Weight::Bold, em);
        widest = widest.max(total);
        if foot >= Foot::WithoutSentences {
            let label = format!("{} {}", solution.name, signed(value.total));
            let label = width_of(setter, &label, Weight::Bold, em);
            widest = widest.max(label.min(running::NAME * em));
        }
    }
    for (_, comparison) in &scope.comparisons {
        let width = width_of(setter, &delta_total(comparison), Weight::Bold, em);
        widest = widest.max(width + TREND * em);
    }
    widest
}

pub(super) fn add(setter: &mut Typesetter, grid: &mut Grid, scope: &Scope<'_>, framing: &Framing) {
    grid.rule(Band::End, Role::Rule);
    add_bars(setter, grid, scope, framing);
    for at in 0..scope.solutions.len() {
        grid.rule(Band::End, Role::Hairline);
        add_net_row(setter, grid, scope, at);
    }
    for (solution, comparison) in &scope.comparisons {
        grid.rule(Band::End, Role::Hairline);
        add_difference(setter, grid, scope, solution, comparison);
    }
    if framing.foot >= Foot::WithoutSentences {
        grid.rule(Band::End, Role::Hairline);
        running::add(setter, grid, scope);
    }
    add_strip(grid, scope);
}

/// How far bars go up and down in scale points. The longer side is at least the largest score, so
/// that a single small score does not fill the band; the other has room for its name.
fn sides(scope: &Scope<'_>) -> (f32, f32) {
    const LEAST: f64 = 0.55;
    let rule = scope.journey.aggregation;
    let values = scope.solutions.iter().flat_map(|(_, value)| &value.steps);
    let sides = values.map(|worth| bar_column::sides(worth, rule));
    let (up, down) = sides.fold((0.0, 0.0), |(up, down): (f64, f64), side| {
        (up.max(side.0), down.max(side.1))
    });
    let longest = up.max(down).max(f64::from(scope.project.scale.max));
    if up == 0.0 && down == 0.0 {
        return (longest as f32, longest as f32);
    }
    let (up, down) = if up >= down {
        (longest, down)
    } else {
        (up, longest)
    };
    let least = LEAST * longest;
    (up.max(least) as f32, down.max(least) as f32)
}

fn add_bars(setter: &mut Typesetter, grid: &mut Grid, scope: &Scope<'_>, framing: &Framing) {
    let em = grid.sheet.em;
    let height = framing.bars * em;
    let is_known = scope.solutions.iter().any(|(_, value)| value.is_known());
    let (up, down) = sides(scope);
    let unit = (height - 2.0 * ABOVE * em) / (up + down);
    let axis = ABOVE * em + up * unit;

    grid.put_label(
        Band::End,
        height,
        bars_label(
            setter,
            em,
            (axis, height),
            scope.journey.aggregation,
            is_known,
        ),
    );
    for (at, step) in scope.steps.iter().enumerate() {
        let column = BarColumn {
            em,
            width: grid.sheet.columns[at].width,
            height,
            axis,
            unit,
            is_known,
            rule: scope.journey.aggregation,
            cells: scope
                .solutions
                .iter()
                .map(|(solution, value)| SolutionCell {
                    solution: solution.id,
                    worth: value.steps[at].clone(),
                    cell: solution.cell(step.id).cloned(),
                })
                .collect(),
        };
        let content = setter.memory::<BarColumns>().content(step.id, column);
        grid.put(Band::End, at, height, content);
    }
    grid.end_row(Band::End, height);
}

fn bars_label(
    setter: &mut Typesetter,
    em: f32,
    (axis, height): (f32, f32),
    rule: Aggregation,
    is_known: bool,
) -> CellLayout {
    let (x, width) = (LABEL_INSET * em, (LEFT - LABEL_INSET - 0.2) * em);
    let mut add =
        |text: &str, y: f32, style: TextStyle| setter.text(text, room(x, y, width), &style);
    let mut blocks = vec![
        add(
            "Benefits",
            axis / 2.0 - 0.65 * em,
            TextStyle::label(em).bold().ink(Role::Good),
        ),
        add(
            "Sacrifices",
            axis.midpoint(height) - 0.65 * em,
            TextStyle::label(em).bold().ink(Role::Cost),
        ),
    ];
    if !is_known && height >= Framing::BARS.0 * em {
        let style = TextStyle::label(em * 0.86).ink(Role::Weak).max_lines(2);
        let next = if rule == Aggregation::Overall {
            "Judge a step to see its bar"
        } else {
            "Score a note to see its bar"
        };
        blocks.push(add(next, axis - 1.15 * em, style));
    }
    shown(blocks)
}

fn add_strip(grid: &mut Grid, scope: &Scope<'_>) {
    let nets = || {
        scope
            .solutions
            .iter()
            .flat_map(|(_, value)| value.steps.iter().filter_map(|step| step.net))
    };
    let largest = nets().map(f64::abs).fold(0.0, f64::max);
    if largest == 0.0 {
        return;
    }
    grid.sheet.strip_solutions = scope.solutions.len();
    grid.sheet.column_word = scope.journey.step_word();
    for (solution, (_, value)) in scope.solutions.iter().enumerate() {
        for column in 0..scope.steps.len() {
            if let Some(net) = value.steps[column].net {
                grid.sheet.strip.push(StripBar {
                    column,
                    solution,
                    height: (net / largest) as f32,
                });
            }
        }
    }
}
