//! The bands of notes of a journey: a row for each lane of each solution, and the judgements.

use super::scope::{LEFT, Scope};
use crate::analysis::figures::Row;
use crate::layout::kit::cards::{CELL_PADDING, Cards, PADDING};
use crate::layout::kit::fonts::Weight;
use crate::layout::kit::framing::Framing;
use crate::layout::kit::grid::{Grid, LABEL_INSET, air, fields, shown};
use crate::layout::kit::measure::WORD_LINES;
use crate::layout::kit::note_row::{self, NoteRow, PROMPT};
use crate::layout::kit::sheet::{Align, Band, CellLayout};
use crate::layout::kit::theme::Role;
use crate::layout::kit::typesetter::{TextStyle, Typesetter, room};
use crate::model::words::counted;
use crate::model::{Aggregation, Cell, Figure, Lane, Place, Solution, Step, Target};
use std::sync::Arc;

/// Height of a row of judgements in em.
pub(super) const JUDGEMENT: f32 = 2.0;

/// The cards of one cell; nothing where the solution has no such step.
pub(super) fn cards(solution: &Solution, step: &Step, lane: Lane, em: f32, width: f32) -> Cards {
    Cards {
        place: Place::Lane {
            solution: solution.id,
            step: step.id,
            lane,
        },
        width,
        em,
        stacks: 1,
        marks_unscored: false,
    }
}

/// The bands of all solutions, one above the other. Rows share what is left of their height.
pub(super) fn add_bands(
    setter: &mut Typesetter,
    grid: &mut Grid,
    scope: &Scope<'_>,
    framing: &Framing,
) {
    let is_judged = scope.journey.aggregation == Aggregation::Overall;
    let bands: Vec<Vec<NoteRow>> = scope
        .solutions
        .iter()
        .map(|(solution, value)| {
            // Before the first score a mark on every note says nothing.
            let marks_unscored = value.is_known() && !is_judged;
            band_rows(setter, scope, solution, framing, marks_unscored)
        })
        .collect();
    let heights = bands.iter().flatten().map(|row| row.height);
    let fixed = if is_judged {
        JUDGEMENT * grid.sheet.em * bands.len() as f32
    } else {
        0.0
    };
    let air = air(framing.rows * grid.sheet.em - fixed, heights);
    for (at, rows) in bands.into_iter().enumerate() {
        if at > 0 {
            grid.rule(Band::Middle, Role::Rule);
        }
        if is_judged {
            add_judgements(setter, grid, scope, scope.solutions[at].0);
        }
        for (index, row) in rows.into_iter().enumerate() {
            if index > 0 {
                grid.rule(Band::Middle, Role::Hairline);
            }
            row.put(grid, air);
        }
    }
}

/// The rows of one solution.
fn band_rows(
    setter: &mut Typesetter,
    scope: &Scope<'_>,
    solution: &Arc<Solution>,
    framing: &Framing,
    marks_unscored: bool,
) -> Vec<NoteRow> {
    let em = framing.em;
    let column = framing.column * em;
    let lanes: Vec<Lane> = scope.lanes().collect();
    let step_word = scope.journey.step_word();
    let rows = lanes.into_iter().enumerate().map(|(index, lane)| {
        let label = label(setter, scope, solution, lane, framing);
        let cells: Vec<Arc<CellLayout>> = scope
            .steps
            .iter()
            .map(|step| {
                let cards = Cards {
                    marks_unscored,
                    ..cards(solution, step, lane, em, column)
                };
                let word = solution
                    .cell(step.id)
                    .and_then(|cell| word_of(cell, lane, index == 0, step_word));
                cell(setter, &cards, solution.cell(step.id), lane, word)
            })
            .collect();
        NoteRow::new(label, cells, em)
    });
    rows.collect()
}

/// What a cell says where it has no notes to show. Notes of a step that is not there are not lost, and
/// counted nowhere: it says how many.
pub(super) fn word_of(
    cell: &Cell,
    lane: Lane,
    is_first_lane: bool,
    step_word: &str,
) -> Option<String> {
    if !cell.applies {
        let word = format!("no such {step_word}");
        is_first_lane.then(|| match cell.set_aside() {
            0 => word,
            aside => format!("{word}\n{} set aside", counted(aside, "note")),
        })
    } else if cell.nothing_here && lane.is_scored() && cell.notes(lane).is_empty() {
        Some("nothing here".to_owned())
    } else {
        None
    }
}

