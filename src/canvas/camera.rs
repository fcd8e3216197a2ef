//! The camera: what part of a sheet is seen, and where on the screen it stands.
//!
//! The middle scrolls and zooms; pinned parts keep their size across their edge and follow the zoom
//! along it.

use crate::layout::sheet::{Band, PlacedCell};
use crate::layout::{Fitted, LARGEST, LEAST_FOR_STRIP, SCROLL_BAR, SMALLEST, STRIP, Sheet};
use emath::{Pos2, Rect, Vec2, pos2, vec2};

/// At least this part of the window's height is for the middle.
const LEAST_MIDDLE: f32 = 0.42;

/// Thickness in points of a bar that says where in the whole one is.
const SCROLL_BAR_THICKNESS: f32 = 5.0;

/// What part of a sheet is seen.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Camera {
    /// Screen points a point of the sheet, in the middle: [`SMALLEST`] to [`LARGEST`].
    pub zoom: f32,
    /// The same for what is pinned at the edges.
    pub pinned: f32,
    /// The point of the middle that is seen at its top left, in points of the sheet.
    pub at: Vec2,
}

impl Default for Camera {
    fn default() -> Self {
        Self {
            zoom: 1.0,
            pinned: 1.0,
            at: Vec2::ZERO,
        }
    }
}

impl Camera {
    /// Shows everything, as fitting chose.
    pub fn fitted(fitted: &Fitted) -> Self {
        Self {
            zoom: fitted.zoom,
            pinned: fitted.pinned,
            at: Vec2::ZERO,
        }
    }

    /// Zooms so that the point under `around` stays where it is.
    pub fn zoom_around(&mut self, geometry: &Geometry, around: Pos2, factor: f32) {
        let zoom = (self.zoom * factor).clamp(SMALLEST, LARGEST);
        let inside = around.clamp(geometry.middle.min, geometry.middle.max) - geometry.middle.min;
        self.at += inside / self.zoom - inside / zoom;
        self.zoom = zoom;
        // Names and figures stay readable whatever the zoom, and do not outgrow the notes.
        self.pinned = self.pinned.clamp(SMALLEST, LARGEST);
        self.keep_inside(geometry);
    }

    /// Moves what is seen by screen points.
    pub fn pan(&mut self, geometry: &Geometry, by: Vec2) {
        self.at -= by / self.zoom;
        self.keep_inside(geometry);
    }

    /// Keeps the sheet from being lost out of sight.
    pub fn keep_inside(&mut self, geometry: &Geometry) {
        let most = (geometry.body - geometry.middle.size() / self.zoom).max(Vec2::ZERO);
        self.at = self.at.max(Vec2::ZERO).min(most);
    }

    /// Moves as little as needed to see this rectangle of the middle, with some room around it.
    pub fn reveal(&mut self, geometry: &Geometry, rect: Rect) {
        let room = geometry.middle.size() / self.zoom;
        let margin = (8.0 / self.zoom).min(room.min_elem() / 8.0);
        let rect = rect.expand(margin);
        for axis in 0..2 {
            let (low, high) = (rect.min[axis], rect.max[axis]);
            if high - low > room[axis] || low < self.at[axis] {
                self.at[axis] = low;
            } else if high > self.at[axis] + room[axis] {
                self.at[axis] = high - room[axis];
            }
        }
        self.keep_inside(geometry);
    }
}

/// Where the parts of a sheet stand on the screen, for one camera and window.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Geometry {
    /// All of it.
    pub window: Rect,
    /// What is left beside the bars that say where in the whole one is.
    inner: Rect,
    /// The strip of all steps; of no height where all steps are seen.
    pub strip: Rect,
    /// The scrolling middle, with the totals that stand at its end.
    pub middle: Rect,
    /// Size of what scrolls in points of the sheet, totals included.
    pub body: Vec2,
    /// Where the totals begin in points of the sheet.
    totals: f32,
    camera: Camera,
}

