//! What a screen reader asks for.

use super::access;
use super::change::Change;
use super::widget::{Canvas, Shown};
use crate::edit::{Cursor, Selection};
use crate::layout::sheet::{CellKind, PlacedCell};
use egui::Ui;
use egui::accesskit;

impl Canvas {
    /// A screen reader may move the cursor.
    pub(super) fn answer_screen_reader(
        &mut self,
        ui: &Ui,
        shown: &Shown<'_>,
        changes: &mut Vec<Change>,
    ) {
        let requests: Vec<accesskit::ActionRequest> = ui.input(|input| {
            let requests = input.events.iter().filter_map(|event| match event {
                egui::Event::AccessKitActionRequest(request) => Some(request.clone()),
                _ => None,
            });
            requests.collect()
        });
        for request in requests {
            let wanted = matches!(
                request.action,
                accesskit::Action::Focus | accesskit::Action::Click
            );
            let blocks = shown
                .sheet
                .cells
                .iter()
                .flat_map(|cell| &cell.content.blocks);
            let target = blocks.filter_map(|block| block.target).find(|target| {
                access::id_of(self.grid, *target).accesskit_id() == request.target_node
            });
            let cursor = target.map(Cursor::At).or_else(|| {
                let is_asked = |cell: &&PlacedCell| {
                    access::id_of_cell(self.grid, cell).accesskit_id() == request.target_node
                };
                match shown.sheet.cells.iter().find(is_asked)?.content.kind {
                    CellKind::Notes(place) => Some(shown.end_of(place)),
                    CellKind::NewColumn(slot) => Some(Cursor::On(slot)),
                    CellKind::Fields | CellKind::Shown => None,
                }
            });
            if let Some(cursor) = cursor.filter(|_| wanted) {
                self.is_active = true;
                self.reveal = true;
                changes.push(Change::Select(Selection::at(cursor)));
            }
        }
    }
}
