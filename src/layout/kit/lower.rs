//! Lowers a sheet to primitives: what a mark, a card, a badge, a link is made of.
//!
//! Painters say where the inside of a cell stands, and draw what comes out.

use super::fonts::Weight;
use super::primitive::{Ink, Primitive, Run};
use super::sheet::{
    Align, Badge, Band, Block, BlockKind, Dash, Mark, Pattern, Rule, Sheet, Spot,
    trend as corners_of,
};
use super::theme::{Outline, Role, Theme};
use super::words::{Line, MEASURE};
use emath::{Pos2, Rangef, Rect, Vec2, pos2, vec2};

/// Corners of cards in points at the desk's text size.
pub const CORNER: f32 = 6.0;
/// A smaller bar, in points, has a tint in the place of a hatch.
const LEAST_HATCH: f32 = 6.0;
/// Lower segments of a bar, in points, have no seam between them.
const LEAST_SEAM: f32 = 4.0;
/// Corners of what stands in the place of bars, in points.
const CORNER_OF_WORD: f32 = 3.0;
/// Thickness of a curve, and radius of its dots and of what is left open in them, at the desk's size.
const CURVE: (f32, f32, f32) = (2.0, 3.5, 1.8);
/// Dots of a curve that are nearer to each other than this say nothing, at the desk's size.
const DOTS_APART: f32 = 12.0;
/// Length of the wings of an arrow and thickness of its lines, at the desk's size.
const ARROW: (f32, f32) = (3.9, 1.2);
/// Thickness of a link, and radius of the dots where it begins and ends, in points.
const LINK: (f32, f32, f32) = (2.0, 3.0, 4.5);
/// How far a link goes beside two cards that stand one above the other, in points.
const BULGE: f32 = 16.0;

/// Where the inside of a cell stands, in the painter's points.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// The whole cell.
    pub cell: Rect,
    /// Points of the painter a point of the sheet, horizontally and vertically.
    pub scale: Vec2,
    /// The same for text, and for how thick lines are.
    pub size: f32,
}

impl Standing {
    fn pos(&self, pos: Pos2) -> Pos2 {
        self.cell.min + pos.to_vec2() * self.scale
    }

    fn rect(&self, rect: Rect) -> Rect {
        Rect::from_min_max(self.pos(rect.min), self.pos(rect.max))
    }

    /// No line is thinner than a point.
    fn thickness(&self, width: f32) -> f32 {
        (width * self.size).max(1.0)
    }
}

