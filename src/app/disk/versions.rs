//! Earlier versions of a file: which there are, and which of them a copy was made from.

use crate::app::work::moment::moment;
use crate::app::work::on_file::KeptVersion;
use crate::file::{self, Hash, Store};
use crate::model::Project;
use std::path::Path;
use std::sync::Arc;

/// Reads them all; away from the window.
pub(crate) fn list(
    store: &Store,
    file: &Path,
    present: &Project,
    on_disk: Option<Hash>,
) -> Vec<KeptVersion> {
    let versions = store.versions_of(file).list();
    let kept = versions.into_iter().map(|version| {
        let differs = match file::open(&version.file) {
            Ok(project) => {
                let changes = file::difference(present, &project);
                if changes.is_empty() {
                    "the same as now".to_owned()
                } else {
                    format!("restoring it: {}", file::summary(&changes))
                }
            }
            Err(error) => error.to_string(),
        };
        KeptVersion {
            is_on_disk: on_disk.is_some_and(|hash| version.holds(hash)),
            version,
            differs,
        }
    });
    kept.collect()
}

/// The version a copy was made from: of the kept ones and the saved one, the one from which both
/// differ least.
pub(crate) fn base_of_copy(
    store: Option<&Store>,
    file: Option<&Path>,
    saved: Option<&Arc<Project>>,
    mine: &Project,
    copy: &Project,
) -> Option<(Arc<Project>, String)> {
    let mut candidates: Vec<(Arc<Project>, String)> = Vec::new();
    if let Some(saved) = saved {
        candidates.push((Arc::clone(saved), "the saved version".to_owned()));
    }
    if let (Some(store), Some(file)) = (store, file) {
        let versions = store.versions_of(file).list();
        candidates.extend(versions.into_iter().filter_map(|version| {
            let project = Arc::new(file::open(&version.file).ok()?);
            let is_shared = version.why == file::Why::Shared;
            let shared = if is_shared {
                ", the one you shared"
            } else {
                ""
            };
            Some((
                project,
                format!("your version of {}{shared}", moment(version.when)),
            ))
        }));
    }
    let projects = candidates.iter().map(|(project, _)| &**project);
    let at = file::nearest_base(projects, mine, copy)?;
    Some(candidates.swap_remove(at))
}
