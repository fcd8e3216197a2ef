//! What holds for every merge, tried with versions that nobody thought of.
#![cfg(test)]

#[path = "common/edits.rs"]
mod edits;
#[path = "common/facts.rs"]
mod facts;

use edits::{EXAMPLES, Edit, an_edit, config, make};
use facts::{Facts, facts};
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeSet;
use value_journey::file::{self, Choice, Choices, Conflict, ConflictKey, Merged};
use value_journey::model::{Id, Project, Scale, check};

/// A version of a project, and two that were made from it.
#[derive(Debug)]
struct Three {
    base: Project,
    mine: Project,
    theirs: Project,
}

/// Edits before both, on both, and on each.
#[derive(Clone, Debug)]
struct Story {
    example: usize,
    seed: u64,
    before: Vec<Edit>,
    both: Vec<Edit>,
    mine: Vec<Edit>,
    theirs: Vec<Edit>,
}

fn story() -> impl Strategy<Value = Story> {
    let edits = |count| vec(an_edit(), 0..count);
    (
        0..3_usize,
        any::<u64>(),
        edits(8),
        edits(3),
        edits(14),
        edits(14),
    )
        .prop_map(|(example, seed, before, both, mine, theirs)| Story {
            example,
            seed,
            before,
            both,
            mine,
            theirs,
        })
}

impl Story {
    fn tell(&self) -> Three {
        let made = |project: &Project, edits: &[Edit], seed: u64| {
            // New ids are the same each time.
            fastrand::seed(seed);
            let mut project = project.clone();
            for edit in edits {
                // Half a change is none.
                let mut changed = project.clone();
                if make(&mut changed, edit).is_some() {
                    project = changed;
                }
            }
            project
        };
        let example = file::read(EXAMPLES[self.example].as_bytes()).expect("an example");
        let base = made(&example, &self.before, self.seed);
        let both = made(&base, &self.both, self.seed.wrapping_add(1));
        let mine = made(&both, &self.mine, self.seed.wrapping_add(2));
        let theirs = made(&both, &self.theirs, self.seed.wrapping_add(3));
        for version in [&base, &mine, &theirs] {
            assert_eq!(check(version), []);
        }
        Three { base, mine, theirs }
    }
}

fn merged(base: Option<&Project>, mine: &Project, theirs: &Project, choices: &Choices) -> Merged {
    file::merge(base, mine, theirs, choices).expect("there is room")
}

fn bytes(project: &Project) -> String {
    let bytes = file::write(project).expect("it can be written");
    String::from_utf8(bytes).expect("UTF-8")
}

/// A version with a change nobody else makes.
fn with_language(project: &Project) -> Project {
    Project {
        language: "fi".to_owned(),
        ..project.clone()
    }
}

fn keys(merged: &Merged) -> Vec<&ConflictKey> {
    merged
        .conflicts
        .iter()
        .map(|conflict| &conflict.key)
        .collect()
}

fn validates(merged: &Merged) -> Result<(), TestCaseError> {
    let problems = check(&merged.project);
    prop_assert!(problems.is_empty(), "{:?}", problems);
    let again = file::read(bytes(&merged.project).as_bytes());
    prop_assert!(
        again.is_ok_and(|again| again == merged.project),
        "it reads back"
    );
    let mut keys = keys(merged);
    keys.sort();
    keys.dedup();
    prop_assert_eq!(
        keys.len(),
        merged.conflicts.len(),
        "each conflict is told once"
    );
    for conflict in &merged.conflicts {
        let told = format!("{conflict:?}");
        prop_assert!(
            conflict.mine != conflict.theirs,
            "nothing to choose in {}",
            told
        );
        let words = [&conflict.base, &conflict.mine, &conflict.theirs]
            .into_iter()
            .flatten();
        for words in words.chain([&conflict.sentence]) {
            prop_assert!(!words.contains(['{', '}']), "JSON in {}", told);
        }
    }
    Ok(())
}

