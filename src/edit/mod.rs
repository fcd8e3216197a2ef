//! How a project *changes*: the document with its history, what is selected, and the changes
//! themselves as functions on a project.

mod block;
mod columns;
mod document;
mod find;
mod fragment;
mod notes;
mod places;
mod scale;
mod score;
mod selection;
mod solutions;
mod tidy;
mod what_changed;
mod write;

pub use block::{Block, NoteRow, Pasted};
pub use columns::{
    delete_job, delete_step, insert_job, insert_step, move_job, move_step, toggle_no_such_step,
    toggle_nothing_here,
};
pub use document::Document;
pub use find::{Match, find, replace};
pub use fragment::{Fragment, from_text, paste_text};
pub use notes::{copy_notes, insert_notes, move_notes, remove_notes, renew_ids, update_note};
pub use places::Places;
pub use scale::{change_scale, lost_by_scale};
pub use score::Score;
pub use selection::{Cursor, Selection};
pub use solutions::{
    add_journey, add_period, add_solution, add_value_map, delete_journey, delete_period,
    delete_persona, delete_solution, delete_subject, delete_value_map, duplicate_solution,
    set_baseline,
};
pub use what_changed::{Changed, what_changed};
pub use write::{NotWritten, figure, write};
