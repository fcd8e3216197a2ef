//! Files what jobs have found where it belongs.

use crate::app::commands::run;
use crate::app::desk::writing as typing;
use crate::app::disk::merging::{Merging, TakenIn};
use crate::app::disk::messages::Message;
use crate::app::disk::saving::Over;
use crate::app::disk::{files, merging};
use crate::app::questions::Modal;
use crate::app::shell::app::App;
use crate::app::typing::paste;
use crate::app::work::state::{self, Then};
use crate::file::Identity;
use crate::layout::Layouter;
use crate::model::Project;
use std::sync::Arc;

impl App {
    pub(crate) fn messages(&mut self, ctx: &egui::Context) {
        while let Some(message) = self.files.jobs.answer() {
            match message {
                Message::Opened { path, result, work } => {
                    // A file that is refused does not end what is being typed.
                    if result.is_ok() {
                        typing::keep(&mut self.state, &mut self.canvas);
                    }
                    if let Some(layouter) = self.files.opened(&mut self.state, &path, result, work)
                    {
                        // The system's fonts may have arrived while it was read.
                        let provider = self.files.provider.clone();
                        *self.layouter = if layouter.has_provider() == provider.is_some() {
                            *layouter
                        } else {
                            Layouter::with_provider(provider)
                        };
                        self.project_changed();
                    }
                    typing::open_slot(&self.state, &mut self.canvas);
                }
                Message::Saved {
                    path,
                    project,
                    of,
                    result,
                } => {
                    let then = self
                        .files
                        .saved(&mut self.state, &path, project, of, result);
                    if let Some(then) = then {
                        self.then(ctx, then, None);
                    }
                }
                Message::Outside(of, outside) => {
                    if of == self.state.shown_projects {
                        self.files.outside(&mut self.state, outside);
                    }
                }
                Message::CopyRead { path, result } => {
                    self.files.copy_read(&mut self.state, path, result);
                }
                Message::Merged(merging) => self.merged(ctx, merging),
                Message::Versions(list) => self.state.versions = Some(list),
                Message::VersionRead {
                    moment,
                    result,
                    restores,
                } => self.version_read(moment, result, restores),
                Message::VersionOpened(origin, result) => match result {
                    Ok(project) => {
                        let project = Arc::unwrap_or_clone(project);
                        let then = Then::Show(Box::new(state::Fresh { project, origin }));
                        self.instead(ctx, then);
                    }
                    Err(error) => self.state.toasts.warn(error),
                },
                Message::Recovered(of, list) => {
                    if of == self.state.looks_for_work {
                        self.state.recovered = list;
                    }
                }
                Message::WorkIsLeft => self.files.find_recovered(&mut self.state, |_| {}),
                Message::Restored(found, restored) => {
                    self.files.restored(&mut self.state, &found, restored);
                    self.project_changed();
                }
                Message::News(text) => self.state.toasts.tell(text),
                Message::Imported { path, result } => {
                    if result.is_ok() {
                        typing::keep(&mut self.state, &mut self.canvas);
                    }
                    self.files.imported(&mut self.state, &path, result);
                    self.state.follow_document();
                    typing::open_slot(&self.state, &mut self.canvas);
                }
                Message::Exported { path, result } => match result {
                    Ok(()) => self
                        .state
                        .toasts
                        .tell(format!("Exported {}.", files::name_of(&path))),
                    Err(error) => {
                        self.state.toasts.warn(format!(
                            "Could not export {}: {error}",
                            files::name_of(&path)
                        ));
                    }
                },
                Message::Answered(question, answer) => {
                    let effect = self.files.answered(&mut self.state, question, answer);
                    self.effects(ctx, effect, None);
                }
                Message::PathChecked {
                    question,
                    path,
                    result,
                } => {
                    let effect = self
                        .files
                        .path_checked(&mut self.state, question, &path, result);
                    self.effects(ctx, effect, None);
                }
                Message::SystemFonts(provider) => {
                    ctx.add_font_provider(Arc::clone(&provider));
                    *self.layouter = Layouter::with_provider(Some(Arc::clone(&provider)));
                    self.canvas.glyphs().forget();
                    self.files.provider = Some(provider);
                }
                Message::Pasted(pasted) => {
                    self.is_pasting = false;
                    paste::paste(&mut self.state, &mut self.canvas, pasted);
                }
                Message::Missing(files) => self.state.missing = files,
                Message::Told(text) => self.state.toasts.warn(text),
                Message::Done => {}
            }
        }
    }

    /// Two versions were brought together.
    pub(crate) fn merged(&mut self, ctx: &egui::Context, merging: Box<Merging>) {
        if self.state.document.is_open() || self.state.looking.is_some() {
            // Nobody is interrupted in the middle of a word.
            self.state.waiting = Some(merging);
            return;
        }
        match merging::take_in(&mut self.state, merging) {
            TakenIn::Nothing => {}
            TakenIn::Again(to_merge) => {
                merging::start(&self.files.jobs, &self.state, to_merge);
            }
            TakenIn::Asks(merging) => {
                self.state.after_save = None;
                self.state.merging = Some(merging);
                self.state.modal = Some(Modal::Merge);
            }
            TakenIn::Done { then_save } => {
                self.state.merging = None;
                self.state.follow_document();
                self.state.disk.identity = self.state.file.as_deref().and_then(Identity::of);
                if let (Some(watch), Some(known)) = (&self.files.watch, self.state.disk.known) {
                    watch.know(known, self.state.disk.identity);
                }
                if then_save && let Some(path) = self.state.file.clone() {
                    if self.state.document.is_dirty() {
                        self.files.save(&mut self.state, path, Over::Known);
                    } else if let Some(then) = self.state.after_save.take() {
                        self.then(ctx, then, None);
                    }
                }
            }
        }
        typing::open_slot(&self.state, &mut self.canvas);
    }

    /// What waited for a text to be typed.
    pub(crate) fn merge_what_waited(&mut self) {
        if !self.state.document.is_open()
            && self.state.looking.is_none()
            && let Some(merging) = self.state.waiting.take()
        {
            merging::start(&self.files.jobs, &self.state, merging.again());
        }
    }

    pub(crate) fn version_read(
        &mut self,
        moment: String,
        result: Result<Arc<Project>, String>,
        restores: bool,
    ) {
        match result {
            Ok(version) => {
                typing::keep(&mut self.state, &mut self.canvas);
                self.canvas.field = None;
                if restores {
                    run::restore(&mut self.state, &version, &moment);
                    self.state.follow_document();
                } else {
                    self.state.look_at(version, moment);
                }
                typing::open_slot(&self.state, &mut self.canvas);
            }
            Err(error) => self.state.toasts.warn(error),
        }
    }

    /// Another project instead of this one, after a question when there are changes.
    pub(crate) fn instead(&mut self, ctx: &egui::Context, then: Then) {
        let before = self.state.shown_projects;
        let effect = run::instead(&mut self.state, then);
        if before != self.state.shown_projects {
            self.project_changed();
        }
        self.effects(ctx, effect, None);
    }
}
