//! Changes a user can make, at random, on whatever there is.
#![allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    reason = "each test file uses its part"
)]

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::value::RawValue;
use std::sync::Arc;
use value_journey::edit;
use value_journey::model::{
    Decimal, Field, Id, Job, Journey, Kind, Lane, Link, Method, Note, Persona, Place, Project,
    Relation, Row, Scale, Step, Target, ThingKind, Unknown,
};

pub const EXAMPLES: [&str; 3] = [
    include_str!("../../assets/examples/tool-rental.vjourney"),
    include_str!("../../assets/examples/eight-stages.vjourney"),
    include_str!("../../assets/examples/service.vjourney"),
];

const RELATIONS: [Relation; 9] = [
    Relation::OccursAt,
    Relation::Widens,
    Relation::Causes,
    Relation::Closes,
    Relation::Reduces,
    Relation::Changes,
    Relation::Concerns,
    Relation::Affects,
    Relation::DerivedFrom,
];

/// A change a user can make, on whatever there is.
#[derive(Clone, Debug)]
pub enum Edit {
    AddNote(usize, String),
    WriteNote(usize, usize, String),
    Score(usize, Option<u8>),
    Kind(usize, usize),
    Severity(usize, Option<u8>),
    Remove(usize, usize),
    Move(usize, usize, usize),
    InsertStep(usize, String),
    MoveStep(usize, usize),
    DeleteStep(usize),
    InsertJob(usize),
    MoveJob(usize, usize),
    DeleteJob(usize),
    NoSuchStep(usize, usize),
    NothingHere(usize, usize),
    Judge(usize, usize, Option<u8>),
    DuplicateSolution(usize),
    DeleteSolution(usize),
    Baseline(usize),
    ChangeScale(usize),
    AddMap,
    DeleteMap(usize),
    AddJourney,
    DeleteJourney(usize),
    AddPersona(String),
    DeletePersona(usize),
    About(usize, usize),
    Rename(usize, usize, String),
    AddPeriod(usize, usize),
    DeletePeriod(usize),
    RenamePeriod(usize, usize),
    Count(usize, usize, Option<u32>),
    Lanes(usize, usize),
    AddLink(usize, usize, usize),
    RemoveLink(usize),
    LinkDelta(usize, Option<u8>),
    OpensWith(usize),
    Newer(usize, usize, u8),
}

