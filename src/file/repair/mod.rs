//! A copy of a damaged file that can be opened: whatever still makes sense of it, and a list of what
//! does not.
//!
//! Three steps: the text is mended until it is JSON, every part of a project keeps the fields that can
//! be read, and what contradicts itself is settled. The file itself is not touched.

mod losses;
mod mend;
mod object;
mod salvage;
mod settle;
mod tokens;

use super::format::{read, write};
use super::read_error::Wide;
use super::text::{wide, without_mark, without_zeros};
use crate::model::words::{counted, one_or_many};
use crate::model::{self, MAX_NOTES, Project};
use losses::Losses;
use mend::mend;
use std::borrow::Cow;

/// Larger files are not repaired, in bytes.
const MAX_BYTES: usize = 32 * 1024 * 1024;
/// Files of more objects are not repaired: each may have to be read several times.
const MAX_OBJECTS: usize = 2 * MAX_NOTES;
/// A project made from a damaged file.
#[derive(Debug, Clone)]
pub struct Repaired {
    /// Valid, and what is written of it reads back the same.
    pub project: Project,
    /// What was left out or changed, in sentences that name the line; empty when nothing was.
    pub dropped: Vec<String>,
}

/// Makes a project of what can still be read of a file.
///
/// `None` when nothing of a project can be found, when it is larger than can be repaired (32 MB,
/// 400,000 objects), and for a file with both sides of a conflict: see [`sides`](super::sides).
pub fn repair(bytes: &[u8]) -> Option<Repaired> {
    if bytes.len() > MAX_BYTES {
        return None;
    }
    if let Ok(project) = read(bytes) {
        return Some(Repaired {
            project,
            dropped: Vec::new(),
        });
    }
    let mut losses = Losses::default();
    let text = decoded(bytes, &mut losses)?;
    if super::sides(&text).is_some() {
        return None;
    }
    let mended = mend(&text, &mut losses)?;
    if memchr::memchr_iter(b'{', mended.as_bytes()).count() > MAX_OBJECTS {
        return None;
    }
    let mut project = salvage::project(&mended, &mut losses)?;
    if model::is_too_large(&project) {
        return None;
    }
    settle::settle(&mut project, &mut losses);
    // What cannot be kept would be lost at the first save: then there is no copy.
    let again = read(&write(&project).ok()?).ok()?;
    (again == project).then(|| Repaired {
        project,
        dropped: losses.into_sentences(),
    })
}

/// The text of a file, however it is encoded.
fn decoded<'a>(bytes: &'a [u8], losses: &mut Losses) -> Option<Cow<'a, str>> {
    if let Some(wide) = wide(bytes) {
        losses.say(|| {
            let name = wide.name();
            format!("The file was text in {name}; projects are text in UTF-8.")
        });
        let text = match wide {
            Wide::Utf16 => utf16(bytes),
            Wide::Utf32 => utf32(bytes),
        };
        return Some(text.into());
    }
    let whole = without_mark(bytes);
    let bytes = without_zeros(whole);
    if bytes.is_empty() {
        return None;
    }
    if bytes.len() < whole.len() {
        losses.say(|| {
            let zeros = whole.len() - bytes.len();
            format!(
                "The file ended in {}, which {} left out.",
                counted(zeros, "zero byte"),
                one_or_many(zeros, "was", "were")
            )
        });
    }
    let text = String::from_utf8_lossy(bytes);
    if matches!(text, Cow::Owned(_)) {
        losses.say(|| "Bytes that are no text were replaced by “\u{fffd}”.".to_owned());
    }
    Some(text)
}

fn utf16(bytes: &[u8]) -> String {
    let is_big_endian = match bytes {
        [0xFE, 0xFF, ..] => true,
        [0xFF, 0xFE, ..] => false,
        [first, ..] => *first == 0,
        [] => false,
    };
    let (pairs, _) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| {
        if is_big_endian {
            u16::from_be_bytes(*pair)
        } else {
            u16::from_le_bytes(*pair)
        }
    });
    let letters = char::decode_utf16(units).map(|letter| letter.unwrap_or('\u{fffd}'));
    trimmed(letters)
}

fn utf32(bytes: &[u8]) -> String {
    let is_big_endian = matches!(bytes, [0, 0, ..]);
    let (fours, _) = bytes.as_chunks::<4>();
    trimmed(fours.iter().map(|four| {
        let letter = if is_big_endian {
            u32::from_be_bytes(*four)
        } else {
            u32::from_le_bytes(*four)
        };
        char::from_u32(letter).unwrap_or('\u{fffd}')
    }))
}

/// Without the mark of the byte order and zeros at the end.
fn trimmed(letters: impl Iterator<Item = char>) -> String {
    let text: String = letters.collect();
    text.trim_start_matches('\u{feff}')
        .trim_end_matches('\0')
        .to_owned()
}
