//! The widget: puts painting, pointer, text field and screen readers together.

use super::access;
use super::camera::{Camera, Geometry};
use super::carry;
use super::field::{Edited, Field};
use super::gesture::{Asked, Gesture, Pointer};
use super::glyphs::Glyphs;
use super::hit::{self, Hit};
use super::overlay;
use super::paint::{self, Drawn, Scene};
use super::queue::{Catcher, Mode, Queue};
use super::style::{Highlights, Style};
use crate::edit::{Cursor, Selection};
use crate::layout::Sheet;
use crate::layout::sheet::{Band, CellKind, PlacedCell};
use crate::layout::words::Words;
use crate::model::{Id, Place, Project, Slot, Target};
use egui::accesskit;
use egui::{
    CursorIcon, Id as WidgetId, PointerButton, Pos2, Rect, Sense, Ui, UiBuilder, Vec2, pos2, vec2,
};

/// Near the edge of the middle a dragged card scrolls it, in points.
const SCROLL_EDGE: f32 = 28.0;
/// Screen points a frame.
const SCROLL_SPEED: f32 = 12.0;

/// What the canvas shows in this frame.
pub struct Shown<'a> {
    /// What is drawn.
    pub sheet: &'a Sheet,
    /// For names.
    pub project: &'a Project,
    /// The cursor and what is selected.
    pub selection: &'a Selection,
    /// Colours.
    pub style: Style,
    /// What is pointed out.
    pub highlights: &'a Highlights,
    /// What part is seen.
    pub camera: &'a mut Camera,
    /// For text that is broken anew.
    pub words: &'a mut Words,
    /// Width of columns in em.
    pub column: f32,
    /// Something can be typed here.
    pub is_editable: bool,
    /// A dialog has the keyboard.
    pub is_behind_dialog: bool,
}

/// What the canvas asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// The text of the field is another.
    Typed(Edited, String),
    /// Move the cursor; what is being typed is kept.
    Select(Selection),
    /// Open the field over something.
    Open(Target),
    /// Score a note.
    Score(Id, u8),
    /// Move or copy notes.
    Drop {
        /// Which.
        notes: Vec<Id>,
        /// Where to.
        place: Place,
        /// Before the note with this index.
        at: usize,
        /// A copy.
        is_copy: bool,
    },
    /// Move a step or job to another index, counted before it is taken out.
    DropColumn {
        /// Which.
        column: Id,
        /// Before the column with this index.
        at: usize,
    },
    /// Width of all columns in em.
    ColumnWidth(f32),
    /// The user moved or zoomed: the view is no longer as it was fitted.
    Moved,
}

/// The state of the canvas between frames.
pub struct Canvas {
    /// The text field, when one is open.
    pub field: Option<Field>,
    /// A slot where Escape has closed the field: the cursor is there, no caret.
    pub closed: Option<Slot>,
    /// Keys that wait for their frame.
    pub queue: Queue,
    glyphs: Glyphs,
    gesture: Gesture,
    /// Typing goes to the canvas.
    is_active: bool,
    /// Typing comes back here from a panel.
    takes_focus: bool,
    /// Somebody types and has left the pointer where it is: nothing appears under it.
    pub(super) is_pointer_resting: bool,
    /// The note whose scores are offered.
    pub(super) offered: Option<Id>,
    geometry: Option<Geometry>,
    drawn: Drawn,
    reveal: bool,
    /// Escape was pressed while something was dragged.
    is_cancelled: bool,
    /// What was clicked last, where, and when.
    clicked: Option<(Target, Pos2, f64)>,
}

impl Default for Canvas {
    fn default() -> Self {
        Self {
            field: None,
            closed: None,
            queue: Queue::default(),
            glyphs: Glyphs::default(),
            gesture: Gesture::Idle,
            is_active: true,
            takes_focus: false,
            is_pointer_resting: false,
            offered: None,
            geometry: None,
            drawn: Drawn::default(),
            reveal: false,
            is_cancelled: false,
            clicked: None,
        }
    }
}

/// The widget itself: the grid for screen readers.
pub(super) fn grid_id() -> WidgetId {
    WidgetId::unique("canvas")
}

/// The one text field.
pub(super) fn field_id() -> WidgetId {
    WidgetId::unique("canvas field")
}

impl Canvas {
    /// Whether typing goes to the canvas.
    pub fn is_active(&self) -> bool {
        self.is_active
    }

    /// Typing goes to the canvas from now on.
    pub fn activate(&mut self) {
        self.is_active = true;
        self.takes_focus = true;
    }

