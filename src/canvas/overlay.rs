//! What lies over the sheet: the strip of all steps, cards being dragged, the frame of a selection,
//! the plus of a cell, the scores to choose from.

use super::camera::Geometry;
use super::marks::Canvas;
use super::style::Style;
use crate::layout::fonts::Weight;
use crate::layout::sheet::{Band, LinkMark, Spot};
use crate::layout::theme::Role;
use crate::layout::{Sheet, lower};
use crate::model::words::capitalised;
use egui::{Align2, Color32, FontId, Mesh, Painter, Pos2, Rect, Stroke, StrokeKind, pos2, vec2};
use std::ops::RangeInclusive;

/// Size of a score to choose, in points.
const CHOICE: f32 = 24.0;

/// The strip of all steps, with a bracket around those in view.
pub(super) fn strip(painter: &Painter, sheet: &Sheet, geometry: &Geometry, style: Style) {
    let rect = geometry.strip;
    if rect.height() <= 0.0 || sheet.columns.is_empty() {
        return;
    }
    let painter = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
    let area = Rect::from_x_y_ranges(geometry.middle.x_range(), rect.shrink(3.0).y_range());
    let axis = area.center().y;
    let half = area.height() / 2.0 - 2.0;
    let step = area.width() / sheet.columns.len() as f32;
    let count = sheet.strip_solutions.max(1) as f32;
    let width = (step * 0.7 / count).min(14.0);
    for bar in &sheet.strip {
        let center = area.min.x + (bar.column as f32 + 0.5) * step;
        let x = center + (bar.solution as f32 - count / 2.0) * width;
        let end = axis - bar.height * half;
        let fill = if bar.height > 0.0 {
            Role::Good
        } else {
            Role::Cost
        };
        let bar_rect = Rect::from_two_pos(pos2(x, axis), pos2(x + (width - 1.0).max(1.0), end));
        painter.rect_filled(bar_rect, 0, style.color(fill));
    }
    painter.hline(
        area.x_range(),
        axis,
        Stroke::new(1.0, style.color(Role::Rule)),
    );
    let seen = geometry.seen();
    let end = sheet
        .columns
        .last()
        .map_or(1.0, |last| last.x + last.width)
        .max(1.0);
    let at = |x: f32| area.min.x + (x / end).clamp(0.0, 1.0) * area.width();
    let bracket = Rect::from_min_max(
        pos2(at(seen.min.x), area.min.y),
        pos2(at(seen.max.x), area.max.y),
    );
    painter.rect_stroke(
        bracket,
        4,
        Stroke::new(2.0, style.color(Role::Ink)),
        StrokeKind::Middle,
    );
    let columns = &sheet.columns;
    let first = columns
        .iter()
        .position(|column| column.x + column.width / 2.0 >= seen.min.x)
        .unwrap_or(0);
    let last = columns
        .iter()
        .rposition(|column| column.x + column.width / 2.0 <= seen.max.x)
        .unwrap_or(columns.len() - 1);
    let text = format!(
        "{}s {}–{} of {}",
        capitalised(sheet.column_word),
        first + 1,
        last.max(first) + 1,
        columns.len()
    );
    let size = 0.86 * sheet.em * geometry.camera().pinned;
    let font = FontId::new(size, Weight::Bold.panel_family());
    painter.text(
        pos2(rect.min.x + 0.6 * size, axis),
        Align2::LEFT_CENTER,
        text,
        font,
        style.color(Role::Ink),
    );
}

/// The frame within which everything is selected.
pub(super) fn marquee(painter: &Painter, from: Pos2, to: Pos2, style: Style) {
    let ring = style.color(Role::Ring);
    let rect = Rect::from_two_pos(from, to);
    painter.rect_filled(rect, 0, ring.gamma_multiply(0.10));
    painter.rect_stroke(rect, 0, Stroke::new(1.0, ring), StrokeKind::Inside);
}

