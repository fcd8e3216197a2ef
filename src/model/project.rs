//! The project: everything that is in one file, as an immutable value.
//!
//! What fits on a screen is behind an [`Arc`] of its own, and so is each note: a copy of a project
//! shares all but the edited path, so history, saving and exporting keep whole projects.

use super::by_id::SharedList;
use super::record::record;
use super::{
    Cell, Id, Job, Journey, Link, MAX_NOTES, Persona, Place, Reference, Scale, Slot, Solution,
    Step, ThingKind, ValueMap,
};
use serde::de::{self, Deserializer};
use serde::{Deserialize, Serialize, Serializer};
use std::fmt;
use std::sync::Arc;

/// The `format` of every project file.
pub const FORMAT: &str = "value-journey";
/// The version of the format this program writes.
pub const VERSION: u32 = 1;
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
pub struct FormatVersion(u32);

impl FormatVersion {
    /// Its number, 1 or more.
    pub fn number(self) -> u32 {
        self.0
    }

    /// Whether only a newer program knows what everything in the file means.
    pub fn is_newer(self) -> bool {
        self.0 > VERSION
    }
}

impl Default for FormatVersion {
    fn default() -> Self {
        Self(VERSION)
    }
}

impl Serialize for FormatVersion {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(self.0)
    }
}

impl<'de> Deserialize<'de> for FormatVersion {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let version = u32::deserialize(deserializer)?;
        if version == 0 {
            return Err(de::Error::custom("there is no version 0"));
        }
        Ok(Self(version))
    }
}

const FIRST_VIEW: Reference = Reference {
    kinds: &[ThingKind::Map, ThingKind::Journey],
    missing: "The project opens with `{id}`, which is no map and no journey.",
    left_out: "The project opened with `{id}`, which is not there.",
};

record! {
    /// Everything in one file.
    pub struct Project ("a project") {
        /// Always [`FORMAT`].
        required format: Format => apart,
        /// [`VERSION`], or a newer one.
        required version: FormatVersion => apart,
        /// Shown in the window's title.
        always name: String => line "name",
        /// A few sentences.
        optional description: String => text "description",
        /// The language of its texts as a BCP 47 tag; hints on statements are for English only.
        optional language: String => code "language",
        /// The scale of all scores.
        always scale: Scale => scale "scale",
        /// The map or journey a reader sees first.
        optional opens_with: Option<Id> => names "first view" by &FIRST_VIEW,
        /// The customers.
        optional personas: Vec<Arc<Persona>> => things,
        /// The Customer Value Maps.
        optional value_maps: Vec<Arc<ValueMap>> => things,
        /// The journeys.
        optional journeys: Vec<Arc<Journey>> => things,
        /// Links between notes.
        optional links: Links => links,
        /// What is still to be settled of a merge.
        optional merging: Option<Arc<Merging>> => elsewhere,
    }
}

