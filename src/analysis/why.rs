//! Why a finding is said: its group, and the rule it comes from.

use super::OpenEnd;
use super::finding::FindingGroup::{self, Figures, NotKnown, ToDo};
use crate::model::Aggregation;

/// A group and a rule.
type Why = (FindingGroup, &'static str);

pub(super) const MERGING: Why = (
    ToDo,
    "Both sides of each conflict are kept until one is chosen.",
);
pub(super) const GAPS: Why = (
    ToDo,
    "An opportunity counts for the gaps of its job; once a map has links, for those it is linked to.",
);
pub(super) const COMPARED: Why = (
    Figures,
    "The sum of net values over the steps that are known for both.",
);
pub(super) const MISSING: Why = (
    Figures,
    "Marked as steps that do not exist for this solution.",
);
pub(super) const ASIDE: Why = (NotKnown, "They come back with the step.");
pub(super) const UNSCORED: Why = (NotKnown, "Not scored is not zero: it is in no total.");
pub(super) const LOSS: Why = (
    Figures,
    "Sacrifices weigh more than benefits; the strongest of them are named.",
);
pub(super) const EVEN: Why = (
    Figures,
    "Both sides come to at least the highest score: it is not even because nothing happens.",
);
pub(super) const NOTHING: Why = (Figures, "Looked at and marked: it counts as 0.");
pub(super) const HEAD_COUNTS: Why = (
    Figures,
    "The head count here against the one before, and against its target.",
);
pub(super) const RISES: Why = (
    NotKnown,
    "Of one group of people none can be added on the way.",
);
pub(super) const BASIS: Why = (
    NotKnown,
    "What is paid once and what is paid at each use compare only over the same time.",
);
pub(super) const EVIDENCE: Why = (
    NotKnown,
    "Backed is what somebody outside the team has said, shown or measured.",
);

/// How the total of a solution is made.
pub(super) fn total(rule: Aggregation) -> Why {
    let why = match rule {
        Aggregation::Sum => "Benefits minus sacrifices of each step, added up.",
        Aggregation::Mean => "Average benefit minus average sacrifice of each step, added up.",
        Aggregation::Peak => "Strongest benefit minus strongest sacrifice of each step, added up.",
        Aggregation::Overall => "The judgements of all steps, added up.",
    };
    (Figures, why)
}

impl OpenEnd {
    /// Why it is said.
    pub(super) fn why(self) -> &'static str {
        match self {
            Self::GapWithoutOpportunity(_) => {
                "No opportunity is linked to it, nor to what widens it; the figure is how bad it is."
            }
            Self::OpportunityWithoutAim(_) => "It is linked to none of them.",
            Self::JobWithoutOpportunity(_) => "So many gaps, and no opportunity in this job.",
            Self::JobWithoutProcess(_) => {
                "So many notes of friction and gaps, and no internal process in this job."
            }
            Self::JobWithoutOutcome(_) => "Without it nobody can say what is better.",
            Self::FrictionWithoutProcess(_) => {
                "No process is linked to it; the figure is how bad it is."
            }
            Self::ProcessWithoutEffect(_) => "It causes no friction and no gap, as far as is said.",
        }
    }
}
