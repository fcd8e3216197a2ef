//! The inspector: everything about what is selected, more than fits on a card.

use super::notes;
use super::panel::{Panel, Side};
use crate::analysis::{signed, step_value};
use crate::app::commands::{
    ADD_PERIOD, Asks, CHANGE_SCALE, DELETE_PERIOD, DELETE_SOLUTION, DUPLICATE_SOLUTION, During,
    Entry, More, PLAIN, SET_BASELINE, Says, alt, always,
};
use crate::app::desk::Desk;
use crate::app::look::icons::Icon;
use crate::app::look::visuals::scroll_panel;
use crate::app::pages::inspect::{differences, heading};
use crate::app::pages::{self, fields};
use crate::app::work::state::State;
use crate::edit::Cursor;
use crate::layout::theme::Role;
use crate::model::words::{capitalised, counted};
use crate::model::{
    Id, JobStatement, OutcomeStatement, Owner, Record as _, RecordInfo, Step, Target, TextKey,
    ThingKind,
};
use egui::{Key, Ui};

/// Its name.
const NAME: &str = "inspector";

pub static TOGGLE_INSPECTOR: Entry = Entry {
    text: Says::Is("Inspector"),
    hint: Says::Is(""),
    words: Says::Is(
        "panel side properties details fields target evidence source phase settings customer persona show hide",
    ),
    keys: &[alt(Key::Enter)],
    during: &[During::Typing, During::Looking],
    when: always,
    run: |desk, _| {
        desk.state.toggle_panel(NAME);
        desk.remember();
    },
    more: More {
        is_on: |state, _| Some(state.has_panel(NAME)),
        ..PLAIN
    },
};

/// The inspector.
pub(super) const INSPECTOR: Panel = Panel {
    name: NAME,
    side: Side::Right(260.0, 200.0, 440.0),
    ground: Role::Panel,
    margin: (12, 8),
    is_open: |state| state.has_panel(NAME),
    show,
    switch: Some((&TOGGLE_INSPECTOR, Icon::RIGHT_PANEL)),
};

fn show(ui: &mut Ui, desk: &mut Desk, asks: &mut Asks) {
    let state = &desk.state;
    if state.document.is_read_only() {
        ui.disable();
    }
    scroll_panel(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let selected = state.selection.notes();
        if selected.len() > 1 {
            notes::several(ui, state, &selected, asks);
            return;
        }
        match state.selection.cursor() {
            Cursor::At(target) => of_target(ui, state, target, asks),
            Cursor::On(_) | Cursor::Nowhere => canvas(ui, state, asks),
        }
    });
}

type Show = fn(&mut Ui, &State, Id, &mut Asks);

/// What the inspector shows of parts; of all others what it shows of the canvas.
const OF_THINGS: [(ThingKind, Show); 4] = [
    (ThingKind::Persona, persona),
    (ThingKind::Job, job),
    (ThingKind::Step, step),
    (ThingKind::Solution, solution),
];

