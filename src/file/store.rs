//! The program's own folder of a user: recovery snapshots, kept versions, locks. Never beside a
//! document, never in a folder that is emptied.

use super::hash::Hash;
use super::replace;
use super::versions::{self, Versions, make_private};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Where the program keeps what must survive it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Store {
    folder: PathBuf,
}

impl Store {
    /// In this folder, made when something is kept.
    pub fn at(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// In the place the system has for it; `None` where it has none.
    pub fn of_user() -> Option<Self> {
        let folders = directories::ProjectDirs::from("", "", "value-journey")?;
        let state = folders.state_dir().unwrap_or(folders.data_local_dir());
        Some(Self::at(state.to_owned()))
    }

    /// The kept versions of a document.
    pub fn versions_of(&self, document: &Path) -> Versions {
        Versions::at(
            self.folder.join("versions").join(key_of(document)),
            document,
        )
    }

    /// Where snapshots are.
    pub(super) fn recovery(&self) -> PathBuf {
        self.folder.join("recovery")
    }

    /// Says that this window works on the document; `None` when another one does already. It is held
    /// as long as the value lives, and only advice: nothing keeps others from writing.
    ///
    /// # Errors
    /// When the system cannot lock.
    pub fn claim(&self, document: &Path) -> io::Result<Option<Claim>> {
        let folder = self.folder.join("locks");
        make_private(&folder)?;
        let file = fs::OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(folder.join(key_of(document)))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Claim { _file: file })),
            Err(fs::TryLockError::WouldBlock) => Ok(None),
            Err(fs::TryLockError::Error(error)) => Err(error),
        }
    }

    /// Deletes the oldest versions while there are too many bytes of them, those that were shared or
    /// merged last.
    pub fn keep_small(&self) {
        self.keep_below(versions::MOST_BYTES);
    }

    /// The same for so many bytes.
    pub(super) fn keep_below(&self, most: u64) {
        versions::keep_below(&self.folder.join("versions"), most);
    }
}

/// Held by the window that works on a document.
#[derive(Debug)]
pub struct Claim {
    _file: fs::File,
}

/// The same for every way that leads to the file.
fn key_of(document: &Path) -> String {
    let resolved = replace::resolved(document).unwrap_or_else(|_| document.to_owned());
    let resolved = std::path::absolute(&resolved).unwrap_or(resolved);
    Hash::of(resolved.as_os_str().as_encoded_bytes()).short()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_window_on_the_same_file_is_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(folder.path().join("state"));
        let file = folder.path().join("a.vjourney");
        let first = store.claim(&file).unwrap();
        assert!(first.is_some());
        assert!(store.claim(&file).unwrap().is_none());
        let other = folder.path().join("b.vjourney");
        assert!(store.claim(&other).unwrap().is_some());
        drop(first);
        assert!(store.claim(&file).unwrap().is_some());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_leads_to_the_same_versions() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(folder.path().join("state"));
        let (file, link) = (folder.path().join("a"), folder.path().join("b"));
        fs::write(&file, "x").unwrap();
        std::os::unix::fs::symlink("a", &link).unwrap();
        store
            .versions_of(&file)
            .keep(b"x", super::super::Why::Saved)
            .unwrap();
        assert_eq!(store.versions_of(&link).list().len(), 1);
    }
}
