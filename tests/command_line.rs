//! The program without a window, run as a script would.
#![cfg(test)]

#[path = "common/bad_files.rs"]
mod bad_files;

use bad_files::bad_files;
use serde_json::Value;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn example(name: &str) -> PathBuf {
    root()
        .join("assets/examples")
        .join(format!("{name}.vjourney"))
}

fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_value-journey"));
    // No display: nothing here may need one.
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    // What it keeps of what it writes is not kept among the user's own versions.
    command.env("XDG_STATE_HOME", env!("CARGO_TARGET_TMPDIR"));
    command
}

fn run(arguments: &[&dyn AsRef<std::ffi::OsStr>]) -> Output {
    let mut command = command();
    for argument in arguments {
        command.arg(argument.as_ref());
    }
    command.output().expect("the program starts")
}

/// What it printed, where all went well.
fn said(output: &Output) -> String {
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{error}");
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// The one sentence on standard error, with exit code 2 and nothing on standard output.
fn refused(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(output.stdout.is_empty());
    let error = String::from_utf8(output.stderr.clone()).expect("UTF-8");
    assert_eq!(error.lines().count(), 1, "one line: {error}");
    error
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

#[cfg(target_os = "linux")]
#[test]
fn what_new_has_written_is_known_as_written_by_this_program() {
    let folder = folder();
    let (file, state) = (
        folder.path().join("own.vjourney"),
        folder.path().join("state"),
    );
    let mut command = command();
    command.args(["new".as_ref(), file.as_os_str()]);
    command.env("XDG_STATE_HOME", &state);
    said(&command.output().expect("the program starts"));
    let store = value_journey::file::Store::at(state.join("value-journey"));
    assert_eq!(store.versions_of(&file).list().len(), 1);
}

#[test]
fn every_template_makes_a_project_that_is_fine() {
    let folder = folder();
    for name in ["blank", "value-map", "cvjm", "cvj", "workshop"] {
        let out = folder.path().join(format!("{name}.vjourney"));
        said(&run(&[&"new", &"--template", &name, &out]));
        said(&run(&[&"check", &out]));
        let stats: Value =
            serde_json::from_str(&said(&run(&[&"stats", &out, &"--json"]))).expect("JSON");
        assert_ne!(stats["name"], "");
        assert_eq!(stats["notes"], 0);
    }
}

#[test]
fn a_new_project_replaces_no_file() {
    let folder = folder();
    let out = folder.path().join("a.vjourney");
    std::fs::write(&out, "mine").expect("written");
    let error = refused(&run(&[&"new", &out]));
    assert!(
        error.contains("a.vjourney") && error.contains("another name"),
        "{error}"
    );
    assert_eq!(std::fs::read_to_string(&out).expect("there"), "mine");
}

#[test]
fn stats_of_the_tool_rental_are_the_golden_table() {
    let text = said(&run(&[&"stats", &example("tool-rental"), &"--json"]));
    let stats: Value = serde_json::from_str(&text).expect("JSON");
    let journey = &stats["journeys"][0];
    let numbers = |value: &Value| -> Vec<f64> {
        let list = value.as_array().expect("a list");
        list.iter()
            .map(|number| number.as_f64().expect("a number"))
            .collect()
    };
    let (buy, rent) = (&journey["solutions"][0], &journey["solutions"][1]);
    assert_eq!(buy["name"], "Buy");
    assert_eq!(buy["baseline"], true);
    assert_eq!(numbers(&buy["benefits"]), [1., 2., 1., 2., 2., 0., 1.]);
    assert_eq!(numbers(&buy["sacrifices"]), [2., 4., 1., 1., 2., 3., 2.]);
    assert_eq!(numbers(&buy["net"]), [-1., -2., 0., 1., 0., -3., -1.]);
    assert_eq!(
        numbers(&buy["cumulative"]),
        [-1., -3., -3., -2., -2., -5., -6.]
    );
    // Nobody maintains or disposes of what they rent: these steps do not apply.
    assert_eq!(
        rent["net"],
        serde_json::json!([-1, 3, -3, 4, -1, null, null])
    );
    assert_eq!(numbers(&rent["cumulative"]), [-1., 2., -1., 3., 2., 2., 2.]);
    let difference = &journey["deltas"][0];
    assert_eq!(
        numbers(&difference["delta"]),
        [0., 5., -3., 3., -1., 3., 1.]
    );
    assert_eq!(difference["total"], 8);
    assert_eq!(
        (&difference["based_on"], &difference["of"]),
        (&7.into(), &7.into())
    );
    assert_eq!(difference["baseline_total"], -6);
    assert_eq!(difference["solution_total"], 2);
    assert_eq!(difference["holds"], true);
    // Scripts read these keys, and numbers without `.0`.
    assert!(
        text.contains("\"total\": -6,") && !text.contains(".0,"),
        "{text}"
    );
}

#[test]
fn stats_of_the_eight_stages_are_the_golden_head_counts() {
    let text = said(&run(&[&"stats", &example("eight-stages"), &"--json"]));
    let stats: Value = serde_json::from_str(&text).expect("JSON");
    let funnel = &stats["journeys"][0]["funnel"][0];
    assert_eq!(
        funnel["counts"],
        serde_json::json!([120_000, 18_000, 2_400, 300, 210, 75, 40, 12])
    );
    assert_eq!(funnel["overall"], serde_json::json!(0.0001));
}

/// The example with something else in it.
fn changed(name: &str, change: impl FnOnce(&mut Value)) -> (tempfile::TempDir, PathBuf) {
    let folder = folder();
    let out = folder.path().join("a.vjourney");
    let text = std::fs::read_to_string(example(name)).expect("there");
    let mut project: Value = serde_json::from_str(&text).expect("JSON");
    change(&mut project);
    std::fs::write(&out, project.to_string()).expect("written");
    (folder, out)
}

/// Every benefit and sacrifice of the journey.
fn items(project: &mut Value) -> impl Iterator<Item = &mut Value> {
    let solutions = project["journeys"][0]["solutions"].as_array_mut();
    let cells = solutions
        .expect("solutions")
        .iter_mut()
        .flat_map(|solution| solution["cells"].as_object_mut().expect("cells"));
    cells.flat_map(|(_, cell)| {
        let lanes = cell.as_object_mut().expect("a cell").iter_mut();
        let notes = lanes.filter_map(|(_, notes)| notes.as_array_mut());
        notes.flatten()
    })
}

#[test]
fn what_is_not_known_is_null_and_not_nought() {
    let (_folder, out) = changed("tool-rental", |project| {
        for note in items(project) {
            note.as_object_mut().expect("a note").remove("score");
        }
    });
    let stats: Value =
        serde_json::from_str(&said(&run(&[&"stats", &out, &"--json"]))).expect("JSON");
    let journey = &stats["journeys"][0];
    for solution in journey["solutions"].as_array().expect("two") {
        assert_eq!(solution["total"], Value::Null);
        let running = solution["cumulative"].as_array().expect("a list");
        assert!(running.iter().all(Value::is_null), "{running:?}");
    }
    let delta = &journey["deltas"][0];
    for key in ["total", "baseline_total", "solution_total", "holds"] {
        assert_eq!(delta[key], Value::Null, "{key}");
    }
    let said = said(&run(&[&"check", &out]));
    assert!(
        said.contains("Buy has 15 notes and no score yet."),
        "{said}"
    );
    assert!(!said.contains("Nothing to say"), "{said}");
}

#[test]
fn head_counts_are_told_with_targets_overall_and_lowest() {
    let target = |percents: [i32; 2]| {
        changed("eight-stages", |project| {
            let steps = project["journeys"][0]["steps"]
                .as_array_mut()
                .expect("steps");
            steps[1]["target"] = percents[0].into();
            steps[3]["target"] = percents[1].into();
        })
    };
    let funnel = |out: &Path| -> Value {
        let text = said(&run(&[&"stats", &out, &"--json"]));
        let stats: Value = serde_json::from_str(&text).expect("JSON");
        stats["journeys"][0]["funnel"][0].clone()
    };
    // 15 % and 12.5 % come on.
    let (_met, out) = target([10, 12]);
    let met = funnel(&out);
    assert_eq!(met["bottleneck"], Value::Null, "both targets are met");
    assert_eq!(met["lowest_conversion"], "Convert");
    assert_eq!(met["targets"][1], serde_json::json!(0.1));
    let text = said(&run(&[&"stats", &out]));
    for line in [
        "Overall: 0.01 %",
        "Lowest conversion: Convert",
        "Bottleneck: none, all targets are met",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    assert!(text.contains("13.3 %") && !text.contains("13.33"), "{text}");
    assert!(
        !text.contains('\u{a0}') && !text.contains('−'),
        "to be pasted: {text}"
    );
    let checked = said(&run(&[&"check", &out]));
    assert!(
        checked.contains("All 2 targets are met: there is no bottleneck, 2026-Q1."),
        "{checked}"
    );
    let (_missed, out) = target([10, 15]);
    assert_eq!(funnel(&out)["bottleneck"], "Convert");
}

#[test]
fn one_note_is_no_plural() {
    let (_folder, out) = changed("tool-rental", |project| {
        project["value_maps"] = Value::Array(Vec::new());
        project["links"] = Value::Array(Vec::new());
        let mut kept = false;
        for solution in project["journeys"][0]["solutions"]
            .as_array_mut()
            .expect("solutions")
        {
            for (_, cell) in solution["cells"].as_object_mut().expect("cells") {
                for (_, notes) in cell.as_object_mut().expect("a cell") {
                    if let Some(notes) = notes.as_array_mut() {
                        notes.truncate(usize::from(!std::mem::replace(&mut kept, true)));
                    }
                }
            }
        }
    });
    let text = said(&run(&[&"stats", &out]));
    assert!(
        text.starts_with("Tool rental: 1 note, scores from 0 to 3"),
        "{text}"
    );
}

#[test]
fn nothing_to_say_is_said_only_where_it_is_true() {
    let nothing = "Nothing to say yet: no note is scored, no gap is written.\n";
    let folder = folder();
    let out = folder.path().join("blank.vjourney");
    said(&run(&[&"new", &"--template", &"cvjm", &out]));
    assert_eq!(said(&run(&[&"check", &out])), nothing);
    for name in ["tool-rental", "eight-stages", "service"] {
        let checked = said(&run(&[&"check", &example(name)]));
        assert!(!checked.contains("Nothing to say"), "{name}: {checked}");
    }
    let first = said(&run(&[&"check", &example("service")]));
    assert!(
        first.starts_with("Over all 12 steps: Buy −18, Subscribe +16, difference +34. Holds whichever way we count"),
        "{first}"
    );
}

#[test]
fn notes_of_a_step_that_is_not_there_are_counted_as_set_aside() {
    let (_folder, out) = changed("tool-rental", |project| {
        project["journeys"][0]["solutions"][0]["cells"]["get"]["applies"] = false.into();
    });
    let checked = said(&run(&[&"check", &out]));
    assert!(
        checked.contains("To look at: Get (Buy): 3 notes are set aside and counted nowhere"),
        "{checked}"
    );
    let text = said(&run(&[&"stats", &out]));
    assert!(
        text.contains("3 notes of Buy set aside: no such step"),
        "{text}"
    );
}

#[test]
fn what_has_no_name_is_called_so() {
    let (_folder, path) = changed("tool-rental", |project| {
        project["name"] = "".into();
        project["value_maps"][0]["name"] = "".into();
        let journey = &mut project["journeys"][0];
        for text in ["name", "basis"] {
            journey[text] = "".into();
        }
        journey["solutions"][1]["name"] = " ".into();
        journey["steps"][1]["name"] = "".into();
    });
    let stats = said(&run(&[&"stats", &path]));
    assert!(
        stats.starts_with("Project without a name: 53 notes"),
        "{stats}"
    );
    for told in [
        "\nValue map without a name: 3 jobs",
        "\nJourney without a name\n",
        "solution without a name - Buy",
        "step 2",
    ] {
        assert!(stats.contains(told), "{told}: {stats}");
    }
    let check = run(&[&"check", &path]);
    let check = String::from_utf8(check.stdout).expect("UTF-8");
    assert!(
        check.contains("A journey without a name compares solutions"),
        "{check}"
    );
    assert!(!check.contains("“”"), "{check}");
}

#[test]
fn stats_counts_the_open_ends_that_check_names() {
    // A job that nobody has described is how a map begins; its gaps have words.
    let (_folder, path) = changed("tool-rental", |project| {
        let job = &mut project["value_maps"][0]["jobs"][1];
        for text in ["job", "outcome"] {
            job[text] = serde_json::json!({ "text": "" });
        }
    });
    let stats = said(&run(&[&"stats", &path]));
    let check = run(&[&"check", &path]);
    let check = String::from_utf8(check.stdout).expect("UTF-8");
    let told = |mark: &str| check.lines().filter(|line| line.starts_with(mark)).count();
    let (ends, things) = (told("Open end: "), told("To look at: "));
    let ends = if ends == 1 {
        "1 open end,".to_owned()
    } else {
        format!("{ends} open ends,")
    };
    let things = if things == 1 {
        "1 thing".to_owned()
    } else {
        format!("{things} things")
    };
    assert!(
        stats.contains(&format!("{ends} {things} to look at")),
        "{stats}{check}"
    );
}

#[test]
fn a_mistyped_command_opens_no_window() {
    let error = refused(&run(&[&"chekc"]));
    assert!(
        error.contains("neither a command nor a file “chekc”"),
        "{error}"
    );
    assert!(error.contains("new, check, export"), "{error}");
}

#[test]
fn new_tells_its_templates() {
    let help = said(&run(&[&"new", &"--help"]));
    assert!(
        help.contains("value-map, cvjm, compare, cvj, workshop and blank"),
        "{help}"
    );
}

#[test]
fn check_says_what_is_open_and_ends_with_one() {
    let folder = folder();
    let out = folder.path().join("a.vjourney");
    let text = std::fs::read_to_string(example("tool-rental")).expect("there");
    // Without its opportunities a value gap is an open end.
    let mut project: Value = serde_json::from_str(&text).expect("JSON");
    project["links"] = Value::Array(Vec::new());
    std::fs::write(&out, project.to_string()).expect("written");
    let output = run(&[&"check", &out]);
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("Open end: "), "{said}");
}

#[test]
fn what_is_no_project_is_refused_in_one_sentence() {
    let folder = folder();
    for bad in bad_files() {
        let path = folder.path().join("bad.vjourney");
        std::fs::write(&path, &bad.bytes).expect("written");
        for subcommand in ["check", "stats"] {
            let error = refused(&run(&[&subcommand, &path]));
            println!("{}: {}", bad.name, error.trim());
            assert!(error.starts_with("bad.vjourney: "), "{}: {error}", bad.name);
            for words in bad.says {
                assert!(
                    error.contains(words),
                    "{}: “{words}” is not in {error}",
                    bad.name
                );
            }
        }
        assert_eq!(
            std::fs::read(&path).expect("there"),
            bad.bytes,
            "{}",
            bad.name
        );
    }
}

#[test]
fn what_is_no_file_is_refused_in_one_sentence() {
    let folder = folder();
    let error = refused(&run(&[&"check", &folder.path()]));
    assert!(error.contains("a folder, not a file"), "{error}");
    let error = refused(&run(&[&"check", &folder.path().join("none.vjourney")]));
    assert!(
        error.contains("none.vjourney: There is no file of this name"),
        "{error}"
    );
}

/// Permissions do not hold for the superuser, so such a one runs the program as nobody.
#[cfg(unix)]
#[test]
fn without_permission_it_says_whom_to_ask() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    use std::os::unix::process::CommandExt as _;
    let folder = folder();
    let path = folder.path().join("mine.vjourney");
    std::fs::copy(example("tool-rental"), &path).expect("copied");
    let allow = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("set");
    };
    let is_root = std::fs::metadata(folder.path()).expect("there").uid() == 0;
    let program = folder.path().join("program");
    std::fs::copy(env!("CARGO_BIN_EXE_value-journey"), &program).expect("copied");
    allow(&program, 0o755);
    allow(&path, 0o000);
    allow(folder.path(), 0o555);
    let as_somebody = |arguments: &[&dyn AsRef<std::ffi::OsStr>]| {
        let mut command = Command::new(&program);
        command.current_dir(folder.path());
        if is_root {
            command.uid(65534).gid(65534);
        }
        for argument in arguments {
            command.arg(argument.as_ref());
        }
        loop {
            match command.output() {
                // A test beside this one may have started a program while the copy was being written:
                // until that has closed what it inherited, the copy counts as open for writing.
                Err(error) if error.kind() == std::io::ErrorKind::ExecutableFileBusy => {
                    std::thread::yield_now();
                }
                output => break output.expect("the program starts"),
            }
        }
    };
    let error = refused(&as_somebody(&[&"stats", &path]));
    assert!(
        error.contains("You may not read this file") && error.contains("Ask"),
        "{error}"
    );
    let error = refused(&as_somebody(&[&"new", &folder.path().join("b.vjourney")]));
    assert!(error.contains("You may not write there"), "{error}");
    allow(folder.path(), 0o755);
}

