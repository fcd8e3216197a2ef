//! The parts of the window around its middle: a file and a line in [`PANELS`] each.

#![expect(missing_docs, reason = "a row says what it is")]

mod banner;
mod capture;
mod find;
mod findings;
mod inspector;
pub(crate) mod menus;
mod notes;
mod outline;
pub(crate) mod panel;
pub(crate) mod scoring;
mod status;
mod table;

pub use inspector::TOGGLE_INSPECTOR;
pub use outline::TOGGLE_OUTLINE;

use crate::app::commands::Entry;
use crate::app::look::icons::Icon;
use crate::app::work::views::SidePanel;
use panel::Side;
pub(crate) use table::PANELS;

/// The commands that open and close panels.
pub(crate) fn switches() -> impl Iterator<Item = (&'static Entry, Icon)> {
    PANELS.iter().filter_map(|panel| panel.switch)
}

/// The panels at the sides; the last one of the table goes before the others.
pub(crate) fn sides() -> Vec<SidePanel> {
    let sides = PANELS.iter().rev().filter_map(|panel| {
        let is_right = match panel.side {
            Side::Left(..) => false,
            Side::Right(..) => true,
            Side::Top | Side::Bottom => return None,
        };
        let name = panel.name;
        Some(SidePanel { name, is_right })
    });
    sides.collect()
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
        for panel in PANELS {
            assert!(names.insert(panel.name), "{} twice", panel.name);
            assert!(panel.switch.is_none() || !(panel.is_open)(&state));
        }
    }

    #[test]
    fn one_panel_of_a_side_is_open_and_opening_one_closes_the_other() {
        let mut state = State::for_test(crate::model::Template::Compare.build());
        state.side_panels = sides();
        assert!(state.side_panels.iter().all(|side| {
            let mut panels = PANELS.iter();
            panels.any(|panel| panel.name == side.name && panel.switch.is_some())
        }));
        for is_wide in [true, false] {
            state.window.is_wide = is_wide;
            for opened in sides() {
                if !state.has_panel(opened.name) {
                    state.toggle_panel(opened.name);
                }
                assert!(state.has_panel(opened.name), "{} opens", opened.name);
                for other in sides() {
                    let share = !is_wide || other.is_right == opened.is_right;
                    let stands_in_its_place = other.name != opened.name && share;
                    assert!(
                        !(stands_in_its_place && state.has_panel(other.name)),
                        "{} beside {}",
                        other.name,
                        opened.name
                    );
                }
            }
        }
    }

    #[test]
    fn every_switch_says_whether_its_panel_is_open() {
        let state = State::for_test(crate::model::Template::Compare.build());
        for panel in PANELS {
            if let Some((entry, _)) = panel.switch {
                let is_on = Command::from(entry).is_on(&state);
                assert_eq!(is_on, Some((panel.is_open)(&state)), "{}", panel.name);
            }
        }
    }
}
