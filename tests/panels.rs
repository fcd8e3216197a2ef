//! What stands around the canvas: find bar, palette, outline, inspector, menus, welcome page.
#![cfg(test)]

mod common;

use common::{Driver, example_path, pressed_and_released};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use value_journey::app::{Command, Entry, TOGGLE_OUTLINE, commands};
use value_journey::edit::{self, Cursor};
use value_journey::file::{self, Known};
use value_journey::layout::View;
use value_journey::model::{Id, Lane, Note, Persona, Place, Project, Slot, Target, texts};

/// Puts the focus into a text field.
fn enter_field(driver: &mut Driver, label: &str) {
    driver
        .harness
        .get_by_role_and_label(Role::TextInput, label)
        .focus();
    driver.harness.run();
}

#[test]
fn what_was_typed_in_a_panel_stays_when_typing_goes_on_on_the_canvas() {
    let mut driver = Driver::open("tool-rental");
    driver.click_note("129 € at once");
    enter_field(&mut driver, "Source");
    driver.type_slowly("receipt");
    driver.click_note("Twelve drills, which one?");
    driver.type_slowly("and a saw");
    driver.press(Key::Enter);
    assert!(driver.has_note("and a saw"));
    assert_eq!(driver.note("129 € at once").source, "receipt");
}

/// What the focused widget is called.
fn focused(driver: &Driver) -> String {
    let mut nodes = driver.harness.root().children_recursive();
    nodes
        .find(|node| node.accesskit_node().is_focused())
        .and_then(|node| node.accesskit_node().label())
        .unwrap_or_default()
}

/// Opens the find bar and looks for a text.
fn find(driver: &mut Driver, command: &'static Entry, text: &str) {
    driver.run(command);
    driver.type_slowly(text);
}

#[test]
fn tab_goes_from_what_is_found_to_what_replaces_it() {
    for width in [1600.0, 640.0] {
        let mut driver = Driver::start_sized(width, 700.0);
        driver.open_example("tool-rental");
        find(&mut driver, &commands::REPLACE, "carry it");
        assert_eq!(focused(&driver), "Find");
        driver.press(Key::Tab);
        assert_eq!(focused(&driver), "Replace with");
        driver.type_slowly("Lug it");
        driver.press(Key::Enter);
        assert!(driver.has_note("Lug it home on the bus"));
        assert!(driver.has_note("Carry it home anyway"));
        driver.press(Key::Enter);
        assert!(driver.has_note("Lug it home anyway"));
    }
}

#[test]
fn typing_on_the_canvas_is_not_taken_to_what_is_found() {
    let mut driver = Driver::open("tool-rental");
    find(&mut driver, &commands::FIND, "bus");
    assert!(driver.says("1 of 1"));
    driver.click_note("129 € at once");
    driver.type_slowly("Bus ticket to the shop");
    driver.press(Key::Enter);
    driver.type_slowly("and back");
    driver.press(Key::Enter);
    let place = driver.lane(0, 1, value_journey::model::Lane::Sacrifices);
    assert_eq!(
        driver.project().notes(place)[..3]
            .iter()
            .map(|note| note.text.as_str())
            .collect::<Vec<_>>(),
        ["129 € at once", "Bus ticket to the shop", "and back"]
    );
    // What is new is counted, and the place kept.
    assert!(driver.says("2 of 2"), "the note typed stands before");
}

/// The value map and the journey: both speak of drills.
fn with_drills(driver: &Driver) -> [View; 2] {
    let project = driver.project();
    [
        View::value_map(project.value_maps[0].id),
        View::journey(project.journeys[0].id),
    ]
}

#[test]
fn the_view_that_is_shown_is_searched_first() {
    let mut driver = Driver::open("tool-rental");
    for view in with_drills(&driver) {
        driver.run(commands::SHOW.with(view));
        find(&mut driver, &commands::FIND, "drill");
        let mut shown = Vec::new();
        for _ in 0..driver.state().open.finder.as_ref().unwrap().matches.len() {
            shown.push(driver.state().view);
            driver.press(Key::Enter);
        }
        assert_eq!(shown[0], Some(view));
        let mut once = shown.clone();
        once.dedup();
        assert_eq!(once.len(), 2, "one view, then the other: {shown:?}");
        driver.press(Key::Escape);
        assert!(driver.state().open.finder.is_none());
    }
}

