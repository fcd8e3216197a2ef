//! A project taken apart: every part by its key, with the list it stands in and what is its own.
//!
//! Parts are compared and merged one by one; nothing here knows that there are two sides.

use crate::model::{
    Cell, Field, Id, Job, Journey, Kind, Lane, Link, Links, Note, Period, Persona, Place, Project,
    Relation, Row, Scale, Solution, Step, ValueMap,
};
use std::collections::HashMap;
use std::sync::Arc;

/// What a part is recognised by in all versions.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(in crate::file) enum Part {
    /// The project's own fields.
    Project,
    Map(Id),
    Job(Id),
    Journey(Id),
    Step(Id),
    Solution(Id),
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
    Persona(Id),
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
    Maps,
    Journeys,
    Personas,
    Links,
    Jobs(Id),
    Steps(Id),
    Solutions(Id),
    Periods(Id),
    Notes(Place),
}

/// What is a part's own, without what stands in it.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::file) enum Record {
    Project(Arc<Project>),
    Map(Arc<ValueMap>),
    Job(Arc<Job>),
    Journey(Arc<Journey>),
    Step(Arc<Step>),
    Solution(Arc<Solution>),
    Baseline(Option<Id>),
    Cell(Arc<Cell>),
    Period(Arc<Period>),
    Persona(Arc<Persona>),
    Note(Arc<Note>),
    Link(Link),
}

/// A part of one version.
#[derive(Clone, Debug)]
pub(in crate::file) struct Entry {
    pub(in crate::file) list: List,
    pub(in crate::file) record: Record,
    /// How many parts come before it when the project is read.
    pub(in crate::file) rank: usize,
}

/// One version of the project, taken apart.
#[derive(Default)]
pub(in crate::file) struct Version {
    pub(in crate::file) parts: HashMap<Part, Entry>,
    pub(in crate::file) lists: HashMap<List, Vec<Part>>,
}

impl Part {
    /// Whether an absent one says the same as an empty one: nobody deletes it.
    pub(in crate::file) fn is_implied(&self) -> bool {
        matches!(self, Self::Project | Self::Baseline(_) | Self::Cell { .. })
    }

    /// How many there are before it that differ from it in nothing else.
    pub(in crate::file) fn nth(&self) -> usize {
        match self {
            Self::Period { nth, .. } | Self::Link { nth, .. } => *nth,
            _ => 0,
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

    /// The name its fields go by.
    pub(in crate::file) fn name(&self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Map(_) => "map",
            Self::Job(_) => "job",
            Self::Journey(_) => "journey",
            Self::Step(_) => "step",
            Self::Solution(_) => "solution",
            Self::Baseline(_) => "baseline",
            Self::Cell { .. } => "cell",
            Self::Period { .. } => "period",
            Self::Persona(_) => "persona",
            Self::Note(_) => "note",
            Self::Link { .. } => "link",
        }
    }

    /// The ids it is recognised by.
    pub(in crate::file) fn ids(&self) -> Vec<Id> {
        match self {
            Self::Project => Vec::new(),
            Self::Map(id)
            | Self::Job(id)
            | Self::Journey(id)
            | Self::Step(id)
            | Self::Solution(id)
            | Self::Baseline(id)
            | Self::Persona(id)
            | Self::Note(id)
            | Self::Period { journey: id, .. } => vec![*id],
            Self::Cell { solution, step } => vec![*solution, *step],
            Self::Link { from, to, .. } => vec![*from, *to],
        }
    }
}

impl Record {
    /// The id of another part that stands in it, to be changed.
    pub(in crate::file) fn name_mut(&mut self) -> Option<&mut Option<Id>> {
        match self {
            Self::Project(project) => Some(&mut Arc::make_mut(project).opens_with),
            Self::Map(map) => Some(&mut Arc::make_mut(map).persona),
            Self::Journey(journey) => Some(&mut Arc::make_mut(journey).persona),
            _ => None,
        }
    }
}

impl List {
    /// The parts without which it is not there. A list of links has none: each link has its own.
    pub(in crate::file) fn holders(self) -> Vec<Part> {
        match self {
            Self::Single | Self::Maps | Self::Journeys | Self::Personas | Self::Links => Vec::new(),
            Self::Jobs(map) => vec![Part::Map(map)],
            Self::Steps(journey) | Self::Solutions(journey) | Self::Periods(journey) => {
                vec![Part::Journey(journey)]
            }
            Self::Notes(Place::Row { job, .. }) => vec![Part::Job(job)],
            Self::Notes(Place::Lane { solution, step, .. }) => {
                vec![Part::Solution(solution), Part::Step(step)]
            }
            Self::Notes(Place::Field { persona, .. }) => vec![Part::Persona(persona)],
        }
    }