impl Geometry {
    /// For this window.
    pub fn new(window: Rect, sheet: &Sheet, camera: &Camera) -> Self {
        let pinned = camera.pinned;
        let (left, right) = (sheet.left * pinned, sheet.right * pinned);
        let body = vec2(sheet.body.x + right / camera.zoom, sheet.body.y);
        let sees_all = body.x * camera.zoom <= window.width() - left + 0.5;
        let is_low = window.height() < LEAST_FOR_STRIP;
        let mut inner = window;
        let strip = if sees_all {
            0.0
        } else if is_low || sheet.strip.is_empty() {
            inner.max.y -= SCROLL_BAR;
            0.0
        } else {
            STRIP * sheet.em * pinned
        };
        let top = window.min.y + strip + sheet.top * pinned;
        // In a small window bars give way to notes: the last rows are cut off.
        let all = body.y * camera.zoom;
        let least = (LEAST_MIDDLE * window.height()).min(all);
        let bottom = (inner.max.y - sheet.bottom * pinned)
            .max(top + least)
            .min(inner.max.y.max(top));
        // Bars stand right under the last row, also where rows end above the bottom of the window.
        let bottom = if sheet.bottom > 0.0 {
            bottom.min(top + all)
        } else {
            bottom
        };
        // Where a row more makes the bar needed, columns that were all in sight still are.
        let is_wide = body.x * camera.zoom > window.width() - left - SCROLL_BAR + 0.5;
        if all > bottom - top + 0.5 && (!sees_all || !is_wide) {
            inner.max.x -= SCROLL_BAR;
        }
        let x = (window.min.x + left).min(inner.max.x);
        let x_end = inner.max.x.max(x + 1.0);
        Self {
            window,
            inner,
            strip: Rect::from_min_max(window.min, pos2(window.max.x, window.min.y + strip)),
            middle: Rect::from_min_max(pos2(x, top), pos2(x_end, bottom.max(top))),
            body,
            totals: sheet.body.x,
            camera: *camera,
        }
    }

    /// The camera it was made for.
    pub fn camera(&self) -> &Camera {
        &self.camera
    }

    /// Screen points a point of the sheet, horizontally and vertically.
    pub fn scale(&self, bands: (Band, Band)) -> Vec2 {
        let of = |band: Band| {
            if band == Band::Middle {
                self.camera.zoom
            } else {
                self.camera.pinned
            }
        };
        vec2(of(bands.0), of(bands.1))
    }

    /// Screen points a point of text: pinned text keeps its size.
    pub fn text_scale(&self, bands: (Band, Band)) -> f32 {
        if bands == (Band::Middle, Band::Middle) {
            self.camera.zoom
        } else {
            self.camera.pinned
        }
    }

    /// Where a horizontal position stands.
    pub fn x(&self, band: Band, x: f32) -> f32 {
        match band {
            Band::Start | Band::Across => self.window.min.x + x * self.camera.pinned,
            Band::Middle => self.middle.min.x + (x - self.camera.at.x) * self.camera.zoom,
            Band::End => self.x(Band::Middle, self.totals) + x * self.camera.pinned,
        }
    }

    /// Where a vertical position stands.
    pub fn y(&self, band: Band, y: f32) -> f32 {
        match band {
            Band::Start | Band::Across => self.strip.max.y + y * self.camera.pinned,
            Band::Middle => self.middle.min.y + (y - self.camera.at.y) * self.camera.zoom,
            Band::End => self.middle.max.y + y * self.camera.pinned,
        }
    }

    /// Where a rectangle stands.
    pub fn rect(&self, bands: (Band, Band), rect: Rect) -> Rect {
        Rect::from_min_max(
            pos2(self.x(bands.0, rect.min.x), self.y(bands.1, rect.min.y)),
            pos2(self.x(bands.0, rect.max.x), self.y(bands.1, rect.max.y)),
        )
    }

