//! Fit: the column width, text size and height of bars at which a whole view fills a window with the
//! largest text.
//!
//! Wider columns make rows lower: the text is largest where a view is as wide and as high as the
//! window. What is left over then goes to the columns, the bars and the rows.

use super::framing::{Foot, Framing};
use super::measure::Measure;
use emath::Vec2;

/// The largest zoom there is: 84 points of text at the desk.
pub const LARGEST: f32 = 6.0;
/// The smallest zoom there is.
pub const SMALLEST: f32 = 0.05;

/// Names and figures are not made smaller than this part of what is readable, however small the notes
/// are.
const LEAST_PINNED: f32 = 10.0 / 12.0;
/// Text is at most this part of a window's height, and may always be so many points: a project with
/// two notes is no poster.
const LARGEST_TEXT: (f32, f32) = (1.0 / 24.0, 22.0);
/// The same where most of it is still to come: what is written next finds room.
const LARGEST_AT_FIRST: (f32, f32) = (1.0 / 40.0, 16.0);

/// Height of the strip of all steps, which stands on top while not all are in sight, in em.
pub const STRIP: f32 = 3.0;
/// In a lower window, in points, its height is for the notes.
pub const LEAST_FOR_STRIP: f32 = 320.0;

/// Room in points that is kept for a bar which says where in the whole one is, where not all is in sight.
pub const SCROLL_BAR: f32 = 8.0;

/// Column widths that are tried are so far apart, in em.
const STEP: f32 = 0.25;

/// Sizes of letters on the screen: sixteen for each doubling. Letters are drawn in the next smaller
/// of them, so text of exactly such a size is set best.
const SIZES_PER_DOUBLING: f32 = 16.0;

/// The next smaller size, in pixels, that letters are drawn in.
pub fn letter_size(pixels: f32) -> f32 {
    let step = 2_f32.powf(pixels.log2().floor()) / SIZES_PER_DOUBLING;
    // A hair more, so that a size that was chosen here is not rounded to the one below.
    ((pixels / step) * 1.000_01).floor() * step
}

/// The largest text that fitting chooses in a window of this height, both in points.
pub fn largest_text(height: f32) -> f32 {
    at_most(height, LARGEST_TEXT)
}

fn at_most(height: f32, (part, least): (f32, f32)) -> f32 {
    (height * part).clamp(least, LARGEST * Framing::DESK)
}

/// Least width of a column in em where not all are in sight: more width is no loss then, and lower
/// rows are a gain.
const COLUMN_IN_PART: f32 = 11.0;
/// In a window too small for everything this part of the height, at least, is for notes.
const NOTES_IN_PART: f32 = 0.5;

/// What is left of the height makes each row higher by so much of it at most, where there are bars.
const MOST_AIR: f32 = 0.05;

/// Text is hardly smaller where it has this part of the largest size.
const HARDLY: f32 = 0.92;

/// What gives way where height is short, one after the other: the sentences, the running total,
/// at last half of the bars.
const GIVING_WAY: [(Foot, f32); 4] = [
    (Foot::Whole, Framing::BARS.0),
    (Foot::WithoutSentences, Framing::BARS.0),
    (Foot::Figures, Framing::BARS.0),
    (Foot::Figures, LOWEST_BARS),
];
/// The lowest band of bars in em.
const LOWEST_BARS: f32 = 4.0;

/// What fitting chose.
#[derive(Clone, PartialEq, Debug)]
pub struct Fitted {
    /// With the column width, bars and rows chosen.
    pub framing: Framing,
    /// Screen points a point of the sheet, in the middle: [`SMALLEST`] to [`LARGEST`].
    pub zoom: f32,
    /// The same for what is pinned at the edges.
    pub pinned: f32,
}

impl Fitted {
    /// As it is: where there is nothing to fit.
    pub(crate) fn unchanged(framing: &Framing) -> Self {
        Self {
            framing: framing.clone(),
            zoom: 1.0,
            pinned: 1.0,
        }
    }
}

/// A way to lay a view out.
#[derive(Clone, Copy, Debug)]
struct Chosen {
    column: f32,
    zoom: f32,
    pinned: f32,
    foot: Foot,
    bars: f32,
    /// Height of the strip of all steps, in points at zoom 1.
    strip: f32,
}

/// What fitting is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fitting {
    /// All of the view.
    Whole,
    /// What is seen at first: all of it where it is readable then, otherwise its beginning.
    First,
}

/// Fits a view of columns.
pub(crate) fn fit(measure: &mut Measure, size: Vec2, framing: &Framing, wanted: Fitting) -> Fitted {
    // Who asks for it sees what is there, as large as the window allows.
    if wanted == Fitting::Whole && measure.has_begun && measure.there > 0.0 {
        measure.has_begun = false;
        measure.count = measure.there;
    }
    let all = whole(measure, size, framing);
    let is_small = all.zoom * framing.em < framing.readable;
    let chosen = match wanted {
        Fitting::First if is_small => in_part(measure, size, framing),
        Fitting::First | Fitting::Whole => all,
    };
    fill(measure, size, chosen, framing)
}

