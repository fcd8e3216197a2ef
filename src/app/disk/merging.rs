//! Working out what comes of two versions, away from the window.

use super::jobs::Jobs;
use super::messages::Message;
use crate::app::work::merging::{Merging, ToMerge};
use crate::app::work::state::State;
use crate::file::{self, MergeError};
use crate::model::Project;
use std::sync::Arc;

/// Works out a merge with what the window shows; away from the window.
pub(crate) fn start(jobs: &Jobs<Message>, state: &State, to_merge: ToMerge) {
    let mine = Arc::clone(state.own_document().project());
    let of = state.shown_projects;
    jobs.start("merge", move || match work_out(to_merge, mine, of) {
        Ok(merging) => Message::Merged(Box::new(merging)),
        Err(error) => Message::Told(format!("The versions could not be merged. {error}")),
    });
}

fn work_out(other: ToMerge, mine: Arc<Project>, of: u64) -> Result<Merging, MergeError> {
    let base = other.base.as_deref();
    let merged = file::merge(base, &mine, &other.theirs, &other.choices)?;
    let incoming = file::difference(&mine, &merged.project);
    Ok(Merging {
        other,
        mine,
        of,
        merged,
        incoming,
        selected: 0,
    })
}