    /// The place, for a list of notes.
    pub(in crate::file) fn place(self) -> Option<Place> {
        match self {
            Self::Notes(place) => Some(place),
            _ => None,
        }
    }
}

impl Version {
    /// Takes a project apart.
    pub(in crate::file) fn of(project: &Project) -> Self {
        let mut version = Self::default();
        version.add(Part::Project, List::Single, project_alone(project));
        for map in &project.value_maps {
            let bare = ValueMap {
                jobs: Vec::new(),
                ..(**map).clone()
            };
            version.add(Part::Map(map.id), List::Maps, Record::Map(bare.into()));
            for job in &map.jobs {
                version.add_job(map.id, job);
            }
        }
        for journey in &project.journeys {
            version.add_journey(journey);
        }
        for persona in &project.personas {
            let mut bare = (**persona).clone();
            for field in Field::ALL {
                bare.empathy.notes_mut(field).clear();
            }
            let (part, record) = (Part::Persona(persona.id), Record::Persona(bare.into()));
            version.add(part, List::Personas, record);
            for field in Field::ALL {
                let place = Place::Field {
                    persona: persona.id,
                    field,
                };
                version.add_notes(place, persona.empathy.notes(field));
            }
        }
        let mut seen = HashMap::new();
        for link in project.links.iter() {
            let (from, to, relation) = (link.from, link.to, link.relation);
            let count = seen.entry((from, to, relation)).or_insert(0_usize);
            let part = Part::Link {
                from,
                to,
                relation,
                nth: *count,
            };
            *count += 1;
            version.add(part, List::Links, Record::Link(link.clone()));
        }
        version
    }

    fn add(&mut self, part: Part, list: List, record: Record) {
        if list != List::Single {
            self.lists.entry(list).or_default().push(part.clone());
        }
        let rank = self.parts.len();
        let entry = Entry { list, record, rank };
        self.parts.insert(part, entry);
    }

    fn add_notes(&mut self, place: Place, notes: &[Arc<Note>]) {
        for note in notes {
            let record = Record::Note(Arc::clone(note));
            self.add(Part::Note(note.id), List::Notes(place), record);
        }
    }

    fn add_job(&mut self, map: Id, job: &Arc<Job>) {
        let mut bare = (**job).clone();
        for row in Row::ALL {
            bare.notes_mut(row).clear();
        }
        self.add(Part::Job(job.id), List::Jobs(map), Record::Job(bare.into()));
        for row in Row::ALL {
            let place = Place::Row { job: job.id, row };
            self.add_notes(place, job.notes(row));
        }
    }

    fn add_journey(&mut self, journey: &Journey) {
        let id = journey.id;
        let bare = Journey {
            steps: Vec::new(),
            solutions: Vec::new(),
            periods: Vec::new(),
            ..journey.clone()
        };
        self.add(
            Part::Journey(id),
            List::Journeys,
            Record::Journey(bare.into()),
        );
        for step in &journey.steps {
            let record = Record::Step(Arc::clone(step));
            self.add(Part::Step(step.id), List::Steps(id), record);
        }
        let baseline = journey.solutions.iter().find(|solution| solution.baseline);
        if let Some(solution) = baseline {
            let record = Record::Baseline(Some(solution.id));
            self.add(Part::Baseline(id), List::Single, record);
        }
        for solution in &journey.solutions {
            self.add_solution(id, solution);
        }
        let mut seen = HashMap::new();
        for period in &journey.periods {
            let name: Arc<str> = period.name.as_str().into();
            let count = seen.entry(Arc::clone(&name)).or_insert(0_usize);
            let part = Part::Period {
                journey: id,
                name,
                nth: *count,
            };
            *count += 1;
            self.add(part, List::Periods(id), Record::Period(Arc::clone(period)));
        }
    }

