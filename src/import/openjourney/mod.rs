//! OpenJourney files (`.ojf`, JSON): stages become steps, nodes become notes.
//!
//! A node with a score above 0 is a benefit, below 0 a sacrifice, by its size on a scale of 5; one
//! that says it is an opportunity or idea is an opportunity whatever its score; without a score its
//! purpose, lane and sentiment decide between an unscored benefit, an unscored sacrifice, what gets in
//! the way, and a touchpoint. Every score is kept as it was, and what has no place here is kept in the file.

mod file;
mod limits;
mod meaning;

use super::format::{Format, ImportError, Imported};
use super::told::Told;
use crate::file::{Spot, limits, told};
use crate::model::{
    Cell, Id, Journey, Lane, MAX_UNKNOWN, MAX_UNKNOWN_FIELDS, Method, Persona, Project, Scale,
    Solution, Step, cut, reading, shortened,
};
use file::{File, Metadata, Named, Node, OjfError};
use limits::Limits;
use meaning::{LARGEST_SCORE, Says, Swimlane, lane_of, note};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Journeys of OpenJourney.
pub(super) const OPENJOURNEY: Format = Format {
    name: "OpenJourney",
    endings: &["ojf"],
    read: |bytes, name, scale| {
        read(bytes, name, scale).map_err(|error| ImportError::Wrong(Box::new(error)))
    },
};

/// Nodes of one file at most.
const MOST_NODES: usize = 50_000;
/// Stages of one file at most.
const MOST_STAGES: usize = 10_000;
/// Most letters of what the parser says: it repeats what stands in the file, however long.
const MAX_WORDS: usize = 400;

/// Reads a file; `name` is what the project is called when the file does not say.
///
/// # Errors
/// A sentence that says what is wrong, and where.
fn read(bytes: &[u8], name: &str, scale: &Scale) -> Result<Imported, OjfError> {
    let text = str::from_utf8(bytes).map_err(|_| OjfError::NotUtf8)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // Fields that nest deeply or are large are left out, not refused.
    limits(text, usize::MAX)?;
    let file: File = reading(4 * MAX_UNKNOWN, || serde_json::from_str(text)).map_err(|error| {
        OjfError::Syntax {
            at: Spot::of_error(text, &error, true),
            what: cut(&told(&error), MAX_WORDS),
        }
    })?;
    for (count, what, most) in [
        (file.nodes.len(), "nodes", MOST_NODES),
        (file.stages.len(), "stages", MOST_STAGES),
    ] {
        if count > most {
            return Err(OjfError::TooMany { count, what, most });
        }
    }
    if file.stages.is_empty() {
        return Err(OjfError::NoStages);
    }
    make(file, name, scale)
}

fn make(file: File, name: &str, scale: &Scale) -> Result<Imported, OjfError> {
    let mut limits = Limits {
        told: Told {
            scales: (LARGEST_SCORE, scale.max),
            ..Told::default()
        },
        room: MAX_UNKNOWN,
        fields: MAX_UNKNOWN_FIELDS,
    };
    let metadata = file.metadata;
    let of_metadata = |part: fn(&Metadata) -> &Option<String>| {
        metadata
            .as_ref()
            .and_then(|metadata| part(metadata).clone())
    };
    let title = of_metadata(|metadata| &metadata.title)
        .filter(|title| !title.trim().is_empty())
        .unwrap_or_else(|| name.to_owned());
    let title = limits.text(title);
    let mut project = Project {
        name: title.clone(),
        scale: scale.clone(),
        ..Project::default()
    };
    let description = file
        .pointOfView
        .or_else(|| of_metadata(|metadata| &metadata.pov))
        .unwrap_or_default();
    project.description = limits.text(description);
    let persona = file
        .persona
        .or_else(|| of_metadata(|metadata| &metadata.persona))
        .filter(|name| !name.trim().is_empty())
        .map(|name| Persona::new(limits.text(name)));

    let mut journey = Journey::new(title, Method::Cvjm);
    journey.persona = persona.as_ref().map(|persona| persona.id);
    journey.lanes = vec![
        Lane::Touchpoints,
        Lane::Barriers,
        Lane::Benefits,
        Lane::Sacrifices,
        Lane::Opportunities,
    ];
    limits.keep_all(&mut journey.unknown, &file.unknown);
    if let Some(metadata) = &metadata {
        limits.keep_all(&mut journey.unknown, &metadata.unknown);
    }
    let steps = steps(file.stages, &mut journey, &mut limits)?;
    let lanes = swimlanes(&file.nodes, file.swimlanes, &mut journey, &mut limits)?;
    let cells = cells(file.nodes, &steps, &lanes, scale, &mut limits)?;
    put_in(&mut journey, cells);
    limits.told.steps = journey.steps.len();
    project.opens_with = Some(journey.id);
    project.journeys.push(Arc::new(journey));
    project.personas.extend(persona.map(Arc::new));
    Ok(Imported {
        project,
        sentence: limits.told.sentence(),
    })
}

