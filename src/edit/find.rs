//! Find and replace, over everything that is text.

use super::write::write;
use crate::model::{Id, MAX_TEXT, Place, Project, Target};
use std::borrow::Cow;
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

/// All texts of a project that stand on a canvas or in the inspector, in reading order.
fn texts(project: &Project) -> impl Iterator<Item = (Target, Cow<'_, str>)> {
    let personas = project.personas.iter().flat_map(|persona| {
        let id = persona.id;
        [
            Target::PersonaName(id),
            Target::PersonaPosition(id),
            Target::PersonaProfile(id),
        ]
    });
    let maps = project.value_maps.iter().flat_map(|map| {
        let jobs = map
            .jobs
            .iter()
            .flat_map(|job| [Target::JobSentence(job.id), Target::OutcomeSentence(job.id)]);
        std::iter::once(Target::MapName(map.id)).chain(jobs)
    });
    let journeys = project.journeys.iter().flat_map(|journey| {
        let steps = journey.steps.iter().map(|step| Target::StepName(step.id));
        let solutions = journey
            .solutions
            .iter()
            .map(|solution| Target::SolutionName(solution.id));
        [Target::JourneyName(journey.id), Target::Basis(journey.id)]
            .into_iter()
            .chain(steps)
            .chain(solutions)
    });
    let named = personas.chain(maps).chain(journeys);
    let named = named.filter_map(|target| Some((target, target.read(project)?.into())));
    // Notes are read where they are met: looking each one up would take the square of their number.
    let notes = project.all_notes().flat_map(|(_, note)| {
        let detail = (!note.detail.is_empty())
            .then(|| (Target::NoteDetail(note.id), note.detail.as_str().into()));
        std::iter::once((Target::Note(note.id), note.text.as_str().into())).chain(detail)
    });
    named.chain(notes)
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

/// Every place where a text stands, whatever its case.
pub fn find(project: &Project, needle: &str) -> Vec<Match> {
    texts(project)
        .flat_map(|(target, text)| {
            ranges(&text, needle)
                .into_iter()
                .map(move |range| Match { target, range })
        })
        .collect()
}

/// Replaces the given matches, which must be of this value; `place` says where a note stands. A text
/// that would grow too long is left as it was.
pub fn replace(
    project: &mut Project,
    place: &dyn Fn(Id) -> Option<Place>,
    matches: &[Match],
    with: &str,
) {
    // Notes are changed place by place, each place once: looking each one up would take the square
    // of their number.
    let mut in_places: HashMap<Place, HashMap<Id, Vec<&[Match]>>> = HashMap::new();
    for of_one in matches.chunk_by(|one, next| one.target == next.target) {
        let target = of_one[0].target;
        if let Target::Note(id) | Target::NoteDetail(id) = target {
            if let Some(place) = place(id) {
                let notes = in_places.entry(place).or_default();
                notes.entry(id).or_default().push(of_one);
            }
        } else if let Some(text) = target.read(project)
            && let Some(text) = replaced(&text, of_one, with)
        {
            let place = target.note().and_then(place);
            write(project, target, place, &text).ok();
        }
    }
    for (place, wanted) in in_places {
        for note in project.notes_mut(place).into_iter().flatten() {
            for of_one in wanted.get(&note.id).into_iter().flatten() {
                let is_detail = matches!(of_one[0].target, Target::NoteDetail(_));
                let before = if is_detail { &note.detail } else { &note.text };
                let Some(after) = replaced(before, of_one, with) else {
                    continue;
                };
                let note = Arc::make_mut(note);
                let text = if is_detail {
                    &mut note.detail
                } else {
                    &mut note.text
                };
                *text = after;
            }
        }
    }
}

/// `None` when the text would be longer than [`MAX_TEXT`].
fn replaced(text: &str, matches: &[Match], with: &str) -> Option<String> {
    let (mut after, mut from) = (String::with_capacity(text.len()), 0);
    for Match { range, .. } in matches {
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
    use crate::edit::{Document, insert_notes};
    use crate::model::{Note, Row, Template};

    fn document() -> Document {
        let bytes = include_bytes!("../../assets/examples/tool-rental.vjourney");
        Document::new(Arc::new(crate::file::read(bytes).unwrap()))
    }

    #[test]
    fn text_is_found_whatever_its_case() {
        let document = document();
        let found = find(document.project(), "CARRY IT");
        assert_eq!(found.len(), 2);
        assert!(
            found
                .iter()
                .all(|found| matches!(found.target, Target::Note(_)))
        );
        assert_eq!(find(document.project(), ""), []);
        assert_eq!(
            ranges("eine Straße STRASSE", "straße").first(),
            Some(&(5..12))
        );
        assert_eq!(ranges("aaaa", "aa"), [0..2, 2..4]);
    }

    #[test]
    fn replacing_changes_every_match_once() {
        let document = document();
        let mut project = (**document.project()).clone();
        let found = find(&project, "drill");
        assert!(found.len() > 3);
        replace(
            &mut project,
            &|note| document.places().of(note),
            &found,
            "hammer drill",
        );
        assert_eq!(find(&project, "hammer drill").len(), found.len());
        assert_eq!(find(&project, "hammer hammer").len(), 0);
        assert_eq!(project.journeys[0].name, "Get and use a hammer drill");
    }

    #[test]
    fn texts_and_details_of_many_notes_are_replaced() {
        let mut project = Template::ValueMap.build();
        let job = project.value_maps[0].jobs[0].id;
        let [friction, gaps] = [Row::Friction, Row::ValueGaps].map(|row| Place::Row { job, row });
        let note = |text: &str| {
            Arc::new(Note {
                detail: "slow, slow".to_owned(),
                ..Note::new(text)
            })
        };
        let many = (0..1_000).map(|_| note("Slow queue")).collect();
        insert_notes(&mut project, friction, 0, many);
        let longest = "slow".repeat(MAX_TEXT / 4);
        insert_notes(&mut project, gaps, 0, vec![note(&longest)]);
        let places: HashMap<Id, Place> = project
            .all_notes()
            .map(|(place, note)| (note.id, place))
            .collect();
        let found = find(&project, "SLOW");
        replace(&mut project, &|id| places.get(&id).copied(), &found, "dear");
        for note in project.notes(friction) {
            assert_eq!((&*note.text, &*note.detail), ("dear queue", "dear, dear"));
        }
        let found = find(&project, "dear");
        replace(
            &mut project,
            &|id| places.get(&id).copied(),
            &found,
            "dearer",
        );
        let note = &project.notes(gaps)[0];
        assert_eq!(note.detail, "dearer, dearer");
        assert_eq!(note.text, "dear".repeat(MAX_TEXT / 4), "too long otherwise");
    }
}
