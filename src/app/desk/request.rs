//! What panels ask for: they see the state, and what they return runs at the frame's end.

use crate::app::commands::command::Command;
use crate::canvas::Change;
use crate::edit::Selection;
use crate::layout::{Shown, View};
use crate::model::{Project, Target};

/// A change of a project with its name in the history.
pub(crate) type Edit = Box<dyn FnOnce(&mut Project)>;

/// Something a panel asks for.
pub(crate) enum Request {
    /// Run a command.
    Run(Command),
    /// Show a view and put the cursor there.
    Go(View, Selection),
    /// A text is being typed in a panel.
    Write(Target, String),
    /// The typing in a panel is over.
    EndWriting,
    /// Keys are for the canvas again.
    LeavePanel,
    /// One change.
    Edit(String, Edit),
    /// A change that goes on, made anew each time until [`Self::EndWriting`].
    Amend(String, Edit),
    /// Show the recent files on the welcome page.
    ShowRecent,
    /// Show one solution, or all.
    Shown(Shown),
    /// From the canvas.
    Canvas(Change),
}

impl Request {
    /// One change.
    pub(crate) fn edit(
        label: impl Into<String>,
        change: impl FnOnce(&mut Project) + 'static,
    ) -> Self {
        Self::Edit(label.into(), Box::new(change))
    }

    /// A change that goes on.
    pub(crate) fn amend(
        label: impl Into<String>,
        change: impl FnOnce(&mut Project) + 'static,
    ) -> Self {
        Self::Amend(label.into(), Box::new(change))
    }
}

/// What was asked for in this frame.
pub(crate) type Requests = Vec<Request>;
