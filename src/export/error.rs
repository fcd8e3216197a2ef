//! Why a view did not go out.

use crate::model::words::{count, counted};

/// Why a view did not go out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the names of the fields say what they are")]
pub enum ExportError {
    /// More than can be laid out.
    #[error(
        "This view has {} in {}: to draw it would take at least {ms} ms and {mega} MB; {most_ms} ms and {most_mega} MB are the most. Export one solution or another view, or spread it over several.",
        counted(*notes, "note"), counted(*cells, "cell")
    )]
    TooMuch {
        notes: usize,
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
    TooManyLetters { letters: usize, most: usize },
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
        instead: String,
    },
    /// Our own SVG was not understood; never seen.
    #[error("The picture could not be drawn: {0}.")]
    Drawing(String),
}
