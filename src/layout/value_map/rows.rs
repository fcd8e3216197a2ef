//! The rows of a value map.

use super::head::LEFT;
use crate::layout::kit::cards::Cards;
use crate::layout::kit::framing::Framing;
use crate::layout::kit::note_row::{self, NoteRow, PROMPT};
use crate::layout::kit::sheet::CellLayout;
use crate::layout::kit::typesetter::{TextStyle, Typesetter};
use crate::model::{Id, Place, Row, ValueMap};

/// From this width on, in em, cards may stand in two stacks.
pub(super) const TWO_STACKS: f32 = 15.0;

pub(super) fn row_label(
    setter: &mut Typesetter,
    map: &ValueMap,
    row: Row,
    framing: &Framing,
) -> CellLayout {
    let (em, info) = (framing.em, row.info());
    let mut texts = vec![(info.name, TextStyle::label(em).bold())];
    let is_used = !map.jobs.is_empty() && map.jobs.iter().all(|job| !job.notes(row).is_empty());
    if framing.has_prompts && !is_used {
        texts.push((info.prompt, TextStyle::label(em * PROMPT).prompt()));
    }
    note_row::label(setter, LEFT, 0.3, em, &texts)
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

pub(super) fn map_row(
    setter: &mut Typesetter,
    map: &ValueMap,
    row: Row,
    framing: &Framing,
) -> NoteRow {
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
    NoteRow::new(label, cells, em)
}
