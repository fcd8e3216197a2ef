//! What cannot be merged part by part: what one side deleted and the other changed, what both moved,
//! and what one side moved or marked so that it does not go with a change of the other.
//!
//! Found from the three versions alone, before anything is decided.

use super::parts::{List, Part, VersionParts};
use crate::model::{Cell, Id, Kind, Lane, Period, Place, ThingKind};
use std::collections::{BTreeMap, BTreeSet};

/// Three versions taken apart.
pub(super) struct ThreeWay {
    pub(super) base: VersionParts,
    pub(super) mine: VersionParts,
    pub(super) theirs: VersionParts,
}

/// One of the two sides.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Side {
    Mine,
    Theirs,
}

/// A statement about a step of a solution that does not go with notes of the other side.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Mark {
    NothingHere,
    NoSuchStep,
}

/// What is in dispute besides single fields and orders of lists.
#[derive(Default)]
pub(super) struct Disputes {
    /// Deleted on one side, changed on the other: the topmost of what was deleted.
    pub(super) existence: BTreeSet<Part>,
    /// Moved on both sides, or on one in a way that does not go with the other.
    pub(super) places: BTreeSet<Part>,
    /// Marks of cells, with the side that set them.
    pub(super) marks: BTreeMap<(Part, Mark), Side>,
}

impl Side {
    pub(super) const BOTH: [Self; 2] = [Self::Mine, Self::Theirs];

    pub(super) fn other(self) -> Self {
        match self {
            Self::Mine => Self::Theirs,
            Self::Theirs => Self::Mine,
        }
    }
}

impl Mark {
    /// The field it is written in.
    pub(super) fn field(self) -> &'static str {
        match self {
            Self::NothingHere => "nothing_here",
            Self::NoSuchStep => "applies",
        }
    }

    pub(super) fn is_set(self, cell: &Cell) -> bool {
        match self {
            Self::NothingHere => cell.nothing_here,
            Self::NoSuchStep => !cell.applies,
        }
    }

    /// The lanes whose notes it does not go with.
    fn lanes(self) -> impl Iterator<Item = Lane> {
        let all = Lane::ALL.into_iter();
        all.filter(move |lane| self == Self::NoSuchStep || lane.is_scored())
    }
}

impl ThreeWay {
    pub(super) fn of(&self, side: Side) -> &VersionParts {
        match side {
            Side::Mine => &self.mine,
            Side::Theirs => &self.theirs,
        }
    }

    /// The base, ours and theirs.
    pub(super) fn all(&self) -> [&VersionParts; 3] {
        [&self.base, &self.mine, &self.theirs]
    }

    /// Whether an id stands for nothing in any version.
    pub(super) fn is_free(&self, id: Id) -> bool {
        !self.all().into_iter().any(|version| {
            let mut kinds = ThingKind::ALL.into_iter();
            version.has(&Part::Note(id)) || kinds.any(|kind| version.has(&Part::Thing(kind, id)))
        })
    }

    /// Whether this side deleted a part.
    fn is_deleted(&self, part: &Part, by: Side) -> bool {
        self.base.has(part) && !self.of(by).has(part)
    }

    /// The topmost parts that the other side deleted and that this part of a side is or stands in.
    pub(super) fn deleted_above(&self, part: &Part, side: Side) -> Vec<Part> {
        let other = side.other();
        // Of those that are told apart by counting, one that is gone takes those after it along.
        if let Some(first) = self.of(other).first_missing(part)
            && self.base.has(&first)
            && first != *part
        {
            return self.deleted_above(&first, side);
        }
        let holders = self.of(side).holders(part);
        let mut tops: Vec<Part> = holders
            .iter()
            .filter(|holder| self.is_deleted(holder, other))
            .flat_map(|holder| self.deleted_above(holder, side))
            .collect();
        if tops.is_empty() && !part.is_implied() && self.is_deleted(part, other) {
            tops.push(part.clone());
        }
        tops
    }

    /// The list that both sides agree on; `None` where both moved the part.
    pub(super) fn agreed_list(&self, part: &Part) -> Option<List> {
        let base = self.base.list_of(part);
        let (mine, theirs) = (self.mine.list_of(part), self.theirs.list_of(part));
        match (mine, theirs) {
            (Some(mine), Some(theirs)) if mine == theirs => Some(mine),
            (Some(_), Some(_)) if mine == base => theirs,
            (Some(_), Some(_)) if theirs == base => mine,
            (Some(_), Some(_)) => None,
            _ => mine.or(theirs),
        }
    }

    fn is_moved_on_one_side(&self, part: &Part) -> bool {
        let (mine, theirs) = (self.mine.list_of(part), self.theirs.list_of(part));
        mine.is_some() && theirs.is_some() && mine != theirs
    }
}