#[test]
fn find_goes_on_in_the_view_somebody_went_to() {
    let mut driver = Driver::open("tool-rental");
    let all = with_drills(&driver);
    driver.run(commands::SHOW.with(all[0]));
    find(&mut driver, &commands::FIND, "drill");
    driver.run(commands::SHOW.with(all[1]));
    enter_field(&mut driver, "Find");
    driver.press(Key::Enter);
    assert_eq!(driver.state().view, Some(all[1]));
    assert!(driver.says("1 of "));
}

/// The example with a text of its own wherever there can be one, on the canvas or off it.
fn marked() -> (Project, Vec<String>) {
    let mut project = file::open(&example_path("tool-rental")).expect("read");
    project.scale.words = vec![String::new(); 4];
    let persona = Arc::make_mut(&mut project.personas[0]);
    persona.empathy.rows[value_journey::model::Field::Traits].push(Arc::new(Note::new("")));
    // Somebody no map is about.
    project.personas.push(Arc::new(Persona::new("")));
    let journey = project.journeys[0].id;
    edit::add_period(&mut project, journey, "");
    let journey = Arc::make_mut(&mut project.journeys[0]);
    // Of a row that is not shown, of an alternative that is not.
    let step = journey.steps[0].id;
    let solution = journey.solutions[1].id;
    let cell = journey.cell_mut(solution, step).expect("there");
    cell.rows[value_journey::model::Lane::Drivers].push(Arc::new(Note::new("")));
    let mut targets = Vec::new();
    texts(&project, |target, _| targets.push(target));
    let places: HashMap<Id, Place> = project
        .all_notes()
        .map(|(place, note)| (note.id, place))
        .collect();
    let mut marks = Vec::new();
    for target in targets {
        let place = target.note().map(|note| places[&note]);
        let mark = format!("Mark {}.", marks.len());
        edit::write(&mut project, target, place, &mark).expect("written");
        marks.push(mark);
    }
    (project, marks)
}

#[test]
fn going_to_a_match_shows_it_wherever_it_stands() {
    for (width, height) in [(1600.0, 1000.0), (1024.0, 768.0)] {
        let (project, marks) = marked();
        let mut driver = Driver::start_sized(width, height);
        let path = driver.folder.path().join("marked.vjourney");
        file::save(&project, &path, Known::Nothing, None).expect("saved");
        driver.open_file(&path);
        driver.run(commands::SHOW.with(View::journey(project.journeys[0].id)));
        driver.run(&commands::NEXT_SOLUTION);
        driver.run(&commands::TOGGLE_SHAPE);
        find(&mut driver, &commands::FIND, "Mark ");
        let window = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(width, height));
        let mut seen = HashSet::new();
        let mut kinds = HashSet::new();
        for _ in &marks {
            let finder = driver.state().open.finder.as_ref().expect("open");
            let target = finder.current().expect("a match").target;
            let mark = target.read(driver.project()).expect("there");
            // One of each kind is enough to look for.
            let place = target.note().and_then(|id| {
                let mut notes = driver.project().all_notes();
                notes.find(|(_, note)| note.id == id)
            });
            let place = place.map(|(place, _)| std::mem::discriminant(&place));
            if kinds.insert((std::mem::discriminant(&target), place)) {
                driver.harness.run();
                let says = |words: Option<String>| words.is_some_and(|words| words.contains(&mark));
                let mut places = driver
                    .harness
                    .query_all_by(|node| says(node.value()) || says(node.label()));
                assert!(
                    places.any(|node| window.contains_rect(node.rect())),
                    "{target:?} with “{mark}” at {width} by {height}"
                );
            }
            seen.insert(mark);
            driver.press(Key::Enter);
        }
        assert_eq!(seen.len(), marks.len(), "each once");
        // What a match has opened closes with the bar.
        driver.press(Key::Escape);
        let state = driver.state();
        assert_eq!(state.preferences.has_inspector, None);
    }
}

