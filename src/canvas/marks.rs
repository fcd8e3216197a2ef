//! Marks on the screen: bars, hatches, curves.

use super::camera::Geometry;
use super::detail::LEAST_HATCH;
use super::style::Style;
use crate::layout::sheet::{Band, Dash, Mark, Pattern, PlacedCell};
use crate::layout::theme::Role;
use egui::{Color32, CornerRadius, Mesh, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

/// Distance of hatch lines, and the part of it that is filled, in points.
const HATCH: (f32, f32) = (7.0, 4.4);

/// Where marks are put: cheap rectangles and everything else.
pub(super) struct Canvas<'a> {
    pub rects: &'a mut Mesh,
    pub shapes: &'a mut Vec<Shape>,
}

/// Draws a mark of a cell.
pub(super) fn paint(
    mark: &Mark,
    cell: &PlacedCell,
    geometry: &Geometry,
    style: Style,
    is_selected: bool,
    out: &mut Canvas<'_>,
) {
    let size = geometry.text_scale(cell.bands);
    let at = |pos: Pos2| {
        let pos = pos + cell.at.min.to_vec2();
        pos2(
            geometry.x(cell.bands.0, pos.x),
            geometry.y(cell.bands.1, pos.y),
        )
    };
    match mark {
        Mark::Bar {
            rect,
            fill,
            pattern,
            ..
        } => {
            let rect = geometry.inside(cell, *rect);
            bar(rect, style.color(*fill), *pattern, style, out);
            if is_selected {
                // Ink: on a blue bar the blue of the focus would not be seen.
                let stroke = Stroke::new(2.5, style.color(Role::Ink));
                out.shapes.push(Shape::rect_stroke(
                    rect,
                    CornerRadius::ZERO,
                    stroke,
                    StrokeKind::Outside,
                ));
            }
        }
        Mark::Axis { y, role, width } => {
            let cell_rect = geometry.cell(cell);
            let y = at(pos2(0.0, *y)).y;
            let half = (width * size).max(1.0) / 2.0;
            let rect = Rect::from_min_max(
                pos2(cell_rect.min.x, y - half),
                pos2(cell_rect.max.x, y + half),
            );
            // Among the shapes, so that it keeps its place in the order: over bars and their outlines.
            out.shapes.push(Shape::rect_filled(
                rect,
                CornerRadius::ZERO,
                style.color(*role),
            ));
        }
        Mark::Tick {
            from,
            to,
            role,
            width,
        } => {
            let (from, to) = (at(*from), at(*to));
            let half = (width * size).max(1.0) / 2.0;
            let rect = Rect::from_two_pos(from, to).expand2(vec2(0.0, half));
            out.rects.add_colored_rect(rect, style.color(*role));
        }
        Mark::Curve { points, role, dash } => {
            let points: Vec<Pos2> = points.iter().map(|point| at(*point)).collect();
            curve(&points, style.color(*role), *dash, size, style, out);
        }
        Mark::NoSuchStep { rect } => {
            let rect = geometry.inside(cell, *rect);
            out.shapes
                .push(Shape::rect_filled(rect, 3, style.color(Role::Missing)));
            let stroke = Stroke::new(1.0, style.color(Role::Rule));
            out.shapes
                .push(Shape::rect_stroke(rect, 3, stroke, StrokeKind::Inside));
        }
        Mark::Arrow { from, length, role } => {
            let from = at(*from);
            let tip = from + vec2(length * size, 0.0);
            let wing = 3.9 * size;
            let stroke = Stroke::new(1.2 * size, style.color(*role));
            for end in [from, tip + vec2(-wing, -wing), tip + vec2(-wing, wing)] {
                out.shapes.push(Shape::line_segment([tip, end], stroke));
            }
        }
    }
}

fn bar(rect: Rect, color: Color32, pattern: Pattern, style: Style, out: &mut Canvas<'_>) {
    let ground = style.color(Role::Canvas);
    match pattern {
        Pattern::Plain => {
            out.rects.add_colored_rect(rect, color);
            // The seam that tells segments apart.
            if rect.height() > 4.0 {
                let seam = Rect::from_min_max(pos2(rect.min.x, rect.max.y - 1.0), rect.max);
                out.rects.add_colored_rect(seam, ground);
            }
        }
        Pattern::Hatched if rect.width() < LEAST_HATCH || rect.height() < LEAST_HATCH => {
            out.rects
                .add_colored_rect(rect, color.lerp_to_gamma(ground, 0.4));
        }
        Pattern::Hatched => {
            hatch(rect, color, style, out);
            out.shapes.push(Shape::rect_stroke(
                rect,
                0,
                Stroke::new(1.0, color),
                StrokeKind::Inside,
            ));
        }
        Pattern::Outlined => {
            out.shapes.push(Shape::rect_stroke(
                rect,
                0,
                Stroke::new(2.0, color),
                StrokeKind::Inside,
            ));
        }
    }
}

