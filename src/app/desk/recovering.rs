//! Work of windows that are gone, and earlier versions of the file: found, looked at, gone on with.

use super::Desk;
use crate::app::disk::messages::{Message, Restored};
use crate::app::disk::{reading, recovered, versions};
use crate::app::work::merging::{Source, ToMerge};
use crate::app::work::moment::moment;
use crate::app::work::on_file::{OnDisk, Recovered, Then};
use crate::app::work::words::name_of;
use crate::file::{self, Found, Store, Version};
use crate::model::Project;
use std::path::Path;
use std::sync::Arc;

/// Lists the kept versions of the file.
pub(crate) struct EarlierVersions;

/// Lists work that was not saved when the program ended.
pub(crate) struct UnsavedWork;

impl Desk {
    /// Work on the file that was not saved asks by itself: one is about to go on with the file.
    pub(super) fn ask_for_work(&mut self, work: Vec<Arc<Recovered>>) {
        let key = |work: &Arc<Recovered>| work.found.key().to_owned();
        let undecided = work.iter().filter(|work| !work.found.is_discarded);
        self.state.recovery.asked = undecided.map(key).collect();
        if self.state.recovery.asked.is_empty() {
            return;
        }
        let is_new = |known: &Arc<Recovered>| work.iter().any(|work| key(work) == key(known));
        self.state.recovery.found.retain(|known| !is_new(known));
        self.state.recovery.found.extend(work);
        // Perhaps a window went down after this one looked.
        self.find_recovered(|_| {});
    }

    /// Opens the latest kept version of a file as a copy.
    pub(crate) fn open_latest_version(&self, path: &Path) {
        let Some(store) = &self.files.store else {
            return;
        };
        let Some(version) = store.versions_of(path).list().into_iter().next() else {
            return;
        };
        let name = name_of(path);
        self.files.jobs.start("version", move || {
            let origin = format!("{name}, {}", moment(version.when));
            let result = read(&version);
            Message::VersionOpened(origin, result)
        });
    }

    /// Reads the kept versions of the file, away from the window.
    pub(crate) fn read_versions(&self) {
        let (Some(store), Some(file)) = (self.files.store.clone(), self.state.on_file.path.clone())
        else {
            self.files.jobs.reply().send(Message::Versions(Vec::new()));
            return;
        };
        let present = Arc::clone(self.state.document.project());
        let on_disk = self.state.on_file.disk.known;
        self.files.jobs.start("versions", move || {
            Message::Versions(versions::list(&store, &file, &present, on_disk))
        });
    }

    /// Reads a kept version, to be looked at or restored.
    pub(crate) fn read_version(&self, version: Version, restores: bool) {
        self.files.jobs.start("version", move || {
            let result = read(&version);
            Message::VersionRead {
                moment: moment(version.when),
                result,
                restores,
            }
        });
    }

    /// Looks for work of windows that are gone once `first` is done; away from the window. What an
    /// earlier look has not said yet does not count any more.
    pub(crate) fn find_recovered(&mut self, first: impl FnOnce(&Store) + Send + 'static) {
        let Some(store) = self.files.store.clone() else {
            return;
        };
        self.state.recovery.looks += 1;
        let of = self.state.recovery.looks;
        self.files.jobs.start("recovery", move || {
            first(&store);
            Message::Recovered(of, recovered::find(&store))
        });
    }

    /// Reads what is needed to go on with work of a window that is gone.
    pub(crate) fn restore(&self, recovered: &Recovered) {
        let Some(store) = self.files.store.clone() else {
            return;
        };
        let found = Arc::clone(&recovered.found);
        self.files.jobs.start("restore", move || {
            let restored = recovered::look(&found, &store);
            Message::Restored(found, restored)
        });
    }

    /// Shows work of a window that is gone as if nothing had happened.
    pub(crate) fn restored(&mut self, found: &Found, restored: Restored) {
        self.files.watch = None;
        let file = found.about.file.clone();
        self.state
            .show_project(Arc::new(found.project.clone()), file);
        self.state.on_file.copy_of.clone_from(&found.about.copy_of);
        self.state.document.forget_saved();
        if let Some(base) = &restored.base {
            self.state.document.mark_saved(Arc::clone(base));
        }
        self.state.on_file.disk = OnDisk {
            known: found.about.known,
            is_missing: self.state.on_file.path.is_some() && restored.present.is_none(),
            ..OnDisk::default()
        };
        if let Some(file) = &self.state.on_file.path {
            let mut news = Vec::new();
            self.state.on_file.disk.identity = file::Identity::of(file);
            self.state.on_file.disk.claim =
                reading::claim(file, self.files.store.as_ref(), &mut news);
        }
        self.forget_recovered(found);
        if let Some((theirs, on_disk)) = restored.present
            && Some(on_disk) != found.about.known
        {
            let source = Source::File {
                in_file: Arc::clone(&theirs),
                on_disk,
            };
            let to_merge = ToMerge::new(source, restored.base, theirs);
            self.merge(to_merge);
        }
        self.watch_file();
        self.state.toasts.tell(format!(
            "This is the work of {} again. It is not saved yet.",
            moment(found.when)
        ));
    }

