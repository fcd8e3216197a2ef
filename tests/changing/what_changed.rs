//! What undo shows of the change it took back.

use std::sync::Arc;
use value_journey::edit::{Changed, Document, Score, what_changed, write};
use value_journey::model::{Decimal, Target};

fn document() -> Document {
    let bytes = include_bytes!("../../assets/examples/tool-rental.vjourney");
    Document::new(Arc::new(value_journey::file::read(bytes).unwrap()))
}

#[test]
fn a_scored_note_is_found_among_all() {
    let mut document = document();
    let before = Arc::clone(document.project());
    let (place, note) = before
        .all_notes()
        .find(|(place, _)| place.is_scored())
        .unwrap();
    document.edit("Score", |project| {
        Score::one(place, note.id, Some(Decimal::ZERO)).make(project);
    });
    let changed = what_changed(&before, document.project());
    assert_eq!(changed.notes, [note.id]);
    assert_eq!(changed.canvas, Some(before.journeys[0].id));
}

#[test]
fn a_renamed_step_is_found() {
    let document = document();
    let before = Arc::clone(document.project());
    let target = Target::StepName(before.journeys[0].steps[2].id);
    let mut after = (*before).clone();
    write(&mut after, target, None, "Fetch").unwrap();
    let changed = what_changed(&before, &after);
    assert_eq!((changed.target, changed.notes.len()), (Some(target), 0));
}

#[test]
fn nothing_differs_from_itself() {
    let document = document();
    assert_eq!(
        what_changed(document.project(), document.project()),
        Changed::default()
    );
}

#[test]
fn a_note_about_a_customer_is_found() {
    let document = document();
    let before = Arc::clone(document.project());
    let mut after = (*before).clone();
    let persona = Arc::make_mut(&mut after.personas[0]);
    let note = Arc::new(value_journey::model::Note::new("Has no car"));
    persona.empathy.rows[value_journey::model::Field::Traits].push(Arc::clone(&note));
    let changed = what_changed(&before, &after);
    assert_eq!(changed.canvas, Some(after.personas[0].id));
    assert_eq!(changed.notes, [note.id]);
    // What is taken away again is not there, but where it was.
    let changed = what_changed(&after, &before);
    assert_eq!(changed.canvas, Some(after.personas[0].id));
    assert!(changed.notes.is_empty());
}
