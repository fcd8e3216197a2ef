//! What canvases are made with. Nothing in here knows a canvas.
//!
//! [`kind`] says what a kind of canvas has to say, [`layouter`] asks it. [`typesetter`] sets texts,
//! [`cards`] notes, [`grid`] puts cells onto a [`sheet`], [`fit`] chooses how large.

pub(crate) mod cards;
mod cells;
pub(crate) mod fit;
pub mod fonts;
pub(crate) mod footer;
pub(crate) mod framing;
pub(crate) mod grid;
mod hyphens;
pub(crate) mod kind;
pub(crate) mod layouter;
pub mod lower;
pub(crate) mod measure;
pub(crate) mod note_row;
mod open;
pub(crate) mod parts;
pub mod primitive;
pub(crate) mod remark;
pub mod sheet;
pub(crate) mod system_fonts;
pub(crate) mod table;
mod text;
pub mod theme;
pub(crate) mod title;
pub(crate) mod typesetter;
pub mod words;
