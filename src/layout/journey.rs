//! The canvas of a journey: steps as columns, a band for each lane and solution, bars below.

use super::cards::{CELL_PADDING, Cards, PADDING};
use super::fonts::Weight;
use super::grid::{Grid, LABEL_INSET, fields, shown};
use super::layouter::{Layouter, TextStyle, room};
use super::sheet::{Align, Band, CellLayout, Mark, Sheet};
use super::theme::Role;
use super::title;
use super::view::{Framing, Shown};
use super::{bars, counts, legend};
use crate::analysis::{Comparison, SolutionValue, compare, solution_value};
use crate::model::{
    Aggregation, Cell, Id, Journey, Lane, Place, Project, Slot, Solution, Step, Target,
};
use emath::{Rect, pos2, vec2};
use std::sync::Arc;

/// Width of row names in em.
pub(super) const LEFT: f32 = 9.0;
/// Most lines of a step's name.
const NAME_LINES: usize = 3;
/// Least height of a band in em: a card and some air.
const LEAST_ROW: f32 = 2.7;
/// Height of the row of phases in em.
const PHASES: f32 = 1.5;
/// Height of a row of judgements in em.
const JUDGEMENT: f32 = 2.0;

/// What of a journey is shown, and its figures.
pub(super) struct Scope<'a> {
    pub project: &'a Project,
    pub journey: &'a Journey,
    pub steps: &'a [Arc<Step>],
    /// Index of the first step in the spine.
    pub first_step: usize,
    /// With their values over the whole spine.
    pub solutions: Vec<(&'a Arc<Solution>, SolutionValue)>,
    /// Each solution shown that is not the baseline, against it; none where nothing is weighed.
    pub comparisons: Vec<(&'a Arc<Solution>, Comparison)>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(project: &'a Project, journey: &'a Journey, framing: &Framing) -> Self {
        let count = journey.steps.len();
        let range = framing.steps.clone().unwrap_or(0..count);
        let range = range.start.min(count)..range.end.min(count);
        let is_shown = |solution: &Arc<Solution>| match framing.shown {
            Shown::One(id) if journey.solution_index(id).is_some() => solution.id == id,
            Shown::One(_) | Shown::All => true,
        };
        let solutions: Vec<_> = journey
            .solutions
            .iter()
            .filter(|solution| is_shown(solution))
            .map(|solution| (solution, solution_value(journey, solution)))
            .collect();
        Self {
            project,
            journey,
            first_step: range.start,
            steps: &journey.steps[range],
            comparisons: comparisons(journey, &solutions),
            solutions,
        }
    }

    /// Whether it must be said whose a band is.
    fn names_solutions(&self) -> bool {
        self.journey.solutions.len() > 1
    }

    /// The lanes that are shown, from the top.
    pub(super) fn lanes(&self) -> impl Iterator<Item = Lane> + '_ {
        Lane::ALL
            .into_iter()
            .filter(|lane| self.journey.lanes.contains(lane))
    }
}

