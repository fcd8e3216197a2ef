//! The page of a journey: its steps in the outline, its rules in the inspector, the net value of a step,
//! solutions and bars in the toolbar.

use super::inspect::{differences, heading, personas};
use super::page::{Own, Page, Row};
use super::tools::{Click, Group, LETTERS, Piece, Room, Tab};
use crate::analysis::{signed, step_value};
use crate::app::commands::{ADD_SOLUTION, Asks, SET_AGGREGATION, TOGGLE_LANE, TOGGLE_SHAPE};
use crate::app::look::buttons;
use crate::app::pages::fields;
use crate::app::work::state::State;
use crate::layout::Shown;
use crate::layout::journey::JourneyMap;
use crate::model::words::{capitalised, counted};
use crate::model::{Aggregation, Id, Journey, Lane, Project, Step, Target, cut};
use egui::Ui;
use std::sync::Arc;

impl Page for JourneyMap {
    fn own(&self) -> Option<Own> {
        None
    }

    fn plural(&self) -> &'static str {
        "Journeys"
    }

    fn outline(&self, project: &Project, of: Option<Id>) -> Vec<Row> {
        let Some(journey) = of.and_then(|id| project.journey(id)) else {
            return Vec::new();
        };
        let row = |step: &Arc<Step>| Row {
            part: step.id,
            text: step.name.clone(),
            unnamed: format!("{} without a name", capitalised(journey.step_word())),
            target: Target::StepName(step.id),
        };
        journey.steps.iter().map(row).collect()
    }

    fn inspect(&self, ui: &mut Ui, state: &State, of: Option<Id>, asks: &mut Asks) {
        let project = state.document.project();
        let Some(journey) = of.and_then(|id| project.journey(id)) else {
            return;
        };
        let id = journey.id;
        heading(
            ui,
            journey.method.map_or("Journey", crate::model::Method::name),
        );
        fields::text(ui, state, Target::JourneyName(id), "Name", 1, asks);
        let basis = "Basis: for whom, over what time or how many uses";
        fields::text(ui, state, Target::Basis(id), basis, 2, asks);
        personas(ui, state, journey.persona, asks, move |project, persona| {
            if let Some(journey) = project.journey_mut(id) {
                journey.persona = persona;
            }
        });
        if journey.is_weighed() {
            rules(ui, state, journey, asks);
        }
        rows(ui, journey, asks);
        differences(ui, state, journey);
    }

    fn status(&self, state: &State, _: Option<Id>) -> Vec<String> {
        let said = net_of_step(state).or_else(|| set_aside(state));
        said.into_iter().collect()
    }

    fn tools(&self, state: &State, room: Room) -> Vec<Group> {
        let Some(journey) = state.journey() else {
            return Vec::new();
        };
        let mut groups = Vec::new();
        if journey.solutions.len() > 1 {
            groups.push(Group::choice("Solution", solutions(state, room)));
        }
        if journey.is_weighed() {
            groups.push(Group::choice("Show", notes_or_bars(state, room)));
            if journey.solutions.len() == 1 && !journey.steps.is_empty() {
                let text = if room <= Room::Enough {
                    ADD_SOLUTION.text(state)
                } else {
                    "Add a solution".to_owned()
                };
                let add = Piece::Button(text, (&ADD_SOLUTION).into());
                groups.push(Group::commands("Solution", vec![add]));
            }
        }
        groups
    }
}

fn rules(ui: &mut Ui, state: &State, journey: &Journey, asks: &mut Asks) {
    let shown = journey.aggregation.label();
    buttons::choice(ui, "How scores become bars", "rule", shown, |ui| {
        for rule in Aggregation::ALL {
            let command = SET_AGGREGATION.with(rule);
            let response = ui.selectable_label(journey.aggregation == rule, rule.label());
            if buttons::hinted(response, &command.hint(state)).clicked() {
                asks.run(command);
            }
        }
    });
    ui.add_space(4.0);
}

