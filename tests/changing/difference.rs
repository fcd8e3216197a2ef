//! Changes of an example, told as sentences.

use std::sync::Arc;
use value_journey::edit;
use value_journey::file::{difference, summary};
use value_journey::model::{
    Decimal, Id, Link, Note, Place, Project, Relation, Row, Scale, Step, Target, Unknown,
};

fn tool_rental() -> Project {
    value_journey::file::read(include_bytes!("../../assets/examples/tool-rental.vjourney")).unwrap()
}

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

fn row(job: &str, row: Row) -> Place {
    Place::Row { job: id(job), row }
}

/// What is said after an edit, and what undoing it would say is there as well.
fn told(edit: impl FnOnce(&mut Project)) -> Vec<String> {
    let before = tool_rental();
    let mut after = before.clone();
    edit(&mut after);
    assert!(!difference(&after, &before).is_empty());
    let changes = difference(&before, &after).into_iter();
    changes.map(|change| change.sentence).collect()
}

#[test]
fn equal_projects_do_not_differ() {
    assert_eq!(difference(&tool_rental(), &tool_rental()), []);
    assert_eq!(summary(&[]), "nothing");
}

#[test]
fn a_moved_note_is_told_with_both_places() {
    let told = told(|project| {
        edit::move_notes(project, &[id("n32")], row("drillit", Row::Friction), 0);
    });
    assert_eq!(
        told,
        [
            "The friction “Photos do not show what it can drill” moved from “Points of friction · Choose a tool for a job I do twice a ye…” to “Points of friction · Drill forty holes in one weekend”."
        ]
    );
}

#[test]
fn a_note_moved_among_its_neighbours_is_told_once() {
    let told = told(|project| {
        edit::move_notes(project, &[id("n29")], row("choose", Row::Touchpoints), 2);
    });
    assert_eq!(told.len(), 1);
    assert!(
        told[0].contains("moved within “Key touchpoints"),
        "{told:?}"
    );
}

#[test]
fn a_score_is_told_with_the_one_before() {
    let told = told(|project| {
        let found = project
            .all_notes()
            .find(|(_, note)| note.score == Some(Decimal::whole(3)));
        let (place, note) = found.map(|(place, note)| (place, note.id)).unwrap();
        edit::Score::one(place, note, Some(Decimal::whole(2))).make(project);
    });
    assert_eq!(told.len(), 1);
    assert!(
        told[0].starts_with("The score of the sacrifice “"),
        "{told:?}"
    );
    assert!(told[0].ends_with("is now 2 instead of 3."), "{told:?}");
}

#[test]
fn a_new_step_is_told_with_the_one_before_it() {
    let told = told(|project| {
        let journey = project.journeys[0].id;
        edit::insert_step(project, journey, 1, Step::new("Pay"));
    });
    assert_eq!(told, ["The step “Pay” was added after “Decide”."]);
}

#[test]
fn what_stood_in_something_deleted_is_counted_not_listed() {
    let told = told(|project| edit::delete_job(project, id("choose")));
    assert_eq!(
        told,
        ["The job “Choose a tool for a job I do twice a ye…” was deleted with 8 notes."]
    );
}

#[test]
fn converted_scores_are_not_told() {
    let told = told(|project| edit::change_scale(project, Scale::preset(5)));
    assert_eq!(told, ["The scale now goes to 5 instead of 3."]);
}

#[test]
fn names_texts_and_marks_are_told() {
    let told = told(|project| {
        let (journey, step) = (project.journeys[0].id, project.journeys[0].steps[5].id);
        let rent = project.journeys[0].solutions[1].id;
        edit::write(project, Target::StepName(step), None, "Keep").unwrap();
        edit::write(project, Target::Basis(journey), None, "two years").unwrap();
        edit::toggle_no_such_step(project, rent, step);
        edit::set_baseline(project, rent);
    });
    assert_eq!(told.len(), 4, "{told:?}");
    assert!(
        told.contains(&"The step “Maintain” is now called “Keep”.".to_owned()),
        "{told:?}"
    );
    assert!(
        told.iter()
            .any(|told| told.starts_with("The basis of the journey “")
                && told.contains("is now “two years” instead of “"))
    );
    assert!(
        told.iter()
            .any(|told| told.starts_with("There is now the step “Maintain”"))
    );
    assert!(
        told.iter()
            .any(|told| told.contains("is now “Use” instead of “Buy”")),
        "{told:?}"
    );
}

#[test]
fn a_link_is_told_with_both_ends() {
    let told = told(|project| {
        project.links.to_mut().insert(
            0,
            Link {
                from: id("n33"),
                to: id("n34"),
                relation: Relation::Widens,
                delta: None,
                unknown: Unknown::default(),
            },
        );
    });
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].starts_with("The link “the friction “Phone"),
        "{told:?}"
    );
    assert!(told[0].ends_with("was added."), "{told:?}");
}

#[test]
fn fields_of_a_newer_version_are_told_without_what_is_in_them() {
    let before = tool_rental();
    let text = include_str!("../../assets/examples/tool-rental.vjourney");
    let newer = text.replacen(
        "\"id\": \"n29\",",
        "\"id\": \"n29\", \"mood\": {\"x\": 1},",
        1,
    );
    let after = value_journey::file::read(newer.as_bytes()).unwrap();
    let told = difference(&before, &after);
    assert_eq!(told.len(), 1);
    assert!(
        told[0]
            .sentence
            .starts_with("Fields of a newer version changed in the touchpoint")
    );
}

#[test]
fn a_summary_counts_each_part_once() {
    let before = tool_rental();
    let mut after = before.clone();
    let touchpoints = row("choose", Row::Touchpoints);
    let new = ["a", "b", "c"]
        .map(|text| Arc::new(Note::new(text)))
        .to_vec();
    edit::insert_notes(&mut after, touchpoints, 0, new);
    edit::write(&mut after, Target::Note(id("n30")), Some(touchpoints), "x").unwrap();
    edit::write(
        &mut after,
        Target::of_note(id("n30"), "source"),
        Some(touchpoints),
        "y",
    )
    .unwrap();
    let step = after.journeys[0].steps[0].id;
    edit::write(&mut after, Target::StepName(step), None, "z").unwrap();
    assert_eq!(
        summary(&difference(&before, &after)),
        "3 notes added, 1 changed, 1 step changed"
    );
}
