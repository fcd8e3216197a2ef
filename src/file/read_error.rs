//! Why a file was not opened, in sentences: what is wrong, where, and what to do.

use super::spot::Spot;
use crate::model::words::counted;
use crate::model::{self, VERSION};
use serde::Deserialize;
use serde_json::error::Category;
use serde_json::value::RawValue;

/// Deepest nesting of objects and lists.
pub(super) const MAX_DEPTH: usize = 127;

/// Most letters of what the parser says: it repeats what stands in the file, however long.
const MAX_WORDS: usize = 400;

/// Why a file was not opened: a sentence that says what is wrong, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the names of the fields say what they are")]
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
    /// A project up to a place, and zero bytes from there on.
    #[error(
        "From {0} on the file holds nothing but zero bytes: it was not written completely. Look for an earlier version of it."
    )]
    ZeroTail(Spot),
    /// Wide characters.
    #[error("The file is text in {}. Open it in a text editor and save it as UTF-8.", .0.name())]
    Wide(Wide),
    /// Bytes that are no text.
    #[error(
        "{} is not text in UTF-8, so the file is damaged or not a project. Look for an earlier version of it.",
        .0.begins()
    )]
    NotUtf8(Spot),
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
    #[error("The file ends in {0} before it is complete. Look for an earlier version of it.")]
    Truncated(Spot),
    /// No JSON from here on.
    #[error("{}: {what}. The file was changed by hand or is damaged there.", .at.begins())]
    Syntax { at: Spot, what: String },
    /// JSON, but not what stands in a project.
    #[error("{}: {what}. Correct it in a text editor, or open an earlier version.", .at.begins())]
    Wrong {
        at: Spot,
        /// What stands there and what belongs there.
        what: String,
    },
    /// Objects in objects in objects.
    #[error(
        "{}: lists and objects are nested more than {MAX_DEPTH} deep. This is not a file Value Journey has written.",
        .0.begins()
    )]
    TooDeep(Spot),
    /// More than this program handles.
    #[error("{what}, more than this program opens ({limit}).")]
    TooMuch {
        /// How much there is.
        what: String,
        /// How much is possible.
        limit: String,
    },
    /// A project that contradicts itself.
    #[error("{}{sentence}{} Correct it in a text editor, or open an earlier version.", .at.map(|at| format!("{}: ", at.begins())).unwrap_or_default(), match .others {
        0 => String::new(),
        others => format!(" (And {} more.)", counted(*others, "problem")),
    })]
    Invalid {
        /// Where, when it could be found.
        at: Option<Spot>,
        /// The first problem.
        sentence: String,
        /// How many there are besides.
        others: usize,
    },
}

/// Text whose characters have more than one byte each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wide {
    /// Two or four.
    Utf16,
    /// Four.
    Utf32,
}

impl Wide {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Utf16 => "UTF-16",
            Self::Utf32 => "UTF-32",
        }
    }
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

/// What the parser found wrong, in a sentence for people.
pub(super) fn explain(text: &str, error: &serde_json::Error) -> ReadError {
    let is_syntax = error.classify() == Category::Syntax;
    let at = Spot::of_error(text, error, is_syntax);
    let what = model::cut(&told(error), MAX_WORDS);
    match error.classify() {
        Category::Eof => return ReadError::Truncated(at),
        Category::Syntax | Category::Io => return ReadError::Syntax { at, what },
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
    ReadError::Wrong { at, what }
}

/// What the parser says, in our words and without the place.
pub(crate) fn told(error: &serde_json::Error) -> String {
    let full = error.to_string();
    in_words(full.split(" at line ").next().unwrap_or(&full))
}

/// What the parser says of text that is no JSON, and what we say.
const SYNTAX: [(&str, &str); 20] = [
    ("EOF while parsing a list", "it ends inside a list"),
    ("EOF while parsing an object", "it ends inside an object"),
    ("EOF while parsing a string", "it ends inside a text"),
    ("EOF while parsing a value", "it ends where a value belongs"),
    ("expected `:`", "a colon is missing behind a key"),
    ("expected `,` or `]`", "a comma or `]` is missing"),
    ("expected `,` or `}`", "a comma or `}` is missing"),
    (
        "expected ident",
        "a word stands there that is none of `true`, `false` and `null`",
    ),
    (
        "expected value",
        "a value is missing, or is none that JSON has",
    ),
    ("expected `\"`", "a quotation mark is missing"),
    (
        "invalid escape",
        "a backslash stands before a character that needs none",
    ),
    ("invalid number", "a number is not written as JSON has it"),
    ("number out of range", "a number is too large"),
    (
        "invalid unicode code point",
        "an escape (`\\u…`) stands for no character",
    ),
    (
        "control character (",
        "a line break or another control character stands inside a text",
    ),
    (
        "key must be a string",
        "a key without quotation marks, or a comment",
    ),
    (
        "lone leading surrogate in hex escape",
        "an escape (`\\u…`) stands for half a character",
    ),
    (
        "unexpected end of hex escape",
        "an escape (`\\u…`) stands for half a character",
    ),
    (
        "trailing comma",
        "a comma stands before the end of a list or an object",
    ),
    ("trailing characters", "more text stands after the end"),
];

/// What the parser expects, and what we call it.
fn expected(words: &str) -> &str {
    match words {
        "a sequence" => "a list",
        "a map" => "an object",
        "a string" => "a text",
        "a boolean" => "`true` or `false`",
        "u8" => "a whole number from 0 to 255",
        "u32" | "u64" | "usize" => "a whole number from 0 on",
        "i64" => "a whole number",
        "f64" => "a number",
        other => other,
    }
}

/// The parser's words for a wrong value, in ours.
pub(super) fn in_words(what: &str) -> String {
    let swapped = |rest: &str, found: &str| {
        rest.split_once(", expected ").map(|(_, expected)| {
            format!("{found} stands where {} belongs", self::expected(expected))
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
    for (words, ours) in [
        ("missing field ", " is missing"),
        ("duplicate field ", " stands there twice"),
    ] {
        if let Some(field) = what.strip_prefix(words) {
            return format!("{field}{ours}");
        }
    }
    let ours = SYNTAX.iter().find(|(words, _)| what.starts_with(words));
    ours.map_or(what, |(_, ours)| ours).to_owned()
}
