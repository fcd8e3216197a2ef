//! The commands of the menu *View*: what is seen, how large, in which colours.

use super::entry::During::{Looking, Presenting, Typing};
use super::entry::Line::{Each, Few, One, Panels, Unlisted};
use super::entry::Says::{Is, Of};
use super::entry::{
    Arg, Entry, Line, More, PLAIN, With, alt, always, ctrl, each, has_canvas, has_solutions, plain,
};
use crate::app::desk::Desk;
use crate::app::work::preferences::Preferences;
use crate::app::work::state::State;
use crate::app::work::views::Sight;
use crate::layout::Shown;
use crate::layout::theme::Theme;
use egui::{Key, OpenUrl, ViewportCommand};

/// The lines of the menu.
pub(crate) const VIEW: &[&[Line]] = &[
    &[
        Few("Maps and journeys", &SHOW),
        One(&NEXT_VIEW),
        One(&PREVIOUS_VIEW),
    ],
    &[
        One(&TOGGLE_SHAPE),
        One(&NEXT_SOLUTION),
        One(&PREVIOUS_SOLUTION),
    ],
    &[One(&FIT), One(&ZOOM_TO_100), One(&ZOOM_IN), One(&ZOOM_OUT)],
    &[Panels, One(&NEXT_PANE), One(&TOGGLE_FULL_SCREEN)],
    &[
        Each("Colours", &SET_THEME),
        Each("Size of the interface", &SET_INTERFACE_SCALE),
        One(&TOGGLE_REDUCED_MOTION),
    ],
    &[Unlisted(&OPEN_ADDRESS)],
];

pub static FIT: Entry = Entry {
    text: Is("Fit to the window"),
    hint: Is(""),
    words: Is("zoom all everything whole overview reset show"),
    keys: &[ctrl(Key::Num0)],
    during: &[Typing, Looking, Presenting],
    when: has_canvas,
    run: |desk, _| {
        desk.state.window.knows_fit = true;
        desk.state.see(Sight::Whole);
    },
    more: PLAIN,
};

pub static ZOOM_IN: Entry = Entry {
    text: Is("Zoom in"),
    hint: Is(""),
    words: Is("larger bigger closer magnify size"),
    keys: &[ctrl(Key::Plus), ctrl(Key::Equals)],
    during: &[Typing, Looking, Presenting],
    when: has_canvas,
    run: |desk, _| zoom(desk, |zoom| zoom * 1.25),
    more: PLAIN,
};

pub static ZOOM_OUT: Entry = Entry {
    text: Is("Zoom out"),
    hint: Is(""),
    words: Is("smaller away overview size"),
    keys: &[ctrl(Key::Minus)],
    during: &[Typing, Looking, Presenting],
    when: has_canvas,
    run: |desk, _| zoom(desk, |zoom| zoom * 0.8),
    more: PLAIN,
};

pub static ZOOM_TO_100: Entry = Entry {
    text: Is("Zoom to 100 %"),
    hint: Is(""),
    words: Is("normal actual original size reset"),
    keys: &[ctrl(Key::Num1)],
    during: &[Typing, Looking, Presenting],
    when: has_canvas,
    run: |desk, _| zoom(desk, |_| 1.0),
    more: PLAIN,
};

/// Zooms around the middle of what is seen.
fn zoom(desk: &mut Desk, next: impl FnOnce(f32) -> f32) {
    if let (Some(view), Some(geometry)) = (desk.state.view_state_mut(), desk.canvas.geometry()) {
        let factor = next(view.camera.zoom) / view.camera.zoom;
        let middle = geometry.middle.center();
        view.camera.zoom_around(geometry, middle, factor);
        view.sight = Sight::Free;
    }
}

