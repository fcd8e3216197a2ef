//! Find and replace, over everything that is text.

use super::write::write;
use crate::model::{Id, MAX_TEXT, Place, Project, Target, texts};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// One place where a text was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Match {
    /// Where it stands.
    pub target: Target,
    /// Bytes of the text.
    pub range: Range<usize>,
}

/// Where `needle` stands in a text, whatever its case. Letters are compared one by one as they are
/// met: a copy in lower case would have other lengths than the text.
fn ranges(text: &str, needle: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if needle.is_empty() {
        return found;
    }
    let mut letters = text.chars();
    loop {
        let at = text.len() - letters.as_str().len();
        if let Some(rest) = after(letters.as_str(), needle) {
            found.push(at..text.len() - rest.len());
            letters = rest.chars();
        } else if letters.next().is_none() {
            return found;
        }
    }
}

/// What follows `needle` in a text that begins with it, whatever its case.
fn after<'a>(text: &'a str, needle: &str) -> Option<&'a str> {
    let mut letters = text.chars();
    for wanted in needle.chars() {
        let letter = letters.next()?;
        if letter != wanted && !letter.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    Some(letters.as_str())
}

/// Every place where a text stands, whatever its case, in the order of [`texts`].
pub fn find(project: &Project, needle: &str) -> Vec<Match> {
    let mut found = Vec::new();
    texts(project, |target, text| {
        let ranges = ranges(&text, needle).into_iter();
        found.extend(ranges.map(|range| Match { target, range }));
    });
    found
}

/// Replaces the given matches, which must be of this value; `place` says where a note stands. A text
/// that would grow too long is left as it was. Returns how many were replaced.
pub fn replace(
    project: &mut Project,
    place: &dyn Fn(Id) -> Option<Place>,
    matches: &[Match],
    with: &str,
) -> usize {
    let mut wanted: HashMap<Target, Vec<&Match>> = HashMap::new();
    for found in matches {
        wanted.entry(found.target).or_default().push(found);
    }
    let mut changed = Vec::new();
    texts(project, |target, text| {
        let matches = wanted.get(&target);
        let text = matches.and_then(|matches| replaced(&text, matches, with));
        changed.extend(text.map(|text| (target, text)));
    });
    // Notes are changed place by place, each place once: looking each one up would take the square
    // of their number.
    let mut count = 0;
    let mut in_places: HashMap<Place, HashMap<Id, Vec<(Target, String)>>> = HashMap::new();
    for (target, text) in changed {
        let Some(id) = target.note() else {
            if write(project, target, None, &text).is_ok() {
                count += wanted[&target].len();
            }
            continue;
        };
        if let Some(place) = place(id) {
            let notes = in_places.entry(place).or_default();
            notes.entry(id).or_default().push((target, text));
        }
    }
    for (place, mut texts) in in_places {
        for note in project.notes_mut(place).into_iter().flatten() {
            for (target, text) in texts.remove(&note.id).into_iter().flatten() {
                count += wanted[&target].len();
                if let Some((_, key)) = target.address() {
                    Arc::make_mut(note).set_text(key, text);
                }
            }
        }
    }
    count
}

