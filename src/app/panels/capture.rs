//! The line of quick capture at the bottom of the window.

use super::panel::{Panel, Side};
use crate::app::commands::Asks;
use crate::app::desk::Desk;
use crate::app::look::visuals::{bold, size};
use crate::layout::theme::Role;
use egui::{Event, FontId, Id, Key, RichText, TextEdit, Ui};

/// The line.
pub(super) const CAPTURE: Panel = Panel {
    name: "capture",
    side: Side::Bottom,
    ground: Role::Panel,
    margin: (12, 8),
    is_open: |state| state.open.capture.is_some(),
    show,
    switch: None,
};

fn show(ui: &mut Ui, desk: &mut Desk, _: &mut Asks) {
    let Some(mut capture) = desk.state.open.capture.take() else {
        return;
    };
    let place = desk.state.place_to_write();
    let project = desk.state.document.project();
    let name = place.map_or_else(String::new, |place| project.place_name(place));
    let mut is_open = true;
    ui.horizontal(|ui| {
        let label = ui.label(RichText::new(&name).font(bold(size::HEADING)));
        let id = Id::unique("quick capture");
        let field = TextEdit::singleline(&mut capture.text)
            .id(id)
            .font(FontId::proportional(size::LARGE))
            .desired_width(f32::INFINITY)
            .hint_text("Type, Enter, type, Enter");
        let mut texts = pasted_lines(ui, id);
        let response = ui.add(field).labelled_by(label.id);
        if !capture.is_shown {
            response.request_focus();
            desk.canvas.deactivate(ui.ctx());
            response.request_focus();
            capture.is_shown = true;
        }
        let pressed = |key| ui.input(|input| input.key_pressed(key));
        let is_entered = response.lost_focus() && pressed(Key::Enter);
        let is_here = response.has_focus() || response.lost_focus();
        is_open = !(is_here && pressed(Key::Escape));
        if is_entered {
            texts.push(capture.text.clone());
            response.request_focus();
        }
        if !texts.is_empty() && desk.capture(&texts) {
            if is_entered {
                capture.text.clear();
            }
            desk.canvas.deactivate(ui.ctx());
            response.request_focus();
        }
    });
    desk.state.open.capture = Some(capture);
    if !is_open {
        desk.end_capture();
    }
}

/// Several lines pasted into the capture line become notes, one each.
fn pasted_lines(ui: &Ui, id: Id) -> Vec<String> {
    if !ui.memory(|memory| memory.has_focus(id)) {
        return Vec::new();
    }
    ui.input_mut(|input| {
        let mut lines = Vec::new();
        input.events.retain(|event| match event {
            Event::Paste(text) if text.trim_end().contains('\n') => {
                lines.extend(text.lines().map(str::to_owned));
                false
            }
            _ => true,
        });
        lines
    })
}
