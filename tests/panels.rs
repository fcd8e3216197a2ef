//! What stands around the canvas: find bar, palette, outline, inspector, menus, welcome page.
#![cfg(test)]

mod common;

use common::Driver;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use value_journey::app::Command;
use value_journey::layout::View;

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
fn find(driver: &mut Driver, command: Command, text: &str) {
    driver.run(command);
    driver.type_slowly(text);
}

#[test]
fn tab_goes_from_what_is_found_to_what_replaces_it() {
    for width in [1600.0, 640.0] {
        let mut driver = Driver::start_sized(width, 700.0);
        driver.open_example("tool-rental");
        find(&mut driver, Command::Replace, "carry it");
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
    find(&mut driver, Command::Find, "bus");
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

#[test]
fn the_view_that_is_shown_is_searched_first() {
    let mut driver = Driver::open("tool-rental");
    let all = View::all(driver.project());
    for view in all {
        driver.run(Command::Show(view));
        find(&mut driver, Command::Find, "drill");
        let mut shown = Vec::new();
        for _ in 0..driver
            .harness
            .state()
            .state
            .finder
            .as_ref()
            .unwrap()
            .matches
            .len()
        {
            shown.push(driver.harness.state().state.view);
            driver.press(Key::Enter);
        }
        assert_eq!(shown[0], Some(view));
        let mut once = shown.clone();
        once.dedup();
        assert_eq!(once.len(), 2, "one view, then the other: {shown:?}");
        driver.press(Key::Escape);
        assert!(driver.harness.state().state.finder.is_none());
    }
}

#[test]
fn find_goes_on_in_the_view_somebody_went_to() {
    let mut driver = Driver::open("tool-rental");
    let all = View::all(driver.project());
    driver.run(Command::Show(all[0]));
    find(&mut driver, Command::Find, "drill");
    driver.press_with(Modifiers::COMMAND, Key::PageDown);
    assert_eq!(driver.harness.state().state.view, Some(all[1]));
    enter_field(&mut driver, "Find");
    driver.press(Key::Enter);
    assert_eq!(driver.harness.state().state.view, Some(all[1]));
    assert!(driver.says("1 of "));
}

#[test]
fn escape_in_a_panel_leaves_the_find_bar_open() {
    let mut driver = Driver::open("tool-rental");
    find(&mut driver, Command::Find, "bus");
    enter_field(&mut driver, "Source");
    driver.press(Key::Escape);
    assert!(driver.harness.state().state.finder.is_some());
}
