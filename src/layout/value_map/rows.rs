//! The rows of a value map.

use super::head::LEFT;
use crate::layout::kit::cards::{CELL_PADDING, Cards, PADDING};
use crate::layout::kit::framing::Framing;
use crate::layout::kit::grid::{Grid, LABEL_INSET, shown};
use crate::layout::kit::sheet::{Band, CellLayout};
use crate::layout::kit::typesetter::{TextStyle, Typesetter, room};
use crate::model::{Id, Place, ROWS, Row, ValueMap};
use emath::vec2;
use std::sync::Arc;

/// From this width on, in em, cards may stand in two stacks.
pub(super) const TWO_STACKS: f32 = 15.0;
/// Least height of a row in em.
pub(super) const LEAST_ROW: f32 = 2.7;

pub(super) fn row_label(
    setter: &mut Typesetter,
    map: &ValueMap,
    row: Row,
    framing: &Framing,
) -> CellLayout {
    let em = framing.em;
    let info = &ROWS[row as usize];
    let (x, width) = (LABEL_INSET * em, (LEFT - LABEL_INSET - 0.3) * em);
    let mut y = (CELL_PADDING + PADDING.y) * em;
    let name = setter.text(info.name, room(x, y, width), &TextStyle::label(em).bold());
    y = name.rect.max.y;
    let mut blocks = vec![name];
    let is_used = !map.jobs.is_empty() && map.jobs.iter().all(|job| !job.notes(row).is_empty());
    if framing.has_prompts && !is_used {
        let prompt = setter.text(
            info.prompt,
            room(x, y, width),
            &TextStyle::label(em * 0.86).prompt(),
        );
        y = prompt.rect.max.y;
        blocks.push(prompt);
    }
    shown(vec2(LEFT * em, y + CELL_PADDING * em), blocks, Vec::new())
}

pub(super) fn cards(job: Id, row: Row, em: f32, width: f32, stacks: usize) -> Cards {
    Cards {
        place: Place::Row { job, row },
        width,
        em,
        stacks,
        marks_unscored: false,
    }
}

/// One stack, or two where that makes the row lower; and the height of the row's cards.
fn stacks(setter: &mut Typesetter, map: &ValueMap, row: Row, em: f32, column: f32) -> (usize, f32) {
    let mut height = |stacks: usize| {
        let heights = map
            .jobs
            .iter()
            .map(|job| cards(job.id, row, em, column, stacks).height(setter, job.notes(row)));
        heights.fold(0.0, f32::max)
    };
    let one = height(1);
    if column < TWO_STACKS * em {
        return (1, one);
    }
    let two = height(2);
    if two < one { (2, two) } else { (1, one) }
}

/// A row before it stands anywhere.
pub(super) struct MapRow {
    label: CellLayout,
    cells: Vec<Arc<CellLayout>>,
    /// What it needs, in points.
    pub height: f32,
}

pub(super) fn map_row(
    setter: &mut Typesetter,
    map: &ValueMap,
    row: Row,
    framing: &Framing,
) -> MapRow {
    let em = framing.em;
    let column = framing.column * em;
    let label = row_label(setter, map, row, framing);
    let (stacks, _) = stacks(setter, map, row, em, column);
    let cells: Vec<_> = map
        .jobs
        .iter()
        .map(|job| {
            let cards = cards(job.id, row, em, column, stacks);
            cards.cell(setter, job, job.notes(row))
        })
        .collect();
    let heights = cells.iter().map(|cell| cell.size.y);
    let height = heights.fold(label.size.y.max(LEAST_ROW * em), f32::max);
    MapRow {
        label,
        cells,
        height,
    }
}

pub(super) fn add_row(grid: &mut Grid, row: MapRow, air: f32) {
    let height = row.height + air;
    grid.put_label(Band::Middle, height, row.label);
    for (at, cell) in row.cells.into_iter().enumerate() {
        grid.put(Band::Middle, at, height, cell);
    }
    grid.grow(Band::Middle, height);
    grid.next_row();
}
