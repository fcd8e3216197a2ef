//! Snapshots of what is not saved yet, so that a crash costs two seconds at most.
//!
//! Each document has two slots that are written in turn, each with its length and its hash: a snapshot
//! that was not finished never costs the one before. Of documents whose program is gone they are
//! offered at the next start; when to write is decided elsewhere.

use super::format;
use super::hash::Hash;
use super::outside::is_same_file;
use super::store::Store;
use super::versions::make_private;
use crate::model::{Id, Project};
use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long snapshots stay that somebody did not want, in days.
const DISCARDED_DAYS: i64 = 7;
/// The same, for sentences.
pub const KEPT_FOR: &str = "seven days";
/// Longest first line of a snapshot in bytes; paths are shorter.
const MAX_HEAD: u64 = 64 * 1024;
/// How long a window may take between making its lock and taking it.
const JUST_COMING: Duration = Duration::from_mins(1);
/// The two slots of a document.
const SLOTS: [&str; 2] = ["a", "b"];
const LOCK: &str = "lock";
/// A snapshot that somebody did not want.
const DISCARDED: &str = "discarded";

/// What a snapshot says of the document.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct About {
    /// Its file; `None` while it has none.
    pub file: Option<PathBuf>,
    /// The file it is a copy of, where that was opened as a copy.
    pub copy_of: Option<PathBuf>,
    /// The bytes of the file that the changes build on.
    pub known: Option<Hash>,
    /// What the window called it.
    pub title: String,
}

/// The first line of a snapshot; its bytes follow.
#[derive(Serialize, Deserialize)]
struct Head {
    recovery: u32,
    sequence: u64,
    length: u64,
    hash: String,
    when: Timestamp,
    title: String,
    /// The bytes of a path need not be text.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<Vec<u8>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    copy_of: Option<Vec<u8>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    known: Option<String>,
}

/// The snapshots of one document of a living window.
#[derive(Debug)]
pub struct Snapshots {
    folder: PathBuf,
    name: String,
    sequence: u64,
    _lock: File,
}

impl Snapshots {
    /// Begins a document.
    ///
    /// # Errors
    /// What the system says.
    pub fn begin(store: &Store) -> io::Result<Self> {
        let folder = store.recovery();
        make_private(&folder)?;
        let name = Id::random().to_string();
        let lock = File::create_new(slot(&folder, &name, LOCK))?;
        lock.lock()?;
        Ok(Self {
            folder,
            name,
            sequence: 0,
            _lock: lock,
        })
    }

    /// Writes and flushes a snapshot.
    ///
    /// # Errors
    /// What the system says.
    pub fn write(&mut self, about: &About, project: &Project) -> io::Result<()> {
        let bytes = format::write(project)?;
        self.sequence += 1;
        let head = Head {
            recovery: 1,
            sequence: self.sequence,
            length: bytes.len() as u64,
            hash: Hash::of(&bytes).to_string(),
            when: Timestamp::now(),
            title: about.title.clone(),
            file: about.file.as_deref().map(bytes_of),
            copy_of: about.copy_of.as_deref().map(bytes_of),
            known: about.known.map(|known| known.to_string()),
        };
        let mut whole = serde_json::to_vec(&head)?;
        whole.push(b'\n');
        whole.extend(bytes);
        let at = SLOTS[(self.sequence % 2) as usize];
        let mut options = OpenOptions::new();
        options.create(true).write(true).truncate(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt as _;
            options.mode(0o600);
        }
        let mut file = options.open(slot(&self.folder, &self.name, at))?;
        file.write_all(&whole)?;
        file.sync_all()
    }

    /// The document is on disk: nothing is to be recovered.
    pub fn clear(&self) {
        for at in SLOTS {
            remove(&slot(&self.folder, &self.name, at));
        }
    }

    /// Somebody does without the changes: they are kept for some days all the same.
    pub fn discard(&self) {
        discard(&self.folder, &self.name);
    }
}

impl Drop for Snapshots {
    fn drop(&mut self) {
        // What is left to recover needs no lock: its absence says that the window is gone.
        remove(&slot(&self.folder, &self.name, LOCK));
    }
}

