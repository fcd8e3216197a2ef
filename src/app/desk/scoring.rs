//! Scoring: the one way a note gets its figure, be it a score or how bad something is.

use super::Desk;
use crate::app::work::state::State;
use crate::edit::{Cursor, Score, Selection};
use crate::model::words::counted;
use crate::model::{Decimal, Id, Place, Project, Target};
use egui::{Event, Key};

/// How far apart two digits of one figure may be typed, in seconds.
const TOGETHER: f64 = 1.0;

/// What a key or a click asks the scoring pass for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Pass {
    /// This figure, and on.
    Score(u8),
    /// Leave it open, and on.
    Skip,
    /// The note before.
    Back,
    End,
}

impl Pass {
    /// What a key means.
    pub(crate) fn of(event: &Event, state: &State) -> Option<Self> {
        match event {
            Event::Text(text) => {
                let digit = text.chars().next()?.to_digit(10)? as u8;
                let note = state.open.scoring.as_ref()?.note()?;
                let place = state.document.places().of(note)?;
                let figures = place.figures(&state.document.project().scale)?;
                figures.contains(&digit).then_some(Self::Score(digit))
            }
            Event::Key {
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

impl Desk {
    /// Goes on with the scoring pass: scores, skips, goes back, ends.
    pub(crate) fn pass(&mut self, pass: Pass) {
        let Some(mut scoring) = self.state.open.scoring.take() else {
            return;
        };
        let Some(note) = scoring.note() else { return };
        match pass {
            Pass::Score(digit) => match self.ten_of(digit) {
                Some(before) => self.score_note(before, 10),
                None => {
                    self.score_note(note, digit);
                    self.state.typing.last_digit = Some((note, digit, self.now));
                    scoring.at += 1;
                }
            },
            Pass::Skip => scoring.at += 1,
            Pass::Back => scoring.at = scoring.at.saturating_sub(1),
            Pass::End => {}
        }
        match scoring.note() {
            _ if pass == Pass::End => {}
            Some(next) => {
                self.state.selection = Selection::at(Cursor::At(Target::Note(next)));
                self.state.open.scoring = Some(scoring);
            }
            None => {
                let open = self.state.open_notes(&scoring.notes);
                self.state.toasts.tell(match open {
                    0 => "All notes are scored.".to_owned(),
                    1 => "One note is left open.".to_owned(),
                    open => format!("{} are left open.", counted(open, "note")),
                });
            }
        }
        self.open_slot();
        self.canvas.reveal_cursor();
    }

    /// A digit gives the note its figure, plus and minus change it; `true` when the key was one of them.
    /// Where notes have no figures it says so.
    pub(crate) fn score_key(&mut self, note: Id, text: &str) -> bool {
        let project = self.state.document.project();
        let places = self.state.document.places();
        let Some(place) = places.of(note) else {
            return false;
        };
        let Some(figures) = place.figures(&project.scale) else {
            let is_key = matches!(text.as_bytes(), [b'0'..=b'9' | b'+' | b'-']) || text == "−";
            if is_key {
                let row = place.info().name;
                let told = format!("Notes of “{row}” are not scored. Enter edits this one.");
                self.state.toasts.tell(told);
            }
            return is_key;
        };
        let present = places
            .note(project, note)
            .and_then(|note| place.figure_of(note));
        let whole = |figure: u8| Decimal::whole(figure.into());
        let (least, most, one) = (whole(*figures.start()), whole(*figures.end()), whole(1));
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
                let refusal = refusal(project, place, digit);
                let ten = self.ten_of(digit);
                if ten == Some(note) && figures.contains(&10) {
                    Some(whole(10))
                } else if figures.contains(&digit) {
                    self.state.typing.last_digit = Some((note, digit, self.now));
                    Some(whole(digit))
                } else {
                    self.state.toasts.warn(refusal);
                    return true;
                }
            }
        };
        self.score(&[note], figure);
        true
    }

    /// The note that was given a 1 just before, when this is the 0 of a 10.
    fn ten_of(&mut self, digit: u8) -> Option<Id> {
        let (note, before, at) = self.state.typing.last_digit.take()?;
        let is_ten = digit == 0
            && before == 1
            && self.now - at <= TOGETHER
            && self.state.document.project().scale.max >= 10;
        is_ten.then_some(note)
    }

    /// Gives notes their figure, or takes it away, as one step. Those whose place has no figures keep
    /// what they have.
    pub(crate) fn score(&mut self, notes: &[Id], figure: Option<Decimal>) {
        let document = &self.state.document;
        let scale = &document.project().scale;
        let found = notes.iter().filter_map(|note| {
            let place = document.places().of(*note)?;
            place.figures(scale).map(|_| (place, *note))
        });
        let found: Vec<(Place, Id)> = found.collect();
        if !found.is_empty() {
            let score = Score::several(found, figure);
            self.change(score.label(), |project| score.make(project));
        }
    }

    /// Gives a note a whole figure.
    pub(crate) fn score_note(&mut self, note: Id, figure: u8) {
        self.score(&[note], Some(Decimal::whole(figure.into())));
    }
}

/// Why a digit is no figure here.
fn refusal(project: &Project, place: Place, digit: u8) -> String {
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