/// Which rows of notes are shown.
fn rows(ui: &mut Ui, journey: &Journey, asks: &mut Asks) {
    ui.label("Rows");
    for lane in Lane::ALL {
        let mut is_on = journey.lanes.contains(&lane);
        let notes: usize = journey
            .solutions
            .iter()
            .flat_map(|solution| solution.cells.iter())
            .map(|(_, cell)| cell.notes(lane).len())
            .sum();
        let text = if notes > 0 {
            format!("{} ({notes})", lane.info().name)
        } else {
            lane.info().name.to_owned()
        };
        if ui.checkbox(&mut is_on, text).changed() {
            asks.run(TOGGLE_LANE.with(lane));
        }
    }
}

/// How many notes of the journey are in steps that are not there: they are shown nowhere.
fn set_aside(state: &State) -> Option<String> {
    let solutions = state.journey()?.solutions.iter();
    let aside: usize = solutions.map(|solution| solution.set_aside()).sum();
    let word = state.journey()?.step_word();
    (aside > 0).then(|| format!("{} set aside: no such {word}", counted(aside, "note")))
}

/// The net value of the step the cursor is in, for its solution.
fn net_of_step(state: &State) -> Option<String> {
    let journey = state.journey().filter(|journey| journey.is_weighed())?;
    let step = state.current_step()?;
    let at = journey.step_index(step)?;
    let id = state.current_solution()?;
    let solution = &journey.solutions[journey.solution_index(id)?];
    let cell = solution.cell(step).map(|cell| &**cell);
    let worth = step_value(cell, journey.aggregation);
    let aside = match cell.map_or(0, crate::model::Cell::set_aside) {
        0 => String::new(),
        aside => format!(", {} set aside", counted(aside, "note")),
    };
    let name = crate::model::shortened(&journey.steps[at].name);
    let whose = if journey.solutions.len() > 1 {
        format!("{}, ", solution.name)
    } else {
        String::new()
    };
    Some(match worth.net {
        Some(net) => format!(
            "{whose}{name}: net {}, {}",
            signed(net),
            worth.state.label()
        ),
        None => format!("{whose}{name}: {}{aside}", worth.state.label()),
    })
}

/// All solutions, or one of them.
fn solutions(state: &State, room: Room) -> Vec<Piece> {
    let Some(journey) = state.journey() else {
        return Vec::new();
    };
    let shown = state
        .view_state()
        .map_or(Shown::All, |view| view.framing.shown);
    let tab = |text: &str, hint: &str, which: Shown| Tab {
        text: cut(text, LETTERS.0),
        hint: hint.to_owned(),
        is_on: shown == which,
        click: Click::Shown(which),
    };
    let all = if journey.solutions.len() == 2 {
        "Both"
    } else {
        "All"
    };
    let mut tabs = vec![tab(all, "One solution above the other", Shown::All)];
    for solution in &journey.solutions {
        let name = solution.name.trim();
        let name = if name.is_empty() { "Solution" } else { name };
        // What is cut on the button is whole in the hint.
        let hint = if name.chars().count() > LETTERS.0 {
            format!("{name}, this solution alone")
        } else {
            "This solution alone".to_owned()
        };
        tabs.push(tab(name, &hint, Shown::One(solution.id)));
    }
    if room <= Room::Enough {
        return tabs.into_iter().map(Piece::Tab).collect();
    }
    let present = tabs.iter().find(|tab| tab.is_on);
    vec![Piece::Choice {
        text: cut(present.map_or(all, |tab| &tab.text), LETTERS.1),
        is_on: true,
        tabs,
    }]
}

/// Notes and bars, or bars only.
fn notes_or_bars(state: &State, room: Room) -> Vec<Piece> {
    let is_folded = state
        .view_state()
        .is_some_and(|view| view.framing.is_folded);
    let tab = |text: &str, is_on: bool, click: Click| {
        Piece::Tab(Tab {
            text: text.to_owned(),
            hint: TOGGLE_SHAPE.hint(state).into_owned(),
            is_on,
            click,
        })
    };
    let toggle = Click::Run((&TOGGLE_SHAPE).into());
    if room >= Room::Tight {
        return vec![tab("Bars only", is_folded, toggle)];
    }
    let other = |is_on: bool| if is_on { Click::Nothing } else { toggle };
    vec![
        tab("Notes and bars", !is_folded, other(!is_folded)),
        tab("Bars only", is_folded, other(is_folded)),
    ]
}
