//! What a kind of view has to say to the window.

use super::tools::{Group, Room};
use crate::app::commands::Asks;
use crate::app::work::state::State;
use crate::layout::Views;
use crate::model::{Id, Project, Target};
use egui::Ui;

/// A kind of view in the window. No method has a default: each kind says all of it.
pub(crate) trait Page: Views {
    /// What stands in the middle of the window; `None`: its canvas.
    fn own(&self) -> Option<Own>;

    /// What several are called, over them in the outline.
    fn plural(&self) -> &'static str;

    /// What the outline shows under it.
    fn outline(&self, project: &Project, of: Option<Id>) -> Vec<Row>;

    /// What the inspector shows while nothing is selected.
    fn inspect(&self, ui: &mut Ui, state: &State, of: Option<Id>, asks: &mut Asks);

    /// What the status line says of it, from the left.
    fn status(&self, state: &State, of: Option<Id>) -> Vec<String>;

    /// What stands in the toolbar after the views.
    fn tools(&self, state: &State, room: Room) -> Vec<Group>;
}

/// Shows a page without a canvas.
pub(crate) type Own = fn(&mut Ui, &State, Option<Id>, &mut Asks);

/// A row of the outline under a view.
pub(crate) struct Row {
    /// The job, the step: the row is current while the cursor is in it.
    pub part: Id,
    pub text: String,
    /// What it says where that is empty.
    pub unnamed: String,
    /// Where a click goes.
    pub target: Target,
}
