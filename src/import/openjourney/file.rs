//! What stands in an OpenJourney file, and why a file is none.
#![allow(non_snake_case, reason = "the names of the format")]

use crate::file::{ReadError, Spot, told};
use crate::model::record;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

/// Why a file is no journey of this format.
#[derive(Debug, thiserror::Error)]
pub(super) enum OjfError {
    /// Not JSON, or not of this shape.
    #[error("This is not an OpenJourney file: {at}: {what}.")]
    Syntax { at: Spot, what: String },
    /// Not text.
    #[error("This is not an OpenJourney file: it is not text in UTF-8.")]
    NotUtf8,
    /// A node that is nowhere.
    #[error(
        "The node “{node}” stands in the {what} `{id}`, which the file does not have. Correct it there and import again."
    )]
    Nowhere {
        node: String,
        what: &'static str,
        id: String,
    },
    /// Two stages or lanes with one id.
    #[error("The {what} `{id}` stands twice. Correct it there and import again.")]
    Twice { what: &'static str, id: String },
    /// Too many nodes or stages.
    #[error("There are {count} {what}; {most} are the most that are imported.")]
    TooMany {
        count: usize,
        what: &'static str,
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
    pub(super) struct File ("an OpenJourney file") {
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
    pub(super) struct Metadata ("an object") {
        optional title: Option<String>,
        optional persona: Option<String>,
        optional pov: Option<String>,
    }
}

record! {
    /// A stage or a swimlane.
    pub(super) struct Named ("a stage or lane") {
        required id: String,
        optional name: String,
    }
}

record! {
    /// A node; whatever else it says is kept.
    pub(super) struct Node ("a node") {
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
pub(super) struct Score {
    pub(super) number: f64,
    pub(super) text: Box<RawValue>,
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
