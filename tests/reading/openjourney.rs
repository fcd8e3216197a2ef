//! OpenJourney files become journeys.

use value_journey::analysis::solution_value;
use value_journey::import::{self, ImportError, Imported};
use value_journey::model::{Decimal, Lane, MAX_TEXT, Scale};

/// Reads a file of these bytes.
fn read(bytes: &[u8], name: &str, scale: &Scale) -> Result<Imported, ImportError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(format!("{name}.ojf"));
    std::fs::write(&path, bytes).unwrap();
    import::read(&path, scale)
}

const SMALL: &str = r#"{
    "version": "1.0",
    "persona": "Anna",
    "pointOfView": "Returning a sweater",
    "stages": [{"id": "s1", "name": "Open"}, {"id": "s2", "name": "Return"}],
    "swimlanes": [{"id": "l1", "name": "Actions"}, {"id": "l2", "name": "Pain Points"}, {"id": "l3", "name": "Ideas"}],
    "nodes": [
        {"id": "n1", "stageId": "s1", "swimlaneId": "l1", "title": "Nice box", "score": 5, "description": "Very.", "severity": "high", "isMomentOfTruth": true, "tags": ["offline"]},
        {"id": "n2", "stageId": "s1", "swimlaneId": "l1", "title": "A tear", "score": -1, "iconColor": "red", "blueprint": {"onstage": [{"actor": "x"}]}},
        {"id": "n3", "stageId": "s2", "swimlaneId": "l2", "title": "Silence", "score": 0},
        {"id": "n4", "stageId": "s2", "swimlaneId": "l3", "title": "Send a mail", "score": 3},
        {"id": "n5", "stageId": "s2", "swimlaneId": "l1", "title": "Post office"},
        {"id": "n6", "swimlaneId": "l1", "title": "Nowhere"}
    ]
}"#;

#[test]
fn stages_become_steps_and_nodes_notes() {
    let imported = read(SMALL.as_bytes(), "return", &Scale::default()).unwrap();
    assert_eq!(
        imported.sentence,
        "2 steps, 5 notes; 1 node without a stage was left out: “Nowhere”; 2 scores were converted from −5…5 to 0…3; 1 score of opportunities is kept in the file alone."
    );
    let project = &imported.project;
    assert_eq!(value_journey::model::check(project), []);
    assert_eq!(
        (project.name.as_str(), project.description.as_str()),
        ("return", "Returning a sweater")
    );
    let journey = &project.journeys[0];
    assert_eq!(
        project.persona(journey.persona.unwrap()).unwrap().name,
        "Anna"
    );
    let cell = |at: usize| journey.solutions[0].cell(journey.steps[at].id).unwrap();
    let benefit = &cell(0).rows[Lane::Benefits][0];
    assert_eq!(
        (benefit.score, benefit.severity),
        (Some(Decimal::whole(3)), Some(3))
    );
    assert_eq!(
        (benefit.detail.as_str(), benefit.moment_of_truth),
        ("Very.", true)
    );
    assert_eq!(
        cell(0).rows[Lane::Sacrifices][0].score,
        Some(Decimal::whole(1)),
        "0.6 is never below 1"
    );
    assert_eq!(
        (
            cell(1).rows[Lane::Sacrifices][0].text.as_str(),
            cell(1).rows[Lane::Sacrifices][0].score
        ),
        ("Silence", None)
    );
    assert_eq!(cell(1).rows[Lane::Opportunities][0].text, "Send a mail");
    assert_eq!(cell(1).rows[Lane::Touchpoints][0].text, "Post office");
    assert_eq!(solution_value(journey, &journey.solutions[0]).total, 2.0);
}

#[test]
fn what_this_program_does_not_know_survives_saving() {
    let project = read(SMALL.as_bytes(), "return", &Scale::default())
        .unwrap()
        .project;
    let bytes = value_journey::file::write(&project).unwrap();
    let again = value_journey::file::read(&bytes).unwrap();
    assert_eq!(again, project);
    let text = String::from_utf8(bytes).unwrap();
    assert!(
        text.contains("\"ojf_blueprint\": {\"onstage\": [{\"actor\": \"x\"}]}"),
        "{text}"
    );
}

#[test]
fn scores_and_lanes_come_back_as_they_were() {
    let file = SMALL
        .replace(
            "\"Ideas\"}",
            "\"Ideas\"}, {\"id\": \"l4\", \"name\": \"Emotions\", \"color\": \"red\"}",
        )
        .replace("\"score\": 5", "\"score\": 4.50");
    let imported = read(file.as_bytes(), "return", &Scale::default()).unwrap();
    assert!(
        imported
            .sentence
            .contains("1 swimlane without notes is kept in the file alone: “Emotions”"),
        "{}",
        imported.sentence
    );
    let bytes = value_journey::file::write(&imported.project).unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    for kept in [
        "\"ojf_score\": 4.50",
        "\"ojf_score\": -1",
        "\"ojf_score\": 0",
        // Of an opportunity, which has no score here.
        "\"ojf_score\": 3",
        "\"name\":\"Emotions\",\"color\":\"red\"",
        "\"ojf_version\": \"1.0\"",
    ] {
        assert!(text.contains(kept), "{kept}: {text}");
    }
    assert_eq!(value_journey::file::read(&bytes).unwrap(), imported.project);
}

