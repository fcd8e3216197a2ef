//! The canvas of a Customer Value Map: jobs as columns, six rows of notes.

use super::cards::{CELL_PADDING, Cards, PADDING};
use super::fonts::Weight;
use super::grid::{Grid, LABEL_INSET, NEW_COLUMN, air, fields, shown};
use super::layouter::{Layouter, TextStyle, room};
use super::measure::{CellText, FootSizes, HeadText, Measure, RowText};
use super::sheet::{Band, CellLayout, Mark, Sheet};
use super::theme::Role;
use super::view::Framing;
use super::{legend, title};
use crate::model::{Id, Job, Place, Project, ROWS, Row, Slot, Target, ValueMap};
use emath::{pos2, vec2};
use std::sync::Arc;

/// A map that has only begun is fitted as if it had this many jobs, so that the next ones still find
/// room.
const ROOM_FOR_JOBS: usize = 2;
/// Beside the text of a job, in em.
const JOB_INSET: f32 = 0.6;
/// Above and below the texts of a job, in em.
const JOB_AROUND: f32 = 0.35;
/// Width of row names in em.
const LEFT: f32 = 9.0;
/// Narrowest and widest column in em.
const COLUMNS: (f32, f32) = (10.0, 26.0);
/// From this width on, in em, cards may stand in two stacks.
const TWO_STACKS: f32 = 15.0;
/// The name of the method.
const METHOD: &str = "Customer Value Map";
/// Least height of a row in em.
const LEAST_ROW: f32 = 2.7;
/// The arrow before an outcome, in em.
const ARROW: f32 = 1.4;

pub(super) fn sheet(
    layouter: &mut Layouter,
    project: &Project,
    id: Id,
    framing: &Framing,
) -> Sheet {
    let em = framing.em;
    let Some(map) = project.value_map(id) else {
        return Grid::new("", em, 0.0, 0, 0.0).finish();
    };
    let column = framing.column * em;
    let mut grid = Grid::new(
        &format!("{METHOD}: {}", map.name),
        em,
        LEFT * em,
        map.jobs.len(),
        column,
    );
    let has_title = framing.has_prompts || !map.name.trim().is_empty();
    title::add(
        layouter,
        &mut grid,
        framing.width,
        framing.has_prompts,
        [
            title::Part {
                text: &map.name,
                prompt: "Name of the value map",
                unnamed: METHOD,
                target: Some(Target::MapName(id)),
            },
            title::Part {
                // Once is enough.
                text: if has_title { METHOD } else { "" },
                prompt: "",
                unnamed: "",
                target: None,
            },
        ],
    );
    add_head(layouter, &mut grid, project, map, framing);
    let rows = Row::ALL.map(|row| map_row(layouter, map, row, framing));
    let air = air(framing.rows * em, rows.iter().map(|row| row.height));
    for (at, row) in rows.into_iter().enumerate() {
        grid.rule(if at == 0 { Band::Start } else { Band::Middle }, Role::Rule);
        add_row(&mut grid, row, air);
    }
    legend::add_to_map(layouter, &mut grid, project, map, framing);
    grid.finish()
}

/// The job, or its desired outcome.
struct JobText {
    text: String,
    is_outcome: bool,
    is_prompt: bool,
    target: Target,
}

impl JobText {
    fn weight(&self) -> Weight {
        if self.is_outcome || self.is_prompt {
            Weight::Regular
        } else {
            Weight::Bold
        }
    }

    /// Before it, in em.
    fn indent(&self) -> f32 {
        if self.is_outcome { ARROW } else { 0.0 }
    }

    fn max_lines(&self) -> usize {
        if self.is_outcome { 3 } else { 4 }
    }
}

