//! What somebody hears who cannot see the window, and that all of it is reached by keys.
#![cfg(test)]

mod common;

use common::Driver;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use value_journey::app::{TOGGLE_OUTLINE, commands};
use value_journey::canvas::id_of;
use value_journey::edit::Cursor;
use value_journey::layout::View;
use value_journey::layout::sheet::CellKind;
use value_journey::model::{Aggregation, Slot, Target};

/// What a screen reader knows of something on the canvas.
#[derive(Debug)]
struct Heard {
    role: Role,
    name: String,
    row: Option<usize>,
    column: Option<usize>,
}

fn heard(driver: &Driver, id: egui::Id) -> Option<Heard> {
    let wanted = id.accesskit_id();
    let node = driver
        .harness
        .root()
        .children_recursive()
        .find(|node| node.accesskit_node().locate().0 == wanted)?;
    let data = node.accesskit_node().data().clone();
    Some(Heard {
        role: data.role(),
        name: data.label().unwrap_or_default().to_owned(),
        row: data.row_index(),
        column: data.column_index(),
    })
}

fn canvas_id() -> egui::Id {
    egui::Id::unique("canvas")
}

/// What a screen reader follows while the canvas has the focus.
fn followed(driver: &Driver) -> Option<egui::accesskit::NodeId> {
    let wanted = canvas_id().accesskit_id();
    let mut nodes = driver.harness.root().children_recursive();
    let canvas = nodes.find(|node| node.accesskit_node().locate().0 == wanted)?;
    canvas.accesskit_node().data().active_descendant()
}

#[test]
fn every_cell_and_note_has_a_role_a_name_a_row_and_a_column() {
    for name in ["tool-rental", "eight-stages", "service"] {
        let mut driver = Driver::open(name);
        for view in View::all(driver.project()) {
            driver.run(commands::SHOW.with(view));
            driver.run(&commands::FIT);
            let project = driver.project().clone();
            let sheet = driver.harness.state().sheet().expect("a sheet").clone();
            let grid = driver
                .harness
                .root()
                .children_recursive()
                .filter(|node| matches!(node.accesskit_node().role(), Role::GridCell))
                .filter(|node| node.accesskit_node().data().row_index().is_some())
                .count();
            assert!(
                grid >= sheet
                    .cells
                    .iter()
                    .filter(|cell| matches!(cell.content.kind, CellKind::Notes(_)))
                    .count(),
                "{name}: {grid} cells"
            );
            let targets = sheet
                .cells
                .iter()
                .flat_map(|cell| &cell.content.blocks)
                .filter_map(|block| block.target);
            for target in targets {
                let what = target.name(&project);
                let heard = heard(&driver, id_of(canvas_id(), target))
                    .unwrap_or_else(|| panic!("{what} is not heard"));
                assert!(
                    heard.row.is_some() && heard.column.is_some(),
                    "{what}: {heard:?}"
                );
                if let Target::Note(id) = target {
                    let (place, note) = project
                        .all_notes()
                        .find(|(_, note)| note.id == id)
                        .expect("a note");
                    assert_eq!(heard.role, Role::ListItem);
                    assert!(
                        heard.name.starts_with(&note.text)
                            && heard.name.ends_with(&project.place_name(place)),
                        "{heard:?}"
                    );
                    let score = note.score.map(|score| format!("score {score}"));
                    assert!(
                        score.is_none_or(|score| heard.name.contains(&score)),
                        "{heard:?}"
                    );
                } else {
                    assert!(!heard.name.is_empty(), "{what}");
                }
            }
        }
    }
}

#[test]
fn figures_are_heard_with_their_row_and_column() {
    let driver = Driver::open("tool-rental");
    for sentence in [
        "Buy, Get: −2",
        "Use, Get: +3",
        "Difference, Get: +5",
        "Buy: −6",
        "Difference: +8",
        "Net-value bars, Get: Buy, benefits 2, sacrifices 4; Use, benefits 4, sacrifices 1",
    ] {
        assert!(driver.says(sentence), "{sentence}");
    }
}

#[test]
fn what_is_heard_of_bars_is_what_is_drawn() {
    let mut driver = Driver::open("tool-rental");
    let get = "Net-value bars, Get: ";
    driver.run(commands::SET_AGGREGATION.with(Aggregation::Mean));
    let average = "Buy, benefits 2, sacrifices 2; Use, benefits 2, sacrifices 1";
    assert!(
        driver.says(&format!("{get}{average}")),
        "by the rule of the journey"
    );
    let missing = "Net-value bars, Maintain: Buy, benefits 0, sacrifices 1.5; Use, no such step";
    assert!(driver.says(missing));
    // Both, the first, the second.
    driver.run(&commands::NEXT_SOLUTION);
    driver.run(&commands::NEXT_SOLUTION);
    assert!(driver.says(&format!("{get}Use, benefits 2, sacrifices 1")));
    assert!(
        !driver.says(&format!("{get}Buy")),
        "only the solution that is shown"
    );
    driver.run(commands::SET_AGGREGATION.with(Aggregation::Overall));
    assert!(driver.says(&format!("{get}Use, not scored")));
}

