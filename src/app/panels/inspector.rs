//! The inspector: everything about what is selected, more than fits on a card.

use crate::analysis::{signed, step_value};
use crate::app::commands::command::Command;
use crate::app::desk::request::{Request, Requests};
use crate::app::look::visuals::scroll_panel;
use crate::app::pages;
use crate::app::pages::inspect::{differences, heading};
use crate::app::panels::{fields, find};
use crate::app::work::state::State;
use crate::edit::{Cursor, Score};
use crate::model::words::counted;
use crate::model::{
    Decimal, Evidence, Id, JobStatement, Kind, Lane, Note, OutcomeStatement, Owner, Place, Project,
    Record as _, RecordInfo, Target, TextKey, ThingKind,
};
use egui::{Button, ComboBox, DragValue, RichText, Ui, vec2};
use std::sync::Arc;

/// Shows the inspector.
pub(crate) fn show(ui: &mut Ui, state: &State, requests: &mut Requests) {
    scroll_panel(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let notes = state.selection.notes();
        if notes.len() > 1 {
            several(ui, state, &notes, requests);
            return;
        }
        match state.selection.cursor() {
            Cursor::At(target) => of_target(ui, state, target, requests),
            Cursor::On(_) | Cursor::Nowhere => canvas(ui, state, requests),
        }
    });
}

type Show = fn(&mut Ui, &State, Id, &mut Requests);

/// What the inspector shows of parts; of all others what it shows of the canvas.
const OF_THINGS: [(ThingKind, Show); 4] = [
    (ThingKind::Persona, persona),
    (ThingKind::Job, job),
    (ThingKind::Step, step),
    (ThingKind::Solution, solution),
];

fn of_target(ui: &mut Ui, state: &State, target: Target, requests: &mut Requests) {
    if let Some(id) = target.note() {
        return note(ui, state, id, requests);
    }
    match target {
        Target::Count { period, .. } => {
            if let Some(journey) = state.journey() {
                period_of(ui, state, journey.id, period, requests);
            }
            return;
        }
        Target::PeriodName { journey, period } => {
            return period_of(ui, state, journey, period, requests);
        }
        Target::ProjectName
        | Target::ScaleWord(_)
        | Target::PersonaName(_)
        | Target::PersonaPosition(_)
        | Target::MapName(_)
        | Target::JobSentence(_)
        | Target::OutcomeSentence(_)
        | Target::JourneyName(_)
        | Target::Basis(_)
        | Target::StepName(_)
        | Target::StepTarget(_)
        | Target::SolutionName(_)
        | Target::Overall { .. }
        | Target::Note(_)
        | Target::Text(..) => {}
    }
    // A judgement is on the canvas alone.
    let thing = target
        .thing()
        .filter(|_| !matches!(target, Target::Overall { .. }));
    let shown = thing.and_then(|(kind, id)| {
        let known = OF_THINGS.iter().find(|(known, _)| *known == kind);
        known.map(|(_, show)| (show, id))
    });
    match shown {
        Some((show, id)) => show(ui, state, id, requests),
        None => canvas(ui, state, requests),
    }
}

fn note(ui: &mut Ui, state: &State, id: Id, requests: &mut Requests) {
    let project = state.document.project();
    let Some(place) = state.document.places().of(id) else {
        return;
    };
    let Some(note) = state.document.places().note(project, id) else {
        return;
    };
    let one = place.one();
    let mut letters = one.chars();
    let title: String = letters
        .next()
        .map(|first| first.to_uppercase().collect::<String>())
        .unwrap_or_default()
        + letters.as_str();
    heading(ui, &title);
    ui.weak(project.place_name(place));
    ui.add_space(4.0);
    fields::text(ui, state, Target::Note(id), "Text", 3, requests);
    if place.is_scored() {
        score(ui, project, place, note, requests);
        kinds(ui, place, note, requests);
    }
    if place.has_severity() {
        severity(ui, project, place, note, requests);
    }
    evidence(ui, place, note, requests);
    for field in Note::INFO.texts().filter(|field| field.key != "text") {
        let (target, rows) = (Target::of_note(id, field.key), field.rows());
        fields::text(ui, state, target, &field.label(), rows, requests);
    }
    mentions(ui, place, note, requests);
    let mut is_moment = note.moment_of_truth;
    if ui
        .checkbox(&mut is_moment, "Moment of truth")
        .on_hover_text("Decides what the customer thinks of the whole")
        .changed()
    {
        let id = note.id;
        requests.push(edit_note("Moment of truth", place, id, move |note| {
            note.moment_of_truth = is_moment;
        }));
    }
    addresses(ui, state, requests);
    links(ui, state, id, requests);
}

