//! Files of our own: what is read, what is refused and with which words.

use value_journey::file::{ReadError, Spot, Wide, read, read_newer, size, write};
use value_journey::model::{Project, Template};

/// The beginning of a line.
fn line(line: usize) -> Spot {
    Spot { line, column: None }
}

fn sentence(text: &str) -> String {
    read(text.as_bytes()).unwrap_err().to_string()
}

fn with(field: &str) -> String {
    format!(
        "{{\n  \"format\": \"value-journey\",\n  \"version\": 1,\n  \"name\": \"x\",\n  {field}\n}}\n"
    )
}

#[test]
fn however_long_a_wrong_value_is_the_sentence_is_short() {
    let long = "x".repeat(1_000_000);
    let of_format = sentence(&format!("{{\"format\": [\"{long}\"], \"version\": 1}}"));
    assert!(of_format.contains("its format is [\"xxx"), "{of_format}");
    let of_version = with("\"scale\": 5").replace("1,", &format!("\"{long}\","));
    let of_version = sentence(&of_version);
    assert!(of_version.contains("Line 3"), "{of_version}");
    for sentence in [of_format, of_version] {
        assert!(sentence.chars().count() < 600, "{}", sentence.len());
    }
}

#[test]
fn every_template_reads_back_to_the_same_bytes() {
    for template in Template::ALL {
        let project = template.build();
        let bytes = write(&project).unwrap();
        let again = read(&bytes).unwrap();
        assert_eq!(again, project);
        assert_eq!(write(&again).unwrap(), bytes);
        assert_eq!(size(&project), bytes.len());
    }
}

#[test]
fn format_and_version_come_first_and_a_newline_last() {
    let text = String::from_utf8(write(&Project::default()).unwrap()).unwrap();
    assert_eq!(
        text,
        "{\n  \"format\": \"value-journey\",\n  \"version\": 1,\n  \"name\": \"\",\n  \"scale\": {\n    \"max\": 3\n  }\n}\n"
    );
}

#[test]
fn unknown_fields_survive_at_every_level() {
    let text = r#"{
  "format": "value-journey",
  "version": 1,
  "name": "x",
  "scale": {
    "max": 3,
    "colour": "red"
  },
  "journeys": [
    {
      "id": "j",
      "name": "",
      "steps": [
        {
          "id": "s",
          "name": "",
          "z": [1.50, {"deep": 1e400}]
        }
      ],
      "solutions": [
        {
          "id": "a",
          "name": "",
          "cells": {
            "s": {
              "benefits": [
                {
                  "id": "n",
                  "text": "",
                  "colour": "blue"
                }
              ],
              "later": null
            }
          },
          "q": {}
        }
      ],
      "w": []
    }
  ],
  "weather": "fine"
}
"#;
    let project = read(text.as_bytes()).unwrap();
    assert_eq!(String::from_utf8(write(&project).unwrap()).unwrap(), text);
}

#[test]
fn what_is_no_text_is_told_apart() {
    assert_eq!(read(b""), Err(ReadError::Empty));
    assert_eq!(read(b"\xEF\xBB\xBF"), Err(ReadError::Empty));
    assert_eq!(read(&[0; 64]), Err(ReadError::Zeros));
    assert_eq!(read(b"\xFF\xFE{\0}\0"), Err(ReadError::Wide(Wide::Utf16)));
    assert_eq!(read(b"{\n\n\xC3\x28"), Err(ReadError::NotUtf8(line(3))));
    assert!(sentence("Dear Sari,\nhere it is").contains("begins with “Dear Sari,”"));
    assert!(sentence("<html>").contains("web page"));
    assert!(sentence("[]").contains("it is a list"));
    assert!(sentence("{}").contains("does not say"));
    assert!(sentence("{\"format\": \"geo\", \"version\": 1}").contains("its format is \"geo\""));
}

