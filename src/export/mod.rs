//! How a view goes out: each painter draws the same sheet the screen shows, and looks before at how
//! much there is to draw.

mod cost;
mod paper;
mod png;
mod svg;

pub use cost::{Drawing, Look, MOST_MEMORY, Parts};
pub use paper::{Paper, PaperSize};
pub use svg::{Extent, svg};

use crate::layout::{Framing, Layouter, READABLE, Sheet, View};
use crate::model::Project;
use crate::model::words::{count, counted};
use emath::vec2;
use std::sync::Arc;

/// Why a view did not go out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// More than can be laid out.
    #[error(
        "This view has {} in {}: to draw it would take at least {ms} ms and {mega} MB; {most_ms} ms and {most_mega} MB are the most. Export one solution or another view, or spread it over several.",
        counted(*notes, "note"), counted(*cells, "cell")
    )]
    TooMuch {
        /// How many there are.
        notes: usize,
        /// How many there are.
        cells: usize,
        /// How long it would take.
        ms: usize,
        /// How much memory it would take, in MB.
        mega: usize,
        /// How long it may take.
        most_ms: usize,
        /// How much memory it may take, in MB.
        most_mega: usize,
    },
    /// More letters than are drawn as pixels.
    #[error(
        "The picture would have {}; {} are the most as PNG. Export it as SVG, or one solution of it.",
        counted(*letters, "letter"), count(*most as u64)
    )]
    TooManyLetters {
        /// How many there are.
        letters: usize,
        /// How many are drawn.
        most: usize,
    },
    /// More pixels than are drawn.
    #[error(
        "The picture would have {width} × {height} pixels; {most} million are the most here. Choose {instead}."
    )]
    TooLarge {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
        /// In millions of pixels.
        most: usize,
        /// What works.
        instead: String,
    },
    /// Our own SVG was not understood; never seen.
    #[error("The picture could not be drawn: {0}.")]
    Drawing(String),
}

/// A view as the bytes of a picture. `memory` is what may be taken for it, in bytes.
///
/// # Errors
/// A sentence, when it is too much; that is known before it is drawn.
pub fn picture(
    layouter: &mut Layouter,
    project: &Arc<Project>,
    (view, framing): (View, &Framing),
    look: &Look,
    memory: usize,
) -> Result<Vec<u8>, ExportError> {
    Parts::of(project, view, framing).check(memory)?;
    let sheet = sheet(layouter, project, view, framing, look.paper);
    let extent = extent(&sheet);
    match look.scale {
        None => Ok(svg(&sheet, look, extent).into_bytes()),
        Some(_) => png::png(&sheet, look, extent, layouter.words.discovered_fonts()),
    }
}
/// The sheet of a view as it is exported: all of it, without prompts. On paper the columns are
/// chosen so that the page is filled with the largest text.
fn sheet(
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
