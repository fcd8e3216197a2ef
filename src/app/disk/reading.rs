//! Reading a file with all that is to be known of it, and watching it.

use super::versions;
use crate::app::work::on_file::{NotOpened, OnDisk};
use crate::app::work::words::quoted;
use crate::file::{self, Claim, Hash, Identity, Outside, ReadError, Store, Watch, Why};
use crate::layout::{Framing, Layouter, View};
use crate::model::Project;
use egui::{Vec2, vec2};
use epaint::text::FontProvider;
use jiff::Timestamp;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// In points; any size will do to have the words shaped.
const ORDINARY_WINDOW: Vec2 = vec2(1600.0, 900.0);

/// A project that was read, with what is known of its file.
pub struct Opened {
    pub project: Arc<Project>,
    /// Knows its words.
    pub layouter: Box<Layouter>,
    pub on_disk: OnDisk,
    /// How it is to be shown.
    pub how: How,
    /// Sentences about what was found on the way.
    pub news: Vec<String>,
}

/// How a file that was read is to be shown.
pub enum How {
    /// As it is.
    Whole,
    /// A later version of the format: to look at.
    ReadOnly,
    /// It lies where it will be gone soon.
    Copy,
    /// Two sides of a Git conflict; ours is shown.
    Conflict(Box<Sides>),
}

/// The other sides of a Git conflict.
pub struct Sides {
    /// What both began with, where Git has written it down.
    pub base: Option<Arc<Project>>,
    pub theirs: Arc<Project>,
    /// What Git calls theirs.
    pub name: String,
}

/// Reads a file with all that is to be known of it; away from the window.
pub(crate) fn open(
    path: &Path,
    store: Option<&Store>,
    passing: &[PathBuf],
    provider: Option<Arc<dyn FontProvider>>,
) -> Result<Box<Opened>, NotOpened> {
    let mut news = Vec::new();
    if let Some(store) = store
        && file::take_leftovers(path, store) > 0
    {
        news.push("A save of this file was interrupted; the version it left is among the earlier versions.".to_owned());
    }
    let failed = |error: &dyn std::fmt::Display, bytes: Option<&[u8]>| NotOpened {
        sentence: quoted(&error.to_string()),
        repaired: bytes.and_then(file::repair).map(Box::new),
        has_versions: store.is_some_and(|store| !store.versions_of(path).list().is_empty()),
    };
    let bytes = file::read_file(path).map_err(|error| failed(&error, None))?;
    if bytes.len() as u64 > file::WARN_BYTES {
        news.push(format!(
            "The file has {} MB: saving and merging take a while.",
            bytes.len() / 1024 / 1024
        ));
    }
    let (project, mut how) = match file::read(&bytes) {
        Ok(project) => (Arc::new(project), How::Whole),
        Err(error @ ReadError::Newer { .. }) => match file::read_newer(&bytes) {
            Some(project) => {
                news.push(quoted(&error.to_string()));
                (Arc::new(project), How::ReadOnly)
            }
            None => return Err(failed(&error, None)),
        },
        Err(error @ ReadError::Conflict { .. }) => match sides(&bytes, path, store) {
            Some((ours, sides)) => (ours, How::Conflict(Box::new(sides))),
            None => return Err(failed(&error, None)),
        },
        Err(error) => return Err(failed(&error, Some(&bytes))),
    };
    if matches!(how, How::Whole) && file::is_passing(path, passing) && !is_ours(store, path, &bytes)
    {
        how = How::Copy;
    }
    if let Some(store) = store
        && !matches!(how, How::Copy)
    {
        keep_as_opened(store, path, &bytes);
    }
    let mut on_disk = OnDisk {
        known: Some(Hash::of(&bytes)),
        identity: Identity::of(path),
        ..OnDisk::default()
    };
    if matches!(how, How::Whole | How::Conflict(_)) {
        on_disk.copies = file::conflict_copies(path);
        on_disk.claim = claim(path, store, &mut news);
    }
    let mut layouter = Box::new(Layouter::with_provider(provider));
    // The first picture costs the most: its words are shaped here. Cards are laid out when it is known
    // how wide they become.
    if let Some(view) = View::first(&project) {
        let framing = Framing::desk();
        layouter.fit(&project, view, ORDINARY_WINDOW, &framing);
    }
    Ok(Box::new(Opened {
        project,
        layouter,
        on_disk,
        how,
        news,
    }))
}

