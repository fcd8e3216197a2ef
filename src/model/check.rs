//! What makes a project valid: every id once, nothing that points to nothing, every score on the scale.
//!
//! A file that breaks one of these rules is not opened; the program itself never makes one.

use super::words::capitalised;
use super::{
    Decimal, FieldInfo, Id, Journey, MAX_CELLS, MAX_LINKS, MAX_NOTES, MAX_PARTS, MAX_TEXT, Merging,
    Note, Place, Project, Record, Rule, Scale, Thing, ThingKind, Walk, shortened,
};
use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// A sentence for people: what, and where.
    pub sentence: String,
    /// The id it is about, to find the line in a file.
    pub id: Option<Id>,
}

/// What makes this project invalid, the first problems of it; empty when it is valid.
pub fn check(project: &Project) -> Vec<Problem> {
    problems(project).list
}

/// What makes this project invalid, and how much there is of it.
pub(crate) fn problems(project: &Project) -> Problems {
    let mut problems = Problems::default();
    let scale = &project.scale;
    if scale.max == 0 || scale.max > Scale::LARGEST {
        problems.add(None, || {
            format!(
                "The scale goes to {}; 1 to {} is possible.",
                scale.max,
                Scale::LARGEST
            )
        });
        return problems;
    }
    // What is too much is not looked at any closer: that would take its time as well.
    check_size(project, &mut problems);
    if !problems.list.is_empty() {
        return problems;
    }
    let ids = every_id(project, &mut problems);
    references(project, &ids, &mut problems);
    for journey in &project.journeys {
        check_journey(journey, scale, &mut problems);
    }
    check_texts(project, &mut problems);
    for (place, note) in project.all_notes() {
        check_note(project, place, note, &mut problems);
    }
    if let Some(merging) = &project.merging {
        check_merging(merging, &mut problems);
    }
    problems
}

fn check_merging(merging: &Merging, problems: &mut Problems) {
    for (which, version) in merging.versions() {
        if version.merging.is_some() {
            problems.add(None, || {
                format!("The {which} version of the merge in this file has a merge of its own.")
            });
            continue;
        }
        for problem in check(version) {
            problems.add(problem.id, || {
                let sentence = problem.sentence;
                format!("In the {which} version of the merge in this file: {sentence}")
            });
        }
    }
}

/// The first problems, as many as somebody would read, and how many there are besides.
#[derive(Default)]
pub(crate) struct Problems {
    pub(crate) list: Vec<Problem>,
    pub(crate) others: usize,
}

impl Problems {
    /// Sentences that nobody reads are not made: a file can have a million of them.
    const MOST: usize = 20;

    fn add(&mut self, id: Option<Id>, sentence: impl FnOnce() -> String) {
        if self.list.len() < Self::MOST {
            let sentence = sentence();
            self.list.push(Problem { sentence, id });
        } else {
            self.others += 1;
        }
    }
}

/// Whether there is more of anything than this program opens.
pub(crate) fn is_too_large(project: &Project) -> bool {
    let mut problems = Problems::default();
    check_size(project, &mut problems);
    !problems.list.is_empty()
}

fn check_size(project: &Project, problems: &mut Problems) {
    let journeys = &project.journeys;
    let mut parts = Count(0);
    project.walk(&mut parts);
    let cells = journeys.iter().map(|journey| {
        let rows = journey.solutions.len() + journey.periods.len();
        journey.steps.len().saturating_mul(rows)
    });
    let cells = cells.fold(0, usize::saturating_add);
    for (count, most, what) in [
        (project.note_count(), MAX_NOTES, "notes"),
        (
            parts.0,
            MAX_PARTS,
            "customers, maps, jobs, journeys, steps, solutions and periods",
        ),
        (
            cells,
            MAX_CELLS,
            "cells (steps times solutions and periods)",
        ),
        (project.links.len(), MAX_LINKS, "links"),
    ] {
        if count > most {
            problems.add(None, || {
                format!("There are {count} {what}; {most} are the most this program opens.")
            });
        }
    }
}

/// How many parts there are.
struct Count(usize);

impl<'a> Walk<'a> for Count {
    fn things<T: Thing>(&mut self, things: &'a Vec<Arc<T>>) {
        self.0 += things.len();
        for thing in things {
            thing.walk(self);
        }
    }

    fn listed<T: Record>(&mut self, list: &'a Vec<Arc<T>>) {
        self.0 += list.len();
    }
}

/// Texts outside notes; nobody reads more than [`MAX_TEXT`] of one, and no screen shows it.
struct Texts<'p> {
    problems: &'p mut Problems,
    id: Option<Id>,
    what: String,
    is_told: bool,
}

fn check_texts(project: &Project, problems: &mut Problems) {
    project.walk(&mut Texts {
        problems,
        id: None,
        what: "The project".to_owned(),
        is_told: false,
    });
}

