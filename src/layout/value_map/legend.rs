//! What a picture of a value map says of itself.

use crate::analysis::{coverage, sentences};
use crate::layout::kit::framing::Framing;
use crate::model::{Project, Row, ValueMap};

/// The sentences, each with whether it may be overlooked. At the desk the status line and the cards say
/// it.
pub(super) fn sentences(
    project: &Project,
    map: &ValueMap,
    framing: &Framing,
) -> Vec<(String, bool)> {
    if framing.has_prompts {
        return Vec::new();
    }
    let notes = |row| map.jobs.iter().flat_map(move |job| job.notes(row));
    let mut lines = Vec::new();
    let covered = coverage(project, map);
    if covered.gaps > 0 {
        lines.push((covered.sentence() + ".", false));
    }
    let mut graded = Row::ALL.into_iter().flat_map(notes);
    if graded.any(|note| note.severity.is_some()) {
        let words = "Figures say how bad it is: 1 a little, 2 clearly, 3 badly.";
        lines.push((words.to_owned(), true));
    }
    // An opportunity is a thought: nothing backs it yet.
    let found = Row::ALL
        .into_iter()
        .filter(|row| *row != Row::Opportunities);
    lines.extend(sentences::evidence(found.flat_map(notes)).map(|sentence| (sentence, true)));
    lines
}
