//! Comparing and merging on the command line, alone and as a driver of Git.
#![cfg(test)]

use serde_json::Value;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;
use value_journey::edit;
use value_journey::file::{self, Choices};
use value_journey::model::{Decimal, Id, Note, Place, Project, Row, Target, Template};

const PROGRAM: &str = env!("CARGO_BIN_EXE_value-journey");

fn example() -> Project {
    file::read(include_bytes!("../assets/examples/tool-rental.vjourney")).expect("an example")
}

fn id(text: &str) -> Id {
    text.parse().expect("an id")
}

fn row(job: &str, row: Row) -> Place {
    Place::Row { job: id(job), row }
}

/// A folder with versions of a project.
struct Versions {
    folder: tempfile::TempDir,
}

impl Versions {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn save(&self, name: &str, project: &Project) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, file::write(project).expect("written")).expect("saved");
        path
    }

    /// The example with an edit.
    fn edited(&self, name: &str, change: impl FnOnce(&mut Project)) -> PathBuf {
        let mut project = example();
        change(&mut project);
        self.save(name, &project)
    }

    fn open(&self, name: &str) -> Project {
        file::open(&self.path(name)).expect("it opens")
    }
}

fn run(arguments: &[&dyn AsRef<OsStr>]) -> Output {
    let mut command = Command::new(PROGRAM);
    // No display: nothing here may need one.
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    for argument in arguments {
        command.arg(argument.as_ref());
    }
    command.output().expect("the program starts")
}