/// One cell: its cards, or a word why there are none.
fn cell(
    setter: &mut Typesetter,
    cards: &Cards,
    found: Option<&Arc<Cell>>,
    lane: Lane,
    word: Option<String>,
) -> Arc<CellLayout> {
    let (em, column) = (cards.em, cards.width);
    if let Some(cell) = found.filter(|cell| cell.applies && word.is_none()) {
        return cards.cell(setter, cell, Cell::notes(cell, lane));
    }
    let mut content = cards.lay_out(setter, &[]);
    if let Some(word) = word {
        let style = TextStyle::label(em)
            .ink(Role::Weak)
            .align(Align::Center)
            .max_lines(WORD_LINES);
        let y = (CELL_PADDING + PADDING.y) * em;
        let block = setter.text(&word, room(0.3 * em, y, column - 0.6 * em), &style);
        content.height = content.height.max(block.rect.max.y + CELL_PADDING * em);
        content.blocks.push(block);
    }
    Arc::new(content)
}

/// The name of a band: what it holds, whose it is, and what it asks until it is used.
pub(super) fn label(
    setter: &mut Typesetter,
    scope: &Scope<'_>,
    solution: &Solution,
    lane: Lane,
    framing: &Framing,
) -> CellLayout {
    let em = framing.em;
    let (sign, ink) = match lane.info().figure {
        Figure::Gain => ("+ ", Role::Good),
        Figure::Cost => ("− ", Role::Cost),
        Figure::Severity | Figure::None => ("", Role::Ink),
    };
    let name = format!("{sign}{}", lane.info().name);
    let whose = format!("of {}", solution.name);
    let mut texts = vec![(&*name, TextStyle::label(em).bold().ink(ink))];
    if scope.names_solutions() {
        let style = TextStyle::label(em).ink(Role::Weak).max_lines(4);
        texts.push((&whose, style));
    }
    let mut cells = solution.cells.iter();
    let is_used = cells.any(|(_, cell)| !cell.notes(lane).is_empty());
    if framing.has_prompts && !is_used {
        let style = TextStyle::label(em * PROMPT).prompt().max_lines(4);
        texts.push((lane.info().prompt, style));
    }
    note_row::label(setter, LEFT, 0.2, em, &texts)
}

fn add_judgements(
    setter: &mut Typesetter,
    grid: &mut Grid,
    scope: &Scope<'_>,
    solution: &Solution,
) {
    let em = grid.sheet.em;
    let height = JUDGEMENT * em;
    let x = LABEL_INSET * em;
    let style = TextStyle::label(em).bold().max_lines(1);
    let text = if scope.names_solutions() {
        format!("Judgement, {}", solution.name)
    } else {
        "Judgement".to_owned()
    };
    let block = setter.text(&text, room(x, 0.35 * em, LEFT * em - x), &style);
    grid.put_label(Band::Middle, height, shown(vec![block]));
    let judgement = |step: &Arc<Step>| {
        let cell = solution.cell(step.id)?;
        cell.overall.map(crate::model::Decimal::to_f64)
    };
    let row = Row::of(scope.steps.iter().filter_map(judgement));
    let is_known = scope.steps.iter().any(|step| judgement(step).is_some());
    let scale = scope.project.scale.max;
    for (at, step) in scope.steps.iter().enumerate() {
        let target = Target::Overall {
            solution: solution.id,
            step: step.id,
        };
        let judged = judgement(step);
        // A row of question marks says nothing: the first place says what belongs there.
        let is_prompt = !is_known && at == 0;
        let text = match judged {
            Some(judged) => row.signed(judged),
            None if is_known => "?".to_owned(),
            None if is_prompt => format!("−{scale} to +{scale}"),
            None => String::new(),
        };
        let ink = match judged {
            None => Role::Weak,
            Some(judged) if judged > 0.0 => Role::Good,
            Some(judged) if judged < 0.0 => Role::Cost,
            Some(_) => Role::Ink,
        };
        let style = TextStyle::label(em)
            .bold()
            .ink(ink)
            .align(Align::Center)
            .field(target)
            .figure();
        let style = if is_prompt {
            TextStyle {
                weight: Weight::Regular,
                ..style.prompt()
            }
        } else {
            style
        };
        let block = setter.text(
            &text,
            room(0.0, 0.35 * em, grid.sheet.columns[at].width),
            &style,
        );
        grid.put(Band::Middle, at, height, fields(vec![block]));
    }
    grid.end_row(Band::Middle, height);
    grid.rule(Band::Middle, Role::Hairline);
}
