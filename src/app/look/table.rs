//! Figures on lines with a name.

use super::visuals::{bold, size};
use egui::{Color32, RichText, Ui};
use egui_extras::{Column, TableBuilder};

/// Names at the left, figures at the right.
pub(crate) fn table(ui: &mut Ui, name: &str, rows: &[(&str, String, Color32)]) {
    let height = ui.text_style_height(&egui::TextStyle::Body) + 2.0;
    TableBuilder::new(ui)
        .id_salt(name)
        .vscroll(false)
        .column(Column::remainder().clip(true))
        .column(Column::exact(56.0))
        .body(|mut body| {
            for (name, figure, ink) in rows {
                body.row(height, |mut row| {
                    row.col(|ui| {
                        ui.label(*name);
                    });
                    row.col(|ui| {
                        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                            ui.label(RichText::new(figure).font(bold(size::BODY)).color(*ink));
                        });
                    });
                });
            }
        });
}
