//! OpenJourney files (`.ojf`, JSON): stages become steps, nodes become notes.
//!
//! A node with a score above 0 is a benefit, below 0 a sacrifice, by its size on a scale of 5; one
//! that says it is an opportunity or idea is an opportunity whatever its score; without a score its
//! purpose, lane and sentiment decide between an unscored benefit, an unscored sacrifice, what gets in
//! the way, and a touchpoint. Every score is kept as it was, and what has no place here is kept in the file.
#![allow(non_snake_case, reason = "the names of the format")]

use super::format::{Format, ImportError, Imported};
use super::told::Told;
use crate::file::{ReadError, Spot, limits, told};
use crate::model::record;
use crate::model::{
    Cell, Decimal, Id, Journey, Lane, MAX_UNKNOWN, MAX_UNKNOWN_FIELDS, Method, Note, Persona,
    Project, Scale, Solution, Step, Unknown, cut, cut_to_limit, reading, shortened,
};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;
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

/// Scores of the format go from −5 to 5.
const LARGEST_SCORE: u8 = 5;
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
enum OjfError {
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

record! {
    /// The whole file.
    struct File ("an OpenJourney file") {
        optional persona: Option<String>,
        optional pointOfView: Option<String>,
        optional metadata: Option<Metadata>,
        optional stages: Vec<Named>,
        optional swimlanes: Vec<Named>,
        optional nodes: Vec<Node>,
    }
}

record! {
    /// Where some writers of the format keep title, persona and point of view.
    struct Metadata ("an object") {
        optional title: Option<String>,
        optional persona: Option<String>,
        optional pov: Option<String>,
    }
}

record! {
    /// A stage or a swimlane.
    struct Named ("a stage or lane") {
        required id: String,
        optional name: String,
    }
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
        optional sentiment: Option<String>,
        optional purpose: Option<String>,
        optional isMomentOfTruth: bool,
        optional tags: Vec<String>,
    }
}

/// A score, and how it stands in the file: other numbers than ours may stand there.
#[derive(Clone, Debug)]
struct Score {
    number: f64,
    text: Box<RawValue>,
}

impl PartialEq for Score {
    fn eq(&self, other: &Self) -> bool {
        self.text.get() == other.text.get()
    }
}

impl Eq for Score {}

impl<'de> Deserialize<'de> for Score {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Box::<RawValue>::deserialize(deserializer)?;
        let number =
            serde_json::from_str(text.get()).map_err(|error| D::Error::custom(told(&error)))?;
        Ok(Self { number, text })
    }
}

impl Serialize for Score {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.text.serialize(serializer)
    }
}

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

/// What a project does not hold, however much of it a file has.
struct Limits {
    told: Told,
    /// Bytes of fields this program does not know that may still come.
    room: usize,
    /// How many of these fields may still come.
    fields: usize,
}