fn comparisons<'a>(
    journey: &'a Journey,
    shown: &[(&'a Arc<Solution>, SolutionValue)],
) -> Vec<(&'a Arc<Solution>, Comparison)> {
    let baseline = journey.baseline().filter(|baseline| {
        journey.is_weighed() && shown.iter().any(|(solution, _)| solution.id == baseline.id)
    });
    let Some(baseline) = baseline else {
        return Vec::new();
    };
    shown
        .iter()
        .filter(|(solution, _)| solution.id != baseline.id)
        .map(|(solution, _)| (*solution, compare(journey, baseline, solution)))
        .collect()
}

pub(super) fn sheet(
    layouter: &mut Layouter,
    project: &Project,
    id: Id,
    framing: &Framing,
) -> Sheet {
    let em = framing.em;
    let Some(journey) = project.journey(id) else {
        return Grid::new("", em, 0.0, 0, 0.0).finish();
    };
    let scope = Scope::new(project, journey, framing);
    let column = framing.column * em;
    let name = match journey.method {
        Some(method) => format!("{}: {}", method.name(), journey.name),
        None => format!("Journey: {}", journey.name),
    };
    let mut grid = Grid::new(&name, em, LEFT * em, scope.steps.len(), column);
    let grid_mut = &mut grid;
    title::add(
        layouter,
        grid_mut,
        framing.width,
        framing.has_prompts,
        [
            title::Part {
                text: &journey.name,
                prompt: "Name of the journey",
                target: Some(Target::JourneyName(id)),
            },
            title::Part {
                text: &journey.basis,
                prompt: "For whom, and over what time or how many uses?",
                target: Some(Target::Basis(id)),
            },
        ],
    );
    add_phases(layouter, grid_mut, &scope);
    add_step_names(layouter, grid_mut, &scope, framing);
    grid_mut.rule(Band::Start, Role::Rule);
    if !framing.is_folded {
        for at in 0..scope.solutions.len() {
            add_bands(layouter, grid_mut, &scope, at, framing);
        }
    }
    if !scope.steps.is_empty() {
        if journey.is_weighed() {
            bars::add(layouter, grid_mut, &scope, framing);
        }
        counts::add(layouter, grid_mut, &scope);
        legend::add(layouter, grid_mut, &scope, framing);
    }
    grid.finish()
}

/// Height of the row of phases in em: nothing where no step has one.
pub(super) fn phases_height(scope: &Scope<'_>) -> f32 {
    let has_phases = scope.steps.iter().any(|step| !step.phase.trim().is_empty());
    if has_phases { PHASES } else { 0.0 }
}

fn add_phases(layouter: &mut Layouter, grid: &mut Grid, scope: &Scope<'_>) {
    let em = grid.em;
    let height = phases_height(scope) * em;
    if height == 0.0 {
        return;
    }
    let mut begin = 0;
    while begin < scope.steps.len() {
        let phase = &scope.steps[begin].phase;
        let end = begin
            + scope.steps[begin..]
                .iter()
                .take_while(|step| step.phase == *phase)
                .count();
        let x = grid.columns[begin].x;
        let width = grid.columns[end - 1].x + grid.columns[end - 1].width - x;
        if !phase.trim().is_empty() {
            let style = TextStyle::label(em * 0.86)
                .ink(Role::Weak)
                .align(Align::Center)
                .max_lines(1);
            let block = layouter.text(phase, room(0.3 * em, 0.1 * em, width - 0.6 * em), &style);
            let y = height - 0.15 * em;
            let line = Mark::Tick {
                from: pos2(0.5 * em, y),
                to: pos2(width - 0.5 * em, y),
                role: Role::Rule,
                width: 1.0,
            };
            let at = Rect::from_min_size(pos2(x, grid.top), vec2(width, height));
            let content = shown(at.size(), vec![block], vec![line]);
            grid.put_at(Band::Middle, Band::Start, at, begin + 1, Arc::new(content));
        }
        begin = end;
    }
    grid.grow(Band::Start, height);
    grid.columns_span.0 = grid.top;
    grid.next_row();
}

/// Height of the row of step names at this column width, in points.
pub(super) fn names_height(
    layouter: &mut Layouter,
    steps: &[Arc<Step>],
    em: f32,
    column: f32,
) -> f32 {
    let width = column - 2.0 * NAME_INSET * em;
    let lines = steps.iter().map(|step| {
        layouter
            .words
            .shape(&step.name, Weight::Bold)
            .count_lines(em, width, NAME_LINES)
    });
    (lines.max().unwrap_or(1).max(1) as f32 * super::cards::LINE + 0.6) * em
}

const NAME_INSET: f32 = 0.3;

fn add_step_names(layouter: &mut Layouter, grid: &mut Grid, scope: &Scope<'_>, framing: &Framing) {
    let em = grid.em;
    let column = framing.column * em;
    let height = names_height(layouter, scope.steps, em, column);
    for (at, step) in scope.steps.iter().enumerate() {
        let style = TextStyle::label(em)
            .bold()
            .align(Align::Center)
            .max_lines(NAME_LINES)
            .field(Target::StepName(step.id))
            .padding(vec2(NAME_INSET * em, 0.0));
        let text = if step.name.trim().is_empty() {
            "Step without a name"
        } else {
            &step.name
        };
        let style = if step.name.trim().is_empty() {
            style.prompt()
        } else {
            style
        };
        let block = layouter.text(text, room(0.0, 0.2 * em, column), &style);
        let content = fields(vec2(column, height), vec![block]);
        grid.put(Band::Start, at, height, Arc::new(content));
    }
    if framing.has_prompts {
        let prompt = scope.steps.is_empty().then(|| {
            let text = "What happens first, seen by the customer? Type it; Tab for the next step.";
            let style = TextStyle::label(em)
                .prompt()
                .max_lines(1)
                .padding(vec2(0.5 * em, 0.0));
            let width =
                layouter.words.line(text, Weight::Regular).width * em / super::words::MEASURE;
            layouter.text(text, room(0.0, 0.2 * em, width + 1.2 * em), &style)
        });
        let new = Slot::Step {
            journey: scope.journey.id,
            at: scope.journey.steps.len(),
        };
        grid.put_new_column(new, height, prompt);
    }
    grid.grow(Band::Start, height);
    grid.next_row();
}

/// The cards of one cell; nothing where the solution has no such step.
fn cards(solution: &Solution, step: &Step, lane: Lane, em: f32, width: f32) -> Cards {
    Cards {
        place: Place::Lane {
            solution: solution.id,
            step: step.id,
            lane,
        },
        width,
        em,
        stacks: 1,
    }
}

/// Height of the bands of one solution, for fitting.
pub(super) fn bands_height(
    layouter: &mut Layouter,
    scope: &Scope<'_>,
    solution: &Solution,
    framing: &Framing,
    column: f32,
) -> f32 {
    let em = framing.em;
    let mut height = if scope.journey.aggregation == Aggregation::Overall {
        JUDGEMENT * em
    } else {
        0.0
    };
    for lane in scope.lanes() {
        let mut row = label(layouter, scope, solution, lane, framing).size.y;
        for step in scope.steps {
            if let Some(cell) = solution.cell(step.id).filter(|cell| cell.applies) {
                row = row.max(
                    cards(solution, step, lane, em, column).height(layouter, cell.notes(lane)),
                );
            }
        }
        height += row.max(LEAST_ROW * em);
    }
    height
}

fn add_bands(
    layouter: &mut Layouter,
    grid: &mut Grid,
    scope: &Scope<'_>,
    at: usize,
    framing: &Framing,
) {
    let em = grid.em;
    let column = framing.column * em;
    let solution = scope.solutions[at].0;
    if at > 0 {
        grid.rule(Band::Middle, Role::Rule);
    }
    if scope.journey.aggregation == Aggregation::Overall {
        add_judgements(layouter, grid, scope, solution);
    }
    let lanes: Vec<Lane> = scope.lanes().collect();
    for (index, lane) in lanes.iter().copied().enumerate() {
        if index > 0 {
            grid.rule(Band::Middle, Role::Hairline);
        }
        let label = label(layouter, scope, solution, lane, framing);
        let cells: Vec<Arc<CellLayout>> = scope
            .steps
            .iter()
            .map(|step| cell(layouter, solution, step, lane, (em, column), index == 0))
            .collect();
        let highest = cells
            .iter()
            .map(|cell| cell.size.y)
            .fold(label.size.y, f32::max);
        let height = highest.max(LEAST_ROW * em);
        grid.put_label(Band::Middle, height, label);
        for (at, cell) in cells.into_iter().enumerate() {
            grid.put(Band::Middle, at, height, cell);
        }
        grid.grow(Band::Middle, height);
        grid.next_row();
    }
}

/// One cell: its cards, or a word why there are none.
fn cell(
    layouter: &mut Layouter,
    solution: &Arc<Solution>,
    step: &Step,
    lane: Lane,
    (em, column): (f32, f32),
    is_first_lane: bool,
) -> Arc<CellLayout> {
    let cards = cards(solution, step, lane, em, column);
    let found = solution.cell(step.id);
    let word = match found {
        Some(cell) if !cell.applies => is_first_lane.then_some("no such step"),
        Some(cell) if cell.nothing_here && lane.is_scored() && cell.notes(lane).is_empty() => {
            Some("nothing here")
        }
        Some(cell) => return layouter.cards(&cards, cell, Cell::notes(cell, lane)),
        None => None,
    };
    let mut content = cards.lay_out(layouter, &[]);
    if let Some(word) = word {
        let style = TextStyle::label(em)
            .ink(Role::Weak)
            .align(Align::Center)
            .max_lines(2);
        let y = (CELL_PADDING + PADDING.y) * em;
        let block = layouter.text(word, room(0.3 * em, y, column - 0.6 * em), &style);
        content.size.y = content.size.y.max(block.rect.max.y + CELL_PADDING * em);
        content.blocks.push(block);
    }
    Arc::new(content)
}

/// The name of a band: what it holds, whose it is, and what it asks until it is used.
fn label(
    layouter: &mut Layouter,
    scope: &Scope<'_>,
    solution: &Solution,
    lane: Lane,
    framing: &Framing,
) -> CellLayout {
    let em = framing.em;
    let width = (LEFT - LABEL_INSET - 0.2) * em;
    let x = LABEL_INSET * em;
    let (sign, ink) = match lane {
        Lane::Benefits => ("+ ", Role::Good),
        Lane::Sacrifices => ("− ", Role::Cost),
        _ => ("", Role::Ink),
    };
    let mut texts = vec![(
        format!("{sign}{}", lane.info().name),
        TextStyle::label(em).bold().ink(ink),
    )];
    if scope.names_solutions() {
        let style = TextStyle::label(em).ink(Role::Weak).max_lines(2);
        texts.push((format!("of {}", solution.name), style));
    }
    let is_used = solution
        .cells
        .iter()
        .any(|(_, cell)| !cell.notes(lane).is_empty());
    if framing.has_prompts && !is_used {
        texts.push((
            lane.info().prompt.to_owned(),
            TextStyle::label(em * 0.86).prompt().max_lines(4),
        ));
    }
    let mut y = (CELL_PADDING + PADDING.y) * em;
    let mut blocks = Vec::with_capacity(texts.len());
    for (text, style) in texts {
        let block = layouter.text(&text, room(x, y, width), &style);
        y = block.rect.max.y;
        blocks.push(block);
    }
    shown(vec2(LEFT * em, y + CELL_PADDING * em), blocks, Vec::new())
}

fn add_judgements(
    layouter: &mut Layouter,
    grid: &mut Grid,
    scope: &Scope<'_>,
    solution: &Solution,
) {
    let em = grid.em;
    let height = JUDGEMENT * em;
    let x = LABEL_INSET * em;
    let style = TextStyle::label(em).bold().max_lines(1);
    let text = if scope.names_solutions() {
        format!("Judgement, {}", solution.name)
    } else {
        "Judgement".to_owned()
    };
    let block = layouter.text(&text, room(x, 0.35 * em, LEFT * em - x), &style);
    grid.put_label(
        Band::Middle,
        height,
        shown(vec2(LEFT * em, height), vec![block], Vec::new()),
    );
    for (at, step) in scope.steps.iter().enumerate() {
        let cell = solution.cell(step.id);
        let target = Target::Overall {
            solution: solution.id,
            step: step.id,
        };
        let judged = cell
            .and_then(|cell| cell.overall)
            .map(crate::model::Decimal::to_f64);
        let text = judged.map_or_else(|| "?".to_owned(), super::figures::signed);
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
        let block = layouter.text(&text, room(0.0, 0.35 * em, grid.columns[at].width), &style);
        grid.put(
            Band::Middle,
            at,
            height,
            Arc::new(fields(vec2(grid.columns[at].width, height), vec![block])),
        );
    }
    grid.grow(Band::Middle, height);
    grid.rule(Band::Middle, Role::Hairline);
    grid.next_row();
}
