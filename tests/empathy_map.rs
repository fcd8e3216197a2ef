//! Empathy maps as somebody uses them: writing, moving, finding, undoing, exporting, merging, hearing.
#![cfg(test)]

mod common;

use common::{Driver, example_path};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use value_journey::app::{TOGGLE_OUTLINE, commands};
use value_journey::edit::{self, Cursor};
use value_journey::file::{self, Known};
use value_journey::layout::View;
use value_journey::model::{Field, Note, Place, Project, Slot, Target, Template, check};

/// The window with the empathy map of the first customer of an example.
fn shown(name: &str) -> (Driver, View) {
    let mut driver = Driver::open(name);
    let persona = driver.project().personas[0].id;
    let view = View::of(driver.project(), persona).expect("a view of the customer");
    driver.run(commands::SHOW.with(view));
    (driver, view)
}

fn place(driver: &Driver, field: Field) -> Place {
    let persona = driver.project().personas[0].id;
    Place::Field { persona, field }
}

fn texts(driver: &Driver, field: Field) -> Vec<String> {
    let notes = driver.project().notes(place(driver, field)).iter();
    notes.map(|note| note.text.clone()).collect()
}

/// The fields as Tab goes through them.
const ROUND: [Field; 5] = [
    Field::Thoughts,
    Field::Feelings,
    Field::Actions,
    Field::Traits,
    Field::Influences,
];

#[test]
fn all_of_it_is_written_letter_by_letter_by_keys_alone_and_undone_to_the_same_bytes() {
    let (mut driver, _) = shown("tool-rental");
    let before = driver.bytes();
    let persona = driver.project().personas[0].id;
    driver.press_with(Modifiers::COMMAND, Key::Home);
    driver.press_with(Modifiers::COMMAND, Key::Home);
    assert_eq!(driver.cursor(), Cursor::At(Target::PersonaName(persona)));
    for _ in 0..3 {
        driver.press(Key::Tab);
    }
    for field in ROUND {
        let slot = Slot::Note {
            place: place(&driver, field),
            at: 0,
        };
        assert_eq!(driver.cursor(), Cursor::On(slot), "{field:?}");
        driver.type_slowly("First ");
        driver.type_slowly("one");
        driver.press(Key::Enter);
        driver.type_slowly("zwei größer");
        driver.press(Key::Tab);
    }
    for field in ROUND {
        assert_eq!(
            texts(&driver, field),
            ["First one", "zwei größer"],
            "{field:?}"
        );
    }
    assert_eq!(check(driver.project()), []);
    let after = driver.bytes();
    let steps = driver.state().document.undo_steps();
    assert_eq!(steps, 10, "a step for each note");
    for _ in 0..steps {
        driver.undo();
    }
    assert_eq!(driver.bytes(), before);
    for _ in 0..steps {
        driver.redo();
    }
    assert_eq!(driver.bytes(), after);
}

#[test]
fn an_unnamed_customer_is_asked_for_and_typed_at_once() {
    let mut driver = Driver::new_project(Template::ValueMap);
    let persona = driver.project().personas[0].id;
    let view = View::of(driver.project(), persona).expect("a view");
    driver.run(commands::SHOW.with(view));
    assert!(driver.says("Who is the customer? A name, and what they do."));
    driver.type_slowly("Aino\n");
    driver.type_slowly("librarian");
    driver.press(Key::Enter);
    let persona = &driver.project().personas[0];
    assert_eq!((&*persona.name, &*persona.position), ("Aino", "librarian"));
}

#[test]
fn a_new_customer_gets_an_empathy_map() {
    let mut driver = Driver::open("tool-rental");
    let before = driver.bytes();
    driver.run(&commands::ADD_CUSTOMER);
    driver.type_slowly("Aino\n");
    let persona = &driver.project().personas[1];
    assert_eq!(persona.name, "Aino");
    assert_eq!(driver.state().view, View::of(driver.project(), persona.id));
    driver.undo();
    driver.undo();
    assert_eq!(driver.bytes(), before);
}

#[test]
fn empty_fields_ask_until_they_have_three_notes() {
    let (mut driver, _) = shown("tool-rental");
    for field in Field::ALL {
        assert!(driver.says(field.info().prompt), "{field:?}");
    }
    let slot = place(&driver, Field::Feelings);
    driver.put_cursor(Cursor::On(Slot::Note { place: slot, at: 0 }));
    driver.paste("Proud\nTired\nAlone");
    assert_eq!(texts(&driver, Field::Feelings).len(), 3);
    assert!(!driver.says(Field::Feelings.info().prompt));
    assert!(driver.says(Field::Traits.info().prompt));
}