impl<'a> Walk<'a> for Texts<'_> {
    fn text(&mut self, _: &'static FieldInfo, text: &'a String) {
        if text.len() > MAX_TEXT && !self.is_told {
            self.is_told = true;
            let what = &self.what;
            self.problems.add(self.id, || {
                let (text, most) = (shortened(text), MAX_TEXT / 1024);
                format!("{what} has a text longer than {most} KB: “{text}”.")
            });
        }
    }

    fn texts(&mut self, field: &'static FieldInfo, texts: &'a Vec<String>) {
        for text in texts {
            self.is_told = false;
            self.text(field, text);
        }
    }

    fn within<T: Record>(&mut self, field: &'static FieldInfo, record: &'a T) {
        // What has words is told by them, what has none as what it is in.
        let what = if field.words.is_empty() {
            self.what.clone()
        } else {
            format!("The {}", field.words)
        };
        let owner = std::mem::replace(&mut self.what, what);
        record.walk(self);
        self.what = owner;
    }

    fn things<T: Thing>(&mut self, things: &'a Vec<Arc<T>>) {
        let holder = (self.id, self.what.clone());
        for thing in things {
            self.id = Some(thing.id());
            self.what = format!("A {}", T::KIND.info().one);
            self.is_told = false;
            thing.walk(self);
        }
        (self.id, self.what) = holder;
    }

    fn listed<T: Record>(&mut self, list: &'a Vec<Arc<T>>) {
        for record in list {
            self.what = capitalised(T::INFO.what);
            self.is_told = false;
            record.walk(self);
        }
    }
}

/// What an id stands for; links and fields may point to some of them only.
#[derive(Clone, Copy, PartialEq)]
enum Names {
    Note(Place),
    Thing(ThingKind),
}

/// Every id once.
struct Ids<'p> {
    project: &'p Project,
    problems: &'p mut Problems,
    known: HashMap<Id, Names>,
}

impl Ids<'_> {
    // Naming costs more than counting: only what collides is named.
    fn add(&mut self, id: Id, names: Names, what: impl Fn() -> String) {
        match self.known.entry(id) {
            Entry::Occupied(_) => self.problems.add(Some(id), || {
                let first = first_name(self.project, id);
                format!(
                    "The id `{id}` stands twice: for {first} and for {}.",
                    what()
                )
            }),
            Entry::Vacant(place) => {
                place.insert(names);
            }
        }
    }
}

impl<'a> Walk<'a> for Ids<'_> {
    fn things<T: Thing>(&mut self, things: &'a Vec<Arc<T>>) {
        for thing in things {
            self.add(thing.id(), Names::Thing(T::KIND), || {
                named(T::KIND.info().one, &thing.title())
            });
            thing.walk(self);
        }
    }
}

fn every_id(project: &Project, problems: &mut Problems) -> HashMap<Id, Names> {
    let mut ids = Ids {
        project,
        problems,
        known: HashMap::new(),
    };
    project.walk(&mut ids);
    for (place, note) in project.all_notes() {
        ids.add(note.id, Names::Note(place), || {
            let place = project.place_name(place);
            format!("{} ({place})", named("note", &note.text))
        });
    }
    ids.known
}

fn named(what: &str, name: &str) -> String {
    format!("the {what} “{}”", shortened(name))
}

/// The first owner of an id, in words.
fn first_name(project: &Project, id: Id) -> String {
    let first = project.thing(id);
    let first = first.map(|(kind, title)| named(kind.info().one, &title));
    first.unwrap_or_else(|| "a note".to_owned())
}

/// What parts name must be there.
struct References<'a, 'p> {
    ids: &'p HashMap<Id, Names>,
    title: Option<Cow<'a, str>>,
    problems: &'p mut Problems,
    /// Of the project itself, told after those of its parts.
    own: Vec<Problem>,
}

impl<'a> Walk<'a> for References<'a, '_> {
    fn names(&mut self, field: &'static FieldInfo, id: &Option<Id>) {
        let (Some(id), Rule::Names(reference)) = (*id, field.rule) else {
            return;
        };
        let mut kinds = reference.kinds.iter();
        if kinds.any(|kind| self.ids.get(&id) == Some(&Names::Thing(*kind))) {
            return;
        }
        match &self.title {
            Some(title) => {
                let sentence = || reference.in_words(reference.missing, id, title);
                self.problems.add(Some(id), sentence);
            }
            None => self.own.push(Problem {
                sentence: reference.in_words(reference.missing, id, ""),
                id: Some(id),
            }),
        }
    }

    fn things<T: Thing>(&mut self, things: &'a Vec<Arc<T>>) {
        let holder = self.title.take();
        for thing in things {
            self.title = Some(thing.title());
            thing.walk(self);
        }
        self.title = holder;
    }
}

