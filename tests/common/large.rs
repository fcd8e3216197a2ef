//! A project as large as they get, the same each time.
#![allow(
    dead_code,
    unreachable_pub,
    reason = "tests and benches use their parts"
)]

use std::sync::Arc;
use value_journey::model::{
    Decimal, Id, Journey, Kind, Lane, Link, Method, Note, Project, Relation, Solution, Step,
    Unknown,
};

/// Steps of the journey.
pub const STEPS: usize = 100;
/// Solutions on them.
pub const SOLUTIONS: usize = 2;
/// Letters of a note.
const LETTERS: usize = 45;

const WORDS: [&str; 24] = [
    "waiting", "for", "the", "invoice", "again", "and", "no", "answer", "on", "Saturday", "heavy",
    "drill", "in", "a", "crowded", "bus", "parts", "arrive", "clean", "ready", "to", "use",
    "deposit", "receipt",
];

/// A journey of 100 steps and two solutions with so many notes in their four rows, most of them
/// weighed and scored.
pub fn project(notes: usize) -> Project {
    fastrand::seed(2026);
    let mut journey = Journey::new("Large", Method::Cvjm);
    journey.lanes = vec![
        Lane::Touchpoints,
        Lane::Benefits,
        Lane::Sacrifices,
        Lane::Opportunities,
    ];
    for at in 0..STEPS {
        let step = Step {
            phase: format!("Phase {}", at / 20 + 1),
            ..Step::new(format!("Step {}", at + 1))
        };
        journey.steps.push(Arc::new(step));
    }
    journey.solutions = (0..SOLUTIONS)
        .map(|at| Arc::new(Solution::new(["Buy", "Use"][at])))
        .collect();
    let solutions: Vec<Id> = journey
        .solutions
        .iter()
        .map(|solution| solution.id)
        .collect();
    let steps: Vec<Id> = journey.steps.iter().map(|step| step.id).collect();
    for at in 0..notes {
        let cell = at % (STEPS * SOLUTIONS);
        let (solution, step) = (solutions[cell / STEPS], steps[cell % STEPS]);
        // Of ten notes of a cell eight are weighed.
        let lane = match (at / (STEPS * SOLUTIONS)) % 10 {
            0 => Lane::Touchpoints,
            1..=4 => Lane::Benefits,
            5..=8 => Lane::Sacrifices,
            _ => Lane::Opportunities,
        };
        let mut note = Note::new(text());
        if lane.is_scored() {
            note.kind = fastrand::choice(match lane {
                Lane::Benefits => [Kind::Economic, Kind::Functional, Kind::Emotional],
                _ => [Kind::Monetary, Kind::Time, Kind::PhysicalEffort],
            });
            note.score =
                (fastrand::u8(..10) > 0).then(|| Decimal::whole(i32::from(fastrand::u8(..4))));
        }
        if let Some(cell) = journey.cell_mut(solution, step) {
            cell.notes_mut(lane).push(Arc::new(note));
        }
    }
    let mut project = Project {
        name: "Large".to_owned(),
        ..Project::default()
    };
    project.opens_with = Some(journey.id);
    project.journeys.push(Arc::new(journey));
    project
}

/// Links from the first notes to the ones after them.
pub fn with_links(mut project: Project, links: usize) -> Project {
    let ids: Vec<Id> = project.all_notes().map(|(_, note)| note.id).collect();
    let pairs = ids.iter().zip(ids.iter().skip(1)).take(links);
    let made = pairs.map(|(from, to)| Link {
        from: *from,
        to: *to,
        relation: Relation::DerivedFrom,
        delta: None,
        unknown: Unknown::default(),
    });
    project.links.to_mut().extend(made);
    project
}

fn text() -> String {
    let mut text = String::new();
    while text.len() < LETTERS {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(WORDS[fastrand::usize(..WORDS.len())]);
    }
    text.truncate(LETTERS);
    text
}
