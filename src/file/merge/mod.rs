//! Merging two versions of a project that came from a third: by id, then by field, lists by
//! neighbours.
//!
//! A change of one side is taken, and what both changed differently is a conflict: it is listed, and
//! our side is shown until it is settled. Nothing is lost in silence, and the result is valid.

mod assemble;
mod base;
mod clash;
mod conflict;
mod disputes;
pub(super) mod fields;
pub(super) mod order;
pub(super) mod parts;
pub(super) mod record;
mod report;
mod resolve;
mod scale;
pub(super) mod words;

pub use base::{are_related, nearest_base};
pub use conflict::{Choice, Choices, Conflict, ConflictKey};

use crate::model::{Id, MAX_NOTES, Note, Project};
use disputes::ThreeWay;
use parts::{Part, VersionParts};
use record::PartRecord;
use resolve::Resolved;
use std::collections::HashMap;
use std::sync::Arc;

/// Why two versions were not merged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// More notes than one project may have.
    #[error("Together there would be {0} notes, more than this program opens ({MAX_NOTES}).")]
    TooMuch(usize),
}

/// What came of a merge.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Merged {
    /// The result: valid, with our side of what is not settled.
    pub project: Project,
    /// What both sides changed differently, settled or not, in reading order.
    pub conflicts: Vec<Conflict>,
}

impl Merged {
    /// How many conflicts are still to be settled.
    pub fn unsettled(&self, choices: &Choices) -> usize {
        let conflicts = self.conflicts.iter();
        conflicts
            .filter(|conflict| !choices.contains_key(&conflict.key))
            .count()
    }
}

/// Merges three versions. Without a base what one side has is kept, what both have differently is a
/// conflict, and nothing is deleted.
///
/// Merges that are not finished (`merging`) are no part of the versions: they are left out.
///
/// # Errors
/// When there would be more than [`MAX_NOTES`].
pub fn merge(
    base: Option<&Project>,
    mine: &Project,
    theirs: &Project,
    choices: &Choices,
) -> Result<Merged, MergeError> {
    let fine = |project: &Project| Merged {
        project: without_merging(project),
        conflicts: Vec::new(),
    };
    let theirs = &without_merging(theirs);
    let mine = &without_merging(mine);
    let base = base.map(without_merging);
    if mine == theirs || base.as_ref() == Some(theirs) {
        return Ok(fine(mine));
    }
    if base.as_ref() == Some(mine) {
        return Ok(fine(theirs));
    }
    let (scale, mut found) = scale::merge(base.as_ref(), mine, theirs, choices);
    let [mut mine, mut theirs] = [mine, theirs].map(|side| {
        let mut side = side.clone();
        scale::convert(&mut side, base.as_ref(), &scale);
        side
    });
    let base = base.map(|mut base| {
        base.convert_to_scale(&scale);
        base
    });
    let versions = taken_apart(base.as_ref(), &mut mine, &mut theirs);
    let disputes = disputes::disputes(&versions);
    let mut resolved = resolve::resolve(&versions, &disputes, choices);
    found.append(&mut resolved.fields);
    resolved.fields = found;
    let second = second_notes(&versions, &resolved, choices);
    let count = second.len() + notes(&resolved);
    if count > MAX_NOTES {
        return Err(MergeError::TooMuch(count));
    }
    let project = assemble::assemble(&resolved, &second, scale, &mine);
    let base = base.unwrap_or_default();
    let projects = [&base, &mine, &theirs];
    let conflicts = report::conflicts(&versions, &disputes, &resolved, projects);
    Ok(Merged { project, conflicts })
}

fn without_merging(project: &Project) -> Project {
    Project {
        merging: None,
        ..project.clone()
    }
}

/// The versions by their parts, each id standing for the same thing on both sides.
fn taken_apart(base: Option<&Project>, mine: &mut Project, theirs: &mut Project) -> ThreeWay {
    let mut versions = ThreeWay {
        base: base.map(VersionParts::of).unwrap_or_default(),
        mine: VersionParts::of(mine),
        theirs: VersionParts::of(theirs),
    };
    let [of_mine, of_theirs] = clash::clashes(&versions.base, &versions.mine, &versions.theirs);
    if !of_mine.is_empty() {
        clash::rename(mine, &of_mine);
        versions.mine = VersionParts::of(mine);
    }
    if !of_theirs.is_empty() {
        clash::rename(theirs, &of_theirs);
        versions.theirs = VersionParts::of(theirs);
    }
    versions
}

fn notes(resolved: &Resolved) -> usize {
    let parts = resolved.lists.keys();
    parts.filter(|part| matches!(part, Part::Note(_))).count()
}

/// Notes whose text is kept from both sides: the other text as a note of its own, after the first.
fn second_notes(
    versions: &ThreeWay,
    resolved: &Resolved,
    choices: &Choices,
) -> HashMap<Id, Arc<Note>> {
    let mut second = HashMap::new();
    for (part, found) in &resolved.fields {
        let key = ConflictKey::field(part, &found.path);
        let is_wanted = found.allows_both && choices.get(&key) == Some(&Choice::Both);
        let Some(note) = resolved.records.get(part).and_then(PartRecord::get::<Note>) else {
            continue;
        };
        if !is_wanted || found.path != "text" {
            continue;
        }
        let text = found.theirs.as_ref().map(|text| text.get());
        if let Some(Ok(text)) = text.map(serde_json::from_str::<String>)
            && let Some(id) = (0..u64::MAX)
                .map(|nth| note.id.derived(nth))
                .find(|id| versions.is_free(*id))
        {
            let other = Note {
                id,
                text,
                ..note.clone()
            };
            second.insert(note.id, Arc::new(other));
        }
    }
    second
}