/// All links of a project, shared as one list.
pub type Links = SharedList<Link>;

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

    /// All solutions of all journeys.
    pub fn solutions(&self) -> impl Iterator<Item = &Arc<Solution>> {
        self.journeys.iter().flat_map(|journey| &journey.solutions)
    }

    /// The journey a step belongs to.
    pub fn journey_of_step(&self, step: Id) -> Option<&Arc<Journey>> {
        let mut journeys = self.journeys.iter();
        journeys.find(|journey| journey.step_index(step).is_some())
    }

    /// What a step is called in its journey.
    pub fn step_word(&self, step: Id) -> &'static str {
        let journey = self.journey_of_step(step);
        journey.map_or("step", |journey| journey.step_word())
    }

    /// What would be added in this place.
    pub fn one_of(&self, slot: Slot) -> &'static str {
        match slot {
            Slot::Step { journey, .. } => self
                .journey(journey)
                .map_or(slot.one(), |journey| journey.step_word()),
            Slot::Note { .. } | Slot::Job { .. } => slot.one(),
        }
    }

    /// A step of any journey.
    pub fn step(&self, id: Id) -> Option<&Arc<Step>> {
        let mut journeys = self.journeys.iter();
        journeys.find_map(|journey| Some(&journey.steps[journey.step_index(id)?]))
    }

    /// The journey a solution belongs to, and the solution.
    pub fn solution(&self, solution: Id) -> Option<(&Arc<Journey>, &Arc<Solution>)> {
        self.journeys.iter().find_map(|journey| {
            let at = journey.solution_index(solution)?;
            Some((journey, &journey.solutions[at]))
        })
    }

    /// The map a job belongs to.
    pub fn map_of_job(&self, job: Id) -> Option<&Arc<ValueMap>> {
        let mut maps = self.value_maps.iter();
        maps.find(|map| map.job_index(job).is_some())
    }

    /// A job of any map.
    pub fn job(&self, id: Id) -> Option<&Arc<Job>> {
        let mut maps = self.value_maps.iter();
        maps.find_map(|map| Some(&map.jobs[map.job_index(id)?]))
    }

    /// The steps a step stands among, or the jobs a job stands among, in their order.
    pub fn columns_beside(&self, column: Id) -> Vec<Id> {
        let steps = self.journey_of_step(column).map(|journey| &journey.steps);
        let jobs = self.map_of_job(column).map(|map| &map.jobs);
        let steps = steps.into_iter().flatten().map(|step| step.id);
        steps
            .chain(jobs.into_iter().flatten().map(|job| job.id))
            .collect()
    }

    /// What stands in the list that the slot is in, in its order; `None` when that is gone.
    pub fn around(&self, slot: Slot) -> Option<Vec<Id>> {
        Some(match slot {
            Slot::Note { place, .. } => self.notes(place).iter().map(|note| note.id).collect(),
            Slot::Step { journey, .. } => {
                let steps = self.journey(journey)?.steps.iter();
                steps.map(|step| step.id).collect()
            }
            Slot::Job { map, .. } => {
                let jobs = self.value_map(map)?.jobs.iter();
                jobs.map(|job| job.id).collect()
            }
        })
    }

    /// A persona, to be changed.
    pub fn persona_mut(&mut self, id: Id) -> Option<&mut Persona> {
        let found = self.personas.iter_mut().find(|known| known.id == id);
        found.map(Arc::make_mut)
    }

    /// A value map, to be changed.
    pub fn value_map_mut(&mut self, id: Id) -> Option<&mut ValueMap> {
        let found = self.value_maps.iter_mut().find(|known| known.id == id);
        found.map(Arc::make_mut)
    }

    /// A job of any map, to be changed.
    pub fn job_mut(&mut self, id: Id) -> Option<&mut Job> {
        self.value_maps.iter_mut().find_map(|map| {
            let at = map.job_index(id)?;
            Some(Arc::make_mut(&mut Arc::make_mut(map).jobs[at]))
        })
    }

    /// A journey, to be changed.
    pub fn journey_mut(&mut self, id: Id) -> Option<&mut Journey> {
        let found = self.journeys.iter_mut().find(|known| known.id == id);
        found.map(Arc::make_mut)
    }

    /// The journey of a step, to be changed.
    pub fn journey_of_step_mut(&mut self, step: Id) -> Option<&mut Journey> {
        let mut journeys = self.journeys.iter_mut();
        let found = journeys.find(|journey| journey.step_index(step).is_some());
        found.map(Arc::make_mut)
    }

    /// The journey of a solution, to be changed.
    pub fn journey_of_solution_mut(&mut self, solution: Id) -> Option<&mut Journey> {
        let mut journeys = self.journeys.iter_mut();
        let found = journeys.find(|journey| journey.solution_index(solution).is_some());
        found.map(Arc::make_mut)
    }

    /// A step of any journey, to be changed.
    pub fn step_mut(&mut self, id: Id) -> Option<&mut Step> {
        let journey = self.journey_of_step_mut(id)?;
        let at = journey.step_index(id)?;
        Some(Arc::make_mut(&mut journey.steps[at]))
    }

    /// A solution of any journey, to be changed.
    pub fn solution_mut(&mut self, id: Id) -> Option<&mut Solution> {
        let journey = self.journey_of_solution_mut(id)?;
        let at = journey.solution_index(id)?;
        Some(Arc::make_mut(&mut journey.solutions[at]))
    }

    /// The cell of a solution and step, made when it was absent. `None` when either is gone.
    pub fn cell_mut(&mut self, solution: Id, step: Id) -> Option<&mut Cell> {
        let is_there = |journey: &&mut Arc<Journey>| {
            journey.solution_index(solution).is_some() && journey.step_index(step).is_some()
        };
        let journey = self.journeys.iter_mut().find(is_there)?;
        Arc::make_mut(journey).cell_mut(solution, step)
    }

    /// How many notes may still come in before there are [`MAX_NOTES`].
    pub fn notes_left(&self) -> usize {
        MAX_NOTES.saturating_sub(self.note_count())
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

record! {
    /// A merge that is not finished: what both sides changed differently waits here to be settled. The
    /// project around it shows our side of every conflict; merging it again with the two versions kept
    /// here finds the same conflicts, so nothing is lost between two programs or two days.
    pub struct Merging ("a merge") {
        /// One sentence a conflict, for people who read the file; the program finds them anew.
        always conflicts: Vec<String> => apart,
        /// What both sides came from, when it is known.
        optional base: Option<Arc<Project>> => apart,
        /// The other side.
        required theirs: Arc<Project> => apart,
    }
}

impl Merging {
    /// A merge with conflicts that are told as sentences.
    pub fn new(conflicts: Vec<String>, base: Option<Project>, theirs: Project) -> Self {
        Self {
            conflicts,
            base: base.map(Arc::new),
            theirs: Arc::new(theirs),
            unknown: super::Unknown::default(),
        }
    }

    /// The versions kept here, each with what it is called in sentences.
    pub fn versions(&self) -> impl Iterator<Item = (&'static str, &Arc<Project>)> {
        let base = self.base.iter().map(|base| ("earlier", base));
        base.chain([("other", &self.theirs)])
    }

    pub(super) fn put_in_order(&mut self) {
        for version in self.base.iter_mut().chain([&mut self.theirs]) {
            let mut ordered = (**version).clone();
            ordered.put_in_order();
            if ordered != **version {
                *version = Arc::new(ordered);
            }
        }
    }
}
