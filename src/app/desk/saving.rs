//! Writing the project to its file: asked for here, done in a job, answered by a message.

use super::Desk;
use super::instead::Unsaved;
use crate::app::disk::messages::{Message, NotSaved};
use crate::app::disk::reading::{self, FileWatch};
use crate::app::work::merging::{Source, ToMerge};
use crate::app::work::on_file::{Busy, Then, Written};
use crate::app::work::words::{name_of, quoted};
use crate::file::{self, Hash, Identity, Known, SaveError, Why};
use crate::model::Project;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

/// What may be written over.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Over {
    /// What is known, and nothing else.
    Known,
    /// Whatever stands there: somebody was asked.
    Anything,
}

/// Asks whether a file that is there already may be replaced.
pub(crate) struct Overwrite(pub PathBuf, pub Written);

impl Desk {
    /// Writes the project, away from the window.
    pub(crate) fn save(&mut self, path: PathBuf, over: Over) {
        if matches!(self.state.on_file.busy, Some(Busy::Saving(..))) {
            self.state.on_file.save_again = Some(path);
            return;
        }
        self.state.on_file.busy = Some(Busy::Saving(path.clone(), Instant::now()));
        let project = Arc::clone(self.state.document.project());
        let of = self.state.shown_projects;
        let known = match (over, self.state.on_file.disk.known) {
            (Over::Known, Some(hash)) => Known::Bytes(hash),
            (Over::Known, None) => Known::Nothing,
            (Over::Anything, _)
                if is_same(self.state.on_file.path.as_deref(), &path)
                    && self.state.on_file.disk.unreadable.is_none() =>
            {
                self.state
                    .on_file
                    .disk
                    .known
                    .map_or(Known::Anything, Known::Bytes)
            }
            (Over::Anything, _) => Known::Anything,
        };
        let store = self.files.store.clone();
        let write_first = self.files.keeper.write_first(&self.state);
        let is_unchanged = !self.state.document.is_dirty();
        self.files.jobs.start("save", move || {
            write_first.write(&project);
            let is_saved = match known {
                Known::Bytes(hash) if is_unchanged => {
                    file::is_saved(&path, hash).map(|is_saved| is_saved.then_some(hash))
                }
                Known::Bytes(_) | Known::Anything | Known::Nothing => Ok(None),
            };
            let result = is_saved.and_then(|is_saved| match is_saved {
                Some(hash) => Ok(hash),
                None => file::save(&project, &path, known, store.as_ref()),
            });
            let result = result.map_err(|error| match error {
                SaveError::Changed(_) if known == Known::Nothing => NotSaved::Exists,
                SaveError::Changed(changed) => NotSaved::Changed {
                    is_in_file: changed.on_disk == Hash::of(&changed.theirs),
                    theirs: file::read(&changed.theirs)
                        .map(Arc::new)
                        .map_err(|error| error.to_string()),
                    on_disk: changed.on_disk,
                },
                error => NotSaved::Failed(error.to_string()),
            });
            Message::Saved {
                path,
                project,
                of,
                result,
            }
        });
    }

    /// The project was written, or not. Gives back what was to happen afterwards.
    pub(crate) fn saved(
        &mut self,
        path: &Path,
        project: Arc<Project>,
        of: u64,
        result: Result<Hash, NotSaved>,
    ) -> Option<Then> {
        self.state.on_file.busy = None;
        match result {
            // Another project is shown by now: this was the end of the one before.
            Ok(_) if of != self.state.shown_projects => {
                self.state.toasts.tell(format!("Saved {}.", name_of(path)));
                let then = self.state.on_file.after_save.take()?;
                if self.state.document.is_dirty() {
                    self.ask(Unsaved(then));
                    return None;
                }
                Some(then)
            }
            Ok(hash) => {
                self.is_on_disk(path, project, hash);
                if let Some(again) = self.state.on_file.save_again.take() {
                    self.save(again, Over::Known);
                    return None;
                }
                let then = self.state.on_file.after_save.take();
                if then.is_some() && self.state.document.is_dirty() {
                    // Something was changed while it was written.
                    self.save(path.to_owned(), Over::Known);
                    self.state.on_file.after_save = then;
                    return None;
                }
                if then.is_none() {
                    self.state.toasts.tell(format!("Saved {}.", name_of(path)));
                }
                then
            }
            Err(problem) => {
                self.state.on_file.save_again = None;
                self.not_saved(path, project, of, problem);
                None
            }
        }
    }

