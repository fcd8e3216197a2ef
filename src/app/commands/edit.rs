//! The commands of the menu *Edit*: history, clipboard, what is selected, find.

use super::entry::During::{Looking, Typing};
use super::entry::Line::One;
use super::entry::Says::{Is, Of};
use super::entry::{
    Arg, Entry, Line, More, PLAIN, alt, ctrl, ctrl_shift, has_notes, has_project, plain,
};
use super::moves::{copy_to_next, move_across, move_in_list};
use crate::app::desk::Desk;
use crate::app::look::panel_field;
use crate::app::work::finder::Finder;
use crate::app::work::state::State;
use crate::app::work::views::Sight;
use crate::edit::{self, Cursor, Document, Selection, what_changed};
use crate::layout::View;
use crate::model::words::{a_or_many, capitalised, counted, with_article};
use crate::model::{Id, Note, Project, Slot, Target};
use egui::{Key, ViewportCommand};
use std::sync::Arc;

/// How long changes by undo and redo are pointed out, in seconds.
const POINTED_OUT: f64 = 1.2;

/// The lines of the menu.
pub(crate) const EDIT: &[&[Line]] = &[
    &[One(&UNDO), One(&REDO)],
    &[
        One(&CUT),
        One(&COPY),
        One(&PASTE),
        One(&DELETE),
        One(&SELECT_ALL),
    ],
    &[
        One(&RENAME),
        One(&MOVE_UP),
        One(&MOVE_DOWN),
        One(&MOVE_LEFT),
        One(&MOVE_RIGHT),
        One(&COPY_TO_NEXT),
    ],
    &[One(&FIND), One(&REPLACE)],
];

pub static UNDO: Entry = Entry {
    text: Of(|state, _| match state.document.undo_label() {
        Some(label) => format!("Undo: {label}"),
        None => "Undo".to_owned(),
    }),
    hint: Is(""),
    words: Is("back revert mistake history"),
    keys: &[ctrl(Key::Z)],
    during: &[],
    when: |state, _| state.document.undo_label().is_some(),
    run: |desk, _| step_in_history(desk, Document::undo),
    more: More {
        name: "Undo",
        // What was typed into the field one is in goes before what was done earlier.
        first: |desk| {
            panel_field::refresh(&desk.ctx);
            desk.take_back()
        },
        ..PLAIN
    },
};

pub static REDO: Entry = Entry {
    text: Of(|state, _| match state.document.redo_label() {
        Some(label) => format!("Redo: {label}"),
        None => "Redo".to_owned(),
    }),
    hint: Is(""),
    words: Is("again repeat forward history"),
    keys: &[ctrl(Key::Y), ctrl_shift(Key::Z)],
    during: &[],
    when: |state, _| state.document.redo_label().is_some(),
    run: |desk, _| step_in_history(desk, Document::redo),
    more: More {
        name: "Redo",
        // What is being typed is the latest there is.
        first: |desk| {
            panel_field::refresh(&desk.ctx);
            desk.state.document.is_open()
        },
        ..PLAIN
    },
};

/// One step back or forward: shows what it has changed.
fn step_in_history(desk: &mut Desk, step: fn(&mut Document) -> bool) {
    let state = &mut desk.state;
    let before = Arc::clone(state.document.project());
    if !step(&mut state.document) {
        return;
    }
    let changed = what_changed(&before, state.document.project());
    if let Some(view) = changed
        .canvas
        .and_then(|id| View::of(state.document.project(), id))
    {
        state.go_to(Some(view));
    }
    let notes = changed.notes.iter().map(|id| Target::Note(*id));
    state.highlights.changed = notes.clone().chain(changed.target).collect();
    state.highlights_end = desk.now + POINTED_OUT;
    let target = notes.chain(changed.target).next();
    if let Some(target) = target.and_then(Target::headline) {
        desk.show(Selection::at(Cursor::At(target)));
    }
}

pub static CUT: Entry = Entry {
    text: Is("Cut"),
    hint: Is(""),
    words: Is("move clipboard notes cards"),
    keys: &[ctrl(Key::X)],
    during: &[],
    when: has_notes,
    run: |desk, _| {
        desk.copy();
        delete(desk);
    },
    more: PLAIN,
};

pub static COPY: Entry = Entry {
    text: Is("Copy"),
    hint: Is(""),
    words: Is("clipboard duplicate notes cards"),
    keys: &[ctrl(Key::C)],
    during: &[Looking],
    when: has_notes,
    run: |desk, _| desk.copy(),
    more: PLAIN,
};

