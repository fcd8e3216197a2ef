//! Merging and comparing on the command line, and as the merge driver of a real Git.
#![cfg(test)]

use std::path::PathBuf;
use std::process::{Command, Output};
use value_journey::edit;
use value_journey::file::{self, Choice, Choices, Known};
use value_journey::model::{Id, Lane, Note, Place, Project, Target};

/// A folder with versions of the tool rental.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, project: &Project) -> PathBuf {
        let path = self.path(name);
        file::save(project, &path, Known::Anything, None).expect("written");
        path
    }

    /// Runs the program; its own folder is in this one.
    fn run(&self, words: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_value-journey"));
        command.args(words).current_dir(self.0.path());
        self.alone(&mut command);
        command.output().expect("the program starts")
    }

    /// Nothing of the account that runs the tests.
    fn alone(&self, command: &mut Command) {
        for name in ["DISPLAY", "WAYLAND_DISPLAY"] {
            command.env_remove(name);
        }
        for name in ["HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"] {
            command.env(name, self.0.path());
        }
    }

    fn git(&self, words: &[&str]) -> Output {
        let mut command = Command::new("git");
        command.args(words).current_dir(self.0.path());
        self.alone(&mut command);
        let person = [
            "AUTHOR_NAME",
            "AUTHOR_EMAIL",
            "COMMITTER_NAME",
            "COMMITTER_EMAIL",
        ];
        for name in person {
            command.env(format!("GIT_{name}"), "a@example.org");
        }
        command.output().expect("git starts")
    }

    /// A repository in which the program merges, with the tool rental in it.
    fn repository() -> Self {
        let folder = Self::new();
        let driver = format!(
            "\"{}\" merge %O %A %B -o %A",
            env!("CARGO_BIN_EXE_value-journey")
        );
        folder.done(&["init", "-q", "-b", "main"]);
        folder.done(&["config", "merge.value-journey.driver", &driver]);
        std::fs::write(
            folder.path(".gitattributes"),
            "*.vjourney merge=value-journey\n",
        )
        .expect("written");
        folder.write("plan.vjourney", &example());
        folder.commit("Begin");
        folder
    }

    fn done(&self, words: &[&str]) {
        let output = self.git(words);
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "git {words:?}: {error}");
    }

    fn commit(&self, message: &str) {
        self.done(&["add", "-A"]);
        self.done(&["commit", "-q", "-m", message]);
    }

    /// Changes the plan on a branch from the beginning.
    fn branch(&self, name: &str, change: impl FnOnce(&mut Project)) {
        self.done(&["checkout", "-q", "main"]);
        self.done(&["checkout", "-q", "-b", name]);
        let mut project = self.plan();
        change(&mut project);
        self.write("plan.vjourney", &project);
        self.commit(name);
    }

    fn plan(&self) -> Project {
        file::open(&self.path("plan.vjourney")).expect("the file can be read")
    }
}

