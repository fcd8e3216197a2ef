//! Menus, toolbar and context menus: all made from the command table.

use super::command::{Command, EXAMPLES, Menu};
use super::icons::{Icon, icon_button};
use super::request::{Request, Requests};
use super::state::State;
use super::visuals::color;
use crate::edit::Cursor;
use crate::layout::theme::{Role, Theme};
use crate::layout::{Shown, View};
use crate::model::{Aggregation, Lane, Method, Target, Template};
use egui::{Button, MenuBar, Ui};

/// The bar of menus.
pub(super) fn bar(ui: &mut Ui, state: &State, requests: &mut Requests) {
    MenuBar::new().ui(ui, |ui| {
        for menu in Menu::ALL {
            ui.menu_button(menu.label(), |ui| {
                ui.set_min_width(240.0);
                entries(ui, state, menu, requests);
            });
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            search(ui, state, requests);
        });
    });
}

/// The field-like button that opens the palette.
fn search(ui: &mut Ui, state: &State, requests: &mut Requests) {
    let keys = Command::Palette
        .chords()
        .first()
        .map(|chord| chord.text(ui.ctx()))
        .unwrap_or_default();
    let text = Command::Palette.text(state);
    let theme = state.style.theme;
    let button = Button::new(text)
        .shortcut_text(keys)
        .min_size(egui::vec2(220.0, 0.0))
        .fill(color(theme, Role::Field))
        .stroke(egui::Stroke::new(1.0, color(theme, Role::Rule)));
    // The bar of menus has buttons without room around them.
    ui.spacing_mut().button_padding = ui.ctx().style_of(ui.theme()).spacing.button_padding;
    if ui.add(button).clicked() {
        requests.push(Request::Run(Command::Palette));
    }
}

/// One entry: text, keys, whether it is on, greyed when it cannot be done.
pub(super) fn entry(ui: &mut Ui, state: &State, command: Command, requests: &mut Requests) {
    let keys = command
        .chords()
        .first()
        .map(|chord| chord.text(ui.ctx()))
        .unwrap_or_default();
    let is_on = command.is_on(state);
    let button = match is_on {
        Some(is_on) => Button::selectable(is_on, command.text(state)),
        None => Button::new(command.text(state)),
    };
    let response = ui.add_enabled(command.is_possible(state), button.shortcut_text(keys));
    // A menu that was opened with the mouse is entered with the arrows.
    let is_entered = ui.input(|input| {
        input.key_pressed(egui::Key::ArrowDown) || input.key_pressed(egui::Key::ArrowUp)
    });
    if is_entered && response.enabled() && ui.memory(|memory| memory.focused().is_none()) {
        response.request_focus();
    }
    let response = if command.hint().is_empty() {
        response
    } else {
        response.on_hover_text(command.hint())
    };
    if response.clicked() {
        requests.push(Request::Run(command));
        ui.close();
    }
}

