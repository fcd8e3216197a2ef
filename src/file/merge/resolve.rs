//! What is in the result: which parts, where, and with which fields, after what was decided.

use super::conflict::{Choice, Choices, ConflictKey};
use super::disputes::{Disputes, Mark, Side, ThreeWay, goes_with};
use super::fields::{self, Found};
use super::order;
use super::parts::{List, Part, VersionParts};
use super::record::{Baseline, PartRecord};
use crate::model::{Cell, Id, Note, Period, Place};
use std::collections::HashMap;
use std::sync::Arc;

/// The result, taken apart.
#[derive(Default)]
pub(super) struct Resolved {
    /// Where each part is.
    pub(super) lists: HashMap<Part, List>,
    pub(super) records: HashMap<Part, PartRecord>,
    /// The parts of each list, in order.
    pub(super) orders: HashMap<List, Vec<Part>>,
    /// Fields that both sides changed differently.
    pub(super) fields: Vec<(Part, Found)>,
    /// Lists whose order follows one side only.
    pub(super) unordered: Vec<List>,
}

/// Decides about every part.
pub(super) fn resolve(versions: &ThreeWay, disputes: &Disputes, choices: &Choices) -> Resolved {
    let mut resolver = Resolver {
        versions,
        disputes,
        choices,
        resolved: Resolved::default(),
    };
    // Holders before what they hold.
    let (mine, theirs) = (&versions.mine, &versions.theirs);
    let others = theirs.parts.keys().filter(|part| !mine.has(part));
    let mut parts: Vec<&Part> = mine.parts.keys().chain(others).collect();
    parts.sort_by_key(|part| (part.depth(), part.nth()));
    for part in &parts {
        if let Some(list) = resolver.list(part) {
            resolver.resolved.lists.insert((*part).clone(), list);
        }
    }
    for part in parts {
        resolver.record(part);
    }
    resolver.orders();
    resolver.resolved
}

struct Resolver<'a> {
    versions: &'a ThreeWay,
    disputes: &'a Disputes,
    choices: &'a Choices,
    resolved: Resolved,
}

