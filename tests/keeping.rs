//! What is never lost: work of a window that went down, versions that were written over, changes that
//! others made to the same file.
#![cfg(test)]

mod common;

use common::{Driver, example_path};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use std::path::{Path, PathBuf};
use value_journey::app::commands;
use value_journey::file::{self, Known, Store};
use value_journey::model::{Lane, Merging, Note, Project, Target, Template};

/// A folder with the example as a file, and one for what the program keeps.
struct Place {
    folder: tempfile::TempDir,
    file: PathBuf,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("plan.vjourney");
        std::fs::copy(example_path("tool-rental"), &file).expect("the example is there");
        Self { folder, file }
    }

    fn state(&self) -> PathBuf {
        self.folder.path().join("state")
    }

    /// A window on the file.
    fn open(&self) -> Driver {
        let mut driver = Driver::start_keeping(&self.state());
        driver.open_file(&self.file);
        driver
    }

    fn on_disk(&self) -> Project {
        file::open(&self.file).expect("the file can be read")
    }

    /// Somebody else changes the file.
    fn change(&self, change: impl FnOnce(&mut Project)) {
        change_file(&self.file, change);
    }

    fn versions(&self) -> usize {
        Store::at(self.state()).versions_of(&self.file).list().len()
    }
}

fn change_file(path: &Path, change: impl FnOnce(&mut Project)) {
    let mut project = file::open(path).expect("the file can be read");
    change(&mut project);
    file::save(&project, path, Known::Anything, None).expect("the file can be written");
}

/// Gives a note another text.
fn rewrite(from: &'static str, to: &'static str) -> impl FnOnce(&mut Project) {
    move |project| {
        let (place, note) = project
            .all_notes()
            .find(|(_, note)| note.text == from)
            .map(|(place, note)| (place, note.id))
            .expect("there is such a note");
        value_journey::edit::write(project, Target::Note(note), Some(place), to).expect("written");
    }
}

fn has(project: &Project, text: &str) -> bool {
    project.all_notes().any(|(_, note)| note.text == text)
}

fn add_note(driver: &mut Driver, text: &str) {
    driver.click_note("129 € at once");
    driver.type_slowly(text);
    driver.press(Key::Enter);
}

/// Writes over a note that is there.
fn edit_note(driver: &mut Driver, from: &str, to: &str) {
    driver.click_note(from);
    driver.press(Key::F2);
    driver.press_with(Modifiers::COMMAND, Key::A);
    driver.type_slowly(to);
    driver.press(Key::Enter);
}

#[test]
fn after_a_crash_the_work_is_offered_and_comes_back_to_its_file() {
    let place = Place::new();
    let mut driver = place.open();
    driver.click_note("129 € at once");
    driver.type_slowly("half a tho");
    driver.crash();
    assert!(!has(&place.on_disk(), "half a tho"));
    let mut driver = Driver::start_keeping(&place.state());
    // What a client sees says no name.
    assert!(driver.says("There is work that was not saved"));
    assert!(!driver.says("plan"));
    driver.run(&commands::UNSAVED_WORK);
    assert!(driver.says("plan") && driver.says("1 note added"));
    driver.press(Key::Enter);
    assert!(driver.has_note("half a tho"));
    assert!(driver.says("Not saved"));
    driver.run(&commands::SAVE);
    assert!(has(&place.on_disk(), "half a tho"));
    drop(driver);
    let again = Driver::start_keeping(&place.state());
    assert!(!again.says("There is work"), "it is saved now");
}

#[test]
fn a_project_that_never_had_a_file_comes_back_as_well() {
    let place = Place::new();
    let mut driver = Driver::start_keeping(&place.state());
    driver.run(commands::NEW.with(Template::Cvjm));
    driver.type_slowly("Look for it\tPay");
    let before = driver.bytes();
    driver.crash();
    let mut driver = Driver::start_keeping(&place.state());
    driver.run(&commands::UNSAVED_WORK);
    assert!(driver.says("It was never saved"));
    driver.press(Key::Enter);
    assert_eq!(driver.bytes(), before);
    let chosen = driver.will_choose("found.vjourney");
    driver.run(&commands::SAVE);
    assert!(chosen.exists());
}

#[test]
fn opening_the_file_of_unsaved_work_asks_at_once() {
    let place = Place::new();
    let mut driver = place.open();
    add_note(&mut driver, "Deposit");
    driver.crash();
    let driver = place.open();
    assert!(driver.says("Work that was not saved"));
}

/// A way to open a file.
type Way = fn(&mut Driver, &Path);

