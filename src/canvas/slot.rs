//! Where the text field stands: over what is edited, or at the place for something new.

use super::camera::Geometry;
use super::change::Change;
use super::field::{self, Edited, Field, FieldLook};
use super::text_place::{Lines, TextPlace};
use super::widget::{Canvas, Shown, has_figures};
use crate::layout::Sheet;
use crate::layout::fonts::Weight;
use crate::layout::sheet::{Align, Band, Block, BlockKind, CellKind, PlacedCell};
use crate::layout::theme::Role;
use crate::layout::words::text_of;
use crate::model::{Project, Slot};
use egui::{Rect, Stroke, StrokeKind, Ui, UiBuilder, Vec2, vec2};

/// Text being typed is never smaller than this on the screen, in points.
const READABLE: f32 = 11.0;

/// Where the field stands, and the block it stands over.
type FieldPlace<'a> = (TextPlace, Option<(&'a PlacedCell, &'a Block)>);

impl Canvas {
    /// Where the field stands, and how its text is set.
    pub(super) fn field_place<'a>(
        &self,
        sheet: &'a Sheet,
        geometry: &Geometry,
    ) -> Option<FieldPlace<'a>> {
        let field = self.field.as_ref()?;
        if let Some((cell, block)) = sheet.find(field.edited.target()) {
            let place = TextPlace::of(geometry, cell, block);
            return Some((place, Some((cell, block))));
        }
        let Edited::New { slot, .. } = field.edited else {
            return None;
        };
        let (room, scale) = slot_rect(sheet, geometry, slot)?;
        let place = TextPlace {
            room,
            scale,
            align: Align::Left,
            lines: Lines::Planned,
        };
        Some((place, None))
    }

    pub(super) fn field_rect(&self, shown: &Shown<'_>, geometry: &Geometry) -> Option<Rect> {
        self.field_place(shown.sheet, geometry)
            .map(|(place, _)| place.room.expand(6.0))
    }

    pub(super) fn show_field(
        &mut self,
        ui: &mut Ui,
        shown: &mut Shown<'_>,
        geometry: &Geometry,
    ) -> Option<Change> {
        let (place, found) = self.field_place(shown.sheet, geometry)?;
        let (rect, scale, align) = (place.room, place.scale, place.align);
        let em = shown.sheet.em;
        let (size, weight, padding, fill, line_height) = match found {
            Some((_, block)) => (
                block.size,
                block.weight,
                Vec2::ZERO,
                block.fill,
                block.line_height,
            ),
            None => (
                em,
                Weight::Regular,
                vec2(0.5, 0.3) * em * scale,
                None,
                1.3 * em,
            ),
        };
        // Where the text would be too small to read, the field is larger than its card. Names are never
        // that small, and would lie on their neighbours.
        let is_name = found.is_some_and(|(cell, _)| cell.bands.1 != Band::Middle);
        let enlarged = if is_name {
            1.0
        } else {
            (READABLE / (size * scale)).max(1.0)
        };
        let text_size = size * scale * enlarged;
        let mut rect = rect.shrink2(padding);
        if found.is_some_and(|(cell, _)| has_figures(cell)) {
            rect.max.x -= 1.2 * em * scale;
        }
        let mut width = rect.width().max(3.0 * text_size);
        if enlarged > 1.0 {
            width = (rect.width() * enlarged).max(11.0 * text_size);
            rect.max.y = rect.min.y + rect.height() * enlarged;
        }
        let begin = align.begin(rect, width);
        (rect.min.x, rect.max.x) = (begin, begin + width);
        let is_slot = found.is_none();
        let tight = self.tight_slot(shown, geometry, rect);
        let field = self.field.as_mut()?;
        let name = field_name(field.edited, shown.project);
        let painter = ui.painter().clone();
        let frame = match found {
            Some((cell, block)) if enlarged <= 1.0 => match block.fill {
                Some(_) => geometry.inside(cell, block.rect),
                None => place.ring(geometry, cell, block, shown.words),
            },
            _ => rect.expand2(vec2(0.5, 0.3) * text_size),
        };
        let mut ui = ui.new_child(UiBuilder::new().max_rect(rect));
        if let Some(line) = tight {
            // Where notes stand close, a line between them says where the next one goes.
            painter.rect_filled(line, 1.5, shown.style.color(Role::Ring));
            ui.set_clip_rect(line);
        } else if is_slot || enlarged > 1.0 {
            let ground = fill.unwrap_or(Role::Canvas);
            painter.rect_filled(frame, 5, shown.style.color(ground));
            painter.rect_stroke(
                frame,
                5,
                Stroke::new(2.0, shown.style.color(Role::Ring)),
                StrokeKind::Outside,
            );
        } else {
            painter.rect_stroke(
                frame,
                5,
                Stroke::new(2.5, shown.style.color(Role::Ring)),
                StrokeKind::Outside,
            );
        }
        // In the middle of its line the caret would stand on the words.
        let prompt = match align {
            Align::Left => slot_prompt(field, shown.sheet, shown.project),
            Align::Center | Align::Right => String::new(),
        };
        let look = FieldLook {
            rect,
            size: text_size,
            line_height: line_height * scale * enlarged,
            weight,
            align,
            style: shown.style,
            ink: Role::Ink,
            name: &name,
            prompt: &prompt,
        };
        if field::show(&mut ui, self.writing, field, &look, shown.words) {
            field.is_typed = true;
            let change = Change::Typed(field.edited, field.text.clone());
            // What is typed is seen, however it grows.
            self.reveal_cursor();
            return Some(change);
        }
        None
    }

    /// The line that stands for an empty slot without room of its own: between two notes, or at the
    /// end of a full cell.
    pub(super) fn tight_slot(
        &self,
        shown: &Shown<'_>,
        geometry: &Geometry,
        rect: Rect,
    ) -> Option<Rect> {
        const THICKNESS: f32 = 3.0;
        let field = self.field.as_ref().filter(|field| field.is_empty_slot())?;
        let Edited::New {
            slot: Slot::Note { place, at },
            ..
        } = field.edited
        else {
            return None;
        };
        let cell = geometry.cell(shown.sheet.cell_of(place)?);
        let count = shown.project.notes(place).len();
        if at >= count && rect.max.y <= cell.max.y + 1.0 {
            return None;
        }
        let y = if at < count && at > 0 {
            rect.min.y
        } else {
            rect.min.y.min(cell.max.y - THICKNESS)
        };
        let x = (cell.min.x + 4.0)..=(cell.max.x - 4.0);
        Some(Rect::from_x_y_ranges(
            x,
            (y - THICKNESS / 2.0)..=(y + THICKNESS / 2.0),
        ))
    }
}

