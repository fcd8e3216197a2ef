//! The Customer Value Map: one persona, its jobs, six rows of notes.

use super::persona::CUSTOMER;
use super::record::{record, thing};
use super::{Decimal, Id, JobStatement, Note, OutcomeStatement, Row};
use std::sync::Arc;

record! {
    /// One column of a map.
    pub struct Job ("a job", notes by Row) {
        /// Stays the same when the job is moved.
        required id: Id => apart,
        /// The Job-to-be-Done: the main objective.
        optional job: JobStatement => within,
        /// The Desired Outcome: the key result.
        optional outcome: OutcomeStatement => within,
        /// How important the outcome is, 0 to 10.
        optional importance: Option<Decimal> => value "importance of the desired outcome",
        /// How satisfied the customer is with it today, 0 to 10.
        optional satisfaction: Option<Decimal> => value "satisfaction with the desired outcome",
    }
}

thing!(Job, Job, |job| job.job.text());

impl Job {
    /// An empty column.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self {
            job: JobStatement {
                sentence: sentence.into(),
                ..JobStatement::default()
            },
            ..Self::default()
        }
    }

    /// The notes of one row.
    pub fn notes(&self, row: Row) -> &Vec<Arc<Note>> {
        &self.rows[row]
    }

    /// The notes of one row, to be changed.
    pub fn notes_mut(&mut self, row: Row) -> &mut Vec<Arc<Note>> {
        &mut self.rows[row]
    }
}

record! {
    /// A Customer Value Map. One per key persona.
    pub struct ValueMap ("a value map") {
        /// Stays the same when the map is renamed.
        required id: Id => apart,
        /// Shown as its title.
        always name: String => line "name",
        /// The customer it is about.
        optional persona: Option<Id> => names "customer" or "no customer" by &CUSTOMER,
        /// The columns.
        always jobs: Vec<Arc<Job>> => things,
    }
}

thing!(ValueMap, Map, |map| map.name.as_str().into());

impl ValueMap {
    /// A map without jobs.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }

    /// Where a job stands among the columns.
    pub fn job_index(&self, job: Id) -> Option<usize> {
        self.jobs.iter().position(|known| known.id == job)
    }
}