const WAYS: [(&str, Way); 4] = [
    ("from the command line", |driver, path| {
        driver.open_file(path);
    }),
    ("by drop", |driver, path| driver.drop_file(path)),
    ("from the menu", |driver, path| {
        driver.will_choose_at(path);
        driver.run(&commands::OPEN);
    }),
    ("among the recent ones", |driver, path| {
        let preferences = &mut driver.state_mut().preferences;
        preferences.recent = vec![path.to_owned()];
        driver.run(commands::OPEN_RECENT.with(0_usize));
    }),
];

#[test]
fn a_window_that_runs_asks_for_what_another_one_has_left_however_the_file_is_opened() {
    for (name, open) in WAYS {
        let place = Place::new();
        // This one has looked for lost work before there was any.
        let mut driver = Driver::start_keeping(&place.state());
        let mut other = place.open();
        add_note(&mut other, "Deposit");
        other.crash();
        open(&mut driver, &place.file);
        assert!(driver.says("Work that was not saved"), "{name}");
        assert!(driver.says("1 note added"), "{name}");
        driver.press(Key::Enter);
        assert!(driver.has_note("Deposit"), "{name}");
        assert!(!driver.says("Work that was not saved"), "{name}");
        // What is in this window now is not offered again.
        assert!(!commands::UNSAVED_WORK.is_possible(driver.state()));
    }
}

#[test]
fn the_file_of_lost_work_asks_over_another_project_as_well() {
    for (name, open) in WAYS {
        let place = Place::new();
        let mut driver = Driver::start_keeping(&place.state());
        driver.open_example("eight-stages");
        let mut other = place.open();
        add_note(&mut other, "Deposit");
        other.crash();
        open(&mut driver, &place.file);
        assert!(driver.says("Work that was not saved"), "{name}");
        driver.click("Decide later");
        assert!(driver.has_note("129 € at once") && !driver.has_note("Deposit"));
        // It was asked once: saving and looking again do not ask again.
        add_note(&mut driver, "Later");
        driver.run(&commands::SAVE);
        driver.look_outside();
        assert!(!driver.says("Work that was not saved"), "{name}");
        driver.run(&commands::UNSAVED_WORK);
        assert!(driver.says("Restore"), "{name}");
    }
}

#[test]
fn lost_work_is_asked_about_after_a_merge_that_came_first() {
    let place = Place::new();
    let mut other = place.open();
    add_note(&mut other, "Deposit");
    other.crash();
    let base = place.on_disk();
    let (mut mine, mut theirs) = (base.clone(), base.clone());
    rewrite("129 € at once", "119 € at once")(&mut mine);
    rewrite("129 € at once", "139 € at once")(&mut theirs);
    let left = Merging::new(vec!["The text".to_owned()], Some(base), theirs);
    mine.merging = Some(std::sync::Arc::new(left));
    file::save(&mine, &place.file, Known::Anything, None).expect("written");
    let mut driver = place.open();
    assert!(driver.says("changed the same thing"));
    driver.click("Later");
    assert!(driver.says("Work that was not saved"));
}

#[test]
fn the_work_on_the_opened_file_comes_first_and_keeps_the_focus() {
    let place = Place::new();
    let mut other = place.open();
    add_note(&mut other, "Deposit");
    other.crash();
    // Later than that, and so before it in the list of all.
    let mut other = Driver::start_keeping(&place.state());
    other.run(commands::NEW.with(Template::Cvjm));
    other.type_slowly("Elsewhere");
    other.crash();
    let mut driver = place.open();
    driver.press(Key::Enter);
    assert!(driver.has_note("Deposit"));
}

#[test]
fn lost_work_on_a_file_that_is_damaged_or_gone_is_offered() {
    for damage in [
        (|file| std::fs::write(file, "{").expect("written")) as fn(&Path),
        |file| std::fs::remove_file(file).expect("removed"),
    ] {
        let place = Place::new();
        let mut other = place.open();
        add_note(&mut other, "Deposit");
        other.crash();
        damage(&place.file);
        let mut driver = place.open();
        if driver.says("cannot be opened as it is") {
            driver.press(Key::Escape);
        }
        assert!(driver.says("Work that was not saved"));
        driver.press(Key::Enter);
        assert!(driver.has_note("Deposit"));
    }
}

#[test]
fn what_is_discarded_can_be_found_in_the_same_window() {
    let place = Place::new();
    let mut driver = place.open();
    add_note(&mut driver, "Deposit");
    driver.run(&commands::WELCOME);
    assert!(driver.says("kept for seven days under File › Unsaved work"));
    driver.click("Discard");
    driver.run(&commands::UNSAVED_WORK);
    driver.press(Key::Enter);
    assert!(driver.has_note("Deposit"));
}

