//! A sheet while it is made: rows from the top, figures at the bottom, rules between.

use super::sheet::{Band, Block, CellKind, CellLayout, Column, PlacedCell, Rule, Sheet};
use super::theme::Role;
use crate::model::Slot;
use emath::{Pos2, Rect, Vec2, pos2, vec2};
use std::sync::Arc;

/// Between a pinned label and the edge of its cell, in em.
pub(crate) const LABEL_INSET: f32 = 0.6;
/// Width of the place for the next column, in em.
pub(crate) const NEW_COLUMN: f32 = 2.4;

/// A sheet that is being filled.
pub(crate) struct Grid {
    /// What stands there so far; its heights say how far each vertical band is filled.
    pub sheet: Sheet,
    has_new_column: bool,
}

impl Grid {
    /// `count` columns of equal width.
    pub(crate) fn new(name: &str, em: f32, left: f32, count: usize, width: f32) -> Self {
        let x = |at: usize| at as f32 * width;
        let columns = (0..count).map(|at| Column { x: x(at), width });
        Self {
            sheet: Sheet {
                name: name.to_owned(),
                left,
                columns: columns.collect(),
                ..Sheet::empty(em)
            },
            has_new_column: false,
        }
    }

    /// Ends a row of the vertical band, which is so much higher then.
    pub(crate) fn end_row(&mut self, band: Band, height: f32) {
        *self.filled(band) += height;
        self.sheet.row_count += 1;
    }

    /// How far the vertical band is filled.
    fn filled(&mut self, band: Band) -> &mut f32 {
        match band {
            Band::Start => &mut self.sheet.top,
            Band::Middle | Band::Across => &mut self.sheet.body.y,
            Band::End => &mut self.sheet.bottom,
        }
    }

    /// A cell in a column, at the end of what is filled, `height` high.
    pub(crate) fn put(
        &mut self,
        band: Band,
        column: usize,
        height: f32,
        content: impl Into<Arc<CellLayout>>,
    ) {
        let Column { x, width } = self.sheet.columns[column];
        self.put_across(
            Band::Middle,
            band,
            x,
            vec2(width, height),
            column + 1,
            content,
        );
    }

    /// The label of the row.
    pub(crate) fn put_label(&mut self, band: Band, height: f32, content: CellLayout) {
        let size = vec2(self.sheet.left, height);
        self.put_across(Band::Start, band, 0.0, size, 0, content);
    }

    /// What stands at the right end of the row.
    pub(crate) fn put_total(&mut self, band: Band, height: f32, content: CellLayout) {
        let size = vec2(self.sheet.right, height);
        let column = self.sheet.columns.len() + 1;
        self.put_across(Band::End, band, 0.0, size, column, content);
    }

    /// A cell of any width, at the end of what is filled.
    pub(crate) fn put_across(
        &mut self,
        across: Band,
        band: Band,
        x: f32,
        size: Vec2,
        column: usize,
        content: impl Into<Arc<CellLayout>>,
    ) {
        let y = *self.filled(band);
        self.sheet.cells.push(PlacedCell {
            at: Rect::from_min_size(pos2(x, y), size),
            bands: (across, band),
            row: self.sheet.row_count,
            column: column as u32,
            content: content.into(),
        });
    }

    /// The place for the next column, in the row of column names, after the totals.
    pub(crate) fn put_new_column(&mut self, new: Slot, height: f32, prompt: Option<Block>) {
        let (em, right) = (self.sheet.em, self.sheet.right);
        let width = prompt
            .as_ref()
            .map_or(NEW_COLUMN * em, |block| block.rect.width());
        let size = vec2(width, height);
        let slot = Rect::from_min_size(Pos2::ZERO, size);
        let content = CellLayout {
            slot: Some(slot.shrink(0.2 * em)),
            blocks: prompt.into_iter().collect(),
            ..CellLayout::empty(CellKind::NewColumn(new))
        };
        let column = self.sheet.columns.len() + 1 + usize::from(right > 0.0);
        self.has_new_column = true;
        self.put_across(Band::End, Band::Start, right, size, column, content);
    }

    /// A line across, at the end of what is filled.
    pub(crate) fn rule(&mut self, band: Band, role: Role) {
        let y = *self.filled(band);
        self.sheet.rules.push(Rule::Horizontal { band, y, role });
    }

    /// The finished sheet.
    pub(crate) fn finish(self) -> Sheet {
        let mut sheet = self.sheet;
        let role = Role::Hairline;
        let begins = sheet.columns.iter().map(|column| column.x);
        let rules = begins.map(|x| Rule::Vertical { x, role });
        sheet.rules.extend(rules);
        sheet.body.x = sheet.columns.last().map_or(0.0, |last| last.x + last.width);
        if self.has_new_column || sheet.right > 0.0 {
            let x = sheet.body.x;
            sheet.rules.push(Rule::Vertical { x, role });
        }
        if self.has_new_column {
            sheet.right += NEW_COLUMN * sheet.em;
        }
        sheet
    }
}

/// What each row of these heights gets besides, so that together they are as high as wanted.
pub(crate) fn air(wanted: f32, heights: impl Iterator<Item = f32>) -> f32 {
    let (count, needed) = heights.fold((0.0, 0.0), |(count, all), height| {
        (count + 1.0, all + height)
    });
    if count > 0.0 {
        ((wanted - needed) / count).max(0.0)
    } else {
        0.0
    }
}

/// A cell of blocks that is only read.
pub(crate) fn shown(blocks: Vec<Block>) -> CellLayout {
    CellLayout {
        blocks,
        ..CellLayout::empty(CellKind::Shown)
    }
}

/// A cell of blocks that can be edited.
pub(crate) fn fields(blocks: Vec<Block>) -> CellLayout {
    CellLayout {
        blocks,
        ..CellLayout::empty(CellKind::Fields)
    }
}
