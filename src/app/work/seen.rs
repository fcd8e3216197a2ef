//! What is seen: which panels, which part of a view, which solutions and notes.

use super::state::State;
use super::views::{SidePanel, Sight};
use crate::edit::{Cursor, Selection};
use crate::layout::Shown;
use crate::model::{Place, Slot, Target};

impl State {
    /// Whether a panel at a side is open: without a choice, where the window has room for it. At each side
    /// there is one, in a narrow window one at all: the first of those that are wanted.
    pub(crate) fn has_panel(&self, name: &str) -> bool {
        let mut in_its_way = self.panels_before(name);
        let has_room = !in_its_way.any(|panel| self.wants_panel(panel.name));
        !self.is_welcome && self.wants_panel(name) && has_room
    }

    fn wants_panel(&self, name: &str) -> bool {
        let chosen = self.preferences.chosen(name);
        chosen.unwrap_or(self.window.is_wide)
    }

    /// The panels that go before one where there is room for one only.
    fn panels_before(&self, name: &str) -> impl Iterator<Item = &SidePanel> {
        let mut panels = self.side_panels.iter();
        let at = panels.position(|panel| panel.name == name).unwrap_or(0);
        let is_right = self.side_panels.get(at).map(|panel| panel.is_right);
        let is_wide = self.window.is_wide;
        let before = self.side_panels[..at].iter();
        before.filter(move |panel| !is_wide || Some(panel.is_right) == is_right)
    }

    /// Opens a panel that is closed, closes one that is open.
    pub(crate) fn toggle_panel(&mut self, name: &str) {
        let is_open = self.has_panel(name);
        if !is_open {
            self.make_way(name);
        }
        self.preferences.choose(name, !is_open);
    }

    /// Closes the panels in the place of which this one would stand.
    pub(crate) fn make_way(&mut self, name: &str) {
        let before: Vec<&str> = self.panels_before(name).map(|panel| panel.name).collect();
        for panel in before {
            self.preferences.choose(panel, false);
        }
    }

    /// Chooses what part of the view is seen anew.
    pub(crate) fn see(&mut self, sight: Sight) {
        if let Some(view) = self.view_state_mut() {
            view.see(sight);
        }
    }

    /// Which solutions are shown.
    pub(crate) fn shown(&self) -> Shown {
        self.view_state()
            .map_or(Shown::All, |view| view.framing.shown)
    }

    /// Shows one solution, or all.
    pub(crate) fn show_solutions(&mut self, shown: Shown) {
        if let Some(view) = self.view_state_mut() {
            view.framing.shown = shown;
            view.see(Sight::First);
        }
    }

    pub(crate) fn show_all_solutions(&mut self) {
        self.show_solutions(Shown::All);
    }

    /// Notes are written where they are seen.
    pub fn unfold(&mut self) {
        if let Some(view) = self.view_state_mut()
            && view.framing.is_folded
        {
            view.framing.is_folded = false;
            view.see(Sight::First);
        }
    }

    /// Shows the solution and the notes in which something stands.
    pub fn unhide(&mut self, target: Target) {
        let place = target.note().and_then(|id| self.document.places().of(id));
        let solution = match (target, place) {
            (Target::SolutionName(id), _) => Some(id),
            (_, Some(Place::Lane { solution, .. })) => Some(solution),
            _ => None,
        };
        if place.is_some() {
            self.unfold();
        }
        if let Some(view) = self.view_state_mut()
            && let (Shown::One(shown), Some(solution)) = (view.framing.shown, solution)
            && shown != solution
        {
            view.framing.shown = Shown::All;
            view.see(Sight::First);
        }
    }

    /// Where another solution is shown now, the cursor goes to the same cell of it; where its row is
    /// not shown any more, nowhere.
    pub fn leave_what_is_hidden(&mut self) {
        let Some(place) = self.current_place() else {
            return;
        };
        let Place::Lane {
            solution,
            step,
            lane,
        } = place
        else {
            return;
        };
        let (Some(journey), Some(view)) = (self.journey(), self.view_state()) else {
            return;
        };
        let is_slot = matches!(self.selection.cursor(), Cursor::On(_));
        // A note that is set aside stands nowhere: nothing may happen to it unseen.
        let found = journey.solutions.iter().find(|known| known.id == solution);
        let cell = found.and_then(|solution| solution.cell(step));
        let is_aside = cell.is_some_and(|cell| !cell.applies) && !is_slot;
        if is_aside && !view.framing.is_folded {
            let at = self.document.project().notes(place).len();
            self.selection = Selection::at(Cursor::On(Slot::Note { place, at }));
            return;
        }
        if is_aside || !journey.lanes.contains(&lane) || view.framing.is_folded && is_slot {
            self.selection = Selection::default();
            return;
        }
        if let Shown::One(other) = view.framing.shown
            && other != solution
        {
            let place = place.of_solution(other);
            let at = self.document.project().notes(place).len();
            self.selection = Selection::at(Cursor::On(Slot::Note { place, at }));
        }
    }
}
