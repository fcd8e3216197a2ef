//! Painting a sheet: only what is in view, in as much detail as its size is worth.
//!
//! Each region of the window is one layer with one clip rectangle; within it cheap rectangles share
//! one mesh and all text another.

use super::camera::Geometry;
use super::detail::Detail;
use super::glyphs::{self, Glyphs, TextPaint};
use super::marks;
use super::style::{Highlights, Look, Ring, Style, note_of};
use super::text_place::{Lines, TextPlace};
use crate::edit::Selection;
use crate::layout::Sheet;
use crate::layout::lower::{self, CORNER};
use crate::layout::primitive::{Primitive, Run};
use crate::layout::sheet::{Align, Band, Block, CellKind, Mark, PlacedCell, Rule, TREND};
use crate::layout::theme::Role;
use crate::layout::words::{Line, LineEnd, Words};
use crate::model::Id;
use egui::epaint::text::FontsView;
use egui::{
    Color32, CornerRadius, Mesh, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2,
};

/// Figures are made this small, in pixels, before they are left out.
const LEAST_FIGURE: f32 = 8.0;

/// What painting needs to know.
pub(super) struct Scene<'a> {
    pub sheet: &'a Sheet,
    pub geometry: &'a Geometry,
    pub style: Style,
    pub selection: &'a Selection,
    pub highlights: &'a Highlights,
    /// Keys go to the canvas.
    pub has_keys: bool,
    /// Notes that follow the pointer: they have left their places.
    pub carried: &'a [Id],
    /// What the text field stands on: its text is not drawn twice.
    pub edited: Option<crate::model::Target>,
}

impl Scene<'_> {
    fn look(&self, block: &Block) -> Look {
        self.highlights
            .look(block.target, self.selection, self.has_keys)
    }
}

/// What is drawn in one region of the window.
#[derive(Default)]
pub(super) struct Layer {
    rects: Mesh,
    shapes: Vec<Shape>,
    text: Mesh,
}

impl Layer {
    /// For primitives.
    pub(super) fn marks(&mut self, style: Style) -> marks::Canvas<'_> {
        marks::Canvas {
            rects: &mut self.rects,
            shapes: &mut self.shapes,
            style,
        }
    }

    /// Rectangles below shapes below text.
    fn put(self, painter: &Painter, atlas: [usize; 2]) {
        let Self {
            rects,
            shapes,
            mut text,
        } = self;
        if !rects.is_empty() {
            painter.add(Shape::mesh(rects));
        }
        painter.extend(shapes);
        if !text.is_empty() {
            glyphs::finish(&mut text, atlas);
            painter.add(Shape::mesh(text));
        }
    }
}

const BANDS_X: [Band; 4] = [Band::Start, Band::Middle, Band::End, Band::Across];
const BANDS_Y: [Band; 3] = [Band::Start, Band::Middle, Band::End];

fn layer_index(bands: (Band, Band)) -> usize {
    let index = |band: Band| match band {
        Band::Start => 0,
        Band::Middle => 1,
        Band::End => 2,
        Band::Across => 3,
    };
    index(bands.0) * BANDS_Y.len() + index(bands.1).min(2)
}

/// How much was drawn: for tests of what a frame costs.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Drawn {
    /// Cells that were in view.
    pub cells: usize,
    /// Cards and other blocks that were drawn by themselves.
    pub blocks: usize,
    /// Lines of text.
    pub lines: usize,
    /// Signs where something new can be typed.
    pub signs: usize,
}

/// Draws everything that is in view.
pub(super) fn paint(
    painter: &Painter,
    scene: &Scene<'_>,
    glyphs: &mut Glyphs,
    words: &mut Words,
) -> Drawn {
    let mut layers: [Layer; BANDS_X.len() * BANDS_Y.len()] = Default::default();
    let mut drawn = Drawn::default();
    let pixels_per_point = painter.pixels_per_point();
    let atlas = painter.fonts_mut(|fonts| {
        glyphs.begin(fonts, pixels_per_point);
        let mut pen = Pen {
            scene,
            pixels_per_point,
            fonts,
            glyphs,
            words,
            drawn: &mut drawn,
        };
        for cell in &scene.sheet.cells {
            pen.cell(cell, &mut layers[layer_index(cell.bands)]);
        }
        fonts.font_image_size()
    });
    rules(scene, &mut layers);
    for x in BANDS_X {
        for y in BANDS_Y {
            let layer = std::mem::take(&mut layers[layer_index((x, y))]);
            let region = scene.geometry.region((x, y));
            if !region.is_positive() {
                continue;
            }
            let painter = painter.with_clip_rect(region.intersect(painter.clip_rect()));
            layer.put(&painter, atlas);
        }
    }
    drawn
}

