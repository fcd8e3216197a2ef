//! Notes: every card on every canvas.

use super::record::record;
use super::{Decimal, Id};
use serde::{Deserialize, Serialize};

/// Longest text of one note in bytes: more would cost half a second a keystroke.
pub const MAX_TEXT: usize = 64 * 1024;

/// Cuts a text to [`MAX_TEXT`], between two characters; whether it was longer.
pub(crate) fn cut_to_limit(text: &mut String) -> bool {
    let end = text.floor_char_boundary(MAX_TEXT);
    let is_longer = end < text.len();
    text.truncate(end);
    is_longer
}

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
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
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
    pub const ALL: [Self; 4] = [
        Self::Assumed,
        Self::Reported,
        Self::Observed,
        Self::Measured,
    ];

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

record! {
    /// One card. On a journey's benefits and sacrifices it is an *item* and may have a score.
    pub struct Note ("a note") {
        /// Stays the same wherever the note is moved.
        required id: Id,
        /// What was written, at most [`MAX_TEXT`] bytes.
        always text: String,
        /// Dimension of a benefit or kind of a sacrifice; not said at first.
        optional kind: Option<Kind>,
        /// The agreed score, 0 to the scale's largest; `None` is not scored, which is not 0.
        optional score: Option<Decimal>,
        /// How bad a friction or gap is, 1 to 3; 1 when not said.
        optional severity: Option<u8>,
        /// How it is known.
        optional evidence: Evidence,
        /// Where it comes from: an interview, a report.
        optional source: String,
        /// More words, shown in the inspector.
        optional detail: String,
        /// How many people wrote it. In no formula.
        optional mentions: u32 = 1,
        /// A moment that decides what the customer thinks of the whole.
        optional moment_of_truth: bool,
        /// Words to find it by.
        optional tags: Vec<String>,
    }
}

impl Note {
    /// A note with a new id.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            id: Id::random(),
            text: text.into(),
            kind: None,
            score: None,
            severity: None,
            evidence: Evidence::Assumed,
            source: String::new(),
            detail: String::new(),
            mentions: 1,
            moment_of_truth: false,
            tags: Vec::new(),
            unknown: super::Unknown::default(),
        }
    }

    /// How much a gap weighs in the share of gaps with an opportunity, 1 to 3.
    pub fn severity_or_default(&self) -> u8 {
        self.severity.unwrap_or(1)
    }
}