/// Addresses in the note's texts, in full: nobody is led elsewhere than it says.
fn addresses(ui: &mut Ui, state: &State, requests: &mut Requests) {
    for (at, address) in state.addresses().into_iter().enumerate() {
        let link = ui.add(egui::Link::new(RichText::new(address)));
        if link.on_hover_text("Opens outside the program").clicked() {
            requests.push(Request::Run(Command::OpenAddress(at)));
        }
    }
}

/// How many people wrote the same, as one step however far it is dragged.
fn mentions(ui: &mut Ui, place: Place, note: &Arc<Note>, requests: &mut Requests) {
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
                crate::edit::update_note(project, place, id, |note| note.mentions = mentions);
            };
            // As with every field, what is typed is kept letter by letter.
            requests.push(Request::amend("Mentioned by", change));
        }
        crate::app::panels::fields::remember(ui, &response);
        if response.lost_focus() || response.drag_stopped() {
            requests.push(Request::EndWriting);
        }
    });
}

fn edit_note(
    label: &str,
    place: Place,
    id: Id,
    change: impl FnOnce(&mut Note) + 'static,
) -> Request {
    Request::edit(label, move |project: &mut Project| {
        crate::edit::update_note(project, place, id, change);
    })
}

fn scored(score: Score) -> Request {
    Request::edit(score.label(), move |project: &mut Project| {
        score.make(project);
    })
}

fn score(ui: &mut Ui, project: &Project, place: Place, note: &Arc<Note>, requests: &mut Requests) {
    ui.label("Score");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for score in 0..=project.scale.max {
            let value = Decimal::whole(i32::from(score));
            let is_on = note.score == Some(value);
            let word = project.scale.word(score).unwrap_or("");
            let response = ui.add(score_button(is_on, score));
            let response = if word.is_empty() {
                response
            } else {
                response.on_hover_text(word)
            };
            if response.clicked() {
                requests.push(scored(Score::clicked(place, note, value)));
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

fn kinds(ui: &mut Ui, place: Place, note: &Arc<Note>, requests: &mut Requests) {
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
    let label = ui.label(label);
    let shown = note.kind.map_or(Kind::NOT_CHOSEN, Kind::label);
    let response = ComboBox::from_id_salt("kind")
        .selected_text(shown)
        .width(ui.available_width())
        .show_ui(ui, |ui| {
            let choices = std::iter::once(None).chain(place.kinds().iter().copied().map(Some));
            for kind in choices {
                let text = kind.map_or(Kind::NOT_CHOSEN, Kind::label);
                let response = ui.selectable_label(note.kind == kind, text);
                let response = match kind {
                    Some(kind) => response.on_hover_text(kind.meaning()),
                    None => response,
                };
                if response.clicked() {
                    let id = note.id;
                    requests.push(edit_note("Choose the kind", place, id, move |note| {
                        note.kind = kind;
                    }));
                }
            }
        });
    response.response.labelled_by(label.id);
    ui.add_space(4.0);
}

fn severity(
    ui: &mut Ui,
    project: &Project,
    place: Place,
    note: &Arc<Note>,
    requests: &mut Requests,
) {
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
                let figure = Decimal::whole(i32::from(severity));
                requests.push(scored(Score::clicked(place, note, figure)));
            }
        }
    });
    ui.add_space(4.0);
}

