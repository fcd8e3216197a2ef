//! What a kind of file has to say of itself, and what comes of reading one.

use crate::file::OpenError;
use crate::model::{MAX_NOTES, Project, Scale};

/// A kind of file that is brought in.
#[derive(Debug)]
pub struct Format {
    /// What people call it.
    pub name: &'static str,
    /// How its names end.
    pub endings: &'static [&'static str],
    /// Makes a project of its bytes; the name is that of the file, scores are taken to the scale.
    pub(super) read: fn(&[u8], &str, &Scale) -> Result<Imported, ImportError>,
}

/// A project made from another program's file, and a sentence about what was made and left out.
#[derive(Debug)]
pub struct Imported {
    /// What was made.
    pub project: Project,
    /// "4 steps, 17 notes; 2 nodes without a stage were left out: …"
    pub sentence: String,
}

/// Why a file could not be imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// It could not be read.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// It is of no kind this program imports; what it imports instead.
    #[error("Files ending in .{0} are not imported. {1}")]
    UnknownEnding(String, String),
    /// With what is there already it would be too much.
    #[error(
        "The project and the file together have more than {MAX_NOTES} notes, the most one project has. Import it into a project of its own."
    )]
    TooMuch,
    /// It is not what its ending says.
    #[error(transparent)]
    Wrong(Box<dyn std::error::Error + Send + Sync>),
}
