//! The toolbar: history, notes, views, solutions, notes and bars or bars only, panels: each a group with
//! a name.
//!
//! In a narrow window it says the same with less: names go into hints, what stood side by side becomes a
//! menu, until all of it fits.

use super::menu::{follow, tell, tick};
use crate::app::commands::{ADD_NOTE, Asks, Command, REDO, SCORE_ALL, SHOW, UNDO};
use crate::app::look::buttons::hinted;
use crate::app::look::icons::{self, Icon, icon_button};
use crate::app::look::visuals::{color, size};
use crate::app::pages;
use crate::app::pages::tools::{Click, Group, LETTERS, Piece, Room, Tab};
use crate::app::panels::switches;
use crate::app::work::state::State;
use crate::layout::View;
use crate::layout::theme::Role;
use crate::model::cut;
use egui::containers::menu::MenuButton;
use egui::{
    Align, Button, Frame, Layout, Margin, RichText, Stroke, TextStyle, TextWrapMode, Ui, UiBuilder,
    WidgetInfo, WidgetText, accesskit, vec2,
};

/// Between two groups in points, and between the buttons of one choice.
const GAP: (f32, f32) = (14.0, 2.0);

/// Height of the toolbar in points: a button and the frame around it.
const HEIGHT: f32 = 30.0;

/// Shows the toolbar.
pub(crate) fn toolbar(ui: &mut Ui, state: &State, asks: &mut Asks) {
    let line = vec2(ui.available_width(), HEIGHT);
    ui.allocate_ui_with_layout(line, Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = GAP.0;
        // The buttons of the panels and their gaps.
        let count = switches().count() as f32;
        let room = ui.available_width() - count * icons::BUTTON - GAP.0 - 8.0;
        let fitting = Room::ALL.into_iter().find_map(|level| {
            let groups = groups(state, level);
            (width(ui, &groups, level) <= room).then_some((groups, level))
        });
        let (groups, level) = fitting.unwrap_or_else(|| (groups(state, Room::None), Room::None));
        for group in groups {
            show_group(ui, state, group, level == Room::Named, asks);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            named(ui, "Panels", |ui| panels(ui, state, asks));
        });
    });
}

/// A part of the toolbar with a name that screen readers say.
fn named(ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui)) {
    let builder = UiBuilder::new().layout(*ui.layout());
    let scope = ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.x = GAP.1;
        add(ui);
    });
    let group = || WidgetInfo::labeled(accesskit::Role::Group, true, name);
    scope.response.widget_info(group);
}

/// A group: its name where there is room, else in the hints; a frame around what is one choice.
fn show_group(ui: &mut Ui, state: &State, group: Group, has_name: bool, asks: &mut Asks) {
    let theme = state.style.theme;
    named(ui, group.name, |ui| {
        if has_name {
            ui.label(RichText::new(group.name).size(size::SMALL).weak());
            ui.add_space(4.0);
        }
        let frame = if group.is_choice {
            Frame::new()
                .fill(color(theme, Role::Field))
                .stroke(Stroke::new(1.0, color(theme, Role::Rule)))
                .corner_radius(5)
                .inner_margin(Margin::same(1))
        } else {
            Frame::new()
        };
        let hints = (!has_name).then_some(group.name);
        frame.show(ui, |ui| {
            if group.is_choice {
                // The frame is their edge.
                ui.visuals_mut().widgets.inactive.bg_stroke = Stroke::NONE;
            }
            for piece in group.pieces {
                show(ui, state, piece, hints, asks);
            }
        });
    });
}

/// The buttons of the side panels, underlined when they are open.
fn panels(ui: &mut Ui, state: &State, asks: &mut Asks) {
    let theme = state.style.theme;
    let switches: Vec<_> = switches().collect();
    // From the right.
    for (entry, icon) in switches.into_iter().rev() {
        let response = icon_button(ui, icon, &entry.text(state), theme);
        if Command::from(entry).is_on(state) == Some(true) {
            let line = egui::Stroke::new(2.0, color(theme, Role::Focus));
            let under = response.rect.shrink(4.0).x_range();
            ui.painter().hline(under, response.rect.max.y, line);
        }
        if response.clicked() {
            asks.run(entry);
        }
    }
}

/// What stands in the toolbar, from the left.
fn groups(state: &State, room: Room) -> Vec<Group> {
    let mut notes = vec![Piece::Button("Add note".to_owned(), (&ADD_NOTE).into())];
    if room < Room::None && state.may_be_scored() {
        notes.push(Piece::Button("Score".to_owned(), (&SCORE_ALL).into()));
    }
    let mut groups = vec![
        Group::commands(
            "History",
            vec![
                Piece::Icon(Icon::UNDO, (&UNDO).into()),
                Piece::Icon(Icon::REDO, (&REDO).into()),
            ],
        ),
        Group::commands("Notes", notes),
        Group::choice("View", views(state, room)),
    ];
    groups.retain(|group| !group.pieces.is_empty());
    if let Some((page, _)) = pages::shown(state) {
        groups.extend(page.tools(state, room));
    }
    groups
}

