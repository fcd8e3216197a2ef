//! Another project instead of this one: at once, or after a question when there are changes.

use super::Desk;
use crate::app::work::on_file::Then;
use crate::model::Project;
use egui::ViewportCommand;
use std::sync::Arc;

/// Asks what to do with changes that are not on disk, before something else happens.
pub(crate) struct Unsaved(pub Then);

impl Desk {
    /// What is to happen instead of the present project: at once, or after a question.
    pub(crate) fn instead(&mut self, then: Then) {
        if let Some(line) = self.state.open.capture.take() {
            self.write_lines(&[line.text]);
        }
        if !self.state.is_welcome && self.state.document.is_dirty() {
            self.ask(Unsaved(then));
        } else {
            self.then(then);
        }
    }

    /// Does what was to happen, without asking.
    pub(crate) fn then(&mut self, then: Then) {
        match then {
            Then::Quit => {
                self.state.window.quits = true;
                self.ctx.send_viewport_cmd(ViewportCommand::Close);
            }
            Then::Show(fresh) => {
                self.state.show_project(Arc::new(fresh.project), None);
                self.state.on_file.origin = fresh.origin;
                if !self.state.on_file.origin.is_empty() {
                    self.state.document.forget_saved();
                }
            }
            Then::Restore(recovered) => self.restore(&recovered),
            Then::Open(path) => self.open(path),
            Then::Welcome => {
                self.state.show_project(Arc::new(Project::default()), None);
                self.state.is_welcome = true;
            }
        }
        self.settle();
    }
}