#[test]
fn what_is_discarded_is_kept_for_a_while() {
    let place = Place::new();
    let mut driver = place.open();
    add_note(&mut driver, "Deposit");
    driver.close();
    driver.click("Discard");
    assert!(driver.has_closed());
    drop(driver);
    let mut driver = Driver::start_keeping(&place.state());
    assert!(!driver.says("There is work"), "it was decided");
    driver.run(&commands::UNSAVED_WORK);
    assert!(driver.says("discarded"));
    driver.press(Key::Enter);
    assert!(driver.has_note("Deposit"));
}

#[test]
fn work_comes_back_over_a_file_that_others_have_changed() {
    let place = Place::new();
    let mut driver = place.open();
    // The version it builds on is kept when it is saved.
    add_note(&mut driver, "First");
    driver.run(&commands::SAVE);
    add_note(&mut driver, "Deposit");
    driver.crash();
    place.change(rewrite("First", "First of theirs"));
    let mut driver = Driver::start_keeping(&place.state());
    driver.run(&commands::UNSAVED_WORK);
    driver.press(Key::Enter);
    for text in ["Deposit", "First of theirs"] {
        assert!(driver.has_note(text), "{text}");
    }
    driver.run(&commands::SAVE);
    assert!(has(&place.on_disk(), "Deposit") && has(&place.on_disk(), "First of theirs"));
}

#[test]
fn recovered_work_can_be_opened_beside_its_file() {
    let place = Place::new();
    let mut driver = place.open();
    add_note(&mut driver, "Deposit");
    driver.crash();
    let mut driver = Driver::start_keeping(&place.state());
    driver.run(&commands::UNSAVED_WORK);
    driver.press(Key::Tab);
    driver.press(Key::Enter);
    assert!(driver.has_note("Deposit"));
    let chosen = driver.will_choose("copy.vjourney");
    driver.run(&commands::SAVE);
    assert!(chosen.exists() && !has(&place.on_disk(), "Deposit"));
}

#[test]
fn what_others_save_is_shown_and_undone_like_anything_else() {
    let place = Place::new();
    let mut driver = place.open();
    let before = driver.bytes();
    place.change(rewrite("129 € at once", "139 € at once"));
    driver.look_outside();
    assert!(driver.has_note("139 € at once"));
    assert!(
        driver.news()[0].contains("Somebody else has saved “plan”"),
        "{:?}",
        driver.news()
    );
    assert!(
        driver.news()[0].contains("1 note changed"),
        "{:?}",
        driver.news()
    );
    assert!(driver.says("Saved") && !driver.says("Not saved"));
    driver.undo();
    assert_eq!(driver.bytes(), before);
    assert!(driver.says("Not saved"));
}

#[test]
fn what_others_save_is_merged_with_what_is_not_saved() {
    let place = Place::new();
    let mut driver = place.open();
    add_note(&mut driver, "Deposit");
    place.change(rewrite("129 € at once", "139 € at once"));
    driver.look_outside();
    assert!(driver.has_note("139 € at once") && driver.has_note("Deposit"));
    driver.run(&commands::SAVE);
    let on_disk = place.on_disk();
    assert!(has(&on_disk, "139 € at once") && has(&on_disk, "Deposit"));
    driver.undo();
    assert!(driver.has_note("129 € at once") && driver.has_note("Deposit"));
}

#[test]
fn nobody_is_interrupted_in_the_middle_of_a_word() {
    let place = Place::new();
    let mut driver = place.open();
    driver.click_note("129 € at once");
    driver.type_slowly("Depo");
    place.change(rewrite("129 € at once", "139 € at once"));
    driver.look_outside();
    assert!(driver.has_note("129 € at once"));
    driver.type_slowly("sit\n");
    driver.harness.run();
    assert!(driver.has_note("139 € at once") && driver.has_note("Deposit"));
}

#[test]
fn saving_over_a_change_nobody_has_seen_brings_both_into_the_file() {
    let place = Place::new();
    let mut driver = place.open();
    add_note(&mut driver, "Deposit");
    place.change(rewrite("129 € at once", "139 € at once"));
    driver.run(&commands::SAVE);
    let on_disk = place.on_disk();
    assert!(has(&on_disk, "139 € at once") && has(&on_disk, "Deposit"));
    assert!(driver.says("Saved") && !driver.says("Not saved"));
}

#[test]
fn closing_with_save_waits_for_the_merge() {
    let place = Place::new();
    let mut driver = place.open();
    add_note(&mut driver, "Deposit");
    place.change(rewrite("129 € at once", "139 € at once"));
    driver.close();
    driver.click("Save");
    assert!(driver.has_closed());
    let on_disk = place.on_disk();
    assert!(has(&on_disk, "139 € at once") && has(&on_disk, "Deposit"));
}

