//! What makes a project valid: every id once, nothing that points to nothing, every score on the scale.
//!
//! A file that breaks one of these rules is not opened; the program itself never makes one.

use super::target::shortened;
use super::{
    Decimal, Field, Id, Journey, MAX_NOTES, MAX_TEXT, Merging, Note, Place, Project, Scale,
};
use std::collections::{HashMap, HashSet};

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// A sentence for people: what, and where.
    pub sentence: String,
    /// The id it is about, to find the line in a file.
    pub id: Option<Id>,
}

/// Everything that makes this project invalid; empty when it is valid.
pub fn check(project: &Project) -> Vec<Problem> {
    let mut problems = Problems::default();
    let scale = &project.scale;
    if scale.max == 0 || scale.max > Scale::LARGEST {
        problems.add(
            None,
            format!(
                "The scale goes to {}; 1 to {} is possible.",
                scale.max,
                Scale::LARGEST
            ),
        );
        return problems.list;
    }
    let ids = every_id(project, &mut problems);
    references(project, &ids, &mut problems);
    for journey in &project.journeys {
        check_journey(journey, scale, &mut problems);
    }
    let mut count = 0;
    for (place, note) in project.all_notes() {
        count += 1;
        check_note(project, place, note, &mut problems);
    }
    if count > MAX_NOTES {
        problems.add(
            None,
            format!("There are {count} notes; {MAX_NOTES} are the most this program opens."),
        );
    }
    if let Some(merging) = &project.merging {
        check_merging(merging, &mut problems);
    }
    problems.list
}

fn check_merging(merging: &Merging, problems: &mut Problems) {
    for (which, version) in merging.versions() {
        if version.merging.is_some() {
            let sentence =
                format!("The {which} version of the merge in this file has a merge of its own.");
            problems.add(None, sentence);
            continue;
        }
        for problem in check(version) {
            let sentence = format!(
                "In the {which} version of the merge in this file: {}",
                problem.sentence
            );
            problems.add(problem.id, sentence);
        }
    }
}

#[derive(Default)]
struct Problems {
    list: Vec<Problem>,
}

impl Problems {
    fn add(&mut self, id: Option<Id>, sentence: String) {
        self.list.push(Problem { sentence, id });
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
    let mut ids: HashMap<Id, (Owner, String)> = HashMap::new();
    let mut add = |id: Id, owner: Owner, what: &dyn Fn() -> String| {
        if let Some((_, first)) = ids.get(&id) {
            problems.add(
                Some(id),
                format!(
                    "The id `{id}` stands twice: for {first} and for {}.",
                    what()
                ),
            );
        } else {
            // Naming costs more than counting: notes are named only when they collide.
            let first = if matches!(owner, Owner::Note(_)) {
                "a note".to_owned()
            } else {
                what()
            };
            ids.insert(id, (owner, first));
        }
    };
    for persona in &project.personas {
        add(persona.id, Owner::Persona, &|| {
            format!("the customer “{}”", shortened(&persona.name))
        });
    }
    for map in &project.value_maps {
        add(map.id, Owner::Canvas, &|| {
            format!("the value map “{}”", shortened(&map.name))
        });
        for job in &map.jobs {
            add(job.id, Owner::Other, &|| {
                format!("the job “{}”", shortened(&job.job.text()))
            });
        }
    }
    for journey in &project.journeys {
        add(journey.id, Owner::Canvas, &|| {
            format!("the journey “{}”", shortened(&journey.name))
        });
        for step in &journey.steps {
            add(step.id, Owner::Step, &|| {
                format!("the step “{}”", shortened(&step.name))
            });
        }
        for solution in &journey.solutions {
            add(solution.id, Owner::Other, &|| {
                format!("the solution “{}”", shortened(&solution.name))
            });
        }
    }
    for (place, note) in project.all_notes() {
        add(note.id, Owner::Note(place), &|| {
            format!(
                "the note “{}” ({})",
                shortened(&note.text),
                project.place_name(place)
            )
        });
    }
    ids.into_iter()
        .map(|(id, (owner, _))| (id, owner))
        .collect()
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
            problems.add(
                Some(id),
                format!(
                    "“{}” is about the customer `{id}`, who is not there.",
                    shortened(name)
                ),
            );
        }
    }
    if let Some(id) = project
        .opens_with
        .filter(|id| ids.get(id) != Some(&Owner::Canvas))
    {
        problems.add(
            Some(id),
            format!("The project opens with `{id}`, which is no map and no journey."),
        );
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
                        format!("A link says that `{}` {words} `{}`: that is not possible between these notes.", link.from, link.to),
                    );
                }
            }
            (Some(Owner::Note(_)), _) => {
                problems.add(
                    Some(link.to),
                    format!("A link points to `{}`, which is not there.", link.to),
                );
            }
            _ => problems.add(
                Some(link.from),
                format!("A link comes from `{}`, which is no note.", link.from),
            ),
        }
    }
}

fn check_journey(journey: &Journey, scale: &Scale, problems: &mut Problems) {
    let steps: HashSet<Id> = journey.steps.iter().map(|step| step.id).collect();
    let name = shortened(&journey.name);
    if journey
        .solutions
        .iter()
        .filter(|solution| solution.baseline)
        .count()
        > 1
    {
        problems.add(
            Some(journey.id),
            format!("The journey “{name}” has more than one baseline."),
        );
    }
    for solution in &journey.solutions {
        for (step, cell) in solution.cells.iter() {
            let solution = shortened(&solution.name);
            if !steps.contains(&step) {
                problems.add(
                    Some(step),
                    format!("The solution “{solution}” of “{name}” has a cell for the step `{step}`, which is not there."),
                );
            }
            if let Some(overall) = cell
                .overall
                .filter(|overall| overall.thousandths().abs() > scale.largest().thousandths())
            {
                problems.add(
                    Some(step),
                    format!("The judgement {overall} in “{solution}” of “{name}” is not on the scale of −{0} to {0}.", scale.max),
                );
            }
        }
    }
    for period in &journey.periods {
        for (step, count) in period.counts.iter() {
            if !steps.contains(&step) {
                problems.add(
                    Some(step),
                    format!(
                        "The head counts {} of “{name}” have a step `{step}`, which is not there.",
                        period.name
                    ),
                );
            }
            if count < &Decimal::ZERO {
                problems.add(
                    Some(step),
                    format!("A head count of “{name}” in {} is below 0.", period.name),
                );
            }
        }
    }
}

fn check_note(project: &Project, place: Place, note: &Note, problems: &mut Problems) {
    let mut wrong = |what: String| {
        let text = shortened(&note.text);
        problems.add(
            Some(note.id),
            format!("The note “{text}” ({}) {what}", project.place_name(place)),
        );
    };
    if note.text.len() > MAX_TEXT || note.detail.len() > MAX_TEXT {
        wrong(format!("is longer than {} KB.", MAX_TEXT / 1024));
    }
    if let Some(score) = note.score {
        let scale = &project.scale;
        if score < Decimal::ZERO || score > scale.largest() {
            wrong(format!(
                "has the score {score}, which is not on the scale of 0 to {}.",
                scale.max
            ));
        }
    }
    if note
        .severity
        .is_some_and(|severity| !(1..=3).contains(&severity))
    {
        wrong("has a severity that is not 1, 2 or 3.".to_owned());
    }
    if let Some(kind) = note
        .kind
        .filter(|kind| place.is_scored() && !place.kinds().contains(kind))
    {
        wrong(format!(
            "is called “{}”, which is not for a {}.",
            kind.label(),
            place.one()
        ));
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