#[test]
fn what_colours_and_signs_say_is_heard() {
    let driver = Driver::open("tool-rental");
    for sentence in [
        "Buy, Maintain: −3, lowest",
        "Buy, Learn and use: +1, highest",
        "Difference, Decide: 0 ±, depends on how notes are added up",
        "Use, Maintain: –, no such step",
        "Difference, Maintain: +3 avoided",
    ] {
        assert!(driver.says(sentence), "{sentence}");
    }
}

#[test]
fn what_a_sign_means_is_shown_under_the_pointer() {
    let mut driver = Driver::open("tool-rental");
    let of = |driver: &Driver, name: &str| {
        let node = driver.harness.get_by(|node| {
            node.role() == Role::GridCell
                && node.label().is_some_and(|label| label.starts_with(name))
        });
        node.rect().center()
    };
    for (name, hint) in [
        (
            "Difference, Decide: 0",
            "± Better or worse depends on how notes are added up",
        ),
        (
            "Difference, Maintain: +3",
            "Avoided: only the baseline has this step",
        ),
        (
            "Buy, Maintain: −3",
            "The lowest net value of this solution.",
        ),
    ] {
        assert!(!driver.says(hint), "{hint}");
        let at = of(&driver, name);
        driver.harness.hover_at(at);
        driver.harness.run();
        driver.harness.hover_at(at + egui::vec2(1.0, 0.0));
        for _ in 0..60 {
            driver.harness.step();
        }
        assert!(driver.says(hint), "{hint}");
    }
}

#[test]
fn a_screen_reader_follows_the_cursor() {
    let mut driver = Driver::open("tool-rental");
    driver.press_with(Modifiers::COMMAND, Key::Home);
    let mut met = 0;
    for _ in 0..60 {
        match driver.cursor() {
            Cursor::At(target) => {
                assert_eq!(
                    followed(&driver),
                    Some(id_of(canvas_id(), target).accesskit_id())
                );
                met += 1;
            }
            // On a slot it is a text field that has the focus, and a name.
            Cursor::On(slot) => {
                let Slot::Note { place, .. } = slot else {
                    break;
                };
                let name = format!("New note: {}", driver.project().place_name(place));
                assert!(driver.says(&name), "{name}");
            }
            Cursor::Nowhere => panic!("the cursor was lost"),
        }
        driver.press(Key::Tab);
    }
    assert!(met > 20, "{met} notes were met by Tab");
}

#[test]
fn everything_that_can_be_used_has_a_name() {
    let mut driver = Driver::open("tool-rental");
    driver.run(&TOGGLE_OUTLINE);
    driver.click_note("129 € at once");
    let mut checked = 0;
    for node in driver.harness.root().children_recursive() {
        let node = node.accesskit_node();
        let is_used = matches!(
            node.role(),
            Role::Button
                | Role::CheckBox
                | Role::ComboBox
                | Role::TextInput
                | Role::MultilineTextInput
                | Role::SpinButton
                | Role::RadioButton
                | Role::Slider
        );
        if is_used && !node.is_hidden() {
            let named = [
                node.label(),
                node.value().filter(|_| node.role() == Role::ComboBox),
            ];
            assert!(
                named.iter().flatten().any(|name| !name.trim().is_empty()),
                "{:?} at {:?} has no name (value {:?})",
                node.role(),
                node.raw_bounds(),
                node.value()
            );
            checked += 1;
        }
    }
    assert!(checked > 30, "{checked}");
}

#[test]
fn panes_are_reached_and_left_by_f6() {
    let mut driver = Driver::open("tool-rental");
    driver.run(&TOGGLE_OUTLINE);
    driver.press_with(Modifiers::COMMAND, Key::Home);
    let mut met = Vec::new();
    for _ in 0..3 {
        driver.press(Key::F6);
        let focused = driver
            .harness
            .root()
            .children_recursive()
            .find(|node| node.accesskit_node().is_focused());
        met.push(
            focused
                .and_then(|node| node.accesskit_node().label())
                .unwrap_or_default(),
        );
    }
    assert_eq!(met[0], "File");
    assert!(!met[1].is_empty() && !met[2].is_empty(), "{met:?}");
    driver.press(Key::F6);
    driver.type_slowly("Back on the canvas");
    driver.press(Key::Enter);
    assert!(driver.has_note("Back on the canvas"), "{met:?}");
}

#[test]
fn a_screen_reader_can_go_to_a_cell() {
    let mut driver = Driver::open("tool-rental");
    let cell = driver
        .harness
        .root()
        .children_recursive()
        .find(|node| {
            node.accesskit_node()
                .label()
                .is_some_and(|name| name.starts_with("Benefits · Use · Pick up"))
        })
        .expect("the cell is heard");
    cell.click_accesskit();
    driver.harness.run();
    driver.type_slowly("Close by");
    driver.press(Key::Enter);
    assert_eq!(
        driver.texts(1, 2, value_journey::model::Lane::Benefits),
        ["Close by"]
    );
}