    /// Where a cell stands.
    pub fn cell(&self, cell: &PlacedCell) -> Rect {
        let mut rect = self.rect(cell.bands, cell.at);
        if cell.bands.0 == Band::Across {
            rect.max.x = self.inner.max.x;
        }
        rect
    }

    /// Where a rectangle inside a cell stands.
    pub fn inside(&self, cell: &PlacedCell, rect: Rect) -> Rect {
        self.rect(cell.bands, rect.translate(cell.at.min.to_vec2()))
    }

    /// The part of the window these bands are seen in.
    pub fn region(&self, bands: (Band, Band)) -> Rect {
        let (x, x_end) = match bands.0 {
            Band::Start => (self.window.min.x, self.middle.min.x),
            Band::Middle | Band::End => (self.middle.min.x, self.middle.max.x),
            Band::Across => (self.window.min.x, self.inner.max.x),
        };
        let (y, y_end) = match bands.1 {
            Band::Start | Band::Across => (self.strip.max.y, self.middle.min.y),
            Band::Middle => (self.middle.min.y, self.middle.max.y),
            Band::End => (self.middle.max.y, self.inner.max.y),
        };
        Rect::from_min_max(pos2(x, y), pos2(x_end, y_end)).intersect(self.inner)
    }

    /// The point of the middle under a point of the screen.
    pub fn plane(&self, pos: Pos2) -> Pos2 {
        (self.camera.at + (pos - self.middle.min) / self.camera.zoom).to_pos2()
    }

    /// The bars that say where in the whole one is, across and down, where not all is seen. Across, the
    /// strip of all steps says it where there is one.
    pub fn scroll_bars(&self) -> [Option<Rect>; 2] {
        let seen = self.seen();
        [0, 1].map(|axis| {
            let whole = self.body[axis].max(1.0);
            let (from, to) = (seen.min[axis] / whole, seen.max[axis].min(whole) / whole);
            let is_said = axis == 0 && self.strip.height() > 0.0;
            if is_said || to - from > 0.995 || self.middle.size()[axis] < 40.0 {
                return None;
            }
            let along = |part: f32| egui::lerp(self.middle.min[axis]..=self.middle.max[axis], part);
            let across = self.window.max[1 - axis] - SCROLL_BAR_THICKNESS - 1.0;
            let (mut min, mut max) = (Pos2::ZERO, Pos2::ZERO);
            (min[axis], max[axis]) = (along(from), along(to).max(along(from) + 12.0));
            (min[1 - axis], max[1 - axis]) = (across, across + SCROLL_BAR_THICKNESS);
            Some(Rect::from_min_max(min, max))
        })
    }