fn example() -> Project {
    file::read(include_bytes!("../assets/examples/tool-rental.vjourney")).expect("an example")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn note(project: &Project, text: &str) -> (Place, Id) {
    let found = project.all_notes().find(|(_, note)| note.text == text);
    let (place, note) = found.unwrap_or_else(|| panic!("no note “{text}”"));
    (place, note.id)
}

fn rewrite(project: &mut Project, from: &str, to: &str) {
    let (place, id) = note(project, from);
    edit::write(project, Target::Note(id), Some(place), to).expect("written");
}

fn remove(project: &mut Project, text: &str) {
    let (_, id) = note(project, text);
    edit::remove_notes(project, &[id]);
}

/// Puts a note into another step.
fn carry(project: &mut Project, text: &str, step: usize) {
    let (place, id) = note(project, text);
    let Place::Lane { solution, lane, .. } = place else {
        panic!("“{text}” is on no journey");
    };
    let step = project.journeys[0].steps[step].id;
    let to = Place::Lane {
        solution,
        step,
        lane,
    };
    edit::move_notes(project, &[id], to, 0);
}

fn add(project: &mut Project, text: &str) {
    let journey = &project.journeys[0];
    let place = Place::Lane {
        solution: journey.solutions[0].id,
        step: journey.steps[1].id,
        lane: Lane::Sacrifices,
    };
    let end = project.notes(place).len();
    edit::insert_notes(
        project,
        place,
        end,
        vec![std::sync::Arc::new(Note::new(text))],
    );
}

fn has(project: &Project, text: &str) -> bool {
    project.all_notes().any(|(_, note)| note.text == text)
}

#[test]
fn what_differs_is_told_in_sentences() {
    let folder = Folder::new();
    folder.write("a.vjourney", &example());
    let mut after = example();
    rewrite(&mut after, "129 € at once", "139 € at once");
    add(&mut after, "Deposit");
    folder.write("b.vjourney", &after);
    let output = folder.run(&["diff", "a.vjourney", "b.vjourney"]);
    assert_eq!(output.status.code(), Some(1));
    let text = said(&output);
    assert_eq!(text.lines().count(), 2, "{text}");
    assert!(
        text.contains("129 € at once") && text.contains("139 € at once"),
        "{text}"
    );
    assert!(text.contains("“Deposit”"), "{text}");
    let same = folder.run(&["diff", "a.vjourney", "a.vjourney"]);
    assert_eq!((same.status.code(), said(&same)), (Some(0), String::new()));
    let none = folder.run(&["diff", "a.vjourney", "none.vjourney"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&none.stderr).starts_with("none.vjourney: "));
}

#[test]
fn what_differs_is_told_to_programs() {
    let folder = Folder::new();
    folder.write("a.vjourney", &example());
    let mut after = example();
    remove(&mut after, "129 € at once");
    folder.write("b.vjourney", &after);
    let output = folder.run(&["diff", "--json", "a.vjourney", "b.vjourney"]);
    let lines: serde_json::Value = serde_json::from_str(&said(&output)).expect("JSON");
    assert_eq!(lines[0]["kind"], "deleted");
    assert_eq!(lines[0]["what"], "note");
    assert!(
        lines[0]["sentence"]
            .as_str()
            .is_some_and(|text| text.contains("129 € at once"))
    );
}

#[test]
fn versions_are_merged_and_conflicts_are_kept_in_the_file() {
    let folder = Folder::new();
    folder.write("base.vjourney", &example());
    let mut ours = example();
    add(&mut ours, "Deposit");
    folder.write("ours.vjourney", &ours);
    let mut theirs = example();
    rewrite(&mut theirs, "129 € at once", "139 € at once");
    folder.write("theirs.vjourney", &theirs);
    let files = [
        "merge",
        "base.vjourney",
        "ours.vjourney",
        "theirs.vjourney",
        "-o",
    ];
    let merge = |out: &str| folder.run(&[files.as_slice(), &[out]].concat());
    let output = merge("out.vjourney");
    assert_eq!(
        (output.status.code(), said(&output)),
        (Some(0), String::new())
    );
    let merged = file::open(&folder.path("out.vjourney")).expect("written");
    assert!(has(&merged, "Deposit") && has(&merged, "139 € at once"));
    // The same note on both sides.
    rewrite(&mut ours, "129 € at once", "A deposit first");
    folder.write("ours.vjourney", &ours);
    let output = merge("ours.vjourney");
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("Conflict: The text of the sacrifice “129 € at once”"),
        "{}",
        said(&output)
    );
    let merged = file::open(&folder.path("ours.vjourney")).expect("written");
    assert!(has(&merged, "A deposit first"), "ours is shown");
    let left = merged.merging.clone().expect("the conflict is kept");
    assert_eq!(left.conflicts.len(), 1);
    // What is kept is enough to settle it.
    let again = file::merge(
        left.base.as_deref(),
        &merged,
        &left.theirs,
        &Choices::default(),
    )
    .expect("few notes");
    assert_eq!(again.conflicts.len(), 1);
    let choices = Choices::from([(again.conflicts[0].key.clone(), Choice::Theirs)]);
    let settled =
        file::merge(left.base.as_deref(), &merged, &left.theirs, &choices).expect("few notes");
    assert!(has(&settled.project, "139 € at once") && has(&settled.project, "Deposit"));
    assert!(settled.project.merging.is_none());
    // A second merge would forget the first.
    let output = merge("out.vjourney");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("not finished"));
}

