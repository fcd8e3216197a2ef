//! The keyboard on the canvas: what each key means where the cursor is.

use crate::app::commands::Command;
use crate::app::desk::Desk;
use crate::app::desk::scoring::Pass;
use crate::app::work::state::State;
use crate::canvas::{Edited, Field, Mode, Move, navigate};
use crate::edit::{Cursor, Selection};
use crate::layout::Sheet;
use crate::model::{Slot, Target};
use egui::{Event, Key, Modifiers};

/// What a key event that changes the mode does on the canvas. Gives back a command, when it is one.
pub(crate) fn act(
    desk: &mut Desk,
    sheet: &Sheet,
    event: &Event,
    command: Option<Command>,
) -> Option<Command> {
    if desk.state.open.scoring.is_some() {
        if let Some(pass) = Pass::of(event, &desk.state) {
            desk.pass(pass);
        }
        return None;
    }
    let mode = desk.canvas.mode();
    match event {
        Event::Text(text) => {
            letters(desk, text);
            None
        }
        Event::Key {
            key,
            pressed: true,
            modifiers,
            ..
        } => {
            // Keys that move within a text are its own.
            let is_text_key = mode == Mode::Typing
                && !modifiers.alt
                && matches!(key, Key::Delete | Key::Backspace);
            if let Some(command) = command.filter(|_| !is_text_key && !is_slot_delete(mode, *key)) {
                return Some(command);
            }
            keys(desk, sheet, *key, *modifiers);
            None
        }
        _ => command,
    }
}

/// On an empty slot there is nothing to delete.
fn is_slot_delete(mode: Mode, key: Key) -> bool {
    mode == Mode::OnSlot && matches!(key, Key::Delete | Key::Backspace)
}

/// Letters on a note or a name: figures, or the beginning of something new.
fn letters(desk: &mut Desk, text: &str) {
    let target = match desk.state.selection.cursor() {
        Cursor::At(target) => target,
        // Its field has just been closed by something else.
        Cursor::On(slot) => return desk.begin_new(slot, text),
        Cursor::Nowhere => return,
    };
    if let Target::Note(id) = target
        && desk.score_key(id, text)
    {
        return;
    }
    let slot = desk.state.slot_at(target);
    match slot.or_else(|| desk.state.slot_to_go_on(target)) {
        Some(slot) => desk.begin_new(slot, text),
        None => desk.type_over(target, text),
    }
    desk.canvas.reveal_cursor();
}

fn keys(desk: &mut Desk, sheet: &Sheet, key: Key, modifiers: Modifiers) {
    desk.state.typing.unfinished = None;
    let to = match key {
        Key::Enter => {
            enter(desk, sheet);
            return;
        }
        Key::Escape => {
            escape(desk);
            return;
        }
        Key::Tab => {
            tab(desk, sheet, modifiers.shift);
            return;
        }
        Key::ArrowUp => Move::Up,
        Key::ArrowDown => Move::Down,
        Key::ArrowLeft => Move::Left,
        Key::ArrowRight => Move::Right,
        Key::Home if modifiers.command => Move::First,
        Key::End if modifiers.command => Move::Last,
        Key::Home => Move::RowStart,
        Key::End => Move::RowEnd,
        _ => return,
    };
    go(desk, sheet, to, modifiers.shift);
}

/// Moves the cursor; with Shift the notes from where it began are selected.
fn go(desk: &mut Desk, sheet: &Sheet, to: Move, extends: bool) {
    let column = desk.state.view_state().map_or(1, |view| view.column);
    let cursor = desk.state.selection.cursor();
    let mut next = navigate::go(sheet, cursor, to, column);
    if extends && let Some(anchor) = desk.state.selection.anchor() {
        // From the last note of a cell the next one is in the cell beyond.
        if next.note().is_none() {
            next = navigate::go(sheet, next, to, column);
        }
        if let Some(note) = next.note() {
            let range = navigate::range(sheet, anchor, note);
            desk.state.selection.extend_to(range, note);
            desk.canvas.reveal_cursor();
        }
        return;
    }
    desk.select(Selection::at(next));
    remember_column(desk, sheet);
    desk.canvas.reveal_cursor();
}