/// The largest zoom at which pinned parts and a body of these lengths stand in `room`. Below the least
/// size of pinned parts only the body gets smaller.
fn along(room: f32, pinned: f32, body: f32, least: f32) -> f32 {
    let all = room / (pinned + body).max(1.0);
    if all >= least {
        return all;
    }
    if body > 0.0 {
        ((room - pinned * least) / body).clamp(SMALLEST, least)
    } else {
        least
    }
}

/// All of the view with the largest text there can be.
fn whole(measure: &mut Measure, size: Vec2, framing: &Framing) -> Chosen {
    if !framing.has_prompts {
        // On paper nothing gives way, and everything has one scale.
        return largest(measure, size, GIVING_WAY[0], SMALLEST);
    }
    let readable = framing.readable / measure.em;
    let least = least_pinned(framing);
    let across = measure.across(measure.columns.0, Foot::Figures);
    let can_be_read = along(size.x, across.x, across.y, least) >= readable;
    // Where not even the width is enough, all the height there is goes to the notes.
    let tried = if can_be_read { &GIVING_WAY[..] } else { &[] };
    let found = tried
        .iter()
        .map(|way| largest(measure, size, *way, least))
        .find(|chosen| chosen.zoom >= readable);
    found.unwrap_or_else(|| {
        // A long word is broken rather than making all notes still smaller.
        measure.columns.0 = measure.columns.0.min(measure.broken);
        let narrow = measure.columns.0;
        let (last, before) = (GIVING_WAY[GIVING_WAY.len() - 1], GIVING_WAY.len() - 1);
        let best = largest(measure, size, last, least);
        // What makes them hardly larger, because the width decides, need not give way.
        let way = GIVING_WAY[..before].iter().find(|way| {
            let (across, down) = zooms(measure, size, **way, least, narrow);
            !can_be_read && across.min(down) >= HARDLY * best.zoom
        });
        way.map_or(best, |way| chosen(measure, size, *way, least, narrow))
    })
}

/// The smallest zoom of pinned parts.
fn least_pinned(framing: &Framing) -> f32 {
    LEAST_PINNED * framing.readable / framing.em
}

/// The zooms that width and height allow with columns of this width in em.
fn zooms(
    measure: &mut Measure,
    size: Vec2,
    (foot, bars): (Foot, f32),
    least: f32,
    column: f32,
) -> (f32, f32) {
    let across = measure.across(column, foot);
    let across = along(size.x, across.x, across.y, least);
    let foot = measure.foot(foot, bars, size.x / across.max(least));
    let rows = measure.rows(column);
    let down = along(size.y, measure.head(column) + foot, rows, least);
    let narrower = across.min(down) / least;
    if narrower < 1.0 {
        // Names keep their size: they have less of the width then.
        let head = measure.head(column * narrower);
        (across, along(size.y, head + foot, rows, least))
    } else {
        (across, down)
    }
}

