//! A file that cannot be opened as it is: what is wrong, and what can be done.

use super::{answers, first_button, heading};
use crate::app::desk::opening::Damaged;
use crate::app::desk::{Act, Question, answer};
use crate::app::look::visuals::scrolling;
use crate::app::work::on_file::Then;
use crate::app::work::state::State;
use crate::app::work::words::{name_of, quoted};
use crate::model::cut;
use crate::model::words::counted;
use egui::Ui;

/// Longest sentence about one thing, in letters.
const LONGEST: usize = 300;
/// Most things listed.
const MOST: usize = 200;

impl Question for Damaged {
    fn name(&self) -> &'static str {
        "damaged file"
    }

    fn width(&self) -> f32 {
        640.0
    }

    fn show(&mut self, ui: &mut Ui, _: &mut State) -> Option<Act> {
        let Self(path, file) = self;
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
        answers(ui, |ui, given| {
            if let Some(repaired) = &file.repaired
                && first_button(ui, "Open a repaired copy").clicked()
            {
                let project = repaired.project.clone();
                *given = answer(move |desk| desk.instead(Then::show(project, "repaired")));
            }
            if file.has_versions && ui.button("Open the latest earlier version").clicked() {
                let path = path.clone();
                *given = answer(move |desk| desk.open_latest_version(&path));
            }
        })
    }
}
