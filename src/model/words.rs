//! Counts, plurals and lists in words: the one place where a number of things becomes a text.

/// A whole number with its thousands apart: "120 000". The spaces are hard: a number is one word.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 * 2);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('\u{a0}');
        }
        text.push(digit);
    }
    text
}

/// So many of something: "1 note", "2 notes", "12 000 rows of notes".
pub fn counted(number: usize, one: &str) -> String {
    format!("{} {}", count(number as u64), form(number, one))
}

/// For what a step of the history did: "a note", "12 notes".
pub fn a_or_many(number: usize, one: &str) -> String {
    match number {
        1 => format!("a {one}"),
        many => counted(many, one),
    }
}

/// One of something: "a benefit", "an opportunity".
pub fn with_article(one: &str) -> String {
    let is_vowel = one.starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {one}", if is_vowel { "an" } else { "a" })
}

/// A part of so many: "1 of 3".
pub fn of(part: usize, all: usize) -> String {
    format!("{} of {}", count(part as u64), count(all as u64))
}

/// A part of something: "1 of 3 gaps", "1 of 1 gap".
pub fn part_of(part: usize, all: usize, one: &str) -> String {
    format!("{} of {}", count(part as u64), counted(all, one))
}

/// The word that goes with a number of things: `one_or_many(1, "has", "have")`.
pub fn one_or_many<'a>(number: usize, one: &'a str, many: &'a str) -> &'a str {
    if number == 1 { one } else { many }
}

/// A list in a sentence: "a", "a and b", "a, b and c".
pub fn listed<T: AsRef<str>>(items: &[T]) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// The beginning of a list that may be long: "a, b, c and 7 more".
pub fn listed_first<T: AsRef<str>>(items: &[T], most: usize) -> String {
    let more = items.len().saturating_sub(most);
    let mut first: Vec<&str> = items.iter().take(most).map(AsRef::as_ref).collect();
    let rest = format!("{} more", count(more as u64));
    if more > 0 {
        first.push(&rest);
    }
    listed(&first)
}

/// The first letter as a capital.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// The form of a noun that goes with a number.
fn form(number: usize, one: &str) -> String {
    if number == 1 {
        return one.to_owned();
    }
    match one.split_once(" of ") {
        Some((head, rest)) => format!("{head}s of {rest}"),
        None if one == "person" => "people".to_owned(),
        None => format!("{one}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        text.replace('\u{a0}', " ")
    }

    #[test]
    fn thousands_stand_apart_by_a_space_that_does_not_break() {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1\u{a0}000"),
            (120_000, "120\u{a0}000"),
            (85_123_456, "85\u{a0}123\u{a0}456"),
        ] {
            assert_eq!(count(number), text);
        }
    }

    #[test]
    fn one_thing_is_no_plural() {
        let shown = [
            (0, "note"),
            (1, "note"),
            (2, "note"),
            (1, "person"),
            (2, "person"),
        ]
        .map(|(number, one)| counted(number, one));
        assert_eq!(
            shown,
            ["0 notes", "1 note", "2 notes", "1 person", "2 people"]
        );
        assert_eq!(counted(2, "row of notes"), "2 rows of notes");
        assert_eq!(plain(&counted(1200, "open end")), "1 200 open ends");
        assert_eq!(a_or_many(1, "note"), "a note");
        assert_eq!(a_or_many(2, "note"), "2 notes");
        assert_eq!(part_of(1, 1, "gap"), "1 of 1 gap");
        assert_eq!(part_of(1, 3, "gap"), "1 of 3 gaps");
        assert_eq!(one_or_many(1, "has", "have"), "has");
    }

    #[test]
    fn the_last_of_a_list_comes_after_and() {
        assert_eq!(listed::<&str>(&[]), "");
        assert_eq!(listed(&["a"]), "a");
        assert_eq!(listed(&["a", "b"]), "a and b");
        assert_eq!(listed(&["a", "b", "c"]), "a, b and c");
        assert_eq!(listed_first(&["a", "b", "c"], 3), "a, b and c");
        assert_eq!(listed_first(&["a", "b", "c", "d"], 2), "a, b and 2 more");
    }
}