/// A few words beside the pointer.
pub(super) fn label(painter: &Painter, at: Pos2, text: &str, style: Style) {
    let font = FontId::new(13.0, Weight::Regular.panel_family());
    let galley = painter.layout_no_wrap(text.to_owned(), font, style.color(Role::Canvas));
    let rect = Rect::from_min_size(at, galley.size() + vec2(12.0, 6.0));
    painter.rect_filled(rect, 4, style.color(Role::Ink));
    painter.galley(at + vec2(6.0, 3.0), galley, Color32::PLACEHOLDER);
}

/// Where there is more than is seen: how much, and where one is.
pub(super) fn more(painter: &Painter, geometry: &Geometry, style: Style) {
    let color = style.color(Role::Weak).gamma_multiply(0.6);
    for bar in geometry.scroll_bars().into_iter().flatten() {
        painter.rect_filled(bar, bar.size().min_elem() / 2.0, color);
    }
}

/// A plus in a small circle.
pub(super) fn plus(painter: &Painter, center: Pos2, is_hovered: bool, style: Style) {
    let (fill, ink) = if is_hovered {
        (Role::Ring, Role::Canvas)
    } else {
        (Role::Hovered, Role::Ink)
    };
    painter.circle_filled(center, PLUS, style.color(fill));
    let stroke = Stroke::new(1.6, style.color(ink));
    let arm = PLUS * 0.5;
    painter.hline(center.x - arm..=center.x + arm, center.y, stroke);
    painter.vline(center.x, center.y - arm..=center.y + arm, stroke);
}

/// Radius of a plus in points.
pub(super) const PLUS: f32 = 9.0;

/// The scores that can be chosen for a card, and where they stand: over its own score, so that they are
/// in the way of no other note.
pub(super) fn choices(right: Pos2, figures: RangeInclusive<u8>, window: Rect) -> Vec<(u8, Rect)> {
    let count = figures.len() as f32;
    let width = count * CHOICE;
    let x = (right.x - width).clamp(window.min.x, (window.max.x - width).max(window.min.x));
    let y = right.y - CHOICE / 2.0;
    figures
        .enumerate()
        .map(|(at, figure)| {
            let corner = pos2(x + at as f32 * CHOICE, y);
            (figure, Rect::from_min_size(corner, vec2(CHOICE, CHOICE)))
        })
        .collect()
}

/// Draws the scores to choose from.
pub(super) fn paint_choices(
    painter: &Painter,
    choices: &[(u8, Rect)],
    present: Option<u8>,
    pointer: Option<Pos2>,
    style: Style,
) {
    let Some(all) = choices.iter().map(|(_, rect)| *rect).reduce(Rect::union) else {
        return;
    };
    painter.rect_filled(all, 6, style.color(Role::Panel));
    painter.rect_stroke(
        all,
        6,
        Stroke::new(1.0, style.color(Role::Rule)),
        StrokeKind::Outside,
    );
    for (score, rect) in choices {
        let is_present = present == Some(*score);
        let is_hovered = pointer.is_some_and(|pointer| rect.contains(pointer));
        let ink = if is_present {
            painter.circle_filled(rect.center(), 9.0, style.color(Role::Ink));
            Role::Canvas
        } else if is_hovered {
            painter.circle_filled(rect.center(), 9.0, style.color(Role::Selected));
            Role::Ink
        } else {
            Role::Ink
        };
        let font = FontId::new(13.0, Weight::Bold.panel_family());
        painter.text(
            rect.center(),
            Align2::CENTER_CENTER,
            score.to_string(),
            font,
            style.color(ink),
        );
    }
}

/// The links of the selected note, over everything.
pub(super) fn links(
    painter: &Painter,
    sheet: &Sheet,
    links: &[LinkMark],
    geometry: &Geometry,
    style: Style,
) {
    let middle = geometry.region((Band::Middle, Band::Middle));
    let painter = painter.with_clip_rect(middle.intersect(painter.clip_rect()));
    let (mut rects, mut shapes) = (Mesh::default(), Vec::new());
    let mut out = Canvas {
        rects: &mut rects,
        shapes: &mut shapes,
        style,
    };
    for mark in links {
        let at = |spot: Spot| geometry.inside(&sheet.cells[spot.cell], spot.rect);
        lower::link(at(mark.from), at(mark.to), &mut |primitive| {
            out.draw(primitive);
        });
    }
    painter.extend(shapes);
}
