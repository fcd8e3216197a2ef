//! The fonts everybody uses: the window, the layout and the exports draw with the same bytes.
//!
//! Noto Sans in two weights. All its figures are equally wide, and it reads well at a distance.
//! What it lacks (CJK, emoji, other scripts) comes from the system's fonts.

use epaint::text::{FontData, FontDefinitions, FontFamily, FontTweak};
use std::sync::Arc;

/// Noto Sans, weight 400.
pub const REGULAR: &[u8] = include_bytes!("../../../assets/fonts/NotoSans-Regular.ttf");
/// Noto Sans, weight 700.
pub const BOLD: &[u8] = include_bytes!("../../../assets/fonts/NotoSans-Bold.ttf");

/// Its name in exports, with what other programs may take instead.
pub const CSS_FAMILY: &str = "Noto Sans, Segoe UI, Helvetica Neue, Arial, sans-serif";
/// Its name in the two files.
pub const FAMILY: &str = "Noto Sans";
/// From the top of a line box of text to its baseline, in parts of the text size.
pub const ASCENT: f32 = 1.069;
/// From the baseline to the bottom of a line box, in parts of the text size.
pub const DESCENT: f32 = 0.293;

/// One of the two weights.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Weight {
    /// Text.
    #[default]
    Regular,
    /// Names, totals, scores.
    Bold,
}

impl Weight {
    /// For CSS.
    pub fn css(self) -> &'static str {
        match self {
            Self::Regular => "400",
            Self::Bold => "700",
        }
    }

    /// The family of the canvas, where each character is one bitmap a size.
    pub fn canvas_family(self) -> FontFamily {
        FontFamily::Name(
            match self {
                Self::Regular => "canvas",
                Self::Bold => "canvas-bold",
            }
            .into(),
        )
    }

    /// The family of menus and panels.
    pub fn panel_family(self) -> FontFamily {
        match self {
            Self::Regular => FontFamily::Proportional,
            Self::Bold => FontFamily::Name("bold".into()),
        }
    }
}

/// All families of the window and of the layout.
pub fn definitions() -> FontDefinitions {
    let mut definitions = FontDefinitions::empty();
    let mut add = |family: FontFamily, name: &str, bytes: &'static [u8], tweak: FontTweak| {
        let data = FontData::from_static(bytes).tweak(tweak);
        definitions
            .font_data
            .insert(name.to_owned(), Arc::new(data));
        definitions.families.insert(family, vec![name.to_owned()]);
    };
    for (weight, name, bytes) in [
        (Weight::Regular, "noto", REGULAR),
        (Weight::Bold, "noto-bold", BOLD),
    ] {
        add(weight.panel_family(), name, bytes, FontTweak::default());
        // One bitmap a character and size instead of four.
        let tweak = FontTweak {
            subpixel_binning: Some(false),
            ..FontTweak::default()
        };
        add(
            weight.canvas_family(),
            &format!("{name}-canvas"),
            bytes,
            tweak,
        );
    }
    // The toolkit asks for it in places; nothing of ours is monospaced.
    definitions
        .families
        .insert(FontFamily::Monospace, vec!["noto".to_owned()]);
    definitions
}
