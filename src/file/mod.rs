//! How a project is *kept*: the bytes of a file, and getting them onto a disk and back.

mod conflict_markers;
mod disk;
mod format;
mod read_error;
mod repair;
mod scan;
mod text;

pub use conflict_markers::{Sides, sides};
pub use disk::{
    OpenError, SaveError, WriteError, open, read_bytes as read_file, save, write_bytes,
};
pub use format::{MAX_BYTES, WARN_BYTES, read, read_newer, write};
pub use read_error::ReadError;
pub use repair::{Repaired, repair};
pub(crate) use scan::limits;

/// The ending of project files.
pub const ENDING: &str = "vjourney";
