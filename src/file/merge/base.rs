//! Which kept version a copy was made from, when nobody knows.

use super::parts::{Part, VersionParts};
use crate::model::{Id, Project};
use std::collections::HashSet;

/// Which of the kept versions of our project is the base of a merge with a copy: the one that the copy
/// differs from least, by parts and not by clock; of several the one nearest to ours. `None` when
/// none shares half its ids with both: then two versions are merged without a base.
///
/// The distance to our side does not decide: our own last version would always be nearest, and with
/// it as the base everything we added would count as deleted by the other side.
pub fn nearest_base<'a>(
    candidates: impl Iterator<Item = &'a Project>,
    mine: &Project,
    theirs: &Project,
) -> Option<usize> {
    let [mine, theirs] = [mine, theirs].map(VersionParts::of);
    let [ids_mine, ids_theirs] = [&mine, &theirs].map(ids);
    let near = candidates.enumerate().filter_map(|(at, candidate)| {
        let candidate = VersionParts::of(candidate);
        let known = ids(&candidate);
        let is_shared = |with: &HashSet<Id>| {
            let shared = known.intersection(with).count();
            shared > 0 && shared * 2 >= known.len()
        };
        (is_shared(&ids_mine) && is_shared(&ids_theirs)).then(|| {
            let away = (distance(&candidate, &theirs), distance(&candidate, &mine));
            (away, at)
        })
    });
    near.min().map(|(_, at)| at)
}

/// Whether two projects share any id; without one the other is an import, not a version.
pub fn are_related(one: &Project, other: &Project) -> bool {
    let [one, other] = [one, other].map(VersionParts::of);
    !ids(&one).is_disjoint(&ids(&other))
}

fn ids(version: &VersionParts) -> HashSet<Id> {
    let parts = version.parts.keys();
    let own = parts.filter(|part| matches!(part, Part::Thing(..) | Part::Note(_)));
    own.flat_map(Part::ids).collect()
}

/// How many parts only one of two versions has, or has otherwise.
fn distance(one: &VersionParts, other: &VersionParts) -> usize {
    let differing = one.parts.iter().filter(|(part, entry)| {
        let known = other.parts.get(part);
        known.is_none_or(|known| known.list != entry.list || known.record != entry.record)
    });
    let missing = other.parts.keys().filter(|part| !one.has(part));
    differing.count() + missing.count()
}
