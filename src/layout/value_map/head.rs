//! The head of a value map: who it is about, the jobs and their desired outcomes.

use crate::layout::kit::fonts::Weight;
use crate::layout::kit::framing::Framing;
use crate::layout::kit::grid::{Grid, LABEL_INSET, fields};
use crate::layout::kit::sheet::{Band, CellLayout, Mark};
use crate::layout::kit::theme::Role;
use crate::layout::kit::typesetter::{TextStyle, Typesetter, room};
use crate::model::{Job, Project, Slot, Target, ValueMap};
use emath::pos2;

/// Width of row names in em.
pub(super) const LEFT: f32 = 9.0;
/// Beside the text of a job, in em.
pub(super) const JOB_INSET: f32 = 0.6;
/// Above and below the texts of a job, in em.
pub(super) const JOB_AROUND: f32 = 0.35;
/// The arrow before an outcome, in em.
const ARROW: f32 = 1.4;
/// What stands where the first job will be.
const FIRST_JOB: &str = "What are they trying to get done? Verb, thing, circumstance.";

/// The job, or its desired outcome.
pub(super) struct JobText {
    pub text: String,
    pub is_outcome: bool,
    pub is_prompt: bool,
    pub target: Target,
}

impl JobText {
    pub(super) fn weight(&self) -> Weight {
        if self.is_outcome || self.is_prompt {
            Weight::Regular
        } else {
            Weight::Bold
        }
    }

    /// Before it, in em.
    pub(super) fn indent(&self) -> f32 {
        if self.is_outcome { ARROW } else { 0.0 }
    }

    pub(super) fn max_lines(&self) -> usize {
        if self.is_outcome { 3 } else { 4 }
    }
}

/// Job and outcome of one column, or what they ask for while they are empty.
pub(super) fn job_texts(job: &Job, at: usize, is_first_empty: bool) -> [JobText; 2] {
    let (job_text, outcome_text) = (job.job.text(), job.outcome.text());
    let no_job = job_text.trim().is_empty();
    let no_outcome = outcome_text.trim().is_empty();
    let job_text = match (no_job, is_first_empty) {
        (false, _) => job_text.into_owned(),
        (true, true) => FIRST_JOB.to_owned(),
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
pub(super) fn first_empty(map: &ValueMap) -> Option<usize> {
    map.jobs
        .iter()
        .position(|job| job.job.text().trim().is_empty())
}

/// Job and outcome of one column, from the top.
fn job_cell(
    setter: &mut Typesetter,
    texts: [JobText; 2],
    column: f32,
    framing: &Framing,
) -> CellLayout {
    let em = framing.em;
    let (x, width) = (JOB_INSET * em, column - 2.0 * JOB_INSET * em);
    let mut cell = fields(Vec::new());
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
        let block = setter.text(&text.text, room(x + indent, y, width - indent), &style);
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
        cell.height = y + JOB_AROUND * em;
    }
    cell
}

fn head_cells(
    setter: &mut Typesetter,
    map: &ValueMap,
    framing: &Framing,
    column: f32,
) -> Vec<CellLayout> {
    let first_empty = first_empty(map);
    let jobs = map.jobs.iter().enumerate();
    jobs.map(|(at, job)| {
        let texts = job_texts(job, at, first_empty == Some(at));
        let mut cell = job_cell(setter, texts, column * framing.heads, framing);
        // Names keep their size while columns are narrower: broken for what is left of the width.
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
pub(super) fn persona_cell(
    setter: &mut Typesetter,
    project: &Project,
    map: &ValueMap,
    framing: &Framing,
) -> CellLayout {
    let em = framing.em;
    let (x, width) = (LABEL_INSET * em, (LEFT - LABEL_INSET - 0.3) * em);
    let mut cell = fields(Vec::new());
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
        let block = setter.text(
            if is_empty { prompt } else { text },
            room(x, y, width),
            &style,
        );
        y = block.rect.max.y;
        cell.blocks.push(block);
    }
    if !cell.blocks.is_empty() {
        cell.height = y + 0.35 * em;
    }
    cell
}

/// Least height of the row of jobs in points: nothing where no job and no customer has a name yet, as in
/// a picture of an empty map.
pub(super) fn least_head(persona: f32, is_empty: bool, framing: &Framing) -> f32 {
    if persona == 0.0 && is_empty && !framing.has_prompts {
        0.0
    } else {
        persona.max(2.0 * framing.em)
    }
}

pub(super) fn add_head(
    setter: &mut Typesetter,
    grid: &mut Grid,
    project: &Project,
    map: &ValueMap,
    framing: &Framing,
) {
    let em = grid.sheet.em;
    let persona = persona_cell(setter, project, map, framing);
    let cells = head_cells(setter, map, framing, framing.column * em);
    let is_empty = cells.iter().all(|cell| cell.blocks.is_empty());
    let least = least_head(persona.height, is_empty, framing);
    let height = cells.iter().map(|cell| cell.height).fold(least, f32::max);
    grid.put_label(Band::Start, height, persona);
    for (at, cell) in cells.into_iter().enumerate() {
        grid.put(Band::Start, at, height, cell);
    }
    if framing.has_prompts {
        let prompt = map.jobs.is_empty();
        let prompt = prompt.then(|| setter.one_line_prompt(FIRST_JOB, em, 0.35 * em));
        let new = Slot::Job {
            map: map.id,
            at: map.jobs.len(),
        };
        grid.put_new_column(new, height, prompt);
    }
    grid.end_row(Band::Start, height);
}
