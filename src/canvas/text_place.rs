//! Where the text of a block stands on the screen: the same for what is drawn and for what is typed,
//! so that nothing moves when the field opens or closes.

use super::camera::Geometry;
use crate::layout::sheet::{Align, Band, Block, BlockKind, PlacedCell};
use crate::layout::words::{Line, MEASURE, Words};
use egui::{Rect, vec2};

/// Names are made this much smaller at most, so that their words stay whole.
const LEAST_NAME: f32 = 0.75;

/// Between a text without a card and the ring around it, at the left, top, right and bottom, in points.
/// Over its letters a line is empty: there the ring comes closer, so that it does not touch the tails of
/// the letters above.
const AROUND: [f32; 4] = [2.0, -1.5, 3.0, 0.5];
/// Between the ring and the sides of its cell, in points.
const INSIDE: f32 = 3.0;

/// How lines follow the room there is for them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Lines {
    /// As the sheet has broken them.
    Planned,
    /// The same, in a row that may be lower than its name.
    OfRow,
    /// Broken anew: the column is narrower than planned.
    Anew,
    /// One figure in a column narrower than planned.
    Figure,
}

/// Where lines begin, how wide they may be, and how large they are.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct TextPlace {
    /// On the screen.
    pub room: Rect,
    /// Screen points a point of text.
    pub scale: f32,
    /// Where they stand in their room.
    pub align: Align,
    /// How they follow it.
    pub lines: Lines,
}

impl TextPlace {
    /// Of a block of this cell.
    pub(super) fn of(geometry: &Geometry, cell: &PlacedCell, block: &Block) -> Self {
        let scale = geometry.text_scale(cell.bands);
        let rect = geometry.inside(cell, block.rect);
        let padding = block.padding * scale;
        let planned = Self {
            room: rect.shrink2(padding),
            scale,
            align: block.align,
            lines: Lines::Planned,
        };
        match cell.bands {
            (Band::Middle, Band::Middle) => planned,
            (_, Band::Middle) => {
                // The row is zoomed, its name is not.
                let top = geometry.cell(cell).min.y + block.text_rect().min.y * scale;
                let size = vec2(planned.room.width(), block.text_rect().height() * scale);
                Self {
                    room: Rect::from_min_size(egui::pos2(planned.room.min.x, top), size),
                    lines: Lines::OfRow,
                    ..planned
                }
            }
            (_, Band::Start | Band::End | Band::Across) => {
                let room = rect.shrink2(padding.min(rect.size() / 4.0));
                let planned = Self { room, ..planned };
                let wanted = block.text_rect().width() * scale;
                if cell.bands.0 != Band::Middle || room.width() >= wanted - 0.5 {
                    planned
                } else if block.kind == BlockKind::Figure {
                    planned.narrow_figure(geometry.cell(cell), block)
                } else {
                    planned.narrow_name(block)
                }
            }
        }
    }

    /// The lines of a block broken anew for this room, as many as the cell has room for.
    pub(super) fn broken(&self, cell: &PlacedCell, block: &Block, words: &mut Words) -> Vec<Line> {
        let Some(shaped) = &block.shaped else {
            return Vec::new();
        };
        let most = ((cell.at.height() / block.line_height) as usize).max(1);
        let width = self.room.width() / self.scale;
        words.break_lines(shaped, block.weight, block.size, width, most)
    }

    /// Where the ring stands around a text without a card: outside of every letter.
    pub(super) fn ring(
        &self,
        geometry: &Geometry,
        cell: &PlacedCell,
        block: &Block,
        words: &mut Words,
    ) -> Rect {
        let lines = match self.lines {
            Lines::Planned | Lines::OfRow | Lines::Figure => block.lines.len(),
            Lines::Anew => self.broken(cell, block, words).len(),
        };
        let height = lines.max(1) as f32 * block.line_height * self.scale;
        let text = Rect::from_min_size(self.room.min, vec2(self.room.width(), height));
        let [left, top, right, bottom] = AROUND;
        let around = Rect::from_min_max(text.min - vec2(left, top), text.max + vec2(right, bottom));
        let inside = geometry.cell(cell).shrink2(vec2(INSIDE, 0.0));
        around
            .with_min_x(around.min.x.max(inside.min.x.min(text.min.x)))
            .with_max_x(around.max.x.min(inside.max.x.max(text.min.x)))
    }

    /// A figure has its whole column, and gets smaller.
    fn narrow_figure(self, cell: Rect, block: &Block) -> Self {
        let room = Rect::from_x_y_ranges(cell.x_range().shrink(1.0), self.room.y_range());
        let line = block.lines.first().map_or(0.0, |line| line.width);
        let wanted = line * block.size / MEASURE * self.scale;
        let shrunk = (room.width() / wanted.max(1.0)).min(1.0);
        let lower = block.line_height * self.scale * (1.0 - shrunk) / 2.0;
        Self {
            room: room.translate(vec2(0.0, lower)),
            scale: self.scale * shrunk,
            align: Align::Center,
            lines: Lines::Figure,
        }
    }

    /// A name gets a little smaller before a word of it is broken.
    fn narrow_name(self, block: &Block) -> Self {
        let widest = block
            .shaped
            .as_ref()
            .map_or(0.0, |shaped| shaped.widest_word(block.size));
        let shrunk = (self.room.width() / (widest * self.scale).max(1.0)).min(1.0);
        Self {
            scale: self.scale * if shrunk < LEAST_NAME { 1.0 } else { shrunk },
            lines: Lines::Anew,
            ..self
        }
    }
}
