//! What makes a project valid: every id once, nothing that points to nothing, every score on the scale.
//!
//! A file that breaks one of these rules is not opened; the program itself never makes one.

use super::project::{MAX_CELLS, MAX_LINKS, MAX_PARTS};
use super::target::shortened;
use super::{
    Decimal, Field, Id, Journey, MAX_NOTES, MAX_TEXT, Merging, Note, Place, Project, Scale,
};
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

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
    let notes: usize = project.places().map(|(_, notes)| notes.len()).sum();
    let journeys = &project.journeys;
    let jobs = project.value_maps.iter().map(|map| map.jobs.len());
    let parts = project.personas.len()
        + project.value_maps.len()
        + jobs.sum::<usize>()
        + journeys
            .iter()
            .map(|journey| {
                1 + journey.steps.len() + journey.solutions.len() + journey.periods.len()
            })
            .sum::<usize>();
    let cells = journeys.iter().map(|journey| {
        let rows = journey.solutions.len() + journey.periods.len();
        journey.steps.len().saturating_mul(rows)
    });
    let cells = cells.fold(0, usize::saturating_add);
    for (count, most, what) in [
        (notes, MAX_NOTES, "notes"),
        (
            parts,
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

/// Texts outside notes; nobody reads more than [`MAX_TEXT`] of one, and no screen shows it.
fn check_texts(project: &Project, problems: &mut Problems) {
    let mut check = |id: Option<Id>, what: &str, texts: &[&String]| {
        if let Some(text) = texts.iter().find(|text| text.len() > MAX_TEXT) {
            problems.add(id, || {
                let text = shortened(text);
                format!(
                    "{what} has a text longer than {} KB: “{text}”.",
                    MAX_TEXT / 1024
                )
            });
        }
    };
    let Project {
        name,
        description,
        language,
        scale,
        ..
    } = project;
    check(None, "The project", &[name, description, language]);
    for word in &scale.words {
        check(None, "The scale", &[word]);
    }
    for persona in &project.personas {
        let texts = [&persona.name, &persona.position, &persona.profile];
        check(Some(persona.id), "A customer", &texts);
    }
    for map in &project.value_maps {
        check(Some(map.id), "A value map", &[&map.name]);
        for job in &map.jobs {
            let (statement, outcome) = (&job.job, &job.outcome);
            let texts = [
                &statement.sentence,
                &statement.verb,
                &statement.object,
                &statement.circumstance,
                &outcome.sentence,
                &outcome.delta,
                &outcome.measure,
                &outcome.focus,
            ];
            check(Some(job.id), "A job", &texts);
        }
    }
    for journey in &project.journeys {
        check(
            Some(journey.id),
            "A journey",
            &[&journey.name, &journey.basis],
        );
        for step in &journey.steps {
            let texts = [&step.name, &step.short_name, &step.phase];
            check(Some(step.id), "A step", &texts);
        }
        for solution in &journey.solutions {
            check(Some(solution.id), "A solution", &[&solution.name]);
        }
        for period in &journey.periods {
            check(Some(journey.id), "A period", &[&period.name]);
        }
    }
}

/// What an id stands for; links may point to some of them only.
#[derive(Clone, Copy, PartialEq)]
enum Owner {
    Note(Place),
    Step,
    Persona,
    Canvas,
    Other,
}

fn every_id(project: &Project, problems: &mut Problems) -> HashMap<Id, Owner> {
    let mut ids: HashMap<Id, Owner> = HashMap::new();
    // Naming costs more than counting: only what collides is named.
    let mut add = |id: Id, owner: Owner, what: &dyn Fn() -> String| match ids.entry(id) {
        Entry::Occupied(_) => problems.add(Some(id), || {
            let first = owner_name(project, id);
            format!(
                "The id `{id}` stands twice: for {first} and for {}.",
                what()
            )
        }),
        Entry::Vacant(place) => {
            place.insert(owner);
        }
    };
    for persona in &project.personas {
        add(persona.id, Owner::Persona, &|| {
            named("customer", &persona.name)
        });
    }
    for map in &project.value_maps {
        add(map.id, Owner::Canvas, &|| named("value map", &map.name));
        for job in &map.jobs {
            add(job.id, Owner::Other, &|| named("job", &job.job.text()));
        }
    }
    for journey in &project.journeys {
        add(journey.id, Owner::Canvas, &|| {
            named("journey", &journey.name)
        });
        for step in &journey.steps {
            add(step.id, Owner::Step, &|| named("step", &step.name));
        }
        for solution in &journey.solutions {
            add(solution.id, Owner::Other, &|| {
                named("solution", &solution.name)
            });
        }
    }
    for (place, note) in project.all_notes() {
        add(note.id, Owner::Note(place), &|| {
            format!(
                "{} ({})",
                named("note", &note.text),
                project.place_name(place)
            )
        });
    }
    ids
}

fn named(what: &str, name: &str) -> String {
    format!("the {what} “{}”", shortened(name))
}

/// The first owner of an id, in words.
fn owner_name(project: &Project, id: Id) -> String {
    if let Some(persona) = project.persona(id) {
        return named("customer", &persona.name);
    }
    if let Some(map) = project.value_map(id) {
        return named("value map", &map.name);
    }
    if let Some(job) = super::target::job(project, id) {
        return named("job", &job.job.text());
    }
    if let Some(journey) = project.journey(id) {
        return named("journey", &journey.name);
    }
    if let Some(step) = super::target::step(project, id) {
        return named("step", &step.name);
    }
    if let Some((_, solution)) = project.solution(id) {
        return named("solution", &solution.name);
    }
    "a note".to_owned()
}

fn references(project: &Project, ids: &HashMap<Id, Owner>, problems: &mut Problems) {
    let personas = project
        .value_maps
        .iter()
        .map(|map| (&map.name, map.persona))
        .chain(
            project
                .journeys
                .iter()
                .map(|journey| (&journey.name, journey.persona)),
        );
    for (name, persona) in personas {
        if let Some(id) = persona.filter(|id| ids.get(id) != Some(&Owner::Persona)) {
            problems.add(Some(id), || {
                format!(
                    "“{}” is about the customer `{id}`, who is not there.",
                    shortened(name)
                )
            });
        }
    }
    if let Some(id) = project
        .opens_with
        .filter(|id| ids.get(id) != Some(&Owner::Canvas))
    {
        problems.add(Some(id), || {
            format!("The project opens with `{id}`, which is no map and no journey.")
        });
    }
    for link in project.links.iter() {
        let (from, to) = (ids.get(&link.from), ids.get(&link.to));
        let to_place = match to {
            Some(Owner::Note(place)) => Some(*place),
            _ => None,
        };
        match (from, to) {
            (Some(Owner::Note(place)), Some(Owner::Note(_) | Owner::Step)) => {
                if !link.relation.joins(*place, to_place) {
                    let words = link.relation.label();
                    problems.add(
                        Some(link.from),
                        || format!("A link says that `{}` {words} `{}`: that is not possible between these notes.", link.from, link.to),
                    );
                }
            }
            (Some(Owner::Note(_)), _) => {
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
    let mut texts = [&note.text, &note.detail, &note.source]
        .into_iter()
        .chain(&note.tags);
    if texts.any(|text| text.len() > MAX_TEXT) {
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
    if let Some(kind) = note
        .kind
        .filter(|kind| place.is_scored() && !place.kinds().contains(kind))
    {
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
                let text = super::target::job(self, job).map(|job| job.job.text().into_owned());
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
                let step = super::target::step(self, step).map_or("", |step| &step.name);
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
                let field = match field {
                    Field::Traits => "Traits",
                    Field::Actions => "Actions",
                    Field::Feelings => "Feelings",
                    Field::Influences => "Influences",
                    Field::Thoughts => "Thoughts",
                };
                let persona = self.persona(persona).map_or("", |persona| &persona.name);
                format!("{field} · {}", or(persona, "customer without a name"))
            }
        }
    }
}
