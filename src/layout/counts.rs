//! Head counts under the steps: how many people reached each, and which part of those before.

use super::figures::{count, percent};
use super::fonts::Weight;
use super::grid::{Grid, LABEL_INSET, fields, shown};
use super::journey::{LEFT, Scope, TOTALS_INSET};
use super::layouter::{Layouter, TextStyle, room};
use super::net_rows::width_of;
use super::sheet::{Align, Band};
use super::theme::Role;
use crate::analysis::{Funnel, funnel};
use crate::model::{Stage, Target};
use emath::vec2;
use std::sync::Arc;

/// Height of a row in em.
const ROW: f32 = 1.55;

/// Height of all rows in em.
pub(super) fn height(scope: &Scope<'_>) -> f32 {
    let rows = 2 + usize::from(has_customers(scope));
    (scope.journey.periods.len() * rows) as f32 * ROW
}

fn has_customers(scope: &Scope<'_>) -> bool {
    scope
        .journey
        .steps
        .iter()
        .any(|step| step.stage == Some(Stage::Convert))
}

/// Width of the widest overall conversion in points; nothing without head counts.
pub(super) fn widest_total(layouter: &mut Layouter, scope: &Scope<'_>, em: f32) -> f32 {
    let periods = scope.journey.periods.iter();
    periods
        .filter_map(|period| funnel(scope.journey, period).overall)
        .map(|overall| width_of(layouter, &percent(overall), Weight::Bold, em))
        .fold(0.0, f32::max)
}

pub(super) fn add(layouter: &mut Layouter, grid: &mut Grid, scope: &Scope<'_>) {
    for period in 0..scope.journey.periods.len() {
        let funnel = funnel(scope.journey, &scope.journey.periods[period]);
        grid.rule(Band::End, Role::Rule);
        add_counts(layouter, grid, scope, period, &funnel);
        grid.rule(Band::End, Role::Hairline);
        let lowest = funnel.bottleneck;
        add_parts(
            layouter,
            grid,
            scope,
            "of step before",
            &funnel.conversion,
            lowest,
            funnel.overall,
        );
        if has_customers(scope) {
            grid.rule(Band::End, Role::Hairline);
            add_parts(
                layouter,
                grid,
                scope,
                "of customers",
                &funnel.of_customers,
                None,
                None,
            );
        }
    }
}

fn add_counts(
    layouter: &mut Layouter,
    grid: &mut Grid,
    scope: &Scope<'_>,
    period: usize,
    funnel: &Funnel,
) {
    let em = grid.em;
    let height = ROW * em;
    let x = LABEL_INSET * em;
    let target = Target::PeriodName {
        journey: scope.journey.id,
        period,
    };
    let style = TextStyle::label(em).bold().max_lines(1).field(target);
    let name = if funnel.period.is_empty() {
        "Head count"
    } else {
        &funnel.period
    };
    let block = layouter.text(name, room(x, 0.12 * em, LEFT * em - x - 0.2 * em), &style);
    grid.put_label(
        Band::End,
        height,
        fields(vec2(LEFT * em, height), vec![block]),
    );
    for (at, step) in scope.steps.iter().enumerate() {
        let width = grid.columns[at].width;
        let number = funnel.counts[scope.first_step + at];
        let text = number.map_or_else(|| "?".to_owned(), count);
        let style = TextStyle::label(em).ink(if number.is_some() {
            Role::Ink
        } else {
            Role::Weak
        });
        let style = style
            .field(Target::Count {
                period,
                step: step.id,
            })
            .figure()
            .align(Align::Center);
        let block = layouter.text(&text, room(0.0, 0.12 * em, width), &style);
        grid.put(
            Band::End,
            at,
            height,
            Arc::new(fields(vec2(width, height), vec![block])),
        );
    }
    grid.grow(Band::End, height);
    grid.next_row();
}

fn add_parts(
    layouter: &mut Layouter,
    grid: &mut Grid,
    scope: &Scope<'_>,
    name: &str,
    parts: &[Option<f64>],
    lowest: Option<usize>,
    overall: Option<f64>,
) {
    let em = grid.em;
    let height = ROW * em;
    let x = LABEL_INSET * em;
    let style = TextStyle::label(em).ink(Role::Weak).max_lines(1);
    let block = layouter.text(name, room(x, 0.12 * em, LEFT * em - x), &style);
    grid.put_label(
        Band::End,
        height,
        shown(vec2(LEFT * em, height), vec![block], Vec::new()),
    );
    for at in 0..scope.steps.len() {
        let step = scope.first_step + at;
        let width = grid.columns[at].width;
        let text = parts[step].map_or_else(|| "–".to_owned(), percent);
        let style = match parts[step] {
            Some(_) if lowest == Some(step) => TextStyle::label(em).bold().ink(Role::Cost),
            Some(_) => TextStyle::label(em),
            None => TextStyle::label(em).ink(Role::Weak),
        };
        let block = layouter.text(
            &text,
            room(0.0, 0.12 * em, width),
            &style.figure().align(Align::Center),
        );
        grid.put(
            Band::End,
            at,
            height,
            Arc::new(shown(vec2(width, height), vec![block], Vec::new())),
        );
    }
    if let Some(overall) = overall {
        let style = TextStyle::label(em).bold().figure().align(Align::Right);
        let block = layouter.text(
            &percent(overall),
            room(0.0, 0.12 * em, grid.right - TOTALS_INSET * em),
            &style,
        );
        grid.put_total(
            Band::End,
            height,
            shown(vec2(grid.right, height), vec![block], Vec::new()),
        );
    }
    grid.grow(Band::End, height);
    grid.next_row();
}
