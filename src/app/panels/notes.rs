//! What the inspector says of notes: of one everything, of several what they have in common.

use crate::app::commands::{Asks, COPY, COPY_TO_NEXT, DELETE, OPEN_ADDRESS};
use crate::app::desk::Desk;
use crate::app::look::{buttons, panel_field};
use crate::app::pages::fields;
use crate::app::pages::inspect::heading;
use crate::app::work::finder::view_of;
use crate::app::work::state::State;
use crate::edit::{self, Score};
use crate::model::words::{capitalised, counted};
use crate::model::{
    Decimal, Evidence, Id, Kind, Lane, Note, Place, Project, Record as _, Target, shortened,
};
use egui::{Button, DragValue, RichText, Ui, vec2};
use std::sync::Arc;

/// Everything about a note.
pub(super) fn one(ui: &mut Ui, state: &State, id: Id, asks: &mut Asks) {
    let project = state.document.project();
    let Some(place) = state.document.places().of(id) else {
        return;
    };
    let Some(note) = state.document.places().note(project, id) else {
        return;
    };
    heading(ui, &capitalised(place.one()));
    ui.weak(project.place_name(place));
    ui.add_space(4.0);
    fields::text(ui, state, Target::Note(id), "Text", 3, asks);
    if place.is_scored() {
        score(ui, project, place, note, asks);
        kinds(ui, place, note, asks);
    }
    if place.has_severity() {
        severity(ui, project, place, note, asks);
    }
    let present = Some(note.evidence);
    evidence(ui, "evidence", present, &[(place, note.id)], asks);
    ui.add_space(4.0);
    for field in Note::INFO.texts().filter(|field| field.key != "text") {
        let (target, rows) = (Target::of_note(id, field.key), field.rows());
        fields::text(ui, state, target, &field.label(), rows, asks);
    }
    mentions(ui, place, note, asks);
    let mut is_moment = note.moment_of_truth;
    if ui
        .checkbox(&mut is_moment, "Moment of truth")
        .on_hover_text("Decides what the customer thinks of the whole")
        .changed()
    {
        let id = note.id;
        edit_note(asks, "Moment of truth", place, id, move |note| {
            note.moment_of_truth = is_moment;
        });
    }
    addresses(ui, state, asks);
    links(ui, state, id, asks);
}

/// Addresses in the note's texts, in full: nobody is led elsewhere than it says.
fn addresses(ui: &mut Ui, state: &State, asks: &mut Asks) {
    for (at, address) in state.addresses().into_iter().enumerate() {
        let link = ui.add(egui::Link::new(RichText::new(address)));
        if link.on_hover_text("Opens outside the program").clicked() {
            asks.run(OPEN_ADDRESS.with(at));
        }
    }
}

/// How many people wrote the same, as one step however far it is dragged.
fn mentions(ui: &mut Ui, place: Place, note: &Arc<Note>, asks: &mut Asks) {
    let people = |count: f64| counted(count as usize, "person");
    ui.horizontal(|ui| {
        let label = ui.label("Mentioned by");
        let mut mentions = note.mentions;
        let field = DragValue::new(&mut mentions)
            .range(1..=999)
            .speed(0.05)
            .custom_formatter(move |count, _| people(count))
            .custom_parser(|text| {
                let digits = text.trim().split(' ').next();
                digits.and_then(|digits| digits.parse().ok())
            });
        // What is typed for one note must not end up at the next one that is selected.
        let field = ui.push_id(note.id, |ui| ui.add(field)).inner;
        let response = field.labelled_by(label.id).on_hover_text(
            "How many people wrote the same, or said it in an interview. It counts in no figure.",
        );
        if response.changed() {
            let id = note.id;
            let change = move |project: &mut Project| {
                edit::update_note(project, place, id, |note| note.mentions = mentions);
            };
            // As with every field, what is typed is kept letter by letter.
            asks.amend("Mentioned by", change);
        }
        panel_field::remember(ui, &response);
        if response.lost_focus() || response.drag_stopped() {
            asks.act(Desk::end_writing);
        }
    });
}

fn give(asks: &mut Asks, score: Score) {
    asks.change(score.label(), move |project| score.make(project));
}

fn edit_note(
    asks: &mut Asks,
    label: &str,
    place: Place,
    id: Id,
    change: impl FnOnce(&mut Note) + 'static,
) {
    asks.change(label, move |project| {
        edit::update_note(project, place, id, change);
    });
}

fn score(ui: &mut Ui, project: &Project, place: Place, note: &Arc<Note>, asks: &mut Asks) {
    ui.label("Score");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for score in 0..=project.scale.max {
            let value = Decimal::whole(i32::from(score));
            let is_on = note.score == Some(value);
            let word = project.scale.word(score).unwrap_or("");
            let response = ui.add(score_button(is_on, score));
            if buttons::hinted(response, word).clicked() {
                give(asks, Score::clicked(place, note, value));
            }
        }
    });
    let word = match note.score {
        None => "not scored".to_owned(),
        Some(score) => {
            let whole = u8::try_from(score.thousandths() / 1000).unwrap_or(0);
            let word = project
                .scale
                .word(whole)
                .filter(|_| score.thousandths() % 1000 == 0);
            word.map_or_else(|| score.to_string(), str::to_owned)
        }
    };
    ui.weak(word);
    ui.add_space(4.0);
}