#[test]
fn head_counts_are_deleted_and_come_back() {
    let mut driver = Driver::open("eight-stages");
    let journey = driver.project().journeys[0].id;
    driver.run(&commands::ADD_PERIOD);
    driver.type_slowly("Spring\n");
    let before = driver.bytes();
    let named = |driver: &Driver| -> Vec<String> {
        let periods = driver.project().journeys[0].periods.iter();
        periods.map(|period| period.name.clone()).collect()
    };
    assert_eq!(named(&driver), ["2026-Q1", "Spring"]);
    let first = Cursor::At(Target::PeriodName { journey, period: 0 });
    driver.put_cursor(first);
    driver.press(Key::Delete);
    assert_eq!(named(&driver), ["Spring"]);
    assert!(!driver.says("2026-Q1"));
    driver.undo();
    assert_eq!(driver.bytes(), before);
    assert_eq!(driver.cursor(), first, "undo shows what came back");
    // From a figure of it by the palette, and the inspector has a button.
    let step = driver.project().journeys[0].steps[0].id;
    driver.put_cursor(Cursor::At(Target::Count { period: 1, step }));
    driver.click("Delete the head counts “Spring”");
    assert_eq!(named(&driver), ["2026-Q1"]);
    driver.run(&commands::DELETE_PERIOD);
    assert!(named(&driver).is_empty(), "the only ones");
    assert!(!commands::DELETE_PERIOD.is_possible(driver.state()));
    driver.undo();
    driver.undo();
    assert_eq!(driver.bytes(), before);
}

#[test]
fn escape_in_a_panel_leaves_the_find_bar_open() {
    let mut driver = Driver::open("tool-rental");
    find(&mut driver, &commands::FIND, "bus");
    enter_field(&mut driver, "Source");
    driver.press(Key::Escape);
    assert!(driver.state().open.finder.is_some());
}

/// Where a widget of this role and name stands.
fn rect_of(driver: &Driver, role: Role, label: &str) -> egui::Rect {
    driver.harness.get_by_role_and_label(role, label).rect()
}

#[test]
fn mentions_are_words_and_dragging_them_is_one_step() {
    let mut driver = Driver::open("tool-rental");
    driver.click_note("129 € at once");
    assert!(driver.says("1 person"));
    let before = driver.bytes();
    let from = rect_of(&driver, Role::SpinButton, "Mentioned by").center();
    driver.drag(from, from + egui::vec2(200.0, 0.0));
    let mentions = driver.note("129 € at once").mentions;
    assert!(mentions > 2, "{mentions}");
    assert!(driver.says(&format!("{mentions} people")));
    assert_eq!(driver.state().document.undo_steps(), 1);
    driver.undo();
    assert_eq!(driver.bytes(), before);
}

#[test]
fn mentions_can_be_typed() {
    let mut driver = Driver::open("tool-rental");
    driver.click_note("129 € at once");
    let field = rect_of(&driver, Role::SpinButton, "Mentioned by").center();
    for (typed, ends_with) in [
        ("12", None),
        ("4 people", Some("Twelve drills, which one?")),
    ] {
        driver.click_note("129 € at once");
        driver.click_at(field);
        driver.press_with(Modifiers::COMMAND, Key::A);
        driver.type_at_once(typed);
        match ends_with {
            Some(other) => driver.click_note(other),
            None => driver.press(Key::Enter),
        }
    }
    assert_eq!(driver.note("129 € at once").mentions, 4);
    assert_eq!(driver.note("Twelve drills, which one?").mentions, 1);
    assert_eq!(driver.state().document.undo_steps(), 2);
}

#[test]
fn entries_of_the_outline_stand_at_the_left_by_level() {
    let mut driver = Driver::open("tool-rental");
    driver.run(&TOGGLE_OUTLINE);
    let map = rect_of(&driver, Role::TreeItem, "Mikko renovates a room");
    let journey = rect_of(&driver, Role::TreeItem, "Get and use a drill");
    let step = rect_of(&driver, Role::TreeItem, "Maintain");
    assert!(map.width() > 190.0);
    assert_eq!(map.x_range(), journey.x_range());
    assert_eq!(map.x_range(), step.x_range());
    for (label, level) in [("Mikko renovates a room", 1), ("Maintain", 2)] {
        let node = driver.harness.get_by_role_and_label(Role::TreeItem, label);
        assert_eq!(node.accesskit_node().data().level(), Some(level));
    }
}

