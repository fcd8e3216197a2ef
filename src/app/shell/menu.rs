//! Menus and context menus: all made from the tables of commands, as lists that tests can walk.

use super::menu_keys::{BarKeys, Choice};
use crate::app::commands::{
    ADD_NOTE, ADD_PERIOD, Asks, COPY, COPY_TO_NEXT, CUT, Command, DELETE, DELETE_PERIOD,
    DELETE_SOLUTION, DUPLICATE_SOLUTION, EXPORT, Entry, FIT, INSERT_COLUMN, Line, MOVE_DOWN,
    MOVE_LEFT, MOVE_RIGHT, MOVE_UP, NO_SUCH_STEP, NOTHING_HERE, PALETTE, PASTE, RENAME, SELECT_ALL,
    SET_BASELINE,
};
use crate::app::look::buttons::hinted;
use crate::app::look::icons::{self, Icon};
use crate::app::look::visuals::{color, scrolling};
use crate::app::panels::menus::{MENUS, Menu, commands_of};
use crate::app::panels::switches;
use crate::app::work::state::State;
use crate::edit::Cursor;
use crate::layout::theme::Role;
use crate::model::Target;
use egui::containers::menu::SubMenuButton;
use egui::{Atom, Button, MenuBar, Response, TextWrapMode, Ui, WidgetInfo, accesskit, vec2};

/// Narrowest menu in points.
const NARROWEST: f32 = 240.0;
/// More maps and journeys than this stand in a menu of their own.
const MOST_IN_LINE: usize = 5;

/// A line of a menu as it is now.
#[derive(Clone, PartialEq, Debug)]
enum Item {
    /// A command by its whole text.
    Do(Command),
    /// A command whose text the menu it stands in has begun.
    Part(Command),
    Rule,
    /// A menu of its own.
    More(&'static str, Vec<Item>),
}

/// The bar of menus.
pub(super) fn bar(ui: &mut Ui, state: &State, keys: &mut BarKeys, asks: &mut Asks) {
    keys.begin(ui.ctx());
    MenuBar::new().ui(ui, |ui| {
        for menu in MENUS {
            let shown = ui.menu_button(BarKeys::label(ui, menu), |ui| {
                list(ui, state, &lines_of(state, menu), asks)
            });
            keys.shown(menu, &shown.response, shown.inner);
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            search(ui, state, asks);
        });
    });
}

/// The field-like button that opens the palette.
fn search(ui: &mut Ui, state: &State, asks: &mut Asks) {
    let theme = state.style.theme;
    let width = ui.available_width().min(220.0);
    let keys = PALETTE.keys.first().copied();
    // In a narrow window the keys are told by the menu.
    let keys = keys.filter(|_| width >= 180.0);
    let button = Button::new(PALETTE.text(state))
        .shortcut_text(keys.map(|keys| keys.text(ui.ctx())).unwrap_or_default())
        .min_size(vec2(width, 0.0))
        .truncate()
        .fill(color(theme, Role::Field))
        .stroke(egui::Stroke::new(1.0, color(theme, Role::Rule)));
    // The bar of menus has buttons without room around them; this one is as high as they are.
    ui.spacing_mut().button_padding = vec2(8.0, 1.0);
    if ui.add(button).clicked() {
        asks.run(&PALETTE);
    }
}

/// Shows the lines of a menu; gives back what can be chosen. One that is higher than the window
/// scrolls.
fn list(ui: &mut Ui, state: &State, entries: &[Item], asks: &mut Asks) -> Vec<Choice> {
    // A command stands on one line, however wide the menu becomes.
    ui.style_mut().wrap_mode = Some(TextWrapMode::Extend);
    ui.set_min_width(NARROWEST);
    let row = ui.spacing().interact_size.y + ui.spacing().item_spacing.y;
    let height = row * entries.len() as f32;
    let room = ui.ctx().content_rect().height() - 24.0;
    if height > room {
        let area = scrolling()
            .max_height(room)
            .min_scrolled_height(room)
            .auto_shrink([true, true]);
        let shown = area.show(ui, |ui| {
            ui.set_min_width(NARROWEST);
            lines(ui, state, entries, asks)
        });
        shown.inner
    } else {
        lines(ui, state, entries, asks)
    }
}

