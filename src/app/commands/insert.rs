//! The commands of the menu *Insert*: what is new.

use super::entry::During::Typing;
use super::entry::Line::One;
use super::entry::Says::{Is, Of};
use super::entry::{Arg, Entry, Line, PLAIN, ctrl, ctrl_shift, has_journey, has_project};
use crate::app::desk::Desk;
use crate::app::work::state::State;
use crate::edit::{self, Cursor};
use crate::layout::View;
use crate::model::{Method, Persona, Slot, Target};
use egui::Key;
use std::sync::Arc;

/// The lines of the menu.
pub(crate) const INSERT: &[&[Line]] = &[
    &[One(&ADD_NOTE), One(&INSERT_COLUMN), One(&QUICK_CAPTURE)],
    &[One(&ADD_SOLUTION), One(&ADD_PERIOD)],
    &[
        One(&ADD_VALUE_MAP),
        One(&ADD_JOURNEY),
        One(&ADD_STAGES),
        One(&ADD_CUSTOMER),
    ],
];

pub static ADD_NOTE: Entry = Entry {
    text: Is("Add a note"),
    hint: Is("Or just type"),
    words: Is("new create insert card sticky post-it write"),
    keys: &[],
    during: &[Typing],
    when: has_place,
    run: |desk, _| {
        let state = &mut desk.state;
        if let Some(place) = state.place_to_write() {
            let project = state.document.project();
            let after = match state.selection.cursor() {
                Cursor::At(Target::Note(id)) => state.document.places().position(project, id),
                _ => None,
            };
            let at = after.map_or_else(|| project.notes(place).len(), |(_, at)| at + 1);
            state.unfold();
            desk.begin_new(Slot::Note { place, at }, "");
            desk.canvas.reveal_cursor();
        }
    },
    more: PLAIN,
};

fn has_place(state: &State, _: Arg) -> bool {
    state.place_to_write().is_some()
}

pub static INSERT_COLUMN: Entry = Entry {
    text: Of(|state, _| {
        let project = state.document.project();
        let slot = state.column_slot();
        let column = slot.map_or("step", |slot| project.one_of(slot));
        format!("Add a {column}")
    }),
    hint: Is(""),
    words: Is("new create insert step column stage phase job"),
    keys: &[ctrl_shift(Key::N)],
    during: &[Typing],
    when: |state, _| state.column_slot().is_some(),
    run: |desk, _| {
        if let Some(slot) = desk.state.column_slot() {
            desk.begin_new(slot, "");
            desk.canvas.reveal_cursor();
        }
    },
    more: PLAIN,
};

pub static QUICK_CAPTURE: Entry = Entry {
    text: Is("Quick capture"),
    hint: Is("One line that writes where the cursor is"),
    words: Is("new add notes cards sticky many fast line type"),
    keys: &[ctrl(Key::J)],
    during: &[Typing],
    when: has_place,
    run: |desk, _| {
        if desk.state.open.capture.is_some() {
            desk.end_capture();
        } else {
            desk.begin_capture();
        }
    },
    more: PLAIN,
};

pub static ADD_SOLUTION: Entry = Entry {
    text: Is("Add the other way to serve them"),
    hint: Is(""),
    words: Is("new create insert solution alternative option variant compare"),
    keys: &[],
    during: &[Typing],
    when: has_journey,
    run: |desk, _| {
        let Some(journey) = desk.state.journey().map(|journey| journey.id) else {
            return;
        };
        let name = desk.state.free_name("New solution");
        let mut added = None;
        desk.change("Add a solution", |project| {
            added = edit::add_solution(project, journey, &name);
        });
        desk.state.show_all_solutions();
        if let Some(id) = added {
            desk.edit_placeholder(Target::SolutionName(id));
        }
    },
    more: PLAIN,
};

pub static ADD_VALUE_MAP: Entry = Entry {
    text: Is("Add a Customer Value Map"),
    hint: Is(""),
    words: Is("new create insert persona jobs canvas cvm"),
    keys: &[],
    during: &[Typing],
    when: has_project,
    run: |desk, _| {
        let mut added = None;
        desk.change("Add a value map", |project| {
            added = Some(edit::add_value_map(project));
        });
        if let Some(added) = added {
            desk.go_to(View::value_map(added));
        }
    },
    more: PLAIN,
};

pub static ADD_JOURNEY: Entry = Entry {
    text: Is("Add a Customer Value Journey Map"),
    hint: Is(""),
    words: Is("new create insert steps canvas cvjm"),
    keys: &[],
    during: &[Typing],
    when: has_project,
    run: |desk, _| add_journey(desk, Method::Cvjm),
    more: PLAIN,
};

pub static ADD_STAGES: Entry = Entry {
    text: Is("Add an eight-stage Customer Value Journey"),
    hint: Is(""),
    words: Is("new create insert steps stages funnel canvas cvj"),
    keys: &[],
    during: &[Typing],
    when: has_project,
    run: |desk, _| add_journey(desk, Method::Cvj),
    more: PLAIN,
};

pub static ADD_CUSTOMER: Entry = Entry {
    text: Is("Add a customer"),
    hint: Is("With an empathy map of their own"),
    words: Is("new create insert persona empathy map user client"),
    keys: &[],
    during: &[Typing],
    when: has_project,
    run: |desk, _| {
        let persona = Persona::new("");
        let id = persona.id;
        desk.change("Add a customer", |project| {
            project.personas.push(Arc::new(persona));
        });
        if let Some(view) = View::of(desk.state.document.project(), id) {
            desk.go_to(view);
        }
    },
    more: PLAIN,
};

fn add_journey(desk: &mut Desk, method: Method) {
    let mut added = None;
    desk.change("Add a journey", |project| {
        added = Some(edit::add_journey(project, method));
    });
    if let Some(added) = added {
        desk.go_to(View::journey(added));
    }
}

pub static ADD_PERIOD: Entry = Entry {
    text: Is("Add head counts of a period"),
    hint: Is(""),
    words: Is("new create insert funnel counts people customers month numbers"),
    keys: &[],
    during: &[Typing],
    when: has_journey,
    run: |desk, _| {
        let Some(journey) = desk.state.journey() else {
            return;
        };
        let (journey, period) = (journey.id, journey.periods.len());
        desk.change("Add head counts", |project| {
            edit::add_period(project, journey, "New period");
        });
        desk.edit_placeholder(Target::PeriodName { journey, period });
    },
    more: PLAIN,
};
