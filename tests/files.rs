//! Opening, saving and closing in the window: what is asked, what is on disk, what is never lost.
#![cfg(test)]

#[path = "common/bad_files.rs"]
mod bad_files;
mod common;

use bad_files::bad_files;
use common::{Driver, example_path};
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use std::path::Path;
use value_journey::app::{Entry, Purpose, Written, commands};
use value_journey::model::{Lane, Template};

/// The tool rental with one more note, not saved.
fn changed() -> (Driver, std::path::PathBuf) {
    let mut driver = Driver::start();
    let path = driver.open_example("tool-rental");
    driver.click_note("129 € at once");
    driver.type_slowly("Deposit");
    driver.press(Key::Enter);
    (driver, path)
}

fn on_disk(path: &Path) -> String {
    std::fs::read_to_string(path).expect("the file is there")
}

#[test]
fn saving_writes_what_is_on_the_screen_and_opening_brings_it_back() {
    let (mut driver, path) = changed();
    driver.run(&commands::SAVE);
    assert_eq!(on_disk(&path), driver.bytes());
    assert!(on_disk(&path).contains("Deposit"));
    assert_eq!(driver.news(), ["Saved tool-rental.vjourney."]);
    let mut again = Driver::start();
    again.open_file(&path);
    assert_eq!(again.bytes(), driver.bytes());
}

#[test]
fn a_file_that_is_not_changed_keeps_its_bytes() {
    let mut driver = Driver::start();
    let path = driver.open_example("tool-rental");
    let canonical = on_disk(&path);
    let value: serde_json::Value = serde_json::from_str(&canonical).expect("JSON");
    for other in [
        value.to_string(),
        format!("\u{feff}{}", canonical.replace('\n', "\r\n")),
        format!("{canonical}\n\n"),
        canonical.replace("\"score\": 2", "\"score\": 2.0"),
    ] {
        std::fs::write(&path, &other).expect("written");
        let mut driver = Driver::start();
        driver.open_file(&path);
        driver.run(&commands::SAVE);
        assert_eq!(driver.news(), ["Saved tool-rental.vjourney."]);
        assert!(on_disk(&path) == other, "{other:.40}");
        // Nor is it written anew when a change was taken back.
        driver.click_note("129 € at once");
        driver.type_slowly("Deposit");
        driver.press(Key::Enter);
        while driver.has_note("Deposit") {
            driver.undo();
        }
        driver.run(&commands::SAVE);
        assert!(on_disk(&path) == other, "{other:.40}");
    }
}

#[test]
fn saving_keeps_what_is_being_typed() {
    let mut driver = Driver::start();
    let path = driver.open_example("tool-rental");
    driver.click_note("129 € at once");
    driver.type_slowly("half a tho");
    driver.run(&commands::SAVE);
    assert!(on_disk(&path).contains("half a tho"));
}

#[test]
fn saving_and_exporting_propose_the_name_of_the_map() {
    let mut driver = Driver::new_project(Template::Cvjm);
    let mut proposed = |command: &'static Entry, names: [&str; 2]| {
        let [project, journey] = names.map(str::to_owned);
        let document = &mut driver.state_mut().document;
        document.edit("Rename", |value| {
            value.name = project;
            std::sync::Arc::make_mut(&mut value.journeys[0]).name = journey;
        });
        driver.will_cancel();
        driver.run(command);
        let asked = driver.dialogs.asked.borrow();
        asked.last().expect("asked").name.clone()
    };
    for (command, project, journey, name) in [
        (&commands::SAVE, "", "Get a drill", "Get a drill.vjourney"),
        (
            &commands::SAVE_COPY,
            "",
            "Get a drill",
            "Get a drill copy.vjourney",
        ),
        (&commands::EXPORT, "", "Get a drill", "Get a drill.svg"),
        (&commands::SAVE, "Tools", "Get a drill", "Tools.vjourney"),
        (&commands::EXPORT, "Tools", "Get a drill", "Get a drill.svg"),
        (&commands::EXPORT, "Tools", "", "Tools.svg"),
        (&commands::SAVE, "", "", "Untitled.vjourney"),
    ] {
        assert_eq!(
            proposed(command, [project, journey]),
            name,
            "{project}, {journey}"
        );
    }
}

