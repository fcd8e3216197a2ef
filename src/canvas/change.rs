//! What the canvas asks for.

use super::field::Edited;
use crate::edit::Selection;
use crate::model::{Id, Place, Target};
use egui::Pos2;

/// What the canvas asks for; whoever shows it decides.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the names of the fields say what they are")]
pub enum Change {
    /// The text of the field is another.
    Typed(Edited, String),
    /// Move the cursor; what is being typed is kept.
    Select(Selection),
    /// Open the field over something, with the caret where it was clicked.
    Open(Target, Pos2),
    /// Score a note.
    Score(Id, u8),
    /// Move or copy notes.
    Drop {
        notes: Vec<Id>,
        place: Place,
        /// Before the note with this index.
        at: usize,
        is_copy: bool,
    },
    /// Move a step or job to another index, counted before it is taken out.
    DropColumn {
        column: Id,
        /// Before the column with this index.
        at: usize,
    },
    /// Width of all columns in em.
    ColumnWidth(f32),
    /// The user moved or zoomed: the view is no longer as it was fitted.
    Moved,
}