#[test]
fn a_file_of_openjourney_becomes_a_project() {
    use value_journey::model::Lane;
    let folder = folder();
    let (from, out) = (
        root().join("tests/data/market.ojf"),
        folder.path().join("a.vjourney"),
    );
    let sentence = said(&run(&[&"import", &from, &out]));
    assert_eq!(
        sentence,
        "3 steps, 6 notes; 3 scores were converted from −5…5 to 0…3; 1 score of opportunities is kept in the file alone.\n"
    );
    let stats: Value =
        serde_json::from_str(&said(&run(&[&"stats", &out, &"--json"]))).expect("JSON");
    let journey = &stats["journeys"][0];
    assert_eq!(
        journey["steps"],
        serde_json::json!(["Get there", "Choose", "Pay"])
    );
    // Scores of 2, 5 and −3 in 5 on a scale of 3: 1, 3 and 2; rain is not scored yet.
    assert_eq!(
        journey["solutions"][0]["benefits"],
        serde_json::json!([1, 3, 0])
    );
    assert_eq!(journey["solutions"][0]["sacrifices"][2], 2);
    let project = value_journey::file::open(&out).expect("a project");
    let journey = &project.journeys[0];
    let in_lane = |step: usize, lane| {
        let cell = journey.solutions[0]
            .cells
            .get(journey.steps[step].id)
            .expect("filled");
        cell.notes(lane)
            .iter()
            .map(|note| note.text.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(in_lane(0, Lane::Sacrifices), ["Rain in April"]);
    assert_eq!(
        in_lane(2, Lane::Opportunities),
        ["A card reader for all stalls"]
    );
    assert_eq!(in_lane(2, Lane::Touchpoints), ["Counts the change"]);
    assert_eq!(
        project.personas[0].name,
        "Lena, buys for a household of four"
    );
    assert_eq!(project.description, "A Saturday at the farmers' market");
}

#[test]
fn an_import_can_be_added_to_a_project() {
    let folder = folder();
    let (from, into) = (
        root().join("tests/data/market.ojf"),
        folder.path().join("a.vjourney"),
    );
    std::fs::copy(example("tool-rental"), &into).expect("copied");
    said(&run(&[&"import", &from, &"--into", &into]));
    let project = value_journey::file::open(&into).expect("a project");
    assert_eq!(project.name, "Tool rental");
    assert_eq!(project.journeys.len(), 2);
}

#[test]
fn what_cannot_be_imported_is_said_with_its_place() {
    let folder = folder();
    let (from, out) = (
        folder.path().join("bad.ojf"),
        folder.path().join("a.vjourney"),
    );
    let good = std::fs::read_to_string(root().join("tests/data/market.ojf")).expect("there");
    for (bytes, says) in [
        (
            good.replace("\"stageId\": \"b\"", "\"stageId\": \"x\""),
            "“Tastes the cheese” stands in the stage `x`",
        ),
        (
            good.replace("\"swimlaneId\": \"idea\"", "\"swimlaneId\": \"y\""),
            "“A card reader for all stalls” stands in the lane `y`",
        ),
        (
            good.replace("\"id\": \"b\", \"name\"", "\"id\": \"a\", \"name\""),
            "The stage `a` stands twice",
        ),
        (good[..400].to_owned(), "line "),
        ("{}".to_owned(), "no stages"),
    ] {
        std::fs::write(&from, bytes).expect("written");
        let error = refused(&run(&[&"import", &from, &out]));
        assert!(
            error.starts_with("bad.ojf: ") && error.contains(says),
            "{says}: {error}"
        );
        assert!(!out.exists());
    }
}

/// Real files of the other program, where they are at hand.
#[test]
fn published_files_of_openjourney_come_in() {
    let samples = root().join("../shared/samples/ojf");
    if !samples.is_dir() {
        // Written past the test runner, which shows only what failed.
        let _ =
            std::io::stderr().write_all(b"\nskipped: no published files of OpenJourney at hand\n");
        return;
    }
    let folder = folder();
    for (name, steps, notes, total) in [
        ("b2b-software-purchase", 5, 9, 2),
        ("ecommerce-return", 4, 9, -7),
        ("hotel-check-in-blueprint", 3, 4, 5),
    ] {
        let out = folder.path().join(format!("{name}.vjourney"));
        let sentence = said(&run(&[
            &"import",
            &samples.join(format!("{name}.ojf")),
            &out,
        ]));
        let made = format!("{steps} steps, {notes} notes; ");
        assert!(sentence.starts_with(&made), "{name}: {sentence}");
        assert!(
            sentence.contains("converted from −5…5 to 0…3"),
            "{sentence}"
        );
        let stats: Value =
            serde_json::from_str(&said(&run(&[&"stats", &out, &"--json"]))).expect("JSON");
        assert_eq!(
            stats["journeys"][0]["solutions"][0]["total"], total,
            "{name}"
        );
    }
}

#[test]
fn a_wrong_argument_is_answered_by_what_there_is() {
    let output = run(&[&"new", &"--template", &"poster", &"x.vjourney"]);
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        error.contains("poster") && error.contains("value-map"),
        "{error}"
    );
}
