//! Cards that follow the pointer, the places they have left, and the place where they will land.

use super::gesture::Gesture;
use super::glyphs::Glyphs;
use super::hit::{drop_column, drop_place};
use super::marks::dashes;
use super::overlay::label;
use super::paint::{Pen, Scene};
use crate::layout::sheet::{Band, Block, BlockKind, PlacedCell};
use crate::layout::theme::Role;
use crate::layout::words::{Words, text_of};
use crate::model::Target;
use crate::model::words::counted;
use egui::{Painter, Pos2, Rect, Shadow, Stroke, StrokeKind, Vec2, vec2};

/// How far the cards behind the first one look out, in points, and how many do.
const BEHIND: (f32, usize) = (5.0, 2);

/// Draws what is carried.
pub(super) fn paint(
    painter: &Painter,
    scene: &Scene<'_>,
    gesture: &Gesture,
    copies: bool,
    glyphs: &mut Glyphs,
    words: &mut Words,
) {
    match gesture {
        Gesture::DraggingNotes {
            notes,
            held,
            hold,
            at,
        } => {
            let Some((cell, block)) = scene.sheet.find(Target::Note(*held)) else {
                return;
            };
            let size = scene.geometry.inside(cell, block.rect).size();
            landing(painter, scene, *at, size.y);
            let card = Rect::from_min_size(*at - *hold, size);
            behind(painter, scene, card, block, notes.len());
            shadow(painter, scene, card);
            Pen::on(painter, scene, glyphs, words, |pen, layer| {
                pen.carried(cell, block, card, layer);
            });
            let what = match (notes.len(), copies) {
                (1, false) => None,
                (1, true) => Some("a copy".to_owned()),
                (count, false) => Some(counted(count, "note")),
                (count, true) => Some(format!("copies of {}", counted(count, "note"))),
            };
            if let Some(what) = what {
                label(
                    painter,
                    card.left_bottom() + vec2(8.0, 8.0),
                    &what,
                    scene.style,
                );
            }
        }
        Gesture::DraggingColumn { column, at } => {
            if let Some((_, x)) = drop_column(scene.sheet, scene.geometry, at.x) {
                let window = scene.geometry.window;
                let range = window.min.y..=scene.geometry.middle.max.y;
                painter.vline(x, range, Stroke::new(4.0, scene.style.color(Role::Ring)));
            }
            let heading = [Target::StepName(*column), Target::JobSentence(*column)]
                .into_iter()
                .find_map(|target| scene.sheet.find(target));
            if let Some((_, block)) = heading {
                let name = text_of(&block.lines);
                label(painter, *at + vec2(10.0, 8.0), &name, scene.style);
            }
        }
        Gesture::Idle
        | Gesture::Pressed { .. }
        | Gesture::Sizing { .. }
        | Gesture::Marquee { .. }
        | Gesture::Panning => {}
    }
}

/// Where the cards would land: a frame of their size where there is room for it, else a line between
/// two cards; and the cell that is meant.
fn landing(painter: &Painter, scene: &Scene<'_>, at: Pos2, height: f32) {
    let geometry = scene.geometry;
    let Some((place, index, line)) = drop_place(scene.sheet, geometry, at) else {
        return;
    };
    let region = geometry.region((Band::Middle, Band::Middle));
    let painter = painter.with_clip_rect(region.intersect(painter.clip_rect()));
    let ring = scene.style.color(Role::Ring);
    if let Some(cell) = scene.sheet.cell_of(place) {
        let rect = geometry.cell(cell).shrink(1.0);
        painter.rect_stroke(rect, 4, Stroke::new(1.0, ring), StrokeKind::Inside);
        if let Some(free) = free_place(scene, cell, index, height) {
            painter.rect_filled(free, 5, ring.gamma_multiply(0.06));
            painter.extend(dashes(free, Stroke::new(2.0, ring), (6.0, 4.0)));
            return;
        }
    }
    painter.rect_filled(line.expand2(vec2(0.0, 0.5)), 2, ring);
    for end in [line.left_center(), line.right_center()] {
        painter.circle_filled(end, 3.5, ring);
    }
}

/// The free place at the end of a cell, as high as the card or as its room.
fn free_place(scene: &Scene<'_>, cell: &PlacedCell, index: usize, height: f32) -> Option<Rect> {
    let is_card = |block: &&Block| block.kind == BlockKind::Note;
    let cards = cell.content.blocks.iter().filter(is_card).count();
    let slot = scene.geometry.inside(cell, cell.content.slot?);
    let bottom = scene.geometry.cell(cell).max.y - 2.0;
    let free = slot.with_max_y((slot.min.y + height).min(bottom));
    (index >= cards && free.height() >= 0.6 * slot.height()).then_some(free)
}

/// The other cards, behind the one that is held.
fn behind(painter: &Painter, scene: &Scene<'_>, card: Rect, block: &Block, count: usize) {
    let fill = scene.style.color(block.fill.unwrap_or(Role::Canvas));
    let edge = Stroke::new(1.0, scene.style.color(Role::Rule));
    for at in (1..=BEHIND.1.min(count.saturating_sub(1))).rev() {
        let rect = card.translate(Vec2::splat(BEHIND.0 * at as f32));
        painter.rect(rect, 5, fill, edge, StrokeKind::Inside);
    }
}

fn shadow(painter: &Painter, scene: &Scene<'_>, card: Rect) {
    if !scene.style.is_plain {
        let shadow = Shadow {
            offset: [0, 4],
            blur: 12,
            spread: 0,
            color: scene.style.color(Role::Ink).gamma_multiply(0.25),
        };
        painter.add(shadow.as_shape(card, 6));
    }
}
