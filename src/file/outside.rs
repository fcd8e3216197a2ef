//! What became of a file since it was read or written last: somebody else may have changed, moved or
//! deleted it. Decided by content; time stamps only say when to look.

use super::errors::Why;
use super::format;
use super::hash::Hash;
use super::open::{self, OpenError};
use super::replace::{LEFTOVER_ENDING, folder_of, leftover_prefix};
use super::store::Store;
use crate::model::Project;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// How old what a killed save has left must be before it is taken away: another save may be at work.
const LEFTOVER_AGE: Duration = Duration::from_mins(1);

/// What stands where the file was.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the names of the fields say what they are")]
pub enum Outside {
    /// The bytes that are known.
    Same,
    /// Nothing; perhaps it has another name in the same folder now.
    Missing { moved_to: Option<PathBuf> },
    /// Another version of the project.
    Changed {
        project: Arc<Project>,
        /// The hash of its bytes.
        hash: Hash,
    },
    /// Something that cannot be read as a project.
    Unreadable {
        error: OpenError,
        /// The hash of its bytes, when there are any.
        hash: Option<Hash>,
    },
}

/// Looks at the file.
pub fn look(path: &Path, known: Hash, identity: Option<Identity>) -> Outside {
    let bytes = match open::read_bytes(path) {
        Ok(bytes) => bytes,
        Err(OpenError::Missing) => {
            let moved_to = identity.and_then(|identity| identity.find_beside(path));
            return Outside::Missing { moved_to };
        }
        Err(error) => return Outside::Unreadable { error, hash: None },
    };
    let hash = Hash::of(&bytes);
    if hash == known {
        return Outside::Same;
    }
    match format::read(&bytes) {
        Ok(project) => Outside::Changed {
            project: Arc::new(project),
            hash,
        },
        Err(error) => Outside::Unreadable {
            error: error.into(),
            hash: Some(hash),
        },
    }
}

/// Which file it is, whatever its name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Identity {
    device: u64,
    number: u64,
}

impl Identity {
    /// Of the file at this path; `None` where the system has none.
    pub fn of(path: &Path) -> Option<Self> {
        Self::from(&fs::metadata(path).ok()?)
    }

    #[cfg(unix)]
    #[expect(clippy::unnecessary_wraps, reason = "elsewhere there is none")]
    fn from(about: &Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt as _;
        Some(Self {
            device: about.dev(),
            number: about.ino(),
        })
    }

    #[cfg(not(unix))]
    fn from(_: &Metadata) -> Option<Self> {
        None
    }

    fn find_beside(self, path: &Path) -> Option<PathBuf> {
        let entries = fs::read_dir(folder_of(path)).ok()?;
        entries
            .flatten()
            .filter(|entry| {
                let name = entry.file_name();
                !name.as_encoded_bytes().starts_with(b".")
            })
            .find(|entry| {
                let about = entry.metadata().ok();
                about.and_then(|about| Self::from(&about)) == Some(self)
            })
            .map(|entry| entry.path())
    }
}

/// Whether both paths lead to the same file, through whatever links.
pub fn is_same_file(one: &Path, other: &Path) -> bool {
    if let (Some(one), Some(other)) = (Identity::of(one), Identity::of(other)) {
        return one == other;
    }
    match (fs::canonicalize(one), fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// Names of copies that programs for shared folders lay beside a file when two have changed it.
pub fn conflict_copies(path: &Path) -> Vec<PathBuf> {
    const WORDS: [&str; 7] = [
        "conflict",
        "konflikt",
        "conflit",
        "conflicto",
        "conflitto",
        "ristiriita",
        "競合",
    ];
    let (Some(stem), Some(ending)) = (path.file_stem(), path.extension()) else {
        return Vec::new();
    };
    let Ok(entries) = fs::read_dir(folder_of(path)) else {
        return Vec::new();
    };
    let stem = stem.to_string_lossy();
    let mut copies: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|other| {
            let other_stem = other.file_stem().unwrap_or_default().to_string_lossy();
            let rest = other_stem.strip_prefix(&*stem).unwrap_or("").to_lowercase();
            other.extension() == Some(ending) && WORDS.iter().any(|word| rest.contains(word))
        })
        .collect();
    copies.sort();
    copies
}

/// Where programs put attachments and what is to be gone soon: saved there a file goes with the folder.
pub fn passing_folders() -> Vec<PathBuf> {
    let mut folders = vec![std::env::temp_dir()];
    folders.extend(directories::BaseDirs::new().map(|base| base.cache_dir().to_owned()));
    folders.extend(std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from));
    folders
}

