//! Where things *stand*: a project, a view and a framing become a sheet of placed cells.
//!
//! The screen and all exports draw the same sheet; clicks, keys and screen readers ask it what is
//! where.
//!
//! `kit` holds what all canvases are made with and knows none of them. Each kind of canvas has a folder;
//! `views` is the table that knows them all, and the one place where a new kind is entered.

pub mod empathy_map;
pub mod journey;
mod kit;
pub mod value_map;
mod views;

// What bars carry, and how figures are written: a sheet is all that its painters need to know.
pub use crate::analysis::{StepState, StepValue, plain, signed};
pub use kit::cards::tint;
pub use kit::fit::{
    Fitted, Fitting, LARGEST, LEAST_FOR_STRIP, SCROLL_BAR, SMALLEST, STRIP, largest_text,
    letter_size,
};
pub use kit::framing::{Foot, Framing, READABLE, Shown, readable};
pub use kit::kind::{Layout, Subject, View, ViewKind, Views};
pub use kit::layouter::Layouter;
pub use kit::parts::{Counter, Parts};
pub use kit::remark::Remark;
pub use kit::sheet::Sheet;
pub use kit::system_fonts::SystemFonts;
pub use kit::typesetter::Typesetter;
pub use kit::{fonts, lower, primitive, sheet, theme, words};
pub use views::KINDS;
