//! Another scale of scores.

use super::{answers, heading};
use crate::app::commands::ChooseScale;
use crate::app::desk::{Act, Question, answer};
use crate::app::work::state::State;
use crate::edit;
use crate::model::Scale;
use crate::model::words::counted;
use egui::{Button, Ui};

impl Question for ChooseScale {
    fn name(&self) -> &'static str {
        "scale of scores"
    }

    fn width(&self) -> f32 {
        460.0
    }

    fn show(&mut self, ui: &mut Ui, state: &mut State) -> Option<Act> {
        heading(ui, "Scale of scores");
        let project = state.document.project();
        for max in Scale::PRESETS {
            let scale = Scale::preset(max);
            let words: Vec<String> = (0..=max)
                .filter_map(|score| Some(format!("{score} {}", scale.word(score)?)))
                .collect();
            ui.radio_value(
                &mut self.0,
                max,
                format!("0 to {max}: {}", words.join(", ")),
            );
        }
        ui.add_space(8.0);
        let to = Scale::preset(self.0);
        if self.0 == project.scale.max {
            ui.weak("This is the present scale.");
        } else {
            ui.label(
                "All scores and judgements are converted together, in one step that can be undone.",
            );
            match edit::lost_by_scale(project, &to) {
                0 => {}
                1 => {
                    ui.label("One score will no longer be told apart from another; going back does not bring it again, undo does.");
                }
                lost => {
                    ui.label(format!(
                        "{} will no longer be told apart from others; going back does not bring them again, undo does.",
                        counted(lost, "score")
                    ));
                }
            }
        }
        answers(ui, |ui, given| {
            let can = self.0 != project.scale.max;
            if ui.add_enabled(can, Button::new("Convert")).clicked() {
                let max = self.0;
                *given = answer(move |desk| {
                    desk.change(format!("Scale of 0 to {max}"), |project| {
                        edit::change_scale(project, Scale::preset(max));
                    });
                });
            }
        })
    }
}
