//! PNG: drawn from the SVG, so that both look the same, without a screen, and strip by strip, so that
//! large paper costs no more memory than small.

use super::cost::{Drawing, Look};
use super::error::ExportError;
use super::format::{Extent, Format};
use super::paper::{Paper, PaperSize};
use super::svg::{svg, view_box};
use crate::layout::Sheet;
use crate::layout::fonts;
use crate::layout::theme::Role;
use emath::Rangef;
use epaint::text::FontInsert;
use resvg::{tiny_skia, usvg};
use std::sync::Arc;

/// Pixels, for documents and slides.
pub(super) const PNG: Format = Format {
    name: "PNG",
    endings: &["png"],
    has_pixels: true,
    write: |out| {
        let sheet = out.sheet()?;
        let discovered = out.layouter.setter.words.discovered_fonts();
        png(&sheet, out.look, Extent::of(&sheet), discovered)
    },
};

/// Most pixels that are drawn at once.
const STRIP: u32 = 8_000_000;
/// Letters stick out of their lines, and lines out of their cells, by less than this many em.
const OVERLAP: f32 = 2.0;

/// Width and height in pixels.
fn pixels(extent: Extent, look: Look) -> (u32, u32) {
    let scale = look.scale;
    match look.paper {
        Some(paper) => paper.pixels(),
        None => (
            ((extent.size.x * scale).ceil() as u32).max(1),
            ((extent.size.y * scale).ceil() as u32).max(1),
        ),
    }
}

/// What to choose instead of a picture that is too large.
fn instead(sheet: &Sheet, extent: Extent, look: Look) -> String {
    let fits = |look: Look| Drawing::of(sheet, pixels(extent, look)).check().is_ok();
    match look.paper {
        Some(paper) => {
            let mut sizes = PaperSize::ALL.to_vec();
            let area = |size| Paper { size, ..paper }.mm();
            sizes.sort_by(|(_, one), (_, other)| area(*other).x.total_cmp(&area(*one).x));
            let found = sizes.into_iter().find(|(_, size)| {
                let paper = Some(Paper {
                    size: *size,
                    ..paper
                });
                fits(Look { paper, ..look })
            });
            found.map_or("SVG".to_owned(), |(name, _)| format!("{name}, or SVG"))
        }
        None => {
            let tenths = (look.scale * 10.0).ceil() as u32;
            let scales = (1..tenths).rev().map(|tenths| tenths as f32 / 10.0);
            let found = scales.into_iter().find(|scale| {
                fits(Look {
                    scale: *scale,
                    ..look
                })
            });
            found.map_or("SVG".to_owned(), |scale| {
                format!("a scale of {scale}, or SVG")
            })
        }
    }
}

/// A font for a character that ours lack: in the weight of the text, where there is one.
fn fallback() -> usvg::FallbackSelectionFn<'static> {
    const BOLD: u16 = 600;
    let select = usvg::FontResolver::default_fallback_selector();
    Box::new(move |letter, tried, database| {
        let is_bold = database.face(*tried.first()?)?.weight.0 >= BOLD;
        let others = database
            .faces()
            .filter(|face| (face.weight.0 >= BOLD) != is_bold);
        let left_out: Vec<_> = tried
            .iter()
            .copied()
            .chain(others.map(|face| face.id))
            .collect();
        select(letter, &left_out, database).or_else(|| select(letter, tried, database))
    })
}

/// Draws a sheet as pixels; `discovered` are the system fonts it was measured with.
///
/// # Errors
/// When it would be too large, before anything is drawn.
fn png(
    sheet: &Sheet,
    look: Look,
    extent: Extent,
    discovered: &[FontInsert],
) -> Result<Vec<u8>, ExportError> {
    let drawing = Drawing::of(sheet, pixels(extent, look));
    drawing.check().map_err(|error| match error {
        ExportError::TooLarge {
            width,
            height,
            most,
            ..
        } => ExportError::TooLarge {
            width,
            height,
            most,
            instead: instead(sheet, extent, look),
        },
        error => error,
    })?;
    drawn(sheet, look, extent, discovered, STRIP)
}

