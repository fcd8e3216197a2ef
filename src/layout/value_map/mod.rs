//! The canvas of a Customer Value Map: jobs as columns, six rows of notes.

mod head;
mod legend;
mod measure;
mod rows;

use super::kit::footer;
use super::kit::framing::{Foot, Framing};
use super::kit::grid::{Grid, air};
use super::kit::kind::{Layout, Subject, Views};
use super::kit::measure::Measure;
use super::kit::parts::Counter;
use super::kit::sheet::{Band, Sheet};
use super::kit::theme::Role;
use super::kit::title;
use super::kit::typesetter::Typesetter;
use crate::model::{Id, Place, Project, Row, Slot, Target, ValueMap};
use head::LEFT;
use std::sync::Arc;

/// The name of the method.
const METHOD: &str = "Customer Value Map";

/// Customer Value Maps.
#[derive(Clone, Copy, Debug)]
pub struct CustomerValueMap;

fn value_map(project: &Project, of: Option<Id>) -> Option<&Arc<ValueMap>> {
    project.value_map(of?)
}

impl Views for CustomerValueMap {
    fn key(&self) -> &'static str {
        "value-map"
    }

    fn word(&self) -> &'static str {
        "Value map"
    }

    fn all(&self, project: &Project) -> Vec<Option<Id>> {
        let maps = project.value_maps.iter();
        maps.map(|map| Some(map.id)).collect()
    }

    fn name<'a>(&self, project: &'a Project, of: Option<Id>) -> &'a str {
        value_map(project, of).map_or("", |map| &map.name)
    }

    fn title(&self, of: Option<Id>) -> Option<Target> {
        of.map(Target::MapName)
    }

    fn shows(&self, project: &Project, what: Subject) -> Option<Option<Id>> {
        let is_in = |map: &&Arc<ValueMap>| match what {
            Subject::Part(part) => {
                map.id == part || map.persona == Some(part) || map.job_index(part).is_some()
            }
            Subject::Notes(Place::Row { job, .. }) => map.job_index(job).is_some(),
            Subject::Notes(Place::Lane { .. } | Place::Field { .. }) => false,
        };
        let found = project.value_maps.iter().find(is_in)?;
        Some(Some(found.id))
    }

    fn persona(&self, project: &Project, of: Option<Id>) -> Option<Id> {
        value_map(project, of)?.persona
    }

    fn has_canvas(&self) -> bool {
        true
    }

    fn layout<'a>(&self, project: &'a Project, of: Option<Id>) -> Option<Box<dyn Layout + 'a>> {
        let map = value_map(project, of)?;
        Some(Box::new(Seen { project, map }))
    }
}

/// A map of a project.
struct Seen<'a> {
    project: &'a Project,
    map: &'a ValueMap,
}

impl Layout for Seen<'_> {
    fn column_slot(&self, after: Option<Id>) -> Option<Slot> {
        let jobs = &self.map.jobs;
        let after = after.and_then(|job| self.map.job_index(job));
        Some(Slot::Job {
            map: self.map.id,
            at: after.map_or(jobs.len(), |at| at + 1),
        })
    }

    fn first_place(&self, column: Option<Id>, _: Option<Id>) -> Option<Place> {
        let job = column.or(self.map.jobs.first().map(|job| job.id))?;
        let row = Row::Touchpoints;
        Some(Place::Row { job, row })
    }

    fn count(&self, _: &Framing, counter: &mut Counter) {
        for job in &self.map.jobs {
            counter.parts.cells += 1;
            counter.parts.places += Row::ALL.len();
            counter.text(&job.job.text());
            counter.text(&job.outcome.text());
            for notes in Row::ALL.map(|row| job.notes(row)) {
                counter.notes(notes);
            }
        }
    }

    fn measure(&self, setter: &mut Typesetter, framing: &Framing) -> Measure {
        measure::measure(setter, self.project, self.map, framing)
    }

    fn sheet(&self, setter: &mut Typesetter, framing: &Framing) -> Sheet {
        let (project, map) = (self.project, self.map);
        let em = framing.em;
        let name = format!("{METHOD}: {}", map.name);
        let column = framing.column * em;
        let mut grid = Grid::new(&name, em, LEFT * em, map.jobs.len(), column);
        let has_title = framing.has_prompts || !map.name.trim().is_empty();
        title::add(
            setter,
            &mut grid,
            framing,
            [
                title::Part {
                    text: &map.name,
                    prompt: "Name of the value map",
                    unnamed: METHOD,
                    target: Some(Target::MapName(map.id)),
                },
                title::Part {
                    // Once is enough.
                    text: if has_title { METHOD } else { "" },
                    prompt: "",
                    unnamed: "",
                    target: None,
                },
            ],
        );
        head::add_head(setter, &mut grid, project, map, framing);
        let rows = Row::ALL.map(|row| rows::map_row(setter, map, row, framing));
        let air = air(framing.rows * em, rows.iter().map(|row| row.height));
        for (at, row) in rows.into_iter().enumerate() {
            grid.rule(if at == 0 { Band::Start } else { Band::Middle }, Role::Rule);
            row.put(&mut grid, air);
        }
        if framing.foot >= Foot::Whole {
            let sentences = legend::sentences(project, map, framing);
            footer::put(setter, &mut grid, sentences, framing.width);
        }
        grid.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{Layouter, View};
    use crate::model::Template;

    #[test]
    fn a_picture_of_an_unnamed_map_has_a_title_and_no_blank_band() {
        let mut project = Template::ValueMap.build();
        Arc::make_mut(&mut project.value_maps[0]).name = String::new();
        let id = project.value_maps[0].id;
        let sheet =
            Layouter::new().sheet(&Arc::new(project), View::value_map(id), &Framing::export());
        let texts = |band: Band| -> Vec<String> {
            let cells = sheet.cells.iter().filter(|cell| cell.bands.1 == band);
            let blocks = cells.flat_map(|cell| &cell.content.blocks);
            let lines = blocks.flat_map(|block| &block.lines);
            lines.map(|line| line.text().trim().to_owned()).collect()
        };
        assert_eq!(texts(Band::Start), ["Customer Value Map"]);
        let line = title::HEIGHT * sheet.em;
        assert!(sheet.top <= line + 0.1, "{} above the rows", sheet.top);
    }
}