fn rules(scene: &Scene<'_>, layers: &mut [Layer]) {
    let geometry = scene.geometry;
    for rule in &scene.sheet.rules {
        match *rule {
            Rule::Horizontal { band, y, role } => {
                // Under a pinned part: the last line of it, not the first beyond.
                let y = geometry.y(band, y).round() - if band == Band::Start { 1.0 } else { 0.0 };
                let rect = Rect::from_min_max(
                    pos2(geometry.window.min.x, y),
                    pos2(geometry.window.max.x, y + 1.0),
                );
                let region = geometry.region((Band::Across, band));
                if region.y_range().contains(y) || band != Band::Middle {
                    // In the layer of each part of the row, so that it is cut with it.
                    for x in [Band::Start, Band::Middle] {
                        layers[layer_index((x, band))]
                            .rects
                            .add_colored_rect(rect, scene.style.color(role));
                    }
                }
            }
            Rule::Vertical { x, role } => {
                let x = geometry.x(Band::Middle, x).round();
                let (from, to) = scene.sheet.columns_span;
                let top = geometry.y(Band::Start, from);
                let bottom = if to > 0.0 {
                    geometry.y(Band::End, to)
                } else {
                    geometry.y(Band::Middle, scene.sheet.body.y)
                };
                let rect = Rect::from_min_max(pos2(x, top), pos2(x + 1.0, bottom));
                for y in BANDS_Y {
                    layers[layer_index((Band::Middle, y))]
                        .rects
                        .add_colored_rect(rect, scene.style.color(role));
                }
            }
        }
    }
}

/// Draws blocks into layers.
pub(super) struct Pen<'a, 'f> {
    scene: &'a Scene<'a>,
    pixels_per_point: f32,
    fonts: &'a mut FontsView<'f>,
    glyphs: &'a mut Glyphs,
    words: &'a mut Words,
    drawn: &'a mut Drawn,
}

impl Pen<'_, '_> {
    /// Draws over everything that was drawn before.
    pub(super) fn on(
        painter: &Painter,
        scene: &Scene<'_>,
        glyphs: &mut Glyphs,
        words: &mut Words,
        draw: impl FnOnce(&mut Pen<'_, '_>, &mut Layer),
    ) {
        let mut layer = Layer::default();
        let mut drawn = Drawn::default();
        let pixels_per_point = painter.pixels_per_point();
        let atlas = painter.fonts_mut(|fonts| {
            let mut pen = Pen {
                scene,
                pixels_per_point,
                fonts,
                glyphs,
                words,
                drawn: &mut drawn,
            };
            draw(&mut pen, &mut layer);
            fonts.font_image_size()
        });
        layer.put(painter, atlas);
    }

    /// A card that is somewhere else than its place.
    pub(super) fn carried(
        &mut self,
        cell: &PlacedCell,
        block: &Block,
        rect: Rect,
        layer: &mut Layer,
    ) {
        let scale = self.scene.geometry.text_scale(cell.bands);
        let detail = Detail::of(self.scene.sheet.em * scale * self.pixels_per_point);
        self.card(block, rect, scale, detail, layer);
        self.scrolling_text(block, rect, scale, detail, layer);
    }

