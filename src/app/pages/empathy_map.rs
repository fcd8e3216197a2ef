//! The page of an empathy map: the customers in the outline, who one of them is in the inspector.

use super::inspect::heading;
use super::page::{Own, Page, Row};
use super::tools::{Group, Room};
use crate::app::commands::Asks;
use crate::app::pages::fields;
use crate::app::work::state::State;
use crate::layout::empathy_map::EmpathyMap;
use crate::model::words::counted;
use crate::model::{Id, Project, Target, ThingKind};
use egui::Ui;

impl Page for EmpathyMap {
    fn own(&self) -> Option<Own> {
        None
    }

    fn plural(&self) -> &'static str {
        "Customers"
    }

    fn outline(&self, _: &Project, _: Option<Id>) -> Vec<Row> {
        Vec::new()
    }

    fn inspect(&self, ui: &mut Ui, state: &State, of: Option<Id>, asks: &mut Asks) {
        let Some(id) = of else { return };
        heading(ui, "Customer");
        let profile = Target::of_thing(ThingKind::Persona, id, "profile");
        for (target, label, lines) in [
            (Target::PersonaName(id), "Name", 1),
            (Target::PersonaPosition(id), "What they do", 1),
            (profile, "Profile", 6),
        ] {
            fields::text(ui, state, target, label, lines, asks);
        }
    }

    fn status(&self, state: &State, of: Option<Id>) -> Vec<String> {
        let persona = of.and_then(|id| state.document.project().persona(id));
        let shelves = persona.into_iter().flat_map(|persona| persona.shelves());
        let notes = shelves.map(|(_, notes)| notes.len()).sum();
        vec![counted(notes, "note")]
    }

    fn tools(&self, _: &State, _: Room) -> Vec<Group> {
        Vec::new()
    }
}
