//! Commands: everything the program can do, a row each, a file a menu.
//!
//! A new command is a row in the file of its menu and its name among the lines there.

#![expect(missing_docs, reason = "a row says what it is")]

mod ask;
mod edit;
mod entry;
mod file;
mod help;
mod insert;
mod map;
mod moves;
mod run;
mod view;

pub(crate) use ask::Asks;
pub use edit::*;
pub use entry::{Arg, Chord, Command, During, Entry, More, PLAIN, Says, With};
pub(crate) use entry::{Line, alt, always, plain};
pub use file::*;
pub use help::*;
pub use insert::*;
pub use map::*;
pub use view::*;
