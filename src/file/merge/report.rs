//! The conflicts of a merge as people read them.

use super::conflict::{Conflict, ConflictKey};
use super::disputes::{Disputes, Mark, Side, ThreeWay};
use super::fields::Found;
use super::parts::{List, Part, VersionParts};
use super::resolve::Resolved;
use super::words::Names;
use crate::file::comparison::{self, Change};
use crate::file::difference;
use crate::model::words::capitalised;
use crate::model::{Project, cut};
use std::collections::HashMap;

/// Longest list of names, in letters.
const LETTERS: usize = 300;

/// All conflicts, in reading order.
pub(super) fn conflicts(
    versions: &ThreeWay,
    disputes: &Disputes,
    resolved: &Resolved,
    [base, mine, theirs]: [&Project; 3],
) -> Vec<Conflict> {
    let sides = [
        (base, &versions.base),
        (mine, &versions.mine),
        (theirs, &versions.theirs),
    ];
    let reporter = Reporter {
        versions,
        names: Names::new(sides.to_vec()),
        sides,
    };
    let mut conflicts = Vec::new();
    conflicts.extend(reporter.existence(disputes));
    let places = disputes.places.iter();
    let places = places.filter(|part| resolved.lists.contains_key(part));
    conflicts.extend(places.map(|part| reporter.place(part)));
    let fields = resolved.fields.iter();
    conflicts.extend(fields.map(|(part, found)| reporter.field(part, found)));
    for ((part, mark), side) in &disputes.marks {
        if resolved.lists.contains_key(part) {
            conflicts.push(reporter.mark(part, *mark, *side));
        }
    }
    conflicts.extend(resolved.unordered.iter().map(|list| reporter.order(*list)));
    conflicts
        .sort_by_cached_key(|conflict| (reporter.rank(&conflict.key.part), conflict.key.clone()));
    conflicts
}

struct Reporter<'a> {
    versions: &'a ThreeWay,
    /// What it was called before is how both sides know it.
    names: Names<'a>,
    sides: [(&'a Project, &'a VersionParts); 3],
}

