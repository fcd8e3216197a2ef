//! Typing: every letter is in the document; keeping makes it one step, taking it back one redo.

use crate::app::work::state::State;
use crate::canvas::{Canvas, Edited, Field};
use crate::edit::{Cursor, Selection, figure, insert_job, insert_notes, insert_step, write};
use crate::model::{Id, Job, Note, Place, Project, Slot, Step, Target};
use std::sync::Arc;

/// Puts what was typed into the document.
pub(crate) fn typed(state: &mut State, edited: Edited, text: &str) {
    // What another field has typed is a step of its own.
    if !state.document.is_open() || state.typed_into != Some(edited) {
        state.typed_into = Some(edited);
        let label = match edited {
            Edited::New { slot, .. } => format!("Add {}", slot.a_one()),
            Edited::Old(target) if target.note().is_some() => "Edit a note".to_owned(),
            Edited::Old(target) => format!("Edit: {}", target.name(state.document.project())),
        };
        state.document.begin(label);
    }
    put(state, edited, text);
}

fn put(state: &mut State, edited: Edited, text: &str) {
    let mut problem = None;
    let place = place_of(state, edited);
    state
        .document
        .amend(|project| problem = apply(project, edited, text, place));
    if let Some(problem) = problem {
        state.toasts.warn(problem);
    }
}

/// Where a note that is edited stands.
fn place_of(state: &State, edited: Edited) -> Option<Place> {
    match edited {
        Edited::Old(target) => state.document.places().of(target.note()?),
        Edited::New { .. } => None,
    }
}

/// Makes the change; gives back a sentence when the text cannot stand there.
fn apply(
    project: &mut Project,
    edited: Edited,
    text: &str,
    place: Option<Place>,
) -> Option<String> {
    match edited {
        Edited::New { .. } if text.trim().is_empty() => {}
        Edited::New {
            slot: Slot::Note { place, at },
            id,
        } => {
            insert_notes(
                project,
                place,
                at,
                vec![Arc::new(Note {
                    id,
                    ..Note::new(text)
                })],
            );
        }
        Edited::New {
            slot: Slot::Step { journey, at },
            id,
        } => {
            let step = new_step(project, journey, at, id, text);
            insert_step(project, journey, at, step);
        }
        Edited::New {
            slot: Slot::Job { map, at },
            id,
        } => {
            insert_job(
                project,
                map,
                at,
                Job {
                    id,
                    ..Job::new(text)
                },
            );
        }
        Edited::Old(target) => {
            // A figure is half a figure while it is typed: only keeping complains.
            if let Err(error) = write(project, target, place, text)
                && !target.is_figure()
            {
                return Some(error.to_string());
            }
        }
    }
    None
}

/// A step that is typed. Between two steps of one phase it belongs to that phase.
fn new_step(project: &Project, journey: Id, at: usize, id: Id, name: &str) -> Step {
    let phase = |at: usize| {
        let step = project.journey(journey)?.steps.get(at)?;
        Some(step.phase.clone())
    };
    let before = at.checked_sub(1).and_then(phase);
    Step {
        id,
        phase: before
            .filter(|before| phase(at).as_ref() == Some(before))
            .unwrap_or_default(),
        ..Step::new(name)
    }
}

/// Ends typing and keeps it. Gives back what was typed, when something was.
pub(crate) fn keep(state: &mut State, canvas: &mut Canvas) -> Option<Edited> {
    let Some(field) = canvas.field.take().filter(|field| field.is_typed) else {
        // A field of a panel may be typed into.
        state.document.keep();
        return None;
    };
    let text = field.text.trim_end();
    if text.trim().is_empty() && matches!(field.edited, Edited::New { .. }) {
        state.document.keep();
        return None;
    }
    if let Edited::Old(target) = field.edited
        && target.is_figure()
        && let Err(error) = figure(state.document.project(), target, text)
    {
        state.toasts.warn(error.to_string());
    }
    if text.len() != field.text.len() {
        put(state, field.edited, text);
    }
    state.document.keep();
    Some(field.edited)
}