fn lines(ui: &mut Ui, state: &State, entries: &[Item], asks: &mut Asks) -> Vec<Choice> {
    // Texts begin at one edge, whether or not they can have a tick.
    let has_ticks = entries.iter().any(|entry| match entry {
        Item::Do(command) | Item::Part(command) => command.is_on(state).is_some(),
        Item::Rule | Item::More(..) => false,
    });
    let gutter = if has_ticks { 16.0 } else { 0.0 };
    let mut choices = Vec::new();
    for entry in entries {
        let mut inner = Vec::new();
        let response = match entry {
            Item::Do(command) => {
                let text = command.text(state);
                line(ui, state, *command, &text, gutter, asks)
            }
            Item::Part(command) => {
                let text = command.part(state);
                line(ui, state, *command, &text, gutter, asks)
            }
            Item::Rule => {
                ui.separator();
                continue;
            }
            Item::More(name, entries) => {
                let more = ui.add_enabled_ui(!entries.is_empty(), |ui| {
                    let button = Button::new((tick(state, gutter, false), *name))
                        .gap(0.0)
                        .right_text(SubMenuButton::arrow_atom(None));
                    let more = SubMenuButton::from_button(button);
                    more.ui(ui, |ui| list(ui, state, entries, asks))
                });
                let (response, list) = more.inner;
                inner = list.map_or_else(Vec::new, |list| list.inner);
                follow(&response);
                response
            }
        };
        if response.enabled() {
            choices.push(Choice {
                id: response.id,
                is_more: matches!(entry, Item::More(..)),
                is_inner: false,
            });
        }
        choices.extend(inner.into_iter().map(|choice| Choice {
            is_inner: true,
            ..choice
        }));
    }
    choices
}

/// One command: tick, text, keys; greyed when it cannot be done.
fn line(
    ui: &mut Ui,
    state: &State,
    command: Command,
    text: &str,
    gutter: f32,
    asks: &mut Asks,
) -> Response {
    let chord = command.chords().first().copied();
    let keys = chord.map(|chord| chord.text(ui.ctx())).unwrap_or_default();
    let is_on = command.is_on(state);
    let is_possible = command.is_possible(state);
    let button = Button::new((tick(state, gutter, is_on == Some(true)), text))
        .gap(0.0)
        // Room between the longest text and its keys.
        .shortcut_text((Atom::paint(vec2(24.0, 1.0), |_, _| {}), keys));
    let response = ui.add_enabled(is_possible, button);
    tell(&response, text, is_on, is_possible);
    follow(&response);
    let response = hinted(response, &command.hint(state));
    if response.clicked() {
        asks.run(command);
        ui.close();
    }
    response
}

/// Screen readers hear the text without the keys, and whether it is on.
pub(super) fn tell(response: &Response, text: &str, is_on: Option<bool>, is_possible: bool) {
    let role = accesskit::Role::Button;
    response.widget_info(|| match is_on {
        Some(is_on) => WidgetInfo::selected(role, is_possible, is_on, text),
        None => WidgetInfo::labeled(role, is_possible, text),
    });
}

/// A menu that scrolls goes with the arrows.
pub(super) fn follow(response: &Response) {
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
}

/// The place of the tick before a text.
pub(super) fn tick(state: &State, gutter: f32, is_on: bool) -> Atom<'static> {
    let ink = color(state.style.theme, Role::Focus);
    Atom::paint(vec2(gutter, 1.0), move |ui, args| {
        if is_on {
            let center = args.rect.center() - vec2(2.0, 0.0);
            icons::draw(ui.painter(), Icon::TICK, center, ink);
        }
    })
}

fn all_of(commands: impl IntoIterator<Item = Command>) -> Vec<Item> {
    commands.into_iter().map(Item::Do).collect()
}

fn parts_of(commands: Vec<Command>) -> Vec<Item> {
    commands.into_iter().map(Item::Part).collect()
}

/// The lines of a menu, in groups with rules between them.
fn lines_of(state: &State, menu: Menu) -> Vec<Item> {
    let groups = menu.lines.iter().map(|group| group_of(state, group));
    with_rules(groups)
}

fn group_of(state: &State, group: &'static [Line]) -> Vec<Item> {
    let is_missing = |line: &Line| match line {
        Line::Few(_, entry) => commands_of(entry, state).is_empty(),
        Line::One(_) | Line::More(..) | Line::Each(..) | Line::Panels | Line::Unlisted(_) => false,
    };
    if group.iter().any(is_missing) {
        return Vec::new();
    }
    let is_possible = |command: &Command| command.is_possible(state);
    let shown = |line: &'static Line| match line {
        Line::One(entry) => vec![Item::Do((*entry).into())],
        Line::More(name, entries) => {
            let entries = entries.iter().map(|entry| Command::from(*entry));
            vec![Item::More(name, all_of(entries))]
        }
        Line::Each(name, entry) => {
            let commands = commands_of(entry, state);
            let has_some = commands.iter().any(is_possible);
            Vec::from_iter(has_some.then(|| Item::More(name, parts_of(commands))))
        }
        Line::Few(name, entry) => {
            let parts = parts_of(commands_of(entry, state));
            if parts.len() > MOST_IN_LINE {
                vec![Item::More(name, parts)]
            } else {
                parts
            }
        }
        Line::Panels => all_of(switches().map(|(entry, _)| entry.into())),
        Line::Unlisted(_) => Vec::new(),
    };
    group.iter().flat_map(shown).collect()
}

/// What can be done with what is under the pointer.
pub(super) fn context(ui: &mut Ui, state: &State, asks: &mut Asks) {
    list(ui, state, &context_lines(state), asks);
}

