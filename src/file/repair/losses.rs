//! What a repair says about itself.

use crate::model::words::count;

/// Sentences that somebody might read.
const MOST_SENTENCES: usize = 200;

/// What was left out or changed.
#[derive(Default)]
pub(super) struct Losses {
    sentences: Vec<String>,
    others: usize,
}

impl Losses {
    pub(super) fn say(&mut self, sentence: impl FnOnce() -> String) {
        if self.sentences.len() < MOST_SENTENCES {
            self.sentences.push(sentence());
        } else {
            self.others += 1;
        }
    }

    pub(super) fn into_sentences(mut self) -> Vec<String> {
        if self.others > 0 {
            let others = count(self.others as u64);
            self.sentences
                .push(format!("And {others} more of the kind."));
        }
        self.sentences
    }
}
