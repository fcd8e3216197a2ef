//! Quick capture: one line that writes where the cursor is, note after note.

use crate::app::desk::writing as typing;
use crate::app::look::visuals;
use crate::app::shell::app::App;
use crate::app::work::state::State;
use crate::canvas::Canvas;
use crate::edit::{self, Cursor, Selection};
use crate::model::words::a_or_many;
use crate::model::{Note, Target};
use egui::{TextEdit, Ui};
use std::sync::Arc;

/// Writes lines of quick capture and shows the last one; `false` when there is no cell for them.
fn write(state: &mut State, canvas: &mut Canvas, lines: &[String]) -> bool {
    let is_written = write_lines(state, lines);
    typing::open_slot(state, canvas);
    canvas.reveal_cursor();
    is_written
}

/// Lines become notes at the end of the cell where the cursor is, which goes to the last of them.
/// `false` when there is no such cell.
pub(crate) fn write_lines(state: &mut State, lines: &[String]) -> bool {
    let texts: Vec<&str> = lines
        .iter()
        .map(|line| line.trim())
        .filter(|text| !text.is_empty())
        .collect();
    if texts.is_empty() {
        return true;
    }
    let Some(place) = state.place_to_write() else {
        state
            .toasts
            .warn("There is no cell to write into: put the cursor into one.");
        return false;
    };
    let label = format!("Add {}", a_or_many(texts.len(), "note"));
    let notes: Vec<Arc<Note>> = texts
        .into_iter()
        .map(|text| Arc::new(Note::new(text)))
        .collect();
    let last = notes.last().map(|note| note.id);
    state.document.edit(label, |project| {
        edit::insert_notes(project, place, usize::MAX, notes);
    });
    if let Some(note) = last {
        state.selection = Selection::at(Cursor::At(Target::Note(note)));
    }
    true
}

/// Closes quick capture; the line that is still in it is written.
pub(crate) fn end(state: &mut State, canvas: &mut Canvas) {
    let Some(line) = state.capture.take() else {
        return;
    };
    write(state, canvas, &[line.text]);
    canvas.activate();
}

impl App {
    /// Shows the line.
    pub(crate) fn capture_line(&mut self, ui: &mut Ui) {
        let Some(mut capture) = self.state.capture.take() else {
            return;
        };
        let place = self.state.place_to_write();
        let name = place
            .map(|place| self.state.document.project().place_name(place))
            .unwrap_or_default();
        let mut is_open = true;
        ui.horizontal(|ui| {
            let label =
                ui.label(egui::RichText::new(&name).font(visuals::bold(visuals::size::HEADING)));
            let id = egui::Id::unique("quick capture");
            let field = TextEdit::singleline(&mut capture.text)
                .id(id)
                .font(egui::FontId::proportional(visuals::size::LARGE))
                .desired_width(f32::INFINITY)
                .hint_text("Type, Enter, type, Enter");
            let lines = pasted_lines(ui, id);
            let response = ui.add(field).labelled_by(label.id);
            if capture.is_fresh {
                response.request_focus();
                self.canvas.deactivate(ui.ctx());
                response.request_focus();
                capture.is_fresh = false;
            }
            let entered =
                response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            let is_here = response.has_focus() || response.lost_focus();
            is_open = !(is_here && ui.input(|input| input.key_pressed(egui::Key::Escape)));
            let mut texts = lines;
            if entered {
                texts.push(capture.text.clone());
                response.request_focus();
            }
            if !texts.is_empty() && write(&mut self.state, &mut self.canvas, &texts) {
                if entered {
                    capture.text.clear();
                }
                self.canvas.deactivate(ui.ctx());
                response.request_focus();
            }
        });
        self.state.capture = Some(capture);
        if !is_open {
            end(&mut self.state, &mut self.canvas);
        }
    }
}

/// Several lines pasted into the capture line become notes, one each.
fn pasted_lines(ui: &Ui, id: egui::Id) -> Vec<String> {
    if !ui.memory(|memory| memory.has_focus(id)) {
        return Vec::new();
    }
    ui.input_mut(|input| {
        let mut lines = Vec::new();
        input.events.retain(|event| match event {
            egui::Event::Paste(text) if text.trim_end().contains('\n') => {
                lines.extend(text.lines().map(str::to_owned));
                false
            }
            _ => true,
        });
        lines
    })
}