fn context_lines(state: &State) -> Vec<Item> {
    let groups: &[&[&'static Entry]] = match state.selection.cursor() {
        Cursor::At(Target::Note(_)) => &[
            &[&RENAME, &ADD_NOTE],
            &[&CUT, &COPY, &PASTE, &COPY_TO_NEXT],
            &[&MOVE_UP, &MOVE_DOWN, &MOVE_LEFT, &MOVE_RIGHT],
            &[&DELETE],
        ],
        Cursor::At(Target::StepName(_) | Target::JobSentence(_)) => &[
            &[&RENAME, &INSERT_COLUMN, &MOVE_LEFT, &MOVE_RIGHT],
            &[&DELETE],
        ],
        Cursor::At(Target::SolutionName(_)) => &[
            &[&RENAME, &SET_BASELINE, &DUPLICATE_SOLUTION],
            &[&DELETE_SOLUTION],
        ],
        Cursor::At(Target::PeriodName { .. }) => &[&[&RENAME, &ADD_PERIOD], &[&DELETE_PERIOD]],
        Cursor::At(Target::Count { .. }) => &[&[&RENAME, &DELETE], &[&ADD_PERIOD, &DELETE_PERIOD]],
        Cursor::On(_) => &[
            &[&PASTE, &NOTHING_HERE, &NO_SUCH_STEP, &SELECT_ALL],
            &[&INSERT_COLUMN],
        ],
        Cursor::At(_) => &[&[&RENAME, &DELETE, &NOTHING_HERE, &NO_SUCH_STEP]],
        Cursor::Nowhere => &[&[&FIT, &INSERT_COLUMN, &EXPORT]],
    };
    let possible = |group: &&[&'static Entry]| {
        let commands = group.iter().map(|entry| Command::from(*entry));
        all_of(commands.filter(|command| command.is_possible(state)))
    };
    with_rules(groups.iter().map(possible))
}

/// A rule between groups, none beside an empty one.
fn with_rules(groups: impl Iterator<Item = Vec<Item>>) -> Vec<Item> {
    let mut lines = Vec::new();
    for group in groups.filter(|group| !group.is_empty()) {
        if !lines.is_empty() {
            lines.push(Item::Rule);
        }
        lines.extend(group);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Method, Template};

    fn commands_in(entries: &[Item]) -> Vec<Command> {
        let of = |entry: &Item| match entry {
            Item::Do(command) | Item::Part(command) => vec![*command],
            Item::Rule => Vec::new(),
            Item::More(_, entries) => commands_in(entries),
        };
        entries.iter().flat_map(of).collect()
    }

    #[test]
    fn every_command_stands_once_in_its_menu() {
        let bytes = include_bytes!("../../../assets/examples/tool-rental.vjourney");
        let mut state = State::for_test(crate::file::read(bytes).unwrap());
        state.preferences.recent = vec!["/a.vjourney".into()];
        for command in Command::all(&state) {
            for menu in MENUS {
                let inside = commands_in(&lines_of(&state, menu));
                let count = inside.iter().filter(|known| **known == command).count();
                let expected = usize::from(Menu::of(command) == Some(menu));
                assert_eq!(count, expected, "{command:?} in {}", menu.label);
            }
        }
    }

    #[test]
    fn head_counts_can_be_deleted_where_they_stand() {
        let bytes = include_bytes!("../../../assets/examples/eight-stages.vjourney");
        let mut state = State::for_test(crate::file::read(bytes).unwrap());
        let journey = &state.document.project().journeys[0];
        let (journey, step) = (journey.id, journey.steps[0].id);
        for target in [
            Target::PeriodName { journey, period: 0 },
            Target::Count { period: 0, step },
        ] {
            state.selection = crate::edit::Selection::at(Cursor::At(target));
            let lines = commands_in(&context_lines(&state));
            let wanted = Command::from(&DELETE_PERIOD);
            assert!(lines.contains(&wanted), "{target:?}");
        }
    }

    #[test]
    fn rules_stand_between_lines() {
        let state = State::for_test(Template::Compare.build());
        let menus = MENUS.map(|menu| lines_of(&state, menu));
        for lines in menus.iter().chain([&context_lines(&state)]) {
            assert_ne!(lines.first(), Some(&Item::Rule));
            assert_ne!(lines.last(), Some(&Item::Rule));
            assert!(
                !lines
                    .windows(2)
                    .any(|pair| pair == [Item::Rule, Item::Rule])
            );
        }
    }

    #[test]
    fn many_views_have_a_menu_of_their_own() {
        let mut project = Template::Compare.build();
        for _ in 0..MOST_IN_LINE {
            crate::edit::add_journey(&mut project, Method::Cvjm);
        }
        let state = State::for_test(project);
        let Item::More(_, inside) = &lines_of(&state, MENUS[2])[0] else {
            panic!("a menu");
        };
        assert_eq!(inside.len(), MOST_IN_LINE + 1);
    }
}
