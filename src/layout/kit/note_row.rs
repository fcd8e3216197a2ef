//! A row of notes: its name at the left, a cell of cards in each column.

use super::cards::{CELL_PADDING, PADDING};
use super::grid::{Grid, LABEL_INSET, shown};
use super::sheet::{Band, CellLayout};
use super::typesetter::{TextStyle, Typesetter, room};
use std::sync::Arc;

/// Least height of a row in em: a card and some air.
pub(crate) const LEAST_ROW: f32 = 2.7;
/// Size of what a row asks for until it is used, in em.
pub(crate) const PROMPT: f32 = 0.86;

/// A row before it stands anywhere.
pub(crate) struct NoteRow {
    label: CellLayout,
    cells: Vec<Arc<CellLayout>>,
    /// What it needs, in points.
    pub height: f32,
}

impl NoteRow {
    /// As high as its highest part.
    pub(crate) fn new(label: CellLayout, cells: Vec<Arc<CellLayout>>, em: f32) -> Self {
        let heights = cells.iter().map(|cell| cell.height);
        let height = heights.fold(label.height.max(LEAST_ROW * em), f32::max);
        Self {
            label,
            cells,
            height,
        }
    }

    /// Puts it at the end of the middle, so much higher than it need be.
    pub(crate) fn put(self, grid: &mut Grid, air: f32) {
        let height = self.height + air;
        grid.put_label(Band::Middle, height, self.label);
        for (at, cell) in self.cells.into_iter().enumerate() {
            grid.put(Band::Middle, at, height, cell);
        }
        grid.end_row(Band::Middle, height);
    }
}

/// The name of a row and what else is said of it, one below the other, in a label as wide as `left` with
/// `beside` of it free, both in em.
pub(crate) fn label(
    setter: &mut Typesetter,
    left: f32,
    beside: f32,
    em: f32,
    texts: &[(&str, TextStyle)],
) -> CellLayout {
    let (x, width) = (LABEL_INSET * em, (left - LABEL_INSET - beside) * em);
    let mut y = (CELL_PADDING + PADDING.y) * em;
    let blocks = texts.iter().map(|(text, style)| {
        let block = setter.text(text, room(x, y, width), style);
        y = block.rect.max.y;
        block
    });
    let mut label = shown(blocks.collect());
    label.height = y + CELL_PADDING * em;
    label
}
