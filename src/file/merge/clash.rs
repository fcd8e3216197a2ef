//! The same id for different things: two programs may choose the same, and a file may be written by
//! hand. The thing of one side gets another id before the merge, and everything that names it follows.

use super::parts::{List, Part, VersionParts};
use crate::model::{
    ById, FieldInfo, Id, Links, Period, Project, Record, SharedList, Thing, ThingKind, WalkMut,
    as_a_mut,
};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What an id stands for, and for what stands in a journey in which.
type Meaning = (&'static str, Option<Id>);

fn things(version: &VersionParts) -> HashMap<Id, Meaning> {
    let things = version.parts.iter().filter_map(|(part, entry)| {
        let (id, key) = match part {
            Part::Thing(kind, id) => (*id, kind.info().key),
            Part::Note(id) => (*id, "note"),
            Part::Project
            | Part::Baseline(_)
            | Part::Cell { .. }
            | Part::Period { .. }
            | Part::Link { .. } => return None,
        };
        // Cells and counts are keyed by the steps of their own journey.
        let mut journey = None;
        if let List::Things(kind, Some(id)) = entry.list
            && kind.info().holder == Some(ThingKind::Journey)
        {
            journey = Some(id);
        }
        Some((id, (key, journey)))
    });
    things.collect()
}

/// The ids of each side that stand for something else on the other, with the ids they are to have.
pub(super) fn clashes(
    base: &VersionParts,
    mine: &VersionParts,
    theirs: &VersionParts,
) -> [HashMap<Id, Id>; 2] {
    let [base, mine, theirs] = [base, mine, theirs].map(things);
    let mut renamed = [HashMap::new(), HashMap::new()];
    let mut taken = HashSet::new();
    let mut clashing: Vec<(Id, Meaning, Meaning)> = mine
        .iter()
        .filter_map(|(id, mine)| Some((*id, *mine, *theirs.get(id)?)))
        .filter(|(_, mine, theirs)| mine != theirs)
        .collect();
    clashing.sort_unstable();
    for (id, mine_thing, theirs_thing) in clashing {
        // Whichever side it is on, the same one keeps the id.
        let stays = match base.get(&id) {
            Some(base) if *base == mine_thing || *base == theirs_thing => *base,
            _ => mine_thing.min(theirs_thing),
        };
        let side = usize::from(mine_thing == stays);
        let is_free = |id: &Id| {
            let known = [&base, &mine, &theirs];
            !known.iter().any(|things| things.contains_key(id)) && !taken.contains(id)
        };
        if let Some(free) = (0..u64::MAX).map(|nth| id.derived(nth)).find(is_free) {
            taken.insert(free);
            renamed[side].insert(id, free);
        }
    }
    renamed
}

/// Gives things other ids, wherever they are named.
pub(super) fn rename(project: &mut Project, ids: &HashMap<Id, Id>) {
    let renames = Renames(ids);
    project.shelves_mut(|_, notes| {
        for note in notes.iter_mut().filter(|note| ids.contains_key(&note.id)) {
            renames.change(&mut Arc::make_mut(note).id);
        }
    });
    project.walk_mut(&mut Renames(ids));
}

struct Renames<'i>(&'i HashMap<Id, Id>);

impl Renames<'_> {
    fn change(&self, id: &mut Id) {
        *id = self.0.get(id).copied().unwrap_or(*id);
    }
}

impl WalkMut for Renames<'_> {
    fn names(&mut self, _: &'static FieldInfo, id: &mut Option<Id>) {
        if let Some(id) = id {
            self.change(id);
        }
    }

    fn things<T: Thing>(&mut self, things: &mut Vec<Arc<T>>) {
        for thing in things {
            let thing = Arc::make_mut(thing);
            self.change(thing.id_mut());
            thing.walk_mut(self);
        }
    }

    fn by_step<T: Record>(&mut self, records: &mut ById<Arc<T>>) {
        *records = renamed_keys(records, self.0);
    }

    fn listed<T: Record>(&mut self, list: &mut Vec<Arc<T>>) {
        let periods = as_a_mut::<Vec<Arc<Period>>>(list);
        for period in periods.into_iter().flatten() {
            let period = Arc::make_mut(period);
            period.counts = renamed_keys(&period.counts, self.0);
        }
    }

    fn shared<T: Record>(&mut self, list: &mut SharedList<T>) {
        let links = as_a_mut::<Links>(list).map(SharedList::to_mut);
        for link in links.into_iter().flatten() {
            self.change(&mut link.from);
            self.change(&mut link.to);
        }
    }
}

fn renamed_keys<T: Clone>(values: &ById<T>, ids: &HashMap<Id, Id>) -> ById<T> {
    let mut renamed = ById::default();
    for (id, value) in values.iter() {
        renamed.insert(ids.get(&id).copied().unwrap_or(id), value.clone());
    }
    renamed
}
