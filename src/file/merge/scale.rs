//! The scale of the result. It is merged first: all versions are taken to it before they are compared.

use super::conflict::{Choice, Choices, ConflictKey};
use super::fields::{self, Found};
use super::parts::Part;
use crate::model::{Project, Scale};
use serde_json::value::RawValue;

/// The merged scale, and what both sides changed differently about it.
pub(super) fn merge(
    base: Option<&Project>,
    mine: &Project,
    theirs: &Project,
    choices: &Choices,
) -> (Scale, Vec<(Part, Found)>) {
    let choice = |path: &str| {
        let choice = choices.get(&ConflictKey::field(&Part::Project, path));
        choice.copied().unwrap_or(Choice::Mine)
    };
    let base = base.map(|base| &base.scale);
    let (mine, theirs) = (&mine.scale, &theirs.scale);
    // A largest score and the words for each score are one thing.
    let steps = |scale: &Scale| (scale.max, scale.words.clone());
    let [of_mine, of_theirs] = [mine, theirs].map(steps);
    let of_base = base.map(steps);
    let mut found = Vec::new();
    let (max, words) = if of_mine == of_theirs || of_base.as_ref() == Some(&of_theirs) {
        of_mine
    } else if of_base.as_ref() == Some(&of_mine) {
        of_theirs
    } else {
        let value = |scale: &Scale| {
            let names: Vec<&str> = (0..=scale.max).filter_map(|at| scale.word(at)).collect();
            let words = format!("0 to {} ({})", scale.max, names.join(", "));
            RawValue::from_string(serde_json::Value::from(words).to_string()).ok()
        };
        found.push(Found {
            path: "scale".to_owned(),
            base: base.and_then(value),
            mine: value(mine),
            theirs: value(theirs),
            allows_both: false,
        });
        if choice("scale") == Choice::Theirs {
            of_theirs
        } else {
            of_mine
        }
    };
    let json = |scale: &Scale| {
        let rest = Scale {
            words: Vec::new(),
            max: 1,
            ..scale.clone()
        };
        serde_json::to_string(&rest).unwrap_or_default()
    };
    let choose = |path: &str| choice(&format!("scale.{path}"));
    let (rest, of_rest) = fields::merge_objects(
        "scale",
        &base.map(json).unwrap_or_default(),
        &json(mine),
        &json(theirs),
        &choose,
    );
    found.extend(of_rest.into_iter().map(|found| Found {
        path: format!("scale.{}", found.path),
        ..found
    }));
    let mut scale: Scale = serde_json::from_str(&rest).unwrap_or_else(|_| mine.clone());
    (scale.max, scale.words) = (max, words);
    let found = found.into_iter().map(|found| (Part::Project, found));
    (scale, found.collect())
}
