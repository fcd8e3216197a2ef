//! Answers of jobs.

use super::dialogs::{Answer, Question};
use crate::layout::Layouter;
use crate::model::{Note, Project};
use epaint::text::FontProvider;
use std::path::PathBuf;
use std::sync::Arc;

/// What a job found.
pub enum Message {
    /// A file was read and laid out.
    Opened {
        /// Which.
        path: PathBuf,
        /// The project with a layouter that knows its words; or a sentence.
        result: Result<(Arc<Project>, Box<Layouter>), String>,
    },
    /// A file was written.
    Saved {
        /// Which.
        path: PathBuf,
        /// What was in it.
        project: Arc<Project>,
        /// Of which of the projects shown it was.
        of: u64,
        /// A sentence when it failed.
        result: Result<(), String>,
    },
    /// A file of another program was read.
    Imported {
        /// Which.
        path: PathBuf,
        /// What is in it, and a sentence about it; or a sentence about what is wrong.
        result: Result<(Box<Project>, String), String>,
    },
    /// A picture was written.
    Exported {
        /// Which.
        path: PathBuf,
        /// A sentence when it failed.
        result: Result<(), String>,
    },
    /// A file dialog was answered.
    Answered(Question, Answer),
    /// The system's fonts are known now.
    SystemFonts(Arc<dyn FontProvider>),
    /// Notes from the clipboard, in columns.
    Pasted(Vec<Vec<Arc<Note>>>),
    /// Recent files that are not there any more.
    Missing(Vec<PathBuf>),
    /// Nothing to tell.
    Done,
    /// Something to tell the user.
    Told(String),
}
