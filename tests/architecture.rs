//! The floors of the house, as `lib.rs` tells them: who stands higher may use what stands lower.

#![cfg(test)]

use std::path::{Path, PathBuf};

/// Rooms from the top floor to the ground, and what each may use of the others.
const ROOMS: [(&str, &[&str]); 10] = [
    (
        "app",
        &[
            "canvas", "export", "import", "layout", "analysis", "edit", "file", "model",
        ],
    ),
    (
        "cli",
        &[
            "export", "import", "layout", "analysis", "edit", "file", "model",
        ],
    ),
    ("canvas", &["layout", "edit", "model"]),
    ("export", &["layout", "analysis", "model"]),
    ("import", &["analysis", "edit", "file", "model"]),
    ("layout", &["analysis", "model"]),
    ("analysis", &["model"]),
    ("edit", &["model"]),
    ("file", &["model"]),
    ("model", &[]),
];

/// Where the window toolkit may appear.
const WINDOW: [&str; 2] = ["app", "canvas"];

fn sources(room: &str) -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(room);
    let mut files = Vec::new();
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = std::fs::read_to_string(&path).unwrap();
                // Tests may use whatever they like.
                let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or("");
                let code = code.split("#[cfg(test)]\npub(crate) mod tests").next();
                files.push((path, code.unwrap_or("").to_owned()));
            }
        }
    }
    assert!(!files.is_empty(), "the room {room} has moved");
    files
}

/// Lines of code, without comments.
fn lines(code: &str) -> impl Iterator<Item = &str> {
    let lines = code.lines().map(str::trim);
    lines.filter(|line| !line.starts_with("//"))
}

#[test]
fn arrows_only_go_down() {
    let mut wrong = Vec::new();
    for (room, may_use) in ROOMS {
        for (path, code) in sources(room) {
            for line in lines(&code) {
                for (other, _) in ROOMS {
                    let is_used = line.contains(&format!("crate::{other}::"))
                        || line.contains(&format!("crate::{other};"));
                    if is_used && other != room && !may_use.contains(&other) {
                        wrong.push(format!("{}: {line}", path.display()));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "not allowed here:\n{}", wrong.join("\n"));
}

#[test]
fn every_room_is_on_the_plan() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in std::fs::read_dir(source).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let is_known = ROOMS.iter().any(|(room, _)| *room == name);
        assert!(
            is_known || name == "main.rs" || name == "lib.rs",
            "{name} is no room of the house"
        );
    }
}

#[test]
fn the_window_toolkit_stays_in_its_rooms() {
    let mut wrong = Vec::new();
    for (room, _) in ROOMS.iter().filter(|(room, _)| !WINDOW.contains(room)) {
        for (path, code) in sources(room) {
            let toolkit = ["egui::", "eframe::", "rfd::", "egui_extras::"];
            let found = lines(&code).find(|line| toolkit.iter().any(|name| line.contains(name)));
            wrong.extend(found.map(|line| format!("{}: {line}", path.display())));
        }
    }
    assert!(wrong.is_empty(), "not allowed here:\n{}", wrong.join("\n"));
}
