//! What stands in the toolbar: groups of buttons, said with less where there is less room.

use crate::app::commands::Command;
use crate::app::look::icons::Icon;
use crate::layout::Shown;

/// Letters of a name on a button, where there is room and where there is little.
pub(crate) const LETTERS: (usize, usize) = (24, 14);

/// How little room there is: each says it with less than the one before.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Room {
    /// Everything side by side, each group with its name before it.
    Named,
    /// Everything side by side.
    Enough,
    /// Solutions in a menu.
    Less,
    /// Maps and journeys in one menu.
    Little,
    /// Notes and bars, or bars only, is one switch.
    Tight,
    /// Scoring is left to its menu and its key.
    None,
}

impl Room {
    pub(crate) const ALL: [Self; 6] = [
        Self::Named,
        Self::Enough,
        Self::Less,
        Self::Little,
        Self::Tight,
        Self::None,
    ];
}

/// What a click asks for.
#[derive(Clone, Copy)]
pub(crate) enum Click {
    Run(Command),
    Shown(Shown),
    /// It is so already.
    Nothing,
}

/// One of several.
pub(crate) struct Tab {
    pub text: String,
    pub hint: String,
    pub is_on: bool,
    pub click: Click,
}

/// Buttons that belong together.
pub(crate) struct Group {
    pub name: &'static str,
    /// One of them is so now: they share a frame.
    pub is_choice: bool,
    pub pieces: Vec<Piece>,
}

impl Group {
    /// Commands beside each other.
    pub(crate) fn commands(name: &'static str, pieces: Vec<Piece>) -> Self {
        Self {
            name,
            is_choice: false,
            pieces,
        }
    }

    /// One of several that is so now.
    pub(crate) fn choice(name: &'static str, pieces: Vec<Piece>) -> Self {
        Self {
            name,
            is_choice: true,
            pieces,
        }
    }
}

/// A part of the toolbar.
pub(crate) enum Piece {
    Icon(Icon, Command),
    Button(String, Command),
    Tab(Tab),
    /// One of several in a menu, under the name of the present one.
    Choice {
        text: String,
        is_on: bool,
        tabs: Vec<Tab>,
    },
}
