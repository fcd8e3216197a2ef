//! Statements of a Customer Value Map: the job to be done and the desired outcome.
//!
//! Kept as the sentence somebody said, and three optional parts. A typed sentence always wins; with
//! parts and no sentence the sentence is derived (word order differs between languages).

use super::record::record;
use super::words::capitalised;
use std::borrow::Cow;

record! {
    /// What the customer is trying to get done.
    pub struct JobStatement ("a job statement") {
        /// As it was said.
        optional sentence: String => line "sentence",
        /// "protect"
        optional verb: String => line "verb",
        /// "important information"
        optional object: String => line "thing",
        /// "from exposure"
        optional circumstance: String => line "circumstance",
    }
}

record! {
    /// How the customer knows that it went well.
    pub struct OutcomeStatement ("an outcome statement") {
        /// As it was said.
        optional sentence: String => line "desired outcome" as "Sentence",
        /// "minimise"
        optional delta: String => line "change in the desired outcome" as "Change",
        /// "loss"
        optional measure: String => line "measure in the desired outcome" as "Measure",
        /// "of confidential company data"
        optional focus: String => line "object of the desired outcome" as "Of what",
    }
}

impl JobStatement {
    /// The sentence to show.
    pub fn text(&self) -> Cow<'_, str> {
        sentence(
            &self.sentence,
            [&self.verb, &self.object, &self.circumstance],
        )
    }
}

impl OutcomeStatement {
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
    capitalised(&parts.join(" ")).into()
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