pub static TOGGLE_SHAPE: Entry = Entry {
    text: Of(|state, _| {
        let is_folded = state
            .view_state()
            .is_some_and(|view| view.framing.is_folded);
        let other = if is_folded {
            "Notes and bars"
        } else {
            "Bars only"
        };
        other.to_owned()
    }),
    hint: Is("All steps with bars and figures; the notes are folded, or there"),
    words: Is("fold collapse notes shape figures compare cards"),
    keys: &[ctrl(Key::B)],
    during: &[Typing, Looking, Presenting],
    when: |state, _| {
        let journey = state.journey();
        journey.is_some_and(|journey| journey.is_weighed() && !journey.steps.is_empty())
    },
    run: |desk, _| {
        if let Some(view) = desk.state.view_state_mut() {
            view.framing.is_folded = !view.framing.is_folded;
            view.see(Sight::First);
        }
    },
    more: PLAIN,
};

pub static NEXT_SOLUTION: Entry = Entry {
    text: Is("Next solution"),
    hint: Is(""),
    words: Is("switch tab alternative other both"),
    keys: &[alt(Key::PageDown)],
    during: &[Typing, Looking, Presenting],
    when: has_solutions,
    run: |desk, _| next_solution(desk, true),
    more: PLAIN,
};

pub static PREVIOUS_SOLUTION: Entry = Entry {
    text: Is("Previous solution"),
    hint: Is(""),
    words: Is("switch tab alternative other both"),
    keys: &[alt(Key::PageUp)],
    during: &[Typing, Looking, Presenting],
    when: has_solutions,
    run: |desk, _| next_solution(desk, false),
    more: PLAIN,
};

/// From all to the first, to the next, and back to all.
fn next_solution(desk: &mut Desk, forward: bool) {
    let Some(journey) = desk.state.journey() else {
        return;
    };
    let solutions = journey.solutions.iter();
    let ones = solutions.map(|solution| Shown::One(solution.id));
    let all: Vec<Shown> = std::iter::once(Shown::All).chain(ones).collect();
    let shown = desk.state.shown();
    let at = all.iter().position(|known| *known == shown).unwrap_or(0);
    desk.state
        .show_solutions(all[beside(at, all.len(), forward)]);
}

/// The one after or before in a list that goes round.
fn beside(at: usize, count: usize, forward: bool) -> usize {
    let count = count.max(1);
    if forward {
        (at + 1) % count
    } else {
        (at + count - 1) % count
    }
}

pub static NEXT_VIEW: Entry = Entry {
    text: Is("Next view"),
    hint: Is(""),
    words: Is("switch tab map journey canvas other"),
    keys: &[ctrl(Key::PageDown)],
    during: &[Typing, Looking, Presenting],
    when: |state, _| state.all_views().len() > 1,
    run: |desk, _| next_view(desk, true),
    more: PLAIN,
};

pub static PREVIOUS_VIEW: Entry = Entry {
    text: Is("Previous view"),
    hint: Is(""),
    words: Is("switch tab map journey canvas other"),
    keys: &[ctrl(Key::PageUp)],
    during: &[Typing, Looking, Presenting],
    when: |state, _| state.all_views().len() > 1,
    run: |desk, _| next_view(desk, false),
    more: PLAIN,
};

fn next_view(desk: &mut Desk, forward: bool) {
    let all = desk.state.all_views();
    let at = all.iter().position(|view| Some(*view) == desk.state.view);
    if let Some(view) = all.get(beside(at.unwrap_or(0), all.len(), forward)) {
        desk.go_to(*view);
    }
}

pub static SHOW: Entry = Entry {
    text: Of(|state, arg| format!("Show {}", view_name(state, arg))),
    hint: Is(""),
    words: Is("go switch open canvas view"),
    keys: &[],
    during: &[Typing, Looking, Presenting],
    when: |state, arg| {
        let view = arg.view();
        view.is_some_and(|view| view.is_there(state.document.project()))
    },
    run: |desk, arg| {
        if let Some(view) = arg.view() {
            desk.go_to(view);
        }
    },
    more: More {
        with: With::Present(|state| each(state.all_views())),
        is_on: |state, arg| Some(state.view == arg.view()),
        part: Some(view_name),
        ..PLAIN
    },
};

fn view_name(state: &State, arg: Arg) -> String {
    let view = arg.view();
    view.map_or_else(String::new, |view| state.view_name(view))
}