#[test]
fn the_outline_marks_where_the_cursor_is() {
    let mut driver = Driver::open("tool-rental");
    driver.run(&TOGGLE_OUTLINE);
    let marked = |driver: &Driver| -> Vec<String> {
        let nodes = driver.harness.root().children_recursive();
        nodes
            .filter(|node| node.accesskit_node().role() == Role::TreeItem)
            .filter(|node| node.accesskit_node().is_selected() == Some(true))
            .filter_map(|node| node.accesskit_node().label())
            .collect()
    };
    assert_eq!(marked(&driver), ["Get and use a drill"]);
    driver.click_note("129 € at once");
    assert_eq!(marked(&driver), ["Get"]);
}

#[test]
fn the_outline_works_by_keys() {
    let mut driver = Driver::open("tool-rental");
    driver.run(&TOGGLE_OUTLINE);
    driver.press(Key::F6);
    driver.press(Key::F6);
    assert_eq!(focused(&driver), "Mikko");
    driver.press(Key::End);
    let nodes = driver.harness.root().children_recursive();
    let rows = nodes.filter(|node| node.accesskit_node().role() == Role::TreeItem);
    let rows: Vec<String> = rows
        .filter_map(|node| node.accesskit_node().label())
        .collect();
    assert_eq!(Some(&focused(&driver)), rows.last());
    driver.press(Key::ArrowDown);
    assert_eq!(Some(&focused(&driver)), rows.last());
    let wanted = rows.iter().position(|row| row == "Return or store");
    for _ in wanted.expect("a row")..rows.len() - 1 {
        driver.press(Key::ArrowUp);
    }
    assert_eq!(focused(&driver), "Return or store");
    driver.press(Key::Enter);
    let step = driver.step_named("Return or store");
    assert_eq!(
        driver.cursor(),
        value_journey::edit::Cursor::At(value_journey::model::Target::StepName(step))
    );
    // One is there: letters take the place of its name.
    driver.type_slowly("Clean");
    driver.press(Key::Enter);
    assert_eq!(driver.step_named("Clean"), step);
}

#[test]
fn the_palette_knows_everyday_words() {
    let mut driver = Driver::open("tool-rental");
    driver.press_with(Modifiers::COMMAND, Key::K);
    driver.type_slowly("xyzzy");
    assert!(driver.says("No command of this name."));
    driver.press(Key::Escape);
    driver.click_note("129 € at once");
    driver.press_with(Modifiers::COMMAND, Key::K);
    driver.type_slowly("new column");
    driver.press(Key::Enter);
    driver.type_slowly("Unpack");
    driver.press(Key::Enter);
    driver.step_named("Unpack");
}

#[test]
fn news_stand_over_the_status_line_and_go() {
    let mut driver = Driver::open("tool-rental");
    driver.click_note("129 € at once");
    driver.run(&commands::SAVE);
    let news = rect_of(&driver, Role::Status, "Saved tool-rental.vjourney.");
    let status = rect_of(&driver, Role::Button, "Zoom out");
    assert!(news.min.y >= status.min.y, "{news} above {status}");
}

#[test]
fn dialogs_stand_inside_the_window_at_every_size() {
    for (width, height) in [(1280.0, 720.0), (1920.0, 1080.0), (640.0, 360.0)] {
        let mut driver = Driver::start_sized(width, height);
        driver.open_example("tool-rental");
        for command in [
            &commands::KEYS,
            &commands::ABOUT,
            &commands::CHANGE_SCALE,
            &commands::OPEN_BY_PATH,
        ] {
            driver.run(command);
            let is_read = [&commands::KEYS, &commands::ABOUT]
                .into_iter()
                .any(|entry| Command::from(command) == entry);
            let name = if is_read { "Close" } else { "Cancel" };
            let button = rect_of(&driver, Role::Button, name);
            let window = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(width, height));
            assert!(window.contains_rect(button), "{command:?}: {button}");
            driver.press(Key::Escape);
        }
    }
}

