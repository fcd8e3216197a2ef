//! Where the cursor is, and what it is part of.

use super::addresses;
use super::state::State;
use crate::edit::Cursor;
use crate::layout::Shown;
use crate::model::{Id, Place, Slot, Target, ThingKind};

impl State {
    /// All addresses in the note the cursor is on.
    pub fn addresses(&self) -> Vec<&str> {
        let note = self.selection.cursor().note();
        let project = self.document.project();
        note.and_then(|id| self.document.places().note(project, id))
            .map(|note| addresses::addresses(note))
            .unwrap_or_default()
    }

    /// The place the cursor is in.
    pub fn current_place(&self) -> Option<Place> {
        match self.selection.cursor() {
            Cursor::At(Target::Note(id)) => self.document.places().of(id),
            Cursor::On(Slot::Note { place, .. }) => Some(place),
            Cursor::At(_) | Cursor::On(_) | Cursor::Nowhere => None,
        }
    }

    /// The step the cursor is in.
    pub fn current_step(&self) -> Option<Id> {
        match self.selection.cursor() {
            Cursor::At(target) if target.note().is_none() => target.thing_of(ThingKind::Step),
            _ => match self.current_place()? {
                Place::Lane { step, .. } => Some(step),
                Place::Row { .. } | Place::Field { .. } => None,
            },
        }
    }

    /// The job the cursor is in.
    pub fn current_job(&self) -> Option<Id> {
        match self.selection.cursor() {
            Cursor::At(target) if target.note().is_none() => target.thing_of(ThingKind::Job),
            _ => match self.current_place()? {
                Place::Row { job, .. } => Some(job),
                Place::Lane { .. } | Place::Field { .. } => None,
            },
        }
    }

    /// The head counts the cursor is in, else the only ones of the journey: the journey and which of its
    /// periods.
    pub fn current_period(&self) -> Option<(Id, usize)> {
        let journey = self.journey()?;
        let at_cursor = match self.selection.cursor() {
            Cursor::At(Target::PeriodName { period, .. } | Target::Count { period, .. }) => {
                Some(period)
            }
            _ => (journey.periods.len() == 1).then_some(0),
        };
        let period = at_cursor.filter(|period| *period < journey.periods.len())?;
        Some((journey.id, period))
    }

    /// The solution the cursor is in; else the one that is shown; else the only one.
    pub fn current_solution(&self) -> Option<Id> {
        let journey = self.journey()?;
        let at_cursor = match self.selection.cursor() {
            Cursor::At(Target::SolutionName(id) | Target::Overall { solution: id, .. }) => Some(id),
            _ => match self.current_place() {
                Some(Place::Lane { solution, .. }) => Some(solution),
                _ => None,
            },
        };
        let shown = self.view_state().and_then(|view| match view.framing.shown {
            Shown::One(id) => Some(id),
            Shown::All => None,
        });
        let only = (journey.solutions.len() == 1).then(|| journey.solutions[0].id);
        at_cursor.or(shown).or(only)
    }

    /// Where quick capture and *Add a note* write: where the cursor is, else the first cell.
    pub fn place_to_write(&self) -> Option<Place> {
        if let Some(place) = self.current_place() {
            return Some(place);
        }
        let project = self.document.project();
        let layout = self.view?.layout(project)?;
        layout.first_place(self.current_column(), self.current_solution())
    }

    /// The column the cursor is in.
    pub fn current_column(&self) -> Option<Id> {
        self.current_step().or_else(|| self.current_job())
    }

    /// Where the cursor's slot would add a column.
    pub(crate) fn column_slot(&self) -> Option<Slot> {
        if let Cursor::On(slot @ (Slot::Step { .. } | Slot::Job { .. })) = self.selection.cursor() {
            return Some(slot);
        }
        let project = self.document.project();
        let layout = self.view?.layout(project)?;
        layout.column_slot(self.current_column())
    }

    /// A name no solution of the journey has yet.
    pub(crate) fn free_name(&self, name: &str) -> String {
        let is_taken = |name: &String| {
            self.journey().is_some_and(|journey| {
                let mut solutions = journey.solutions.iter();
                solutions.any(|solution| solution.name == *name)
            })
        };
        let numbered = (2..).map(|number| format!("{name} {number}"));
        std::iter::once(name.to_owned())
            .chain(numbered)
            .find(|name| !is_taken(name))
            .unwrap_or_default()
    }
}
