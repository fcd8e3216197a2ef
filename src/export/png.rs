//! PNG: drawn from the SVG, so that both look the same, without a screen.

use super::paper::Paper;
use crate::layout::fonts;
use epaint::text::FontInsert;
use resvg::{tiny_skia, usvg};
use std::sync::Arc;

/// Why a picture could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// More pixels than memory should be spent on.
    #[error("The picture would have {width} × {height} pixels. Choose a smaller scale, or SVG.")]
    TooLarge {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },
    /// Our own SVG was not understood; never seen.
    #[error("The picture could not be drawn: {0}.")]
    Drawing(String),
}

/// Most pixels of a picture: A0 at 300 dpi has 139 million.
const MOST_PIXELS: u64 = 150_000_000;

/// A font for a character that ours lack: in the weight of the text, where there is one.
fn fallback() -> usvg::FallbackSelectionFn<'static> {
    const BOLD: u16 = 600;
    let select = usvg::FontResolver::default_fallback_selector();
    Box::new(move |letter, tried, database| {
        let is_bold = database.face(*tried.first()?)?.weight.0 >= BOLD;
        let others = database
            .faces()
            .filter(|face| (face.weight.0 >= BOLD) != is_bold);
        let left_out: Vec<_> = tried
            .iter()
            .copied()
            .chain(others.map(|face| face.id))
            .collect();
        select(letter, &left_out, database).or_else(|| select(letter, tried, database))
    })
}

/// Draws an SVG of ours; `discovered` are the system fonts its layout was measured with.
///
/// # Errors
/// When it would be too large.
pub fn png(
    svg: &str,
    scale: f32,
    paper: Option<Paper>,
    discovered: &[FontInsert],
) -> Result<Vec<u8>, ExportError> {
    let mut options = usvg::Options {
        font_family: fonts::FAMILY.to_owned(),
        ..usvg::Options::default()
    };
    options.font_resolver.select_fallback = fallback();
    let database = options.fontdb_mut();
    for bytes in [fonts::REGULAR, fonts::BOLD] {
        database.load_font_data(bytes.to_vec());
    }
    for font in discovered {
        database.load_font_source(usvg::fontdb::Source::Binary(Arc::new(
            font.data.bytes().to_vec(),
        )));
    }
    database.set_sans_serif_family(fonts::FAMILY);
    database.set_serif_family(fonts::FAMILY);

    let tree = usvg::Tree::from_str(svg, &options)
        .map_err(|error| ExportError::Drawing(error.to_string()))?;
    let size = tree.size();
    let (width, height) = match paper {
        Some(paper) => paper.pixels(),
        None => (
            (size.width() * scale).ceil() as u32,
            (size.height() * scale).ceil() as u32,
        ),
    };
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(ExportError::TooLarge { width, height });
    }
    let mut pixels = tiny_skia::Pixmap::new(width.max(1), height.max(1))
        .ok_or(ExportError::TooLarge { width, height })?;
    let transform = tiny_skia::Transform::from_scale(
        width as f32 / size.width(),
        height as f32 / size.height(),
    );
    resvg::render(&tree, transform, &mut pixels.as_mut());
    pixels
        .encode_png()
        .map_err(|error| ExportError::Drawing(error.to_string()))
}
