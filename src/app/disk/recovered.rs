//! Work of windows that are gone: found at the start, offered, never decided for the user.

use crate::app::look::buttons;
use crate::app::look::visuals::{bold, color, scrolling, size};
use crate::app::questions::{Answered, heading};
use crate::app::work::moment::moment;
use crate::app::work::state::State;
use crate::file::{self, Found, Hash, Store};
use crate::layout::theme::Role;
use crate::model::shortened;
use crate::model::words::counted;
use egui::{RichText, Ui};
use std::path::Path;
use std::sync::Arc;

use crate::app::disk::messages::Restored;

/// Work of a window that is gone.
#[derive(Clone, PartialEq, Debug)]
pub struct Recovered {
    /// The work.
    pub found: Arc<Found>,
    /// How it differs from its file as it is now.
    pub differs: String,
}

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

/// Shows the list; each line asks for itself.
pub(crate) fn show(ui: &mut Ui, state: &State) -> Option<Answered> {
    heading(ui, "Work that was not saved");
    let weak = color(state.style.theme, Role::Weak);
    if state.recovered.is_empty() {
        ui.label("There is none: everything that was open before has been saved or restored.");
    } else {
        ui.label(format!("The program ended before this was saved. Nothing is decided for you: what you discard is still kept for {}.", file::KEPT_FOR));
    }
    ui.add_space(8.0);
    let mut answered = None;
    let room = ui.ctx().content_rect().height() - 260.0;
    scrolling().max_height(room.max(120.0)).show(ui, |ui| {
        let is_asked = |recovered: &&Arc<Recovered>| {
            let mut asked = state.asks_for_work.iter();
            asked.any(|key| key == recovered.found.key())
        };
        let (asked, others): (Vec<_>, Vec<_>) = state.recovered.iter().partition(is_asked);
        for recovered in asked.into_iter().chain(others) {
            let found = &recovered.found;
            ui.separator();
            ui.label(RichText::new(shortened(&found.about.title)).font(bold(size::BODY)));
            let place = found.about.file.as_deref().map_or_else(
                || "never saved".to_owned(),
                |file| crate::app::work::preferences::folder_of(file, 60),
            );
            let discarded = if found.is_discarded {
                " · discarded"
            } else {
                ""
            };
            let when = moment(found.when);
            ui.label(RichText::new(format!("{when} · {place}{discarded}")).color(weak));
            ui.label(&recovered.differs);
            // Whatever is found meanwhile, the focus stays with this work.
            ui.push_id(found.key(), |ui| {
                ui.horizontal(|ui| {
                    let name = shortened(&found.about.title);
                    let restore =
                        buttons::named(ui, "Restore", &format!("Restore “{name}” of {when}"));
                    if ui.memory(|memory| memory.focused().is_none()) {
                        restore.request_focus();
                    }
                    if restore.clicked() {
                        answered = Some(Answered::Restore(Arc::clone(recovered)));
                    }
                    if buttons::named(
                        ui,
                        "Open as a copy",
                        &format!("Open “{name}” of {when} as a copy"),
                    )
                    .clicked()
                    {
                        answered = Some(Answered::RestoreCopy(Arc::clone(recovered)));
                    }
                    if !found.is_discarded
                        && buttons::named(ui, "Discard", &format!("Discard “{name}” of {when}"))
                            .clicked()
                    {
                        answered = Some(Answered::DiscardRecovered(Arc::clone(recovered)));
                    }
                })
            });
            ui.add_space(4.0);
        }
    });
    crate::app::questions::buttons(ui, |ui| {
        let later = if state.recovered.is_empty() {
            "Close"
        } else {
            "Decide later"
        };
        if ui.button(later).clicked() {
            answered = Some(Answered::Cancel);
        }
    });
    answered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::disk::dialogs::NativeDialogs;
    use crate::app::shell::app::App;
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
            app.files.store = Some(store);
            if is_list_first {
                app.files.find_recovered(&mut app.state, |_| {});
                app.open(file);
            } else {
                app.open(file);
                app.files.find_recovered(&mut app.state, |_| {});
            }
            app.messages(&ctx);
            assert_eq!(
                app.state.asks_for_work.len(),
                1,
                "list first: {is_list_first}"
            );
            assert_eq!(app.state.recovered.len(), 2);
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
        app.files.store = Some(store);
        app.open(file.clone());
        let Some(crate::app::Message::Opened { result, work, .. }) = app.files.jobs.answer() else {
            panic!("the file was read");
        };
        app.files.opened(&mut app.state, &file, result, work);
        assert_eq!(app.state.asks_for_work.len(), 1);
        assert_eq!(app.state.recovered[0].found.project.name, "own");
    }

    #[test]
    fn what_an_old_look_found_does_not_bring_restored_work_back() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(folder.path().join("state"));
        leave(&store, None, "own");
        let ctx = egui::Context::default();
        let mut app = App::for_test(&ctx, Box::new(NativeDialogs));
        app.files.store = Some(store);
        // Its answer is on the way while the work is restored.
        app.files.find_recovered(&mut app.state, |_| {});
        let old = app.files.jobs.answer().unwrap();
        let list = find(app.files.store.as_ref().unwrap());
        let restored = Restored {
            base: None,
            present: None,
        };
        app.files.restored(&mut app.state, &list[0].found, restored);
        app.files.jobs.reply().send(old);
        app.messages(&ctx);
        assert_eq!(app.state.recovered, []);
    }
}
