//! How a view goes out: a file for each kind of file, and a line in `formats`. Each draws the same sheet the
//! screen shows, and looks before at how much there is to draw.

mod cost;
mod error;
mod format;
mod formats;
mod paper;
mod png;
mod svg;

pub use cost::{Look, MOST_MEMORY};
pub use error::ExportError;
pub use format::Format;
pub use formats::{FORMATS, endings, of_path, write};
pub use paper::{Paper, PaperSize};
