//! Links between notes: directed, many to many, only between certain kinds of notes.

use super::record::record;
use super::{Decimal, Id, Lane, Place, Row};
use serde::{Deserialize, Serialize};

/// What a link says.
#[derive(
    Clone, Copy, PartialEq, Eq, Hash, Debug, Default, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// A friction or high point occurs at a touchpoint.
    OccursAt,
    /// A friction widens a gap.
    Widens,
    /// A process causes a friction or gap.
    Causes,
    /// An opportunity closes a gap.
    Closes,
    /// An opportunity reduces a friction.
    Reduces,
    /// An opportunity changes a process.
    Changes,
    /// Any note concerns a step or an item of a journey.
    #[default]
    Concerns,
    /// An opportunity changes the score of an item by `delta`.
    Affects,
    /// A note was made from another.
    DerivedFrom,
}

impl Relation {
    /// The words between the two notes.
    pub fn label(self) -> &'static str {
        match self {
            Self::OccursAt => "occurs at",
            Self::Widens => "widens",
            Self::Causes => "causes",
            Self::Closes => "closes",
            Self::Reduces => "reduces",
            Self::Changes => "changes",
            Self::Concerns => "concerns",
            Self::Affects => "affects",
            Self::DerivedFrom => "comes from",
        }
    }

    /// Whether the relation may lead from a note here to a note there (`None`: a step).
    pub fn joins(self, from: Place, to: Option<Place>) -> bool {
        let row = |place: Place| match place {
            Place::Row { row, .. } => Some(row),
            Place::Lane { .. } | Place::Field { .. } => None,
        };
        let is_item = matches!(to, Some(Place::Lane { lane, .. }) if lane.is_scored());
        let is_opportunity = row(from) == Some(Row::Opportunities)
            || matches!(
                from,
                Place::Lane {
                    lane: Lane::Opportunities,
                    ..
                }
            );
        match (self, row(from), to.and_then(row)) {
            (Self::OccursAt, Some(Row::Friction | Row::HighPoints), Some(Row::Touchpoints))
            | (Self::Widens, Some(Row::Friction), Some(Row::ValueGaps))
            | (Self::Causes, Some(Row::Processes), Some(Row::Friction | Row::ValueGaps))
            | (Self::Closes, Some(Row::Opportunities), Some(Row::ValueGaps))
            | (Self::Reduces, Some(Row::Opportunities), Some(Row::Friction))
            | (Self::Changes, Some(Row::Opportunities), Some(Row::Processes)) => true,
            (Self::Affects, ..) => is_opportunity && is_item,
            (Self::Concerns, ..) => to.is_none() || matches!(to, Some(Place::Lane { .. })),
            (Self::DerivedFrom, ..) => to.is_some(),
            _ => false,
        }
    }
}

record! {
    /// A link from one note to another note or to a step.
    pub struct Link ("a link") {
        /// A note.
        required from: Id => apart,
        /// A note, or a step.
        required to: Id => apart,
        /// What it says.
        required relation: Relation => apart,
        /// By how much the score of an item is changed, for [`Relation::Affects`].
        optional delta: Option<Decimal> => value "change of the score",
    }
}
