//! The command palette: every command by its name, or by what else people call it.

use super::rank::rank;
use crate::app::commands::{Asks, Command, PALETTE};
use crate::app::look::icons::{self, Icon};
use crate::app::look::visuals::{color, scrolling, size};
use crate::app::panels::menus::Menu;
use crate::app::work::state::State;
use crate::layout::theme::Role;
use egui::accesskit;
use egui::{Align2, Area, Frame, Id, Key, Order, Stroke, TextEdit, Ui, WidgetInfo, vec2};

/// Commands a page key goes over.
const PAGE: usize = 10;

/// Commands that match, best first, with whether they are possible now.
fn found(state: &State, wanted: &str) -> Vec<(Command, bool)> {
    let mut found: Vec<(usize, bool, usize, Command)> = Command::all(state)
        .into_iter()
        .enumerate()
        .filter(|(_, command)| *command != &PALETTE)
        .filter_map(|(order, command)| {
            let rank = rank(state, command, wanted)?;
            Some((rank, !command.is_possible(state), order, command))
        })
        .collect();
    found.sort_by_key(|(rank, is_impossible, order, _)| (*rank, *is_impossible, *order));
    found
        .into_iter()
        .map(|(_, is_impossible, _, command)| (command, !is_impossible))
        .collect()
}

/// Shows the palette, and asks for the command that is chosen. Closes itself.
pub(super) fn show(ui: &Ui, state: &mut State, asks: &mut Asks) {
    let Some(mut palette) = state.open.palette.take() else {
        return;
    };
    let list = found(state, &palette.text);
    let (up, down, page_up, page_down, enter, escape) = ui.input_mut(|input| {
        let mut take = |key| input.consume_key(egui::Modifiers::NONE, key);
        (
            take(Key::ArrowUp),
            take(Key::ArrowDown),
            take(Key::PageUp),
            take(Key::PageDown),
            take(Key::Enter),
            take(Key::Escape),
        )
    });
    let last = list.len().saturating_sub(1);
    palette.at = palette.at.min(last);
    if up {
        palette.at = palette.at.checked_sub(1).unwrap_or(last);
    }
    if down {
        palette.at = if palette.at >= last {
            0
        } else {
            palette.at + 1
        };
    }
    if page_up {
        palette.at = palette.at.saturating_sub(PAGE);
    }
    if page_down {
        palette.at = (palette.at + PAGE).min(last);
    }
    let moves = up || down || page_up || page_down;
    let mut chosen = list
        .get(palette.at)
        .filter(|(_, is_possible)| enter && *is_possible)
        .map(|(command, _)| *command);
    let screen = ui.ctx().content_rect();
    let width = 520.0_f32.min(screen.width() - 32.0);
    let area = Area::new(Id::unique("palette"))
        .order(Order::Foreground)
        .anchor(Align2::CENTER_TOP, vec2(0.0, 56.0));
    let response = area.show(ui.ctx(), |ui| {
        Frame::popup(ui.style()).show(ui, |ui| {
            ui.set_width(width);
            let before = palette.text.clone();
            let field = ui.add(
                TextEdit::singleline(&mut palette.text)
                    .id(Id::unique("palette field"))
                    .hint_text("Search commands")
                    .desired_width(f32::INFINITY)
                    .font(egui::FontId::proportional(size::HEADING)),
            );
            let field = field.accessible_name("Search commands");
            if !palette.is_shown || !field.has_focus() {
                field.request_focus();
                palette.is_shown = true;
            }
            if palette.text != before {
                palette.at = 0;
            }
            ui.add_space(4.0);
            scrolling()
                .max_height((screen.height() - 130.0).min(420.0))
                .show(ui, |ui| {
                    for (at, (command, is_possible)) in list.iter().enumerate() {
                        if row(ui, state, *command, *is_possible, at == palette.at, moves) {
                            chosen = Some(*command);
                        }
                    }
                    if list.is_empty() {
                        ui.weak("No command of this name.");
                    }
                });
        });
    });
    let is_outside = ui.input(|input| input.pointer.any_pressed())
        && ui
            .input(|input| input.pointer.interact_pos())
            .is_some_and(|pos| !response.response.rect.contains(pos));
    match chosen {
        Some(command) => asks.run(command),
        None if escape || is_outside => {}
        None => state.open.palette = Some(palette),
    }
}