pub static PASTE: Entry = Entry {
    text: Is("Paste"),
    hint: Is(""),
    words: Is("clipboard insert add notes cards spreadsheet"),
    keys: &[ctrl(Key::V)],
    during: &[],
    when: |state, _| state.view.is_some() && state.selection.cursor() != Cursor::Nowhere,
    // The system answers with the text.
    run: |desk, _| desk.ctx.send_viewport_cmd(ViewportCommand::RequestPaste),
    more: PLAIN,
};

pub static DELETE: Entry = Entry {
    text: Is("Delete"),
    hint: Is(""),
    words: Is("remove erase clear notes cards sticky step column stage job"),
    keys: &[plain(Key::Delete), plain(Key::Backspace)],
    during: &[],
    when: |state, _| match state.selection.cursor() {
        Cursor::At(
            Target::Note(_)
            | Target::StepName(_)
            | Target::JobSentence(_)
            | Target::PeriodName { .. },
        ) => true,
        Cursor::At(target) => target.is_figure(),
        Cursor::On(_) | Cursor::Nowhere => false,
    },
    run: |desk, _| delete(desk),
    more: PLAIN,
};

fn delete(desk: &mut Desk) {
    let notes = desk.state.selection.notes();
    if !notes.is_empty() {
        let cursor = after_deletion(&desk.state, &notes);
        let label = format!("Delete {}", a_or_many(notes.len(), "note"));
        desk.change(label, |project| edit::remove_notes(project, &notes));
        desk.show(Selection::at(cursor));
        return;
    }
    let Cursor::At(target) = desk.state.selection.cursor() else {
        return;
    };
    match target {
        Target::StepName(step) => {
            let next = neighbour_step(&desk.state, step);
            let one = desk.state.document.project().step_word(step);
            delete_with_notes(desk, one, |project| edit::delete_step(project, step));
            desk.state.selection = Selection::at(next);
        }
        Target::JobSentence(job) => {
            delete_with_notes(desk, "job", |project| edit::delete_job(project, job));
            desk.state.selection = Selection::default();
        }
        Target::PeriodName { .. } => delete_period(desk),
        target if target.is_figure() => {
            desk.change("Delete a figure", |project| {
                // Nothing can be wrong with no figure.
                edit::write(project, target, None, "").ok();
            });
        }
        _ => {}
    }
}

/// Deletes something with all that stands in it, and says how many notes went with it.
pub(super) fn delete_with_notes(desk: &mut Desk, one: &str, delete: impl FnOnce(&mut Project)) {
    let notes = |desk: &Desk| desk.state.document.project().all_notes().count();
    let before = notes(desk);
    desk.change(format!("Delete {}", with_article(one)), delete);
    let gone = before.saturating_sub(notes(desk));
    if gone > 0 {
        let undo = UNDO.keys[0].text(&desk.ctx);
        desk.state.toasts.tell(format!(
            "{} deleted with {}. {undo} brings it back.",
            capitalised(one),
            counted(gone, "note")
        ));
    }
}

/// Deletes the head counts the cursor is in.
pub(super) fn delete_period(desk: &mut Desk) {
    let Some((journey, period)) = desk.state.current_period() else {
        return;
    };
    desk.change("Delete head counts", |project| {
        edit::delete_period(project, journey, period);
    });
    // What has moved into its place was not chosen.
    desk.state.selection = Selection::default();
    desk.state.see(Sight::First);
}

/// Where the cursor goes when notes are deleted: the note after, the one before, or the slot.
fn after_deletion(state: &State, notes: &[Id]) -> Cursor {
    let project = state.document.project();
    let Some((place, at)) = notes
        .last()
        .and_then(|note| state.document.places().position(project, *note))
    else {
        return Cursor::Nowhere;
    };
    let stays = |note: &&Arc<Note>| !notes.contains(&note.id);
    let list = project.notes(place);
    let next = list[at..]
        .iter()
        .find(stays)
        .or_else(|| list[..at].iter().rev().find(stays));
    next.map_or(Cursor::On(Slot::Note { place, at: 0 }), |note| {
        Cursor::At(Target::Note(note.id))
    })
}

fn neighbour_step(state: &State, step: Id) -> Cursor {
    let Some(journey) = state.document.project().journey_of_step(step) else {
        return Cursor::Nowhere;
    };
    let at = journey.step_index(step).unwrap_or(0);
    let next = journey
        .steps
        .get(at + 1)
        .or_else(|| at.checked_sub(1).and_then(|at| journey.steps.get(at)));
    match next {
        Some(next) => Cursor::At(Target::StepName(next.id)),
        None => Cursor::On(Slot::Step {
            journey: journey.id,
            at: 0,
        }),
    }
}

