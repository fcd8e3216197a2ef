//! What panels and pages ask for: they see the desk, and what they ask for is carried out at the frame's
//! end.

use super::entry::Command;
use crate::app::desk::{Act, Desk, Edit};
use crate::edit::{Cursor, Selection};
use crate::layout::View;
use crate::model::{Project, Target};

/// Something a panel asks for.
pub(crate) enum Ask {
    /// Run a command.
    Run(Command),
    /// Show a view and put the cursor there.
    Go(View, Selection),
    /// A text is being typed in a panel.
    Write(Target, String),
    /// One change, with its name in the history.
    Change(String, Edit),
    /// A change that goes on, made anew each time until the typing is over.
    Amend(String, Edit),
    /// What is none of these.
    Do(Act),
}

/// What was asked for in this frame.
#[derive(Default)]
pub(crate) struct Asks(Vec<Ask>);

impl Asks {
    /// Run a command.
    pub(crate) fn run(&mut self, command: impl Into<Command>) {
        self.0.push(Ask::Run(command.into()));
    }

    /// Show a view and put the cursor on something there.
    pub(crate) fn go(&mut self, view: View, target: Target) {
        let there = Selection::at(Cursor::At(target));
        self.0.push(Ask::Go(view, there));
    }

    /// A text is being typed in a panel.
    pub(crate) fn write(&mut self, target: Target, text: String) {
        self.0.push(Ask::Write(target, text));
    }

    pub(crate) fn change(
        &mut self,
        label: impl Into<String>,
        change: impl FnOnce(&mut Project) + 'static,
    ) {
        self.0.push(Ask::Change(label.into(), Box::new(change)));
    }

    /// A change that goes on.
    pub(crate) fn amend(
        &mut self,
        label: impl Into<String>,
        change: impl FnOnce(&mut Project) + 'static,
    ) {
        self.0.push(Ask::Amend(label.into(), Box::new(change)));
    }

    /// What is no command, no text and no change of the project.
    pub(crate) fn act(&mut self, act: impl FnOnce(&mut Desk) + 'static) {
        self.0.push(Ask::Do(Box::new(act)));
    }

    /// What was asked for, in its order.
    pub(super) fn take(self) -> Vec<Ask> {
        self.0
    }
}