fn kinds(ui: &mut Ui, place: Place, note: &Arc<Note>, asks: &mut Asks) {
    let label = if matches!(
        place,
        Place::Lane {
            lane: Lane::Benefits,
            ..
        }
    ) {
        "Dimension"
    } else {
        "Kind"
    };
    let shown = note.kind.map_or(Kind::NOT_CHOSEN, Kind::label);
    buttons::choice(ui, label, "kind", shown, |ui| {
        let kinds = place.kinds().iter().copied().map(Some);
        for kind in std::iter::once(None).chain(kinds) {
            let text = kind.map_or(Kind::NOT_CHOSEN, Kind::label);
            let response = ui.selectable_label(note.kind == kind, text);
            if buttons::hinted(response, kind.map_or("", Kind::meaning)).clicked() {
                let id = note.id;
                edit_note(asks, "Choose the kind", place, id, move |note| {
                    note.kind = kind;
                });
            }
        }
    });
    ui.add_space(4.0);
}

fn severity(ui: &mut Ui, project: &Project, place: Place, note: &Arc<Note>, asks: &mut Asks) {
    ui.label("How bad is it?");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for severity in 1..=3 {
            let is_on = note.severity == Some(severity);
            let word = place
                .figure_word(&project.scale, severity)
                .unwrap_or_default();
            let text = format!("{severity} {word}");
            if ui.add(Button::new(text).selected(is_on)).clicked() {
                let figure = Decimal::whole(severity.into());
                give(asks, Score::clicked(place, note, figure));
            }
        }
    });
    ui.add_space(4.0);
}

/// How these notes are known; what is chosen is so for all of them.
fn evidence(
    ui: &mut Ui,
    salt: &str,
    present: Option<Evidence>,
    notes: &[(Place, Id)],
    asks: &mut Asks,
) {
    let shown = present.map_or("differs", Evidence::label);
    buttons::choice(ui, "How do we know?", salt, shown, |ui| {
        for evidence in Evidence::ALL {
            let is_on = present == Some(evidence);
            if ui.selectable_label(is_on, evidence.label()).clicked() {
                let notes = notes.to_vec();
                asks.change("How we know", move |project| {
                    for (place, id) in notes {
                        edit::update_note(project, place, id, |note| {
                            note.evidence = evidence;
                        });
                    }
                });
            }
        }
    });
}

/// What the note is linked with; a click goes there.
fn links(ui: &mut Ui, state: &State, id: Id, asks: &mut Asks) {
    let project = state.document.project();
    let linked: Vec<_> = project
        .links
        .iter()
        .filter(|link| link.from == id || link.to == id)
        .collect();
    if linked.is_empty() {
        return;
    }
    ui.add_space(4.0);
    ui.label("Links");
    for link in linked {
        let (other, words) = if link.from == id {
            (link.to, format!("{} …", link.relation.label()))
        } else {
            (link.from, format!("… {} this", link.relation.label()))
        };
        let Some(note) = state.document.places().note(project, other) else {
            continue;
        };
        let text = words.replace('…', &format!("“{}”", shortened(&note.text)));
        if ui.add(Button::selectable(false, text).wrap()).clicked()
            && let Some(view) = view_of(&state.document, Target::Note(other))
        {
            asks.go(view, Target::Note(other));
        }
    }
}

/// What several notes have in common.
pub(super) fn several(ui: &mut Ui, state: &State, notes: &[Id], asks: &mut Asks) {
    heading(ui, &counted(notes.len(), "note"));
    let project = state.document.project();
    let places = state.document.places();
    let found: Vec<(Place, Arc<Note>)> = notes
        .iter()
        .filter_map(|id| Some((places.of(*id)?, Arc::clone(places.note(project, *id)?))))
        .collect();
    if found.iter().all(|(place, _)| place.is_scored()) {
        ui.label("Score all");
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for score in 0..=project.scale.max {
                let value = Some(Decimal::whole(i32::from(score)));
                let is_on = found.iter().all(|(_, note)| note.score == value);
                if ui.add(score_button(is_on, score)).clicked() {
                    let notes = found.iter().map(|(place, note)| (*place, note.id));
                    give(asks, Score::several(notes.collect(), value));
                }
            }
        });
        ui.add_space(4.0);
    }
    let first = found.first().map(|(_, note)| note.evidence);
    let common = first.filter(|first| found.iter().all(|(_, note)| note.evidence == *first));
    let all = found.iter().map(|(place, note)| (*place, note.id));
    let all: Vec<(Place, Id)> = all.collect();
    evidence(ui, "evidence of several", common, &all, asks);
    ui.add_space(8.0);
    fields::buttons(ui, state, &[&COPY, &COPY_TO_NEXT, &DELETE], asks);
}

fn score_button(is_on: bool, score: u8) -> Button<'static> {
    Button::new(score.to_string())
        .selected(is_on)
        .min_size(vec2(32.0, 26.0))
}
