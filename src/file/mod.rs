//! How a project is *kept*: the bytes of a file, and getting them onto a disk and back.

mod disk;
mod format;

pub use disk::{
    OpenError, SaveError, WriteError, open, read_bytes as read_file, save, write_bytes,
};
pub(crate) use format::MAX_UNKNOWN;
pub use format::{MAX_BYTES, ReadError, read, write};

/// The ending of project files.
pub const ENDING: &str = "vjourney";