#[test]
fn a_new_project_asks_for_a_name_and_gets_the_ending() {
    let mut driver = Driver::new_project(Template::Cvjm);
    let chosen = driver.will_choose("plan");
    driver.run(&commands::SAVE);
    assert_eq!(
        driver.dialogs.asked.borrow()[0].purpose,
        Purpose::Write(Written::Project)
    );
    let path = chosen.with_extension("vjourney");
    assert_eq!(on_disk(&path), driver.bytes());
    // From now on saving does not ask.
    driver.run(&commands::SAVE);
    assert_eq!(driver.dialogs.asked.borrow().len(), 1);
}

#[test]
fn saving_under_another_name_leaves_the_first_file() {
    let (mut driver, path) = changed();
    let before = on_disk(&path);
    let other = driver.will_choose("other.vjourney");
    driver.run(&commands::SAVE_AS);
    assert_eq!(on_disk(&path), before);
    assert_eq!(on_disk(&other), driver.bytes());
}

#[test]
fn cancelling_a_dialog_changes_nothing() {
    let mut driver = Driver::new_project(Template::Cvjm);
    driver.will_cancel();
    driver.run(&commands::SAVE);
    assert!(driver.news().is_empty());
    assert_eq!(
        driver.folder.path().read_dir().expect("a folder").count(),
        0
    );
}

#[test]
fn without_a_dialog_of_the_system_a_path_is_typed() {
    let mut driver = Driver::new_project(Template::Cvjm);
    driver.run(&commands::SAVE);
    let path = driver.folder.path().join("typed.vjourney");
    // The field has the focus, with a name that can be replaced.
    driver.press_with(egui::Modifiers::COMMAND, Key::A);
    driver.type_at_once(&driver.folder.path().join("none/x").display().to_string());
    driver.press(Key::Enter);
    assert!(driver.says("There is no such folder."));
    driver.press_with(egui::Modifiers::COMMAND, Key::A);
    driver.type_at_once(&path.display().to_string());
    driver.press(Key::Enter);
    assert_eq!(on_disk(&path), driver.bytes());
}

/// Replaces the path in the dialog and sends it off.
fn type_path(driver: &mut Driver, path: &str) {
    driver.press_with(egui::Modifiers::COMMAND, Key::A);
    driver.type_at_once(path);
    driver.press(Key::Enter);
}

fn files_in(driver: &Driver) -> Vec<String> {
    let folder = driver.folder.path().read_dir().expect("a folder");
    let mut names: Vec<String> = folder
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .into_string()
                .expect("a name")
        })
        .collect();
    names.sort();
    names
}

#[test]
fn a_folder_is_no_path_to_save_to() {
    let mut driver = Driver::new_project(Template::Cvjm);
    let folder = driver.folder.path().display().to_string();
    std::fs::create_dir(driver.folder.path().join("taken.vjourney")).expect("made");
    driver.run(&commands::SAVE);
    for path in ["", "/", "/new/", "/..", "/.vjourney"] {
        type_path(&mut driver, &format!("{folder}{path}"));
        assert!(
            driver.says("This is a folder: add a name for the file."),
            "{path}"
        );
    }
    type_path(&mut driver, &format!("{folder}/taken"));
    assert!(driver.says("“taken.vjourney” is a folder: choose another name."));
    assert_eq!(files_in(&driver), ["taken.vjourney"]);
    type_path(&mut driver, &format!("{folder}/plan"));
    assert_eq!(files_in(&driver), ["plan.vjourney", "taken.vjourney"]);
}

