//! The bytes of a project file: JSON in UTF-8 with one property per line.
//!
//! The same project always gives the same bytes, and a file that is not understood completely is
//! not opened: what is left out at reading would be gone after the next save.

use crate::model::{self, Project, VERSION};
use serde::Deserialize;
use serde_json::error::Category;
use serde_json::value::RawValue;

/// Largest file that is read, in bytes.
pub const MAX_BYTES: u64 = 256 * 1024 * 1024;
/// Deepest nesting of objects and lists.
const MAX_DEPTH: usize = 127;
/// Most letters of what the parser says: it repeats what stands in the file, however long.
const MAX_WORDS: usize = 400;
/// Most text in fields this version does not know, in bytes.
pub(crate) const MAX_UNKNOWN: usize = 16 * 1024 * 1024;

/// Why a file was not opened: a sentence that says what is wrong, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// No bytes at all.
    #[error(
        "The file is empty. Look for an earlier version of it, in a backup or with whoever sent it."
    )]
    Empty,
    /// Zero bytes only, as a crash of the system may leave them.
    #[error(
        "The file contains nothing but zero bytes: it was not written completely. Look for an earlier version of it."
    )]
    Zeros,
    /// Wide characters.
    #[error("The file is text in UTF-16. Open it in a text editor and save it as UTF-8.")]
    Utf16,
    /// Bytes that are no text.
    #[error(
        "Line {line} is not text in UTF-8, so the file is damaged or not a project. Look for an earlier version of it."
    )]
    NotUtf8 {
        /// From 1.
        line: usize,
    },
    /// Both sides of a merge that was not finished.
    #[error(
        "Line {line} is the mark of a Git conflict. Resolve the conflict there, then open the file again."
    )]
    Conflict {
        /// From 1.
        line: usize,
    },
    /// Text of another kind.
    #[error(
        "This is not a project of Value Journey: {found}. Projects end in .vjourney, or in .json."
    )]
    NotAProject {
        /// What it looks like instead.
        found: String,
    },
    /// A project of a later program.
    #[error(
        "The file was written by a newer Value Journey (format {version}; this one reads up to {VERSION}). Update the program to open it."
    )]
    Newer {
        /// Its version.
        version: u64,
    },
    /// The text stops in the middle.
    #[error(
        "The file ends in line {line} before it is complete. Look for an earlier version of it."
    )]
    Truncated {
        /// From 1.
        line: usize,
    },
    /// No JSON from here on.
    #[error(
        "Line {line}, column {column}: {what}. The file was changed by hand or is damaged there."
    )]
    Syntax {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// In the words of the parser.
        what: String,
    },
    /// JSON, but not what stands in a project.
    #[error("Line {line}: {what}. Correct it in a text editor, or open an earlier version.")]
    Wrong {
        /// From 1.
        line: usize,
        /// What stands there and what belongs there.
        what: String,
    },
    /// Objects in objects in objects.
    #[error(
        "Line {line}: lists and objects are nested more than {MAX_DEPTH} deep. This is not a file Value Journey has written."
    )]
    TooDeep {
        /// From 1.
        line: usize,
    },
    /// More than this program handles.
    #[error("{what}, more than this program opens ({limit}).")]
    TooMuch {
        /// How much there is.
        what: String,
        /// How much is possible.
        limit: String,
    },
    /// A project that contradicts itself.
    #[error("{}{sentence}{} Correct it in a text editor, or open an earlier version.", .line.map(|line| format!("Line {line}: ")).unwrap_or_default(), match .others {
        0 => String::new(),
        1 => " (And one problem more.)".to_owned(),
        others => format!(" (And {others} problems more.)"),
    })]
    Invalid {
        /// From 1, when it could be found.
        line: Option<usize>,
        /// The first problem.
        sentence: String,
        /// How many there are besides.
        others: usize,
    },
}

