//! The commands of the menu *Help*.

use super::entry::During::{Looking, Presenting, Typing};
use super::entry::Line::One;
use super::entry::Says::Is;
use super::entry::{Entry, Line, PLAIN, always, ctrl, plain};
use crate::app::work::overlays::Palette;
use egui::Key;

/// The lines of the menu.
pub(crate) const HELP: &[&[Line]] = &[&[One(&KEYS), One(&PALETTE), One(&ABOUT)]];

pub static PALETTE: Entry = Entry {
    text: Is("Search commands"),
    hint: Is(""),
    words: Is("palette find run anything"),
    keys: &[ctrl(Key::K)],
    during: &[Typing, Looking, Presenting],
    when: always,
    run: |desk, _| desk.state.open.palette = Some(Palette::default()),
    more: PLAIN,
};

pub static KEYS: Entry = Entry {
    text: Is("Keys"),
    hint: Is(""),
    words: Is("shortcuts keyboard help manual hotkeys"),
    keys: &[plain(Key::F1)],
    during: &[Typing, Looking],
    when: always,
    run: |desk, _| desk.ask(AllKeys),
    more: PLAIN,
};

/// Shows all keys.
pub(crate) struct AllKeys;

pub static ABOUT: Entry = Entry {
    text: Is("About Value Journey"),
    hint: Is(""),
    words: Is("version licence license help information"),
    keys: &[],
    during: &[Typing, Looking],
    when: always,
    run: |desk, _| desk.ask(AboutProgram),
    more: PLAIN,
};

/// Says what this program is.
pub(crate) struct AboutProgram;
