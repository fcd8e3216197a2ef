//! The canvas in the middle of the window.

use super::menu;
use crate::app::commands::{Asks, FIT};
use crate::app::desk::Desk;
use crate::canvas::{Camera, Field, Geometry, Shown};
use crate::edit::{Cursor, Selection};
use crate::layout::View;
use crate::layout::sheet::BlockKind;
use egui::Ui;
use std::sync::Arc;

/// Shows a view, and asks for what is done there.
pub(crate) fn show(ui: &mut Ui, desk: &mut Desk, view: View, asks: &mut Asks) {
    let size = ui.available_size();
    desk.fit_when_needed(view, size);
    if let Some(view) = desk.state.view_state_mut() {
        // Titles and sentences are as wide as the window, whoever chose the zoom.
        view.framing.width = size.x / view.camera.pinned;
    }
    let Some((project, sheet)) = desk.lay_out() else {
        return;
    };
    let is_new = desk
        .sheet
        .as_ref()
        .is_none_or(|known| !Arc::ptr_eq(known, &sheet));
    desk.sheet = Some(Arc::clone(&sheet));
    let Some(remembered) = desk.state.view_state() else {
        return;
    };
    let mut camera: Camera = remembered.camera;
    let column = remembered.framing.column;
    let is_nowhere = desk.state.selection.cursor() == Cursor::Nowhere;
    let is_cleared = is_nowhere && remembered.is_cleared;
    if is_new && is_nowhere && !is_cleared {
        // The first thing to say on an empty canvas; on a full one nobody is in a hurry.
        let first = crate::canvas::navigate::first(&sheet);
        let is_prompt = match first {
            Cursor::At(target) => sheet
                .find(target)
                .is_some_and(|(_, block)| block.kind == BlockKind::Prompt),
            Cursor::On(_) => sheet.columns.is_empty(),
            Cursor::Nowhere => false,
        };
        if is_prompt {
            desk.state.selection = Selection::at(first);
            desk.open_slot();
        }
    }
    let shown = Shown {
        sheet: &sheet,
        project: &project,
        selection: &desk.state.selection,
        style: desk.state.style,
        highlights: &desk.state.highlights,
        camera: &mut camera,
        words: &mut desk.layouter.setter.words,
        column,
        is_editable: !desk.state.document.is_read_only(),
        is_behind_dialog: desk.question.is_some() || desk.state.open.palette.is_some(),
    };
    let (response, changes) = desk.canvas.show(ui, shown);
    if let Some(view) = desk.state.view_state_mut() {
        view.camera = camera;
        view.is_cleared = is_cleared;
    }
    hint_at_fit(desk);
    for change in changes {
        asks.act(move |desk| desk.change_canvas(change));
    }
    response.context_menu(|ui| menu::context(ui, &desk.state, asks));
}

/// Rows have gone out of sight while somebody writes, and text is not made smaller meanwhile: says once how
/// to see all of them.
fn hint_at_fit(desk: &mut Desk) {
    let field = desk.canvas.field.as_ref();
    let is_note = |field: &Field| field.is_typed && field.edited.target().note().is_some();
    let is_written = field.is_some_and(is_note);
    let window = &mut desk.state.window;
    if window.knows_fit || !is_written {
        return;
    }
    let is_below = |geometry: &Geometry| geometry.seen().max.y + 1.0 < geometry.body.y;
    if desk.canvas.geometry().is_some_and(is_below) {
        window.knows_fit = true;
        let keys = FIT.keys[0].text(&desk.ctx);
        let told = format!("There is more below. {keys} fits all of it to the window.");
        desk.state.toasts.tell(told);
    }
}
