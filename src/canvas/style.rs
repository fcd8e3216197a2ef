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
    /// The ring around it.
    pub ring: Option<Ring>,
}

/// The ring around what is selected: of one colour that means nothing else on the canvas.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Ring {
    /// Where the keys go.
    Cursor,
    /// Selected with it, or while the keys go elsewhere.
    Selected,
}

impl Ring {
    /// In points.
    pub(super) fn width(self) -> f32 {
        match self {
            Self::Cursor => 2.5,
            Self::Selected => 1.5,
        }
    }
}

impl Highlights {
    /// How something looks; with the keys on the canvas its cursor is the one focus of the window.
    pub(super) fn look(
        &self,
        target: Option<Target>,
        selection: &Selection,
        has_keys: bool,
    ) -> Look {
        let Some(target) = target else {
            return Look::default();
        };
        let is_cursor = selection.cursor() == crate::edit::Cursor::At(target);
        let is_selected = matches!(target, Target::Note(id) if selection.contains(id));
        // What is selected keeps its colour: it says what the note is.
        let is_pointed_out = self.changed.contains(&target) || self.found.contains(&target);
        let fill = is_pointed_out.then_some(Role::Found);
        let ring = if is_cursor && has_keys {
            Some(Ring::Cursor)
        } else if is_cursor || is_selected {
            Some(Ring::Selected)
        } else {
            None
        };
        Look { fill, ring }
    }

    pub(super) fn is_selected(selection: &Selection, target: Option<Target>) -> bool {
        matches!(target, Some(Target::Note(id)) if selection.contains(id))
    }
}

/// The note a target belongs to, when it is one.
pub(super) fn note_of(target: Option<Target>) -> Option<Id> {
    let Some(Target::Note(id)) = target else {
        return None;
    };
    Some(id)
}
