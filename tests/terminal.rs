//! What a project, a file of another program or a name holds reaches a terminal only cleaned: nothing
//! that is printed moves the cursor, colours, rings, or turns the direction of the words around it.
#![cfg(test)]

use serde_json::Value;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use value_journey::file;
use value_journey::model::is_obeyed;

/// Clears a screen, sets a title, colours, turns words around, and begins a line of its own.
const HOSTILE: &str =
    "a\u{1b}[2J\u{9b}31m\u{1b}]0;t\u{7}\u{202e}b\u{2066}c\u{200f}\r\nFORGED\u{2028}FORGED\u{7f}";

fn run(arguments: &[&OsStr]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_value-journey"))
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .args(arguments)
        .output()
        .expect("the program starts")
}

/// The golden file, in which every text and name is this one, each with a number.
fn project(text: &str) -> String {
    const NOT_TEXTS: [&str; 13] = [
        "id",
        "format",
        "persona",
        "opens_with",
        "kind",
        "evidence",
        "stage",
        "method",
        "aggregation",
        "from",
        "to",
        "relation",
        "language",
    ];
    let text = serde_json::to_string(text).expect("JSON");
    let text = text.trim_matches('"');
    let golden = include_str!("data/version-1.vjourney");
    let lines = golden.lines().enumerate().map(|(at, line)| {
        let key = line.trim_start().split('"').nth(1).unwrap_or_default();
        match line.find("\": \"").filter(|_| !NOT_TEXTS.contains(&key)) {
            Some(begin) => {
                let comma = if line.ends_with(',') { "," } else { "" };
                format!("{}\": \"{text}{at}\"{comma}\n", &line[..begin])
            }
            None => format!("{line}\n"),
        }
    });
    lines.collect()
}

fn check(output: &Output, what: &str) -> String {
    let mut all = String::new();
    for bytes in [&output.stdout, &output.stderr] {
        let text = str::from_utf8(bytes).expect("UTF-8");
        let found = text
            .chars()
            .find(|letter| *letter != '\n' && is_obeyed(*letter));
        assert_eq!(found, None, "{what}: {text:?}");
        let forged = text
            .lines()
            .find(|line| line.trim_start().starts_with("FORGED"));
        assert_eq!(forged, None, "{what}: a name begins a line: {text}");
        all += text;
    }
    assert!(!all.contains("panicked"), "{what}: {all}");
    all
}

