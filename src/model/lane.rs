//! Lanes: the rows of a journey, and the eight stages whose questions they ask.

use serde::{Deserialize, Serialize};

/// A row of notes of a journey, one cell per step and solution.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lane {
    /// What the customer does.
    Actions,
    /// Where the customer meets us.
    Touchpoints,
    /// What helps the customer on.
    Drivers,
    /// What gets in the way.
    Barriers,
    /// What the customer receives.
    Benefits,
    /// What the customer gives up.
    Sacrifices,
    /// How we might improve the step.
    Opportunities,
}

/// What is said about a lane on screen.
pub struct LaneInfo {
    /// The lane.
    pub lane: Lane,
    /// Its key in files.
    pub key: &'static str,
    /// Its name on the canvas.
    pub name: &'static str,
    /// One of its notes.
    pub one: &'static str,
    /// What it asks.
    pub prompt: &'static str,
}

/// The lanes in their order from the top.
pub const LANES: [LaneInfo; 7] = [
    LaneInfo {
        lane: Lane::Actions,
        key: "actions",
        name: "Customer does",
        one: "action",
        prompt: "What does the customer do?",
    },
    LaneInfo {
        lane: Lane::Touchpoints,
        key: "touchpoints",
        name: "Touchpoints",
        one: "touchpoint",
        prompt: "Where do they meet us?",
    },
    LaneInfo {
        lane: Lane::Drivers,
        key: "drivers",
        name: "What helps",
        one: "driver",
        prompt: "What makes them go on?",
    },
    LaneInfo {
        lane: Lane::Barriers,
        key: "barriers",
        name: "What gets in the way",
        one: "barrier",
        prompt: "What keeps them from going on?",
    },
    LaneInfo {
        lane: Lane::Benefits,
        key: "benefits",
        name: "Benefits",
        one: "benefit",
        prompt: "What does the customer get?",
    },
    LaneInfo {
        lane: Lane::Sacrifices,
        key: "sacrifices",
        name: "Sacrifices",
        one: "sacrifice",
        prompt: "What do they give up: money, time, effort, worry?",
    },
    LaneInfo {
        lane: Lane::Opportunities,
        key: "opportunities",
        name: "Opportunities",
        one: "opportunity",
        prompt: "What could we try here?",
    },
];

impl Lane {
    /// All, from the top.
    pub const ALL: [Self; 7] = [
        Self::Actions,
        Self::Touchpoints,
        Self::Drivers,
        Self::Barriers,
        Self::Benefits,
        Self::Sacrifices,
        Self::Opportunities,
    ];

    /// Name, prompt and key.
    pub fn info(self) -> &'static LaneInfo {
        &LANES[self as usize]
    }

    /// Whether its notes are *items*, which have scores.
    pub fn is_scored(self) -> bool {
        matches!(self, Self::Benefits | Self::Sacrifices)
    }
}

/// A stage of the Customer Value Journey (eight stages, after DigitalMarketer).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord, Serialize, Deserialize)]
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
    pub const ALL: [Self; 8] = [
        Self::Awareness,
        Self::Engage,
        Self::Subscribe,
        Self::Convert,
        Self::Excite,
        Self::Ascend,
        Self::Advocate,
        Self::Promote,
    ];

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
