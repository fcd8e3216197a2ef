//! Views and framings: what is shown, and how large.

use crate::model::{Id, Project, Slot};

/// What is shown on the canvas.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum View {
    /// A Customer Value Map.
    ValueMap(Id),
    /// A journey.
    Journey(Id),
}

impl View {
    /// The map or journey.
    pub fn id(self) -> Id {
        match self {
            Self::ValueMap(id) | Self::Journey(id) => id,
        }
    }

    /// The view of this id, when it is a map or a journey.
    pub fn of(project: &Project, id: Id) -> Option<Self> {
        if project.value_map(id).is_some() {
            Some(Self::ValueMap(id))
        } else {
            project.journey(id).map(|_| Self::Journey(id))
        }
    }

    /// What somebody has called it; empty when nobody has.
    pub fn name(self, project: &Project) -> &str {
        let name = match self {
            Self::ValueMap(id) => project.value_map(id).map(|map| map.name.as_str()),
            Self::Journey(id) => project.journey(id).map(|journey| journey.name.as_str()),
        };
        name.unwrap_or_default().trim()
    }

    /// Whether the project still has it.
    pub fn is_there(self, project: &Project) -> bool {
        Self::of(project, self.id()) == Some(self)
    }

    /// Every view of a project: maps first.
    pub fn all(project: &Project) -> Vec<Self> {
        let maps = project.value_maps.iter().map(|map| Self::ValueMap(map.id));
        maps.chain(
            project
                .journeys
                .iter()
                .map(|journey| Self::Journey(journey.id)),
        )
        .collect()
    }

    /// What a reader sees first: what the project says, else its first journey, else its first map.
    pub fn first(project: &Project) -> Option<Self> {
        let chosen = project.opens_with.and_then(|id| Self::of(project, id));
        let journey = project
            .journeys
            .first()
            .map(|journey| Self::Journey(journey.id));
        let map = project.value_maps.first().map(|map| Self::ValueMap(map.id));
        // A map with its customer still unnamed is where a workshop begins.
        chosen.or(if project.value_maps.is_empty() {
            journey
        } else {
            map.or(journey)
        })
    }
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
            readable: super::READABLE,
            is_folded: false,
            shown: Shown::All,
            has_prompts: true,
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
