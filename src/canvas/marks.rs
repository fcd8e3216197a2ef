//! Primitives on the screen: cheap rectangles share one mesh, everything else is a shape above it.

use super::camera::Geometry;
use super::style::Style;
use crate::layout::lower::Standing;
use crate::layout::primitive::{DASHES, DOTS, Ink, Primitive, stripes};
use crate::layout::sheet::{Dash, PlacedCell};
use crate::layout::theme::Role;
use egui::{Color32, CornerRadius, Mesh, Pos2, Rect, Shape, Stroke, StrokeKind};

/// Where primitives are put.
pub(super) struct Canvas<'a> {
    pub rects: &'a mut Mesh,
    pub shapes: &'a mut Vec<Shape>,
    pub style: Style,
}

/// Where the inside of a cell stands on the screen.
pub(super) fn standing(cell: &PlacedCell, geometry: &Geometry) -> Standing {
    Standing {
        cell: geometry.cell(cell),
        scale: geometry.scale(cell.bands),
        size: geometry.text_scale(cell.bands),
    }
}

impl Canvas<'_> {
    fn color(&self, ink: Ink) -> Color32 {
        let color = self.style.color(ink.role);
        if ink.ground > 0.0 {
            color.lerp_to_gamma(self.style.color(Role::Canvas), ink.ground)
        } else {
            color
        }
    }

    /// Draws one; text is drawn by whoever has the letters.
    pub(super) fn draw(&mut self, primitive: Primitive<'_>) {
        match primitive {
            Primitive::Fill { rect, corner, ink } => {
                let color = self.color(ink);
                if corner > 0.0 {
                    self.shapes.push(Shape::rect_filled(rect, corner, color));
                } else {
                    self.rects.add_colored_rect(rect, color);
                }
            }
            Primitive::Axis { rect, role } => {
                // Among the shapes, so that it keeps its place in the order: over bars and their frames.
                let color = self.color(role.into());
                let shape = Shape::rect_filled(rect, CornerRadius::ZERO, color);
                self.shapes.push(shape);
            }
            Primitive::Frame {
                rect,
                corner,
                role,
                width,
                dash,
            } => {
                let stroke = Stroke::new(width, self.color(role.into()));
                match dash {
                    Some(dash) => self.shapes.extend(dashes(rect, stroke, dash)),
                    None => self.shapes.push(Shape::rect_stroke(
                        rect,
                        corner,
                        stroke,
                        StrokeKind::Inside,
                    )),
                }
            }
            Primitive::Hatch { rect, role } => self.hatch(rect, self.color(role.into())),
            Primitive::Line {
                points,
                role,
                width,
                dash,
                size,
            } => {
                let color = self.color(role.into());
                let stroke = Stroke::new(width, color);
                match (dash, points) {
                    (Dash::Plain, [from, to]) => {
                        self.shapes.push(Shape::line_segment([*from, *to], stroke));
                    }
                    (Dash::Plain, _) => self.shapes.push(Shape::line(points.to_vec(), stroke)),
                    (Dash::Dashed, _) => {
                        let (dash, gap) = (DASHES.0 * size, DASHES.1 * size);
                        let line = Shape::dashed_line(points, stroke, dash, gap);
                        self.shapes.extend(line);
                    }
                    (Dash::Dotted, _) => {
                        let (apart, radius) = (DOTS.0 * size, DOTS.1 * size);
                        let line = Shape::dotted_line(points, color, apart, radius);
                        self.shapes.extend(line);
                    }
                }
            }
            Primitive::Curve {
                points,
                role,
                width,
            } => {
                let curve = egui::epaint::CubicBezierShape::from_points_stroke(
                    points,
                    false,
                    Color32::TRANSPARENT,
                    Stroke::new(width, self.color(role.into())),
                );
                self.shapes.push(curve.into());
            }
            Primitive::Polygon { points, role } => {
                let color = self.color(role.into());
                let shape = Shape::convex_polygon(points.to_vec(), color, Stroke::NONE);
                self.shapes.push(shape);
            }
            Primitive::Disc {
                center,
                radius,
                role,
            } => {
                let color = self.color(role.into());
                self.shapes
                    .push(Shape::circle_filled(center, radius, color));
            }
            Primitive::Text(_) => {}
        }
    }

    fn hatch(&mut self, rect: Rect, color: Color32) {
        for stripe in stripes(rect) {
            if !self.style.is_plain {
                let shape = Shape::convex_polygon(stripe, color, Stroke::NONE);
                self.shapes.push(shape);
                continue;
            }
            let base = self.rects.vertices.len() as u32;
            for point in &stripe {
                self.rects.colored_vertex(*point, color);
            }
            for at in 1..stripe.len() as u32 - 1 {
                self.rects.add_triangle(base, base + at, base + at + 1);
            }
        }
    }
}

/// A frame of dashes just inside a rectangle: a card told apart by it, the place a card has left or will
/// take.
pub(super) fn dashes(rect: Rect, stroke: Stroke, dash: (f32, f32)) -> Vec<Shape> {
    let inside = rect.shrink(stroke.width / 2.0);
    let corners: [Pos2; 5] = [
        inside.left_top(),
        inside.right_top(),
        inside.right_bottom(),
        inside.left_bottom(),
        inside.left_top(),
    ];
    Shape::dashed_line(&corners, stroke, dash.0, dash.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::lower;
    use egui::vec2;

    #[test]
    fn nothing_on_the_screen_covers_the_zero_line_of_the_bars() {
        use crate::canvas::Camera;
        use crate::layout::{Framing, Layouter, View};
        let bytes = include_bytes!("../../assets/examples/tool-rental.vjourney");
        let project = std::sync::Arc::new(crate::file::read(bytes).unwrap());
        let view = View::journey(project.journeys[0].id);
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
                    style,
                };
                let at = standing(cell, &geometry);
                lower::mark(mark, &at, &mut |primitive| out.draw(primitive));
            }
            // What stands in the mesh is drawn before all shapes.
            let last = shapes.last();
            let is_line =
                matches!(last, Some(Shape::Rect(line)) if line.fill == style.color(Role::Ink));
            assert!(is_line, "{last:?}");
        }
    }
}
