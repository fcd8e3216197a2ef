//! A merge that is not finished, in the file of a project.

use std::sync::Arc;
use value_journey::file;
use value_journey::model::{Id, Merging, Project, Template, check};

fn merging(theirs: Project) -> Project {
    let mut project = Template::Workshop.build();
    let conflicts = vec!["The name of the project".to_owned()];
    let merging = Merging::new(conflicts, Some(Template::Blank.build()), theirs);
    project.merging = Some(Arc::new(merging));
    project
}

#[test]
fn a_merge_that_is_not_finished_is_kept_in_the_file() {
    let project = merging(Template::Cvjm.build());
    let bytes = file::write(&project).unwrap();
    assert!(file::read(&bytes).unwrap() == project);
}

#[test]
fn what_is_wrong_in_the_other_version_is_named_as_such() {
    let mut theirs = Template::Cvjm.build();
    theirs.opens_with = Some(Id::random());
    let problems = check(&merging(theirs));
    assert_eq!(problems.len(), 1);
    assert!(problems[0].sentence.starts_with("In the other version"));
}

#[test]
fn a_merge_within_a_merge_is_refused() {
    let problems = check(&merging(merging(Template::Blank.build())));
    assert_eq!(problems.len(), 1);
    assert!(problems[0].sentence.contains("merge of its own"));
}

#[test]
fn what_is_keyed_by_step_is_put_in_order_in_there_too() {
    let mut theirs =
        file::read(include_bytes!("../../assets/examples/tool-rental.vjourney")).unwrap();
    Arc::make_mut(&mut theirs.journeys[0]).steps.reverse();
    let mut project = merging(theirs.clone());
    project.put_in_order();
    theirs.put_in_order();
    assert!(*project.merging.unwrap().theirs == theirs);
}
