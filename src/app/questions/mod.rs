//! Questions that must be answered before one goes on: how each is asked, a file each. What they are
//! about stands where they come from.

mod about;
mod damaged;
mod keys;
mod merge;
mod overwrite;
mod paste;
mod path;
mod recovered;
mod scale;
mod unsaved;
mod versions;

use crate::app::desk::{Answer, Desk, cancel};
use crate::app::look::visuals::{bold, scrolling, size};
use egui::{Align, Frame, Id, Layout, Margin, Modal, Response, RichText, ScrollArea, Ui, vec2};

/// Room between the question and its frame, in points.
const PADDING: i8 = 20;
/// Room between the frame and the edge of the window.
const MARGIN: f32 = 16.0;

/// Shows the question that is open, and carries out the answer once there is one.
pub(crate) fn show(ui: &Ui, desk: &mut Desk) {
    let Some(mut question) = desk.question.take() else {
        return;
    };
    let screen = ui.ctx().content_rect().size();
    let widest = screen.x - 2.0 * (MARGIN + f32::from(PADDING));
    // Each has a size of its own.
    let window = Modal::new(Id::unique(("question", question.name())))
        .frame(Frame::popup(ui.style()).inner_margin(Margin::same(PADDING)));
    let response = window.show(ui.ctx(), |ui| {
        ui.set_width(question.width().min(widest));
        question.show(ui, &mut desk.state)
    });
    let closes = response.should_close();
    let answer = response.inner.or_else(|| cancel().filter(|_| closes));
    match answer {
        None => desk.question = Some(question),
        Some(answer) => {
            question.closed(&mut desk.state);
            answer(desk);
            desk.ctx.request_repaint();
        }
    }
}

fn heading(ui: &mut Ui, text: &str) {
    ui.heading(text);
    ui.add_space(8.0);
}

fn buttons(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.add_space(16.0);
    // One row: by itself the layout would take all the height there is.
    ui.horizontal(|ui| ui.with_layout(Layout::right_to_left(Align::Center), add));
}

/// The button that has the focus as long as nothing else has it.
fn first_button(ui: &mut Ui, text: &str) -> Response {
    let button = ui.button(text);
    if ui.memory(|memory| memory.focused().is_none()) {
        button.request_focus();
    }
    button
}

fn close_button(ui: &mut Ui) -> Option<Answer> {
    let mut answer = None;
    buttons(ui, |ui| {
        if first_button(ui, "Close").clicked() {
            answer = cancel();
        }
    });
    answer
}

/// What may take the whole height of the window: a dialog believes it has less.
fn tall(height: f32) -> ScrollArea {
    scrolling().max_height(height).min_scrolled_height(height)
}

/// A name of a given width, and words beside it that may take several lines.
fn row(ui: &mut Ui, width: f32, name: &str, words: &str) {
    ui.horizontal_top(|ui| {
        let layout = Layout::top_down(Align::Min);
        ui.allocate_ui_with_layout(vec2(width, 0.0), layout, |ui| {
            ui.set_width(width);
            ui.label(RichText::new(name).font(bold(size::BODY)));
        });
        ui.vertical(|ui| ui.label(words));
    });
}
