//! Where something new can be typed: a faint plus in each empty cell and beside the last column, and
//! the place where Escape has closed the field. On the screen only, in no export.

use super::camera::Geometry;
use super::overlay::PLUS;
use super::widget::{Canvas, Shown};
use crate::layout::sheet::{Band, CellKind, PlacedCell};
use crate::layout::theme::Role;
use crate::model::{Place, Slot};
use egui::emath::GuiRounding as _;
use egui::{Color32, Mesh, Painter, Pos2, Rect, Stroke, pos2, vec2};

/// Smaller text than this, in points, has no signs beside it.
const SMALLEST: f32 = 7.0;
/// Half the length of a line of a plus, in em.
const ARM: f32 = 0.34;

impl Canvas {
    /// Draws them; gives back how many.
    pub(super) fn signs(&self, painter: &Painter, shown: &Shown<'_>, geometry: &Geometry) -> usize {
        if !shown.is_editable {
            return 0;
        }
        let faint = shown.style.color(Role::Weak).gamma_multiply(0.5);
        let pixels = painter.pixels_per_point();
        let open = self.field.as_ref().and_then(super::field::Field::new_slot);
        let mut count = 0;
        for bands in [(Band::Middle, Band::Middle), (Band::End, Band::Start)] {
            let region = geometry.region(bands);
            let size = shown.sheet.em * geometry.text_scale(bands);
            if size < SMALLEST {
                continue;
            }
            let mut signs = Mesh::default();
            let in_view = shown.sheet.cells.iter().filter(|cell| {
                cell.bands == bands
                    && cell.content.blocks.is_empty()
                    && region.intersects(geometry.cell(cell))
            });
            for cell in in_view {
                let Some((slot, center)) = place_of_sign(shown, geometry, cell) else {
                    continue;
                };
                if region.contains(center) && !open.is_some_and(|open| is_same(open, slot)) {
                    plus(&mut signs, center, ARM * size, faint, pixels);
                    count += 1;
                }
            }
            if !signs.is_empty() {
                painter.with_clip_rect(region).add(signs);
            }
        }
        if let Some(slot) = self.closed {
            closed(painter, shown, geometry, slot);
        }
        count
    }
}

/// The slot of an empty place and where its sign stands.
fn place_of_sign(
    shown: &Shown<'_>,
    geometry: &Geometry,
    cell: &PlacedCell,
) -> Option<(Slot, Pos2)> {
    if !cell.content.blocks.is_empty() {
        return None;
    }
    match cell.content.kind {
        CellKind::Notes(place) => {
            // In the middle of its column, whether or not notes stand in two stacks.
            let line = geometry.inside(cell, cell.content.slot?).center().y;
            let center = pos2(geometry.cell(cell).center().x, line);
            let is_free = takes_notes(shown, place);
            is_free.then_some((Slot::Note { place, at: 0 }, center))
        }
        CellKind::NewColumn(slot) => Some((slot, geometry.cell(cell).center())),
        CellKind::Fields | CellKind::Shown => None,
    }
}

/// Where the sign of an empty cell of notes stands.
pub(super) fn of_cell(shown: &Shown<'_>, geometry: &Geometry, place: Place) -> Option<Pos2> {
    let cell = shown.sheet.cell_of(place)?;
    place_of_sign(shown, geometry, cell).map(|(_, center)| center)
}

/// Not where a solution has no such step.
fn takes_notes(shown: &Shown<'_>, place: Place) -> bool {
    let Place::Lane { solution, step, .. } = place else {
        return true;
    };
    let found = shown.project.solution(solution);
    let cell = found.and_then(|(_, solution)| solution.cell(step));
    cell.is_none_or(|cell| cell.applies)
}

/// Whether both are the place for the next one of the same list.
fn is_same(one: Slot, other: Slot) -> bool {
    match (one, other) {
        (Slot::Note { place, .. }, Slot::Note { place: other, .. }) => place == other,
        _ => one == other,
    }
}

/// Two lines on whole pixels, so that all signs look alike.
fn plus(mesh: &mut Mesh, center: Pos2, arm: f32, color: Color32, pixels_per_point: f32) {
    let whole = |points: f32| (points * pixels_per_point).round().max(1.0) / pixels_per_point;
    let thickness = whole(arm * 0.28);
    let long = thickness + 2.0 * whole(arm);
    for size in [vec2(long, thickness), vec2(thickness, long)] {
        let min = (center - size / 2.0).round_to_pixels(pixels_per_point);
        mesh.add_colored_rect(Rect::from_min_size(min, size), color);
    }
}

/// The cursor where no field stands: the next letter opens it.
fn closed(painter: &Painter, shown: &Shown<'_>, geometry: &Geometry, slot: Slot) {
    let color = shown.style.color(Role::Focus);
    let is_here = |cell: &&PlacedCell| match cell.content.kind {
        CellKind::Notes(place) => is_same(slot, Slot::Note { place, at: 0 }),
        CellKind::NewColumn(end) => end == slot,
        CellKind::Fields | CellKind::Shown => false,
    };
    let cell = shown.sheet.cells.iter().find(is_here);
    match (cell, slot) {
        (Some(cell), _) => {
            let region = geometry.region(cell.bands);
            let size = shown.sheet.em * geometry.text_scale(cell.bands);
            let center = place_of_sign(shown, geometry, cell).map_or_else(
                || geometry.cell(cell).intersect(region).max - vec2(PLUS + 4.0, PLUS + 4.0),
                |(_, center)| center,
            );
            let mut sign = Mesh::default();
            let arm = (ARM * size).max(4.0);
            plus(&mut sign, center, arm, color, painter.pixels_per_point());
            painter.with_clip_rect(region).add(sign);
        }
        // Between two columns.
        (None, Slot::Step { at, .. } | Slot::Job { at, .. }) => {
            if let Some(column) = shown.sheet.columns.get(at) {
                let region = geometry.region((Band::Middle, Band::Start));
                let x = geometry.x(Band::Middle, column.x);
                let top = geometry.y(Band::Start, shown.sheet.columns_span.0);
                painter.with_clip_rect(region.expand(2.0)).line_segment(
                    [pos2(x, top), pos2(x, region.max.y)],
                    Stroke::new(2.0, color),
                );
            }
        }
        (None, Slot::Note { .. }) => {}
    }
}
