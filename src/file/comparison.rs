//! What differs between two versions that are taken apart, part by part, as sentences.

use super::merge::fields::{self, ChangedField};
use super::merge::order;
use super::merge::parts::{List, Part, VersionParts};
use super::merge::record::{Baseline, PartRecord};
use super::merge::words::{Label, Names, label, what};
use crate::model::words::{capitalised, counted};
use crate::model::{Cell, Project, all, shortened};
use std::collections::{HashMap, HashSet};
use strum::{EnumCount, VariantArray};

/// What happened to a part of a project.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, EnumCount, VariantArray)]
pub enum ChangeKind {
    /// It was not there before.
    Added,
    /// It is not there any more.
    Removed,
    /// It stands elsewhere.
    Moved,
    /// One of its fields is another.
    Changed,
}

impl ChangeKind {
    /// All, in the order they are counted.
    pub const ALL: [Self; Self::COUNT] = all(Self::VARIANTS);

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "deleted",
            Self::Moved => "moved",
            Self::Changed => "changed",
        }
    }
}

/// One difference.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// To what, in one word for counting: "note", "step".
    pub what: &'static str,
    /// A sentence for people.
    pub sentence: String,
    pub(super) part: Part,
    /// The same in few words, where it is known what it is about.
    pub(super) brief: Option<String>,
}

pub(super) fn of_project(sentence: String) -> Change {
    Change {
        kind: ChangeKind::Changed,
        what: what(&Part::Project),
        sentence,
        part: Part::Project,
        brief: None,
    }
}

/// What differs between two versions with the same scale, in reading order.
pub(super) fn changes(
    before: (&Project, &VersionParts),
    after: (&Project, &VersionParts),
) -> Vec<Change> {
    let comparison = PartByPart {
        before: before.1,
        after: after.1,
        old_names: Names::new(vec![before, after]),
        new_names: Names::new(vec![after, before]),
    };
    comparison.changes()
}

struct PartByPart<'a> {
    before: &'a VersionParts,
    after: &'a VersionParts,
    /// As things were called before.
    old_names: Names<'a>,
    new_names: Names<'a>,
}