    /// The part of the middle that is seen.
    pub fn seen(&self) -> Rect {
        Rect::from_min_size(
            self.camera.at.to_pos2(),
            self.middle.size() / self.camera.zoom,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> Sheet {
        Sheet {
            body: vec2(2000.0, 1000.0),
            left: 100.0,
            right: 80.0,
            top: 60.0,
            bottom: 200.0,
            ..Sheet::empty(14.0)
        }
    }

    fn window() -> Rect {
        Rect::from_min_size(pos2(10.0, 20.0), vec2(1000.0, 800.0))
    }

    #[test]
    fn what_is_under_the_pointer_stays_there() {
        let sheet = sheet();
        let mut camera = Camera {
            at: vec2(300.0, 200.0),
            ..Camera::default()
        };
        let pointer = pos2(500.0, 400.0);
        for factor in [1.1, 1.3, 0.9, 1.7] {
            let geometry = Geometry::new(window(), &sheet, &camera);
            let before = geometry.plane(pointer);
            camera.zoom_around(&geometry, pointer, factor);
            let after = Geometry::new(window(), &sheet, &camera).plane(pointer);
            assert!(before.distance(after) < 0.01, "{before:?} {after:?}");
        }
    }

    #[test]
    fn zoom_has_its_ends() {
        let sheet = sheet();
        let mut camera = Camera::default();
        for (factor, end) in [(0.5, SMALLEST), (2.0, LARGEST)] {
            for _ in 0..20 {
                let geometry = Geometry::new(window(), &sheet, &camera);
                camera.zoom_around(&geometry, pos2(500.0, 400.0), factor);
            }
            assert_eq!(camera.zoom, end);
        }
    }

    #[test]
    fn the_sheet_cannot_be_lost_out_of_sight() {
        let sheet = sheet();
        let mut camera = Camera::default();
        let geometry = Geometry::new(window(), &sheet, &camera);
        camera.pan(&geometry, vec2(1e6, 1e6));
        assert_eq!(camera.at, Vec2::ZERO);
        camera.pan(&geometry, vec2(-1e6, -1e6));
        let seen = Geometry::new(window(), &sheet, &camera).seen();
        assert!(
            (seen.max - pos2(2080.0, 1000.0)).length() < 0.01,
            "{seen:?}"
        );
    }

    #[test]
    fn names_stay_at_the_top_and_bars_at_the_bottom() {
        let sheet = sheet();
        let camera = Camera {
            zoom: 2.0,
            at: vec2(500.0, 300.0),
            ..Camera::default()
        };
        let geometry = Geometry::new(window(), &sheet, &camera);
        assert_eq!(geometry.y(Band::Start, 0.0), 20.0);
        // Below them stands the bar that says which part is seen.
        assert_eq!(geometry.y(Band::End, 200.0), 820.0 - SCROLL_BAR);
        assert_eq!(geometry.x(Band::Start, 0.0), 10.0);
        assert_eq!(geometry.x(Band::Middle, 500.0), geometry.middle.min.x);
    }

    #[test]
    fn totals_stand_right_after_the_last_step_and_are_scrolled_to() {
        let sheet = sheet();
        for zoom in [0.2, 0.5, 1.0, 2.0] {
            let mut camera = Camera {
                zoom,
                ..Camera::default()
            };
            let geometry = Geometry::new(window(), &sheet, &camera);
            let end = geometry.x(Band::Middle, sheet.body.x);
            assert_eq!(geometry.x(Band::End, 0.0), end, "at zoom {zoom}");
            camera.pan(&geometry, vec2(-1e6, 0.0));
            let geometry = Geometry::new(window(), &sheet, &camera);
            let right = geometry.x(Band::End, sheet.right);
            assert!(
                right <= geometry.window.max.x + 0.01,
                "cut at zoom {zoom}: {right}"
            );
        }
    }

    #[test]
    fn bars_stand_right_under_the_last_row() {
        let sheet = sheet();
        let camera = Camera {
            zoom: 0.3,
            ..Camera::default()
        };
        let geometry = Geometry::new(window(), &sheet, &camera);
        let last_row = geometry.y(Band::Middle, sheet.body.y);
        assert!(last_row < 820.0 - sheet.bottom, "there is room below");
        assert_eq!(geometry.y(Band::End, 0.0), last_row);
    }

    #[test]
    fn revealing_moves_as_little_as_needed() {
        let sheet = sheet();
        let mut camera = Camera::default();
        let geometry = Geometry::new(window(), &sheet, &camera);
        camera.reveal(
            &geometry,
            Rect::from_min_size(pos2(50.0, 50.0), vec2(100.0, 40.0)),
        );
        assert_eq!(camera.at, Vec2::ZERO, "it was in sight");
        let far = Rect::from_min_size(pos2(1500.0, 700.0), vec2(100.0, 40.0));
        camera.reveal(&geometry, far);
        assert!(
            Geometry::new(window(), &sheet, &camera)
                .seen()
                .contains_rect(far)
        );
    }

    #[test]
    fn in_a_small_window_notes_keep_their_share() {
        let sheet = sheet();
        let small = Rect::from_min_size(Pos2::ZERO, vec2(600.0, 300.0));
        let geometry = Geometry::new(small, &sheet, &Camera::default());
        assert!(geometry.middle.height() >= 0.29 * 300.0);
    }
}
