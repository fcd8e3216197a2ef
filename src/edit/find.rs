//! Find and replace, over everything that is text.

use super::write::write;
use crate::model::{Id, MAX_TEXT, Place, Project, Target, texts};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// One place where a text was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Match {
    /// Where it stands.
    pub target: Target,
    /// Bytes of the text.
    pub range: Range<usize>,
}

/// Where `needle` stands in a text, whatever its case. Letters are compared one by one as they are
/// met: a copy in lower case would have other lengths than the text.
fn ranges(text: &str, needle: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if needle.is_empty() {
        return found;
    }
    let mut letters = text.chars();
    loop {
        let at = text.len() - letters.as_str().len();
        if let Some(rest) = after(letters.as_str(), needle) {
            found.push(at..text.len() - rest.len());
            letters = rest.chars();
        } else if letters.next().is_none() {
            return found;
        }
    }
}

/// What follows `needle` in a text that begins with it, whatever its case.
fn after<'a>(text: &'a str, needle: &str) -> Option<&'a str> {
    let mut letters = text.chars();
    for wanted in needle.chars() {
        let letter = letters.next()?;
        if letter != wanted && !letter.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    Some(letters.as_str())
}

/// Every place where a text stands, whatever its case, in the order of [`texts`].
pub fn find(project: &Project, needle: &str) -> Vec<Match> {
    let mut found = Vec::new();
    texts(project, |target, text| {
        let ranges = ranges(&text, needle).into_iter();
        found.extend(ranges.map(|range| Match { target, range }));
    });
    found
}

/// Replaces the given matches, which must be of this value; `place` says where a note stands. A text
/// that would grow too long is left as it was. Returns how many were replaced.
pub fn replace(
    project: &mut Project,
    place: &dyn Fn(Id) -> Option<Place>,
    matches: &[Match],
    with: &str,
) -> usize {
    let mut wanted: HashMap<Target, Vec<&Match>> = HashMap::new();
    for found in matches {
        wanted.entry(found.target).or_default().push(found);
    }
    let mut changed = Vec::new();
    texts(project, |target, text| {
        let matches = wanted.get(&target);
        let text = matches.and_then(|matches| replaced(&text, matches, with));
        changed.extend(text.map(|text| (target, text)));
    });
    // Notes are changed place by place, each place once: looking each one up would take the square
    // of their number.
    let mut count = 0;
    let mut in_places: HashMap<Place, HashMap<Id, Vec<(Target, String)>>> = HashMap::new();
    for (target, text) in changed {
        let Some(id) = target.note() else {
            if write(project, target, None, &text).is_ok() {
                count += wanted[&target].len();
            }
            continue;
        };
        if let Some(place) = place(id) {
            let notes = in_places.entry(place).or_default();
            notes.entry(id).or_default().push((target, text));
        }
    }
    for (place, mut texts) in in_places {
        for note in project.notes_mut(place).into_iter().flatten() {
            for (target, text) in texts.remove(&note.id).into_iter().flatten() {
                count += wanted[&target].len();
                if let Some((_, key)) = target.address() {
                    Arc::make_mut(note).set_text(key, text);
                }
            }
        }
    }
    count
}

/// `None` when the text would be longer than [`MAX_TEXT`].
fn replaced(text: &str, matches: &[&Match], with: &str) -> Option<String> {
    let (mut after, mut from) = (String::with_capacity(text.len()), 0);
    for Match { range, .. } in matches.iter().copied() {
        if let Some(kept) = text.get(from..range.start)
            && text.get(range.clone()).is_some()
            && after.len() <= MAX_TEXT
        {
            after.push_str(kept);
            after.push_str(with);
            from = range.end;
        }
    }
    after.push_str(&text[from..]);
    (after.len() <= MAX_TEXT).then_some(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_other_lengths_in_lower_case_are_found_where_they_stand() {
        assert_eq!(
            ranges("eine Straße STRASSE", "straße").first(),
            Some(&(5..12))
        );
        assert_eq!(ranges("aaaa", "aa"), [0..2, 2..4]);
    }
}
