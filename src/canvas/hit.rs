//! What is under a point of the screen.

use super::camera::Geometry;
use crate::layout::Sheet;
use crate::layout::sheet::{Band, BlockKind, CellKind, Mark, PlacedCell};
use crate::model::{Place, Slot, Target};
use egui::{Pos2, Rect};

/// What is under a point.
#[derive(Clone, Copy, PartialEq, Debug)]
#[expect(missing_docs, reason = "the names of the fields say what they are")]
pub enum Hit {
    /// A note, a name, a figure that can be edited.
    Block { target: Target, rect: Rect },
    /// The segment of a bar.
    Bar(Target),
    /// The free part of a cell of notes.
    Cell {
        place: Place,
        /// Where the cell stands on the screen.
        rect: Rect,
    },
    /// The place for the next column.
    NewColumn(Slot),
    /// The edge between two columns, in the row of their names.
    ColumnEdge,
    /// The strip of all steps, at this part of its width.
    Strip(f32),
    /// Nothing that can be edited.
    Nothing,
}

/// How near to an edge is on the edge, in points.
const EDGE: f32 = 4.0;

/// What is under a point of the screen.
pub(super) fn hit(sheet: &Sheet, geometry: &Geometry, pos: Pos2) -> Hit {
    if geometry.strip.contains(pos) {
        let part = (pos.x - geometry.middle.min.x) / geometry.middle.width().max(1.0);
        return Hit::Strip(part.clamp(0.0, 1.0));
    }
    let names = geometry.region((Band::Middle, Band::Start));
    if names.contains(pos) && is_on_edge(sheet, geometry, pos) {
        return Hit::ColumnEdge;
    }
    let under = |cell: &&PlacedCell| {
        geometry.region(cell.bands).contains(pos) && geometry.cell(cell).contains(pos)
    };
    // Title and legend lie over the parts they cross; the last one drawn is the one on top.
    sheet
        .cells
        .iter()
        .rev()
        .filter(under)
        .map(|cell| in_cell(cell, geometry, pos))
        .find(|hit| *hit != Hit::Nothing)
        .unwrap_or(Hit::Nothing)
}

fn is_on_edge(sheet: &Sheet, geometry: &Geometry, pos: Pos2) -> bool {
    sheet
        .columns
        .iter()
        .any(|column| (geometry.x(Band::Middle, column.x + column.width) - pos.x).abs() <= EDGE)
}

fn in_cell(cell: &PlacedCell, geometry: &Geometry, pos: Pos2) -> Hit {
    for block in &cell.content.blocks {
        let rect = geometry.inside(cell, block.rect);
        if let Some(target) = block.target.filter(|_| rect.contains(pos)) {
            return Hit::Block { target, rect };
        }
    }
    for mark in &cell.content.marks {
        if let Mark::Bar {
            rect,
            target: Some(target),
            ..
        } = mark
            && geometry.inside(cell, *rect).contains(pos)
        {
            return Hit::Bar(*target);
        }
    }
    match cell.content.kind {
        CellKind::Notes(place) => Hit::Cell {
            place,
            rect: geometry.cell(cell),
        },
        CellKind::NewColumn(slot) => Hit::NewColumn(slot),
        // The whole cell of a name stands for the name.
        CellKind::Fields if cell.content.blocks.len() == 1 => match cell.content.blocks[0].target {
            Some(target) => Hit::Block {
                target,
                rect: geometry.inside(cell, cell.content.blocks[0].rect),
            },
            None => Hit::Nothing,
        },
        CellKind::Fields | CellKind::Shown => Hit::Nothing,
    }
}

/// Where notes dropped at a point would go: the place, the index, and the line that shows it.
pub(super) fn drop_place(
    sheet: &Sheet,
    geometry: &Geometry,
    pos: Pos2,
) -> Option<(Place, usize, Rect)> {
    if !geometry.middle.contains(pos) {
        return None;
    }
    let cell = sheet.cells.iter().find(|cell| {
        matches!(cell.content.kind, CellKind::Notes(_)) && geometry.cell(cell).contains(pos)
    })?;
    let CellKind::Notes(place) = cell.content.kind else {
        return None;
    };
    let cards: Vec<Rect> = cell
        .content
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Note)
        .map(|block| geometry.inside(cell, block.rect))
        .collect();
    // In two stacks the nearest card decides, above or below its middle.
    let nearest = cards.iter().enumerate().min_by(|(_, one), (_, other)| {
        one.distance_sq_to_pos(pos)
            .total_cmp(&other.distance_sq_to_pos(pos))
    });
    let Some((at, card)) = nearest else {
        let slot = cell
            .content
            .slot
            .map_or(geometry.cell(cell), |slot| geometry.inside(cell, slot));
        return Some((place, 0, line_at(slot, slot.min.y)));
    };
    let is_below = pos.y > card.center().y;
    let y = if is_below {
        card.max.y + 2.0
    } else {
        card.min.y - 4.0
    };
    Some((place, at + usize::from(is_below), line_at(*card, y)))
}

fn line_at(card: Rect, y: f32) -> Rect {
    Rect::from_min_max(egui::pos2(card.min.x, y), egui::pos2(card.max.x, y + 3.0))
}

/// The column under a horizontal position, and where a dragged column would be put.
pub(super) fn drop_column(sheet: &Sheet, geometry: &Geometry, x: f32) -> Option<(usize, f32)> {
    let middle = |column: &crate::layout::sheet::Column| {
        geometry.x(Band::Middle, column.x + column.width / 2.0)
    };
    let before = sheet
        .columns
        .iter()
        .filter(|column| middle(column) < x)
        .count();
    let edge = sheet.columns.get(before).map(|column| column.x);
    let edge = edge.or(sheet.columns.last().map(|last| last.x + last.width))?;
    Some((before, geometry.x(Band::Middle, edge)))
}
