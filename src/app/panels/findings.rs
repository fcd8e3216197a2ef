//! Findings beside the canvas, in the place of the inspector: what has the focus lights what it is about.

use super::panel::{Panel, Side};
use crate::app::commands::{Asks, During, Entry, More, PLAIN, Says, always, plain};
use crate::app::desk::Desk;
use crate::app::look::icons::Icon;
use crate::app::look::visuals::{scroll_panel, size};
use crate::app::pages::findings;
use crate::app::work::state::State;
use crate::layout::theme::Role;
use egui::{Key, Ui};

/// Its name.
const NAME: &str = "findings";

/// Sentences of a group at first.
const MOST: usize = 5;

pub(crate) static TOGGLE_FINDINGS: Entry = Entry {
    text: Says::Is("Findings beside the canvas"),
    hint: Says::Is("What to do, what the figures say, what is not known"),
    words: Says::Is("panel side sentences results insights check open ends summary show hide"),
    keys: &[plain(Key::F4)],
    during: &[During::Typing, During::Looking],
    when: always,
    run: |desk, _| {
        desk.state.toggle_panel(NAME);
        desk.remember();
    },
    more: More {
        is_on: |state, _| Some(is_open(state)),
        ..PLAIN
    },
};

/// The findings.
pub(super) const FINDINGS: Panel = Panel {
    name: NAME,
    side: Side::Right(476.0, 320.0, 640.0),
    ground: Role::Panel,
    margin: (12, 8),
    is_open,
    show,
    switch: Some((&TOGGLE_FINDINGS, SENTENCES)),
};

/// Sentences with a figure each.
const SENTENCES: Icon = Icon(|pen| {
    for y in [-4.5, 0.0, 4.5] {
        pen.line([(-6.0, y), (-4.5, y)]);
        pen.line([(-1.5, y), (6.0, y)]);
    }
});

/// Not beside the page that shows the same.
fn is_open(state: &State) -> bool {
    state.has_panel(NAME) && !state.is_own_page()
}

fn show(ui: &mut Ui, desk: &mut Desk, asks: &mut Asks) {
    scroll_panel(ui, |ui| {
        findings::show(ui, &desk.state, (size::LARGE, MOST), asks);
    });
}
