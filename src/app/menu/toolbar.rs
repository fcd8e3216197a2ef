//! The toolbar: history, a note, scoring; the views; solutions, notes or shape; panels.
//!
//! In a narrow window it says the same with fewer buttons: what stood side by side becomes a menu,
//! until all of it fits.

use super::tick;
use crate::app::command::Command;
use crate::app::icons::{self, Icon, icon_button};
use crate::app::request::{Request, Requests};
use crate::app::state::State;
use crate::app::visuals::color;
use crate::layout::theme::Role;
use crate::layout::{Shown, View};
use crate::model::cut;
use egui::containers::menu::MenuButton;
use egui::{Align, Atom, Button, Layout, TextStyle, TextWrapMode, Ui, WidgetText, vec2};

/// Letters of a name on a button, where there is room and where there is little.
const LETTERS: (usize, usize) = (24, 14);
/// Width of the arrow that says that there is a menu.
const ARROW: f32 = 16.0;

/// How little room there is: each says it with fewer buttons than the one before.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Room {
    /// Everything side by side.
    Enough,
    /// Solutions in a menu.
    Less,
    /// Maps and journeys in one menu.
    Little,
    /// Notes or shape is one switch.
    Tight,
    /// Scoring is left to its menu and its key.
    None,
}

impl Room {
    const ALL: [Self; 5] = [
        Self::Enough,
        Self::Less,
        Self::Little,
        Self::Tight,
        Self::None,
    ];
}

/// What a click asks for.
#[derive(Clone, Copy)]
enum Asks {
    Run(Command),
    Shown(Shown),
    /// It is so already.
    Nothing,
}

/// One of several.
struct Tab {
    text: String,
    hint: String,
    is_on: bool,
    asks: Asks,
}

/// A part of the toolbar.
enum Piece {
    Line,
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

/// Shows the toolbar.
pub(in crate::app) fn toolbar(ui: &mut Ui, state: &State, requests: &mut Requests) {
    ui.horizontal(|ui| {
        // The buttons of the panels and their gaps.
        let room = ui.available_width() - 76.0;
        let pieces = Room::ALL
            .iter()
            .map(|room| pieces(state, *room))
            .find(|pieces| width(ui, pieces) <= room)
            .unwrap_or_else(|| pieces(state, Room::None));
        for piece in pieces {
            show(ui, state, piece, requests);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            panels(ui, state, requests);
        });
    });
}

/// The buttons of the side panels, underlined when they are open.
fn panels(ui: &mut Ui, state: &State, requests: &mut Requests) {
    let theme = state.style.theme;
    for (icon, command) in [
        (Icon::RightPanel, Command::ToggleInspector),
        (Icon::LeftPanel, Command::ToggleOutline),
    ] {
        let response = icon_button(ui, icon, &command.text(state), theme);
        if command.is_on(state) == Some(true) {
            let line = egui::Stroke::new(2.0, color(theme, Role::Focus));
            let under = response.rect.shrink(4.0).x_range();
            ui.painter().hline(under, response.rect.max.y, line);
        }
        if response.clicked() {
            requests.push(Request::Run(command));
        }
    }
}

/// What stands in the toolbar, from the left.
fn pieces(state: &State, room: Room) -> Vec<Piece> {
    let mut pieces = vec![
        Piece::Icon(Icon::Undo, Command::Undo),
        Piece::Icon(Icon::Redo, Command::Redo),
        Piece::Line,
        Piece::Button("Add note".to_owned(), Command::AddNote),
    ];
    if room < Room::None {
        pieces.push(Piece::Button("Score".to_owned(), Command::ScoreAll));
    }
    pieces.push(Piece::Line);
    pieces.extend(views(state, room));
    let Some(journey) = state.journey() else {
        return pieces;
    };
    if journey.solutions.len() > 1 {
        pieces.push(Piece::Line);
        pieces.extend(solutions(state, room));
    }
    if journey.is_weighed() {
        pieces.push(Piece::Line);
        pieces.extend(shape(state, room));
        if journey.solutions.len() == 1 && !journey.steps.is_empty() {
            let text = match room {
                Room::Enough => Command::AddSolution.text(state),
                _ => "Add a solution".to_owned(),
            };
            pieces.extend([Piece::Line, Piece::Button(text, Command::AddSolution)]);
        }
    }
    pieces
}