fn entries(ui: &mut Ui, state: &State, menu: Menu, requests: &mut Requests) {
    let mut add = |ui: &mut Ui, commands: &[Command]| {
        for command in commands {
            entry(ui, state, *command, requests);
        }
    };
    match menu {
        Menu::File => {
            ui.menu_button("New", |ui| add(ui, &Template::ALL.map(Command::New)));
            add(ui, &[Command::Open]);
            let recent: Vec<Command> = (0..state.preferences.recent.len())
                .map(Command::OpenRecent)
                .collect();
            ui.add_enabled_ui(!recent.is_empty(), |ui| {
                ui.menu_button("Open recent", |ui| add(ui, &recent));
            });
            ui.menu_button("Examples", |ui| {
                let examples: Vec<Command> =
                    (0..EXAMPLES.len()).map(Command::OpenExample).collect();
                add(ui, &examples);
            });
            add(ui, &[Command::OpenByPath]);
            ui.separator();
            add(ui, &[Command::Save, Command::SaveAs]);
            ui.separator();
            add(ui, &[Command::Import, Command::Export]);
            ui.separator();
            add(ui, &[Command::Welcome, Command::Quit]);
        }
        Menu::Edit => {
            add(ui, &[Command::Undo, Command::Redo]);
            ui.separator();
            add(
                ui,
                &[
                    Command::Cut,
                    Command::Copy,
                    Command::Paste,
                    Command::Delete,
                    Command::SelectAll,
                ],
            );
            ui.separator();
            add(
                ui,
                &[
                    Command::Rename,
                    Command::MoveUp,
                    Command::MoveDown,
                    Command::MoveLeft,
                    Command::MoveRight,
                ],
            );
            add(ui, &[Command::CopyToNext]);
            ui.separator();
            add(ui, &[Command::Find, Command::Replace]);
        }
        Menu::View => {
            let views: Vec<Command> = View::all(state.document.project())
                .into_iter()
                .map(Command::Show)
                .collect();
            if !state.is_welcome && !views.is_empty() {
                add(ui, &views);
                add(ui, &[Command::NextView, Command::PreviousView]);
                ui.separator();
            }
            add(
                ui,
                &[
                    Command::ToggleShape,
                    Command::NextSolution,
                    Command::PreviousSolution,
                ],
            );
            ui.separator();
            add(
                ui,
                &[
                    Command::Fit,
                    Command::ZoomTo100,
                    Command::ZoomIn,
                    Command::ZoomOut,
                ],
            );
            ui.separator();
            add(
                ui,
                &[
                    Command::ToggleOutline,
                    Command::ToggleInspector,
                    Command::NextPane,
                    Command::ToggleFullScreen,
                ],
            );
            ui.separator();
            ui.menu_button("Colours", |ui| add(ui, &Theme::ALL.map(Command::SetTheme)));
            ui.menu_button("Size of the interface", |ui| {
                add(
                    ui,
                    &super::preferences::Preferences::SCALES.map(Command::SetInterfaceScale),
                );
            });
            add(ui, &[Command::ToggleReducedMotion]);
        }
        Menu::Insert => {
            add(
                ui,
                &[
                    Command::AddNote,
                    Command::InsertColumn,
                    Command::QuickCapture,
                ],
            );
            ui.separator();
            add(ui, &[Command::AddSolution, Command::AddPeriod]);
            ui.separator();
            add(
                ui,
                &[
                    Command::AddValueMap,
                    Command::AddJourney(Method::Cvjm),
                    Command::AddJourney(Method::Cvj),
                ],
            );
        }
        Menu::Journey => {
            add(
                ui,
                &[Command::ScoreAll, Command::NothingHere, Command::NoSuchStep],
            );
            ui.separator();
            ui.menu_button("Rows", |ui| add(ui, &Lane::ALL.map(Command::ToggleLane)));
            ui.menu_button("How scores become bars", |ui| {
                add(ui, &Aggregation::ALL.map(Command::SetAggregation));
            });
            add(ui, &[Command::ChangeScale]);
            ui.separator();
            add(
                ui,
                &[
                    Command::SetBaseline,
                    Command::DuplicateSolution,
                    Command::DeleteSolution,
                ],
            );
            ui.separator();
            add(ui, &[Command::OpenWithThisView, Command::DeleteView]);
        }
        Menu::Help => add(ui, &[Command::Keys, Command::Palette, Command::About]),
    }
}

/// The toolbar: history, a note, scoring; the views; solutions, notes or shape.
pub(super) fn toolbar(ui: &mut Ui, state: &State, requests: &mut Requests) {
    let theme = state.style.theme;
    ui.horizontal(|ui| {
        for (icon, command) in [(Icon::Undo, Command::Undo), (Icon::Redo, Command::Redo)] {
            ui.add_enabled_ui(command.is_possible(state), |ui| {
                if icon_button(ui, icon, &command.text(state), theme).clicked() {
                    requests.push(Request::Run(command));
                }
            });
        }
        ui.separator();
        for (text, command) in [("Add note", Command::AddNote), ("Score", Command::ScoreAll)] {
            let button = ui.add_enabled(command.is_possible(state), Button::new(text));
            if button.on_hover_text(command.hint()).clicked() {
                requests.push(Request::Run(command));
            }
        }
        ui.separator();
        views(ui, state, requests);
        if let Some(journey) = state.journey() {
            if journey.solutions.len() > 1 {
                ui.separator();
                solutions(ui, state, requests);
            }
            if journey.is_weighed() {
                ui.separator();
                let is_folded = state
                    .view_state()
                    .is_some_and(|view| view.framing.is_folded);
                ui.add_enabled_ui(Command::ToggleShape.is_possible(state), |ui| {
                    for (text, folded) in [("Notes", false), ("Shape", true)] {
                        let button = ui.add(Button::selectable(is_folded == folded, text));
                        if button.on_hover_text(Command::ToggleShape.hint()).clicked()
                            && is_folded != folded
                        {
                            requests.push(Request::Run(Command::ToggleShape));
                        }
                    }
                });
            }
            if journey.solutions.len() == 1 && journey.is_weighed() && !journey.steps.is_empty() {
                ui.separator();
                if ui.button(Command::AddSolution.text(state)).clicked() {
                    requests.push(Request::Run(Command::AddSolution));
                }
            }
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            for (icon, command) in [
                (Icon::RightPanel, Command::ToggleInspector),
                (Icon::LeftPanel, Command::ToggleOutline),
            ] {
                let response = icon_button(ui, icon, &command.text(state), theme);
                if command.is_on(state) == Some(true) {
                    let line = egui::Stroke::new(2.0, color(theme, Role::Focus));
                    ui.painter().hline(
                        response.rect.shrink(4.0).x_range(),
                        response.rect.max.y,
                        line,
                    );
                }
                if response.clicked() {
                    requests.push(Request::Run(command));
                }
            }
        });
    });
}