/// The same conflict seen from the other side.
fn swapped(conflict: &Conflict) -> (&ConflictKey, &Option<String>, &Option<String>) {
    (&conflict.key, &conflict.theirs, &conflict.mine)
}

fn straight(conflict: &Conflict) -> (&ConflictKey, &Option<String>, &Option<String>) {
    (&conflict.key, &conflict.mine, &conflict.theirs)
}

/// Settles every conflict, those as well that come up by deciding.
fn settled(
    base: Option<&Project>,
    three: &Three,
    choose: impl Fn(usize, &Conflict) -> Choice,
) -> Result<Merged, TestCaseError> {
    let mut choices = Choices::new();
    for _ in 0..20 {
        let merged = merged(base, &three.mine, &three.theirs, &choices);
        validates(&merged)?;
        if merged.unsettled(&choices) == 0 {
            return Ok(merged);
        }
        for (at, conflict) in merged.conflicts.iter().enumerate() {
            choices
                .entry(conflict.key.clone())
                .or_insert_with(|| choose(at, conflict));
        }
    }
    Err(TestCaseError::fail("conflicts without end"))
}

/// What one side changed is in the result, or a conflict says what it is about.
fn nothing_is_lost(
    base: &Facts,
    side: &Facts,
    result: &Facts,
    conflicts: &[Conflict],
) -> Result<(), TestCaseError> {
    for name in base.names().chain(side.names()) {
        let (before, now) = (base.get(name), side.get(name));
        // Without a version before both, an empty text is none.
        let is_nothing = before.is_none() && now == Some("\"\"");
        // On the way over a third scale a score may come out otherwise.
        let is_converted = (name.ends_with(" score") || name.ends_with(" overall"))
            && conflicts
                .iter()
                .any(|conflict| conflict.sentence.starts_with("The scale"));
        // What named something that was deleted was not changed: it may name something else.
        let target = before.and_then(|before| before.trim_matches('"').parse::<Id>().ok());
        let is_orphan = now.is_none()
            && (name.ends_with(" opens_with") || name.ends_with(" persona"))
            && target.is_some_and(|target| !side.knows(target));
        let is_kept = before == now || result.get(name) == now;
        if is_kept || is_nothing || is_orphan || is_converted {
            continue;
        }
        let about: BTreeSet<Id> = [base, side, result]
            .into_iter()
            .flat_map(|facts| facts.about(name))
            .collect();
        let owners: BTreeSet<Id> = [base, side, result]
            .into_iter()
            .flat_map(|facts| facts.owners(name))
            .collect();
        let is_named = conflicts.iter().any(|conflict| {
            let ids = conflict.key.ids();
            if conflict.sentence.starts_with("The order") {
                false
            } else if ids.is_empty() {
                name.starts_with("project ")
            } else if conflict.key.is_about_deletion()
                || ids.len() > 1
                || name.ends_with("baseline")
            {
                // With everything that stands in it.
                ids.iter().all(|id| about.contains(id))
            } else {
                owners.contains(&ids[0])
            }
        });
        prop_assert!(
            is_named,
            "lost in silence: {} was {:?}, became {:?}, and is {:?}; conflicts: {:#?}",
            name,
            before,
            now,
            result.get(name),
            conflicts
        );
    }
    Ok(())
}

