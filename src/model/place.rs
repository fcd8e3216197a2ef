//! Places: where a note can stand.

use super::{Decimal, Field, Figure, Id, Lane, Note, Row, RowInfo, Scale};
use std::ops::RangeInclusive;

/// A list of notes somewhere in the project.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names of the fields say what they are")]
pub enum Place {
    /// A row of a job on a value map.
    Row { job: Id, row: Row },
    /// A lane of a solution's step on a journey.
    Lane { solution: Id, step: Id, lane: Lane },
    /// A field of a persona's empathy map.
    Field { persona: Id, field: Field },
}

impl Place {
    /// What is said about the row it is in.
    pub fn info(self) -> &'static RowInfo {
        match self {
            Self::Row { row, .. } => row.info(),
            Self::Lane { lane, .. } => lane.info(),
            Self::Field { field, .. } => field.info(),
        }
    }

    /// Whether notes here have scores.
    pub fn is_scored(self) -> bool {
        self.info().is_scored()
    }

    /// The kinds offered for notes here.
    pub fn kinds(self) -> &'static [super::Kind] {
        self.info().kinds
    }

    /// Whether a note here may be called this. A kind that was given elsewhere is kept where notes
    /// have none.
    pub fn allows(self, kind: super::Kind) -> bool {
        !self.is_scored() || self.kinds().contains(&kind)
    }

    /// The step, job or persona it stands under.
    pub fn column(self) -> Id {
        match self {
            Self::Row { job, .. } => job,
            Self::Lane { step, .. } => step,
            Self::Field { persona, .. } => persona,
        }
    }

    /// The same row under another step or job.
    #[must_use]
    pub fn in_column(mut self, column: Id) -> Self {
        let (Self::Row { job: id, .. }
        | Self::Lane { step: id, .. }
        | Self::Field { persona: id, .. }) = &mut self;
        *id = column;
        self
    }

    /// The same lane and step of another solution.
    #[must_use]
    pub fn of_solution(mut self, other: Id) -> Self {
        if let Self::Lane { solution, .. } = &mut self {
            *solution = other;
        }
        self
    }

    /// The figures a note here may have, each one key: scores of this scale, or how bad it is, 1 to 3.
    pub fn figures(self, scale: &Scale) -> Option<RangeInclusive<u8>> {
        if self.is_scored() {
            Some(0..=scale.max)
        } else {
            self.has_severity().then_some(1..=3)
        }
    }

    /// The word for a figure, when there is one.
    pub fn figure_word(self, scale: &Scale, figure: u8) -> Option<&str> {
        if self.is_scored() {
            return scale.word(figure);
        }
        let words = ["a little", "clearly", "badly"];
        words
            .get(usize::from(figure.checked_sub(1)?))
            .copied()
            .filter(|_| self.has_severity())
    }

    /// The figure of a note that stands here.
    pub fn figure_of(self, note: &Note) -> Option<Decimal> {
        if self.is_scored() {
            note.score
        } else {
            let severity = note.severity.filter(|_| self.has_severity());
            severity.map(|severity| Decimal::whole(i32::from(severity)))
        }
    }

    /// Whether a note here may say how bad it is.
    pub fn has_severity(self) -> bool {
        self.info().figure == Figure::Severity
    }

    /// What one note here is called.
    pub fn one(self) -> &'static str {
        self.info().one
    }
}

/// A place for something new.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[expect(missing_docs, reason = "the names of the fields say what they are")]
pub enum Slot {
    /// The next note.
    Note {
        place: Place,
        /// Before the note with this index; at the end when there is none.
        at: usize,
    },
    /// The next step.
    Step {
        journey: Id,
        /// Before the step with this index.
        at: usize,
    },
    /// The next job.
    Job {
        map: Id,
        /// Before the job with this index.
        at: usize,
    },
}

impl Slot {
    /// Before which of its list it is, from 0.
    pub fn at(self) -> usize {
        match self {
            Self::Note { at, .. } | Self::Step { at, .. } | Self::Job { at, .. } => at,
        }
    }

    /// Another place in the same list.
    #[must_use]
    pub fn moved_to(mut self, to: usize) -> Self {
        let (Self::Note { at, .. } | Self::Step { at, .. } | Self::Job { at, .. }) = &mut self;
        *at = to;
        self
    }

    /// The place one earlier in the same list.
    #[must_use]
    pub fn one_before(self) -> Self {
        self.moved_to(self.at().saturating_sub(1))
    }

    /// What would be added here; [`super::Project::one_of`] knows what a step is called there.
    pub fn one(self) -> &'static str {
        match self {
            Self::Note { place, .. } => place.one(),
            Self::Step { .. } => "step",
            Self::Job { .. } => "job",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::words::with_article;

    #[test]
    fn what_is_added_has_the_right_article() {
        let (solution, step, job) = (Id::random(), Id::random(), Id::random());
        let lanes = Lane::ALL.map(|lane| Place::Lane {
            solution,
            step,
            lane,
        });
        let rows = Row::ALL.map(|row| Place::Row { job, row });
        let notes = lanes.into_iter().chain(rows);
        let notes = notes.map(|place| with_article(Slot::Note { place, at: 0 }.one()));
        let all: Vec<String> = notes.collect();
        let (with_an, with_a): (Vec<&String>, Vec<&String>) =
            all.iter().partition(|one| one.starts_with("an "));
        assert_eq!(with_an, ["an action", "an opportunity", "an opportunity"]);
        assert!(with_a.iter().all(|one| one.starts_with("a ")), "{with_a:?}");
    }
}
