//! Bringing two versions together: worked out away from the window, taken in as one undo step, and
//! asked about where both have changed the same.

use super::Desk;
use super::saving::Over;
use crate::app::disk::messages::{Copy, Message};
use crate::app::disk::{merging, versions};
use crate::app::work::merging::{Merging, Source, ToMerge};
use crate::app::work::words::name_of;
use crate::file::{self, Identity, Why};
use crate::model::shortened;
use std::path::PathBuf;
use std::sync::Arc;

/// Asks which of two changes holds, where both versions have changed the same.
pub(crate) struct Settle;

impl Desk {
    /// Works out a merge with what the window shows.
    pub(crate) fn merge(&self, to_merge: ToMerge) {
        merging::start(&self.files.jobs, &self.state, to_merge);
    }

    /// A merge of the command line that left conflicts.
    pub(crate) fn finish_merge(&mut self) {
        let Some(left) = self.state.document.project().merging.clone() else {
            return;
        };
        let to_merge = ToMerge::new(
            Source::Unfinished,
            left.base.clone(),
            Arc::clone(&left.theirs),
        );
        self.merge(to_merge);
    }

    /// Reads a copy that is to be merged, and looks for the version both come from.
    pub(crate) fn read_copy(&self, path: PathBuf) {
        let mine = Arc::clone(self.state.document.project());
        let saved = self
            .state
            .document
            .saved()
            .filter(|_| self.state.on_file.path.is_some())
            .cloned();
        let (store, own) = (self.files.store.clone(), self.state.on_file.path.clone());
        self.files.jobs.start("copy", move || {
            let result = file::open(&path)
                .map_err(|error| error.to_string())
                .map(|copy| {
                    let base = versions::base_of_copy(
                        store.as_ref(),
                        own.as_deref(),
                        saved.as_ref(),
                        &mine,
                        &copy,
                    );
                    if let (Some(store), Some(own)) = (&store, &own)
                        && let Ok(bytes) = file::read_file(own)
                        && let Err(error) = store.versions_of(own).keep(&bytes, Why::Merged)
                    {
                        log::warn!("The version before the merge could not be kept: {error}");
                    }
                    Copy {
                        project: Arc::new(copy),
                        base,
                    }
                });
            Message::CopyRead { path, result }
        });
    }

    /// A copy was read, or not.
    pub(crate) fn copy_read(&mut self, path: PathBuf, result: Result<Copy, String>) {
        let copy = match result {
            Ok(copy) => copy,
            Err(error) => {
                self.state
                    .toasts
                    .warn(format!("{}: {error}", name_of(&path)));
                return;
            }
        };
        let mine = self.state.own_document().project();
        let (base, base_name) = match copy.base {
            Some((base, name)) => (Some(base), format!(", from {name}")),
            None if file::are_related(mine, &copy.project) => (
                None,
                " without a version both come from: what was deleted there cannot be told from what was added here, so nothing was deleted".to_owned(),
            ),
            None => (None, ", which has nothing in common with this project: all of it was added".to_owned()),
        };
        let to_merge = ToMerge {
            base_name,
            ..ToMerge::new(Source::Copy(path), base, copy.project)
        };
        self.merge(to_merge);
    }

    /// Two versions were brought together.
    pub(crate) fn merged(&mut self, merging: Box<Merging>) {
        if self.state.document.is_open() || self.state.looking.is_some() {
            // Nobody is interrupted in the middle of a word.
            self.state.versions.waiting = Some(merging);
            return;
        }
        if merging.of != self.state.shown_projects {
            // It is another document's.
        } else if !Arc::ptr_eq(&merging.mine, self.state.document.project()) {
            // Something was changed meanwhile.
            self.merge(merging.other);
        } else if merging.unsettled() > 0 {
            self.state.on_file.after_save = None;
            self.state.versions.merging = Some(merging);
            self.ask(Settle);
        } else {
            self.take_in(*merging);
        }
        self.open_slot();
    }

    /// Takes a merge into the document.
    fn take_in(&mut self, merging: Merging) {
        let then_save = merging.other.then_save;
        let state = &mut self.state;
        let was_dirty = state.document.is_dirty();
        let project = merging.merged.project;
        let label = match &merging.other.source {
            Source::File { .. } => "Changes by somebody else",
            Source::Copy(_) => "Merge a copy",
            Source::Unfinished => "Finish a merge",
        };
        let is_changed = state.document.edit(label, |present| *present = project);
        let summary = file::summary(&merging.incoming);
        match &merging.other.source {
            Source::File { in_file, on_disk } => {
                state.document.mark_saved(Arc::clone(in_file));
                state.on_file.disk.known = Some(*on_disk);
                state.on_file.disk.unreadable = None;
                state.on_file.disk.is_missing = false;
                if is_changed {
                    let how = if was_dirty {
                        "is merged with yours"
                    } else {
                        "is shown"
                    };
                    state.toasts.tell(format!(
                        "Somebody else has saved “{}”; it {how}: {summary}. Undo takes it back.",
                        shortened(&state.title())
                    ));
                }
            }
            Source::Copy(path) => {
                let name = name_of(path);
                state.toasts.tell(if is_changed {
                    format!("Merged {name}{}: {summary}.", merging.other.base_name)
                } else {
                    format!("{name} has nothing that is not here already.")
                });
            }
            Source::Unfinished => state.toasts.tell(format!("Merged: {summary}.")),
        }
        self.state.versions.merging = None;
        self.state.follow_document();
        let path = self.state.on_file.path.clone();
        let disk = &mut self.state.on_file.disk;
        disk.identity = path.as_deref().and_then(Identity::of);
        if let (Some(watch), Some(known)) = (&self.files.watch, disk.known) {
            watch.know(known, disk.identity);
        }
        if then_save && let Some(path) = path {
            if self.state.document.is_dirty() {
                self.save(path, Over::Known);
            } else if let Some(then) = self.state.on_file.after_save.take() {
                self.then(then);
            }
        }
    }

    /// A merge waited for a text to be typed.
    pub(crate) fn merge_what_waited(&mut self) {
        if !self.state.document.is_open()
            && self.state.looking.is_none()
            && let Some(merging) = self.state.versions.waiting.take()
        {
            self.merge(merging.other);
        }
    }
}
