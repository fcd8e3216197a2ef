//! Files made to break the program: each costs little, is answered in one sentence, and reaches nothing
//! outside of itself.
#![cfg(test)]

#[path = "common/hostile.rs"]
mod hostile;

use hostile::{Hostile, hostile_files, mutated};
use std::ffi::OsStr;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use value_journey::file::{self, Repaired};
use value_journey::import;
use value_journey::model::{Scale, check};

/// Most memory a file may cost, in KB.
const MOST_KB: u64 = 512 * 1024;
/// Most time, for the program as it is given to people.
const MOST_TIME: Duration = Duration::from_secs(2);

/// What became of one file.
struct Outcome {
    code: Option<i32>,
    error: String,
    peak_kb: u64,
    time: Duration,
}

/// The largest memory the program has had so far, where the system tells.
fn peak_kb(child: &Child) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// The program as it is given to people, where `HOSTILE_PROGRAM` says where it is; then time counts.
fn optimised() -> Option<std::ffi::OsString> {
    let here = || (!cfg!(debug_assertions)).then(|| env!("CARGO_BIN_EXE_value-journey").into());
    std::env::var_os("HOSTILE_PROGRAM").or_else(here)
}

fn run(arguments: &[&OsStr]) -> Outcome {
    let program = optimised().unwrap_or_else(|| env!("CARGO_BIN_EXE_value-journey").into());
    let began = Instant::now();
    let mut child = Command::new(program)
        .args(arguments)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut peak = 0;
    let status = loop {
        // The peak never goes down: what was seen last is at most some milliseconds old.
        peak = peak_kb(&child).unwrap_or_default().max(peak);
        if peak > 2 * MOST_KB || began.elapsed() > Duration::from_mins(1) {
            child.kill().expect("killed");
        }
        match child.try_wait().expect("waited") {
            Some(status) => break status,
            None => std::thread::sleep(Duration::from_millis(1)),
        }
    };
    let time = began.elapsed();
    let mut error = String::new();
    let pipe = child.stderr.as_mut().expect("a pipe");
    pipe.read_to_string(&mut error).expect("UTF-8");
    Outcome {
        code: status.code(),
        error,
        peak_kb: peak,
        time,
    }
}

/// Checks or imports one file, and says what is wrong with the answer.
fn tried(file: &Hostile, folder: &Path) -> (Outcome, Vec<String>) {
    let path = folder.join(&file.name);
    (file.make)(&path).expect("made");
    let out = folder.join("out.vjourney");
    let outcome = if path.extension() == Some(OsStr::new("ojf")) {
        run(&["import".as_ref(), path.as_os_str(), out.as_os_str()])
    } else {
        run(&["check".as_ref(), path.as_os_str()])
    };
    let mut wrong = Vec::new();
    let mut expect = |holds: bool, what: String| {
        if !holds {
            wrong.push(format!("{}: {what}: {:.600}", file.name, outcome.error));
        }
    };
    let sentence = outcome.error.strip_suffix('\n').unwrap_or_default();
    expect(
        outcome.code == Some(2),
        format!("ends with {:?}", outcome.code),
    );
    expect(
        !sentence.contains(char::is_control),
        "more than one line".to_owned(),
    );
    expect(sentence.chars().count() < 700, "a long sentence".to_owned());
    // The words of the parser and of the language it is written in are not for people.
    for words in [
        "EOF",
        "trailing",
        "sequence",
        "invalid type",
        "invalid value",
        "expected",
        "variant",
        "missing field",
        " u8",
        " u32",
        " u64",
        " i64",
        "hex escape",
        "ident",
        "0000000000000000",
    ] {
        expect(!sentence.contains(words), format!("says “{words}”"));
    }
    // One line of a file in one line is no place.
    if sentence.contains("ine 1 ") || sentence.contains("ine 1:") {
        let bytes = std::fs::read(&path).unwrap_or_default();
        let first = bytes
            .split(|byte| *byte == b'\n')
            .next()
            .unwrap_or_default();
        expect(first.len() <= 200, "no column".to_owned());
    }
    for words in file.says {
        expect(sentence.contains(words), format!("does not say “{words}”"));
    }
    expect(
        outcome.peak_kb <= MOST_KB,
        format!("{} KB", outcome.peak_kb),
    );
    expect(!out.exists(), "wrote a project".to_owned());
    // Without optimisation, and beside other tests, time says nothing.
    if optimised().is_some() {
        expect(outcome.time <= MOST_TIME, format!("{:?}", outcome.time));
    }
    if path.is_dir() {
        std::fs::remove_dir(&path).expect("removed");
    } else {
        std::fs::remove_file(&path).expect("removed");
    }
    (outcome, wrong)
}

