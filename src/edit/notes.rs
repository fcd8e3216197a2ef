//! Adding, moving, copying and deleting notes.

use super::tidy::{remove_links, tidy_cell};
use crate::model::{Decimal, Id, Note, Place, Project, cut_to_limit};
use std::collections::HashSet;
use std::sync::Arc;

/// Puts notes into a place, before the note with index `at`; how many went in. Nothing happens when
/// the place is gone.
///
/// No project has more than [`MAX_NOTES`](crate::model::MAX_NOTES): the notes beyond that stay out,
/// the last ones first. Texts longer than [`MAX_TEXT`](crate::model::MAX_TEXT) are cut to it.
pub fn insert_notes(
    project: &mut Project,
    place: Place,
    at: usize,
    mut notes: Vec<Arc<Note>>,
) -> usize {
    notes.truncate(project.notes_left());
    let count = notes.len();
    if count == 0 {
        return 0;
    }
    let notes: Vec<Arc<Note>> = notes
        .into_iter()
        .map(|note| fitting(note, place, project))
        .collect();
    let Some(list) = project.notes_mut(place) else {
        return 0;
    };
    let at = at.min(list.len());
    list.splice(at..at, notes);
    if let Place::Lane { solution, step, .. } = place
        && let Some(cell) = project.cell_mut(solution, step)
    {
        // A note says that there is something, and that the step is there: it would stand nowhere
        // otherwise. What was set aside with the step comes back beside it.
        cell.nothing_here &= !place.is_scored();
        cell.applies = true;
    }
    count
}

/// What a note keeps in another place: a kind or a severity that means nothing there is left behind,
/// a score that the scale does not have and a text that is too long are cut.
fn fitting(note: Arc<Note>, place: Place, project: &Project) -> Arc<Note> {
    let keeps_kind = note.kind.is_none_or(|kind| place.allows(kind));
    let largest = project.scale.largest();
    let keeps_score = note
        .score
        .is_none_or(|score| (Decimal::ZERO..=largest).contains(&score));
    let keeps_texts = !note.has_long_text();
    if keeps_kind && keeps_score && keeps_texts {
        return note;
    }
    let mut note = note;
    let fitted = Arc::make_mut(&mut note);
    fitted.each_text(&mut |text| {
        cut_to_limit(text);
    });
    if !keeps_kind {
        fitted.kind = None;
    }
    if !keeps_score {
        fitted.score = fitted
            .score
            .map(|score| score.clamp(Decimal::ZERO, largest));
    }
    note
}

/// Deletes notes, and the links from and to them.
pub fn remove_notes(project: &mut Project, ids: &[Id]) {
    take(project, ids);
    let gone: HashSet<Id> = ids.iter().copied().collect();
    remove_links(project, |id| gone.contains(&id));
}

/// Moves notes into a place, before the note with index `at` (counted before they are taken out). They
/// stand there in the reading order of the project, in whatever order they were selected.
pub fn move_notes(project: &mut Project, ids: &[Id], place: Place, at: usize) {
    let moved: HashSet<Id> = ids.iter().copied().collect();
    let before = project
        .notes(place)
        .iter()
        .take(at)
        .filter(|note| moved.contains(&note.id))
        .count();
    // Links that the new place does not allow are taken away with the move.
    let notes = take(project, ids);
    insert_notes(project, place, at - before, notes);
    remove_impossible_links(project, &moved);
}

fn remove_impossible_links(project: &mut Project, moved: &HashSet<Id>) {
    let concerned =
        |link: &crate::model::Link| moved.contains(&link.from) || moved.contains(&link.to);
    if !project.links.iter().any(concerned) {
        return;
    }
    let places: std::collections::HashMap<Id, Place> = project
        .all_notes()
        .map(|(place, note)| (note.id, place))
        .collect();
    project.links.to_mut().retain(|link| {
        let Some(from) = places.get(&link.from) else {
            return false;
        };
        !concerned(link) || link.relation.joins(*from, places.get(&link.to).copied())
    });
}

/// Copies of notes with new ids, in the reading order of the project.
pub fn copy_notes(project: &Project, ids: &[Id]) -> Vec<Arc<Note>> {
    let wanted: HashSet<Id> = ids.iter().copied().collect();
    let found = project
        .all_notes()
        .filter(|(_, note)| wanted.contains(&note.id))
        .map(|(_, note)| Arc::clone(note))
        .collect();
    renew_ids(found)
}

/// The same notes with new ids.
pub fn renew_ids(notes: Vec<Arc<Note>>) -> Vec<Arc<Note>> {
    notes
        .into_iter()
        .map(|note| {
            Arc::new(Note {
                id: Id::random(),
                ..(*note).clone()
            })
        })
        .collect()
}

