//! A file of this name is there already.

use super::{answers, heading};
use crate::app::desk::saving::Overwrite;
use crate::app::desk::{Act, Question, answer};
use crate::app::work::state::State;
use crate::app::work::words::name_of;
use egui::Ui;

impl Question for Overwrite {
    fn name(&self) -> &'static str {
        "overwrite"
    }

    fn width(&self) -> f32 {
        460.0
    }

    fn show(&mut self, ui: &mut Ui, _: &mut State) -> Option<Act> {
        heading(ui, "Replace the file?");
        let Self(path, written) = self;
        let what_was = if written.keeps_versions() {
            "What it holds now is kept among its earlier versions."
        } else {
            "Replacing it cannot be undone."
        };
        ui.label(format!(
            "There is a file “{}” already. {what_was}",
            name_of(path)
        ));
        answers(ui, |ui, given| {
            if ui.button("Replace").clicked() {
                let (path, written) = (path.clone(), *written);
                *given = answer(move |desk| desk.write_file(written, path));
            }
        })
    }
}