/// Work of a window that is gone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    folder: PathBuf,
    name: String,
    /// What the window said of it.
    pub about: About,
    /// When it was written.
    pub when: Timestamp,
    /// The project.
    pub project: Project,
    /// Somebody did without it at that time.
    pub is_discarded: bool,
}

impl Found {
    /// Tells it from other work, whatever was discarded or found again meanwhile.
    pub fn key(&self) -> &str {
        &self.name
    }

    /// It is not needed any more: it was restored and is in the snapshots of a living window, or the
    /// same is on disk.
    pub fn clear(&self) {
        for at in SLOTS.into_iter().chain([LOCK, DISCARDED]) {
            remove(&slot(&self.folder, &self.name, at));
        }
    }

    /// Somebody does without it: it is kept for some days all the same.
    pub fn discard(&self) {
        discard(&self.folder, &self.name);
        remove(&slot(&self.folder, &self.name, LOCK));
    }
}

/// What windows have left that are gone, latest first; what was discarded too long ago is deleted.
pub fn find(store: &Store) -> Vec<Found> {
    let folder = store.recovery();
    let found = names(&folder)
        .into_iter()
        .filter_map(|name| found(&folder, &name));
    latest_first(found.collect())
}

/// The same of one file alone. Costs little however much else is kept: of other documents no more than
/// the first line is read.
pub fn find_of(store: &Store, file: &Path) -> Vec<Found> {
    let folder = store.recovery();
    let file = &std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    let is_about = |name: &String| {
        let slots = SLOTS.into_iter().chain([DISCARDED]);
        let mut heads = slots.filter_map(|at| head(&slot(&folder, name, at)));
        heads.any(|head| {
            let [known, copied] = [head.file, head.copy_of].map(|path| path.and_then(path_of));
            is_on(known.as_deref(), file) || is_on(copied.as_deref(), file)
        })
    };
    let names = names(&folder).into_iter().filter(is_about);
    let found = names.filter_map(|name| found(&folder, &name));
    // Saved under another name since, its other slot may still say the name before.
    let found = found.filter(|found| {
        let about = &found.about;
        is_on(about.file.as_deref(), file) || is_on(about.copy_of.as_deref(), file)
    });
    latest_first(found.collect())
}

/// Whether the work is on this file; by its name alone where there is none any more.
fn is_on(known: Option<&Path>, file: &Path) -> bool {
    known.is_some_and(|known| known == file || is_same_file(known, file))
}

fn latest_first(mut found: Vec<Found>) -> Vec<Found> {
    found.sort_by_key(|found| std::cmp::Reverse(found.when));
    found
}

/// The names of all documents in the folder.
fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut names: Vec<String> = entries
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            Some(name.split_once('.')?.0.to_owned())
        })
        .collect();
    names.sort();
    names.dedup();
    names
}

fn found(folder: &Path, name: &str) -> Option<Found> {
    let lock = slot(folder, name, LOCK);
    if let Ok(file) = File::open(&lock)
        && file.try_lock().is_err()
    {
        return None;
    }
    let discarded = slot(folder, name, DISCARDED);
    let is_discarded = discarded.exists();
    let mut read: Vec<(u64, Found)> = SLOTS
        .into_iter()
        .chain([DISCARDED])
        .filter_map(|at| {
            let (head, project) = read(&slot(folder, name, at))?;
            let about = About {
                file: head.file.and_then(path_of),
                copy_of: head.copy_of.and_then(path_of),
                known: head.known.and_then(|known| known.parse().ok()),
                title: head.title,
            };
            let found = Found {
                folder: folder.to_owned(),
                name: name.to_owned(),
                about,
                when: head.when,
                project,
                is_discarded,
            };
            Some((head.sequence, found))
        })
        .collect();
    read.sort_by_key(|(sequence, _)| *sequence);
    let Some((_, latest)) = read.pop() else {
        // A window that has ended well, or never wrote anything whole; or one that is just coming and
        // has not locked yet.
        let age = fs::metadata(&lock)
            .and_then(|about| about.modified())
            .ok()?
            .elapsed();
        if age.is_ok_and(|age| age > JUST_COMING) {
            remove(&lock);
        }
        return None;
    };
    let too_old = Timestamp::now() - (DISCARDED_DAYS * 24).hours();
    if is_discarded && latest.when < too_old {
        latest.clear();
        return None;
    }
    Some(latest)
}

