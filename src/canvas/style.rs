//! How rich the canvas is drawn, and what of it is pointed out.

use crate::edit::Selection;
use crate::layout::theme::{Role, Theme};
use crate::model::{Id, Target};
use egui::Color32;
use std::collections::HashSet;

/// Colours, and whether corners are round.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Style {
    /// The colours.
    pub theme: Theme,
    /// Square corners and no soft edges: without a graphics processor, pixels decide.
    pub is_plain: bool,
}

impl Style {
    /// The colour of a role.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where roles become colours"
    )]
    pub fn color(self, role: Role) -> Color32 {
        let [red, green, blue] = self.theme.rgb(role);
        Color32::from_rgb(red, green, blue)
    }
}

/// What is pointed out on the canvas.
#[derive(Clone, Debug, Default)]
pub struct Highlights {
    /// Texts in which something was found.
    pub found: HashSet<Target>,
    /// Notes and names that were just changed by undo or redo, or came in.
    pub changed: HashSet<Target>,
}

/// How a block looks besides its own colours.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub(super) struct Look {
    /// Instead of its own fill.
    pub fill: Option<Role>,
    /// Width of the ring around it, in points.
    pub ring: f32,
}

impl Highlights {
    pub(super) fn look(&self, target: Option<Target>, selection: &Selection) -> Look {
        let Some(target) = target else {
            return Look::default();
        };
        let is_cursor = selection.cursor() == crate::edit::Cursor::At(target);
        let is_selected = matches!(target, Target::Note(id) if selection.contains(id));
        let fill = if self.changed.contains(&target) {
            Some(Role::Selected)
        } else if self.found.contains(&target) {
            Some(Role::Found)
        } else if is_selected && !is_cursor {
            Some(Role::Selected)
        } else {
            None
        };
        let ring = if is_cursor {
            2.5
        } else if is_selected {
            1.5
        } else {
            0.0
        };
        Look { fill, ring }
    }

    pub(super) fn is_selected(selection: &Selection, target: Option<Target>) -> bool {
        matches!(target, Some(Target::Note(id)) if selection.contains(id))
    }
}

/// The note a target belongs to, when it is one.
pub(super) fn note_of(target: Option<Target>) -> Option<Id> {
    match target {
        Some(Target::Note(id)) => Some(id),
        _ => None,
    }
}
