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
    /// The beginning of a line.
    pub const fn line(line: usize) -> Self {
        Self { line, column: None }
    }

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
        let begin = match line {
            1 => 0,
            _ => memchr::memchr_iter(b'\n', bytes)
                .nth(line - 2)
                .map_or(0, |at| at + 1),
        };
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

/// Characters in these bytes: the bytes that begin one.
fn letters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_needs_its_column() {
        let text = format!("ä\n{}", "ö".repeat(150));
        let spot = |at| Spot::of(text.as_bytes(), at).to_string();
        assert_eq!(spot(0), "line 1");
        assert_eq!(spot(3), "line 2, column 1");
        assert_eq!(spot(3 + 2 * 100), "line 2, column 101");
    }
}