/// Each version on the scale of the result.
fn on_scale(project: &Project, scale: &Scale) -> Project {
    let mut project = project.clone();
    project.convert_to_scale(scale);
    project
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_side_that_changed_nothing_else_takes_the_other_byte_for_byte(story in story()) {
        let Three { base, mine: x, .. } = story.tell();
        let none = Choices::new();
        let wanted = bytes(&with_language(&x));
        for (mine, theirs) in [
            (with_language(&base), x.clone()),
            (x.clone(), with_language(&base)),
            (with_language(&x), x.clone()),
            (x.clone(), with_language(&x)),
            (with_language(&x), base.clone()),
            (base.clone(), with_language(&x)),
        ] {
            let merged = merged(Some(&base), &mine, &theirs, &none);
            prop_assert_eq!(&merged.conflicts, &[]);
            prop_assert_eq!(bytes(&merged.project), wanted.as_str());
        }
    }

    #[test]
    fn a_merge_is_valid_and_the_same_from_both_sides(story in story()) {
        let three = story.tell();
        for base in [Some(&three.base), None] {
            let none = Choices::new();
            let here = merged(base, &three.mine, &three.theirs, &none);
            let there = merged(base, &three.theirs, &three.mine, &none);
            validates(&here)?;
            // On another scale other scores are the same.
            let is_about_scale = |conflict: &Conflict| conflict.sentence.starts_with("The scale");
            if here.conflicts.iter().any(is_about_scale) {
                prop_assert!(there.conflicts.iter().any(is_about_scale));
                continue;
            }
            prop_assert_eq!(
                here.conflicts.iter().map(straight).collect::<BTreeSet<_>>(),
                there.conflicts.iter().map(swapped).collect::<BTreeSet<_>>()
            );
            if here.conflicts.is_empty() {
                prop_assert_eq!(bytes(&here.project), bytes(&there.project));
            }
        }
    }

    #[test]
    fn merging_the_result_again_finds_the_same_conflicts(story in story()) {
        let three = story.tell();
        for base in [Some(&three.base), None] {
            let none = Choices::new();
            let once = merged(base, &three.mine, &three.theirs, &none);
            let again = merged(base, &once.project, &three.theirs, &none);
            prop_assert_eq!(keys(&once), keys(&again));
            prop_assert_eq!(bytes(&once.project), bytes(&again.project));
        }
    }

    #[test]
    fn no_change_is_lost_in_silence(story in story()) {
        let three = story.tell();
        let merged = merged(Some(&three.base), &three.mine, &three.theirs, &Choices::new());
        let scale = &merged.project.scale;
        let [base, mine, theirs] = [&three.base, &three.mine, &three.theirs]
            .map(|version| facts(&on_scale(version, scale)));
        let result = facts(&merged.project);
        nothing_is_lost(&base, &mine, &result, &merged.conflicts)?;
        nothing_is_lost(&base, &theirs, &result, &merged.conflicts)?;
    }

    #[test]
    fn without_a_base_everything_of_both_sides_is_kept(story in story()) {
        let three = story.tell();
        let merged = merged(None, &three.mine, &three.theirs, &Choices::new());
        let scale = &merged.project.scale;
        let result = facts(&merged.project);
        for side in [&three.mine, &three.theirs] {
            let side = facts(&on_scale(side, scale));
            nothing_is_lost(&Facts::default(), &side, &result, &merged.conflicts)?;
        }
    }

    #[test]
    fn whatever_is_decided_the_project_is_valid(story in story(), decisions in vec(0..3_usize, 8)) {
        let three = story.tell();
        let all = [Choice::Mine, Choice::Theirs, Choice::Both];
        for base in [Some(&three.base), None] {
            let shown = merged(base, &three.mine, &three.theirs, &Choices::new());
            let mine = settled(base, &three, |_, _| Choice::Mine)?;
            prop_assert_eq!(bytes(&mine.project), bytes(&shown.project), "ours is shown");
            for choice in [Choice::Theirs, Choice::Both] {
                settled(base, &three, |_, _| choice)?;
            }
            settled(base, &three, |at, _| all[decisions[at % decisions.len()]])?;
        }
    }

    #[test]
    fn two_versions_differ_exactly_when_something_is_told(story in story()) {
        let three = story.tell();
        let changes = file::difference(&three.base, &three.mine);
        prop_assert_eq!(changes.is_empty(), three.base == three.mine);
        prop_assert_eq!(file::summary(&changes) == "nothing", changes.is_empty());
        for change in &changes {
            let sentence = &change.sentence;
            prop_assert!(sentence.ends_with('.') && !sentence.contains(['{', '}']), "{}", sentence);
            prop_assert!(!sentence.contains("  ") && !sentence.contains("“”"), "{}", sentence);
        }
    }
}
