//! What the clipboard carries, to and from other programs.

use std::sync::Arc;
use value_journey::edit::{Fragment, from_text};
use value_journey::model::{Lane, MAX_TEXT, Note};

fn texts(fragment: &Fragment) -> Vec<Vec<&str>> {
    fragment
        .columns
        .iter()
        .map(|column| column.iter().map(|note| note.text.as_str()).collect())
        .collect()
}

#[test]
fn a_spreadsheet_column_becomes_notes_and_a_block_columns() {
    assert_eq!(
        texts(&from_text("Slow\nDear\r\n\nFar\n")),
        [["Slow", "Dear", "Far"]]
    );
    assert_eq!(
        texts(&from_text("a\tb\nc\t\n\td")),
        [["a", "c"], ["b", "d"]]
    );
    assert!(from_text(" \n\t\n").is_empty());
}

#[test]
fn quoted_cells_keep_their_line_breaks() {
    assert_eq!(
        texts(&from_text("\"two\nlines\"\tx\n\"say \"\"no\"\"\"\ty")),
        [["two\nlines", "say \"no\""], ["x", "y"]]
    );
    assert_eq!(
        texts(&from_text("\"Slow\" they say\n3\" pipes")),
        [["\"Slow\" they say", "3\" pipes"]]
    );
}

#[test]
fn what_goes_out_as_text_comes_back() {
    let project =
        value_journey::file::read(include_bytes!("../../assets/examples/tool-rental.vjourney"))
            .unwrap();
    let journey = &project.journeys[0];
    let solution = &journey.solutions[0];
    let ids: Vec<_> = [0, 1, 3]
        .iter()
        .flat_map(|at| {
            let cell = solution.cell(journey.steps[*at].id).unwrap();
            cell.notes(Lane::Sacrifices)
        })
        .map(|note| note.id)
        .collect();
    let fragment = Fragment::of_notes(&project, &ids);
    assert_eq!(
        fragment.columns.iter().map(Vec::len).collect::<Vec<_>>(),
        [1, 2, 0, 1]
    );
    assert_eq!(texts(&from_text(&fragment.to_text())), texts(&fragment));
}

#[test]
fn a_text_that_is_too_long_is_cut() {
    let fragment = from_text(&format!("a{}\tb", "ä".repeat(MAX_TEXT)));
    let lengths: Vec<usize> = fragment
        .columns
        .iter()
        .map(|column| column[0].text.len())
        .collect();
    assert_eq!(lengths, [MAX_TEXT - 1, 1]);
}

#[test]
fn one_note_is_copied_as_its_text() {
    let fragment = Fragment {
        columns: vec![vec![Arc::new(Note::new("two\nlines"))]],
    };
    assert_eq!(fragment.to_text(), "two\nlines");
}
