//! Settles what contradicts itself in a salvaged project, so that it is valid.
//!
//! Notes come first: a step is added rather than its notes lost, an id is made new rather than what it
//! names left out.

use super::Losses;
use crate::model::{
    Cell, Decimal, Field, Id, Journey, Lane, MAX_TEXT, Note, Place, Project, Relation, Row, Scale,
    Step, cut_to_limit, shortened,
};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

pub(super) fn settle(project: &mut Project, losses: &mut Losses) {
    scale(project, losses);
    for journey in &mut project.journeys {
        steps_of_cells(Arc::make_mut(journey), losses);
    }
    ids(project, losses);
    for journey in &mut project.journeys {
        settle_journey(Arc::make_mut(journey), &project.scale, losses);
    }
    texts(project, losses);
    notes(project, losses);
    references(project, losses);
    project.put_in_order();
}

/// A scale that is none becomes the smallest one that has all scores.
fn scale(project: &mut Project, losses: &mut Losses) {
    let max = project.scale.max;
    if (1..=Scale::LARGEST).contains(&max) {
        return;
    }
    let scores = project.all_notes().filter_map(|(_, note)| note.score);
    let largest = scores.max().unwrap_or_default();
    let presets = Scale::PRESETS.into_iter();
    let fits = |preset: &u8| Decimal::whole(i32::from(*preset)) >= largest;
    project.scale.max = presets.clone().find(fits).unwrap_or(Scale::LARGEST);
    losses.say(|| {
        let now = project.scale.max;
        format!("The scale went to {max}, which is not possible; it goes to {now} now.")
    });
}

/// Adds the steps that cells and counts speak of and that are not there.
fn steps_of_cells(journey: &mut Journey, losses: &mut Losses) {
    let mut known: HashSet<Id> = journey.steps.iter().map(|step| step.id).collect();
    let cells = journey.solutions.iter().flat_map(|solution| {
        let cells = solution.cells.iter();
        cells.map(|(step, cell)| (step, !cell.is_blank()))
    });
    let counts = journey
        .periods
        .iter()
        .flat_map(|period| period.counts.iter().map(|(step, _)| (step, true)));
    let mut missing = Vec::new();
    for (step, says_something) in cells.chain(counts) {
        if says_something && known.insert(step) {
            missing.push(step);
        }
    }
    let name = shortened(&journey.name);
    for id in missing {
        losses.say(|| {
            format!("The step `{id}` of “{name}” was missing and was added, because something stands in it.")
        });
        let mut step = Step::new("");
        step.id = id;
        journey.steps.push(Arc::new(step));
    }
    // What is left without a step says nothing.
    for solution in &mut journey.solutions {
        let stray: Vec<Id> = solution
            .cells
            .iter()
            .map(|(step, _)| step)
            .filter(|step| !known.contains(step))
            .collect();
        for step in stray {
            Arc::make_mut(solution).cells.remove(step);
            losses.say(|| {
                format!("An empty cell of “{name}” for the step `{step}`, which is not there, was left out.")
            });
        }
    }
}

/// Every id once: the second one gets a new one.
fn ids(project: &mut Project, losses: &mut Losses) {
    let mut seen = HashSet::new();
    let mut renew = |id: &mut Id, what: &str, name: &str| {
        if seen.insert(*id) {
            return None;
        }
        let before = *id;
        while !seen.insert(*id) {
            *id = Id::random();
        }
        losses.say(|| {
            let name = shortened(name);
            format!(
                "The {what} “{name}” had the id `{before}` of something else and got a new one."
            )
        });
        Some(before)
    };
    for persona in &mut project.personas {
        let persona = Arc::make_mut(persona);
        renew(&mut persona.id, "customer", &persona.name);
    }
    for map in &mut project.value_maps {
        let map = Arc::make_mut(map);
        renew(&mut map.id, "value map", &map.name);
        for job in &mut map.jobs {
            let job = Arc::make_mut(job);
            let name = job.job.text().into_owned();
            renew(&mut job.id, "job", &name);
        }
    }
    for journey in &mut project.journeys {
        let journey = Arc::make_mut(journey);
        renew(&mut journey.id, "journey", &journey.name);
        let mut own = HashSet::new();
        let mut renamed = HashMap::new();
        for step in &mut journey.steps {
            let step = Arc::make_mut(step);
            let is_first = own.insert(step.id);
            if let Some(before) = renew(&mut step.id, "step", &step.name)
                && is_first
            {
                renamed.insert(before, step.id);
            }
        }
        for solution in &mut journey.solutions {
            let solution = Arc::make_mut(solution);
            renew(&mut solution.id, "solution", &solution.name);
            for (before, now) in &renamed {
                if let Some(cell) = solution.cells.remove(*before) {
                    solution.cells.insert(*now, cell);
                }
            }
        }
        for period in &mut journey.periods {
            let period = Arc::make_mut(period);
            for (before, now) in &renamed {
                if let Some(count) = period.counts.remove(*before) {
                    period.counts.insert(*now, count);
                }
            }
        }
    }
    each_note(project, |_, note| {
        let mut id = note.id;
        if renew(&mut id, "note", &note.text).is_some() {
            Arc::make_mut(note).id = id;
        }
    });
}

