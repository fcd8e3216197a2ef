//! Text as quads: one bitmap a character and size, asked of the toolkit once.
//!
//! What points into the font atlas lives here and nowhere else, and is forgotten when the atlas
//! starts anew. Words that are no row of bitmaps (marks, ligatures, colour glyphs, right-to-left
//! letters) are drawn by the toolkit as a whole.

use crate::layout::fonts::{ASCENT, DESCENT, Weight};
use crate::layout::letter_size;
use crate::layout::words::{Line, MEASURE, Word};
use egui::epaint::text::{FontsView, TextOptions};
use egui::text::LayoutJob;
use egui::{Color32, FontId, Mesh, Pos2, Rect, Vec2, pos2, vec2};
use std::collections::HashMap;

/// Larger characters are not drawn larger: the toolkit has a limit.
const LARGEST_PIXELS: f32 = 300.0;

/// One character's bitmap in the atlas.
#[derive(Clone, Copy, Default)]
struct Bitmap {
    /// From the pen on the baseline to the top left, in screen points.
    offset: Vec2,
    /// In screen points.
    size: Vec2,
    /// In texels.
    min: [u16; 2],
    max: [u16; 2],
    is_known: bool,
}

/// The bitmaps of one weight and size.
struct Table {
    ascii: Box<[Bitmap; 128]>,
    others: HashMap<char, Bitmap>,
}

impl Default for Table {
    fn default() -> Self {
        Self {
            ascii: Box::new([Bitmap::default(); 128]),
            others: HashMap::new(),
        }
    }
}

/// All bitmaps in use.
#[derive(Default)]
pub struct Glyphs {
    tables: HashMap<(Weight, u32), Table>,
    /// What the atlas was made with; with others, as those of another theme, it starts anew.
    options: TextOptions,
    /// A full atlas starts anew: then it is emptier than before.
    fill: f32,
    pixels_per_point: f32,
}

/// How a line of text is drawn.
#[derive(Clone, Copy)]
pub struct TextPaint {
    /// Text size in screen points.
    pub size: f32,
    /// From line to line, in screen points.
    pub line_height: f32,
    pub weight: Weight,
    pub color: Color32,
}

/// The size of the bitmaps for a text size: rounded down, so that letters never run into each other.
fn bitmap_pixels(pixels: f32) -> f32 {
    letter_size(pixels.clamp(1.0, LARGEST_PIXELS))
}

impl Glyphs {
    /// Call at the beginning of each frame: forgets bitmaps of an atlas that is no more.
    pub fn begin(&mut self, fonts: &FontsView<'_>, pixels_per_point: f32) {
        let fill = fonts.font_atlas_fill_ratio();
        let is_anew = fill < self.fill || *fonts.options() != self.options;
        if is_anew || pixels_per_point != self.pixels_per_point {
            self.tables.clear();
        }
        self.options = *fonts.options();
        self.fill = fill;
        self.pixels_per_point = pixels_per_point;
    }

    /// Call when fonts were added: characters that had none may have one now.
    pub fn forget(&mut self) {
        self.tables.clear();
    }

    /// How many bitmaps are known, for tests.
    pub fn count(&self) -> usize {
        let known = |table: &Table| {
            table.ascii.iter().filter(|bitmap| bitmap.is_known).count() + table.others.len()
        };
        self.tables.values().map(known).sum()
    }

    /// Draws a line with its top left at `at`; texels are divided by the atlas size at the end.
    pub fn line(
        &mut self,
        fonts: &mut FontsView<'_>,
        line: &Line,
        at: Pos2,
        paint: &TextPaint,
        mesh: &mut Mesh,
    ) {
        let pixels_per_point = self.pixels_per_point;
        let snap = |points: f32| (points * pixels_per_point).round() / pixels_per_point;
        let pixels = bitmap_pixels(paint.size * pixels_per_point);
        let font = FontId::new(pixels / pixels_per_point, paint.weight.canvas_family());
        let above = (paint.line_height - (ASCENT + DESCENT) * paint.size) / 2.0;
        let baseline = snap(at.y + above + ASCENT * paint.size);
        let scale = paint.size / MEASURE;
        // Letters stand as their bitmaps are large, words where they belong: what the bitmaps are
        // smaller than the text goes between words, not between letters.
        let letter_scale = font.size / MEASURE;
        let table = self
            .tables
            .entry((paint.weight, pixels.to_bits()))
            .or_default();
        for placed in &line.words {
            let x = at.x + placed.x * scale;
            if !placed.word.is_simple {
                whole_word(
                    fonts,
                    &placed.word,
                    pos2(x, baseline),
                    &font,
                    paint.color,
                    mesh,
                );
                continue;
            }
            for (letter, offset) in &placed.word.glyphs {
                let bitmap = table.bitmap(fonts, *letter, &font);
                if bitmap.min == bitmap.max {
                    continue;
                }
                let min = pos2(snap(x + offset * letter_scale), baseline) + bitmap.offset;
                let texels = |texel: [u16; 2]| pos2(f32::from(texel[0]), f32::from(texel[1]));
                mesh.add_rect_with_uv(
                    Rect::from_min_size(min, bitmap.size),
                    Rect::from_min_max(texels(bitmap.min), texels(bitmap.max)),
                    paint.color,
                );
            }
        }
    }
}

