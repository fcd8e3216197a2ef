//! Memory for several files at once: each by itself may be opened, all together may be too much.

use super::open::{self, OpenError};
use super::read_error::ReadError;
use super::scan::{MAX_MEMORY, mega, scan};
use super::{format, text};
use crate::model::Project;
use std::path::Path;

/// What of the memory that one command may use is left for further files and for the work on them.
#[derive(Debug)]
pub struct Room {
    left: usize,
    are_compared: bool,
}

impl Default for Room {
    fn default() -> Self {
        Self {
            left: MAX_MEMORY,
            are_compared: false,
        }
    }
}

impl Room {
    /// For files that are compared with each other, which takes its share.
    pub fn to_compare() -> Self {
        Self {
            are_compared: true,
            ..Self::default()
        }
    }

    /// Bytes that are left.
    pub fn left(&self) -> usize {
        self.left
    }

    /// Opens a file, if there is room for it.
    ///
    /// # Errors
    /// A sentence for the user.
    pub fn open(&mut self, path: &Path) -> Result<Project, OpenError> {
        self.read(&open::read_bytes(path)?)
    }

    /// The same with bytes that were read from it.
    ///
    /// # Errors
    /// A sentence for the user.
    pub fn read(&mut self, bytes: &[u8]) -> Result<Project, OpenError> {
        let weight = text::text(bytes).and_then(scan)?;
        let compared = if self.are_compared {
            weight.compared
        } else {
            0
        };
        let held = weight.held + compared;
        if held + weight.reading > self.left {
            let needed = MAX_MEMORY - self.left + held + weight.reading;
            return Err(OpenError::Read(ReadError::TooMuch {
                what: format!(
                    "The files together would take {} MB of memory",
                    mega(needed)
                ),
                limit: format!("{} MB", mega(MAX_MEMORY)),
            }));
        }
        self.left -= held;
        Ok(format::read(bytes)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_little_alone_may_be_too_much_together() {
        let notes: String = (0..60_000).fold(String::new(), |notes, at| {
            notes + &format!("{{\"id\":\"n{at}\",\"text\":\"\"}},")
        });
        let file = format!(
            "{{\"format\":\"value-journey\",\"version\":1,\"journeys\":[{{\"id\":\"j\",\"name\":\"\",\"steps\":[{{\"id\":\"s\",\"name\":\"\"}}],\"solutions\":[{{\"id\":\"a\",\"name\":\"\",\"cells\":{{\"s\":{{\"benefits\":[{}]}}}}}}]}}]}}",
            notes.trim_end_matches(',')
        );
        let (mut room, mut opened) = (Room::to_compare(), 0);
        let error = loop {
            match room.read(file.as_bytes()) {
                Ok(_) => opened += 1,
                Err(error) => break error.to_string(),
            }
        };
        assert!(opened > 2, "three versions are merged: {error}");
        assert!(
            error.starts_with("The files together would take ") && error.contains("440 MB"),
            "{error}"
        );
    }
}