/// The maps and the journeys; several of one kind are a menu that names the present one.
fn views(state: &State, room: Room) -> Vec<Piece> {
    let all = View::all(state.document.project());
    let is_map = |view: View| matches!(view, View::ValueMap(_));
    let kinds = [(true, "Value map"), (false, "Journey")];
    let tab = |view: View| Tab {
        text: state.view_name(view),
        hint: String::new(),
        is_on: state.view == Some(view),
        asks: Asks::Run(Command::Show(view)),
    };
    let letters = if room == Room::Enough {
        LETTERS.0
    } else {
        LETTERS.1
    };
    let choice = |label: &str, several: &[View]| {
        let shown = state.view.filter(|view| several.contains(view));
        // One that is alone of its kind needs no name.
        let alike = |view: View| {
            all.iter()
                .filter(move |known| is_map(**known) == is_map(view))
        };
        let named = shown.filter(|view| alike(*view).count() > 1);
        let name = named.map(|view| state.name_of_view(view));
        let name = name.filter(|name| !name.is_empty());
        Piece::Choice {
            text: match name {
                Some(name) => format!("{label}: {}", cut(&name, letters)),
                None if several.len() > 1 && shown.is_none() => format!("{label}s"),
                None => label.to_owned(),
            },
            is_on: shown.is_some(),
            tabs: several.iter().map(|view| tab(*view)).collect(),
        }
    };
    if room >= Room::Little && all.len() > 1 {
        let of = |view: View| kinds.iter().find(|(wants, _)| *wants == is_map(view));
        let label = state.view.and_then(of).map_or("Views", |(_, label)| *label);
        return vec![choice(label, &all)];
    }
    let mut pieces = Vec::new();
    for (wants_map, label) in kinds {
        let views = all.iter().copied();
        let views: Vec<View> = views.filter(|view| is_map(*view) == wants_map).collect();
        match views.as_slice() {
            [] => {}
            [view] => pieces.push(Piece::Tab(Tab {
                text: label.to_owned(),
                hint: state.view_name(*view),
                ..tab(*view)
            })),
            several => pieces.push(choice(label, several)),
        }
    }
    pieces
}

/// All solutions, or one of them.
fn solutions(state: &State, room: Room) -> Vec<Piece> {
    let Some(journey) = state.journey() else {
        return Vec::new();
    };
    let shown = state
        .view_state()
        .map_or(Shown::All, |view| view.framing.shown);
    let tab = |text: &str, hint: &str, which: Shown| Tab {
        text: cut(text, LETTERS.0),
        hint: hint.to_owned(),
        is_on: shown == which,
        asks: Asks::Shown(which),
    };
    let all = if journey.solutions.len() == 2 {
        "Both"
    } else {
        "All"
    };
    let mut tabs = vec![tab(all, "One solution above the other", Shown::All)];
    for solution in &journey.solutions {
        let name = solution.name.trim();
        let name = if name.is_empty() { "Solution" } else { name };
        tabs.push(tab(name, "This solution alone", Shown::One(solution.id)));
    }
    if room == Room::Enough {
        return tabs.into_iter().map(Piece::Tab).collect();
    }
    let present = tabs.iter().find(|tab| tab.is_on);
    vec![Piece::Choice {
        text: cut(present.map_or(all, |tab| &tab.text), LETTERS.1),
        is_on: true,
        tabs,
    }]
}

