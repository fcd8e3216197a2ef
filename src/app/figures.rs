//! A name and a figure on one line of a panel, the figure at the right.

use super::visuals::{bold, size};
use egui::{Color32, RichText, Ui};

/// Shows one line.
pub(super) fn row(ui: &mut Ui, name: &str, figure: &str, ink: Color32) {
    ui.horizontal(|ui| {
        ui.label(name);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.label(RichText::new(figure).font(bold(size::BODY)).color(ink));
        });
    });
}