/// Both have changed the same note; the merge window is open.
fn conflict(place: &Place) -> Driver {
    let mut driver = place.open();
    edit_note(&mut driver, "129 € at once", "A deposit first");
    place.change(rewrite("129 € at once", "139 € at once"));
    driver.run(&commands::SAVE);
    driver
}

#[test]
fn a_conflict_is_asked_and_nothing_is_written_until_it_is_settled() {
    let place = Place::new();
    let mut driver = conflict(&place);
    for text in [
        "changed the same thing",
        "129 € at once",
        "A deposit first",
        "139 € at once",
    ] {
        assert!(driver.says(text), "{text}");
    }
    assert!(
        has(&place.on_disk(), "139 € at once"),
        "theirs is still there"
    );
    driver.click("Later");
    assert!(driver.has_note("A deposit first"), "mine is still here");
    assert!(driver.says("1 conflict to settle"));
    driver.run(&commands::SAVE);
    assert!(driver.says("changed the same thing"), "asked again");
    assert!(has(&place.on_disk(), "139 € at once") && !has(&place.on_disk(), "A deposit first"));
}

#[test]
fn a_conflict_is_settled_by_keys() {
    for (key, mine, theirs) in [
        (Key::Num1, true, false),
        (Key::Num2, false, true),
        (Key::Num3, true, true),
    ] {
        let place = Place::new();
        let mut driver = conflict(&place);
        driver.press(key);
        assert!(driver.says("All are settled."));
        driver.press(Key::Enter);
        assert!(!driver.says("changed the same thing"));
        assert_eq!(driver.has_note("A deposit first"), mine, "{key:?}");
        assert_eq!(driver.has_note("139 € at once"), theirs, "{key:?}");
        let on_disk = place.on_disk();
        assert_eq!(
            has(&on_disk, "A deposit first"),
            mine,
            "it was to be saved: {key:?}"
        );
        assert_eq!(has(&on_disk, "139 € at once"), theirs, "{key:?}");
    }
}

#[test]
fn a_conflict_is_settled_by_mouse() {
    let place = Place::new();
    let mut driver = conflict(&place);
    driver.click("All theirs");
    driver.click("Merge");
    assert!(driver.has_note("139 € at once") && !driver.has_note("A deposit first"));
    driver.undo();
    assert!(
        driver.has_note("A deposit first"),
        "undone like anything else"
    );
}

#[test]
fn a_file_that_is_gone_is_told_and_written_again() {
    let place = Place::new();
    let mut driver = place.open();
    std::fs::remove_file(&place.file).expect("removed");
    driver.look_outside();
    assert!(driver.says("not in its folder any more"));
    assert!(driver.says("Not saved"));
    driver.close();
    assert!(driver.says("Save the changes?"), "there is nothing on disk");
    driver.click("Cancel");
    driver.run(&commands::SAVE);
    assert!(place.file.exists() && !driver.says("not in its folder"));
}

#[test]
fn a_file_that_comes_back_is_as_if_it_had_never_gone() {
    let place = Place::new();
    let mut driver = place.open();
    let bytes = std::fs::read(&place.file).expect("read");
    std::fs::remove_file(&place.file).expect("removed");
    driver.look_outside();
    std::fs::write(&place.file, bytes).expect("written");
    driver.look_outside();
    assert!(!driver.says("not in its folder") && !driver.says("Not saved"));
}

#[cfg(unix)]
#[test]
fn a_renamed_file_is_followed() {
    let place = Place::new();
    let mut driver = place.open();
    let renamed = place.folder.path().join("renamed.vjourney");
    std::fs::rename(&place.file, &renamed).expect("renamed");
    driver.look_outside();
    assert!(
        driver.news()[0].contains("renamed.vjourney"),
        "{:?}",
        driver.news()
    );
    add_note(&mut driver, "Deposit");
    driver.run(&commands::SAVE);
    assert!(!place.file.exists());
    assert!(has(&file::open(&renamed).expect("read"), "Deposit"));
}

#[test]
fn what_cannot_be_read_is_not_written_over_unasked() {
    let place = Place::new();
    let mut driver = place.open();
    add_note(&mut driver, "Deposit");
    std::fs::write(&place.file, "no project").expect("written");
    driver.run(&commands::SAVE);
    assert_eq!(std::fs::read(&place.file).expect("read"), b"no project");
    assert!(driver.says("cannot be read") && driver.says("Your work is here"));
    driver.run(&commands::REPLACE_FILE);
    assert!(has(&place.on_disk(), "Deposit") && !driver.says("cannot be read"));
    let kept = Store::at(place.state()).versions_of(&place.file).list();
    let is_kept = |bytes: &[u8]| {
        kept.iter()
            .any(|version| std::fs::read(&version.file).expect("read") == bytes)
    };
    assert!(is_kept(b"no project"), "what was written over is kept");
}