fn of_target(ui: &mut Ui, state: &State, target: Target, asks: &mut Asks) {
    if let Some(id) = target.note() {
        return notes::one(ui, state, id, asks);
    }
    match target {
        Target::Count { period, .. } => {
            if let Some(journey) = state.journey() {
                period_of(ui, state, journey.id, period, asks);
            }
            return;
        }
        Target::PeriodName { journey, period } => {
            return period_of(ui, state, journey, period, asks);
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
        Some((show, id)) => show(ui, state, id, asks),
        None => canvas(ui, state, asks),
    }
}

fn persona(ui: &mut Ui, state: &State, id: Id, asks: &mut Asks) {
    heading(ui, "Customer");
    fields::text(ui, state, Target::PersonaName(id), "Name", 1, asks);
    let position = Target::PersonaPosition(id);
    fields::text(ui, state, position, "What they do", 1, asks);
    let profile = Target::of_thing(ThingKind::Persona, id, "profile");
    fields::text(ui, state, profile, "Profile", 6, asks);
}

fn job(ui: &mut Ui, state: &State, id: Id, asks: &mut Asks) {
    heading(ui, "Job to be done");
    fields::text(ui, state, Target::JobSentence(id), "Sentence", 2, asks);
    ui.weak("In parts, if you like: verb, thing, circumstance");
    parts(ui, state, id, "job", JobStatement::INFO, asks);
    heading(ui, "Desired outcome");
    fields::text(ui, state, Target::OutcomeSentence(id), "Sentence", 2, asks);
    ui.weak("In parts: change, measure, of what");
    parts(ui, state, id, "outcome", OutcomeStatement::INFO, asks);
}

/// The parts a sentence can be made of.
fn parts(
    ui: &mut Ui,
    state: &State,
    job: Id,
    within: &'static str,
    record: &'static RecordInfo,
    asks: &mut Asks,
) {
    for field in record.texts().filter(|field| field.key != "sentence") {
        let key = TextKey::within(within, field.key);
        let target = Target::text(Owner::Thing(ThingKind::Job, job), key);
        fields::text(ui, state, target, &field.label(), field.rows(), asks);
    }
}

fn step(ui: &mut Ui, state: &State, id: Id, asks: &mut Asks) {
    let word = state.document.project().step_word(id);
    heading(ui, &capitalised(word));
    for field in Step::INFO.texts() {
        let target = Target::of_thing(ThingKind::Step, id, field.key);
        fields::text(ui, state, target, &field.label(), field.rows(), asks);
    }
    let Some(journey) = state.journey() else {
        return;
    };
    if !journey.periods.is_empty() {
        let target = format!("Target: percent from the {} before", journey.step_word());
        fields::text(ui, state, Target::StepTarget(id), &target, 1, asks);
    }
    if let Some(stage) = journey
        .step_index(id)
        .and_then(|at| journey.steps[at].stage)
    {
        ui.weak(stage.question());
    }
    for solution in journey.solutions.iter().filter(|_| journey.is_weighed()) {
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

fn solution(ui: &mut Ui, state: &State, id: Id, asks: &mut Asks) {
    heading(ui, "Solution");
    fields::text(ui, state, Target::SolutionName(id), "Name", 1, asks);
    ui.add_space(4.0);
    let entries = [&SET_BASELINE, &DUPLICATE_SOLUTION, &DELETE_SOLUTION];
    fields::buttons(ui, state, &entries, asks);
    if let Some(journey) = state.journey() {
        differences(ui, state, journey);
    }
}

fn period_of(ui: &mut Ui, state: &State, journey: Id, period: usize, asks: &mut Asks) {
    heading(ui, "Head counts");
    let target = Target::PeriodName { journey, period };
    fields::text(ui, state, target, "Name of the period", 1, asks);
    ui.add_space(4.0);
    fields::buttons(ui, state, &[&ADD_PERIOD, &DELETE_PERIOD], asks);
}

/// The map or journey itself, when nothing on it is selected.
fn canvas(ui: &mut Ui, state: &State, asks: &mut Asks) {
    let project = state.document.project();
    if let Some((page, of)) = pages::shown(state) {
        page.inspect(ui, state, of, asks);
    }
    ui.add_space(8.0);
    heading(ui, "Project");
    fields::text(ui, state, Target::ProjectName, "Name", 1, asks);
    let description = Target::text(Owner::Project, TextKey::own("description"));
    fields::text(ui, state, description, "Description", 3, asks);
    if !state.may_be_scored() {
        return;
    }
    ui.horizontal(|ui| {
        ui.label(format!("Scores from 0 to {}", project.scale.max));
        if ui.button("Change…").clicked() {
            asks.run(&CHANGE_SCALE);
        }
    });
    for score in 0..=project.scale.max {
        let target = Target::ScaleWord(score);
        fields::text(ui, state, target, &target.name(project), 1, asks);
    }
}
