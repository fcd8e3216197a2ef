//! Writing the project to its file: asked for here, done in a job, answered by a message.

use crate::app::disk::dialogs::Written;
use crate::app::disk::files::{Files, name_of};
use crate::app::disk::merging::{Source, ToMerge};
use crate::app::disk::messages::{Message, NotSaved};
use crate::app::disk::{merging, reading as disk};
use crate::app::questions::Modal;
use crate::app::work::state::{Busy, State, Then};
use crate::app::work::words::quoted;
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

impl Files {
    /// Writes the project, away from the window.
    pub(crate) fn save(&mut self, state: &mut State, path: PathBuf, over: Over) {
        if matches!(state.busy, Some(Busy::Saving(..))) {
            state.save_again = Some(path);
            return;
        }
        state.busy = Some(Busy::Saving(path.clone(), Instant::now()));
        let project = Arc::clone(state.document.project());
        let of = state.shown_projects;
        let known = match (over, state.disk.known) {
            (Over::Known, Some(hash)) => Known::Bytes(hash),
            (Over::Known, None) => Known::Nothing,
            (Over::Anything, _)
                if is_same(state.file.as_deref(), &path) && state.disk.unreadable.is_none() =>
            {
                state.disk.known.map_or(Known::Anything, Known::Bytes)
            }
            (Over::Anything, _) => Known::Anything,
        };
        let store = self.store.clone();
        let write_first = self.keeper.write_first(state);
        let is_unchanged = !state.document.is_dirty();
        self.jobs.start("save", move || {
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
        state: &mut State,
        path: &Path,
        project: Arc<Project>,
        of: u64,
        result: Result<Hash, NotSaved>,
    ) -> Option<Then> {
        state.busy = None;
        match result {
            // Another project is shown by now: this was the end of the one before.
            Ok(_) if of != state.shown_projects => {
                state.toasts.tell(format!("Saved {}.", name_of(path)));
                let then = state.after_save.take()?;
                if state.document.is_dirty() {
                    state.modal = Some(Modal::Unsaved(then));
                    return None;
                }
                Some(then)
            }
            Ok(hash) => {
                self.is_on_disk(state, path, project, hash);
                if let Some(again) = state.save_again.take() {
                    self.save(state, again, Over::Known);
                    return None;
                }
                let then = state.after_save.take();
                if then.is_some() && state.document.is_dirty() {
                    // Something was changed while it was written.
                    self.save(state, path.to_owned(), Over::Known);
                    state.after_save = then;
                    return None;
                }
                if then.is_none() {
                    state.toasts.tell(format!("Saved {}.", name_of(path)));
                }
                then
            }
            Err(problem) => {
                state.save_again = None;
                self.not_saved(state, path, project, of, problem);
                None
            }
        }
    }

    fn not_saved(
        &mut self,
        state: &mut State,
        path: &Path,
        project: Arc<Project>,
        of: u64,
        problem: NotSaved,
    ) {
        let name = name_of(path);
        match problem {
            NotSaved::Changed {
                theirs: Ok(theirs),
                is_in_file,
                on_disk,
            } if of == state.shown_projects && is_same(state.file.as_deref(), path) => {
                // What was to happen afterwards happens after the merge is saved.
                let to_merge = ToMerge {
                    base: state.document.saved().cloned(),
                    base_name: String::new(),
                    source: Source::File {
                        in_file: if is_in_file {
                            Arc::clone(&theirs)
                        } else {
                            project
                        },
                        on_disk,
                    },
                    theirs,
                    choices: file::Choices::default(),
                    then_save: true,
                };
                merging::start(&self.jobs, state, to_merge);
            }
            NotSaved::Changed {
                theirs: Err(error),
                on_disk,
                ..
            } if of == state.shown_projects => {
                state.after_save = None;
                state.disk.known = Some(on_disk);
                state.disk.unreadable = Some(quoted(&error));
            }
            NotSaved::Changed { .. } | NotSaved::Exists => {
                state.after_save = None;
                state.modal = Some(Modal::Overwrite(path.to_owned(), Written::Project));
            }
            NotSaved::Failed(error) => {
                state.after_save = None;
                state.toasts.warn(format!(
                    "Could not save {name}: {error} Your work is still here, unsaved."
                ));
            }
        }
    }

    /// This value is in this file now.
    fn is_on_disk(&mut self, state: &mut State, path: &Path, project: Arc<Project>, hash: Hash) {
        let is_new = !is_same(state.file.as_deref(), path) || state.disk.is_missing;
        state.document.mark_saved(project);
        state.disk.known = Some(hash);
        state.disk.is_missing = false;
        state.disk.unreadable = None;
        if is_new {
            let mut news = Vec::new();
            state.disk.claim = None;
            state.disk.claim = disk::claim(path, self.store.as_ref(), &mut news);
            state.disk.copies.clear();
            for sentence in news {
                state.toasts.tell(sentence);
            }
        }
        state.file = Some(path.to_owned());
        state.origin.clear();
        state.copy_of = None;
        state.preferences.remember(path);
        self.remember(state);
        // Replaced files are other files with the same name.
        state.disk.identity = Identity::of(path);
        if is_new {
            self.watch_file(state);
        } else if let Some(watch) = &self.watch {
            watch.know(hash, state.disk.identity);
        }
    }

    /// Writes a copy for somebody else; this version is kept for the day it comes back.
    pub(crate) fn save_copy(&mut self, state: &mut State, path: PathBuf) {
        if is_same(state.file.as_deref(), &path) {
            self.save(state, path, Over::Known);
            return;
        }
        let project = Arc::clone(state.document.project());
        let own = state.file.clone();
        let store = self.store.clone();
        self.jobs.start("save a copy", move || {
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
    pub(crate) fn watch_file(&mut self, state: &State) {
        // The one before ends first.
        self.watch = None;
        let (Some(path), Some(known)) = (&state.file, state.disk.known) else {
            return;
        };
        if self.jobs.is_inline() {
            return;
        }
        let (reply, of) = (self.jobs.reply(), state.shown_projects);
        self.watch = disk::FileWatch::start(path, known, state.disk.identity, move |outside| {
            reply.send(Message::Outside(of, outside));
        });
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
