//! What appears under the pointer: the plus of a cell, the scores of a note, a text in full.

use super::camera::Geometry;
use super::change::Change;
use super::hit::{self, Hit};
use super::widget::{Canvas, Shown};
use super::{overlay, signs};
use crate::layout::Sheet;
use crate::layout::sheet::{Badge, Band, CellKind};
use crate::model::{Id, Target};
use egui::{CursorIcon, Pos2, Rect, Sense, Ui, Vec2};

/// Width in em of the end of a card where its score stands.
const SCORE: f32 = 1.8;

impl Canvas {
    /// The score under the pointer, when scores are offered.
    pub(super) fn chosen(
        &self,
        shown: &Shown<'_>,
        geometry: &Geometry,
        at: Pos2,
    ) -> Option<Change> {
        let id = self.offered?;
        let choices = offered_scores(shown, geometry, id)?;
        let (score, _) = choices.into_iter().find(|(_, rect)| rect.contains(at))?;
        Some(Change::Score(id, score))
    }

    /// What appears under a resting pointer: the plus of a cell, the scores of a note.
    pub(super) fn hover(
        &mut self,
        ui: &Ui,
        response: &egui::Response,
        shown: &Shown<'_>,
        geometry: &Geometry,
    ) {
        let pointer = ui
            .input(|input| input.pointer.hover_pos())
            .filter(|_| response.contains_pointer());
        let is_moved =
            ui.input(|input| input.pointer.delta() != Vec2::ZERO || input.pointer.any_pressed());
        self.is_pointer_resting &= !is_moved;
        let is_used = !self.is_dragging() && !self.is_pointer_resting;
        let Some(at) = pointer.filter(|_| is_used) else {
            self.offered = None;
            return;
        };
        let painter = ui.painter();
        let hit = hit::hit(shown.sheet, geometry, at);
        let is_on = |rect: &Rect| rect.contains(at);
        let is_near = |id: Id| {
            let choices = offered_scores(shown, geometry, id);
            choices.is_some_and(|choices| choices.iter().any(|(_, rect)| is_on(rect)))
        };
        self.offered = self.offered.filter(|id| is_near(*id));
        let size = shown.sheet.em * geometry.camera().zoom;
        if self.offered.is_none()
            && let Hit::Block {
                target: Target::Note(id),
                rect,
            } = hit
            && size >= 7.0
            // At the score, not at the text: a click there means the note.
            && at.x > rect.max.x - SCORE * size
        {
            self.offered = Some(id);
        }
        if let Some(id) = self.offered
            && let Some(choices) = offered_scores(shown, geometry, id)
        {
            overlay::paint_choices(
                painter,
                &choices,
                present_score(shown.sheet, id),
                Some(at),
                shown.style,
            );
            ui.ctx()
                .set_cursor_icon(if choices.iter().any(|(_, rect)| is_on(rect)) {
                    CursorIcon::PointingHand
                } else {
                    CursorIcon::Default
                });
            return;
        }
        match hit {
            Hit::Cell { place, rect }
                if shown.is_editable && rect.height() > 2.5 * overlay::PLUS =>
            {
                let region = geometry.region((Band::Middle, Band::Middle));
                let corner = rect.intersect(region).max;
                let beside = corner - egui::vec2(overlay::PLUS + 4.0, overlay::PLUS + 4.0);
                let center = signs::of_cell(shown, geometry, place).unwrap_or(beside);
                overlay::plus(
                    painter,
                    center,
                    center.distance(at) <= overlay::PLUS,
                    shown.style,
                );
            }
            Hit::NewColumn(_) if shown.is_editable => {
                if let Some(cell) = shown
                    .sheet
                    .cells
                    .iter()
                    .find(|cell| matches!(cell.content.kind, CellKind::NewColumn(_)))
                    && cell.content.blocks.is_empty()
                {
                    overlay::plus(painter, geometry.cell(cell).center(), true, shown.style);
                }
            }
            Hit::ColumnEdge => ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal),
            Hit::Bar(_) | Hit::Strip(_) => ui.ctx().set_cursor_icon(CursorIcon::PointingHand),
            Hit::Cell { .. } | Hit::NewColumn(_) | Hit::Block { .. } | Hit::Nothing => {}
        }
        self.hint(ui, shown, geometry, at);
    }

    /// What cannot be read where the pointer rests: the whole text of a card that shows less than it, and
    /// what a sign, colour or word of a figure means.
    fn hint(&self, ui: &Ui, shown: &Shown<'_>, geometry: &Geometry, at: Pos2) {
        let found = match hit::hit(shown.sheet, geometry, at) {
            Hit::Block { target, rect } => {
                whole_text(shown, geometry, target).map(|text| (rect, text))
            }
            Hit::Nothing => meaning(shown.sheet, geometry, at),
            Hit::Bar(_)
            | Hit::Cell { .. }
            | Hit::NewColumn(_)
            | Hit::ColumnEdge
            | Hit::Strip(_) => None,
        };
        if let Some((rect, text)) = found {
            let response = ui.interact(rect, self.grid.with("hint"), Sense::hover());
            response.on_hover_ui_at_pointer(|ui| {
                ui.set_max_width(360.0);
                ui.label(text);
            });
        }
    }
}

