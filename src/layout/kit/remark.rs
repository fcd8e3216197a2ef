//! What the signs, words and colours of figures mean: said in a hint, in the legend, to screen readers.

use crate::analysis::Flag;

/// Something about a figure that the figure itself does not say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Remark {
    /// The sign of a difference depends on how notes are added up.
    DependsOnRule,
    /// One of two solutions has no such step.
    Flagged(Flag),
    /// The lowest step of its solution.
    Lowest,
    /// The highest step of its solution.
    Highest,
    /// Furthest below its target.
    Bottleneck,
    /// The lowest conversion where nothing has a target.
    LowestConversion,
    /// Some notes have no score yet.
    PartlyScored,
    /// Not known.
    Unknown,
    /// The solution has no such step.
    NoSuchStep,
}

impl Remark {
    /// All, in the order of the legend.
    pub(crate) const ALL: [Self; 11] = [
        Self::DependsOnRule,
        Self::Flagged(Flag::Avoided),
        Self::Flagged(Flag::GivenUp),
        Self::Flagged(Flag::Added),
        Self::Lowest,
        Self::Highest,
        Self::Bottleneck,
        Self::LowestConversion,
        Self::PartlyScored,
        Self::Unknown,
        Self::NoSuchStep,
    ];

    /// For a hint: a whole sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::DependsOnRule => {
                "± Better or worse depends on how notes are added up: by sum, by average or by the strongest note."
            }
            Self::Flagged(Flag::Avoided) => {
                "Avoided: only the baseline has this step, and it gains nothing there."
            }
            Self::Flagged(Flag::GivenUp) => {
                "Given up: only the baseline has this step, and it gains something there."
            }
            Self::Flagged(Flag::Added) => "Added: the baseline has no such step.",
            Self::Lowest => "The lowest net value of this solution.",
            Self::Highest => "The highest net value of this solution.",
            Self::Bottleneck => "Furthest below its target.",
            Self::LowestConversion => "The lowest conversion.",
            Self::PartlyScored => "Notes without a score are not counted, not even as 0.",
            Self::Unknown => "Not scored yet. It is left out, not counted as 0.",
            Self::NoSuchStep => "This solution has no such step. It counts as 0.",
        }
    }

    /// For the legend of a journey with this baseline; `None` where the figure's own words are enough.
    pub(crate) fn legend(self, baseline: &str) -> Option<String> {
        let text = match self {
            Self::DependsOnRule => "± depends on how notes are added up",
            Self::Flagged(Flag::Avoided) => {
                return Some(format!(
                    "avoided: only {baseline} has the step, without gain"
                ));
            }
            Self::Flagged(Flag::GivenUp) => {
                return Some(format!("given up: only {baseline} has the step, with gain"));
            }
            Self::Flagged(Flag::Added) => {
                return Some(format!("added: {baseline} has no such step"));
            }
            Self::Lowest | Self::Highest => "bold: lowest and highest step of a solution",
            Self::Unknown => "? not scored yet",
            // The sentence above it, or the cell, says it.
            Self::Bottleneck | Self::LowestConversion | Self::PartlyScored | Self::NoSuchStep => {
                return None;
            }
        };
        Some(text.to_owned())
    }

    /// What a listener hears after the figure; `None` where the words beside it say it.
    pub fn spoken(self) -> Option<&'static str> {
        match self {
            Self::DependsOnRule => Some("depends on how notes are added up"),
            Self::Lowest => Some("lowest"),
            Self::Highest => Some("highest"),
            Self::Bottleneck => Some("furthest below its target"),
            Self::LowestConversion => Some("lowest conversion"),
            Self::Unknown => Some("not known"),
            Self::NoSuchStep => Some("no such step"),
            Self::Flagged(_) | Self::PartlyScored => None,
        }
    }
}
