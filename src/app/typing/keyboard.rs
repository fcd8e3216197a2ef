//! The keyboard on the canvas: what each key means where the cursor is.

use crate::app::commands::command::Command;
use crate::app::desk::writing as typing;
use crate::app::panels::capture;
use crate::app::typing::scoring::{self, ScoringAction};
use crate::app::work::state::State;
use crate::canvas::{Canvas, Edited, Field, Mode, Move, navigate};
use crate::edit::{Cursor, Selection};
use crate::layout::Sheet;
use crate::model::{Decimal, Id, Slot, Target};
use egui::{Event, Key, Modifiers};

/// The command a key event stands for.
pub(crate) fn command_of(event: &Event) -> Option<Command> {
    match event {
        Event::Copy => Some(Command::Copy),
        Event::Cut => Some(Command::Cut),
        Event::Paste(_) => Some(Command::Paste),
        Event::Key {
            key,
            physical_key,
            pressed: true,
            modifiers,
            ..
        } => Command::of_key(*key, *physical_key, *modifiers),
        _ => None,
    }
}

/// What a key event that changes the mode does on the canvas. Gives back a command, when it is one.
pub(crate) fn act(
    state: &mut State,
    canvas: &mut Canvas,
    sheet: &Sheet,
    event: &Event,
    now: f64,
) -> Option<Command> {
    if state.scoring.is_some() {
        if let Some(action) = ScoringAction::of(event, state) {
            scoring::act(state, action, now);
            typing::open_slot(state, canvas);
            canvas.reveal_cursor();
        }
        return None;
    }
    let mode = canvas.mode();
    let command = command_of(event);
    match event {
        Event::Text(text) => {
            letters(state, canvas, text, now);
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
            keys(state, canvas, sheet, *key, *modifiers);
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
fn letters(state: &mut State, canvas: &mut Canvas, text: &str, now: f64) {
    let target = match state.selection.cursor() {
        Cursor::At(target) => target,
        // Its field has just been closed by something else.
        Cursor::On(slot) => return typing::begin_new(state, canvas, slot, text),
        Cursor::Nowhere => return,
    };
    if let Target::Note(id) = target
        && score_key(state, id, text, now)
    {
        return;
    }
    let slot = typing::slot_at(state, target);
    match slot.or_else(|| typing::slot_to_go_on(state, target)) {
        Some(slot) => typing::begin_new(state, canvas, slot, text),
        None => typing::type_over(state, canvas, target, text),
    }
    canvas.reveal_cursor();
}

/// A digit gives the note its figure, plus and minus change it; `true` when the key was one of them.
fn score_key(state: &mut State, note: Id, text: &str, now: f64) -> bool {
    let project = state.document.project();
    let places = state.document.places();
    let Some(place) = places.of(note) else {
        return false;
    };
    let Some(figures) = place.figures(&project.scale) else {
        return false;
    };
    let present = places
        .note(project, note)
        .and_then(|note| place.figure_of(note));
    let [least, most] = [*figures.start(), *figures.end()].map(|end| Decimal::whole(end.into()));
    let one = Decimal::whole(1);
    let figure = match text {
        "+" => Some(present.map_or(least, |figure| (figure + one).min(most))),
        "-" | "−" => present
            .filter(|figure| *figure >= least + one)
            .map(|figure| figure - one),
        _ => {
            let mut letters = text.chars();
            let (Some(digit), None) = (
                letters.next().and_then(|letter| letter.to_digit(10)),
                letters.next(),
            ) else {
                return false;
            };
            let digit = digit as u8;
            let ten = scoring::ten_of(state, digit, now);
            if let Some(ten) = ten.filter(|ten| *ten == note && figures.contains(&10)) {
                scoring::score_note(state, ten, Some(10));
                return true;
            }
            if !figures.contains(&digit) {
                state
                    .toasts
                    .warn(scoring::refusal(state.document.project(), place, digit));
                return true;
            }
            state.last_digit = Some((note, digit, now));
            Some(Decimal::whole(i32::from(digit)))
        }
    };
    scoring::set_figure(state, place, note, figure);
    true
}

fn keys(state: &mut State, canvas: &mut Canvas, sheet: &Sheet, key: Key, modifiers: Modifiers) {
    state.unfinished = None;
    let to = match key {
        Key::Enter => {
            enter(state, canvas);
            return;
        }
        Key::Escape => {
            escape(state, canvas);
            return;
        }
        Key::Tab => {
            tab(state, canvas, sheet, modifiers.shift);
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
    go(state, canvas, sheet, to, modifiers.shift);
}

/// Moves the cursor; with Shift the notes from where it began are selected.
fn go(state: &mut State, canvas: &mut Canvas, sheet: &Sheet, to: Move, extends: bool) {
    let column = state.view_state().map_or(1, |view| view.column);
    let cursor = state.selection.cursor();
    let mut next = navigate::go(sheet, cursor, to, column);
    if extends && let Some(anchor) = state.selection.anchor() {
        // From the last note of a cell the next one is in the cell beyond.
        if next.note().is_none() {
            next = navigate::go(sheet, next, to, column);
        }
        if let Some(note) = next.note() {
            let range = navigate::range(sheet, anchor, note);
            state.selection.extend_to(range, note);
            canvas.reveal_cursor();
        }
        return;
    }
    typing::select(state, canvas, Selection::at(next));
    remember_column(state, sheet);
    canvas.reveal_cursor();
}

fn remember_column(state: &mut State, sheet: &Sheet) {
    let column = navigate::column_of(sheet, state.selection.cursor());
    if let (Some(column), Some(view)) = (column, state.view_state_mut()) {
        view.column = column;
    }
}

/// Keeps what was typed and opens the next slot; on a note or a name: opens the field.
fn enter(state: &mut State, canvas: &mut Canvas) {
    if canvas.field.as_ref().is_some_and(Field::is_empty_slot) {
        return;
    }
    match canvas.field.as_ref().map(|field| field.edited) {
        Some(edited @ Edited::New { .. }) => {
            typing::keep(state, canvas);
            let next =
                typing::slot_after(state, edited).map_or(state.selection.cursor(), Cursor::On);
            typing::select(state, canvas, Selection::at(next));
        }
        Some(Edited::Old(_)) => {
            typing::keep(state, canvas);
        }
        None => match state.selection.cursor() {
            Cursor::At(target) => typing::edit(state, canvas, target),
            // It was closed.
            cursor @ Cursor::On(_) => typing::select(state, canvas, Selection::at(cursor)),
            Cursor::Nowhere => {}
        },
    }
    canvas.reveal_cursor();
}

/// One thing after the other: ends writing and keeps what was written, closes what stands beside the
/// canvas, makes the selection smaller, closes an empty slot, clears the selection.
fn escape(state: &mut State, canvas: &mut Canvas) {
    if canvas.cancel_gesture() {
        return;
    }
    let field = canvas.field.as_ref();
    if field.is_some_and(|field| !field.is_empty_slot()) {
        typing::end(state, canvas);
    } else if state.finder.is_some() {
        state.finder = None;
    } else if state.capture.is_some() {
        capture::end(state, canvas);
    } else if state.selection.is_several() {
        state.selection = Selection::at(state.selection.cursor());
    } else if field.is_some() {
        typing::close_slot(state, canvas);
    } else {
        typing::select(state, canvas, Selection::default());
        if let Some(view) = state.view_state_mut() {
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
        } => typing::slot_after(state, edited).map(Cursor::On),
        Edited::New {
            slot: Slot::Job { .. },
            id,
        } => typing::slot_after(state, edited).map(|_| Cursor::At(Target::OutcomeSentence(id))),
        Edited::New {
            slot: Slot::Note { .. },
            ..
        }
        | Edited::Old(_) => None,
    }
}

/// Keeps what was typed and goes to the next field, or the next cell.
fn tab(state: &mut State, canvas: &mut Canvas, sheet: &Sheet, back: bool) {
    let field = canvas.field.as_ref();
    let written = field.filter(|field| !back && !field.is_empty_slot());
    if let Some(next) = written.and_then(|field| after_column(state, field.edited)) {
        typing::select(state, canvas, Selection::at(next));
        canvas.reveal_cursor();
        return;
    }
    let to = if back { Move::Previous } else { Move::Next };
    // While a note is typed the cursor is where its slot was; the sheet knows it by its id.
    let from = match canvas
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
            at: state.document.project().notes(place).len(),
        }),
        _ => state.selection.cursor(),
    };
    let column = state.view_state().map_or(1, |view| view.column);
    let next = navigate::go(sheet, from, to, column);
    typing::select(state, canvas, Selection::at(next));
    remember_column(state, sheet);
    canvas.reveal_cursor();
}
