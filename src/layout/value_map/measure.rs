//! What decides how large a value map is drawn.

use super::head::{self, JOB_AROUND, JOB_INSET, LEFT};
use super::legend;
use super::rows::{self, TWO_STACKS};
use crate::layout::kit::footer;
use crate::layout::kit::framing::Framing;
use crate::layout::kit::grid::NEW_COLUMN;
use crate::layout::kit::measure::{CellText, FootSizes, HeadText, Measure, RowText};
use crate::layout::kit::note_row::LEAST_ROW;
use crate::layout::kit::title;
use crate::layout::kit::typesetter::Typesetter;
use crate::model::{Project, Row, ValueMap};

/// A map that has only begun is fitted as if it had this many jobs, so that the next ones still find
/// room.
const ROOM_FOR_JOBS: usize = 2;
/// Narrowest and widest column in em.
const COLUMNS: (f32, f32) = (10.0, 26.0);

/// What decides how large the map is.
pub(super) fn measure(
    setter: &mut Typesetter,
    project: &Project,
    map: &ValueMap,
    framing: &Framing,
) -> Measure {
    let em = framing.em;
    let first_empty = head::first_empty(map);
    let heads = map.jobs.iter().enumerate().map(|(at, job)| {
        let texts = head::job_texts(job, at, first_empty == Some(at));
        let texts = texts
            .into_iter()
            .filter(|text| framing.has_prompts || !text.is_prompt);
        texts
            .map(|text| HeadText {
                shaped: setter.label(&text.text, text.weight()),
                beside: 2.0 * JOB_INSET + text.indent(),
                max_lines: text.max_lines(),
            })
            .collect()
    });
    let heads: Vec<Vec<HeadText>> = heads.collect();
    let rows = Row::ALL.map(|row| {
        let cells = map.jobs.iter().map(|job| {
            let cards = rows::cards(job.id, row, em, 0.0, 1);
            let notes = job.notes(row).iter();
            let notes = notes.map(|note| setter.shaped(note));
            (cards, CellText::Notes(notes.collect()))
        });
        let cells = cells.collect();
        RowText {
            least: rows::row_label(setter, map, row, framing)
                .height
                .max(LEAST_ROW * em),
            cells,
            two_stacks: TWO_STACKS,
        }
    });
    let persona = head::persona_cell(setter, project, map, framing).height;
    let is_empty = heads.iter().all(Vec::is_empty);
    let least_head = head::least_head(persona, is_empty, framing);
    let around = if is_empty { 0.0 } else { 2.0 * JOB_AROUND * em };
    let (least, extra) = if framing.has_prompts {
        (ROOM_FOR_JOBS, NEW_COLUMN)
    } else {
        (1, 0.0)
    };
    Measure {
        em,
        left: LEFT * em,
        right: (extra * em, extra * em),
        there: map.jobs.len() as f32,
        count: map.jobs.len().max(least) as f32,
        has_begun: map.jobs.len() < least,
        columns: COLUMNS,
        broken: COLUMNS.0,
        title: title::HEIGHT * em,
        head: (least_head, around),
        heads,
        rows: rows.into(),
        foot: FootSizes {
            sentences: footer::shaped(setter, &legend::sentences(project, map, framing)),
            ..FootSizes::default()
        },
        ..Measure::default()
    }
}
