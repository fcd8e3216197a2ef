//! Commands: everything the program can do. A command is a row of a table, and what it is done with.
//!
//! A row says all there is to say about it. Menus, toolbar, context menus, the palette, the keyboard and
//! the page of keys take it from here.

use crate::app::desk::Desk;
use crate::app::work::state::State;
use crate::layout::View;
use crate::layout::theme::Theme;
use crate::model::{Aggregation, Lane, Template};
use egui::{Key, Modifiers};
use std::borrow::Cow;
use std::fmt;

/// A row: one thing the program can do. There is no default for what each must say.
pub struct Entry {
    /// What menus and the palette say.
    pub text: Says,
    /// What it does, in a sentence, where the text does not say it.
    pub hint: Says,
    /// What else people call it, for the palette.
    pub words: Says,
    /// Its keys; the first is shown.
    pub keys: &'static [Chord],
    /// When it may be run besides when the canvas has the keys and shows the present project.
    pub during: &'static [During],
    /// Whether there is something to do it with now.
    pub when: fn(&State, Arg) -> bool,
    pub run: fn(&mut Desk, Arg),
    /// What few commands have; [`PLAIN`] for the others.
    pub more: More,
}

/// What only some commands say.
pub struct More {
    /// What it can be done with: each makes a command of its own.
    pub with: With,
    /// The one of them that has the keys.
    pub keyed: Arg,
    /// For switches: whether it is on.
    pub is_on: fn(&State, Arg) -> Option<bool>,
    /// The text where a menu of its own has said what it is about.
    pub part: Option<fn(&State, Arg) -> String>,
    /// The text without what depends on the moment, for lists of commands.
    pub name: &'static str,
    /// What it does, before what is being typed is kept, to the typing itself; `true` when that was all.
    pub first: fn(&mut Desk) -> bool,
}

/// Nothing more to say.
pub const PLAIN: More = More {
    with: With::Nothing,
    keyed: Arg::None,
    is_on: |_, _| None,
    part: None,
    name: "",
    first: |_| false,
};

/// A text of a row.
pub enum Says {
    /// Always this.
    Is(&'static str),
    /// It depends on what is shown, or on what the command is done with.
    Of(fn(&State, Arg) -> String),
}

/// What a command can be done with.
pub enum With {
    /// It stands for itself.
    Nothing,
    /// One of these, whatever is open.
    Fixed(fn() -> Vec<Arg>),
    /// One of what is there at the moment.
    Present(fn(&State) -> Vec<Arg>),
}

/// When a command may be run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum During {
    /// While a text is being typed somewhere: its keys mean nothing in a text field.
    Typing,
    /// While nothing can be changed and while an earlier version is looked at: it takes what is shown.
    Looking,
    /// The same, but an earlier version is left first: it takes something else.
    Leaving,
    /// While the project is presented: it only changes what the audience sees.
    Presenting,
}

/// What a command is done with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Arg {
    /// Nothing.
    None,
    /// One of a list: a recent file, an example, an address.
    At(usize),
    /// A row of a journey.
    Lane(Lane),
    /// A part of a hundred.
    Percent(u16),
    /// How scores become bars.
    Rule(Aggregation),
    /// What a project starts with.
    Template(Template),
    /// Colours.
    Theme(Theme),
    /// A map or journey.
    View(View),
}

/// Something the program can do.
#[derive(Clone, Copy)]
pub struct Command {
    pub entry: &'static Entry,
    /// What it is done with.
    pub arg: Arg,
}

impl Entry {
    /// The command that does this with something.
    pub fn with(&'static self, arg: impl Into<Arg>) -> Command {
        Command {
            entry: self,
            arg: arg.into(),
        }
    }

    /// What menus and the palette say.
    pub fn text(&'static self, state: &State) -> String {
        Command::from(self).text(state)
    }

    /// What it does, in a sentence; empty when the text says it.
    pub fn hint(&'static self, state: &State) -> Cow<'static, str> {
        Command::from(self).hint(state)
    }

    /// Whether it can be done now.
    pub fn is_possible(&'static self, state: &State) -> bool {
        Command::from(self).is_possible(state)
    }

    /// Whether it may be run then.
    pub fn may_run(&self, during: During) -> bool {
        self.during.contains(&during)
    }
}

impl From<&'static Entry> for Command {
    fn from(entry: &'static Entry) -> Self {
        let arg = Arg::None;
        Self { entry, arg }
    }
}

impl PartialEq for Command {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.entry, other.entry) && self.arg == other.arg
    }
}

impl PartialEq<&'static Entry> for Command {
    fn eq(&self, other: &&'static Entry) -> bool {
        std::ptr::eq(self.entry, *other)
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.text, &self.words) {
            (Says::Is(text), _) | (Says::Of(_), Says::Is(text)) => formatter.write_str(text),
            (Says::Of(_), Says::Of(_)) => formatter.write_str("New"),
        }
    }
}

impl fmt::Debug for Command {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.arg {
            Arg::None => self.entry.fmt(formatter),
            arg => write!(formatter, "{:?}: {arg:?}", self.entry),
        }
    }
}

impl Says {
    fn get(&self, state: &State, arg: Arg) -> Cow<'static, str> {
        match self {
            Self::Is(text) => Cow::Borrowed(text),
            Self::Of(text) => Cow::Owned(text(state, arg)),
        }
    }
}

impl Command {
    /// What it says in menus and the palette.
    pub fn text(self, state: &State) -> String {
        self.entry.text.get(state, self.arg).into_owned()
    }

    /// The text where a menu of its own has said what it is about.
    pub(crate) fn part(self, state: &State) -> String {
        match self.entry.more.part {
            Some(part) => part(state, self.arg),
            None => self.text(state),
        }
    }