/// The canonical bytes of a project.
///
/// # Errors
/// Never for a project this program made; the error of the JSON writer otherwise.
pub fn write(project: &Project) -> Result<Vec<u8>, serde_json::Error> {
    let mut bytes = serde_json::to_vec_pretty(project)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Reads and checks the bytes of a file.
///
/// # Errors
/// A sentence for the user; nothing is opened in half.
pub fn read(bytes: &[u8]) -> Result<Project, ReadError> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(ReadError::TooMuch {
            what: format!("The file has {} MB", bytes.len() / 1024 / 1024),
            limit: format!("{} MB", MAX_BYTES / 1024 / 1024),
        });
    }
    let text = text(bytes)?;
    look(text)?;
    let mut project: Project = serde_json::from_str(text).map_err(|error| explain(text, &error))?;
    project.put_in_order();
    let unknown = unknown_bytes(&project);
    if unknown > MAX_UNKNOWN {
        return Err(ReadError::TooMuch {
            what: format!(
                "The file has {} MB in fields this version does not know",
                unknown / 1024 / 1024
            ),
            limit: format!("{} MB", MAX_UNKNOWN / 1024 / 1024),
        });
    }
    let problems = model::check(&project);
    match problems.first() {
        None => Ok(project),
        Some(problem) => Err(ReadError::Invalid {
            line: problem.id.and_then(|id| line_of_id(text, id)),
            sentence: problem.sentence.clone(),
            others: problems.len() - 1,
        }),
    }
}

fn text(bytes: &[u8]) -> Result<&str, ReadError> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(ReadError::Utf16);
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if bytes.iter().all(|byte| *byte == 0) {
        return Err(ReadError::Zeros);
    }
    if bytes.len() > 1 && (bytes[0] == 0 || bytes[1] == 0) {
        return Err(ReadError::Utf16);
    }
    str::from_utf8(bytes).map_err(|error| ReadError::NotUtf8 {
        line: line_at(bytes, error.valid_up_to()),
    })
}

fn line_at(bytes: &[u8], at: usize) -> usize {
    1 + bytes[..at].iter().filter(|byte| **byte == b'\n').count()
}

/// Looks for what the parser would report badly or not at all: conflict marks, other kinds of
/// files, and nesting that raw fields do not count.
fn look(text: &str) -> Result<(), ReadError> {
    let conflict = text.lines().position(|line| line.starts_with("<<<<<<< "));
    if let Some(line) = conflict {
        return Err(ReadError::Conflict { line: line + 1 });
    }
    let Some(first) = text.trim_start().chars().next() else {
        return Err(ReadError::Empty);
    };
    if first != '{' {
        let found = match first {
            '[' => "it is a list".to_owned(),
            '<' => "it looks like a web page or XML".to_owned(),
            '%' => "it looks like a PDF".to_owned(),
            _ => format!(
                "it begins with “{}”",
                model::shortened(
                    text.lines()
                        .find(|line| !line.trim().is_empty())
                        .unwrap_or("")
                )
            ),
        };
        return Err(ReadError::NotAProject { found });
    }
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        if in_text {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_text = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => in_text = true,
            b'{' | b'[' => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(ReadError::TooDeep {
                        line: line_at(text.as_bytes(), at),
                    });
                }
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    Ok(())
}

/// What every project says first. Asked only when the whole could not be read.
#[derive(Deserialize)]
struct Head<'a> {
    // As they stand there: of anybody's file they may be anything, of any size.
    #[serde(borrow)]
    format: Option<&'a RawValue>,
    #[serde(borrow)]
    version: Option<&'a RawValue>,
}

fn explain(text: &str, error: &serde_json::Error) -> ReadError {
    let (line, column) = (error.line().max(1), error.column());
    let full = error.to_string();
    let what = full.split(" at line ").next().unwrap_or(&full);
    match error.classify() {
        Category::Eof => return ReadError::Truncated { line },
        Category::Syntax | Category::Io => {
            return ReadError::Syntax {
                line,
                column,
                what: what.to_owned(),
            };
        }
        Category::Data => {}
    }
    if let Ok(head) = serde_json::from_str::<Head<'_>>(text) {
        let Some(format) = head.format.map(RawValue::get) else {
            return ReadError::NotAProject {
                found: "it does not say `\"format\": \"value-journey\"`".to_owned(),
            };
        };
        if !serde_json::from_str(format).is_ok_and(|format: String| format == model::FORMAT) {
            return ReadError::NotAProject {
                found: format!("its format is {}", model::shortened(format)),
            };
        }
        let version = head.version.map(|version| version.get().parse());
        if let Some(Ok(version)) = version
            && version > u64::from(VERSION)
        {
            return ReadError::Newer { version };
        }
    }
    ReadError::Wrong {
        line,
        what: model::cut(&in_words(what), MAX_WORDS),
    }
}

