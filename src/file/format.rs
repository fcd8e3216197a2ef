//! The bytes of a project file: JSON in UTF-8 with one property per line.
//!
//! The same project always gives the same bytes, and a file that is not understood completely is
//! not opened: what is left out at reading would be gone after the next save.

use super::read_error::{ReadError, explain};
use super::scan::{conflict, scan};
use super::spot::Spot;
use super::text::text;
use crate::model::{self, Project};
use serde::ser::Error as _;

/// The ending of project files.
pub const ENDING: &str = "vjourney";

/// Largest file that is read, in bytes.
pub const MAX_BYTES: u64 = 256 * 1024 * 1024;
/// A file of more bytes is opened, but somebody should be told that everything will be slow.
pub const WARN_BYTES: u64 = 64 * 1024 * 1024;

/// The canonical bytes of a project.
///
/// # Errors
/// A project of a newer version: this program does not know what its fields mean together. Never for
/// a project this program made.
pub fn write(project: &Project) -> Result<Vec<u8>, serde_json::Error> {
    if project.version.is_newer() {
        return Err(serde_json::Error::custom(format_args!(
            "it is of format {}, which only a newer Value Journey writes",
            project.version.number()
        )));
    }
    let mut bytes = serde_json::to_vec_pretty(project)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// How many bytes [`write()`] would give, without making them.
pub fn size(project: &Project) -> usize {
    struct Counter(usize);
    impl std::io::Write for Counter {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 += bytes.len();
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut counter = Counter(1);
    match serde_json::to_writer_pretty(&mut counter, project) {
        Ok(()) => counter.0,
        // What cannot be written has no size; writing says why.
        Err(_) => 0,
    }
}

/// Reads and checks the bytes of a file.
///
/// # Errors
/// A sentence for the user; nothing is opened in half.
pub fn read(bytes: &[u8]) -> Result<Project, ReadError> {
    let (text, project) = parse(bytes)?;
    if project.version.is_newer() {
        return Err(ReadError::Newer {
            version: project.version.number().into(),
        });
    }
    check(text, &project)?;
    Ok(project)
}

/// Reads a file of a newer version, to be looked at: what this version does not know of it is kept as
/// raw text, and [`write()`] refuses it. `None` when it is of no newer version, or when this version
/// does not understand it.
pub fn read_newer(bytes: &[u8]) -> Option<Project> {
    let (text, project) = parse(bytes).ok()?;
    check(text, &project).ok()?;
    project.version.is_newer().then_some(project)
}

fn parse(bytes: &[u8]) -> Result<(&str, Project), ReadError> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(ReadError::TooMuch {
            what: format!("The file has {} MB", bytes.len().div_ceil(1024 * 1024)),
            limit: format!("{} MB", MAX_BYTES / 1024 / 1024),
        });
    }
    let text = text(bytes)?;
    scan(text)?;
    let parsed = model::reading(model::MAX_UNKNOWN, || serde_json::from_str::<Project>(text));
    let mut project = parsed.map_err(|error| rest_of_conflict(text, explain(text, &error)))?;
    project.put_in_order();
    Ok((text, project))
}

/// What is left of a conflict that was resolved in part is no JSON; its marks say more than the parser.
fn rest_of_conflict(text: &str, error: ReadError) -> ReadError {
    let mut marks = ["=======\n", "=======\r\n", ">>>>>>> ", "||||||| "].into_iter();
    match (&error, marks.find_map(|mark| conflict(text, mark))) {
        (ReadError::Syntax { .. }, Some(line)) => ReadError::Conflict { line },
        _ => error,
    }
}

fn check(text: &str, project: &Project) -> Result<(), ReadError> {
    let problems = model::problems(project);
    match problems.list.first() {
        None => Ok(()),
        Some(problem) => Err(ReadError::Invalid {
            at: problem.id.and_then(|id| place_of_id(text, id)),
            sentence: problem.sentence.clone(),
            others: problems.list.len() - 1 + problems.others,
        }),
    }
}

/// Where the owner of an id stands, or what names it (the key of a cell, a link).
fn place_of_id(text: &str, id: model::Id) -> Option<Spot> {
    // The last one: of two equal ids the second is the one that was added.
    let at = text
        .rfind(&format!("\"id\": \"{id}\""))
        .or_else(|| text.rfind(&format!("\"{id}\"")));
    at.map(|at| Spot::of(text.as_bytes(), at))
}