/// The first line of a snapshot, without what follows.
fn head(file: &Path) -> Option<Head> {
    let mut line = Vec::new();
    let mut reader = BufReader::new(File::open(file).ok()?).take(MAX_HEAD);
    reader.read_until(b'\n', &mut line).ok()?;
    serde_json::from_slice(&line).ok()
}

fn read(file: &Path) -> Option<(Head, Project)> {
    let whole = fs::read(file).ok()?;
    let end = whole.iter().position(|byte| *byte == b'\n')?;
    let head: Head = serde_json::from_slice(&whole[..end]).ok()?;
    let bytes = &whole[end + 1..];
    let is_whole = bytes.len() as u64 == head.length && Hash::of(bytes).to_string() == head.hash;
    let project = is_whole.then(|| format::read(bytes).ok())??;
    Some((head, project))
}

fn bytes_of(path: &Path) -> Vec<u8> {
    path.as_os_str().as_encoded_bytes().to_vec()
}

#[cfg(unix)]
#[expect(
    clippy::unnecessary_wraps,
    reason = "elsewhere not every path can be read back"
)]
fn path_of(bytes: Vec<u8>) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt as _;
    Some(OsString::from_vec(bytes).into())
}

#[cfg(not(unix))]
fn path_of(bytes: Vec<u8>) -> Option<PathBuf> {
    Some(OsString::from(String::from_utf8(bytes).ok()?).into())
}

/// Of two slots the whole and latest one becomes the discarded one.
fn discard(folder: &Path, name: &str) {
    let latest = SLOTS
        .into_iter()
        .filter_map(|at| {
            let file = slot(folder, name, at);
            Some((read(&file)?.0.sequence, file))
        })
        .max();
    if let Some((_, file)) = latest
        && let Err(error) = fs::rename(&file, slot(folder, name, DISCARDED))
    {
        log::warn!("What was discarded could not be kept: {error}");
    }
    for at in SLOTS {
        remove(&slot(folder, name, at));
    }
}

fn slot(folder: &Path, name: &str, at: &str) -> PathBuf {
    folder.join(format!("{name}.{at}"))
}

