//! The parts of the window around the canvas.

pub(crate) mod banner;
pub(crate) mod capture;
pub(crate) mod fields;
pub(crate) mod find;
pub(crate) mod inspector;
pub(crate) mod outline;
pub(crate) mod scoring;
pub(crate) mod status;