fn drawn(
    sheet: &Sheet,
    look: Look,
    extent: Extent,
    discovered: &[FontInsert],
    strip: u32,
) -> Result<Vec<u8>, ExportError> {
    let (width, height) = pixels(extent, look);
    let mut options = usvg::Options {
        font_family: fonts::FAMILY.to_owned(),
        ..usvg::Options::default()
    };
    options.font_resolver.select_fallback = fallback();
    let database = options.fontdb_mut();
    for bytes in [fonts::REGULAR, fonts::BOLD] {
        database.load_font_data(bytes.to_vec());
    }
    for font in discovered {
        database.load_font_source(usvg::fontdb::Source::Binary(Arc::new(
            font.data.bytes().to_vec(),
        )));
    }
    database.set_sans_serif_family(fonts::FAMILY);
    database.set_serif_family(fonts::FAMILY);

    let wrong = |error: &dyn std::fmt::Display| ExportError::Drawing(error.to_string());
    let mut picture = Vec::new();
    let mut encoder = png::Encoder::new(&mut picture, width, height);
    // The ground covers everything: there is nothing to see through.
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::Fast);
    let mut header = encoder.write_header().map_err(|error| wrong(&error))?;
    let mut writer = header.stream_writer().map_err(|error| wrong(&error))?;
    let rows = (strip / width).clamp(1, height);
    let (top, size) = view_box(extent, look.paper);
    let scale = (width as f32 / size.x, height as f32 / size.y);
    let [red, green, blue] = look.theme.rgb(Role::Canvas);
    let ground = tiny_skia::Color::from_rgba8(red, green, blue, 255);
    let mut pixels = tiny_skia::Pixmap::new(width, rows)
        .ok_or_else(|| wrong(&"it is wider than any picture"))?;
    let mut line = vec![0; width as usize * 3];
    for begin in (0..height).step_by(rows as usize) {
        let overlap = OVERLAP * sheet.em;
        let from = top.y + begin as f32 / scale.1 - overlap;
        let to = top.y + (begin + rows) as f32 / scale.1 + overlap;
        let svg = svg(sheet, look, extent, Rangef::new(from, to));
        let tree = usvg::Tree::from_str(&svg, &options).map_err(|error| wrong(&error))?;
        let drawn = tree.size();
        let transform = tiny_skia::Transform::from_scale(
            width as f32 / drawn.width(),
            height as f32 / drawn.height(),
        )
        .post_translate(0.0, -(begin as f32));
        pixels.fill(ground);
        resvg::render(&tree, transform, &mut pixels.as_mut());
        let lines = pixels.data().chunks_exact(width as usize * 4);
        for pixels in lines.take((height - begin).min(rows) as usize) {
            for (to, from) in line.chunks_exact_mut(3).zip(pixels.chunks_exact(4)) {
                to.copy_from_slice(&from[..3]);
            }
            std::io::Write::write_all(&mut writer, &line).map_err(|error| wrong(&error))?;
        }
    }
    writer.finish().map_err(|error| wrong(&error))?;
    header.finish().map_err(|error| wrong(&error))?;
    Ok(picture)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::format::Outgoing;
    use crate::layout::theme::Theme;
    use crate::layout::{Framing, Layouter, View};
    use crate::model::Project;

    fn look(paper: Option<Paper>, scale: f32) -> Look {
        Look {
            theme: Theme::ALL[0],
            paper,
            scale,
        }
    }

    fn tool_rental() -> Arc<Sheet> {
        let text = include_bytes!("../../assets/examples/tool-rental.vjourney");
        let project: Arc<Project> = Arc::new(crate::file::read(text).unwrap());
        let view = View::first(&project).unwrap();
        let look = look(None, 1.0);
        let mut out = Outgoing {
            layouter: &mut Layouter::new(),
            project: &project,
            view,
            framing: &Framing::export(),
            look,
            memory: usize::MAX,
        };
        out.sheet().unwrap()
    }

    #[test]
    fn strips_fit_together() {
        let sheet = tool_rental();
        let look = look(None, 0.7);
        let draw = |strip| {
            let png = drawn(&sheet, look, Extent::of(&sheet), &[], strip).unwrap();
            tiny_skia::Pixmap::decode_png(&png).unwrap()
        };
        let whole = draw(u32::MAX);
        for strip in [30_000, 170_000] {
            let parts = draw(strip);
            let pairs = whole.data().iter().zip(parts.data());
            // Edges of shapes are softened anew in each strip; a seam would be a whole row.
            let others = pairs.filter(|(one, other)| one.abs_diff(**other) > 16);
            let others = others.count();
            assert!(others < 100, "{others} in strips of {strip} pixels");
            assert_eq!(whole.data().len(), parts.data().len());
        }
    }

    #[test]
    fn the_largest_paper_is_drawn_and_what_is_too_large_is_named_with_what_works() {
        let sheet = tool_rental();
        let paper = |size| {
            Some(Paper {
                size,
                is_landscape: true,
            })
        };
        let mut look = look(paper(PaperSize::A0), 2.0);
        let size = |look: Look| pixels(Extent::of(&sheet), look);
        assert!(Drawing::of(&sheet, size(look)).check().is_ok());
        look = Look {
            paper: None,
            scale: 25.0,
            ..look
        };
        let refused = |look: Look| {
            let drawn = png(&sheet, look, Extent::of(&sheet), &[]);
            drawn.map(|_| ()).unwrap_err().to_string()
        };
        let error = refused(look);
        assert!(error.contains("million are the most here"), "{error}");
        let scale = error
            .split("a scale of ")
            .nth(1)
            .and_then(|rest| rest.split(',').next());
        look.scale = scale.and_then(|scale| scale.parse().ok()).unwrap();
        assert!(Drawing::of(&sheet, size(look)).check().is_ok(), "{error}");
    }
}