    fn cell(&mut self, cell: &PlacedCell, layer: &mut Layer) {
        let geometry = self.scene.geometry;
        let rect = geometry.cell(cell);
        if !geometry.region(cell.bands).intersects(rect) {
            return;
        }
        self.drawn.cells += 1;
        let standing = marks::standing(cell, geometry);
        for mark in &cell.content.marks {
            let mut out = layer.marks(self.scene.style);
            lower::mark(mark, &standing, &mut |primitive| out.draw(primitive));
            if let Mark::Bar { rect, target, .. } = mark
                && Highlights::is_selected(self.scene.selection, *target)
            {
                // Ink: on a blue bar the blue of the focus would not be seen.
                let stroke = Stroke::new(2.5, self.scene.style.color(Role::Ink));
                layer.shapes.push(Shape::rect_stroke(
                    geometry.inside(cell, *rect),
                    CornerRadius::ZERO,
                    stroke,
                    StrokeKind::Outside,
                ));
            }
        }
        let text_size = self.scene.sheet.em * geometry.text_scale(cell.bands);
        let detail = Detail::of(text_size * self.pixels_per_point);
        let is_cards = matches!(cell.content.kind, CellKind::Notes(_));
        if is_cards && detail == Detail::Merged && !self.has_looks(cell) {
            self.merged(cell, layer);
            return;
        }
        let region = geometry.region(cell.bands);
        for block in &cell.content.blocks {
            let rect = geometry.inside(cell, block.rect);
            if region.intersects(rect) {
                self.block(cell, block, rect, detail, layer);
            }
        }
    }

    /// Whether something in the cell is pointed out, so that it must be seen by itself.
    fn has_looks(&self, cell: &PlacedCell) -> bool {
        cell.content
            .blocks
            .iter()
            .any(|block| self.scene.look(block) != Look::default())
    }

    /// All cards of a cell as one rectangle.
    fn merged(&mut self, cell: &PlacedCell, layer: &mut Layer) {
        let cards = cell
            .content
            .blocks
            .iter()
            .filter_map(|block| Some((block.rect, block.fill?)));
        let all = cards.reduce(|(all, fill), (rect, _)| (all.union(rect), fill));
        if let Some((rect, fill)) = all {
            let rect = self.scene.geometry.inside(cell, rect);
            layer
                .rects
                .add_colored_rect(rect, self.scene.style.color(fill));
        }
    }

    fn block(
        &mut self,
        cell: &PlacedCell,
        block: &Block,
        rect: Rect,
        detail: Detail,
        layer: &mut Layer,
    ) {
        let style = self.scene.style;
        let scale = self.scene.geometry.text_scale(cell.bands);
        let look = self.scene.look(block);
        self.drawn.blocks += 1;
        let is_edited = block.target.is_some() && block.target == self.scene.edited;
        // The field has a ring of its own.
        let ring = if is_edited { None } else { look.ring };
        let note = note_of(block.target);
        if note.is_some_and(|note| self.scene.carried.contains(&note)) {
            let edge = Stroke::new(1.0, style.color(Role::Rule));
            layer.shapes.extend(marks::dashes(rect, edge, (4.0, 4.0)));
            return;
        }
        if block.fill.is_some() {
            let corner = self.card(block, rect, scale, detail, layer);
            if let Some(ring) = ring {
                around(rect, corner, ring, style, layer);
                tick(rect.min, block.size * scale, style, layer);
            }
        } else if look != Look::default() {
            let geometry = self.scene.geometry;
            let place = TextPlace::of(geometry, cell, block);
            let around_text = place.ring(geometry, cell, block, self.words);
            if let Some(fill) = look.fill {
                layer.rects.add_colored_rect(around_text, style.color(fill));
            }
            if let Some(ring) = ring {
                around(around_text, 3.0, ring, style, layer);
            }
        }
        if is_edited {
            // The field draws the text; the figure beside it stays.
            self.badge(block, rect, scale, layer);
            return;
        }
        let is_middle = cell.bands == (Band::Middle, Band::Middle);
        if is_middle {
            self.scrolling_text(block, rect, scale, detail, layer);
        } else {
            self.pinned_text(cell, block, layer);
        }
    }

