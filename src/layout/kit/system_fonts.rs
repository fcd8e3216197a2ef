//! The system's fonts for characters ours lack: for bold text the bold face, where the system has one.
//!
//! The toolkit's provider finds a font for a script, always in its regular weight: a Japanese heading
//! would look like text.

use super::fonts::Weight;
use egui_system_font_provider::SystemFontProvider;
use epaint::mutex::Mutex;
use epaint::text::{FallbackRequest, FontData, FontFamily, FontInsert, FontProvider};
use fontique::{
    Attributes, Collection, CollectionOptions, FontStyle, FontWeight, FontWidth, QueryFamily,
    QueryStatus, SourceCache, SourceCacheOptions,
};

/// What is known of the system's fonts: their families, and the files read so far.
struct Known {
    collection: Collection,
    files: SourceCache,
}

/// Finds fonts of the system.
pub struct SystemFonts {
    regular: SystemFontProvider,
    /// Listed when bold text is first asked for.
    bold: Mutex<Option<Known>>,
}

impl SystemFonts {
    /// Begins to list the system's fonts; the first question waits until all are listed.
    pub fn new() -> Self {
        Self {
            regular: SystemFontProvider::new(),
            bold: Mutex::new(None),
        }
    }

    /// The bold face of a family, where it is another than the regular one and has this character.
    fn bold_face(&self, family: &str, letter: char) -> Option<FontData> {
        let mut known = self.bold.lock();
        let known = known.get_or_insert_with(|| Known {
            collection: Collection::new(CollectionOptions {
                shared: false,
                system_fonts: true,
            }),
            files: SourceCache::new(SourceCacheOptions::default()),
        });
        let faces = known.collection.family_by_name(family)?;
        let mut query = known.collection.query(&mut known.files);
        query.set_families([QueryFamily::Named(family)]);
        query.set_attributes(Attributes::new(
            FontWidth::NORMAL,
            FontStyle::Normal,
            FontWeight::BOLD,
        ));
        let mut found = None;
        query.matches_with(|font| {
            let weight = faces
                .fonts()
                .get(font.family.1)
                .map(fontique::FontInfo::weight);
            let is_bold =
                weight.is_some_and(|weight| weight.value() >= FontWeight::SEMI_BOLD.value());
            let has_letter = font
                .charmap()
                .is_some_and(|map| map.map(letter).is_some_and(|glyph| glyph != 0));
            if is_bold && has_letter {
                found = Some((font.blob.clone(), font.index));
                QueryStatus::Stop
            } else {
                QueryStatus::Continue
            }
        });
        let (blob, index) = found?;
        let (data, _) = blob.into_raw_parts();
        Some(FontData::from_blob(data, index))
    }
}

impl Default for SystemFonts {
    fn default() -> Self {
        Self::new()
    }
}

/// Whether text of this family is bold.
fn is_bold(family: &FontFamily) -> bool {
    *family == Weight::Bold.canvas_family() || *family == Weight::Bold.panel_family()
}

/// The family in the name of a font that was found: `system:Noto Sans CJK JP:12:0`.
fn family_of(name: &str) -> Option<&str> {
    let name = name.strip_prefix("system:")?;
    let (name, _) = name.rsplit_once(':')?;
    name.rsplit_once(':').map(|(family, _)| family)
}

impl FontProvider for SystemFonts {
    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        let regular = self.regular.font_for(request)?;
        if !is_bold(request.family) {
            return Some(regular);
        }
        let letter = request.cluster.chars().next()?;
        let bold = family_of(&regular.name).and_then(|family| self.bold_face(family, letter));
        Some(match bold {
            Some(data) => FontInsert {
                name: format!("{}:bold", regular.name),
                data,
                ..regular
            },
            None => regular,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::words::Words;
    use std::sync::Arc;

    #[test]
    fn the_family_of_a_font_is_read_from_its_name() {
        assert_eq!(
            family_of("system:Noto Sans CJK JP:12:0"),
            Some("Noto Sans CJK JP")
        );
        assert_eq!(family_of("noto"), None);
    }

    /// Where the system has a Japanese font with a bold face; elsewhere there is nothing to see.
    #[test]
    fn japanese_headings_are_bold() {
        let fonts = SystemFonts::new();
        let of = |family: FontFamily| {
            fonts.font_for(&FallbackRequest {
                cluster: "日",
                family: &family,
            })
        };
        let Some(regular) = of(Weight::Regular.canvas_family()) else {
            return;
        };
        let family = family_of(&regular.name).unwrap();
        if fonts.bold_face(family, '日').is_none() {
            return;
        }
        let bold = of(Weight::Bold.canvas_family()).unwrap();
        assert!(bold.name.ends_with(":bold"), "{}", bold.name);
        assert_ne!(regular.data.bytes().len(), bold.data.bytes().len());
        let mut words = Words::with_provider(Some(Arc::new(fonts)));
        words.line("日本", Weight::Regular);
        words.line("日本", Weight::Bold);
        let names: Vec<_> = words
            .discovered_fonts()
            .iter()
            .map(|font| &font.name)
            .collect();
        assert_eq!(names.len(), 2, "{names:?}");
    }
}
