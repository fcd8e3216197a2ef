//! A project taken apart: every part by its key, with the list it stands in and what is its own.
//!
//! Parts are compared and merged one by one; nothing here knows that there are two sides.

use super::record::{Baseline, PartRecord};
use crate::model::{
    self, ById, Cell, Id, Kind, Link, Links, Note, Period, Place, Project, Record as _, RecordInfo,
    Reference, Relation, Shelf, Thing, ThingKind, Walk, as_a, shelves,
};
use std::collections::HashMap;
use std::sync::Arc;

/// What a part is recognised by in all versions.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(in crate::file) enum Part {
    /// The project's own fields.
    Project,
    /// What has an id of its own.
    Thing(ThingKind, Id),
    /// Which solution of a journey the others are compared with.
    Baseline(Id),
    Cell {
        solution: Id,
        step: Id,
    },
    /// Periods have no ids: the nth of this name.
    Period {
        journey: Id,
        name: Arc<str>,
        nth: usize,
    },
    Note(Id),
    /// Links have no ids: the nth of its kind between these two.
    Link {
        from: Id,
        to: Id,
        relation: Relation,
        nth: usize,
    },
}

/// A list that parts stand in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(in crate::file) enum List {
    /// Not in a list: there is one of it.
    Single,
    /// Those of a kind, in what holds them; in the project when nothing does.
    Things(ThingKind, Option<Id>),
    Periods(Id),
    Links,
    Notes(Place),
}

/// A part of one version.
#[derive(Clone, Debug)]
pub(in crate::file) struct Entry {
    pub(in crate::file) list: List,
    pub(in crate::file) record: PartRecord,
    /// How many parts come before it when the project is read.
    pub(in crate::file) rank: usize,
}

/// One version of the project, taken apart.
#[derive(Default)]
pub(in crate::file) struct VersionParts {
    pub(in crate::file) parts: HashMap<Part, Entry>,
    pub(in crate::file) lists: HashMap<List, Vec<Part>>,
}

impl Part {
    pub(in crate::file) fn step(id: Id) -> Self {
        Self::Thing(ThingKind::Step, id)
    }

    pub(in crate::file) fn solution(id: Id) -> Self {
        Self::Thing(ThingKind::Solution, id)
    }

    pub(in crate::file) fn journey(id: Id) -> Self {
        Self::Thing(ThingKind::Journey, id)
    }

    /// Whether an absent one says the same as an empty one: nobody deletes it.
    pub(in crate::file) fn is_implied(&self) -> bool {
        matches!(self, Self::Project | Self::Baseline(_) | Self::Cell { .. })
    }

    /// How many there are before it that differ from it in nothing else.
    pub(in crate::file) fn nth(&self) -> usize {
        match self {
            Self::Period { nth, .. } | Self::Link { nth, .. } => *nth,
            Self::Project
            | Self::Thing(..)
            | Self::Baseline(_)
            | Self::Cell { .. }
            | Self::Note(_) => 0,
        }
    }

    /// The same but for how many there are before it.
    pub(in crate::file) fn with_nth(&self, to: usize) -> Self {
        let mut part = self.clone();
        if let Self::Period { nth, .. } | Self::Link { nth, .. } = &mut part {
            *nth = to;
        }
        part
    }

    /// Its fields.
    pub(in crate::file) fn info(&self) -> &'static RecordInfo {
        match self {
            Self::Project => Project::INFO,
            Self::Thing(kind, _) => kind.info().record,
            Self::Baseline(_) => Baseline::INFO,
            Self::Cell { .. } => Cell::INFO,
            Self::Period { .. } => Period::INFO,
            Self::Note(_) => Note::INFO,
            Self::Link { .. } => Link::INFO,
        }
    }

    /// The ids it is recognised by.
    pub(in crate::file) fn ids(&self) -> Vec<Id> {
        match self {
            Self::Project => Vec::new(),
            Self::Thing(_, id)
            | Self::Baseline(id)
            | Self::Note(id)
            | Self::Period { journey: id, .. } => vec![*id],
            Self::Cell { solution, step } => vec![*solution, *step],
            Self::Link { from, to, .. } => vec![*from, *to],
        }
    }

    /// How many parts it stands in at most: holders come before what they hold.
    pub(in crate::file) fn depth(&self) -> usize {
        match self {
            Self::Project => 0,
            Self::Thing(kind, _) => kind.depth(),
            Self::Baseline(_) | Self::Period { .. } => 1,
            // Links join what is anywhere.
            Self::Cell { .. } | Self::Note(_) | Self::Link { .. } => {
                let deepest = ThingKind::ALL.map(ThingKind::depth).into_iter().max();
                1 + deepest.unwrap_or(0) + usize::from(matches!(self, Self::Link { .. }))
            }
        }
    }
}

