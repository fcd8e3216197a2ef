//! What differs between two versions of a project, as sentences.

use super::merge::fields::{self, ChangedField};
use super::merge::order;
use super::merge::parts::{List, Part, Record, Version};
use super::merge::words::{Label, Names, capitalised, label, what};
use crate::model::words::{self, counted};
use crate::model::{Cell, Project, shortened};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What happened to a part of a project.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
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
    pub const ALL: [Self; 4] = [Self::Added, Self::Removed, Self::Moved, Self::Changed];

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

/// Everything that differs between two versions; nothing when they are equal. Merges that are not
/// finished (`merging`) are no part of the versions.
pub fn difference(before: &Project, after: &Project) -> Vec<Change> {
    let mut old = before.clone();
    // Scores that were only converted say nothing.
    old.convert_to_scale(&after.scale);
    let (old_parts, new_parts) = (Version::of(&old), Version::of(after));
    let mut changes = scale(before, after);
    changes.extend(self::changes((&old, &old_parts), (after, &new_parts)));
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

fn of_project(sentence: String) -> Change {
    Change {
        kind: ChangeKind::Changed,
        what: what(&Part::Project),
        sentence,
        part: Part::Project,
        brief: None,
    }
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

/// What differs between two versions with the same scale, in reading order.
pub(super) fn changes(before: (&Project, &Version), after: (&Project, &Version)) -> Vec<Change> {
    let comparison = Comparison {
        before: before.1,
        after: after.1,
        old_names: Names::new(vec![before, after]),
        new_names: Names::new(vec![after, before]),
    };
    comparison.changes()
}

struct Comparison<'a> {
    before: &'a Version,
    after: &'a Version,
    /// As things were called before.
    old_names: Names<'a>,
    new_names: Names<'a>,
}

impl Comparison<'_> {
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
            (Part::Step(_) | Part::Job(_), None) => format!(" {}", self.position(part)),
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
            _ => format!("{one} moved {}", self.position(part)),
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
            Part::Cell { .. } if !version.has(part) => Some(Record::Cell(Arc::<Cell>::default())),
            Part::Baseline(_) if !version.has(part) => Some(Record::Baseline(None)),
            part => version.record(part).cloned(),
        });
        let (Some(old), Some(new)) = (old, new) else {
            return Vec::new();
        };
        // The cells of a step that came or went say nothing of their own.
        let is_whole = |version: &Version, other: &Version| {
            let mut holders = version.holders(part).into_iter();
            holders.all(|holder| other.has(&holder))
        };
        if !is_whole(self.before, self.after) || !is_whole(self.after, self.before) {
            return Vec::new();
        }
        let changed = fields::changed(part.name(), &old.to_json(), &new.to_json());
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
        let is_set = new.as_ref().is_some_and(|value| value.get() == "true");
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
                    .filter(|_| old.is_some() || path == "evidence" || path == "aggregation")
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
            Label::MomentOfTruth if is_set => format!("{subject} is now a moment of truth"),
            Label::MomentOfTruth => format!("{subject} is no longer a moment of truth"),
            // Only what is not there is written.
            Label::Applies if new.is_some() => format!("there is no longer {subject}"),
            Label::Applies => format!("there is now {subject}"),
            Label::NothingHere if is_set => format!("{subject} is now marked “nothing here”"),
            Label::NothingHere => format!("{subject} is no longer marked “nothing here”"),
            Label::Unknown => format!("fields of a newer version changed in {subject}"),
        };
        Change {
            brief,
            ..Self::change(ChangeKind::Changed, part, &sentence)
        }
    }
}

fn with_notes(notes: Option<usize>) -> String {
    match notes {
        None | Some(0) => String::new(),
        Some(notes) => format!(" with {}", counted(notes, "note")),
    }
}

