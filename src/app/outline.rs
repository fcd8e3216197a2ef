//! The outline: everything in the project, a click away.

use super::command::Command;
use super::request::{Request, Requests};
use super::state::State;
use super::visuals::{bold, size};
use crate::edit::{Cursor, Selection};
use crate::layout::View;
use crate::model::{Id, Target, shortened};
use egui::{Button, RichText, ScrollArea, Ui};

/// Shows the outline.
pub(super) fn show(ui: &mut Ui, state: &State, requests: &mut Requests) {
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            let project = state.document.project();
            if !project.personas.is_empty() {
                heading(ui, "Customers");
                for persona in &project.personas {
                    let name = or(&persona.name, "Customer without a name");
                    let about = views_about(state, persona.id);
                    let row = row(ui, 0, &name, false);
                    if row.clicked()
                        && let Some(view) = about
                    {
                        let target = match view {
                            View::ValueMap(_) => Target::PersonaName(persona.id),
                            View::Journey(id) => Target::JourneyName(id),
                        };
                        requests.push(Request::Go(view, Selection::at(Cursor::At(target))));
                    }
                }
            }
            if !project.value_maps.is_empty() {
                heading(ui, "Value maps");
                for map in &project.value_maps {
                    let view = View::ValueMap(map.id);
                    let name = or(&map.name, "Value map");
                    view_row(ui, state, view, &name, requests);
                    for (at, job) in map.jobs.iter().enumerate() {
                        let text = or(&job.job.text(), &format!("Job {}", at + 1));
                        go_row(
                            ui,
                            state,
                            view,
                            Target::JobSentence(job.id),
                            &text,
                            requests,
                        );
                    }
                }
            }
            if !project.journeys.is_empty() {
                heading(ui, "Journeys");
                for journey in &project.journeys {
                    let view = View::Journey(journey.id);
                    view_row(ui, state, view, &or(&journey.name, "Journey"), requests);
                    for step in &journey.steps {
                        let text = or(&step.name, "Step without a name");
                        go_row(ui, state, view, Target::StepName(step.id), &text, requests);
                    }
                }
            }
            if View::all(project).is_empty() {
                ui.weak("Nothing yet. Insert a value map or a journey.");
            }
        });
}

fn heading(ui: &mut Ui, text: &str) {
    ui.add_space(8.0);
    ui.label(RichText::new(text).font(bold(size::SMALL)));
}

fn or(text: &str, other: &str) -> String {
    if text.trim().is_empty() {
        other.to_owned()
    } else {
        shortened(text)
    }
}

/// The first map or journey about a customer.
fn views_about(state: &State, persona: Id) -> Option<View> {
    let project = state.document.project();
    let map = project
        .value_maps
        .iter()
        .find(|map| map.persona == Some(persona))
        .map(|map| View::ValueMap(map.id));
    let journey = project
        .journeys
        .iter()
        .find(|journey| journey.persona == Some(persona));
    map.or(journey.map(|journey| View::Journey(journey.id)))
}

fn row(ui: &mut Ui, depth: usize, text: &str, is_on: bool) -> egui::Response {
    ui.horizontal(|ui| {
        ui.add_space(depth as f32 * 14.0);
        let button = Button::selectable(is_on, text)
            .truncate()
            .min_size(egui::vec2(ui.available_width(), 0.0));
        ui.add(button)
    })
    .inner
}

fn view_row(ui: &mut Ui, state: &State, view: View, name: &str, requests: &mut Requests) {
    let response = row(ui, 0, name, state.view == Some(view));
    if response.clicked() {
        requests.push(Request::Run(Command::Show(view)));
    }
    response.context_menu(|ui| {
        if ui.button("Rename").clicked() {
            let target = match view {
                View::ValueMap(id) => Target::MapName(id),
                View::Journey(id) => Target::JourneyName(id),
            };
            requests.push(Request::Go(view, Selection::at(Cursor::At(target))));
            requests.push(Request::Run(Command::Rename));
            ui.close();
        }
        if ui.button("Delete").clicked() {
            requests.push(Request::Run(Command::Show(view)));
            requests.push(Request::Run(Command::DeleteView));
            ui.close();
        }
    });
}

fn go_row(
    ui: &mut Ui,
    state: &State,
    view: View,
    target: Target,
    text: &str,
    requests: &mut Requests,
) {
    let is_on = state.view == Some(view) && state.selection.cursor() == Cursor::At(target);
    if row(ui, 1, text, is_on).clicked() {
        requests.push(Request::Go(view, Selection::at(Cursor::At(target))));
    }
}
