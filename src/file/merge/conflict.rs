//! Conflicts: what both sides changed differently, and what was decided about it.

use super::parts::{List, Part};
use crate::model::{Id, cut};
use std::collections::HashMap;

/// Longest value in one line, in letters.
const LETTERS: usize = 100;

/// What is in the result of a conflict.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Choice {
    /// Our side.
    Mine,
    /// The other side.
    Theirs,
    /// Both texts, where that is possible; ours otherwise.
    Both,
}

/// What was decided; what is not in here is still to be settled, and our side is shown.
pub type Choices = HashMap<ConflictKey, Choice>;

/// What a conflict is recognised by: the same however often the same versions are merged.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct ConflictKey {
    pub(super) part: Part,
    pub(super) about: About,
}

/// What about a part is in conflict.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(super) enum About {
    /// Deleted on one side, changed on the other.
    Existence,
    /// In which list it stands.
    Place,
    /// The order of a list in it.
    Order(List),
    /// One of its fields.
    Field(String),
}

impl ConflictKey {
    fn of(part: &Part, about: About) -> Self {
        Self {
            part: part.clone(),
            about,
        }
    }

    pub(super) fn existence(part: &Part) -> Self {
        Self::of(part, About::Existence)
    }

    pub(super) fn place(part: &Part) -> Self {
        Self::of(part, About::Place)
    }

    pub(super) fn order(list: List) -> Self {
        let holder = list.holders().into_iter().next();
        Self {
            part: holder.unwrap_or(Part::Project),
            about: About::Order(list),
        }
    }

    pub(super) fn field(part: &Part, path: &str) -> Self {
        Self::of(part, About::Field(path.to_owned()))
    }

    /// The ids of what it is about: a note, a step, a solution and a step; none for the project.
    pub fn ids(&self) -> Vec<Id> {
        match &self.about {
            About::Order(list) => list.holders().iter().flat_map(Part::ids).collect(),
            About::Existence | About::Place | About::Field(_) => self.part.ids(),
        }
    }

    /// Whether it is about something that one side deleted.
    pub fn is_about_deletion(&self) -> bool {
        self.about == About::Existence
    }
}

/// One thing that both sides changed differently.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conflict {
    /// What it is recognised by.
    pub key: ConflictKey,
    /// What it is about: `The text of the sacrifice “Slow form” (Sacrifices · Buy · Pick up)`.
    pub sentence: String,
    /// What it was before, for people; `None`: not there.
    pub base: Option<String>,
    /// What we have; `None`: not there, or deleted.
    pub mine: Option<String>,
    /// What the other side has; `None`: not there, or deleted.
    pub theirs: Option<String>,
    /// Whether [`Choice::Both`] is possible.
    pub allows_both: bool,
}

impl Conflict {
    /// The whole conflict in one line: what it is about, and what each side has.
    pub fn told(&self) -> String {
        let side = |value: &Option<String>| match value {
            Some(value) if value.trim().is_empty() => "empty".to_owned(),
            Some(value) => {
                let words: Vec<&str> = value.split_whitespace().collect();
                format!("“{}”", cut(&words.join(" "), LETTERS))
            }
            None if self.key.is_about_deletion() => "deleted".to_owned(),
            None => "nothing".to_owned(),
        };
        let (mine, theirs) = (side(&self.mine), side(&self.theirs));
        format!("{}: {mine} here, {theirs} there.", self.sentence)
    }
}
