//! The rules of merging, one by one, on the example of the rented drill.
#![cfg(test)]

use std::sync::Arc;
use value_journey::edit;
use value_journey::file::{self, Choice, Choices, Conflict, MergeError, Merged};
use value_journey::model::{
    Decimal, Field, Id, Kind, Lane, Link, MAX_NOTES, Merging, Method, Note, Persona, Place,
    Project, Relation, Row, Scale, Step, Target, Template, Unknown, check,
};

fn id(text: &str) -> Id {
    text.parse().expect("an id")
}

fn row(job: &str, row: Row) -> Place {
    Place::Row { job: id(job), row }
}

fn lane(solution: &str, step: &str, lane: Lane) -> Place {
    Place::Lane {
        solution: id(solution),
        step: id(step),
        lane,
    }
}

/// Three versions of the example.
struct Three {
    base: Project,
    mine: Project,
    theirs: Project,
}

fn three(mine: impl FnOnce(&mut Project), theirs: impl FnOnce(&mut Project)) -> Three {
    let base = file::read(include_bytes!("../assets/examples/tool-rental.vjourney"));
    let base = base.expect("an example");
    let mut three = Three {
        mine: base.clone(),
        theirs: base.clone(),
        base,
    };
    mine(&mut three.mine);
    theirs(&mut three.theirs);
    for version in [&three.mine, &three.theirs] {
        assert_eq!(check(version), [], "the test makes valid versions");
    }
    three
}

impl Three {
    fn merged(&self, choices: &Choices) -> Merged {
        let merged = file::merge(Some(&self.base), &self.mine, &self.theirs, choices);
        let merged = merged.expect("there is room");
        assert_eq!(check(&merged.project), []);
        merged
    }

    /// The result where nothing is to be settled.
    fn fine(&self) -> Project {
        let merged = self.merged(&Choices::new());
        assert_eq!(merged.conflicts, []);
        merged.project
    }

    fn conflicts(&self) -> Vec<Conflict> {
        self.merged(&Choices::new()).conflicts
    }

    /// The only conflict.
    fn conflict(&self) -> Conflict {
        let mut conflicts = self.conflicts();
        assert_eq!(conflicts.len(), 1, "{conflicts:#?}");
        conflicts.remove(0)
    }

    /// The result when everything is decided like this.
    fn decided(&self, choice: Choice) -> Project {
        let keys = self.conflicts().into_iter().map(|conflict| conflict.key);
        let choices: Choices = keys.map(|key| (key, choice)).collect();
        let merged = self.merged(&choices);
        assert_eq!(merged.unsettled(&choices), 0);
        merged.project
    }
}

fn words(value: Option<&String>) -> &str {
    value.map_or("nothing", String::as_str)
}

fn nothing(_: &mut Project) {}

fn write(project: &mut Project, note: &str, text: &str) {
    let found = project.all_notes().find(|(_, known)| known.id == id(note));
    let place = found.expect("the note is there").0;
    edit::write(project, Target::Note(id(note)), Some(place), text).expect("a text");
}

fn update(project: &mut Project, note: &str, change: impl FnOnce(&mut Note)) {
    let found = project.all_notes().find(|(_, known)| known.id == id(note));
    let place = found.expect("the note is there").0;
    edit::update_note(project, place, id(note), change);
}

fn add(project: &mut Project, place: Place, at: usize, text: &str) -> Id {
    let note = Note::new(text);
    let id = note.id;
    edit::insert_notes(project, place, at, vec![Arc::new(note)]);
    id
}

fn note<'a>(project: &'a Project, note: &str) -> Option<(Place, &'a Note)> {
    let mut notes = project.all_notes();
    let found = notes.find(|(_, known)| known.id == id(note));
    found.map(|(place, note)| (place, &**note))
}

fn texts(project: &Project, place: Place) -> Vec<&str> {
    let notes = project.notes(place).iter();
    notes.map(|note| note.text.as_str()).collect()
}

fn link(from: &str, to: &str, relation: Relation) -> Link {
    Link {
        from: id(from),
        to: id(to),
        relation,
        delta: None,
        unknown: Unknown::default(),
    }
}

