//! OpenJourney files (`.ojf`, JSON): stages become steps, nodes become notes.
//!
//! A node with a score above 0 is a benefit, below 0 a sacrifice, by its size on a scale of 5; one
//! that says it is an opportunity or idea is an opportunity whatever its score; without a score its
//! purpose or lane decides between an unscored benefit, an unscored sacrifice and a touchpoint.
#![allow(non_snake_case, reason = "the names of the format")]

use super::Imported;
use crate::file::{ReadError, Spot, limits, told};
use crate::model::record;
use crate::model::words::{counted, listed, one_or_many};
use crate::model::{
    Cell, Decimal, Id, Journey, Lane, MAX_TEXT, MAX_UNKNOWN, MAX_UNKNOWN_FIELDS, Method, Note,
    Persona, Project, Scale, Solution, Step, Unknown, cut, cut_to_limit, reading, shortened,
};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::collections::HashMap;
use std::sync::Arc;

/// Scores of the format go from −5 to 5.
pub(super) const LARGEST_SCORE: u8 = 5;
/// Nodes of one file at most.
const MOST_NODES: usize = 50_000;
/// Stages of one file at most.
const MOST_STAGES: usize = 10_000;
/// Most letters of what the parser says: it repeats what stands in the file, however long.
const MAX_WORDS: usize = 400;

/// Deepest nesting of a field that is kept: in a project it stands some levels deeper.
const MAX_DEPTH: usize = 100;

