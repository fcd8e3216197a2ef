//! Getting a project from a disk.

use super::format::{self, MAX_BYTES};
use super::hash::Hash;
use super::read_error::ReadError;
use crate::model::Project;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// Why a file could not be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// Nothing of this name.
    #[error("There is no file of this name. It may have been moved or renamed.")]
    Missing,
    /// A folder or a device.
    #[error("This is {0}, not a file.")]
    NotAFile(&'static str),
    /// The system does not let us read it.
    #[error("You may not read this file. Ask its owner for permission.")]
    Forbidden,
    /// Links that lead to each other.
    #[error("This is a link that leads back to itself. Choose the file it was meant for.")]
    Loop,
    /// The contents are no project.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// Anything else the system says.
    #[error("The file could not be read: {0}.")]
    Other(String),
}

impl From<io::Error> for OpenError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::PermissionDenied => Self::Forbidden,
            io::ErrorKind::IsADirectory => Self::NotAFile("a folder"),
            // `ErrorKind::FilesystemLoop` has no stable name yet.
            _ if error.to_string().starts_with("Too many levels of symbolic") => Self::Loop,
            _ => Self::Other(plain(&error)),
        }
    }
}

/// The system's words without its number.
pub(super) fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error")
        .next()
        .unwrap_or(&text)
        .to_lowercase()
}

/// Reads, parses and checks a project file.
///
/// # Errors
/// A sentence for the user.
pub fn open(path: &Path) -> Result<Project, OpenError> {
    Ok(open_known(path)?.0)
}

/// The same, with the hash of the bytes that were read.
///
/// # Errors
/// A sentence for the user.
pub fn open_known(path: &Path) -> Result<(Project, Hash), OpenError> {
    let bytes = read_bytes(path)?;
    Ok((format::read(&bytes)?, Hash::of(&bytes)))
}

/// The bytes of a regular file of at most [`MAX_BYTES`].
///
/// # Errors
/// A sentence for the user.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, OpenError> {
    let about = fs::metadata(path)?;
    if about.is_dir() {
        return Err(OpenError::NotAFile("a folder"));
    }
    if !about.is_file() {
        // Reading a pipe would wait for ever.
        return Err(OpenError::NotAFile("a device or a pipe"));
    }
    if about.len() > MAX_BYTES {
        return Err(OpenError::Read(ReadError::TooMuch {
            what: format!("The file has {} MB", about.len().div_ceil(1024 * 1024)),
            limit: format!("{} MB", MAX_BYTES / 1024 / 1024),
        }));
    }
    let mut bytes = Vec::with_capacity(about.len() as usize);
    // One byte more than allowed, should the file grow while it is read.
    File::open(path)?
        .take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_file_is_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(open(folder.path()), Err(OpenError::NotAFile("a folder")));
        assert_eq!(open(&folder.path().join("none")), Err(OpenError::Missing));
        #[cfg(unix)]
        {
            let link = folder.path().join("loop");
            std::os::unix::fs::symlink("loop", &link).unwrap();
            assert_eq!(open(&link), Err(OpenError::Loop));
        }
    }
}