fn remember_column(desk: &mut Desk, sheet: &Sheet) {
    let column = navigate::column_of(sheet, desk.state.selection.cursor());
    if let (Some(column), Some(view)) = (column, desk.state.view_state_mut()) {
        view.column = column;
    }
}

/// Keeps what was typed and opens the next slot, or goes from a name or a figure to the next field; on
/// a note or a name: opens the field.
fn enter(desk: &mut Desk, sheet: &Sheet) {
    if desk.canvas.field.as_ref().is_some_and(Field::is_empty_slot) {
        return;
    }
    match desk.canvas.field.as_ref().map(|field| field.edited) {
        Some(edited @ Edited::New { .. }) => {
            desk.keep();
            let next = desk
                .state
                .slot_after(edited)
                .map_or(desk.state.selection.cursor(), Cursor::On);
            desk.select(Selection::at(next));
        }
        Some(Edited::Old(Target::Note(_))) => {
            desk.keep();
        }
        // The next letter would take the place of what was just written.
        Some(Edited::Old(_)) => return tab(desk, sheet, false),
        None => match desk.state.selection.cursor() {
            Cursor::At(target) => desk.edit(target),
            // It was closed.
            cursor @ Cursor::On(_) => desk.select(Selection::at(cursor)),
            Cursor::Nowhere => {}
        },
    }
    desk.canvas.reveal_cursor();
}

/// One thing after the other: ends writing and keeps what was written, closes what stands beside the
/// canvas, makes the selection smaller, closes an empty slot, clears the selection.
fn escape(desk: &mut Desk) {
    if desk.canvas.cancel_gesture() {
        return;
    }
    let field = desk.canvas.field.as_ref();
    if field.is_some_and(|field| !field.is_empty_slot()) {
        desk.end_typing();
    } else if desk.state.open.finder.is_some() {
        desk.state.open.finder = None;
    } else if desk.state.open.capture.is_some() {
        desk.end_capture();
    } else if desk.state.selection.is_several() {
        desk.state.selection = Selection::at(desk.state.selection.cursor());
    } else if field.is_some() {
        desk.close_slot();
    } else {
        desk.select(Selection::default());
        if let Some(view) = desk.state.view_state_mut() {
            view.is_cleared = true;
        }
    }
}

/// Where Tab goes from something new with a column of its own: from a step to the next new step,
/// from a job to its outcome.
fn after_column(state: &State, edited: Edited) -> Option<Cursor> {
    match edited {
        Edited::New {
            slot: Slot::Step { .. },
            ..
        } => state.slot_after(edited).map(Cursor::On),
        Edited::New {
            slot: Slot::Job { .. },
            id,
        } => state
            .slot_after(edited)
            .map(|_| Cursor::At(Target::OutcomeSentence(id))),
        Edited::New {
            slot: Slot::Note { .. },
            ..
        }
        | Edited::Old(_) => None,
    }
}

/// Keeps what was typed and goes to the next field, or the next cell.
fn tab(desk: &mut Desk, sheet: &Sheet, back: bool) {
    let field = desk.canvas.field.as_ref();
    let written = field.filter(|field| !back && !field.is_empty_slot());
    if let Some(next) = written.and_then(|field| after_column(&desk.state, field.edited)) {
        desk.select(Selection::at(next));
        desk.canvas.reveal_cursor();
        return;
    }
    let to = if back { Move::Previous } else { Move::Next };
    // While a note is typed the cursor is where its slot was; the sheet knows it by its id.
    let from = match desk
        .canvas
        .field
        .as_ref()
        .filter(|field| field.is_typed)
        .map(|field| field.edited)
    {
        Some(Edited::New {
            slot: Slot::Note { place, .. },
            ..
        }) => Cursor::On(Slot::Note {
            place,
            at: desk.state.document.project().notes(place).len(),
        }),
        _ => desk.state.selection.cursor(),
    };
    let column = desk.state.view_state().map_or(1, |view| view.column);
    let next = navigate::go(sheet, from, to, column);
    desk.select(Selection::at(next));
    remember_column(desk, sheet);
    desk.canvas.reveal_cursor();
}