    /// The text without what would be undone: for lists of commands.
    pub(crate) fn name(self, state: &State) -> String {
        match self.entry.more.name {
            "" => self.text(state),
            name => name.to_owned(),
        }
    }

    /// What it does, in a sentence; empty when the text says it.
    pub fn hint(self, state: &State) -> Cow<'static, str> {
        self.entry.hint.get(state, self.arg)
    }

    /// What else people call it.
    pub(crate) fn words(self, state: &State) -> Cow<'static, str> {
        self.entry.words.get(state, self.arg)
    }

    /// Its keys; the first is shown.
    pub fn chords(self) -> &'static [Chord] {
        if self.arg == self.entry.more.keyed {
            self.entry.keys
        } else {
            &[]
        }
    }

    /// For switches: whether it is on.
    pub fn is_on(self, state: &State) -> Option<bool> {
        (self.entry.more.is_on)(state, self.arg)
    }

    /// Whether it can be done now.
    pub fn is_possible(self, state: &State) -> bool {
        let takes_what_is_shown = [During::Looking, During::Leaving];
        let is_allowed = !state.document.is_read_only()
            || takes_what_is_shown
                .iter()
                .any(|during| self.entry.may_run(*during));
        is_allowed && (self.entry.when)(state, self.arg)
    }
}

macro_rules! args {
    ($($of:ty => $variant:ident $name:ident),*) => {$(
        impl From<$of> for Arg {
            fn from(of: $of) -> Self {
                Self::$variant(of)
            }
        }

        impl Arg {
            pub(crate) fn $name(self) -> Option<$of> {
                if let Self::$variant(of) = self { Some(of) } else { None }
            }
        }
    )*};
}
args!(
    usize => At at, Lane => Lane lane, u16 => Percent percent, Aggregation => Rule rule,
    Template => Template template, Theme => Theme theme, View => View view
);

/// Each of these, as what a command is done with.
pub(crate) fn each<T: Into<Arg>>(all: impl IntoIterator<Item = T>) -> Vec<Arg> {
    all.into_iter().map(Into::into).collect()
}

/// A line of a menu.
pub(crate) enum Line {
    /// A command by its whole text.
    One(&'static Entry),
    /// Commands in a menu of their own.
    More(&'static str, &'static [&'static Entry]),
    /// What a command can be done with, in a menu of its own.
    Each(&'static str, &'static Entry),
    /// The same, line by line as long as there are few. Without any its group is left out.
    Few(&'static str, &'static Entry),
    /// The switches of the panels.
    Panels,
    /// Found in the palette and where it belongs, not in the menu.
    Unlisted(&'static Entry),
}

/// A key with Ctrl (Cmd on macOS), Shift, Alt.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Chord {
    pub key: Key,
    /// Ctrl, or Cmd.
    pub command: bool,
    pub shift: bool,
    pub alt: bool,
}

/// A key alone.
pub(crate) const fn plain(key: Key) -> Chord {
    Chord {
        key,
        command: false,
        shift: false,
        alt: false,
    }
}

/// A key with Ctrl, or Cmd.
pub(crate) const fn ctrl(key: Key) -> Chord {
    Chord {
        command: true,
        ..plain(key)
    }
}

/// A key with Ctrl, or Cmd, and Shift.
pub(crate) const fn ctrl_shift(key: Key) -> Chord {
    Chord {
        shift: true,
        ..ctrl(key)
    }
}

/// A key with Alt.
pub(crate) const fn alt(key: Key) -> Chord {
    Chord {
        alt: true,
        ..plain(key)
    }
}

impl Chord {
    /// Whether a key event is this chord. Digits count by their place on the keyboard as well: on
    /// some keyboards they need Shift.
    pub fn matches(self, key: Key, physical: Option<Key>, modifiers: Modifiers) -> bool {
        let is_digit = (Key::Num0..=Key::Num9).contains(&self.key);
        let is_key = key == self.key || (is_digit && physical == Some(self.key));
        let is_plus = matches!(self.key, Key::Plus | Key::Equals);
        let shift =
            modifiers.shift == self.shift || (is_digit && physical == Some(self.key)) || is_plus;
        is_key
            && shift
            && modifiers.alt == self.alt
            && (modifiers.command || modifiers.ctrl) == self.command
    }

    /// As the toolkit writes it.
    pub fn text(self, ctx: &egui::Context) -> String {
        let modifiers = Modifiers {
            alt: self.alt,
            shift: self.shift,
            command: self.command,
            ..Modifiers::NONE
        };
        ctx.format_shortcut(&egui::KeyboardShortcut::new(modifiers, self.key))
    }
}

pub(crate) fn always(_: &State, _: Arg) -> bool {
    true
}

/// A project is open.
pub(crate) fn has_project(state: &State, _: Arg) -> bool {
    !state.is_welcome
}

/// A canvas is shown.
pub(crate) fn has_canvas(state: &State, _: Arg) -> bool {
    state.view.is_some() && !state.is_own_page()
}

/// A map or journey is shown.
pub(crate) fn has_map(state: &State, arg: Arg) -> bool {
    has_journey(state, arg) || state.value_map().is_some()
}

/// A journey is shown.
pub(crate) fn has_journey(state: &State, _: Arg) -> bool {
    state.journey().is_some()
}

/// The journey that is shown has several solutions.
pub(crate) fn has_solutions(state: &State, _: Arg) -> bool {
    let journey = state.journey();
    journey.is_some_and(|journey| journey.solutions.len() > 1)
}

/// The cursor is in a solution.
pub(crate) fn has_solution(state: &State, _: Arg) -> bool {
    state.current_solution().is_some()
}

/// Notes are selected.
pub(crate) fn has_notes(state: &State, _: Arg) -> bool {
    !state.selection.notes().is_empty()
}
