//! What somebody does on the canvas with the mouse, and letters typed into its field.

use super::Desk;
use crate::app::work::views::Sight;
use crate::canvas::Change;
use crate::edit::{self, Selection};
use crate::model::{Id, Place};

/// Narrowest and widest column somebody can drag, in em.
const COLUMNS: (f32, f32) = (5.0, 40.0);

impl Desk {
    /// Does what was done on the canvas to the document, the selection or the view.
    pub(crate) fn change_canvas(&mut self, change: Change) {
        match change {
            Change::Typed(edited, text) => self.typed(edited, &text),
            Change::Select(selection) => self.select(selection),
            Change::Open(target, at) => {
                self.edit(target);
                if let Some(field) = &mut self.canvas.field {
                    field.pointed = Some(at);
                }
            }
            Change::Score(note, score) => self.score_note(note, score),
            Change::Drop {
                notes,
                place,
                at,
                is_copy,
            } => self.drop_notes(&notes, place, at, is_copy),
            Change::DropColumn { column, at } => self.drop_column(column, at),
            Change::ColumnWidth(width) => {
                if let Some(view) = self.state.view_state_mut() {
                    view.framing.column = width.clamp(COLUMNS.0, COLUMNS.1);
                    view.sight = Sight::Free;
                }
            }
            Change::Moved => {
                if let Some(view) = self.state.view_state_mut() {
                    view.sight = Sight::Free;
                }
            }
        }
    }

    fn drop_notes(&mut self, notes: &[Id], place: Place, at: usize, is_copy: bool) {
        let several = notes.len() > 1;
        let dropped = if is_copy {
            let copies = edit::copy_notes(self.state.document.project(), notes);
            let ids = copies.iter().map(|note| note.id).collect();
            let label = if several { "Copy notes" } else { "Copy a note" };
            self.change(label, |project| {
                edit::insert_notes(project, place, at, copies);
            });
            ids
        } else {
            let label = if several { "Move notes" } else { "Move a note" };
            self.change(label, |project| edit::move_notes(project, notes, place, at));
            notes.to_vec()
        };
        self.state.selection = Selection::of_notes(dropped);
    }

    fn drop_column(&mut self, column: Id, at: usize) {
        let project = self.state.document.project();
        let columns = project.columns_beside(column);
        let from = columns.iter().position(|known| *known == column);
        let to = if at > from.unwrap_or(0) { at - 1 } else { at };
        if project.step(column).is_some() {
            let label = format!("Move a {}", project.step_word(column));
            self.change(label, |project| {
                edit::move_step(project, column, to);
            });
        } else if project.job(column).is_some() {
            self.change("Move a job", |project| {
                edit::move_job(project, column, to);
            });
        }
    }
}