/// The views that are there; several of one kind in a menu.
fn views(ui: &mut Ui, state: &State, requests: &mut Requests) {
    let all = View::all(state.document.project());
    let is_map = |view: &View| matches!(view, View::ValueMap(_));
    for (label, wants_map) in [("Value map", true), ("Journey", false)] {
        let views: Vec<View> = all
            .iter()
            .copied()
            .filter(|view| is_map(view) == wants_map)
            .collect();
        let is_on = state.view.is_some_and(|view| is_map(&view) == wants_map);
        match views.as_slice() {
            [] => {}
            [view] => {
                if ui.add(Button::selectable(is_on, label)).clicked() {
                    requests.push(Request::Run(Command::Show(*view)));
                }
            }
            several => {
                let text = format!("{label}s");
                ui.menu_button(text, |ui| {
                    for view in several {
                        entry(ui, state, Command::Show(*view), requests);
                    }
                });
            }
        }
    }
}

/// A tab for each solution, and one for all.
fn solutions(ui: &mut Ui, state: &State, requests: &mut Requests) {
    let Some(journey) = state.journey() else {
        return;
    };
    let shown = state
        .view_state()
        .map_or(Shown::All, |view| view.framing.shown);
    let mut tab = |ui: &mut Ui, text: &str, which: Shown| {
        if ui.add(Button::selectable(shown == which, text)).clicked() {
            requests.push(Request::Shown(which));
        }
    };
    tab(
        ui,
        if journey.solutions.len() == 2 {
            "Both"
        } else {
            "All"
        },
        Shown::All,
    );
    for solution in &journey.solutions {
        let name = if solution.name.trim().is_empty() {
            "Solution"
        } else {
            &solution.name
        };
        tab(ui, &crate::model::cut(name, 24), Shown::One(solution.id));
    }
}

/// What can be done with what is under the pointer.
pub(super) fn context(ui: &mut Ui, state: &State, requests: &mut Requests) {
    ui.set_min_width(220.0);
    let mut add = |ui: &mut Ui, commands: &[Command]| {
        for command in commands.iter().filter(|command| command.is_possible(state)) {
            entry(ui, state, *command, requests);
        }
    };
    match state.selection.cursor() {
        Cursor::At(Target::Note(_)) => {
            add(ui, &[Command::Rename, Command::AddNote]);
            ui.separator();
            add(
                ui,
                &[
                    Command::Cut,
                    Command::Copy,
                    Command::Paste,
                    Command::CopyToNext,
                ],
            );
            ui.separator();
            add(
                ui,
                &[
                    Command::MoveUp,
                    Command::MoveDown,
                    Command::MoveLeft,
                    Command::MoveRight,
                ],
            );
            ui.separator();
            add(ui, &[Command::Delete]);
        }
        Cursor::At(Target::StepName(_) | Target::JobSentence(_)) => {
            add(
                ui,
                &[
                    Command::Rename,
                    Command::InsertColumn,
                    Command::MoveLeft,
                    Command::MoveRight,
                ],
            );
            ui.separator();
            add(ui, &[Command::Delete]);
        }
        Cursor::At(Target::SolutionName(_)) => {
            add(
                ui,
                &[
                    Command::Rename,
                    Command::SetBaseline,
                    Command::DuplicateSolution,
                ],
            );
            ui.separator();
            add(ui, &[Command::DeleteSolution]);
        }
        Cursor::On(_) => {
            add(
                ui,
                &[
                    Command::Paste,
                    Command::NothingHere,
                    Command::NoSuchStep,
                    Command::SelectAll,
                ],
            );
            ui.separator();
            add(ui, &[Command::InsertColumn]);
        }
        Cursor::At(_) => add(
            ui,
            &[
                Command::Rename,
                Command::Delete,
                Command::NothingHere,
                Command::NoSuchStep,
            ],
        ),
        Cursor::Nowhere => add(ui, &[Command::Fit, Command::InsertColumn, Command::Export]),
    }
}
