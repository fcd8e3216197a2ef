//! Changes that are not on disk, before something else is shown.

use super::{answers, first_button, heading};
use crate::app::commands::SAVE;
use crate::app::desk::instead::Unsaved;
use crate::app::desk::{Act, Question, answer};
use crate::app::work::state::State;
use crate::file::KEPT_FOR;
use egui::Ui;

impl Question for Unsaved {
    fn name(&self) -> &'static str {
        "unsaved changes"
    }

    fn width(&self) -> f32 {
        460.0
    }

    fn show(&mut self, ui: &mut Ui, state: &mut State) -> Option<Act> {
        heading(ui, "Save the changes?");
        let otherwise = if state.recovery.keeps_work {
            format!(" What you discard is kept for {KEPT_FOR} under File › Unsaved work.")
        } else {
            " Without saving they are gone.".to_owned()
        };
        ui.label(format!(
            "“{}” has changes that are not in its file.{otherwise}",
            state.title()
        ));
        answers(ui, |ui, given| {
            if first_button(ui, "Save").clicked() {
                let then = self.0.clone();
                *given = answer(move |desk| {
                    desk.state.on_file.after_save = Some(then);
                    desk.run(&SAVE);
                });
            }
            if ui.button("Discard").clicked() {
                let then = self.0.clone();
                *given = answer(move |desk| {
                    desk.files.keeper.discard();
                    desk.then(then);
                });
            }
        })
    }
}
