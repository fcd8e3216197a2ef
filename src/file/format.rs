//! The bytes of a project file: JSON in UTF-8 with one property per line.
//!
//! The same project always gives the same bytes, and a file that is not understood completely is
//! not opened: what is left out at reading would be gone after the next save.

use super::read_error::{ReadError, explain};
use super::scan::{conflict, scan};
use super::spot::Spot;
use super::text::text;
use crate::model::{self, Project};
use serde::ser::Error as _;

/// The ending of project files.
pub const ENDING: &str = "vjourney";

/// Largest file that is read, in bytes.
pub const MAX_BYTES: u64 = 256 * 1024 * 1024;
/// A file of more bytes is opened, but somebody should be told that everything will be slow.
pub const WARN_BYTES: u64 = 64 * 1024 * 1024;

/// The canonical bytes of a project.
///
/// # Errors
/// A project of a newer version: this program does not know what its fields mean together. Never for
/// a project this program made.
pub fn write(project: &Project) -> Result<Vec<u8>, serde_json::Error> {
    if project.version.is_newer() {
        return Err(serde_json::Error::custom(format_args!(
            "it is of format {}, which only a newer Value Journey writes",
            project.version.number()
        )));
    }
    let mut bytes = serde_json::to_vec_pretty(project)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// How many bytes [`write()`] would give, without making them.
pub fn size(project: &Project) -> usize {
    struct Counter(usize);
    impl std::io::Write for Counter {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 += bytes.len();
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut counter = Counter(1);
    match serde_json::to_writer_pretty(&mut counter, project) {
        Ok(()) => counter.0,
        // What cannot be written has no size; writing says why.
        Err(_) => 0,
    }
}

/// Reads and checks the bytes of a file.
///
/// # Errors
/// A sentence for the user; nothing is opened in half.
pub fn read(bytes: &[u8]) -> Result<Project, ReadError> {
    let (text, project) = parse(bytes)?;
    if project.version.is_newer() {
        return Err(ReadError::Newer {
            version: project.version.number().into(),
        });
    }
    check(text, &project)?;
    Ok(project)
}

/// Reads a file of a newer version, to be looked at: what this version does not know of it is kept as
/// raw text, and [`write()`] refuses it. `None` when it is of no newer version, or when this version
/// does not understand it.
pub fn read_newer(bytes: &[u8]) -> Option<Project> {
    let (text, project) = parse(bytes).ok()?;
    check(text, &project).ok()?;
    project.version.is_newer().then_some(project)
}

fn parse(bytes: &[u8]) -> Result<(&str, Project), ReadError> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(ReadError::TooMuch {
            what: format!("The file has {} MB", bytes.len().div_ceil(1024 * 1024)),
            limit: format!("{} MB", MAX_BYTES / 1024 / 1024),
        });
    }
    let text = text(bytes)?;
    scan(text)?;
    let parsed = model::reading(model::MAX_UNKNOWN, || serde_json::from_str::<Project>(text));
    let mut project = parsed.map_err(|error| rest_of_conflict(text, explain(text, &error)))?;
    project.put_in_order();
    Ok((text, project))
}

/// What is left of a conflict that was resolved in part is no JSON; its marks say more than the parser.
fn rest_of_conflict(text: &str, error: ReadError) -> ReadError {
    let mut marks = ["=======\n", "=======\r\n", ">>>>>>> ", "||||||| "].into_iter();
    match (&error, marks.find_map(|mark| conflict(text, mark))) {
        (ReadError::Syntax { .. }, Some(line)) => ReadError::Conflict { line },
        _ => error,
    }
}

fn check(text: &str, project: &Project) -> Result<(), ReadError> {
    let problems = model::problems(project);
    match problems.list.first() {
        None => Ok(()),
        Some(problem) => Err(ReadError::Invalid {
            at: problem.id.and_then(|id| place_of_id(text, id)),
            sentence: problem.sentence.clone(),
            others: problems.list.len() - 1 + problems.others,
        }),
    }
}

/// Where the owner of an id stands, or what names it (the key of a cell, a link).
fn place_of_id(text: &str, id: model::Id) -> Option<Spot> {
    // The last one: of two equal ids the second is the one that was added.
    let at = text
        .rfind(&format!("\"id\": \"{id}\""))
        .or_else(|| text.rfind(&format!("\"{id}\"")));
    at.map(|at| Spot::of(text.as_bytes(), at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::Wide;
    use crate::model::Template;

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
        assert_eq!(
            read(b"{\n\n\xC3\x28"),
            Err(ReadError::NotUtf8(Spot::line(3)))
        );
        assert!(sentence("Dear Sari,\nhere it is").contains("begins with “Dear Sari,”"));
        assert!(sentence("<html>").contains("web page"));
        assert!(sentence("[]").contains("it is a list"));
        assert!(sentence("{}").contains("does not say"));
        assert!(
            sentence("{\"format\": \"geo\", \"version\": 1}").contains("its format is \"geo\"")
        );
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
        assert_eq!(read(&bytes), Err(ReadError::ZeroTail(Spot::line(9))));
        assert_eq!(
            read(b"{\n\"name\": \"\xE2\x82"),
            Err(ReadError::Truncated(Spot::line(2)))
        );
    }

    #[test]
    fn every_mark_of_a_conflict_is_named_as_one() {
        for mark in ["<<<<<<< HEAD", "=======", ">>>>>>> b", "||||||| 1f2e"] {
            let text =
                format!("{{\n  \"format\": \"value-journey\",\n{mark}\n  \"version\": 1\n}}\n");
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
        let many: String =
            (0..201).fold(String::new(), |text, at| text + &format!("\"a{at}\": 0,\n"));
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
            sentence(&with("\"scale\": {\"max\": \"three\"}"))
                .contains("Line 5: the text \"three\"")
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
}
