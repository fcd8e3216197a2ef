//! Work of windows that are gone: offered, never decided for the user.

use super::{buttons as row, heading};
use crate::app::desk::recovering::UnsavedWork;
use crate::app::desk::{Act, Question, answer, cancel};
use crate::app::look::buttons;
use crate::app::look::visuals::{bold, color, scrolling, size};
use crate::app::work::moment::moment;
use crate::app::work::on_file::{Recovered, Then};
use crate::app::work::preferences::folder_of;
use crate::app::work::state::State;
use crate::file::KEPT_FOR;
use crate::layout::theme::Role;
use crate::model::shortened;
use egui::{RichText, Ui};
use std::sync::Arc;

impl Question for UnsavedWork {
    fn name(&self) -> &'static str {
        "unsaved work"
    }

    fn width(&self) -> f32 {
        640.0
    }

    fn show(&mut self, ui: &mut Ui, state: &mut State) -> Option<Act> {
        let state = &*state;
        heading(ui, "Work that was not saved");
        let weak = color(state.style.theme, Role::Weak);
        if state.recovery.found.is_empty() {
            ui.label("There is none: everything that was open before has been saved or restored.");
        } else {
            ui.label(format!("The program ended before this was saved. Nothing is decided for you: what you discard is still kept for {KEPT_FOR}."));
        }
        ui.add_space(8.0);
        let mut given = None;
        let room = ui.ctx().content_rect().height() - 260.0;
        scrolling().max_height(room.max(120.0)).show(ui, |ui| {
            let is_asked = |recovered: &&Arc<Recovered>| {
                let mut asked = state.recovery.asked.iter();
                asked.any(|key| key == recovered.found.key())
            };
            let (asked, others): (Vec<_>, Vec<_>) = state.recovery.found.iter().partition(is_asked);
            for recovered in asked.into_iter().chain(others) {
                let found = &recovered.found;
                ui.separator();
                ui.label(RichText::new(shortened(&found.about.title)).font(bold(size::BODY)));
                let place = found
                    .about
                    .file
                    .as_deref()
                    .map_or_else(|| "never saved".to_owned(), |file| folder_of(file, 60));
                let discarded = if found.is_discarded {
                    " · discarded"
                } else {
                    ""
                };
                let when = moment(found.when);
                ui.label(RichText::new(format!("{when} · {place}{discarded}")).color(weak));
                ui.label(&recovered.differs);
                // Whatever is found meanwhile, the focus stays with this work.
                ui.push_id(found.key(), |ui| {
                    ui.horizontal(|ui| {
                        let name = shortened(&found.about.title);
                        let restore =
                            buttons::named(ui, "Restore", &format!("Restore “{name}” of {when}"));
                        if ui.memory(|memory| memory.focused().is_none()) {
                            restore.request_focus();
                        }
                        if restore.clicked() {
                            let then = Then::Restore(Arc::clone(recovered));
                            given = answer(move |desk| desk.instead(then));
                        }
                        if buttons::named(
                            ui,
                            "Open as a copy",
                            &format!("Open “{name}” of {when} as a copy"),
                        )
                        .clicked()
                        {
                            let found = Arc::clone(&recovered.found);
                            given = answer(move |desk| desk.restore_copy(&found));
                        }
                        if !found.is_discarded
                            && buttons::named(ui, "Discard", &format!("Discard “{name}” of {when}"))
                                .clicked()
                        {
                            let work = Arc::clone(recovered);
                            given = answer(move |desk| {
                                desk.discard_recovered(&work);
                                if !desk.state.recovery.found.is_empty() {
                                    desk.ask(UnsavedWork);
                                }
                            });
                        }
                    })
                });
                ui.add_space(4.0);
            }
        });
        row(ui, |ui| {
            let later = if state.recovery.found.is_empty() {
                "Close"
            } else {
                "Decide later"
            };
            if ui.button(later).clicked() {
                given = cancel();
            }
        });
        given
    }

    fn closed(&self, state: &mut State) {
        state.recovery.asked.clear();
    }
}
