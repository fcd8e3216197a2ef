//! One sentence about a project, what stands behind it, and where it leads.

use crate::model::Id;
use crate::model::words::capitalised;
use strum::VariantArray;

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

/// What a finding is about, in the order in which groups are read.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord, VariantArray)]
pub enum FindingGroup {
    /// Friction, gaps and opportunities: what the day is for.
    ToDo,
    /// What scores and head counts come to.
    Figures,
    /// What nobody has said, scored or shown yet.
    NotKnown,
}

impl FindingGroup {
    /// All, in the order in which they are read.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// Its name.
    pub fn label(self) -> &'static str {
        match self {
            Self::ToDo => "What to do",
            Self::Figures => "What the figures say",
            Self::NotKnown => "Not known yet",
        }
    }
}

/// One sentence, and what it is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// How much it asks for.
    pub level: Level,
    /// What it is about.
    pub group: FindingGroup,
    /// Its figure, as it stands in the sentence where it does: "−3", "1 of 3".
    pub figure: String,
    /// The sentence.
    pub sentence: String,
    /// Why it is said: the rule it comes from.
    pub why: &'static str,
    /// A note, job, step or canvas to go to.
    pub about: Option<Id>,
}

impl Finding {
    /// What the figures say.
    pub(super) fn new(
        (group, why): (FindingGroup, &'static str),
        figure: impl Into<String>,
        sentence: String,
        about: impl Into<Option<Id>>,
    ) -> Self {
        Self {
            level: Level::News,
            group,
            figure: figure.into(),
            sentence,
            why,
            about: about.into(),
        }
    }

    /// The same, to ask for more.
    pub(super) fn level(self, level: Level) -> Self {
        Self { level, ..self }
    }

    /// The sentence beside its figure, which is not said twice: "gaps have an opportunity".
    pub fn beside_figure(&self) -> String {
        if self.figure.is_empty() {
            return self.sentence.clone();
        }
        let figure = self.figure.as_str();
        if let Some(rest) = self.sentence.strip_prefix(figure)
            && rest.starts_with([' ', '\u{a0}'])
        {
            return rest.trim_start().to_owned();
        }
        // In brackets it only repeats what stands beside it.
        capitalised(&self.sentence.replacen(&format!(" ({figure})"), "", 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_not_said_twice() {
        let beside = |figure: &str, sentence: &str| {
            let rule = (FindingGroup::Figures, "");
            Finding::new(rule, figure, sentence.to_owned(), None).beside_figure()
        };
        for (figure, sentence, expected) in [
            (
                "1 of 3",
                "1 of 3 gaps has an opportunity.",
                "gaps has an opportunity.",
            ),
            (
                "−3",
                "Get costs more than it gives (−3): queueing.",
                "Get costs more than it gives: queueing.",
            ),
            ("1", "12 notes are scored.", "12 notes are scored."),
            (
                "",
                "No note is backed by evidence yet.",
                "No note is backed by evidence yet.",
            ),
        ] {
            assert_eq!(beside(figure, sentence), expected);
        }
    }
}
