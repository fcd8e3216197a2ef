//! How a view goes out: each painter draws the same sheet the screen shows.

mod paper;
mod png;
mod svg;

pub use paper::{Paper, PaperSize};
pub use png::{ExportError, png};
pub use svg::{Extent, svg};

use crate::layout::{Framing, Layouter, READABLE, Sheet, View};
use crate::model::Project;
use emath::vec2;
use std::sync::Arc;

/// The sheet of a view as it is exported: all of it, without prompts. On paper the columns are
/// chosen so that the page is filled with the largest text.
pub fn sheet(
    layouter: &mut Layouter,
    project: &Arc<Project>,
    view: View,
    framing: &Framing,
    paper: Option<Paper>,
) -> Arc<Sheet> {
    let framing = Framing {
        has_prompts: false,
        ..framing.clone()
    };
    let framing = match paper {
        Some(paper) => {
            layouter
                .fit(project, view, paper.inner_points(), &framing)
                .framing
        }
        None => framing,
    };
    // Titles and legends are as wide as everything else: known only once the rest stands.
    let sheet = layouter.sheet(project, view, &framing);
    let width = sheet.full_size().x.max(40.0 * READABLE);
    if (width - framing.width).abs() < 0.5 {
        return sheet;
    }
    layouter.sheet(project, view, &Framing { width, ..framing })
}

/// The whole of a sheet and a margin around it.
pub fn extent(sheet: &Sheet) -> Extent {
    let margin = sheet.em;
    let size = sheet.full_size();
    let across = sheet
        .cells
        .iter()
        .filter(|cell| cell.bands.0 == crate::layout::sheet::Band::Across)
        .map(|cell| cell.at.max.x)
        .fold(size.x, f32::max);
    Extent {
        size: vec2(across, size.y) + vec2(2.0, 2.0) * margin,
        margin,
    }
}