/// Every way others change a file, on a window with and without changes: nothing of either is lost.
#[test]
fn whatever_others_do_with_the_file_nothing_is_lost() {
    type Outside = fn(&Place);
    let ways: [(&str, bool, Outside); 9] = [
        ("rewritten", true, |place| {
            let mut project = place.on_disk();
            rewrite("129 € at once", "139 € at once")(&mut project);
            std::fs::write(&place.file, file::write(&project).expect("bytes")).expect("written");
        }),
        ("replaced", true, |place| {
            let other = place.folder.path().join("other");
            let mut project = place.on_disk();
            rewrite("129 € at once", "139 € at once")(&mut project);
            std::fs::write(&other, file::write(&project).expect("bytes")).expect("written");
            std::fs::rename(other, &place.file).expect("renamed");
        }),
        ("twice", true, |place| {
            place.change(rewrite("129 € at once", "135 € at once"));
            place.change(rewrite("135 € at once", "139 € at once"));
        }),
        ("deleted", false, |place| {
            std::fs::remove_file(&place.file).expect("removed");
        }),
        ("truncated", false, |place| {
            let bytes = std::fs::read(&place.file).expect("read");
            std::fs::write(&place.file, &bytes[..bytes.len() / 2]).expect("written");
        }),
        ("touched", false, |place| {
            let bytes = std::fs::read(&place.file).expect("read");
            std::fs::write(&place.file, bytes).expect("written");
        }),
        ("older", true, |place| {
            place.change(rewrite("129 € at once", "139 € at once"));
            let long_ago = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
            let opened = std::fs::File::options()
                .write(true)
                .open(&place.file)
                .expect("opened");
            opened.set_modified(long_ago).expect("set");
        }),
        ("as large as before", true, |place| {
            place.change(rewrite("129 € at once", "139 € at once"));
        }),
        ("emptied", false, |place| {
            std::fs::write(&place.file, "").expect("written");
        }),
    ];
    for is_dirty in [false, true] {
        for (name, comes_in, outside) in ways {
            let place = Place::new();
            let mut driver = place.open();
            if is_dirty {
                add_note(&mut driver, "Deposit");
            }
            outside(&place);
            driver.look_outside();
            let about = format!("{name}, dirty {is_dirty}: {:?}", driver.news());
            assert_eq!(driver.has_note("139 € at once"), comes_in, "{about}");
            assert_eq!(driver.has_note("129 € at once"), !comes_in, "{about}");
            assert_eq!(driver.has_note("Deposit"), is_dirty, "{about}");
            // Half then the rest: what could not be read is whole again.
            let is_damaged = matches!(name, "truncated" | "emptied");
            if is_damaged {
                assert!(driver.says("cannot be read"), "{about}");
                std::fs::copy(example_path("tool-rental"), &place.file).expect("copied");
                place.change(rewrite("129 € at once", "139 € at once"));
                driver.look_outside();
                assert!(
                    !driver.says("cannot be read") && driver.has_note("139 € at once"),
                    "{about}"
                );
            }
            driver.run(&commands::SAVE);
            let on_disk = place.on_disk();
            assert!(on_disk == **driver.project(), "{about}");
            assert_eq!(has(&on_disk, "Deposit"), is_dirty, "{about}");
        }
    }
}

#[test]
fn earlier_versions_are_looked_at_and_restored() {
    let place = Place::new();
    let mut driver = place.open();
    for text in ["First", "Second"] {
        add_note(&mut driver, text);
        driver.run(&commands::SAVE);
    }
    assert_eq!(place.versions(), 3, "the one it was opened with, and two");
    driver.run(&commands::EARLIER_VERSIONS);
    assert!(driver.says("in the file now") && driver.says("2 notes deleted"));
    let look = driver.state().versions.kept.as_ref().map(Vec::len);
    assert_eq!(look, Some(3));
    press_last(&mut driver, "Look at the version of");
    assert!(!driver.has_note("First"), "the version is shown");
    assert!(driver.says("This is the version of"));
    // Nothing can be changed in it.
    let looked_at = driver.bytes();
    driver.click_note("129 € at once");
    driver.type_slowly("No");
    driver.press(Key::Delete);
    assert_eq!(driver.bytes(), looked_at);
    driver.run(&commands::STOP_LOOKING);
    assert!(driver.has_note("Second"));
    driver.run(&commands::EARLIER_VERSIONS);
    press_last(&mut driver, "Restore the version of");
    assert!(!driver.has_note("First"));
    driver.undo();
    assert!(driver.has_note("First") && driver.has_note("Second"));
}