#[test]
fn a_folder_cannot_be_opened() {
    let mut driver = Driver::start();
    driver.run(&commands::OPEN_BY_PATH);
    let folder = std::env::current_dir().expect("a folder");
    assert!(driver.says(&format!("{}/", folder.display())));
    driver.press(Key::Enter);
    assert!(driver.says("This is a folder: add the name of the file."));
    type_path(&mut driver, "none.vjourney");
    assert!(driver.says("There is no file of this name."));
    // Without a folder it is meant in the one that is offered.
    driver.press_with(egui::Modifiers::COMMAND, Key::A);
    driver.type_at_once("assets/examples/service.vjourney\n");
    driver.harness.run();
    assert_eq!(driver.project().name, "Lunch by cargo bike");
}

#[test]
fn the_path_that_is_offered_has_its_folder_and_typing_replaces_the_name() {
    let (mut driver, path) = changed();
    driver.run(&commands::SAVE_AS);
    assert!(driver.says(&path.display().to_string()));
    driver.type_at_once("Plan 1.2\n");
    driver.harness.run();
    assert_eq!(
        files_in(&driver),
        ["Plan 1.2.vjourney", "tool-rental.vjourney"]
    );
    let mut driver = Driver::new_project(Template::Cvjm);
    driver.run(&commands::SAVE);
    let offered = std::env::current_dir().expect("a folder");
    assert!(driver.says(&format!("{}/", offered.display())));
}

#[test]
fn a_full_stop_in_a_name_is_no_ending() {
    let mut driver = Driver::new_project(Template::Cvjm);
    driver.will_choose("Plan 1.2");
    driver.run(&commands::SAVE);
    assert_eq!(files_in(&driver), ["Plan 1.2.vjourney"]);
    driver.will_choose("View 1.2");
    driver.run(&commands::EXPORT);
    assert_eq!(files_in(&driver), ["Plan 1.2.vjourney", "View 1.2.svg"]);
}

#[test]
fn a_view_does_not_go_out_under_the_ending_of_another_format() {
    let mut driver = Driver::open("tool-rental");
    driver.will_choose("x.pdf");
    driver.run(&commands::EXPORT);
    assert!(driver.says("Views go out as .svg or .png: end the name with one of them."));
    assert_eq!(files_in(&driver), ["tool-rental.vjourney"]);
    let path = driver.folder.path().join("x.png");
    type_path(&mut driver, &path.display().to_string());
    assert!(
        std::fs::read(path)
            .expect("written")
            .starts_with(b"\x89PNG")
    );
}

#[test]
fn a_typed_path_asks_before_it_replaces_a_file() {
    let mut driver = Driver::new_project(Template::Cvjm);
    let path = driver.folder.path().join("mine.vjourney");
    std::fs::write(&path, "mine").expect("written");
    for (answer, is_mine) in [("Cancel", true), ("Replace", false)] {
        driver.run(&commands::SAVE_AS);
        driver.press_with(egui::Modifiers::COMMAND, Key::A);
        driver.type_at_once(&path.display().to_string());
        driver.press(Key::Enter);
        assert!(driver.says("There is a file “mine.vjourney” already"));
        driver.click(answer);
        assert_eq!(on_disk(&path) == "mine", is_mine, "{answer}");
    }
}

#[test]
fn closing_with_changes_asks() {
    let (mut driver, path) = changed();
    let before = on_disk(&path);
    driver.close();
    assert!(driver.says("Save the changes?"));
    driver.click("Cancel");
    assert!(!driver.has_closed() && driver.has_note("Deposit"));
    driver.close();
    driver.click("Discard");
    assert!(driver.has_closed());
    assert_eq!(on_disk(&path), before);
}

#[test]
fn closing_can_save_first() {
    let (mut driver, path) = changed();
    driver.close();
    // Enter saves: that is where the focus is.
    driver.press(Key::Enter);
    assert!(driver.has_closed());
    assert!(on_disk(&path).contains("Deposit"));
}

#[test]
fn closing_keeps_what_is_being_typed_and_asks() {
    let mut driver = Driver::open("tool-rental");
    driver.click_note("129 € at once");
    driver.type_slowly("half a tho");
    driver.close();
    assert!(driver.says("Save the changes?") && driver.has_note("half a tho"));
}