#[test]
fn without_what_both_come_from_nothing_is_deleted() {
    let folder = Folder::new();
    std::fs::write(folder.path("none"), "").expect("written");
    let mut ours = example();
    remove(&mut ours, "129 € at once");
    folder.write("ours.vjourney", &ours);
    folder.write("theirs.vjourney", &example());
    let output = folder.run(&[
        "merge",
        "none",
        "ours.vjourney",
        "theirs.vjourney",
        "-o",
        "out.vjourney",
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(has(
        &file::open(&folder.path("out.vjourney")).expect("written"),
        "129 € at once"
    ));
}

#[test]
fn what_cannot_be_read_is_not_merged() {
    let folder = Folder::new();
    folder.write("a.vjourney", &example());
    std::fs::write(folder.path("bad.vjourney"), "{").expect("written");
    let output = folder.run(&[
        "merge",
        "a.vjourney",
        "a.vjourney",
        "bad.vjourney",
        "-o",
        "a.vjourney",
    ]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("bad.vjourney: "));
    assert!(file::open(&folder.path("a.vjourney")).expect("as it was") == example());
}

#[test]
fn git_merges_branches_that_moved_edited_and_deleted_notes() {
    let folder = Folder::repository();
    folder.branch("anna", |project| {
        carry(project, "129 € at once", 2);
        rewrite(project, "Carry it home on the bus", "Carry it home on foot");
        remove(project, "The manual in nine languages");
        add(project, "Deposit");
    });
    folder.branch("ben", |project| {
        carry(project, "Twelve drills, which one?", 1);
        rewrite(project, "A shelf in a small flat", "A shelf in a tiny flat");
        remove(project, "Battery flat after the winter");
        add(project, "No receipt");
        project.name = "Tool rental, revised".to_owned();
    });
    let output = folder.git(&["merge", "-q", "anna"]);
    assert!(output.status.success(), "{}", said(&output));
    let plan = folder.plan();
    for text in [
        "Carry it home on foot",
        "A shelf in a tiny flat",
        "Deposit",
        "No receipt",
    ] {
        assert!(has(&plan, text), "{text}");
    }
    for text in [
        "The manual in nine languages",
        "Battery flat after the winter",
    ] {
        assert!(!has(&plan, text), "{text}");
    }
    let step_of = |text: &str| match note(&plan, text).0 {
        Place::Lane { step, .. } => plan.journeys[0].step_index(step),
        _ => None,
    };
    assert_eq!(step_of("129 € at once"), Some(2));
    assert_eq!(step_of("Twelve drills, which one?"), Some(1));
    assert_eq!(plan.name, "Tool rental, revised");
}

#[test]
fn git_ends_in_a_list_that_names_each_conflict() {
    let folder = Folder::repository();
    folder.branch("anna", |project| {
        rewrite(project, "129 € at once", "139 € at once");
        remove(project, "The manual in nine languages");
        carry(project, "Carry it home on the bus", 3);
        add(project, "Deposit");
    });
    folder.branch("ben", |project| {
        rewrite(project, "129 € at once", "119 € at once");
        rewrite(
            project,
            "The manual in nine languages",
            "The manual in ten languages",
        );
        carry(project, "Carry it home on the bus", 4);
    });
    let output = folder.git(&["merge", "anna"]);
    assert_eq!(
        output.status.code(),
        Some(1),
        "git stops: {}",
        said(&output)
    );
    let status = said(&folder.git(&["status", "--porcelain", "plan.vjourney"]));
    assert!(status.starts_with("UU"), "{status}");
    let plan = folder.plan();
    assert!(has(&plan, "119 € at once") && has(&plan, "Deposit"));
    let left = plan.merging.expect("the conflicts are kept");
    for text in [
        "129 € at once",
        "The manual in nine languages",
        "Carry it home on the bus",
    ] {
        let is_named = left
            .conflicts
            .iter()
            .any(|sentence| sentence.contains(text));
        assert!(is_named, "{text}: {:?}", left.conflicts);
    }
    assert_eq!(left.conflicts.len(), 3, "{:?}", left.conflicts);
    // The window opens it; here the file itself says it.
    let text = std::fs::read_to_string(folder.path("plan.vjourney")).expect("read");
    assert!(!text.contains("<<<<<<<"));
    let check = folder.run(&["check", "plan.vjourney"]);
    assert_eq!(check.status.code(), Some(1));
    assert!(
        said(&check).contains("A merge of this file is not finished: 3 conflicts"),
        "{}",
        said(&check)
    );
}
