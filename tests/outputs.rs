//! What a command writes never takes the place of what it reads, nor of any project, by whatever name;
//! and what it replaces is replaced as a whole.
#![cfg(all(test, unix))]

use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("assets/examples")
        .join(format!("{name}.vjourney"))
}

/// Runs the program in a folder, with arguments as somebody would type them there.
fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_value-journey"))
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env("XDG_STATE_HOME", folder.join(".state"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("the program starts")
}

/// The sentence with which it refused.
fn refused(output: &Output) -> String {
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{error}");
    assert!(output.stdout.is_empty() && error.lines().count() == 1);
    error
}

fn done(output: &Output) {
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{error}");
}

/// A folder with a project `p.vjourney`.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::copy(example("tool-rental"), folder.path().join("p.vjourney")).expect("copied");
    folder
}

/// Everything in a folder, with what is in it.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut all: Vec<_> = entries
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| !entry.path().is_dir())
        .map(|entry| {
            let bytes = std::fs::read(entry.path()).unwrap_or_default();
            (entry.file_name().to_string_lossy().into_owned(), bytes)
        })
        .collect();
    all.sort();
    all
}

#[test]
fn no_way_leads_an_export_onto_a_project() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    std::fs::create_dir(at("sub")).expect("made");
    let project = std::fs::read(at("p.vjourney")).expect("there");
    // Other projects: one with the ending of a picture, a damaged one, one with the marks of a conflict.
    std::fs::write(at("other.svg"), &project).expect("written");
    std::fs::write(at("damaged.svg"), &project[..300]).expect("written");
    let conflict = [b"<<<<<<< HEAD\n", &project[..]].concat();
    std::fs::write(at("conflict.svg"), conflict).expect("written");
    symlink("p.vjourney", at("link.svg")).expect("linked");
    symlink("link.svg", at("chain.png")).expect("linked");
    symlink(at("p.vjourney"), at("sub/far.svg")).expect("linked");
    symlink("other.svg", at("to-other.svg")).expect("linked");
    symlink("yet-to-come.VJOURNEY", at("dangling.svg")).expect("linked");
    std::fs::hard_link(at("p.vjourney"), at("hard.svg")).expect("linked");
    let before = contents(folder.path());
    for (out, says) in [
        ("link.svg", "the very file"),
        ("./sub/../link.svg", "the very file"),
        ("chain.png", "the very file"),
        ("sub/far.svg", "the very file"),
        ("hard.svg", "the very file"),
        ("other.svg", "A project has this name"),
        ("to-other.svg", "A project has this name"),
        ("damaged.svg", "A project has this name"),
        ("conflict.svg", "A project has this name"),
        ("dangling.svg", "link to “yet-to-come.VJOURNEY”"),
    ] {
        let error = refused(&run(folder.path(), &["export", "p.vjourney", out]));
        assert!(error.contains(says), "{out}: {error}");
        assert!(error.contains("Choose another name"), "{out}: {error}");
        assert!(contents(folder.path()) == before, "{out} changed something");
    }
    // The input by the name of a picture, and by a link.
    let error = refused(&run(folder.path(), &["export", "other.svg", "other.svg"]));
    assert!(error.contains("the very file"), "{error}");
    let error = refused(&run(folder.path(), &["export", "link.svg", "hard.svg"]));
    assert!(error.contains("the very file"), "{error}");
    assert!(contents(folder.path()) == before);
}

#[test]
fn an_export_through_a_link_to_another_kind_of_file_is_refused() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("plan.docx"), "a year of work").expect("written");
    symlink("plan.docx", at("pic.svg")).expect("linked");
    let error = refused(&run(folder.path(), &["export", "p.vjourney", "pic.svg"]));
    assert!(error.contains("link to “plan.docx”"), "{error}");
    assert_eq!(
        std::fs::read(at("plan.docx")).expect("there"),
        b"a year of work"
    );
}

