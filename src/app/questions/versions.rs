//! Earlier versions of the file: which there are, how they differ from what is shown. Looking at one
//! changes nothing, taking it back is a new step.

use super::{close_button, heading};
use crate::app::desk::recovering::EarlierVersions;
use crate::app::desk::{Act, Question, answer};
use crate::app::look::buttons;
use crate::app::look::visuals::{bold, color, scrolling, size};
use crate::app::work::moment::moment;
use crate::app::work::on_file::KeptVersion;
use crate::app::work::state::State;
use crate::layout::theme::Role;
use egui::{RichText, Spinner, Ui};

impl Question for EarlierVersions {
    fn name(&self) -> &'static str {
        "earlier versions"
    }

    fn width(&self) -> f32 {
        640.0
    }

    fn show(&mut self, ui: &mut Ui, state: &mut State) -> Option<Act> {
        let state = &*state;
        heading(ui, "Earlier versions");
        let mut given = None;
        let weak = color(state.style.theme, Role::Weak);
        match state.versions.kept.as_deref() {
            None => {
                ui.horizontal(|ui| {
                    ui.add(Spinner::new());
                    ui.label("Reading the kept versions…");
                });
            }
            Some([]) => {
                ui.label("None yet. Each time this file is saved, the version is kept here: all of today, one an hour for a week, one a day for three months.");
            }
            Some(list) => {
                ui.label(
                    RichText::new(
                        "Look changes nothing. Restoring is a step that Undo takes back.",
                    )
                    .color(weak),
                );
                ui.add_space(4.0);
                let room = ui.ctx().content_rect().height() - 220.0;
                scrolling().max_height(room.max(120.0)).show(ui, |ui| {
                    for kept in list {
                        if let Some(answer) = line(ui, state, kept) {
                            given = Some(answer);
                        }
                    }
                });
            }
        }
        close_button(ui).or(given)
    }
}

fn line(ui: &mut Ui, state: &State, kept: &KeptVersion) -> Option<Act> {
    let mut given = None;
    let weak = color(state.style.theme, Role::Weak);
    let when = moment(kept.version.when);
    ui.separator();
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if buttons::named(ui, "Restore", &format!("Restore the version of {when}")).clicked() {
                let version = kept.version.clone();
                given = answer(move |desk| desk.read_version(version, true));
            }
            if buttons::named(ui, "Look", &format!("Look at the version of {when}")).clicked() {
                let version = kept.version.clone();
                given = answer(move |desk| desk.read_version(version, false));
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.vertical(|ui| {
                    let why = if kept.is_on_disk {
                        " · in the file now".to_owned()
                    } else if kept.version.why.label().is_empty() {
                        String::new()
                    } else {
                        format!(" · {}", kept.version.why.label())
                    };
                    ui.label(RichText::new(format!("{when}{why}")).font(bold(size::BODY)));
                    ui.add(egui::Label::new(RichText::new(&kept.differs).color(weak)).truncate());
                });
            });
        });
    });
    given
}
