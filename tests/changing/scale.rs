//! Another scale of scores.

use std::sync::Arc;
use value_journey::edit::{change_scale, lost_by_scale};
use value_journey::model::{Decimal, Journey, Method, Project, Scale, Step};

fn tool_rental() -> Project {
    value_journey::file::read(include_bytes!("../../assets/examples/tool-rental.vjourney")).unwrap()
}

#[test]
fn up_and_back_restores_the_project() {
    let before = tool_rental();
    let mut project = before.clone();
    change_scale(&mut project, Scale::preset(10));
    assert_ne!(project, before);
    assert_eq!(value_journey::model::check(&project), []);
    change_scale(&mut project, Scale::preset(3));
    assert_eq!(project, before);
}

#[test]
fn it_is_said_how_many_scores_will_be_the_same() {
    let mut project = tool_rental();
    assert_eq!(lost_by_scale(&project, &Scale::preset(10)), 0);
    change_scale(&mut project, Scale::preset(10));
    // 3, 7 and 10 of ten; on a scale to one 3 becomes 0, the others 1.
    assert_eq!(lost_by_scale(&project, &Scale::preset(1)), 1);
}

#[test]
fn judgements_that_will_be_the_same_are_counted_too() {
    let mut project = Project {
        scale: Scale::preset(10),
        ..Project::default()
    };
    let mut journey = Journey::new("j", Method::Cvjm);
    let solution = journey.solutions[0].id;
    for judgement in [-10, -7, 7, 3] {
        let step = Step::new("s");
        let id = step.id;
        journey.steps.push(Arc::new(step));
        journey.cell_mut(solution, id).unwrap().overall = Some(Decimal::whole(judgement));
    }
    project.journeys.push(Arc::new(journey));
    // On a scale to one: −1, −1, 1 and 0.
    assert_eq!(lost_by_scale(&project, &Scale::preset(1)), 1);
}

#[test]
fn fields_of_the_scale_this_version_does_not_know_stay() {
    let text = r#"{"format": "value-journey", "version": 1, "name": "", "scale": {"max": 3, "colour": "red"}}"#;
    let mut project = value_journey::file::read(text.as_bytes()).unwrap();
    let before = project.clone();
    change_scale(&mut project, Scale::preset(10));
    assert_eq!(project.scale.unknown, before.scale.unknown);
    change_scale(&mut project, Scale::preset(3));
    assert_eq!(project, before);
}
