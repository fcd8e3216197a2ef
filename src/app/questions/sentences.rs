//! What the figures of a journey say: under the map there is not always room for it.

use super::{close_button, heading, tall};
use crate::app::commands::{FiguresSaid, SAY_FIGURES, TOGGLE_SHAPE};
use crate::app::desk::{Act, Question};
use crate::app::look::visuals::size;
use crate::app::work::state::State;
use crate::layout::Foot;
use egui::{RichText, Ui};

impl Question for FiguresSaid {
    fn name(&self) -> &'static str {
        "sentences"
    }

    fn width(&self) -> f32 {
        720.0
    }

    fn show(&mut self, ui: &mut Ui, state: &mut State) -> Option<Act> {
        heading(ui, &SAY_FIGURES.text(state));
        let height = (ui.ctx().content_rect().height() - 176.0).max(120.0);
        let foot = state.view_state().map(|view| view.framing.foot);
        tall(height).auto_shrink(true).show(ui, |ui| {
            if self.0.is_empty() {
                ui.label("The figures say nothing yet.");
            }
            ui.spacing_mut().item_spacing.y = 8.0;
            for (sentence, is_weak) in &self.0 {
                let text = RichText::new(sentence).size(size::HEADING);
                ui.label(if *is_weak { text.weak() } else { text });
            }
            if foot.is_some_and(|foot| foot < Foot::Whole) {
                let keys = TOGGLE_SHAPE.keys[0].text(ui.ctx());
                ui.weak(format!(
                    "In a higher window this stands under the map; so it does, with the running total, when only bars are shown ({keys})."
                ));
            }
        });
        close_button(ui)
    }
}
