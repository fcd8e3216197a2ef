//! What is made of damaged files.

use value_journey::file::{Repaired, read, repair, write};
use value_journey::model::{Project, Template, check};

const EXAMPLES: [&str; 3] = [
    include_str!("../../assets/examples/tool-rental.vjourney"),
    include_str!("../../assets/examples/eight-stages.vjourney"),
    include_str!("../../assets/examples/service.vjourney"),
];

/// Repaired, valid, and the same when it is read again.
fn repaired(text: &str) -> (Project, Vec<String>) {
    let Repaired { project, dropped } = repair(text.as_bytes()).expect("a project");
    assert_eq!(check(&project), []);
    assert_eq!(read(&write(&project).unwrap()).unwrap(), project);
    (project, dropped)
}

fn texts(project: &Project) -> Vec<String> {
    let mut texts: Vec<String> = project
        .all_notes()
        .map(|(_, note)| note.text.clone())
        .collect();
    texts.sort();
    texts
}

/// The text of an example in which these words were replaced once.
fn damaged(from: &str, to: &str) -> String {
    assert!(EXAMPLES[0].contains(from), "the example has {from}");
    EXAMPLES[0].replacen(from, to, 1)
}

fn original() -> Project {
    read(EXAMPLES[0].as_bytes()).unwrap()
}

#[test]
fn what_is_not_damaged_is_repaired_to_itself() {
    for example in EXAMPLES {
        let (project, dropped) = repaired(example);
        assert_eq!(project, read(example.as_bytes()).unwrap());
        assert_eq!(dropped, Vec::<String>::new());
    }
}

#[test]
fn what_is_no_project_is_not_repaired() {
    for text in [
        "",
        "\0\0\0\0",
        "Dear all,\nsee below\n",
        "[]",
        "{}",
        "{\"name\": \"x\"}",
        "{\"format\": \"geojson\", \"journeys\": []}",
        "<html><body>value-journey</body></html>",
        "%PDF-1.4",
    ] {
        assert!(repair(text.as_bytes()).is_none(), "{text}");
    }
    assert!(repair(&vec![b' '; 32 * 1024 * 1024 + 1]).is_none());
    let conflict = "<<<<<<< a\n{}\n=======\n{\"format\": \"value-journey\"}\n>>>>>>> b\n";
    assert!(repair(conflict.as_bytes()).is_none());
}

#[test]
fn wherever_a_file_ends_every_note_that_was_complete_is_there() {
    let text = EXAMPLES[0];
    let mut ends: Vec<usize> = (0..text.len()).step_by(37).collect();
    ends.extend(text.match_indices('\n').map(|(at, _)| at));
    let ids: Vec<String> = original()
        .all_notes()
        .map(|(_, note)| note.id.to_string())
        .collect();
    for end in ends {
        let part = &text[..text.floor_char_boundary(end)];
        // A note is complete when the line of its closing bracket is.
        let complete = ids.iter().filter(|id| {
            let own = part.find(&format!("\"id\": \"{id}\""));
            own.is_some_and(|own| part[own..].contains('}'))
        });
        let Some(Repaired { project, dropped }) = repair(part.as_bytes()) else {
            assert!(!part.contains("personas"), "{end}");
            continue;
        };
        for id in complete {
            assert!(
                project
                    .all_notes()
                    .any(|(_, note)| note.id.to_string() == *id),
                "{id} of {end}: {dropped:?}"
            );
        }
        assert!(!dropped.is_empty() || project == original(), "{end}");
    }
}

#[test]
fn one_line_that_is_lost_takes_no_other_note_with_it() {
    for (example, step) in EXAMPLES.into_iter().zip([1, 11, 13]) {
        lose_lines(example, step);
    }
}

/// Every so manieth line is lost, one at a time.
fn lose_lines(example: &str, step: usize) {
    let lines: Vec<&str> = example.lines().collect();
    let all = texts(&read(example.as_bytes()).unwrap());
    for at in (0..lines.len()).step_by(step) {
        let mut left = lines.clone();
        let line = left.remove(at);
        let text = left.join("\n") + "\n";
        let Repaired { project, dropped } =
            repair(text.as_bytes()).unwrap_or_else(|| panic!("{at}: {line}"));
        assert_eq!(check(&project), [], "{at}: {line}");
        let found = texts(&project);
        let missing = all.iter().filter(|text| !found.contains(text)).count();
        let is_text = line.trim_start().starts_with("\"text\"");
        assert!(
            missing <= usize::from(is_text),
            "{} {line}: {missing} missing, {dropped:?}",
            at + 1
        );
        assert!(
            !dropped.is_empty() || read(text.as_bytes()).is_ok_and(|read| read == project),
            "{at}: {line}"
        );
    }
}

