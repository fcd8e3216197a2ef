//! How much of a view there is to lay out, told from counts before anything is laid out.
//!
//! The figures per part were measured with the optimised program on a machine of 2026, and rounded up.

use super::words::LONGEST;
use crate::model::Note;
use std::collections::HashSet;
use std::hash::{BuildHasher as _, DefaultHasher};
use std::sync::Arc;

/// How much there is to lay out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Parts {
    /// Notes that are drawn.
    pub notes: usize,
    /// Notes that only stand in bars.
    pub folded: usize,
    /// Cells of figures and head counts: steps times solutions and periods; jobs.
    pub cells: usize,
    /// Places for notes.
    pub places: usize,
    /// Different words.
    pub words: usize,
    /// Letters, as far as they can be drawn.
    pub letters: usize,
}

impl Parts {
    /// Time to lay it out and write it as text, in microseconds.
    pub fn time(&self) -> usize {
        self.notes * 12
            + self.folded * 2
            + self.cells * 16
            + self.places * 5
            + self.words * 8
            + self.letters / 8
    }

    /// Memory for that, in bytes.
    pub fn memory(&self) -> usize {
        self.notes * 1_600
            + self.folded * 900
            + self.cells * 4_600
            + self.places * 600
            + self.words * 400
            + self.letters * 12
    }
}

/// Counts, and stops looking at words where it is too much anyway.
pub struct Counter {
    /// What was counted so far.
    pub parts: Parts,
    /// Most time that may be taken, in microseconds.
    most: usize,
    seen: HashSet<u64>,
    hasher: std::hash::BuildHasherDefault<DefaultHasher>,
}

impl Counter {
    /// Words are counted until laying out would take this long, in microseconds.
    pub(super) fn new(most: usize) -> Self {
        Self {
            parts: Parts::default(),
            most,
            seen: HashSet::new(),
            hasher: std::hash::BuildHasherDefault::default(),
        }
    }

    /// Notes that are drawn.
    pub fn notes(&mut self, notes: &[Arc<Note>]) {
        self.parts.notes += notes.len();
        for note in notes {
            self.text(&note.text);
        }
    }

    /// A text that is drawn.
    pub fn text(&mut self, text: &str) {
        if self.parts.time() > self.most {
            return;
        }
        let text = &text[..text.floor_char_boundary(LONGEST)];
        self.parts.letters += text.len();
        for word in text.split_whitespace() {
            if self.seen.insert(self.hasher.hash_one(word)) {
                // A long word is cut into some that fit, and each of these is one.
                self.parts.words += 1 + word.len() / 16;
            }
            // To cut it takes its time wherever it stands.
            self.parts.words += word.len() * word.len() / 160_000;
        }
    }
}
