//! What the middle of the window shows.

pub(crate) mod welcome;