/// What a screen reader says of the field.
fn field_name(edited: Edited, project: &Project) -> String {
    match edited {
        Edited::New {
            slot: Slot::Note { place, .. },
            ..
        } => format!("New note: {}", project.place_name(place)),
        Edited::New { slot, .. } => format!("New {}", project.one_of(slot)),
        Edited::Old(target) => target.name(project),
    }
}

/// What an empty place for a step or job says.
fn slot_prompt(field: &Field, sheet: &Sheet, project: &Project) -> String {
    let Edited::New { slot, .. } = field.edited else {
        return String::new();
    };
    if matches!(slot, Slot::Note { .. }) {
        return String::new();
    }
    first_prompt(sheet).map_or_else(
        || format!("New {}", project.one_of(slot)),
        |(_, block)| text_of(&block.lines),
    )
}

/// What the place for the first step or job says on an empty canvas.
fn first_prompt(sheet: &Sheet) -> Option<(&PlacedCell, &Block)> {
    if !sheet.columns.is_empty() {
        return None;
    }
    let is_new = |cell: &&PlacedCell| matches!(cell.content.kind, CellKind::NewColumn(_));
    let cell = sheet.cells.iter().find(is_new)?;
    let is_prompt = |block: &&Block| block.kind == BlockKind::Prompt;
    Some((cell, cell.content.blocks.iter().find(is_prompt)?))
}

/// Where an empty slot stands on the screen, and the scale of its text.
fn slot_rect(sheet: &Sheet, geometry: &Geometry, slot: Slot) -> Option<(Rect, f32)> {
    match slot {
        Slot::Note { place, at } => {
            let cell = sheet.cell_of(place)?;
            let scale = geometry.text_scale(cell.bands);
            let notes: Vec<&Block> = cell
                .content
                .blocks
                .iter()
                .filter(|block| block.kind == BlockKind::Note)
                .collect();
            let end = cell.content.slot?;
            let rect = match at.checked_sub(1).and_then(|before| notes.get(before)) {
                // Between two notes: over the gap below the one before.
                Some(before) if at < notes.len() => Rect::from_min_size(
                    before.rect.left_bottom() + vec2(0.0, 0.2 * sheet.em),
                    vec2(before.rect.width(), end.height()),
                ),
                None if !notes.is_empty() && at == 0 => Rect::from_min_size(
                    notes[0].rect.min - vec2(0.0, 0.5 * end.height()),
                    vec2(notes[0].rect.width(), end.height()),
                ),
                _ => end,
            };
            Some((geometry.inside(cell, rect), scale))
        }
        // On an empty canvas; otherwise a column of its own has opened for it.
        Slot::Step { .. } | Slot::Job { .. } => {
            let (cell, block) = first_prompt(sheet)?;
            let scale = geometry.text_scale(cell.bands);
            Some((geometry.inside(cell, block.rect.expand(4.0)), scale))
        }
    }
}
