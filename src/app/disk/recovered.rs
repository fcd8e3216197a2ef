//! Work of windows that are gone: found, and what is needed to go on with it.

use super::messages::Restored;
use crate::app::work::on_file::Recovered;
use crate::file::{self, Found, Hash, Store};
use crate::model::words::counted;
use std::path::Path;
use std::sync::Arc;

/// Looks for it; away from the window.
pub(crate) fn find(store: &Store) -> Vec<Arc<Recovered>> {
    offered(file::find_recovered(store))
}

/// Looks for work on one file, while it is opened: whoever goes on with a file must know of it at once,
/// however long looking through everything else takes.
pub(crate) fn find_of(store: &Store, file: &Path) -> Vec<Arc<Recovered>> {
    offered(file::find_recovered_of(store, file))
}

fn offered(all: Vec<Found>) -> Vec<Arc<Recovered>> {
    let recovered = all.into_iter().filter_map(|found| {
        let file = found.about.file.as_deref();
        let differs = match file.map(file::open) {
            Some(Ok(on_disk)) if on_disk == found.project => {
                // Its last save was not confirmed, and did arrive.
                found.clear();
                return None;
            }
            Some(Ok(on_disk)) => {
                let changes = file::difference(&on_disk, &found.project);
                format!("Against its file: {}.", file::summary(&changes))
            }
            Some(Err(_)) => "Its file cannot be read.".to_owned(),
            None => {
                let notes = found.project.all_notes().count();
                format!("It was never saved; it has {}.", counted(notes, "note"))
            }
        };
        let found = Arc::new(found);
        Some(Arc::new(Recovered { found, differs }))
    });
    recovered.collect()
}

/// Looks what is in its file now, and for the version it was begun with; away from the window.
pub(crate) fn look(found: &Found, store: &Store) -> Restored {
    let Some(path) = found.about.file.as_deref() else {
        return Restored {
            base: None,
            present: None,
        };
    };
    let present = file::open_known(path).ok();
    let is_base = |hash: &Hash| Some(*hash) == found.about.known;
    let base = match &present {
        Some((project, hash)) if is_base(hash) => Some(project.clone()),
        _ => {
            let kept = found
                .about
                .known
                .and_then(|hash| store.versions_of(path).find(hash));
            kept.and_then(|bytes| file::read(&bytes).ok())
        }
    };
    Restored {
        base: base.map(Arc::new),
        present: present.map(|(project, hash)| (Arc::new(project), hash)),
    }
}