/// Job and outcome of one column, or what they ask for while they are empty.
fn job_texts(job: &Job, at: usize, is_first_empty: bool) -> [JobText; 2] {
    let (job_text, outcome_text) = (job.job.text(), job.outcome.text());
    let no_job = job_text.trim().is_empty();
    let no_outcome = outcome_text.trim().is_empty();
    let job_text = match (no_job, is_first_empty) {
        (false, _) => job_text.into_owned(),
        (true, true) => "What are they trying to get done? Verb, thing, circumstance.".to_owned(),
        (true, false) => format!("Job {}", at + 1),
    };
    let outcome_text = if no_outcome {
        "Desired outcome".to_owned()
    } else {
        outcome_text.into_owned()
    };
    [
        JobText {
            text: job_text,
            is_outcome: false,
            is_prompt: no_job,
            target: Target::JobSentence(job.id),
        },
        JobText {
            text: outcome_text,
            is_outcome: true,
            is_prompt: no_outcome,
            target: Target::OutcomeSentence(job.id),
        },
    ]
}

/// The first job without a sentence.
fn first_empty(map: &ValueMap) -> Option<usize> {
    map.jobs
        .iter()
        .position(|job| job.job.text().trim().is_empty())
}

/// Job and outcome of one column, from the top.
fn job_cell(
    layouter: &mut Layouter,
    texts: [JobText; 2],
    column: f32,
    framing: &Framing,
) -> CellLayout {
    let em = framing.em;
    let (x, width) = (JOB_INSET * em, column - 2.0 * JOB_INSET * em);
    let mut cell = fields(vec2(column, 0.0), Vec::new());
    let mut y = JOB_AROUND * em;
    for text in texts {
        if text.is_prompt && !framing.has_prompts {
            continue;
        }
        let style = TextStyle::label(em)
            .max_lines(text.max_lines())
            .field(text.target);
        let style = match (text.is_prompt, text.is_outcome) {
            (true, _) => style.prompt(),
            (false, false) => style.bold(),
            (false, true) => style.ink(Role::Weak),
        };
        let indent = text.indent() * em;
        let block = layouter.text(&text.text, room(x + indent, y, width - indent), &style);
        if text.is_outcome {
            cell.marks.push(Mark::Arrow {
                from: pos2(x, y + 0.65 * em),
                length: 0.9 * em,
                role: Role::Weak,
            });
        }
        y = block.rect.max.y;
        cell.blocks.push(block);
    }
    if !cell.blocks.is_empty() {
        cell.size.y = y + JOB_AROUND * em;
    }
    cell
}

fn head_cells(
    layouter: &mut Layouter,
    map: &ValueMap,
    framing: &Framing,
    column: f32,
) -> Vec<CellLayout> {
    let first_empty = first_empty(map);
    let jobs = map.jobs.iter().enumerate();
    jobs.map(|(at, job)| {
        let texts = job_texts(job, at, first_empty == Some(at));
        let mut cell = job_cell(layouter, texts, column * framing.heads, framing);
        // Names keep their size while columns are narrower: broken for what is left of the width.
        cell.size.x = column;
        for block in &mut cell.blocks {
            block.rect.min.x /= framing.heads;
            block.rect.max.x /= framing.heads;
        }
        for mark in &mut cell.marks {
            if let Mark::Arrow { from, .. } = mark {
                from.x /= framing.heads;
            }
        }
        cell
    })
    .collect()
}

/// Who the map is about, at the left of the jobs.
fn persona_cell(
    layouter: &mut Layouter,
    project: &Project,
    map: &ValueMap,
    framing: &Framing,
) -> CellLayout {
    let em = framing.em;
    let (x, width) = (LABEL_INSET * em, (LEFT - LABEL_INSET - 0.3) * em);
    let mut cell = fields(vec2(LEFT * em, 0.0), Vec::new());
    let Some(persona) = map.persona.and_then(|id| project.persona(id)) else {
        return cell;
    };
    let mut y = 0.35 * em;
    let parts = [
        (
            &persona.name,
            "Who is the customer? A name, and what they do.",
            Target::PersonaName(persona.id),
        ),
        (
            &persona.position,
            "What they do",
            Target::PersonaPosition(persona.id),
        ),
    ];
    for (at, (text, prompt, target)) in parts.into_iter().enumerate() {
        let is_empty = text.trim().is_empty();
        if is_empty && (!framing.has_prompts || at == 1 && persona.name.trim().is_empty()) {
            continue;
        }
        let style = TextStyle::label(em).max_lines(4).field(target);
        let style = match (is_empty, at) {
            (true, _) => style.prompt(),
            (false, 0) => style.bold(),
            (false, _) => style.ink(Role::Weak),
        };
        let block = layouter.text(
            if is_empty { prompt } else { text },
            room(x, y, width),
            &style,
        );
        y = block.rect.max.y;
        cell.blocks.push(block);
    }
    if !cell.blocks.is_empty() {
        cell.size.y = y + 0.35 * em;
    }
    cell
}