/// Lowers a mark of a cell.
pub fn mark(mark: &Mark, at: &Standing, draw: &mut impl FnMut(Primitive<'_>)) {
    let size = at.size;
    match mark {
        Mark::Bar {
            rect,
            fill,
            pattern,
            ..
        } => bar(at.rect(*rect), *fill, *pattern, draw),
        Mark::Axis { y, role, width } => {
            let y = at.pos(pos2(0.0, *y)).y;
            let half = at.thickness(*width) / 2.0;
            let rect = Rect::from_x_y_ranges(at.cell.x_range(), y - half..=y + half);
            draw(Primitive::Axis { rect, role: *role });
        }
        Mark::Tick {
            from,
            to,
            role,
            width,
        } => {
            let half = at.thickness(*width) / 2.0;
            let rect = Rect::from_two_pos(at.pos(*from), at.pos(*to));
            draw(fill(rect.expand2(vec2(0.0, half)), 0.0, *role));
        }
        Mark::Curve { points, role, dash } => {
            let points: Vec<Pos2> = points.iter().map(|point| at.pos(*point)).collect();
            curve(&points, *role, *dash, size, draw);
        }
        Mark::NoSuchStep { rect } => {
            let rect = at.rect(*rect);
            draw(fill(rect, CORNER_OF_WORD, Role::Missing));
            draw(frame(rect, CORNER_OF_WORD, Role::Rule, 1.0));
        }
        Mark::Arrow { from, length, role } => {
            let from = at.pos(*from);
            let tip = from + vec2(length * size, 0.0);
            let wing = ARROW.0 * size;
            for end in [from, tip + vec2(-wing, -wing), tip + vec2(-wing, wing)] {
                draw(Primitive::Line {
                    points: &[tip, end],
                    role: *role,
                    width: ARROW.1 * size,
                    dash: Dash::Plain,
                    size,
                });
            }
        }
    }
}

fn fill<'a>(rect: Rect, corner: f32, role: Role) -> Primitive<'a> {
    Primitive::Fill {
        rect,
        corner,
        ink: role.into(),
    }
}

fn frame<'a>(rect: Rect, corner: f32, role: Role, width: f32) -> Primitive<'a> {
    Primitive::Frame {
        rect,
        corner,
        role,
        width,
        dash: None,
    }
}

fn bar(rect: Rect, role: Role, pattern: Pattern, draw: &mut impl FnMut(Primitive<'_>)) {
    match pattern {
        Pattern::Plain => {
            draw(fill(rect, 0.0, role));
            // The seam that tells segments apart.
            if rect.height() > LEAST_SEAM {
                let seam = rect.with_min_y(rect.max.y - 1.0);
                draw(fill(seam, 0.0, Role::Canvas));
            }
        }
        Pattern::Hatched if rect.width() < LEAST_HATCH || rect.height() < LEAST_HATCH => {
            draw(Primitive::Fill {
                rect,
                corner: 0.0,
                ink: Ink { role, ground: 0.4 },
            });
        }
        Pattern::Hatched => {
            draw(Primitive::Hatch { rect, role });
            draw(frame(rect, 0.0, role, 1.0));
        }
        Pattern::Outlined => draw(frame(rect, 0.0, role, 2.0)),
    }
}

fn curve(points: &[Pos2], role: Role, dash: Dash, size: f32, draw: &mut impl FnMut(Primitive<'_>)) {
    let (width, dot, open) = CURVE;
    draw(Primitive::Line {
        points,
        role,
        width: width * size,
        dash,
        size,
    });
    let are_apart = points
        .windows(2)
        .all(|pair| (pair[1].x - pair[0].x).abs() > DOTS_APART * size);
    if !are_apart && points.len() > 1 {
        return;
    }
    for center in points {
        let mut disc = |radius: f32, role: Role| {
            draw(Primitive::Disc {
                center: *center,
                radius: radius * size,
                role,
            });
        };
        disc(dot, role);
        if dash != Dash::Plain {
            disc(open, Role::Canvas);
        }
    }
}

/// Lowers a card without its text; `size` is that of its line, in points of the painter a point at the
/// desk.
pub fn card(
    rect: Rect,
    corner: f32,
    role: Role,
    outline: Option<Outline>,
    size: f32,
    draw: &mut impl FnMut(Primitive<'_>),
) {
    draw(fill(rect, corner, role));
    let Some(outline) = outline else { return };
    // It is what tells cards apart: it does not vanish where they are small.
    let size = size.max(0.5);
    let (dash, gap) = Outline::DASH;
    draw(Primitive::Frame {
        rect,
        corner,
        role: outline.role,
        width: outline.width * size,
        dash: outline.is_dashed.then_some((dash * size, gap * size)),
    });
}

/// A line of a block whose text stands in this room, from this height on.
pub fn run<'a>(block: &Block, line: &'a Line, room: Rect, top: f32, size: f32) -> Run<'a> {
    run_aligned(block, line, block.align, room, top, size)
}

/// The same where the text is aligned otherwise than planned.
pub fn run_aligned<'a>(
    block: &Block,
    line: &'a Line,
    align: Align,
    room: Rect,
    top: f32,
    size: f32,
) -> Run<'a> {
    Run {
        line,
        at: pos2(align.begin(room, width(line, block, size)), top),
        size: block.size * size,
        line_height: block.line_height * size,
        weight: block.weight,
        role: block.ink,
    }
}

/// Width of a line of a block.
pub fn width(line: &Line, block: &Block, size: f32) -> f32 {
    line.width * block.size / MEASURE * size
}

/// The figure at the top right of a card that stands here.
pub fn figure(block: &Block, card: Rect, size: f32) -> Option<Run<'_>> {
    let (Badge::Score { line, role, .. } | Badge::Severity { line, role, .. }) =
        block.badge.as_ref()?
    else {
        return None;
    };
    let padding = block.padding * size;
    let right = card.max.x - padding.x;
    Some(Run {
        line,
        at: pos2(right - width(line, block, size), card.min.y + padding.y),
        size: block.size * size,
        line_height: block.line_height * size,
        weight: Weight::Bold,
        role: *role,
    })
}

