//! What the window knows: the document, what is selected, what is open, what is remembered.

pub(crate) mod addresses;
pub(crate) mod cursor;
pub(crate) mod figures;
pub(crate) mod finder;
pub(crate) mod merging;
pub(crate) mod moment;
pub(crate) mod on_file;
pub(crate) mod overlays;
pub(crate) mod preferences;
pub(crate) mod scoring;
pub(crate) mod seen;
pub(crate) mod state;
pub(crate) mod views;
pub(crate) mod words;
