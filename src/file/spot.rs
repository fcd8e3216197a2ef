//! Places in a text, as editors name them.

use std::fmt;

/// A line with more bytes than this is no place by itself: the column is said too.
const LONG: usize = 200;

/// A place in a text: "line 5", or "line 1, column 812" where a line is long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: Option<usize>,
}

impl Spot {
    /// The place of this byte.
    pub(super) fn of(bytes: &[u8], at: usize) -> Self {
        let at = at.min(bytes.len());
        let line = 1 + memchr::memchr_iter(b'\n', &bytes[..at]).count();
        let begin = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |at| at + 1);
        let is_long = memchr::memchr(b'\n', &bytes[begin..]).unwrap_or(bytes.len() - begin) > LONG;
        let column = is_long.then(|| 1 + letters(&bytes[begin..at]));
        Self { line, column }
    }

    /// Where the parser stopped; it counts bytes. Always with its column when `exactly`.
    pub(crate) fn of_error(text: &str, error: &serde_json::Error, exactly: bool) -> Self {
        let line = error.line().max(1);
        let bytes = text.as_bytes();
        let begin = line_begin(bytes, line);
        // The byte that is wrong is the last one it has read.
        let at = (begin + error.column().saturating_sub(1)).min(bytes.len());
        let spot = Self::of(bytes, at);
        Self {
            line,
            column: spot
                .column
                .or_else(|| exactly.then(|| 1 + letters(&bytes[begin..at]))),
        }
    }

    /// At the beginning of a sentence.
    pub(super) fn begins(self) -> String {
        let words = self.to_string();
        format!("L{}", &words[1..])
    }
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        match self.column {
            Some(column) => write!(f, ", column {column}"),
            None => Ok(()),
        }
    }
}

/// Where this line begins, from 1; the beginning of the text where it has fewer lines.
fn line_begin(bytes: &[u8], line: usize) -> usize {
    // Counting is many times as fast as going from one to the next.
    let mut before = line - 1;
    if before == 0 {
        return 0;
    }
    for (at, part) in bytes.chunks(1 << 16).enumerate() {
        let breaks = memchr::memchr_iter(b'\n', part);
        let count = breaks.clone().count();
        if count >= before {
            let found = breaks.clone().nth(before - 1);
            return found.map_or(0, |found| (at << 16) + found + 1);
        }
        before -= count;
    }
    0
}

/// Characters in these bytes: the bytes that begin one.
fn letters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_found_also_behind_many() {
        let text = "\n".repeat(70_000) + "a\nb";
        for (line, begin) in [
            (1, 0),
            (2, 1),
            (65_537, 65_536),
            (70_001, 70_000),
            (70_002, 70_002),
        ] {
            assert_eq!(line_begin(text.as_bytes(), line), begin, "line {line}");
        }
        assert_eq!(line_begin(text.as_bytes(), 70_003), 0);
        assert_eq!(line_begin(b"", 2), 0);
    }

    #[test]
    fn a_long_line_needs_its_column() {
        let text = format!("ä\n{}", "ö".repeat(150));
        let spot = |at| Spot::of(text.as_bytes(), at).to_string();
        assert_eq!(spot(0), "line 1");
        assert_eq!(spot(3), "line 2, column 1");
        assert_eq!(spot(3 + 2 * 100), "line 2, column 101");
    }
}