impl List {
    /// The parts without which it is not there. A list of links has none: each link has its own.
    pub(in crate::file) fn holders(self) -> Vec<Part> {
        match self {
            Self::Single | Self::Things(_, None) | Self::Links => Vec::new(),
            Self::Things(kind, Some(id)) => {
                let holder = kind.info().holder;
                holder
                    .map(|kind| Part::Thing(kind, id))
                    .into_iter()
                    .collect()
            }
            Self::Periods(journey) => vec![Part::journey(journey)],
            Self::Notes(Place::Row { job, .. }) => vec![Part::Thing(ThingKind::Job, job)],
            Self::Notes(Place::Lane { solution, step, .. }) => {
                vec![Part::solution(solution), Part::step(step)]
            }
            Self::Notes(Place::Field { persona, .. }) => {
                vec![Part::Thing(ThingKind::Persona, persona)]
            }
        }
    }

    /// The place, for a list of notes.
    pub(in crate::file) fn place(self) -> Option<Place> {
        match self {
            Self::Notes(place) => Some(place),
            Self::Single | Self::Things(..) | Self::Periods(_) | Self::Links => None,
        }
    }
}

impl VersionParts {
    /// Takes a project apart.
    pub(in crate::file) fn of(project: &Project) -> Self {
        let mut version = Self::default();
        let own = PartRecord::shared(project.bare().into(), |project: &Project| {
            project.name.as_str().into()
        });
        version.add(Part::Project, List::Single, own);
        // In the order it is read, which is not that of the file.
        for kind in ThingKind::ALL {
            if kind.info().holder.is_none() {
                project.walk(&mut TakeApart {
                    version: &mut version,
                    only: Some(kind),
                    holders: [None, None],
                });
            }
        }
        version.add_links(&project.links);
        version
    }

    fn add(&mut self, part: Part, list: List, record: PartRecord) {
        if list != List::Single {
            self.lists.entry(list).or_default().push(part.clone());
        }
        let rank = self.parts.len();
        let entry = Entry { list, record, rank };
        self.parts.insert(part, entry);
    }

    fn add_notes<'a>(&mut self, shelves: impl IntoIterator<Item = Shelf<'a>>) {
        for (place, notes) in shelves {
            for note in notes {
                let record = PartRecord::shared(Arc::clone(note), |note| note.text.as_str().into());
                self.add(Part::Note(note.id), List::Notes(place), record);
            }
        }
    }

    /// The first one counts. It is read after the steps, before all solutions.
    fn add_baseline(&mut self, journey: Id, solution: Id) {
        let steps = self.in_list(List::Things(ThingKind::Step, Some(journey)));
        let before = steps.last().cloned().unwrap_or(Part::journey(journey));
        let rank = self.parts.get(&before).map_or(0, |entry| entry.rank);
        let entry = Entry {
            list: List::Single,
            record: PartRecord::bare(&Baseline::of(Some(solution))),
            rank,
        };
        self.parts.entry(Part::Baseline(journey)).or_insert(entry);
    }

    fn add_links(&mut self, links: &Links) {
        let mut seen = HashMap::new();
        for link in links.iter() {
            let (from, to, relation) = (link.from, link.to, link.relation);
            let count = seen.entry((from, to, relation)).or_insert(0_usize);
            let part = Part::Link {
                from,
                to,
                relation,
                nth: *count,
            };
            *count += 1;
            self.add(part, List::Links, PartRecord::bare(link));
        }
    }

    pub(in crate::file) fn has(&self, part: &Part) -> bool {
        self.parts.contains_key(part)
    }

    /// The first that is not here of the parts that differ from this one only in how many there are
    /// before them, this one included.
    pub(in crate::file) fn first_missing(&self, part: &Part) -> Option<Part> {
        let (mut here, mut missing) = (0, part.nth() + 1);
        while here < missing {
            let middle = usize::midpoint(here, missing);
            if self.has(&part.with_nth(middle)) {
                here = middle + 1;
            } else {
                missing = middle;
            }
        }
        (here <= part.nth()).then(|| part.with_nth(here))
    }

    pub(in crate::file) fn list_of(&self, part: &Part) -> Option<List> {
        self.parts.get(part).map(|entry| entry.list)
    }

    pub(in crate::file) fn record(&self, part: &Part) -> Option<&PartRecord> {
        self.parts.get(part).map(|entry| &entry.record)
    }

    pub(in crate::file) fn in_list(&self, list: List) -> &[Part] {
        self.lists.get(&list).map_or(&[], Vec::as_slice)
    }

    /// The parts without which this one is not there.
    pub(in crate::file) fn holders(&self, part: &Part) -> Vec<Part> {
        match part {
            Part::Cell { solution, step } => vec![Part::solution(*solution), Part::step(*step)],
            Part::Baseline(journey) => vec![Part::journey(*journey)],
            Part::Link { from, to, .. } => vec![Part::Note(*from), self.end(*to)],
            Part::Project | Part::Thing(..) | Part::Period { .. } | Part::Note(_) => {
                self.list_of(part).map(List::holders).unwrap_or_default()
            }
        }
    }

    /// What a link points to: a note or a step.
    pub(in crate::file) fn end(&self, id: Id) -> Part {
        if self.has(&Part::step(id)) {
            Part::step(id)
        } else {
            Part::Note(id)
        }
    }

    /// The parts this one names, each with the key of the field.
    pub(in crate::file) fn named(&self, part: &Part) -> Vec<(&'static str, Part)> {
        let names = self.record(part).map(PartRecord::names).unwrap_or_default();
        let named = names.into_iter().filter_map(|(key, reference, id)| {
            let part = self.one_of(reference, id?);
            Some((key, part))
        });
        named.collect()
    }

    /// The part a field names: one that is there, if any is.
    pub(in crate::file) fn one_of(&self, reference: &Reference, id: Id) -> Part {
        let mut kinds = reference.kinds.iter().map(|kind| Part::Thing(*kind, id));
        let found = kinds.clone().find(|part| self.has(part));
        found.or(kinds.next_back()).unwrap_or(Part::Project)
    }

    /// What a note is called here, when it has a kind.
    pub(in crate::file) fn kind(&self, note: &Part) -> Option<Kind> {
        self.record(note)?.get::<Note>()?.kind
    }

    /// The fields of a cell, of an absent one as well. `None` where it cannot be.
    pub(in crate::file) fn cell(&self, solution: Id, step: Id) -> Option<Arc<Cell>> {
        if !(self.has(&Part::solution(solution)) && self.has(&Part::step(step))) {
            return None;
        }
        let record = self.record(&Part::Cell { solution, step });
        Some(record.and_then(PartRecord::arc).unwrap_or_default())
    }
}

