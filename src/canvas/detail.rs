//! Level of detail: what is worth drawing at a size, so that ten thousand notes cost no more than
//! a hundred.

/// How a card is drawn.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Detail {
    /// All cards of a cell as one rectangle.
    Merged,
    /// A rectangle with a bar for each line.
    Bars,
    /// The first line.
    FirstLine,
    /// Everything.
    All,
}

impl Detail {
    /// For text of this size on the screen, in pixels: on a fine screen small text is read as well.
    pub fn of(text_size: f32) -> Self {
        match text_size {
            size if size < 3.0 => Self::Merged,
            size if size < 7.0 => Self::Bars,
            size if size < 7.5 => Self::FirstLine,
            _ => Self::All,
        }
    }

    /// Whether words are drawn, so that a reader of the screen can follow them.
    pub fn has_text(self) -> bool {
        self >= Self::FirstLine
    }
}
