//! The window: state, commands, panels, dialogs, jobs.
//!
//! Keys and gestures become commands at the beginning of a frame and run before the layout; panels
//! see the state, and what they ask for runs at the frame's end and shows in the next.
//!
//! Its rooms, from the top: `shell` · `pages`, `panels`, `questions` · `typing` · `commands` ·
//! `desk` · `disk` · `work`; `look` is how everything in it is drawn.

mod commands;
mod desk;
mod disk;
mod look;
mod pages;
mod panels;
mod questions;
mod shell;
mod typing;
mod work;

pub use commands::command::{Chord, Command, Menu};
pub use disk::dialogs::{Answer, FileDialogs, Purpose, Question, Written};
pub use disk::jobs::{Jobs, Reply};
pub use disk::messages::Message;
pub use questions::Modal;
pub use shell::app::App;
pub use shell::window::{Renderer, Window, run as run_window};
pub use work::preferences::Preferences;
pub use work::state::{Sight, State};
