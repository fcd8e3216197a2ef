//! What commands, panels and keys work with.

pub(crate) mod effects;
pub(crate) mod receive;
pub(crate) mod request;
pub(crate) mod respond;
pub(crate) mod writing;
