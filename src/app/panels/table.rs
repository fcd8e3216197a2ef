//! The table of panels: each is a file and a line here.

use super::panel::Panel;

/// All panels, one a line, in the order they take their room from the window, and in which F6 goes through
/// them.
#[rustfmt::skip]
pub(crate) static PANELS: &[Panel] = &[
    super::banner::BANNER,
    super::find::FIND_BAR,
    super::status::STATUS,
    super::capture::CAPTURE,
    super::outline::OUTLINE,
    super::inspector::INSPECTOR,
    super::findings::FINDINGS,
];