#[test]
fn one_line_of_rubbish_takes_no_other_note_with_it() {
    let rubbish = [
        "?",
        "    \u{fffd}\u{fffd}\": , {]",
        "}",
        "]",
        "{",
        "\"",
        "              }",
    ];
    for (example, step) in EXAMPLES.into_iter().zip([3, 17, 19]) {
        let lines: Vec<&str> = example.lines().collect();
        let all = texts(&read(example.as_bytes()).unwrap());
        for (at, rubbish) in (1..lines.len())
            .step_by(step)
            .zip(rubbish.into_iter().cycle())
        {
            let mut left = lines.clone();
            left.insert(at, rubbish);
            let text = left.join("\n") + "\n";
            let (project, dropped) = repaired(&text);
            let at = at + 1;
            assert_eq!(texts(&project), all, "{rubbish} in line {at}: {dropped:?}");
            assert!(!dropped.is_empty(), "{rubbish} in line {at}");
        }
    }
}

#[test]
fn a_field_that_cannot_be_read_is_left_out_and_told_with_its_line() {
    let (project, dropped) = repaired(&damaged("\"score\": 3", "\"score\": \"three\""));
    assert_eq!(texts(&project), texts(&original()));
    assert_eq!(dropped.len(), 1, "{dropped:?}");
    assert!(
        dropped[0].starts_with("Line ") && dropped[0].contains("`score` of a note “"),
        "{dropped:?}"
    );
    let (_, dropped) = repaired(&damaged("\"score\": 3", "\"score\": 9"));
    assert!(dropped[0].contains("had the score 9"), "{dropped:?}");
    let (project, dropped) = repaired(&damaged("\"score\": 3", "\"score\": \"3\""));
    assert_eq!(project, original());
    assert!(
        dropped[0].contains("was changed from `\"3\"` to `3`"),
        "{dropped:?}"
    );
    let (project, dropped) = repaired(&damaged("\"steps\": [", "\"steps\": 5, \"was\": ["));
    assert_eq!(texts(&project), texts(&original()));
    assert_eq!(
        project.journeys[0].steps.len(),
        original().journeys[0].steps.len(),
        "steps come back for what stands in them: {dropped:?}"
    );
    assert!(
        dropped[0].contains("`steps` is no list but `5`"),
        "{dropped:?}"
    );
}

#[test]
fn what_is_there_twice_gets_an_id_of_its_own() {
    let note = "{\"id\": \"twin\", \"text\": \"b\"}";
    let text = format!(
        "{{\"format\": \"value-journey\", \"version\": 1, \"personas\": [{{\"id\": \"twin\", \"name\": \"A\", \"empathy\": {{\"traits\": [{note}, {note}, {{\"text\": \"c\", \"later\": [1.50]}}]}}}}], \"opens_with\": \"twin\"}}"
    );
    let (project, dropped) = repaired(&text);
    assert_eq!(texts(&project), ["b", "b", "c"]);
    assert_eq!(dropped.len(), 4, "{dropped:?}");
    let written = String::from_utf8(write(&project).unwrap()).unwrap();
    assert!(written.contains("\"later\": [1.50]"), "{written}");
}

#[test]
fn other_encodings_zeros_and_bytes_that_are_no_text_are_read() {
    let text = EXAMPLES[0];
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = format!("\u{feff}{text}")
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    let mut zeros = text.as_bytes().to_vec();
    zeros.extend([0; 1000]);
    for bytes in [little, big, zeros] {
        let Repaired { project, dropped } = repair(&bytes).unwrap();
        assert_eq!(project, original());
        assert_eq!(dropped.len(), 1, "{dropped:?}");
    }
    let at = text.find("129 €").unwrap();
    let mut bytes = text.as_bytes().to_vec();
    bytes[at] = 0xff;
    let Repaired { project, dropped } = repair(&bytes).unwrap();
    assert!(texts(&project).contains(&"\u{fffd}29 € at once".to_owned()));
    assert_eq!(dropped.len(), 1, "{dropped:?}");
}

#[test]
fn a_file_on_one_line_is_closed_where_it_ends() {
    let whole: Box<serde_json::value::RawValue> =
        serde_json::from_slice(&serde_json::to_vec(&original()).unwrap()).unwrap();
    let text = whole.get();
    for end in (100..text.len()).step_by(531) {
        let (project, dropped) = repaired(&text[..text.floor_char_boundary(end)]);
        assert!(!dropped.is_empty());
        assert!(project.all_notes().count() <= original().all_notes().count());
    }
    let (project, _) = repaired(&text[..text.len() - 2]);
    assert_eq!(texts(&project), texts(&original()));
}

#[test]
fn a_template_without_its_end_is_the_template() {
    let project = Template::Workshop.build();
    let bytes = write(&project).unwrap();
    let Repaired { project: again, .. } = repair(&bytes[..bytes.len() - 4]).unwrap();
    assert_eq!(again, project);
}