fn remove(file: &Path) {
    if let Err(error) = fs::remove_file(file)
        && error.kind() != io::ErrorKind::NotFound
    {
        log::warn!("A snapshot that is not needed any more could not be deleted: {error}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Template;

    fn store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(folder.path().join("state"));
        (folder, store)
    }

    fn named(name: &str) -> Project {
        Project {
            name: name.to_owned(),
            ..Template::Cvjm.build()
        }
    }

    /// What is left when a window is killed: its files, without its lock.
    fn killed(snapshots: Snapshots) {
        drop(snapshots);
    }

    #[test]
    fn the_last_whole_snapshot_of_a_window_that_is_gone_is_found() {
        let (_folder, store) = store();
        let mut snapshots = Snapshots::begin(&store).unwrap();
        let about = About {
            file: Some("/x/plan.vjourney".into()),
            known: Some(Hash::of(b"x")),
            title: "plan".to_owned(),
            copy_of: None,
        };
        for name in ["one", "two", "three"] {
            snapshots.write(&about, &named(name)).unwrap();
        }
        assert_eq!(find(&store), [], "the window lives");
        let torn = slot(&snapshots.folder, &snapshots.name, "b");
        killed(snapshots);
        let all = find(&store);
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].project.name, "three");
        assert_eq!(all[0].about, about);
        // The latest one was not finished: the one before counts.
        let bytes = fs::read(&torn).unwrap();
        fs::write(&torn, &bytes[..bytes.len() - 9]).unwrap();
        assert_eq!(find(&store)[0].project.name, "two");
        all[0].clear();
        assert_eq!(find(&store), []);
        assert_eq!(fs::read_dir(store.recovery()).unwrap().count(), 0);
    }

    #[test]
    fn the_work_on_one_file_is_found_among_that_on_others() {
        let (folder, store) = store();
        let [plan, other] = ["plan", "other"].map(|name| folder.path().join(name));
        for (file, name) in [
            (Some(&plan), "wanted"),
            (Some(&other), "of another file"),
            (None, "never saved"),
        ] {
            let mut snapshots = Snapshots::begin(&store).unwrap();
            let about = About {
                file: file.cloned(),
                ..About::default()
            };
            snapshots.write(&about, &named(name)).unwrap();
            killed(snapshots);
        }
        let found = find_of(&store, &plan);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].project.name, "wanted");
        // Nobody has read what belongs to others: a long one costs no more than a short one.
        let torn = find_of(&store, &other);
        let file = slot(&torn[0].folder, &torn[0].name, "b");
        let bytes = fs::read(&file).unwrap();
        fs::write(&file, &bytes[..bytes.len() - 9]).unwrap();
        assert_eq!(find_of(&store, &other), [], "not whole");
        assert!(find_of(&store, &folder.path().join("third")).is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn the_work_on_a_file_is_found_by_every_way_that_leads_to_it() {
        let (folder, store) = store();
        let [plan, link] = ["plan", "link"].map(|name| folder.path().join(name));
        fs::write(&plan, "x").unwrap();
        std::os::unix::fs::symlink("plan", &link).unwrap();
        let mut snapshots = Snapshots::begin(&store).unwrap();
        let file = Some(plan);
        let about = About {
            file,
            ..About::default()
        };
        snapshots.write(&about, &named("x")).unwrap();
        killed(snapshots);
        assert_eq!(find_of(&store, &link).len(), 1);
        // Opened as a copy it has no file of its own, and was begun with this one.
        let mut snapshots = Snapshots::begin(&store).unwrap();
        let about = About {
            copy_of: about.file,
            ..About::default()
        };
        snapshots.write(&about, &named("copy")).unwrap();
        killed(snapshots);
        assert_eq!(find_of(&store, &link).len(), 2);
    }

    #[test]
    fn what_was_saved_is_not_offered() {
        let (_folder, store) = store();
        let mut snapshots = Snapshots::begin(&store).unwrap();
        snapshots.write(&About::default(), &named("x")).unwrap();
        snapshots.clear();
        killed(snapshots);
        assert_eq!(find(&store), []);
    }

    #[test]
    fn what_was_discarded_stays_a_week() {
        let (_folder, store) = store();
        let mut snapshots = Snapshots::begin(&store).unwrap();
        snapshots.write(&About::default(), &named("x")).unwrap();
        snapshots.discard();
        killed(snapshots);
        let all = find(&store);
        assert!(all[0].is_discarded && all[0].project.name == "x");
        let file = slot(&all[0].folder, &all[0].name, DISCARDED);
        let text = fs::read_to_string(&file).unwrap();
        let long_ago = (Timestamp::now() - (8 * 24).hours()).to_string();
        let when = format!("\"when\":\"{long_ago}\"");
        let (before, after) = text.split_once("\"when\":\"").unwrap();
        let (_, after) = after.split_once('"').unwrap();
        fs::write(&file, format!("{before}{when}{after}")).unwrap();
        assert_eq!(find(&store), []);
        assert!(!file.exists());
    }

    #[cfg(unix)]
    #[test]
    fn paths_that_are_no_text_and_the_eyes_of_others() {
        use std::os::unix::ffi::OsStringExt as _;
        use std::os::unix::fs::PermissionsExt as _;
        let (_folder, store) = store();
        let mut snapshots = Snapshots::begin(&store).unwrap();
        let path = PathBuf::from(OsString::from_vec(b"/x/\xff.vjourney".to_vec()));
        let about = About {
            file: Some(path),
            ..About::default()
        };
        snapshots.write(&about, &named("x")).unwrap();
        let file = slot(&snapshots.folder, &snapshots.name, "b");
        let mode = fs::metadata(file).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "others cannot read it");
        killed(snapshots);
        assert_eq!(find(&store)[0].about, about);
    }
}
