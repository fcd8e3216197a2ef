//! Solutions, journeys, maps and periods: added, copied, deleted.

use std::sync::Arc;
use value_journey::analysis::solution_value;
use value_journey::edit::{
    add_value_map, delete_journey, delete_solution, delete_subject, delete_value_map,
    duplicate_solution, insert_notes, set_baseline,
};
use value_journey::model::{
    Field, Id, Link, MAX_NOTES, Note, Place, Project, Relation, Row, ThingKind, check,
};

fn tool_rental() -> Project {
    value_journey::file::read(include_bytes!("../../assets/examples/tool-rental.vjourney")).unwrap()
}

#[test]
fn a_duplicate_is_worth_the_same_and_has_its_own_notes() {
    let mut project = tool_rental();
    let rent = project.journeys[0].solutions[1].id;
    duplicate_solution(&mut project, rent, "Use, better").unwrap();
    assert_eq!(check(&project), []);
    let journey = &project.journeys[0];
    let names: Vec<_> = journey
        .solutions
        .iter()
        .map(|solution| solution.name.as_str())
        .collect();
    assert_eq!(names, ["Buy", "Use", "Use, better"]);
    assert_eq!(solution_value(journey, &journey.solutions[2]).total, 2.0);
}

#[test]
fn a_duplicate_that_would_be_too_much_is_not_made() {
    let mut project = tool_rental();
    let (job, rent) = (
        project.value_maps[0].jobs[0].id,
        project.journeys[0].solutions[1].id,
    );
    let place = Place::Row {
        job,
        row: Row::Friction,
    };
    let notes = (0..MAX_NOTES).map(|_| Arc::new(Note::new("")));
    insert_notes(&mut project, place, 0, notes.collect());
    let before = project.clone();
    assert_eq!(duplicate_solution(&mut project, rent, "Again"), None);
    assert_eq!(project, before);
}

#[test]
fn there_is_always_one_baseline() {
    let mut project = tool_rental();
    let ids: Vec<Id> = project.journeys[0]
        .solutions
        .iter()
        .map(|solution| solution.id)
        .collect();
    set_baseline(&mut project, ids[1]);
    assert_eq!(check(&project), []);
    assert_eq!(project.journeys[0].baseline().unwrap().id, ids[1]);
    delete_solution(&mut project, ids[1]);
    assert_eq!(project.journeys[0].baseline().unwrap().id, ids[0]);
    delete_solution(&mut project, ids[0]);
    assert_eq!(project.journeys[0].solutions.len(), 1, "the last one stays");
}

#[test]
fn deleting_maps_and_journeys_leaves_a_valid_project() {
    let mut project = tool_rental();
    let (map, journey) = (project.value_maps[0].id, project.journeys[0].id);
    delete_journey(&mut project, journey);
    assert_eq!(check(&project), []);
    delete_value_map(&mut project, map);
    assert_eq!(check(&project), []);
    assert!(project.links.is_empty());
}

#[test]
fn a_new_map_is_for_a_customer_without_one() {
    let mut project = tool_rental();
    add_value_map(&mut project);
    assert_eq!(project.personas.len(), 2);
    assert_eq!(check(&project), []);
}

#[test]
fn deleting_a_customer_takes_their_notes_along_and_leaves_their_maps() {
    let mut project = tool_rental();
    let (persona, journey) = (project.personas[0].id, project.journeys[0].id);
    let field = Field::Traits;
    let place = Place::Field { persona, field };
    insert_notes(&mut project, place, 0, vec![Arc::new(Note::new("No car"))]);
    let note = project.notes(place)[0].id;
    let mut link = project.links[0].clone();
    link.from = note;
    link.to = project.journeys[0].steps[0].id;
    link.relation = Relation::Concerns;
    project.links.to_mut().push(link);
    let maps = project.value_maps.len();
    delete_subject(&mut project, ThingKind::Persona, persona);
    assert_eq!(check(&project), []);
    assert!(project.personas.is_empty() && project.value_maps.len() == maps);
    assert_eq!(project.value_maps[0].persona, None);
    assert_eq!(project.journey(journey).unwrap().persona, None);
    let mut links = project.links.iter();
    assert!(!links.any(|link: &Link| link.from == note));
}
