//! What decides how large a journey is drawn.

use super::bands::{self, JUDGEMENT};
use super::head::{self, NAME_AROUND, NAME_INSET, NAME_LINES};
use super::scope::{LEFT, Scope};
use super::{bars, counts, legend, net_rows, running};
use crate::layout::kit::cards::BESIDE_TEXT;
use crate::layout::kit::fonts::Weight;
use crate::layout::kit::footer;
use crate::layout::kit::framing::{Foot, Framing};
use crate::layout::kit::grid::NEW_COLUMN;
use crate::layout::kit::measure::{CellText, FootSizes, HeadText, Measure, RowText};
use crate::layout::kit::note_row::LEAST_ROW;
use crate::layout::kit::title;
use crate::layout::kit::typesetter::{LINE, Typesetter};
use crate::model::{Aggregation, Journey, Project};

/// A journey that has only begun is fitted as if it had this many steps, so that the next ones still
/// find room.
const ROOM_FOR_STEPS: usize = 5;
/// Longer words are broken rather than making all columns wide, in em.
const ORDINARY_WORD: f32 = 10.5;
/// Narrowest column in em where notes are folded, and the longest word there that makes it wider.
const FOLDED: f32 = 5.0;
const FOLDED_WORD: f32 = 7.5;

/// What decides how large the journey is.
pub(super) fn measure(
    setter: &mut Typesetter,
    project: &Project,
    journey: &Journey,
    framing: &Framing,
) -> Measure {
    let em = framing.em;
    let scope = Scope::new(setter.memory(), project, journey, framing);
    let heads = scope.steps.iter().map(|step| {
        vec![HeadText {
            shaped: setter.label(&step.name, Weight::Bold),
            beside: 2.0 * NAME_INSET,
            max_lines: NAME_LINES,
        }]
    });
    let heads: Vec<_> = heads.collect();
    let rows = if framing.is_folded {
        Vec::new()
    } else {
        row_texts(setter, &scope, framing)
    };
    let columns = if framing.is_folded {
        let words = heads.iter().flatten();
        let widest = words.map(|text| text.shaped.widest_word(em));
        let widest = (widest.fold(0.0, f32::max) / em).min(FOLDED_WORD);
        let narrow = (widest + 2.0 * NAME_INSET + 0.2)
            .max(net_rows::narrowest(setter, &scope, em) / em)
            .max(FOLDED);
        (narrow, Framing::COLUMNS.1.max(narrow))
    } else {
        (narrowest(&rows, &scope, framing), Framing::COLUMNS.1)
    };
    let (least, extra) = if framing.has_prompts {
        (ROOM_FOR_STEPS, NEW_COLUMN * em)
    } else {
        (1, 0.0)
    };
    let is_judged = journey.aggregation == Aggregation::Overall && !framing.is_folded;
    let judgements = if is_judged { scope.solutions.len() } else { 0 };
    Measure {
        em,
        left: LEFT * em,
        right: (
            head::totals_width(setter, &scope, em, Foot::Whole) + extra,
            head::totals_width(setter, &scope, em, Foot::Figures) + extra,
        ),
        there: scope.steps.len() as f32,
        count: scope.steps.len().max(least) as f32,
        has_begun: scope.steps.len() < least,
        columns,
        broken: if framing.is_folded {
            columns.0
        } else {
            Framing::COLUMNS.0
        },
        title: (title::HEIGHT + head::phases_height(&scope)) * em,
        head: ((LINE + NAME_AROUND) * em, NAME_AROUND * em),
        heads,
        fixed: judgements as f32 * JUDGEMENT * em,
        rows,
        foot: foot_sizes(setter, &scope, framing),
        has_strip: journey.is_weighed(),
        ..Measure::default()
    }
}

fn foot_sizes(setter: &mut Typesetter, scope: &Scope<'_>, framing: &Framing) -> FootSizes {
    // Before the first step its place is kept: nothing jumps when it is written.
    if scope.steps.is_empty() && !framing.has_prompts {
        return FootSizes::default();
    }
    let em = framing.em;
    let mut sizes = FootSizes {
        figures: counts::height(setter, scope, em) / em,
        sentences: footer::shaped(setter, &legend::sentences(scope, framing.has_prompts)),
        ..FootSizes::default()
    };
    if scope.journey.is_weighed() {
        sizes.figures += net_rows::height(setter, scope, em) / em;
        sizes.running = running::HEIGHT;
        sizes.bars = Some(if framing.is_folded {
            f32::INFINITY
        } else {
            bars::most(scope)
        });
    }
    sizes
}

fn row_texts(setter: &mut Typesetter, scope: &Scope<'_>, framing: &Framing) -> Vec<RowText> {
    let em = framing.em;
    let mut rows = Vec::new();
    for (solution, _) in &scope.solutions {
        for (index, lane) in scope.lanes().enumerate() {
            let cells = scope.steps.iter().filter_map(|step| {
                let cell = solution.cell(step.id)?;
                let cards = bands::cards(solution, step, lane, em, 0.0);
                let text = match bands::word_of(cell, lane, index == 0, scope.journey.step_word()) {
                    Some(word) => CellText::word(setter.label(&word, Weight::Regular)),
                    None if cell.applies => CellText::Notes(
                        cell.notes(lane)
                            .iter()
                            .map(|note| setter.shaped(note))
                            .collect(),
                    ),
                    None => return None,
                };
                Some((cards, text))
            });
            let cells = cells.collect();
            let label = bands::label(setter, scope, solution, lane, framing).height;
            rows.push(RowText {
                least: label.max(LEAST_ROW * em),
                cells,
                two_stacks: f32::INFINITY,
            });
        }
    }
    rows
}

/// The narrowest column in em in which no ordinary word is cut.
fn narrowest(rows: &[RowText], scope: &Scope<'_>, framing: &Framing) -> f32 {
    let notes = rows.iter().flat_map(|row| &row.cells);
    let notes = notes.filter_map(|(_, text)| match text {
        CellText::Notes(notes) => Some(notes),
        CellText::Other(_) => None,
    });
    let widest = notes
        .flatten()
        .map(|shaped| shaped.widest_word(framing.em))
        .fold(0.0, f32::max);
    let has_begun = scope.steps.len() < ROOM_FOR_STEPS && framing.has_prompts;
    let least = if has_begun {
        Framing::COLUMN
    } else {
        Framing::COLUMNS.0
    };
    (widest / framing.em + BESIDE_TEXT)
        .min(ORDINARY_WORD)
        .max(least)
}
