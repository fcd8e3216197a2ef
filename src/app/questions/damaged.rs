//! A file that cannot be opened as it is: what is wrong, and what can be done.

use crate::app::disk::files::name_of;
use crate::app::disk::reading::NotOpened;
use crate::app::look::visuals::scrolling;
use crate::app::questions::{Answered, buttons, heading};
use crate::app::work::words::quoted;
use crate::model::cut;
use crate::model::words::counted;
use egui::Ui;
use std::path::{Path, PathBuf};

/// Longest sentence about one thing, in letters.
const LONGEST: usize = 300;
/// Most things listed.
const MOST: usize = 200;

pub(crate) fn show(ui: &mut Ui, path: &Path, file: &NotOpened) -> Option<Answered> {
    heading(ui, &format!("{} cannot be opened as it is", name_of(path)));
    ui.label(&file.sentence);
    if let Some(repaired) = &file.repaired {
        ui.add_space(8.0);
        let notes = counted(repaired.project.all_notes().count(), "note");
        ui.label(match repaired.dropped.len() {
            0 => format!("A repaired copy would have {notes}, and nothing would be missing."),
            1 => format!("A repaired copy would have {notes}. One thing would be different:"),
            count => format!(
                "A repaired copy would have {notes}. {} would be different:",
                counted(count, "thing")
            ),
        });
        let room = (ui.ctx().content_rect().height() - 300.0).clamp(80.0, 300.0);
        scrolling().max_height(room).show(ui, |ui| {
            for sentence in repaired.dropped.iter().take(MOST) {
                ui.label(format!("• {}", cut(&quoted(sentence), LONGEST)));
            }
            if repaired.dropped.len() > MOST {
                ui.label(format!("and {} more", repaired.dropped.len() - MOST));
            }
        });
        ui.label("The damaged file stays as it is.");
    }
    let mut answered = None;
    buttons(ui, |ui| {
        if file.repaired.is_some() {
            let open = ui.button("Open a repaired copy");
            if ui.memory(|memory| memory.focused().is_none()) {
                open.request_focus();
            }
            if open.clicked() {
                answered = Some(Answered::OpenRepaired);
            }
        }
        if file.has_versions && ui.button("Open the latest earlier version").clicked() {
            answered = Some(Answered::OpenLatestVersion(PathBuf::from(path)));
        }
        if ui.button("Cancel").clicked() {
            answered = Some(Answered::Cancel);
        }
    });
    answered
}
