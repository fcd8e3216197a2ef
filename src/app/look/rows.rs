//! Rows one below the other that lead somewhere: arrows go through them, and one of them is current.

use super::visuals::color;
use crate::layout::theme::{Role, Theme};
use egui::{EventFilter, Id, Key, Modifiers, Rect, Response, Stroke, StrokeKind, Ui, vec2};

/// Arrows, Home and End among rows.
pub(crate) fn walk(ui: &Ui, rows: &[Id]) {
    let focused = ui.memory(egui::Memory::focused);
    let Some(at) = rows.iter().position(|row| Some(*row) == focused) else {
        return;
    };
    let arrows = EventFilter {
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(rows[at], arrows));
    let last = rows.len() - 1;
    let next = ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        if pressed(Key::ArrowDown) {
            (at + 1).min(last)
        } else if pressed(Key::ArrowUp) {
            at.saturating_sub(1)
        } else if pressed(Key::Home) {
            0
        } else if pressed(Key::End) {
            last
        } else {
            at
        }
    });
    if next != at {
        ui.memory_mut(|memory| memory.request_focus(rows[next]));
    }
}

/// What is behind a row: that it is current, pointed at, or has the focus.
pub(crate) fn ground(ui: &Ui, theme: Theme, response: &Response, is_on: bool) {
    let rect = response.rect;
    let painter = ui.painter();
    if is_on {
        painter.rect_filled(rect, 4, color(theme, Role::Selected));
    } else if response.hovered() {
        painter.rect_filled(rect, 4, color(theme, Role::Hovered));
    }
    if is_on {
        // Not by colour alone.
        let mark = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        painter.rect_filled(mark, 1, color(theme, Role::Focus));
    }
    if response.has_focus() {
        let stroke = Stroke::new(2.0, color(theme, Role::Focus));
        painter.rect_stroke(rect, 4, stroke, StrokeKind::Inside);
    }
}

/// Whether something is shown that was not shown in the pass before.
pub(crate) fn has_appeared(ui: &Ui, seen: Id) -> bool {
    let pass = ui.ctx().cumulative_pass_nr();
    let last = ui.data_mut(|data| data.get_temp::<u64>(seen));
    ui.data_mut(|data| data.insert_temp(seen, pass));
    last.is_none_or(|last| last + 1 < pass)
}

/// Whether a row has come to the focus. The toolkit says so only of a focus it has moved itself.
pub(crate) fn takes_focus(ui: &Ui, response: &Response) -> bool {
    if !response.has_focus() {
        return false;
    }
    let last = Id::unique("row with the focus");
    let pass = ui.ctx().cumulative_pass_nr();
    let before = ui.data(|data| data.get_temp::<(Id, u64)>(last));
    ui.data_mut(|data| data.insert_temp(last, (response.id, pass)));
    before.is_none_or(|(id, seen)| id != response.id || seen + 1 < pass)
}
