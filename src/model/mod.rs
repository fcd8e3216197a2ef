//! What a project *is*: plain data, ids, the closed lists of the domain, and what makes it valid.
//!
//! No arithmetic (that is `analysis`), no files (that is `file`), no screen.
//!
//! What comes in many kinds is said once: a field is a line of its record (`note.rs`, `journey.rs` …), with
//! its name in sentences and how it is merged; a row of notes is a line of `rows.rs`; a kind of part is a
//! record of its own, the list that holds it, and its line in `things.rs`. Finding, checking, merging,
//! repairing and telling differences walk these ([`Walk`]) and know none of them by name.

mod by_id;
mod check;
mod decimal;
mod fields;
mod id;
mod journey;
mod kind;
mod limits;
mod link;
mod note;
mod persona;
mod place;
mod plain;
mod project;
pub(crate) mod record;
mod rows;
mod scale;
mod shelves;
mod stage;
mod statement;
mod target;
mod template;
mod texts;
mod things;
pub(crate) mod unknown;
mod value_map;
pub mod words;

pub use by_id::{ById, Order, SharedList};
pub use check::{Problem, check};
pub(crate) use check::{is_too_large, problems};
pub use decimal::Decimal;
pub use fields::{
    FieldInfo, InWords, Owner, Record, RecordInfo, Reference, Rule, TextKey, Thing, ThingKind,
    Things, Walk, WalkMut, YesNo, as_a, as_a_mut,
};
pub(crate) use fields::{in_words, json};
pub use id::{Id, NotAnId};
pub use journey::{Aggregation, Cell, Journey, Method, Period, Solution, Step};
pub use kind::{Evidence, Kind};
pub use limits::{MAX_CELLS, MAX_LINKS, MAX_NOTES, MAX_PARTS, MAX_TEXT};
pub(crate) use limits::{all, cut_to_limit};
pub use link::{Link, Relation};
pub use note::{Note, Rows};
pub(crate) use note::{RowsRead, write_rows};
pub use persona::{Empathy, Persona};
pub use place::{Place, Slot};
pub(crate) use plain::{cut, shortened};
pub use plain::{is_obeyed, plain_json, plain_line, plain_lines};
pub use project::{FORMAT, FormatVersion, Links, Merging, Project, VERSION};
pub(crate) use record::record;
pub use rows::{FIELDS, Field, Figure, LANES, Lane, ROWS, Row, RowInfo, RowKey, Tint};
pub use scale::Scale;
pub use shelves::{Holder, HolderId, Shelf, fill_rows, note_ids, shelves};
pub use stage::Stage;
pub use statement::{JobStatement, OutcomeStatement};
pub use target::Target;
pub use template::Template;
pub use texts::texts;
pub use things::{RECORDS, ThingInfo};
pub use unknown::Unknown;
pub(crate) use unknown::{MAX_UNKNOWN, MAX_UNKNOWN_FIELDS, reading};
pub use value_map::{Job, ValueMap};
