//! The canvas of a Customer Value Map: jobs as columns, six rows of notes.

use super::cards::{CELL_PADDING, Cards, PADDING};
use super::fonts::Weight;
use super::grid::{Grid, LABEL_INSET, fields, shown};
use super::layouter::{Layouter, TextStyle, room};
use super::sheet::{Band, BlockKind, CellLayout, Mark, Sheet};
use super::theme::Role;
use super::title;
use super::view::Framing;
use crate::model::{Id, Job, Place, Project, ROWS, Row, Slot, Target, ValueMap};
use emath::{pos2, vec2};
use std::sync::Arc;

/// Width of row names in em.
const LEFT: f32 = 9.0;
/// Narrowest and widest column in em.
pub(super) const COLUMNS: (f32, f32) = (10.0, 26.0);
/// From this width on, in em, cards may stand in two stacks.
const TWO_STACKS: f32 = 15.0;
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
        &format!("Customer Value Map: {}", map.name),
        em,
        LEFT * em,
        map.jobs.len(),
        column,
    );
    title::add(
        layouter,
        &mut grid,
        framing.width,
        framing.has_prompts,
        [
            title::Part {
                text: &map.name,
                prompt: "Name of the value map",
                target: Some(Target::MapName(id)),
            },
            title::Part {
                text: "Customer Value Map",
                prompt: "",
                target: None,
            },
        ],
    );
    add_head(layouter, &mut grid, project, map, framing);
    for row in Row::ALL {
        grid.rule(
            if row == Row::ALL[0] {
                Band::Start
            } else {
                Band::Middle
            },
            Role::Rule,
        );
        add_row(layouter, &mut grid, map, row, framing);
    }
    grid.finish()
}

/// Job and outcome of one column, from the top.
fn job_cell(
    layouter: &mut Layouter,
    job: &Job,
    at: usize,
    em: f32,
    column: f32,
    framing: &Framing,
    is_first_empty: bool,
) -> CellLayout {
    let (x, width) = (0.6 * em, column - 1.2 * em);
    let mut cell = fields(vec2(column, 0.0), Vec::new());
    let (job_text, outcome_text) = (job.job.text(), job.outcome.text());
    let style = TextStyle::label(em)
        .max_lines(4)
        .field(Target::JobSentence(job.id));
    let mut y = 0.35 * em;
    let (text, style) = if !job_text.trim().is_empty() {
        (job_text.into_owned(), style.bold())
    } else if is_first_empty {
        (
            "What are they trying to get done? Verb, thing, circumstance.".to_owned(),
            style.prompt(),
        )
    } else {
        (format!("Job {}", at + 1), style.prompt())
    };
    if framing.has_prompts || style.kind != BlockKind::Prompt {
        let block = layouter.text(&text, room(x, y, width), &style);
        y = block.rect.max.y;
        cell.blocks.push(block);
    }
    let is_empty = outcome_text.trim().is_empty();
    if !is_empty || framing.has_prompts {
        let style = TextStyle::label(em)
            .ink(Role::Weak)
            .max_lines(3)
            .field(Target::OutcomeSentence(job.id));
        let style = if is_empty { style.prompt() } else { style };
        let text = if is_empty {
            "Desired outcome"
        } else {
            &outcome_text
        };
        let block = layouter.text(text, room(x + ARROW * em, y, width - ARROW * em), &style);
        cell.marks.push(Mark::Arrow {
            from: pos2(x, y + 0.65 * em),
            length: 0.9 * em,
            role: Role::Weak,
        });
        y = block.rect.max.y;
        cell.blocks.push(block);
    }
    cell.size.y = y + 0.35 * em;
    cell
}

fn head_cells(
    layouter: &mut Layouter,
    map: &ValueMap,
    framing: &Framing,
    column: f32,
) -> Vec<CellLayout> {
    let first_empty = map
        .jobs
        .iter()
        .position(|job| job.job.text().trim().is_empty());
    let jobs = map.jobs.iter().enumerate();
    jobs.map(|(at, job)| {
        job_cell(
            layouter,
            job,
            at,
            framing.em,
            column,
            framing,
            first_empty == Some(at),
        )
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
    cell.size.y = y + 0.35 * em;
    cell
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
    let height = cells
        .iter()
        .map(|cell| cell.size.y)
        .fold(persona.size.y.max(2.0 * em), f32::max);
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
            let width =
                layouter.words.line(text, Weight::Regular).width * em / super::words::MEASURE;
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

fn add_row(layouter: &mut Layouter, grid: &mut Grid, map: &ValueMap, row: Row, framing: &Framing) {
    let em = grid.em;
    let column = framing.column * em;
    let label = row_label(layouter, map, row, framing);
    let (stacks, _) = stacks(layouter, map, row, em, column);
    let cells: Vec<_> = map
        .jobs
        .iter()
        .map(|job| layouter.cards(&cards(job.id, row, em, column, stacks), job, job.notes(row)))
        .collect();
    let height = cells
        .iter()
        .map(|cell| cell.size.y)
        .fold(label.size.y, f32::max)
        .max(LEAST_ROW * em);
    grid.put_label(Band::Middle, height, label);
    for (at, cell) in cells.into_iter().enumerate() {
        grid.put(Band::Middle, at, height, cell);
    }
    grid.grow(Band::Middle, height);
    grid.next_row();
}

/// Height of title and jobs, and of all rows, in points, for fitting.
pub(super) fn heights(
    layouter: &mut Layouter,
    project: &Project,
    map: &ValueMap,
    framing: &Framing,
    column: f32,
) -> (f32, f32) {
    let em = framing.em;
    let persona = persona_cell(layouter, project, map, framing).size.y;
    let head = head_cells(layouter, map, framing, column)
        .iter()
        .map(|cell| cell.size.y)
        .fold(persona.max(2.0 * em), f32::max);
    let mut body = 0.0;
    for row in Row::ALL {
        let label = row_label(layouter, map, row, framing).size.y;
        body += stacks(layouter, map, row, em, column)
            .1
            .max(label)
            .max(LEAST_ROW * em);
    }
    (title::HEIGHT * em + head, body)
}

/// Width of the row names in points.
pub(super) fn left(em: f32) -> f32 {
    LEFT * em
}