/// How many notes that the other version has not stand in each part that it has not.
fn notes_inside(version: &Version, other: &Version) -> HashMap<Part, usize> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit;
    use crate::model::{
        Decimal, Id, Link, Note, Place, Relation, Row, Scale, Step, Target, Unknown,
    };

    fn tool_rental() -> Project {
        crate::file::read(include_bytes!("../../assets/examples/tool-rental.vjourney")).unwrap()
    }

    fn id(text: &str) -> Id {
        text.parse().unwrap()
    }

    fn row(job: &str, row: Row) -> Place {
        Place::Row { job: id(job), row }
    }

    /// What is said after an edit, and what undoing it would say is there as well.
    fn told(edit: impl FnOnce(&mut Project)) -> Vec<String> {
        let before = tool_rental();
        let mut after = before.clone();
        edit(&mut after);
        assert!(!difference(&after, &before).is_empty());
        let changes = difference(&before, &after).into_iter();
        changes.map(|change| change.sentence).collect()
    }

    #[test]
    fn equal_projects_do_not_differ() {
        assert_eq!(difference(&tool_rental(), &tool_rental()), []);
        assert_eq!(summary(&[]), "nothing");
    }

    #[test]
    fn a_moved_note_is_told_with_both_places() {
        let told = told(|project| {
            edit::move_notes(project, &[id("n32")], row("drillit", Row::Friction), 0);
        });
        assert_eq!(
            told,
            [
                "The friction “Photos do not show what it can drill” moved from “Points of friction · Choose a tool for a job I do twice a ye…” to “Points of friction · Drill forty holes in one weekend”."
            ]
        );
    }

    #[test]
    fn a_note_moved_among_its_neighbours_is_told_once() {
        let told = told(|project| {
            edit::move_notes(project, &[id("n29")], row("choose", Row::Touchpoints), 2);
        });
        assert_eq!(told.len(), 1);
        assert!(
            told[0].contains("moved within “Key touchpoints"),
            "{told:?}"
        );
    }

    #[test]
    fn a_score_is_told_with_the_one_before() {
        let told = told(|project| {
            let found = project
                .all_notes()
                .find(|(_, note)| note.score == Some(Decimal::whole(3)));
            let (place, note) = found.map(|(place, note)| (place, note.id)).unwrap();
            edit::set_score(project, place, note, Some(Decimal::whole(2)));
        });
        assert_eq!(told.len(), 1);
        assert!(
            told[0].starts_with("The score of the sacrifice “"),
            "{told:?}"
        );
        assert!(told[0].ends_with("is now 2 instead of 3."), "{told:?}");
    }

    #[test]
    fn a_new_step_is_told_with_the_one_before_it() {
        let told = told(|project| {
            let journey = project.journeys[0].id;
            edit::insert_step(project, journey, 1, Step::new("Pay"));
        });
        assert_eq!(told, ["The step “Pay” was added after “Decide”."]);
    }

    #[test]
    fn what_stood_in_something_deleted_is_counted_not_listed() {
        let told = told(|project| edit::delete_job(project, id("choose")));
        assert_eq!(
            told,
            ["The job “Choose a tool for a job I do twice a ye…” was deleted with 8 notes."]
        );
    }

    #[test]
    fn converted_scores_are_not_told() {
        let told = told(|project| edit::change_scale(project, Scale::preset(5)));
        assert_eq!(told, ["The scale now goes to 5 instead of 3."]);
    }

    #[test]
    fn names_texts_and_marks_are_told() {
        let told = told(|project| {
            let (journey, step) = (project.journeys[0].id, project.journeys[0].steps[5].id);
            let rent = project.journeys[0].solutions[1].id;
            edit::write(project, Target::StepName(step), None, "Keep").unwrap();
            edit::write(project, Target::Basis(journey), None, "two years").unwrap();
            edit::toggle_no_such_step(project, rent, step);
            edit::set_baseline(project, rent);
        });
        assert_eq!(told.len(), 4, "{told:?}");
        assert!(
            told.contains(&"The step “Maintain” is now called “Keep”.".to_owned()),
            "{told:?}"
        );
        assert!(
            told.iter()
                .any(|told| told.starts_with("The basis of the journey “")
                    && told.contains("is now “two years” instead of “"))
        );
        assert!(
            told.iter()
                .any(|told| told.starts_with("There is now the step “Maintain”"))
        );
        assert!(
            told.iter()
                .any(|told| told.contains("is now “Use” instead of “Buy”")),
            "{told:?}"
        );
    }

    #[test]
    fn a_link_is_told_with_both_ends() {
        let told = told(|project| {
            project.links.to_mut().insert(
                0,
                Link {
                    from: id("n33"),
                    to: id("n34"),
                    relation: Relation::Widens,
                    delta: None,
                    unknown: Unknown::default(),
                },
            );
        });
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(
            told[0].starts_with("The link “the friction “Phone"),
            "{told:?}"
        );
        assert!(told[0].ends_with("was added."), "{told:?}");
    }

    #[test]
    fn fields_of_a_newer_version_are_told_without_what_is_in_them() {
        let before = tool_rental();
        let text = include_str!("../../assets/examples/tool-rental.vjourney");
        let newer = text.replacen(
            "\"id\": \"n29\",",
            "\"id\": \"n29\", \"mood\": {\"x\": 1},",
            1,
        );
        let after = crate::file::read(newer.as_bytes()).unwrap();
        let told = difference(&before, &after);
        assert_eq!(told.len(), 1);
        assert!(
            told[0]
                .sentence
                .starts_with("Fields of a newer version changed in the touchpoint")
        );
    }

    #[test]
    fn a_summary_counts_each_part_once() {
        let before = tool_rental();
        let mut after = before.clone();
        let touchpoints = row("choose", Row::Touchpoints);
        let new = ["a", "b", "c"]
            .map(|text| Arc::new(Note::new(text)))
            .to_vec();
        edit::insert_notes(&mut after, touchpoints, 0, new);
        edit::write(&mut after, Target::Note(id("n30")), Some(touchpoints), "x").unwrap();
        edit::write(
            &mut after,
            Target::NoteSource(id("n30")),
            Some(touchpoints),
            "y",
        )
        .unwrap();
        let step = after.journeys[0].steps[0].id;
        edit::write(&mut after, Target::StepName(step), None, "z").unwrap();
        assert_eq!(
            summary(&difference(&before, &after)),
            "3 notes added, 1 changed, 1 step changed"
        );
    }

    #[test]
    fn every_field_of_the_model_has_a_name() {
        use crate::model::{Field, Id, Lane, RECORDS, Relation, Row};
        let [id, other] = [Id::random(), Id::random()];
        let period = Part::Period {
            journey: id,
            name: "2026".into(),
            nth: 0,
        };
        let link = Part::Link {
            from: id,
            to: other,
            relation: Relation::Closes,
            nth: 0,
        };
        let cell = Part::Cell {
            solution: id,
            step: other,
        };
        // Lists of parts are told by their parts.
        let of_parts = [
            "jobs",
            "steps",
            "solutions",
            "periods",
            "personas",
            "value_maps",
            "journeys",
            "links",
            "cells",
        ];
        let keys = Lane::ALL.map(|lane| lane.info().key).into_iter();
        let keys = keys.chain(Row::ALL.map(|row| row.info().key));
        let notes: HashSet<&str> = keys.collect();
        for (record, known) in RECORDS {
            let (part, within) = match record {
                "project" | "scale" => (Part::Project, ""),
                "persona" => (Part::Persona(id), ""),
                "value_map" => (Part::Map(id), ""),
                "job" => (Part::Job(id), ""),
                "job_statement" => (Part::Job(id), "job."),
                "outcome_statement" => (Part::Job(id), "outcome."),
                "journey" => (Part::Journey(id), ""),
                "step" => (Part::Step(id), ""),
                "solution" => (Part::Solution(id), ""),
                "cell" => (cell.clone(), ""),
                "period" => (period.clone(), ""),
                "note" => (Part::Note(id), ""),
                "link" => (link.clone(), ""),
                // Nothing but notes.
                "empathy" => {
                    assert_eq!(known.len(), Field::ALL.len());
                    continue;
                }
                // No part of the versions that are compared.
                "merging" => continue,
                other => panic!("{other} is new: which part is it?"),
            };
            for (field, _) in known {
                let path = format!("{within}{field}");
                let is_told = match (record, *field) {
                    (_, "id") | ("project", "format" | "version" | "merging") => true,
                    // One sentence for the whole scale.
                    ("scale", _) => !matches!(label(&Part::Project, "scale"), Label::Unknown),
                    // Told field by field.
                    ("job", "job" | "outcome") | ("persona", "empathy") => true,
                    ("solution", "baseline") => {
                        !matches!(label(&Part::Baseline(id), "baseline"), Label::Unknown)
                    }
                    // What a period and a link are known by makes another one when it changes.
                    ("period", "name") | ("link", "from" | "to" | "relation") => true,
                    ("period", "counts") => {
                        let count = format!("counts.{other}");
                        matches!(label(&part, &count), Label::Count(_))
                    }
                    (_, field) if of_parts.contains(&field) || notes.contains(field) => true,
                    _ => !matches!(label(&part, &path), Label::Unknown),
                };
                assert!(is_told, "{field} of a {record} has no name");
            }
        }
    }
}
