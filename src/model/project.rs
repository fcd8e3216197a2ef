//! The project: everything that is in one file, as an immutable value.
//!
//! What fits on a screen is behind an [`Arc`] of its own, and so is each note: a copy of a project
//! shares all but the edited path, so history, saving and exporting keep whole projects.

use super::record::record;
use super::{
    Field, Id, Journey, Lane, Link, Merging, Note, Persona, Place, Row, Scale, Solution, ValueMap,
};
use serde::de::{self, Deserializer};
use serde::{Deserialize, Serialize, Serializer};
use std::fmt;
use std::sync::Arc;

/// The `format` of every project file.
pub const FORMAT: &str = "value-journey";
/// The version of the format this program writes.
pub const VERSION: u32 = 1;
/// Most notes of one project.
pub const MAX_NOTES: usize = 200_000;
/// Most customers, maps, jobs, journeys, steps, solutions and periods of one project, together.
pub const MAX_PARTS: usize = 10_000;
/// Most cells of one project: the steps of each journey times its solutions and periods.
pub const MAX_CELLS: usize = 200_000;
/// Most links of one project.
pub const MAX_LINKS: usize = 200_000;

/// The word that tells project files from other JSON files.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Format;

impl Serialize for Format {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(FORMAT)
    }
}

impl<'de> Deserialize<'de> for Format {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Format;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "\"{FORMAT}\"")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Format, E> {
                if text == FORMAT {
                    Ok(Format)
                } else {
                    Err(E::invalid_value(de::Unexpected::Str(text), &self))
                }
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}

/// The version of the format a file is in. Newer ones are looked at, never written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Version(u32);

impl Version {
    /// Its number, 1 or more.
    pub fn number(self) -> u32 {
        self.0
    }

    /// Whether only a newer program knows what everything in the file means.
    pub fn is_newer(self) -> bool {
        self.0 > VERSION
    }
}

impl Default for Version {
    fn default() -> Self {
        Self(VERSION)
    }
}

impl Serialize for Version {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(self.0)
    }
}

impl<'de> Deserialize<'de> for Version {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let version = u32::deserialize(deserializer)?;
        if version == 0 {
            return Err(de::Error::custom("there is no version 0"));
        }
        Ok(Self(version))
    }
}

record! {
    /// Everything in one file.
    pub struct Project ("a project") {
        /// Always [`FORMAT`].
        required format: Format,
        /// [`VERSION`], or a newer one.
        required version: Version,
        /// Shown in the window's title.
        always name: String,
        /// A few sentences.
        optional description: String,
        /// The language of its texts as a BCP 47 tag; hints on statements are for English only.
        optional language: String,
        /// The scale of all scores.
        always scale: Scale,
        /// The map or journey a reader sees first.
        optional opens_with: Option<Id>,
        /// The customers.
        optional personas: Vec<Arc<Persona>>,
        /// The Customer Value Maps.
        optional value_maps: Vec<Arc<ValueMap>>,
        /// The journeys.
        optional journeys: Vec<Arc<Journey>>,
        /// Links between notes.
        optional links: Links,
        /// What is still to be settled of a merge.
        optional merging: Option<Arc<Merging>>,
    }
}

/// All links of a project, shared as one list.
pub type Links = SharedList<Link>;

/// A list behind one pointer: copying the project copies the pointer only.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SharedList<T>(Arc<Vec<T>>);

impl<T> Default for SharedList<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T> std::ops::Deref for SharedList<T> {
    type Target = Vec<T>;
    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<T: Clone> SharedList<T> {
    /// The list, to be changed.
    pub fn to_mut(&mut self) -> &mut Vec<T> {
        Arc::make_mut(&mut self.0)
    }
}

impl<T: Serialize> Serialize for SharedList<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for SharedList<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(|list| Self(Arc::new(list)))
    }
}

impl Default for Project {
    fn default() -> Self {
        Self {
            format: Format,
            version: Version::default(),
            name: String::new(),
            description: String::new(),
            language: String::new(),
            scale: Scale::default(),
            opens_with: None,
            personas: Vec::new(),
            value_maps: Vec::new(),
            journeys: Vec::new(),
            links: Links::default(),
            merging: None,
            unknown: super::Unknown::default(),
        }
    }
}

impl Project {
    /// A persona by its id.
    pub fn persona(&self, id: Id) -> Option<&Arc<Persona>> {
        self.personas.iter().find(|persona| persona.id == id)
    }

    /// A value map by its id.
    pub fn value_map(&self, id: Id) -> Option<&Arc<ValueMap>> {
        self.value_maps.iter().find(|map| map.id == id)
    }

    /// A journey by its id.
    pub fn journey(&self, id: Id) -> Option<&Arc<Journey>> {
        self.journeys.iter().find(|journey| journey.id == id)
    }

    /// The journey a step belongs to.
    pub fn journey_of_step(&self, step: Id) -> Option<&Arc<Journey>> {
        self.journeys
            .iter()
            .find(|journey| journey.step_index(step).is_some())
    }

    /// The journey a solution belongs to, and the solution.
    pub fn solution(&self, solution: Id) -> Option<(&Arc<Journey>, &Arc<Solution>)> {
        self.journeys.iter().find_map(|journey| {
            Some((
                journey,
                &journey.solutions[journey.solution_index(solution)?],
            ))
        })
    }