impl Table {
    fn bitmap(&mut self, fonts: &mut FontsView<'_>, letter: char, font: &FontId) -> Bitmap {
        match self.ascii.get_mut(letter as usize) {
            Some(bitmap) => {
                if !bitmap.is_known {
                    *bitmap = ask(fonts, letter, font);
                }
                *bitmap
            }
            None => *self
                .others
                .entry(letter)
                .or_insert_with(|| ask(fonts, letter, font)),
        }
    }
}

/// Has the toolkit put a character into the atlas.
fn ask(fonts: &mut FontsView<'_>, letter: char, font: &FontId) -> Bitmap {
    let galley = fonts.layout_job(single_line(letter.to_string(), font, Color32::BLACK));
    let glyph = galley.rows.first().and_then(|row| row.glyphs.first());
    glyph.map_or(
        Bitmap {
            is_known: true,
            ..Bitmap::default()
        },
        |glyph| Bitmap {
            offset: glyph.uv_rect.offset,
            size: glyph.uv_rect.size,
            min: glyph.uv_rect.min,
            max: glyph.uv_rect.max,
            is_known: true,
        },
    )
}

fn single_line(text: String, font: &FontId, color: Color32) -> LayoutJob {
    let mut job = LayoutJob::simple_singleline(text, font.clone(), color);
    job.wrap.max_width = f32::INFINITY;
    job
}

fn whole_word(
    fonts: &mut FontsView<'_>,
    word: &Word,
    at: Pos2,
    font: &FontId,
    color: Color32,
    mesh: &mut Mesh,
) {
    let galley = fonts.layout_job(single_line(word.text.to_string(), font, color));
    let Some(row) = galley.rows.first() else {
        return;
    };
    let Some(first) = row.glyphs.first() else {
        return;
    };
    let offset = at.to_vec2() - vec2(0.0, first.pos.y);
    let base = mesh.vertices.len() as u32;
    let source = &row.visuals.mesh;
    mesh.indices
        .extend(source.indices.iter().map(|index| index + base));
    mesh.vertices
        .extend(source.vertices.iter().map(|vertex| egui::epaint::Vertex {
            pos: vertex.pos + offset,
            ..*vertex
        }));
    // Emoji have colours of their own.
    for glyph in row.glyphs.iter().filter(|glyph| glyph.is_color) {
        let first = base as usize + glyph.first_vertex as usize;
        for vertex in mesh.vertices.iter_mut().skip(first).take(4) {
            vertex.color = Color32::WHITE;
        }
    }
}

/// Turns texels into parts of the atlas, as the renderer wants them.
pub(super) fn finish(mesh: &mut Mesh, atlas: [usize; 2]) {
    let scale = vec2(1.0 / atlas[0] as f32, 1.0 / atlas[1] as f32);
    for vertex in &mut mesh.vertices {
        vertex.uv = (vertex.uv.to_vec2() * scale).to_pos2();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bitmaps_are_never_larger_than_the_text() {
        let mut size = 5.0_f32;
        while size < 200.0 {
            let pixels = bitmap_pixels(size);
            assert!(
                pixels <= size * 1.0001 && pixels > size * 0.93,
                "{size} {pixels}"
            );
            size *= 1.013;
        }
    }

    #[test]
    fn one_doubling_has_sixteen_sizes() {
        let mut sizes = std::collections::BTreeSet::new();
        let mut size = 8.0_f32;
        while size < 16.0 {
            sizes.insert(bitmap_pixels(size).to_bits());
            size += 0.01;
        }
        assert_eq!(sizes.len(), 16);
    }
}