#[test]
fn the_same_change_on_both_sides_is_that_change() {
    let change = |project: &mut Project| {
        write(project, "n32", "Photos are small");
        edit::remove_notes(project, &[id("n33")]);
    };
    let three = three(change, change);
    assert!(three.fine() == three.mine);
}

#[test]
fn different_fields_of_one_note_go_together() {
    let three = three(
        |project| write(project, "n32", "Photos are small"),
        |project| update(project, "n32", |note| note.severity = Some(3)),
    );
    let merged = three.fine();
    let (_, note) = note(&merged, "n32").expect("there");
    assert_eq!(
        (note.text.as_str(), note.severity),
        ("Photos are small", Some(3))
    );
}

#[test]
fn the_same_text_changed_differently_is_a_conflict_that_may_keep_both() {
    let three = three(
        |project| write(project, "n32", "Photos are small"),
        |project| write(project, "n32", "No photos of the bits"),
    );
    let conflict = three.conflict();
    assert!(
        conflict
            .sentence
            .starts_with("The text of the friction “Photos do not show")
    );
    assert_eq!(
        words(conflict.base.as_ref()),
        "Photos do not show what it can drill"
    );
    assert_eq!(words(conflict.mine.as_ref()), "Photos are small");
    assert_eq!(words(conflict.theirs.as_ref()), "No photos of the bits");
    assert!(conflict.allows_both);
    let place = row("choose", Row::Friction);
    let phone = "Phone is not answered on Saturday";
    assert_eq!(
        texts(&three.merged(&Choices::new()).project, place),
        ["Photos are small", phone]
    );
    assert_eq!(
        texts(&three.decided(Choice::Theirs), place),
        ["No photos of the bits", phone]
    );
    let both = three.decided(Choice::Both);
    assert_eq!(
        texts(&both, place),
        ["Photos are small", "No photos of the bits", phone]
    );
    assert!(
        three.decided(Choice::Both) == both,
        "the new id is the same each time"
    );
}

#[test]
fn of_two_names_both_can_be_kept_but_not_of_two_figures() {
    let three = three(
        |project| {
            let step = Target::StepName(id("get"));
            edit::write(project, step, None, "Fetch").expect("a name");
            update(project, "n2", |note| note.score = Some(Decimal::ZERO));
        },
        |project| {
            let step = Target::StepName(id("get"));
            edit::write(project, step, None, "Obtain").expect("a name");
            update(project, "n2", |note| note.score = None);
        },
    );
    let conflicts = three.conflicts();
    assert_eq!(conflicts.len(), 2, "{conflicts:#?}");
    assert!(conflicts[0].allows_both && !conflicts[1].allows_both);
    assert_eq!(words(conflicts[1].mine.as_ref()), "0");
    assert_eq!(words(conflicts[1].theirs.as_ref()), "not scored");
    let both = three.decided(Choice::Both);
    assert_eq!(both.journeys[0].steps[1].name, "Fetch / Obtain");
    let (_, item) = note(&both, "n2").expect("there");
    assert_eq!(
        item.score,
        Some(Decimal::ZERO),
        "ours, where both is not possible"
    );
}

#[test]
fn what_both_add_is_kept_beside_its_neighbours() {
    let place = row("choose", Row::Touchpoints);
    let three = three(
        |project| {
            add(project, place, 1, "Ours");
        },
        |project| {
            add(project, place, 2, "Theirs");
        },
    );
    let website = "Website with free dates";
    assert_eq!(
        texts(&three.fine(), place),
        [website, "Ours", "Counter in the shop", "Theirs"]
    );
}

#[test]
fn steps_that_both_moved_to_different_ends_are_a_conflict_about_their_order() {
    let three = three(
        |project| edit::move_step(project, id("pickup"), 0),
        |project| edit::move_step(project, id("pickup"), 6),
    );
    let conflict = three.conflict();
    assert_eq!(
        conflict.sentence,
        "The order of the steps of the journey “Get and use a drill”"
    );
    assert!(words(conflict.mine.as_ref()).starts_with("Pick up, Decide"));
    assert!(words(conflict.theirs.as_ref()).ends_with("Pick up"));
    let last = three.decided(Choice::Theirs);
    assert_eq!(last.journeys[0].steps[6].name, "Pick up");
}