fn evidence(ui: &mut Ui, place: Place, note: &Arc<Note>, requests: &mut Requests) {
    let label = ui.label("How do we know?");
    let response = ComboBox::from_id_salt("evidence")
        .selected_text(note.evidence.label())
        .width(ui.available_width())
        .show_ui(ui, |ui| {
            for evidence in Evidence::ALL {
                if ui
                    .selectable_label(note.evidence == evidence, evidence.label())
                    .clicked()
                {
                    let id = note.id;
                    requests.push(edit_note("How we know", place, id, move |note| {
                        note.evidence = evidence;
                    }));
                }
            }
        });
    response.response.labelled_by(label.id);
    ui.add_space(4.0);
}

/// What the note is linked with; a click goes there.
fn links(ui: &mut Ui, state: &State, id: Id, requests: &mut Requests) {
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
        let text = words.replace('…', &format!("“{}”", crate::model::shortened(&note.text)));
        if ui.add(Button::selectable(false, text).wrap()).clicked()
            && let Some(view) = find::view_of(&state.document, Target::Note(other))
        {
            let selection = crate::edit::Selection::at(Cursor::At(Target::Note(other)));
            requests.push(Request::Go(view, selection));
        }
    }
}

fn several(ui: &mut Ui, state: &State, notes: &[Id], requests: &mut Requests) {
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
                    requests.push(scored(Score::several(notes.collect(), value)));
                }
            }
        });
        ui.add_space(4.0);
    }
    let first = found.first().map(|(_, note)| note.evidence);
    let common = first.filter(|first| found.iter().all(|(_, note)| note.evidence == *first));
    let label = ui.label("How do we know?");
    let response = ComboBox::from_id_salt("evidence of several")
        .selected_text(common.map_or("differs", Evidence::label))
        .width(ui.available_width())
        .show_ui(ui, |ui| {
            for evidence in Evidence::ALL {
                let is_on = common == Some(evidence);
                if ui.selectable_label(is_on, evidence.label()).clicked() {
                    let found: Vec<(Place, Id)> = found
                        .iter()
                        .map(|(place, note)| (*place, note.id))
                        .collect();
                    requests.push(Request::edit(
                        "How we know",
                        move |project: &mut Project| {
                            for (place, id) in found {
                                crate::edit::update_note(project, place, id, |note| {
                                    note.evidence = evidence;
                                });
                            }
                        },
                    ));
                }
            }
        });
    response.response.labelled_by(label.id);
    ui.add_space(8.0);
    let commands = [Command::Copy, Command::CopyToNext, Command::Delete];
    buttons(ui, state, &commands, requests);
}

/// Commands about what is selected, one below the other.
fn buttons(ui: &mut Ui, state: &State, commands: &[Command], requests: &mut Requests) {
    for command in commands {
        let button = Button::new(command.text(state)).min_size(vec2(ui.available_width(), 0.0));
        let response = ui.add_enabled(command.is_possible(state), button);
        let response = if command.hint().is_empty() {
            response
        } else {
            response.on_hover_text(command.hint())
        };
        if response.clicked() {
            requests.push(Request::Run(*command));
        }
    }
}

/// A button with a score.
fn score_button(is_on: bool, score: u8) -> Button<'static> {
    Button::new(score.to_string())
        .selected(is_on)
        .min_size(vec2(32.0, 26.0))
}

fn persona(ui: &mut Ui, state: &State, id: Id, requests: &mut Requests) {
    heading(ui, "Customer");
    fields::text(ui, state, Target::PersonaName(id), "Name", 1, requests);
    fields::text(
        ui,
        state,
        Target::PersonaPosition(id),
        "What they do",
        1,
        requests,
    );
    fields::text(
        ui,
        state,
        Target::of_thing(ThingKind::Persona, id, "profile"),
        "Profile",
        6,
        requests,
    );
}

fn job(ui: &mut Ui, state: &State, id: Id, requests: &mut Requests) {
    heading(ui, "Job to be done");
    fields::text(ui, state, Target::JobSentence(id), "Sentence", 2, requests);
    ui.weak("In parts, if you like: verb, thing, circumstance");
    parts(ui, state, id, "job", JobStatement::INFO, requests);
    heading(ui, "Desired outcome");
    fields::text(
        ui,
        state,
        Target::OutcomeSentence(id),
        "Sentence",
        2,
        requests,
    );
    ui.weak("In parts: change, measure, of what");
    parts(ui, state, id, "outcome", OutcomeStatement::INFO, requests);
}

