//! A sheet while it is made: rows from the top, figures at the bottom, rules between.

use super::sheet::Block;
use super::sheet::{Band, CellKind, CellLayout, Column, Mark, PlacedCell, Rule, Sheet, StripBar};
use super::theme::Role;
use crate::model::Slot;
use emath::{Rect, Vec2, pos2, vec2};
use std::sync::Arc;

/// Between a pinned label and the edge of its cell, in em.
pub(crate) const LABEL_INSET: f32 = 0.6;
/// Width of the place for the next column, in em.
pub(crate) const NEW_COLUMN: f32 = 2.4;

/// A sheet that is being filled.
pub(crate) struct Grid {
    pub em: f32,
    pub left: f32,
    /// Width of the totals.
    pub right: f32,
    /// Filled so far, from the top of each vertical band.
    pub top: f32,
    pub body: f32,
    pub bottom: f32,
    pub columns: Vec<Column>,
    pub strip: Vec<StripBar>,
    pub strip_solutions: usize,
    /// Where columns begin in the top band, and end in the bottom band.
    pub columns_span: (f32, f32),
    cells: Vec<PlacedCell>,
    rules: Vec<Rule>,
    row: u32,
    name: String,
    has_new_column: bool,
}

impl Grid {
    /// `count` columns of equal width.
    pub(crate) fn new(name: &str, em: f32, left: f32, count: usize, width: f32) -> Self {
        Self {
            em,
            left,
            right: 0.0,
            top: 0.0,
            body: 0.0,
            bottom: 0.0,
            columns: (0..count)
                .map(|at| Column {
                    x: at as f32 * width,
                    width,
                })
                .collect(),
            strip: Vec::new(),
            strip_solutions: 0,
            columns_span: (0.0, 0.0),
            cells: Vec::new(),
            rules: Vec::new(),
            row: 0,
            name: name.to_owned(),
            has_new_column: false,
        }
    }

    /// Ends the row.
    pub(crate) fn next_row(&mut self) {
        self.row += 1;
    }

    /// How far the vertical band is filled.
    pub(crate) fn filled(&self, band: Band) -> f32 {
        match band {
            Band::Start => self.top,
            Band::Middle | Band::Across => self.body,
            Band::End => self.bottom,
        }
    }

    /// Makes the vertical band higher.
    pub(crate) fn grow(&mut self, band: Band, height: f32) {
        match band {
            Band::Start => self.top += height,
            Band::Middle | Band::Across => self.body += height,
            Band::End => self.bottom += height,
        }
    }

    /// A cell in a column, at the end of what is filled, `height` high.
    pub(crate) fn put(&mut self, band: Band, column: usize, height: f32, content: Arc<CellLayout>) {
        let Column { x, width } = self.columns[column];
        self.put_at(
            Band::Middle,
            band,
            Rect::from_min_size(pos2(x, self.filled(band)), vec2(width, height)),
            column + 1,
            content,
        );
    }

    /// The label of the row.
    pub(crate) fn put_label(&mut self, band: Band, height: f32, content: CellLayout) {
        let at = Rect::from_min_size(pos2(0.0, self.filled(band)), vec2(self.left, height));
        self.put_at(Band::Start, band, at, 0, Arc::new(content));
    }

    /// What stands at the right end of the row.
    pub(crate) fn put_total(&mut self, band: Band, height: f32, content: CellLayout) {
        let at = Rect::from_min_size(pos2(0.0, self.filled(band)), vec2(self.right, height));
        let column = self.columns.len() + 1;
        self.put_at(Band::End, band, at, column, Arc::new(content));
    }

    /// A cell anywhere.
    pub(crate) fn put_at(
        &mut self,
        x: Band,
        y: Band,
        at: Rect,
        column: usize,
        content: Arc<CellLayout>,
    ) {
        self.cells.push(PlacedCell {
            at,
            bands: (x, y),
            row: self.row,
            column: column as u32,
            content,
        });
    }

    /// The place for the next column, in the row of column names, after the totals.
    pub(crate) fn put_new_column(&mut self, new: Slot, height: f32, prompt: Option<Block>) {
        let x = self.right;
        let width = prompt
            .as_ref()
            .map_or(NEW_COLUMN * self.em, |block| block.rect.width());
        let at = Rect::from_min_size(pos2(x, self.top), vec2(width, height));
        let slot = Rect::from_min_size(pos2(0.0, 0.0), at.size());
        let content = CellLayout {
            size: at.size(),
            slot: Some(slot.shrink(0.2 * self.em)),
            blocks: prompt.into_iter().collect(),
            ..CellLayout::empty(CellKind::NewColumn(new))
        };
        let column = self.columns.len() + 1 + usize::from(self.right > 0.0);
        self.has_new_column = true;
        self.put_at(Band::End, Band::Start, at, column, Arc::new(content));
    }

    /// A line across, at the end of what is filled.
    pub(crate) fn rule(&mut self, band: Band, role: Role) {
        self.rules.push(Rule::Horizontal {
            band,
            y: self.filled(band),
            role,
        });
    }

    /// The finished sheet.
    pub(crate) fn finish(mut self) -> Sheet {
        let columns_end = self.columns.last().map_or(0.0, |last| last.x + last.width);
        let ends = self.columns.iter().map(|column| column.x);
        self.rules.extend(ends.map(|x| Rule::Vertical {
            x,
            role: Role::Hairline,
        }));
        if self.has_new_column || self.right > 0.0 {
            self.rules.push(Rule::Vertical {
                x: columns_end,
                role: Role::Hairline,
            });
        }
        let new_column = if self.has_new_column {
            NEW_COLUMN * self.em
        } else {
            0.0
        };
        Sheet {
            name: self.name,
            em: self.em,
            body: vec2(columns_end, self.body),
            left: self.left,
            right: self.right + new_column,
            top: self.top,
            bottom: self.bottom,
            cells: self.cells,
            columns: self.columns,
            rules: self.rules,
            links: Vec::new(),
            strip: self.strip,
            strip_solutions: self.strip_solutions,
            columns_span: self.columns_span,
            row_count: self.row,
        }
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

/// A cell of blocks and marks that is only read.
pub(crate) fn shown(size: Vec2, blocks: Vec<Block>, marks: Vec<Mark>) -> CellLayout {
    CellLayout {
        size,
        blocks,
        marks,
        ..CellLayout::empty(CellKind::Shown)
    }
}

/// A cell of blocks that can be edited.
pub(crate) fn fields(size: Vec2, blocks: Vec<Block>) -> CellLayout {
    CellLayout {
        size,
        blocks,
        ..CellLayout::empty(CellKind::Fields)
    }
}