#[test]
fn a_job_deleted_here_and_edited_there_is_one_conflict() {
    let three = three(
        |project| edit::delete_job(project, id("choose")),
        |project| {
            write(project, "n32", "Photos are small");
            add(project, row("choose", Row::Processes), 0, "New");
        },
    );
    let conflict = three.conflict();
    assert!(conflict.key.is_about_deletion() && conflict.key.ids() == [id("choose")]);
    assert_eq!(conflict.mine, None);
    assert!(
        words(conflict.theirs.as_ref()).ends_with("(1 note added, 1 changed)"),
        "{conflict:?}"
    );
    assert_eq!(
        three.merged(&Choices::new()).project.value_maps[0]
            .jobs
            .len(),
        2
    );
    assert!(
        three.decided(Choice::Theirs) == three.theirs,
        "with all that stood in it"
    );
}

#[test]
fn a_note_deleted_there_and_changed_here_stays_until_it_is_settled() {
    let three = three(
        |project| update(project, "n33", |note| note.severity = Some(3)),
        |project| edit::remove_notes(project, &[id("n33")]),
    );
    let conflict = three.conflict();
    let theirs = &conflict.theirs;
    assert_eq!(*theirs, None);
    assert_eq!(
        words(conflict.mine.as_ref()),
        "Phone is not answered on Saturday (severity 3)"
    );
    assert!(note(&three.merged(&Choices::new()).project, "n33").is_some());
    assert!(three.decided(Choice::Theirs) == three.theirs);
}

#[test]
fn what_nobody_changed_is_deleted_with_its_links() {
    let three = three(
        |project| edit::remove_notes(project, &[id("n32")]),
        |project| write(project, "n33", "Changed"),
    );
    let merged = three.fine();
    assert!(note(&merged, "n32").is_none());
    assert_eq!(merged.links.len(), three.mine.links.len());
}

#[test]
fn a_link_to_what_the_other_side_deleted_is_a_conflict_about_that() {
    let three = three(
        |project| edit::remove_notes(project, &[id("n33")]),
        |project| {
            project
                .links
                .to_mut()
                .push(link("n33", "n34", Relation::Widens));
        },
    );
    let conflict = three.conflict();
    assert_eq!(conflict.key.ids(), [id("n33")]);
    assert!(
        words(conflict.theirs.as_ref()).ends_with("(a link was added)"),
        "{conflict:?}"
    );
    assert!(three.decided(Choice::Theirs) == three.theirs);
}

#[test]
fn head_counts_come_back_with_their_step() {
    let with_period = |project: &mut Project| edit::add_period(project, id("drill"), "2026");
    let mut three = three(with_period, with_period);
    for version in [&mut three.mine, &mut three.theirs] {
        for (step, count) in [("decide", "100"), ("get", "40")] {
            let target = Target::Count {
                period: 0,
                step: id(step),
            };
            edit::write(version, target, None, count).expect("a count");
        }
    }
    three.base = three.mine.clone();
    edit::delete_step(&mut three.mine, id("get"));
    write(&mut three.theirs, "n3", "Changed");
    let conflict = three.conflict();
    assert_eq!(conflict.key.ids(), [id("get")]);
    assert!(three.decided(Choice::Theirs) == three.theirs);
}

#[test]
fn a_note_that_both_moved_elsewhere_is_a_conflict_about_its_place() {
    let (drill, restore) = (row("drillit", Row::Friction), row("restore", Row::Friction));
    let three = three(
        |project| edit::move_notes(project, &[id("n32")], drill, 0),
        |project| edit::move_notes(project, &[id("n32")], restore, 0),
    );
    let conflict = three.conflict();
    assert!(
        conflict
            .sentence
            .starts_with("The place of the friction “Photos")
    );
    assert!(words(conflict.mine.as_ref()).starts_with("Points of friction · Drill"));
    let place = |project: &Project| note(project, "n32").map(|(place, _)| place);
    assert_eq!(place(&three.merged(&Choices::new()).project), Some(drill));
    assert_eq!(place(&three.decided(Choice::Theirs)), Some(restore));
}

