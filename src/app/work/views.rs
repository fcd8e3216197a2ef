//! What is remembered of each view while the program runs.

use crate::canvas::Camera;
use crate::edit::Selection;
use crate::layout::Framing;
use egui::Vec2;

/// What is remembered of a view while the program runs.
#[derive(Clone, Debug)]
pub struct ViewState {
    /// How it is laid out.
    pub framing: Framing,
    pub camera: Camera,
    /// What decides which part is seen.
    pub sight: Sight,
    /// The size of the window the camera was chosen for; `None` when it is to be chosen again.
    pub chosen_for: Option<Vec2>,
    /// What was selected when it was last shown.
    pub selection: Selection,
    /// The column keys come back to after a row without columns.
    pub column: u32,
    /// Escape has cleared the selection: no caret comes back by itself.
    pub is_cleared: bool,
}

/// What decides which part of a view is seen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sight {
    /// All of it, where it is readable then; otherwise its beginning.
    First,
    /// All of it, however small.
    Whole,
    /// Where somebody moved or zoomed to: it stays when the window changes.
    Free,
}

impl ViewState {
    /// Chooses the camera again, at the next picture and whenever the window changes.
    pub fn see(&mut self, sight: Sight) {
        self.sight = sight;
        self.chosen_for = None;
    }

    /// A view that is shown for the first time.
    pub(crate) fn new() -> Self {
        Self {
            framing: Framing::desk(),
            camera: Camera::default(),
            sight: Sight::First,
            chosen_for: None,
            selection: Selection::default(),
            column: 1,
            is_cleared: false,
        }
    }
}

/// A panel at a side of the window.
#[derive(Clone, Copy, Debug)]
pub struct SidePanel {
    /// Its name.
    pub name: &'static str,
    /// It stands at the right.
    pub is_right: bool,
}
