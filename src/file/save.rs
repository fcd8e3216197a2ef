//! Getting a project onto a disk.
//!
//! A save never leaves half a file and never writes over a version that nobody has looked at; *saved*
//! means that the disk has confirmed it.

use super::format;
use super::hash::Hash;
use super::open;
use super::outside::is_same_file;
use super::replace;
use super::store::Store;
use super::versions::Why;
use crate::model::Project;
use jiff::Timestamp;
use std::io;
use std::path::Path;

/// What is known of the file that is to be written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Known {
    /// There should be none of this name.
    Nothing,
    /// Whatever stands there is to be replaced: somebody was asked.
    Anything,
    /// The bytes that were read or written last.
    Bytes(Hash),
}

/// Why a project was not saved. The work stays in memory.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The project cannot be written; the file is as it was.
    #[error("The project could not be written as a file: {0}. The file is as it was.")]
    Format(String),
    /// The disk did not take it; the file is as it was.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// Somebody else has saved meanwhile.
    #[error(
        "Somebody else has saved this file meanwhile. Open it again, or save under another name."
    )]
    Changed(Box<Changed>),
    /// The new file is in its place, and the disk could not say that it will stay there.
    #[error(
        "It was written, but the disk could not confirm it ({0}). Save elsewhere as well, and have the disk looked at."
    )]
    Unconfirmed(String),
}

/// What somebody else has saved.
#[derive(Debug, PartialEq, Eq)]
pub struct Changed {
    /// Their bytes.
    pub theirs: Vec<u8>,
    /// What stands in the file now: theirs, or already ours.
    pub on_disk: Hash,
}

/// Why bytes did not reach the disk; but for [`WriteError::Half`] the file is as it was before.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// No such folder, or not any more.
    #[error("There is no such folder. Save elsewhere, or make the folder first.")]
    NoFolder,
    /// A folder stands where the file should.
    #[error("There is a folder of this name. Choose another name.")]
    IsFolder,
    /// A device or a pipe stands where the file should.
    #[error("What has this name is a device or a pipe, not a file. Choose another name.")]
    NotAFile,
    /// The system does not let us write there.
    #[error("You may not write there. Save elsewhere, or ask for permission.")]
    Forbidden,
    /// The file cannot be read, so nobody knows what would be lost.
    #[error("The file there cannot be read, so it is not replaced. Save under another name.")]
    Unreadable,
    /// No room.
    #[error("The disk is full. Free some space, or save elsewhere.")]
    Full,
    /// Not a name the disk accepts.
    #[error(
        "The disk does not accept this name. Choose a shorter one, without special characters."
    )]
    BadName,
    /// Others write it again and again.
    #[error("Others are writing this file all the time. Try again in a moment.")]
    Busy,
    /// It would have to be written in place, and no copy could be kept before.
    #[error(
        "This file can only be written in place, and no copy could be kept before: {0}. Save elsewhere."
    )]
    NoCopy(String),
    /// In place, and the disk failed twice.
    #[error(
        "The disk failed while the file was written ({0}), and the file may be damaged. The version before and the new one are both kept: File › Earlier versions. Save elsewhere."
    )]
    Half(String),
    /// What was read would be written over by what was made from it.
    #[error(
        "This is the very file that it is made from, by this or another name. Choose another name."
    )]
    Input,
    /// A project stands there.
    #[error(
        "A project has this name, and nothing but a project may take its place. Choose another name."
    )]
    Project,
    /// A link to something else.
    #[error("This is a link to “{0}”, a file of another kind. Choose another name.")]
    OtherKind(String),
    /// What is no document, where only a document would be written.
    #[error(
        "The file there has several names (hard links) or another owner, so it cannot be replaced as a whole. Choose another name."
    )]
    NotWhole,
    /// Anything else the system says.
    #[error("The disk answers: {0}. Save elsewhere.")]
    Other(String),
}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::NoFolder,
            io::ErrorKind::IsADirectory => Self::IsFolder,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::Forbidden,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            io::ErrorKind::InvalidFilename | io::ErrorKind::InvalidInput => Self::BadName,
            _ => Self::Other(open::plain(&error)),
        }
    }
}

/// The canonical bytes of a project, read back and compared.
///
/// # Errors
/// [`SaveError::Format`].
pub fn bytes_to_save(project: &Project) -> Result<Vec<u8>, SaveError> {
    let bytes = format::write(project).map_err(|error| SaveError::Format(error.to_string()))?;
    match format::read(&bytes) {
        Ok(again) if again == *project => Ok(bytes),
        Ok(_) => Err(SaveError::Format(
            "what would be read back is not the same".to_owned(),
        )),
        Err(error) => Err(SaveError::Format(error.to_string())),
    }
}

/// Saves a project; gives back the hash of what stands on the disk now. Versions that are written
/// over are kept in the store.
///
/// # Errors
/// A sentence for the user; the file is as it was before, unless the sentence says otherwise.
pub fn save(
    project: &Project,
    path: &Path,
    known: Known,
    store: Option<&Store>,
) -> Result<Hash, SaveError> {
    let bytes = bytes_to_save(project)?;
    save_bytes(&bytes, path, known, store)?;
    Ok(Hash::of(&bytes))
}