#[test]
fn notes_are_dragged_and_moved_by_keys_copied_and_deleted() {
    let (mut driver, _) = shown("eight-stages");
    let before = driver.bytes();
    let goal = place(&driver, Field::Traits);
    driver.drag_note_to("I should be baking", goal);
    assert!(texts(&driver, Field::Traits).contains(&"I should be baking".to_owned()));
    driver.undo();
    assert_eq!(driver.bytes(), before);
    // To what stands at the right, and back.
    driver.click_note("I should be baking");
    driver.press_with(Modifiers::ALT, Key::ArrowRight);
    assert!(texts(&driver, Field::Feelings).contains(&"I should be baking".to_owned()));
    driver.press_with(Modifiers::ALT, Key::ArrowLeft);
    driver.press_with(Modifiers::ALT, Key::ArrowLeft);
    assert!(texts(&driver, Field::Influences).contains(&"I should be baking".to_owned()));
    driver.press_with(Modifiers::ALT, Key::ArrowLeft);
    assert!(texts(&driver, Field::Influences).contains(&"I should be baking".to_owned()));
    driver.press(Key::Delete);
    assert!(!driver.has_note("I should be baking"));
    while driver.state().document.undo_steps() > 0 {
        driver.undo();
    }
    assert_eq!(driver.bytes(), before);
}

#[test]
fn arrows_go_to_what_stands_beside_and_tab_round_the_customer() {
    let (mut driver, _) = shown("eight-stages");
    driver.click_note("I should be baking");
    driver.press(Key::ArrowRight);
    let note = driver.cursor().note().expect("a note");
    assert_eq!(
        driver.state().document.places().of(note),
        Some(place(&driver, Field::Feelings))
    );
    driver.press_with(Modifiers::COMMAND, Key::End);
    for _ in 0..2 {
        driver.press(Key::ArrowDown);
    }
    let place_of = |driver: &Driver| driver.state().current_place();
    assert_eq!(
        place_of(&driver),
        Some(place(&driver, Field::Traits)),
        "below the influences"
    );
    driver.press(Key::ArrowRight);
    assert!(
        matches!(driver.cursor(), Cursor::At(target) if target.note().is_none()),
        "the customer"
    );
}

#[test]
fn evidence_is_said_in_the_inspector() {
    let (mut driver, _) = shown("eight-stages");
    driver.click_note("I should be baking");
    assert!(driver.says("Thoughts · Sari"));
    driver.type_into("Source", "Interview 3");
    assert_eq!(driver.note("I should be baking").source, "Interview 3");
}

#[test]
fn find_and_replace_go_there() {
    let (mut driver, view) = shown("eight-stages");
    let journey = View::journey(driver.project().journeys[0].id);
    driver.run(commands::SHOW.with(journey));
    driver.run(&commands::REPLACE);
    driver.type_slowly("shoebox");
    assert_eq!(driver.state().view, Some(view));
    let note = driver.note("Keeps every letter in one shoebox").id;
    assert_eq!(driver.cursor(), Cursor::At(Target::Note(note)));
    driver.press(Key::Tab);
    driver.type_slowly("drawer");
    driver.press(Key::Enter);
    assert!(driver.has_note("Keeps every letter in one drawer"));
    driver.press(Key::Escape);
    driver.run(commands::SHOW.with(journey));
    driver.undo();
    assert_eq!(
        driver.state().view,
        Some(view),
        "undo shows what it brings back"
    );
    assert!(driver.has_note("Keeps every letter in one shoebox"));
}

#[test]
fn customers_stand_in_outline_palette_and_toolbar_and_are_renamed_and_deleted_there() {
    let mut driver = Driver::open("tool-rental");
    driver.run(&TOGGLE_OUTLINE);
    driver
        .harness
        .get_by_role_and_label(Role::TreeItem, "Mikko")
        .click();
    driver.harness.run();
    let persona = driver.project().personas[0].id;
    assert_eq!(driver.state().view, View::of(driver.project(), persona));
    let rows = driver
        .harness
        .query_all_by_role_and_label(Role::TreeItem, "Mikko");
    assert_eq!(rows.count(), 1, "once is enough");
    assert!(driver.says("Customers"));
    driver.click("Value map");
    driver.click("Empathy map");
    assert_eq!(driver.state().view, View::of(driver.project(), persona));
    let before = driver.bytes();
    let note = Arc::new(Note::new("Has no car"));
    let place = place(&driver, Field::Traits);
    driver.put_cursor(Cursor::On(Slot::Note { place, at: 0 }));
    driver.type_slowly(&note.text);
    driver.press(Key::Escape);
    driver.run(&commands::DELETE_VIEW);
    assert!(driver.project().personas.is_empty());
    assert_eq!(check(driver.project()), []);
    assert_ne!(driver.state().view, None);
    driver.undo();
    assert_eq!(driver.project().personas.len(), 1, "back with all of it");
    assert!(driver.has_note("Has no car"));
    driver.undo();
    assert_eq!(driver.bytes(), before);
}

