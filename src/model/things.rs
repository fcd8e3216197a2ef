//! The tables of what a project is made of: every kind of object in a file, and what has an id and
//! stands in a list. A new kind of record has its line here, and the list it stands in says the rest.

use super::{
    Cell, Empathy, Id, Job, JobStatement, Journey, Link, Merging, Note, OutcomeStatement, Period,
    Persona, Project, Record, RecordInfo, Scale, Solution, Step, Thing, ThingKind, ValueMap, Walk,
};
use std::collections::HashMap;
use std::sync::Arc;

/// Every kind of object in a file, by its name in the schema.
pub const RECORDS: [(&str, &RecordInfo); 16] = [
    ("project", Project::INFO),
    ("scale", Scale::INFO),
    ("persona", Persona::INFO),
    ("empathy", Empathy::INFO),
    ("value_map", ValueMap::INFO),
    ("job", Job::INFO),
    ("job_statement", JobStatement::INFO),
    ("outcome_statement", OutcomeStatement::INFO),
    ("journey", Journey::INFO),
    ("step", Step::INFO),
    ("solution", Solution::INFO),
    ("cell", Cell::INFO),
    ("period", Period::INFO),
    ("note", Note::INFO),
    ("link", Link::INFO),
    ("merging", Merging::INFO),
];

/// What is said about a kind of part.
#[derive(Debug)]
pub struct ThingInfo {
    /// Its name in the keys of conflicts.
    pub key: &'static str,
    /// One of it, for people.
    pub one: &'static str,
    /// Several of it.
    pub many: &'static str,
    /// What holds its list; the project when nothing is named.
    pub holder: Option<ThingKind>,
    /// Whether it is told beside what it was added: a column of a canvas.
    pub is_column: bool,
    /// Fields that tell one from other parts where the name of its list is lost.
    pub marks: &'static [&'static str],
    /// Its fields.
    pub record: &'static RecordInfo,
}

const THINGS: [ThingInfo; ThingKind::ALL.len()] = [
    ThingInfo {
        key: "map",
        one: "value map",
        many: "value maps",
        holder: None,
        is_column: false,
        marks: &["jobs"],
        record: ValueMap::INFO,
    },
    ThingInfo {
        key: "job",
        one: "job",
        many: "jobs",
        holder: Some(ThingKind::Map),
        is_column: true,
        marks: &[],
        record: Job::INFO,
    },
    ThingInfo {
        key: "journey",
        one: "journey",
        many: "journeys",
        holder: None,
        is_column: false,
        marks: &["steps", "solutions", "aggregation", "method"],
        record: Journey::INFO,
    },
    ThingInfo {
        key: "step",
        one: "step",
        many: "steps",
        holder: Some(ThingKind::Journey),
        is_column: true,
        marks: &[],
        record: Step::INFO,
    },
    ThingInfo {
        key: "solution",
        one: "solution",
        many: "solutions",
        holder: Some(ThingKind::Journey),
        is_column: false,
        marks: &[],
        record: Solution::INFO,
    },
    ThingInfo {
        key: "persona",
        one: "customer",
        many: "customers",
        holder: None,
        is_column: false,
        marks: &["empathy", "position", "profile"],
        record: Persona::INFO,
    },
];

impl ThingKind {
    /// What is said about it.
    pub fn info(self) -> &'static ThingInfo {
        &THINGS[self as usize]
    }

    /// Whether it stands in parts of another kind, or in what stands in them.
    pub fn stands_in(self, other: Self) -> bool {
        let holder = self.info().holder;
        holder.is_some_and(|holder| holder == other || holder.stands_in(other))
    }

    /// How many parts a part of it stands in.
    pub fn depth(self) -> usize {
        self.info().holder.map_or(0, |holder| 1 + holder.depth())
    }
}

impl Project {
    /// What each id stands for, but for those of notes.
    pub fn kinds_by_id(&self) -> HashMap<Id, ThingKind> {
        struct Kinds(HashMap<Id, ThingKind>);
        impl<'a> Walk<'a> for Kinds {
            fn things<T: Thing>(&mut self, things: &'a Vec<Arc<T>>) {
                for thing in things {
                    self.0.insert(thing.id(), T::KIND);
                    thing.walk(self);
                }
            }
        }
        let mut kinds = Kinds(HashMap::new());
        self.walk(&mut kinds);
        kinds.0
    }
}