fn settle_journey(journey: &mut Journey, scale: &Scale, losses: &mut Losses) {
    let name = shortened(&journey.name);
    let mut has_baseline = false;
    for solution in &mut journey.solutions {
        if solution.baseline && has_baseline {
            losses.say(|| {
                let solution = shortened(&solution.name);
                format!("“{solution}” of “{name}” is no baseline any more: there was one before.")
            });
            Arc::make_mut(solution).baseline = false;
        }
        has_baseline |= solution.baseline;
        let largest = scale.largest();
        let is_off = |cell: &Cell| {
            cell.overall
                .is_some_and(|overall| overall > largest || overall < -largest)
        };
        if !solution.cells.iter().any(|(_, cell)| is_off(cell)) {
            continue;
        }
        for cell in Arc::make_mut(solution).cells.values_mut() {
            if is_off(cell) {
                let cell = Arc::make_mut(cell);
                losses.say(|| {
                    let overall = cell.overall.unwrap_or_default();
                    format!("The judgement {overall} of a step of “{name}” is not on the scale and was left out.")
                });
                cell.overall = None;
            }
        }
    }
    for period in &mut journey.periods {
        let below: Vec<Id> = period
            .counts
            .iter()
            .filter(|(_, count)| **count < Decimal::ZERO)
            .map(|(step, _)| step)
            .collect();
        for step in below {
            losses.say(|| format!("A head count of “{name}” was below 0 and was left out."));
            Arc::make_mut(period).counts.remove(step);
        }
    }
}

/// Texts outside notes are cut to what a text may have.
fn texts(project: &mut Project, losses: &mut Losses) {
    let mut fit = |texts: &mut [&mut String]| {
        for text in texts {
            cut_text(text, losses);
        }
    };
    fit(&mut [
        &mut project.name,
        &mut project.description,
        &mut project.language,
    ]);
    for word in &mut project.scale.words {
        fit(&mut [word]);
    }
    for persona in &mut project.personas {
        let persona = Arc::make_mut(persona);
        fit(&mut [
            &mut persona.name,
            &mut persona.position,
            &mut persona.profile,
        ]);
    }
    for map in &mut project.value_maps {
        let map = Arc::make_mut(map);
        fit(&mut [&mut map.name]);
        for job in &mut map.jobs {
            let job = Arc::make_mut(job);
            let (statement, outcome) = (&mut job.job, &mut job.outcome);
            fit(&mut [
                &mut statement.sentence,
                &mut statement.verb,
                &mut statement.object,
                &mut statement.circumstance,
                &mut outcome.sentence,
                &mut outcome.delta,
                &mut outcome.measure,
                &mut outcome.focus,
            ]);
        }
    }
    for journey in &mut project.journeys {
        let journey = Arc::make_mut(journey);
        fit(&mut [&mut journey.name, &mut journey.basis]);
        for step in &mut journey.steps {
            let step = Arc::make_mut(step);
            fit(&mut [&mut step.name, &mut step.short_name, &mut step.phase]);
        }
        for solution in &mut journey.solutions {
            fit(&mut [&mut Arc::make_mut(solution).name]);
        }
        for period in &mut journey.periods {
            fit(&mut [&mut Arc::make_mut(period).name]);
        }
    }
}

fn cut_text(text: &mut String, losses: &mut Losses) {
    if cut_to_limit(text) {
        losses.say(|| {
            let text = shortened(text);
            format!(
                "“{text}” was longer than {} KB and was cut.",
                MAX_TEXT / 1024
            )
        });
    }
}

