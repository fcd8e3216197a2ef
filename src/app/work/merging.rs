//! Two versions on the way to one.

use crate::file::{Change, Choice, Choices, Hash, Merged};
use crate::model::Project;
use std::path::PathBuf;
use std::sync::Arc;

/// Where the other version comes from.
#[derive(Clone, PartialEq, Debug)]
pub enum Source {
    /// Somebody else has changed the file.
    File {
        /// What is in the file now: the other version, or what was to be saved.
        in_file: Arc<Project>,
        /// The hash of what stands in the file now.
        on_disk: Hash,
    },
    /// A copy.
    Copy(PathBuf),
    /// A merge that Git or the command line has left unfinished.
    Unfinished,
}

/// What is to be merged.
#[derive(Clone, Debug)]
pub struct ToMerge {
    /// Where the other version comes from.
    pub source: Source,
    /// What both began with.
    pub base: Option<Arc<Project>>,
    /// What the base is, for people.
    pub base_name: String,
    pub theirs: Arc<Project>,
    /// What was chosen so far.
    pub choices: Choices,
    /// The file is to be written afterwards.
    pub then_save: bool,
}

impl ToMerge {
    /// Another version, with nothing chosen yet.
    pub(crate) fn new(source: Source, base: Option<Arc<Project>>, theirs: Arc<Project>) -> Self {
        Self {
            source,
            base,
            base_name: String::new(),
            theirs,
            choices: Choices::default(),
            then_save: false,
        }
    }
}

/// Two versions on the way to one.
#[derive(Clone, Debug)]
pub struct Merging {
    /// What is merged with what the window shows.
    pub other: ToMerge,
    /// What the window showed.
    pub mine: Arc<Project>,
    /// Of which of the projects shown it is.
    pub of: u64,
    pub merged: Merged,
    /// What it changes here.
    pub incoming: Vec<Change>,
    /// The conflict the keys are on.
    pub selected: usize,
}

impl Merging {
    /// How many conflicts nobody has chosen for yet.
    pub fn unsettled(&self) -> usize {
        self.merged.unsettled(&self.other.choices)
    }

    /// Chooses for one conflict.
    pub(crate) fn choose(&mut self, at: usize, choice: Choice) {
        if let Some(conflict) = self.merged.conflicts.get(at)
            && (choice != Choice::Both || conflict.allows_both)
        {
            self.other.choices.insert(conflict.key.clone(), choice);
        }
    }
}
