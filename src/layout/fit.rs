//! Fit: the column width, zoom and height of bars at which a whole view fills a window with the
//! largest text.

use super::grid::NEW_COLUMN;
use super::layouter::Layouter;
use super::view::{Framing, View};
use super::{bars, counts, journey, legend, net_rows, title, value_map};
use crate::model::{Journey, Project, ValueMap};
use emath::Vec2;

/// The largest zoom that fitting chooses: 22 points of text at the desk.
pub const LARGEST: f32 = 1.6;
/// Text is not made smaller than this many points for the first view.
pub const READABLE: f32 = 12.0;
/// The smallest zoom there is.
pub const SMALLEST: f32 = 0.05;

/// Sizes of letters on the screen: sixteen for each doubling. Letters are drawn in the next smaller
/// of them, so text of exactly such a size is set best.
const SIZES_PER_DOUBLING: f32 = 16.0;

/// The next smaller size, in pixels, that letters are drawn in.
pub fn letter_size(pixels: f32) -> f32 {
    let step = 2_f32.powf(pixels.log2().floor()) / SIZES_PER_DOUBLING;
    // A hair more, so that a size that was chosen here is not rounded to the one below.
    ((pixels / step) * 1.000_01).floor() * step
}

/// A journey that has only begun is fitted as if it had this many steps, so that the next ones
/// still find room.
const ROOM_FOR_STEPS: usize = 5;
/// The same for jobs of a value map.
const ROOM_FOR_JOBS: usize = 2;

/// Least width of a column in em where not all are in sight: more width is no loss then, and lower
/// rows are a gain.
const COLUMN_IN_PART: f32 = 11.0;

/// In a low window this part of the height at most is for what does not scroll ...
const MOST_PINNED: f32 = 0.58;
/// ... for which the bars become as low as this, in em.
const LOWEST_BARS: f32 = 4.0;

/// How many columns to make room for. What is not edited, as in an export, is only as wide as it is.
fn columns(count: usize, room: usize, framing: &Framing) -> f32 {
    let least = if framing.has_prompts { room } else { 1 };
    count.max(least) as f32
}

/// What fitting chose.
#[derive(Clone, PartialEq, Debug)]
pub struct Fitted {
    /// With the column width and bars chosen.
    pub framing: Framing,
    /// Of the middle.
    pub zoom: f32,
    /// Of the pinned parts.
    pub pinned: f32,
}

/// Sizes of a view at one column width, in points at zoom 1.
struct Sizes {
    /// Width of pinned parts, left and right.
    pinned_x: f32,
    /// Height of pinned parts, top and bottom.
    pinned_y: f32,
    body: Vec2,
}

impl Sizes {
    /// The largest zoom at which all of it fits, and the zoom of the pinned parts.
    fn zoom(&self, size: Vec2, em: f32) -> (f32, f32) {
        let whole =
            (size.x / (self.pinned_x + self.body.x)).min(size.y / (self.pinned_y + self.body.y));
        let least = READABLE / em;
        if whole >= least {
            let zoom = letter_size(whole.min(LARGEST * Framing::DESK / em) * em) / em;
            let zoom = zoom.max(least);
            return (zoom, zoom);
        }
        let rest = |size: f32, pinned: f32, body: f32| (size - pinned * least) / body.max(1.0);
        let zoom =
            rest(size.x, self.pinned_x, self.body.x).min(rest(size.y, self.pinned_y, self.body.y));
        (zoom.clamp(SMALLEST, least), least)
    }
}

pub(super) fn fit(
    layouter: &mut Layouter,
    project: &Project,
    view: View,
    size: Vec2,
    framing: &Framing,
) -> Fitted {
    match view {
        View::ValueMap(id) => match project.value_map(id) {
            Some(map) => fit_value_map(layouter, project, map, size, framing),
            None => as_it_is(framing),
        },
        View::Journey(id) => match project.journey(id) {
            Some(journey) if framing.is_folded => {
                fit_shape(layouter, project, journey, size, framing)
            }
            Some(journey) => fit_journey(layouter, project, journey, size, framing),
            None => as_it_is(framing),
        },
    }
}

pub(super) fn first_look(
    layouter: &mut Layouter,
    project: &Project,
    view: View,
    size: Vec2,
    framing: &Framing,
) -> Fitted {
    let whole = fit(layouter, project, view, size, framing);
    let readable = READABLE / framing.em;
    if whole.zoom >= readable {
        return whole;
    }
    let mut framing = whole.framing;
    let em = framing.em;
    let across = |pinned: f32| (size.x / readable - pinned) / em;
    match view {
        View::Journey(id) => {
            if let Some(journey) = project.journey(id).filter(|_| !framing.is_folded) {
                let scope = journey::Scope::new(project, journey, &framing);
                let pinned = journey::LEFT * em + right(layouter, &scope, em);
                let range = journey_columns(layouter, &scope, &framing);
                framing.column = whole_columns(across(pinned), scope.steps.len(), range);
                framing.bars = bars_in_part(layouter, &scope, &framing, size / readable);
            }
        }
        View::ValueMap(id) => {
            if let Some(map) = project.value_map(id) {
                let room = across(value_map::left(em));
                framing.column = whole_columns(room, map.jobs.len(), value_map::COLUMNS);
            }
        }
    }
    Fitted {
        framing,
        zoom: readable,
        pinned: readable,
    }
}

