//! Where things *stand*: a project, a view and a framing become a sheet of placed cells.
//!
//! The screen and all exports draw the same sheet; clicks, keys and screen readers ask it what is
//! where. A new kind of canvas is a new layout function and nothing else.

mod bars;
mod cards;
mod counts;
mod figures;
mod fit;
pub mod fonts;
mod grid;
mod journey;
mod layouter;
mod legend;
pub mod sheet;
pub mod theme;
mod title;
mod value_map;
mod view;
pub mod words;

pub use cards::tint;
pub use figures::{count, percent, plain, signed};
pub use fit::{Fitted, LARGEST, READABLE, SMALLEST, letter_size};
pub use layouter::Layouter;
pub use sheet::Sheet;
pub use view::{Framing, Shown, View};
