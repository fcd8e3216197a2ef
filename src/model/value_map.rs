//! The Customer Value Map: one persona, its jobs, six rows of notes.

use super::record::record;
use super::{Decimal, Id, JobStatement, Note, OutcomeStatement};
use std::sync::Arc;

/// One of the six rows.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub enum Row {
    /// The main ways in which this customer meets us while getting the job done.
    Touchpoints,
    /// The moments that make the job easier or faster.
    HighPoints,
    /// What we do that slows the customer down on the way to the outcome.
    Friction,
    /// What happens that makes the customer look for another solution.
    ValueGaps,
    /// Which of our processes are behind the friction and the gap.
    Processes,
    /// How we might improve this job in future.
    Opportunities,
}

/// What is said about a row on screen.
pub struct RowInfo {
    /// The row.
    pub row: Row,
    /// Its key in files.
    pub key: &'static str,
    /// Its name on the canvas.
    pub name: &'static str,
    /// One of its notes.
    pub one: &'static str,
    /// What it asks.
    pub prompt: &'static str,
}

/// The rows in their order.
pub const ROWS: [RowInfo; 6] = [
    RowInfo {
        row: Row::Touchpoints,
        key: "touchpoints",
        name: "Key touchpoints",
        one: "touchpoint",
        prompt: "Where do they meet us while getting it done?",
    },
    RowInfo {
        row: Row::HighPoints,
        key: "high_points",
        name: "Key high points",
        one: "high point",
        prompt: "Which moments make it easier or faster?",
    },
    RowInfo {
        row: Row::Friction,
        key: "friction",
        name: "Points of friction",
        one: "friction",
        prompt: "What do we do that slows them down?",
    },
    RowInfo {
        row: Row::ValueGaps,
        key: "value_gaps",
        name: "Value gap",
        one: "gap",
        prompt: "What makes them look elsewhere? “I can’t …”",
    },
    RowInfo {
        row: Row::Processes,
        key: "processes",
        name: "Internal processes",
        one: "process",
        prompt: "Which of our processes are behind it?",
    },
    RowInfo {
        row: Row::Opportunities,
        key: "opportunities",
        name: "Key opportunities",
        one: "opportunity",
        prompt: "What could we try? “How might we …”",
    },
];

impl Row {
    /// All, from the top.
    pub const ALL: [Self; 6] = [
        Self::Touchpoints,
        Self::HighPoints,
        Self::Friction,
        Self::ValueGaps,
        Self::Processes,
        Self::Opportunities,
    ];

    /// Name, prompt and key.
    pub fn info(self) -> &'static RowInfo {
        &ROWS[self as usize]
    }
}

record! {
    /// One column of a map.
    pub struct Job ("a job") {
        /// Stays the same when the job is moved.
        required id: Id,
        /// The Job-to-be-Done: the main objective.
        optional job: JobStatement,
        /// The Desired Outcome: the key result.
        optional outcome: OutcomeStatement,
        /// How important the outcome is, 0 to 10.
        optional importance: Option<Decimal>,
        /// How satisfied the customer is with it today, 0 to 10.
        optional satisfaction: Option<Decimal>,
        /// Notes of [`Row::Touchpoints`].
        optional touchpoints: Vec<Arc<Note>>,
        /// Notes of [`Row::HighPoints`].
        optional high_points: Vec<Arc<Note>>,
        /// Notes of [`Row::Friction`].
        optional friction: Vec<Arc<Note>>,
        /// Notes of [`Row::ValueGaps`].
        optional value_gaps: Vec<Arc<Note>>,
        /// Notes of [`Row::Processes`].
        optional processes: Vec<Arc<Note>>,
        /// Notes of [`Row::Opportunities`].
        optional opportunities: Vec<Arc<Note>>,
    }
}

impl Job {
    /// An empty column.
    pub fn new(sentence: impl Into<String>) -> Self {
        let [
            touchpoints,
            high_points,
            friction,
            value_gaps,
            processes,
            opportunities,
        ] = Default::default();
        Self {
            id: Id::random(),
            job: JobStatement {
                sentence: sentence.into(),
                ..Default::default()
            },
            outcome: OutcomeStatement::default(),
            importance: None,
            satisfaction: None,
            touchpoints,
            high_points,
            friction,
            value_gaps,
            processes,
            opportunities,
            unknown: super::Unknown::default(),
        }
    }

    /// The notes of one row.
    pub fn notes(&self, row: Row) -> &Vec<Arc<Note>> {
        match row {
            Row::Touchpoints => &self.touchpoints,
            Row::HighPoints => &self.high_points,
            Row::Friction => &self.friction,
            Row::ValueGaps => &self.value_gaps,
            Row::Processes => &self.processes,
            Row::Opportunities => &self.opportunities,
        }
    }

    /// The notes of one row, to be changed.
    pub fn notes_mut(&mut self, row: Row) -> &mut Vec<Arc<Note>> {
        match row {
            Row::Touchpoints => &mut self.touchpoints,
            Row::HighPoints => &mut self.high_points,
            Row::Friction => &mut self.friction,
            Row::ValueGaps => &mut self.value_gaps,
            Row::Processes => &mut self.processes,
            Row::Opportunities => &mut self.opportunities,
        }
    }
}

record! {
    /// A Customer Value Map. One per key persona.
    pub struct ValueMap ("a value map") {
        /// Stays the same when the map is renamed.
        required id: Id,
        /// Shown as its title.
        always name: String,
        /// The customer it is about.
        optional persona: Option<Id>,
        /// The columns.
        always jobs: Vec<Arc<Job>>,
    }
}

impl ValueMap {
    /// A map without jobs.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            id: Id::random(),
            name: name.into(),
            persona: None,
            jobs: Vec::new(),
            unknown: super::Unknown::default(),
        }
    }
}
