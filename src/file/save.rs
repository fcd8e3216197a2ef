//! Getting a project onto a disk.
//!
//! A save never leaves half a file and never writes over a version that nobody has looked at; *saved*
//! means that the disk has confirmed it.

use super::errors::{Known, SaveError, Why, WriteError};
use super::format;
use super::hash::Hash;
use super::open;
use super::outside::is_same_file;
use super::replace;
use super::store::Store;
use crate::model::Project;
use jiff::Timestamp;
use std::io;
use std::path::Path;

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