    /// The card behind a text; gives back how round its corners are.
    fn card(
        &self,
        block: &Block,
        rect: Rect,
        scale: f32,
        detail: Detail,
        layer: &mut Layer,
    ) -> f32 {
        let style = self.scene.style;
        let Some(fill) = block.fill else { return 0.0 };
        let is_cheap = style.is_plain || !detail.has_text();
        let corner = if is_cheap { 0.0 } else { CORNER * scale };
        let role = self.scene.look(block).fill.unwrap_or(fill);
        let outline = style.theme.card_outline(fill);
        let mut out = layer.marks(style);
        lower::card(rect, corner, role, outline, scale, &mut |primitive| {
            out.draw(primitive);
        });
        corner
    }

    fn ink(&self, block: &Block) -> Color32 {
        self.scene.style.color(block.ink)
    }

    /// Text that is scaled with everything around it.
    fn scrolling_text(
        &mut self,
        block: &Block,
        rect: Rect,
        scale: f32,
        detail: Detail,
        layer: &mut Layer,
    ) {
        let size = block.size * scale;
        let inner = rect.shrink2(block.padding * scale);
        if !detail.has_text() {
            if size >= 2.0 {
                self.line_bars(block, inner, scale, layer);
            }
            return;
        }
        let shown = if detail == Detail::FirstLine {
            1
        } else {
            block.lines.len()
        };
        let region = self.scene.geometry.region((Band::Middle, Band::Middle));
        for (at, line) in block.lines.iter().take(shown).enumerate() {
            let top = inner.min.y + at as f32 * block.line_height * scale;
            if top > region.max.y || top + block.line_height * scale < region.min.y {
                continue;
            }
            self.line(line, block, inner, top, scale, layer);
        }
        if shown < block.lines.len() {
            self.dots(block, inner, scale, layer);
        }
        self.badge(block, rect, scale, layer);
    }

    /// Grey bars in the place of lines.
    fn line_bars(&self, block: &Block, inner: Rect, scale: f32, layer: &mut Layer) {
        let fill = block.fill.unwrap_or(Role::Canvas);
        let color = self
            .ink(block)
            .lerp_to_gamma(self.scene.style.color(fill), 0.55);
        for (at, line) in block.lines.iter().enumerate() {
            let y = inner.min.y + (at as f32 + 0.35) * block.line_height * scale;
            let width = lower::width(line, block, scale);
            let rect = Rect::from_min_size(
                pos2(inner.min.x, y),
                vec2(width, 0.4 * block.line_height * scale),
            );
            layer.rects.add_colored_rect(rect, color);
        }
    }

    /// "…" behind a first line, where there is room.
    fn dots(&mut self, block: &Block, inner: Rect, scale: f32, layer: &mut Layer) {
        // A hyphen says already that it goes on.
        let first = block.lines.first();
        let Some(first) = first.filter(|line| line.end != LineEnd::Hyphen) else {
            return;
        };
        let end = inner.min.x + lower::width(first, block, scale);
        let dots = self.words.line("…", block.weight);
        let width = lower::width(&dots, block, scale);
        if end + width <= inner.max.x + block.padding.x * scale {
            let rest = inner.with_min_x(end);
            let dots = lower::run_aligned(block, &dots, Align::Left, rest, inner.min.y, scale);
            self.drawn.lines += 1;
            self.letters(&dots, layer);
        }
    }

    /// Text of pinned parts keeps its size: broken again where there is less room than planned.
    fn pinned_text(&mut self, cell: &PlacedCell, block: &Block, layer: &mut Layer) {
        let geometry = self.scene.geometry;
        let place = TextPlace::of(geometry, cell, block);
        let (room, scale) = (place.room, place.scale);
        match place.lines {
            Lines::OfRow => {
                // Row names give way where rows are lower than their text.
                let bottom = geometry.cell(cell).max.y;
                for (at, line) in block.lines.iter().enumerate() {
                    let top = room.min.y + at as f32 * block.line_height * scale;
                    if top + block.line_height * scale <= bottom + 1.0
                        || at == 0 && bottom - top >= 0.6 * block.size * scale
                    {
                        self.line(line, block, room, top, scale, layer);
                    }
                }
            }
            Lines::Planned => {
                let bottom = geometry.window.max.y + 1.0;
                for (at, line) in block.lines.iter().enumerate() {
                    let top = room.min.y + at as f32 * block.line_height * scale;
                    // In a low window a line is there or not, never cut through.
                    if top + block.line_height * scale > bottom {
                        break;
                    }
                    self.line(line, block, room, top, scale, layer);
                }
                self.trend(block, block.align, room, scale, layer);
            }
            Lines::Figure => {
                // The words beside a figure go first; it has the whole column then.
                let first = cell.content.blocks.first();
                if first.is_some_and(|first| std::ptr::eq(first, block)) {
                    self.narrow_figure(block, place, geometry.text_scale(cell.bands), layer);
                }
            }
            Lines::Anew => {
                // Names of columns too narrow for a syllable are noise.
                if room.width() < 1.6 * block.size * geometry.text_scale(cell.bands) {
                    return;
                }
                let lines = place.broken(cell, block, self.words);
                for (at, line) in lines.iter().enumerate() {
                    let top = room.min.y + at as f32 * block.line_height * scale;
                    self.line(line, block, room, top, scale, layer);
                }
            }
        }
    }