impl Resolver<'_> {
    fn side(&self, key: &ConflictKey) -> Side {
        match self.choices.get(key) {
            Some(Choice::Theirs) => Side::Theirs,
            Some(Choice::Mine | Choice::Both) | None => Side::Mine,
        }
    }

    fn is_present(&self, part: &Part) -> bool {
        self.resolved.lists.contains_key(part)
    }

    /// Where a part is in the result; `None` when it is not in there.
    fn list(&self, part: &Part) -> Option<List> {
        let versions = self.versions;
        let sides = Side::BOTH.map(|side| versions.of(side).list_of(part));
        for side in Side::BOTH {
            let is_deleted = sides[side.other() as usize].is_none() && versions.base.has(part);
            if is_deleted && !part.is_implied() {
                let tops = versions.deleted_above(part, side);
                let is_kept = tops.iter().all(|top| {
                    self.disputes.existence.contains(top)
                        && self.side(&ConflictKey::existence(top)) == side
                });
                if sides[side as usize].is_some() && !is_kept {
                    return None;
                }
            }
        }
        let first = match versions.agreed_list(part) {
            Some(list) if !self.disputes.places.contains(part) => Some(list),
            _ => sides[self.side(&ConflictKey::place(part)) as usize],
        };
        let [mine, theirs] = sides;
        [first, mine, theirs, versions.base.list_of(part)]
            .into_iter()
            .flatten()
            .find(|list| self.is_open(part, *list))
    }

    fn is_open(&self, part: &Part, list: List) -> bool {
        if part.nth() > 0 && !self.is_present(&part.with_nth(part.nth() - 1)) {
            return false;
        }
        if let Part::Link { .. } = part {
            return self.may_link(part);
        }
        if let Part::Cell { solution, step } = part {
            return self.is_present(&Part::solution(*solution))
                && self.is_present(&Part::step(*step));
        }
        if let Part::Baseline(journey) = part {
            return self.is_present(&Part::journey(*journey));
        }
        let is_closed = self.disputes.closed_by(list).is_some_and(|side| {
            let place = list.place();
            let cell = place.and_then(cell_of);
            cell.is_some_and(|cell| self.side(&ConflictKey::field(&cell, "nothing_here")) == side)
        });
        !is_closed && list.holders().iter().all(|holder| self.is_present(holder))
    }

    fn may_link(&self, link: &Part) -> bool {
        let Part::Link {
            from, to, relation, ..
        } = link
        else {
            return false;
        };
        let place = |note: Id| {
            let list = self.resolved.lists.get(&Part::Note(note))?;
            list.place()
        };
        let Some(from) = place(*from) else {
            return false;
        };
        let is_step = self.is_present(&Part::step(*to));
        (is_step || place(*to).is_some()) && relation.joins(from, place(*to))
    }

    fn record(&mut self, part: &Part) {
        let Some(list) = self.resolved.lists.get(part).copied() else {
            return;
        };
        let versions = self.versions;
        let merged = match part {
            Part::Cell { solution, step } => self.cell(part, *solution, *step),
            Part::Baseline(journey) => self.baseline(part, *journey),
            Part::Project
            | Part::Thing(..)
            | Part::Period { .. }
            | Part::Note(_)
            | Part::Link { .. } => {
                let [mine, theirs] = Side::BOTH.map(|side| versions.of(side).record(part));
                match (mine, theirs) {
                    (Some(mine), Some(theirs)) => {
                        let [mine, theirs] =
                            [(mine, Side::Mine), (theirs, Side::Theirs)].map(|(record, side)| {
                                self.without_what_was_deleted(part, record, side)
                            });
                        Some(self.merged(part, versions.base.record(part), &mine, &theirs))
                    }
                    (one, other) => one.or(other).cloned(),
                }
            }
        };
        if let Some(record) = merged {
            let record = self.made_valid(part, list, record);
            self.resolved.records.insert(part.clone(), record);
        }
    }

    fn merged(
        &mut self,
        part: &Part,
        base: Option<&PartRecord>,
        mine: &PartRecord,
        theirs: &PartRecord,
    ) -> PartRecord {
        if mine == theirs || base == Some(theirs) {
            return mine.clone();
        }
        if base == Some(mine) {
            return theirs.clone();
        }
        let choose = |path: &str| {
            let choice = self.choices.get(&ConflictKey::field(part, path));
            choice.copied().unwrap_or(Choice::Mine)
        };
        let (record, found) = fields::merge_records(part.info(), base, mine, theirs, &choose);
        let found = found.into_iter().map(|found| (part.clone(), found));
        self.resolved.fields.extend(found);
        record
    }

    /// Head counts and names of what one side deleted went with it: nobody changed them, and they come
    /// back with it.
    fn without_what_was_deleted(&self, part: &Part, record: &PartRecord, side: Side) -> PartRecord {
        let (base, ours) = (&self.versions.base, self.versions.of(side));
        let is_deleted = |part: &Part| base.has(part) && !ours.has(part);
        let mut record = record.clone();
        if let Some(before) = base.record(part).and_then(PartRecord::get::<Period>) {
            let counts = before.counts.iter();
            let gone: Vec<_> = counts
                .filter(|(step, _)| is_deleted(&Part::step(*step)))
                .collect();
            if !gone.is_empty() {
                record = record.changed(|period: &mut Period| {
                    for (step, count) in gone {
                        period.counts.insert(step, *count);
                    }
                });
            }
        }
        for (key, named) in base.named(part) {
            let names = record.names();
            let is_empty = names
                .iter()
                .any(|(known, _, id)| *known == key && id.is_none());
            if is_empty && is_deleted(&named) {
                record = record.with_name(key, named.ids().first().copied());
            }
        }
        record
    }

    /// The fields of a cell; `None` when nobody would miss it.
    fn cell(&mut self, part: &Part, solution: Id, step: Id) -> Option<PartRecord> {
        let versions = self.versions;
        let [mine, theirs] = Side::BOTH.map(|side| versions.of(side).cell(solution, step));
        let (Some(mine), Some(theirs)) = (mine, theirs) else {
            let records = Side::BOTH.map(|side| versions.of(side).record(part));
            return records.into_iter().flatten().next().cloned();
        };
        let [base, mine, theirs] = [versions.base.cell(solution, step), Some(mine), Some(theirs)]
            .map(|cell| cell.map(|cell| PartRecord::bare(&*cell)));
        let merged = self.merged(part, base.as_ref(), &mine?, &theirs?);
        let mut cell = merged.arc::<Cell>()?;
        for ((marked, mark), side) in &self.disputes.marks {
            if marked == part {
                let is_set = self.side(&ConflictKey::field(part, mark.field())) == *side;
                if is_set && *mark == Mark::NothingHere {
                    // The notes of the other side stay out: they do not make the step exist either.
                    let marked = versions.of(*side).cell(solution, step);
                    Arc::make_mut(&mut cell).applies = marked.is_none_or(|cell| cell.applies);
                }
                if mark.is_set(&cell) != is_set {
                    let cell = Arc::make_mut(&mut cell);
                    match mark {
                        Mark::NothingHere => cell.nothing_here = is_set,
                        Mark::NoSuchStep => cell.applies = !is_set,
                    }
                }
            }
        }
        let [base, mine, theirs] = versions.all().map(|version| version.has(part));
        let is_written = if mine == base { theirs } else { mine };
        (is_written || !cell.is_blank()).then(|| PartRecord::bare(&*cell))
    }

    fn baseline(&mut self, part: &Part, journey: Id) -> Option<PartRecord> {
        let versions = self.versions;
        let marked = |version: &VersionParts| match version.record(part) {
            Some(record) => record.clone(),
            None => PartRecord::bare(&Baseline::of(None)),
        };
        let is_there = |version: &VersionParts| version.has(&Part::journey(journey));
        let base = is_there(&versions.base).then(|| marked(&versions.base));
        let (mine, theirs) = match Side::BOTH.map(|side| is_there(versions.of(side))) {
            [true, true] => (marked(&versions.mine), marked(&versions.theirs)),
            [true, false] => return Some(marked(&versions.mine)),
            _ => return Some(marked(&versions.theirs)),
        };
        let merged = self.merged(part, base.as_ref(), &mine, &theirs);
        // The one that was chosen may be gone.
        [merged, mine, theirs]
            .into_iter()
            .chain(base)
            .find(|record| {
                let baseline = record.get::<Baseline>();
                let solution = baseline.and_then(|baseline| baseline.baseline);
                solution.is_none_or(|id| self.is_present(&Part::solution(id)))
            })
    }

    /// What names something that is gone names nothing; what does not go with the place is what it is
    /// called where the place comes from.
    fn made_valid(&self, part: &Part, list: List, mut record: PartRecord) -> PartRecord {
        let versions = [
            &self.versions.mine,
            &self.versions.theirs,
            &self.versions.base,
        ];
        for (key, reference, id) in record.names() {
            let Some(id) = id else { continue };
            let mut kinds = reference.kinds.iter();
            if kinds.any(|kind| self.is_present(&Part::Thing(*kind, id))) {
                continue;
            }
            let named = versions.into_iter().flat_map(|version| version.named(part));
            let mut others = named.filter(|(known, named)| *known == key && self.is_present(named));
            let other = others.find_map(|(_, named)| named.ids().first().copied());
            record = record.with_name(key, other);
        }
        if let Some(period) = record.get::<Period>() {
            let steps = period.counts.iter().map(|(step, _)| step);
            let gone: Vec<Id> = steps
                .filter(|step| !self.is_present(&Part::step(*step)))
                .collect();
            if !gone.is_empty() {
                record = record.changed(|period: &mut Period| {
                    for step in gone {
                        period.counts.remove(step);
                    }
                });
            }
        }
        if let Some(note) = record.get::<Note>()
            && !goes_with(note.kind, list)
        {
            let first = self.side(&ConflictKey::place(part));
            let from = [first, first.other()].map(|side| self.versions.of(side));
            let mut from = from.into_iter().chain([&self.versions.base]);
            let kind = from
                .find(|version| version.list_of(part) == Some(list))
                .and_then(|version| version.kind(part));
            let kind = kind.filter(|kind| goes_with(Some(*kind), list));
            record = record.changed(|note: &mut Note| note.kind = kind);
        }
        record
    }

    fn orders(&mut self) {
        let mut members: HashMap<List, usize> = HashMap::new();
        for list in self.resolved.lists.values() {
            *members.entry(*list).or_default() += 1;
        }
        members.remove(&List::Single);
        for list in members.into_keys() {
            let [base, mine, theirs] = self.versions.all().map(|version| {
                let parts = version.in_list(list).iter();
                let here = parts.filter(|part| self.resolved.lists.get(part) == Some(&list));
                here.collect::<Vec<_>>()
            });
            let prefers_theirs = self.side(&ConflictKey::order(list)) == Side::Theirs;
            let (order, is_conflict) = order::merge(&base, &mine, &theirs, prefers_theirs);
            if is_conflict {
                self.resolved.unordered.push(list);
            }
            let order = order.into_iter().cloned().collect();
            self.resolved.orders.insert(list, order);
        }
    }
}

fn cell_of(place: Place) -> Option<Part> {
    match place {
        Place::Lane { solution, step, .. } => Some(Part::Cell { solution, step }),
        Place::Row { .. } | Place::Field { .. } => None,
    }
}
