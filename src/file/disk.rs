//! Getting bytes onto a disk and back.
//!
//! A save never leaves half a file: the new bytes are complete and flushed before they take the
//! place of the old ones, and the directory is flushed after.

use super::format::{self, MAX_BYTES};
use super::read_error::ReadError;
use crate::model::Project;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// Why a file could not be opened.
#[derive(Debug, thiserror::Error)]
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
    /// The contents are no project.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// Anything else the system says.
    #[error("The file could not be read: {0}.")]
    Other(String),
}

/// Why a project was not saved. The work stays in memory.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The project cannot be written; the file is as it was.
    #[error("The project could not be written as a file: {0}. The file is as it was.")]
    Format(String),
    /// The disk did not take it.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// Why bytes did not reach the disk; the file is as it was before.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The folder is gone.
    #[error("The folder is not there any more. Save elsewhere.")]
    NoFolder,
    /// A folder stands where the file should.
    #[error("There is a folder of this name. Choose another name.")]
    IsFolder,
    /// The system does not let us write there.
    #[error("You may not write there. Save elsewhere, or ask for permission.")]
    Forbidden,
    /// No room.
    #[error("The disk is full. Free some space, or save elsewhere.")]
    Full,
    /// Not a name the disk accepts.
    #[error(
        "The disk does not accept this name. Choose a shorter one, without special characters."
    )]
    BadName,
    /// Anything else the system says.
    #[error("The disk answers: {0}. Save elsewhere.")]
    Other(String),
}

impl From<io::Error> for OpenError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::PermissionDenied => Self::Forbidden,
            io::ErrorKind::IsADirectory => Self::NotAFile("a folder"),
            _ => Self::Other(plain(&error)),
        }
    }
}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::NoFolder,
            io::ErrorKind::IsADirectory => Self::IsFolder,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::Forbidden,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            io::ErrorKind::InvalidFilename | io::ErrorKind::InvalidInput => Self::BadName,
            _ => Self::Other(plain(&error)),
        }
    }
}

/// The system's words without its number.
fn plain(error: &io::Error) -> String {
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
    Ok(format::read(&read_bytes(path)?)?)
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
            what: format!("The file has {} MB", about.len() / 1024 / 1024),
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

/// Saves a project. What is written has been read back and compared before.
///
/// # Errors
/// A sentence for the user; the file is as it was before.
pub fn save(project: &Project, path: &Path) -> Result<(), SaveError> {
    let bytes = format::write(project).map_err(|error| SaveError::Format(error.to_string()))?;
    match format::read(&bytes) {
        Ok(again) if again == *project => {}
        Ok(_) => {
            return Err(SaveError::Format(
                "what would be read back is not the same".to_owned(),
            ));
        }
        Err(error) => return Err(SaveError::Format(error.to_string())),
    }
    Ok(write_bytes(&bytes, path)?)
}

/// Puts bytes in the place of a file: all of them or none. Links are followed, permissions kept.
///
/// # Errors
/// A sentence for the user; the file is as it was before. Only when the disk itself fails at the very
/// end, and nobody knows what it kept, the new bytes may be there all the same.
pub fn write_bytes(bytes: &[u8], path: &Path) -> Result<(), WriteError> {
    let target = resolved(path)?;
    let folder = target
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let before = match fs::metadata(&target) {
        Ok(about) if about.is_dir() => return Err(WriteError::IsFolder),
        Ok(about) => Some(about.permissions()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error.into()),
    };
    if before.as_ref().is_some_and(fs::Permissions::readonly) {
        return Err(WriteError::Forbidden);
    }
    let mut new = temporary_file(folder)?;
    new.write_all(bytes)?;
    if let Some(permissions) = before {
        new.as_file().set_permissions(permissions)?;
    }
    new.as_file().sync_all()?;
    new.persist(&target)
        .map_err(|error| WriteError::from(error.error))?;
    flush_folder(folder)
}

/// The file behind a chain of links; the path itself when there is no file yet.
fn resolved(path: &Path) -> Result<PathBuf, WriteError> {
    match fs::canonicalize(path) {
        Ok(resolved) => Ok(resolved),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(path.to_owned()),
        Err(error) => Err(error.into()),
    }
}

fn temporary_file(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".value-journey-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // What any new file gets; the process's mask takes its share.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Without this the old file may be back after a power cut.
#[cfg(unix)]
fn flush_folder(folder: &Path) -> Result<(), WriteError> {
    flushed(File::open(folder).and_then(|folder| folder.sync_all()))
}

/// The new file is in its place by now. Network disks and FUSE do not know how to flush a folder
/// (EINVAL, ENOTSUP), and a folder one may write into need not be readable (EACCES): the file is saved
/// there as well as it can be.
#[cfg(unix)]
fn flushed(result: io::Result<()>) -> Result<(), WriteError> {
    match result {
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::InvalidInput
                    | io::ErrorKind::Unsupported
                    | io::ErrorKind::PermissionDenied
            ) =>
        {
            log::warn!("Saved, but the folder could not be flushed: {error}");
            Ok(())
        }
        result => Ok(result?),
    }
}

#[cfg(not(unix))]
fn flush_folder(_: &Path) -> Result<(), WriteError> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Template;

    #[test]
    fn what_was_saved_is_opened_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.vjourney");
        let project = Template::Workshop.build();
        save(&project, &path).unwrap();
        assert_eq!(open(&path).unwrap(), project);
        save(&Template::Blank.build(), &path).unwrap();
        assert_eq!(open(&path).unwrap(), Template::Blank.build());
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            1,
            "nothing is left beside it"
        );
    }

    #[test]
    fn what_is_no_file_is_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(
            open(folder.path()),
            Err(OpenError::NotAFile("a folder"))
        ));
        assert!(matches!(
            open(&folder.path().join("none")),
            Err(OpenError::Missing)
        ));
        assert!(matches!(
            write_bytes(b"x", folder.path()),
            Err(WriteError::IsFolder)
        ));
        let gone = folder.path().join("gone").join("a.vjourney");
        assert!(matches!(
            write_bytes(b"x", &gone),
            Err(WriteError::NoFolder)
        ));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_permissions_kept() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("real"), folder.path().join("link"));
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("real", &link).unwrap();
        write_bytes(b"new", &link).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert_eq!(
            fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o640
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_cannot_be_flushed_is_no_failed_save() {
        use std::os::unix::fs::PermissionsExt as _;
        let [eperm, eio, eacces, einval] = [1, 5, 13, 22];
        for code in [eperm, eacces, einval] {
            assert!(flushed(Err(io::Error::from_raw_os_error(code))).is_ok());
        }
        assert!(flushed(Err(io::ErrorKind::Unsupported.into())).is_ok());
        assert!(matches!(
            flushed(Err(io::Error::from_raw_os_error(eio))),
            Err(WriteError::Other(_))
        ));
        // For root every folder is readable; for all others this one is not.
        let folder = tempfile::tempdir().unwrap();
        let mode = |mode| fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode));
        mode(0o300).unwrap();
        let written = write_bytes(b"new", &folder.path().join("file"));
        mode(0o700).unwrap();
        written.unwrap();
        assert_eq!(fs::read(folder.path().join("file")).unwrap(), b"new");
    }

    #[test]
    fn a_read_only_file_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("fixed");
        fs::write(&file, "old").unwrap();
        let mut permissions = fs::metadata(&file).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&file, permissions).unwrap();
        assert!(matches!(
            write_bytes(b"new", &file),
            Err(WriteError::Forbidden)
        ));
        assert_eq!(fs::read(&file).unwrap(), b"old");
    }
}