/// The text of a block that shows less than it.
fn whole_text(shown: &Shown<'_>, geometry: &Geometry, target: Target) -> Option<String> {
    let (cell, block) = shown.sheet.find(target)?;
    let size = block.size * geometry.text_scale(cell.bands);
    let is_elided = block
        .lines
        .last()
        .is_some_and(|line| line.text().ends_with('…'));
    let is_narrow = cell.bands != (Band::Middle, Band::Middle)
        && geometry.scale(cell.bands).x < geometry.text_scale(cell.bands) * 0.95;
    if size >= 10.0 && !is_elided && !is_narrow {
        return None;
    }
    let text = target.read(shown.project).filter(|text| !text.is_empty())?;
    Some(crate::model::cut(&text, 400))
}

/// What the figure under a point means, and where it stands.
fn meaning(sheet: &Sheet, geometry: &Geometry, at: Pos2) -> Option<(Rect, String)> {
    let cell = sheet.cells.iter().find(|cell| {
        cell.content.kind == CellKind::Shown
            && geometry.region(cell.bands).contains(at)
            && geometry.cell(cell).contains(at)
    })?;
    let remarks = cell.content.blocks.iter().flat_map(|block| &block.remarks);
    let sentences: Vec<&str> = remarks.map(|remark| remark.sentence()).collect();
    (!sentences.is_empty()).then(|| (geometry.cell(cell), sentences.join("\n")))
}

/// The figures offered beside a card that can have one, and where they stand.
fn offered_scores(shown: &Shown<'_>, geometry: &Geometry, note: Id) -> Option<Vec<(u8, Rect)>> {
    let (cell, block) = shown.sheet.find(Target::Note(note))?;
    let CellKind::Notes(place) = cell.content.kind else {
        return None;
    };
    let figures = place.figures(&shown.project.scale)?;
    let card = geometry.inside(cell, block.rect);
    let line = (block.padding.y + block.line_height / 2.0) * geometry.text_scale(cell.bands);
    let middle = Pos2::new(card.max.x, card.min.y + line);
    Some(overlay::choices(middle, figures, geometry.window))
}

/// The figure a card shows, when it is a whole number.
fn present_score(sheet: &Sheet, note: Id) -> Option<u8> {
    let (_, block) = sheet.find(Target::Note(note))?;
    match block.badge {
        Some(Badge::Score { score, .. }) => {
            let score = score.filter(|score| score.rounded() == *score)?;
            u8::try_from(score.thousandths() / 1000).ok()
        }
        Some(Badge::Severity { severity, .. }) => Some(severity),
        Some(Badge::Trend { .. }) | None => None,
    }
}