/// Whether a note may be called this in a place.
pub(super) fn goes_with(kind: Option<Kind>, list: List) -> bool {
    match (kind, list.place()) {
        (Some(kind), Some(place)) => place.allows(kind),
        _ => true,
    }
}

/// Everything that is in dispute between two versions.
pub(super) fn disputes(versions: &ThreeWay) -> Disputes {
    let mut disputes = Disputes::default();
    for side in Side::BOTH {
        disputes.existence.extend(touched(versions, side));
    }
    let moved: Vec<&Part> = versions
        .mine
        .parts
        .keys()
        .filter(|part| versions.is_moved_on_one_side(part))
        .collect();
    for part in &moved {
        if versions.agreed_list(part).is_none() || !kind_goes_along(versions, part) {
            disputes.places.insert((*part).clone());
        }
    }
    // Each may bring others with it.
    loop {
        let before = disputes.count();
        find_marks(versions, &mut disputes);
        find_homeless(versions, &moved, &mut disputes);
        find_links(versions, &mut disputes);
        if disputes.count() == before {
            return disputes;
        }
    }
}

impl Disputes {
    fn count(&self) -> usize {
        self.existence.len() + self.places.len() + self.marks.len()
    }

    /// Whether some decision leaves this part in the result.
    fn is_possible(&self, versions: &ThreeWay, part: &Part) -> bool {
        Side::BOTH.into_iter().any(|side| {
            versions.of(side).has(part) && {
                let tops = versions.deleted_above(part, side);
                tops.iter().all(|top| self.existence.contains(top))
            }
        })
    }

    /// The lists it may stand in.
    fn possible_lists(&self, versions: &ThreeWay, part: &Part) -> Vec<List> {
        let agreed = versions.agreed_list(part);
        if agreed.is_some() && !self.places.contains(part) {
            return agreed.into_iter().collect();
        }
        Side::BOTH
            .into_iter()
            .filter_map(|side| versions.of(side).list_of(part))
            .collect()
    }
}

/// What the other side deleted and this side changed: the topmost of what was deleted.
fn touched(versions: &ThreeWay, side: Side) -> BTreeSet<Part> {
    let (base, ours, other) = (&versions.base, versions.of(side), side.other());
    let mut touched = BTreeSet::new();
    let mut touch = |part: &Part| touched.extend(versions.deleted_above(part, side));
    for (part, entry) in &ours.parts {
        let before = base.parts.get(part);
        let is_changed = before.is_none_or(|before| before.record != entry.record);
        let is_moved = before.is_none_or(|before| before.list != entry.list);
        if is_moved || (is_changed && versions.is_deleted(part, other)) {
            touch(part);
        }
        if !is_changed {
            continue;
        }
        if let Part::Cell { solution, step } = part
            && let Some(cell) = entry.record.arc::<Cell>()
            && cell != base.cell(*solution, *step).unwrap_or_default()
        {
            touch(part);
        }
        if let Some(period) = entry.record.get::<Period>() {
            let before = before.and_then(|before| before.record.get::<Period>());
            let counted = |step| before.and_then(|before| before.counts.get(step));
            for (step, count) in period.counts.iter() {
                let step_part = Part::step(step);
                if counted(step) != Some(count) && versions.is_deleted(&step_part, other) {
                    touch(&step_part);
                }
            }
        }
        let before = base.named(part);
        for named in ours.named(part) {
            if !before.contains(&named) && versions.is_deleted(&named.1, other) {
                touch(&named.1);
            }
        }
    }
    // What a cell said before may be taken back by leaving it away.
    for (part, entry) in &base.parts {
        if let Part::Cell { solution, step } = part
            && let Some(before) = entry.record.arc::<Cell>()
            && !ours.has(part)
            && ours
                .cell(*solution, *step)
                .is_some_and(|cell| cell != before)
        {
            touch(part);
        }
    }
    touched
}

/// Whether a note may be called in its new place what both sides together call it.
fn kind_goes_along(versions: &ThreeWay, part: &Part) -> bool {
    let Some(list) = versions.agreed_list(part) else {
        return true;
    };
    let base = versions.base.has(part).then(|| versions.base.kind(part));
    let (mine, theirs) = (versions.mine.kind(part), versions.theirs.kind(part));
    let kinds = if mine == theirs || base == Some(theirs) {
        vec![mine]
    } else if base == Some(mine) {
        vec![theirs]
    } else {
        vec![mine, theirs]
    };
    kinds.into_iter().all(|kind| goes_with(kind, list))
}