/// Least height of the row of jobs in points: nothing where no job and no customer has a name yet, as in
/// a picture of an empty map.
fn least_head(persona: f32, is_empty: bool, framing: &Framing) -> f32 {
    if persona == 0.0 && is_empty && !framing.has_prompts {
        0.0
    } else {
        persona.max(2.0 * framing.em)
    }
}

fn add_head(
    layouter: &mut Layouter,
    grid: &mut Grid,
    project: &Project,
    map: &ValueMap,
    framing: &Framing,
) {
    let em = grid.em;
    let persona = persona_cell(layouter, project, map, framing);
    let cells = head_cells(layouter, map, framing, framing.column * em);
    let height = cells.iter().map(|cell| cell.size.y).fold(
        least_head(
            persona.size.y,
            cells.iter().all(|cell| cell.blocks.is_empty()),
            framing,
        ),
        f32::max,
    );
    grid.put_label(Band::Start, height, persona);
    for (at, cell) in cells.into_iter().enumerate() {
        grid.put(Band::Start, at, height, Arc::new(cell));
    }
    if framing.has_prompts {
        let prompt = map.jobs.is_empty().then(|| {
            let text = "What are they trying to get done? Verb, thing, circumstance.";
            let style = TextStyle::label(em)
                .prompt()
                .max_lines(1)
                .padding(vec2(0.5 * em, 0.0));
            let width = layouter.width(text, Weight::Regular, em);
            layouter.text(text, room(0.0, 0.35 * em, width + 1.2 * em), &style)
        });
        let new = Slot::Job {
            map: map.id,
            at: map.jobs.len(),
        };
        grid.put_new_column(new, height, prompt);
    }
    grid.grow(Band::Start, height);
    grid.next_row();
}

fn row_label(layouter: &mut Layouter, map: &ValueMap, row: Row, framing: &Framing) -> CellLayout {
    let em = framing.em;
    let info = &ROWS[row as usize];
    let (x, width) = (LABEL_INSET * em, (LEFT - LABEL_INSET - 0.3) * em);
    let mut y = (CELL_PADDING + PADDING.y) * em;
    let name = layouter.text(info.name, room(x, y, width), &TextStyle::label(em).bold());
    y = name.rect.max.y;
    let mut blocks = vec![name];
    let is_used = !map.jobs.is_empty() && map.jobs.iter().all(|job| !job.notes(row).is_empty());
    if framing.has_prompts && !is_used {
        let prompt = layouter.text(
            info.prompt,
            room(x, y, width),
            &TextStyle::label(em * 0.86).prompt(),
        );
        y = prompt.rect.max.y;
        blocks.push(prompt);
    }
    shown(vec2(LEFT * em, y + CELL_PADDING * em), blocks, Vec::new())
}

fn cards(job: Id, row: Row, em: f32, width: f32, stacks: usize) -> Cards {
    Cards {
        place: Place::Row { job, row },
        width,
        em,
        stacks,
        marks_unscored: false,
    }
}

