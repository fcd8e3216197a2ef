//! The scoring pass: note after note in reading order, large, with the words of the scale. A digit
//! scores and goes on; on a value map it says how bad a friction or gap is.

use crate::app::work::state::State;
use crate::edit::{Cursor, Score, Selection};
use crate::model::words::counted;
use crate::model::{Decimal, Id, Place, Project, Target};
use egui::Key;
use std::ops::RangeInclusive;

/// The pass while it goes on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scoring {
    /// All notes, in reading order.
    pub notes: Vec<Id>,
    /// Which of them.
    pub at: usize,
}

/// What a key or a click asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ScoringAction {
    /// This score, and on.
    Score(u8),
    /// Leave it open, and on.
    Skip,
    /// The note before.
    Back,
    /// End.
    End,
}

impl ScoringAction {
    /// What a key means.
    pub(crate) fn of(event: &egui::Event, state: &State) -> Option<Self> {
        match event {
            egui::Event::Text(text) => {
                let digit = text.chars().next()?.to_digit(10)? as u8;
                let figures = figures_of_note(state)?;
                figures.contains(&digit).then_some(Self::Score(digit))
            }
            egui::Event::Key {
                key, pressed: true, ..
            } => match key {
                Key::Space | Key::ArrowRight | Key::ArrowDown | Key::Enter => Some(Self::Skip),
                Key::Backspace | Key::ArrowLeft | Key::ArrowUp => Some(Self::Back),
                Key::Escape | Key::F8 => Some(Self::End),
                _ => None,
            },
            _ => None,
        }
    }
}

impl Scoring {
    /// Begins at the first note without a score from the selected one on.
    pub fn begin(state: &State) -> Option<Self> {
        let notes: Vec<Id> = state.notes_to_score().collect();
        let is_open = |id: &Id| is_open(state, *id);
        let from = state
            .selection
            .cursor()
            .note()
            .and_then(|note| notes.iter().position(|known| *known == note));
        let at = match from {
            Some(at) => at,
            None => notes.iter().position(is_open).unwrap_or(0),
        };
        (!notes.is_empty()).then_some(Self { notes, at })
    }

    /// The note that is shown.
    pub fn note(&self) -> Option<Id> {
        self.notes.get(self.at).copied()
    }
}

/// Does what was asked for: scores, goes on, ends. `now` is in seconds of the window's clock.
pub(crate) fn act(state: &mut State, action: ScoringAction, now: f64) {
    let Some(mut scoring) = state.scoring.take() else {
        return;
    };
    let Some(note) = scoring.note() else { return };
    match action {
        ScoringAction::Score(digit) => match ten_of(state, digit, now) {
            Some(before) => score_note(state, before, Some(10)),
            None => {
                score_note(state, note, Some(digit));
                state.last_digit = Some((note, digit, now));
                scoring.at += 1;
            }
        },
        ScoringAction::Skip => scoring.at += 1,
        ScoringAction::Back => scoring.at = scoring.at.saturating_sub(1),
        ScoringAction::End => return,
    }
    match scoring.note() {
        Some(next) => {
            state.selection = Selection::at(Cursor::At(Target::Note(next)));
            state.scoring = Some(scoring);
        }
        None => {
            let open = open_notes(state, &scoring.notes);
            state.toasts.tell(match open {
                0 => "All notes are scored.".to_owned(),
                1 => "One note is left open.".to_owned(),
                open => format!("{} are left open.", counted(open, "note")),
            });
        }
    }
}

/// The note that was given a 1 less than a second ago, when this is the 0 of a 10.
pub(crate) fn ten_of(state: &mut State, digit: u8, now: f64) -> Option<Id> {
    const TOGETHER: f64 = 1.0;
    let (note, before, at) = state.last_digit.take()?;
    let is_ten = digit == 0
        && before == 1
        && now - at <= TOGETHER
        && state.document.project().scale.max >= 10;
    is_ten.then_some(note)
}

fn open_notes(state: &State, notes: &[Id]) -> usize {
    notes.iter().filter(|note| is_open(state, **note)).count()
}

/// Whether a note has no figure yet.
fn is_open(state: &State, id: Id) -> bool {
    let places = state.document.places();
    places.of(id).is_some_and(|place| {
        places
            .note(state.document.project(), id)
            .is_some_and(|note| place.figure_of(note).is_none())
    })
}

/// The figures the note that is shown may have.
fn figures_of_note(state: &State) -> Option<RangeInclusive<u8>> {
    let note = state.scoring.as_ref()?.note()?;
    let place = state.document.places().of(note)?;
    place.figures(&state.document.project().scale)
}

/// Gives one note its figure, as one step.
pub(crate) fn score_note(state: &mut State, note: Id, figure: Option<u8>) {
    let place = state.document.places().of(note);
    let scale = &state.document.project().scale;
    let Some(place) = place.filter(|place| place.figures(scale).is_some()) else {
        return;
    };
    let figure = figure.map(|figure| Decimal::whole(i32::from(figure)));
    set_figure(state, place, note, figure);
}

/// The same for a place that is known.
pub(crate) fn set_figure(state: &mut State, place: Place, note: Id, figure: Option<Decimal>) {
    let score = Score::one(place, note, figure);
    state
        .document
        .edit(score.label(), |project| score.make(project));
}

/// Why a digit is no figure here.
pub(crate) fn refusal(project: &Project, place: Place, digit: u8) -> String {
    if place.has_severity() {
        let word = |severity| place.figure_word(&project.scale, severity).unwrap_or("");
        return format!(
            "{digit} says nothing here: 1 is {}, 2 {}, 3 {}.",
            word(1),
            word(2),
            word(3)
        );
    }
    let max = project.scale.max;
    format!("{digit} is not on the scale: scores go from 0 to {max}.")
}
