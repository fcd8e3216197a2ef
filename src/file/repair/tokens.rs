//! The tokens of one line of damaged JSON: what can be read of it, made readable where little is wrong.

use std::borrow::Cow;
use std::ops::Range;

/// A token of JSON.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Token<'a> {
    /// `[` when true, `{` otherwise.
    Open(bool),
    /// `]` when true, `}` otherwise.
    Close(bool),
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// With its quotes.
    Text(Cow<'a, str>),
    /// A number, `true`, `false` or `null`.
    Scalar(&'a str),
    /// Anything else.
    Junk,
}

/// The tokens of a line with their places, and whether a text had to be changed to be one.
pub(super) fn tokens(line: &str) -> impl Iterator<Item = (Range<usize>, Token<'_>, bool)> {
    let mut at = 0;
    let mut after_colon = false;
    std::iter::from_fn(move || {
        let rest = &line[at..];
        let start = line.len() - rest.trim_start().len();
        let first = line[start..].chars().next()?;
        let (length, token, changed) = token(&line[start..], first, after_colon);
        after_colon = token == Token::Colon;
        at = start + length;
        Some((start..at, token, changed))
    })
}

fn token(rest: &str, first: char, after_colon: bool) -> (usize, Token<'_>, bool) {
    match first {
        '{' | '[' => (1, Token::Open(first == '['), false),
        '}' | ']' => (1, Token::Close(first == ']'), false),
        ',' => (1, Token::Comma, false),
        ':' => (1, Token::Colon, false),
        '"' => text(rest, after_colon),
        _ => {
            let is_end = |letter: char| letter.is_whitespace() || "{}[],:\"".contains(letter);
            let word = rest.split(is_end).next().unwrap_or(rest);
            // Of a damaged word nothing is kept, and always something is taken.
            let length = word.len().max(first.len_utf8());
            let is_scalar = matches!(word, "true" | "false" | "null")
                || serde_json::from_str::<serde_json::Number>(word).is_ok()
                || is_large_number(word);
            let token = if is_scalar {
                Token::Scalar(word)
            } else {
                Token::Junk
            };
            (length, token, false)
        }
    }
}

/// A number of JSON that no 64 bits hold, as it may stand in a field we do not know.
fn is_large_number(word: &str) -> bool {
    word.starts_with(|first: char| first == '-' || first.is_ascii_digit())
        && serde_json::from_str::<&serde_json::value::RawValue>(word).is_ok()
}

/// A text up to its closing quote. What follows a colon is a text even without one: the line was cut.
fn text(rest: &str, after_colon: bool) -> (usize, Token<'_>, bool) {
    let mut letters = rest.char_indices().skip(1);
    let mut end = None;
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' => {
                letters.next();
            }
            '"' => {
                end = Some(at + 1);
                break;
            }
            _ => {}
        }
    }
    let Some(end) = end else {
        if !after_colon {
            return (rest.len(), Token::Junk, false);
        }
        let content = rest[1..].trim_end().trim_end_matches([',', '\\']);
        return (rest.len(), Token::Text(quoted(content)), true);
    };
    let found = &rest[..end];
    if serde_json::from_str::<Cow<'_, str>>(found).is_ok() {
        return (end, Token::Text(found.into()), false);
    }
    (end, Token::Text(quoted(&found[1..end - 1])), true)
}

/// The content of a text with escapes, as one that can be read.
fn quoted(content: &str) -> Cow<'static, str> {
    let mut text = String::new();
    let mut letters = content.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            text.push(letter);
            continue;
        }
        match letters.next() {
            Some('n') => text.push('\n'),
            Some('t') => text.push('\t'),
            Some('r') => text.push('\r'),
            Some('u') => {
                let code = letters.as_str().get(..4).and_then(|hex| {
                    let code = u32::from_str_radix(hex, 16).ok()?;
                    letters = letters.as_str()[4..].chars();
                    Some(code)
                });
                text.push(code.and_then(char::from_u32).unwrap_or('\u{fffd}'));
            }
            Some(other) => text.push(other),
            None => {}
        }
    }
    serde_json::Value::String(text).to_string().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Vec<String> {
        tokens(line)
            .map(|(range, token, changed)| match token {
                Token::Text(text) if changed => format!("~{text}"),
                Token::Junk => format!("junk {}", &line[range]),
                _ => line[range].to_owned(),
            })
            .collect()
    }

    #[test]
    fn a_line_that_is_whole_is_read_as_it_stands() {
        assert_eq!(
            read("  \"a\\\"b\": [-1.5e3, true, {}],"),
            [
                "\"a\\\"b\"",
                ":",
                "[",
                "-1.5e3",
                ",",
                "true",
                ",",
                "{",
                "}",
                "]",
                ","
            ]
        );
        assert_eq!(read("1e400"), ["1e400"]);
        assert_eq!(read("  \t "), Vec::<String>::new());
    }

    #[test]
    fn what_is_damaged_is_junk_or_a_text_that_can_be_read() {
        assert_eq!(
            read("\"a\": tru, 1.,"),
            ["\"a\"", ":", "junk tru", ",", "junk 1.", ","]
        );
        assert_eq!(read("\"a\": \"it was cu"), ["\"a\"", ":", "~\"it was cu\""]);
        assert_eq!(read("\"a"), ["junk \"a"]);
        assert_eq!(read("\"a\\ud800 \\q\tb\""), ["~\"a\u{fffd} q\\tb\""]);
    }
}
