//! What holds for every project and every file, tried with many that nobody thought of.
#![cfg(test)]

#[path = "common/edits.rs"]
mod edits;

use edits::{EXAMPLES, an_edit, config, make};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use std::sync::Arc;
use value_journey::edit::Document;
use value_journey::file::{self, Repaired};
use value_journey::model::check;

/// A damage to the bytes of a file.
#[derive(Clone, Debug)]
enum Damage {
    Cut(usize, usize),
    Put(usize, u8),
    Double(usize, usize),
    Insert(usize, String),
}

fn damage() -> impl Strategy<Value = Damage> {
    let words = [
        "{",
        "}",
        "[",
        "]",
        ",",
        "\"",
        "null",
        "-1",
        "1e999",
        "\"id\": \"n1\",",
        "\\ud800",
        "\u{feff}",
    ];
    prop_oneof![
        (any::<usize>(), 1..40_usize).prop_map(|(at, count)| Damage::Cut(at, count)),
        (any::<usize>(), any::<u8>()).prop_map(|(at, byte)| Damage::Put(at, byte)),
        (any::<usize>(), 1..400_usize).prop_map(|(at, count)| Damage::Double(at, count)),
        (any::<usize>(), proptest::sample::select(words.to_vec()))
            .prop_map(|(at, word)| Damage::Insert(at, word.to_owned())),
    ]
}

fn apply(bytes: &mut Vec<u8>, damage: &Damage) {
    let place = |at: usize| at % bytes.len().max(1);
    match damage {
        Damage::Cut(at, count) => {
            let at = place(*at);
            let end = (at + count).min(bytes.len());
            bytes.drain(at..end);
        }
        Damage::Put(at, byte) => {
            let at = place(*at);
            if let Some(present) = bytes.get_mut(at) {
                *present = *byte;
            }
        }
        Damage::Double(at, count) => {
            let at = place(*at);
            let part = bytes[at..(at + count).min(bytes.len())].to_vec();
            bytes.splice(at..at, part);
        }
        Damage::Insert(at, word) => {
            let at = place(*at);
            bytes.splice(at..at, word.bytes());
        }
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_damaged_file_is_refused_or_opened_whole(example in 0..3_usize, damages in vec(damage(), 1..5)) {
        let mut bytes = EXAMPLES[example].as_bytes().to_vec();
        for damage in &damages {
            apply(&mut bytes, damage);
        }
        match file::read(&bytes) {
            Ok(project) => {
                let written = file::write(&project).expect("what was read can be written");
                prop_assert!(file::read(&written) == Ok(project));
            }
            Err(error) => prop_assert!(error.to_string().ends_with(['.', ')']), "{}", error),
        }
    }

    #[test]
    fn a_damaged_file_is_repaired_to_a_valid_project_or_not_at_all(example in 0..3_usize, damages in vec(damage(), 0..5)) {
        let mut bytes = EXAMPLES[example].as_bytes().to_vec();
        for damage in &damages {
            apply(&mut bytes, damage);
        }
        let Some(Repaired { project, dropped }) = file::repair(&bytes) else {
            prop_assert!(!damages.is_empty(), "an example is repaired to itself");
            return Ok(());
        };
        prop_assert_eq!(check(&project), []);
        let written = file::write(&project).expect("what was repaired can be written");
        prop_assert!(file::read(&written) == Ok(project.clone()));
        match file::read(&bytes) {
            Ok(read) => prop_assert!(read == project && dropped.is_empty(), "{:?}", dropped),
            Err(error) => prop_assert!(!dropped.is_empty(), "{} and nothing to tell", error),
        }
        for sentence in &dropped {
            prop_assert!(sentence.ends_with('.') && sentence.chars().count() < 500, "{}", sentence);
        }
    }

    #[test]
    fn edits_leave_a_valid_project_and_undo_brings_back_every_byte(example in 0..3_usize, edits in vec(an_edit(), 1..40)) {
        let project = file::read(EXAMPLES[example].as_bytes()).expect("an example");
        let mut document = Document::new(Arc::new(project));
        let bytes = |document: &Document| file::write(document.project()).expect("written");
        let mut seen = vec![bytes(&document)];
        for edit in &edits {
            let mut is_done = false;
            let is_changed = document.edit("Edit", |project| is_done = make(project, edit).is_some());
            let problems = check(document.project());
            prop_assert!(problems.is_empty(), "{:?} leaves {:?}", edit, problems);
            prop_assert!(is_done || !is_changed);
            if is_changed {
                seen.push(bytes(&document));
            }
        }
        let last = seen.last().cloned();
        let again = file::read(last.as_deref().unwrap_or_default());
        prop_assert!(again.is_ok_and(|again| again == **document.project()));
        for before in seen.iter().rev().skip(1) {
            prop_assert!(document.undo());
            prop_assert!(bytes(&document) == *before, "an undo step brings back every byte");
        }
        prop_assert!(!document.undo() && !document.is_dirty());
        while document.redo() {}
        prop_assert!(Some(bytes(&document)) == last);
    }
}

/// What most people lose: one place of the file is damaged, everything else comes back.
#[test]
fn of_notes_in_a_file_with_one_damage_nearly_all_come_back() {
    let mut runner = TestRunner::deterministic();
    let (mut before, mut after, mut worst, mut refused) = (0, 0, (0, String::new()), 0);
    let cases = 600;
    for at in 0..cases {
        let example = EXAMPLES[at % EXAMPLES.len()];
        let damage = damage().new_tree(&mut runner).expect("a damage").current();
        let mut bytes = example.as_bytes().to_vec();
        apply(&mut bytes, &damage);
        let all = file::read(example.as_bytes()).expect("an example");
        let all = all.all_notes().count();
        let Some(repaired) = file::repair(&bytes) else {
            refused += 1;
            continue;
        };
        // A part that was doubled comes in twice.
        let found = repaired.project.all_notes().count().min(all);
        before += all;
        after += found;
        if all - found > worst.0 {
            worst = (all - found, format!("{damage:?}"));
        }
    }
    println!(
        "{after} of {before} notes in {cases} files, {refused} not repaired; at worst {worst:?}"
    );
    assert!(
        after * 1000 >= before * 995,
        "{after} of {before}: {worst:?}"
    );
    assert_eq!(refused, 0);
}
