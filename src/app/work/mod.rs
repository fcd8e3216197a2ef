//! What the window knows: the document, what is selected, what is open, what is remembered.

pub(crate) mod addresses;
pub(crate) mod figures;
pub(crate) mod moment;
pub(crate) mod preferences;
pub(crate) mod state;
pub(crate) mod words;