/// Takes notes out of wherever they are, in the reading order of the project.
fn take(project: &mut Project, ids: &[Id]) -> Vec<Arc<Note>> {
    let wanted: HashSet<Id> = ids.iter().copied().collect();
    let places: Vec<Place> = project
        .places()
        .filter(|(_, notes)| notes.iter().any(|note| wanted.contains(&note.id)))
        .map(|(place, _)| place)
        .collect();
    let mut taken = Vec::with_capacity(ids.len());
    for place in places {
        if let Some(notes) = project.notes_mut(place) {
            notes.retain(|note| {
                let is_wanted = wanted.contains(&note.id);
                if is_wanted {
                    taken.push(Arc::clone(note));
                }
                !is_wanted
            });
        }
        if let Place::Lane { solution, step, .. } = place {
            tidy_cell(project, solution, step);
        }
    }
    taken
}

/// Changes one note where it stands.
pub fn update_note(project: &mut Project, place: Place, id: Id, change: impl FnOnce(&mut Note)) {
    let note = project
        .notes_mut(place)
        .and_then(|notes| notes.iter_mut().find(|note| note.id == id));
    if let Some(note) = note {
        change(Arc::make_mut(note));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Kind, Lane, Link, MAX_NOTES, MAX_TEXT, Method, Relation, Row, Template};

    fn texts(project: &Project, place: Place) -> Vec<String> {
        project
            .notes(place)
            .iter()
            .map(|note| note.text.clone())
            .collect()
    }

    fn map() -> (Project, [Place; 2]) {
        let project = Template::ValueMap.build();
        let job = project.value_maps[0].jobs[0].id;
        (
            project,
            [Row::Friction, Row::ValueGaps].map(|row| Place::Row { job, row }),
        )
    }

    #[test]
    fn moving_within_a_list_counts_from_before_the_move() {
        let (mut project, [place, _]) = map();
        let notes: Vec<_> = ["a", "b", "c", "d"]
            .map(|text| Arc::new(Note::new(text)))
            .to_vec();
        let ids: Vec<Id> = notes.iter().map(|note| note.id).collect();
        insert_notes(&mut project, place, 0, notes);
        move_notes(&mut project, &ids[..1], place, 3);
        assert_eq!(texts(&project, place), ["b", "c", "a", "d"]);
        move_notes(&mut project, &ids[3..], place, 0);
        assert_eq!(texts(&project, place), ["d", "b", "c", "a"]);
    }

    #[test]
    fn notes_are_moved_and_copied_in_reading_order_however_they_were_selected() {
        let (mut project, [friction, gaps]) = map();
        // Friction is read before the gaps.
        let notes: Vec<_> = ["a", "b", "c", "d"]
            .map(|text| Arc::new(Note::new(text)))
            .to_vec();
        let mut ids: Vec<Id> = notes.iter().map(|note| note.id).collect();
        insert_notes(&mut project, friction, 0, notes[..2].to_vec());
        insert_notes(&mut project, gaps, 0, notes[2..].to_vec());
        ids.reverse();
        let copies = copy_notes(&project, &ids);
        let copied: Vec<&str> = copies.iter().map(|note| note.text.as_str()).collect();
        assert_eq!(copied, ["a", "b", "c", "d"]);
        move_notes(&mut project, &ids, gaps, 2);
        assert_eq!(texts(&project, gaps), ["a", "b", "c", "d"]);
    }

    #[test]
    fn a_move_takes_away_links_that_are_no_longer_possible() {
        let (mut project, [friction, gaps]) = map();
        let (slow, gap) = (Note::new("slow"), Note::new("I can’t"));
        let (from, to) = (slow.id, gap.id);
        insert_notes(&mut project, friction, 0, vec![Arc::new(slow)]);
        insert_notes(&mut project, gaps, 0, vec![Arc::new(gap)]);
        let link = Link {
            from,
            to,
            relation: Relation::Widens,
            ..Link::default()
        };
        project.links.to_mut().push(link);
        move_notes(&mut project, &[from], gaps, 0);
        assert!(project.links.is_empty());
        assert_eq!(crate::model::check(&project), []);
    }

    #[test]
    fn a_text_that_is_too_long_is_cut_between_two_characters() {
        let (mut project, [place, _]) = map();
        // Two bytes each, from the second byte on.
        let long = format!("a{}", "ä".repeat(MAX_TEXT));
        let note = Note {
            detail: long.clone(),
            ..Note::new(long)
        };
        insert_notes(&mut project, place, 0, vec![Arc::new(note)]);
        let note = &project.notes(place)[0];
        assert_eq!([note.text.len(), note.detail.len()], [MAX_TEXT - 1; 2]);
        assert_eq!(crate::model::check(&project), []);
    }

    #[test]
    fn no_note_comes_in_beyond_the_most_a_project_has() {
        let (mut project, [place, other]) = map();
        let notes = |count: usize| -> Vec<Arc<Note>> {
            (0..count).map(|_| Arc::new(Note::new(""))).collect()
        };
        assert_eq!(
            insert_notes(&mut project, place, 0, notes(MAX_NOTES - 2)),
            MAX_NOTES - 2
        );
        let more = notes(3);
        let ids: Vec<Id> = more.iter().map(|note| note.id).collect();
        assert_eq!(insert_notes(&mut project, other, 0, more), 2);
        let there: Vec<Id> = project.notes(other).iter().map(|note| note.id).collect();
        assert_eq!(there, ids[..2]);
        assert_eq!(insert_notes(&mut project, other, 0, notes(1)), 0);
        assert_eq!(crate::model::check(&project), []);
        move_notes(&mut project, &ids[..2], place, 0);
        assert_eq!(project.notes_left(), 0, "a move takes nothing away");
    }

    #[test]
    fn deleting_a_note_deletes_its_links() {
        let (mut project, [friction, gaps]) = map();
        let (slow, gap) = (Note::new("slow"), Note::new("I can’t"));
        let (from, to) = (slow.id, gap.id);
        insert_notes(&mut project, friction, 0, vec![Arc::new(slow)]);
        insert_notes(&mut project, gaps, 0, vec![Arc::new(gap)]);
        let link = Link {
            from,
            to,
            relation: Relation::Widens,
            ..Link::default()
        };
        project.links.to_mut().push(link);
        remove_notes(&mut project, &[to]);
        assert_eq!(crate::model::check(&project), []);
    }

    #[test]
    fn a_benefit_that_becomes_a_sacrifice_loses_its_dimension() {
        let mut project = Project::default();
        let mut journey = crate::model::Journey::new("j", Method::Cvjm);
        let step = crate::model::Step::new("s");
        let (solution, id) = (journey.solutions[0].id, step.id);
        journey.steps.push(Arc::new(step));
        project.journeys.push(Arc::new(journey));
        let place = |lane| Place::Lane {
            solution,
            step: id,
            lane,
        };
        let note = Note {
            kind: Some(Kind::Economic),
            score: Some(Decimal::whole(2)),
            ..Note::new("cheap")
        };
        let moved = note.id;
        insert_notes(&mut project, place(Lane::Benefits), 0, vec![Arc::new(note)]);
        move_notes(&mut project, &[moved], place(Lane::Sacrifices), 0);
        let note = &project.notes(place(Lane::Sacrifices))[0];
        assert_eq!((note.kind, note.score), (None, Some(Decimal::whole(2))));
    }

    #[test]
    fn a_note_that_was_added_and_deleted_leaves_no_trace() {
        let mut project = Template::Cvj.build();
        let before = project.clone();
        let journey = &project.journeys[0];
        let place = Place::Lane {
            solution: journey.solutions[0].id,
            step: journey.steps[0].id,
            lane: Lane::Actions,
        };
        let note = Arc::new(Note::new("Searches"));
        insert_notes(&mut project, place, 0, vec![Arc::clone(&note)]);
        remove_notes(&mut project, &[note.id]);
        assert_eq!(project, before);
    }

    #[test]
    fn a_note_in_a_cell_where_nothing_was_says_that_something_is() {
        let mut project = Project::default();
        let mut journey = crate::model::Journey::new("j", Method::Cvjm);
        let step = crate::model::Step::new("s");
        let (solution, id) = (journey.solutions[0].id, step.id);
        journey.steps.push(Arc::new(step));
        journey.cell_mut(solution, id).unwrap().nothing_here = true;
        project.journeys.push(Arc::new(journey));
        let place = Place::Lane {
            solution,
            step: id,
            lane: Lane::Benefits,
        };
        insert_notes(
            &mut project,
            place,
            0,
            vec![Arc::new(Note::new("something"))],
        );
        assert!(
            !project.journeys[0].solutions[0]
                .cell(id)
                .unwrap()
                .nothing_here
        );
    }

    #[test]
    fn a_note_written_where_the_step_did_not_exist_is_seen_and_what_was_set_aside_with_it() {
        let mut project = Project::default();
        let mut journey = crate::model::Journey::new("j", Method::Cvjm);
        let step = crate::model::Step::new("s");
        let (solution, id) = (journey.solutions[0].id, step.id);
        journey.steps.push(Arc::new(step));
        let cell = journey.cell_mut(solution, id).unwrap();
        let set_aside = Arc::new(Note::new("set aside"));
        cell.notes_mut(Lane::Sacrifices).push(set_aside);
        cell.applies = false;
        project.journeys.push(Arc::new(journey));
        let place = Place::Lane {
            solution,
            step: id,
            lane: Lane::Benefits,
        };
        insert_notes(&mut project, place, 0, vec![Arc::new(Note::new("written"))]);
        let cell = project.journeys[0].solutions[0].cell(id).unwrap();
        assert!(cell.applies && cell.set_aside() == 0);
        let count = |lane| cell.notes(lane).len();
        assert_eq!((count(Lane::Benefits), count(Lane::Sacrifices)), (1, 1));
    }
}
