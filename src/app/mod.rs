//! The window: what it knows, what it can do, what it shows.
//!
//! Keys and gestures become commands at the beginning of a frame and run before the layout; panels
//! see the desk, and what they ask for runs at the frame's end and shows in the next.
//!
//! Rooms, from the top; who stands higher may use what stands lower:
//!
//! * `shell`: the window itself, its menus, toolbar, palette and news, frame by frame;
//! * `questions`: what must be answered before one goes on, a file each;
//! * `panels`: what stands around the middle, a file and a line each, and the table of menus;
//! * `pages`: what the middle shows, a file and a line for each kind of view;
//! * `commands`: everything the program can do, a row each, a file a menu;
//! * `desk`: the state with all that is needed to work on it, and what is done with it;
//! * `disk`: files, read and written away from the window;
//! * `work`: what the window knows; `look`: how it looks.

pub mod commands;
mod desk;
mod disk;
mod look;
mod pages;
mod panels;
mod questions;
mod shell;
mod work;

pub use commands::{Chord, Command, Entry};
pub use desk::Desk;
pub use disk::dialogs::FileDialogs;
pub use disk::jobs::{Jobs, Reply};
pub use disk::messages::{Answer, Message};
pub use panels::{TOGGLE_INSPECTOR, TOGGLE_OUTLINE};
pub use shell::app::App;
pub use shell::window::{Window, run as run_window};
pub use work::on_file::{FileQuestion, Purpose, Written};
pub use work::preferences::Preferences;
pub use work::state::State;
pub use work::views::Sight;
