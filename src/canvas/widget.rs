//! The widget: puts painting, pointer, text field and screen readers together.

use super::access;
use super::camera::{Camera, Geometry};
use super::carry;
use super::change::Change;
use super::field::Field;
use super::gesture::Gesture;
use super::glyphs::Glyphs;
use super::overlay;
use super::paint::{self, Drawn, Scene};
use super::queue::{Mode, Queue};
use super::style::{Highlights, Style};
use crate::edit::{Cursor, Selection};
use crate::layout::Sheet;
use crate::layout::sheet::{Band, CellKind, PlacedCell};
use crate::layout::words::Words;
use crate::model::{Id, Place, Project, Slot, Target};
use egui::accesskit;
use egui::{CursorIcon, Id as WidgetId, Pos2, Rect, Sense, Ui, UiBuilder, pos2};

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

impl Shown<'_> {
    /// The place for the next note in a list.
    pub(super) fn end_of(&self, place: Place) -> Cursor {
        let at = self.project.notes(place).len();
        Cursor::On(Slot::Note { place, at })
    }
}

/// The state of the canvas between frames.
pub struct Canvas {
    /// The widget itself: the grid for screen readers.
    pub(super) grid: WidgetId,
    pub(super) writing: WidgetId,
    /// The text field, when one is open.
    pub field: Option<Field>,
    /// A slot where Escape has closed the field: the cursor is there, no caret.
    pub closed: Option<Slot>,
    /// Keys that wait for their frame.
    pub queue: Queue,
    glyphs: Glyphs,
    pub(super) gesture: Gesture,
    /// Typing goes to the canvas.
    pub(super) is_active: bool,
    /// Typing comes back here from a panel.
    takes_focus: bool,
    /// Somebody types and has left the pointer where it is: nothing appears under it.
    pub(super) is_pointer_resting: bool,
    /// The note whose scores are offered.
    pub(super) offered: Option<Id>,
    geometry: Option<Geometry>,
    drawn: Drawn,
    pub(super) reveal: bool,
    /// Escape was pressed while something was dragged.
    pub(super) is_cancelled: bool,
    /// What was clicked last, where, and when.
    pub(super) clicked: Option<(Target, Pos2, f64)>,
}

impl Canvas {
    /// A canvas on a surface of this name: each surface has ids of its own.
    pub fn new(surface: &str) -> Self {
        Self {
            grid: WidgetId::unique(surface),
            writing: WidgetId::unique(format!("{surface} field")),
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
            memory.surrender_focus(self.grid);
            memory.surrender_focus(self.writing);
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
        self.is_active && focused.is_none_or(|id| id == self.grid || id == self.writing)
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
            .scope_id(self.grid)
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
        if let Some(note) = shown.selection.cursor().note() {
            let links = shown.sheet.links_of(note, &shown.project.links);
            overlay::links(&painter, shown.sheet, &links, &geometry, shown.style);
        }
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
            self.grid,
            shown.sheet,
            &geometry,
            shown.project,
            shown.selection,
        );
        self.answer_screen_reader(&grid, &shown, &mut changes);
        self.geometry = Some(geometry);
        (response, changes)
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
            self.writing
        } else {
            self.grid
        };
        let focused = ui.memory(egui::Memory::focused);
        let is_ours = focused == Some(self.grid) || focused == Some(self.writing);
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