#[test]
fn a_note_moved_into_what_the_other_side_deleted_stays_where_it_was() {
    let three = three(
        |project| edit::delete_job(project, id("restore")),
        |project| {
            edit::move_notes(project, &[id("n32")], row("restore", Row::Friction), 0);
        },
    );
    let conflict = three.conflict();
    assert_eq!(conflict.key.ids(), [id("restore")]);
    assert!(
        words(conflict.theirs.as_ref()).ends_with("(1 note moved)"),
        "{conflict:?}"
    );
    let merged = three.merged(&Choices::new()).project;
    assert_eq!(
        note(&merged, "n32").map(|(place, _)| place),
        Some(row("choose", Row::Friction))
    );
}

#[test]
fn a_note_that_lost_its_place_on_both_sides_is_not_lost() {
    let drill = row("drillit", Row::Friction);
    let three = three(
        |project| edit::delete_job(project, id("drillit")),
        |project| {
            edit::move_notes(project, &[id("n32")], drill, 0);
            edit::delete_job(project, id("choose"));
        },
    );
    let conflicts = three.conflicts();
    let ids: Vec<Vec<Id>> = conflicts
        .iter()
        .map(|conflict| conflict.key.ids())
        .collect();
    assert_eq!(ids, [[id("choose")], [id("drillit")]]);
    let merged = three.merged(&Choices::new()).project;
    assert_eq!(
        note(&merged, "n32").map(|(place, _)| place),
        Some(row("choose", Row::Friction))
    );
}

#[test]
fn a_kind_that_the_new_place_does_not_have_is_a_conflict_about_the_place() {
    let sacrifices = lane("buy", "get", Lane::Sacrifices);
    let three = three(
        |project| update(project, "n1", |note| note.kind = Some(Kind::Symbolic)),
        |project| edit::move_notes(project, &[id("n1")], sacrifices, 0),
    );
    let conflicts = three.conflicts();
    assert!(
        conflicts
            .iter()
            .any(|conflict| conflict.sentence.starts_with("The place of"))
    );
    let merged = three.merged(&Choices::new()).project;
    let (place, benefit) = note(&merged, "n1").expect("there");
    assert!(place != sacrifices && benefit.kind == Some(Kind::Symbolic));
    let moved = three.decided(Choice::Theirs);
    let (place, sacrifice) = note(&moved, "n1").expect("there");
    assert!(place == sacrifices && sacrifice.kind.is_none());
}

#[test]
fn a_link_that_the_new_place_does_not_allow_is_a_conflict_about_the_place() {
    let processes = row("choose", Row::Processes);
    let three = three(
        |project| edit::move_notes(project, &[id("n33")], processes, 0),
        |project| {
            project
                .links
                .to_mut()
                .push(link("n33", "n34", Relation::Widens));
        },
    );
    let conflict = three.conflict();
    assert!(
        conflict
            .sentence
            .starts_with("The place of the friction “Phone"),
        "{conflict:?}"
    );
    assert!(three.merged(&Choices::new()).project == three.mine);
    let widens = |project: &Project| {
        project
            .links
            .contains(&link("n33", "n34", Relation::Widens))
    };
    assert!(widens(&three.decided(Choice::Theirs)));
}

#[test]
fn nothing_here_does_not_go_with_a_note() {
    let place = lane("rent", "maintain", Lane::Sacrifices);
    let three = three(
        |project| {
            assert!(edit::toggle_nothing_here(
                project,
                id("rent"),
                id("maintain")
            ));
        },
        |project| {
            add(project, place, 0, "Waiting for a repair");
        },
    );
    let conflict = three.conflict();
    assert_eq!(conflict.key.ids(), [id("rent"), id("maintain")]);
    assert_eq!(
        (
            words(conflict.mine.as_ref()),
            words(conflict.theirs.as_ref())
        ),
        ("nothing here", "there are notes")
    );
    assert!(three.merged(&Choices::new()).project == three.mine);
    assert_eq!(
        texts(&three.decided(Choice::Theirs), place),
        ["Waiting for a repair"]
    );
    let cell = three.decided(Choice::Theirs);
    let cell = cell
        .solution(id("rent"))
        .and_then(|(_, solution)| solution.cell(id("maintain")));
    assert!(cell.is_some_and(|cell| !cell.nothing_here));
}

