//! What a block pasted at a heading will become, said before it does.

use crate::app::look::visuals::scrolling;
use crate::app::questions::{Answered, buttons, heading};
use crate::app::work::state::State;
use crate::edit::{Block, NoteRow};
use crate::layout::Shown;
use crate::model::words::counted;
use crate::model::{Id, ROWS, Row, Slot, cut};
use egui::Ui;

/// Names told one by one.
const NAMED: usize = 3;

/// A block that waits for an answer.
#[derive(Clone, PartialEq, Debug)]
pub struct PasteBlock {
    pub(crate) block: Block,
    pub(crate) slot: Slot,
    /// Headings that nobody has written yet come first.
    pub(crate) fills: bool,
    /// The rows that can take the notes, with their names.
    rows: Vec<(NoteRow, String)>,
    chosen: usize,
}

impl PasteBlock {
    /// For the view that is shown; `None` where no row could take the notes.
    pub(crate) fn new(state: &State, block: Block, slot: Slot, fills: bool) -> Option<Self> {
        let rows = rows(state);
        (!rows.is_empty()).then_some(Self {
            block,
            slot,
            fills,
            rows,
            chosen: 0,
        })
    }

    /// The row chosen for the notes.
    pub(crate) fn row(&self) -> Option<NoteRow> {
        self.rows.get(self.chosen).map(|(row, _)| *row)
    }

    /// What it will become.
    fn sentences(&self, state: &State) -> String {
        let names: Vec<&str> = self
            .block
            .columns
            .iter()
            .map(|(name, _)| name.trim())
            .collect();
        let one = self.slot.one();
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
        let place = match self.before(state) {
            Some(before) => format!(" after “{}”", cut(before.trim(), 30)),
            None => String::new(),
        };
        let (count, notes) = (names.len(), self.block.note_count());
        let notes = match notes {
            1 => "The other cell becomes a note".to_owned(),
            count => format!("The other {} become notes", counted(count, "cell")),
        };
        let columns = counted(count, one);
        format!("The first row becomes {columns}{place}: {list}.{nameless} {notes}.")
    }

    /// The heading it comes after.
    fn before(&self, state: &State) -> Option<String> {
        let project = state.document.project();
        let target = crate::app::commands::run::before(project, self.slot)?;
        target.read(project).filter(|text| !text.trim().is_empty())
    }
}

/// The rows of the view, those of the solution one is in first.
fn rows(state: &State) -> Vec<(NoteRow, String)> {
    let Some(journey) = state.journey() else {
        let rows = Row::ALL.map(|row| (NoteRow::Row(row), ROWS[row as usize].name.to_owned()));
        return state.value_map().map_or(Vec::new(), |_| rows.to_vec());
    };
    let shown = state.view_state().map(|view| view.framing.shown);
    let is_shown = |id: Id| match shown {
        Some(Shown::One(one)) => one == id,
        Some(Shown::All) | None => true,
    };
    let is_one = journey.solutions.len() == 1;
    let solutions = journey
        .solutions
        .iter()
        .filter(|solution| is_shown(solution.id));
    let rows = solutions.flat_map(|solution| {
        journey.lanes.iter().map(move |lane| {
            let name = lane.info().name;
            let name = if is_one {
                name.to_owned()
            } else {
                format!("{name} of {}", cut(solution.name.trim(), 30))
            };
            let (solution, lane) = (solution.id, *lane);
            (NoteRow::Lane { solution, lane }, name)
        })
    });
    rows.collect()
}

/// Says what the block will become and asks which row takes the notes.
pub(crate) fn show(ui: &mut Ui, state: &State, asked: &mut PasteBlock) -> Option<Answered> {
    heading(ui, "Paste a block");
    ui.label(asked.sentences(state));
    ui.add_space(8.0);
    ui.label("The notes go to");
    let height = (ui.ctx().content_rect().height() - 240.0).max(80.0);
    scrolling().max_height(height).show(ui, |ui| {
        for (at, (_, name)) in asked.rows.iter().enumerate() {
            ui.radio_value(&mut asked.chosen, at, name);
        }
    });
    let mut answered = None;
    buttons(ui, |ui| {
        let paste = ui.button("Paste");
        if ui.memory(|memory| memory.focused().is_none()) {
            paste.request_focus();
        }
        if paste.clicked() {
            answered = Some(Answered::PasteBlock(Box::new(asked.clone())));
        }
        if ui.button("Cancel").clicked() {
            answered = Some(Answered::Cancel);
        }
    });
    answered
}
