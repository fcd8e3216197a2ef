//! The status line: saved or not, what is selected, what it comes to; zoom.

use super::panel::{Panel, Side};
use crate::app::commands::{Asks, FIT, SAY_FIGURES, ZOOM_IN, ZOOM_OUT, ZOOM_TO_100};
use crate::app::desk::Desk;
use crate::app::look::icons::{Icon, icon_button};
use crate::app::pages;
use crate::app::work::on_file::{Busy, SHORT};
use crate::app::work::state::State;
use crate::layout::theme::Role;
use crate::layout::{Foot, Sheet};
use crate::model::words::counted;
use egui::{Button, Label, Ui, WidgetInfo, accesskit};
use std::sync::Arc;

/// Height of the line in points: that of its buttons, also while it has none. Otherwise the canvas would
/// become lower one frame after a project is opened, and be fitted twice.
const HEIGHT: f32 = 27.0;

/// The line.
pub(super) const STATUS: Panel = Panel {
    name: "status",
    side: Side::Bottom,
    ground: Role::Panel,
    margin: (8, 4),
    is_open: |_| true,
    show,
    switch: None,
};

fn show(ui: &mut Ui, desk: &mut Desk, asks: &mut Asks) {
    let state = &desk.state;
    ui.horizontal(|ui| {
        ui.set_min_height(HEIGHT);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            zoom(ui, state, asks);
            left_out(ui, desk, asks);
            // What does not fit beside the zoom is cut, and whole in a hint.
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                // News stand over it.
                ui.set_opacity(if state.toasts.is_empty() { 1.0 } else { 0.0 });
                ui.add(Label::new(parts(state).join(" · ")).truncate());
            });
        });
    });
}

fn zoom(ui: &mut Ui, state: &State, asks: &mut Asks) {
    let Some(view) = state.view_state().filter(|_| !state.is_own_page()) else {
        return;
    };
    let theme = state.style.theme;
    for (icon, command) in [(Icon::FIT, &FIT), (Icon::PLUS, &ZOOM_IN)] {
        if icon_button(ui, icon, &command.text(state), theme).clicked() {
            asks.run(command);
        }
    }
    let percent = format!("{:.0} %", view.camera.zoom * 100.0);
    if ui
        .button(percent)
        .on_hover_text(ZOOM_TO_100.text(state))
        .clicked()
    {
        asks.run(&ZOOM_TO_100);
    }
    if icon_button(ui, Icon::MINUS, &ZOOM_OUT.text(state), theme).clicked() {
        asks.run(&ZOOM_OUT);
    }
}

/// Where the window is too low for what the figures say: the way to it.
fn left_out(ui: &mut Ui, desk: &Desk, asks: &mut Asks) {
    let state = &desk.state;
    let view = state.view_state().filter(|_| !state.is_own_page());
    let is_low = view.is_some_and(|view| view.framing.foot < Foot::Whole);
    let has_some = |sheet: &Arc<Sheet>| !sheet.sentences.is_empty();
    if is_low && desk.sheet.as_ref().is_some_and(has_some) {
        let text = SAY_FIGURES.text(state);
        let keys = SAY_FIGURES.keys[0].text(ui.ctx());
        let button = Button::new(&text).shortcut_text(keys).frame(false);
        let response = ui.add(button).on_hover_text(SAY_FIGURES.hint(state));
        response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Button, true, &text));
        if response.clicked() {
            asks.run(&SAY_FIGURES);
        }
    }
}

/// What the line says, from the left.
fn parts(state: &State) -> Vec<String> {
    if state.is_welcome {
        return vec!["No project open".to_owned()];
    }
    if let Some(looking) = &state.looking {
        return vec![format!("Looking at the version of {}", looking.moment)];
    }
    let mut parts = vec![saved(state)];
    let count = state.selection.notes().len();
    if count > 1 {
        parts.push(format!("{} selected", counted(count, "note")));
    }
    if let Some((page, of)) = pages::shown(state) {
        parts.extend(page.status(state, of));
    }
    parts
}

fn saved(state: &State) -> String {
    match &state.on_file.busy {
        // What takes no longer is not worth a word.
        Some(Busy::Saving(_, since)) if since.elapsed() > SHORT => "Saving…".to_owned(),
        Some(Busy::Opening(_)) => "Opening…".to_owned(),
        Some(Busy::Saving(..) | Busy::Asking(_)) | None => {
            match (&state.on_file.path, state.document.is_dirty()) {
                (Some(_), true) if state.on_file.disk.is_missing => {
                    "Not saved, file gone".to_owned()
                }
                (_, true) => "Not saved".to_owned(),
                (Some(_), false) => "Saved".to_owned(),
                (None, false) => "Not saved yet".to_owned(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Cursor, Selection};
    use crate::model::Target;

    #[test]
    fn the_line_says_what_the_step_comes_to() {
        let bytes = include_bytes!("../../../assets/examples/tool-rental.vjourney");
        let mut state = State::for_test(crate::file::read(bytes).unwrap());
        let journey = state.journey().unwrap().clone();
        let note = journey.solutions[1]
            .cell(journey.steps[1].id)
            .unwrap()
            .notes(crate::model::Lane::Benefits)[0]
            .id;
        state.selection = Selection::at(Cursor::At(Target::Note(note)));
        assert_eq!(
            parts(&state),
            ["Not saved yet", "Use, Get: net +3, adds value"]
        );
    }

    #[test]
    fn the_line_says_how_many_notes_are_set_aside() {
        let bytes = include_bytes!("../../../assets/examples/tool-rental.vjourney");
        let mut state = State::for_test(crate::file::read(bytes).unwrap());
        let journey = state.journey().unwrap().clone();
        let (solution, step) = (journey.solutions[1].id, journey.steps[1].id);
        state.document.edit("No such step", |project| {
            crate::edit::toggle_no_such_step(project, solution, step);
        });
        let aside = "3 notes set aside";
        assert!(parts(&state).contains(&format!("{aside}: no such step")));
        state.selection = Selection::at(Cursor::At(Target::Overall { solution, step }));
        assert!(parts(&state).contains(&format!("Use, Get: no such step, {aside}")));
        state.document.undo();
        assert!(!parts(&state).join(" ").contains("set aside"));
    }
}