/// The height of bars in em in a window too small for everything: lower where all notes are in sight
/// then, or where the window is so low that notes would have too little of it.
fn bars_in_part(
    layouter: &mut Layouter,
    scope: &journey::Scope<'_>,
    framing: &Framing,
    size: Vec2,
) -> f32 {
    let (em, column) = (framing.em, framing.column * framing.em);
    let names = journey::names_height(layouter, scope.steps, em, column);
    let head = (title::HEIGHT + journey::phases_height(scope)) * em + names;
    let foot = foot(layouter, scope, framing, Framing::BARS.0, size.x);
    let notes: f32 = scope
        .solutions
        .iter()
        .map(|(solution, _)| journey::bands_height(layouter, scope, solution, framing, column))
        .sum();
    let lacking = (head + foot + notes - size.y) / em;
    let too_much = (head + foot - MOST_PINNED * size.y) / em;
    let lower = if lacking <= Framing::BARS.0 - LOWEST_BARS {
        lacking
    } else {
        too_much
    };
    (Framing::BARS.0 - lower.max(0.0)).max(LOWEST_BARS)
}

/// The width of columns in em of which a whole number stands in `room`: all of them where they are not
/// too narrow then.
fn whole_columns(room: f32, count: usize, (narrow, wide): (f32, f32)) -> f32 {
    let all = (room - NEW_COLUMN) / count.max(1) as f32;
    if all >= narrow {
        return all.min(wide);
    }
    let in_part = (room / narrow.max(COLUMN_IN_PART)).floor().max(1.0);
    (room / in_part).clamp(narrow, wide)
}

fn as_it_is(framing: &Framing) -> Fitted {
    Fitted {
        framing: framing.clone(),
        zoom: 1.0,
        pinned: 1.0,
    }
}

/// Tries every width and takes the one with the largest text; of equal ones the widest column
/// that still leaves it so.
fn best(
    (narrow, wide): (f32, f32),
    size: Vec2,
    em: f32,
    mut sizes: impl FnMut(f32) -> Sizes,
) -> (f32, Sizes, (f32, f32)) {
    const STEP: f32 = 1.0;
    let mut column = narrow;
    let first = sizes(column);
    let zoom = first.zoom(size, em);
    let mut best = (column, first, zoom);
    while column + STEP <= wide {
        column += STEP;
        let tried = sizes(column);
        let zoom = tried.zoom(size, em);
        if zoom.0 >= best.2.0 {
            best = (column, tried, zoom);
        }
    }
    best
}

fn fit_value_map(
    layouter: &mut Layouter,
    project: &Project,
    map: &ValueMap,
    size: Vec2,
    framing: &Framing,
) -> Fitted {
    let em = framing.em;
    let extra = if framing.has_prompts {
        NEW_COLUMN * em
    } else {
        0.0
    };
    let (column, _, (zoom, pinned)) = best(value_map::COLUMNS, size, em, |column| {
        let (head, body) = value_map::heights(layouter, project, map, framing, column * em);
        Sizes {
            pinned_x: value_map::left(em),
            pinned_y: head,
            body: emath::vec2(
                column * em * columns(map.jobs.len(), ROOM_FOR_JOBS, framing) + extra,
                body,
            ),
        }
    });
    Fitted {
        framing: Framing {
            column,
            width: size.x / pinned,
            ..framing.clone()
        },
        zoom,
        pinned,
    }
}

fn fit_journey(
    layouter: &mut Layouter,
    project: &Project,
    journey: &Journey,
    size: Vec2,
    framing: &Framing,
) -> Fitted {
    let em = framing.em;
    let scope = journey::Scope::new(project, journey, framing);
    let extra = if framing.has_prompts {
        NEW_COLUMN * em
    } else {
        0.0
    };
    let count = columns(scope.steps.len(), ROOM_FOR_STEPS, framing);
    let pinned_x = journey::LEFT * em + right(layouter, &scope, em);
    // The legend is measured at the width the window has at a middling zoom.
    let foot = foot(layouter, &scope, framing, Framing::BARS.0, size.x);
    let phases = journey::phases_height(&scope) * em;
    let solutions: Vec<_> = scope
        .solutions
        .iter()
        .map(|(solution, _)| *solution)
        .collect();
    let widths = journey_columns(layouter, &scope, framing);
    let (column, sizes, (zoom, pinned)) = best(widths, size, em, |column| {
        let names = journey::names_height(layouter, scope.steps, em, column * em);
        let bands: f32 = solutions
            .iter()
            .map(|solution| journey::bands_height(layouter, &scope, solution, framing, column * em))
            .sum();
        Sizes {
            pinned_x,
            pinned_y: title::HEIGHT * em + phases + names + foot,
            body: emath::vec2(column * em * count + extra, bands),
        }
    });
    // What is left of the height goes to the bars.
    let rest = (size.y - sizes.pinned_y * pinned - sizes.body.y * zoom) / (pinned * em);
    let bars = (Framing::BARS.0 + rest).clamp(Framing::BARS.0, Framing::BARS.1);
    Fitted {
        framing: Framing {
            column,
            bars,
            width: size.x / pinned,
            ..framing.clone()
        },
        zoom,
        pinned,
    }
}