fn references(project: &Project, ids: &HashMap<Id, Names>, problems: &mut Problems) {
    let mut references = References {
        ids,
        title: None,
        problems,
        own: Vec::new(),
    };
    project.walk(&mut references);
    for problem in std::mem::take(&mut references.own) {
        problems.add(problem.id, || problem.sentence);
    }
    for link in project.links.iter() {
        let (from, to) = (ids.get(&link.from), ids.get(&link.to));
        let to_place = match to {
            Some(Names::Note(place)) => Some(*place),
            Some(Names::Thing(_)) | None => None,
        };
        match (from, to) {
            (Some(Names::Note(place)), Some(Names::Note(_) | Names::Thing(ThingKind::Step))) => {
                if !link.relation.joins(*place, to_place) {
                    let words = link.relation.label();
                    problems.add(
                        Some(link.from),
                        || format!("A link says that `{}` {words} `{}`: that is not possible between these notes.", link.from, link.to),
                    );
                }
            }
            (Some(Names::Note(_)), _) => {
                problems.add(Some(link.to), || {
                    format!("A link points to `{}`, which is not there.", link.to)
                });
            }
            _ => problems.add(Some(link.from), || {
                format!("A link comes from `{}`, which is no note.", link.from)
            }),
        }
    }
}

fn check_journey(journey: &Journey, scale: &Scale, problems: &mut Problems) {
    let steps: HashSet<Id> = journey.steps.iter().map(|step| step.id).collect();
    let name = || shortened(&journey.name);
    let baselines = journey.solutions.iter().filter(|known| known.baseline);
    if baselines.count() > 1 {
        problems.add(Some(journey.id), || {
            format!("The journey “{}” has more than one baseline.", name())
        });
    }
    for solution in &journey.solutions {
        let title = || format!("“{}” of “{}”", shortened(&solution.name), name());
        for (step, cell) in solution.cells.iter() {
            if !steps.contains(&step) {
                problems.add(Some(step), || {
                    format!(
                        "The solution {} has a cell for the step `{step}`, which is not there.",
                        title()
                    )
                });
            }
            let largest = scale.largest().thousandths();
            if let Some(overall) = cell
                .overall
                .filter(|overall| overall.thousandths().abs() > largest)
            {
                problems.add(Some(step), || {
                    format!(
                        "The judgement {overall} in {} is not on the scale of −{1} to {1}.",
                        title(),
                        scale.max
                    )
                });
            }
        }
    }
    for period in &journey.periods {
        let title = || format!("“{}” in {}", name(), shortened(&period.name));
        for (step, count) in period.counts.iter() {
            if !steps.contains(&step) {
                problems.add(Some(step), || {
                    format!(
                        "The head counts of {} have a step `{step}`, which is not there.",
                        title()
                    )
                });
            }
            if count < &Decimal::ZERO {
                problems.add(Some(step), || {
                    format!("A head count of {} is below 0.", title())
                });
            }
        }
    }
}

fn check_note(project: &Project, place: Place, note: &Note, problems: &mut Problems) {
    let mut wrong = |what: &dyn Fn() -> String| {
        problems.add(Some(note.id), || {
            let text = shortened(&note.text);
            let place = project.place_name(place);
            format!("The note “{text}” ({place}) {}", what())
        });
    };
    if note.has_long_text() {
        wrong(&|| format!("is longer than {} KB.", MAX_TEXT / 1024));
    }
    if let Some(score) = note.score {
        let scale = &project.scale;
        if score < Decimal::ZERO || score > scale.largest() {
            wrong(&|| {
                format!(
                    "has the score {score}, which is not on the scale of 0 to {}.",
                    scale.max
                )
            });
        }
    }
    let is_severity = |severity| (1..=3).contains(&severity);
    if note.severity.is_some_and(|severity| !is_severity(severity)) {
        wrong(&|| "has a severity that is not 1, 2 or 3.".to_owned());
    }
    if let Some(kind) = note.kind.filter(|kind| !place.allows(*kind)) {
        wrong(&|| {
            format!(
                "is called “{}”, which is not for a {}.",
                kind.label(),
                place.one()
            )
        });
    }
}

impl Project {
    /// Where a place is, in words: "Sacrifices · Buy · Pick up".
    pub fn place_name(&self, place: Place) -> String {
        let or = |name: &str, other: &str| {
            if name.trim().is_empty() {
                other.to_owned()
            } else {
                shortened(name)
            }
        };
        match place {
            Place::Row { job, row } => {
                let text = self.job(job).map(|job| job.job.text().into_owned());
                format!(
                    "{} · {}",
                    row.info().name,
                    or(&text.unwrap_or_default(), "job without a name")
                )
            }
            Place::Lane {
                solution,
                step,
                lane,
            } => {
                let step = self.step(step).map_or("", |step| &step.name);
                let found = self.solution(solution);
                let several = found.is_some_and(|(journey, _)| journey.solutions.len() > 1);
                let solution = found.map_or("", |(_, solution)| &solution.name);
                let step = or(step, "step without a name");
                if several {
                    format!(
                        "{} · {} · {step}",
                        lane.info().name,
                        or(solution, "solution without a name")
                    )
                } else {
                    format!("{} · {step}", lane.info().name)
                }
            }
            Place::Field { persona, field } => {
                let field = field.info().name;
                let persona = self.persona(persona).map_or("", |persona| &persona.name);
                format!("{field} · {}", or(persona, "customer without a name"))
            }
        }
    }
}