/// Presses the last button whose name begins so.
fn press_last(driver: &mut Driver, begins: &str) {
    let last = driver
        .harness
        .query_all_by(|node| node.label().is_some_and(|label| label.starts_with(begins)))
        .last()
        .unwrap_or_else(|| panic!("no button “{begins}”"));
    last.click();
    driver.harness.run();
}

#[test]
fn looking_ends_before_anything_is_done_with_the_file() {
    let place = Place::new();
    let mut driver = place.open();
    add_note(&mut driver, "First");
    driver.run(&commands::SAVE);
    driver.run(&commands::EARLIER_VERSIONS);
    press_last(&mut driver, "Look at the version of");
    driver.close();
    assert!(!driver.says("Save the changes?") && driver.has_note("First"));
    assert!(has(&place.on_disk(), "First"));
}

#[test]
fn a_second_window_on_the_same_file_is_told() {
    let place = Place::new();
    let _first = place.open();
    let second = place.open();
    assert!(
        second
            .news()
            .iter()
            .any(|news| news.contains("open in another window")),
        "{:?}",
        second.news()
    );
}

#[test]
fn two_windows_save_in_turn_and_nothing_is_lost() {
    let place = Place::new();
    let (mut one, mut other) = (place.open(), place.open());
    let add = |driver: &mut Driver, text: String| {
        let at = driver.lane(0, 1, Lane::Sacrifices);
        let note = vec![std::sync::Arc::new(Note::new(text))];
        let document = &mut driver.state_mut().document;
        document.edit("Add a sacrifice", |project| {
            value_journey::edit::insert_notes(project, at, 0, note);
        });
        driver.harness.run();
    };
    for round in 0..5 {
        add(&mut one, format!("one {round}"));
        one.run(&commands::SAVE);
        other.look_outside();
        add(&mut other, format!("other {round}"));
        // Meanwhile the first goes on without looking.
        add(&mut one, format!("blind {round}"));
        other.run(&commands::SAVE);
        one.run(&commands::SAVE);
    }
    let on_disk = place.on_disk();
    for round in 0..5 {
        for who in ["one", "other", "blind"] {
            assert!(has(&on_disk, &format!("{who} {round}")), "{who} {round}");
        }
    }
}

#[test]
fn the_copy_of_a_program_for_shared_folders_is_merged() {
    let place = Place::new();
    let copy = place
        .folder
        .path()
        .join("plan (Anna's conflicted copy 2026-11-24).vjourney");
    std::fs::copy(&place.file, &copy).expect("copied");
    change_file(&copy, rewrite("129 € at once", "139 € at once"));
    let mut driver = place.open();
    assert!(driver.says("Anna's conflicted copy"));
    driver.run(&commands::MERGE_CONFLICT_COPY);
    assert!(driver.has_note("139 € at once"), "{:?}", driver.news());
    assert!(!driver.says("Their copy lies beside it"));
}

#[test]
fn a_copy_that_was_given_away_comes_back_with_deletions() {
    let place = Place::new();
    let mut driver = place.open();
    let copy = driver.will_choose("for Anna.vjourney");
    driver.run(&commands::SAVE_COPY);
    assert!(copy.exists());
    add_note(&mut driver, "Deposit");
    driver.run(&commands::SAVE);
    change_file(&copy, |project| {
        let note = project
            .all_notes()
            .find(|(_, note)| note.text == "129 € at once");
        let id = note.expect("there").1.id;
        value_journey::edit::remove_notes(project, &[id]);
    });
    driver.will_choose("for Anna.vjourney");
    driver.run(&commands::MERGE_COPY);
    assert!(!driver.has_note("129 € at once") && driver.has_note("Deposit"));
    let news = driver.news();
    assert!(
        news.iter().any(|news| news.contains("the one you shared")),
        "{news:?}"
    );
    driver.undo();
    assert!(driver.has_note("129 € at once"));
}

#[test]
fn a_file_with_the_marks_of_git_opens_the_merge() {
    let place = Place::new();
    let ours = std::fs::read_to_string(&place.file).expect("read");
    let marked = ours.replacen(
        "\"text\": \"129 € at once\"",
        "\"text\": \"129 € at once\"\u{0}",
        1,
    );
    // The whole line stands on both sides.
    let line = marked
        .lines()
        .find(|line| line.contains('\u{0}'))
        .expect("the line");
    let theirs = line.replace("129", "139").replace('\u{0}', "");
    let mine = line.replace('\u{0}', "");
    let conflict = format!("<<<<<<< HEAD\n{mine}\n=======\n{theirs}\n>>>>>>> anna");
    std::fs::write(&place.file, marked.replacen(line, &conflict, 1)).expect("written");
    let mut driver = place.open();
    assert!(driver.says("changed the same thing") && driver.says("139 € at once"));
    driver.press(Key::Num2);
    driver.press(Key::Enter);
    assert!(driver.has_note("139 € at once"));
    assert!(driver.says("Not saved"));
    driver.run(&commands::SAVE);
    assert!(has(&place.on_disk(), "139 € at once"));
}