/// One stack, or two where that makes the row lower; and the height of the row's cards.
fn stacks(layouter: &mut Layouter, map: &ValueMap, row: Row, em: f32, column: f32) -> (usize, f32) {
    let mut height = |stacks: usize| {
        let heights = map
            .jobs
            .iter()
            .map(|job| cards(job.id, row, em, column, stacks).height(layouter, job.notes(row)));
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
struct MapRow {
    label: CellLayout,
    cells: Vec<Arc<CellLayout>>,
    /// What it needs, in points.
    height: f32,
}

fn map_row(layouter: &mut Layouter, map: &ValueMap, row: Row, framing: &Framing) -> MapRow {
    let em = framing.em;
    let column = framing.column * em;
    let label = row_label(layouter, map, row, framing);
    let (stacks, _) = stacks(layouter, map, row, em, column);
    let cells: Vec<_> = map
        .jobs
        .iter()
        .map(|job| layouter.cards(&cards(job.id, row, em, column, stacks), job, job.notes(row)))
        .collect();
    let heights = cells.iter().map(|cell| cell.size.y);
    let height = heights.fold(label.size.y.max(LEAST_ROW * em), f32::max);
    MapRow {
        label,
        cells,
        height,
    }
}

fn add_row(grid: &mut Grid, row: MapRow, air: f32) {
    let height = row.height + air;
    grid.put_label(Band::Middle, height, row.label);
    for (at, cell) in row.cells.into_iter().enumerate() {
        grid.put(Band::Middle, at, height, cell);
    }
    grid.grow(Band::Middle, height);
    grid.next_row();
}

/// What decides how large the map is.
pub(super) fn measure(
    layouter: &mut Layouter,
    project: &Project,
    map: &ValueMap,
    framing: &Framing,
) -> Measure {
    let em = framing.em;
    let first_empty = first_empty(map);
    let heads = map.jobs.iter().enumerate().map(|(at, job)| {
        let texts = job_texts(job, at, first_empty == Some(at));
        let texts = texts
            .into_iter()
            .filter(|text| framing.has_prompts || !text.is_prompt);
        texts
            .map(|text| HeadText {
                shaped: layouter.label(&text.text, text.weight()),
                beside: 2.0 * JOB_INSET + text.indent(),
                max_lines: text.max_lines(),
            })
            .collect()
    });
    let heads: Vec<Vec<HeadText>> = heads.collect();
    let rows = Row::ALL.map(|row| {
        let cells = map.jobs.iter().map(|job| {
            let cards = cards(job.id, row, em, 0.0, 1);
            let notes = job.notes(row).iter();
            let notes = notes.map(|note| layouter.shaped(note));
            (cards, CellText::Notes(notes.collect()))
        });
        let cells = cells.collect();
        RowText {
            least: row_label(layouter, map, row, framing)
                .size
                .y
                .max(LEAST_ROW * em),
            cells,
            two_stacks: TWO_STACKS,
        }
    });
    let persona = persona_cell(layouter, project, map, framing).size.y;
    let is_empty = heads.iter().all(Vec::is_empty);
    let least_head = least_head(persona, is_empty, framing);
    let around = if is_empty { 0.0 } else { 2.0 * JOB_AROUND * em };
    let (least, extra) = if framing.has_prompts {
        (ROOM_FOR_JOBS, NEW_COLUMN)
    } else {
        (1, 0.0)
    };
    Measure {
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
            sentences: legend::shaped_of_map(layouter, project, map, framing),
            ..FootSizes::default()
        },
        ..Measure::new(em)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::View;
    use crate::model::Template;

    #[test]
    fn a_picture_of_an_unnamed_map_has_a_title_and_no_blank_band() {
        let mut project = Template::ValueMap.build();
        Arc::make_mut(&mut project.value_maps[0]).name = String::new();
        let id = project.value_maps[0].id;
        let sheet =
            Layouter::new().sheet(&Arc::new(project), View::ValueMap(id), &Framing::export());
        let texts = |band: Band| -> Vec<String> {
            let cells = sheet.cells.iter().filter(|cell| cell.bands.1 == band);
            let blocks = cells.flat_map(|cell| &cell.content.blocks);
            let lines = blocks.flat_map(|block| &block.lines);
            lines.map(|line| line.text().trim().to_owned()).collect()
        };
        assert_eq!(texts(Band::Start), ["Customer Value Map"]);
        let line = title::HEIGHT * sheet.em;
        assert!(sheet.top <= line + 0.1, "{} above the rows", sheet.top);
    }
}