#[test]
fn the_keys_use_the_width_of_the_window() {
    let mut driver = Driver::start_sized(1280.0, 720.0);
    driver.open_example("tool-rental");
    driver.press(Key::F1);
    let canvas = rect_of(&driver, Role::Label, "Shift+Enter");
    let last = rect_of(&driver, Role::Label, "Ctrl+H");
    assert!(canvas.min.x < 80.0 && last.min.x > 800.0, "{canvas} {last}");
    // Nothing is left to scroll to.
    for key in ["Ctrl+H", "F1", "Ctrl+Shift+E", "Ctrl+drag"] {
        let rect = rect_of(&driver, Role::Label, key);
        assert!(rect.max.y < 640.0, "{key}: {rect}");
    }
}

#[test]
fn nothing_of_the_toolbar_is_outside_a_narrow_window() {
    for width in [1920.0, 1280.0, 900.0, 640.0] {
        let mut driver = Driver::start_sized(width, 600.0);
        driver.open_example("tool-rental");
        for name in ["Inspector", "Outline", "Add note", "Bars only"] {
            let rect = rect_of(&driver, Role::Button, name);
            assert!(rect.max.x <= width, "{name} at {width}: {rect}");
        }
    }
}

#[test]
fn the_present_one_of_several_journeys_is_named() {
    let mut driver = Driver::open("tool-rental");
    let market = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/market.ojf");
    driver.drop_file(&market);
    driver.click("Journey: market");
    driver.click("Journey “Get and use a drill”");
    assert_eq!(
        driver.state().view,
        Some(View::journey(driver.project().journeys[0].id))
    );
    driver.click("Journey: Get and use a drill");
    driver.press(Key::Escape);
    driver.click("Value map");
    assert_eq!(
        driver.state().view,
        Some(View::value_map(driver.project().value_maps[0].id))
    );
    driver.click("Journeys");
    driver.click("Journey “market”");
    assert_eq!(
        driver.state().view,
        Some(View::journey(driver.project().journeys[1].id))
    );
}

#[test]
fn a_menu_higher_than_the_window_goes_with_the_arrows() {
    let mut driver = Driver::start_sized(640.0, 360.0);
    driver.open_example("tool-rental");
    driver.click("View");
    for _ in 0..40 {
        if focused(&driver) == "Reduced motion" {
            break;
        }
        driver.press(Key::ArrowDown);
    }
    assert_eq!(focused(&driver), "Reduced motion");
    let rect = rect_of(&driver, Role::Button, "Reduced motion");
    assert!(rect.max.y <= 360.0, "{rect}");
}

#[test]
fn the_window_calls_things_by_one_name_each() {
    let mut driver = Driver::open("tool-rental");
    for name in ["Notes and bars", "Bars only"] {
        rect_of(&driver, Role::Button, name);
    }
    driver.click_note("129 € at once");
    driver.click("Map");
    for name in [
        "Score all notes",
        "Nothing in this step",
        "Step does not exist here",
        "Show this view first",
    ] {
        rect_of(&driver, Role::Button, name);
    }
    driver.press(Key::Escape);
    // What folds the notes brings them back under the name of what is shown then.
    driver.run(&commands::TOGGLE_SHAPE);
    driver.press_with(Modifiers::COMMAND, Key::K);
    driver.type_slowly("notes and bars");
    driver.press(Key::Enter);
    driver.rect_of(value_journey::model::Target::Note(
        driver.note("129 € at once").id,
    ));
    // With nothing selected the inspector lists the rows.
    let driver = Driver::open("tool-rental");
    for name in ["What helps", "What gets in the way"] {
        rect_of(&driver, Role::CheckBox, name);
    }
}

#[test]
fn words_people_used_before_still_find_the_command() {
    for (typed, wanted) in [
        ("shape", "Bars only"),
        ("nothing here", "Nothing in this step"),
        ("no such step", "Step does not exist here"),
    ] {
        let mut driver = Driver::open("tool-rental");
        driver.click_note("129 € at once");
        driver.press_with(Modifiers::COMMAND, Key::K);
        driver.type_slowly(typed);
        assert!(driver.says(wanted), "“{typed}” finds “{wanted}”");
    }
}

