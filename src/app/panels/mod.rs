//! The parts of the window around its middle: a file and a line in [`PANELS`] each.

#![expect(missing_docs, reason = "a row says what it is")]

mod banner;
mod capture;
mod find;
mod inspector;
pub(crate) mod menus;
mod notes;
mod outline;
pub(crate) mod panel;
pub(crate) mod scoring;
mod status;

pub use inspector::TOGGLE_INSPECTOR;
pub use outline::TOGGLE_OUTLINE;

use crate::app::commands::Entry;
use crate::app::look::icons::Icon;
use panel::Panel;

/// All panels, in the order they take their room from the window, and in which F6 goes through them.
pub(crate) static PANELS: [Panel; 6] = [
    banner::BANNER,
    find::FIND_BAR,
    status::STATUS,
    capture::CAPTURE,
    outline::OUTLINE,
    inspector::INSPECTOR,
];

/// The commands that open and close panels.
pub(crate) fn switches() -> impl Iterator<Item = (&'static Entry, Icon)> {
    PANELS.iter().filter_map(|panel| panel.switch)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::commands::Command;
    use crate::app::work::preferences::Preferences;
    use crate::app::work::state::State;
    use std::collections::HashSet;

    #[test]
    fn every_panel_has_a_name_of_its_own_and_none_is_open_on_the_welcome_page_that_could_be_closed()
    {
        let state = State::new(Preferences::default());
        let mut names = HashSet::new();
        for panel in &PANELS {
            assert!(names.insert(panel.name), "{} twice", panel.name);
            assert!(panel.switch.is_none() || !(panel.is_open)(&state));
        }
    }

    #[test]
    fn every_switch_says_whether_its_panel_is_open() {
        let state = State::for_test(crate::model::Template::Compare.build());
        for panel in &PANELS {
            if let Some((entry, _)) = panel.switch {
                let is_on = Command::from(entry).is_on(&state);
                assert_eq!(is_on, Some((panel.is_open)(&state)), "{}", panel.name);
            }
        }
    }
}
