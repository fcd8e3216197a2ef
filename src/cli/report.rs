//! What all subcommands share: how they open, save and say what went wrong.

use crate::file::{self, Known, OpenError, Store};
use crate::model::{Project, is_obeyed, plain_json};
use std::path::Path;
use std::process::ExitCode;

/// What a subcommand has to say when it could do its work.
pub(super) struct Report {
    /// For standard output.
    pub text: String,
    pub code: ExitCode,
}

impl Report {
    /// All went well.
    pub(super) fn fine(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            code: ExitCode::SUCCESS,
        }
    }
}

/// A value for other programs.
pub(super) fn json(value: &impl serde::Serialize) -> anyhow::Result<String> {
    Ok(plain_json(&serde_json::to_string_pretty(value)?) + "\n")
}

/// Opens a project for a subcommand; the error names the file.
pub(super) fn open(path: &Path) -> anyhow::Result<Project> {
    file::open(path).map_err(|error: OpenError| about(path, &error))
}

/// The same in the room that several files share.
pub(super) fn open_in(room: &mut file::Room, path: &Path) -> anyhow::Result<Project> {
    room.open(path).map_err(|error| about(path, &error))
}

/// Saves a project that was made out of others. It is held, written and read back at once, beside what
/// stood there before.
pub(super) fn save(
    project: &Project,
    out: &Path,
    known: Known,
    store: Option<&Store>,
) -> anyhow::Result<()> {
    const MOST: usize = 80 * 1024 * 1024;
    let size = file::size(project);
    if size > MOST {
        let (size, most) = (size >> 20, MOST >> 20);
        let sentence = format!(
            "The project would have {size} MB; {most} MB are the most that is written here. Leave some of it out."
        );
        return Err(about(out, &sentence));
    }
    file::save(project, out, known, store)
        .map(|_| ())
        .map_err(|error| about(out, &error))
}

/// An error as one sentence with the file's name.
pub(super) fn about(path: &Path, error: &dyn std::fmt::Display) -> anyhow::Error {
    let name = path
        .file_name()
        .map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy());
    // A line break in a name is no space between words.
    let name = name.replace(is_obeyed, "\u{fffd}");
    anyhow::anyhow!("{name}: {error}")
}

/// Nothing that is there is replaced, and no link is followed to where nobody has looked.
pub(super) fn must_be_new(path: &Path) -> anyhow::Result<()> {
    if path.is_symlink() {
        let sentence = "There is a link of this name already. Choose another name.";
        return Err(about(path, &sentence));
    }
    if path.exists() {
        let sentence = "There is a file of this name already. Choose another name.";
        return Err(about(path, &sentence));
    }
    Ok(())
}
