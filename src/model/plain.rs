//! Text as it may stand in a sentence or reach a terminal: files hold anybody's words, and some
//! characters are obeyed instead of shown.

/// Whether a terminal or a line of text obeys this character instead of showing it: controls and escapes,
/// breaks of lines, and marks that turn the direction of what follows.
pub fn is_obeyed(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{61C}'
            | '\u{200E}' | '\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2066}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E007F}')
}

/// The character, or what is shown in its place.
pub(crate) fn plain(letter: char) -> char {
    match letter {
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => ' ',
        _ if is_obeyed(letter) => '\u{FFFD}',
        _ => letter,
    }
}

/// A text as one line that nothing obeys.
pub fn plain_line(text: &str) -> String {
    text.chars().map(plain).collect()
}

/// The same for several lines.
pub fn plain_lines(text: &str) -> String {
    let plain = |letter| {
        if letter == '\n' {
            letter
        } else {
            plain(letter)
        }
    };
    text.chars().map(plain).collect()
}

/// JSON with these characters written as `\u…`: they stand in texts only, so it says the same.
pub fn plain_json(json: &str) -> String {
    let mut plain = String::with_capacity(json.len());
    for letter in json.chars() {
        if letter == '\n' || !is_obeyed(letter) {
            plain.push(letter);
            continue;
        }
        for unit in letter.encode_utf16(&mut [0; 2]) {
            plain += &format!("\\u{unit:04x}");
        }
    }
    plain
}

/// A text cut to what fits into a sentence, without what a terminal would obey. Costs as much as it
/// keeps, however long the text is.
pub(crate) fn shortened(text: &str) -> String {
    const LETTERS: usize = 40;
    let mut kept = String::new();
    for word in text.split_whitespace() {
        if !kept.is_empty() {
            kept.push(' ');
        }
        let letters = word.chars().take(LETTERS + 1);
        kept.extend(letters.map(plain));
        if kept.chars().count() > LETTERS {
            break;
        }
    }
    cut(&kept, LETTERS)
}

/// A text of at most so many characters, with "…" where it was cut; no space and no hyphen before it.
pub(crate) fn cut(text: &str, letters: usize) -> String {
    if text.chars().nth(letters).is_none() {
        return text.to_owned();
    }
    let cut: String = text.chars().take(letters - 1).collect();
    let end = [' ', '\n', '-', '\u{2010}', '\u{AD}'];
    format!("{}…", cut.trim_end_matches(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: &str = "a\u{1b}[2J\u{9b}31m\u{202e}b\u{2066}c\u{7}\u{7f}\u{200f}\u{e0041}";

    #[test]
    fn nothing_is_obeyed_and_words_stay() {
        let line = plain_line(&format!("{HOSTILE}\r\nd\te"));
        assert!(!line.contains(is_obeyed), "{line:?}");
        assert!(line.ends_with("  d e"), "{line:?}");
        assert_eq!(plain_lines("a\nb\u{1b}"), "a\nb\u{fffd}");
        // Joined emoji and Persian words need the characters that join and part.
        for text in ["👩\u{200d}🔧 Größe 日本語", "می\u{200c}خواهم שלום"] {
            assert_eq!(plain_line(text), text);
        }
    }

    #[test]
    fn json_says_the_same_and_is_not_obeyed() {
        let text = serde_json::to_string(HOSTILE).unwrap();
        let json = plain_json(&text);
        assert!(!json.contains(is_obeyed), "{json:?}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), HOSTILE);
    }
}
