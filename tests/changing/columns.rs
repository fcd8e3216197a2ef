//! Steps and jobs: moved, deleted, marked, with all that hangs on them.

use value_journey::edit::{
    delete_job, delete_step, move_step, toggle_no_such_step, toggle_nothing_here,
};
use value_journey::file;
use value_journey::model::Project;

fn tool_rental() -> Project {
    file::read(include_bytes!("../../assets/examples/tool-rental.vjourney")).unwrap()
}

#[test]
fn moving_a_step_moves_its_cells_in_the_file() {
    let mut project = tool_rental();
    let step = project.journeys[0].steps[6].id;
    move_step(&mut project, step, 0);
    let again = file::read(&file::write(&project).unwrap()).unwrap();
    assert_eq!(again, project, "cells stand in the order of the spine");
    assert_eq!(project.journeys[0].steps[0].name, "End of use");
    move_step(&mut project, step, 6);
    assert_eq!(
        file::write(&project).unwrap(),
        include_bytes!("../../assets/examples/tool-rental.vjourney")
    );
}

#[test]
fn deleting_a_step_leaves_a_valid_project() {
    let mut project = tool_rental();
    let step = project.journeys[0].steps[1].id;
    delete_step(&mut project, step);
    assert_eq!(value_journey::model::check(&project), []);
    assert_eq!(project.journeys[0].steps.len(), 6);
    assert!(
        project.journeys[0]
            .solutions
            .iter()
            .all(|solution| solution.cell(step).is_none())
    );
}

#[test]
fn deleting_a_job_takes_its_links_with_it() {
    let mut project = tool_rental();
    let job = project.value_maps[0].jobs[0].id;
    delete_job(&mut project, job);
    assert_eq!(value_journey::model::check(&project), []);
    assert_eq!(project.value_maps[0].jobs.len(), 2);
}

#[test]
fn notes_set_aside_come_back_whole() {
    let mut project = tool_rental();
    let (buy, get) = (
        project.journeys[0].solutions[0].id,
        project.journeys[0].steps[1].id,
    );
    let cell = |project: &Project| {
        let solution = &project.journeys[0].solutions[0];
        solution
            .cell(get)
            .map(|cell| (cell.set_aside(), cell.applies))
    };
    toggle_no_such_step(&mut project, buy, get);
    assert_eq!(cell(&project), Some((3, false)));
    let again = file::read(&file::write(&project).unwrap()).unwrap();
    assert_eq!(again, project, "they are saved with the project");
    toggle_no_such_step(&mut project, buy, get);
    assert_eq!(cell(&project), Some((0, true)));
    assert_eq!(
        file::write(&project).unwrap(),
        include_bytes!("../../assets/examples/tool-rental.vjourney")
    );
}

#[test]
fn a_mark_taken_away_leaves_no_trace() {
    let mut project = tool_rental();
    let (buy, rent) = (
        project.journeys[0].solutions[0].id,
        project.journeys[0].solutions[1].id,
    );
    let maintain = project.journeys[0].steps[5].id;
    toggle_no_such_step(&mut project, rent, maintain);
    assert!(toggle_nothing_here(&mut project, rent, maintain));
    assert!(
        project.journeys[0].solutions[1]
            .cell(maintain)
            .unwrap()
            .nothing_here
    );
    assert!(
        !toggle_nothing_here(&mut project, buy, maintain),
        "there are sacrifices"
    );
    assert!(toggle_nothing_here(&mut project, rent, maintain));
    toggle_no_such_step(&mut project, rent, maintain);
    assert_eq!(
        file::write(&project).unwrap(),
        include_bytes!("../../assets/examples/tool-rental.vjourney")
    );
}
