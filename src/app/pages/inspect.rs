//! Parts of the inspector that several pages have.

use crate::analysis::signed;
use crate::app::commands::Asks;
use crate::app::look::visuals::{bold, color, size};
use crate::app::look::{buttons, table};
use crate::app::pages::fields;
use crate::app::work::figures::Difference;
use crate::app::work::state::State;
use crate::layout::theme::Role;
use crate::model::{Aggregation, Id, Journey, Kind, Project, Target};
use egui::{RichText, Ui};
use std::sync::Arc;

/// A heading of the inspector.
pub(crate) fn heading(ui: &mut Ui, text: &str) {
    ui.add_space(4.0);
    ui.label(RichText::new(text).font(bold(size::HEADING)));
    ui.add_space(4.0);
}

/// Who the map or journey is about.
pub(crate) fn personas(
    ui: &mut Ui,
    state: &State,
    present: Option<Id>,
    asks: &mut Asks,
    set: impl FnOnce(&mut Project, Option<Id>) + Copy + 'static,
) {
    let project = state.document.project();
    let name = |id: Option<Id>| {
        let persona = id.and_then(|id| project.persona(id));
        persona.map_or("nobody yet".to_owned(), |persona| {
            if persona.name.trim().is_empty() {
                "customer without a name".to_owned()
            } else {
                persona.name.clone()
            }
        })
    };
    buttons::choice(ui, "Customer", "customer", &name(present), |ui| {
        let personas = project.personas.iter().map(|persona| Some(persona.id));
        for choice in std::iter::once(None).chain(personas) {
            let response = ui.selectable_label(present == choice, name(choice));
            if response.clicked() {
                asks.change("Choose the customer", move |project| set(project, choice));
            }
        }
        if ui.selectable_label(false, "a new customer").clicked() {
            asks.change("Add a customer", move |project| {
                let persona = crate::model::Persona::new("New customer");
                let id = persona.id;
                project.personas.push(Arc::new(persona));
                set(project, Some(id));
            });
        }
    });
    if let Some(id) = present {
        let (name, position) = (Target::PersonaName(id), Target::PersonaPosition(id));
        fields::text(ui, state, name, "Name of the customer", 1, asks);
        fields::text(ui, state, position, "What they do", 1, asks);
    }
    ui.add_space(4.0);
}

/// Where a difference comes from, by dimension of value.
pub(crate) fn differences(ui: &mut Ui, state: &State, journey: &Journey) {
    if journey.aggregation != Aggregation::Sum {
        return;
    }
    let project = state.document.project();
    let all = state.memos.get(project, Some(journey.id), || {
        Difference::all(&mut state.memos.cells.borrow_mut(), journey)
    });
    for difference in all.iter() {
        let comparison = &difference.comparison;
        if !comparison.is_known {
            continue;
        }
        ui.add_space(8.0);
        let (solution, baseline) = &difference.names;
        let name = format!("{solution} − {baseline}");
        ui.label(RichText::new(&name).font(bold(size::BODY)));
        let ink = |role| color(state.style.theme, role);
        let parts = difference
            .by_dimension
            .iter()
            .filter(|(_, delta)| *delta != 0.0);
        let mut rows: Vec<_> = parts
            .map(|(dimension, delta)| {
                let role = if *delta > 0.0 { Role::Good } else { Role::Cost };
                let name = dimension.map_or(Kind::NOT_CHOSEN, Kind::label);
                (name, signed(*delta), ink(role))
            })
            .collect();
        rows.push(("together", signed(comparison.total), ink(Role::Ink)));
        table::table(ui, &name, &rows);
        if let Some(holds) = &comparison.holds {
            let (low, high) = holds.without_one_note;
            ui.weak(format!(
                "without any one note {} to {}",
                signed(low),
                signed(high)
            ));
        }
    }
}
