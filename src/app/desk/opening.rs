//! Opening a file, and what others do with the file that is open.

use super::Desk;
use super::instead::Unsaved;
use crate::app::disk::messages::Message;
use crate::app::disk::reading::{self, How, Opened, Sides};
use crate::app::disk::recovered;
use crate::app::work::merging::{Source, ToMerge};
use crate::app::work::on_file::{Busy, NotOpened, Recovered, Then};
use crate::app::work::state::State;
use crate::app::work::words::{name_of, quoted};
use crate::edit::Document;
use crate::file::{self, Outside};
use crate::layout::Layouter;
use crate::model::Project;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Asks what to do with a file that cannot be opened as it is.
pub(crate) struct Damaged(pub PathBuf, pub NotOpened);

impl Desk {
    /// Reads a project and lays it out, away from the window.
    pub(crate) fn open(&mut self, path: PathBuf) {
        self.state.on_file.busy = Some(Busy::Opening(Arc::clone(self.state.document.project())));
        let provider = self.files.provider.clone();
        let (store, passing) = (self.files.store.clone(), self.files.passing.clone());
        self.files.jobs.start("open", move || {
            let result = reading::open(&path, store.as_ref(), &passing, provider);
            let work = store.map(|store| recovered::find_of(&store, &path));
            Message::Opened {
                path,
                result,
                work: work.unwrap_or_default(),
            }
        });
    }

    /// A project was read, or not.
    pub(crate) fn opened(
        &mut self,
        path: &Path,
        result: Result<Box<Opened>, NotOpened>,
        work: Vec<Arc<Recovered>>,
    ) {
        let replaced = match self.state.on_file.busy.take() {
            Some(Busy::Opening(project)) => Some(project),
            _ => None,
        };
        let opened = match result {
            Ok(opened) => *opened,
            Err(failed) if failed.repaired.is_some() || failed.has_versions => {
                self.ask(Damaged(path.to_owned(), failed));
                self.ask_for_work(work);
                return;
            }
            Err(failed) => {
                let sentence = failed.sentence;
                self.state
                    .toasts
                    .warn(format!("{}: {sentence}", name_of(path)));
                self.ask_for_work(work);
                return;
            }
        };
        if is_changed_since(&self.state, replaced.as_ref()) {
            self.ask(Unsaved(Then::Open(path.to_owned())));
            return;
        }
        self.files.watch = None;
        match opened.how {
            How::Copy => {
                self.state.show_project(opened.project, None);
                self.state.on_file.origin = "copy".to_owned();
                self.state.on_file.copy_of = std::path::absolute(path).ok();
                self.state.toasts.tell(format!(
                    "{} lies in a temporary folder, so this is a copy: saving asks where to.",
                    name_of(path)
                ));
            }
            How::ReadOnly => {
                self.state
                    .show_project(Arc::clone(&opened.project), Some(path.to_owned()));
                self.state.document = Document::read_only(opened.project);
                self.state.on_file.disk = opened.on_disk;
            }
            How::Whole | How::Conflict(_) => {
                self.state
                    .show_project(opened.project, Some(path.to_owned()));
                self.state.on_file.disk = opened.on_disk;
                self.watch_file();
            }
        }
        for sentence in opened.news {
            self.state.toasts.tell(sentence);
        }
        match opened.how {
            How::Conflict(sides) => self.settle_sides(*sides),
            How::Whole => self.finish_merge(),
            How::Copy | How::ReadOnly => {}
        }
        if self.state.on_file.path.is_some() {
            self.state.preferences.remember(path);
            self.remember();
        }
        self.ask_for_work(work);
        // The system's fonts may have arrived while it was read.
        let provider = self.files.provider.clone();
        *self.layouter = if opened.layouter.has_provider() == provider.is_some() {
            *opened.layouter
        } else {
            Layouter::with_provider(provider)
        };
    }

    /// A file with the marks of a Git conflict: ours is shown, theirs is to be merged.
    fn settle_sides(&mut self, sides: Sides) {
        self.state.document.forget_saved();
        if !sides.name.is_empty() {
            self.state.toasts.tell(format!(
                "Git could not merge this file with “{}”.",
                sides.name
            ));
        }
        let to_merge = ToMerge::new(Source::Unfinished, sides.base, sides.theirs);
        self.merge(to_merge);
    }

    /// Something else stands in the file now.
    pub(crate) fn outside(&mut self, outside: Outside) {
        // The watcher looks again when the file is written.
        if matches!(self.state.on_file.busy, Some(Busy::Saving(..))) {
            return;
        }
        let Some(path) = self.state.on_file.path.clone() else {
            return;
        };
        match outside {
            Outside::Same => {
                self.state.on_file.disk.is_missing = false;
                self.state.on_file.disk.unreadable = None;
                self.state.own_document_mut().set_lost(false);
            }
            Outside::Missing { moved_to: Some(to) } => {
                self.state.toasts.tell(format!(
                    "{} is called {} now; saving goes there.",
                    name_of(&path),
                    name_of(&to)
                ));
                self.state.on_file.path = Some(to);
                self.watch_file();
            }
            Outside::Missing { moved_to: None } => {
                self.state.on_file.disk.is_missing = true;
                self.state.own_document_mut().set_lost(true);
            }
            Outside::Unreadable { error, hash } => {
                if hash.is_some() && hash == self.state.on_file.disk.known {
                    return;
                }
                self.state.on_file.disk.unreadable = Some(quoted(&error.to_string()));
            }
            Outside::Changed { project, hash } => {
                if Some(hash) == self.state.on_file.disk.known {
                    return;
                }
                let choices = match self.state.versions.merging.take() {
                    Some(merging) if matches!(merging.other.source, Source::File { .. }) => {
                        merging.other.choices
                    }
                    other => {
                        self.state.versions.merging = other;
                        file::Choices::default()
                    }
                };
                let source = Source::File {
                    in_file: Arc::clone(&project),
                    on_disk: hash,
                };
                let base = self.state.own_document().saved().cloned();
                let to_merge = ToMerge {
                    choices,
                    ..ToMerge::new(source, base, project)
                };
                self.merge(to_merge);
            }
        }
    }
}

/// Somebody went on writing while another project was read.
fn is_changed_since(state: &State, before: Option<&Arc<Project>>) -> bool {
    !state.is_welcome
        && state.document.is_dirty()
        && before.is_some_and(|before| !Arc::ptr_eq(before, state.document.project()))
}