#[test]
fn closing_without_changes_does_not_ask() {
    let mut driver = Driver::open("tool-rental");
    driver.close();
    assert!(!driver.says("Save the changes?"));
}

#[test]
fn a_save_that_fails_says_so_and_keeps_the_work() {
    let (mut driver, path) = changed();
    std::fs::remove_file(&path).expect("removed");
    std::fs::create_dir(&path).expect("a folder in its place");
    driver.run(&commands::SAVE);
    assert!(driver.news()[0].starts_with("Could not save tool-rental.vjourney: There is a folder"));
    assert!(driver.news()[0].ends_with("Your work is still here, unsaved."));
    driver.close();
    assert!(driver.says("Save the changes?"));
}

#[test]
fn what_cannot_be_opened_leaves_the_open_project_as_it_is() {
    let (mut driver, _) = changed();
    let before = driver.bytes();
    for bad in bad_files() {
        let path = driver.folder.path().join("bad.vjourney");
        std::fs::write(&path, &bad.bytes).expect("written");
        if bad.name == "newer" {
            // It is shown, and cannot be changed.
            continue;
        }
        driver.open_file(&path);
        // What could be repaired asks; the rest is told.
        let sentences = if driver.question() == Some("damaged file") {
            let texts = driver.all_texts();
            driver.click("Cancel");
            texts
        } else {
            let news = driver.news();
            let news = news.last().expect("something is said");
            assert!(news.starts_with("bad.vjourney: "), "{}: {news}", bad.name);
            vec![news.clone()]
        };
        // In the window a backtick would be an accent.
        let plain = |text: &str| text.replace(['“', '”'], "`");
        let says_all = |sentence: &String| {
            let mut words = bad.says.iter();
            words.all(|words| plain(sentence).contains(&plain(words)))
        };
        assert!(
            sentences.iter().any(says_all),
            "{}: {sentences:?}",
            bad.name
        );
        assert_eq!(driver.bytes(), before, "{}", bad.name);
    }
    driver.undo();
    assert!(!driver.has_note("Deposit"), "its history is still there");
}

#[test]
fn opening_another_project_asks_about_changes_after_it_was_chosen() {
    let (mut driver, path) = changed();
    let other = driver.will_choose("other.vjourney");
    std::fs::copy(example_path("service"), &other).expect("copied");
    driver.run(&commands::OPEN);
    assert!(driver.says("Save the changes?"));
    driver.click("Save");
    assert_eq!(driver.project().name, "Lunch by cargo bike");
    assert!(on_disk(&path).contains("Deposit"));
}

