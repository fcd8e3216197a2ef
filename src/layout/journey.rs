//! The canvas of a journey: steps as columns, a band for each lane and solution, bars below.

use super::cards::{BESIDE_TEXT, CELL_PADDING, Cards, LINE, PADDING};
use super::figures::Row;
use super::fonts::Weight;
use super::grid::{Grid, LABEL_INSET, NEW_COLUMN, air, fields, shown};
use super::layouter::{Layouter, TextStyle, room};
use super::measure::{CellText, FootSizes, HeadText, Measure, RowText, WORD_LINES};
use super::net_rows::{self, width_of};
use super::sheet::{Align, Band, CellLayout, Mark, Sheet};
use super::theme::Role;
use super::title;
use super::view::{Foot, Framing, Shown};
use super::{bars, counts, legend};
use crate::analysis::{Comparison, Figures, SolutionValue};
use crate::model::words::counted;
use crate::model::{
    Aggregation, Cell, Id, Journey, Lane, Method, Place, Project, Slot, Solution, Step, Target,
};
use emath::{Rect, pos2, vec2};
use std::sync::Arc;

/// A journey that has only begun is fitted as if it had this many steps, so that the next ones still
/// find room.
const ROOM_FOR_STEPS: usize = 5;
/// Longer words are broken rather than making all columns wide, in em.
const ORDINARY_WORD: f32 = 10.5;
/// Narrowest column in em where notes are folded.
const FOLDED: f32 = 5.0;
/// Width of row names in em.
pub(super) const LEFT: f32 = 9.0;
/// Most lines of a step's name.
const NAME_LINES: usize = 3;
/// Least height of a band in em: a card and some air.
const LEAST_ROW: f32 = 2.7;
/// Height of the row of phases in em.
const PHASES: f32 = 1.7;
/// Height of a row of judgements in em.
const JUDGEMENT: f32 = 2.0;
/// Left and right of the totals, in em.
pub(super) const TOTALS_INSET: f32 = 0.6;

