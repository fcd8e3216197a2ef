//! What the pointer does: clicks, drags, the wheel, a menu.

use super::camera::{Camera, Geometry};
use super::change::Change;
use super::field::Field;
use super::gesture::{Asked, Gesture, Pointer};
use super::hit::{self, Hit};
use super::queue::Catcher;
use super::widget::{Canvas, Shown};
use crate::edit::{Cursor, Selection};
use crate::layout::Sheet;
use crate::model::Target;
use egui::{PointerButton, Pos2, Rect, Ui, Vec2, vec2};

/// Near the edge of the middle a dragged card scrolls it, in points.
const SCROLL_EDGE: f32 = 28.0;
/// Screen points a frame.
const SCROLL_SPEED: f32 = 12.0;

impl Canvas {
    /// The wheel moves, with Ctrl it zooms around the pointer; so does pinching.
    pub(super) fn scroll_and_zoom(
        &mut self,
        ui: &Ui,
        response: &egui::Response,
        camera: &mut Camera,
        geometry: &Geometry,
    ) -> bool {
        if !response.contains_pointer() && !self.is_dragging() {
            return false;
        }
        let (zoom, scroll, pointer) = ui.input(|input| {
            let shift = input.modifiers.shift && input.smooth_scroll_delta().x == 0.0;
            let scroll = input.smooth_scroll_delta();
            let scroll = if shift { vec2(scroll.y, 0.0) } else { scroll };
            (input.zoom_delta(), scroll, input.pointer.hover_pos())
        });
        let before = *camera;
        if zoom != 1.0 {
            camera.zoom_around(geometry, pointer.unwrap_or(geometry.middle.center()), zoom);
        } else if scroll != Vec2::ZERO {
            camera.pan(geometry, scroll);
        }
        if matches!(self.gesture, Gesture::DraggingNotes { .. })
            && let Some(pointer) = pointer
        {
            let by = scroll_at_edge(geometry.middle, pointer);
            if by != Vec2::ZERO {
                camera.pan(geometry, by);
                ui.request_repaint();
            }
        }
        *camera != before
    }

    /// Runs the gestures; `true` when what is seen has moved.
    pub(super) fn pointer(
        &mut self,
        ui: &Ui,
        response: &egui::Response,
        shown: &mut Shown<'_>,
        geometry: &Geometry,
        changes: &mut Vec<Change>,
    ) -> bool {
        let Some(at) = ui.input(|input| input.pointer.interact_pos()) else {
            return false;
        };
        let is_over = response.contains_pointer();
        let over_field = self.field.is_some()
            && ui.memory(|memory| memory.has_focus(self.writing))
            && self
                .field_rect(shown, geometry)
                .is_some_and(|rect| rect.contains(at));
        let space = Catcher::is_space_down(ui.ctx())
            && self.field.as_ref().is_none_or(Field::is_empty_slot);
        let (is_up, moved, pans, secondary, now) = ui.input(|input| {
            let pointer = &input.pointer;
            (
                !pointer.button_down(PointerButton::Primary),
                pointer.delta(),
                pointer.button_down(PointerButton::Middle)
                    || (space && pointer.button_down(PointerButton::Primary)),
                pointer.button_pressed(PointerButton::Secondary),
                input.time,
            )
        });
        let turns = ui.input(|input| turns(&input.events));
        // Where it was pressed, not where the pointer has gone since: a slow frame holds a whole gesture.
        let pressed = turns.iter().find(|turn| turn.is_down).map(|turn| turn.at);
        if is_over && secondary {
            Self::open_menu(shown, geometry, at, changes);
        }
        if let Some(at) = pressed.filter(|_| is_over) {
            if let Some(change) = self.chosen(shown, geometry, at) {
                changes.push(change);
                self.gesture = Gesture::Idle;
                return false;
            }
            if over_field {
                return false;
            }
        }
        let mut pointer = Pointer {
            at,
            moved,
            is_pressed: false,
            is_released: is_up && turns.is_empty(),
            pans: pans && (is_over || self.gesture == Gesture::Panning),
            copies: ui.input(|input| input.modifiers.command),
            adds: ui.input(|input| input.modifiers.shift),
            is_cancelled: std::mem::take(&mut self.is_cancelled),
            column: shown.column,
        };
        let selection = shown.selection;
        let mut all = Vec::new();
        for turn in turns {
            // First to where the button went down or up, then that.
            let mut there = Pointer {
                at: turn.at,
                moved: Vec2::ZERO,
                ..pointer
            };
            all.extend(self.step(there, shown.sheet, geometry, selection));
            (there.is_pressed, there.is_released) = (turn.is_down && is_over, !turn.is_down);
            there.is_cancelled = false;
            all.extend(self.step(there, shown.sheet, geometry, selection));
            pointer.is_cancelled = false;
        }
        all.extend(self.step(pointer, shown.sheet, geometry, selection));
        let mut has_moved = false;
        for asked in all {
            match asked {
                Asked::Click { hit, adds } => {
                    let double = self.is_second_click(hit, at, now).then_some(at);
                    self.click(hit, adds, double, shown, geometry, changes);
                }
                Asked::Change(change) => changes.push(change),
                Asked::Pan(by) => {
                    shown.camera.pan(geometry, by);
                    changes.push(Change::Moved);
                    has_moved = true;
                }
            }
        }
        has_moved
    }

