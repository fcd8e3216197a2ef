//! Head counts under the steps.

use std::sync::Arc;
use value_journey::layout::{Framing, Layouter, View};

#[test]
fn rows_of_shares_are_named_in_full_and_have_the_same_decimals() {
    let bytes = include_bytes!("../../assets/examples/eight-stages.vjourney");
    let project = Arc::new(value_journey::file::read(bytes).unwrap());
    let view = View::journey(project.journeys[0].id);
    let sheet = Layouter::new().sheet(&project, view, &Framing::export());
    let blocks = sheet.cells.iter().flat_map(|cell| &cell.content.blocks);
    let texts: Vec<String> = blocks
        .map(|block| {
            let lines = block.lines.iter().map(|line| line.text().trim().to_owned());
            lines.collect::<Vec<_>>().join(" ").replace('\u{a0}', " ")
        })
        .collect();
    for text in [
        "from the stage before",
        "share of customers",
        "15.0 %",
        "70.0 %",
        "13.3 %",
    ] {
        assert!(texts.iter().any(|known| known == text), "{text}: {texts:?}");
    }
    assert!(
        !texts.iter().any(|text| text == "70 %" || text == "15 %"),
        "{texts:?}"
    );
}
