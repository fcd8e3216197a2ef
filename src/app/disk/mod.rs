//! Files, away from the window: read, written, watched, kept, asked for.

pub(crate) mod clipboard;
pub(crate) mod dialogs;
pub(crate) mod files;
pub(crate) mod jobs;
pub(crate) mod keeper;
pub(crate) mod merging;
pub(crate) mod messages;
pub(crate) mod reading;
pub(crate) mod recovered;
pub(crate) mod versions;