#[test]
fn an_existing_picture_is_replaced_as_a_whole() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("a.svg"), "old").expect("written");
    std::fs::set_permissions(at("a.svg"), std::fs::Permissions::from_mode(0o640)).expect("set");
    symlink("a.svg", at("link.svg")).expect("linked");
    done(&run(folder.path(), &["export", "p.vjourney", "link.svg"]));
    assert!(at("link.svg").is_symlink(), "the link stays");
    let picture = std::fs::read_to_string(at("a.svg")).expect("there");
    assert!(picture.starts_with("<svg"), "{picture:.20}");
    let mode = std::fs::metadata(at("a.svg")).expect("there").permissions();
    assert_eq!(mode.mode() & 0o777, 0o640);
    // What cannot be replaced as a whole is not touched.
    std::fs::write(at("b.svg"), "old").expect("written");
    std::fs::hard_link(at("b.svg"), at("c.svg")).expect("linked");
    let error = refused(&run(folder.path(), &["export", "p.vjourney", "b.svg"]));
    assert!(error.contains("hard links"), "{error}");
    assert_eq!(std::fs::read(at("b.svg")).expect("there"), b"old");
    let names: Vec<String> = contents(folder.path())
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(
        names,
        ["a.svg", "b.svg", "c.svg", "link.svg", "p.vjourney"],
        "nothing is left beside them"
    );
}

#[test]
fn new_and_import_make_files_and_replace_none() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    let market = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/market.ojf");
    std::fs::copy(market, at("m.ojf")).expect("copied");
    symlink("p.vjourney", at("link.vjourney")).expect("linked");
    symlink("nowhere.vjourney", at("dangling.vjourney")).expect("linked");
    std::fs::hard_link(at("p.vjourney"), at("hard.vjourney")).expect("linked");
    let before = contents(folder.path());
    for out in [
        "p.vjourney",
        "./p.vjourney",
        "link.vjourney",
        "dangling.vjourney",
        "hard.vjourney",
        "m.ojf",
    ] {
        for arguments in [
            vec!["new", out],
            vec!["import", "m.ojf", out],
            vec!["import", "m.ojf", out, "--into", "p.vjourney"],
        ] {
            let error = refused(&run(folder.path(), &arguments));
            assert!(error.contains("already"), "{arguments:?}: {error}");
            assert!(contents(folder.path()) == before, "{arguments:?}");
        }
    }
}

/// A file that is a project and a journey of the other program at once.
#[test]
fn nothing_is_imported_into_itself() {
    let folder = folder();
    let both = r#"{"format": "value-journey", "version": 1, "stages": [{"id": "a", "name": "A"}]}"#;
    std::fs::write(folder.path().join("both.ojf"), both).expect("written");
    symlink("both.ojf", folder.path().join("link.vjourney")).expect("linked");
    for into in ["both.ojf", "link.vjourney"] {
        let error = refused(&run(folder.path(), &["import", "both.ojf", "--into", into]));
        assert!(error.contains("into itself"), "{error}");
    }
    let after = std::fs::read_to_string(folder.path().join("both.ojf")).expect("there");
    assert_eq!(after, both);
}

#[test]
fn a_merge_replaces_projects_alone() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("notes.txt"), "mine").expect("written");
    std::fs::write(at("empty"), "").expect("written");
    symlink("p.vjourney", at("link.vjourney")).expect("linked");
    let merge = |out: &str| {
        let three = ["p.vjourney"; 3];
        run(
            folder.path(),
            &[&["merge"], &three[..], &["-o", out]].concat(),
        )
    };
    let error = refused(&merge("notes.txt"));
    assert!(error.contains("no project has this name"), "{error}");
    assert_eq!(std::fs::read(at("notes.txt")).expect("there"), b"mine");
    let before = std::fs::read(at("p.vjourney")).expect("there");
    for out in ["empty", "link.vjourney", "new.vjourney", "new.vjourney"] {
        done(&merge(out));
        assert!(std::fs::read(at(out)).expect("there") == before, "{out}");
    }
    assert!(at("link.vjourney").is_symlink());
}
