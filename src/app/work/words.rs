//! Names of files in sentences, and sentences that were made for a terminal.

use std::path::Path;

/// The name of a file, for sentences.
pub(crate) fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}

/// With quotation marks in the place of backticks: in the window's font a backtick is an accent on the
/// next letter.
pub(crate) fn quoted(sentence: &str) -> String {
    let mut is_open = false;
    sentence
        .chars()
        .map(|letter| match letter {
            '`' => {
                is_open = !is_open;
                if is_open { '“' } else { '”' }
            }
            letter => letter,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backticks_become_quotation_marks() {
        assert_eq!(
            quoted("the number `5` is not `6`"),
            "the number “5” is not “6”"
        );
    }
}
