//! Typing: every letter is in the document; keeping makes it one step, taking it back one redo.

use super::Desk;
use crate::app::work::state::State;
use crate::canvas::{Edited, Field};
use crate::edit::{self, Cursor, Selection, figure, insert_job, insert_notes, insert_step};
use crate::model::words::with_article;
use crate::model::{Id, Job, Note, Place, Project, Slot, Step, Target};
use std::sync::Arc;

impl Desk {
    /// Puts what was typed into the document.
    pub(crate) fn typed(&mut self, edited: Edited, text: &str) {
        // What another field has typed is a step of its own.
        if !self.state.document.is_open() || self.state.typing.into != Some(edited) {
            self.state.typing.into = Some(edited);
            let label = match edited {
                Edited::New { slot, .. } => {
                    let one = self.state.document.project().one_of(slot);
                    format!("Add {}", with_article(one))
                }
                Edited::Old(target) if target.note().is_some() => "Edit a note".to_owned(),
                Edited::Old(target) => {
                    format!("Edit: {}", target.name(self.state.document.project()))
                }
            };
            self.state.document.begin(label);
        }
        self.put(edited, text);
    }

    /// Something is typed on the canvas.
    fn is_typing(&self) -> bool {
        let field = self.canvas.field.as_ref();
        field.is_some_and(|field| field.is_typed)
    }

    /// A text is being typed in a panel.
    pub(crate) fn write(&mut self, target: Target, text: &str) {
        if self.is_typing() {
            self.keep();
        }
        self.typed(Edited::Old(target), text);
    }

    /// The typing in a panel is over.
    pub(crate) fn end_writing(&mut self) {
        if !self.is_typing() {
            self.state.document.keep();
        }
    }

    /// A change that goes on in a panel, made anew each time until the typing there is over.
    pub(crate) fn amend(&mut self, label: String, change: impl FnOnce(&mut Project)) {
        let document = &self.state.document;
        if !document.is_open() || document.undo_label() != Some(&label) {
            self.keep();
            self.state.document.begin(label);
        }
        self.state.document.amend(change);
    }

    fn put(&mut self, edited: Edited, text: &str) {
        if let Edited::Old(target) = edited {
            self.state.toasts.forget(target);
        }
        let mut problem = None;
        let place = self.state.place_of(edited);
        self.state
            .document
            .amend(|project| problem = apply(project, edited, text, place));
        if let Some(problem) = problem {
            self.state.toasts.warn(problem);
        }
    }

    /// Ends typing and keeps it. Gives back what was typed, when something was.
    pub(crate) fn keep(&mut self) -> Option<Edited> {
        let Some(field) = self.canvas.field.take().filter(|field| field.is_typed) else {
            // A field of a panel may be typed into.
            self.state.document.keep();
            return None;
        };
        let text = field.text.trim_end();
        if text.trim().is_empty() && matches!(field.edited, Edited::New { .. }) {
            self.state.document.keep();
            return None;
        }
        if let Edited::Old(target) = field.edited
            && target.is_figure()
            && let Err(error) = figure(self.state.document.project(), target, text)
        {
            self.state.toasts.warn_about(target, error.to_string());
        }
        if text.len() != field.text.len() {
            self.put(field.edited, text);
        }
        self.state.document.keep();
        Some(field.edited)
    }

    /// Ends typing and keeps it; the cursor stands on what was typed.
    pub(crate) fn end_typing(&mut self) {
        if let Some(edited) = self.keep() {
            self.state.selection = Selection::at(Cursor::At(edited.target()));
        }
        self.open_slot();
    }

    /// Goes on with a name that was being typed when a command came between: the field opens again.
    pub(crate) fn go_on(&mut self) {
        if let Some(Edited::Old(target)) = self.state.typing.unfinished
            && target.note().is_none()
            && self.state.selection.cursor() == Cursor::At(target)
        {
            let text = target.read(self.state.document.project());
            self.canvas.field = text.map(|text| Field::over(target, text));
        }
    }

