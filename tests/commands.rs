//! Every command, wherever it is possible: nothing panics, everything can be undone.
#![cfg(test)]

mod common;

use common::Driver;
use egui::{Key, Modifiers};
use value_journey::app::{Command, Entry, commands};
use value_journey::edit::{Cursor, Selection};
use value_journey::layout::View;
use value_journey::model::check;

/// Tested where files are, and the palette by itself.
fn is_elsewhere(command: Command) -> bool {
    let elsewhere: [&'static Entry; 12] = [
        &commands::NEW,
        &commands::OPEN,
        &commands::OPEN_BY_PATH,
        &commands::OPEN_RECENT,
        &commands::OPEN_EXAMPLE,
        &commands::SAVE,
        &commands::SAVE_AS,
        &commands::IMPORT,
        &commands::EXPORT,
        &commands::WELCOME,
        &commands::QUIT,
        &commands::PALETTE,
    ];
    elsewhere.into_iter().any(|entry| command == entry)
}

/// Puts the cursor on different kinds of things of the view.
fn cursors(driver: &mut Driver) -> Vec<Cursor> {
    let mut seen: Vec<Cursor> = Vec::new();
    driver.press_with(Modifiers::COMMAND, Key::Home);
    for key in [
        Key::ArrowUp,
        Key::ArrowUp,
        Key::ArrowLeft,
        Key::Home,
        Key::ArrowDown,
        Key::ArrowDown,
        Key::End,
    ] {
        if let Cursor::At(target) = driver.cursor() {
            seen.push(Cursor::At(target));
        }
        driver.press(key);
    }
    seen.push(Cursor::Nowhere);
    seen.dedup();
    seen
}

#[test]
fn every_command_can_be_found_run_and_undone() {
    let mut run = 0;
    for name in ["tool-rental", "eight-stages", "service"] {
        let mut driver = Driver::open(name);
        let before = driver.bytes();
        for view in View::all(driver.project()) {
            driver.run(commands::SHOW.with(view));
            for cursor in cursors(&mut driver) {
                for command in Command::all(driver.state()) {
                    driver.state_mut().selection = Selection::at(cursor);
                    driver.harness.run();
                    let is_possible = command.is_possible(driver.state());
                    if is_elsewhere(command) || !is_possible {
                        continue;
                    }
                    let text = command.text(driver.state());
                    driver.run(command);
                    run += 1;
                    assert_eq!(check(driver.project()), [], "{text} at {cursor:?}");
                    // Whatever it opened is closed again, whatever it changed undone.
                    for _ in 0..3 {
                        driver.press(Key::Escape);
                    }
                    while driver.state().document.undo_label().is_some() {
                        driver.undo();
                    }
                    assert!(
                        driver.bytes() == before,
                        "{text} at {cursor:?} is not undone"
                    );
                    if driver.state().view != Some(view) {
                        driver.run(commands::SHOW.with(view));
                    }
                }
            }
        }
    }
    println!("{run} commands were run");
    assert!(run > 1_000, "{run}");
}
