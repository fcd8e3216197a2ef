//! The column that is open for a new step or job: it stands where it will stand, with nothing in it
//! that could be edited but its name.

use super::sheet::{Band, CellKind, CellLayout, PlacedCell, Sheet};
use crate::model::{Slot, Target};
use std::sync::Arc;

/// Makes the column of the slot a place for something new. `sheet` is that of a project in which an
/// empty step or job stands there already.
pub(crate) fn open(sheet: &mut Sheet, slot: Slot) {
    let at = match slot {
        Slot::Step { at, .. } | Slot::Job { at, .. } => at,
        Slot::Note { .. } => return,
    };
    // The place after the last column is another one now, or this one.
    let is_last = at + 1 == sheet.columns.len();
    sheet.cells.retain_mut(|cell| match cell.content.kind {
        CellKind::NewColumn(end) => {
            cell.content = Arc::new(as_kind(cell, CellKind::NewColumn(end.one_before()), |_| {
                true
            }));
            !is_last
        }
        CellKind::Notes(_) | CellKind::Fields | CellKind::Shown => true,
    });
    for cell in &mut sheet.cells {
        if cell.bands.0 != Band::Middle || cell.column as usize != at + 1 {
            continue;
        }
        let is_name = |target| matches!(target, Target::StepName(_) | Target::JobSentence(_));
        let mut targets = cell.content.blocks.iter().filter_map(|block| block.target);
        let kind = match cell.content.kind {
            CellKind::Fields if targets.any(is_name) => CellKind::NewColumn(slot),
            CellKind::NewColumn(_) => continue,
            CellKind::Notes(_) | CellKind::Fields | CellKind::Shown => CellKind::Shown,
        };
        let mut content = as_kind(cell, kind, is_name);
        for name in content
            .blocks
            .iter_mut()
            .filter(|block| block.target.is_some())
        {
            // An empty field is one line high, whatever stands in the place of a missing name.
            (name.lines, name.shaped) = (Vec::new(), None);
            name.rect.max.y = name.rect.min.y + name.line_height + 2.0 * name.padding.y;
        }
        cell.content = Arc::new(content);
    }
}

/// The same cell for another purpose, with the targets that stay.
fn as_kind(cell: &PlacedCell, kind: CellKind, stays: impl Fn(Target) -> bool) -> CellLayout {
    let mut blocks = cell.content.blocks.clone();
    for block in &mut blocks {
        block.target = block.target.filter(|target| stays(*target));
    }
    CellLayout {
        height: cell.content.height,
        kind,
        slot: cell.content.slot,
        blocks,
        marks: cell.content.marks.clone(),
        bars: cell.content.bars.clone(),
    }
}