/// Narrowest and widest column in em for what is written in it.
fn journey_columns(
    layouter: &mut Layouter,
    scope: &journey::Scope<'_>,
    framing: &Framing,
) -> (f32, f32) {
    let has_begun = scope.steps.len() < ROOM_FOR_STEPS && framing.has_prompts;
    let least = if has_begun { Framing::COLUMN } else { 0.0 };
    let narrowest = widest_word(layouter, scope, framing.em).max(least);
    (narrowest, Framing::COLUMNS.1)
}

/// The narrowest column in em in which no ordinary word is cut.
fn widest_word(layouter: &mut Layouter, scope: &journey::Scope<'_>, em: f32) -> f32 {
    /// Longer words are cut rather than making all columns wide.
    const ORDINARY: f32 = 12.0;
    let lanes: Vec<_> = scope.lanes().collect();
    let mut widest = 0.0_f32;
    for (solution, _) in &scope.solutions {
        for (_, cell) in solution.cells.iter() {
            for note in lanes.iter().flat_map(|lane| cell.notes(*lane)) {
                widest = widest.max(layouter.shaped(note).widest_word(em));
            }
        }
    }
    let needed = (widest / em + super::cards::BESIDE_TEXT).min(ORDINARY);
    needed.max(Framing::COLUMNS.0)
}

/// Width of the totals.
fn right(layouter: &mut Layouter, scope: &journey::Scope<'_>, em: f32) -> f32 {
    if scope.steps.is_empty() {
        return 0.0;
    }
    let totals = if scope.journey.is_weighed() {
        bars::totals_width(layouter, scope, em)
    } else {
        0.0
    };
    totals.max(counts::totals_width(scope, em))
}

/// Height of everything under the notes, for a band of bars of this height in em.
fn foot(
    layouter: &mut Layouter,
    scope: &journey::Scope<'_>,
    framing: &Framing,
    bars: f32,
    width: f32,
) -> f32 {
    if scope.steps.is_empty() {
        return 0.0;
    }
    let em = framing.em;
    let weighed = if scope.journey.is_weighed() {
        bars::height(scope, bars)
    } else {
        0.0
    };
    (weighed + counts::height(scope)) * em + legend::height(layouter, scope, em, width)
}

/// The shape of a journey: columns as wide as the window allows, bars as high as it allows.
fn fit_shape(
    layouter: &mut Layouter,
    project: &Project,
    journey: &Journey,
    size: Vec2,
    framing: &Framing,
) -> Fitted {
    /// Narrowest column of a shape in em.
    const NARROW: f32 = 5.0;
    /// Highest band of bars of a shape in em.
    const HIGH: f32 = 40.0;
    let em = framing.em;
    let scope = journey::Scope::new(project, journey, framing);
    let count = columns(scope.steps.len(), ROOM_FOR_STEPS, framing);
    let pinned_x = journey::LEFT * em + right(layouter, &scope, em);
    let widest = scope.steps.iter().map(|step| {
        layouter
            .words
            .shape(&step.name, super::fonts::Weight::Bold)
            .widest_word(em)
    });
    let narrow = (widest.fold(0.0, f32::max) / em + 0.8)
        .max(net_rows::narrowest(layouter, &scope, em) / em)
        .max(NARROW);
    let extra = if framing.has_prompts {
        NEW_COLUMN * em
    } else {
        0.0
    };
    let phases = journey::phases_height(&scope) * em;
    let names = journey::names_height(layouter, scope.steps, em, narrow * em);
    let foot = foot(layouter, &scope, framing, Framing::BARS.0, size.x);
    let sizes = Sizes {
        pinned_x,
        pinned_y: title::HEIGHT * em + phases + names + foot,
        body: emath::vec2(narrow * em * count + extra, 0.0),
    };
    let (zoom, pinned) = sizes.zoom(size, em);
    let column = ((size.x - pinned_x * pinned) / zoom - extra) / (count * em);
    let column = column.clamp(narrow, Framing::COLUMNS.1.max(narrow));
    let names = journey::names_height(layouter, scope.steps, em, column * em);
    let high = size.y / pinned - (title::HEIGHT * em + phases + names + foot);
    let bars = (Framing::BARS.0 + high / em).clamp(Framing::BARS.0, HIGH);
    Fitted {
        framing: Framing {
            column,
            bars,
            width: size.x / pinned,
            ..framing.clone()
        },
        zoom,
        pinned,
    }
}