#[test]
fn a_merge_that_the_command_line_left_is_finished_in_the_window() {
    let place = Place::new();
    let base = place.on_disk();
    let (mut mine, mut theirs) = (base.clone(), base.clone());
    rewrite("129 € at once", "119 € at once")(&mut mine);
    rewrite("129 € at once", "139 € at once")(&mut theirs);
    let left = Merging::new(vec!["The text".to_owned()], Some(base), theirs);
    mine.merging = Some(std::sync::Arc::new(left));
    file::save(&mine, &place.file, Known::Anything, None).expect("written");
    let mut driver = place.open();
    assert!(driver.says("changed the same thing"));
    driver.click("Later");
    assert!(driver.says("1 conflict to settle"));
    driver.run(&commands::SETTLE_CONFLICTS);
    driver.press(Key::Num2);
    driver.press(Key::Enter);
    assert!(driver.has_note("139 € at once") && driver.project().merging.is_none());
    driver.run(&commands::SAVE);
    assert!(place.on_disk().merging.is_none() && has(&place.on_disk(), "139 € at once"));
    driver.undo();
    assert!(
        driver.project().merging.is_some(),
        "undone like anything else"
    );
}

#[test]
fn what_lies_where_it_will_be_gone_opens_as_a_copy() {
    let place = Place::new();
    let mut driver = Driver::start_keeping(&place.state());
    let folders = vec![place.folder.path().to_owned()];
    driver.harness.state_mut().treat_as_passing(folders);
    driver.open_file(&place.file);
    assert!(driver.has_note("129 € at once"));
    let before = std::fs::read(&place.file).expect("read");
    add_note(&mut driver, "Deposit");
    driver.run(&commands::SAVE);
    assert!(driver.says("Path of the file"), "saving asks where to");
    assert_eq!(std::fs::read(&place.file).expect("read"), before);
}

#[test]
fn what_this_program_saved_in_a_temporary_folder_is_no_attachment() {
    let place = Place::new();
    let window = || {
        let mut driver = Driver::start_keeping(&place.state());
        let folders = vec![place.folder.path().to_owned()];
        driver.harness.state_mut().treat_as_passing(folders);
        driver
    };
    let mut driver = window();
    driver.open_file(&place.file);
    assert!(
        driver
            .news()
            .iter()
            .any(|news| news.contains("in a temporary folder, so this is a copy"))
    );
    assert!(driver.state().title().ends_with("(copy)"));
    // Looking at it twice does not make it ours.
    driver.open_file(&place.file);
    assert!(driver.state().on_file.path.is_none());
    let own = place.folder.path().join("own.vjourney");
    driver.will_choose_at(&own);
    driver.run(&commands::SAVE);
    drop(driver);
    let mut driver = window();
    driver.open_file(&own);
    add_note(&mut driver, "Deposit");
    driver.run(&commands::SAVE);
    assert!(!driver.says("Path of the file"), "it has its place");
    assert!(has(&file::open(&own).expect("read"), "Deposit"));
    // So does a copy it made there for somebody else.
    let copy = place.folder.path().join("copy.vjourney");
    driver.will_choose_at(&copy);
    driver.run(&commands::SAVE_COPY);
    driver.open_file(&copy);
    assert_eq!(driver.state().on_file.path.as_ref(), Some(&copy));
    // What somebody else puts into the same place is theirs.
    change_file(&own, rewrite("Deposit", "Their deposit"));
    driver.open_file(&own);
    assert!(driver.has_note("Their deposit"));
    assert!(driver.state().on_file.path.is_none());
}

#[test]
fn lost_work_on_an_attachment_is_asked_about_when_it_is_opened_again() {
    let place = Place::new();
    let window = || {
        let mut driver = Driver::start_keeping(&place.state());
        let folders = vec![place.folder.path().to_owned()];
        driver.harness.state_mut().treat_as_passing(folders);
        driver.open_file(&place.file);
        driver
    };
    let mut driver = window();
    add_note(&mut driver, "Deposit");
    driver.crash();
    let mut driver = window();
    assert!(driver.says("Work that was not saved"));
    driver.press(Key::Enter);
    assert!(driver.has_note("Deposit"));
    driver.run(&commands::SAVE);
    assert!(driver.says("Path of the file"), "saving asks where to");
}