/// Saves the bytes of a project.
///
/// # Errors
/// As [`save`].
pub fn save_bytes(
    bytes: &[u8],
    path: &Path,
    known: Known,
    store: Option<&Store>,
) -> Result<(), SaveError> {
    let keep = |old: &[u8], why, when| match store {
        Some(store) => {
            let when = Timestamp::try_from(when).unwrap_or_else(|_| Timestamp::now());
            store.versions_of(path).keep_of(old, why, when)
        }
        None => Err(io::Error::other("there is no place for copies")),
    };
    replace::replace(bytes, path, known, Some(&keep))?;
    if let Some(store) = store
        && let Err(error) = store.versions_of(path).keep(bytes, Why::Saved)
    {
        log::warn!("The saved version could not be kept: {error}");
    }
    Ok(())
}

/// Whether the file holds these bytes, and the disk says that it keeps them. A project that was read and
/// not changed is saved by this: its file may be valid in another form than the one written here.
///
/// # Errors
/// [`SaveError::Unconfirmed`].
pub fn is_saved(path: &Path, known: Hash) -> Result<bool, SaveError> {
    match open::read_bytes(path) {
        Ok(bytes) if Hash::of(&bytes) == known => replace::flush(path).map(|()| true),
        _ => Ok(false),
    }
}

/// Puts what goes out, and is no project, in the place of a file: all of it or nothing. Links to files of
/// the same kind are followed, permissions kept. `input` is what they were made from; neither that nor a project is
/// written over, by whatever name.
///
/// # Errors
/// A sentence for the user; the file is as it was before. Only when the disk itself fails at the very
/// end, and nobody knows what it kept, the new bytes may be there all the same.
pub fn write_output(bytes: &[u8], path: &Path, input: Option<&Path>) -> Result<(), SaveError> {
    let target = replace::resolved(path)?;
    if input.is_some_and(|input| is_same_file(input, &target)) {
        return Err(WriteError::Input.into());
    }
    let ending = |path: &Path| path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
    if path.is_symlink() && ending(path) != ending(&target) {
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        return Err(WriteError::OtherKind(name.into_owned()).into());
    }
    replace::replace(bytes, &target, Known::Anything, None)
}

/// Puts bytes in the place of a file of the program's own, whatever stood there: all of them or none.
/// Links are followed, permissions kept.
///
/// # Errors
/// A sentence for the user; the file is as it was before. Only when the disk itself fails at the very
/// end, and nobody knows what it kept, the new bytes may be there all the same.
pub fn write_bytes(bytes: &[u8], path: &Path) -> Result<(), WriteError> {
    let target = replace::resolved(path)?;
    let before = match std::fs::metadata(&target) {
        Ok(about) if about.is_dir() => return Err(WriteError::IsFolder),
        Ok(about) if !about.is_file() => return Err(WriteError::NotAFile),
        Ok(about) => Some(about.permissions()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error.into()),
    };
    if before.as_ref().is_some_and(std::fs::Permissions::readonly) {
        return Err(WriteError::Forbidden);
    }
    let new = replace::written(bytes, &target)?;
    if let Some(permissions) = before {
        new.as_file().set_permissions(permissions)?;
        new.as_file().sync_all()?;
    }
    new.persist(&target)
        .map_err(|error| WriteError::from(error.error))?;
    replace::flush_folder(&target).map_err(|error| WriteError::Other(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Template;
    use std::fs;

    #[test]
    fn what_was_saved_is_opened_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.vjourney");
        let project = Template::Workshop.build();
        let hash = save(&project, &path, Known::Nothing, None).unwrap();
        assert_eq!(super::open::open_known(&path).unwrap(), (project, hash));
        save(&Template::Blank.build(), &path, Known::Bytes(hash), None).unwrap();
        assert_eq!(super::open::open(&path).unwrap(), Template::Blank.build());
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            1,
            "nothing is left beside it"
        );
    }

    #[test]
    fn what_nobody_has_seen_is_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.vjourney");
        fs::write(&path, "theirs").unwrap();
        let known = [Known::Nothing, Known::Bytes(Hash::of(b"before"))];
        for known in known {
            let error = save_bytes(b"mine", &path, known, None).unwrap_err();
            let SaveError::Changed(changed) = error else {
                panic!("{error}");
            };
            assert_eq!(changed.theirs, b"theirs");
            assert_eq!(changed.on_disk, Hash::of(b"theirs"));
        }
        assert_eq!(fs::read(&path).unwrap(), b"theirs");
        save_bytes(b"theirs", &path, known[1], None).unwrap();
        save_bytes(b"mine", &path, Known::Anything, None).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"mine");
    }

    #[test]
    fn a_file_that_is_gone_is_written_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.vjourney");
        save_bytes(b"mine", &path, Known::Bytes(Hash::of(b"before")), None).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"mine");
    }

    #[test]
    fn what_is_no_file_is_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(
            write_output(b"x", folder.path(), None),
            Err(SaveError::Write(WriteError::IsFolder))
        ));
        let gone = folder.path().join("gone").join("a.svg");
        assert!(matches!(
            write_output(b"x", &gone, None),
            Err(SaveError::Write(WriteError::NoFolder))
        ));
        assert!(matches!(
            save_bytes(b"x", &gone, Known::Nothing, None),
            Err(SaveError::Write(WriteError::NoFolder))
        ));
    }
}
