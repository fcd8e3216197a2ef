//! Find and replace, over everything that is text.

use super::write::write;
use crate::model::{Id, Place, Project, Target};
use std::ops::Range;

/// One place where a text was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Match {
    /// Where it stands.
    pub target: Target,
    /// Bytes of the text.
    pub range: Range<usize>,
}

/// All texts of a project that stand on a canvas or in the inspector, in reading order.
fn texts(project: &Project) -> impl Iterator<Item = (Target, String)> + '_ {
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
    let named = named.filter_map(|target| Some((target, target.read(project)?)));
    // Notes are read where they are met: looking each one up would take the square of their number.
    let notes = project.all_notes().flat_map(|(_, note)| {
        let detail =
            (!note.detail.is_empty()).then(|| (Target::NoteDetail(note.id), note.detail.clone()));
        std::iter::once((Target::Note(note.id), note.text.clone())).chain(detail)
    });
    named.chain(notes)
}

/// Where `needle` stands in a text, whatever its case.
fn ranges(text: &str, needle: &str) -> Vec<Range<usize>> {
    let folded: Vec<(usize, usize, String)> = text
        .char_indices()
        .map(|(at, letter)| (at, at + letter.len_utf8(), letter.to_lowercase().collect()))
        .collect();
    let needle: Vec<String> = needle
        .chars()
        .map(|letter| letter.to_lowercase().collect())
        .collect();
    if needle.is_empty() || folded.len() < needle.len() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at + needle.len() <= folded.len() {
        let here = &folded[at..at + needle.len()];
        if here
            .iter()
            .zip(&needle)
            .all(|((_, _, letter), wanted)| letter == wanted)
        {
            found.push(here[0].0..here[needle.len() - 1].1);
            at += needle.len();
        } else {
            at += 1;
        }
    }
    found
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

/// Replaces the given matches, which must be of this value; `place` says where a note stands.
pub fn replace(
    project: &mut Project,
    place: &dyn Fn(Id) -> Option<Place>,
    matches: &[Match],
    with: &str,
) {
    let mut rest = matches;
    while let Some(first) = rest.first() {
        let here = rest
            .iter()
            .take_while(|found| found.target == first.target)
            .count();
        if let Some(mut text) = first.target.read(project) {
            // From the end, so that earlier ranges stay right.
            for found in rest[..here].iter().rev() {
                if text.get(found.range.clone()).is_some() {
                    text.replace_range(found.range.clone(), with);
                }
            }
            // A text that grew too long is left as it was.
            let place = first.target.note().and_then(place);
            write(project, first.target, place, &text).ok();
        }
        rest = &rest[here..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Document;
    use std::sync::Arc;

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
}
