//! What is known of a file before it is written, and what can go wrong on the way to the disk: what all
//! who keep files speak of.

use super::hash::Hash;
use super::open;
use crate::model;
use std::io;
use strum::{EnumCount, VariantArray};

/// What is known of the file that is to be written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Known {
    /// There should be none of this name.
    Nothing,
    /// Whatever stands there is to be replaced: somebody was asked.
    Anything,
    /// The bytes that were read or written last.
    Bytes(Hash),
}

/// Why a project was not saved. The work stays in memory.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The project cannot be written; the file is as it was.
    #[error("The project could not be written as a file: {0}. The file is as it was.")]
    Format(String),
    /// The disk did not take it; the file is as it was.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// Somebody else has saved meanwhile.
    #[error(
        "Somebody else has saved this file meanwhile. Open it again, or save under another name."
    )]
    Changed(Box<Changed>),
    /// The new file is in its place, and the disk could not say that it will stay there.
    #[error(
        "It was written, but the disk could not confirm it ({0}). Save elsewhere as well, and have the disk looked at."
    )]
    Unconfirmed(String),
}

/// What somebody else has saved.
#[derive(Debug, PartialEq, Eq)]
pub struct Changed {
    /// Their bytes.
    pub theirs: Vec<u8>,
    /// What stands in the file now: theirs, or already ours.
    pub on_disk: Hash,
}

/// Why bytes did not reach the disk; but for [`WriteError::Half`] the file is as it was before.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// No such folder, or not any more.
    #[error("There is no such folder. Save elsewhere, or make the folder first.")]
    NoFolder,
    /// A folder stands where the file should.
    #[error("There is a folder of this name. Choose another name.")]
    IsFolder,
    /// A device or a pipe stands where the file should.
    #[error("What has this name is a device or a pipe, not a file. Choose another name.")]
    NotAFile,
    /// The system does not let us write there.
    #[error("You may not write there. Save elsewhere, or ask for permission.")]
    Forbidden,
    /// The file cannot be read, so nobody knows what would be lost.
    #[error("The file there cannot be read, so it is not replaced. Save under another name.")]
    Unreadable,
    /// No room.
    #[error("The disk is full. Free some space, or save elsewhere.")]
    Full,
    /// Not a name the disk accepts.
    #[error(
        "The disk does not accept this name. Choose a shorter one, without special characters."
    )]
    BadName,
    /// Others write it again and again.
    #[error("Others are writing this file all the time. Try again in a moment.")]
    Busy,
    /// It would have to be written in place, and no copy could be kept before.
    #[error(
        "This file can only be written in place, and no copy could be kept before: {0}. Save elsewhere."
    )]
    NoCopy(String),
    /// In place, and the disk failed twice.
    #[error(
        "The disk failed while the file was written ({0}), and the file may be damaged. The version before and the new one are both kept: File › Earlier versions. Save elsewhere."
    )]
    Half(String),
    /// What was read would be written over by what was made from it.
    #[error(
        "This is the very file that it is made from, by this or another name. Choose another name."
    )]
    Input,
    /// A project stands there.
    #[error(
        "A project has this name, and nothing but a project may take its place. Choose another name."
    )]
    Project,
    /// A link to something else.
    #[error("This is a link to “{0}”, a file of another kind. Choose another name.")]
    OtherKind(String),
    /// What is no document, where only a document would be written.
    #[error(
        "The file there has several names (hard links) or another owner, so it cannot be replaced as a whole. Choose another name."
    )]
    NotWhole,
    /// Anything else the system says.
    #[error("The disk answers: {0}. Save elsewhere.")]
    Other(String),
}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::NoFolder,
            io::ErrorKind::IsADirectory => Self::IsFolder,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::Forbidden,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            io::ErrorKind::InvalidFilename | io::ErrorKind::InvalidInput => Self::BadName,
            _ => Self::Other(open::plain(&error)),
        }
    }
}

impl SaveError {
    pub(super) fn changed(theirs: Vec<u8>, on_disk: Hash) -> Self {
        Self::Changed(Box::new(Changed { theirs, on_disk }))
    }
}

/// Why a version was kept.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, EnumCount, VariantArray)]
pub enum Why {
    /// It was saved, and another one was saved after it.
    Saved,
    /// Somebody else had saved it, and ours came into its place.
    Replaced,
    /// It was merged with another one.
    Merged,
    /// A copy of it was made for somebody else.
    Shared,
    /// It was being written over the one before.
    InPlace,
    /// A save that was killed has left it.
    LeftOver,
}

impl Why {
    /// All.
    pub(super) const ALL: [Self; Self::COUNT] = model::all(Self::VARIANTS);

    /// Its word in the names of files.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::Replaced => "replaced",
            Self::Merged => "merged",
            Self::Shared => "shared",
            Self::InPlace => "in-place",
            Self::LeftOver => "left-over",
        }
    }

    /// The words shown to people; none for what is usual.
    pub fn label(self) -> &'static str {
        match self {
            Self::Saved => "",
            Self::Replaced => "saved by somebody else",
            Self::Merged => "before a merge",
            Self::Shared => "shared as a copy",
            Self::InPlace => "as it was being written",
            Self::LeftOver => "left by a save that was interrupted",
        }
    }

    /// Never thinned out.
    pub(super) fn stays(self) -> bool {
        match self {
            Self::Merged | Self::Shared => true,
            Self::Saved | Self::Replaced | Self::InPlace | Self::LeftOver => false,
        }
    }
}
