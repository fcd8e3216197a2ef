//! The finished examples: each can be shown to a client, and none changes when it is saved.

#![cfg(test)]

use value_journey::analysis::{compare, funnel, solution_value};
use value_journey::{file, model::Project};

fn example(name: &str) -> (Vec<u8>, Project) {
    let path = format!(
        "{}/assets/examples/{name}.vjourney",
        env!("CARGO_MANIFEST_DIR")
    );
    let bytes = std::fs::read(path).unwrap();
    let project = file::read(&bytes).unwrap();
    (bytes, project)
}

#[test]
fn opening_and_saving_an_example_changes_no_byte() {
    for name in ["tool-rental", "eight-stages", "service"] {
        let (bytes, project) = example(name);
        assert_eq!(file::write(&project).unwrap(), bytes, "{name}");
    }
}

#[test]
fn tool_rental_tells_the_golden_table() {
    let (_, project) = example("tool-rental");
    let journey = &project.journeys[0];
    let totals: Vec<f64> = journey
        .solutions
        .iter()
        .map(|solution| solution_value(journey, solution).total)
        .collect();
    assert_eq!(totals, [-6.0, 2.0]);
    let comparison = compare(journey, &journey.solutions[0], &journey.solutions[1]);
    let deltas: Vec<_> = comparison.steps.iter().map(|step| step.delta).collect();
    assert_eq!(deltas, [0.0, 5.0, -3.0, 3.0, -1.0, 3.0, 1.0].map(Some));
    assert_eq!(comparison.total, 8.0);
    assert!(comparison.holds.unwrap().holds());
    assert!(!journey.basis.is_empty());
    assert_eq!(project.value_maps[0].persona, journey.persona);
}

#[test]
fn the_eight_stages_have_the_golden_head_counts() {
    let (_, project) = example("eight-stages");
    let journey = &project.journeys[0];
    let funnel = funnel(journey, &journey.periods[0]);
    let counts: Vec<f64> = funnel.counts.into_iter().flatten().collect();
    assert_eq!(
        counts,
        [120_000.0, 18_000.0, 2_400.0, 300.0, 210.0, 75.0, 40.0, 12.0]
    );
    assert_eq!(funnel.overall, Some(0.0001));
}

#[test]
fn the_service_journey_has_twelve_steps_two_solutions_and_about_fifty_notes() {
    let (_, project) = example("service");
    let journey = &project.journeys[0];
    assert_eq!((journey.steps.len(), journey.solutions.len()), (12, 2));
    assert!((45..=55).contains(&project.all_notes().count()));
    let phases: std::collections::BTreeSet<_> =
        journey.steps.iter().map(|step| &step.phase).collect();
    assert_eq!(phases.len(), 3, "before, during, after");
}