fn notes(project: &mut Project, losses: &mut Losses) {
    let largest = project.scale.largest();
    each_note(project, |place, shared| {
        let is_long = |text: &String| text.len() > MAX_TEXT;
        let score = shared
            .score
            .filter(|score| *score < Decimal::ZERO || *score > largest);
        let severity = shared
            .severity
            .filter(|severity| !(1..=3).contains(severity));
        let kind = shared
            .kind
            .filter(|kind| place.is_scored() && !place.kinds().contains(kind));
        let texts = [&shared.text, &shared.detail, &shared.source];
        let fits = !texts.into_iter().chain(&shared.tags).any(is_long);
        if fits && score.is_none() && severity.is_none() && kind.is_none() {
            return;
        }
        let note = Arc::make_mut(shared);
        let title = shortened(&note.text);
        if let Some(score) = score {
            losses.say(|| format!("The note “{title}” had the score {score}, which is not on the scale; it is not scored now."));
            note.score = None;
        }
        if let Some(severity) = severity {
            losses.say(|| format!("The note “{title}” had the severity {severity}, which there is not; it has none now."));
            note.severity = None;
        }
        if let Some(kind) = kind {
            losses.say(|| {
                format!(
                    "The note “{title}” was called “{}”, which is not for a {}; its kind was left out.",
                    kind.label(),
                    place.one()
                )
            });
            note.kind = None;
        }
        for text in [&mut note.text, &mut note.detail, &mut note.source] {
            cut_text(text, losses);
        }
        for tag in &mut note.tags {
            cut_text(tag, losses);
        }
    });
}

/// Leaves out what points to nothing.
fn references(project: &mut Project, losses: &mut Losses) {
    let personas: HashSet<Id> = project.personas.iter().map(|persona| persona.id).collect();
    let mut canvases = HashSet::new();
    let mut check = |id: Id, name: &str, persona: Option<Id>| {
        canvases.insert(id);
        let unknown = persona.filter(|persona| !personas.contains(persona));
        if unknown.is_some() {
            losses.say(|| {
                let name = shortened(name);
                format!("“{name}” is about a customer who is not there; that was left out.")
            });
        }
        unknown.is_some()
    };
    for map in &mut project.value_maps {
        if check(map.id, &map.name, map.persona) {
            Arc::make_mut(map).persona = None;
        }
    }
    for journey in &mut project.journeys {
        if check(journey.id, &journey.name, journey.persona) {
            Arc::make_mut(journey).persona = None;
        }
    }
    if let Some(id) = project.opens_with.filter(|id| !canvases.contains(id)) {
        losses.say(|| format!("The project opened with `{id}`, which is not there."));
        project.opens_with = None;
    }
    let places: HashMap<Id, Place> = project
        .all_notes()
        .map(|(place, note)| (note.id, place))
        .collect();
    let steps: HashSet<Id> = project
        .journeys
        .iter()
        .flat_map(|journey| journey.steps.iter().map(|step| step.id))
        .collect();
    let joins = |from: Id, to: Id, relation: Relation| {
        let there = places.contains_key(&to) || steps.contains(&to);
        let from = places.get(&from).filter(|_| there);
        from.is_some_and(|from| relation.joins(*from, places.get(&to).copied()))
    };
    let is_whole = |link: &crate::model::Link| joins(link.from, link.to, link.relation);
    if !project.links.iter().all(is_whole) {
        project.links.to_mut().retain(|link| {
            let keeps = is_whole(link);
            if !keeps {
                losses.say(|| {
                    let words = link.relation.label();
                    format!("The link that `{}` {words} `{}` joins nothing that can be joined and was left out.", link.from, link.to)
                });
            }
            keeps
        });
    }
}

/// Every note with its place, to be changed. Nobody shares a project that was just made.
fn each_note(project: &mut Project, mut change: impl FnMut(Place, &mut Arc<Note>)) {
    let mut all = |place: Place, notes: &mut Vec<Arc<Note>>| {
        for note in notes {
            change(place, note);
        }
    };
    for map in &mut project.value_maps {
        for job in &mut Arc::make_mut(map).jobs {
            let job = Arc::make_mut(job);
            for row in Row::ALL {
                all(Place::Row { job: job.id, row }, job.notes_mut(row));
            }
        }
    }
    for journey in &mut project.journeys {
        for solution in &mut Arc::make_mut(journey).solutions {
            let solution = Arc::make_mut(solution);
            let steps: Vec<Id> = solution.cells.iter().map(|(step, _)| step).collect();
            for (step, cell) in steps.into_iter().zip(solution.cells.values_mut()) {
                let cell = Arc::make_mut(cell);
                for lane in Lane::ALL {
                    let place = Place::Lane {
                        solution: solution.id,
                        step,
                        lane,
                    };
                    all(place, cell.notes_mut(lane));
                }
            }
        }
    }
    for persona in &mut project.personas {
        let persona = Arc::make_mut(persona);
        for field in Field::ALL {
            let place = Place::Field {
                persona: persona.id,
                field,
            };
            all(place, persona.empathy.notes_mut(field));
        }
    }
}