    /// The work is in this window now, and in its recovery copy.
    fn forget_recovered(&mut self, found: &Found) {
        self.files.keeper.follow(&self.state);
        let write_first = self.files.keeper.write_first(&self.state);
        let project = Arc::clone(self.state.document.project());
        let of_old = found.clone();
        self.state
            .recovery
            .found
            .retain(|known| *known.found != *found);
        self.find_recovered(move |_| {
            write_first.write(&project);
            of_old.clear();
        });
    }

    /// Shows work of a window that is gone beside its file.
    pub(crate) fn restore_copy(&mut self, found: &Found) {
        let origin = format!("recovered, {}", moment(found.when));
        self.instead(Then::show(found.project.clone(), origin));
    }

    /// Somebody does without it.
    pub(crate) fn discard_recovered(&mut self, recovered: &Recovered) {
        let found = Arc::clone(&recovered.found);
        self.state
            .recovery
            .found
            .retain(|known| known.found != found);
        self.find_recovered(move |_| found.discard());
    }

    /// A kept version was read, to be looked at or gone on with.
    pub(crate) fn version_read(
        &mut self,
        moment: String,
        result: Result<Arc<Project>, String>,
        restores: bool,
    ) {
        match result {
            Ok(version) => {
                self.keep();
                self.canvas.field = None;
                if restores {
                    self.restore_version(&version, &moment);
                } else {
                    self.state.look_at(version, moment);
                }
                self.settle();
            }
            Err(error) => self.state.toasts.warn(error),
        }
    }

    /// Goes on with an earlier version, as a new step.
    pub(crate) fn restore_version(&mut self, version: &Project, moment: &str) {
        let label = format!("Restore the version of {moment}");
        let is_changed = self.change(label, |project| *project = version.clone());
        self.state.toasts.tell(if is_changed {
            format!("This is the version of {moment} again. Undo takes it back.")
        } else {
            "This version is the same as the present one.".to_owned()
        });
    }
}

fn read(version: &Version) -> Result<Arc<Project>, String> {
    file::open(&version.file)
        .map(Arc::new)
        .map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::App;
    use crate::app::disk::dialogs::NativeDialogs;
    use crate::file::{About, Known, Snapshots};
    use crate::model::{Project, Template};

    /// Leaves work on a file, as a window does that goes down.
    fn leave(store: &Store, file: Option<&Path>, name: &str) {
        let project = Project {
            name: name.to_owned(),
            ..Template::Cvjm.build()
        };
        let about = About {
            file: file.map(Path::to_owned),
            ..About::default()
        };
        let mut snapshots = Snapshots::begin(store).unwrap();
        snapshots.write(&about, &project).unwrap();
    }

    #[test]
    fn whichever_comes_first_the_list_or_the_file_the_work_is_asked_about() {
        for is_list_first in [true, false] {
            let folder = tempfile::tempdir().unwrap();
            let store = Store::at(folder.path().join("state"));
            let file = folder.path().join("own.vjourney");
            file::save(&Template::Cvjm.build(), &file, Known::Nothing, None).unwrap();
            leave(&store, Some(&file), "own");
            leave(&store, None, "another");
            let ctx = egui::Context::default();
            let mut app = App::for_test(&ctx, Box::new(NativeDialogs));
            app.desk.files.store = Some(store);
            if is_list_first {
                app.desk.find_recovered(|_| {});
                app.open(file);
            } else {
                app.open(file);
                app.desk.find_recovered(|_| {});
            }
            app.desk.receive();
            assert_eq!(
                app.desk.state.recovery.asked.len(),
                1,
                "list first: {is_list_first}"
            );
            assert_eq!(app.desk.state.recovery.found.len(), 2);
        }
    }

    #[test]
    fn the_work_is_asked_about_though_the_list_never_comes() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(folder.path().join("state"));
        let file = folder.path().join("own.vjourney");
        file::save(&Template::Cvjm.build(), &file, Known::Nothing, None).unwrap();
        leave(&store, Some(&file), "own");
        let ctx = egui::Context::default();
        let mut app = App::for_test(&ctx, Box::new(NativeDialogs));
        app.desk.files.store = Some(store);
        app.open(file.clone());
        let Some(Message::Opened { result, work, .. }) = app.desk.files.jobs.answer() else {
            panic!("the file was read");
        };
        app.desk.opened(&file, result, work);
        assert_eq!(app.desk.state.recovery.asked.len(), 1);
        assert_eq!(app.desk.state.recovery.found[0].found.project.name, "own");
    }

    #[test]
    fn what_an_old_look_found_does_not_bring_restored_work_back() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(folder.path().join("state"));
        leave(&store, None, "own");
        let ctx = egui::Context::default();
        let mut app = App::for_test(&ctx, Box::new(NativeDialogs));
        app.desk.files.store = Some(store);
        // Its answer is on the way while the work is restored.
        app.desk.find_recovered(|_| {});
        let old = app.desk.files.jobs.answer().unwrap();
        let list = recovered::find(app.desk.files.store.as_ref().unwrap());
        let restored = Restored {
            base: None,
            present: None,
        };
        app.desk.restored(&list[0].found, restored);
        app.desk.files.jobs.reply().send(old);
        app.desk.receive();
        assert_eq!(app.desk.state.recovery.found, []);
    }
}
