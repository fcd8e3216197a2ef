//! Running commands, and carrying out what panels ask for.

use super::ask::{Ask, Asks};
use super::entry::{Command, During};
use crate::app::desk::Desk;
use crate::canvas::Edited;
use crate::edit::{Cursor, Selection};
use std::sync::Arc;

impl Desk {
    /// Runs a command. What is being typed is kept first, whatever the command is; the field of a name
    /// opens again when nothing was changed.
    pub(crate) fn run(&mut self, command: impl Into<Command>) {
        let command: Command = command.into();
        self.ctx.request_repaint();
        if !command.is_possible(&self.state) {
            return;
        }
        if (command.entry.more.first)(self) {
            self.state.follow_document();
            self.canvas.reveal_cursor();
            return;
        }
        if command.entry.may_run(During::Leaving) {
            self.state.stop_looking();
        }
        let kept = self.keep();
        // What was just typed is where the cursor is now.
        if let Some(edited @ Edited::New { .. }) = kept {
            self.state.selection = Selection::at(Cursor::At(edited.target()));
        }
        self.state.typing.unfinished = kept.or(self.state.typing.unfinished);
        let before = Arc::clone(self.state.document.project());
        (command.entry.run)(self, command.arg);
        if Arc::ptr_eq(&before, self.state.document.project()) {
            self.go_on();
        }
        self.state.follow_document();
        self.state.leave_what_is_hidden();
        self.settle();
    }

    /// Carries out what panels and pages have asked for in this frame.
    pub(crate) fn carry_out(&mut self, asks: Asks) {
        let all = asks.take();
        if all.is_empty() {
            return;
        }
        for ask in all {
            match ask {
                Ask::Run(command) => self.run(command),
                Ask::Go(view, selection) => {
                    self.go_to(view);
                    self.select(selection);
                    self.canvas.reveal_cursor();
                }
                Ask::Write(target, text) => self.write(target, &text),
                Ask::Change(label, change) => {
                    self.change(label, change);
                }
                Ask::Amend(label, change) => self.amend(label, change),
                Ask::Do(act) => act(self),
            }
        }
        self.settle();
        self.ctx.request_repaint();
    }
}