impl Limits {
    fn text(&mut self, mut text: String) -> String {
        self.told.cut += usize::from(cut_to_limit(&mut text));
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
            self.told.left_out += 1;
        }
    }

    /// Keeps fields this program does not know.
    fn keep_all(&mut self, unknown: &mut Unknown, fields: &Unknown) {
        for (key, value) in fields.fields() {
            self.keep(unknown, key, value);
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
    let mut steps: HashMap<String, Id> = HashMap::new();
    for stage in file.stages {
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
    let in_use: HashSet<&String> = file
        .nodes
        .iter()
        .filter_map(|node| node.swimlaneId.as_ref())
        .collect();
    let empty = |lane: &&Named| !in_use.contains(&lane.id);
    limits.told.empty_lanes = file
        .swimlanes
        .iter()
        .filter(empty)
        .map(|lane| lane.name.clone())
        .collect();
    if !limits.told.empty_lanes.is_empty()
        && let Ok(swimlanes) = serde_json::value::to_raw_value(&file.swimlanes)
    {
        limits.keep(&mut journey.unknown, "swimlanes", &swimlanes);
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

    let mut cells: HashMap<Id, Cell> = HashMap::new();
    let nameless = Swimlane::default();
    for node in file.nodes {
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
        let note = note(node, lane, &swimlane.name, scale, &mut limits);
        cells
            .entry(step)
            .or_default()
            .notes_mut(lane)
            .push(Arc::new(note));
        limits.told.notes += 1;
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
    limits.told.steps = journey.steps.len();
    project.opens_with = Some(journey.id);
    project.journeys.push(Arc::new(journey));
    project.personas.extend(persona.map(Arc::new));
    Ok(Imported {
        project,
        sentence: limits.told.sentence(),
    })
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
    barrier: bool,
    benefit: bool,
}

impl Says {
    fn of(name: &str) -> Self {
        let name = name.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
        Self {
            opportunity: has(&["opportunity", "opportunities", "idea"]),
            sacrifice: has(&["pain", "friction", "bottleneck", "blocker"]),
            barrier: has(&["barrier", "hurdle", "obstacle", "in the way"]),
            benefit: has(&["gain", "benefit"]),
        }
    }

    /// How somebody feels says less than the purpose of a node or its lane.
    fn of_sentiment(sentiment: &str) -> Self {
        const BAD: [&str; 9] = [
            "anxious",
            "frustrated",
            "angry",
            "upset",
            "worried",
            "confused",
            "stressed",
            "sad",
            "negative",
        ];
        let sentiment = sentiment.to_lowercase();
        Self {
            barrier: BAD.contains(&sentiment.trim()),
            benefit: sentiment.trim() == "delighted",
            ..Self::default()
        }
    }
}

/// Which row a node belongs to.
fn lane_of(node: &Node, swimlane: Says) -> Lane {
    let purpose = Says::of(node.purpose.as_deref().unwrap_or_default());
    if purpose.opportunity || swimlane.opportunity {
        return Lane::Opportunities;
    }
    match node.score.as_ref().map(|score| score.number) {
        Some(score) if score > 0.0 => return Lane::Benefits,
        Some(score) if score < 0.0 => return Lane::Sacrifices,
        _ => {}
    }
    let sentiment = Says::of_sentiment(node.sentiment.as_deref().unwrap_or_default());
    let says = [purpose, swimlane, sentiment].into_iter().find_map(|says| {
        let rows = [
            (says.sacrifice, Lane::Sacrifices),
            (says.barrier, Lane::Barriers),
            (says.benefit, Lane::Benefits),
        ];
        rows.into_iter()
            .find_map(|(says, lane)| says.then_some(lane))
    });
    says.unwrap_or(Lane::Touchpoints)
}

/// |score|·S/5, rounded half away from zero, never below 1; none where it was 0 or not given.
fn score(node: &Node, lane: Lane, scale: &Scale, told: &mut Told) -> Option<Decimal> {
    let size = node.score.as_ref()?.number.abs();
    if lane == Lane::Opportunities {
        told.opportunities += 1;
    }
    if size == 0.0 || !lane.is_scored() {
        return None;
    }
    let largest = f64::from(LARGEST_SCORE);
    told.beyond += usize::from(size > largest);
    let (from, to) = (i64::from(LARGEST_SCORE), i64::from(scale.max));
    told.converted += usize::from(from != to);
    let score = Decimal::from_f64(size.min(largest))?.times_ratio(to, from);
    Some(score.max(Decimal::whole(1)).min(scale.largest()))
}

fn note(node: Node, lane: Lane, lane_name: &str, scale: &Scale, limits: &mut Limits) -> Note {
    let score = score(&node, lane, scale, &mut limits.told);
    limits.told.barriers += usize::from(lane == Lane::Barriers);
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
    if let Some(score) = &node.score {
        limits.keep(&mut unknown, "score", &score.text);
    }
    let severity = node.severity.as_deref();
    for (key, value) in [
        ("severity", severity.filter(|_| note.severity.is_none())),
        ("sentiment", node.sentiment.as_deref()),
        ("purpose", node.purpose.as_deref()),
        ("swimlane", Some(lane_name)),
    ] {
        let Some(value) = value.filter(|value| !value.is_empty()) else {
            continue;
        };
        // A lane's name comes with each of its nodes: it is not copied when it will not fit.
        if value.len() > limits.room {
            limits.told.left_out += 1;
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
    use crate::model::MAX_TEXT;

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
            "2 steps, 5 notes; 1 node without a stage was left out: “Nowhere”; 2 scores were converted from −5…5 to 0…3; 1 score of opportunities is kept in the file alone."
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
    fn scores_and_lanes_come_back_as_they_were() {
        let file = SMALL
            .replace(
                "\"Ideas\"}",
                "\"Ideas\"}, {\"id\": \"l4\", \"name\": \"Emotions\", \"color\": \"red\"}",
            )
            .replace("\"score\": 5", "\"score\": 4.50");
        let imported = read(file.as_bytes(), "return", &Scale::default()).unwrap();
        assert!(
            imported
                .sentence
                .contains("1 swimlane without notes is kept in the file alone: “Emotions”"),
            "{}",
            imported.sentence
        );
        let bytes = crate::file::write(&imported.project).unwrap();
        let text = String::from_utf8(bytes.clone()).unwrap();
        for kept in [
            "\"ojf_score\": 4.50",
            "\"ojf_score\": -1",
            "\"ojf_score\": 0",
            // Of an opportunity, which has no score here.
            "\"ojf_score\": 3",
            "\"name\":\"Emotions\",\"color\":\"red\"",
            "\"ojf_version\": \"1.0\"",
        ] {
            assert!(text.contains(kept), "{kept}: {text}");
        }
        assert_eq!(crate::file::read(&bytes).unwrap(), imported.project);
    }

    #[test]
    fn a_score_of_nothing_with_a_bad_feeling_or_lane_gets_in_the_way() {
        let node = |lane: &str, rest: &str| {
            format!("{{\"stageId\": \"s\", \"swimlaneId\": \"{lane}\", \"title\": \"t\"{rest}}}")
        };
        for (node, lane) in [
            (
                node("do", ", \"score\": 0, \"sentiment\": \"anxious\""),
                Lane::Barriers,
            ),
            (
                node(
                    "do",
                    ", \"score\": 0, \"sentiment\": \"Frustrated\", \"purpose\": \"touchpoint\"",
                ),
                Lane::Barriers,
            ),
            (node("bar", ", \"score\": 0"), Lane::Barriers),
            (node("bar", ""), Lane::Barriers),
            (
                node("do", ", \"score\": 0, \"purpose\": \"hurdle\""),
                Lane::Barriers,
            ),
            (
                node("do", ", \"score\": 0, \"sentiment\": \"neutral\""),
                Lane::Touchpoints,
            ),
            (node("do", ", \"sentiment\": \"delighted\""), Lane::Benefits),
            // A score and words say more than a feeling.
            (
                node("bar", ", \"score\": 2, \"sentiment\": \"anxious\""),
                Lane::Benefits,
            ),
            (
                node("do", ", \"purpose\": \"pain\", \"sentiment\": \"anxious\""),
                Lane::Sacrifices,
            ),
        ] {
            let file = format!(
                "{{\"stages\": [{{\"id\": \"s\", \"name\": \"S\"}}], \"swimlanes\": [{{\"id\": \"do\", \"name\": \"Actions\"}}, {{\"id\": \"bar\", \"name\": \"Barriers\"}}], \"nodes\": [{node}]}}"
            );
            let imported = read(file.as_bytes(), "x", &Scale::default()).unwrap();
            let journey = &imported.project.journeys[0];
            let cell = journey.solutions[0].cell(journey.steps[0].id).unwrap();
            assert_eq!(cell.notes(lane).len(), 1, "{node}");
            assert!(journey.lanes.contains(&lane), "it is seen: {node}");
            assert_eq!(
                imported
                    .sentence
                    .contains("put under “What gets in the way”"),
                lane == Lane::Barriers,
                "{}",
                imported.sentence
            );
        }
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
            "1 step, 2 notes; 4 texts longer than 64 KB were cut; 2 fields this program does not know were too much to keep."
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
