//! The table of pages: each kind of view in the window is a file and a line here.

use super::page::Page;

/// All kinds of views, in the order of tabs, one a line.
#[rustfmt::skip]
pub(crate) const PAGES: &[&dyn Page] = &[
    &crate::layout::empathy_map::EmpathyMap,
    &crate::layout::value_map::CustomerValueMap,
    &crate::layout::journey::JourneyMap,
    &super::findings::Findings,
];
