//! Menus and context menus: all made from the command table, as lists that tests can walk.

mod keys;
mod toolbar;

pub(crate) use keys::{BarKeys, menu_of};
pub(crate) use toolbar::{arrow, toolbar};

use crate::app::commands::command::{Command, EXAMPLES, Menu};
use crate::app::desk::request::{Request, Requests};
use crate::app::look::icons::{self, Icon};
use crate::app::look::visuals::{color, scrolling};
use crate::app::work::preferences::Preferences;
use crate::app::work::state::State;
use crate::edit::Cursor;
use crate::layout::theme::{Role, Theme};
use crate::model::{Aggregation, Lane, Method, Target, Template};
use egui::containers::menu::SubMenuButton;
use egui::{Atom, Button, MenuBar, Response, TextWrapMode, Ui, WidgetInfo, accesskit, vec2};
use keys::Choice;

/// Narrowest menu in points.
const NARROWEST: f32 = 240.0;
/// More maps and journeys than this stand in a menu of their own.
const MOST_VIEWS: usize = 5;

/// A line of a menu.
#[derive(Clone, PartialEq, Debug)]
enum Entry {
    /// A command by its whole text.
    Do(Command),
    /// A command whose text the menu it stands in has begun.
    Part(Command),
    /// A rule.
    Line,
    /// A menu of its own.
    More(&'static str, Vec<Entry>),
}

/// The bar of menus.
pub(crate) fn bar(ui: &mut Ui, state: &State, keys: &mut BarKeys, requests: &mut Requests) {
    keys.begin(ui.ctx());
    MenuBar::new().ui(ui, |ui| {
        for menu in Menu::ALL {
            let shown = ui.menu_button(BarKeys::label(ui, menu), |ui| {
                list(ui, state, &entries(state, menu), requests)
            });
            keys.shown(menu, &shown.response, shown.inner);
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            search(ui, state, requests);
        });
    });
}

/// The field-like button that opens the palette.
fn search(ui: &mut Ui, state: &State, requests: &mut Requests) {
    let theme = state.style.theme;
    let width = ui.available_width().min(220.0);
    let keys = Command::Palette.chords().first().copied();
    // In a narrow window the keys are told by the menu.
    let keys = keys.filter(|_| width >= 180.0);
    let button = Button::new(Command::Palette.text(state))
        .shortcut_text(keys.map(|keys| keys.text(ui.ctx())).unwrap_or_default())
        .min_size(vec2(width, 0.0))
        .truncate()
        .fill(color(theme, Role::Field))
        .stroke(egui::Stroke::new(1.0, color(theme, Role::Rule)));
    // The bar of menus has buttons without room around them; this one is as high as they are.
    ui.spacing_mut().button_padding = vec2(8.0, 1.0);
    if ui.add(button).clicked() {
        requests.push(Request::Run(Command::Palette));
    }
}

/// Shows the lines of a menu; gives back what can be chosen. One that is higher than the window
/// scrolls.
fn list(ui: &mut Ui, state: &State, entries: &[Entry], requests: &mut Requests) -> Vec<Choice> {
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
            lines(ui, state, entries, requests)
        });
        shown.inner
    } else {
        lines(ui, state, entries, requests)
    }
}

