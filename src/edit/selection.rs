//! What is selected: the cursor on one thing, and the notes selected with it.

use crate::model::{Id, Slot, Target};
use std::collections::BTreeSet;

/// Where typing goes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Cursor {
    /// Nowhere on the canvas.
    #[default]
    Nowhere,
    /// On a note, a name, a figure.
    At(Target),
    /// On the place for something new.
    On(Slot),
}

impl Cursor {
    /// The note under the cursor.
    pub fn note(self) -> Option<Id> {
        match self {
            Self::At(Target::Note(id)) => Some(id),
            Self::At(_) | Self::On(_) | Self::Nowhere => None,
        }
    }
}

/// The cursor and the notes selected with it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Selection {
    cursor: Cursor,
    /// Selected besides the note under the cursor.
    others: BTreeSet<Id>,
    /// Where a range of notes began.
    anchor: Option<Id>,
}

impl Selection {
    /// The cursor alone.
    pub fn at(cursor: Cursor) -> Self {
        Self {
            cursor,
            others: BTreeSet::new(),
            anchor: cursor.note(),
        }
    }

    /// Several notes, the cursor on the last of them.
    pub fn of_notes(mut notes: Vec<Id>) -> Self {
        let Some(last) = notes.pop() else {
            return Self::default();
        };
        let anchor = notes.first().copied().or(Some(last));
        Self {
            cursor: Cursor::At(Target::Note(last)),
            others: notes.into_iter().collect(),
            anchor,
        }
    }

    /// The cursor.
    pub fn cursor(&self) -> Cursor {
        self.cursor
    }

    /// Where a range began: the note that was selected alone.
    pub fn anchor(&self) -> Option<Id> {
        self.anchor
    }

    /// All selected notes, the one under the cursor last.
    pub fn notes(&self) -> Vec<Id> {
        self.others
            .iter()
            .copied()
            .chain(self.cursor.note())
            .collect()
    }

    /// Whether a note is selected.
    pub fn contains(&self, note: Id) -> bool {
        self.cursor.note() == Some(note) || self.others.contains(&note)
    }

    /// Whether more than one note is selected.
    pub fn is_several(&self) -> bool {
        !self.others.is_empty()
    }

    /// Adds a note, or takes it out.
    pub fn toggle(&mut self, note: Id) {
        if self.others.remove(&note) {
            return;
        }
        if self.cursor.note() == Some(note) {
            if let Some(last) = self.others.pop_last() {
                self.cursor = Cursor::At(Target::Note(last));
            }
        } else {
            self.others.extend(self.cursor.note());
            self.cursor = Cursor::At(Target::Note(note));
        }
    }

    /// The notes of a range, from where it began to `note`, which gets the cursor.
    pub fn extend_to(&mut self, notes: Vec<Id>, note: Id) {
        self.others = notes.into_iter().collect();
        self.others.remove(&note);
        self.cursor = Cursor::At(Target::Note(note));
    }

    /// Forgets notes that are gone.
    pub fn retain(&mut self, is_there: impl Fn(Id) -> bool) {
        self.others.retain(|note| is_there(*note));
        if self.anchor.is_some_and(|note| !is_there(note)) {
            self.anchor = None;
        }
        if self.cursor.note().is_some_and(|note| !is_there(note)) {
            self.cursor = self
                .others
                .pop_last()
                .map_or(Cursor::Nowhere, |note| Cursor::At(Target::Note(note)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_added_and_taken_out_again() {
        let [a, b, c] = ["a", "b", "c"].map(|id| id.parse::<Id>().unwrap());
        let mut selection = Selection::at(Cursor::At(Target::Note(a)));
        selection.toggle(b);
        selection.toggle(c);
        assert_eq!(selection.notes(), [a, b, c]);
        selection.toggle(c);
        assert_eq!(selection.notes(), [a, b]);
        selection.toggle(a);
        assert_eq!(selection.notes(), [b]);
        assert!(!selection.is_several());
    }

    #[test]
    fn notes_that_are_gone_are_no_longer_selected() {
        let [a, b] = ["a", "b"].map(|id| id.parse::<Id>().unwrap());
        let mut selection = Selection::of_notes(vec![a, b]);
        selection.retain(|note| note != b);
        assert_eq!(selection.notes(), [a]);
        selection.retain(|_| false);
        assert_eq!(selection.cursor(), Cursor::Nowhere);
    }
}
