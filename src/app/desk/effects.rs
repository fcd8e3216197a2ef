//! Carries out what of commands is for the window rather than for the state.

use crate::app::commands::command::Command;
use crate::app::commands::run::{self, Effect};
use crate::app::desk::writing as typing;
use crate::app::disk::dialogs::{Purpose, Written};
use crate::app::disk::messages::Message;
use crate::app::disk::saving::Over;
use crate::app::shell::app::App;
use crate::app::work::state::Then;
use crate::edit;
use egui::ViewportCommand;

impl App {
    pub(crate) fn then(&mut self, ctx: &egui::Context, then: Then, frame: Option<&eframe::Frame>) {
        let effect = run::carry_out(&mut self.state, then);
        self.project_changed();
        self.effects(ctx, effect, frame);
    }

    pub(crate) fn run(
        &mut self,
        ctx: &egui::Context,
        command: Command,
        frame: Option<&eframe::Frame>,
    ) {
        let now = ctx.input(|input| input.time);
        let before = self.state.shown_projects;
        let effects = run::run(&mut self.state, &mut self.canvas, command, now);
        if matches!(command, Command::Undo | Command::Redo) {
            crate::app::panels::fields::refresh(ctx);
        }
        if before != self.state.shown_projects {
            self.project_changed();
        }
        self.effects(ctx, effects, frame);
        ctx.request_repaint();
    }

    pub(crate) fn effects(
        &mut self,
        ctx: &egui::Context,
        effects: impl IntoIterator<Item = Effect>,
        frame: Option<&eframe::Frame>,
    ) {
        for effect in effects {
            match effect {
                Effect::AskToOpen => self.files.ask(&mut self.state, Purpose::Open, frame),
                Effect::AskToSave => {
                    self.files
                        .ask(&mut self.state, Purpose::Write(Written::Project), frame);
                }
                Effect::AskToImport => self.files.ask(&mut self.state, Purpose::Import, frame),
                Effect::AskToExport => {
                    self.files
                        .ask(&mut self.state, Purpose::Write(Written::Picture), frame);
                }
                Effect::Open(path) => self.files.open(&mut self.state, path),
                Effect::Save => {
                    if let Some(path) = self.state.file.clone() {
                        self.files.save(&mut self.state, path, Over::Known);
                    }
                }
                Effect::Replace => {
                    if let Some(path) = self.state.file.clone() {
                        self.files.save(&mut self.state, path, Over::Anything);
                    }
                }
                Effect::AskToSaveCopy => {
                    self.files
                        .ask(&mut self.state, Purpose::Write(Written::Copy), frame);
                }
                Effect::AskToMerge => self.files.ask(&mut self.state, Purpose::Merge, frame),
                Effect::Merge(path) => self.files.read_copy(&self.state, path),
                Effect::FinishMerge => self.files.finish_merge(&self.state),
                Effect::ReadVersions => self.files.read_versions(&self.state),
                Effect::Restore(recovered) => self.files.restore(&recovered),
                Effect::OpenAddress(address) => ctx.open_url(egui::OpenUrl::new_tab(address)),
                Effect::Copy => self.copy(ctx),
                Effect::Cut => {
                    self.copy(ctx);
                    run::delete(&mut self.state, &mut self.canvas);
                    typing::open_slot(&self.state, &mut self.canvas);
                }
                Effect::Paste => ctx.send_viewport_cmd(ViewportCommand::RequestPaste),
                Effect::Close => ctx.send_viewport_cmd(ViewportCommand::Close),
                Effect::FullScreen(is_full) => {
                    ctx.send_viewport_cmd(ViewportCommand::Fullscreen(is_full));
                }
                Effect::ApplyLooks => self.apply_looks(ctx),
                Effect::Remember => self.files.remember(&self.state),
                Effect::NextPane => self.next_pane(ctx),
            }
        }
    }

    pub(crate) fn copy(&mut self, ctx: &egui::Context) {
        let notes = self.state.selection.notes();
        let fragment = edit::Fragment::of_notes(self.state.document.project(), &notes);
        if fragment.is_empty() {
            return;
        }
        let (text, write) = self.files.clipboard.copy(fragment);
        ctx.copy_text(text);
        self.files.jobs.start("clipboard", move || {
            write();
            Message::Done
        });
    }
}