/// The column width with the largest text. The wider the columns are the smaller is the text that the
/// width allows, and the larger is the text that the height allows: the best is where they meet.
fn largest(measure: &mut Measure, size: Vec2, way: (Foot, f32), least: f32) -> Chosen {
    let (narrow, wide) = measure.columns;
    let column_at = |at: usize| (narrow + at as f32 * STEP).min(wide);
    // The first width that is not too high.
    let (mut low, mut high) = (0, ((wide - narrow) / STEP).ceil().max(0.0) as usize);
    while low < high {
        let middle = usize::midpoint(low, high);
        let (across, down) = zooms(measure, size, way, least, column_at(middle));
        if down >= across {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    let mut best = (0.0, narrow);
    for at in [low.saturating_sub(1), low] {
        let (across, down) = zooms(measure, size, way, least, column_at(at));
        if across.min(down) >= best.0 {
            best = (across.min(down), column_at(at));
        }
    }
    chosen(measure, size, way, least, best.1)
}

/// A way with columns of at least this width: what is left of the width goes to them.
fn chosen(measure: &mut Measure, size: Vec2, way: (Foot, f32), least: f32, column: f32) -> Chosen {
    let em = measure.em;
    let (foot, bars) = way;
    let most = if measure.has_begun {
        LARGEST_AT_FIRST
    } else {
        LARGEST_TEXT
    };
    let (across, down) = zooms(measure, size, way, least, column);
    let zoom = across.min(down).min(at_most(size.y, most) / em);
    let zoom = if zoom > least {
        (letter_size(zoom * em) / em).max(least)
    } else {
        zoom
    };
    let pinned = zoom.max(least);
    let room = (size.x - measure.across(0.0, foot).x * pinned) / zoom;
    let wide = measure.columns.1.max(column);
    Chosen {
        column: (room / (em * measure.count)).clamp(column, wide),
        zoom,
        pinned,
        foot,
        bars,
        strip: 0.0,
    }
}

/// How wide columns are where all stand in this width, and how wide they are in a part of the whole.
fn in_sight(measure: &Measure, width: f32) -> (f32, f32) {
    let em = measure.em;
    let (narrow, wide) = measure.columns;
    let all = (width - measure.across(0.0, Foot::Whole).x) / (em * measure.count);
    if all >= narrow {
        return (all, all.min(wide));
    }
    // Of those that are in sight none is cut.
    let room = (width - measure.left) / em;
    let count = (room / narrow.max(COLUMN_IN_PART)).floor().max(1.0);
    (all, (room / count).clamp(narrow, wide))
}

/// The beginning of a view at the least readable size, in whole columns.
fn in_part(measure: &mut Measure, size: Vec2, framing: &Framing) -> Chosen {
    let chosen = beginning(measure, size, framing);
    let Chosen { column, strip, .. } = chosen;
    let room = size / chosen.zoom;
    let foot = measure.foot(chosen.foot, chosen.bars, room.x);
    if measure.head(column) + strip + measure.rows(column) + foot <= room.y {
        return chosen;
    }
    // Beside the bar that says which rows are seen.
    beginning(measure, size - Vec2::new(SCROLL_BAR, 0.0), framing)
}

fn beginning(measure: &mut Measure, size: Vec2, framing: &Framing) -> Chosen {
    let em = measure.em;
    let zoom = framing.readable / em;
    let mut room = size / zoom;
    let narrow = measure.columns.0;
    let (all, column) = in_sight(measure, room.x);
    let strip = if all < narrow && measure.has_strip && size.y >= LEAST_FOR_STRIP {
        STRIP * em
    } else {
        0.0
    };
    if all < narrow && strip == 0.0 {
        room.y -= SCROLL_BAR / zoom;
    }
    let head = measure.head(column) + strip;
    let wanted = measure.rows(column).min(NOTES_IN_PART * room.y);
    let lacking = |measure: &Measure, (foot, bars): (Foot, f32)| {
        head + wanted + measure.foot(foot, bars, room.x) - room.y
    };
    let enough = GIVING_WAY[..3]
        .iter()
        .find(|way| lacking(measure, **way) <= 0.0);
    let (foot, bars) = match enough {
        Some(way) => *way,
        None => {
            let lacking = lacking(measure, GIVING_WAY[2]) / em;
            (
                Foot::Figures,
                (Framing::BARS.0 - lacking).clamp(LOWEST_BARS, Framing::BARS.0),
            )
        }
    };
    Chosen {
        column,
        zoom,
        pinned: zoom,
        foot,
        bars,
        strip,
    }
}

/// What is left of the height goes to what gave way, then to the bars, then to the rows.
fn fill(measure: &mut Measure, size: Vec2, chosen: Chosen, framing: &Framing) -> Fitted {
    let em = measure.em;
    let Chosen {
        column,
        zoom,
        pinned,
        mut foot,
        mut bars,
        strip,
    } = chosen;
    let width = size.x / pinned;
    let heads = (zoom / pinned).min(1.0);
    let head = measure.head(column * heads) + strip;
    let rows = measure.rows(column);
    let rest = |measure: &Measure, foot, bars| {
        (size.y - rows * zoom) / pinned - head - measure.foot(foot, bars, width)
    };
    let most = measure.foot.bars.unwrap_or(bars);
    let grown = |bars: f32, rest: f32, most: f32| (bars + rest.max(0.0) / em).min(most.max(bars));
    bars = grown(bars, rest(measure, foot, bars), Framing::BARS.0);
    for fuller in [Foot::WithoutSentences, Foot::Whole] {
        let across = measure.across(column, fuller);
        let is_narrow = across.x * pinned + across.y * zoom <= size.x + 0.5;
        if foot < fuller && is_narrow && rest(measure, fuller, bars) >= 0.0 {
            foot = fuller;
        }
    }
    bars = grown(bars, rest(measure, foot, bars), most);
    let left = rest(measure, foot, bars).max(0.0) * pinned;
    let shared = if measure.foot.bars.is_some() {
        left.min(MOST_AIR * size.y * measure.rows.len() as f32)
    } else {
        left
    };
    bars += (left - shared) / (pinned * em);
    Fitted {
        framing: Framing {
            column,
            bars,
            foot,
            rows: (rows + shared / zoom) / em,
            heads,
            width,
            ..framing.clone()
        },
        zoom,
        pinned,
    }
}
