//! What a block pasted at a heading will become, said before it does.

use super::{answers, first_button, heading};
use crate::app::desk::pasting::PasteBlock;
use crate::app::desk::{Act, Question, answer};
use crate::app::look::visuals::scrolling;
use crate::app::work::state::State;
use crate::model::words::counted;
use crate::model::{Project, Slot, Target, cut};
use egui::Ui;

/// Names told one by one.
const NAMED: usize = 3;

impl Question for PasteBlock {
    fn name(&self) -> &'static str {
        "paste a block"
    }

    fn width(&self) -> f32 {
        460.0
    }

    fn show(&mut self, ui: &mut Ui, state: &mut State) -> Option<Act> {
        heading(ui, "Paste a block");
        ui.label(sentences(self, state));
        ui.add_space(8.0);
        ui.label("The notes go to");
        let height = (ui.ctx().content_rect().height() - 240.0).max(80.0);
        scrolling().max_height(height).show(ui, |ui| {
            for (at, (_, name)) in self.rows.iter().enumerate() {
                ui.radio_value(&mut self.chosen, at, name);
            }
        });
        answers(ui, |ui, given| {
            if first_button(ui, "Paste").clicked() {
                let asked = self.clone();
                *given = answer(move |desk| desk.paste_block(asked));
            }
        })
    }
}

/// What it will become.
fn sentences(asked: &PasteBlock, state: &State) -> String {
    let names: Vec<&str> = asked
        .block
        .columns
        .iter()
        .map(|(name, _)| name.trim())
        .collect();
    let one = state.document.project().one_of(asked.slot);
    let told = names.iter().filter(|name| !name.is_empty());
    let mut told: Vec<String> = told.map(|name| format!("“{}”", cut(name, 30))).collect();
    let more = told.len().saturating_sub(NAMED);
    told.truncate(NAMED);
    let mut list = told.join(", ");
    if more > 0 {
        list = format!("{list} and {more} more");
    }
    let nameless = names.iter().filter(|name| name.is_empty()).count();
    let nameless = match nameless {
        0 => String::new(),
        1 => format!(" One {one} has no name."),
        count => format!(" {} have no name.", counted(count, one)),
    };
    let place = match heading_before(asked, state) {
        Some(before) => format!(" after “{}”", cut(before.trim(), 30)),
        None => String::new(),
    };
    let (count, notes) = (names.len(), asked.block.note_count());
    let notes = match notes {
        1 => "The other cell becomes a note".to_owned(),
        count => format!("The other {} become notes", counted(count, "cell")),
    };
    let columns = counted(count, one);
    format!("The first row becomes {columns}{place}: {list}.{nameless} {notes}.")
}

/// The heading it comes after.
fn heading_before(asked: &PasteBlock, state: &State) -> Option<String> {
    let project = state.document.project();
    let target = before(project, asked.slot)?;
    target.read(project).filter(|text| !text.trim().is_empty())
}

/// What stands before a slot.
fn before(project: &Project, slot: Slot) -> Option<Target> {
    let before = slot.at().checked_sub(1)?;
    let id = project.around(slot)?.get(before).copied()?;
    Some(slot.target(id))
}
