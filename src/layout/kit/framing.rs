//! Framings: how a view is laid out, and how large.

use crate::model::{Id, Slot};

/// Text of this many points is read by everybody: what can give way does so before notes are smaller,
/// and the first view has no smaller text.
pub const READABLE: f32 = 12.0;
/// The same where the interface is enlarged: as many pixels are fewer points then, but not fewer than
/// these.
const READABLE_ENLARGED: f32 = 9.0;

/// The smallest text that everybody reads, in points, at a scale of the interface.
pub fn readable(scale: f32) -> f32 {
    (READABLE / scale).clamp(READABLE_ENLARGED, READABLE)
}

/// Which solutions of a journey are shown.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Shown {
    /// One above the other.
    #[default]
    All,
    /// This one.
    One(Id),
}

/// What stands under the bars of a journey; where height is short, it gives way to the notes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Foot {
    /// Figures alone.
    Figures,
    /// Figures and the running total.
    WithoutSentences,
    /// Figures, the running total, and sentences that say what they mean.
    #[default]
    Whole,
}

/// How a view is laid out. Panning and zooming never change it.
#[derive(Clone, PartialEq, Debug)]
pub struct Framing {
    /// Text size in points.
    pub em: f32,
    /// Width of a column in em.
    pub column: f32,
    /// Height of the band of bars in em.
    pub bars: f32,
    /// What stands under the bars.
    pub foot: Foot,
    /// Height of all rows of notes together in em: rows that need less share what is left.
    pub rows: f32,
    /// Width of everything in points, for titles and legends.
    pub width: f32,
    /// How much of a column's width the text over it has: less than 1 where names are larger than notes.
    pub heads: f32,
    /// Text of so many points is read by everybody; fitting avoids smaller text as long as it can.
    pub readable: f32,
    /// Notes are folded: the shape of the journey only.
    pub is_folded: bool,
    /// Which solutions.
    pub shown: Shown,
    /// Whether empty rows say what belongs there, and places for the next thing are kept.
    pub has_prompts: bool,
    /// Whether all links between notes are drawn.
    pub has_links: bool,
    /// The step or job that is about to be typed: the project has an empty one there.
    pub open: Option<Slot>,
}

impl Framing {
    /// Text size at the desk, in points.
    pub const DESK: f32 = 14.0;
    /// Narrowest and widest column in em.
    pub const COLUMNS: (f32, f32) = (8.0, 18.0);
    /// Width of a column whose notes are still to come, in em.
    pub const COLUMN: f32 = 13.0;
    /// Lowest and highest band of bars in em.
    pub const BARS: (f32, f32) = (8.0, 16.0);

    /// At the desk.
    pub fn desk() -> Self {
        Self {
            em: Self::DESK,
            column: Self::COLUMN,
            bars: Self::BARS.0,
            foot: Foot::Whole,
            rows: 0.0,
            width: 1400.0,
            heads: 1.0,
            readable: READABLE,
            is_folded: false,
            shown: Shown::All,
            has_prompts: true,
            has_links: false,
            open: None,
        }
    }

    /// For exports: no prompts.
    pub fn export() -> Self {
        Self {
            has_prompts: false,
            ..Self::desk()
        }
    }
}