impl Reporter<'_> {
    /// Where a part is read: in the version before, or where a side added it.
    fn rank(&self, part: &Part) -> usize {
        let part = match part {
            Part::Cell { step, .. } => &Part::step(*step),
            Part::Baseline(journey) => &Part::journey(*journey),
            part => part,
        };
        let mut versions = self.versions.all().into_iter();
        let found = versions.find_map(|version| version.parts.get(part));
        found.map_or(0, |entry| entry.rank)
    }

    fn existence(&self, disputes: &Disputes) -> Vec<Conflict> {
        if disputes.existence.is_empty() {
            return Vec::new();
        }
        let [base, mine, theirs] = self.sides;
        let changes = [mine, theirs].map(|side| comparison::changes(base, side));
        disputes
            .existence
            .iter()
            .map(|part| {
                let [mine, theirs] = Side::BOTH.map(|side| {
                    let version = self.versions.of(side);
                    let changes = &changes[side as usize];
                    version.has(part).then(|| self.state(part, side, changes))
                });
                Conflict {
                    key: ConflictKey::existence(part),
                    sentence: capitalised(&self.names.subject(part)),
                    base: Some(self.before(part)),
                    mine,
                    theirs,
                    allows_both: false,
                }
            })
            .collect()
    }

    fn before(&self, part: &Part) -> String {
        match part {
            Part::Link { .. } => self.names.one(part),
            part => self.names.name(part),
        }
    }

    /// What a side made of a part that the other one deleted.
    fn state(&self, part: &Part, side: Side, changes: &[Change]) -> String {
        let [_, mine, theirs] = self.sides;
        let (project, version) = if side == Side::Mine { mine } else { theirs };
        let names = Names::new(vec![(project, version), self.sides[0]]);
        let within: Vec<&Change> = changes
            .iter()
            .filter(|change| {
                let stands_in = |version| is_within(version, &change.part, part);
                stands_in(version) || stands_in(&self.versions.base)
            })
            .collect();
        let name = match part {
            Part::Link { .. } => names.one(part),
            Part::Note(_) => match version.record(part) {
                Some(note) => cut(&note.title(), LETTERS),
                None => names.name(part),
            },
            part => names.name(part),
        };
        if let Part::Note(_) = part {
            let mut more: Vec<String> = Vec::new();
            for change in &within {
                more.extend(change.brief.clone());
            }
            more.dedup();
            if more.is_empty() {
                return name;
            }
            return format!("{name} ({})", more.join("; "));
        }
        let within: Vec<Change> = within.into_iter().cloned().collect();
        if within.is_empty() {
            name
        } else {
            format!("{name} ({})", difference::summary(&within))
        }
    }

    fn field(&self, part: &Part, found: &Found) -> Conflict {
        let values = [&found.base, &found.mine, &found.theirs];
        let [base, mine, theirs] = [0, 1, 2].map(|at| {
            let names = Names::new(vec![self.sides[at], self.sides[0], self.sides[1]]);
            names.value(part, &found.path, values[at].as_ref())
        });
        Conflict {
            key: ConflictKey::field(part, &found.path),
            sentence: capitalised(&self.names.field(part, &found.path)),
            base,
            mine,
            theirs,
            allows_both: found.allows_both,
        }
    }

    fn place(&self, part: &Part) -> Conflict {
        let [base, mine, theirs] = self.sides.map(|(project, version)| {
            let list = version.list_of(part)?;
            let names = Names::new(vec![(project, version)]);
            Some(match list.place() {
                Some(place) => project.place_name(place),
                None => names.list(list),
            })
        });
        Conflict {
            key: ConflictKey::place(part),
            sentence: format!("The place of {}", self.names.subject(part)),
            base,
            mine,
            theirs,
            allows_both: false,
        }
    }

    fn mark(&self, part: &Part, mark: Mark, side: Side) -> Conflict {
        let value = |is_set: bool| {
            let words = match (mark, is_set) {
                (Mark::NothingHere, true) => "nothing here",
                (Mark::NothingHere, false) => "there are notes",
                (Mark::NoSuchStep, true) => "no such step",
                (Mark::NoSuchStep, false) => "there is, and its notes changed",
            };
            Some(words.to_owned())
        };
        Conflict {
            key: ConflictKey::field(part, mark.field()),
            sentence: capitalised(&self.names.field(part, mark.field())),
            base: self.names.value(part, mark.field(), None),
            mine: value(side == Side::Mine),
            theirs: value(side == Side::Theirs),
            allows_both: false,
        }
    }

    fn order(&self, list: List) -> Conflict {
        let [base, mine, theirs] = self.sides.map(|side| {
            let names = told_apart(side, list).join(", ");
            (!names.is_empty()).then(|| cut(&names, LETTERS))
        });
        Conflict {
            key: ConflictKey::order(list),
            sentence: format!("The order of {}", self.names.list(list)),
            base,
            mine,
            theirs,
            allows_both: false,
        }
    }
}

/// The names of the parts of a list in its order; equal ones have numbers that go with the part.
fn told_apart(side: (&Project, &VersionParts), list: List) -> Vec<String> {
    let names = Names::new(vec![side]);
    let parts = side.1.in_list(list);
    let named = |part: &Part| match part {
        Part::Link { .. } => names.one(part),
        part => names.name(part),
    };
    let mut sorted: Vec<&Part> = parts.iter().collect();
    sorted.sort();
    let mut counts: HashMap<String, usize> = HashMap::new();
    let numbered: HashMap<&Part, String> = sorted
        .into_iter()
        .map(|part| {
            let name = named(part);
            let count = counts.entry(name.clone()).or_default();
            *count += 1;
            let numbered = match *count {
                1 => name,
                count => format!("{name} ({count})"),
            };
            (part, numbered)
        })
        .collect();
    let in_order = parts.iter().filter_map(|part| numbered.get(part).cloned());
    in_order.collect()
}

/// Whether a part is another one, or stands in it, or is a link from or to it.
fn is_within(version: &VersionParts, part: &Part, holder: &Part) -> bool {
    part == holder
        || version
            .holders(part)
            .iter()
            .any(|above| is_within(version, above, holder))
}