#[test]
fn a_byte_order_mark_is_skipped() {
    let mut bytes = b"\xEF\xBB\xBF".to_vec();
    bytes.extend(write(&Project::default()).unwrap());
    assert_eq!(read(&bytes), Ok(Project::default()));
}

#[test]
fn a_truncated_file_says_where_it_ends() {
    let bytes = write(&Template::Cvj.build()).unwrap();
    for cut in [1, 10, 100, bytes.len() / 2, bytes.len() - 3] {
        let error = read(&bytes[..cut]).unwrap_err();
        assert!(matches!(error, ReadError::Truncated(_)), "{cut}: {error}");
    }
}

#[test]
fn a_newer_version_is_named_whatever_it_contains() {
    assert!(sentence("{\"format\": \"value-journey\", \"version\": 7}").contains("format 7"));
    let later = "{\"name\": {\"en\": \"x\"}, \"format\": \"value-journey\", \"version\": 2}";
    assert_eq!(read(later.as_bytes()), Err(ReadError::Newer { version: 2 }));
}

#[test]
fn a_newer_version_is_looked_at_and_never_written() {
    let newer = with("\"mood\": \"fine\"").replace("\"version\": 1", "\"version\": 7");
    assert_eq!(read(newer.as_bytes()), Err(ReadError::Newer { version: 7 }));
    let project = read_newer(newer.as_bytes()).unwrap();
    assert_eq!(project.name, "x");
    let unknown = project.unknown.fields();
    let unknown: Vec<_> = unknown.map(|(key, value)| (key, value.get())).collect();
    assert_eq!(unknown, [("mood", "\"fine\"")]);
    let refused = write(&project).unwrap_err().to_string();
    assert!(refused.contains("format 7"), "{refused}");
    for not_newer in [
        with("\"mood\": 1"),
        newer.replace("\"x\"", "5"),
        newer.replace('7', "7000000000"),
        newer.replace("\"name\"", "\"opens_with\": \"nowhere\", \"name\""),
    ] {
        assert_eq!(read_newer(not_newer.as_bytes()), None, "{not_newer}");
    }
    assert!(
        sentence(&with("\"mood\": 1").replace("\"version\": 1", "\"version\": 0"))
            .contains("no version 0")
    );
}

#[test]
fn a_file_that_was_not_written_to_its_end_says_from_where() {
    let mut bytes = write(&Project::default()).unwrap();
    bytes.extend([0; 100]);
    assert_eq!(read(&bytes), Err(ReadError::ZeroTail(line(9))));
    assert_eq!(
        read(b"{\n\"name\": \"\xE2\x82"),
        Err(ReadError::Truncated(line(2)))
    );
}

#[test]
fn every_mark_of_a_conflict_is_named_as_one() {
    for mark in ["<<<<<<< HEAD", "=======", ">>>>>>> b", "||||||| 1f2e"] {
        let text = format!("{{\n  \"format\": \"value-journey\",\n{mark}\n  \"version\": 1\n}}\n");
        assert_eq!(
            read(text.as_bytes()),
            Err(ReadError::Conflict { line: 3 }),
            "{mark}"
        );
    }
    assert!(read(with("\"name2\": \"<<<<<<< \"").as_bytes()).is_ok());
}

#[test]
fn unknown_fields_are_counted_while_they_are_read() {
    let large = with(&format!("\"a\": [{}1]", "1,".repeat(9 * 1024 * 1024)));
    assert!(
        sentence(&large).contains("more than 16 MB in fields"),
        "{}",
        sentence(&large)
    );
    let many: String = (0..201).fold(String::new(), |text, at| text + &format!("\"a{at}\": 0,\n"));
    let many = sentence(&with(&format!("{many}\"b\": 0")));
    assert!(many.contains("Line 205: more than 200 fields"), "{many}");
    // In all objects together.
    let object = (0..200)
        .map(|at| format!("\"a{at}\":0"))
        .collect::<Vec<_>>()
        .join(",");
    let objects = vec![format!("{{\"name\":\"\",{object}}}"); 2001].join(",");
    let all = sentence(&with(&format!(
        "\"journeys\": [{{\"id\": \"j\", \"periods\": [{objects}]}}]"
    )));
    assert!(all.contains("more than 400000 fields"), "{all}");
    assert!(
        read(with("\"b\": 0").as_bytes()).is_ok(),
        "each file has its own count"
    );
}