pub fn an_edit() -> impl Strategy<Value = Edit> {
    let at = || any::<usize>();
    let text = || "[a-zA-Zäßé日本 \n👍]{0,20}";
    let digit = || proptest::option::of(0..4_u8);
    let of_notes = prop_oneof![
        4 => (at(), text()).prop_map(|(at, text)| Edit::AddNote(at, text)),
        4 => (at(), 0..4_usize, text()).prop_map(|(at, field, text)| Edit::WriteNote(at, field, text)),
        3 => (at(), digit()).prop_map(|(at, score)| Edit::Score(at, score)),
        1 => (at(), at()).prop_map(|(at, kind)| Edit::Kind(at, kind)),
        1 => (at(), proptest::option::of(1..4_u8)).prop_map(|(at, how)| Edit::Severity(at, how)),
        3 => (at(), 1..4_usize).prop_map(|(at, count)| Edit::Remove(at, count)),
        5 => (at(), at(), 0..5_usize).prop_map(|(note, place, at)| Edit::Move(note, place, at)),
    ];
    let of_columns = prop_oneof![
        (at(), text()).prop_map(|(at, text)| Edit::InsertStep(at, text)),
        (at(), at()).prop_map(|(step, to)| Edit::MoveStep(step, to)),
        at().prop_map(Edit::DeleteStep),
        at().prop_map(Edit::InsertJob),
        (at(), at()).prop_map(|(job, to)| Edit::MoveJob(job, to)),
        at().prop_map(Edit::DeleteJob),
        (at(), at()).prop_map(|(solution, step)| Edit::NoSuchStep(solution, step)),
        (at(), at()).prop_map(|(solution, step)| Edit::NothingHere(solution, step)),
        (at(), at(), digit()).prop_map(|(solution, step, how)| Edit::Judge(solution, step, how)),
    ];
    let of_canvases = prop_oneof![
        at().prop_map(Edit::DuplicateSolution),
        at().prop_map(Edit::DeleteSolution),
        at().prop_map(Edit::Baseline),
        at().prop_map(Edit::ChangeScale),
        Just(Edit::AddMap),
        at().prop_map(Edit::DeleteMap),
        Just(Edit::AddJourney),
        at().prop_map(Edit::DeleteJourney),
        text().prop_map(Edit::AddPersona),
        at().prop_map(Edit::DeletePersona),
        (at(), at()).prop_map(|(canvas, persona)| Edit::About(canvas, persona)),
        at().prop_map(Edit::OpensWith),
    ];
    let of_fields = prop_oneof![
        3 => (at(), at(), text()).prop_map(|(which, at, text)| Edit::Rename(which, at, text)),
        1 => (at(), 0..3_usize).prop_map(|(journey, name)| Edit::AddPeriod(journey, name)),
        1 => at().prop_map(Edit::DeletePeriod),
        1 => (at(), 0..4_usize).prop_map(|(at, name)| Edit::RenamePeriod(at, name)),
        2 => (at(), at(), proptest::option::of(0..90_u32))
            .prop_map(|(period, step, count)| Edit::Count(period, step, count)),
        1 => (at(), at()).prop_map(|(journey, lane)| Edit::Lanes(journey, lane)),
        2 => (at(), at(), at()).prop_map(|(from, to, how)| Edit::AddLink(from, to, how)),
        1 => at().prop_map(Edit::RemoveLink),
        1 => (at(), digit()).prop_map(|(at, delta)| Edit::LinkDelta(at, delta)),
        2 => (at(), at(), any::<u8>()).prop_map(|(which, at, value)| Edit::Newer(which, at, value)),
    ];
    prop_oneof![5 => of_notes, 2 => of_columns, 1 => of_canvases, 3 => of_fields]
}

fn chosen<T: Copy>(list: &[T], at: usize) -> Option<T> {
    (!list.is_empty()).then(|| list[at % list.len()])
}

fn places(project: &Project) -> Vec<Place> {
    let mut places = Vec::new();
    for map in &project.value_maps {
        for job in &map.jobs {
            places.extend(Row::ALL.map(|row| Place::Row { job: job.id, row }));
        }
    }
    for journey in &project.journeys {
        for solution in &journey.solutions {
            for step in &journey.steps {
                places.extend(Lane::ALL.map(|lane| Place::Lane {
                    solution: solution.id,
                    step: step.id,
                    lane,
                }));
            }
        }
    }
    for persona in &project.personas {
        places.extend(Field::ALL.map(|field| Place::Field {
            persona: persona.id,
            field,
        }));
    }
    places
}