/// What it printed, with this exit code.
fn said(output: &Output, code: i32) -> String {
    assert_eq!(output.status.code(), Some(code), "{output:?}");
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// The one sentence on standard error, with exit code 2 and nothing on standard output.
fn refused(output: &Output) -> String {
    assert_eq!(said(output, 2), "");
    let error = String::from_utf8(output.stderr.clone()).expect("UTF-8");
    assert_eq!(error.lines().count(), 1, "one line: {error}");
    error
}

fn write(project: &mut Project, note: &str, place: Place, text: &str) {
    edit::write(project, Target::Note(id(note)), Some(place), text).expect("a text");
}

#[test]
fn diff_says_what_differs_and_ends_with_one() {
    let versions = Versions::new();
    let before = versions.save("a", &example());
    let after = versions.edited("b", |project| {
        edit::move_notes(project, &[id("n32")], row("drillit", Row::Friction), 0);
        let gaps = row("choose", Row::ValueGaps);
        edit::insert_notes(
            project,
            gaps,
            9,
            vec![Arc::new(Note::new("I can’t pay later"))],
        );
    });
    let text = said(&run(&[&"diff", &before, &after]), 1);
    assert_eq!(text.lines().count(), 2, "{text}");
    assert!(text.contains("The friction “Photos do not show what it can drill” moved from"));
    assert!(text.contains("The gap “I can’t pay later” was added to “Value gap"));
    let json = said(&run(&[&"diff", &before, &after, &"--json"]), 1);
    let json: Value = serde_json::from_str(&json).expect("JSON");
    let kinds: Vec<&Value> = json
        .as_array()
        .expect("a list")
        .iter()
        .map(|line| &line["kind"])
        .collect();
    assert_eq!(kinds, ["added", "moved"]);
    assert_eq!(json[0]["what"], "note");
    assert!(json[0]["sentence"].is_string());
}

#[test]
fn diff_of_equal_projects_says_nothing() {
    let versions = Versions::new();
    let (one, other) = (
        versions.save("a", &example()),
        versions.save("b", &example()),
    );
    assert_eq!(said(&run(&[&"diff", &one, &other]), 0), "");
    assert_eq!(said(&run(&[&"diff", &one, &other, &"--json"]), 0), "[]\n");
}

#[test]
fn diff_of_what_cannot_be_read_names_the_file() {
    let versions = Versions::new();
    let one = versions.save("a", &example());
    let error = refused(&run(&[&"diff", &one, &versions.path("none.vjourney")]));
    assert!(error.starts_with("none.vjourney: "), "{error}");
}

#[test]
fn changes_of_both_sides_are_merged() {
    let versions = Versions::new();
    let friction = row("choose", Row::Friction);
    let base = versions.save("base", &example());
    let ours = versions.edited("ours", |project| {
        write(project, "n32", friction, "Photos are small");
    });
    let theirs = versions.edited("theirs", |project| {
        edit::move_notes(project, &[id("n32")], row("drillit", Row::Friction), 0);
    });
    let out = versions.path("out");
    assert_eq!(
        said(&run(&[&"merge", &base, &ours, &theirs, &"-o", &out]), 0),
        ""
    );
    let merged = versions.open("out");
    let drilled = merged.notes(row("drillit", Row::Friction));
    assert_eq!(drilled[0].text, "Photos are small");
    assert!(merged.merging.is_none());
}

#[test]
fn conflicts_are_told_and_kept_with_our_side_shown() {
    let versions = Versions::new();
    let friction = row("choose", Row::Friction);
    let base = versions.save("base", &example());
    let ours = versions.edited("ours", |project| {
        write(project, "n32", friction, "Photos are small");
    });
    let theirs = versions.edited("theirs", |project| {
        write(project, "n32", friction, "No photos of the bits");
    });
    // As Git does: the result takes the place of our version.
    let text = said(&run(&[&"merge", &base, &ours, &theirs, &"-o", &ours]), 1);
    assert_eq!(
        text,
        "The text of the friction “Photos do not show what it can drill” (Points of friction · Choose a tool for a job I do twice a ye…): “Photos are small” here, “No photos of the bits” there.\n"
    );
    let merged = versions.open("ours");
    assert_eq!(merged.notes(friction)[0].text, "Photos are small");
    let merging = merged.merging.clone().expect("what is to be settled");
    assert_eq!(merging.conflicts, [text.trim_end()]);
    assert!(*merging.theirs == file::open(&theirs).expect("theirs"));
    // Whoever opens it finds the same conflicts.
    let base = merging.base.as_deref();
    let again =
        file::merge(base, &merged, &merging.theirs, &Choices::new()).expect("there is room");
    assert_eq!(again.conflicts.len(), 1);
    assert_eq!(again.conflicts[0].told(), merging.conflicts[0]);
}

#[test]
fn a_merge_waits_for_the_conflicts_of_the_one_before() {
    let versions = Versions::new();
    let base = versions.save("base", &example());
    let ours = versions.edited("ours", |project| project.name = "Ours".to_owned());
    let theirs = versions.edited("theirs", |project| project.name = "Theirs".to_owned());
    said(&run(&[&"merge", &base, &ours, &theirs, &"-o", &ours]), 1);
    let before = std::fs::read(&ours).expect("there");
    let error = refused(&run(&[&"merge", &base, &ours, &theirs, &"-o", &ours]));
    assert!(error.contains("must be settled first"), "{error}");
    assert_eq!(std::fs::read(&ours).expect("there"), before);
}

#[test]
fn an_empty_base_is_none() {
    let versions = Versions::new();
    let base = versions.path("base");
    std::fs::write(&base, "").expect("written");
    let (ours, theirs) = (Template::Cvjm.build(), Template::ValueMap.build());
    let (ours, theirs) = (
        versions.save("ours", &ours),
        versions.save("theirs", &theirs),
    );
    let out = versions.path("out");
    said(&run(&[&"merge", &base, &ours, &theirs, &"-o", &out]), 0);
    let merged = versions.open("out");
    assert_eq!((merged.journeys.len(), merged.value_maps.len()), (1, 1));
}

#[test]
fn what_cannot_be_merged_changes_no_file() {
    let versions = Versions::new();
    let base = versions.save("base", &example());
    let ours = versions.save("ours", &example());
    let theirs = versions.path("theirs");
    std::fs::write(&theirs, "{\"format\": \"other\"}").expect("written");
    let out = versions.path("out");
    let error = refused(&run(&[&"merge", &base, &ours, &theirs, &"-o", &out]));
    assert!(error.starts_with("theirs: "), "{error}");
    assert!(!out.exists());
    // No ancestor at all is a mistake, an empty one is not.
    refused(&run(&[
        &"merge",
        &versions.path("none"),
        &ours,
        &ours,
        &"-o",
        &out,
    ]));
    assert!(!out.exists());
}

/// A repository in which projects are merged by the program.
struct Repository {
    versions: Versions,
}

impl Repository {
    fn new() -> Self {
        let repository = Self {
            versions: Versions::new(),
        };
        repository.git(&["init", "--quiet", "--initial-branch", "main"]);
        repository.git(&["config", "user.name", "Sari"]);
        repository.git(&["config", "user.email", "sari@example.com"]);
        repository.git(&["config", "merge.value-journey.name", "Value Journey"]);
        let driver = format!("'{PROGRAM}' merge %O %A %B -o %A");
        repository.git(&["config", "merge.value-journey.driver", &driver]);
        let attributes = repository.versions.path(".gitattributes");
        std::fs::write(attributes, "*.vjourney merge=value-journey\n").expect("written");
        repository.commit(&example(), "The project");
        repository
    }

    fn git(&self, arguments: &[&str]) -> Output {
        let output = self.try_git(arguments);
        assert!(output.status.success(), "git {arguments:?}: {output:?}");
        output
    }

    fn try_git(&self, arguments: &[&str]) -> Output {
        let folder: &Path = self.versions.folder.path();
        let mut git = Command::new("git");
        // Only what is set here counts.
        git.env("GIT_CONFIG_NOSYSTEM", "1").env("HOME", folder);
        git.env_remove("DISPLAY").env_remove("GIT_DIR");
        git.arg("-C").arg(folder).args(arguments);
        git.output().expect("Git is installed")
    }

    fn project(&self) -> Project {
        self.versions.open("rental.vjourney")
    }

    fn commit(&self, project: &Project, message: &str) {
        self.versions.save("rental.vjourney", project);
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", message]);
    }

    fn change(&self, branch: &str, change: impl FnOnce(&mut Project)) {
        if branch != "main" {
            self.git(&["checkout", "--quiet", "-b", branch, "main"]);
        }
        let mut project = self.project();
        change(&mut project);
        self.commit(&project, branch);
        self.git(&["checkout", "--quiet", "main"]);
    }
}

#[test]
fn git_merges_branches_that_moved_edited_and_deleted_notes() {
    let repository = Repository::new();
    let (choose, drill) = (row("choose", Row::Friction), row("drillit", Row::Friction));
    let gap = row("choose", Row::ValueGaps);
    repository.change("workshop", |project| {
        edit::move_notes(project, &[id("n32")], drill, 0);
        edit::remove_notes(project, &[id("n36")]);
        edit::insert_notes(
            project,
            gap,
            0,
            vec![Arc::new(Note::new("I can’t return it at night"))],
        );
    });
    repository.change("main", |project| {
        write(project, "n32", choose, "Photos are small");
        edit::remove_notes(project, &[id("n31")]);
        let step = project.journeys[0].steps[0].id;
        edit::move_step(project, step, 2);
    });
    repository.git(&["merge", "--quiet", "--no-edit", "workshop"]);
    let merged = repository.project();
    assert!(merged.merging.is_none());
    assert_eq!(merged.notes(drill)[0].text, "Photos are small");
    assert_eq!(merged.notes(gap)[0].text, "I can’t return it at night");
    assert_eq!(merged.journeys[0].steps[2].name, "Decide");
    let ids: Vec<Id> = merged.all_notes().map(|(_, note)| note.id).collect();
    assert!(!ids.contains(&id("n31")) && !ids.contains(&id("n36")));
    let status = repository.git(&["status", "--porcelain"]);
    assert_eq!(status.stdout, b"", "the merge is committed");
}

#[test]
fn git_is_told_of_conflicts_and_each_is_named() {
    let repository = Repository::new();
    let friction = row("choose", Row::Friction);
    let scored = example().all_notes().find_map(|(place, note)| {
        let is_three = note.score == Some(Decimal::whole(3));
        is_three.then_some((place, note.id))
    });
    let (place, item) = scored.expect("a scored note");
    repository.change("workshop", |project| {
        write(project, "n32", friction, "No photos of the bits");
        edit::set_score(project, place, item, Some(Decimal::whole(1)));
        edit::remove_notes(project, &[id("n33")]);
        edit::move_notes(project, &[id("n34")], row("drillit", Row::ValueGaps), 0);
    });
    repository.change("main", |project| {
        write(project, "n32", friction, "Photos are small");
        edit::set_score(project, place, item, Some(Decimal::whole(2)));
        write(project, "n33", friction, "Nobody answers on Saturday");
        edit::move_notes(project, &[id("n34")], row("restore", Row::ValueGaps), 0);
    });
    let output = repository.try_git(&["merge", "--no-edit", "workshop"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let status = repository.git(&["status", "--porcelain"]);
    assert!(String::from_utf8_lossy(&status.stdout).contains("UU rental.vjourney"));
    let merged = repository.project();
    let merging = merged.merging.clone().expect("what is to be settled");
    let told = &merging.conflicts;
    assert_eq!(told.len(), 4, "{told:#?}");
    let is_told = |begins: &str, ends: &str| {
        let found = told
            .iter()
            .any(|told| told.starts_with(begins) && told.ends_with(ends));
        assert!(found, "“{begins} … {ends}” is not in {told:#?}");
    };
    is_told(
        "The text of the friction “Photos",
        "“Photos are small” here, “No photos of the bits” there.",
    );
    is_told("The score of the sacrifice “", "“2” here, “1” there.");
    is_told(
        "The friction “Phone is not answered on Saturday”",
        "here, deleted there.",
    );
    is_told("The place of the gap “I can’t tell", "there.");
    // Settled, the file is as any other and Git goes on.
    let mut settled = merged;
    settled.merging = None;
    repository.versions.save("rental.vjourney", &settled);
    repository.git(&["add", "--all"]);
    repository.git(&["commit", "--quiet", "--no-edit"]);
    assert!(repository.project() == settled);
}