#[test]
fn no_such_step_does_not_go_with_a_changed_note() {
    let three = three(
        |project| edit::toggle_no_such_step(project, id("buy"), id("get")),
        |project| write(project, "n3", "Changed"),
    );
    let conflict = three.conflict();
    assert_eq!(
        conflict.sentence,
        "Whether there is the step “Get” of the solution “Buy”"
    );
    let applies = |project: &Project| {
        let found = project.solution(id("buy"));
        found
            .and_then(|(_, buy)| buy.cell(id("get")))
            .is_none_or(|cell| cell.applies)
    };
    let merged = three.merged(&Choices::new()).project;
    assert!(!applies(&merged));
    assert_eq!(
        note(&merged, "n3").map(|(_, note)| note.text.as_str()),
        Some("Changed")
    );
    assert!(applies(&three.decided(Choice::Theirs)));
}

#[test]
fn a_journey_keeps_one_baseline() {
    let mut three = three(nothing, nothing);
    for version in [&mut three.base, &mut three.mine, &mut three.theirs] {
        fastrand::seed(1);
        edit::duplicate_solution(version, id("rent"), "Lease");
    }
    let lease = three.base.journeys[0].solutions[2].id;
    edit::set_baseline(&mut three.mine, id("rent"));
    edit::set_baseline(&mut three.theirs, lease);
    let conflict = three.conflict();
    assert_eq!(
        conflict.sentence,
        "The baseline of the journey “Get and use a drill”"
    );
    assert_eq!(
        (
            words(conflict.mine.as_ref()),
            words(conflict.theirs.as_ref())
        ),
        ("Use", "Lease")
    );
    let merged = three.decided(Choice::Theirs);
    let baselines = merged.journeys[0].solutions.iter();
    let baselines: Vec<Id> = baselines
        .filter(|known| known.baseline)
        .map(|known| known.id)
        .collect();
    assert_eq!(baselines, [lease]);
}

#[test]
fn a_scale_changed_on_one_side_converts_what_the_other_side_scored() {
    let three = three(
        |project| edit::change_scale(project, Scale::preset(10)),
        |project| {
            update(project, "n1", |note| note.score = Some(Decimal::whole(2)));
            update(project, "n2", |note| note.score = Some(Decimal::whole(3)));
        },
    );
    let merged = three.fine();
    let score = |text: &str| note(&merged, text).and_then(|(_, note)| note.score);
    assert_eq!(merged.scale.max, 10);
    assert_eq!(score("n1"), Some(Decimal::whole(7)));
    assert_eq!(score("n2"), Some(Decimal::whole(10)));
}

#[test]
fn two_scales_are_a_conflict_and_scores_follow_the_choice() {
    let three = three(
        |project| edit::change_scale(project, Scale::preset(10)),
        |project| edit::change_scale(project, Scale::preset(5)),
    );
    let conflict = three.conflict();
    assert!(conflict.sentence.starts_with("The scale of the project"));
    assert!(words(conflict.mine.as_ref()).starts_with("0 to 10 ("));
    assert!(three.merged(&Choices::new()).project == three.mine);
    assert!(three.decided(Choice::Theirs) == three.theirs);
}

