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
        let is_from = |rows: &[Row]| matches!(from, Place::Row { row, .. } if rows.contains(&row));
        let is_to = |wanted: Row| matches!(to, Some(Place::Row { row, .. }) if row == wanted);
        let is_idea = is_from(&[Row::Opportunities]);
        match self {
            Self::OccursAt => is_from(&[Row::Friction, Row::HighPoints]) && is_to(Row::Touchpoints),
            Self::Widens => is_from(&[Row::Friction]) && is_to(Row::ValueGaps),
            Self::Causes => {
                is_from(&[Row::Processes]) && (is_to(Row::Friction) || is_to(Row::ValueGaps))
            }
            Self::Closes => is_idea && is_to(Row::ValueGaps),
            Self::Reduces => is_idea && is_to(Row::Friction),
            Self::Changes => is_idea && is_to(Row::Processes),
            Self::Concerns => to.is_none_or(|to| matches!(to, Place::Lane { .. })),
            Self::Affects => {
                let is_lane_of_ideas =
                    matches!(from, Place::Lane { lane, .. } if lane == Lane::Opportunities);
                let is_item = matches!(to, Some(Place::Lane { lane, .. }) if lane.is_scored());
                (is_idea || is_lane_of_ideas) && is_item
            }
            Self::DerivedFrom => to.is_some(),
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