/// The parser's words for a wrong value, in ours.
fn in_words(what: &str) -> String {
    let swapped = |rest: &str, found: &str| {
        rest.split_once(", expected ").map(|(_, expected)| {
            let expected = match expected {
                "a sequence" => "a list",
                "a map" => "an object",
                "a string" => "a text",
                "a boolean" => "`true` or `false`",
                other => other,
            };
            format!("{found} stands where {expected} belongs")
        })
    };
    let found = |rest: &str| {
        const WORDS: [(&str, &str); 7] = [
            ("map", "an object"),
            ("sequence", "a list"),
            ("null", "nothing (`null`)"),
            ("string ", "the text "),
            ("integer ", "the number "),
            ("floating point ", "the number "),
            ("boolean ", "the word "),
        ];
        let found = rest.split(", expected ").next().unwrap_or(rest);
        WORDS
            .iter()
            .find_map(|(word, ours)| found.strip_prefix(word).map(|rest| format!("{ours}{rest}")))
            .unwrap_or_else(|| found.to_owned())
    };
    if let Some(rest) = what
        .strip_prefix("invalid type: ")
        .or(what.strip_prefix("invalid value: "))
    {
        return swapped(rest, &found(rest)).unwrap_or_else(|| what.to_owned());
    }
    if let Some(rest) = what.strip_prefix("unknown variant ") {
        return rest
            .replacen(", expected one of ", " is not one of ", 1)
            .replacen(", expected ", " is not ", 1);
    }
    what.to_owned()
}

/// Where the owner of an id stands, or what names it (the key of a cell, a link).
fn line_of_id(text: &str, id: model::Id) -> Option<usize> {
    // The last one: of two equal ids the second is the one that was added.
    let at = text
        .rfind(&format!("\"id\": \"{id}\""))
        .or_else(|| text.rfind(&format!("\"{id}\"")));
    at.map(|at| line_at(text.as_bytes(), at))
}

fn unknown_bytes(project: &Project) -> usize {
    let notes = project.all_notes().map(|(_, note)| note.unknown.len());
    let personas = project
        .personas
        .iter()
        .map(|persona| persona.unknown.len() + persona.empathy.unknown.len());
    let maps = project.value_maps.iter().map(|map| {
        let jobs = map.jobs.iter();
        map.unknown.len()
            + jobs
                .map(|job| job.unknown.len() + job.job.unknown.len() + job.outcome.unknown.len())
                .sum::<usize>()
    });
    let journeys = project.journeys.iter().map(|journey| {
        let cells = journey
            .solutions
            .iter()
            .flat_map(|solution| solution.cells.iter());
        journey.unknown.len()
            + journey
                .steps
                .iter()
                .map(|step| step.unknown.len())
                .sum::<usize>()
            + journey
                .solutions
                .iter()
                .map(|solution| solution.unknown.len())
                .sum::<usize>()
            + journey
                .periods
                .iter()
                .map(|period| period.unknown.len())
                .sum::<usize>()
            + cells.map(|(_, cell)| cell.unknown.len()).sum::<usize>()
    });
    let links = project.links.iter().map(|link| link.unknown.len());
    project.unknown.len()
        + project.scale.unknown.len()
        + notes
            .chain(personas)
            .chain(maps)
            .chain(journeys)
            .chain(links)
            .sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;
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
        assert_eq!(read(b"\xFF\xFE{\0}\0"), Err(ReadError::Utf16));
        assert_eq!(read(b"{\n\n\xC3\x28"), Err(ReadError::NotUtf8 { line: 3 }));
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
            assert!(
                matches!(error, ReadError::Truncated { .. }),
                "{cut}: {error}"
            );
        }
    }

    #[test]
    fn a_newer_version_is_named_whatever_it_contains() {
        assert!(sentence("{\"format\": \"value-journey\", \"version\": 7}").contains("format 7"));
        let later = "{\"name\": {\"en\": \"x\"}, \"format\": \"value-journey\", \"version\": 2}";
        assert_eq!(read(later.as_bytes()), Err(ReadError::Newer { version: 2 }));
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
            Err(ReadError::Syntax { line: 5, .. })
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
        assert_eq!(read(deep.as_bytes()), Err(ReadError::TooDeep { line: 5 }));
        let text = with(&format!("\"x\": \"{}\"", "[".repeat(200)));
        assert!(
            read(text.as_bytes()).is_ok(),
            "brackets in texts are letters"
        );
    }
}
