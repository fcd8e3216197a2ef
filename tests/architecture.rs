//! The floors of the house, as `lib.rs` and `app` tell them: who stands higher may use what stands lower,
//! and no files use each other in a circle. Read from the `use` trees and paths of the sources.

#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};
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

/// The rooms within rooms, from the top; each may use those after it.
const FLOORS: [(&str, &[&str]); 1] = [(
    "app",
    &[
        "shell",
        "questions",
        "panels",
        "pages",
        "commands",
        "desk",
        "disk",
        "work",
        "look",
    ],
)];

/// Where the window toolkit may appear.
const WINDOW: [&str; 2] = ["app", "canvas"];

/// Most lines of a file, and most files of a folder, where rooms are that large.
const MOST_LINES: usize = 600;
const MOST_FILES: usize = 15;

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// A file of the program without its tests and comments.
struct File {
    /// As a path of modules: `app::desk::files`; `app::desk` for its `mod.rs`.
    module: String,
    code: String,
    lines: usize,
}

fn files_of(folder: &Path, found: &mut Vec<File>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files_of(&path, found);
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a source");
        let relative = path.strip_prefix(source()).expect("below the sources");
        let module = relative.with_extension("").to_string_lossy().into_owned();
        let module = module.replace(std::path::MAIN_SEPARATOR, "::");
        let module = module.strip_suffix("::mod").unwrap_or(&module).to_owned();
        // Tests may use whatever they like.
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        found.push(File {
            module,
            code: without_comments_and_macros(code),
            lines: text.lines().count(),
        });
    }
}

/// What a macro says is said where it is used.
fn without_comments_and_macros(code: &str) -> String {
    let mut is_macro = false;
    let mut lines = Vec::new();
    for line in code.lines() {
        is_macro |= line.starts_with("macro_rules!");
        if !is_macro && !line.trim().starts_with("//") {
            lines.push(line);
        }
        is_macro &= line != "}";
    }
    lines.join("\n")
}

fn files() -> Vec<File> {
    let mut files = Vec::new();
    files_of(&source(), &mut files);
    files
}

/// The room a module stands in.
fn room(module: &str) -> &str {
    module.split("::").next().unwrap_or_default()
}

/// The room within that room.
fn inner_room(module: &str) -> &str {
    module.split("::").nth(1).unwrap_or_default()
}

/// Every path of a `use` tree.
fn paths_of_tree(prefix: &str, tree: &str, found: &mut Vec<String>) {
    let tree = tree.trim();
    let Some((head, inside)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap_or_default().trim();
        found.push(format!("{prefix}{path}"));
        return;
    };
    let inside = inside.trim_end().strip_suffix('}').unwrap_or(inside);
    let (mut depth, mut begin) = (0, 0);
    let prefix = format!("{prefix}{}", head.trim());
    for (at, letter) in inside.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                paths_of_tree(&prefix, &inside[begin..at], found);
                begin = at + 1;
            }
            _ => {}
        }
    }
    if !inside[begin..].trim().is_empty() {
        paths_of_tree(&prefix, &inside[begin..], found);
    }
}

/// The `use` trees of a file, and whether others see what they name.
fn uses(code: &str) -> Vec<(bool, String)> {
    let mut found = Vec::new();
    let mut rest = code;
    while let Some(at) = rest.find("use ") {
        let line = rest[..at].rsplit('\n').next().unwrap_or_default().trim();
        let is_use = line.is_empty() || line.starts_with("pub");
        let after = &rest[at + 4..];
        let end = after.find(';').unwrap_or(after.len());
        if is_use {
            let mut paths = Vec::new();
            paths_of_tree("", &after[..end], &mut paths);
            let is_seen = line.starts_with("pub");
            found.extend(paths.into_iter().map(|path| (is_seen, path)));
            rest = &after[end..];
        } else {
            rest = after;
        }
    }
    found
}

/// Paths that stand in the code itself.
fn paths_in(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for root in ["crate::", "super::"] {
        for (at, _) in code.match_indices(root) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|letter| letter.is_alphanumeric() || letter == ':') {
                continue;
            }
            let is_part = |letter: char| letter.is_alphanumeric() || "_:".contains(letter);
            let path = code[at..].split(|letter| !is_part(letter)).next();
            found.push(path.unwrap_or_default().trim_end_matches(':').to_owned());
        }
    }
    found
}