    fn step(
        &mut self,
        pointer: Pointer,
        sheet: &Sheet,
        geometry: &Geometry,
        selection: &Selection,
    ) -> Vec<Asked> {
        let gesture = std::mem::take(&mut self.gesture);
        let (gesture, asked) = gesture.step(
            pointer,
            sheet,
            geometry,
            |id| selection.contains(id),
            || selection.notes(),
        );
        self.gesture = gesture;
        asked
    }

    /// Whether the same was clicked a moment ago, at the same point.
    fn is_second_click(&mut self, hit: Hit, at: Pos2, now: f64) -> bool {
        /// What desktops give a double click, in seconds.
        const LATEST: f64 = 0.5;
        const NEAR: f32 = 6.0;
        let Hit::Block { target, .. } = hit else {
            self.clicked = None;
            return false;
        };
        let is_second = self.clicked.take().is_some_and(|(known, then, when)| {
            known == target && then.distance(at) <= NEAR && now - when <= LATEST
        });
        if !is_second {
            self.clicked = Some((target, at, now));
        }
        is_second
    }

    fn click(
        &mut self,
        hit: Hit,
        adds: bool,
        double: Option<Pos2>,
        shown: &mut Shown<'_>,
        geometry: &Geometry,
        changes: &mut Vec<Change>,
    ) {
        match hit {
            Hit::Block {
                target: Target::Note(id),
                ..
            }
            | Hit::Bar(Target::Note(id))
                if adds =>
            {
                let mut selection = shown.selection.clone();
                selection.toggle(id);
                changes.push(Change::Select(selection));
            }
            Hit::Block { target, .. } => changes.push(match double {
                Some(at) => Change::Open(target, at),
                None => Change::Select(Selection::at(Cursor::At(target))),
            }),
            Hit::Bar(target) => {
                changes.push(Change::Select(Selection::at(Cursor::At(target))));
                self.reveal = true;
            }
            Hit::Cell { place, .. } => {
                let end = shown.end_of(place);
                changes.push(Change::Select(Selection::at(end)));
            }
            Hit::NewColumn(slot) => {
                changes.push(Change::Select(Selection::at(Cursor::On(slot))));
                self.reveal = true;
            }
            Hit::Strip(part) => {
                let end = shown
                    .sheet
                    .columns
                    .last()
                    .map_or(0.0, |last| last.x + last.width);
                shown.camera.at.x = part * end - geometry.seen().width() / 2.0;
                shown.camera.keep_inside(geometry);
                changes.push(Change::Moved);
            }
            Hit::ColumnEdge | Hit::Nothing => {}
        }
    }

    /// What lies under the pointer is selected before its menu opens.
    fn open_menu(shown: &Shown<'_>, geometry: &Geometry, at: Pos2, changes: &mut Vec<Change>) {
        let hit = hit::hit(shown.sheet, geometry, at);
        let cursor = match hit {
            Hit::Block {
                target: Target::Note(id),
                ..
            } if shown.selection.contains(id) => return,
            Hit::Block { target, .. } | Hit::Bar(target) => Cursor::At(target),
            Hit::Cell { place, .. } => shown.end_of(place),
            Hit::NewColumn(slot) => Cursor::On(slot),
            // The menu is about the view then, not about what was selected elsewhere.
            Hit::ColumnEdge | Hit::Strip(_) | Hit::Nothing => Cursor::Nowhere,
        };
        changes.push(Change::Select(Selection::at(cursor)));
    }
}

/// How the main button went down and up in this frame: where frames take long both clicks of a
/// double click may be in one.
fn turns(events: &[egui::Event]) -> Vec<Turn> {
    let turn = |event: &egui::Event| match event {
        egui::Event::PointerButton {
            button: PointerButton::Primary,
            pressed,
            pos,
            ..
        } => Some(Turn {
            is_down: *pressed,
            at: *pos,
        }),
        _ => None,
    };
    events.iter().filter_map(turn).collect()
}

/// The button goes down or up.
#[derive(Clone, Copy)]
struct Turn {
    is_down: bool,
    at: Pos2,
}

/// Scrolls while a card is held near the edge.
fn scroll_at_edge(middle: Rect, at: Pos2) -> Vec2 {
    let towards = |at: f32, low: f32, high: f32| {
        if at < low + SCROLL_EDGE && at > low - SCROLL_EDGE {
            SCROLL_SPEED
        } else if at > high - SCROLL_EDGE && at < high + SCROLL_EDGE {
            -SCROLL_SPEED
        } else {
            0.0
        }
    };
    vec2(
        towards(at.x, middle.min.x, middle.max.x),
        towards(at.y, middle.min.y, middle.max.y),
    )
}