/// Ends typing and keeps it; the cursor stands on what was typed.
pub(crate) fn end(state: &mut State, canvas: &mut Canvas) {
    if let Some(edited) = keep(state, canvas) {
        state.selection = Selection::at(Cursor::At(edited.target()));
    }
    open_slot(state, canvas);
}

/// Goes on with a name that was being typed when a command came between: the field opens again.
pub(crate) fn go_on(state: &State, canvas: &mut Canvas) {
    if let Some(Edited::Old(target)) = state.unfinished
        && target.note().is_none()
        && state.selection.cursor() == Cursor::At(target)
    {
        let text = target.read(state.document.project());
        canvas.field = text.map(|text| Field::over(target, text));
    }
}

/// The slot after a new step or job, where the next letter goes when a command came between.
pub(crate) fn slot_to_go_on(state: &State, target: Target) -> Option<Slot> {
    let edited = state.unfinished?;
    let is_here = edited.target() == target;
    slot_after(state, edited).filter(|_| is_here)
}

/// Takes back all that was typed since a field was opened, which stays open; `false` when nothing
/// was.
pub(crate) fn take_back(state: &mut State, canvas: &mut Canvas) -> bool {
    if !state.document.is_open() {
        return false;
    }
    let field = canvas.field.take_if(|field| field.is_typed);
    if let Some(field) = &field {
        // What redo brings again is what keeping would have left.
        put(state, field.edited, field.text.trim_end());
    }
    let steps = state.document.undo_steps();
    state.document.keep();
    let is_taken = state.document.undo_steps() > steps && state.document.undo();
    if let Some(field) = field {
        let project = state.document.project();
        canvas.field = match field.edited {
            Edited::New { slot, .. } => Some(Field::slot(slot)),
            Edited::Old(target) => target.read(project).map(|text| Field {
                is_placeholder: field.is_placeholder,
                ..Field::over(target, text)
            }),
        };
    }
    is_taken
}

/// Moves the cursor; what is being typed is kept.
pub(crate) fn select(state: &mut State, canvas: &mut Canvas, selection: Selection) {
    keep(state, canvas);
    canvas.closed = None;
    state.unfinished = None;
    state.selection = selection;
    open_slot(state, canvas);
}

/// No field stands at the slot any more; the cursor stays there.
pub(crate) fn close_slot(state: &State, canvas: &mut Canvas) {
    if let Cursor::On(slot) = state.selection.cursor() {
        canvas.closed = Some(slot);
    }
    open_slot(state, canvas);
}

/// The field follows the cursor: on a slot there is one unless it was closed.
pub(crate) fn open_slot(state: &State, canvas: &mut Canvas) {
    let cursor = state.selection.cursor();
    canvas.closed.take_if(|slot| cursor != Cursor::On(*slot));
    if state.document.is_read_only() || canvas.closed.is_some() {
        canvas.field = None;
        return;
    }
    match cursor {
        Cursor::On(slot) => {
            let is_there = canvas.field.as_ref().is_some_and(
                |field| matches!(field.edited, Edited::New { slot: known, .. } if known == slot),
            );
            if !is_there {
                canvas.field = Some(Field::slot(slot));
            }
        }
        Cursor::At(target) => {
            let is_over = canvas
                .field
                .as_ref()
                .is_some_and(|field| field.edited == Edited::Old(target));
            if !is_over {
                canvas.field = None;
            }
        }
        Cursor::Nowhere => canvas.field = None,
    }
}

/// Says why nothing can be typed, where that is so.
fn is_refused(state: &mut State) -> bool {
    let why = state.why_read_only();
    let is_refused = why.is_some();
    if let Some(why) = why {
        state.toasts.tell(why);
    }
    is_refused
}

/// Opens the field over something that is there.
pub(crate) fn edit(state: &mut State, canvas: &mut Canvas, target: Target) {
    keep(state, canvas);
    if is_refused(state) {
        return;
    }
    let Some(text) = target.read(state.document.project()) else {
        return;
    };
    if target.note().is_some() {
        state.unfold();
    }
    state.selection = Selection::at(Cursor::At(target));
    canvas.field = Some(Field::over(target, text));
    canvas.activate();
}

