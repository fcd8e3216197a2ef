//! From bytes to text: what is no text in UTF-8 is told apart.

use super::read_error::{ReadError, Wide};
use super::spot::Spot;

/// How files of other kinds begin, and what they are.
const OTHERS: [(&[u8], &str); 12] = [
    (b"%PDF", "it is a PDF"),
    (b"PK\x03\x04", "it is a ZIP archive or an office document"),
    (b"\x1f\x8b", "it is compressed with gzip"),
    (b"BZh", "it is compressed with bzip2"),
    (b"\xfd7zXZ\0", "it is compressed with xz"),
    (b"\x28\xb5\x2f\xfd", "it is compressed with zstd"),
    (b"7z\xbc\xaf\x27\x1c", "it is a 7z archive"),
    (b"\x89PNG", "it is a picture (PNG)"),
    (b"\xff\xd8\xff", "it is a picture (JPEG)"),
    (b"GIF8", "it is a picture (GIF)"),
    (b"\x7fELF", "it is a program"),
    (b"SQLite format 3\0", "it is a database (SQLite)"),
];

/// The text of a file, without a mark of the byte order.
pub(super) fn text(bytes: &[u8]) -> Result<&str, ReadError> {
    if let Some(wide) = wide(bytes) {
        return Err(ReadError::Wide(wide));
    }
    let bytes = without_mark(bytes);
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    let zeros_from = without_zeros(bytes).len();
    if zeros_from == 0 {
        return Err(ReadError::Zeros);
    }
    if let Some((_, found)) = OTHERS.iter().find(|(begin, _)| bytes.starts_with(begin)) {
        return Err(ReadError::NotAProject {
            found: (*found).to_owned(),
        });
    }
    let text = str::from_utf8(bytes).map_err(|error| {
        let at = Spot::of(bytes, error.valid_up_to());
        match error.error_len() {
            // The text stops in the middle of a character.
            None => ReadError::Truncated(at),
            Some(_) => ReadError::NotUtf8(at),
        }
    })?;
    if zeros_from < bytes.len() {
        return Err(ReadError::ZeroTail(Spot::of(bytes, zeros_from)));
    }
    Ok(text)
}

/// Whether this is text in UTF-16 or UTF-32, with or without a mark of the byte order: every project
/// begins with letters of one byte.
pub(super) fn wide(bytes: &[u8]) -> Option<Wide> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => Some(Wide::Utf32),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Some(Wide::Utf16),
        [1..=255, 0, 0, 0, ..] | [0, 0, 0, 1..=255, ..] => Some(Wide::Utf32),
        [1..=255, 0, ..] | [0, 1..=255, ..] => Some(Wide::Utf16),
        _ => None,
    }
}

/// The bytes after the mark of UTF-8, if there is one.
pub(super) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

/// The bytes before a tail of zeros.
pub(super) fn without_zeros(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().rposition(|byte| *byte != 0);
    &bytes[..end.map_or(0, |end| end + 1)]
}