/// The groups of the toolbar, by name.
fn groups(driver: &Driver) -> Vec<(String, egui::Rect)> {
    let known = ["History", "Notes", "View", "Solution", "Show", "Panels"];
    let nodes = driver.harness.root().children_recursive();
    nodes
        .filter(|node| node.accesskit_node().role() == Role::Group)
        .filter_map(|node| Some((node.accesskit_node().label()?, node.rect())))
        .filter(|(name, _)| known.contains(&name.as_str()))
        .collect()
}

#[test]
fn the_groups_of_the_toolbar_have_names_and_stand_apart() {
    for width in [1920.0, 1280.0, 1024.0] {
        let mut driver = Driver::start_sized(width, 768.0);
        driver.open_example("tool-rental");
        let mut groups = groups(&driver);
        groups.sort_by(|(_, one), (_, other)| one.min.x.total_cmp(&other.min.x));
        let names: Vec<&str> = groups.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(
            names,
            ["History", "Notes", "View", "Solution", "Show", "Panels"],
            "at {width}"
        );
        for pair in groups.windows(2) {
            let apart = pair[1].1.min.x - pair[0].1.max.x;
            assert!(apart >= 12.0, "{pair:?} at {width}");
        }
        for (name, within) in [
            ("Undo", "History"),
            ("Add note", "Notes"),
            ("Bars only", "Show"),
            ("Outline", "Panels"),
        ] {
            let button = rect_of(&driver, Role::Button, name);
            let group = groups.iter().find(|(known, _)| known == within);
            assert!(
                group.is_some_and(|(_, rect)| rect.expand(1.0).contains_rect(button)),
                "{name} is in {within}"
            );
        }
        // The name is seen where there is room, else it begins the hint.
        if width >= 1280.0 {
            rect_of(&driver, Role::Label, "Show");
        } else {
            let button = rect_of(&driver, Role::Button, "Bars only");
            driver.harness.hover_at(button.center());
            driver.harness.run();
            driver.harness.step();
            driver.harness.run();
            assert!(driver.says("Show: All steps"), "at {width}");
        }
    }
}

/// A key with Alt, and the letter some systems send with it.
fn alt(driver: &mut Driver, key: Key, letter: &str) {
    let [mut down, up] = pressed_and_released(key);
    if let Event::Key { modifiers, .. } = &mut down {
        *modifiers = Modifiers::ALT;
    }
    let text = Event::Text(letter.to_owned());
    driver.harness.input_mut().events.extend([
        Event::ModifiersChanged(Modifiers::ALT),
        down,
        text,
        up,
        Event::ModifiersChanged(Modifiers::NONE),
    ]);
    driver.harness.step();
    driver.harness.run();
}

#[test]
fn menus_open_with_alt_and_their_letter_or_f10_and_arrows_go_through_them() {
    let mut driver = Driver::open("tool-rental");
    let place = driver.lane(0, 0, value_journey::model::Lane::Benefits);
    driver.put_cursor(Cursor::On(Slot::Note { place, at: 1 }));
    let before = driver.bytes();
    alt(&mut driver, Key::E, "e");
    let state = driver.state();
    let first = commands::DELETE.text(state);
    assert!(driver.says(&first), "the menu is open");
    driver.press(Key::ArrowRight);
    assert!(driver.says("Colours"), "the next menu is open");
    for view in driver.state().all_views() {
        assert_eq!(focused(&driver), driver.state().view_name(view));
        driver.press(Key::ArrowDown);
    }
    driver.press(Key::ArrowLeft);
    driver.press(Key::ArrowLeft);
    assert_eq!(focused(&driver), "New", "the first line of the first menu");
    driver.press(Key::ArrowRight);
    assert_eq!(focused(&driver), "Customer Value Map", "a menu in the menu");
    driver.press(Key::ArrowLeft);
    assert_eq!(focused(&driver), "New");
    driver.press(Key::ArrowRight);
    driver.press(Key::ArrowRight);
    assert!(
        driver.says(&first),
        "from its end to the menu beside the first"
    );
    driver.press(Key::ArrowLeft);
    assert_eq!(focused(&driver), "New");
    driver.press(Key::ArrowLeft);
    assert_eq!(focused(&driver), commands::KEYS.text(driver.state()));
    driver.press(Key::Escape);
    driver.press(Key::F10);
    assert_eq!(focused(&driver), "New");
    driver.press(Key::F10);
    assert!(!driver.says("Colours") && !driver.says("Open recent"));
    driver.type_slowly("Back");
    assert!(driver.has_note("Back"));
    driver.undo();
    assert_eq!(
        driver.bytes(),
        before,
        "no letter was written behind the menus"
    );
}

