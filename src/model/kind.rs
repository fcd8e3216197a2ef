//! What a note is called, and how it is known.

use super::limits::all;
use serde::{Deserialize, Serialize};
use strum::{EnumCount, VariantArray};

/// What a benefit is made of, or what is given up in a sacrifice. The stored word never changes, the
/// label may. *Not said* is `None`: nobody classifies while writing, and `Other` is a decision.
///
/// Dimensions of benefits and kinds of sacrifices after Zeithaml (1988) and its successors.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Benefit: a lower price, or more quality for the price.
    Economic,
    /// Benefit: the task done with less time, effort or thought.
    Functional,
    /// Benefit: a feeling.
    Emotional,
    /// Benefit: what it says about me, to myself or others.
    Symbolic,
    /// Sacrifice: price, fee, upkeep, loss at resale.
    Monetary,
    /// Sacrifice: searching, queueing, travelling, waiting.
    Time,
    /// Sacrifice: carrying, cleaning.
    PhysicalEffort,
    /// Sacrifice: learning, comparing, paperwork.
    CognitiveEffort,
    /// Sacrifice: worry, doubt, loss of control.
    Psychological,
    /// Sacrifice: liability, not there when needed, privacy.
    Risk,
    /// Sacrifice: what others will think.
    Social,
    /// Looked at, and none of the others.
    Other,
}

impl Kind {
    /// The words shown to people where a note has none.
    pub const NOT_CHOSEN: &str = "kind not chosen";

    /// The dimensions of a benefit.
    pub const OF_BENEFITS: [Self; 5] = [
        Self::Economic,
        Self::Functional,
        Self::Emotional,
        Self::Symbolic,
        Self::Other,
    ];
    /// The kinds of a sacrifice.
    pub const OF_SACRIFICES: [Self; 8] = [
        Self::Monetary,
        Self::Time,
        Self::PhysicalEffort,
        Self::CognitiveEffort,
        Self::Psychological,
        Self::Risk,
        Self::Social,
        Self::Other,
    ];

    /// The word shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Economic => "economic",
            Self::Functional => "functional",
            Self::Emotional => "emotional",
            Self::Symbolic => "symbolic",
            Self::Monetary => "money",
            Self::Time => "time",
            Self::PhysicalEffort => "physical effort",
            Self::CognitiveEffort => "thinking effort",
            Self::Psychological => "worry",
            Self::Risk => "risk",
            Self::Social => "what others think",
            Self::Other => "other",
        }
    }

    /// What it means, with an example.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Economic => "a lower price, or more quality for the price: “no deposit”",
            Self::Functional => "done with less time, effort or thought: “nothing to store”",
            Self::Emotional => "a feeling: “peace of mind”",
            Self::Symbolic => "what it says about me: “lives responsibly”",
            Self::Monetary => "price, fee, upkeep, loss at resale",
            Self::Time => "searching, queueing, travelling, waiting",
            Self::PhysicalEffort => "carrying, cleaning",
            Self::CognitiveEffort => "learning, comparing, paperwork",
            Self::Psychological => "worry, doubt about hygiene, loss of control",
            Self::Risk => "liability for damage, not there when needed, privacy",
            Self::Social => "what others will think",
            Self::Other => "none of these",
        }
    }

    /// The dimension of value it counts towards (this project's own assignment); `None` for other.
    pub fn dimension(self) -> Option<Self> {
        match self {
            Self::Economic | Self::Monetary => Some(Self::Economic),
            Self::Functional | Self::Time | Self::PhysicalEffort | Self::CognitiveEffort => {
                Some(Self::Functional)
            }
            Self::Emotional | Self::Psychological | Self::Risk => Some(Self::Emotional),
            Self::Symbolic | Self::Social => Some(Self::Symbolic),
            Self::Other => None,
        }
    }
}

/// How it is known.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Debug,
    Default,
    Serialize,
    Deserialize,
    EnumCount,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// The team's own view, until somebody says otherwise.
    #[default]
    Assumed,
    /// A customer said so.
    Reported,
    /// Somebody of the team saw it.
    Observed,
    /// There is a figure for it.
    Measured,
}

impl Evidence {
    /// All, weakest first.
    pub const ALL: [Self; Self::COUNT] = all(Self::VARIANTS);

    /// The words shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Assumed => "the team’s own view",
            Self::Reported => "a customer said so",
            Self::Observed => "seen by us",
            Self::Measured => "measured",
        }
    }
}
