//! The canvas: a widget that shows any sheet. It knows no view and no journey.
//!
//! It draws what is in view, moves and zooms, says what was clicked, dragged and typed, and tells
//! screen readers what is there. What happens to the project is decided by whoever shows it.

mod access;
mod camera;
mod carry;
mod change;
mod detail;
mod field;
mod gesture;
mod glyphs;
mod hit;
mod hover;
mod marks;
pub mod navigate;
mod overlay;
mod paint;
mod pointer;
mod queue;
mod reader;
mod signs;
mod slot;
mod style;
mod text_place;
mod widget;

pub use access::{MOST as MOST_NODES, id_of};
pub use camera::{Camera, Geometry};
pub use change::Change;
pub use detail::Detail;
pub use field::{Edited, Field};
pub use gesture::Gesture;
pub use glyphs::Glyphs;
pub use hit::Hit;
pub use navigate::Move;
pub use paint::Drawn;
pub use queue::{Catcher, Mode, Queue, Taken};
pub use style::{Highlights, Style};
pub use widget::{Canvas, Shown};