/// `None` when the text would be longer than [`MAX_TEXT`].
fn replaced(text: &str, matches: &[&Match], with: &str) -> Option<String> {
    let (mut after, mut from) = (String::with_capacity(text.len()), 0);
    for Match { range, .. } in matches.iter().copied() {
        if let Some(kept) = text.get(from..range.start)
            && text.get(range.clone()).is_some()
            && after.len() <= MAX_TEXT
        {
            after.push_str(kept);
            after.push_str(with);
            from = range.end;
        }
    }
    after.push_str(&text[from..]);
    (after.len() <= MAX_TEXT).then_some(after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Document, insert_notes};
    use crate::model::{Note, Owner, Row, Template, TextKey, ThingKind};

    fn document() -> Document {
        let bytes = include_bytes!("../../assets/examples/tool-rental.vjourney");
        Document::new(Arc::new(crate::file::read(bytes).unwrap()))
    }

    #[test]
    fn text_is_found_whatever_its_case() {
        let document = document();
        let found = find(document.project(), "CARRY IT");
        assert_eq!(found.len(), 2);
        assert!(
            found
                .iter()
                .all(|found| matches!(found.target, Target::Note(_)))
        );
        assert_eq!(find(document.project(), ""), []);
        assert_eq!(
            ranges("eine Straße STRASSE", "straße").first(),
            Some(&(5..12))
        );
        assert_eq!(ranges("aaaa", "aa"), [0..2, 2..4]);
    }

    #[test]
    fn replacing_changes_every_match_once() {
        let document = document();
        let mut project = (**document.project()).clone();
        let found = find(&project, "drill");
        assert!(found.len() > 3);
        replace(
            &mut project,
            &|note| document.places().of(note),
            &found,
            "hammer drill",
        );
        assert_eq!(find(&project, "hammer drill").len(), found.len());
        assert_eq!(find(&project, "hammer hammer").len(), 0);
        assert_eq!(project.journeys[0].name, "Get and use a hammer drill");
    }

    /// Puts a text of its own into every field of a file that takes one. What takes none is found by
    /// trying: the file does not read any more.
    fn marked() -> (Project, Vec<String>) {
        use crate::model::RECORDS;
        let bytes = include_bytes!("../../assets/examples/tool-rental.vjourney");
        let mut json: serde_json::Value = serde_json::from_slice(bytes).unwrap();
        json["scale"]["words"] = serde_json::json!([]);
        json["personas"][0]["empathy"] =
            serde_json::json!({"traits": [{"id": "trait", "text": ""}]});
        json["journeys"][0]["periods"] = serde_json::json!([{"name": ""}]);
        let step = json["journeys"][0]["steps"][0]["id"]
            .as_str()
            .unwrap()
            .to_owned();
        let cell = format!("/journeys/0/solutions/0/cells/{step}");
        let note = format!("{cell}/sacrifices/0");
        let records = [
            ("", "project"),
            ("/scale", "scale"),
            ("/personas/0", "persona"),
            ("/personas/0/empathy", "empathy"),
            ("/personas/0/empathy/traits/0", "note"),
            ("/value_maps/0", "value_map"),
            ("/value_maps/0/jobs/0", "job"),
            ("/value_maps/0/jobs/0/job", "job_statement"),
            ("/value_maps/0/jobs/0/outcome", "outcome_statement"),
            ("/journeys/0", "journey"),
            ("/journeys/0/steps/0", "step"),
            ("/journeys/0/solutions/0", "solution"),
            (&cell, "cell"),
            (&note, "note"),
            ("/journeys/0/periods/0", "period"),
            ("/links/0", "link"),
        ];
        // A merge has other versions of the same texts.
        assert_eq!(records.len(), RECORDS.len());
        let read =
            |json: &serde_json::Value| crate::file::read(&serde_json::to_vec(json).unwrap()).ok();
        assert!(read(&json).is_some());
        let mut markers = Vec::new();
        for (path, name) in records {
            let (_, record) = RECORDS.iter().find(|(known, _)| *known == name).unwrap();
            for (field, _) in record.keys() {
                if (path, field) == ("", "language") {
                    // For programs: nobody reads it.
                    continue;
                }
                let marker = format!("Mark {path}/{field}!");
                let Some(record) = json.pointer_mut(path).and_then(|json| json.as_object_mut())
                else {
                    continue;
                };
                let before = record.get(field).cloned();
                let text = serde_json::Value::from(marker.as_str());
                let mut is_taken = false;
                for value in [text.clone(), serde_json::Value::from(vec![text])] {
                    json.pointer_mut(path).unwrap()[field] = value;
                    is_taken = read(&json).is_some();
                    if is_taken {
                        markers.push(marker);
                        break;
                    }
                }
                if !is_taken {
                    let record = json.pointer_mut(path).and_then(|json| json.as_object_mut());
                    let record = record.unwrap();
                    match before {
                        Some(before) => record.insert(field.to_owned(), before),
                        None => record.remove(field),
                    };
                }
            }
        }
        (read(&json).unwrap(), markers)
    }

    #[test]
    fn every_text_a_file_can_hold_is_found_and_replaced() {
        let (project, markers) = marked();
        // The names of the fields are those of the format, so that none is missed here.
        assert!(markers.len() >= 26, "{markers:#?}");
        let mut changed = project.clone();
        let document = Document::new(Arc::new(project));
        for marker in &markers {
            let found = find(document.project(), marker);
            assert_eq!(found.len(), 1, "{marker}");
            let text = found[0].target.read(document.project()).unwrap();
            assert!(text.contains(marker.as_str()), "{marker}: {text}");
            replace(
                &mut changed,
                &|note| document.places().of(note),
                &found,
                "Other",
            );
            assert_eq!(find(&changed, marker), [], "{marker}");
            let text = found[0].target.read(&changed).unwrap();
            assert_eq!(text, "Other", "{marker}");
        }
    }

    #[test]
    fn a_sentence_made_of_its_parts_stays_made_of_them() {
        let mut project = Template::ValueMap.build();
        let job = project.value_maps[0].jobs[0].id;
        let owner = Owner::Thing(ThingKind::Job, job);
        let part = Target::Text(owner, TextKey::within("job", "object"));
        write(&mut project, part, None, "papers").unwrap();
        let found = find(&project, "papers");
        assert_eq!(
            found.len(),
            1,
            "where it was written, not where it is shown"
        );
        replace(&mut project, &|_| None, &found, "letters");
        assert_eq!(Target::JobSentence(job).read(&project).unwrap(), "Letters");
        assert!(project.value_maps[0].jobs[0].job.sentence.is_empty());
    }

    #[test]
    fn texts_and_details_of_many_notes_are_replaced() {
        let mut project = Template::ValueMap.build();
        let job = project.value_maps[0].jobs[0].id;
        let [friction, gaps] = [Row::Friction, Row::ValueGaps].map(|row| Place::Row { job, row });
        let note = |text: &str| {
            Arc::new(Note {
                detail: "slow, slow".to_owned(),
                ..Note::new(text)
            })
        };
        let many = (0..1_000).map(|_| note("Slow queue")).collect();
        insert_notes(&mut project, friction, 0, many);
        let longest = "slow".repeat(MAX_TEXT / 4);
        insert_notes(&mut project, gaps, 0, vec![note(&longest)]);
        let places: HashMap<Id, Place> = project
            .all_notes()
            .map(|(place, note)| (note.id, place))
            .collect();
        let found = find(&project, "SLOW");
        let count = replace(&mut project, &|id| places.get(&id).copied(), &found, "dear");
        assert_eq!(count, found.len());
        for note in project.notes(friction) {
            assert_eq!((&*note.text, &*note.detail), ("dear queue", "dear, dear"));
        }
        let found = find(&project, "dear");
        let place = |id| places.get(&id).copied();
        let count = replace(&mut project, &place, &found, "dearer");
        assert_eq!(
            count,
            found.len() - MAX_TEXT / 4,
            "what stayed is not counted"
        );
        let note = &project.notes(gaps)[0];
        assert_eq!(note.detail, "dearer, dearer");
        assert_eq!(note.text, "dear".repeat(MAX_TEXT / 4), "too long otherwise");
    }
}