/// The triangle left of a figure whose text stands in this room: its corners and colour.
pub fn trend(block: &Block, align: Align, room: Rect, size: f32) -> Option<([Pos2; 3], Role)> {
    let Some(Badge::Trend { is_up, role }) = block.badge else {
        return None;
    };
    let begin = align.begin(room, width(block.lines.first()?, block, size));
    let figure = pos2(begin, room.min.y);
    let corners = corners_of(figure, block.size * size, block.line_height * size, is_up);
    Some((corners, role))
}

/// Lowers a link from one card to another.
pub fn link(from: Rect, to: Rect, draw: &mut impl FnMut(Primitive<'_>)) {
    let across = to.center().x - from.center().x;
    let (begin, end, out, into) = if across.abs() < from.width() / 2.0 {
        // One above the other: a bracket beside them, which crosses no text.
        let bulge = vec2(BULGE, 0.0);
        (from.right_center(), to.right_center(), bulge, bulge)
    } else {
        let reach = vec2(across * 0.4, 0.0);
        let sides = if across > 0.0 {
            (from.right_center(), to.left_center())
        } else {
            (from.left_center(), to.right_center())
        };
        (sides.0, sides.1, reach, -reach)
    };
    let (width, first, last) = LINK;
    let role = Role::Ours;
    draw(Primitive::Curve {
        points: [begin, begin + out, end + into, end],
        role,
        width,
    });
    for (center, radius) in [(begin, first), (end, last)] {
        draw(Primitive::Disc {
            center,
            radius,
            role,
        });
    }
}

/// Lowers everything that stands at this height of a sheet, as it is without a window: at scale 1, without
/// prompts.
pub fn sheet(sheet: &Sheet, theme: Theme, part: Rangef, draw: &mut impl FnMut(Primitive<'_>)) {
    for rule in &sheet.rules {
        draw(fill(line_of(*rule, sheet), 0.0, role_of(*rule)));
    }
    // Under the cards: no text is hidden.
    for mark in &sheet.links {
        let at = |spot: Spot| {
            let cell = sheet.full_rect(&sheet.cells[spot.cell]);
            spot.rect.translate(cell.min.to_vec2())
        };
        link(at(mark.from), at(mark.to), draw);
    }
    for cell in &sheet.cells {
        let rect = sheet.full_rect(cell);
        if !part.intersects(rect.y_range()) {
            continue;
        }
        let at = Standing {
            cell: rect,
            scale: Vec2::splat(1.0),
            size: 1.0,
        };
        for known in &cell.content.marks {
            mark(known, &at, draw);
        }
        for known in &cell.content.blocks {
            let rect = at.rect(known.rect);
            if known.kind != BlockKind::Prompt && part.intersects(rect.y_range()) {
                block(known, rect, sheet.em, theme, draw);
            }
        }
    }
}

fn block(block: &Block, rect: Rect, em: f32, theme: Theme, draw: &mut impl FnMut(Primitive<'_>)) {
    if let Some(fill) = block.fill {
        let size = em / MEASURE;
        let outline = theme.card_outline(fill);
        card(rect, CORNER * size, fill, outline, size, draw);
    }
    let room = rect.shrink2(block.padding);
    for (at, line) in block.lines.iter().enumerate() {
        let top = room.min.y + at as f32 * block.line_height;
        draw(Primitive::Text(run(block, line, room, top, 1.0)));
    }
    if let Some(figure) = figure(block, rect, 1.0) {
        draw(Primitive::Text(figure));
    }
    if let Some((points, role)) = trend(block, block.align, room, 1.0) {
        draw(Primitive::Polygon {
            points: &points,
            role,
        });
    }
}

/// Where a line across cells stands when everything is drawn at scale 1.
fn line_of(rule: Rule, sheet: &Sheet) -> Rect {
    const HALF: f32 = 0.5;
    let band = |band: Band| match band {
        Band::Start | Band::Across => 0.0,
        Band::Middle => sheet.top,
        Band::End => sheet.top + sheet.body.y,
    };
    match rule {
        Rule::Horizontal { band: at, y, .. } => {
            let y = band(at) + y;
            Rect::from_x_y_ranges(0.0..=sheet.full_size().x, y - HALF..=y + HALF)
        }
        Rule::Vertical { x, .. } => {
            let x = sheet.left + x;
            let (from, to) = sheet.columns_span;
            Rect::from_x_y_ranges(x - HALF..=x + HALF, from..=band(Band::End) + to)
        }
    }
}

fn role_of(rule: Rule) -> Role {
    match rule {
        Rule::Horizontal { role, .. } | Rule::Vertical { role, .. } => role,
    }
}
