//! The canvas of a journey: steps as columns, a band for each lane and solution, bars below.

mod bands;
mod bar_column;
mod bars;
mod counts;
mod head;
mod legend;
mod measure;
mod net_rows;
mod running;
mod scope;

use super::kit::framing::{Framing, Shown};
use super::kit::grid::Grid;
use super::kit::kind::{Layout, Subject, Views};
use super::kit::measure::Measure;
use super::kit::parts::Counter;
use super::kit::sheet::{Band, Sheet};
use super::kit::theme::Role;
use super::kit::title;
use super::kit::typesetter::Typesetter;
use crate::model::{Id, Journey, Lane, Method, Place, Project, Slot, Target};
use scope::{LEFT, Scope};
use std::sync::Arc;

/// Customer Value Journey Maps and eight-stage journeys.
#[derive(Clone, Copy, Debug)]
pub struct JourneyMap;

fn journey(project: &Project, of: Option<Id>) -> Option<&Arc<Journey>> {
    project.journey(of?)
}

impl Views for JourneyMap {
    fn key(&self) -> &'static str {
        "journey"
    }

    fn word(&self) -> &'static str {
        "Journey"
    }

    fn all(&self, project: &Project) -> Vec<Option<Id>> {
        let journeys = project.journeys.iter();
        journeys.map(|journey| Some(journey.id)).collect()
    }

    fn name<'a>(&self, project: &'a Project, of: Option<Id>) -> &'a str {
        journey(project, of).map_or("", |journey| &journey.name)
    }

    fn title(&self, of: Option<Id>) -> Option<Target> {
        of.map(Target::JourneyName)
    }

    fn shows(&self, project: &Project, what: Subject) -> Option<Option<Id>> {
        let is_in = |journey: &&Arc<Journey>| match what {
            Subject::Part(part) => {
                journey.id == part
                    || journey.step_index(part).is_some()
                    || journey.solution_index(part).is_some()
            }
            Subject::Notes(Place::Lane { step, lane, .. }) => {
                journey.step_index(step).is_some() && journey.lanes.contains(&lane)
            }
            Subject::Notes(Place::Row { .. } | Place::Field { .. }) => false,
        };
        let found = project.journeys.iter().find(is_in)?;
        Some(Some(found.id))
    }

    fn persona(&self, project: &Project, of: Option<Id>) -> Option<Id> {
        journey(project, of)?.persona
    }

    fn has_canvas(&self) -> bool {
        true
    }

    fn layout<'a>(&self, project: &'a Project, of: Option<Id>) -> Option<Box<dyn Layout + 'a>> {
        let journey = journey(project, of)?;
        Some(Box::new(Seen { project, journey }))
    }
}

/// A journey of a project.
struct Seen<'a> {
    project: &'a Project,
    journey: &'a Journey,
}

impl Layout for Seen<'_> {
    fn column_slot(&self, after: Option<Id>) -> Option<Slot> {
        let journey = self.journey;
        let after = after.and_then(|step| journey.step_index(step));
        Some(Slot::Step {
            journey: journey.id,
            at: after.map_or(journey.steps.len(), |at| at + 1),
        })
    }

    fn first_place(&self, column: Option<Id>, solution: Option<Id>) -> Option<Place> {
        let journey = self.journey;
        let step = column.or(journey.steps.first().map(|step| step.id))?;
        let solution = solution.or(journey.solutions.first().map(|solution| solution.id))?;
        let mut lanes = Lane::ALL.into_iter();
        let lane = lanes.find(|lane| journey.lanes.contains(lane))?;
        Some(Place::Lane {
            solution,
            step,
            lane,
        })
    }

    fn count(&self, framing: &Framing, counter: &mut Counter) {
        let journey = self.journey;
        for step in &journey.steps {
            counter.text(&step.name);
            counter.text(&step.phase);
        }
        let is_shown = |id| framing.shown == Shown::All || framing.shown == Shown::One(id);
        let mut rows = 1 + journey.periods.len();
        for solution in journey.solutions.iter().filter(|known| is_shown(known.id)) {
            rows += 1;
            if !framing.is_folded {
                counter.parts.places += journey.steps.len() * journey.lanes.len();
            }
            counter.text(&solution.name);
            for (_, cell) in solution.cells.iter() {
                for notes in journey.lanes.iter().map(|lane| cell.notes(*lane)) {
                    if framing.is_folded {
                        counter.parts.folded += notes.len();
                    } else {
                        counter.notes(notes);
                    }
                }
            }
        }
        counter.parts.cells += journey.steps.len().saturating_mul(rows);
    }

    fn measure(&self, setter: &mut Typesetter, framing: &Framing) -> Measure {
        measure::measure(setter, self.project, self.journey, framing)
    }

    fn sheet(&self, setter: &mut Typesetter, framing: &Framing) -> Sheet {
        let journey = self.journey;
        let em = framing.em;
        let scope = Scope::new(setter.memory(), self.project, journey, framing);
        let name = match journey.method {
            Some(method) => format!("{}: {}", method.name(), journey.name),
            None => format!("Journey: {}", journey.name),
        };
        let mut grid = Grid::new(&name, em, LEFT * em, scope.steps.len(), framing.column * em);
        grid.sheet.right = head::totals_width(setter, &scope, em, framing.foot);
        let is_titled = title::add(
            setter,
            &mut grid,
            framing,
            [
                title::Part {
                    text: &journey.name,
                    prompt: "Name of the journey",
                    unnamed: journey.method.map_or("Journey", Method::name),
                    target: Some(Target::JourneyName(journey.id)),
                },
                title::Part {
                    text: &journey.basis,
                    prompt: "For whom, and over what time or how many uses?",
                    unnamed: "",
                    target: Some(Target::Basis(journey.id)),
                },
            ],
        );
        head::add_phases(setter, &mut grid, &scope);
        head::add_step_names(setter, &mut grid, &scope, framing);
        grid.rule(Band::Start, Role::Rule);
        if !framing.is_folded {
            bands::add_bands(setter, &mut grid, &scope, framing);
        }
        if !scope.steps.is_empty() {
            if journey.is_weighed() {
                bars::add(setter, &mut grid, &scope, framing);
            }
            counts::add(setter, &mut grid, &scope);
            legend::add(setter, &mut grid, &scope, framing, is_titled);
        }
        grid.finish()
    }
}