    /// Somebody types: nothing appears under the pointer until it moves.
    pub fn rest_pointer(&mut self) {
        self.is_pointer_resting = true;
    }

    /// Typing goes elsewhere.
    pub fn deactivate(&mut self, ctx: &egui::Context) {
        self.is_active = false;
        ctx.memory_mut(|memory| {
            memory.surrender_focus(grid_id());
            memory.surrender_focus(field_id());
        });
    }

    /// What the keyboard means at the moment.
    pub fn mode(&self) -> Mode {
        match &self.field {
            Some(field) if field.is_empty_slot() => Mode::OnSlot,
            Some(_) => Mode::Typing,
            None => Mode::OnBlock,
        }
    }

    /// Whether the toolkit has given the focus to nobody else.
    pub fn may_have_keys(&self, ctx: &egui::Context) -> bool {
        let focused = ctx.memory(egui::Memory::focused);
        self.is_active && focused.is_none_or(|id| id == grid_id() || id == field_id())
    }

    /// Where things stood in the last frame.
    pub fn geometry(&self) -> Option<&Geometry> {
        self.geometry.as_ref()
    }

    /// How much was drawn in the last frame.
    pub fn drawn(&self) -> Drawn {
        self.drawn
    }

    /// Bitmaps of characters in use.
    pub fn glyphs(&mut self) -> &mut Glyphs {
        &mut self.glyphs
    }

    /// Whether something is being dragged.
    pub fn is_dragging(&self) -> bool {
        !matches!(self.gesture, Gesture::Idle | Gesture::Pressed { .. })
    }

    /// Whatever is dragged goes back where it was; `true` when something was.
    pub fn cancel_gesture(&mut self) -> bool {
        self.is_cancelled = self.is_dragging();
        self.is_cancelled
    }

    /// Scrolls to the cursor in the next frame.
    pub fn reveal_cursor(&mut self) {
        self.reveal = true;
    }

    /// Shows the canvas in the rest of `ui`.
    pub fn show(&mut self, ui: &mut Ui, mut shown: Shown<'_>) -> (egui::Response, Vec<Change>) {
        let window = ui.available_rect_before_wrap();
        let mut changes = Vec::new();
        let name = shown.sheet.name.clone();
        let builder = UiBuilder::new()
            .scope_id(grid_id())
            .max_rect(window)
            // What is registered without an interest in the focus gives it away.
            .sense(Sense::click_and_drag())
            .accessibility_role(accesskit::Role::Grid)
            .accessibility_label(name);
        let mut grid = ui.new_child(builder);
        grid.set_clip_rect(window.intersect(ui.clip_rect()));
        // Its rectangle is what it was made to include.
        grid.expand_to_include_rect(window);
        let response = grid.response();
        ui.advance_cursor_after_rect(window);

        let mut geometry = Geometry::new(window, shown.sheet, shown.camera);
        shown.camera.keep_inside(&geometry);
        if std::mem::take(&mut self.reveal) {
            let edited = self.field.as_ref().map(|field| field.edited.target());
            reveal(&mut shown, &geometry, edited);
        }
        geometry = Geometry::new(window, shown.sheet, shown.camera);
        if self.scroll_and_zoom(&grid, &response, shown.camera, &geometry) {
            changes.push(Change::Moved);
            geometry = Geometry::new(window, shown.sheet, shown.camera);
        }
        if !shown.is_behind_dialog {
            self.keep_focus(&grid, &response);
        }
        if self.pointer(&grid, &response, &mut shown, &geometry, &mut changes) {
            geometry = Geometry::new(window, shown.sheet, shown.camera);
        }

        let painter = grid.painter().clone();
        let edited = self.field.as_ref().map(|field| field.edited.target());
        let copies = grid.input(|input| input.modifiers.command);
        // A copy leaves the card where it is.
        let carried = match &self.gesture {
            Gesture::DraggingNotes { notes, .. } if !copies => notes.clone(),
            _ => Vec::new(),
        };
        let scene = Scene {
            sheet: shown.sheet,
            geometry: &geometry,
            style: shown.style,
            selection: shown.selection,
            highlights: shown.highlights,
            has_keys: self.is_active && !shown.is_behind_dialog,
            carried: &carried,
            edited,
        };
        self.drawn = paint::paint(&painter, &scene, &mut self.glyphs, shown.words);
        overlay::strip(&painter, shown.sheet, &geometry, shown.style);
        overlay::more(&painter, &geometry, shown.style);
        self.drawn.signs = self.signs(&painter, &shown, &geometry);
        overlay::links(
            &painter,
            &link_ends(&shown, &geometry),
            &geometry,
            shown.style,
        );
        if let Some(change) = self.show_field(&mut grid, &mut shown, &geometry) {
            changes.push(change);
        }
        self.hover(&grid, &response, &shown, &geometry);
        match self.gesture {
            Gesture::Marquee { from, to } => overlay::marquee(&painter, from, to, shown.style),
            Gesture::DraggingNotes { .. } | Gesture::DraggingColumn { .. } => {
                let (glyphs, words) = (&mut self.glyphs, &mut *shown.words);
                carry::paint(&painter, &scene, &self.gesture, copies, glyphs, words);
                grid.ctx().set_cursor_icon(CursorIcon::Grabbing);
            }
            Gesture::Idle | Gesture::Pressed { .. } | Gesture::Sizing { .. } | Gesture::Panning => {
            }
        }
        access::tell(
            &grid,
            grid_id(),
            shown.sheet,
            &geometry,
            shown.project,
            shown.selection,
        );
        self.answer_screen_reader(&grid, &shown, &mut changes);
        self.geometry = Some(geometry);
        (response, changes)
    }