pub static SELECT_ALL: Entry = Entry {
    text: Is("Select all notes of the cell"),
    hint: Is(""),
    words: Is("mark everything cards"),
    keys: &[ctrl(Key::A)],
    during: &[Looking],
    when: |state, _| state.current_place().is_some(),
    run: |desk, _| {
        let state = &mut desk.state;
        if let Some(place) = state.current_place() {
            let notes = state.document.project().notes(place).iter();
            let notes: Vec<Id> = notes.map(|note| note.id).collect();
            if !notes.is_empty() {
                state.selection = Selection::of_notes(notes);
            }
        }
    },
    more: PLAIN,
};

pub static RENAME: Entry = Entry {
    text: Is("Edit text"),
    hint: Is(""),
    words: Is("rename change write note card name"),
    keys: &[plain(Key::F2)],
    during: &[],
    when: |state, _| matches!(state.selection.cursor(), Cursor::At(_)),
    run: |desk, _| {
        if let Cursor::At(target) = desk.state.selection.cursor() {
            desk.edit(target);
        }
    },
    more: PLAIN,
};

pub static MOVE_UP: Entry = Entry {
    text: Is("Move up"),
    hint: Is(""),
    words: Is("shift order sort note card"),
    keys: &[alt(Key::ArrowUp)],
    during: &[],
    when: has_notes,
    run: |desk, _| move_in_list(desk, false),
    more: PLAIN,
};

pub static MOVE_DOWN: Entry = Entry {
    text: Is("Move down"),
    hint: Is(""),
    words: Is("shift order sort note card"),
    keys: &[alt(Key::ArrowDown)],
    during: &[],
    when: has_notes,
    run: |desk, _| move_in_list(desk, true),
    more: PLAIN,
};

pub static MOVE_LEFT: Entry = Entry {
    text: Is("Move left"),
    hint: Is(""),
    words: Is("shift order sort note card step column stage job"),
    keys: &[alt(Key::ArrowLeft)],
    during: &[],
    when: has_notes_or_column,
    run: |desk, _| move_across(desk, false),
    more: PLAIN,
};

pub static MOVE_RIGHT: Entry = Entry {
    text: Is("Move right"),
    hint: Is(""),
    words: Is("shift order sort note card step column stage job"),
    keys: &[alt(Key::ArrowRight)],
    during: &[],
    when: has_notes_or_column,
    run: |desk, _| move_across(desk, true),
    more: PLAIN,
};

fn has_notes_or_column(state: &State, arg: Arg) -> bool {
    has_notes(state, arg)
        || matches!(
            state.selection.cursor(),
            Cursor::At(Target::StepName(_) | Target::JobSentence(_))
        )
}

pub static COPY_TO_NEXT: Entry = Entry {
    text: Of(|state, _| {
        let next = match state.value_map() {
            Some(_) => "next job",
            None if state.journey().is_some_and(|it| it.solutions.len() > 2) => "next solution",
            None => "other solution",
        };
        format!("Copy to the {next}")
    }),
    hint: Is("The same notes there, with ids of their own"),
    words: Is("duplicate repeat note card"),
    keys: &[ctrl(Key::D)],
    during: &[],
    when: |state, arg| {
        let is_map = state.value_map().is_some();
        let journey = state.journey();
        let has_other = journey.is_some_and(|journey| journey.solutions.len() > 1);
        has_notes(state, arg) && (is_map || has_other)
    },
    run: |desk, _| copy_to_next(desk),
    more: PLAIN,
};

pub static FIND: Entry = Entry {
    text: Is("Find…"),
    hint: Is(""),
    words: Is("search look"),
    keys: &[ctrl(Key::F)],
    during: &[Typing, Looking],
    when: has_project,
    run: |desk, _| open_finder(desk, false),
    more: PLAIN,
};

pub static REPLACE: Entry = Entry {
    text: Is("Find and replace…"),
    hint: Is(""),
    words: Is("search substitute change exchange"),
    keys: &[ctrl(Key::H)],
    during: &[Typing],
    when: has_project,
    run: |desk, _| open_finder(desk, true),
    more: PLAIN,
};

fn open_finder(desk: &mut Desk, replaces: bool) {
    let finder = &mut desk.state.open.finder;
    let text = finder.take().map(|finder| finder.text).unwrap_or_default();
    *finder = Some(Finder::new(text, replaces));
}
