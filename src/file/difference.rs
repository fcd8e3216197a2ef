//! What differs between two versions of a project, as sentences.

use super::comparison::{Change, ChangeKind, of_project};
use super::merge::parts::{Part, VersionParts};
use crate::model::Project;
use crate::model::words::{self, counted};
use std::collections::HashSet;

/// Everything that differs between two versions; nothing when they are equal. Merges that are not
/// finished (`merging`) are no part of the versions.
pub fn difference(before: &Project, after: &Project) -> Vec<Change> {
    let mut old = before.clone();
    // Scores that were only converted say nothing.
    old.convert_to_scale(&after.scale);
    let (old_parts, new_parts) = (VersionParts::of(&old), VersionParts::of(after));
    let mut changes = scale(before, after);
    changes.extend(super::comparison::changes(
        (&old, &old_parts),
        (after, &new_parts),
    ));
    let is_same = Project {
        merging: None,
        ..before.clone()
    } == Project {
        merging: None,
        ..after.clone()
    };
    if changes.is_empty() && !is_same {
        let sentence = "The project is written in another way.".to_owned();
        changes.push(of_project(sentence));
    }
    changes
}

/// How much differs, in one line: "3 notes added, 1 moved, 2 changed".
pub fn summary(changes: &[Change]) -> String {
    let mut whats: Vec<&str> = Vec::new();
    for change in changes {
        if !whats.contains(&change.what) {
            whats.push(change.what);
        }
    }
    let mut counts = Vec::new();
    for what in whats {
        let mut is_named = false;
        for kind in ChangeKind::ALL {
            let changes = changes.iter();
            let parts: HashSet<&Part> = changes
                .filter(|change| change.kind == kind && change.what == what)
                .map(|change| &change.part)
                .collect();
            let (count, word) = (parts.len(), kind.word());
            match (count, is_named) {
                (0, _) => continue,
                (_, true) => counts.push(format!("{} {word}", words::count(count as u64))),
                (_, false) => counts.push(format!("{} {word}", counted(count, what))),
            }
            is_named = true;
        }
    }
    if counts.is_empty() {
        return "nothing".to_owned();
    }
    counts.join(", ")
}

fn scale(before: &Project, after: &Project) -> Vec<Change> {
    let (before, after) = (&before.scale, &after.scale);
    let mut sentences = Vec::new();
    if before.max != after.max {
        sentences.push(format!(
            "The scale now goes to {} instead of {}.",
            after.max, before.max
        ));
    }
    if before.words != after.words {
        sentences.push("The words of the scale changed.".to_owned());
    }
    if before.unknown != after.unknown {
        sentences.push("Fields of a newer version changed in the scale.".to_owned());
    }
    sentences.into_iter().map(of_project).collect()
}

#[cfg(test)]
mod tests {
    use crate::file::merge::parts::Part;
    use crate::file::merge::words::{Label, label};
    use crate::model::{Id, RECORDS, Rule, ThingKind};

    #[test]
    fn every_field_of_the_model_has_a_name() {
        for (name, record) in RECORDS {
            for field in record.fields {
                let is_told = match field.rule {
                    // Known by it, or told by the parts that stand in it.
                    Rule::Apart | Rule::Things(_) => true,
                    // Told field by field.
                    Rule::Within(_) | Rule::Counts | Rule::Words => true,
                    Rule::YesNo(flag) => [flag.whether, flag.on, flag.off]
                        .iter()
                        .all(|sentence| sentence.contains("{}")),
                    Rule::Line
                    | Rule::Text
                    | Rule::Code
                    | Rule::Set
                    | Rule::Value
                    | Rule::Names(_) => !field.words.is_empty(),
                };
                assert!(is_told, "{} of a {name} has no name", field.key);
            }
        }
        // Each part finds the words of its fields.
        for kind in ThingKind::ALL {
            let part = Part::Thing(kind, Id::random());
            for field in kind.info().record.fields {
                let is_known = !matches!(label(&part, field.key), Label::Unknown);
                assert_eq!(is_known, !field.words.is_empty(), "{}", field.key);
            }
        }
    }
}
