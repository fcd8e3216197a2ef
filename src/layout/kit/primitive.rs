//! What every painter draws: a sheet is lowered to these in one place, so that the screen and all exports
//! look the same.

use super::fonts::Weight;
use super::sheet::Dash;
use super::theme::Role;
use super::words::Line;
use emath::{Pos2, Rect};

/// Distance of hatch lines, and the part of it that is filled, in points.
const HATCH: (f32, f32) = (7.0, 4.4);
/// Length of a dash and of the gap after it, in points at the desk's text size.
pub const DASHES: (f32, f32) = (7.0, 4.0);
/// Distance of dots and their radius, in points at the desk's text size.
pub const DOTS: (f32, f32) = (5.0, 1.2);

/// Something to draw, in the painter's points. What comes later lies over what came before.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "the names of the fields say what they are")]
pub enum Primitive<'a> {
    /// A filled rectangle.
    Fill { rect: Rect, corner: f32, ink: Ink },
    /// A straight line that nothing drawn before may cover.
    Axis { rect: Rect, role: Role },
    /// A line just inside a rectangle.
    Frame {
        rect: Rect,
        corner: f32,
        role: Role,
        width: f32,
        /// Length of a dash and of the gap after it.
        dash: Option<(f32, f32)>,
    },
    /// Diagonal stripes in a rectangle, as [`stripes`] gives them.
    Hatch { rect: Rect, role: Role },
    /// A line from point to point.
    Line {
        /// At least two.
        points: &'a [Pos2],
        role: Role,
        width: f32,
        dash: Dash,
        /// Points of the painter a point of the sheet: what dashes and dots are measured in.
        size: f32,
    },
    /// A cubic curve from the first point to the last.
    Curve {
        /// With the two that it is drawn towards between them.
        points: [Pos2; 4],
        role: Role,
        width: f32,
    },
    /// A filled shape without dents.
    Polygon { points: &'a [Pos2], role: Role },
    /// A filled circle.
    Disc {
        center: Pos2,
        radius: f32,
        role: Role,
    },
    /// A line of text.
    Text(Run<'a>),
}

/// A colour, as it is or paler.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Ink {
    /// The colour.
    pub role: Role,
    /// How much of the ground is mixed in, 0 to 1.
    pub ground: f32,
}

impl From<Role> for Ink {
    fn from(role: Role) -> Self {
        Self { role, ground: 0.0 }
    }
}

/// A line of text in one weight, size and colour.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "the names of the fields say what they are")]
pub struct Run<'a> {
    pub line: &'a Line,
    pub at: Pos2,
    pub size: f32,
    pub line_height: f32,
    pub weight: Weight,
    pub role: Role,
}

/// The stripes of a hatched rectangle, each as a shape without dents. They start at the same places in
/// all segments of a bar.
pub fn stripes(rect: Rect) -> impl Iterator<Item = Vec<Pos2>> {
    let (pitch, filled) = HATCH;
    let diagonal = pitch * std::f32::consts::SQRT_2;
    let thick = filled * std::f32::consts::SQRT_2;
    let (low, high) = (rect.min.x + rect.min.y, rect.max.x + rect.max.y);
    let first = (low / diagonal).floor() * diagonal;
    let count = ((high - first) / diagonal).ceil().max(0.0) as usize;
    let begins = (0..count).map(move |at| first + at as f32 * diagonal);
    begins
        .map(move |from| stripe(rect, from, from + thick))
        .filter(|stripe| stripe.len() >= 3)
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

#[cfg(test)]
mod tests {
    use super::*;
    use emath::{pos2, vec2};

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
        assert!(stripes(rect).count() > 5);
    }
}
