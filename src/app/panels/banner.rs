//! What must be known before one goes on: one line over the canvas, with commands. It asks without
//! standing in the way.

use crate::app::commands::command::Command;
use crate::app::desk::request::{Request, Requests};
use crate::app::look::visuals::color;
use crate::app::work::state::State;
use crate::layout::theme::Role;
use crate::model::words::counted;
use egui::{Label, RichText, Ui, WidgetInfo, accesskit};

/// What it says, and what can be done about it. The most urgent only.
pub(crate) fn current(state: &State) -> Option<(String, Vec<Command>)> {
    if state.is_welcome {
        let open = state
            .recovered
            .iter()
            .filter(|found| !found.found.is_discarded);
        return match open.count() {
            0 => None,
            1 => Some((
                "There is work that was not saved when the program ended.".to_owned(),
                vec![Command::UnsavedWork],
            )),
            count => Some((
                format!(
                    "There are {} that were not saved when the program ended.",
                    counted(count, "project")
                ),
                vec![Command::UnsavedWork],
            )),
        };
    }
    if let Some(why) = state.why_read_only() {
        let commands = if state.looking.is_some() {
            vec![Command::RestoreVersion, Command::StopLooking]
        } else {
            Vec::new()
        };
        return Some((why, commands));
    }
    if let Some(merging) = &state.merging {
        let conflicts = counted(merging.unsettled(), "conflict");
        return Some((
            format!(
                "Two versions wait to be merged: {conflicts} to settle. Nothing is written to the file until then."
            ),
            vec![Command::SettleConflicts],
        ));
    }
    if let Some(error) = &state.disk.unreadable {
        return Some((
            format!(
                "What stands in the file now cannot be read: {error} Your work is here and in the recovery copy."
            ),
            vec![
                Command::SaveAs,
                Command::ReplaceFile,
                Command::EarlierVersions,
            ],
        ));
    }
    if state.disk.is_missing {
        return Some((
            "The file is not in its folder any more: it was moved or deleted. Your work is here; saving writes it again.".to_owned(),
            vec![Command::Save, Command::SaveAs],
        ));
    }
    if let Some(merging) = &state.document.project().merging {
        let conflicts = counted(merging.conflicts.len(), "conflict");
        return Some((
            format!("A merge of this file is not finished: {conflicts} to settle."),
            vec![Command::SettleConflicts],
        ));
    }
    if let Some(copy) = state.disk.copies.first() {
        return Some((
            format!(
                "Somebody has changed this file at the same time. Their copy lies beside it: “{}”.",
                crate::app::disk::files::name_of(copy)
            ),
            vec![Command::MergeConflictCopy, Command::IgnoreConflictCopies],
        ));
    }
    None
}

/// Shows it.
pub(crate) fn show(
    ui: &mut Ui,
    state: &State,
    text: &str,
    commands: &[Command],
    requests: &mut Requests,
) {
    let theme = state.style.theme;
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            for command in commands.iter().rev() {
                if ui.button(command.text(state)).clicked() {
                    requests.push(Request::Run(*command));
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
