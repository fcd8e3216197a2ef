//! What somebody types, at every place where something can be typed.

use std::sync::Arc;
use value_journey::edit::{Document, NotWritten, write};
use value_journey::model::{MAX_TEXT, Project, Target, texts};

fn document(name: &str) -> Document {
    let path = format!(
        "{}/assets/examples/{name}.vjourney",
        env!("CARGO_MANIFEST_DIR")
    );
    Document::new(Arc::new(value_journey::file::open(path.as_ref()).unwrap()))
}

#[test]
fn what_was_written_is_read_again_at_every_target() {
    for name in ["tool-rental", "eight-stages"] {
        let document = document(name);
        let mut targets = Vec::new();
        texts(document.project(), |target, _| targets.push(target));
        // One of each kind: all texts of all notes would take a minute.
        let mut kinds = std::collections::HashSet::new();
        targets.retain(|target| {
            kinds.insert(std::mem::discriminant(target))
                || matches!(target, Target::Text(..)) && target.note().is_none()
        });
        for target in targets {
            let mut project = (**document.project()).clone();
            let place = target.note().and_then(|note| document.places().of(note));
            write(&mut project, target, place, "written").unwrap();
            assert_eq!(
                target.read(&project).as_deref(),
                Some("written"),
                "{target:?}"
            );
            assert!(!target.name(&project).is_empty());
        }
    }
}

#[test]
fn figures_are_numbers_within_their_range() {
    let document = document("eight-stages");
    let mut project = (**document.project()).clone();
    let journey = &project.journeys[0];
    let (step, solution) = (journey.steps[0].id, journey.solutions[0].id);
    let count = Target::Count { period: 0, step };
    let mut set = |target, text: &str| write(&mut project, target, None, text);
    set(count, "1 500").unwrap();
    assert_eq!(
        set(count, "many"),
        Err(NotWritten::NotANumber("many".to_owned()))
    );
    assert!(matches!(
        set(count, "-5"),
        Err(NotWritten::OutOfRange { .. })
    ));
    set(Target::Overall { solution, step }, "−2").unwrap();
    let error = set(Target::Overall { solution, step }, "4")
        .unwrap_err()
        .to_string();
    assert_eq!(error, "4 is not possible here; -3 to 3 is.");
    assert_eq!(count.read(&project).as_deref(), Some("1500"));
    assert_eq!(
        Target::Overall { solution, step }.read(&project).as_deref(),
        Some("-2")
    );
    let mut set = |target, text: &str| write(&mut project, target, None, text);
    set(count, "").unwrap();
    assert_eq!(count.read(&project).as_deref(), Some(""));
}

#[test]
fn a_judgement_taken_away_leaves_no_trace() {
    let mut project = value_journey::model::Template::Cvj.build();
    let journey = &project.journeys[0];
    let target = Target::Overall {
        solution: journey.solutions[0].id,
        step: journey.steps[0].id,
    };
    let mut document = Document::new(Arc::new(project.clone()));
    let clear = |project: &mut Project| write(project, target, None, "").unwrap();
    assert!(!document.edit("Clear", clear), "there was none");
    write(&mut project, target, None, "2").unwrap();
    assert_ne!(project, **document.project());
    clear(&mut project);
    assert_eq!(project, **document.project());
}

#[test]
fn a_text_that_is_too_long_is_refused() {
    let document = document("tool-rental");
    let mut project = (**document.project()).clone();
    let long = "x".repeat(MAX_TEXT + 1);
    assert_eq!(
        write(&mut project, Target::ProjectName, None, &long),
        Err(NotWritten::TooLong)
    );
}