/// The parts a sentence can be made of.
fn parts(
    ui: &mut Ui,
    state: &State,
    job: Id,
    within: &'static str,
    record: &'static RecordInfo,
    requests: &mut Requests,
) {
    for field in record.texts().filter(|field| field.key != "sentence") {
        let key = TextKey::within(within, field.key);
        let target = Target::text(Owner::Thing(ThingKind::Job, job), key);
        fields::text(ui, state, target, &field.label(), field.rows(), requests);
    }
}

fn step(ui: &mut Ui, state: &State, id: Id, requests: &mut Requests) {
    heading(ui, "Step");
    fields::text(ui, state, Target::StepName(id), "Name", 1, requests);
    fields::text(
        ui,
        state,
        Target::of_thing(ThingKind::Step, id, "short_name"),
        "Short name, to twelve letters",
        1,
        requests,
    );
    fields::text(
        ui,
        state,
        Target::of_thing(ThingKind::Step, id, "phase"),
        "Phase: before, during, after",
        1,
        requests,
    );
    let Some(journey) = state.journey() else {
        return;
    };
    if !journey.periods.is_empty() {
        fields::text(
            ui,
            state,
            Target::StepTarget(id),
            &format!("Target: percent from the {} before", journey.step_word()),
            1,
            requests,
        );
    }
    if let Some(stage) = journey
        .step_index(id)
        .and_then(|at| journey.steps[at].stage)
    {
        ui.weak(stage.question());
    }
    for solution in &journey.solutions {
        let cell = solution.cell(id).map(|cell| &**cell);
        let worth = step_value(cell, journey.aggregation);
        let figure = worth
            .net
            .map_or_else(String::new, |net| format!(" {}", signed(net)));
        let aside = match cell.map_or(0, crate::model::Cell::set_aside) {
            0 => String::new(),
            aside => format!(", {} set aside", counted(aside, "note")),
        };
        ui.label(format!(
            "{}:{figure} {}{aside}",
            solution.name,
            worth.state.label()
        ));
    }
}

fn solution(ui: &mut Ui, state: &State, id: Id, requests: &mut Requests) {
    heading(ui, "Solution");
    fields::text(ui, state, Target::SolutionName(id), "Name", 1, requests);
    ui.add_space(4.0);
    let commands = [
        Command::SetBaseline,
        Command::DuplicateSolution,
        Command::DeleteSolution,
    ];
    buttons(ui, state, &commands, requests);
    if let Some(journey) = state.journey() {
        differences(ui, state, journey);
    }
}

fn period_of(ui: &mut Ui, state: &State, journey: Id, period: usize, requests: &mut Requests) {
    heading(ui, "Head counts");
    let target = Target::PeriodName { journey, period };
    fields::text(ui, state, target, "Name of the period", 1, requests);
    ui.add_space(4.0);
    let commands = [Command::AddPeriod, Command::DeletePeriod];
    buttons(ui, state, &commands, requests);
}

/// The map or journey itself, when nothing on it is selected.
fn canvas(ui: &mut Ui, state: &State, requests: &mut Requests) {
    let project = state.document.project();
    if let Some((page, of)) = pages::shown(state) {
        page.inspect(ui, state, of, requests);
    }
    ui.add_space(8.0);
    heading(ui, "Project");
    fields::text(ui, state, Target::ProjectName, "Name", 1, requests);
    fields::text(
        ui,
        state,
        Target::text(Owner::Project, TextKey::own("description")),
        "Description",
        3,
        requests,
    );
    ui.horizontal(|ui| {
        ui.label(format!("Scores from 0 to {}", project.scale.max));
        if ui.button("Change…").clicked() {
            requests.push(Request::Run(Command::ChangeScale));
        }
    });
    for score in 0..=project.scale.max {
        let target = Target::ScaleWord(score);
        fields::text(ui, state, target, &target.name(project), 1, requests);
    }
}
