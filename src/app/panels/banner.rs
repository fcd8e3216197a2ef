//! What must be known before one goes on: one line over the canvas, with commands. It asks without
//! standing in the way.

use super::panel::{Panel, Side};
use crate::app::commands::{
    Asks, EARLIER_VERSIONS, Entry, IGNORE_CONFLICT_COPIES, MERGE_CONFLICT_COPY, REPLACE_FILE,
    RESTORE_VERSION, SAVE, SAVE_AS, SETTLE_CONFLICTS, STOP_LOOKING, UNSAVED_WORK,
};
use crate::app::desk::Desk;
use crate::app::look::visuals::color;
use crate::app::work::state::State;
use crate::app::work::words::name_of;
use crate::layout::theme::Role;
use crate::model::words::counted;
use egui::{Label, RichText, Ui, WidgetInfo, accesskit};

/// The line.
pub(super) const BANNER: Panel = Panel {
    name: "banner",
    side: Side::Top,
    ground: Role::Notice,
    margin: (12, 8),
    is_open: |state| current(state).is_some(),
    show: banner,
    switch: None,
};

fn banner(ui: &mut Ui, desk: &mut Desk, asks: &mut Asks) {
    if let Some((text, commands)) = current(&desk.state) {
        show(ui, &desk.state, &text, &commands, asks);
    }
}

/// What it says, and what can be done about it. The most urgent only.
fn current(state: &State) -> Option<(String, Vec<&'static Entry>)> {
    if state.is_welcome {
        let open = state
            .recovery
            .found
            .iter()
            .filter(|found| !found.found.is_discarded);
        return match open.count() {
            0 => None,
            1 => Some((
                "There is work that was not saved when the program ended.".to_owned(),
                vec![&UNSAVED_WORK],
            )),
            count => Some((
                format!(
                    "There are {} that were not saved when the program ended.",
                    counted(count, "project")
                ),
                vec![&UNSAVED_WORK],
            )),
        };
    }
    if let Some(why) = state.why_read_only() {
        let commands = if state.looking.is_some() {
            vec![&RESTORE_VERSION, &STOP_LOOKING]
        } else {
            Vec::new()
        };
        return Some((why, commands));
    }
    if let Some(merging) = &state.versions.merging {
        let conflicts = counted(merging.unsettled(), "conflict");
        return Some((
            format!(
                "Two versions wait to be merged: {conflicts} to settle. Nothing is written to the file until then."
            ),
            vec![&SETTLE_CONFLICTS],
        ));
    }
    if let Some(error) = &state.on_file.disk.unreadable {
        return Some((
            format!(
                "What stands in the file now cannot be read: {error} Your work is here and in the recovery copy."
            ),
            vec![&SAVE_AS, &REPLACE_FILE, &EARLIER_VERSIONS],
        ));
    }
    if state.on_file.disk.is_missing {
        return Some((
            "The file is not in its folder any more: it was moved or deleted. Your work is here; saving writes it again.".to_owned(),
            vec![&SAVE, &SAVE_AS],
        ));
    }
    if let Some(merging) = &state.document.project().merging {
        let conflicts = counted(merging.conflicts.len(), "conflict");
        return Some((
            format!("A merge of this file is not finished: {conflicts} to settle."),
            vec![&SETTLE_CONFLICTS],
        ));
    }
    if let Some(copy) = state.on_file.disk.copies.first() {
        return Some((
            format!(
                "Somebody has changed this file at the same time. Their copy lies beside it: “{}”.",
                name_of(copy)
            ),
            vec![&MERGE_CONFLICT_COPY, &IGNORE_CONFLICT_COPIES],
        ));
    }
    None
}

fn show(ui: &mut Ui, state: &State, text: &str, commands: &[&'static Entry], asks: &mut Asks) {
    let theme = state.style.theme;
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            for command in commands.iter().rev() {
                if ui.button(command.text(state)).clicked() {
                    asks.run(*command);
                }
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let ink = color(theme, Role::Ink);
                let label = ui.add(Label::new(RichText::new(text).color(ink)).wrap());
                label.widget_info(|| WidgetInfo::labeled(accesskit::Role::Status, true, text));
                ui.ctx().accesskit_node_builder(label.id, |node| {
                    node.set_role(accesskit::Role::Status);
                    node.set_live(accesskit::Live::Polite);
                });
            });
        });
    });
}