fn lines(ui: &mut Ui, state: &State, entries: &[Entry], requests: &mut Requests) -> Vec<Choice> {
    // Texts begin at one edge, whether or not they can have a tick.
    let has_ticks = entries.iter().any(|entry| match entry {
        Entry::Do(command) | Entry::Part(command) => command.is_on(state).is_some(),
        Entry::Line | Entry::More(..) => false,
    });
    let gutter = if has_ticks { 16.0 } else { 0.0 };
    let mut choices = Vec::new();
    for entry in entries {
        let mut inner = Vec::new();
        let response = match entry {
            Entry::Do(command) => {
                let text = command.text(state);
                line(ui, state, *command, &text, gutter, requests)
            }
            Entry::Part(command) => {
                let text = command.part(state);
                line(ui, state, *command, &text, gutter, requests)
            }
            Entry::Line => {
                ui.separator();
                continue;
            }
            Entry::More(name, entries) => {
                let more = ui.add_enabled_ui(!entries.is_empty(), |ui| {
                    let button = Button::new((tick(state, gutter, false), *name))
                        .gap(0.0)
                        .right_text(SubMenuButton::arrow_atom(None));
                    let more = SubMenuButton::from_button(button);
                    more.ui(ui, |ui| list(ui, state, entries, requests))
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
                is_more: matches!(entry, Entry::More(..)),
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
    requests: &mut Requests,
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
    let response = if command.hint().is_empty() {
        response
    } else {
        response.on_hover_text(command.hint())
    };
    if response.clicked() {
        requests.push(Request::Run(command));
        ui.close();
    }
    response
}

/// Screen readers hear the text without the keys, and whether it is on.
fn tell(response: &Response, text: &str, is_on: Option<bool>, is_possible: bool) {
    let role = accesskit::Role::Button;
    response.widget_info(|| match is_on {
        Some(is_on) => WidgetInfo::selected(role, is_possible, is_on, text),
        None => WidgetInfo::labeled(role, is_possible, text),
    });
}

/// A menu that scrolls goes with the arrows.
fn follow(response: &Response) {
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
}

/// The place of the tick before a text.
fn tick(state: &State, gutter: f32, is_on: bool) -> Atom<'static> {
    let ink = color(state.style.theme, Role::Focus);
    Atom::paint(vec2(gutter, 1.0), move |ui, args| {
        if is_on {
            let center = args.rect.center() - vec2(2.0, 0.0);
            icons::draw(ui.painter(), Icon::Tick, center, ink);
        }
    })
}

fn all_of(commands: impl IntoIterator<Item = Command>) -> Vec<Entry> {
    commands.into_iter().map(Entry::Do).collect()
}

fn parts_of(commands: impl IntoIterator<Item = Command>) -> Vec<Entry> {
    commands.into_iter().map(Entry::Part).collect()
}

/// The lines of a menu, in groups with rules between them.
fn entries(state: &State, menu: Menu) -> Vec<Entry> {
    let groups = match menu {
        Menu::File => vec![
            vec![
                Entry::More("New", parts_of(Template::ALL.map(Command::New))),
                Entry::Do(Command::Open),
                Entry::More(
                    "Open recent",
                    parts_of((0..state.preferences.recent.len()).map(Command::OpenRecent)),
                ),
                Entry::More(
                    "Examples",
                    parts_of((0..EXAMPLES.len()).map(Command::OpenExample)),
                ),
                Entry::Do(Command::OpenByPath),
            ],
            all_of([Command::Save, Command::SaveAs, Command::SaveCopy]),
            versions(),
            all_of([Command::Import, Command::Export]),
            all_of([Command::Welcome, Command::Quit]),
        ],
        Menu::Edit => vec![
            all_of([Command::Undo, Command::Redo]),
            all_of([
                Command::Cut,
                Command::Copy,
                Command::Paste,
                Command::Delete,
                Command::SelectAll,
            ]),
            all_of([
                Command::Rename,
                Command::MoveUp,
                Command::MoveDown,
                Command::MoveLeft,
                Command::MoveRight,
                Command::CopyToNext,
            ]),
            all_of([Command::Find, Command::Replace]),
        ],
        Menu::View => vec![
            views(state),
            all_of([
                Command::ToggleShape,
                Command::NextSolution,
                Command::PreviousSolution,
            ]),
            all_of([
                Command::Fit,
                Command::ZoomTo100,
                Command::ZoomIn,
                Command::ZoomOut,
            ]),
            all_of([
                Command::ToggleOutline,
                Command::ToggleInspector,
                Command::NextPane,
                Command::ToggleFullScreen,
            ]),
            vec![
                Entry::More("Colours", parts_of(Theme::ALL.map(Command::SetTheme))),
                Entry::More(
                    "Size of the interface",
                    parts_of(Preferences::SCALES.map(Command::SetInterfaceScale)),
                ),
                Entry::Do(Command::ToggleReducedMotion),
            ],
        ],
        Menu::Insert => vec![
            all_of([
                Command::AddNote,
                Command::InsertColumn,
                Command::QuickCapture,
            ]),
            all_of([Command::AddSolution, Command::AddPeriod]),
            all_of([
                Command::AddValueMap,
                Command::AddJourney(Method::Cvjm),
                Command::AddJourney(Method::Cvj),
            ]),
        ],
        Menu::Map => vec![
            all_of([Command::ScoreAll, Command::NothingHere, Command::NoSuchStep]),
            vec![
                Entry::More("Rows", parts_of(Lane::ALL.map(Command::ToggleLane))),
                Entry::More(
                    "How scores become bars",
                    parts_of(Aggregation::ALL.map(Command::SetAggregation)),
                ),
                Entry::Do(Command::ChangeScale),
            ],
            all_of([
                Command::SetBaseline,
                Command::DuplicateSolution,
                Command::DeleteSolution,
            ]),
            all_of([Command::DeletePeriod]),
            all_of([Command::OpenWithThisView, Command::DeleteView]),
        ],
        Menu::Help => vec![all_of([Command::Keys, Command::Palette, Command::About])],
    };
    with_rules(groups)
}

/// Other versions of the project.
fn versions() -> Vec<Entry> {
    vec![
        Entry::Do(Command::EarlierVersions),
        Entry::Do(Command::MergeCopy),
        Entry::More(
            "When two have changed it",
            all_of([
                Command::SettleConflicts,
                Command::MergeConflictCopy,
                Command::IgnoreConflictCopies,
                Command::ReplaceFile,
            ]),
        ),
        Entry::More(
            "After looking back",
            all_of([Command::RestoreVersion, Command::StopLooking]),
        ),
        Entry::Do(Command::UnsavedWork),
    ]
}

/// Every map and journey, and how to go from one to the next.
fn views(state: &State) -> Vec<Entry> {
    let all = state.all_views();
    if state.is_welcome || all.is_empty() {
        return Vec::new();
    }
    let views = parts_of(all.into_iter().map(Command::Show));
    let mut lines = if views.len() > MOST_VIEWS {
        vec![Entry::More("Maps and journeys", views)]
    } else {
        views
    };
    lines.extend(all_of([Command::NextView, Command::PreviousView]));
    lines
}

/// What can be done with what is under the pointer.
pub(crate) fn context(ui: &mut Ui, state: &State, requests: &mut Requests) {
    list(ui, state, &context_entries(state), requests);
}

fn context_entries(state: &State) -> Vec<Entry> {
    let groups: Vec<Vec<Command>> = match state.selection.cursor() {
        Cursor::At(Target::Note(_)) => vec![
            vec![Command::Rename, Command::AddNote],
            vec![
                Command::Cut,
                Command::Copy,
                Command::Paste,
                Command::CopyToNext,
            ],
            vec![
                Command::MoveUp,
                Command::MoveDown,
                Command::MoveLeft,
                Command::MoveRight,
            ],
            vec![Command::Delete],
        ],
        Cursor::At(Target::StepName(_) | Target::JobSentence(_)) => vec![
            vec![
                Command::Rename,
                Command::InsertColumn,
                Command::MoveLeft,
                Command::MoveRight,
            ],
            vec![Command::Delete],
        ],
        Cursor::At(Target::SolutionName(_)) => vec![
            vec![
                Command::Rename,
                Command::SetBaseline,
                Command::DuplicateSolution,
            ],
            vec![Command::DeleteSolution],
        ],
        Cursor::At(Target::PeriodName { .. }) => vec![
            vec![Command::Rename, Command::AddPeriod],
            vec![Command::DeletePeriod],
        ],
        Cursor::At(Target::Count { .. }) => vec![
            vec![Command::Rename, Command::Delete],
            vec![Command::AddPeriod, Command::DeletePeriod],
        ],
        Cursor::On(_) => vec![
            vec![
                Command::Paste,
                Command::NothingHere,
                Command::NoSuchStep,
                Command::SelectAll,
            ],
            vec![Command::InsertColumn],
        ],
        Cursor::At(_) => vec![vec![
            Command::Rename,
            Command::Delete,
            Command::NothingHere,
            Command::NoSuchStep,
        ]],
        Cursor::Nowhere => vec![vec![Command::Fit, Command::InsertColumn, Command::Export]],
    };
    let possible = |group: Vec<Command>| {
        let group = group.into_iter();
        all_of(group.filter(|command| command.is_possible(state)))
    };
    with_rules(groups.into_iter().map(possible).collect())
}

/// A rule between groups, none beside an empty one.
fn with_rules(groups: Vec<Vec<Entry>>) -> Vec<Entry> {
    let mut lines = Vec::new();
    for group in groups.into_iter().filter(|group| !group.is_empty()) {
        if !lines.is_empty() {
            lines.push(Entry::Line);
        }
        lines.extend(group);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn commands_in(entries: &[Entry]) -> Vec<Command> {
        let of = |entry: &Entry| match entry {
            Entry::Do(command) | Entry::Part(command) => vec![*command],
            Entry::Line => Vec::new(),
            Entry::More(_, entries) => commands_in(entries),
        };
        entries.iter().flat_map(of).collect()
    }

    #[test]
    fn every_command_stands_once_in_its_menu() {
        let bytes = include_bytes!("../../../assets/examples/tool-rental.vjourney");
        let mut state = State::for_test(crate::file::read(bytes).unwrap());
        state.preferences.recent = vec!["/a.vjourney".into()];
        for command in Command::all(&state) {
            for menu in Menu::ALL {
                let inside = commands_in(&entries(&state, menu));
                let count = inside.iter().filter(|known| **known == command).count();
                let expected = usize::from(command.menu() == menu);
                assert_eq!(count, expected, "{command:?} in {menu:?}");
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
            let lines = commands_in(&context_entries(&state));
            assert!(lines.contains(&Command::DeletePeriod), "{target:?}");
        }
    }

    #[test]
    fn rules_stand_between_lines() {
        let state = State::for_test(Template::Compare.build());
        let menus = Menu::ALL.map(|menu| entries(&state, menu));
        for lines in menus.iter().chain([&context_entries(&state)]) {
            assert_ne!(lines.first(), Some(&Entry::Line));
            assert_ne!(lines.last(), Some(&Entry::Line));
            assert!(
                !lines
                    .windows(2)
                    .any(|pair| pair == [Entry::Line, Entry::Line])
            );
        }
    }

    #[test]
    fn many_views_have_a_menu_of_their_own() {
        let mut project = Template::Compare.build();
        for _ in 0..MOST_VIEWS {
            crate::edit::add_journey(&mut project, Method::Cvjm);
        }
        let state = State::for_test(project);
        let Entry::More(_, inside) = &entries(&state, Menu::View)[0] else {
            panic!("a menu");
        };
        assert_eq!(inside.len(), MOST_VIEWS + 1);
    }
}