/// Why a file is no journey of this format.
#[derive(Debug, thiserror::Error)]
pub enum OjfError {
    /// Not JSON, or not of this shape.
    #[error("This is not an OpenJourney file: {at}: {what}.")]
    Syntax {
        /// Where.
        at: Spot,
        /// What stands there.
        what: String,
    },
    /// Not text.
    #[error("This is not an OpenJourney file: it is not text in UTF-8.")]
    NotUtf8,
    /// A node that is nowhere.
    #[error(
        "The node “{node}” stands in the {what} `{id}`, which the file does not have. Correct it there and import again."
    )]
    Nowhere {
        /// Its title.
        node: String,
        /// Stage or lane.
        what: &'static str,
        /// Which.
        id: String,
    },
    /// Two stages or lanes with one id.
    #[error("The {what} `{id}` stands twice. Correct it there and import again.")]
    Twice {
        /// Stage or lane.
        what: &'static str,
        /// Which.
        id: String,
    },
    /// Too many nodes or stages.
    #[error("There are {count} {what}; {most} are the most that are imported.")]
    TooMany {
        /// How many.
        count: usize,
        /// Of what.
        what: &'static str,
        /// How many are possible.
        most: usize,
    },
    /// More than this program reads of any file.
    #[error(transparent)]
    TooMuch(#[from] ReadError),
    /// No stages.
    #[error("The file has no stages, so there are no steps to make.")]
    NoStages,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct File {
    persona: Option<String>,
    point_of_view: Option<String>,
    #[serde(default)]
    metadata: Metadata,
    #[serde(default)]
    stages: Vec<Named>,
    #[serde(default)]
    swimlanes: Vec<Named>,
    #[serde(default)]
    nodes: Vec<Node>,
}

/// Where some writers of the format keep title, persona and point of view.
#[derive(Deserialize, Default)]
struct Metadata {
    title: Option<String>,
    persona: Option<String>,
    pov: Option<String>,
}

#[derive(Deserialize)]
struct Named {
    id: String,
    #[serde(default)]
    name: String,
}

record! {
    /// A node; whatever else it says is kept.
    struct Node ("a node") {
        optional stageId: Option<String>,
        optional swimlaneId: Option<String>,
        optional title: String,
        optional description: String,
        optional severity: Option<String>,
        optional score: Option<Score>,
        optional purpose: Option<String>,
        optional isMomentOfTruth: bool,
        optional tags: Vec<String>,
    }
}

/// A score as the file has it; other numbers than ours may stand there.
#[derive(Clone, Copy, PartialEq, Debug, Deserialize, serde::Serialize)]
struct Score(f64);

// Equal bits of a number that is one.
impl Eq for Score {}

/// Reads a file; `name` is what the project is called when the file does not say.
///
/// # Errors
/// A sentence that says what is wrong, and where.
pub(super) fn read(bytes: &[u8], name: &str, scale: &Scale) -> Result<Imported, OjfError> {
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

/// What a project does not hold, however much of it a file has.
struct Limits {
    /// Texts that were cut.
    cut: usize,
    /// Fields that were left out.
    left_out: usize,
    /// Bytes of fields this program does not know that may still come.
    room: usize,
    /// How many of these fields may still come.
    fields: usize,
}

impl Limits {
    fn text(&mut self, mut text: String) -> String {
        self.cut += usize::from(cut_to_limit(&mut text));
        text
    }

    /// Keeps a field under a name of its own, so that it never meets one of ours.
    fn keep(&mut self, unknown: &mut Unknown, key: &str, value: &RawValue) {
        let key = format!("ojf_{key}");
        let size = key.len() + value.get().len();
        let fits = size <= self.room && self.fields > 0 && depth(value.get()) <= MAX_DEPTH;
        // The list refuses the same name twice, and more names than any program writes.
        if fits
            && unknown
                .add::<serde_json::Error>(&key, value.to_owned())
                .is_ok()
        {
            self.room -= size;
            self.fields -= 1;
        } else {
            self.left_out += 1;
        }
    }
}

/// How deep the lists and objects of a value are nested.
fn depth(json: &str) -> usize {
    let (mut deepest, mut depth, mut in_text, mut escaped) = (0, 0_usize, false, false);
    for byte in json.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = in_text,
            b'"' => in_text = !in_text,
            b'{' | b'[' if !in_text => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

fn make(file: File, name: &str, scale: &Scale) -> Result<Imported, OjfError> {
    let mut limits = Limits {
        cut: 0,
        left_out: 0,
        room: MAX_UNKNOWN,
        fields: MAX_UNKNOWN_FIELDS,
    };
    let title = file
        .metadata
        .title
        .filter(|title| !title.trim().is_empty())
        .unwrap_or_else(|| name.to_owned());
    let title = limits.text(title);
    let mut project = Project {
        name: title.clone(),
        scale: scale.clone(),
        ..Project::default()
    };
    let description = file.point_of_view.or(file.metadata.pov).unwrap_or_default();
    project.description = limits.text(description);
    let persona = file
        .persona
        .or(file.metadata.persona)
        .filter(|name| !name.trim().is_empty())
        .map(|name| Persona::new(limits.text(name)));

    let mut journey = Journey::new(title, Method::Cvjm);
    journey.persona = persona.as_ref().map(|persona| persona.id);
    journey.lanes = vec![
        Lane::Touchpoints,
        Lane::Benefits,
        Lane::Sacrifices,
        Lane::Opportunities,
    ];
    let mut steps: HashMap<String, Id> = HashMap::new();
    for stage in file.stages {
        let step = Step::new(limits.text(stage.name));
        if steps.insert(stage.id.clone(), step.id).is_some() {
            return Err(OjfError::Twice {
                what: "stage",
                id: shortened(&stage.id),
            });
        }
        journey.steps.push(Arc::new(step));
    }
    let mut lanes: HashMap<String, Swimlane> = HashMap::new();
    for lane in file.swimlanes {
        let name = limits.text(lane.name);
        let says = Says::of(&name);
        let id = shortened(&lane.id);
        if lanes.insert(lane.id, Swimlane { name, says }).is_some() {
            return Err(OjfError::Twice { what: "lane", id });
        }
    }

    let (mut count, mut left_out) = (0, Vec::new());
    let mut cells: HashMap<Id, Cell> = HashMap::new();
    let nameless = Swimlane::default();
    for node in file.nodes {
        let Some(stage) = node.stageId.clone() else {
            left_out.push(node.title);
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
        let note = note(node, lane, &swimlane.name, scale, &mut limits);
        cells
            .entry(step)
            .or_default()
            .notes_mut(lane)
            .push(Arc::new(note));
        count += 1;
    }
    let mut solution = Solution::new("Today");
    for step in &journey.steps {
        if let Some(cell) = cells.remove(&step.id) {
            solution.cells.insert(step.id, Arc::new(cell));
        }
    }
    journey.solutions = vec![Arc::new(solution)];
    // Rows nothing came into are not shown, but for the two that are weighed.
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
    let step_count = journey.steps.len();
    project.opens_with = Some(journey.id);
    project.journeys.push(Arc::new(journey));
    project.personas.extend(persona.map(Arc::new));
    Ok(Imported {
        project,
        sentence: sentence(step_count, count, &left_out) + &limits.sentence(),
    })
}

impl Limits {
    /// What of the file is not in the project; empty when all is.
    fn sentence(&self) -> String {
        let mut sentence = String::new();
        let were = |count| one_or_many(count, "was", "were");
        if self.cut > 0 {
            sentence += &format!(
                " {} longer than {} KB {} cut.",
                counted(self.cut, "text"),
                MAX_TEXT / 1024,
                were(self.cut)
            );
        }
        if self.left_out > 0 {
            sentence += &format!(
                " {} this program does not know {} too much to keep.",
                counted(self.left_out, "field"),
                were(self.left_out)
            );
        }
        sentence
    }
}

fn sentence(steps: usize, notes: usize, left_out: &[String]) -> String {
    let made = format!("{}, {}", counted(steps, "step"), counted(notes, "note"));
    if left_out.is_empty() {
        return format!("{made}.");
    }
    let mut names: Vec<String> = left_out
        .iter()
        .take(3)
        .map(|title| format!("“{}”", shortened(title)))
        .collect();
    if left_out.len() > 3 {
        names.push("others".to_owned());
    }
    let were = one_or_many(left_out.len(), "was", "were");
    format!(
        "{made}; {} without a stage {were} left out: {}.",
        counted(left_out.len(), "node"),
        listed(&names)
    )
}

/// A lane of the file.
#[derive(Default)]
struct Swimlane {
    name: String,
    says: Says,
}

/// What a name says about the notes that go by it.
#[derive(Clone, Copy, Default)]
struct Says {
    opportunity: bool,
    sacrifice: bool,
    benefit: bool,
}

impl Says {
    fn of(name: &str) -> Self {
        let name = name.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
        Self {
            opportunity: has(&["opportunity", "opportunities", "idea"]),
            sacrifice: has(&["pain", "friction", "bottleneck", "blocker"]),
            benefit: has(&["gain", "benefit"]),
        }
    }
}

/// Which row a node belongs to.
fn lane_of(node: &Node, swimlane: Says) -> Lane {
    let purpose = Says::of(node.purpose.as_deref().unwrap_or_default());
    if purpose.opportunity || swimlane.opportunity {
        return Lane::Opportunities;
    }
    match node.score {
        Some(Score(score)) if score > 0.0 => Lane::Benefits,
        Some(Score(score)) if score < 0.0 => Lane::Sacrifices,
        _ if purpose.sacrifice || swimlane.sacrifice => Lane::Sacrifices,
        _ if purpose.benefit || swimlane.benefit => Lane::Benefits,
        _ => Lane::Touchpoints,
    }
}

/// |score|·S/5, rounded half away from zero, never below 1; none where it was 0 or not given.
fn score(node: &Node, lane: Lane, scale: &Scale) -> Option<Decimal> {
    let Score(score) = node
        .score
        .filter(|score| score.0 != 0.0 && lane.is_scored())?;
    let score = score.abs().min(f64::from(LARGEST_SCORE));
    let score =
        Decimal::from_f64(score)?.times_ratio(i64::from(scale.max), i64::from(LARGEST_SCORE));
    Some(score.max(Decimal::whole(1)).min(scale.largest()))
}

fn note(node: Node, lane: Lane, lane_name: &str, scale: &Scale, limits: &mut Limits) -> Note {
    let score = score(&node, lane, scale);
    let mut note = Note::new(limits.text(node.title));
    note.score = score;
    note.severity = match node.severity.as_deref() {
        Some("low") => Some(1),
        Some("medium") => Some(2),
        Some("high") => Some(3),
        _ => None,
    };
    note.moment_of_truth = node.isMomentOfTruth;
    note.source = "OpenJourney".to_owned();
    note.tags = node.tags.into_iter().map(|tag| limits.text(tag)).collect();
    note.detail = limits.text(node.description);
    let mut unknown = Unknown::default();
    // What the format says and this program does not is kept in the file.
    for (key, value) in [
        ("purpose", node.purpose.as_deref()),
        ("swimlane", Some(lane_name)),
    ] {
        let Some(value) = value.filter(|value| !value.is_empty()) else {
            continue;
        };
        // A lane's name comes with each of its nodes: it is not copied when it will not fit.
        if value.len() > limits.room {
            limits.left_out += 1;
        } else if let Ok(value) = serde_json::value::to_raw_value(value) {
            limits.keep(&mut unknown, key, &value);
        }
    }
    for (key, value) in node.unknown.fields() {
        if key != "id" {
            limits.keep(&mut unknown, key, value);
        }
    }
    note.unknown = unknown;
    note
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::solution_value;

    const SMALL: &str = r#"{
        "version": "1.0",
        "persona": "Anna",
        "pointOfView": "Returning a sweater",
        "stages": [{"id": "s1", "name": "Open"}, {"id": "s2", "name": "Return"}],
        "swimlanes": [{"id": "l1", "name": "Actions"}, {"id": "l2", "name": "Pain Points"}, {"id": "l3", "name": "Ideas"}],
        "nodes": [
            {"id": "n1", "stageId": "s1", "swimlaneId": "l1", "title": "Nice box", "score": 5, "description": "Very.", "severity": "high", "isMomentOfTruth": true, "tags": ["offline"]},
            {"id": "n2", "stageId": "s1", "swimlaneId": "l1", "title": "A tear", "score": -1, "iconColor": "red", "blueprint": {"onstage": [{"actor": "x"}]}},
            {"id": "n3", "stageId": "s2", "swimlaneId": "l2", "title": "Silence", "score": 0},
            {"id": "n4", "stageId": "s2", "swimlaneId": "l3", "title": "Send a mail", "score": 3},
            {"id": "n5", "stageId": "s2", "swimlaneId": "l1", "title": "Post office"},
            {"id": "n6", "swimlaneId": "l1", "title": "Nowhere"}
        ]
    }"#;

    #[test]
    fn stages_become_steps_and_nodes_notes() {
        let imported = read(SMALL.as_bytes(), "return", &Scale::default()).unwrap();
        assert_eq!(
            imported.sentence,
            "2 steps, 5 notes; 1 node without a stage was left out: “Nowhere”."
        );
        let project = &imported.project;
        assert_eq!(crate::model::check(project), []);
        assert_eq!(
            (project.name.as_str(), project.description.as_str()),
            ("return", "Returning a sweater")
        );
        let journey = &project.journeys[0];
        assert_eq!(
            project.persona(journey.persona.unwrap()).unwrap().name,
            "Anna"
        );
        let cell = |at: usize| journey.solutions[0].cell(journey.steps[at].id).unwrap();
        let benefit = &cell(0).benefits[0];
        assert_eq!(
            (benefit.score, benefit.severity),
            (Some(Decimal::whole(3)), Some(3))
        );
        assert_eq!(
            (benefit.detail.as_str(), benefit.moment_of_truth),
            ("Very.", true)
        );
        assert_eq!(
            cell(0).sacrifices[0].score,
            Some(Decimal::whole(1)),
            "0.6 is never below 1"
        );
        assert_eq!(
            (
                cell(1).sacrifices[0].text.as_str(),
                cell(1).sacrifices[0].score
            ),
            ("Silence", None)
        );
        assert_eq!(cell(1).opportunities[0].text, "Send a mail");
        assert_eq!(cell(1).touchpoints[0].text, "Post office");
        assert_eq!(solution_value(journey, &journey.solutions[0]).total, 2.0);
    }

    #[test]
    fn what_this_program_does_not_know_survives_saving() {
        let project = read(SMALL.as_bytes(), "return", &Scale::default())
            .unwrap()
            .project;
        let bytes = crate::file::write(&project).unwrap();
        let again = crate::file::read(&bytes).unwrap();
        assert_eq!(again, project);
        let text = String::from_utf8(bytes).unwrap();
        assert!(
            text.contains("\"ojf_blueprint\": {\"onstage\": [{\"actor\": \"x\"}]}"),
            "{text}"
        );
    }

    #[test]
    fn what_a_project_does_not_hold_is_cut_or_left_out_and_said() {
        let long = "ä".repeat(MAX_TEXT);
        let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
        let large = format!("\"{}\"", "x".repeat(MAX_UNKNOWN));
        let file = format!(
            r#"{{"persona": "{long}", "stages": [{{"id": "s", "name": "{long}"}}], "nodes": [
                {{"stageId": "s", "title": "{long}", "description": "{long}", "tags": []}},
                {{"stageId": "s", "title": "b", "deep": {deep}, "large": {large}, "small": "]]["}}
            ]}}"#
        );
        let imported = read(file.as_bytes(), "x", &Scale::default()).unwrap();
        assert_eq!(
            imported.sentence,
            "1 step, 2 notes. 4 texts longer than 64 KB were cut. 2 fields this program does not know were too much to keep."
        );
        let bytes = crate::file::write(&imported.project).unwrap();
        assert_eq!(crate::file::read(&bytes).unwrap(), imported.project);
        assert!(String::from_utf8(bytes).unwrap().contains("ojf_small"));
    }

    #[test]
    fn a_node_in_an_unknown_stage_is_named() {
        let wrong = SMALL.replace(
            "\"stageId\": \"s2\", \"swimlaneId\": \"l2\"",
            "\"stageId\": \"s9\", \"swimlaneId\": \"l2\"",
        );
        let error = read(wrong.as_bytes(), "x", &Scale::default())
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("“Silence”") && error.contains("stage `s9`"),
            "{error}"
        );
        let wrong = SMALL.replace("\"swimlaneId\": \"l3\"", "\"swimlaneId\": \"l9\"");
        assert!(
            read(wrong.as_bytes(), "x", &Scale::default())
                .unwrap_err()
                .to_string()
                .contains("lane `l9`")
        );
    }

    #[test]
    fn what_is_no_journey_is_told_in_a_sentence() {
        assert!(
            read(b"{", "x", &Scale::default())
                .unwrap_err()
                .to_string()
                .contains("line 1")
        );
        assert!(
            read(b"\xff", "x", &Scale::default())
                .unwrap_err()
                .to_string()
                .contains("UTF-8")
        );
        assert!(
            read(b"{}", "x", &Scale::default())
                .unwrap_err()
                .to_string()
                .contains("no stages")
        );
        assert!(read(b"{\"stages\": 5}", "x", &Scale::default()).is_err());
    }
}