    /// Takes back all that was typed since a field was opened, which stays open; `false` when nothing
    /// was.
    pub(crate) fn take_back(&mut self) -> bool {
        if !self.state.document.is_open() {
            return false;
        }
        let field = self.canvas.field.take_if(|field| field.is_typed);
        if let Some(field) = &field {
            // What redo brings again is what keeping would have left.
            self.put(field.edited, field.text.trim_end());
        }
        let steps = self.state.document.undo_steps();
        self.state.document.keep();
        let is_taken = self.state.document.undo_steps() > steps && self.state.document.undo();
        if let Some(field) = field {
            let project = self.state.document.project();
            self.canvas.field = match field.edited {
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
    pub(crate) fn select(&mut self, selection: Selection) {
        self.keep();
        self.canvas.closed = None;
        self.state.typing.unfinished = None;
        self.state.selection = selection;
        self.open_slot();
    }

    /// No field stands at the slot any more; the cursor stays there.
    pub(crate) fn close_slot(&mut self) {
        if let Cursor::On(slot) = self.state.selection.cursor() {
            self.canvas.closed = Some(slot);
        }
        self.open_slot();
    }

    /// The field follows the cursor: on a slot there is one unless it was closed.
    pub(crate) fn open_slot(&mut self) {
        let cursor = self.state.selection.cursor();
        self.canvas
            .closed
            .take_if(|slot| cursor != Cursor::On(*slot));
        if self.state.document.is_read_only() || self.canvas.closed.is_some() {
            self.canvas.field = None;
            return;
        }
        match cursor {
            Cursor::On(slot) => {
                let is_there = self.canvas.field.as_ref().is_some_and(
                    |field| matches!(field.edited, Edited::New { slot: known, .. } if known == slot),
                );
                if !is_there {
                    self.canvas.field = Some(Field::slot(slot));
                }
            }
            Cursor::At(target) => {
                let is_over = self
                    .canvas
                    .field
                    .as_ref()
                    .is_some_and(|field| field.edited == Edited::Old(target));
                if !is_over {
                    self.canvas.field = None;
                }
            }
            Cursor::Nowhere => self.canvas.field = None,
        }
    }

    /// Says why nothing can be typed, where that is so.
    fn is_refused(&mut self) -> bool {
        let why = self.state.why_read_only();
        let is_refused = why.is_some();
        if let Some(why) = why {
            self.state.toasts.tell(why);
        }
        is_refused
    }

    /// Opens the field over something that is there.
    pub(crate) fn edit(&mut self, target: Target) {
        self.keep();
        if self.is_refused() {
            return;
        }
        let Some(text) = target.read(self.state.document.project()) else {
            return;
        };
        if target.note().is_some() {
            self.state.unfold();
        }
        self.state.selection = Selection::at(Cursor::At(target));
        self.canvas.field = Some(Field::over(target, text));
        self.canvas.activate();
    }

    /// Opens the field over a name that was only made up: what is typed takes its place.
    pub(crate) fn edit_placeholder(&mut self, target: Target) {
        self.edit(target);
        if let Some(field) = &mut self.canvas.field {
            field.is_placeholder = true;
        }
    }

    /// Opens the place for something new and puts the first letters in.
    pub(crate) fn begin_new(&mut self, slot: Slot, text: &str) {
        self.keep();
        if self.is_refused() {
            return;
        }
        if matches!(slot, Slot::Note { .. }) {
            self.state.unfold();
        }
        self.state.selection = Selection::at(Cursor::On(slot));
        self.canvas.closed = None;
        let mut field = Field::slot(slot);
        self.canvas.activate();
        if !text.is_empty() {
            text.clone_into(&mut field.text);
            field.is_typed = true;
            self.typed(field.edited, text);
        }
        self.canvas.field = Some(field);
    }

    /// Types in the place of what is there, as in the cell of a spreadsheet.
    pub(crate) fn type_over(&mut self, target: Target, text: &str) {
        self.edit(target);
        if let Some(field) = &mut self.canvas.field {
            text.clone_into(&mut field.text);
            field.is_typed = true;
            let edited = field.edited;
            self.typed(edited, text);
        }
    }

    /// The step or job whose place was opened and which has no letter yet, and where. On an empty canvas
    /// its place says what belongs there instead.
    pub(crate) fn column_to_open(&self) -> Option<(Edited, Slot)> {
        let field = self.canvas.field.as_ref()?;
        let project = self.state.document.project();
        let slot = field.new_slot()?;
        let columns = match slot {
            Slot::Step { .. } | Slot::Job { .. } => project.around(slot)?.len(),
            Slot::Note { .. } => 0,
        };
        if columns == 0 || !field.text.trim().is_empty() {
            return None;
        }
        Some((field.edited, slot.moved_to(slot.at().min(columns))))
    }
}

impl State {
    /// Where a note that is edited stands.
    fn place_of(&self, edited: Edited) -> Option<Place> {
        match edited {
            Edited::Old(target) => self.document.places().of(target.note()?),
            Edited::New { .. } => None,
        }
    }

    /// The slot after a new step or job, where the next letter goes when a command came between.
    pub(crate) fn slot_to_go_on(&self, target: Target) -> Option<Slot> {
        let edited = self.typing.unfinished?;
        let is_here = edited.target() == target;
        self.slot_after(edited).filter(|_| is_here)
    }

    /// The slot after what was just typed.
    pub(crate) fn slot_after(&self, edited: Edited) -> Option<Slot> {
        let project = self.document.project();
        let Edited::New { slot, id } = edited else {
            return None;
        };
        let at = project
            .around(slot)?
            .iter()
            .position(|known| *known == id)?;
        Some(slot.moved_to(at + 1))
    }

    /// The slot after a note, where a letter begins the next one. Everything else is typed over.
    pub(crate) fn slot_at(&self, target: Target) -> Option<Slot> {
        let Target::Note(id) = target else {
            return None;
        };
        let project = self.document.project();
        let (place, at) = self.document.places().position(project, id)?;
        Some(Slot::Note { place, at: at + 1 })
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
        Edited::New { slot, id } => put_new(project, slot, id, text),
        Edited::Old(target) => {
            // A figure is half a figure while it is typed: only keeping complains.
            if let Err(error) = edit::write(project, target, place, text)
                && !target.is_figure()
            {
                return Some(error.to_string());
            }
        }
    }
    None
}

/// Puts something new where the slot is.
fn put_new(project: &mut Project, slot: Slot, id: Id, text: &str) {
    match slot {
        Slot::Note { place, at } => {
            let note = Note {
                id,
                ..Note::new(text)
            };
            insert_notes(project, place, at, vec![Arc::new(note)]);
        }
        Slot::Step { journey, at } => {
            let step = new_step(project, journey, at, id, text);
            insert_step(project, journey, at, step);
        }
        Slot::Job { map, at } => {
            let job = Job {
                id,
                ..Job::new(text)
            };
            insert_job(project, map, at, job);
        }
    }
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

/// The project with an empty step or job where a new one is about to be typed.
pub(crate) fn with_column(project: &Project, edited: Edited) -> Project {
    let mut project = project.clone();
    if let Edited::New {
        slot: slot @ (Slot::Step { .. } | Slot::Job { .. }),
        id,
    } = edited
    {
        put_new(&mut project, slot, id, "");
    }
    project
}
