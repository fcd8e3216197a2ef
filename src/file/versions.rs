//! Earlier versions of a document, as files of their own with the moment, the reason and the hash in
//! their names: nothing to be damaged but the versions themselves, and anybody can copy one by hand.

use super::errors::Why;
use super::format::ENDING;
use super::hash::Hash;
use super::open;
use super::replace::write_bytes;
use jiff::{Timestamp, ToSpan as _, ZonedDateTime, civil, tz::TimeZone};
use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// All versions of all documents together, in bytes.
pub(super) const MOST_BYTES: u64 = 200 * 1024 * 1024;
/// How moments stand in names.
const MOMENT: &str = "%Y%m%dT%H%M%S.%3fZ";

/// One kept version.
#[derive(Clone, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the names of the fields say what they are")]
pub struct Version {
    pub file: PathBuf,
    pub when: Timestamp,
    pub why: Why,
    /// The beginning of its hash.
    hash: String,
    bytes: u64,
}

impl Version {
    fn of(file: PathBuf, bytes: u64) -> Option<Self> {
        let name = file.file_name()?.to_str()?;
        let (when, rest) = name.strip_suffix(&format!(".{ENDING}"))?.split_once('_')?;
        let (why, hash) = rest.split_once('_')?;
        let when = civil::DateTime::strptime(MOMENT, when).ok()?;
        let when = when.to_zoned_datetime(TimeZone::UTC).ok()?.timestamp();
        let why = Why::ALL.into_iter().find(|known| known.key() == why)?;
        let hash = hash.to_owned();
        Some(Self {
            file,
            when,
            why,
            hash,
            bytes,
        })
    }

    /// Whether these bytes are in it.
    pub fn holds(&self, hash: Hash) -> bool {
        self.hash == hash.short()
    }
}

/// The kept versions of one document.
pub struct Versions {
    folder: PathBuf,
    document: PathBuf,
}

impl Versions {
    pub(super) fn at(folder: PathBuf, document: &Path) -> Self {
        let document = document.to_owned();
        Self { folder, document }
    }

    /// Keeps these bytes as those of now.
    ///
    /// # Errors
    /// As [`Self::keep_of`].
    pub fn keep(&self, bytes: &[u8], why: Why) -> io::Result<()> {
        self.keep_of(bytes, why, Timestamp::now())
    }

    /// Keeps these bytes as those of a moment, unless they are kept already: then a stronger reason
    /// replaces a weaker one.
    ///
    /// # Errors
    /// What the system says.
    pub fn keep_of(&self, bytes: &[u8], why: Why, when: Timestamp) -> io::Result<()> {
        let when = when.min(Timestamp::now());
        let hash = Hash::of(bytes);
        let list = self.list();
        if let Some(known) = list.iter().find(|version| version.holds(hash)) {
            if why.stays() && !known.why.stays() {
                return fs::rename(&known.file, self.name(known.when, why, &known.hash));
            }
            let is_latest = list.first() == Some(known);
            if is_latest || known.when >= when {
                return Ok(());
            }
        }
        make_private(&self.folder)?;
        let about = self.folder.join("document.txt");
        if !about.exists() {
            // For whoever looks into the folder by hand.
            fs::write(about, format!("{}\n", self.document.display()))?;
        }
        let file = self.name(when, why, &hash.short());
        write_bytes(bytes, &file).map_err(io::Error::other)?;
        self.thin(&ZonedDateTime::now());
        Ok(())
    }

    fn name(&self, when: Timestamp, why: Why, hash: &str) -> PathBuf {
        let when = when.to_zoned_datetime(TimeZone::UTC).strftime(MOMENT);
        self.folder
            .join(format!("{when}_{}_{hash}.{ENDING}", why.key()))
    }

    /// All, latest first.
    pub fn list(&self) -> Vec<Version> {
        list(&self.folder)
    }

    /// The bytes of the version with this hash, when it is kept.
    pub fn find(&self, hash: Hash) -> Option<Vec<u8>> {
        let list = self.list();
        let version = list.iter().find(|version| version.holds(hash))?;
        let bytes = open::read_bytes(&version.file).ok()?;
        (Hash::of(&bytes) == hash).then_some(bytes)
    }

    fn thin(&self, now: &ZonedDateTime) {
        for version in superfluous(&self.list(), now) {
            remove(&version.file);
        }
    }
}

fn list(folder: &Path) -> Vec<Version> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut all: Vec<Version> = entries
        .filter_map(|entry| {
            let entry = entry.ok()?;
            Version::of(entry.path(), entry.metadata().ok()?.len())
        })
        .collect();
    all.sort_by(|one, other| other.file.cmp(&one.file));
    all
}

fn remove(file: &Path) {
    if let Err(error) = fs::remove_file(file) {
        log::warn!("A version that is not needed any more could not be deleted: {error}");
    }
}

