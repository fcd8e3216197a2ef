//! Earlier versions of the file: which there are, how they differ from what is shown, looking at one,
//! and taking it back as a new step.

use crate::app::look::buttons;
use crate::app::look::visuals::{bold, color, scrolling, size};
use crate::app::questions::{Answered, heading};
use crate::app::work::moment::moment;
use crate::app::work::state::State;
use crate::file::{self, Hash, Store, Version};
use crate::layout::theme::Role;
use crate::model::Project;
use egui::{RichText, Spinner, Ui};
use std::path::Path;
use std::sync::Arc;

/// A kept version as a line of the list.
#[derive(Clone, PartialEq, Debug)]
pub struct KeptVersion {
    /// The version.
    pub version: Version,
    /// How it differs from what is shown.
    pub differs: String,
    /// It is what stands in the file.
    pub is_on_disk: bool,
}

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

/// Shows the list; `None` while it is read.
pub(crate) fn show(ui: &mut Ui, state: &State, list: Option<&[KeptVersion]>) -> Option<Answered> {
    heading(ui, "Earlier versions");
    let mut answered = None;
    let weak = color(state.style.theme, Role::Weak);
    match list {
        None => {
            ui.horizontal(|ui| {
                ui.add(Spinner::new());
                ui.label("Reading the kept versions…");
            });
        }
        Some([]) => {
            ui.label("None yet. Each time this file is saved, the version is kept here: all of today, one an hour for a week, one a day for three months.");
        }
        Some(list) => {
            ui.label(
                RichText::new("Look changes nothing. Restoring is a step that Undo takes back.")
                    .color(weak),
            );
            ui.add_space(4.0);
            let room = ui.ctx().content_rect().height() - 220.0;
            scrolling().max_height(room.max(120.0)).show(ui, |ui| {
                for kept in list {
                    if let Some(answer) = line(ui, state, kept) {
                        answered = Some(answer);
                    }
                }
            });
        }
    }
    crate::app::questions::buttons(ui, |ui| {
        let close = ui.button("Close");
        if ui.memory(|memory| memory.focused().is_none()) {
            close.request_focus();
        }
        if close.clicked() {
            answered = Some(Answered::Cancel);
        }
    });
    answered
}

fn line(ui: &mut Ui, state: &State, kept: &KeptVersion) -> Option<Answered> {
    let mut answered = None;
    let weak = color(state.style.theme, Role::Weak);
    let when = moment(kept.version.when);
    ui.separator();
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if buttons::named(ui, "Restore", &format!("Restore the version of {when}")).clicked() {
                answered = Some(Answered::RestoreVersion(kept.version.clone()));
            }
            if buttons::named(ui, "Look", &format!("Look at the version of {when}")).clicked() {
                answered = Some(Answered::LookAtVersion(kept.version.clone()));
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.vertical(|ui| {
                    let why = if kept.is_on_disk {
                        " · in the file now".to_owned()
                    } else if kept.version.why.label().is_empty() {
                        String::new()
                    } else {
                        format!(" · {}", kept.version.why.label())
                    };
                    ui.label(RichText::new(format!("{when}{why}")).font(bold(size::BODY)));
                    ui.add(egui::Label::new(RichText::new(&kept.differs).color(weak)).truncate());
                });
            });
        });
    });
    answered
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
            let shared = match version.why {
                file::Why::Shared => ", the one you shared",
                _ => "",
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