fn try_all(files: &[Hostile]) {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut peak, mut slowest, mut wrong) = ((0, ""), (Duration::ZERO, ""), Vec::new());
    for file in files {
        let (outcome, complaints) = tried(file, folder.path());
        println!(
            "{:5} ms {:4} MB {:?}: {:.160}",
            outcome.time.as_millis(),
            outcome.peak_kb / 1024,
            file.name,
            outcome.error.trim_end()
        );
        peak = peak.max((outcome.peak_kb / 1024, &file.name));
        slowest = slowest.max((outcome.time, &file.name));
        wrong.extend(complaints);
    }
    println!(
        "{} files; peak {peak:?} MB, slowest {slowest:?}",
        files.len()
    );
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        files.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_hostile_file_costs_little_and_is_answered_in_one_sentence() {
    let files = hostile_files();
    assert!(files.len() >= 80, "{}", files.len());
    try_all(&files);
}

/// Every command does its work, or says in one sentence that it is too much, and costs little either way.
#[test]
fn the_largest_files_that_open_cost_no_more() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let (svg, png, merged) = (at("o.svg"), at("o.png"), at("m.vjourney"));
    let journey = at("market.ojf");
    std::fs::write(&journey, include_bytes!("data/market.ojf")).expect("written");
    let o = OsStr::new;
    let mut wrong = Vec::new();
    for file in hostile::largest_files() {
        let path = at(&file.name);
        (file.make)(&path).expect("made");
        let p = path.as_os_str();
        let (svg, png) = (svg.as_os_str(), png.as_os_str());
        for arguments in [
            vec![o("check"), p],
            vec![o("stats"), p],
            vec![o("stats"), p, o("--json")],
            vec![o("export"), p, svg],
            vec![o("export"), p, svg, o("--view"), o("compare")],
            vec![o("export"), p, svg, o("--paper"), o("A4")],
            vec![o("export"), p, png],
            vec![o("export"), p, png, o("--view"), o("compare")],
            vec![o("export"), p, png, o("--paper"), o("A0")],
            vec![o("diff"), p, p],
            vec![o("merge"), p, p, p, o("-o"), merged.as_os_str()],
            vec![o("import"), journey.as_os_str(), o("--into"), p],
        ] {
            let outcome = run(&arguments);
            let (time, peak) = (outcome.time, outcome.peak_kb / 1024);
            let what = format!("{:?} {}", arguments[0], file.name);
            println!(
                "{:5} ms {peak:4} MB {what}: {:.160}",
                time.as_millis(),
                outcome.error.trim_end()
            );
            let opens = arguments[0] == "check" || arguments[0] == "stats";
            let is_answered = match outcome.code {
                Some(0 | 1) => true,
                Some(2) => !opens && outcome.error.lines().count() == 1,
                _ => false,
            };
            if !is_answered {
                wrong.push(format!("{what}: {:?} {}", outcome.code, outcome.error));
            }
            if outcome.peak_kb > MOST_KB {
                wrong.push(format!("{what}: {peak} MB"));
            }
            if optimised().is_some() && time > MOST_TIME {
                wrong.push(format!("{what}: {time:?}"));
            }
            for made in [o("o.svg"), o("o.png"), o("m.vjourney")] {
                let _ = std::fs::remove_file(folder.path().join(made));
            }
        }
        std::fs::remove_file(&path).expect("removed");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[cfg(unix)]
#[test]
fn names_that_are_no_files_are_answered_in_one_sentence() {
    try_all(&hostile::hostile_names());
}

/// A project that names this in every text field, out of the golden file that has all of them.
#[cfg(target_os = "linux")]
fn naming(place: &str) -> String {
    let golden = include_str!("data/version-1.vjourney");
    let mut text = String::new();
    for line in golden.lines() {
        let own = [
            "id",
            "format",
            "persona",
            "opens_with",
            "kind",
            "evidence",
            "stage",
            "method",
        ];
        let rest = ["aggregation", "from", "to", "relation"];
        let key = line.trim_start().split('"').nth(1).unwrap_or_default();
        let is_text = line.contains("\": \"") && !own.contains(&key) && !rest.contains(&key);
        match line.find("\": \"").filter(|_| is_text) {
            Some(at) => {
                let comma = if line.ends_with(',') { "," } else { "" };
                text += &format!("{}\": \"{place}\"{comma}\n", &line[..at]);
            }
            None => text += &format!("{line}\n"),
        }
    }
    text
}

/// Whether system calls can be watched here; where they must be, their absence is a failure.
#[cfg(target_os = "linux")]
fn can_trace() -> bool {
    let traced = Command::new("strace")
        .args(["-f", "-e", "trace=network", "true"])
        .output();
    let works = traced.is_ok_and(|output| output.status.success());
    assert!(
        works || std::env::var_os("CI").is_none(),
        "strace does not work here, and CI is set: what is opened must be watched"
    );
    if !works {
        // Written past the test runner, which shows only what failed.
        let _ = std::io::stderr().write_all(b"\nskipped: strace does not work here\n");
    }
    works
}

/// A run of the program, and the system calls in which it named a file or used the network.
#[cfg(target_os = "linux")]
fn traced(arguments: &[&OsStr], log: &Path) -> (std::process::Output, String) {
    let output = Command::new("strace")
        .args(["-f", "-e", "trace=network,%file,execve", "-s", "4096", "-o"])
        .arg(log)
        .arg(env!("CARGO_BIN_EXE_value-journey"))
        .args(arguments)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .expect("strace runs");
    (output, std::fs::read_to_string(log).expect("a log"))
}

#[cfg(target_os = "linux")]
#[test]
fn nothing_named_inside_a_project_is_opened_and_no_socket() {
    if !can_trace() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| -> PathBuf { folder.path().join(name) };
    let bait = path("bait-named-inside.png");
    std::fs::write(&bait, "not to be read").expect("written");
    let bait = bait.display().to_string();
    let (_, log) = traced(&["check".as_ref(), bait.as_ref()], &path("log"));
    assert!(
        log.contains("bait-named-inside"),
        "what is opened would be seen"
    );
    let mut seen = 0;
    for place in [
        bait.clone(),
        format!("file://{bait}"),
        "http://bait-named-inside.example/a.png".to_owned(),
        "<image href='file:///bait-named-inside.png'/>".to_owned(),
        "url(https://bait-named-inside.example/font.woff)".to_owned(),
        "\\\\\\\\bait-named-inside\\\\share\\\\a".to_owned(),
        "../../bait-named-inside".to_owned(),
        "$(cat bait-named-inside)".to_owned(),
    ] {
        let project = path("p.vjourney");
        std::fs::write(&project, naming(&place)).expect("written");
        file::open(&project).expect("a project");
        let (svg, png) = (path("out.svg"), path("out.png"));
        for arguments in [
            vec!["check".as_ref(), project.as_os_str()],
            vec!["stats".as_ref(), project.as_os_str()],
            vec!["export".as_ref(), project.as_os_str(), svg.as_os_str()],
            vec!["export".as_ref(), project.as_os_str(), png.as_os_str()],
        ] {
            let (output, log) = traced(&arguments, &path("log"));
            let code = output.status.code();
            assert!(matches!(code, Some(0 | 1)), "{arguments:?}: {output:?}");
            assert!(log.contains("p.vjourney"), "the log is of this run");
            for call in log.lines() {
                let named = call.contains("bait-named-inside");
                let network = ["socket(", "connect(", "bind(", "sendto("]
                    .iter()
                    .any(|name| call.contains(name));
                assert!(!named && !network, "{place} {arguments:?}: {call}");
            }
            assert_eq!(
                log.matches("execve(").count(),
                1,
                "no other program is started"
            );
            seen += log.lines().count();
            for made in [&svg, &png] {
                let _ = std::fs::remove_file(made);
            }
        }
    }
    println!("{seen} system calls in 32 runs");
    assert!(seen > 32 * 10);
}

/// The loader, the repair and the importer with files nobody thought of. `MUTATIONS` asks for more.
#[test]
fn mutated_files_are_read_repaired_imported_or_refused() {
    let count = std::env::var("MUTATIONS")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(1_000);
    let seed = std::env::var("SEED")
        .ok()
        .and_then(|seed| seed.parse().ok())
        .unwrap_or(1);
    let mut random = fastrand::Rng::with_seed(seed);
    let projects = [
        include_str!("../assets/examples/tool-rental.vjourney"),
        include_str!("../assets/examples/eight-stages.vjourney"),
        include_str!("../assets/examples/service.vjourney"),
        include_str!("data/version-1.vjourney"),
    ];
    let journey = include_bytes!("data/market.ojf");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.ojf");
    let (mut read, mut repaired, mut imported, mut slowest) = (0, 0, 0, Duration::ZERO);
    for at in 0..count {
        let bytes = mutated(projects[at % projects.len()].as_bytes(), &mut random);
        let began = Instant::now();
        match file::read(&bytes) {
            Ok(project) => {
                assert_eq!(check(&project), []);
                read += 1;
            }
            Err(error) => {
                let sentence = error.to_string();
                assert!(
                    sentence.ends_with(['.', ')']) && sentence.chars().count() < 700,
                    "{sentence}"
                );
            }
        }
        if let Some(Repaired { project, .. }) = file::repair(&bytes) {
            assert_eq!(check(&project), []);
            repaired += 1;
        }
        let _ = file::sides(&String::from_utf8_lossy(&bytes));
        slowest = slowest.max(began.elapsed());
        std::fs::write(&path, mutated(journey, &mut random)).expect("written");
        if let Ok(done) = import::read(&path, &Scale::default()) {
            assert_eq!(check(&done.project), []);
            let bytes = file::write(&done.project).expect("written");
            assert!(file::read(&bytes) == Ok(done.project));
            imported += 1;
        }
    }
    println!(
        "{count} files of seed {seed}: {read} read, {repaired} repaired, {imported} imported; slowest {slowest:?}"
    );
    assert!(read > 0 && imported > 0 && repaired > count / 2);
}
