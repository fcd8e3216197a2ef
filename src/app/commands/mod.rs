//! Commands: everything the program can do.

pub(crate) mod changes;
pub(crate) mod command;
pub(crate) mod moves;
pub(crate) mod run;
pub(crate) mod words;
