//! Find and replace, over everything that is text.

use std::collections::HashMap;
use std::sync::Arc;
use value_journey::edit::{Document, find, insert_notes, replace, write};
use value_journey::model::{
    Id, MAX_TEXT, Note, Owner, Place, Project, Row, Target, Template, TextKey, ThingKind,
};

fn document() -> Document {
    let bytes = include_bytes!("../../assets/examples/tool-rental.vjourney");
    Document::new(Arc::new(value_journey::file::read(bytes).unwrap()))
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
    use value_journey::model::RECORDS;
    let bytes = include_bytes!("../../assets/examples/tool-rental.vjourney");
    let mut json: serde_json::Value = serde_json::from_slice(bytes).unwrap();
    json["scale"]["words"] = serde_json::json!([]);
    json["personas"][0]["empathy"] = serde_json::json!({"traits": [{"id": "trait", "text": ""}]});
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
    let read = |json: &serde_json::Value| {
        value_journey::file::read(&serde_json::to_vec(json).unwrap()).ok()
    };
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
            let Some(record) = json.pointer_mut(path).and_then(|json| json.as_object_mut()) else {
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
