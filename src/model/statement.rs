//! Statements of a Customer Value Map: the job to be done and the desired outcome.
//!
//! Kept as the sentence somebody said, and three optional parts. A typed sentence always wins; with
//! parts and no sentence the sentence is derived (word order differs between languages).

use super::record::record;
use std::borrow::Cow;

record! {
    /// What the customer is trying to get done.
    pub struct JobStatement ("a job statement") {
        /// As it was said.
        optional sentence: String,
        /// "protect"
        optional verb: String,
        /// "important information"
        optional object: String,
        /// "from exposure"
        optional circumstance: String,
    }
}

record! {
    /// How the customer knows that it went well.
    pub struct OutcomeStatement ("an outcome statement") {
        /// As it was said.
        optional sentence: String,
        /// "minimise"
        optional delta: String,
        /// "loss"
        optional measure: String,
        /// "of confidential company data"
        optional focus: String,
    }
}

/// One of the three parts of a [`JobStatement`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum JobPart {
    /// What is done.
    Verb,
    /// With what.
    Object,
    /// Under which circumstances.
    Circumstance,
}

/// One of the three parts of an [`OutcomeStatement`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum OutcomePart {
    /// The direction of change.
    Delta,
    /// What changes.
    Measure,
    /// Where it changes.
    Focus,
}

impl JobPart {
    /// In the order of the sentence.
    pub const ALL: [Self; 3] = [Self::Verb, Self::Object, Self::Circumstance];

    /// The word shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Verb => "Verb",
            Self::Object => "Thing",
            Self::Circumstance => "Circumstance",
        }
    }
}

impl OutcomePart {
    /// In the order of the sentence.
    pub const ALL: [Self; 3] = [Self::Delta, Self::Measure, Self::Focus];

    /// The word shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Delta => "Change",
            Self::Measure => "Measure",
            Self::Focus => "Of what",
        }
    }
}

impl JobStatement {
    /// One part.
    pub fn part(&self, part: JobPart) -> &String {
        match part {
            JobPart::Verb => &self.verb,
            JobPart::Object => &self.object,
            JobPart::Circumstance => &self.circumstance,
        }
    }

    /// One part, to be changed.
    pub fn part_mut(&mut self, part: JobPart) -> &mut String {
        match part {
            JobPart::Verb => &mut self.verb,
            JobPart::Object => &mut self.object,
            JobPart::Circumstance => &mut self.circumstance,
        }
    }

    /// The sentence to show.
    pub fn text(&self) -> Cow<'_, str> {
        sentence(
            &self.sentence,
            [&self.verb, &self.object, &self.circumstance],
        )
    }
}

impl OutcomeStatement {
    /// One part.
    pub fn part(&self, part: OutcomePart) -> &String {
        match part {
            OutcomePart::Delta => &self.delta,
            OutcomePart::Measure => &self.measure,
            OutcomePart::Focus => &self.focus,
        }
    }

    /// One part, to be changed.
    pub fn part_mut(&mut self, part: OutcomePart) -> &mut String {
        match part {
            OutcomePart::Delta => &mut self.delta,
            OutcomePart::Measure => &mut self.measure,
            OutcomePart::Focus => &mut self.focus,
        }
    }

    /// The sentence to show.
    pub fn text(&self) -> Cow<'_, str> {
        sentence(&self.sentence, [&self.delta, &self.measure, &self.focus])
    }
}

fn sentence<'a>(typed: &'a str, parts: [&'a String; 3]) -> Cow<'a, str> {
    if !typed.trim().is_empty() || parts.iter().all(|part| part.is_empty()) {
        return typed.into();
    }
    let parts: Vec<&str> = parts
        .iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
        .collect();
    let derived = parts.join(" ");
    let mut letters = derived.chars();
    match letters.next() {
        Some(first) => first
            .to_uppercase()
            .chain(letters)
            .collect::<String>()
            .into(),
        None => derived.into(),
    }
}

impl Default for JobStatement {
    fn default() -> Self {
        let [sentence, verb, object, circumstance] = Default::default();
        Self {
            sentence,
            verb,
            object,
            circumstance,
            unknown: super::Unknown::default(),
        }
    }
}

impl Default for OutcomeStatement {
    fn default() -> Self {
        let [sentence, delta, measure, focus] = Default::default();
        Self {
            sentence,
            delta,
            measure,
            focus,
            unknown: super::Unknown::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_sentence_wins_over_its_parts() {
        let mut job = JobStatement {
            verb: "protect".into(),
            object: "papers".into(),
            ..Default::default()
        };
        assert_eq!(job.text(), "Protect papers");
        job.sentence = "Papiere schützen".into();
        assert_eq!(job.text(), "Papiere schützen");
    }

    #[test]
    fn without_anything_there_is_no_sentence() {
        assert_eq!(OutcomeStatement::default().text(), "");
    }
}