/// What of a journey is shown, and its figures.
pub(super) struct Scope<'a> {
    pub project: &'a Project,
    pub journey: &'a Journey,
    pub steps: &'a [Arc<Step>],
    /// With their values.
    pub solutions: Vec<(&'a Arc<Solution>, SolutionValue)>,
    /// Each solution shown that is not the baseline, against it; none where nothing is weighed.
    pub comparisons: Vec<(&'a Arc<Solution>, Comparison)>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(
        figures: &mut Figures,
        project: &'a Project,
        journey: &'a Journey,
        framing: &Framing,
    ) -> Self {
        let is_shown = |solution: &Arc<Solution>| match framing.shown {
            Shown::One(id) if journey.solution_index(id).is_some() => solution.id == id,
            Shown::One(_) | Shown::All => true,
        };
        let solutions: Vec<_> = journey
            .solutions
            .iter()
            .filter(|solution| is_shown(solution))
            .map(|solution| (solution, figures.solution_value(journey, solution)))
            .collect();
        Self {
            project,
            journey,
            steps: &journey.steps,
            comparisons: comparisons(figures, journey, &solutions),
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
    figures: &mut Figures,
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
        .map(|(solution, _)| (*solution, figures.compare(journey, baseline, solution)))
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
    let scope = Scope::new(&mut layouter.figures, project, journey, framing);
    let column = framing.column * em;
    let name = match journey.method {
        Some(method) => format!("{}: {}", method.name(), journey.name),
        None => format!("Journey: {}", journey.name),
    };
    let mut grid = Grid::new(&name, em, LEFT * em, scope.steps.len(), column);
    grid.right = totals_width(layouter, &scope, em, framing.foot);
    let grid_mut = &mut grid;
    let is_titled = title::add(
        layouter,
        grid_mut,
        framing.width,
        framing.has_prompts,
        [
            title::Part {
                text: &journey.name,
                prompt: "Name of the journey",
                unnamed: journey.method.map_or("Journey", Method::name),
                target: Some(Target::JourneyName(id)),
            },
            title::Part {
                text: &journey.basis,
                prompt: "For whom, and over what time or how many uses?",
                unnamed: "",
                target: Some(Target::Basis(id)),
            },
        ],
    );
    add_phases(layouter, grid_mut, &scope);
    add_step_names(layouter, grid_mut, &scope, framing);
    grid_mut.rule(Band::Start, Role::Rule);
    if !framing.is_folded {
        add_bands(layouter, grid_mut, &scope, framing);
    }
    if !scope.steps.is_empty() {
        if journey.is_weighed() {
            bars::add(layouter, grid_mut, &scope, framing);
        }
        counts::add(layouter, grid_mut, &scope);
        legend::add(layouter, grid_mut, &scope, framing, is_titled);
    }
    grid.finish()
}

/// What stands over the totals.
const TOTALS: &str = "All steps";

/// Width of the totals in points: as wide as what is written there, nothing without any.
fn totals_width(layouter: &mut Layouter, scope: &Scope<'_>, em: f32, foot: Foot) -> f32 {
    if scope.steps.is_empty() {
        return 0.0;
    }
    let mut widest = counts::widest_total(layouter, scope, em);
    if scope.journey.is_weighed() {
        widest = widest.max(bars::widest_total(layouter, scope, em, foot));
    }
    if widest == 0.0 {
        return 0.0;
    }
    let head = width_of(layouter, TOTALS, Weight::Bold, em);
    widest.max(head) + 2.0 * TOTALS_INSET * em
}

/// Height of the row of phases in em: nothing where no step has one.
fn phases_height(scope: &Scope<'_>) -> f32 {
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
            let style = TextStyle::label(em)
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

/// Beside a step's name, and above and below it together, in em.
const NAME_INSET: f32 = 0.3;
const NAME_AROUND: f32 = 0.6;

/// Height of the row of step names in points.
fn names_height(layouter: &mut Layouter, steps: &[Arc<Step>], em: f32, column: f32) -> f32 {
    let width = column - 2.0 * NAME_INSET * em;
    let lines = steps.iter().map(|step| {
        let name = layouter.label(&step.name, Weight::Bold);
        name.count_lines(em, width, NAME_LINES)
    });
    (lines.max().unwrap_or(1).max(1) as f32 * LINE + NAME_AROUND) * em
}

fn add_step_names(layouter: &mut Layouter, grid: &mut Grid, scope: &Scope<'_>, framing: &Framing) {
    let em = grid.em;
    let column = framing.column * em;
    let height = names_height(layouter, scope.steps, em, column * framing.heads);
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
    if grid.right > 0.0 {
        let style = TextStyle::label(em).bold().align(Align::Right).max_lines(1);
        let inset = TOTALS_INSET * em;
        let block = layouter.text(
            TOTALS,
            room(inset, 0.2 * em, grid.right - 2.0 * inset),
            &style,
        );
        let head = shown(vec2(grid.right, height), vec![block], Vec::new());
        grid.put_total(Band::Start, height, head);
    }
    if framing.has_prompts {
        let prompt = scope.steps.is_empty().then(|| {
            let text = "What happens first, seen by the customer? Type it; Tab for the next step.";
            let style = TextStyle::label(em)
                .prompt()
                .max_lines(1)
                .padding(vec2(0.5 * em, 0.0));
            let width = layouter.width(text, Weight::Regular, em);
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

/// What decides how large the journey is.
pub(super) fn measure(
    layouter: &mut Layouter,
    project: &Project,
    journey: &Journey,
    framing: &Framing,
) -> Measure {
    let em = framing.em;
    let scope = Scope::new(&mut layouter.figures, project, journey, framing);
    let heads = scope.steps.iter().map(|step| {
        vec![HeadText {
            shaped: layouter.label(&step.name, Weight::Bold),
            beside: 2.0 * NAME_INSET,
            max_lines: NAME_LINES,
        }]
    });
    let heads: Vec<_> = heads.collect();
    let rows = if framing.is_folded {
        Vec::new()
    } else {
        row_texts(layouter, &scope, framing)
    };
    let columns = if framing.is_folded {
        let words = heads.iter().flatten();
        let widest = words.map(|text| text.shaped.widest_word(em));
        let narrow = (widest.fold(0.0, f32::max) / em + 2.0 * NAME_INSET + 0.2)
            .max(net_rows::narrowest(layouter, &scope, em) / em)
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
        left: LEFT * em,
        right: (
            totals_width(layouter, &scope, em, Foot::Whole) + extra,
            totals_width(layouter, &scope, em, Foot::Figures) + extra,
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
        title: (title::HEIGHT + phases_height(&scope)) * em,
        head: ((LINE + NAME_AROUND) * em, NAME_AROUND * em),
        heads,
        fixed: judgements as f32 * JUDGEMENT * em,
        rows,
        foot: foot_sizes(layouter, &scope, framing),
        has_strip: journey.is_weighed(),
        ..Measure::new(em)
    }
}

fn foot_sizes(layouter: &mut Layouter, scope: &Scope<'_>, framing: &Framing) -> FootSizes {
    // Before the first step its place is kept: nothing jumps when it is written.
    if scope.steps.is_empty() && !framing.has_prompts {
        return FootSizes::default();
    }
    let em = framing.em;
    let mut sizes = FootSizes {
        figures: counts::height(layouter, scope, em) / em,
        sentences: legend::shaped(layouter, scope, framing),
        ..FootSizes::default()
    };
    if scope.journey.is_weighed() {
        sizes.figures += net_rows::height(layouter, scope, em) / em;
        sizes.running = bars::RUNNING;
        sizes.bars = Some(if framing.is_folded {
            f32::INFINITY
        } else {
            bars::most(scope)
        });
    }
    sizes
}

fn row_texts(layouter: &mut Layouter, scope: &Scope<'_>, framing: &Framing) -> Vec<RowText> {
    let em = framing.em;
    let mut rows = Vec::new();
    for (solution, _) in &scope.solutions {
        for (index, lane) in scope.lanes().enumerate() {
            let cells = scope.steps.iter().filter_map(|step| {
                let cell = solution.cell(step.id)?;
                let cards = cards(solution, step, lane, em, 0.0);
                let text = match word_of(cell, lane, index == 0) {
                    Some(word) => CellText::Word(layouter.label(&word, Weight::Regular)),
                    None if cell.applies => CellText::Notes(
                        cell.notes(lane)
                            .iter()
                            .map(|note| layouter.shaped(note))
                            .collect(),
                    ),
                    None => return None,
                };
                Some((cards, text))
            });
            let cells = cells.collect();
            let label = label(layouter, scope, solution, lane, framing).size.y;
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
        CellText::Word(_) => None,
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
        marks_unscored: false,
    }
}

/// The bands of all solutions, one above the other. Rows share what is left of their height.
fn add_bands(layouter: &mut Layouter, grid: &mut Grid, scope: &Scope<'_>, framing: &Framing) {
    let is_judged = scope.journey.aggregation == Aggregation::Overall;
    let bands: Vec<Vec<BandRow>> = scope
        .solutions
        .iter()
        .map(|(solution, value)| {
            // Before the first score a mark on every note says nothing.
            let marks_unscored = value.is_known() && !is_judged;
            band_rows(layouter, scope, solution, framing, marks_unscored)
        })
        .collect();
    let heights = bands.iter().flatten().map(|row| row.height);
    let fixed = if is_judged {
        JUDGEMENT * grid.em * bands.len() as f32
    } else {
        0.0
    };
    let air = air(framing.rows * grid.em - fixed, heights);
    for (at, rows) in bands.into_iter().enumerate() {
        if at > 0 {
            grid.rule(Band::Middle, Role::Rule);
        }
        if is_judged {
            add_judgements(layouter, grid, scope, scope.solutions[at].0);
        }
        add_band(grid, rows, air);
    }
}

fn add_band(grid: &mut Grid, rows: Vec<BandRow>, air: f32) {
    for (index, row) in rows.into_iter().enumerate() {
        if index > 0 {
            grid.rule(Band::Middle, Role::Hairline);
        }
        let height = row.height + air;
        grid.put_label(Band::Middle, height, row.label);
        for (at, cell) in row.cells.into_iter().enumerate() {
            grid.put(Band::Middle, at, height, cell);
        }
        grid.grow(Band::Middle, height);
        grid.next_row();
    }
}

/// A row of notes before it stands anywhere.
struct BandRow {
    label: CellLayout,
    cells: Vec<Arc<CellLayout>>,
    /// What it needs, in points.
    height: f32,
}

/// The rows of one solution.
fn band_rows(
    layouter: &mut Layouter,
    scope: &Scope<'_>,
    solution: &Arc<Solution>,
    framing: &Framing,
    marks_unscored: bool,
) -> Vec<BandRow> {
    let em = framing.em;
    let column = framing.column * em;
    let lanes: Vec<Lane> = scope.lanes().collect();
    let rows = lanes.into_iter().enumerate().map(|(index, lane)| {
        let label = label(layouter, scope, solution, lane, framing);
        let cells: Vec<Arc<CellLayout>> = scope
            .steps
            .iter()
            .map(|step| {
                let cards = Cards {
                    marks_unscored,
                    ..cards(solution, step, lane, em, column)
                };
                cell(layouter, &cards, solution.cell(step.id), lane, index == 0)
            })
            .collect();
        let heights = cells.iter().map(|cell| cell.size.y);
        let height = heights.fold(label.size.y.max(LEAST_ROW * em), f32::max);
        BandRow {
            label,
            cells,
            height,
        }
    });
    rows.collect()
}

/// What a cell says where it has no notes to show. Notes of a step that is not there are not lost, and
/// counted nowhere: it says how many.
fn word_of(cell: &Cell, lane: Lane, is_first_lane: bool) -> Option<String> {
    if !cell.applies {
        let word = "no such step".to_owned();
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
    layouter: &mut Layouter,
    cards: &Cards,
    found: Option<&Arc<Cell>>,
    lane: Lane,
    is_first_lane: bool,
) -> Arc<CellLayout> {
    let (em, column) = (cards.em, cards.width);
    let word = match found.map(|cell| (cell, word_of(cell, lane, is_first_lane))) {
        Some((cell, None)) if cell.applies => {
            return layouter.cards(cards, cell, Cell::notes(cell, lane));
        }
        Some((_, word)) => word,
        None => None,
    };
    let mut content = cards.lay_out(layouter, &[]);
    if let Some(word) = word {
        let style = TextStyle::label(em)
            .ink(Role::Weak)
            .align(Align::Center)
            .max_lines(WORD_LINES);
        let y = (CELL_PADDING + PADDING.y) * em;
        let block = layouter.text(&word, room(0.3 * em, y, column - 0.6 * em), &style);
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
        let style = TextStyle::label(em).ink(Role::Weak).max_lines(4);
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
