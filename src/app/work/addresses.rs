//! Addresses in notes: shown in full and opened on a click, never by themselves, and only of kinds that
//! cannot run anything.

use crate::model::Note;

/// What an address may begin with.
const KINDS: [&str; 3] = ["https://", "http://", "mailto:"];
/// Longest address in bytes: a longer one is not meant to be read.
const LONGEST: usize = 2000;

/// The addresses in a note's texts, each once, in the order they stand.
pub(crate) fn addresses(note: &Note) -> Vec<&str> {
    let mut found = Vec::new();
    for text in [&note.text, &note.source, &note.detail] {
        for address in in_text(text) {
            if !found.contains(&address) {
                found.push(address);
            }
        }
    }
    found
}

fn in_text(text: &str) -> impl Iterator<Item = &str> {
    // Whatever is not plainly visible ends an address: it could hide where it leads.
    let is_end = |letter: char| !letter.is_ascii_graphic() || "<>\"`{}|\\^".contains(letter);
    text.split(is_end).filter_map(|word| {
        let at = KINDS.iter().filter_map(|kind| word.find(kind)).min()?;
        let before = word[..at].chars().next_back();
        let begins = before.is_none_or(|letter| !letter.is_ascii_alphanumeric());
        let address = word[at..].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'']);
        let kind = KINDS.iter().find(|kind| address.starts_with(*kind))?;
        let has_more = address.len() > kind.len();
        (begins && has_more && address.len() <= LONGEST).then_some(address)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<&str> {
        in_text(text).collect()
    }

    #[test]
    fn addresses_are_found_in_sentences() {
        assert_eq!(
            of("See https://example.org/a?b=1, (http://x.example) or mailto:anna@example.org."),
            [
                "https://example.org/a?b=1",
                "http://x.example",
                "mailto:anna@example.org"
            ]
        );
        assert_eq!(of("https:// and mailto:"), [""; 0]);
    }

    #[test]
    fn nothing_that_runs_or_hides_is_an_address() {
        for text in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "data:text/html,x",
            "smb://server/share",
            "vbscript:x",
            "xhttps://example.org",
        ] {
            assert_eq!(of(text), [""; 0], "{text}");
        }
        // A sign that turns the direction of writing round ends it.
        assert_eq!(
            of("https://a.example/\u{202e}gpj.exe"),
            ["https://a.example/"]
        );
        assert_eq!(of(&format!("https://{}", "a".repeat(3000))), [""; 0]);
    }
}