/// Whether the file lies in one of these folders, or below.
pub fn is_passing(path: &Path, folders: &[PathBuf]) -> bool {
    let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let path = real(path);
    folders.iter().any(|folder| path.starts_with(real(folder)))
}

/// Takes what killed saves have left beside the file: what is a version of its own goes to the kept
/// ones. Gives back how many those are.
pub fn take_leftovers(path: &Path, store: &Store) -> usize {
    let prefix = leftover_prefix(path);
    let Ok(entries) = fs::read_dir(folder_of(path)) else {
        return 0;
    };
    let present = open::read_bytes(path).ok().map(|bytes| Hash::of(&bytes));
    let mut taken = 0;
    for entry in entries.flatten() {
        let name = entry.file_name();
        let is_leftover = name
            .to_str()
            .is_some_and(|name| name.starts_with(&prefix) && name.ends_with(LEFTOVER_ENDING));
        let is_old = entry.metadata().is_ok_and(|about| {
            let age = SystemTime::now().duration_since(last_touched(&about));
            age.is_ok_and(|age| age > LEFTOVER_AGE)
        });
        if !is_leftover || !is_old {
            continue;
        }
        let bytes = open::read_bytes(&entry.path()).unwrap_or_default();
        let versions = store.versions_of(path);
        let hash = Hash::of(&bytes);
        let is_news =
            Some(hash) != present && format::read(&bytes).is_ok() && versions.find(hash).is_none();
        if is_news {
            if let Err(error) = versions.keep(&bytes, Why::LeftOver) {
                log::warn!("What a save has left could not be kept: {error}");
                continue;
            }
            taken += 1;
        }
        if let Err(error) = fs::remove_file(entry.path()) {
            log::warn!("What a save has left could not be deleted: {error}");
        }
    }
    taken
}

/// When its name or its contents were last changed.
#[cfg(unix)]
fn last_touched(about: &Metadata) -> SystemTime {
    use std::os::unix::fs::MetadataExt as _;
    SystemTime::UNIX_EPOCH + Duration::from_secs(about.ctime().max(0) as u64)
}

#[cfg(not(unix))]
fn last_touched(about: &Metadata) -> SystemTime {
    about.modified().unwrap_or_else(|_| SystemTime::now())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Template;

    #[test]
    fn a_file_is_known_by_its_content() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.vjourney");
        let bytes = format::write(&Template::Cvj.build()).unwrap();
        fs::write(&path, &bytes).unwrap();
        let (known, identity) = (Hash::of(&bytes), Identity::of(&path));
        assert_eq!(look(&path, known, identity), Outside::Same);
        fs::write(&path, &bytes).unwrap();
        assert_eq!(look(&path, known, identity), Outside::Same, "touched only");
        let other = Template::Blank.build();
        fs::write(&path, format::write(&other).unwrap()).unwrap();
        let changed = look(&path, known, identity);
        assert!(matches!(changed, Outside::Changed { project, .. } if *project == other));
        fs::write(&path, &bytes[..50]).unwrap();
        let half = look(&path, known, identity);
        assert!(matches!(half, Outside::Unreadable { hash: Some(_), .. }));
    }

    #[cfg(unix)]
    #[test]
    fn a_renamed_file_is_found_by_what_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let [path, renamed] = ["a.vjourney", "b.vjourney"].map(|name| folder.path().join(name));
        fs::write(&path, "x").unwrap();
        let identity = Identity::of(&path);
        fs::rename(&path, &renamed).unwrap();
        let known = Hash::of(b"x");
        let moved_to = Some(renamed.clone());
        assert_eq!(look(&path, known, identity), Outside::Missing { moved_to });
        fs::remove_file(renamed).unwrap();
        let moved_to = None;
        assert_eq!(look(&path, known, identity), Outside::Missing { moved_to });
    }

    #[test]
    fn copies_of_programs_for_shared_folders_are_known_by_their_names() {
        let folder = tempfile::tempdir().unwrap();
        let names = [
            "plan (Anna's conflicted copy 2026-11-24).vjourney",
            "plan (In Konflikt stehende Kopie von Anna 2026-11-24).vjourney",
            "plan.sync-conflict-20261124-101010-ABCDEFG.vjourney",
            "plan (conflicted copy 2026-11-24 101010).vjourney",
        ];
        let others = [
            "plan.vjourney",
            "plan 2.vjourney",
            "conflict.vjourney",
            "plan conflict.txt",
        ];
        for name in names.iter().chain(&others) {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        let copies = conflict_copies(&folder.path().join("plan.vjourney"));
        assert_eq!(copies.len(), names.len(), "{copies:?}");
    }
}
