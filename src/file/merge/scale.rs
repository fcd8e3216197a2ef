//! The scale of the result. It is merged first: all versions are taken to it before they are compared.

use super::conflict::{Choice, Choices, ConflictKey};
use super::fields::{self, Found};
use super::parts::Part;
use crate::model::{Decimal, Id, Place, Project, Record as _, Scale};
use serde_json::value::RawValue;
use std::collections::HashMap;
use std::sync::Arc;

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
        Scale::INFO,
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

/// Takes a version to the merged scale. A score that its side only converted is the one before,
/// converted: on the way over a third scale some would come out otherwise.
pub(super) fn convert(side: &mut Project, base: Option<&Project>, to: &Scale) {
    let from = side.scale.clone();
    let base = base.filter(|base| base.scale.max != from.max && from.max != to.max);
    let Some(base) = base else {
        side.convert_to_scale(to);
        return;
    };
    let before = Scores::of(base);
    let is_as_before = |now: Decimal, before: &Decimal| base.scale.convert(*before, &from) == now;
    let now = Scores::of(side);
    let notes = now.notes.iter().filter_map(|(id, (place, score))| {
        let (_, before) = before.notes.get(id)?;
        is_as_before(*score, before).then(|| (*place, *id, base.scale.convert(*before, to)))
    });
    let judgements = now.judgements.iter().filter_map(|(cell, score)| {
        let before = before.judgements.get(cell)?;
        is_as_before(*score, before).then(|| (*cell, base.scale.convert(*before, to)))
    });
    side.convert_to_scale(to);
    for (place, id, score) in notes {
        let notes = side.notes_mut(place).into_iter().flatten();
        for note in notes.filter(|note| note.id == id && note.score != Some(score)) {
            Arc::make_mut(note).score = Some(score);
        }
    }
    for ((solution, step), judgement) in judgements {
        for journey in &mut side.journeys {
            if journey.solution_index(solution).is_some()
                && let Some(cell) = Arc::make_mut(journey).cell_mut(solution, step)
            {
                cell.overall = Some(judgement);
            }
        }
    }
}

/// All scores and judgements of a version.
struct Scores {
    notes: HashMap<Id, (Place, Decimal)>,
    judgements: HashMap<(Id, Id), Decimal>,
}

impl Scores {
    fn of(project: &Project) -> Self {
        let notes = project
            .all_notes()
            .filter_map(|(place, note)| Some((note.id, (place, note.score?))));
        let solutions = project
            .journeys
            .iter()
            .flat_map(|journey| &journey.solutions);
        let judgements = solutions.flat_map(|solution| {
            let cells = solution.cells.iter();
            cells.filter_map(|(step, cell)| Some(((solution.id, step), cell.overall?)))
        });
        Self {
            notes: notes.collect(),
            judgements: judgements.collect(),
        }
    }
}