#[test]
fn no_command_prints_what_a_terminal_obeys() {
    let folder = tempfile::tempdir().expect("a folder");
    // Any name but for `/` and NUL is one that a file can have.
    let hostile = folder.path().join(HOSTILE);
    std::fs::create_dir(&hostile).expect("made");
    let at = |name: &str| -> PathBuf { hostile.join(format!("{HOSTILE}{name}")) };
    let write = |name: &str, text: &str| -> PathBuf {
        std::fs::write(at(name), text).expect("written");
        at(name)
    };
    let p = write("p.vjourney", &project(HOSTILE));
    file::open(&p).expect("a project");
    // Every note of both says something else than before: conflicts everywhere.
    let settled = |before: &str| {
        let text = project(&format!("{before}{HOSTILE}"));
        let mut value: Value = serde_json::from_str(&text).expect("JSON");
        value.as_object_mut().expect("an object").remove("merging");
        value.to_string()
    };
    let base = write("base.vjourney", &settled(""));
    let ours = write("ours.vjourney", &settled("x"));
    let theirs = write("theirs.vjourney", &settled("y"));
    let out = at("out.vjourney");
    let quoted = serde_json::to_string(HOSTILE).expect("JSON");
    let raw = HOSTILE.replace(['\u{1b}', '\u{7}', '\r', '\n'], "");
    let (svg, doc, none) = (at("o.svg"), at("o.doc"), at("none.vjourney"));
    let o = OsStr::new;
    let mut said = String::new();
    let mut say = |arguments: &[&OsStr]| {
        let output = run(arguments);
        let what = format!("{arguments:?}");
        said += &check(&output, &what);
        output
    };
    for path in [&p, &none, &hostile, &ours] {
        let path = path.as_os_str();
        say(&[o("check"), path]);
        say(&[o("stats"), path]);
        say(&[o("stats"), path, o("--json")]);
        say(&[o("diff"), p.as_os_str(), path]);
        say(&[o("diff"), p.as_os_str(), path, o("--json")]);
        say(&[o("export"), path, svg.as_os_str()]);
        say(&[o("export"), path, doc.as_os_str()]);
        say(&[o("export"), path, svg.as_os_str(), o("--view"), o(HOSTILE)]);
        say(&[
            o("export"),
            path,
            svg.as_os_str(),
            o("--solution"),
            o(HOSTILE),
        ]);
        say(&[o("export"), path, path]);
        say(&[o("new"), path]);
        say(&[o("import"), path, out.as_os_str()]);
    }
    say(&[
        o("merge"),
        base.as_os_str(),
        ours.as_os_str(),
        theirs.as_os_str(),
        o("-o"),
        out.as_os_str(),
    ]);
    assert!(out.exists());
    say(&[o("check"), out.as_os_str()]);
    // Arguments are repeated by whoever parses them.
    say(&[o("new"), o("--template"), o(HOSTILE), o("x")]);
    say(&[o("export"), o("a"), o("b"), o("--paper"), o(HOSTILE)]);
    say(&[o("check"), o("x"), o(HOSTILE)]);
    say(&[o(&format!("--{HOSTILE}"))]);
    say(&[o("--help")]);
    // Files that are refused for something that stands in them.
    let journey = |rest: &str| {
        format!(
            "{{\"format\": \"value-journey\", \"version\": 1, \"journeys\": [{{\"id\": \"j\", {rest}}}]}}"
        )
    };
    for (at, text) in [
        format!("{{\"format\": {quoted}, \"version\": 1}}"),
        format!("{{\"format\": \"value-journey\", \"version\": {quoted}}}"),
        format!("{{\"format\": \"value-journey\", \"version\": 1, {quoted}: 1, {quoted}: 2}}"),
        format!("{{\"format\": \"value-journey\", \"version\": 1, \"{raw}\": 1, \"{raw}\": 2}}"),
        format!("{{\"format\": \"value-journey\", \"version\": 1, \"opens_with\": {quoted}}}"),
        journey(&format!("\"aggregation\": {quoted}")),
        journey(&format!("\"aggregation\": \"{raw}\"")),
        journey(&format!("\"steps\": {quoted}")),
        journey(&format!("\"persona\": \"b\", \"name\": {quoted}")),
        format!("\u{1b}[2J {raw}"),
        format!("{HOSTILE}{HOSTILE}"),
        "{\"a\": \u{1b}[2J}".to_owned(),
    ]
    .iter()
    .enumerate()
    {
        let path = write(&format!("bad{at}.vjourney"), text);
        let output = say(&[o("check"), path.as_os_str()]);
        assert_eq!(output.status.code(), Some(2), "{text:?}");
        assert_eq!(
            output.stderr.iter().filter(|byte| **byte == b'\n').count(),
            1
        );
    }
    let stage = format!("\"stages\": [{{\"id\": \"s\", \"name\": {quoted}}}]");
    for (at, text) in [
        format!("{{{stage}, \"nodes\": [{{\"title\": {quoted}}}]}}"),
        format!("{{{stage}, \"nodes\": [{{\"title\": {quoted}, \"stageId\": {quoted}}}]}}"),
        format!("{{\"stages\": [{{\"id\": {quoted}}}, {{\"id\": {quoted}}}]}}"),
        format!("{{\"stages\": {quoted}}}"),
        format!("{{{stage}, \"nodes\": [{{\"severity\": 5, {quoted}: 1, {quoted}: 1}}]}}"),
    ]
    .iter()
    .enumerate()
    {
        let path = write(&format!("in{at}.ojf"), text);
        let out = self::Path::new(&hostile).join(format!("out{at}.vjourney"));
        say(&[o("import"), path.as_os_str(), out.as_os_str()]);
    }
    // The words themselves are still there.
    assert!(said.matches("FORGED").count() > 100, "{}", said.len());
}

#[test]
fn json_holds_every_word_and_nothing_a_terminal_obeys() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("p.vjourney");
    std::fs::write(&path, project(HOSTILE)).expect("written");
    let output = run(&[OsStr::new("stats"), path.as_os_str(), OsStr::new("--json")]);
    let text = check(&output, "stats");
    let stats: Value = serde_json::from_str(&text).expect("JSON");
    let project = file::open(&path).expect("a project");
    assert_eq!(stats["name"], project.name);
    assert_eq!(stats["journeys"][0]["name"], project.journeys[0].name);
    assert!(project.name.starts_with(HOSTILE));
    assert!(
        text.contains("\\u202e") && text.contains("\\u009b"),
        "{text}"
    );
}