    /// The wheel moves, with Ctrl it zooms around the pointer; so does pinching.
    fn scroll_and_zoom(
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

    /// While the canvas is where one types, it or its field has the focus.
    fn keep_focus(&mut self, ui: &Ui, response: &egui::Response) {
        let pressed = ui.input(|input| input.pointer.any_pressed());
        if response.contains_pointer() && pressed {
            self.is_active = true;
        }
        if egui::Popup::is_any_open(ui.ctx()) {
            // The focus goes into the menu, and comes back when it closes.
            self.takes_focus |= self.is_active;
            return;
        }
        let wanted = if self.field.is_some() {
            field_id()
        } else {
            grid_id()
        };
        let focused = ui.memory(egui::Memory::focused);
        let is_ours = focused == Some(grid_id()) || focused == Some(field_id());
        let is_ours = std::mem::take(&mut self.takes_focus) || is_ours;
        if self.is_active
            && !is_ours
            && focused.is_some()
            && !(response.contains_pointer() && pressed)
        {
            // Somebody else was given the focus.
            self.is_active = false;
        }
        if self.is_active && focused != Some(wanted) {
            ui.memory_mut(|memory| memory.request_focus(wanted));
        }
    }

    /// Runs the gestures; `true` when what is seen has moved.
    fn pointer(
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
            && ui.memory(|memory| memory.has_focus(field_id()))
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
        let is_pressed = turns.contains(&true);
        if is_over && secondary {
            Self::open_menu(shown, geometry, at, changes);
        }
        if is_pressed && is_over {
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
        let mut all = self.step(pointer, shown.sheet, geometry, selection);
        for is_down in turns {
            (pointer.is_pressed, pointer.is_released) = (is_down && is_over, !is_down);
            (pointer.moved, pointer.is_cancelled) = (Vec2::ZERO, false);
            all.extend(self.step(pointer, shown.sheet, geometry, selection));
        }
        let mut has_moved = false;
        for asked in all {
            match asked {
                Asked::Click { hit, adds } => {
                    let is_double = self.is_second_click(hit, at, now);
                    self.click(hit, adds, is_double, shown, geometry, changes);
                }
                Asked::Select(id) => {
                    changes.push(Change::Select(Selection::at(Cursor::At(Target::Note(id)))));
                }
                Asked::Drop {
                    notes,
                    place,
                    at,
                    is_copy,
                } => {
                    changes.push(Change::Drop {
                        notes,
                        place,
                        at,
                        is_copy,
                    });
                }
                Asked::DropColumn { column, at } => changes.push(Change::DropColumn { column, at }),
                Asked::Marquee(notes) => changes.push(Change::Select(Selection::of_notes(notes))),
                Asked::Pan(by) => {
                    shown.camera.pan(geometry, by);
                    changes.push(Change::Moved);
                    has_moved = true;
                }
                Asked::ColumnWidth(width) => changes.push(Change::ColumnWidth(width)),
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
        is_double: bool,
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
            Hit::Block { target, .. } if is_double => changes.push(Change::Open(target)),
            Hit::Block { target, .. } => {
                changes.push(Change::Select(Selection::at(Cursor::At(target))));
            }
            Hit::Bar(target) => {
                changes.push(Change::Select(Selection::at(Cursor::At(target))));
                self.reveal = true;
            }
            Hit::Cell { place, .. } => {
                let count = shown.project.notes(place).len();
                let slot = Slot::Note { place, at: count };
                changes.push(Change::Select(Selection::at(Cursor::On(slot))));
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
            Hit::Cell { place, .. } => Cursor::On(Slot::Note {
                place,
                at: shown.project.notes(place).len(),
            }),
            Hit::NewColumn(slot) => Cursor::On(slot),
            // The menu is about the view then, not about what was selected elsewhere.
            Hit::ColumnEdge | Hit::Strip(_) | Hit::Nothing => Cursor::Nowhere,
        };
        changes.push(Change::Select(Selection::at(cursor)));
    }

    /// A screen reader may move the cursor.
    fn answer_screen_reader(&mut self, ui: &Ui, shown: &Shown<'_>, changes: &mut Vec<Change>) {
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
                access::id_of(grid_id(), *target).accesskit_id() == request.target_node
            });
            let cursor = target.map(Cursor::At).or_else(|| {
                let is_asked = |cell: &&PlacedCell| {
                    access::id_of_cell(grid_id(), cell).accesskit_id() == request.target_node
                };
                match shown.sheet.cells.iter().find(is_asked)?.content.kind {
                    CellKind::Notes(place) => Some(Cursor::On(Slot::Note {
                        place,
                        at: shown.project.notes(place).len(),
                    })),
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

/// How the main button went down and up in this frame: where frames take long both clicks of a
/// double click may be in one.
fn turns(events: &[egui::Event]) -> Vec<bool> {
    let turn = |event: &egui::Event| match event {
        egui::Event::PointerButton {
            button: PointerButton::Primary,
            pressed,
            ..
        } => Some(*pressed),
        _ => None,
    };
    events.iter().filter_map(turn).collect()
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

/// Whether its cards have figures: scores, or how bad something is.
pub(super) fn has_figures(cell: &PlacedCell) -> bool {
    matches!(cell.content.kind, CellKind::Notes(place) if place.is_scored() || place.has_severity())
}

/// Moves what is seen so that what is edited is in it, or else the cursor.
fn reveal(shown: &mut Shown<'_>, geometry: &Geometry, edited: Option<Target>) {
    let block = |target| {
        let (cell, block) = shown.sheet.find(target)?;
        Some((cell, block.rect))
    };
    let found = edited
        .and_then(block)
        .or_else(|| match shown.selection.cursor() {
            Cursor::At(target) => block(target),
            Cursor::On(Slot::Note { place, .. }) => {
                let cell = shown.sheet.cell_of(place)?;
                Some((cell, cell.content.slot?))
            }
            Cursor::On(slot) => {
                let is_new = |cell: &&PlacedCell| cell.content.kind == CellKind::NewColumn(slot);
                let cell = shown.sheet.cells.iter().find(is_new)?;
                Some((cell, Rect::from_min_size(Pos2::ZERO, cell.at.size())))
            }
            Cursor::Nowhere => None,
        });
    let Some((cell, rect)) = found else { return };
    let mut rect = rect.translate(cell.at.min.to_vec2());
    // A name stands for its column, which is seen whole.
    if cell.bands == (Band::Middle, Band::Start) {
        (rect.min.x, rect.max.x) = (cell.at.min.x, cell.at.max.x);
    }
    let seen = geometry.seen();
    match cell.bands.0 {
        Band::Middle => {}
        // What comes after the last column keeps its size, and is scrolled to.
        Band::End => {
            let on_plane = |x: f32| geometry.plane(pos2(geometry.x(Band::End, x), 0.0)).x;
            (rect.min.x, rect.max.x) = (on_plane(rect.min.x), on_plane(rect.max.x));
        }
        // Pinned parts are always in sight along their own axis.
        Band::Start | Band::Across => (rect.min.x, rect.max.x) = (seen.min.x, seen.min.x),
    }
    if cell.bands.1 != Band::Middle {
        (rect.min.y, rect.max.y) = (seen.min.y, seen.min.y);
    }
    shown.camera.reveal(geometry, rect);
}

/// From the selected note to the notes it is linked with, as far as they are on the sheet.
fn link_ends(shown: &Shown<'_>, geometry: &Geometry) -> Vec<(Rect, Rect)> {
    let Some(note) = shown.selection.cursor().note() else {
        return Vec::new();
    };
    let links = shown
        .project
        .links
        .iter()
        .filter(|link| link.from == note || link.to == note);
    let rect = |id: Id| {
        let (cell, block) = shown.sheet.find(Target::Note(id))?;
        Some(geometry.inside(cell, block.rect))
    };
    links
        .filter_map(|link| Some((rect(link.from)?, rect(link.to)?)))
        .collect()
}