#[test]
fn a_file_dropped_on_the_window_is_opened_or_imported() {
    let mut driver = Driver::start();
    driver.drop_file(&example_path("service"));
    assert_eq!(driver.project().name, "Lunch by cargo bike");
    let journeys = driver.project().journeys.len();
    driver.drop_file(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/market.ojf"));
    assert_eq!(driver.project().journeys.len(), journeys + 1);
    driver.undo();
    assert_eq!(
        driver.project().journeys.len(),
        journeys,
        "an import is one step"
    );
}

#[test]
fn an_import_says_what_was_made_where_and_what_became_of_scores() {
    let market = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/market.ojf");
    let mut driver = Driver::start();
    let chosen = driver.will_choose("market.ojf");
    std::fs::copy(&market, &chosen).expect("copied");
    driver.run(&commands::IMPORT);
    assert_eq!(
        driver.news(),
        [
            "market.ojf is now the journey “market” in a new project: 3 steps, 6 notes; 3 scores were converted from −5…5 to 0…3; 1 score of opportunities is kept in the file alone."
        ]
    );
    let mut driver = Driver::open("tool-rental");
    driver.drop_file(&market);
    let news = driver.news();
    assert!(
        news[0].starts_with("market.ojf is now the journey “market” in “tool-rental”: "),
        "{news:?}"
    );
}

#[test]
fn recent_files_are_one_command_away_and_not_shown_unasked() {
    let mut driver = Driver::start();
    driver.open_example("service");
    driver.open_example("tool-rental");
    driver.run(commands::OPEN_RECENT.with(1_usize));
    assert_eq!(driver.project().name, "Lunch by cargo bike");
    driver.run(&commands::WELCOME);
    assert!(!driver.says("service.vjourney"));
    driver.click("Recent files");
    assert!(driver.says("service.vjourney"));
}

#[test]
fn recent_files_are_brought_into_view_with_their_folder_and_gone_ones_marked() {
    let mut driver = Driver::start_sized(1280.0, 720.0);
    let gone = driver.open_example("service");
    driver.open_example("tool-rental");
    std::fs::remove_file(&gone).expect("removed");
    driver.run(&commands::WELCOME);
    driver.click("Recent files");
    let folder = driver.folder.path().display().to_string();
    for (name, mark) in [("tool-rental", ""), ("service", ", not found")] {
        let label = format!("{name}.vjourney, in {folder}{mark}");
        let row = driver.harness.get_by_role_and_label(Role::Button, &label);
        let rect = row.rect();
        assert!(rect.min.y > 40.0 && rect.max.y < 690.0, "{label}: {rect}");
    }
    // The first one has the focus.
    driver.press(Key::Enter);
    assert_eq!(driver.project().name, "Tool rental");
    driver.run(&commands::WELCOME);
    assert!(
        !driver.says("service.vjourney"),
        "not shown unasked a second time"
    );
}

#[test]
fn examples_open_as_untitled_copies() {
    let mut driver = Driver::start();
    let before = on_disk(&example_path("tool-rental"));
    driver
        .harness
        .get_by(|node| {
            node.role() == Role::Button
                && node
                    .label()
                    .is_some_and(|label| label.starts_with("Tool rental"))
        })
        .click();
    driver.harness.run();
    assert_eq!(driver.texts(0, 1, Lane::Sacrifices)[0], "129 € at once");
    let chosen = driver.will_choose("copy.vjourney");
    driver.run(&commands::SAVE);
    assert!(chosen.exists());
    assert_eq!(on_disk(&example_path("tool-rental")), before);
}

#[test]
fn a_view_goes_out_as_svg_or_png() {
    let mut driver = Driver::open("tool-rental");
    for (name, begins) in [("a.svg", b"<?xml".as_slice()), ("b.png", b"\x89PNG")] {
        let path = driver.will_choose(name);
        driver.run(&commands::EXPORT);
        let bytes = std::fs::read(path).expect("written");
        assert!(
            bytes.starts_with(begins) || bytes.starts_with(b"<svg"),
            "{name}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_view_does_not_go_out_onto_a_project() {
    let mut driver = Driver::start();
    let path = driver.open_example("tool-rental");
    let before = on_disk(&path);
    let other = driver.folder.path().join("other.svg");
    std::fs::write(&other, &before).expect("written");
    let link = driver.folder.path().join("pic.svg");
    std::os::unix::fs::symlink(&path, &link).expect("linked");
    let hard = driver.folder.path().join("hard.png");
    std::fs::hard_link(&path, &hard).expect("linked");
    for (name, says) in [
        ("pic.svg", "the very file"),
        ("hard.png", "the very file"),
        ("other.svg", "A project has this name"),
    ] {
        driver.will_choose(name);
        driver.run(&commands::EXPORT);
        assert!(
            driver.news().iter().any(|news| news.contains(says)),
            "{name}: {:?}",
            driver.news()
        );
        assert_eq!(on_disk(&path), before);
        assert_eq!(on_disk(&other), before);
    }
}

#[cfg(unix)]
#[test]
fn a_copy_does_not_go_onto_the_file_of_the_window() {
    let (mut driver, path) = changed();
    let before = on_disk(&path);
    let link = driver.folder.path().join("link.vjourney");
    std::os::unix::fs::symlink(&path, &link).expect("linked");
    driver.will_choose("link.vjourney");
    driver.run(&commands::SAVE_COPY);
    assert!(
        driver.news()[0].contains("under another name"),
        "{:?}",
        driver.news()
    );
    assert_eq!(on_disk(&path), before);
}