    fn add_solution(&mut self, journey: Id, solution: &Solution) {
        let id = solution.id;
        let mut bare = solution.clone();
        bare.cells = crate::model::ById::default();
        bare.baseline = false;
        self.add(
            Part::Solution(id),
            List::Solutions(journey),
            Record::Solution(bare.into()),
        );
        for (step, cell) in solution.cells.iter() {
            let mut bare = (**cell).clone();
            for lane in Lane::ALL {
                bare.notes_mut(lane).clear();
            }
            let part = Part::Cell { solution: id, step };
            self.add(part, List::Single, Record::Cell(bare.into()));
            for lane in Lane::ALL {
                let place = Place::Lane {
                    solution: id,
                    step,
                    lane,
                };
                self.add_notes(place, Cell::notes(cell, lane));
            }
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

    pub(in crate::file) fn record(&self, part: &Part) -> Option<&Record> {
        self.parts.get(part).map(|entry| &entry.record)
    }

    pub(in crate::file) fn in_list(&self, list: List) -> &[Part] {
        self.lists.get(&list).map_or(&[], Vec::as_slice)
    }

    /// The parts without which this one is not there.
    pub(in crate::file) fn holders(&self, part: &Part) -> Vec<Part> {
        match part {
            Part::Cell { solution, step } => vec![Part::Solution(*solution), Part::Step(*step)],
            Part::Baseline(journey) => vec![Part::Journey(*journey)],
            Part::Link { from, to, .. } => vec![Part::Note(*from), self.end(*to)],
            _ => self.list_of(part).map(List::holders).unwrap_or_default(),
        }
    }

    /// What a link points to: a note or a step.
    pub(in crate::file) fn end(&self, id: Id) -> Part {
        if self.has(&Part::Step(id)) {
            Part::Step(id)
        } else {
            Part::Note(id)
        }
    }

    /// The parts this one names.
    pub(in crate::file) fn named(&self, part: &Part) -> Option<Part> {
        match self.record(part)? {
            Record::Map(map) => map.persona.map(Part::Persona),
            Record::Journey(journey) => journey.persona.map(Part::Persona),
            Record::Project(project) => project.opens_with.map(|id| self.canvas(id)),
            Record::Baseline(solution) => solution.map(Part::Solution),
            _ => None,
        }
    }

    fn canvas(&self, id: Id) -> Part {
        if self.has(&Part::Map(id)) {
            Part::Map(id)
        } else {
            Part::Journey(id)
        }
    }

    /// What a note is called here, when it has a kind.
    pub(in crate::file) fn kind(&self, note: &Part) -> Option<Kind> {
        match self.record(note) {
            Some(Record::Note(note)) => note.kind,
            _ => None,
        }
    }

    /// The fields of a cell, of an absent one as well. `None` where it cannot be.
    pub(in crate::file) fn cell(&self, solution: Id, step: Id) -> Option<Arc<Cell>> {
        if !(self.has(&Part::Solution(solution)) && self.has(&Part::Step(step))) {
            return None;
        }
        match self.record(&Part::Cell { solution, step }) {
            Some(Record::Cell(cell)) => Some(Arc::clone(cell)),
            _ => Some(Arc::default()),
        }
    }
}

/// The project's own fields. The scale is merged before anything else.
fn project_alone(project: &Project) -> Record {
    let bare = Project {
        scale: Scale::default(),
        personas: Vec::new(),
        value_maps: Vec::new(),
        journeys: Vec::new(),
        links: Links::default(),
        merging: None,
        ..project.clone()
    };
    Record::Project(bare.into())
}