fn row(
    ui: &mut Ui,
    state: &State,
    command: Command,
    is_possible: bool,
    is_current: bool,
    scrolls: bool,
) -> bool {
    let text = command.text(state);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), 28.0), egui::Sense::click());
    response.widget_info(|| {
        WidgetInfo::selected(
            accesskit::Role::ListBoxOption,
            is_possible,
            is_current,
            &text,
        )
    });
    if is_current && scrolls {
        response.scroll_to_me(None);
    }
    let theme = state.style.theme;
    if is_current || response.hovered() {
        let fill = if is_current {
            Role::Selected
        } else {
            Role::Hovered
        };
        ui.painter().rect_filled(rect, 4, color(theme, fill));
    }
    if is_current {
        let stroke = Stroke::new(1.5, color(theme, Role::Focus));
        ui.painter()
            .rect_stroke(rect, 4, stroke, egui::StrokeKind::Inside);
    }
    let ink = color(theme, if is_possible { Role::Ink } else { Role::Weak });
    let weak = color(theme, Role::Weak);
    let font = egui::FontId::proportional(size::BODY);
    let small = egui::FontId::proportional(size::SMALL);
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    if command.is_on(state) == Some(true) {
        let at = rect.left_center() + vec2(13.0, 0.0);
        icons::draw(&painter, Icon::TICK, at, color(theme, Role::Focus));
    }
    let at = rect.left_center() + vec2(24.0, 0.0);
    painter.text(at, Align2::LEFT_CENTER, text, font, ink);
    let keys = command
        .chords()
        .first()
        .map(|chord| chord.text(ui.ctx()))
        .unwrap_or_default();
    let right = if !is_possible {
        "not possible now".to_owned()
    } else if keys.is_empty() {
        Menu::of(command).map_or("", |menu| menu.label).to_owned()
    } else {
        keys
    };
    painter.text(
        rect.right_center() - vec2(8.0, 0.0),
        Align2::RIGHT_CENTER,
        right,
        small,
        weak,
    );
    response.clicked() && is_possible
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::commands::{
        ADD_NOTE, ADD_SOLUTION, CHANGE_SCALE, DELETE, EXPORT, FIND, FIT, INSERT_COLUMN, KEYS, OPEN,
        OPEN_EXAMPLE, QUIT, REPLACE, SAVE, SAVE_AS, SET_INTERFACE_SCALE, SET_THEME,
        TOGGLE_FULL_SCREEN, TOGGLE_LANE, UNDO, ZOOM_TO_100,
    };
    use crate::app::panels::{TOGGLE_INSPECTOR, TOGGLE_OUTLINE};
    use crate::layout::theme::Theme;
    use crate::model::Template;

    fn state() -> State {
        let bytes = include_bytes!("../../../assets/examples/tool-rental.vjourney");
        State::for_test(crate::file::read(bytes).unwrap())
    }

    fn first(state: &State, wanted: &str) -> Option<Command> {
        found(state, wanted).first().map(|(command, _)| *command)
    }

    #[test]
    fn every_command_is_found_by_its_name() {
        let state = State::for_test(Template::Compare.build());
        for command in Command::all(&state)
            .into_iter()
            .filter(|command| *command != &PALETTE)
        {
            let text = command.text(&state);
            assert!(
                found(&state, &text)
                    .iter()
                    .any(|(found, _)| *found == command),
                "{text}"
            );
        }
    }

    #[test]
    fn words_match_beginnings_in_any_order() {
        let state = state();
        for (wanted, command) in [
            ("fit win", Command::from(&FIT)),
            ("win fit", Command::from(&FIT)),
            ("save as", Command::from(&SAVE_AS)),
            ("replace find", Command::from(&REPLACE)),
            ("100 zoom", Command::from(&ZOOM_TO_100)),
        ] {
            assert_eq!(first(&state, wanted), Some(command), "{wanted}");
        }
        for nonsense in ["xyzzy", "add xyzzy", "stepx"] {
            assert_eq!(first(&state, nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn everyday_words_find_commands() {
        let state = state();
        for (wanted, command) in [
            ("add step", Command::from(&INSERT_COLUMN)),
            ("new step", Command::from(&INSERT_COLUMN)),
            ("insert a column", Command::from(&INSERT_COLUMN)),
            ("create stage", Command::from(&INSERT_COLUMN)),
            ("add a note", Command::from(&ADD_NOTE)),
            ("new card", Command::from(&ADD_NOTE)),
            ("sticky", Command::from(&ADD_NOTE)),
            ("insert note", Command::from(&ADD_NOTE)),
            ("remove", Command::from(&DELETE)),
            ("theme", SET_THEME.with(Theme::Light)),
            ("dark", SET_THEME.with(Theme::Dark)),
            ("colors", SET_THEME.with(Theme::Light)),
            ("font", SET_INTERFACE_SCALE.with(90_u16)),
            ("interface", SET_INTERFACE_SCALE.with(90_u16)),
            ("print", Command::from(&EXPORT)),
            ("picture", Command::from(&EXPORT)),
            ("pdf", Command::from(&EXPORT)),
            ("search", Command::from(&FIND)),
            ("undo", Command::from(&UNDO)),
            ("zoom", Command::from(&ZOOM_TO_100)),
            ("persona", Command::from(&TOGGLE_INSPECTOR)),
            ("shortcuts", Command::from(&KEYS)),
            ("exit", Command::from(&QUIT)),
            ("new solution", Command::from(&ADD_SOLUTION)),
            ("alternative", Command::from(&ADD_SOLUTION)),
            ("demo", OPEN_EXAMPLE.with(0_usize)),
            ("fullscreen", Command::from(&TOGGLE_FULL_SCREEN)),
            ("swimlane", TOGGLE_LANE.with(crate::model::Lane::Actions)),
        ] {
            let list = found(&state, wanted);
            let at = list.iter().position(|(found, _)| *found == command);
            assert!(at.is_some_and(|at| at < 4), "{wanted}: {at:?}");
        }
        for wanted in ["size", "scale", "customer", "journey", "help", "settings"] {
            assert!(!found(&state, wanted).is_empty(), "{wanted}");
        }
    }

    #[test]
    fn the_best_match_comes_first() {
        let state = state();
        for (wanted, command) in [
            ("scale", Command::from(&CHANGE_SCALE)),
            ("save", Command::from(&SAVE)),
            ("open", Command::from(&OPEN)),
            ("find", Command::from(&FIND)),
            ("add step", Command::from(&INSERT_COLUMN)),
            ("add note", Command::from(&ADD_NOTE)),
            ("delete", Command::from(&DELETE)),
            ("outline", Command::from(&TOGGLE_OUTLINE)),
        ] {
            assert_eq!(first(&state, wanted), Some(command), "{wanted}");
        }
    }
}
