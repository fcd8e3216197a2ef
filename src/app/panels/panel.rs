//! What a part of the window says of itself.

use crate::app::commands::{Asks, Entry};
use crate::app::desk::Desk;
use crate::app::look::icons::Icon;
use crate::app::work::state::State;
use crate::layout::theme::Role;
use egui::Ui;

/// A part of the window. There is no default for what each must say.
pub(crate) struct Panel {
    /// Its name for the toolkit, which remembers its size, and for the preferences.
    pub name: &'static str,
    pub side: Side,
    pub ground: Role,
    /// Room at its left and right, and above and below, in points.
    pub margin: (i8, i8),
    /// Whether it is there now.
    pub is_open: fn(&State) -> bool,
    /// Shows it; what it asks for is done at the frame's end.
    pub show: fn(&mut Ui, &mut Desk, &mut Asks),
    /// The command that opens and closes it, with its sign in the toolbar. Only what has one is reached
    /// by F6.
    pub switch: Option<(&'static Entry, Icon)>,
}

/// Where a panel stands.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Side {
    /// Above what comes after it.
    Top,
    /// Below what comes after it.
    Bottom,
    /// At the left, so wide at first, at least and at most, in points.
    Left(f32, f32, f32),
    /// At the right, so wide at first, at least and at most, in points.
    Right(f32, f32, f32),
}
