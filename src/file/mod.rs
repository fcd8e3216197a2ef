//! How a project is *kept*: the bytes of a file, and getting them onto a disk and back.

mod difference;
mod disk;
mod format;
mod merge;

pub use difference::{Change, ChangeKind, difference, summary};
pub use disk::{
    OpenError, SaveError, WriteError, open, read_bytes as read_file, save, write_bytes,
};
pub(crate) use format::MAX_UNKNOWN;
pub use format::{MAX_BYTES, ReadError, read, write};
pub use merge::{
    Choice, Choices, Conflict, ConflictKey, MergeError, Merged, are_related, merge, nearest_base,
};

/// The ending of project files.
pub const ENDING: &str = "vjourney";