/// Makes a change; `None` when there is nothing to make it on.
pub fn make(project: &mut Project, edit: &Edit) -> Option<()> {
    let notes: Vec<(Place, Id)> = project
        .all_notes()
        .map(|(place, note)| (place, note.id))
        .collect();
    let steps: Vec<Id> = project
        .journeys
        .iter()
        .flat_map(|journey| &journey.steps)
        .map(|step| step.id)
        .collect();
    let jobs: Vec<Id> = project
        .value_maps
        .iter()
        .flat_map(|map| &map.jobs)
        .map(|job| job.id)
        .collect();
    let solutions: Vec<Id> = project
        .journeys
        .iter()
        .flat_map(|journey| &journey.solutions)
        .map(|solution| solution.id)
        .collect();
    let map_ids: Vec<Id> = project.value_maps.iter().map(|map| map.id).collect();
    let journey_ids: Vec<Id> = project.journeys.iter().map(|journey| journey.id).collect();
    let persona_ids: Vec<Id> = project.personas.iter().map(|persona| persona.id).collect();
    let periods: Vec<(Id, usize)> = project
        .journeys
        .iter()
        .flat_map(|journey| (0..journey.periods.len()).map(|at| (journey.id, at)))
        .collect();
    match edit {
        Edit::AddNote(at, text) => {
            let place = chosen(&places(project), *at)?;
            let end = project.notes(place).len();
            edit::insert_notes(project, place, end, vec![Arc::new(Note::new(text.clone()))]);
        }
        Edit::WriteNote(at, field, text) => {
            let (place, id) = chosen(&notes, *at)?;
            let target = [
                Target::Note(id),
                Target::of_note(id, "detail"),
                Target::of_note(id, "source"),
                Target::of_note(id, "tags"),
            ][*field];
            let text = match target {
                // Some tags are the same on both sides.
                _ if target == Target::of_note(id, "tags") => {
                    text.to_lowercase().replace([' ', 'a', 'e'], ", ")
                }
                _ => text.clone(),
            };
            edit::write(project, target, Some(place), &text).ok()?;
        }
        Edit::Score(at, score) => {
            let (place, id) = chosen(&notes, *at)?;
            let largest = project.scale.max;
            let score = score.map(|score| Decimal::whole(i32::from(score.min(largest))));
            edit::Score::one(place, id, score).make(project);
        }
        Edit::Kind(at, kind) => {
            let scored: Vec<(Place, Id)> = notes
                .into_iter()
                .filter(|(place, _)| place.is_scored())
                .collect();
            let (place, id) = chosen(&scored, *at)?;
            let kind: Option<Kind> = chosen(place.kinds(), *kind);
            edit::update_note(project, place, id, |note| note.kind = kind);
        }
        Edit::Severity(at, severity) => {
            let (place, id) = chosen(&notes, *at)?;
            edit::update_note(project, place, id, |note| note.severity = *severity);
        }
        Edit::Remove(at, count) => {
            let ids: Vec<Id> = (0..*count)
                .filter_map(|more| chosen(&notes, at.wrapping_add(more)))
                .map(|(_, id)| id)
                .collect();
            edit::remove_notes(project, &ids);
        }
        Edit::Move(note, place, at) => {
            let (from, id) = chosen(&notes, *note)?;
            // Every third one stays in its list.
            let place = if place % 3 == 0 {
                from
            } else {
                chosen(&places(project), *place)?
            };
            edit::move_notes(project, &[id], place, *at);
        }
        Edit::InsertStep(at, text) => {
            let journey = chosen(&journey_ids, *at)?;
            edit::insert_step(
                project,
                journey,
                at % (steps.len() + 2),
                Step::new(text.clone()),
            );
        }
        Edit::MoveStep(step, to) => {
            edit::move_step(project, chosen(&steps, *step)?, to % (steps.len() + 1));
        }
        Edit::DeleteStep(at) => edit::delete_step(project, chosen(&steps, *at)?),
        Edit::InsertJob(at) => {
            let map = chosen(&map_ids, *at)?;
            edit::insert_job(project, map, at % (jobs.len() + 2), Job::new(""));
        }
        Edit::MoveJob(job, to) => {
            edit::move_job(project, chosen(&jobs, *job)?, to % (jobs.len() + 1));
        }
        Edit::DeleteJob(at) => edit::delete_job(project, chosen(&jobs, *at)?),
        Edit::NoSuchStep(solution, step) => {
            edit::toggle_no_such_step(
                project,
                chosen(&solutions, *solution)?,
                chosen(&steps, *step)?,
            );
        }
        Edit::NothingHere(solution, step) => {
            edit::toggle_nothing_here(
                project,
                chosen(&solutions, *solution)?,
                chosen(&steps, *step)?,
            );
        }
        Edit::Judge(solution, step, judgement) => {
            let (solution, step) = (chosen(&solutions, *solution)?, chosen(&steps, *step)?);
            let text = judgement.map(|judgement| judgement.to_string());
            let target = Target::Overall { solution, step };
            edit::write(project, target, None, &text.unwrap_or_default()).ok()?;
        }
        Edit::DuplicateSolution(at) => {
            edit::duplicate_solution(project, chosen(&solutions, *at)?, "Again")?;
        }
        Edit::DeleteSolution(at) => edit::delete_solution(project, chosen(&solutions, *at)?),
        Edit::Baseline(at) => edit::set_baseline(project, chosen(&solutions, *at)?),
        Edit::ChangeScale(at) => {
            edit::change_scale(project, Scale::preset(chosen(&Scale::PRESETS, *at)?));
        }
        Edit::AddMap => {
            edit::add_value_map(project);
        }
        Edit::DeleteMap(at) => edit::delete_value_map(project, chosen(&map_ids, *at)?),
        Edit::AddJourney => {
            edit::add_journey(project, Method::Cvjm);
        }
        Edit::DeleteJourney(at) => edit::delete_journey(project, chosen(&journey_ids, *at)?),
        Edit::AddPersona(name) => {
            project.personas.push(Arc::new(Persona::new(name.as_str())));
        }
        Edit::DeletePersona(at) => delete_persona(project, chosen(&persona_ids, *at)?),
        Edit::About(canvas, persona) => {
            let persona = chosen(&persona_ids, *persona);
            match chosen(&map_ids, *canvas) {
                Some(map) if canvas % 2 == 0 => {
                    let map = project
                        .value_maps
                        .iter_mut()
                        .find(|known| known.id == map)?;
                    Arc::make_mut(map).persona = persona;
                }
                _ => journey(project, chosen(&journey_ids, *canvas)?)?.persona = persona,
            }
        }
        Edit::Rename(which, at, text) => {
            let target = name(project, *which, *at)?;
            edit::write(project, target, None, text).ok()?;
        }
        Edit::AddPeriod(at, name) => {
            let names = ["2026-Q1", "2026-Q2", "2026-Q3"];
            edit::add_period(project, chosen(&journey_ids, *at)?, names[*name]);
        }
        Edit::DeletePeriod(at) => {
            let (journey, period) = chosen(&periods, *at)?;
            edit::delete_period(project, journey, period);
        }
        Edit::RenamePeriod(at, name) => {
            let (journey, period) = chosen(&periods, *at)?;
            let names = ["2026-Q1", "2026-Q2", "spring", ""];
            let target = Target::PeriodName { journey, period };
            edit::write(project, target, None, names[*name]).ok()?;
        }
        Edit::Count(at, step, count) => {
            let (id, period) = chosen(&periods, *at)?;
            let steps: Vec<Id> = project
                .journey(id)?
                .steps
                .iter()
                .map(|step| step.id)
                .collect();
            let step = chosen(&steps, *step)?;
            let text = count.map(|count| count.to_string()).unwrap_or_default();
            edit::write(project, Target::Count { period, step }, None, &text).ok()?;
        }
        Edit::Lanes(at, lane) => {
            let journey = journey(project, chosen(&journey_ids, *at)?)?;
            let lane = chosen(&Lane::ALL, *lane)?;
            match journey.lanes.iter().position(|known| *known == lane) {
                Some(at) => {
                    journey.lanes.remove(at);
                }
                None => journey.lanes.push(lane),
            }
        }
        Edit::AddLink(from, to, relation) => {
            add_link(project, &notes, &steps, (*from, *to, *relation))?;
        }
        Edit::RemoveLink(at) => {
            let at = chosen(&(0..project.links.len()).collect::<Vec<_>>(), *at)?;
            project.links.to_mut().remove(at);
        }
        Edit::LinkDelta(at, delta) => {
            let at = chosen(&(0..project.links.len()).collect::<Vec<_>>(), *at)?;
            project.links.to_mut()[at].delta =
                delta.map(|delta| Decimal::whole(i32::from(delta) - 2));
        }
        Edit::OpensWith(at) => {
            let canvases = [map_ids, journey_ids].concat();
            project.opens_with = Some(chosen(&canvases, *at)?);
        }
        Edit::Newer(which, at, value) => newer(project, &notes, (*which, *at, *value))?,
    }
    Some(())
}