#[test]
fn a_menu_opens_from_a_field_of_a_panel_without_its_letter() {
    let mut driver = Driver::open("tool-rental");
    driver.click_note("129 € at once");
    driver.type_into("Source", "x");
    alt(&mut driver, Key::F, "f");
    assert_eq!(focused(&driver), "New");
    assert_eq!(driver.note("129 € at once").source, "x");
}

#[test]
fn the_welcome_page_begins_at_its_first_card() {
    let mut driver = Driver::start();
    assert!(focused(&driver).starts_with("Map one customer’s jobs"));
    driver.press(Key::ArrowUp);
    assert!(focused(&driver).starts_with("Map one customer’s jobs"));
    driver.press(Key::ArrowDown);
    assert!(focused(&driver).starts_with("See what each step gives"));
    driver.press(Key::ArrowDown);
    assert!(focused(&driver).starts_with("Document our eight stages"));
    driver.press(Key::ArrowDown);
    assert!(focused(&driver).starts_with("Tool rental"));
    for _ in 0..3 {
        driver.press(Key::ArrowDown);
    }
    assert_eq!(focused(&driver), "Open…");
    driver.press(Key::ArrowRight);
    assert_eq!(focused(&driver), "More to start with");
    driver.press(Key::ArrowUp);
    driver.press(Key::ArrowUp);
    driver.press(Key::ArrowUp);
    driver.press(Key::ArrowUp);
    driver.press(Key::Enter);
    assert_eq!(driver.project().journeys[0].steps.len(), 8);
}

#[test]
fn eight_stages_are_called_stages_and_nothing_speaks_of_scores_there() {
    let mut driver = Driver::open("eight-stages");
    let stage = driver.project().journeys[0].steps[2].id;
    let words = ["step", "score"];
    let mut seen = Vec::new();
    let mut look = |driver: &Driver| seen.extend(driver.all_texts());
    look(&driver);
    assert!(driver.says("All stages"));
    driver.put_cursor(Cursor::At(Target::StepName(stage)));
    assert!(driver.says("Name of the stage"));
    look(&driver);
    driver.put_cursor(Cursor::On(Slot::Note {
        place: driver.lane(0, 2, Lane::Actions),
        at: 9,
    }));
    look(&driver);
    for text in seen {
        let lower = text.to_lowercase();
        let found = words.iter().find(|word| lower.contains(*word));
        assert_eq!(found, None, "{text}");
    }
    alt(&mut driver, Key::M, "m");
    assert!(driver.says("Stage does not exist here") && driver.says("Rows"));
    assert!(!driver.says("How scores become bars") && !driver.says("step"));
}

#[test]
fn help_and_escape_leave_the_focus_where_it_was() {
    let mut driver = Driver::start();
    driver.press(Key::ArrowDown);
    let card = focused(&driver);
    assert!(card.starts_with("See what each step gives"));
    driver.press(Key::F1);
    assert_eq!(driver.question(), Some("keys"));
    driver.press(Key::Escape);
    assert_eq!((driver.question(), focused(&driver)), (None, card.clone()));
    driver.press(Key::Escape);
    assert_eq!(focused(&driver), card);
    driver.open_example("tool-rental");
    driver.click_note("129 € at once");
    enter_field(&mut driver, "Source");
    driver.press(Key::F1);
    driver.press(Key::Escape);
    assert_eq!(focused(&driver), "Source");
    driver.type_slowly("receipt");
    assert_eq!(driver.note("129 € at once").source, "receipt");
}