/// Cells that one side marked while the other has notes there.
fn find_marks(versions: &ThreeWay, disputes: &mut Disputes) {
    let cells: BTreeSet<&Part> = versions
        .mine
        .parts
        .keys()
        .chain(versions.theirs.parts.keys())
        .filter(|part| matches!(part, Part::Cell { .. }))
        .collect();
    for part in cells {
        let Part::Cell { solution, step } = *part else {
            continue;
        };
        let cell = |version: &VersionParts| version.cell(solution, step);
        let (Some(mine), Some(theirs)) = (cell(&versions.mine), cell(&versions.theirs)) else {
            continue;
        };
        for mark in [Mark::NothingHere, Mark::NoSuchStep] {
            let side = match (mark.is_set(&mine), mark.is_set(&theirs)) {
                (true, false) => Side::Mine,
                (false, true) => Side::Theirs,
                _ => continue,
            };
            // Otherwise the other side has taken it away.
            let is_new = !cell(&versions.base).is_some_and(|base| mark.is_set(&base));
            let lists: Vec<List> = mark
                .lanes()
                .map(|lane| {
                    List::Notes(Place::Lane {
                        solution,
                        step,
                        lane,
                    })
                })
                .collect();
            // A version that contradicts itself is left as it is.
            let contradicts_itself = mark == Mark::NothingHere
                && lists
                    .iter()
                    .any(|list| !versions.of(side).in_list(*list).is_empty());
            if is_new
                && !contradicts_itself
                && lists
                    .iter()
                    .any(|list| contradicts(versions, disputes, mark, side, *list))
            {
                disputes.marks.insert((part.clone(), mark), side);
            }
        }
    }
}

fn contradicts(
    versions: &ThreeWay,
    disputes: &Disputes,
    mark: Mark,
    side: Side,
    list: List,
) -> bool {
    let ours = versions.of(side.other());
    ours.in_list(list).iter().any(|note| {
        let is_changed = versions
            .base
            .parts
            .get(note)
            .is_none_or(|base| base.list != list || Some(&base.record) != ours.record(note));
        (is_changed || mark == Mark::NothingHere)
            && disputes.is_possible(versions, note)
            && disputes.possible_lists(versions, note).contains(&list)
    })
}

/// Parts that neither side deleted, but whose place each side lost to the other: what was deleted
/// around them is in dispute.
fn find_homeless(versions: &ThreeWay, moved: &[&Part], disputes: &mut Disputes) {
    for part in moved {
        let mut lost = Vec::new();
        let is_homeless = Side::BOTH.into_iter().all(|side| {
            let Some(list) = versions.of(side).list_of(part) else {
                return false;
            };
            let holders = list.holders().into_iter();
            let gone: Vec<Part> = holders
                .filter(|holder| versions.is_deleted(holder, side.other()))
                .flat_map(|holder| versions.deleted_above(&holder, side))
                .collect();
            let is_lost = disputes.closed_by(list).is_some() || !gone.is_empty();
            lost.extend(gone);
            is_lost
        });
        if is_homeless {
            disputes.existence.extend(lost);
        }
    }
}

impl Disputes {
    /// The side that says that there is nothing here, when that is in dispute.
    pub(super) fn closed_by(&self, list: List) -> Option<Side> {
        match list {
            List::Notes(Place::Lane {
                solution,
                step,
                lane,
            }) if lane.is_scored() => {
                let cell = Part::Cell { solution, step };
                self.marks.get(&(cell, Mark::NothingHere)).copied()
            }
            _ => None,
        }
    }
}

/// Links whose ends may not be joined where the sides together put them.
fn find_links(versions: &ThreeWay, disputes: &mut Disputes) {
    let (mine, theirs) = (&versions.mine, &versions.theirs);
    let links = mine.in_list(List::Links).iter();
    let more = theirs.in_list(List::Links).iter();
    for link in links.chain(more.filter(|link| !mine.has(link))) {
        let Part::Link {
            from, to, relation, ..
        } = link
        else {
            continue;
        };
        if !disputes.is_possible(versions, link) {
            continue;
        }
        let version = if mine.has(link) { mine } else { theirs };
        let ends = [Part::Note(*from), version.end(*to)];
        let [from, to] = ends.clone().map(|end| match &end {
            Part::Note(_) => {
                let lists = disputes.possible_lists(versions, &end).into_iter();
                lists.map(List::place).collect()
            }
            _ => vec![None],
        });
        let joins = from.iter().flatten().all(|from| {
            let mut ends = to.iter();
            ends.all(|to| relation.joins(*from, *to))
        });
        if !joins {
            let moved = ends
                .into_iter()
                .filter(|end| versions.is_moved_on_one_side(end));
            disputes.places.extend(moved);
        }
    }
}
