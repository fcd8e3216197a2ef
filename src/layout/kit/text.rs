//! A text as words: ready to be broken at any width, and as lines when it is.
//!
//! Lines hold words with their x; painters scale them. What a word looks like is found out by
//! [`super::words`].

use std::sync::Arc;

/// The size at which words are measured, in points. Other sizes are scaled.
pub const MEASURE: f32 = 14.0;

/// How much of its width a line within a broken word uses, about.
const BROKEN: f32 = 0.85;

/// A run of characters between two places where a line may break.
#[derive(Debug)]
pub struct Word {
    /// Its characters.
    pub text: Box<str>,
    /// Each character and where it begins, at [`MEASURE`].
    pub glyphs: Box<[(char, f32)]>,
    /// Its width at [`MEASURE`].
    pub width: f32,
    /// Each character is one bitmap, side by side. Words with marks, ligatures, right-to-left
    /// letters or colour glyphs must be drawn as a whole.
    pub is_simple: bool,
}

/// A word of a text, before it is broken into lines.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub word: Arc<Word>,
    /// Of the word, at [`MEASURE`]: counting lines looks at nothing else.
    pub width: f32,
    /// Spaces after it.
    pub spaces: u8,
    /// A line may end after it, with a hyphen then.
    pub is_soft: bool,
    /// A line must end after it.
    pub ends_line: bool,
}

/// A text as words, ready to be broken at any width.
#[derive(Clone, Debug)]
pub struct Shaped {
    pub(super) pieces: Box<[Piece]>,
    /// Width of one space at [`MEASURE`].
    pub(super) space: f32,
    /// Stands in the place of what is left out.
    pub(super) ellipsis: Arc<Word>,
    /// Stands at the end of a line that ends within a word.
    pub(super) hyphen: Arc<Word>,
}

/// A word on a line.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The word.
    pub word: Arc<Word>,
    /// Where it begins, at [`MEASURE`].
    pub x: f32,
    /// Spaces after it on the same line.
    pub spaces: u8,
}

/// A line of words.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// From left to right.
    pub words: Vec<Placed>,
    /// At [`MEASURE`].
    pub width: f32,
    /// How it ends.
    pub end: LineEnd,
}

/// How a line ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum LineEnd {
    /// After a word.
    #[default]
    Word,
    /// Within a word.
    Cut,
    /// Within a word; its last letter is a hyphen that is no part of the text.
    Hyphen,
}

/// The text of several lines: words that were broken are whole again.
pub fn text_of(lines: &[Line]) -> String {
    let mut text = String::new();
    for (at, line) in lines.iter().enumerate() {
        text += &line.plain_text();
        let goes_on = line.end != LineEnd::Word || text.ends_with(' ');
        if !goes_on && at + 1 < lines.len() {
            text.push(' ');
        }
    }
    text
}

impl Line {
    /// Its characters without a hyphen that was put at its end.
    pub fn plain_text(&self) -> String {
        let mut text = self.text();
        if self.end == LineEnd::Hyphen {
            text.pop();
        }
        text
    }

    /// Its characters as they are drawn, with the spaces between the words.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for placed in &self.words {
            text.push_str(&placed.word.text);
            text.extend(std::iter::repeat_n(' ', usize::from(placed.spaces)));
        }
        text
    }
}

/// Puts words on lines of one width, one after the other.
pub(super) struct Breaker<'a> {
    width: f32,
    space: f32,
    hyphen: &'a Arc<Word>,
    /// Those that are full.
    pub lines: Vec<Line>,
    /// The one that is being filled.
    pub line: Line,
    /// The line may end with a hyphen here.
    is_soft: bool,
}

impl<'a> Breaker<'a> {
    /// For lines of this width at [`MEASURE`].
    pub(super) fn new(shaped: &'a Shaped, width: f32) -> Self {
        Self {
            width,
            space: shaped.space,
            hyphen: &shaped.hyphen,
            lines: Vec::new(),
            line: Line::default(),
            is_soft: false,
        }
    }

    /// Where the next word would begin.
    fn next(&self) -> f32 {
        let last = self.line.words.last();
        let gap = last.map_or(0.0, |last| f32::from(last.spaces) * self.space);
        self.line.width + gap
    }

    /// What is left of the line.
    pub(super) fn room(&self) -> f32 {
        self.width - self.next()
    }

    pub(super) fn add(&mut self, word: &Arc<Word>, spaces: u8, is_soft: bool) {
        let mut x = self.next();
        let hyphen = if is_soft { self.hyphen.width } else { 0.0 };
        if !self.line.words.is_empty() && x + word.width + hyphen > self.width {
            if self.is_soft {
                let hyphen = Arc::clone(self.hyphen);
                self.push(&hyphen, self.line.width, 0);
                self.line.end = LineEnd::Hyphen;
            }
            self.end_line();
            x = 0.0;
        }
        self.push(word, x, spaces);
        self.is_soft = is_soft;
    }

    fn push(&mut self, word: &Arc<Word>, x: f32, spaces: u8) {
        self.line.words.push(Placed {
            word: Arc::clone(word),
            x,
            spaces,
        });
        self.line.width = x + word.width;
    }

    pub(super) fn end_line(&mut self) {
        self.is_soft = false;
        self.lines.push(std::mem::take(&mut self.line));
    }
}

impl Shaped {
    /// How many lines [`super::words::Words::break_lines`] would give, without making them.
    pub fn count_lines(&self, size: f32, width: f32, max_lines: usize) -> usize {
        // Where columns are narrower than what stands around their text nothing has room; it is counted
        // as if a hair of it had.
        let width = (width * MEASURE / size + 0.01).max(0.01);
        let (mut lines, mut x, mut gap, mut is_empty) = (1, 0.0, 0.0, true);
        for piece in &*self.pieces {
            let word = piece.width;
            let hyphen = if piece.is_soft {
                self.hyphen.width
            } else {
                0.0
            };
            if !is_empty && x + gap + word + hyphen > width {
                lines += 1;
                x = 0.0;
                gap = 0.0;
            }
            x += gap + word;
            if word > width {
                // About: what is broken differs by less than a line.
                let used = BROKEN * width;
                let extra = ((word / used).ceil().min(1e3) as usize).saturating_sub(1);
                lines += extra;
                x = word - extra as f32 * used;
            }
            gap = f32::from(piece.spaces) * self.space;
            is_empty = false;
            if piece.ends_line {
                lines += 1;
                x = 0.0;
                gap = 0.0;
                is_empty = true;
            }
        }
        lines.min(max_lines)
    }

    /// Width of the text on one line, in points at `size`.
    pub fn width(&self, size: f32) -> f32 {
        let words: f32 = self
            .pieces
            .iter()
            .enumerate()
            .map(|(at, piece)| {
                let is_last = at + 1 == self.pieces.len();
                piece.word.width
                    + if is_last {
                        0.0
                    } else {
                        f32::from(piece.spaces) * self.space
                    }
            })
            .sum();
        words * size / MEASURE
    }

    /// Width of the widest word, in points at `size`.
    pub fn widest_word(&self, size: f32) -> f32 {
        self.pieces
            .iter()
            .map(|piece| piece.word.width)
            .fold(0.0, f32::max)
            * size
            / MEASURE
    }

    /// The whole text on one line.
    pub fn to_line(&self) -> Line {
        let mut breaker = Breaker::new(self, f32::INFINITY);
        for piece in &self.pieces {
            breaker.add(&piece.word, piece.spaces, false);
        }
        breaker.line
    }
}