impl PartByPart<'_> {
    fn changes(&self) -> Vec<Change> {
        let mut changes: Vec<(usize, Change)> = Vec::new();
        let moved = self.moved_in_lists(&mut changes);
        let inside = [
            notes_inside(self.after, self.before),
            notes_inside(self.before, self.after),
        ];
        for (part, entry) in &self.after.parts {
            let found = match self.before.parts.get(part) {
                None if part.is_implied() => self.fields(part),
                None => self
                    .added(part, inside[0].get(part).copied())
                    .into_iter()
                    .collect(),
                Some(old) if old.list == entry.list && old.record == entry.record => Vec::new(),
                Some(old) => {
                    let mut found = Vec::new();
                    if old.list != entry.list {
                        found.push(self.moved_between(part, old.list, entry.list));
                    }
                    found.extend(self.fields(part));
                    found
                }
            };
            let position = moved
                .contains(part)
                .then(|| self.moved_within(part, entry.list));
            let found = position.into_iter().chain(found);
            changes.extend(found.map(|change| (entry.rank, change)));
        }
        for (part, entry) in &self.before.parts {
            if self.after.has(part) {
                continue;
            }
            let found = if part.is_implied() {
                self.fields(part)
            } else {
                let inside = inside[1].get(part).copied();
                self.removed(part, inside).into_iter().collect()
            };
            changes.extend(found.into_iter().map(|change| (entry.rank, change)));
        }
        changes.sort_by(|(one_rank, one), (other_rank, other)| {
            (one_rank, &one.part).cmp(&(other_rank, &other.part))
        });
        changes.into_iter().map(|(_, change)| change).collect()
    }

    /// Parts that stand elsewhere in the same list. Nobody sees the order of links: it is told once.
    fn moved_in_lists(&self, changes: &mut Vec<(usize, Change)>) -> HashSet<Part> {
        let mut moved = HashSet::new();
        for (list, after) in &self.after.lists {
            let before = self.before.in_list(*list);
            if before == after {
                continue;
            }
            let found = order::moved(before, after);
            if *list == List::Links {
                if !found.is_empty() {
                    let sentence = "The links stand in another order.".to_owned();
                    changes.push((usize::MAX, of_project(sentence)));
                }
            } else {
                moved.extend(found);
            }
        }
        moved
    }

    fn change(kind: ChangeKind, part: &Part, sentence: &str) -> Change {
        Change {
            kind,
            what: what(part),
            sentence: format!("{}.", capitalised(sentence)),
            part: part.clone(),
            brief: None,
        }
    }

    /// Nothing for what came with something larger.
    fn added(&self, part: &Part, notes: Option<usize>) -> Option<Change> {
        let is_link = matches!(part, Part::Link { .. });
        let holders = self.after.holders(part);
        if !is_link && holders.iter().any(|holder| !self.before.has(holder)) {
            return None;
        }
        let one = self.new_names.one(part);
        let where_to = match (part, self.new_names.whereabouts(part)) {
            (_, Some(place)) => format!(" to “{place}”"),
            (Part::Thing(kind, _), None) if kind.info().is_column => {
                format!(" {}", self.position(part))
            }
            _ => String::new(),
        };
        let sentence = format!("{one} was added{where_to}{}", with_notes(notes));
        let mut change = Self::change(ChangeKind::Added, part, &sentence);
        if is_link {
            change.brief = Some("a link was added".to_owned());
        }
        Some(change)
    }

    fn removed(&self, part: &Part, notes: Option<usize>) -> Option<Change> {
        let holders = self.before.holders(part);
        if holders.iter().any(|holder| !self.after.has(holder)) {
            return None;
        }
        let one = self.old_names.one(part);
        let from = self.old_names.whereabouts(part);
        let from = from
            .map(|place| format!(" from “{place}”"))
            .unwrap_or_default();
        let sentence = format!("{one} was deleted{from}{}", with_notes(notes));
        Some(Self::change(ChangeKind::Removed, part, &sentence))
    }

    fn moved_between(&self, part: &Part, old: List, new: List) -> Change {
        let one = self.old_names.one(part);
        let name = |names: &Names<'_>, list: List| match list.place() {
            Some(_) => names.whereabouts(part).unwrap_or_default(),
            None => {
                let holder = list.holders().into_iter().next();
                holder.map(|holder| names.name(&holder)).unwrap_or_default()
            }
        };
        let (old, new) = (name(&self.old_names, old), name(&self.new_names, new));
        let sentence = format!("{one} moved from “{old}” to “{new}”");
        let mut change = Self::change(ChangeKind::Moved, part, &sentence);
        change.brief = Some(format!("moved to “{new}”"));
        change
    }

    fn moved_within(&self, part: &Part, list: List) -> Change {
        let one = self.new_names.one(part);
        let sentence = match list {
            List::Notes(_) => {
                let place = self.new_names.whereabouts(part).unwrap_or_default();
                format!("{one} moved within “{place}”")
            }
            List::Single | List::Things(..) | List::Periods(_) | List::Links => {
                format!("{one} moved {}", self.position(part))
            }
        };
        Self::change(ChangeKind::Moved, part, &sentence)
    }

    /// "after “Decide”", "at the beginning".
    fn position(&self, part: &Part) -> String {
        let list = self.after.list_of(part).unwrap_or(List::Single);
        let parts = self.after.in_list(list);
        let at = parts.iter().position(|known| known == part).unwrap_or(0);
        match at.checked_sub(1) {
            Some(before) => format!("after “{}”", self.new_names.name(&parts[before])),
            None => "at the beginning".to_owned(),
        }
    }

    fn fields(&self, part: &Part) -> Vec<Change> {
        let [old, new] = [self.before, self.after].map(|version| match part {
            // Absent ones say what empty ones say.
            Part::Cell { .. } if !version.has(part) => Some(PartRecord::bare(&Cell::default())),
            Part::Baseline(_) if !version.has(part) => Some(PartRecord::bare(&Baseline::of(None))),
            part => version.record(part).cloned(),
        });
        let (Some(old), Some(new)) = (old, new) else {
            return Vec::new();
        };
        // The cells of a step that came or went say nothing of their own.
        let is_whole = |version: &VersionParts, other: &VersionParts| {
            let mut holders = version.holders(part).into_iter();
            holders.all(|holder| other.has(&holder))
        };
        if !is_whole(self.before, self.after) || !is_whole(self.after, self.before) {
            return Vec::new();
        }
        let changed = fields::changed(part.info(), &old.to_json(), &new.to_json());
        let mut changes: Vec<Change> = Vec::new();
        let mut is_newer_told = false;
        for field in changed {
            let is_newer = matches!(label(part, &field.0), Label::Unknown);
            if !(is_newer && is_newer_told) {
                changes.push(self.field(part, &field));
            }
            is_newer_told |= is_newer;
        }
        changes
    }

    fn field(&self, part: &Part, (path, old, new): &ChangedField) -> Change {
        let names = &self.old_names;
        let subject = names.subject(part);
        let mut brief = None;
        let sentence = match label(part, path) {
            Label::Field("name") if *part != Part::Project => {
                let new = self
                    .new_names
                    .value(part, path, new.as_ref())
                    .unwrap_or_default();
                if new.trim().is_empty() {
                    format!("{} has no name any more", names.one(part))
                } else {
                    format!("{} is now called “{}”", names.one(part), shortened(&new))
                }
            }
            Label::Field(_) | Label::Count(_) => {
                let shown = |names: &Names<'_>, value| {
                    let words = names.value(part, path, value)?;
                    let is_number = words.parse::<f64>().is_ok();
                    Some(if is_number {
                        words
                    } else if words.trim().is_empty() {
                        "empty".to_owned()
                    } else {
                        format!("“{}”", shortened(&words))
                    })
                };
                let is_text = path == "text" || path.ends_with("sentence");
                let new_words = shown(&self.new_names, new.as_ref());
                let old_words = shown(names, old.as_ref())
                    .filter(|_| old.is_some() || says_at_first(part, path))
                    .filter(|_| !is_text);
                let field = names.field(part, path);
                if !is_text {
                    let label = field.split(" of ").next().unwrap_or(&field);
                    let label = label.trim_start_matches("the ");
                    let new = new_words.as_deref().unwrap_or("taken away");
                    brief = Some(format!("{label} {new}"));
                }
                match (new_words, old_words) {
                    (Some(new), Some(old)) => format!("{field} is now {new} instead of {old}"),
                    (Some(new), None) => format!("{field} is now {new}"),
                    (None, Some(old)) => format!("{field} was taken away; it was {old}"),
                    (None, None) => format!("{field} was taken away"),
                }
            }
            Label::YesNo(flag) => {
                // What is not written is what it is at first.
                let initial = || part.info().field(path).map(|field| (field.initial)());
                let new = new.as_ref().map(|value| value.get().to_owned());
                let is_on = new.or_else(initial).is_some_and(|json| json == "true");
                let sentence = if is_on { flag.on } else { flag.off };
                sentence.replace("{}", &subject)
            }
            Label::Unknown => format!("fields of a newer version changed in {subject}"),
        };
        Change {
            brief,
            ..Self::change(ChangeKind::Changed, part, &sentence)
        }
    }
}

/// Whether a field that is not written has a value in words of its own.
fn says_at_first(part: &Part, path: &str) -> bool {
    let field = part.info().field(path);
    field.is_some_and(|field| (field.told)(&(field.initial)()).is_some())
}

fn with_notes(notes: Option<usize>) -> String {
    match notes {
        None | Some(0) => String::new(),
        Some(notes) => format!(" with {}", counted(notes, "note")),
    }
}

/// How many notes that the other version has not stand in each part that it has not.
fn notes_inside(version: &VersionParts, other: &VersionParts) -> HashMap<Part, usize> {
    let mut inside = HashMap::new();
    for part in version.parts.keys() {
        if !matches!(part, Part::Note(_)) || other.has(part) {
            continue;
        }
        let mut above = version.holders(part);
        let mut seen = HashSet::new();
        while let Some(holder) = above.pop() {
            above.extend(version.holders(&holder));
            if !other.has(&holder) && seen.insert(holder.clone()) {
                *inside.entry(holder).or_default() += 1;
            }
        }
    }
    inside
}
