//! The page of a value map: its jobs in the outline, its customer in the inspector, what is covered.

use super::inspect::{heading, personas};
use super::page::{Own, Page, Row};
use super::tools::{Group, Room};
use crate::analysis::coverage;
use crate::app::commands::Asks;
use crate::app::pages::fields;
use crate::app::work::state::State;
use crate::layout::Views as _;
use crate::layout::value_map::CustomerValueMap;
use crate::model::{Id, Project, Target};
use egui::Ui;

impl Page for CustomerValueMap {
    fn own(&self) -> Option<Own> {
        None
    }

    fn plural(&self) -> &'static str {
        "Value maps"
    }

    fn outline(&self, project: &Project, of: Option<Id>) -> Vec<Row> {
        let map = of.and_then(|id| project.value_map(id)).into_iter();
        let jobs = map.flat_map(|map| &map.jobs).enumerate();
        jobs.map(|(at, job)| Row {
            part: job.id,
            text: job.job.text().into_owned(),
            unnamed: format!("Job {}", at + 1),
            target: Target::JobSentence(job.id),
        })
        .collect()
    }

    fn inspect(&self, ui: &mut Ui, state: &State, of: Option<Id>, asks: &mut Asks) {
        let Some(id) = of else { return };
        heading(ui, "Customer Value Map");
        fields::text(ui, state, Target::MapName(id), "Name", 1, asks);
        let persona = self.persona(state.document.project(), of);
        personas(ui, state, persona, asks, move |project, persona| {
            if let Some(map) = project.value_map_mut(id) {
                map.persona = persona;
            }
        });
    }

    fn status(&self, state: &State, of: Option<Id>) -> Vec<String> {
        let project = state.document.project();
        let Some(map) = of.and_then(|id| project.value_map(id)) else {
            return Vec::new();
        };
        let covered = state.memos.get(project, of, || coverage(project, map));
        let has_gaps = covered.gaps > 0;
        has_gaps.then(|| covered.sentence()).into_iter().collect()
    }

    fn tools(&self, _: &State, _: Room) -> Vec<Group> {
        Vec::new()
    }
}
