//! What an undo step costs: history is without end, so a step must be small however large the project.
#![cfg(test)]

#[path = "common/large.rs"]
mod large;

use std::sync::{Arc, Mutex};
use value_journey::edit::{Document, find, write};
use value_journey::file;
use value_journey::model::{Project, Target};

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

/// Steps that are averaged: the list of steps itself grows now and then.
const STEPS: usize = 64;
/// Bytes a step may take.
const MOST: usize = 6 * 1024;

/// A field this version does not know: what a picture in a later version would be.
fn with_picture(project: &Project) -> Project {
    let bytes = file::write(project).expect("written");
    let text = String::from_utf8(bytes).expect("UTF-8");
    let picture = format!("{{\n  \"picture\": \"{}\",", "A".repeat(5_000_000));
    file::read(text.replacen('{', &picture, 1).as_bytes()).expect("a project")
}

fn bytes_a_step(project: Project) -> usize {
    let (place, note) = {
        let (place, note) = project.all_notes().nth(4_321).expect("a note");
        (place, note.id)
    };
    let mut document = Document::new(Arc::new(project));
    let mut type_a_letter = |at: usize| {
        let text = format!("A note with one letter more {at}");
        document.edit("Edit a note", |project| {
            write(project, Target::Note(note), Some(place), &text).expect("a note takes any text");
        });
    };
    type_a_letter(0);
    let before = dhat::HeapStats::get().curr_bytes;
    for at in 1..=STEPS {
        type_a_letter(at);
    }
    (dhat::HeapStats::get().curr_bytes - before) / STEPS
}

/// The counter counts all threads: one test at a time.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

#[test]
fn finding_takes_no_memory_for_each_letter() {
    let _one = ONE_AT_A_TIME.lock();
    let project = large::project(10_000);
    let _profiler = dhat::Profiler::builder().testing().build();
    let before = dhat::HeapStats::get().total_blocks;
    assert!(find(&project, "nowhere to be found").is_empty());
    let blocks = dhat::HeapStats::get().total_blocks - before;
    assert!(blocks < 10_000, "{blocks} blocks for 10,000 notes");
}

#[test]
fn a_typed_letter_costs_little_whatever_else_is_in_the_project() {
    let _one = ONE_AT_A_TIME.lock();
    let _profiler = dhat::Profiler::builder().testing().build();
    let plain = large::project(10_000);
    for (name, project) in [
        ("10,000 notes", plain.clone()),
        ("and 2,000 links", large::with_links(plain.clone(), 2_000)),
        ("and 5 MB of unknown fields", with_picture(&plain)),
    ] {
        let bytes = bytes_a_step(project);
        println!("{name}: {bytes} bytes a step");
        assert!(bytes <= MOST, "{name}: {bytes} bytes, more than {MOST}");
    }
}