/// The maps and the journeys; several of one kind are a menu that names the present one.
fn views(state: &State, room: Room) -> Vec<Piece> {
    let all = state.all_views();
    let tab = |view: View| Tab {
        text: state.view_name(view),
        hint: String::new(),
        is_on: state.view == Some(view),
        click: Click::Run(SHOW.with(view)),
    };
    let letters = if room <= Room::Enough {
        LETTERS.0
    } else {
        LETTERS.1
    };
    let choice = |label: &str, several: &[View]| {
        let shown = state.view.filter(|view| several.contains(view));
        // One that is alone of its kind needs no name.
        let alike = |view: View| all.iter().filter(move |known| known.kind == view.kind);
        let named = shown.filter(|view| alike(*view).count() > 1);
        let name = named.map(|view| state.name_of_view(view));
        let name = name.filter(|name| !name.is_empty());
        Piece::Choice {
            text: match name {
                Some(name) => format!("{label}: {}", cut(name, letters)),
                None if several.len() > 1 && shown.is_none() => format!("{label}s"),
                None => label.to_owned(),
            },
            is_on: shown.is_some(),
            tabs: several.iter().map(|view| tab(*view)).collect(),
        }
    };
    if room >= Room::Little && all.len() > 1 {
        let label = state.view.map_or("Views", View::word);
        return vec![choice(label, &all)];
    }
    let mut pieces = Vec::new();
    for kind in &state.kinds {
        let label = kind.word();
        let views: Vec<View> = kind.views(state.document.project()).collect();
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

/// How wide it all is, with gaps.
fn width(ui: &Ui, groups: &[Group], room: Room) -> f32 {
    let of_text = |text: &str, font: TextStyle| {
        let wrap = Some(TextWrapMode::Extend);
        let galley = WidgetText::from(text).into_galley(ui, wrap, f32::INFINITY, font);
        galley.size().x
    };
    let padding = 2.0 * ui.spacing().button_padding.x;
    let button = |text: &str| of_text(text, TextStyle::Button) + padding;
    let of = |piece: &Piece| match piece {
        Piece::Icon(..) => icons::BUTTON,
        Piece::Button(name, _) => button(name),
        Piece::Tab(tab) => button(&tab.text),
        Piece::Choice { text: name, .. } => button(name) + icons::ARROW,
    };
    let of_group = |group: &Group| {
        let pieces: f32 = group.pieces.iter().map(|piece| of(piece) + GAP.1).sum();
        let frame = if group.is_choice { 4.0 } else { 0.0 };
        let name = if room == Room::Named {
            of_text(group.name, TextStyle::Small) + 4.0 + 2.0 * GAP.1
        } else {
            0.0
        };
        pieces + frame + name + GAP.0
    };
    groups.iter().map(of_group).sum()
}

/// A hint that begins with the group it belongs to, where its name is not shown.
fn hint_of(group: Option<&str>, hint: &str) -> String {
    match group {
        Some(name) if hint.is_empty() => name.to_owned(),
        Some(name) => format!("{name}: {hint}"),
        None => hint.to_owned(),
    }
}

fn show(ui: &mut Ui, state: &State, piece: Piece, group: Option<&str>, asks: &mut Asks) {
    match piece {
        Piece::Icon(icon, command) => {
            ui.add_enabled_ui(command.is_possible(state), |ui| {
                if icon_button(ui, icon, &command.text(state), state.style.theme).clicked() {
                    asks.run(command);
                }
            });
        }
        Piece::Button(text, command) => {
            let button = ui.add_enabled(command.is_possible(state), Button::new(text));
            let hint = hint_of(group, &command.hint(state));
            if button.on_hover_text(hint).clicked() {
                asks.run(command);
            }
        }
        Piece::Tab(tab) => {
            let can = match tab.click {
                Click::Run(command) => command.is_possible(state),
                Click::Shown(_) | Click::Nothing => true,
            };
            let response = ui.add_enabled(can, Button::selectable(tab.is_on, &tab.text));
            let hint = hint_of(group, &tab.hint);
            if response.on_hover_text(hint).clicked() {
                ask(tab.click, asks);
            }
        }
        Piece::Choice { text, is_on, tabs } => {
            let theme = state.style.theme;
            let button = Button::selectable(is_on, (text, icons::arrow(theme))).gap(2.0);
            let present = tabs.iter().find(|tab| tab.is_on);
            let hint = hint_of(group, present.map_or("", |tab| &tab.hint));
            let (response, _) = MenuButton::from_button(button).ui(ui, |ui| {
                ui.style_mut().wrap_mode = Some(TextWrapMode::Extend);
                ui.set_min_width(160.0);
                for tab in tabs {
                    let entry = Button::new((tick(state, 16.0, tab.is_on), tab.text.clone()));
                    let response = ui.add(entry.gap(0.0));
                    tell(&response, &tab.text, Some(tab.is_on), true);
                    follow(&response);
                    if response.clicked() {
                        ask(tab.click, asks);
                        ui.close();
                    }
                }
            });
            hinted(response, &hint);
        }
    }
}

fn ask(click: Click, asks: &mut Asks) {
    match click {
        Click::Run(command) => asks.run(command),
        Click::Shown(shown) => asks.act(move |desk| {
            desk.keep();
            desk.state.show_solutions(shown);
            desk.state.leave_what_is_hidden();
        }),
        Click::Nothing => {}
    }
}