#[test]
fn a_copy_that_is_written_over_is_kept_as_was_promised() {
    let place = Place::new();
    let mut driver = place.open();
    let copy = place.folder.path().join("copy.vjourney");
    let before = std::fs::read(example_path("eight-stages")).expect("read");
    std::fs::write(&copy, &before).expect("written");
    driver.will_choose_at(&copy);
    driver.run(&commands::SAVE_COPY);
    let kept = Store::at(place.state()).versions_of(&copy).list();
    let is_kept = |version: &file::Version| std::fs::read(&version.file).expect("read") == before;
    assert!(kept.iter().any(is_kept));
}

#[test]
fn an_export_shows_the_version_that_is_looked_at() {
    let place = Place::new();
    let mut driver = place.open();
    edit_note(&mut driver, "129 € at once", "99 € at once");
    driver.run(&commands::SAVE);
    driver.run(&commands::EARLIER_VERSIONS);
    press_last(&mut driver, "Look at the version of");
    assert!(driver.has_note("129 € at once"));
    let picture = driver.will_choose("picture.svg");
    driver.run(&commands::EXPORT);
    let svg = std::fs::read_to_string(picture).expect("written");
    assert!(svg.contains("129") && !svg.contains("99 €"));
    assert!(
        driver.says("This is the version of"),
        "it is still looked at"
    );
    let asked = driver.dialogs.asked.borrow();
    let name = &asked.last().expect("asked").name;
    assert!(
        name.contains("today"),
        "the name says which version: {name}"
    );
}

#[test]
fn addresses_in_notes_open_on_a_click_and_only_then() {
    let mut driver = Driver::open("tool-rental");
    edit_note(
        &mut driver,
        "129 € at once",
        "See https://example.org/a and javascript:alert(1)",
    );
    let opened = |driver: &Driver| {
        let commands = &driver.harness.output().platform_output.commands;
        let urls = commands.iter().filter_map(|command| match command {
            egui::OutputCommand::OpenUrl(open) => Some(open.url.clone()),
            _ => None,
        });
        urls.collect::<Vec<String>>()
    };
    driver.click_note("See https://example.org/a and javascript:alert(1)");
    assert!(
        driver.says("https://example.org/a"),
        "in full, in the inspector"
    );
    assert!(opened(&driver).is_empty());
    driver.harness.get_by_label("https://example.org/a").click();
    let mut all = Vec::new();
    for _ in 0..4 {
        driver.harness.step();
        all.extend(opened(&driver));
    }
    assert_eq!(all, ["https://example.org/a"]);
}

#[test]
fn a_file_of_a_newer_program_is_looked_at_and_never_written() {
    let place = Place::new();
    let newer = std::fs::read_to_string(&place.file)
        .expect("read")
        .replacen("\"version\": 1", "\"version\": 7", 1);
    std::fs::write(&place.file, &newer).expect("written");
    let mut driver = place.open();
    assert!(driver.has_note("129 € at once"));
    assert!(driver.says("written by a newer Value Journey"));
    driver.click_note("129 € at once");
    driver.type_slowly("No");
    driver.press_with(Modifiers::COMMAND, Key::S);
    assert!(!driver.has_note("No"));
    assert_eq!(std::fs::read_to_string(&place.file).expect("read"), newer);
    driver.close();
    assert!(!driver.says("Save the changes?"));
}

#[test]
fn a_damaged_file_opens_as_a_repaired_copy_with_a_list() {
    let place = Place::new();
    let damaged = std::fs::read_to_string(&place.file)
        .expect("read")
        .replacen("\"score\": 3", "\"score\": \"three\"", 1);
    std::fs::write(&place.file, &damaged).expect("written");
    let mut driver = place.open();
    assert!(
        driver.says("cannot be opened as it is") && driver.says("One thing would be different")
    );
    driver.click("Open a repaired copy");
    assert!(driver.has_note("129 € at once") && driver.says("Not saved"));
    let chosen = driver.will_choose("mended.vjourney");
    driver.run(&commands::SAVE);
    assert!(file::open(&chosen).is_ok());
    assert_eq!(std::fs::read_to_string(&place.file).expect("read"), damaged);
}

#[test]
fn a_damaged_file_offers_its_earlier_version() {
    let place = Place::new();
    let mut driver = place.open();
    add_note(&mut driver, "Deposit");
    driver.run(&commands::SAVE);
    drop(driver);
    std::fs::write(&place.file, [0; 4096]).expect("written");
    let mut driver = place.open();
    driver.click("Open the latest earlier version");
    assert!(driver.has_note("Deposit") && driver.says("Not saved"));
}
