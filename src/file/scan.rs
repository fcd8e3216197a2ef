//! What is looked at before parsing: how much there is, and what the parser would report badly.
//!
//! One pass over the text that keeps nothing. A small file can hold millions of things that each
//! cost a hundred bytes in memory, and fields kept as raw text do not count how deep they nest.

use super::read_error::{MAX_DEPTH, ReadError};
use super::spot::Spot;
use crate::model::words::{count, counted};
use crate::model::{self, MAX_UNKNOWN};
use memchr::{memchr2, memmem};

/// Most objects of one file: the largest project has 200,000 notes, as many cells and as many links.
pub(super) const MAX_OBJECTS: usize = 1_000_000;
/// Longest text in bytes; only fields this version does not know may have one as long.
const MAX_STRING: usize = MAX_UNKNOWN;
/// Most memory that opening a file may take, in bytes, by the estimates below.
pub(super) const MAX_MEMORY: usize = 440 * 1024 * 1024;
/// Bytes in memory for an object, besides its texts: the largest that can be written in few letters
/// is a cell.
const OBJECT: usize = 260;
/// For a text that is a value, besides its letters: its place in a list that grows, and what the
/// allocator adds.
const STRING: usize = 64;
/// For a key: the count of people in a step has no object of its own.
const KEY: usize = 24;

/// How much memory a file takes, in bytes, by estimate.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Weight {
    /// What was read from it.
    pub held: usize,
    /// Besides, while it is read.
    pub reading: usize,
    /// Besides, where it is compared with others: each object and each key stand in a table.
    pub compared: usize,
}

/// Looks for what is no project, for marks of a conflict, and for more than this program opens.
pub(super) fn scan(text: &str) -> Result<Weight, ReadError> {
    if let Some(line) = conflict(text, "<<<<<<< ") {
        return Err(ReadError::Conflict { line });
    }
    let Some(first) = text.trim_start().chars().next() else {
        return Err(ReadError::Empty);
    };
    if first != '{' {
        let found = match first {
            '[' => "it is a list".to_owned(),
            '<' => "it looks like a web page or XML".to_owned(),
            _ => format!(
                "it begins with “{}”",
                model::shortened(text.trim_start().lines().next().unwrap_or_default())
            ),
        };
        return Err(ReadError::NotAProject { found });
    }
    limits(text, MAX_DEPTH)
}

/// The line that begins with this mark. No line of JSON can: texts do not go over line breaks.
pub(super) fn conflict(text: &str, mark: &str) -> Option<usize> {
    if text.starts_with(mark) {
        return Some(1);
    }
    memmem::find(text.as_bytes(), format!("\n{mark}").as_bytes())
        .map(|at| line_at(text.as_bytes(), at + 1))
}

/// The line, from 1, of the byte at this place.
pub(super) fn line_at(bytes: &[u8], at: usize) -> usize {
    1 + memchr::memchr_iter(b'\n', &bytes[..at]).count()
}

/// Refuses more than this program opens, and more than so many objects and lists in one another.
pub(crate) fn limits(text: &str, deepest: usize) -> Result<Weight, ReadError> {
    let bytes = text.as_bytes();
    let (mut objects, mut strings, mut keys, mut letters) = (0, 0_usize, 0, 0);
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'"' => {
                let length = string_length(&bytes[at..]);
                if length > MAX_STRING {
                    let spot = Spot::of(bytes, at - 1).begins();
                    return Err(too_much(
                        format!("{spot} has a text of {} MB", mega(length)),
                        format!("{} MB", mega(MAX_STRING)),
                    ));
                }
                at += length + 1;
                letters += length;
                strings += 1;
            }
            b'{' | b'[' => {
                objects += usize::from(*byte == b'{');
                depth += 1;
                if depth > deepest {
                    return Err(ReadError::TooDeep(Spot::of(bytes, at - 1)));
                }
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            b':' => keys += 1,
            _ => {}
        }
    }
    if objects > MAX_OBJECTS {
        return Err(too_much(
            format!("The file has {}", counted(objects, "object")),
            count(MAX_OBJECTS as u64),
        ));
    }
    let values = strings.saturating_sub(keys);
    let weight = Weight {
        held: letters + objects * OBJECT + values * STRING + keys * KEY,
        reading: bytes.len(),
        compared: objects * OBJECT,
    };
    let memory = weight.held + weight.reading;
    if memory > MAX_MEMORY {
        return Err(too_much(
            format!(
                "The file has {} and {} of {} MB in all, which would take {} MB of memory",
                counted(objects, "object"),
                counted(strings, "text"),
                mega(letters),
                mega(memory)
            ),
            format!("{} MB", mega(MAX_MEMORY)),
        ));
    }
    Ok(weight)
}

/// Bytes up to the quote that ends the text; up to the end where there is none.
fn string_length(rest: &[u8]) -> usize {
    let mut at = 0;
    while let Some(found) = rest.get(at..).and_then(|rest| memchr2(b'"', b'\\', rest)) {
        if rest[at + found] == b'"' {
            return at + found;
        }
        at += found + 2;
    }
    rest.len()
}

fn too_much(what: String, limit: String) -> ReadError {
    ReadError::TooMuch { what, limit }
}

pub(super) fn mega(bytes: usize) -> usize {
    bytes.div_ceil(1024 * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(text: &str) -> String {
        scan(text).unwrap_err().to_string()
    }

    #[test]
    fn what_is_too_much_is_said_with_its_figure() {
        let objects = format!("{{\"a\": [{}]}}", "{},".repeat(MAX_OBJECTS));
        assert_eq!(
            sentence(&objects),
            "The file has 1\u{a0}000\u{a0}001 objects, more than this program opens (1\u{a0}000\u{a0}000)."
        );
        let texts = format!("{{\"tags\": [{}]}}", "\"\",".repeat(8_000_000));
        assert!(
            sentence(&texts).contains("8\u{a0}000\u{a0}001 texts of 1 MB in all"),
            "{}",
            sentence(&texts)
        );
        let long = format!("{{\n\"name\": \"{}\"}}", "a".repeat(MAX_STRING + 1));
        assert_eq!(
            sentence(&long),
            "Line 2, column 9 has a text of 17 MB, more than this program opens (16 MB)."
        );
    }

    #[test]
    fn numbers_in_lists_cost_nothing_but_their_letters() {
        let numbers = format!("{{\"a\": [{}1]}}", "1,".repeat(5_000_000));
        assert!(scan(&numbers).is_ok());
    }

    #[test]
    fn an_escaped_quote_does_not_end_a_text() {
        assert_eq!(string_length(br#"a\"b" "#), 4);
        assert_eq!(string_length(br#"a\\" "#), 3);
        assert_eq!(string_length(br"a\"), 2);
        let brackets = format!("{{\"a\": \"\\\"{}\"}}", "[".repeat(200));
        assert!(scan(&brackets).is_ok());
    }

    #[test]
    fn a_mark_of_a_conflict_is_found_in_any_line() {
        assert_eq!(conflict("<<<<<<< a\n", "<<<<<<< "), Some(1));
        assert_eq!(conflict("{\n  <<<<<<< a\n<<<<<<< b", "<<<<<<< "), Some(3));
    }
}
