//! Head counts under the steps: how many people reached each, and which part of those before.

use super::net_rows::{name_block, width_of};
use super::scope::{LEFT, Scope, TOTALS_INSET};
use crate::analysis::figures::{count, percent, percents};
use crate::analysis::{Funnel, funnel};
use crate::layout::kit::fonts::Weight;
use crate::layout::kit::grid::{Grid, LABEL_INSET, fields, shown};
use crate::layout::kit::remark::Remark;
use crate::layout::kit::sheet::{Align, Band, Block};
use crate::layout::kit::theme::Role;
use crate::layout::kit::typesetter::{TextStyle, Typesetter, room};
use crate::model::{Stage, Target};

/// Height of a row in em.
const ROW: f32 = 1.55;

/// Height of all rows in points.
pub(super) fn height(setter: &mut Typesetter, scope: &Scope<'_>, em: f32) -> f32 {
    let mut period = ROW * em + parts_name(setter, &conversion_name(scope), em).1;
    if has_customers(scope) {
        period += parts_name(setter, OF_CUSTOMERS, em).1;
    }
    scope.journey.periods.len() as f32 * period
}

/// The name of a row of shares, and the height of the row in points.
fn parts_name(setter: &mut Typesetter, name: &str, em: f32) -> (Block, f32) {
    let style = TextStyle::label(em).ink(Role::Weak);
    name_block(setter, name, LABEL_INSET * em, em, style)
}

/// What the share of those in the step before is called.
fn conversion_name(scope: &Scope<'_>) -> String {
    format!("from the {} before", scope.journey.step_word())
}

/// What the share of customers is called.
const OF_CUSTOMERS: &str = "share of customers";

fn has_customers(scope: &Scope<'_>) -> bool {
    scope
        .journey
        .steps
        .iter()
        .any(|step| step.stage == Some(Stage::Convert))
}

/// Width of the widest overall conversion in points; nothing without head counts.
pub(super) fn widest_total(setter: &mut Typesetter, scope: &Scope<'_>, em: f32) -> f32 {
    let periods = scope.journey.periods.iter();
    periods
        .filter_map(|period| funnel(scope.journey, period).overall)
        .map(|overall| width_of(setter, &percent(overall), Weight::Bold, em))
        .fold(0.0, f32::max)
}

pub(super) fn add(setter: &mut Typesetter, grid: &mut Grid, scope: &Scope<'_>) {
    for period in 0..scope.journey.periods.len() {
        let funnel = funnel(scope.journey, &scope.journey.periods[period]);
        grid.rule(Band::End, Role::Rule);
        add_counts(setter, grid, scope, period, &funnel);
        grid.rule(Band::End, Role::Hairline);
        add_parts(
            setter,
            grid,
            &Parts {
                name: conversion_name(scope),
                shares: &funnel.conversion,
                pointed_out: Some(pointed_out(&funnel)),
                overall: funnel.overall,
            },
        );
        if has_customers(scope) {
            grid.rule(Band::End, Role::Hairline);
            add_parts(
                setter,
                grid,
                &Parts {
                    name: OF_CUSTOMERS.to_owned(),
                    shares: &funnel.of_customers,
                    pointed_out: None,
                    overall: None,
                },
            );
        }
    }
}

fn add_counts(
    setter: &mut Typesetter,
    grid: &mut Grid,
    scope: &Scope<'_>,
    period: usize,
    funnel: &Funnel,
) {
    let em = grid.sheet.em;
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
    let block = setter.text(name, room(x, 0.12 * em, LEFT * em - x - 0.2 * em), &style);
    grid.put_label(Band::End, height, fields(vec![block]));
    let is_known = funnel.counts.iter().any(Option::is_some);
    for (at, step) in scope.steps.iter().enumerate() {
        let width = grid.sheet.columns[at].width;
        let number = funnel.counts[at];
        // A row of question marks says nothing: the first place says what belongs there.
        let is_prompt = !is_known && at == 0;
        let text = match number {
            Some(number) => count(number),
            None if is_known => "?".to_owned(),
            None if is_prompt => "How many?".to_owned(),
            None => String::new(),
        };
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
        let style = if is_prompt { style.prompt() } else { style };
        let block = setter.text(&text, room(0.0, 0.12 * em, width), &style);
        grid.put(Band::End, at, height, fields(vec![block]));
    }
    grid.end_row(Band::End, height);
}

/// A row of shares.
struct Parts<'a> {
    name: String,
    shares: &'a [Option<f64>],
    /// The shares that are coloured, and why.
    pointed_out: Option<(Vec<usize>, Remark)>,
    overall: Option<f64>,
}

/// The steps that the head counts point out: the bottleneck, or without targets the lowest conversion.
fn pointed_out(funnel: &Funnel) -> (Vec<usize>, Remark) {
    if funnel.has_targets() {
        (Vec::from_iter(funnel.bottleneck), Remark::Bottleneck)
    } else {
        (funnel.lowest.clone(), Remark::LowestConversion)
    }
}

fn add_parts(setter: &mut Typesetter, grid: &mut Grid, row: &Parts<'_>) {
    let em = grid.sheet.em;
    let (block, height) = parts_name(setter, &row.name, em);
    grid.put_label(Band::End, height, shown(vec![block]));
    let texts = percents(row.shares);
    let is_known = row.shares.iter().any(Option::is_some);
    for (at, text) in texts.iter().enumerate() {
        let width = grid.sheet.columns[at].width;
        let pointed_out = row.pointed_out.as_ref();
        let pointed_out = pointed_out.filter(|(steps, _)| steps.contains(&at));
        let style = match row.shares[at] {
            Some(_) if pointed_out.is_some() => TextStyle::label(em).bold().ink(Role::Cost),
            Some(_) => TextStyle::label(em),
            None => TextStyle::label(em).ink(Role::Weak),
        };
        let text = if is_known { text } else { "" };
        let mut block = setter.text(
            text,
            room(0.0, 0.12 * em, width),
            &style.figure().align(Align::Center),
        );
        block.remarks.extend(pointed_out.map(|(_, remark)| *remark));
        grid.put(Band::End, at, height, shown(vec![block]));
    }
    if let Some(overall) = row.overall {
        let style = TextStyle::label(em).bold().figure().align(Align::Right);
        let block = setter.text(
            &percent(overall),
            room(0.0, 0.12 * em, grid.sheet.right - TOTALS_INSET * em),
            &style,
        );
        grid.put_total(Band::End, height, shown(vec![block]));
    }
    grid.end_row(Band::End, height);
}
