//! What can be scored, and in which order.

use super::overlays::Scoring;
use super::state::State;
use crate::layout::Shown;
use crate::model::{Figure, Id};

impl State {
    /// Benefits and sacrifices of the journey that is shown, in reading order: by solution, step, side.
    pub fn notes_to_score(&self) -> impl Iterator<Item = Id> {
        self.items().chain(self.obstacles())
    }

    /// Whether scores mean something here: not in a journey that weighs nothing.
    pub(crate) fn may_be_scored(&self) -> bool {
        self.journey().is_none_or(|journey| journey.is_weighed())
    }

    /// Friction and gaps of the map that is shown, job by job.
    fn obstacles(&self) -> impl Iterator<Item = Id> {
        let jobs = self.value_map().into_iter().flat_map(|map| &map.jobs);
        let rows = jobs.flat_map(|job| job.rows.iter());
        let graded = rows.filter(|(row, _)| row.info().figure == Figure::Severity);
        let notes = graded.flat_map(|(_, notes)| notes);
        notes.map(|note| note.id)
    }

    /// Benefits and sacrifices of the journey that is shown, as far as they are shown.
    fn items(&self) -> impl Iterator<Item = Id> {
        let journey = self.journey();
        let shown = self.view_state().map(|view| view.framing.shown);
        let is_shown = move |id: Id| match shown {
            Some(Shown::One(one)) => one == id,
            Some(Shown::All) | None => true,
        };
        journey.into_iter().flat_map(move |journey| {
            let solutions = journey.solutions.iter();
            let cells = solutions
                .filter(move |solution| is_shown(solution.id))
                .flat_map(|solution| {
                    let steps = journey.steps.iter();
                    steps.filter_map(|step| solution.cell(step.id))
                });
            let cells = cells.filter(|cell| cell.applies);
            let notes = cells.flat_map(|cell| cell.items());
            notes.map(|(_, note)| note.id)
        })
    }

    /// The scoring pass ends when its note is gone or something else was selected.
    pub fn follow_scoring(&mut self) {
        if let Some(note) = self.open.scoring.as_ref().and_then(Scoring::note)
            && (self.selection.cursor().note() != Some(note)
                || self.document.places().of(note).is_none())
        {
            self.open.scoring = None;
        }
    }

    /// How many notes have no figure yet.
    pub(crate) fn open_notes(&self, notes: &[Id]) -> usize {
        notes.iter().filter(|note| self.is_open(**note)).count()
    }

    /// Whether a note has no figure yet.
    fn is_open(&self, id: Id) -> bool {
        let places = self.document.places();
        places.of(id).is_some_and(|place| {
            places
                .note(self.document.project(), id)
                .is_some_and(|note| place.figure_of(note).is_none())
        })
    }
}

impl Scoring {
    /// Begins at the note that is selected, else at the first one without a score.
    pub fn begin(state: &State) -> Option<Self> {
        let notes: Vec<Id> = state.notes_to_score().collect();
        let selected = state.selection.cursor().note();
        let from = selected.and_then(|note| notes.iter().position(|known| *known == note));
        let first_open = || notes.iter().position(|note| state.is_open(*note));
        let at = from.or_else(first_open).unwrap_or(0);
        (!notes.is_empty()).then_some(Self { notes, at })
    }
}