/// A path as it is from the root of the program; `None` when it leads out of it.
fn absolute(module: &str, path: &str, modules: &BTreeSet<&str>) -> Option<String> {
    let mut base: Vec<&str> = module.split("::").collect();
    let mut parts: Vec<&str> = path.split("::").collect();
    match *parts.first()? {
        "crate" => return Some(parts[1..].join("::")),
        "self" | "super" => {
            while let Some(first @ ("self" | "super")) = parts.first().copied() {
                if first == "super" {
                    base.pop();
                }
                parts.remove(0);
            }
        }
        child if !modules.contains(format!("{module}::{child}").as_str()) => return None,
        _ => {}
    }
    base.extend(parts);
    Some(base.join("::"))
}

/// Names a file defines that others may see.
fn defined(code: &str) -> impl Iterator<Item = &str> {
    code.lines().filter_map(|line| {
        let rest = line.strip_prefix("pub")?;
        let rest = rest.split_once(' ')?.1;
        let kinds = [
            "static ", "const ", "struct ", "enum ", "trait ", "fn ", "type ",
        ];
        let name = kinds.iter().find_map(|kind| rest.strip_prefix(kind))?;
        name.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
            .next()
    })
}

/// Which module uses which, as they name each other.
fn named() -> BTreeMap<String, BTreeSet<String>> {
    arrows(&BTreeMap::new())
}

/// Which module uses which, by the files that define what is used: what a `mod.rs` passes on is not its
/// own.
fn used() -> BTreeMap<String, BTreeSet<String>> {
    let files = files();
    let modules: BTreeSet<&str> = files.iter().map(|file| file.module.as_str()).collect();
    let mut passed_on = BTreeMap::new();
    for file in &files {
        for (_, path) in uses(&file.code).into_iter().filter(|(is_seen, _)| *is_seen) {
            let Some(path) = absolute(&file.module, &path, &modules) else {
                continue;
            };
            let Some(target) = module_of(&path, &modules) else {
                continue;
            };
            let names: Vec<&str> = if path.ends_with("::*") {
                let source = files.iter().find(|other| other.module == target);
                source.map_or_else(Vec::new, |source| defined(&source.code).collect())
            } else {
                path.rsplit("::").take(1).collect()
            };
            for name in names {
                passed_on.insert(format!("{}::{name}", file.module), target.clone());
            }
        }
    }
    arrows(&passed_on)
}

/// The module a path leads into.
fn module_of(path: &str, modules: &BTreeSet<&str>) -> Option<String> {
    let mut path = path;
    while !modules.contains(path) {
        path = path.rsplit_once("::")?.0;
    }
    Some(path.to_owned())
}

fn arrows(passed_on: &BTreeMap<String, String>) -> BTreeMap<String, BTreeSet<String>> {
    let files = files();
    let modules: BTreeSet<&str> = files.iter().map(|file| file.module.as_str()).collect();
    let target_of = |path: &str| {
        let mut name = path;
        loop {
            if let Some(target) = passed_on.get(name) {
                return Some(target.clone());
            }
            match name.rsplit_once("::") {
                Some((shorter, _)) => name = shorter,
                None => return module_of(path, &modules),
            }
        }
    };
    let mut arrows = BTreeMap::new();
    for file in &files {
        let trees = uses(&file.code).into_iter();
        // To pass something on is not to use it.
        let trees = trees.filter(|(is_seen, _)| passed_on.is_empty() || !is_seen);
        let paths = trees.map(|(_, path)| path).chain(paths_in(&file.code));
        let targets = paths.filter_map(|path| {
            let path = absolute(&file.module, &path, &modules)?;
            target_of(&path)
        });
        let others = targets.filter(|target| *target != file.module);
        arrows.insert(file.module.clone(), others.collect::<BTreeSet<_>>());
    }
    arrows
}

#[test]
fn arrows_only_go_down() {
    let mut wrong = Vec::new();
    for (from, targets) in named() {
        let may_use = ROOMS.iter().find(|(name, _)| *name == room(&from));
        let Some((_, may_use)) = may_use else {
            continue;
        };
        for to in targets {
            let other = room(&to);
            if other != room(&from) && !may_use.contains(&other) && !other.is_empty() {
                wrong.push(format!("{from} uses {to}"));
            }
        }
    }
    assert!(wrong.is_empty(), "not allowed:\n{}", wrong.join("\n"));
}

