//! What holds for every sheet of every example.

use std::collections::HashSet;
use std::sync::Arc;
use value_journey::layout::{Framing, Layouter, View, sheet, words};
use value_journey::model::{Method, Project, Template};

/// The examples that come with the program, and what projects begin with.
fn projects() -> Vec<Arc<Project>> {
    let examples: [&[u8]; 3] = [
        include_bytes!("../../assets/examples/tool-rental.vjourney"),
        include_bytes!("../../assets/examples/eight-stages.vjourney"),
        include_bytes!("../../assets/examples/service.vjourney"),
    ];
    let examples = examples.map(|bytes| value_journey::file::read(bytes).unwrap());
    let templates = Template::ALL.iter().map(|template| template.build());
    examples
        .into_iter()
        .chain(templates)
        .map(Arc::new)
        .collect()
}

#[test]
fn what_is_edited_stands_once_in_a_sheet() {
    let mut layouter = Layouter::new();
    for project in projects() {
        for view in View::all(&project) {
            for is_folded in [false, true] {
                let framing = Framing {
                    is_folded,
                    ..Framing::desk()
                };
                let sheet = layouter.sheet(&project, view, &framing);
                let mut seen = HashSet::new();
                for block in sheet.cells.iter().flat_map(|cell| &cell.content.blocks) {
                    if let Some(target) = block.target {
                        assert!(seen.insert(target), "{} {target:?} twice", sheet.name);
                    }
                }
            }
        }
    }
}

#[test]
fn totals_are_headed_and_as_narrow_as_their_text() {
    use sheet::Band;
    let mut layouter = Layouter::new();
    for project in projects() {
        for view in View::all(&project) {
            for has_prompts in [false, true] {
                let framing = Framing {
                    has_prompts,
                    ..Framing::desk()
                };
                let sheet = layouter.sheet(&project, view, &framing);
                let totals = || {
                    let cells = sheet.cells.iter();
                    cells.filter(|cell| cell.bands.0 == Band::End && cell.at.min.x == 0.0)
                };
                let figures = totals().filter(|cell| cell.bands.1 == Band::End).count();
                if figures == 0 {
                    continue;
                }
                let head = totals().find(|cell| cell.bands.1 == Band::Start);
                let head = head.and_then(|cell| cell.content.blocks.first());
                let journey = view.of.and_then(|id| project.journey(id)).unwrap();
                let wanted = match journey.method {
                    Some(Method::Cvj) => "All stages",
                    Some(Method::Cvjm) | None => "All steps",
                };
                assert_eq!(
                    head.map(|block| block.lines[0].text()).as_deref(),
                    Some(wanted)
                );
                let lines = totals()
                    .flat_map(|cell| &cell.content.blocks)
                    .flat_map(|block| {
                        let widths = block.lines.iter().map(|line| line.width);
                        widths.map(|width| width * block.size / words::MEASURE)
                    });
                let widest = lines.fold(0.0, f32::max);
                let width = totals().map(|cell| cell.at.width()).fold(0.0, f32::max);
                assert!(
                    width <= widest + 2.5 * framing.em,
                    "{}: {width} points for a text of {widest}",
                    sheet.name
                );
            }
        }
    }
}
