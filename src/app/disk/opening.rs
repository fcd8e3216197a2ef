//! Opening a file, a repaired copy of one, an earlier version, or work of a window that is gone; and
//! what others do with the file that is open.

use crate::app::disk::files::{Files, name_of};
use crate::app::disk::merging::{Source, ToMerge};
use crate::app::disk::messages::{Copy, Message, Restored};
use crate::app::disk::reading::{How, NotOpened, OnDisk, Opened, Sides};
use crate::app::disk::recovered::Recovered;
use crate::app::disk::{merging, reading as disk, recovered, versions};
use crate::app::questions::Modal;
use crate::app::work::moment::moment;
use crate::app::work::state::{Busy, State, Then};
use crate::app::work::words::quoted;
use crate::file::{self, Found, Outside, Store, Version, Why};
use crate::layout::Layouter;
use crate::model::Project;
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl Files {
    /// Reads a project and lays it out, away from the window.
    pub(crate) fn open(&mut self, state: &mut State, path: PathBuf) {
        state.busy = Some(Busy::Opening(Arc::clone(state.document.project())));
        let provider = self.provider.clone();
        let (store, passing) = (self.store.clone(), self.passing.clone());
        self.jobs.start("open", move || {
            let result = disk::open(&path, store.as_ref(), &passing, provider);
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
        state: &mut State,
        path: &Path,
        result: Result<Box<Opened>, NotOpened>,
        work: Vec<Arc<Recovered>>,
    ) -> Option<Box<Layouter>> {
        let replaced = match state.busy.take() {
            Some(Busy::Opening(project)) => Some(project),
            _ => None,
        };
        let opened = match result {
            Ok(opened) => *opened,
            Err(failed) if failed.repaired.is_some() || failed.has_versions => {
                state.damaged = Some((path.to_owned(), failed));
                state.modal = Some(Modal::Damaged);
                self.ask_for_work(state, work);
                return None;
            }
            Err(failed) => {
                let sentence = failed.sentence;
                state.toasts.warn(format!("{}: {sentence}", name_of(path)));
                self.ask_for_work(state, work);
                return None;
            }
        };
        if is_changed_since(state, replaced.as_ref()) {
            state.modal = Some(Modal::Unsaved(Then::Open(path.to_owned())));
            return None;
        }
        self.watch = None;
        match opened.how {
            How::Copy => {
                state.show_project(opened.project, None);
                state.origin = "copy".to_owned();
                state.copy_of = std::path::absolute(path).ok();
                state.toasts.tell(format!(
                    "{} lies in a temporary folder, so this is a copy: saving asks where to.",
                    name_of(path)
                ));
            }
            How::ReadOnly => {
                state.show_project(Arc::clone(&opened.project), Some(path.to_owned()));
                state.document = crate::edit::Document::read_only(opened.project);
                state.disk = opened.on_disk;
            }
            How::Whole | How::Conflict(_) => {
                state.show_project(opened.project, Some(path.to_owned()));
                state.disk = opened.on_disk;
                self.watch_file(state);
            }
        }
        for sentence in opened.news {
            state.toasts.tell(sentence);
        }
        match opened.how {
            How::Conflict(sides) => self.settle(state, *sides),
            How::Whole => self.finish_merge(state),
            How::Copy | How::ReadOnly => {}
        }
        if state.file.is_some() {
            state.preferences.remember(path);
            self.remember(state);
        }
        self.ask_for_work(state, work);
        Some(opened.layouter)
    }

    /// A file with the marks of a Git conflict: ours is shown, theirs is to be merged.
    fn settle(&mut self, state: &mut State, sides: Sides) {
        state.document.forget_saved();
        if !sides.name.is_empty() {
            state.toasts.tell(format!(
                "Git could not merge this file with “{}”.",
                sides.name
            ));
        }
        let to_merge = ToMerge {
            source: Source::Unfinished,
            base: sides.base,
            base_name: String::new(),
            theirs: sides.theirs,
            choices: file::Choices::default(),
            then_save: false,
        };
        merging::start(&self.jobs, state, to_merge);
    }

    /// A merge of the command line that left conflicts.
    pub(crate) fn finish_merge(&mut self, state: &State) {
        let Some(left) = state.document.project().merging.clone() else {
            return;
        };
        let to_merge = ToMerge {
            source: Source::Unfinished,
            base: left.base.clone(),
            base_name: String::new(),
            theirs: Arc::clone(&left.theirs),
            choices: file::Choices::default(),
            then_save: false,
        };
        merging::start(&self.jobs, state, to_merge);
    }

    /// Work on the file that was not saved asks by itself: one is about to go on with the file.
    fn ask_for_work(&self, state: &mut State, work: Vec<Arc<Recovered>>) {
        let key = |work: &Arc<Recovered>| work.found.key().to_owned();
        let undecided = work.iter().filter(|work| !work.found.is_discarded);
        state.asks_for_work = undecided.map(key).collect();
        if state.asks_for_work.is_empty() {
            return;
        }
        let is_new = |known: &Arc<Recovered>| work.iter().any(|work| key(work) == key(known));
        state.recovered.retain(|known| !is_new(known));
        state.recovered.extend(work);
        // Perhaps a window went down after this one looked.
        self.find_recovered(state, |_| {});
    }

    /// Opens what could be saved of a damaged file, as a copy.
    pub(crate) fn open_repaired(state: &mut State) -> Option<Then> {
        let (_, failed) = state.damaged.take()?;
        let project = failed.repaired?.project;
        let origin = "repaired".to_owned();
        Some(Then::Show(Box::new(crate::app::work::state::Fresh {
            project,
            origin,
        })))
    }

    /// Opens the latest kept version of a file as a copy.
    pub(crate) fn open_latest_version(&self, path: &Path) {
        let Some(store) = &self.store else { return };
        let Some(version) = store.versions_of(path).list().into_iter().next() else {
            return;
        };
        let name = name_of(path);
        self.jobs.start("version", move || {
            let origin = format!("{name}, {}", moment(version.when));
            let result = read_version(&version);
            Message::VersionOpened(origin, result)
        });
    }

    /// Reads the kept versions of the file, away from the window.
    pub(crate) fn read_versions(&self, state: &State) {
        let (Some(store), Some(file)) = (self.store.clone(), state.file.clone()) else {
            self.jobs.reply().send(Message::Versions(Vec::new()));
            return;
        };
        let present = Arc::clone(state.document.project());
        let on_disk = state.disk.known;
        self.jobs.start("versions", move || {
            Message::Versions(versions::list(&store, &file, &present, on_disk))
        });
    }

    /// Reads a kept version, to be looked at or restored.
    pub(crate) fn read_version(&self, version: Version, restores: bool) {
        self.jobs.start("version", move || {
            let result = read_version(&version);
            Message::VersionRead {
                moment: moment(version.when),
                result,
                restores,
            }
        });
    }

    /// Looks for work of windows that are gone once `first` is done; away from the window. What an
    /// earlier look has not said yet does not count any more.
    pub(crate) fn find_recovered(
        &self,
        state: &mut State,
        first: impl FnOnce(&Store) + Send + 'static,
    ) {
        let Some(store) = self.store.clone() else {
            return;
        };
        state.looks_for_work += 1;
        let of = state.looks_for_work;
        self.jobs.start("recovery", move || {
            first(&store);
            Message::Recovered(of, recovered::find(&store))
        });
    }

    /// Reads what is needed to go on with work of a window that is gone.
    pub(crate) fn restore(&self, recovered: &Recovered) {
        let Some(store) = self.store.clone() else {
            return;
        };
        let found = Arc::clone(&recovered.found);
        self.jobs.start("restore", move || {
            let restored = recovered::look(&found, &store);
            Message::Restored(found, restored)
        });
    }

    /// Shows work of a window that is gone as if nothing had happened.
    pub(crate) fn restored(&mut self, state: &mut State, found: &Found, restored: Restored) {
        self.watch = None;
        let file = found.about.file.clone();
        state.show_project(Arc::new(found.project.clone()), file);
        state.copy_of.clone_from(&found.about.copy_of);
        state.document.forget_saved();
        if let Some(base) = &restored.base {
            state.document.mark_saved(Arc::clone(base));
        }
        state.disk = OnDisk {
            known: found.about.known,
            is_missing: state.file.is_some() && restored.present.is_none(),
            ..OnDisk::default()
        };
        if let Some(file) = &state.file {
            let mut news = Vec::new();
            state.disk.identity = file::Identity::of(file);
            state.disk.claim = disk::claim(file, self.store.as_ref(), &mut news);
        }
        self.forget_recovered(state, found);
        if let Some((theirs, on_disk)) = restored.present
            && Some(on_disk) != found.about.known
        {
            let source = Source::File {
                in_file: Arc::clone(&theirs),
                on_disk,
            };
            let to_merge = ToMerge {
                source,
                base: restored.base,
                base_name: String::new(),
                theirs,
                choices: file::Choices::default(),
                then_save: false,
            };
            merging::start(&self.jobs, state, to_merge);
        }
        self.watch_file(state);
        state.toasts.tell(format!(
            "This is the work of {} again. It is not saved yet.",
            moment(found.when)
        ));
    }

    /// The work is in this window now, and in its recovery copy.
    fn forget_recovered(&mut self, state: &mut State, found: &Found) {
        self.keeper.follow(state);
        let write_first = self.keeper.write_first(state);
        let project = Arc::clone(state.document.project());
        let of_old = found.clone();
        state.recovered.retain(|known| *known.found != *found);
        self.find_recovered(state, move |_| {
            write_first.write(&project);
            of_old.clear();
        });
    }

    /// Shows work of a window that is gone beside its file.
    pub(crate) fn restore_copy(recovered: &Recovered) -> Then {
        let found = &recovered.found;
        Then::Show(Box::new(crate::app::work::state::Fresh {
            project: found.project.clone(),
            origin: format!("recovered, {}", moment(found.when)),
        }))
    }

    /// Somebody does without it.
    pub(crate) fn discard_recovered(&self, state: &mut State, recovered: &Recovered) {
        let found = Arc::clone(&recovered.found);
        state.recovered.retain(|known| known.found != found);
        self.find_recovered(state, move |_| found.discard());
    }

    /// Reads a copy that is to be merged, and looks for the version both come from.
    pub(crate) fn read_copy(&self, state: &State, path: PathBuf) {
        let mine = Arc::clone(state.document.project());
        let saved = state
            .document
            .saved()
            .filter(|_| state.file.is_some())
            .cloned();
        let (store, own) = (self.store.clone(), state.file.clone());
        self.jobs.start("copy", move || {
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
    pub(crate) fn copy_read(&self, state: &mut State, path: PathBuf, result: Result<Copy, String>) {
        let copy = match result {
            Ok(copy) => copy,
            Err(error) => {
                state.toasts.warn(format!("{}: {error}", name_of(&path)));
                return;
            }
        };
        let mine = state.own_document().project();
        let (base, base_name) = match copy.base {
            Some((base, name)) => (Some(base), format!(", from {name}")),
            None if file::are_related(mine, &copy.project) => (
                None,
                " without a version both come from: what was deleted there cannot be told from what was added here, so nothing was deleted".to_owned(),
            ),
            None => (None, ", which has nothing in common with this project: all of it was added".to_owned()),
        };
        let to_merge = ToMerge {
            source: Source::Copy(path),
            base,
            base_name,
            theirs: copy.project,
            choices: file::Choices::default(),
            then_save: false,
        };
        merging::start(&self.jobs, state, to_merge);
    }

    /// Something else stands in the file now.
    pub(crate) fn outside(&mut self, state: &mut State, outside: Outside) {
        // The watcher looks again when the file is written.
        if matches!(state.busy, Some(Busy::Saving(..))) {
            return;
        }
        let Some(path) = state.file.clone() else {
            return;
        };
        match outside {
            Outside::Same => {
                state.disk.is_missing = false;
                state.disk.unreadable = None;
                state.own_document_mut().set_lost(false);
            }
            Outside::Missing { moved_to: Some(to) } => {
                state.toasts.tell(format!(
                    "{} is called {} now; saving goes there.",
                    name_of(&path),
                    name_of(&to)
                ));
                state.file = Some(to);
                self.watch_file(state);
            }
            Outside::Missing { moved_to: None } => {
                state.disk.is_missing = true;
                state.own_document_mut().set_lost(true);
            }
            Outside::Unreadable { error, hash } => {
                if hash.is_some() && hash == state.disk.known {
                    return;
                }
                state.disk.unreadable = Some(quoted(&error.to_string()));
            }
            Outside::Changed { project, hash } => {
                if Some(hash) == state.disk.known {
                    return;
                }
                let choices = match state.merging.take() {
                    Some(merging) if matches!(merging.source, Source::File { .. }) => {
                        merging.choices
                    }
                    other => {
                        state.merging = other;
                        file::Choices::default()
                    }
                };
                let to_merge = ToMerge {
                    source: Source::File {
                        in_file: Arc::clone(&project),
                        on_disk: hash,
                    },
                    base: state.own_document().saved().cloned(),
                    base_name: String::new(),
                    theirs: project,
                    choices,
                    then_save: false,
                };
                merging::start(&self.jobs, state, to_merge);
            }
        }
    }
}

fn read_version(version: &Version) -> Result<Arc<Project>, String> {
    file::open(&version.file)
        .map(Arc::new)
        .map_err(|error| error.to_string())
}

/// Somebody went on writing while another project was read.
fn is_changed_since(state: &State, before: Option<&Arc<Project>>) -> bool {
    !state.is_welcome
        && state.document.is_dirty()
        && before.is_some_and(|before| !Arc::ptr_eq(before, state.document.project()))
}
