//! Quick capture: one line that writes where the cursor is, note after note.

use super::Desk;
use crate::app::work::overlays::Capture;
use crate::edit::{self, Cursor, Selection};
use crate::model::words::a_or_many;
use crate::model::{Note, Target};
use std::sync::Arc;

impl Desk {
    /// Opens the line.
    pub(crate) fn begin_capture(&mut self) {
        self.state.open.capture = Some(Capture::default());
    }

    /// Closes the line; what is still in it is written.
    pub(crate) fn end_capture(&mut self) {
        let Some(line) = self.state.open.capture.take() else {
            return;
        };
        self.capture(&[line.text]);
        self.canvas.activate();
    }

    /// Writes lines and shows the last one; `false` when there is no cell for them.
    pub(crate) fn capture(&mut self, lines: &[String]) -> bool {
        let is_written = self.write_lines(lines);
        self.open_slot();
        self.canvas.reveal_cursor();
        is_written
    }

    /// Lines become notes at the end of the cell where the cursor is, which goes to the last of them.
    /// `false` when there is no such cell.
    pub(super) fn write_lines(&mut self, lines: &[String]) -> bool {
        let lines = lines.iter().map(|line| line.trim());
        let texts = lines.filter(|text| !text.is_empty());
        let notes: Vec<Arc<Note>> = texts.map(|text| Arc::new(Note::new(text))).collect();
        let Some(last) = notes.last().map(|note| note.id) else {
            return true;
        };
        let Some(place) = self.state.place_to_write() else {
            let told = "There is no cell to write into: put the cursor into one.";
            self.state.toasts.warn(told);
            return false;
        };
        let label = format!("Add {}", a_or_many(notes.len(), "note"));
        self.state.document.edit(label, |project| {
            edit::insert_notes(project, place, usize::MAX, notes);
        });
        self.state.selection = Selection::at(Cursor::At(Target::Note(last)));
        true
    }
}
