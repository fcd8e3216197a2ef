//! What this program is.

use super::{close_button, row, tall};
use crate::app::commands::AboutProgram;
use crate::app::desk::{Act, Question};
use crate::app::look::visuals::{bold, size};
use crate::app::work::state::State;
use egui::{RichText, Ui};

impl Question for AboutProgram {
    fn name(&self) -> &'static str {
        "about"
    }

    fn width(&self) -> f32 {
        560.0
    }

    fn show(&mut self, ui: &mut Ui, _: &mut State) -> Option<Act> {
        ui.label(RichText::new("Value Journey").font(bold(size::TITLE)));
        let height = (ui.ctx().content_rect().height() - 180.0).max(80.0);
        tall(height).show(ui, facts);
        close_button(ui)
    }
}

fn facts(ui: &mut Ui) {
    ui.label(
        RichText::new(
            "Maps where a service creates value for its customers and where it destroys it.",
        )
        .size(size::HEADING),
    );
    ui.add_space(16.0);
    ui.spacing_mut().item_spacing.y = 8.0;
    for (name, words) in [
        ("Version", env!("CARGO_PKG_VERSION")),
        (
            "Methods",
            "The Customer Value Journey Map follows VTT’s project AARRE, the eight stages DigitalMarketer.",
        ),
        (
            "Figures",
            "Net value, running totals and comparisons are computed by Value Journey: definitions of its own, after Zeithaml (1988).",
        ),
        (
            "Privacy",
            "Nothing leaves this computer: the program opens no network connection.",
        ),
        (
            "Font",
            "Text is set in Noto Sans (SIL Open Font License 1.1).",
        ),
        ("Licence", "MIT or Apache 2.0, as you like."),
    ] {
        row(ui, 76.0, name, words);
    }
}