#[test]
fn fields_of_a_newer_version_go_together_by_their_keys() {
    let with = |project: &Project, fields: &str| {
        let bytes = file::write(project).expect("written");
        let text = String::from_utf8(bytes).expect("UTF-8");
        let text = text.replacen(
            "\"id\": \"n29\",",
            &format!("\"id\": \"n29\", {fields},"),
            1,
        );
        file::read(text.as_bytes()).expect("it reads")
    };
    let mut three = three(nothing, nothing);
    three.base = with(&three.base, r#""mood": 1.10, "old": {"b": 1, "a": 2}"#);
    three.mine = with(
        &three.mine,
        r#""mood": 1.20, "old": {"b": 1, "a": 2}, "ours": null"#,
    );
    three.theirs = with(&three.theirs, r#""mood": 1.10, "theirs": "x""#);
    let merged = three.fine();
    let (_, touchpoint) = note(&merged, "n29").expect("there");
    let fields: Vec<(&str, &str)> = touchpoint
        .unknown
        .fields()
        .map(|(name, value)| (name, value.get()))
        .collect();
    assert_eq!(
        fields,
        [("mood", "1.20"), ("ours", "null"), ("theirs", "\"x\"")]
    );
    three.theirs = with(&three.decided(Choice::Mine), "\"other\": 1");
    three.theirs = with(&three.base, "\"other\": {\"x\": 1}");
    three.mine = with(&three.base, "\"other\": {\"y\": 1}");
    let conflict = three.conflict();
    assert!(
        conflict
            .sentence
            .starts_with("A field of a newer version in the touchpoint")
    );
    assert!(!words(conflict.mine.as_ref()).contains('{'));
}

#[test]
fn tags_and_rows_are_there_or_not() {
    let tags = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    let mut three = three(nothing, nothing);
    update(&mut three.base, "n1", |note| {
        note.tags = tags(&["a", "b", "c"]);
    });
    update(&mut three.mine, "n1", |note| {
        note.tags = tags(&["a", "c", "ours"]);
    });
    update(&mut three.theirs, "n1", |note| {
        note.tags = tags(&["theirs", "a", "b"]);
    });
    let journey = |project: &mut Project, lanes: Vec<Lane>| {
        Arc::make_mut(&mut project.journeys[0]).lanes = lanes;
    };
    journey(
        &mut three.mine,
        vec![Lane::Touchpoints, Lane::Benefits, Lane::Sacrifices],
    );
    journey(&mut three.theirs, vec![Lane::Benefits]);
    let merged = three.fine();
    assert_eq!(
        note(&merged, "n1").expect("there").1.tags,
        ["theirs", "a", "ours"]
    );
    assert_eq!(
        merged.journeys[0].lanes,
        [Lane::Touchpoints, Lane::Benefits]
    );
}

#[test]
fn a_customer_deleted_here_and_named_anew_there_is_a_conflict() {
    let mut three = three(nothing, nothing);
    for version in [&mut three.base, &mut three.mine, &mut three.theirs] {
        let mut persona = Persona::new("Sari");
        persona.id = id("sari");
        version.personas.push(Arc::new(persona));
    }
    three.mine.personas.pop();
    Arc::make_mut(&mut three.theirs.journeys[0]).persona = Some(id("sari"));
    let conflict = three.conflict();
    assert_eq!(conflict.key.ids(), [id("sari")]);
    let merged = three.merged(&Choices::new()).project;
    assert_eq!(merged.journeys[0].persona, three.mine.journeys[0].persona);
    assert!(three.decided(Choice::Theirs) == three.theirs);
}

#[test]
fn the_same_id_for_different_things_loses_neither() {
    let mut new = Note::new("A note");
    new.id = id("same");
    let mut step = Step::new("A step");
    step.id = id("same");
    let place = Place::Field {
        persona: id("mikko"),
        field: Field::Thoughts,
    };
    let three = three(
        |project| {
            edit::insert_notes(project, place, 0, vec![Arc::new(new)]);
            project
                .links
                .to_mut()
                .push(link("same", "n3", Relation::DerivedFrom));
        },
        |project| edit::insert_step(project, id("drill"), 0, step),
    );
    let merged = three.fine();
    assert_eq!(texts(&merged, place), ["A note"]);
    assert_eq!(merged.journeys[0].steps[0].name, "A step");
    let from = merged.links.last().expect("a link").from;
    assert_eq!(merged.notes(place)[0].id, from, "links follow");
}

#[test]
fn without_a_version_before_both_nothing_is_deleted() {
    let three = three(
        |project| {
            edit::remove_notes(project, &[id("n32")]);
            write(project, "n33", "Ours");
        },
        |project| {
            edit::delete_job(project, id("restore"));
            write(project, "n33", "Theirs");
        },
    );
    let merged = file::merge(None, &three.mine, &three.theirs, &Choices::new());
    let merged = merged.expect("there is room");
    assert_eq!(merged.conflicts.len(), 1, "{:#?}", merged.conflicts);
    assert_eq!(
        (
            &merged.conflicts[0].base,
            words(merged.conflicts[0].theirs.as_ref())
        ),
        (&None, "Theirs")
    );
    assert!(note(&merged.project, "n32").is_some());
    assert_eq!(merged.project.value_maps[0].jobs.len(), 3);
}

#[test]
fn what_did_not_change_is_shared_with_our_version() {
    let three = three(
        |project| write(project, "n32", "Photos are small"),
        |project| write(project, "n1", "Theirs"),
    );
    let merged = three.fine();
    let shares = |project: &Project| {
        Arc::ptr_eq(&project.value_maps[0], &merged.value_maps[0])
            && Arc::ptr_eq(&project.personas[0], &merged.personas[0])
            && Arc::ptr_eq(
                &project.journeys[0].solutions[1],
                &merged.journeys[0].solutions[1],
            )
    };
    assert!(shares(&three.mine));
    assert_eq!(edit::what_changed(&three.mine, &merged).notes, [id("n1")]);
}

#[test]
fn a_merge_that_is_not_finished_is_no_part_of_a_version() {
    let mut three = three(
        |project| write(project, "n32", "Photos are small"),
        |project| write(project, "n1", "Theirs"),
    );
    let wanted = three.fine();
    let merging = Merging::new(Vec::new(), None, Template::Blank.build());
    for version in [&mut three.base, &mut three.mine, &mut three.theirs] {
        version.merging = Some(Arc::new(merging.clone()));
    }
    assert!(three.fine() == wanted);
    three.theirs.clone_from(&three.base);
    assert!(three.fine().merging.is_none());
    let unfinished = &three.base;
    let finished = Project {
        merging: None,
        ..unfinished.clone()
    };
    assert_eq!(file::difference(unfinished, &finished), []);
}

#[test]
fn more_notes_than_a_project_may_have_are_refused() {
    let mut base = Template::ValueMap.build();
    let place = Place::Row {
        job: base.value_maps[0].jobs[0].id,
        row: Row::Friction,
    };
    let notes = |count: usize| {
        (0..count)
            .map(|_| Arc::new(Note::new("n")))
            .collect::<Vec<_>>()
    };
    edit::insert_notes(&mut base, place, 0, notes(MAX_NOTES - 1));
    let (mut mine, mut theirs) = (base.clone(), base.clone());
    edit::insert_notes(&mut mine, place, 0, notes(1));
    edit::insert_notes(&mut theirs, place, 0, notes(1));
    let refused = file::merge(Some(&base), &mine, &theirs, &Choices::new());
    assert_eq!(refused, Err(MergeError::TooMuch(MAX_NOTES + 1)));
}

#[test]
fn the_base_of_a_copy_is_the_version_it_was_made_from() {
    let Three { base: first, .. } = three(nothing, nothing);
    let mut versions = vec![first];
    for text in ["one", "two", "three", "four"] {
        let mut next = versions.last().expect("a version").clone();
        add(&mut next, row("choose", Row::Friction), 0, text);
        versions.push(next);
    }
    let mine = versions.last().expect("a version").clone();
    let mut copy = versions[2].clone();
    for text in ["a", "b", "c", "d", "e", "f"] {
        add(&mut copy, row("drillit", Row::Friction), 0, text);
    }
    assert_eq!(file::nearest_base(versions.iter(), &mine, &copy), Some(2));
    // With our last version as the base the copy would seem to delete what was added since.
    let merged = file::merge(Some(&versions[2]), &mine, &copy, &Choices::new());
    let merged = merged.expect("there is room").project;
    assert_eq!(merged.notes(row("choose", Row::Friction)).len(), 6);
}

#[test]
fn what_shares_less_than_half_is_no_base() {
    let Three { base, .. } = three(nothing, nothing);
    let mut other = Template::Workshop.build();
    assert!(!file::are_related(&base, &other));
    assert_eq!(file::nearest_base([&other].into_iter(), &base, &base), None);
    other.personas.push(Arc::clone(&base.personas[0]));
    assert!(file::are_related(&base, &other));
    assert_eq!(file::nearest_base([&other].into_iter(), &base, &base), None);
    let empty = Project::default();
    assert_eq!(file::nearest_base([&empty].into_iter(), &base, &base), None);
    let journey = edit::add_journey(&mut other, Method::Cvjm);
    assert!(other.journey(journey).is_some());
}