fn journey(project: &mut Project, id: Id) -> Option<&mut Journey> {
    let journey = project.journeys.iter_mut().find(|known| known.id == id)?;
    Some(Arc::make_mut(journey))
}

/// With what names the customer, and with links to their notes.
fn delete_persona(project: &mut Project, id: Id) {
    let fields = Field::ALL.map(|field| Place::Field { persona: id, field });
    let gone: Vec<Id> = fields
        .iter()
        .flat_map(|place| project.notes(*place))
        .map(|note| note.id)
        .collect();
    edit::remove_notes(project, &gone);
    project.personas.retain(|persona| persona.id != id);
    for map in &mut project.value_maps {
        if map.persona == Some(id) {
            Arc::make_mut(map).persona = None;
        }
    }
    for journey in &mut project.journeys {
        if journey.persona == Some(id) {
            Arc::make_mut(journey).persona = None;
        }
    }
}

/// Something that has a name or a short text.
fn name(project: &Project, which: usize, at: usize) -> Option<Target> {
    let journey = chosen(&project.journeys.iter().collect::<Vec<_>>(), at);
    let map = chosen(&project.value_maps.iter().collect::<Vec<_>>(), at);
    let persona = chosen(&project.personas.iter().collect::<Vec<_>>(), at).map(|known| known.id);
    let job = map.and_then(|map| chosen(&map.jobs.iter().collect::<Vec<_>>(), at));
    let job = job.map(|job| job.id);
    let step = journey.and_then(|journey| chosen(&journey.steps.iter().collect::<Vec<_>>(), at));
    let step = step.map(|step| step.id);
    let solution =
        journey.and_then(|journey| chosen(&journey.solutions.iter().collect::<Vec<_>>(), at));
    match which % 10 {
        0 => Some(Target::ProjectName),
        1 => persona.map(Target::PersonaName),
        2 => persona.map(|id| Target::of_thing(ThingKind::Persona, id, "profile")),
        3 => map.map(|map| Target::MapName(map.id)),
        4 => job.map(Target::JobSentence),
        5 => job.map(Target::OutcomeSentence),
        6 => journey.map(|journey| Target::Basis(journey.id)),
        7 => step.map(Target::StepName),
        8 => step.map(|id| Target::of_thing(ThingKind::Step, id, "phase")),
        _ => solution.map(|solution| Target::SolutionName(solution.id)),
    }
}

