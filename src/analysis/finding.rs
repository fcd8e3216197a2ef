//! One sentence about a project, and where it leads.

use crate::model::Id;

/// How much a finding asks for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Level {
    /// Something leads nowhere.
    Error,
    /// Worth a look.
    Warning,
    /// What the figures say.
    News,
}

/// One sentence, and what it is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// How much it asks for.
    pub level: Level,
    /// The sentence.
    pub sentence: String,
    /// A note, job, step or canvas to go to.
    pub about: Option<Id>,
}
