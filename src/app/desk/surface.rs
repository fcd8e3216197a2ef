//! What the canvas shows: the project as it is shown, its sheet, and what part of it is seen.

use super::Desk;
use super::writing::with_column;
use crate::app::work::views::Sight;
use crate::canvas::{Camera, Edited};
use crate::layout::{Framing, Sheet, View, readable};
use crate::model::{Project, Slot, Target};
use egui::{Rect, Vec2};
use std::sync::Arc;

impl Desk {
    /// The project as it is shown: a step or job that is about to be typed has a column already.
    fn shown_project(&mut self) -> (Arc<Project>, Option<Slot>) {
        let project = Arc::clone(self.state.document.project());
        let Some((edited, slot)) = self.column_to_open() else {
            self.opened = None;
            return (project, None);
        };
        let is_known = |(of, known, _): &(Arc<Project>, Edited, _)| {
            Arc::ptr_eq(of, &project) && *known == edited
        };
        let opened = match self.opened.take().filter(is_known) {
            Some((_, _, opened)) => opened,
            None => Arc::new(with_column(&project, edited)),
        };
        self.opened = Some((project, edited, Arc::clone(&opened)));
        (opened, Some(slot))
    }

    /// What the view shows, and its sheet.
    pub(crate) fn lay_out(&mut self) -> Option<(Arc<Project>, Arc<Sheet>)> {
        let (project, open) = self.shown_project();
        let framing = Framing {
            open,
            ..self.state.view_state()?.framing.clone()
        };
        let sheet = self.layouter.sheet(&project, self.state.view?, &framing);
        Some((project, sheet))
    }

    /// Where something stands on the screen, as far as it is seen.
    pub(crate) fn rect_of(&self, target: Target) -> Option<Rect> {
        let geometry = self.canvas.geometry()?;
        let (cell, block) = self.sheet.as_ref()?.find(target)?;
        let rect = geometry.inside(cell, block.rect);
        let seen = rect.intersect(geometry.region(cell.bands));
        seen.is_positive().then_some(seen)
    }

    /// Chooses what part is seen, where it is to be chosen and the window is another.
    pub(crate) fn fit_when_needed(&mut self, view: View, size: Vec2) {
        let Some(remembered) = self.state.view_state() else {
            return;
        };
        // A line that opens above or below while somebody writes makes no text smaller.
        let field = self.canvas.field.as_ref();
        let is_writing = self.state.open.finder.is_some()
            || self.state.open.capture.is_some()
            || field.is_some_and(|field| field.is_typed);
        let is_changed = remembered.chosen_for.is_none_or(|known| {
            let changed = (known - size).abs();
            changed.x > 1.0 || changed.y > 1.0 && !is_writing
        });
        if remembered.sight == Sight::Free || !is_changed || size.min_elem() < 50.0 {
            return;
        }
        let scale = f32::from(self.state.preferences.interface_scale) / 100.0;
        let framing = Framing {
            readable: readable(scale),
            ..remembered.framing.clone()
        };
        let project = Arc::clone(self.state.document.project());
        let fitted = match remembered.sight {
            Sight::First => self.layouter.first_look(&project, view, size, &framing),
            Sight::Whole | Sight::Free => self.layouter.fit(&project, view, size, &framing),
        };
        if let Some(remembered) = self.state.view_state_mut() {
            remembered.camera = Camera::fitted(&fitted);
            remembered.framing = fitted.framing;
            remembered.chosen_for = Some(size);
        }
    }
}