#[test]
fn arrows_within_a_room_only_go_down() {
    let mut wrong = Vec::new();
    let arrows = used();
    for (name, floors) in FLOORS {
        let floor = |module: &str| floors.iter().position(|floor| *floor == inner_room(module));
        let inside = arrows.iter().filter(|(from, _)| room(from) == name);
        for (from, targets) in inside {
            for to in targets.iter().filter(|to| room(to) == name) {
                if let (Some(from_floor), Some(to_floor)) = (floor(from), floor(to))
                    && to_floor < from_floor
                {
                    wrong.push(format!("{from} uses {to}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "not allowed:\n{}", wrong.join("\n"));
}

#[test]
fn canvases_stand_on_the_kit_and_know_nothing_of_each_other() {
    let mut wrong = Vec::new();
    for (from, targets) in used()
        .into_iter()
        .filter(|(from, _)| room(from) == "layout")
    {
        for to in targets.into_iter().filter(|to| room(to) == "layout") {
            let (own, other) = (inner_room(&from), inner_room(&to));
            let is_allowed = own == other || own == "views" || (own != "kit" && other == "kit");
            if !is_allowed {
                wrong.push(format!("{from} uses {to}"));
            }
        }
    }
    assert!(wrong.is_empty(), "not allowed:\n{}", wrong.join("\n"));
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let mut arrows = used();
    // Who uses nobody who is left is in no circle.
    loop {
        let left: BTreeSet<String> = arrows.keys().cloned().collect();
        for targets in arrows.values_mut() {
            targets.retain(|target| left.contains(target));
        }
        let before = arrows.len();
        arrows.retain(|_, targets| !targets.is_empty());
        if arrows.len() == before {
            break;
        }
    }
    // Nor is who is used by nobody who is left.
    loop {
        let used: BTreeSet<String> = arrows.values().flatten().cloned().collect();
        let before = arrows.len();
        arrows.retain(|module, _| used.contains(module));
        if arrows.len() == before {
            break;
        }
    }
    let told: Vec<String> = arrows
        .iter()
        .map(|(from, to)| format!("{from} uses {to:?}"))
        .collect();
    assert!(told.is_empty(), "in a circle:\n{}", told.join("\n"));
}

#[test]
fn every_room_is_on_the_plan() {
    for entry in std::fs::read_dir(source()).expect("the sources") {
        let name = entry.expect("an entry").file_name();
        let name = name.into_string().expect("a name");
        let is_known = ROOMS.iter().any(|(room, _)| *room == name);
        assert!(
            is_known || name == "main.rs" || name == "lib.rs",
            "{name} is no room of the house"
        );
    }
    for (name, floors) in FLOORS {
        for entry in std::fs::read_dir(source().join(name)).expect("a room") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let is_known = floors.iter().any(|floor| *floor == name);
            assert!(is_known || name == "mod.rs", "{name} is no room");
        }
    }
}

#[test]
fn the_window_toolkit_stays_in_its_rooms() {
    let mut wrong = Vec::new();
    let elsewhere = |file: &File| {
        let room = room(&file.module).to_owned();
        ROOMS.iter().any(|(name, _)| *name == room) && !WINDOW.contains(&room.as_str())
    };
    for file in files().into_iter().filter(elsewhere) {
        let toolkit = ["egui::", "eframe::", "rfd::", "egui_extras::"];
        let mut lines = file.code.lines();
        let found = lines.find(|line| toolkit.iter().any(|name| line.contains(name)));
        wrong.extend(found.map(|line| format!("{}: {line}", file.module)));
    }
    assert!(wrong.is_empty(), "not allowed here:\n{}", wrong.join("\n"));
}

#[test]
fn no_file_of_the_window_is_too_long_and_no_folder_too_full() {
    let mut folders: BTreeMap<String, usize> = BTreeMap::new();
    for file in files()
        .into_iter()
        .filter(|file| room(&file.module) == "app")
    {
        assert!(
            file.lines <= MOST_LINES,
            "{}: {} lines",
            file.module,
            file.lines
        );
        if let Some((folder, _)) = file.module.rsplit_once("::") {
            *folders.entry(folder.to_owned()).or_default() += 1;
        }
    }
    for (folder, count) in folders {
        assert!(count <= MOST_FILES, "{folder}: {count} files");
    }
}
