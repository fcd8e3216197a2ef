//! Keys, letters, the clipboard: what they mean where the cursor is.

pub(crate) mod keyboard;
pub(crate) mod keys;
pub(crate) mod paste;
pub(crate) mod scoring;
