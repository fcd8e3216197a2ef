//! The scoring pass: note after note in reading order, large, with the words of the scale. A digit
//! scores and goes on.

use super::state::State;
use super::visuals::{bold, color, size};
use crate::edit::{Cursor, Selection};
use crate::layout::theme::Role;
use crate::model::{Decimal, Id, Target};
use egui::accesskit;
use egui::{
    Align2, Area, Frame, Id as WidgetId, Key, Margin, Order, Rect, RichText, Stroke, Ui,
    WidgetInfo, vec2,
};

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
pub(super) enum ScoringAction {
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
    pub(super) fn of(event: &egui::Event, state: &State) -> Option<Self> {
        match event {
            egui::Event::Text(text) => {
                let digit = text.chars().next()?.to_digit(10)? as u8;
                (digit <= state.document.project().scale.max).then_some(Self::Score(digit))
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
        let places = state.document.places();
        let project = state.document.project();
        let is_open = |id: &Id| {
            places
                .note(project, *id)
                .is_some_and(|note| note.score.is_none())
        };
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
pub(super) fn act(state: &mut State, action: ScoringAction, now: f64) {
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
                open => format!("{open} notes are left open."),
            });
        }
    }
}

/// The note that was given a 1 less than a second ago, when this is the 0 of a 10.
pub(super) fn ten_of(state: &mut State, digit: u8, now: f64) -> Option<Id> {
    const TOGETHER: f64 = 1.0;
    let (note, before, at) = state.last_digit.take()?;
    let is_ten = digit == 0
        && before == 1
        && now - at <= TOGETHER
        && state.document.project().scale.max >= 10;
    is_ten.then_some(note)
}

fn open_notes(state: &State, notes: &[Id]) -> usize {
    let project = state.document.project();
    let is_open = |id: &&Id| {
        state
            .document
            .places()
            .note(project, **id)
            .is_some_and(|note| note.score.is_none())
    };
    notes.iter().filter(is_open).count()
}

/// Scores one note as one step.
pub(super) fn score_note(state: &mut State, note: Id, score: Option<u8>) {
    let Some(place) = state
        .document
        .places()
        .of(note)
        .filter(|place| place.is_scored())
    else {
        return;
    };
    let score = score.map(|score| Decimal::whole(i32::from(score)));
    state.document.edit("Score a note", |project| {
        crate::edit::set_score(project, place, note, score);
    });
}

/// Shows the pass, away from the card that is scored; gives back what was clicked.
pub(super) fn show(ui: &Ui, state: &State, card: Option<Rect>) -> Option<ScoringAction> {
    let scoring = state.scoring.as_ref()?;
    let project = state.document.project();
    let id = scoring.note()?;
    let note = state.document.places().note(project, id)?;
    let place = state.document.places().of(id)?;
    let theme = state.style.theme;
    let mut action = None;
    let screen = ui.ctx().content_rect();
    let is_high = card.is_some_and(|card| card.center().y < screen.center().y);
    let (align, offset) = if is_high {
        (Align2::CENTER_BOTTOM, vec2(0.0, -44.0))
    } else {
        (Align2::CENTER_TOP, vec2(0.0, 84.0))
    };
    let area = Area::new(WidgetId::unique("scoring"))
        .order(Order::Foreground)
        .anchor(align, offset);
    area.show(ui.ctx(), |ui| {
        let frame = Frame::new()
            .fill(color(theme, Role::Panel))
            .stroke(Stroke::new(2.0, color(theme, Role::Focus)))
            .corner_radius(8)
            .inner_margin(Margin::same(20));
        frame.show(ui, |ui| {
            ui.set_width(640.0_f32.min(screen.width() - 80.0));
            ui.horizontal(|ui| {
                ui.label(
                    RichText::new(project.place_name(place))
                        .color(color(theme, Role::Weak))
                        .size(size::HEADING),
                );
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    ui.label(format!("{} of {}", scoring.at + 1, scoring.notes.len()));
                });
            });
            ui.add_space(8.0);
            let text = crate::model::cut(&note.text, 300);
            let label = ui.label(RichText::new(&text).font(bold(size::TITLE)));
            label.widget_info(|| WidgetInfo::labeled(accesskit::Role::Status, true, &text));
            ui.add_space(12.0);
            ui.horizontal_wrapped(|ui| {
                for score in 0..=project.scale.max {
                    let word = project.scale.word(score).unwrap_or("");
                    let is_present = note.score == Some(Decimal::whole(i32::from(score)));
                    let text =
                        RichText::new(format!("{score}  {word}").trim_end()).size(size::LARGE);
                    if ui.add(egui::Button::selectable(is_present, text)).clicked() {
                        action = Some(ScoringAction::Score(score));
                    }
                }
            });
            ui.add_space(8.0);
            ui.horizontal(|ui| {
                if ui.button("Back").clicked() {
                    action = Some(ScoringAction::Back);
                }
                if ui.button("Leave open").clicked() {
                    action = Some(ScoringAction::Skip);
                }
                if ui.button("End").clicked() {
                    action = Some(ScoringAction::End);
                }
                ui.weak(
                    "A digit scores and goes on · Backspace back · Space leaves open · Esc ends",
                );
            });
        });
    });
    action
}