pub static NEXT_PANE: Entry = Entry {
    text: Is("Next part of the window"),
    hint: Is(""),
    words: Is("focus panel pane keyboard switch"),
    keys: &[plain(Key::F6)],
    during: &[Typing, Looking],
    when: always,
    run: |desk, _| desk.leaves_pane = true,
    more: PLAIN,
};

pub static TOGGLE_FULL_SCREEN: Entry = Entry {
    text: Is("Full screen"),
    hint: Is(""),
    words: Is("fullscreen maximise projector present beamer"),
    keys: &[plain(Key::F11)],
    during: &[Typing, Looking, Presenting],
    when: always,
    run: |desk, _| {
        let is_full = !desk.state.window.is_full_screen;
        desk.state.window.is_full_screen = is_full;
        desk.ctx
            .send_viewport_cmd(ViewportCommand::Fullscreen(is_full));
    },
    more: PLAIN,
};

pub static SET_THEME: Entry = Entry {
    text: Of(|_, arg| format!("{} colours", arg.theme().map_or("", Theme::label))),
    hint: Is(""),
    words: Is("theme color mode appearance look settings preferences"),
    keys: &[],
    during: &[Typing, Looking, Presenting],
    when: always,
    run: |desk, arg| {
        if let Some(theme) = arg.theme() {
            desk.state.preferences.theme = theme;
            desk.state.style.theme = theme;
            desk.apply_looks();
            desk.remember();
        }
    },
    more: More {
        with: With::Fixed(|| each(Theme::ALL)),
        is_on: |state, arg| Some(arg.theme() == Some(state.preferences.theme)),
        part: Some(|_, arg| arg.theme().map_or("", Theme::label).to_owned()),
        ..PLAIN
    },
};

pub static SET_INTERFACE_SCALE: Entry = Entry {
    text: Of(|state, arg| format!("Interface at {}", percent(state, arg))),
    hint: Is(""),
    words: Is("size scale font text zoom larger bigger smaller settings preferences"),
    keys: &[],
    during: &[Typing, Looking, Presenting],
    when: always,
    run: |desk, arg| {
        if let Some(percent) = arg.percent() {
            desk.state.preferences.interface_scale = percent;
            desk.apply_looks();
            desk.remember();
        }
    },
    more: More {
        with: With::Fixed(|| each(Preferences::SCALES)),
        is_on: |state, arg| Some(arg.percent() == Some(state.preferences.interface_scale)),
        part: Some(percent),
        ..PLAIN
    },
};

fn percent(_: &State, arg: Arg) -> String {
    format!("{} %", arg.percent().unwrap_or_default())
}

pub static TOGGLE_REDUCED_MOTION: Entry = Entry {
    text: Is("Reduced motion"),
    hint: Is(""),
    words: Is("animation movement accessibility settings preferences"),
    keys: &[],
    during: &[Typing, Looking, Presenting],
    when: always,
    run: |desk, _| {
        let preferences = &mut desk.state.preferences;
        preferences.reduced_motion = !preferences.reduced_motion;
        desk.apply_looks();
        desk.remember();
    },
    more: More {
        is_on: |state, _| Some(state.preferences.reduced_motion),
        ..PLAIN
    },
};

pub static OPEN_ADDRESS: Entry = Entry {
    text: Of(|state, arg| format!("Open {}", address(state, arg).unwrap_or_default())),
    hint: Is(""),
    words: Is("link url web page browser mail visit"),
    keys: &[],
    during: &[Typing, Looking],
    when: |state, arg| address(state, arg).is_some(),
    run: |desk, arg| {
        if let Some(address) = address(&desk.state, arg) {
            desk.ctx.open_url(OpenUrl::new_tab(address));
        }
    },
    more: More {
        with: With::Present(|state| each(0..state.addresses().len())),
        ..PLAIN
    },
};

fn address(state: &State, arg: Arg) -> Option<&str> {
    state.addresses().get(arg.at()?).copied()
}