    /// The map a job belongs to.
    pub fn map_of_job(&self, job: Id) -> Option<&Arc<ValueMap>> {
        self.value_maps
            .iter()
            .find(|map| map.jobs.iter().any(|known| known.id == job))
    }

    /// The map or journey that contains this place, as its id; a persona for fields.
    pub fn canvas_of(&self, place: Place) -> Option<Id> {
        match place {
            Place::Row { job, .. } => self.map_of_job(job).map(|map| map.id),
            Place::Lane { solution, .. } => self.solution(solution).map(|(journey, _)| journey.id),
            Place::Field { persona, .. } => Some(persona),
        }
    }

    /// The notes of a place; empty when there is no such place.
    pub fn notes(&self, place: Place) -> &[Arc<Note>] {
        let notes = match place {
            Place::Row { job, row } => self
                .map_of_job(job)
                .and_then(|map| map.jobs.iter().find(|known| known.id == job))
                .map(|job| job.notes(row)),
            Place::Lane {
                solution,
                step,
                lane,
            } => self
                .solution(solution)
                .and_then(|(_, solution)| solution.cell(step))
                .map(|cell| cell.notes(lane)),
            Place::Field { persona, field } => self
                .persona(persona)
                .map(|persona| persona.empathy.notes(field)),
        };
        notes.map_or(&[], |notes| notes)
    }

    /// The notes of a place, to be changed. `None` when its job, step, solution or persona is gone.
    pub fn notes_mut(&mut self, place: Place) -> Option<&mut Vec<Arc<Note>>> {
        match place {
            Place::Row { job, row } => self.value_maps.iter_mut().find_map(|map| {
                let at = map.jobs.iter().position(|known| known.id == job)?;
                let job = &mut Arc::make_mut(map).jobs[at];
                Some(Arc::make_mut(job).notes_mut(row))
            }),
            Place::Lane {
                solution,
                step,
                lane,
            } => self.journeys.iter_mut().find_map(|journey| {
                journey.solution_index(solution)?;
                journey.step_index(step)?;
                Some(
                    Arc::make_mut(journey)
                        .cell_mut(solution, step)?
                        .notes_mut(lane),
                )
            }),
            Place::Field { persona, field } => self.personas.iter_mut().find_map(|known| {
                (known.id == persona).then(|| Arc::make_mut(known).empathy.notes_mut(field))
            }),
        }
    }

    /// Every place that has notes, in reading order: maps, journeys, personas.
    pub fn places(&self) -> impl Iterator<Item = (Place, &Vec<Arc<Note>>)> {
        let rows = self
            .value_maps
            .iter()
            .flat_map(|map| &map.jobs)
            .flat_map(|job| Row::ALL.map(|row| (Place::Row { job: job.id, row }, job.notes(row))));
        let lanes = self
            .journeys
            .iter()
            .flat_map(|journey| &journey.solutions)
            .flat_map(|solution| {
                solution.cells.iter().flat_map(|(step, cell)| {
                    Lane::ALL.map(|lane| {
                        (
                            Place::Lane {
                                solution: solution.id,
                                step,
                                lane,
                            },
                            cell.notes(lane),
                        )
                    })
                })
            });
        let fields = self.personas.iter().flat_map(|persona| {
            Field::ALL.map(|field| {
                (
                    Place::Field {
                        persona: persona.id,
                        field,
                    },
                    persona.empathy.notes(field),
                )
            })
        });
        rows.chain(lanes)
            .chain(fields)
            .filter(|(_, notes)| !notes.is_empty())
    }

    /// Every note with its place, in reading order.
    pub fn all_notes(&self) -> impl Iterator<Item = (Place, &Arc<Note>)> {
        self.places()
            .flat_map(|(place, notes)| notes.iter().map(move |note| (place, note)))
    }

    /// How many notes may still come in before there are [`MAX_NOTES`].
    pub fn notes_left(&self) -> usize {
        let count: usize = self.places().map(|(_, notes)| notes.len()).sum();
        MAX_NOTES.saturating_sub(count)
    }

    /// Puts what is keyed by step into the order of the steps. Called after reading.
    pub fn put_in_order(&mut self) {
        for journey in &mut self.journeys {
            if !journey.is_in_order() {
                Arc::make_mut(journey).put_in_order();
            }
        }
        if let Some(merging) = &mut self.merging {
            Arc::make_mut(merging).put_in_order();
        }
    }

    /// Takes every score and judgement to another scale: x' = x·S'/S, rounded half away from zero.
    pub fn convert_to_scale(&mut self, to: &Scale) {
        let from = std::mem::replace(&mut self.scale, to.clone());
        if from.max == to.max {
            return;
        }
        let scored: Vec<Place> = self
            .places()
            .filter(|(_, notes)| notes.iter().any(|note| note.score.is_some()))
            .map(|(place, _)| place)
            .collect();
        for place in scored {
            for note in self.notes_mut(place).into_iter().flatten() {
                if let Some(score) = note.score {
                    Arc::make_mut(note).score = Some(from.convert(score, to));
                }
            }
        }
        for journey in &mut self.journeys {
            for solution in &mut Arc::make_mut(journey).solutions {
                for cell in Arc::make_mut(solution).cells.values_mut() {
                    if let Some(overall) = cell.overall {
                        Arc::make_mut(cell).overall = Some(from.convert(overall, to));
                    }
                }
            }
        }
    }
}
