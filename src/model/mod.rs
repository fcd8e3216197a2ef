//! What a project *is*: plain data, ids, the closed lists of the domain, and what makes it valid.
//!
//! No arithmetic (that is `analysis`), no files (that is `file`), no screen.

mod check;
mod decimal;
mod id;
mod journey;
mod lane;
mod link;
mod merging;
mod note;
mod persona;
mod place;
mod plain;
mod project;
pub(crate) mod record;
mod scale;
mod statement;
mod target;
mod template;
mod texts;
mod value_map;
pub mod words;

pub use check::{Problem, check};
pub(crate) use check::{is_too_large, problems};
pub use decimal::Decimal;
pub use id::{Id, NotAnId};
pub use journey::{Aggregation, Cell, Journey, Method, Period, Solution, Step};
pub use lane::{LANES, Lane, LaneInfo, Stage};
pub use link::{Link, Relation};
pub use merging::Merging;
pub(crate) use note::cut_to_limit;
pub use note::{Evidence, Kind, MAX_TEXT, Note};
pub use persona::{Empathy, Field, Persona};
pub use place::{Place, Slot};
pub use plain::{is_obeyed, plain_json, plain_line, plain_lines};
pub use project::{
    FORMAT, Links, MAX_CELLS, MAX_LINKS, MAX_NOTES, MAX_PARTS, Project, SharedList, VERSION,
    Version,
};
pub use record::{ById, Order, Unknown};
pub(crate) use record::{MAX_UNKNOWN, MAX_UNKNOWN_FIELDS, reading, record};
pub use scale::Scale;
pub use statement::{JobPart, JobStatement, OutcomePart, OutcomeStatement};
pub use target::Target;
pub(crate) use target::{cut, shortened};
pub use template::Template;
pub use texts::texts;
pub use value_map::{Job, ROWS, Row, RowInfo, ValueMap};

/// A kind of object in a file: its name, its fields, and whether each must be there.
pub type Record = (&'static str, &'static [(&'static str, bool)]);

/// Every kind of object in a file.
pub const RECORDS: [Record; 16] = [
    ("project", Project::FIELDS),
    ("scale", Scale::FIELDS),
    ("persona", Persona::FIELDS),
    ("empathy", Empathy::FIELDS),
    ("value_map", ValueMap::FIELDS),
    ("job", Job::FIELDS),
    ("job_statement", JobStatement::FIELDS),
    ("outcome_statement", OutcomeStatement::FIELDS),
    ("journey", Journey::FIELDS),
    ("step", Step::FIELDS),
    ("solution", Solution::FIELDS),
    ("cell", Cell::FIELDS),
    ("period", Period::FIELDS),
    ("note", Note::FIELDS),
    ("link", Link::FIELDS),
    ("merging", Merging::FIELDS),
];
