//! Sheets of paper.

use emath::{Vec2, vec2};

/// A size of paper.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PaperSize {
    /// 210 × 297 mm.
    A4,
    /// 297 × 420 mm.
    A3,
    /// 420 × 594 mm.
    A2,
    /// 594 × 841 mm.
    A1,
    /// 841 × 1189 mm.
    A0,
    /// 8.5 × 11 in.
    Letter,
    /// 11 × 17 in.
    Tabloid,
}

/// A sheet of paper.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Paper {
    /// How large.
    pub size: PaperSize,
    /// Wider than high.
    pub is_landscape: bool,
}

impl PaperSize {
    /// All, by their names on the command line.
    pub const ALL: [(&'static str, Self); 7] = [
        ("A4", Self::A4),
        ("A3", Self::A3),
        ("A2", Self::A2),
        ("A1", Self::A1),
        ("A0", Self::A0),
        ("letter", Self::Letter),
        ("tabloid", Self::Tabloid),
    ];

    /// Width and height in mm, upright.
    fn upright_mm(self) -> Vec2 {
        match self {
            Self::A4 => vec2(210.0, 297.0),
            Self::A3 => vec2(297.0, 420.0),
            Self::A2 => vec2(420.0, 594.0),
            Self::A1 => vec2(594.0, 841.0),
            Self::A0 => vec2(841.0, 1189.0),
            Self::Letter => vec2(215.9, 279.4),
            Self::Tabloid => vec2(279.4, 431.8),
        }
    }
}

impl Paper {
    /// Width and height in mm.
    pub fn mm(self) -> Vec2 {
        let mm = self.size.upright_mm();
        if self.is_landscape {
            vec2(mm.y, mm.x)
        } else {
            mm
        }
    }

    /// Pixels at 300 dpi.
    pub fn pixels(self) -> (u32, u32) {
        const DPI: f32 = 300.0;
        let pixels = self.mm() / 25.4 * DPI;
        (pixels.x.round() as u32, pixels.y.round() as u32)
    }

    /// What a view fills, in points of 1/72 inch: the paper without a margin of 10 mm.
    pub(super) fn inner_points(self) -> Vec2 {
        (self.mm() - vec2(20.0, 20.0)) / 25.4 * 72.0
    }
}
