//! Answers of jobs.

use super::reading::Opened;
use crate::app::work::merging::Merging;
use crate::app::work::on_file::{FileQuestion, KeptVersion, NotOpened, Recovered};
use crate::edit::Pasted;
use crate::file::{Found, Hash, Outside};
use crate::model::Project;
use epaint::text::FontProvider;
use std::path::PathBuf;
use std::sync::Arc;

/// What a job found.
#[expect(missing_docs, reason = "the names of the fields say what they are")]
pub enum Message {
    /// A file was read and laid out.
    Opened {
        /// The file that was asked for.
        path: PathBuf,
        /// What was read, or why it was not.
        result: Result<Box<Opened>, NotOpened>,
        /// Work on it of windows that are gone.
        work: Vec<Arc<Recovered>>,
    },
    /// A file was written.
    Saved {
        /// Where it was to be written.
        path: PathBuf,
        /// What was in it.
        project: Arc<Project>,
        /// Of which of the projects shown it was.
        of: u64,
        /// What stands on the disk now, or why not.
        result: Result<Hash, NotSaved>,
    },
    /// Something else stands in the file of this one of the projects shown.
    Outside(u64, Outside),
    /// A copy to be merged was read, or not.
    CopyRead {
        /// Where the copy is.
        path: PathBuf,
        result: Result<Copy, String>,
    },
    /// Two versions were brought together.
    Merged(Box<Merging>),
    /// The kept versions of the file.
    Versions(Vec<KeptVersion>),
    /// A kept version was read, or not.
    VersionRead {
        /// "Monday 14:05"
        moment: String,
        result: Result<Arc<Project>, String>,
        /// To go on with it, not only to look at it.
        restores: bool,
    },
    /// A kept version of another file was read, to be opened as a copy of this origin.
    VersionOpened(String, Result<Arc<Project>, String>),
    /// Work of windows that are gone, found by this one of the looks for it.
    Recovered(u64, Vec<Arc<Recovered>>),
    /// There is more work to be found than when it was last looked for.
    WorkIsLeft,
    /// Work of a window that is gone, and what is in its file now.
    Restored(Arc<Found>, Restored),
    /// A file of another program was read.
    Imported {
        path: PathBuf,
        /// What is in it, and a sentence about it; or a sentence about what is wrong.
        result: Result<(Box<Project>, String), String>,
    },
    /// A picture was written.
    Exported {
        /// Where it was to be written.
        path: PathBuf,
        /// A sentence when it failed.
        result: Result<(), String>,
    },
    /// A file dialog was answered.
    Answered(FileQuestion, Answer),
    /// A typed path was looked at.
    PathChecked {
        /// What it was typed for.
        question: FileQuestion,
        /// As it was typed.
        path: PathBuf,
        /// The path to take and whether something stands there, or what is wrong.
        result: Result<(PathBuf, bool), String>,
    },
    /// The system's fonts are known now.
    SystemFonts(Arc<dyn FontProvider>),
    /// Notes from the clipboard, in columns.
    Pasted(Pasted),
    /// Recent files that are not there any more.
    Missing(Vec<PathBuf>),
    /// Nothing to tell.
    Done,
    /// Something that went wrong, to tell the user.
    Told(String),
    /// Something that went well, to tell the user.
    News(String),
}

/// Why a file was not written.
pub enum NotSaved {
    /// A sentence.
    Failed(String),
    /// Somebody else has saved meanwhile.
    Changed {
        /// What is in it, or why it cannot be read.
        theirs: Result<Arc<Project>, String>,
        /// It is in the file; otherwise what was to be saved is.
        is_in_file: bool,
        /// The hash of what stands on the disk now.
        on_disk: Hash,
    },
    /// There is a file of this name, and nobody was asked.
    Exists,
}

/// A copy of a project.
pub struct Copy {
    pub project: Arc<Project>,
    /// The kept version from which both come, and its name.
    pub base: Option<(Arc<Project>, String)>,
}

/// What is in the file of recovered work now.
pub struct Restored {
    /// The value the work was begun with, when it is kept.
    pub base: Option<Arc<Project>>,
    /// What is in the file.
    pub present: Option<(Arc<Project>, Hash)>,
}

/// What came of a dialog.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    /// A file was chosen.
    Chosen(PathBuf),
    /// Closed without choosing.
    Cancelled,
    /// It never opened: there is no dialog on this system.
    Unavailable,
}