#[test]
fn a_score_of_nothing_with_a_bad_feeling_or_lane_gets_in_the_way() {
    let node = |lane: &str, rest: &str| {
        format!("{{\"stageId\": \"s\", \"swimlaneId\": \"{lane}\", \"title\": \"t\"{rest}}}")
    };
    for (node, lane) in [
        (
            node("do", ", \"score\": 0, \"sentiment\": \"anxious\""),
            Lane::Barriers,
        ),
        (
            node(
                "do",
                ", \"score\": 0, \"sentiment\": \"Frustrated\", \"purpose\": \"touchpoint\"",
            ),
            Lane::Barriers,
        ),
        (node("bar", ", \"score\": 0"), Lane::Barriers),
        (node("bar", ""), Lane::Barriers),
        (
            node("do", ", \"score\": 0, \"purpose\": \"hurdle\""),
            Lane::Barriers,
        ),
        (
            node("do", ", \"score\": 0, \"sentiment\": \"neutral\""),
            Lane::Touchpoints,
        ),
        (node("do", ", \"sentiment\": \"delighted\""), Lane::Benefits),
        // A score and words say more than a feeling.
        (
            node("bar", ", \"score\": 2, \"sentiment\": \"anxious\""),
            Lane::Benefits,
        ),
        (
            node("do", ", \"purpose\": \"pain\", \"sentiment\": \"anxious\""),
            Lane::Sacrifices,
        ),
    ] {
        let file = format!(
            "{{\"stages\": [{{\"id\": \"s\", \"name\": \"S\"}}], \"swimlanes\": [{{\"id\": \"do\", \"name\": \"Actions\"}}, {{\"id\": \"bar\", \"name\": \"Barriers\"}}], \"nodes\": [{node}]}}"
        );
        let imported = read(file.as_bytes(), "x", &Scale::default()).unwrap();
        let journey = &imported.project.journeys[0];
        let cell = journey.solutions[0].cell(journey.steps[0].id).unwrap();
        assert_eq!(cell.notes(lane).len(), 1, "{node}");
        assert!(journey.lanes.contains(&lane), "it is seen: {node}");
        assert_eq!(
            imported
                .sentence
                .contains("put under “What gets in the way”"),
            lane == Lane::Barriers,
            "{}",
            imported.sentence
        );
    }
}

#[test]
fn what_a_project_does_not_hold_is_cut_or_left_out_and_said() {
    let long = "ä".repeat(MAX_TEXT);
    let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
    let large = format!("\"{}\"", "x".repeat(16 * 1024 * 1024));
    let file = format!(
        r#"{{"persona": "{long}", "stages": [{{"id": "s", "name": "{long}"}}], "nodes": [
            {{"stageId": "s", "title": "{long}", "description": "{long}", "tags": []}},
            {{"stageId": "s", "title": "b", "deep": {deep}, "large": {large}, "small": "]]["}}
        ]}}"#
    );
    let imported = read(file.as_bytes(), "x", &Scale::default()).unwrap();
    assert_eq!(
        imported.sentence,
        "1 step, 2 notes; 4 texts longer than 64 KB were cut; 2 fields this program does not know were too much to keep."
    );
    let bytes = value_journey::file::write(&imported.project).unwrap();
    assert_eq!(value_journey::file::read(&bytes).unwrap(), imported.project);
    assert!(String::from_utf8(bytes).unwrap().contains("ojf_small"));
}

#[test]
fn a_node_in_an_unknown_stage_is_named() {
    let wrong = SMALL.replace(
        "\"stageId\": \"s2\", \"swimlaneId\": \"l2\"",
        "\"stageId\": \"s9\", \"swimlaneId\": \"l2\"",
    );
    let error = read(wrong.as_bytes(), "x", &Scale::default())
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("“Silence”") && error.contains("stage `s9`"),
        "{error}"
    );
    let wrong = SMALL.replace("\"swimlaneId\": \"l3\"", "\"swimlaneId\": \"l9\"");
    assert!(
        read(wrong.as_bytes(), "x", &Scale::default())
            .unwrap_err()
            .to_string()
            .contains("lane `l9`")
    );
}

#[test]
fn what_is_no_journey_is_told_in_a_sentence() {
    assert!(
        read(b"{", "x", &Scale::default())
            .unwrap_err()
            .to_string()
            .contains("line 1")
    );
    assert!(
        read(b"\xff", "x", &Scale::default())
            .unwrap_err()
            .to_string()
            .contains("UTF-8")
    );
    assert!(
        read(b"{}", "x", &Scale::default())
            .unwrap_err()
            .to_string()
            .contains("no stages")
    );
    assert!(read(b"{\"stages\": 5}", "x", &Scale::default()).is_err());
}