/// The steps by the ids of their stages.
fn steps(
    stages: Vec<Named>,
    journey: &mut Journey,
    limits: &mut Limits,
) -> Result<HashMap<String, Id>, OjfError> {
    let mut steps: HashMap<String, Id> = HashMap::new();
    for stage in stages {
        let mut step = Step::new(limits.text(stage.name));
        limits.keep_all(&mut step.unknown, &stage.unknown);
        if steps.insert(stage.id.clone(), step.id).is_some() {
            return Err(OjfError::Twice {
                what: "stage",
                id: shortened(&stage.id),
            });
        }
        journey.steps.push(Arc::new(step));
    }
    Ok(steps)
}

/// The lanes by their ids; those without notes are kept in the file alone.
fn swimlanes(
    nodes: &[Node],
    swimlanes: Vec<Named>,
    journey: &mut Journey,
    limits: &mut Limits,
) -> Result<HashMap<String, Swimlane>, OjfError> {
    let in_use: HashSet<&String> = nodes
        .iter()
        .filter_map(|node| node.swimlaneId.as_ref())
        .collect();
    let empty = |lane: &&Named| !in_use.contains(&lane.id);
    limits.told.empty_lanes = swimlanes
        .iter()
        .filter(empty)
        .map(|lane| lane.name.clone())
        .collect();
    if !limits.told.empty_lanes.is_empty()
        && let Ok(kept) = serde_json::value::to_raw_value(&swimlanes)
    {
        limits.keep(&mut journey.unknown, "swimlanes", &kept);
    }
    let mut lanes: HashMap<String, Swimlane> = HashMap::new();
    for lane in swimlanes {
        let name = limits.text(lane.name);
        let says = Says::of(&name);
        let id = shortened(&lane.id);
        if lanes.insert(lane.id, Swimlane { name, says }).is_some() {
            return Err(OjfError::Twice { what: "lane", id });
        }
    }
    Ok(lanes)
}

/// The notes of each step.
fn cells(
    nodes: Vec<Node>,
    steps: &HashMap<String, Id>,
    lanes: &HashMap<String, Swimlane>,
    scale: &Scale,
    limits: &mut Limits,
) -> Result<HashMap<Id, Cell>, OjfError> {
    let mut cells: HashMap<Id, Cell> = HashMap::new();
    let nameless = Swimlane::default();
    for node in nodes {
        let Some(stage) = node.stageId.clone() else {
            limits.told.nowhere.push(node.title);
            continue;
        };
        let nowhere = |what, id: &str| OjfError::Nowhere {
            node: shortened(&node.title),
            what,
            id: shortened(id),
        };
        let step = *steps.get(&stage).ok_or_else(|| nowhere("stage", &stage))?;
        let swimlane = match &node.swimlaneId {
            Some(id) => lanes.get(id).ok_or_else(|| nowhere("lane", id))?,
            None => &nameless,
        };
        let lane = lane_of(&node, swimlane.says);
        let note = note(node, lane, &swimlane.name, scale, limits);
        cells
            .entry(step)
            .or_default()
            .notes_mut(lane)
            .push(Arc::new(note));
        limits.told.notes += 1;
    }
    Ok(cells)
}

/// One solution with all notes. Rows nothing came into are not shown, but for the two that are weighed.
fn put_in(journey: &mut Journey, mut cells: HashMap<Id, Cell>) {
    let mut solution = Solution::new("Today");
    for step in &journey.steps {
        if let Some(cell) = cells.remove(&step.id) {
            solution.cells.insert(step.id, Arc::new(cell));
        }
    }
    journey.solutions = vec![Arc::new(solution)];
    let solution = &journey.solutions[0];
    let is_used = |lane: Lane| {
        solution
            .cells
            .iter()
            .any(|(_, cell)| !cell.notes(lane).is_empty())
    };
    let used: Vec<Lane> = journey
        .lanes
        .iter()
        .copied()
        .filter(|lane| lane.is_scored() || is_used(*lane))
        .collect();
    journey.lanes = used;
}
