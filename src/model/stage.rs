//! The eight stages whose questions a Customer Value Journey asks.

use super::limits::all;
use serde::{Deserialize, Serialize};
use strum::{EnumCount, VariantArray};

/// A stage of the Customer Value Journey (eight stages, after DigitalMarketer).
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Debug,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    EnumCount,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// How a prospect first hears of us.
    Awareness,
    /// What makes them interact.
    Engage,
    /// What small thing they give, and for what.
    Subscribe,
    /// The first small purchase or trial; from here on they are customers.
    Convert,
    /// How they get value at once.
    Excite,
    /// Which further offers follow.
    Ascend,
    /// Whether they speak well of us when asked.
    Advocate,
    /// Whether they bring others actively.
    Promote,
}

impl Stage {
    /// All eight in their fixed order.
    pub const ALL: [Self; Self::COUNT] = all(Self::VARIANTS);

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Awareness => "Awareness",
            Self::Engage => "Engage",
            Self::Subscribe => "Subscribe",
            Self::Convert => "Convert",
            Self::Excite => "Excite",
            Self::Ascend => "Ascend",
            Self::Advocate => "Advocate",
            Self::Promote => "Promote",
        }
    }

    /// What it asks.
    pub fn question(self) -> &'static str {
        match self {
            Self::Awareness => "How do they first hear of us?",
            Self::Engage => "What makes them look closer, reply, ask?",
            Self::Subscribe => "What small thing do they give, and for what?",
            Self::Convert => "What is the first small purchase or trial?",
            Self::Excite => "How do they get value, and a “wow”, at once?",
            Self::Ascend => "Which further or larger offers follow?",
            Self::Advocate => "Do they speak well of us when asked?",
            Self::Promote => "Do they bring others by themselves?",
        }
    }
}