#[test]
fn every_part_is_heard_with_its_name_in_reading_order() {
    let (driver, _) = shown("eight-stages");
    let heard: Vec<(Role, String)> = driver
        .harness
        .root()
        .children_recursive()
        .filter(|node| node.accesskit_node().data().row_index().is_some())
        .filter_map(|node| {
            let node = node.accesskit_node();
            Some((node.role(), node.label()?))
        })
        .collect();
    let cells: Vec<&str> = heard
        .iter()
        .filter(|(role, _)| *role == Role::GridCell)
        .map(|(_, name)| name.as_str())
        .collect();
    let at = |wanted: &str| cells.iter().position(|name| name.starts_with(wanted));
    let order = [
        "Thoughts · Sari: 4 notes",
        "Feelings · Sari: 4 notes",
        "Actions · Sari: 6 notes",
        "Traits · Sari: 4 notes",
        "Influences · Sari: 6 notes",
    ];
    let order = order.map(|name| at(name).unwrap_or_else(|| panic!("{name}: {cells:?}")));
    assert!(order.is_sorted(), "{cells:?}");
    for name in [
        "Name of the customer: Sari",
        "Position of “Sari”: bakery owner, 9 staff",
    ] {
        assert!(
            heard.iter().any(|(_, heard)| heard == name),
            "{name}: {heard:?}"
        );
    }
    let note = (
        Role::ListItem,
        "I should be baking. Thoughts · Sari".to_owned(),
    );
    assert!(heard.contains(&note), "{heard:?}");
}

fn run(words: &[&Path]) -> std::process::Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_value-journey"));
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    command.args(words).output().expect("the program starts")
}

#[test]
fn it_goes_out_as_svg_and_png_without_what_it_asks() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = example_path("eight-stages");
    for ending in ["svg", "png"] {
        let out = folder.path().join(format!("out.{ending}"));
        let view = Path::new("empathy-map");
        let output = run(&[Path::new("export"), &file, &out, Path::new("--view"), view]);
        assert!(output.status.success(), "{output:?}");
        assert!(std::fs::metadata(&out).expect("written").len() > 5_000);
    }
    let svg = std::fs::read_to_string(folder.path().join("out.svg")).expect("text");
    let project = file::open(&file).expect("read");
    for (_, notes) in project.personas[0].shelves() {
        for note in notes {
            let word = note.text.split(' ').next().expect("a word");
            assert!(svg.contains(word), "{word}");
        }
    }
    for said in [
        "Empathy map",
        "Sari",
        "Influences",
        "of 24 notes are backed by evidence",
    ] {
        assert!(svg.contains(said), "{said}");
    }
    for field in Field::ALL {
        assert!(!svg.contains(field.info().prompt), "{field:?}");
    }
    // By the customer's name as well; and what it lacks is said.
    let out = folder.path().join("named.svg");
    let words = [
        Path::new("export"),
        &file,
        &out,
        Path::new("--view"),
        Path::new("Sari"),
    ];
    assert!(run(&words).status.success());
    let words = [
        words.as_slice(),
        &[Path::new("--solution"), Path::new("Today")],
    ]
    .concat();
    let output = run(&words);
    assert!(!output.status.success());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("An empathy map has no solutions"), "{said}");
}

#[test]
fn what_two_people_wrote_is_merged() {
    let folder = tempfile::tempdir().expect("a folder");
    let base = file::open(&example_path("eight-stages")).expect("read");
    let write = |name: &str, project: &Project| {
        let path = folder.path().join(name);
        file::save(project, &path, Known::Anything, None).expect("written");
        path
    };
    let with = |field: Field, text: &str| {
        let mut project = base.clone();
        let persona = project.personas[0].id;
        let place = Place::Field { persona, field };
        let note = Arc::new(Note::new(text));
        edit::insert_notes(&mut project, place, 0, vec![note]);
        project
    };
    let base_path = write("base.vjourney", &base);
    let ours = write("ours.vjourney", &with(Field::Feelings, "Ours"));
    let theirs = write("theirs.vjourney", &with(Field::Traits, "Theirs"));
    let output = run(&[
        Path::new("merge"),
        &base_path,
        &ours,
        &theirs,
        Path::new("-o"),
        &ours,
    ]);
    assert!(output.status.success(), "{output:?}");
    let merged = file::open(&ours).expect("read");
    let notes: Vec<&str> = merged.all_notes().map(|(_, note)| &*note.text).collect();
    assert!(
        notes.contains(&"Ours") && notes.contains(&"Theirs"),
        "{notes:?}"
    );
}
