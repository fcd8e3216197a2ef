//! Somebody who presses everything: clicks, keys, drags and sizes of the window at random. Nothing
//! panics, the project stays valid, and undoing all of it gives the first bytes back.
//!
//! `MONKEY=200x2000 SEED=1 cargo test --test monkey -- --nocapture` runs longer and prints figures.
#![cfg(test)]

mod common;

use common::Driver;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, MouseWheelUnit, Pos2, vec2};
use egui_kittest::kittest::Queryable as _;
use value_journey::app::{Command, commands};
use value_journey::file;
use value_journey::model::check;

const EXAMPLES: [&str; 3] = ["tool-rental", "service", "eight-stages"];
const KEYS: [Key; 26] = [
    Key::Enter,
    Key::Tab,
    Key::Escape,
    Key::Delete,
    Key::Backspace,
    Key::ArrowUp,
    Key::ArrowDown,
    Key::ArrowLeft,
    Key::ArrowRight,
    Key::Home,
    Key::End,
    Key::PageUp,
    Key::PageDown,
    Key::Space,
    Key::F2,
    Key::F6,
    Key::F8,
    Key::F10,
    Key::Z,
    Key::Y,
    Key::D,
    Key::E,
    Key::B,
    Key::J,
    Key::K,
    Key::A,
];
const TEXTS: [&str; 8] = ["a", "Wait", "3", " ", "ä", "Жук", "+", "Ωμέγα"];

/// So many rounds of so many actions, and the seed.
fn plan() -> (usize, usize, u64) {
    let number = |text: &str| text.parse().expect("MONKEY=200x2000");
    let plan = std::env::var("MONKEY").ok();
    let seed = std::env::var("SEED").map_or(2026, |seed| seed.parse().expect("a number"));
    match plan.as_deref().and_then(|plan| plan.split_once('x')) {
        Some((rounds, actions)) => (number(rounds), number(actions), seed),
        None => (10, 300, seed),
    }
}

#[test]
fn whatever_is_pressed_can_be_undone_to_the_first_byte() {
    let (rounds, actions, seed) = plan();
    let begin = std::time::Instant::now();
    let mut steps = 0;
    for round in 0..rounds {
        fastrand::seed(seed + round as u64);
        steps += one_round(EXAMPLES[round % EXAMPLES.len()], actions);
    }
    println!(
        "{rounds} rounds of {actions} actions, seed {seed}: {steps} steps undone, 0 failures, {} s",
        begin.elapsed().as_secs()
    );
}

/// Gives back how many steps were undone at the end.
fn one_round(example: &str, actions: usize) -> usize {
    let mut driver = Driver::start_sized(1280.0, 720.0);
    driver.open_example(example);
    let mut first = (driver.state().shown_projects, driver.bytes());
    for _ in 0..actions {
        driver.dialogs.cancel_all();
        act(&mut driver);
        driver.harness.step();
        let state = driver.state();
        if state.shown_projects != first.0 {
            // Another project is shown: its history begins with it.
            first.0 = state.shown_projects;
            first.1 = beginning(&driver);
        }
    }
    assert_eq!(check(driver.project()), []);
    let document = &mut driver.state_mut().document;
    let mut steps = 0;
    while document.undo() {
        steps += 1;
    }
    assert!(
        driver.bytes() == first.1,
        "{example}: undoing {steps} steps gives other bytes"
    );
    steps
}

/// The bytes of the project that was shown last, before anything was done with it.
fn beginning(driver: &Driver) -> String {
    let bytes = file::write(driver.project()).expect("a project can always be written");
    String::from_utf8(bytes).expect("UTF-8")
}

fn act(driver: &mut Driver) {
    let size = driver.harness.ctx.content_rect().size();
    let somewhere = || Pos2::new(fastrand::f32() * size.x, fastrand::f32() * size.y);
    match fastrand::u8(..100) {
        0..30 => {
            let modifiers = match fastrand::u8(..8) {
                0 => Modifiers::COMMAND,
                1 => Modifiers::SHIFT,
                2 => Modifiers::ALT,
                3 => Modifiers::COMMAND | Modifiers::SHIFT,
                _ => Modifiers::NONE,
            };
            let key = KEYS[fastrand::usize(..KEYS.len())];
            driver.harness.key_press_modifiers(modifiers, key);
        }
        30..50 => {
            let text = TEXTS[fastrand::usize(..TEXTS.len())];
            driver.harness.event(Event::Text(text.to_owned()));
        }
        50..65 => {
            let at = somewhere();
            driver.harness.hover_at(at);
            driver.harness.drag_at(at);
            driver.harness.drop_at(at);
        }
        65..75 => press_something(driver),
        75..85 => {
            let (from, to) = (somewhere(), somewhere());
            driver.harness.hover_at(from);
            driver.harness.step();
            driver.harness.drag_at(from);
            driver.harness.step();
            driver.harness.hover_at(from + (to - from) * 0.5);
            driver.harness.step();
            driver.harness.drop_at(to);
        }
        85..92 => {
            driver.harness.hover_at(somewhere());
            driver.harness.event(Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta: vec2(0.0, fastrand::f32() * 400.0 - 200.0),
                phase: egui::TouchPhase::Move,
                source: egui::MouseWheelSource::Wheel,
                modifiers: Modifiers::NONE,
            });
        }
        92..97 => {
            let all = Command::all(driver.state());
            let command = all[fastrand::usize(..all.len())];
            if command.is_possible(driver.state()) && command != &commands::QUIT {
                run(driver, command);
            }
        }
        _ => {
            let size = vec2(
                500.0 + fastrand::f32() * 1200.0,
                350.0 + fastrand::f32() * 700.0,
            );
            driver.harness.set_size(size);
        }
    }
}

fn press_something(driver: &mut Driver) {
    let roles = [
        Role::Button,
        Role::RadioButton,
        Role::CheckBox,
        Role::GridCell,
    ];
    let all: Vec<_> = driver
        .harness
        .query_all_by(|node| roles.contains(&node.role()) && !node.is_disabled())
        .collect();
    if all.is_empty() {
        return;
    }
    all[fastrand::usize(..all.len())].click();
}

/// Through the palette, as anybody can; what is in the way is closed first.
fn run(driver: &mut Driver, command: Command) {
    let app = driver.harness.state_mut();
    if app.question().is_some_and(|question| question != "merge") {
        app.close_question();
    }
    let text = command.text(driver.state());
    driver
        .harness
        .key_press_modifiers(Modifiers::COMMAND, Key::K);
    driver.harness.step();
    driver.harness.event(Event::Text(text));
    driver.harness.step();
    driver
        .harness
        .key_press_modifiers(Modifiers::NONE, Key::Enter);
}
