//! Where things *stand*: a project, a view and a framing become a sheet of placed cells.
//!
//! The screen and all exports draw the same sheet; clicks, keys and screen readers ask it what is
//! where. A new kind of canvas is a new layout function and nothing else.

mod bars;
mod cards;
mod counts;
mod figures;
mod fit;
pub mod fonts;
mod grid;
mod journey;
mod layouter;
mod legend;
mod net_rows;
pub mod sheet;
pub mod theme;
mod title;
mod value_map;
mod view;
pub mod words;

pub use cards::tint;
pub use figures::{count, percent, plain, signed};
pub use fit::{Fitted, LARGEST, READABLE, SMALLEST, letter_size};
pub use layouter::Layouter;
pub use sheet::Sheet;
pub use view::{Framing, Shown, View};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Project, Template};
    use std::collections::HashSet;
    use std::sync::Arc;

    /// The examples that come with the program, and what projects begin with.
    fn projects() -> Vec<Arc<Project>> {
        let examples: [&[u8]; 3] = [
            include_bytes!("../../assets/examples/tool-rental.vjourney"),
            include_bytes!("../../assets/examples/eight-stages.vjourney"),
            include_bytes!("../../assets/examples/service.vjourney"),
        ];
        let examples = examples.map(|bytes| crate::file::read(bytes).unwrap());
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
}
