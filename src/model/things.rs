//! The tables of what a project is made of: every kind of object in a file, and what has an id and
//! stands in a list. A new kind of record has its line here, and the list it stands in says the rest.

use super::{
    Cell, Empathy, Id, Job, JobStatement, Journey, Link, Merging, Note, OutcomeStatement, Period,
    Persona, Project, Record, RecordInfo, Scale, Solution, Step, Thing, ThingKind, ValueMap, Walk,
};
use std::borrow::Cow;
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
    /// The first part with this id: its kind, and what people call it.
    pub fn thing(&self, id: Id) -> Option<(ThingKind, Cow<'_, str>)> {
        struct First<'a>(Id, Option<(ThingKind, Cow<'a, str>)>);
        impl<'a> Walk<'a> for First<'a> {
            fn things<T: Thing>(&mut self, things: &'a Vec<Arc<T>>) {
                for thing in things {
                    if thing.id() == self.0 && self.1.is_none() {
                        self.1 = Some((T::KIND, thing.title()));
                    }
                    thing.walk(self);
                }
            }
        }
        let mut first = First(id, None);
        self.walk(&mut first);
        first.1
    }

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Rule, Template};
    use std::collections::HashSet;

    #[test]
    fn every_kind_of_part_stands_in_one_list_of_its_holder() {
        let mut keys = HashSet::new();
        for kind in ThingKind::ALL {
            let info = kind.info();
            assert!(keys.insert(info.key) && !info.one.is_empty() && !info.many.is_empty());
            let holder = info
                .holder
                .map_or(Project::INFO, |holder| holder.info().record);
            let lists = holder.fields.iter();
            let lists =
                lists.filter(|field| matches!(field.rule, Rule::Things(known) if known == kind));
            assert_eq!(lists.count(), 1, "{}", info.one);
            let id = info.record.fields.iter().find(|field| field.key == "id");
            assert!(id.is_some_and(|field| field.must), "{} has an id", info.one);
            let is_known = |(_, record): (_, &RecordInfo)| record.what == info.record.what;
            assert!(RECORDS.into_iter().any(is_known), "{}", info.one);
            // Where the name of its list is lost it is told by fields that no other kind has.
            for mark in info.marks {
                let mut others = ThingKind::ALL.into_iter().filter(|other| *other != kind);
                assert!(others.all(|other| !other.info().marks.contains(mark)));
                assert!(info.record.keys().any(|(key, _)| key == *mark), "{mark}");
            }
        }
    }

    #[test]
    fn a_walk_meets_every_part() {
        let mut project = Template::Workshop.build();
        let step = Step::new("Buy");
        Arc::make_mut(&mut project.journeys[0])
            .steps
            .push(Arc::new(step));
        let met: HashSet<ThingKind> = project.kinds_by_id().into_values().collect();
        assert_eq!(met.len(), ThingKind::ALL.len());
    }
}