#[test]
fn thousands_of_problems_are_counted_and_only_the_first_is_told() {
    let cells = (0..10_000)
        .map(|at| format!("\"s{at}\":{{}}"))
        .collect::<Vec<_>>()
        .join(",");
    let name = "x ".repeat(30_000);
    let invalid = sentence(&with(&format!(
        "\"journeys\": [{{\"id\": \"j\", \"name\": \"{name}\", \"solutions\": [{{\"id\": \"a\", \"name\": \"{name}\", \"cells\": {{{cells}}}}}]}}]"
    )));
    assert!(
        invalid.contains("(And 9\u{a0}999 problems more.)"),
        "{invalid}"
    );
    assert!(invalid.chars().count() < 400, "{invalid}");
}

#[test]
fn a_wrong_value_is_told_with_its_line_and_what_belongs_there() {
    assert_eq!(
        sentence(&with("\"journeys\": 5")),
        "Line 5: the number `5` stands where a list belongs. Correct it in a text editor, or open an earlier version."
    );
    assert!(
        sentence(&with("\"scale\": {\"max\": \"three\"}")).contains("Line 5: the text \"three\"")
    );
    let journey = "\"journeys\": [{\"id\": \"j\", \"name\": \"\", \"aggregation\": \"median\", \"steps\": [], \"solutions\": []}]";
    assert!(sentence(&with(journey)).contains("`median` is not one of `sum`"));
    assert!(sentence(&with("\"name\": \"y\"")).contains("`name` stands there twice"));
    assert!(matches!(
        read(with("oops").as_bytes()),
        Err(ReadError::Syntax {
            at: Spot { line: 5, .. },
            ..
        })
    ));
}

#[test]
fn a_project_that_contradicts_itself_is_not_opened() {
    let journey = |cells: &str| {
        with(&format!(
            "\"journeys\": [{{\"id\": \"j\", \"name\": \"J\", \"steps\": [{{\"id\": \"s\", \"name\": \"S\"}}],\n\"solutions\": [{{\"id\": \"a\", \"name\": \"A\", \"cells\": {{{cells}}}}}]}}]"
        ))
    };
    let unknown_step = sentence(&journey("\"t\": {}"));
    assert!(
        unknown_step.contains("Line 6: ") && unknown_step.contains("step `t`"),
        "{unknown_step}"
    );
    let score = sentence(&journey(
        "\"s\": {\"benefits\": [{\"id\": \"n\", \"text\": \"Nice\", \"score\": 4}]}",
    ));
    assert!(
        score.contains("“Nice”") && score.contains("0 to 3"),
        "{score}"
    );
    let twice = sentence(&journey(
        "\"s\": {\"benefits\": [{\"id\": \"j\", \"text\": \"Nice\"}]}",
    ));
    assert!(
        twice.contains("`j` stands twice") && twice.contains("the journey “J”"),
        "{twice}"
    );
    assert!(read(journey("\"s\": {}").as_bytes()).is_ok());
}

#[test]
fn git_conflicts_and_deep_nesting_are_seen_before_parsing() {
    assert_eq!(
        read(b"{\n<<<<<<< HEAD\n"),
        Err(ReadError::Conflict { line: 2 })
    );
    let deep = with(&format!("\"x\": {}1{}", "[".repeat(200), "]".repeat(200)));
    assert_eq!(
        read(deep.as_bytes()),
        Err(ReadError::TooDeep(Spot {
            line: 5,
            column: Some(134)
        }))
    );
    let text = with(&format!("\"x\": \"{}\"", "[".repeat(200)));
    assert!(
        read(text.as_bytes()).is_ok(),
        "brackets in texts are letters"
    );
}
