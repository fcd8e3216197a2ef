//! What is known of the project's file, and what is going on with files.

use super::merging::Merging;
use crate::file::{Claim, Found, Hash, Identity, Repaired, Version};
use crate::model::Project;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The project on disk.
#[derive(Default)]
pub struct OnFile {
    pub path: Option<PathBuf>,
    /// What is known of that file.
    pub disk: OnDisk,
    /// Where a project without a file comes from: "copy", "repaired".
    pub origin: String,
    /// The file it was opened from as a copy.
    pub copy_of: Option<PathBuf>,
    /// What is going on.
    pub busy: Option<Busy>,
    /// Where to write once more when the file is written: it was asked for meanwhile.
    pub save_again: Option<PathBuf>,
    /// What happens after the file is written.
    pub after_save: Option<Then>,
}

/// What is known of a file on disk.
#[derive(Debug, Default)]
pub struct OnDisk {
    /// The bytes that were read or written last.
    pub known: Option<Hash>,
    /// Which file it is, whatever its name.
    pub identity: Option<Identity>,
    /// It is not in its folder any more.
    pub is_missing: bool,
    /// Why what stands there now cannot be read.
    pub unreadable: Option<String>,
    /// Copies that programs for shared folders have laid beside it.
    pub copies: Vec<PathBuf>,
    /// Held while this window works on it.
    pub claim: Option<Claim>,
}

/// A file that is being read or written.
#[derive(Clone, PartialEq, Debug)]
pub enum Busy {
    /// A project is being read, to be shown in the place of this one.
    Opening(Arc<Project>),
    /// The project is being written, since then.
    Saving(PathBuf, Instant),
    /// A dialog of the system is open.
    Asking(FileQuestion),
}

/// How long a save may take before it is told that it goes on.
pub(crate) const SHORT: Duration = Duration::from_millis(300);

/// What is to happen once unsaved changes are dealt with.
#[derive(Clone, PartialEq, Debug)]
pub enum Then {
    /// Close the window.
    Quit,
    /// Show another project.
    Show(Box<Fresh>),
    /// Read this file.
    Open(PathBuf),
    /// Restore work of a window that is gone.
    Restore(Arc<Recovered>),
    /// The welcome page.
    Welcome,
}

impl Then {
    /// Show a project that is not on disk yet, with where it comes from.
    pub(crate) fn show(project: Project, origin: impl Into<String>) -> Self {
        let origin = origin.into();
        Self::Show(Box::new(Fresh { project, origin }))
    }
}

/// A project that is not on disk yet.
#[derive(Clone, PartialEq, Debug)]
pub struct Fresh {
    pub project: Project,
    /// Where it comes from, for its title: nothing is lost without it when it is empty.
    pub origin: String,
}

/// What a file dialog is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// Choose a project to open.
    Open,
    /// Choose a copy to merge.
    Merge,
    /// Choose a file to import.
    Import,
    /// Choose a name for what is written.
    Write(Written),
}

/// What is written under a name that was chosen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Written {
    /// The project; its file is the one that is worked on from then on.
    Project,
    /// A copy of the project for somebody else.
    Copy,
    /// A picture of the view.
    Picture,
}

/// What a file dialog asks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileQuestion {
    /// What for.
    pub purpose: Purpose,
    /// The name offered, for saving.
    pub name: String,
    /// Where to begin.
    pub folder: Option<PathBuf>,
}

/// A file that was not opened.
pub struct NotOpened {
    pub sentence: String,
    /// What could be saved from it.
    pub repaired: Option<Box<Repaired>>,
    /// Whether earlier versions of it are kept.
    pub has_versions: bool,
}

/// Other versions of the project than the one that is worked on.
#[derive(Default)]
pub struct OtherVersions {
    /// Two versions that wait for somebody to choose.
    pub merging: Option<Box<Merging>>,
    /// A merge that waits until a text is typed.
    pub waiting: Option<Box<Merging>>,
    /// The kept versions of the file; `None` while they are read.
    pub kept: Option<Vec<KeptVersion>>,
}

/// A kept version as a line of the list.
#[derive(Clone, PartialEq, Debug)]
pub struct KeptVersion {
    pub version: Version,
    /// How it differs from what is shown.
    pub differs: String,
    /// It is what stands in the file.
    pub is_on_disk: bool,
}

/// Work of windows that are gone.
#[derive(Default)]
pub struct Recovery {
    /// What was found.
    pub found: Vec<Arc<Recovered>>,
    /// How often it was looked for: only what the last look finds counts.
    pub looks: u64,
    /// Unsaved work is kept for the day the window goes down, or somebody regrets.
    pub keeps_work: bool,
    /// Keys of work on the file that was opened: it is asked about as soon as nothing else is.
    pub asked: Vec<String>,
}

/// Work of a window that is gone.
#[derive(Clone, PartialEq, Debug)]
pub struct Recovered {
    pub found: Arc<Found>,
    /// How it differs from its file as it is now.
    pub differs: String,
}
