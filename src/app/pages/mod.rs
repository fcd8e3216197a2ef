//! What the middle of the window shows, and what the parts around it say about that: a file and a line in
//! [`PAGES`] for each kind of view.

mod empathy_map;
pub(crate) mod fields;
pub(crate) mod findings;
pub(crate) mod inspect;
mod journey;
pub(crate) mod page;
mod table;
pub(crate) mod tools;
mod value_map;
pub(crate) mod welcome;

use crate::app::work::state::State;
use crate::layout::{View, ViewKind};
use crate::model::Id;
use page::Page;
pub(crate) use table::PAGES;

/// The same as kinds.
pub(crate) fn kinds() -> Vec<ViewKind> {
    PAGES.iter().map(|page| ViewKind(*page)).collect()
}

/// The page of a view.
pub(crate) fn of(view: View) -> Option<&'static dyn Page> {
    let key = view.kind.key();
    PAGES.iter().copied().find(|page| page.key() == key)
}

/// The page that is shown, and what of the project it is a view of.
pub(crate) fn shown(state: &State) -> Option<(&'static dyn Page, Option<Id>)> {
    let view = state.view?;
    Some((of(view)?, view.of))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::KINDS;
    use std::collections::HashSet;

    #[test]
    fn every_canvas_has_a_page_and_every_page_a_key_of_its_own() {
        let kinds = kinds();
        let keys: HashSet<&str> = kinds.iter().map(|kind| kind.key()).collect();
        assert_eq!(keys.len(), kinds.len());
        for canvas in KINDS {
            assert!(keys.contains(canvas.key()), "{canvas:?} has no page");
            assert!(canvas.has_canvas(), "{canvas:?}");
        }
        for page in PAGES {
            let has_own = page.own().is_some();
            assert_ne!(has_own, page.has_canvas(), "{}", page.key());
            assert!(!page.word().is_empty() && !page.plural().is_empty());
        }
    }
}