/// Takes the lists of a record apart.
struct TakeApart<'v> {
    version: &'v mut VersionParts,
    /// Of the project the list of this kind.
    only: Option<ThingKind>,
    /// What the lists stand in, and what that stands in.
    holders: [Option<Id>; 2],
}

impl<'a> Walk<'a> for TakeApart<'_> {
    fn things<T: Thing>(&mut self, things: &'a Vec<Arc<T>>) {
        if self.only.is_some_and(|only| only != T::KIND) {
            return;
        }
        for thing in things {
            let (id, list) = (thing.id(), List::Things(T::KIND, self.holders[0]));
            let part = Part::Thing(T::KIND, id);
            self.version.add(part, list, PartRecord::thing(&**thing));
            self.version.add_notes(shelves(&**thing));
            thing.walk(&mut TakeApart {
                version: self.version,
                only: None,
                holders: [Some(id), self.holders[0]],
            });
        }
    }

    fn baseline(&mut self, is_baseline: &bool) {
        if let ([Some(solution), Some(journey)], true) = (self.holders, *is_baseline) {
            self.version.add_baseline(journey, solution);
        }
    }

    fn by_step<T: model::Record>(&mut self, records: &'a ById<Arc<T>>) {
        let cells = as_a::<ById<Arc<Cell>>>(records);
        let (Some(cells), Some(solution)) = (cells, self.holders[0]) else {
            return;
        };
        for (step, cell) in cells.iter() {
            let part = Part::Cell { solution, step };
            self.version
                .add(part, List::Single, PartRecord::bare(&**cell));
            self.version.add_notes(cell.shelves(solution, step));
        }
    }

    fn listed<T: model::Record>(&mut self, list: &'a Vec<Arc<T>>) {
        let periods = as_a::<Vec<Arc<Period>>>(list);
        let (Some(periods), Some(journey)) = (periods, self.holders[0]) else {
            return;
        };
        let mut seen = HashMap::new();
        for period in periods {
            let name: Arc<str> = period.name.as_str().into();
            let count = seen.entry(Arc::clone(&name)).or_insert(0_usize);
            let part = Part::Period {
                journey,
                name,
                nth: *count,
            };
            *count += 1;
            let record =
                PartRecord::shared(Arc::clone(period), |period| period.name.as_str().into());
            self.version.add(part, List::Periods(journey), record);
        }
    }
}