/// Whether this program has put these bytes there: what somebody saved in a temporary folder is meant
/// to be there, what a mail program put there is not.
fn is_ours(store: Option<&Store>, path: &Path, bytes: &[u8]) -> bool {
    let hash = Hash::of(bytes);
    store.is_some_and(|store| {
        let versions = store.versions_of(path).list();
        versions.iter().any(|version| version.holds(hash))
    })
}

/// The version that work begins with is kept: others may write over it before we do, and what both
/// come from is then known.
fn keep_as_opened(store: &Store, path: &Path, bytes: &[u8]) {
    let when = std::fs::metadata(path).and_then(|about| about.modified());
    let when = when.ok().and_then(|when| Timestamp::try_from(when).ok());
    let versions = store.versions_of(path);
    if let Err(error) = versions.keep_of(bytes, Why::Saved, when.unwrap_or_else(Timestamp::now)) {
        log::warn!("The version that was opened could not be kept: {error}");
    }
}

/// Says that this window works on the file.
pub(crate) fn claim(path: &Path, store: Option<&Store>, news: &mut Vec<String>) -> Option<Claim> {
    match store?.claim(path) {
        Ok(Some(claim)) => Some(claim),
        Ok(None) => {
            news.push("This file is open in another window. What is saved there comes in here, and the other way round.".to_owned());
            None
        }
        Err(error) => {
            log::warn!("Nobody can be told that the file is open: {error}");
            None
        }
    }
}

/// Both sides of a file that Git could not merge.
fn sides(bytes: &[u8], path: &Path, store: Option<&Store>) -> Option<(Arc<Project>, Sides)> {
    let sides = file::sides(str::from_utf8(bytes).ok()?)?;
    let read = |text: &str| file::read(text.as_bytes()).ok().map(Arc::new);
    let (ours, theirs) = (read(&sides.ours)?, read(&sides.theirs)?);
    let base = sides.base.as_deref().and_then(read).or_else(|| {
        let (base, _) = versions::base_of_copy(store, Some(path), None, &ours, &theirs)?;
        Some(base)
    });
    let others = Sides {
        base,
        theirs,
        name: sides.theirs_name,
    };
    Some((ours, others))
}

/// Watches the file of the window.
pub(crate) struct FileWatch {
    watch: Watch,
    known: Arc<Mutex<Watched>>,
}

#[derive(Clone, Copy, PartialEq)]
struct Watched {
    known: Hash,
    identity: Option<Identity>,
}

impl FileWatch {
    /// Calls `tell` on another thread when something else stands there than is known.
    pub(crate) fn start(
        path: &Path,
        known: Hash,
        identity: Option<Identity>,
        tell: impl Fn(Outside) + Send + 'static,
    ) -> Option<Self> {
        let watched = Arc::new(Mutex::new(Watched { known, identity }));
        let shared = Arc::clone(&watched);
        let looked_at = path.to_owned();
        let mut last = None;
        let watch = Watch::start(path, move || {
            let watched = *shared.lock().unwrap_or_else(PoisonError::into_inner);
            let outside = file::look(&looked_at, watched.known, watched.identity);
            let seen = Some((watched, outside.clone()));
            if last != seen {
                let was_same = last.as_ref().is_none_or(|(_, last)| *last == Outside::Same);
                last = seen;
                if outside != Outside::Same || !was_same {
                    tell(outside);
                }
            }
        });
        match watch {
            Ok(watch) => Some(Self {
                watch,
                known: watched,
            }),
            Err(error) => {
                log::warn!("The file is not watched: {error}");
                None
            }
        }
    }

    /// Something else is known of the file now.
    pub(crate) fn know(&self, known: Hash, identity: Option<Identity>) {
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Watched { known, identity };
        self.watch.look_now();
    }

    /// The window has come to the front.
    pub(crate) fn look_now(&self) {
        self.watch.look_now();
    }
}
