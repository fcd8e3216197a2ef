//! What a node means here: which row it belongs to, its score, its note.

use super::super::told::Told;
use super::file::Node;
use super::limits::Limits;
use crate::model::{Decimal, Lane, Note, Scale, Unknown};

/// Scores of the format go from −5 to 5.
pub(super) const LARGEST_SCORE: u8 = 5;

/// A lane of the file.
#[derive(Default)]
pub(super) struct Swimlane {
    pub(super) name: String,
    pub(super) says: Says,
}

/// What a name says about the notes that go by it.
#[derive(Clone, Copy, Default)]
pub(super) struct Says {
    opportunity: bool,
    sacrifice: bool,
    barrier: bool,
    benefit: bool,
}

impl Says {
    pub(super) fn of(name: &str) -> Self {
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
pub(super) fn lane_of(node: &Node, swimlane: Says) -> Lane {
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

pub(super) fn note(
    node: Node,
    lane: Lane,
    lane_name: &str,
    scale: &Scale,
    limits: &mut Limits,
) -> Note {
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
