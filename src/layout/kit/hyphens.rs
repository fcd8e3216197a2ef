//! Where a long word may be broken with a hyphen: between syllables, by the patterns of its language.

use hypher::Lang;

/// Longer words, in bytes, are none that patterns know.
const LONGEST: usize = 256;

/// The language whose patterns are asked. German, whose words are long, where a project names none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Language(Option<Lang>);

impl Default for Language {
    fn default() -> Self {
        Self(Some(Lang::German))
    }
}

impl Language {
    /// Of a BCP 47 tag. Words of a language without patterns are broken where a line is full.
    pub(super) fn of(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        match <[u8; 2]>::try_from(primary.to_ascii_lowercase().as_bytes()) {
            Ok(code) => Self(Lang::from_iso(code)),
            Err(_) if primary.is_empty() => Self::default(),
            Err(_) => Self(None),
        }
    }

    /// Where a line may end within the word, in bytes from its beginning.
    pub(super) fn places(self, word: &str) -> Vec<usize> {
        let is_german = || word.contains(['ä', 'ö', 'ü', 'ß', 'Ä', 'Ö', 'Ü']);
        let language = match self.0 {
            Some(Lang::English) if is_german() => Lang::German,
            Some(language) => language,
            None => return Vec::new(),
        };
        let begin = word.len() - word.trim_start_matches(|letter| !is_letter(letter)).len();
        let core = word[begin..].trim_end_matches(|letter| !is_letter(letter));
        if core.len() > LONGEST || !core.chars().all(is_letter) {
            return Vec::new();
        }
        let mut end = begin;
        let syllables = hypher::hyphenate(core, language);
        let mut places: Vec<usize> = syllables
            .map(|syllable| {
                end += syllable.len();
                end
            })
            .collect();
        // The end of the word is no place within it.
        places.pop();
        places
    }
}

/// Whether letters of a script that knows the hyphen stand on both sides, two before and two after.
pub(super) fn is_within_letters(word: &str, at: usize) -> bool {
    let (before, after) = word.split_at(at);
    let are = |letters: &mut dyn Iterator<Item = char>| {
        let pair = [letters.next(), letters.next()];
        pair.into_iter().all(|letter| letter.is_some_and(is_letter))
    };
    are(&mut before.chars().rev()) && are(&mut after.chars())
}

fn is_letter(letter: char) -> bool {
    letter.is_alphabetic() && (letter < '\u{530}' || ('\u{1E00}'..='\u{1FFF}').contains(&letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_any_length_has_its_places() {
        // Two bytes a letter: twice as long as the patterns take by themselves.
        let long = "достопримечательность".repeat(2);
        for (language, word, has_places) in [
            (
                "de",
                "Donaudampfschifffahrtsgesellschaftskapitänspatentprüfung",
                true,
            ),
            ("de", long.as_str(), false),
            ("de", &"a".repeat(4_000), false),
        ] {
            let places = Language::of(language).places(word);
            assert_eq!(!places.is_empty(), has_places, "{word:.60}");
        }
    }
}