fn add_link(
    project: &mut Project,
    notes: &[(Place, Id)],
    steps: &[Id],
    (from, to, relation): (usize, usize, usize),
) -> Option<()> {
    let (from_place, from) = chosen(notes, from)?;
    let (to_place, to) = match chosen(steps, to) {
        Some(step) if to % 5 == 0 => (None, step),
        _ => chosen(notes, to).map(|(place, id)| (Some(place), id))?,
    };
    let mut relations = (0..RELATIONS.len()).map(|more| RELATIONS[(relation % 9 + more) % 9]);
    let relation = relations.find(|relation| relation.joins(from_place, to_place))?;
    project.links.to_mut().push(Link {
        from,
        to,
        relation,
        delta: None,
        unknown: Unknown::default(),
    });
    Some(())
}

/// Fields that only a newer version knows.
fn newer(
    project: &mut Project,
    notes: &[(Place, Id)],
    (which, at, value): (usize, usize, u8),
) -> Option<()> {
    let mut unknown = Unknown::default();
    for (bit, name) in ["mood", "colour", "later"].into_iter().enumerate() {
        if value & (1 << bit) != 0 {
            let json = ["1.10", "{\"b\": 1, \"a\": null}", "\"x\""][usize::from(value >> 3) % 3];
            let json = RawValue::from_string(json.to_owned()).ok()?;
            unknown.add::<serde_json::Error>(name, json).ok()?;
        }
    }
    match which % 6 {
        0 => project.unknown = unknown,
        1 => {
            let journeys = project.journeys.len();
            let journey = project.journeys.get_mut(at % journeys.max(1))?;
            Arc::make_mut(journey).unknown = unknown;
        }
        2 => {
            let personas = project.personas.len();
            let persona = project.personas.get_mut(at % personas.max(1))?;
            Arc::make_mut(persona).empathy.unknown = unknown;
        }
        3 => project.scale.unknown = unknown,
        _ => {
            let (place, id) = chosen(notes, at)?;
            edit::update_note(project, place, id, |note| note.unknown = unknown);
        }
    }
    Some(())
}

/// The same 256 cases each time; `PROPTEST_CASES` and `PROPTEST_RNG_SEED` ask for more and others.
pub fn config() -> ProptestConfig {
    let mut config = ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    if std::env::var_os("PROPTEST_RNG_SEED").is_none() {
        config.rng_seed = RngSeed::Fixed(2026);
    }
    config
}
