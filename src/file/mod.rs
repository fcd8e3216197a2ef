//! How a project is *kept*: the bytes of a file, getting them onto a disk and back, what is kept for
//! the day something goes wrong, and what others do with the file.

mod comparison;
mod conflict_markers;
mod difference;
mod errors;
mod format;
mod hash;
mod merge;
mod open;
mod outside;
mod read_error;
mod recovery;
mod repair;
mod replace;
mod room;
mod save;
mod scan;
mod spot;
mod store;
mod text;
mod versions;
mod watch;

pub use comparison::{Change, ChangeKind};
pub use conflict_markers::{Sides, sides};
pub use difference::{difference, summary};
pub use errors::{Changed, Known, SaveError, Why, WriteError};
pub use format::{ENDING, MAX_BYTES, WARN_BYTES, read, read_newer, size, write};
pub use hash::Hash;
pub use merge::{
    Choice, Choices, Conflict, ConflictKey, MergeError, Merged, are_related, merge, nearest_base,
};
pub use open::{OpenError, open, open_known, read_bytes as read_file};
pub use outside::{
    Identity, Outside, conflict_copies, is_passing, is_same_file, look, passing_folders,
    take_leftovers,
};
pub(crate) use read_error::told;
pub use read_error::{ReadError, Wide};
pub use recovery::{
    About, Found, KEPT_FOR, Snapshots, find as find_recovered, find_of as find_recovered_of,
};
pub use repair::{Repaired, repair};
pub use replace::{is_project, write_bytes};
pub use room::Room;
pub use save::{bytes_to_save, is_saved, save, save_bytes, write_output};
pub(crate) use scan::limits;
pub use spot::Spot;
pub use store::{Claim, Store};
pub use versions::{Version, Versions};
pub use watch::Watch;