/// Opens the field over a name that was only made up: what is typed takes its place.
pub(crate) fn edit_placeholder(state: &mut State, canvas: &mut Canvas, target: Target) {
    edit(state, canvas, target);
    if let Some(field) = &mut canvas.field {
        field.is_placeholder = true;
    }
}

/// Opens the place for something new and puts the first letters in.
pub(crate) fn begin_new(state: &mut State, canvas: &mut Canvas, slot: Slot, text: &str) {
    keep(state, canvas);
    if is_refused(state) {
        return;
    }
    if matches!(slot, Slot::Note { .. }) {
        state.unfold();
    }
    state.selection = Selection::at(Cursor::On(slot));
    canvas.closed = None;
    let mut field = Field::slot(slot);
    canvas.activate();
    if !text.is_empty() {
        text.clone_into(&mut field.text);
        field.is_typed = true;
        typed(state, field.edited, text);
    }
    canvas.field = Some(field);
}

/// Types in the place of what is there, as in the cell of a spreadsheet.
pub(crate) fn type_over(state: &mut State, canvas: &mut Canvas, target: Target, text: &str) {
    edit(state, canvas, target);
    if let Some(field) = &mut canvas.field {
        text.clone_into(&mut field.text);
        field.is_typed = true;
        let edited = field.edited;
        typed(state, edited, text);
    }
}

/// The step or job whose place was opened and which has no letter yet, and where. On an empty canvas
/// its place says what belongs there instead.
pub(crate) fn column_to_open(state: &State, canvas: &Canvas) -> Option<(Edited, Slot)> {
    let field = canvas.field.as_ref()?;
    let project = state.document.project();
    let slot = match field.new_slot()? {
        Slot::Step { journey, at } => {
            let count = project.journey(journey)?.steps.len();
            let at = at.min(count);
            (count > 0).then_some(Slot::Step { journey, at })
        }
        Slot::Job { map, at } => {
            let count = project.value_map(map)?.jobs.len();
            let at = at.min(count);
            (count > 0).then_some(Slot::Job { map, at })
        }
        Slot::Note { .. } => None,
    }?;
    field.text.trim().is_empty().then_some((field.edited, slot))
}

/// The project with an empty step or job where a new one is about to be typed.
pub(crate) fn with_column(project: &Project, edited: Edited) -> Project {
    let mut project = project.clone();
    match edited {
        Edited::New {
            slot: Slot::Step { journey, at },
            id,
        } => {
            let step = new_step(&project, journey, at, id, "");
            insert_step(&mut project, journey, at, step);
        }
        Edited::New {
            slot: Slot::Job { map, at },
            id,
        } => {
            let job = Job { id, ..Job::new("") };
            insert_job(&mut project, map, at, job);
        }
        Edited::New {
            slot: Slot::Note { .. },
            ..
        }
        | Edited::Old(_) => {}
    }
    project
}

/// The slot after what was just typed.
pub(crate) fn slot_after(state: &State, edited: Edited) -> Option<Slot> {
    let project = state.document.project();
    let Edited::New { slot, id } = edited else {
        return None;
    };
    match slot {
        Slot::Note { place, .. } => {
            let at = project.notes(place).iter().position(|note| note.id == id)?;
            Some(Slot::Note { place, at: at + 1 })
        }
        Slot::Step { journey, .. } => {
            let at = project.journey(journey)?.step_index(id)?;
            Some(Slot::Step {
                journey,
                at: at + 1,
            })
        }
        Slot::Job { map, .. } => {
            let at = project
                .value_map(map)?
                .jobs
                .iter()
                .position(|job| job.id == id)?;
            Some(Slot::Job { map, at: at + 1 })
        }
    }
}

/// The slot after a note, where a letter begins the next one. Everything else is typed over.
pub(crate) fn slot_at(state: &State, target: Target) -> Option<Slot> {
    let Target::Note(id) = target else {
        return None;
    };
    let project = state.document.project();
    let (place, at) = state.document.places().position(project, id)?;
    Some(Slot::Note { place, at: at + 1 })
}