/// Notes and figures, or figures only.
fn shape(state: &State, room: Room) -> Vec<Piece> {
    let is_folded = state
        .view_state()
        .is_some_and(|view| view.framing.is_folded);
    let tab = |text: &str, is_on: bool, asks: Asks| {
        Piece::Tab(Tab {
            text: text.to_owned(),
            hint: Command::ToggleShape.hint().to_owned(),
            is_on,
            asks,
        })
    };
    let toggle = Asks::Run(Command::ToggleShape);
    if room >= Room::Tight {
        return vec![tab("Shape", is_folded, toggle)];
    }
    let other = |is_on: bool| if is_on { Asks::Nothing } else { toggle };
    vec![
        tab("Notes", !is_folded, other(!is_folded)),
        tab("Shape", is_folded, other(is_folded)),
    ]
}

/// How wide it all is, with gaps.
fn width(ui: &Ui, pieces: &[Piece]) -> f32 {
    let padding = 2.0 * ui.spacing().button_padding.x;
    let text = |text: &str| {
        let wrap = Some(TextWrapMode::Extend);
        let galley = WidgetText::from(text).into_galley(ui, wrap, f32::INFINITY, TextStyle::Button);
        galley.size().x + padding
    };
    let of = |piece: &Piece| match piece {
        Piece::Line => 6.0,
        Piece::Icon(..) => icons::BUTTON,
        Piece::Button(name, _) => text(name),
        Piece::Tab(tab) => text(&tab.text),
        Piece::Choice { text: name, .. } => text(name) + ARROW,
    };
    pieces
        .iter()
        .map(|piece| of(piece) + ui.spacing().item_spacing.x)
        .sum()
}

fn show(ui: &mut Ui, state: &State, piece: Piece, requests: &mut Requests) {
    match piece {
        Piece::Line => {
            ui.separator();
        }
        Piece::Icon(icon, command) => {
            ui.add_enabled_ui(command.is_possible(state), |ui| {
                if icon_button(ui, icon, &command.text(state), state.style.theme).clicked() {
                    requests.push(Request::Run(command));
                }
            });
        }
        Piece::Button(text, command) => {
            let button = ui.add_enabled(command.is_possible(state), Button::new(text));
            if button.on_hover_text(command.hint()).clicked() {
                requests.push(Request::Run(command));
            }
        }
        Piece::Tab(tab) => {
            let can = match tab.asks {
                Asks::Run(command) => command.is_possible(state),
                Asks::Shown(_) | Asks::Nothing => true,
            };
            let response = ui.add_enabled(can, Button::selectable(tab.is_on, &tab.text));
            if response.on_hover_text(&tab.hint).clicked() {
                ask(tab.asks, requests);
            }
        }
        Piece::Choice { text, is_on, tabs } => {
            let button = Button::selectable(is_on, (text, arrow(state))).gap(2.0);
            MenuButton::from_button(button).ui(ui, |ui| {
                ui.style_mut().wrap_mode = Some(TextWrapMode::Extend);
                ui.set_min_width(160.0);
                for tab in tabs {
                    let entry = Button::new((tick(state, 16.0, tab.is_on), tab.text.clone()));
                    let response = ui.add(entry.gap(0.0));
                    super::tell(&response, &tab.text, Some(tab.is_on), true);
                    super::follow(&response);
                    if response.clicked() {
                        ask(tab.asks, requests);
                        ui.close();
                    }
                }
            });
        }
    }
}

fn ask(asks: Asks, requests: &mut Requests) {
    match asks {
        Asks::Run(command) => requests.push(Request::Run(command)),
        Asks::Shown(shown) => requests.push(Request::Shown(shown)),
        Asks::Nothing => {}
    }
}

/// Says that a button opens a menu.
pub(in crate::app) fn arrow(state: &State) -> Atom<'static> {
    let ink = color(state.style.theme, Role::Ink);
    Atom::paint(vec2(ARROW - 2.0, 10.0), move |ui, args| {
        icons::draw(ui.painter(), Icon::Next, args.rect.center(), ink);
    })
}