    fn not_saved(&mut self, path: &Path, project: Arc<Project>, of: u64, problem: NotSaved) {
        let name = name_of(path);
        match problem {
            NotSaved::Changed {
                theirs: Ok(theirs),
                is_in_file,
                on_disk,
            } if of == self.state.shown_projects
                && is_same(self.state.on_file.path.as_deref(), path) =>
            {
                // What was to happen afterwards happens after the merge is saved.
                let in_file = if is_in_file {
                    Arc::clone(&theirs)
                } else {
                    project
                };
                let source = Source::File { in_file, on_disk };
                let base = self.state.document.saved().cloned();
                let to_merge = ToMerge {
                    then_save: true,
                    ..ToMerge::new(source, base, theirs)
                };
                self.merge(to_merge);
            }
            NotSaved::Changed {
                theirs: Err(error),
                on_disk,
                ..
            } if of == self.state.shown_projects => {
                self.state.on_file.after_save = None;
                self.state.on_file.disk.known = Some(on_disk);
                self.state.on_file.disk.unreadable = Some(quoted(&error));
            }
            NotSaved::Changed { .. } | NotSaved::Exists => {
                self.state.on_file.after_save = None;
                self.ask(Overwrite(path.to_owned(), Written::Project));
            }
            NotSaved::Failed(error) => {
                self.state.on_file.after_save = None;
                self.state.toasts.warn(format!(
                    "Could not save {name}: {error} Your work is still here, unsaved."
                ));
            }
        }
    }

    /// This value is in this file now.
    fn is_on_disk(&mut self, path: &Path, project: Arc<Project>, hash: Hash) {
        let is_new = !is_same(self.state.on_file.path.as_deref(), path)
            || self.state.on_file.disk.is_missing;
        self.state.document.mark_saved(project);
        self.state.on_file.disk.known = Some(hash);
        self.state.on_file.disk.is_missing = false;
        self.state.on_file.disk.unreadable = None;
        if is_new {
            let mut news = Vec::new();
            self.state.on_file.disk.claim = None;
            self.state.on_file.disk.claim =
                reading::claim(path, self.files.store.as_ref(), &mut news);
            self.state.on_file.disk.copies.clear();
            for sentence in news {
                self.state.toasts.tell(sentence);
            }
        }
        self.state.on_file.path = Some(path.to_owned());
        self.state.on_file.origin.clear();
        self.state.on_file.copy_of = None;
        self.state.preferences.remember(path);
        self.remember();
        // Replaced files are other files with the same name.
        self.state.on_file.disk.identity = Identity::of(path);
        if is_new {
            self.watch_file();
        } else if let Some(watch) = &self.files.watch {
            watch.know(hash, self.state.on_file.disk.identity);
        }
    }

    /// Writes a copy for somebody else; this version is kept for the day it comes back.
    pub(crate) fn save_copy(&mut self, path: PathBuf) {
        if is_same(self.state.on_file.path.as_deref(), &path) {
            self.save(path, Over::Known);
            return;
        }
        let project = Arc::clone(self.state.document.project());
        let own = self.state.on_file.path.clone();
        let store = self.files.store.clone();
        self.files.jobs.start("save a copy", move || {
            let name = name_of(&path);
            if own.as_deref().is_some_and(|own| file::is_same_file(own, &path)) {
                return Message::Told(format!(
                    "{name} is the file of this project under another name. Choose another name for the copy."
                ));
            }
            let result = file::save(&project, &path, Known::Anything, store.as_ref());
            match result {
                Ok(_) => {
                    if let (Some(store), Some(own)) = (store, own)
                        && let Ok(bytes) = file::write(&project)
                        && let Err(error) = store.versions_of(&own).keep(&bytes, Why::Shared)
                    {
                        log::warn!("The shared version could not be kept: {error}");
                    }
                    Message::News(format!(
                        "A copy is in {name}. When it comes back changed: Merge a copy."
                    ))
                }
                Err(error) => Message::Told(format!("Could not save {name}: {error}")),
            }
        });
    }

    /// Begins to watch the file of the window.
    pub(crate) fn watch_file(&mut self) {
        // The one before ends first.
        self.files.watch = None;
        let (Some(path), Some(known)) = (&self.state.on_file.path, self.state.on_file.disk.known)
        else {
            return;
        };
        if self.files.jobs.is_inline() {
            return;
        }
        let (reply, of) = (self.files.jobs.reply(), self.state.shown_projects);
        self.files.watch = FileWatch::start(
            path,
            known,
            self.state.on_file.disk.identity,
            move |outside| {
                reply.send(Message::Outside(of, outside));
            },
        );
    }
}

/// Whether both lead to the same place.
pub(crate) fn is_same(file: Option<&Path>, path: &Path) -> bool {
    file.is_some_and(|file| {
        file == path
            || std::path::absolute(file).ok().is_some_and(|file| {
                std::path::absolute(path)
                    .ok()
                    .is_some_and(|path| file == path)
            })
    })
}