/// What need not be kept of versions, latest first: all of today stay, the last of each hour for a
/// week, the last of each day for three months, and all that were shared or merged.
fn superfluous<'a>(versions: &'a [Version], now: &ZonedDateTime) -> Vec<&'a Version> {
    let zone = now.time_zone();
    let week = now.checked_sub(7.days()).map(|then| then.timestamp());
    let months = now.checked_sub(3.months()).map(|then| then.timestamp());
    let mut seen = HashSet::new();
    versions
        .iter()
        .filter(|version| {
            let local = version.when.to_zoned_datetime(zone.clone());
            let (date, hour) = (local.date(), local.hour());
            let is_first = if date == now.date() {
                return false;
            } else if week.as_ref().is_ok_and(|week| version.when >= *week) {
                seen.insert((date, Some(hour)))
            } else if months.as_ref().is_ok_and(|then| version.when >= *then) {
                seen.insert((date, None))
            } else {
                false
            };
            !is_first && !version.why.stays()
        })
        .collect()
}

/// Deletes the oldest versions in these folders while there are too many bytes of them, those that were
/// shared or merged last.
pub(super) fn keep_below(folders: &Path, most: u64) {
    let Ok(folders) = fs::read_dir(folders) else {
        return;
    };
    let folders = folders.flatten().map(|entry| entry.path());
    let mut all: Vec<Version> = folders.flat_map(|folder| list(&folder)).collect();
    all.sort_by_key(|version| (version.why.stays(), version.when));
    let mut bytes: u64 = all.iter().map(|version| version.bytes).sum();
    for version in all {
        if bytes <= most {
            break;
        }
        bytes -= version.bytes;
        remove(&version.file);
    }
}

/// A folder only its owner can look into: it holds other people's work.
pub(super) fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(folder)
}

#[cfg(test)]
mod tests {
    use super::super::store::Store;
    use super::*;

    fn zoned(text: &str) -> ZonedDateTime {
        text.parse().unwrap()
    }

    fn version(when: &ZonedDateTime, why: Why) -> Version {
        Version {
            file: PathBuf::from(when.to_string()),
            when: when.timestamp(),
            why,
            hash: String::new(),
            bytes: 1,
        }
    }

    #[test]
    fn today_all_stay_then_one_an_hour_then_one_a_day() {
        let now = zoned("2026-11-24T15:00[Europe/Helsinki]");
        // Every ten minutes for a hundred days, latest first.
        let all: Vec<Version> = (0..100 * 144)
            .map(|at| version(&(&now - (at * 10).minutes()), Why::Saved))
            .collect();
        let gone: HashSet<&Path> = superfluous(&all, &now)
            .iter()
            .map(|version| version.file.as_path())
            .collect();
        let left = |from: &str, to: &str| {
            let (from, to) = (zoned(from).timestamp(), zoned(to).timestamp());
            all.iter()
                .filter(|version| version.when >= from && version.when < to)
                .filter(|version| !gone.contains(version.file.as_path()))
                .count()
        };
        let day = |date: &str| format!("{date}T00:00[Europe/Helsinki]");
        assert_eq!(left(&day("2026-11-24"), &day("2026-11-25")), 15 * 6 + 1);
        assert_eq!(left(&day("2026-11-22"), &day("2026-11-23")), 24);
        assert_eq!(left(&day("2026-10-01"), &day("2026-10-02")), 1);
        assert_eq!(left(&day("2026-08-16"), &day("2026-08-23")), 0);
    }

    #[test]
    fn what_was_shared_or_merged_stays() {
        let now = zoned("2026-11-24T15:00[UTC]");
        let old = zoned("2024-01-01T10:00[UTC]");
        let all = [Why::Shared, Why::Merged, Why::Saved].map(|why| version(&old, why));
        let gone = superfluous(&all, &now);
        assert_eq!(gone, [&all[2]]);
    }

    #[test]
    fn a_version_is_found_by_its_bytes_and_kept_once() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(folder.path().to_owned());
        let versions = store.versions_of(Path::new("/a"));
        for bytes in [b"one".as_slice(), b"two", b"two"] {
            versions.keep(bytes, Why::Saved).unwrap();
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        let list = versions.list();
        assert_eq!(list.len(), 2);
        assert!(list[0].holds(Hash::of(b"two")), "latest first");
        assert_eq!(
            versions.find(Hash::of(b"one")).as_deref(),
            Some(b"one".as_slice())
        );
        assert_eq!(versions.find(Hash::of(b"three")), None);
        versions.keep(b"one", Why::Shared).unwrap();
        let whys: Vec<Why> = versions.list().iter().map(|version| version.why).collect();
        assert_eq!(whys, [Why::Saved, Why::Shared], "the same version, marked");
    }

    #[test]
    fn the_oldest_go_first_when_there_are_too_many_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(folder.path().to_owned());
        let now = Timestamp::now();
        for (document, age, why) in [
            ("/a", 3, Why::Shared),
            ("/a", 2, Why::Saved),
            ("/b", 1, Why::Saved),
            ("/b", 0, Why::Saved),
        ] {
            let bytes = format!("{document} {age:098}");
            let when = now - (age * 2).seconds();
            let versions = store.versions_of(Path::new(document));
            versions.keep_of(bytes.as_bytes(), why, when).unwrap();
        }
        store.keep_below(210);
        let left = |document: &str| store.versions_of(Path::new(document)).list();
        assert_eq!(left("/a").len(), 1);
        assert_eq!(left("/a")[0].why, Why::Shared);
        assert_eq!(left("/b").len(), 1);
    }
}