    /// A figure in a narrow column loses its triangle, gets smaller, then goes.
    fn narrow_figure(&mut self, block: &Block, place: TextPlace, full: f32, layer: &mut Layer) {
        let Some(line) = block.lines.first() else {
            return;
        };
        if block.size * place.scale * self.pixels_per_point < LEAST_FIGURE {
            return;
        }
        let (room, scale) = (place.room, place.scale);
        let figure = lower::run_aligned(block, line, place.align, room, room.min.y, scale);
        self.drawn.lines += 1;
        self.letters(&figure, layer);
        let wanted = lower::width(line, block, full);
        if room.width() >= wanted + 2.0 * TREND * block.size * full {
            self.trend(block, place.align, room, full, layer);
        }
    }

    /// Up or down, left of a figure.
    fn trend(&mut self, block: &Block, align: Align, inner: Rect, scale: f32, layer: &mut Layer) {
        if let Some((points, role)) = lower::trend(block, align, inner, scale) {
            let mut out = layer.marks(self.scene.style);
            out.draw(Primitive::Polygon {
                points: &points,
                role,
            });
        }
    }

    fn line(
        &mut self,
        line: &Line,
        block: &Block,
        inner: Rect,
        top: f32,
        scale: f32,
        layer: &mut Layer,
    ) {
        self.drawn.lines += 1;
        self.letters(&lower::run(block, line, inner, top, scale), layer);
    }

    /// A line of text from its top left.
    fn letters(&mut self, run: &Run<'_>, layer: &mut Layer) {
        let paint = TextPaint {
            size: run.size,
            line_height: run.line_height,
            weight: run.weight,
            color: self.scene.style.color(run.role),
        };
        self.glyphs
            .line(self.fonts, run.line, run.at, &paint, &mut layer.text);
    }

    fn badge(&mut self, block: &Block, rect: Rect, scale: f32, layer: &mut Layer) {
        if let Some(figure) = lower::figure(block, rect, scale) {
            self.letters(&figure, layer);
        }
    }
}

/// The ring around what is selected: outside, over no letter.
fn around(rect: Rect, corner: f32, ring: Ring, style: Style, layer: &mut Layer) {
    let stroke = Stroke::new(ring.width(), style.color(Role::Ring));
    layer.shapes.push(Shape::rect_stroke(
        rect,
        CornerRadius::from(corner),
        stroke,
        StrokeKind::Outside,
    ));
}

/// The tick of a selected card, on its corner.
fn tick(corner: Pos2, em: f32, style: Style, layer: &mut Layer) {
    // So small that it covers no letter, and is not cut where a row or column begins.
    let radius = (0.38 * em).clamp(3.5, 9.0);
    let center = corner + vec2(0.1, 0.1) * radius;
    let disc = Shape::circle_filled(center, radius, style.color(Role::Ring));
    let at = |x: f32, y: f32| center + vec2(x, y) * radius;
    let stroke = Stroke::new((0.28 * radius).max(1.0), style.color(Role::Canvas));
    let points = vec![at(-0.5, 0.02), at(-0.12, 0.42), at(0.5, -0.4)];
    layer.shapes.extend([disc, Shape::line(points, stroke)]);
}