/// Diagonal stripes, cut to the rectangle.
fn hatch(rect: Rect, color: Color32, style: Style, out: &mut Canvas<'_>) {
    let (pitch, filled) = HATCH;
    let diagonal = pitch * std::f32::consts::SQRT_2;
    let thick = filled * std::f32::consts::SQRT_2;
    // Stripes of x + y between `from` and `from + thick`; they start at the same places in all
    // segments of a bar.
    let (low, high) = (rect.min.x + rect.min.y, rect.max.x + rect.max.y);
    let mut from = (low / diagonal).floor() * diagonal;
    while from < high {
        let stripe = stripe(rect, from, from + thick);
        if stripe.len() >= 3 {
            if style.is_plain {
                let base = out.rects.vertices.len() as u32;
                for point in &stripe {
                    out.rects.colored_vertex(*point, color);
                }
                for at in 1..stripe.len() as u32 - 1 {
                    out.rects.add_triangle(base, base + at, base + at + 1);
                }
            } else {
                out.shapes
                    .push(Shape::convex_polygon(stripe, color, Stroke::NONE));
            }
        }
        from += diagonal;
    }
}

/// The part of a rectangle where x + y lies between two values, as a convex polygon.
fn stripe(rect: Rect, from: f32, to: f32) -> Vec<Pos2> {
    let corners = [
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom(),
        rect.left_bottom(),
    ];
    let cut = |points: Vec<Pos2>, limit: f32, keep_above: bool| {
        let side = |point: Pos2| {
            if keep_above {
                point.x + point.y - limit
            } else {
                limit - point.x - point.y
            }
        };
        let mut kept = Vec::with_capacity(points.len() + 1);
        for (at, point) in points.iter().enumerate() {
            let next = points[(at + 1) % points.len()];
            let (here, there) = (side(*point), side(next));
            if here >= 0.0 {
                kept.push(*point);
            }
            if (here > 0.0 && there < 0.0) || (here < 0.0 && there > 0.0) {
                kept.push(point.lerp(next, here / (here - there)));
            }
        }
        kept
    };
    let above = cut(corners.to_vec(), from, true);
    if above.is_empty() {
        above
    } else {
        cut(above, to, false)
    }
}

fn curve(
    points: &[Pos2],
    color: Color32,
    dash: Dash,
    size: f32,
    style: Style,
    out: &mut Canvas<'_>,
) {
    let stroke = Stroke::new(2.0 * size, color);
    match dash {
        Dash::Plain => out.shapes.push(Shape::line(points.to_vec(), stroke)),
        Dash::Dashed => {
            out.shapes
                .extend(Shape::dashed_line(points, stroke, 7.0 * size, 4.0 * size));
        }
        Dash::Dotted => {
            out.shapes
                .extend(Shape::dotted_line(points, color, 5.0 * size, 1.2 * size));
        }
    }
    // Dots that would touch each other say nothing.
    let are_apart = points
        .windows(2)
        .all(|pair| (pair[1].x - pair[0].x).abs() > 12.0 * size);
    if are_apart || points.len() == 1 {
        for point in points {
            out.shapes
                .push(Shape::circle_filled(*point, 3.5 * size, color));
            if dash != Dash::Plain {
                out.shapes.push(Shape::circle_filled(
                    *point,
                    1.8 * size,
                    style.color(Role::Canvas),
                ));
            }
        }
    }
}

/// Whether a mark of these bands can be seen at all where it stands.
pub(super) fn is_seen(bands: (Band, Band), geometry: &Geometry, rect: Rect) -> bool {
    geometry.region(bands).intersects(rect)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stripe_stays_in_its_rectangle() {
        let rect = Rect::from_min_size(pos2(10.0, 20.0), vec2(30.0, 50.0));
        let mut from = 0.0;
        while from < 140.0 {
            for point in stripe(rect, from, from + 6.0) {
                assert!(rect.expand(0.01).contains(point));
                let sum = point.x + point.y;
                assert!(sum >= from - 0.01 && sum <= from + 6.01);
            }
            from += 3.7;
        }
        assert!(stripe(rect, 500.0, 506.0).is_empty());
    }

    #[test]
    fn nothing_on_the_screen_covers_the_zero_line_of_the_bars() {
        use crate::canvas::Camera;
        use crate::layout::{Framing, Layouter, View};
        let bytes = include_bytes!("../../assets/examples/tool-rental.vjourney");
        let project = std::sync::Arc::new(crate::file::read(bytes).unwrap());
        let view = View::Journey(project.journeys[0].id);
        let sheet = Layouter::new().sheet(&project, view, &Framing::desk());
        let window = Rect::from_min_size(Pos2::ZERO, vec2(1600.0, 1000.0));
        let geometry = Geometry::new(window, &sheet, &Camera::default());
        let style = Style::default();
        let (mut rects, mut shapes) = (Mesh::default(), Vec::new());
        let cells = sheet
            .cells
            .iter()
            .filter(|cell| !cell.content.bars.is_empty());
        for cell in cells {
            for mark in &cell.content.marks {
                let mut out = Canvas {
                    rects: &mut rects,
                    shapes: &mut shapes,
                };
                paint(mark, cell, &geometry, style, false, &mut out);
            }
            // What stands in the mesh is drawn before all shapes.
            let last = shapes.last();
            let is_line =
                matches!(last, Some(Shape::Rect(line)) if line.fill == style.color(Role::Ink));
            assert!(is_line, "{last:?}");
        }
    }
}
