//! Words: text is shaped once per distinct word, at one size, and broken into lines by adding widths.
//!
//! Shaping every note by itself costs a hundred times as much, and the lines would break elsewhere
//! at every zoom. Lines hold words with their x; painters scale them.

use super::fonts::{self, Weight};
use epaint::text::{FontId, FontInsert, FontProvider, Fonts, LayoutJob, TextOptions};
use std::collections::HashMap;
use std::sync::Arc;
use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation as _;

/// The size at which words are measured, in points. Other sizes are scaled.
pub const MEASURE: f32 = 14.0;

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
struct Piece {
    word: Arc<Word>,
    /// Spaces after it.
    spaces: u8,
    /// A line must end after it.
    ends_line: bool,
}

/// A text as words, ready to be broken at any width.
#[derive(Clone, Debug)]
pub struct Shaped {
    pieces: Box<[Piece]>,
    /// Width of one space at [`MEASURE`].
    space: f32,
    /// Width of "…" at [`MEASURE`].
    ellipsis: Arc<Word>,
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
}

impl Line {
    /// Its characters, with the spaces between the words.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for placed in &self.words {
            text.push_str(&placed.word.text);
            text.extend(std::iter::repeat_n(' ', usize::from(placed.spaces)));
        }
        text
    }
}

/// The table of all words seen so far.
pub struct Words {
    fonts: Fonts,
    tables: [HashMap<Box<str>, Arc<Word>>; 2],
    spaces: [f32; 2],
    ellipses: [Arc<Word>; 2],
    shaped: usize,
}

/// Words kept at most: a few megabytes. Then the table starts anew; sheets keep the words they use.
const MOST_WORDS: usize = 200_000;

impl Words {
    /// A table without system fonts.
    pub fn new() -> Self {
        Self::with_provider(None)
    }

    /// A table that asks `provider` for characters our fonts lack.
    pub fn with_provider(provider: Option<Arc<dyn FontProvider>>) -> Self {
        // At other scales than 1 positions would be rounded to pixels of that scale, and one note in
        // fifty would break elsewhere than in exports.
        let mut fonts = Fonts::new(TextOptions::default(), fonts::definitions())
            .with_font_providers(provider.into_iter().collect());
        let spaces = [Weight::Regular, Weight::Bold].map(|weight| {
            let width = |fonts: &mut Fonts, text: &str| shape(fonts, text, weight).width;
            width(&mut fonts, "a a") - width(&mut fonts, "aa")
        });
        let ellipses =
            [Weight::Regular, Weight::Bold].map(|weight| Arc::new(shape(&mut fonts, "…", weight)));
        Self {
            fonts,
            tables: Default::default(),
            spaces,
            ellipses,
            shaped: 0,
        }
    }

    /// System fonts found so far for characters ours lack.
    pub fn discovered_fonts(&self) -> &[FontInsert] {
        self.fonts.discovered_fonts()
    }

    /// How many words were shaped since the table was made: for tests of what a change costs.
    pub fn shaped_words(&self) -> usize {
        self.shaped
    }

    /// A text as words.
    pub fn shape(&mut self, text: &str, weight: Weight) -> Shaped {
        let cleaned;
        let text = if text.chars().any(is_odd) {
            cleaned = clean(text);
            &cleaned
        } else {
            text
        };
        let mut pieces = Vec::new();
        let mut begin = 0;
        for (end, kind) in linebreaks(text) {
            let segment = &text[begin..end];
            begin = end;
            let is_end = end == text.len();
            let line = segment.trim_end_matches([
                '\n', '\r', '\u{85}', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}',
            ]);
            let ends_line =
                kind == BreakOpportunity::Mandatory && !(is_end && line.len() == segment.len());
            let word = line.trim_end_matches(' ');
            let spaces = (line.len() - word.len()).min(usize::from(u8::MAX)) as u8;
            if !segment.is_empty() {
                pieces.push(Piece {
                    word: self.word(word, weight),
                    spaces,
                    ends_line,
                });
            }
        }
        Shaped {
            pieces: pieces.into(),
            space: self.spaces[weight as usize],
            ellipsis: Arc::clone(&self.ellipses[weight as usize]),
        }
    }

    /// A text on one line.
    pub fn line(&mut self, text: &str, weight: Weight) -> Line {
        let one_line = text.replace('\n', " ");
        self.shape(&one_line, weight).into_line()
    }

    fn word(&mut self, text: &str, weight: Weight) -> Arc<Word> {
        let table = &mut self.tables[weight as usize];
        if let Some(word) = table.get(text) {
            return Arc::clone(word);
        }
        if table.len() >= MOST_WORDS {
            table.clear();
        }
        self.shaped += 1;
        let word = Arc::new(shape(&mut self.fonts, text, weight));
        table.insert(text.into(), Arc::clone(&word));
        word
    }

    /// Cuts a word that is wider than a line into parts that are not.
    fn cut(&mut self, word: &Word, weight: Weight, width: f32) -> Vec<Arc<Word>> {
        let mut parts = Vec::new();
        let (mut begin, mut end) = (0, 0);
        for (at, cluster) in word.text.grapheme_indices(true) {
            let next = at + cluster.len();
            if end > begin && offset(word, next) - offset(word, begin) > width {
                parts.push(self.word(&word.text[begin..end], weight));
                begin = end;
            }
            end = next;
        }
        parts.push(self.word(&word.text[begin..], weight));
        parts
    }

    /// Breaks a text into lines of at most `width` points at `size`. Words that are too long are cut.
    /// What goes beyond `max_lines` is left out with "…".
    pub fn break_lines(
        &mut self,
        shaped: &Shaped,
        weight: Weight,
        size: f32,
        width: f32,
        max_lines: usize,
    ) -> Vec<Line> {
        // A hair more, so that a text measured for this width is not broken by rounding.
        let width = width * MEASURE / size + 0.01;
        let mut breaker = Breaker {
            width,
            space: shaped.space,
            lines: Vec::new(),
            line: Line::default(),
        };
        for piece in &shaped.pieces {
            if breaker.lines.len() > max_lines {
                break;
            }
            if piece.word.width > width {
                for (at, part) in self.cut(&piece.word, weight, width).into_iter().enumerate() {
                    if at > 0 {
                        breaker.end_line();
                    }
                    breaker.add(&part, 0);
                }
                if let Some(last) = breaker.line.words.last_mut() {
                    last.spaces = piece.spaces;
                }
            } else {
                breaker.add(&piece.word, piece.spaces);
            }
            if piece.ends_line {
                breaker.end_line();
            }
        }
        breaker.end_line();
        let mut lines = breaker.lines;
        if lines.len() > max_lines {
            lines.truncate(max_lines);
            if let Some(last) = lines.last_mut() {
                self.elide(last, &shaped.ellipsis, weight, width);
            }
        }
        lines
    }

    /// Puts "…" at the end of a line and takes away what it needs.
    fn elide(&mut self, line: &mut Line, ellipsis: &Arc<Word>, weight: Weight, width: f32) {
        let room = (width - ellipsis.width).max(0.0);
        while let Some(last) = line.words.pop() {
            if last.x >= room {
                continue;
            }
            let fitting = if last.x + last.word.width <= room {
                Some(Arc::clone(&last.word))
            } else {
                let parts = self.cut(&last.word, weight, room - last.x);
                // The first part may be one character that does not fit by itself.
                parts
                    .into_iter()
                    .next()
                    .filter(|part| last.x + part.width <= room)
            };
            if let Some(word) = fitting {
                line.words.push(Placed {
                    word,
                    spaces: 0,
                    ..last
                });
                break;
            }
        }
        let x = line
            .words
            .last()
            .map_or(0.0, |last| last.x + last.word.width);
        line.words.push(Placed {
            word: Arc::clone(ellipsis),
            x,
            spaces: 0,
        });
        line.width = x + ellipsis.width;
    }
}

impl Default for Words {
    fn default() -> Self {
        Self::new()
    }
}

struct Breaker {
    width: f32,
    space: f32,
    lines: Vec<Line>,
    line: Line,
}

impl Breaker {
    fn add(&mut self, word: &Arc<Word>, spaces: u8) {
        let gap = self
            .line
            .words
            .last()
            .map_or(0.0, |last| f32::from(last.spaces) * self.space);
        let mut x = self.line.width + gap;
        if !self.line.words.is_empty() && x + word.width > self.width {
            self.end_line();
            x = 0.0;
        }
        self.line.words.push(Placed {
            word: Arc::clone(word),
            x,
            spaces,
        });
        self.line.width = x + word.width;
    }

    fn end_line(&mut self) {
        self.lines.push(std::mem::take(&mut self.line));
    }
}

impl Shaped {
    /// How many lines [`Words::break_lines`] would give, without making them.
    pub fn count_lines(&self, size: f32, width: f32, max_lines: usize) -> usize {
        let width = width * MEASURE / size + 0.01;
        let (mut lines, mut x, mut gap, mut is_empty) = (1, 0.0, 0.0, true);
        for piece in &*self.pieces {
            let word = piece.word.width;
            if !is_empty && x + gap + word > width {
                lines += 1;
                x = 0.0;
                gap = 0.0;
            }
            x += gap + word;
            if word > width {
                // About: what is cut differs by less than a line.
                let extra = (word / width).ceil() as usize - 1;
                lines += extra;
                x = word - extra as f32 * width;
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

    /// Whether there is nothing to see.
    pub fn is_empty(&self) -> bool {
        self.pieces.iter().all(|piece| piece.word.text.is_empty())
    }

    /// The whole text on one line.
    pub fn into_line(self) -> Line {
        let mut breaker = Breaker {
            width: f32::INFINITY,
            space: self.space,
            lines: Vec::new(),
            line: Line::default(),
        };
        for piece in &self.pieces {
            breaker.add(&piece.word, piece.spaces);
        }
        breaker.line
    }
}

/// Where the character at this byte begins, at [`MEASURE`].
fn offset(word: &Word, byte: usize) -> f32 {
    let at = word.text[..byte].chars().count();
    word.glyphs.get(at).map_or(word.width, |(_, x)| *x)
}

fn shape(fonts: &mut Fonts, text: &str, weight: Weight) -> Word {
    let font = FontId::new(MEASURE, weight.canvas_family());
    let job = LayoutJob::simple(text.to_owned(), font, epaint::Color32::BLACK, f32::INFINITY);
    let galley = fonts.layout_uncached(1.0, Arc::new(job));
    let mut x = 0.0;
    let mut is_simple = true;
    let glyphs = galley
        .rows
        .iter()
        .flat_map(|row| &row.glyphs)
        .map(|glyph| {
            let begin = x;
            x += glyph.advance_width;
            // A width of nothing is a mark, or the second half of a ligature.
            is_simple &= glyph.advance_width > 0.0 && !glyph.is_color && has_own_shape(glyph.chr);
            (glyph.chr, begin)
        })
        .collect();
    Word {
        text: text.into(),
        glyphs,
        width: x,
        is_simple,
    }
}

/// Scripts whose letters look the same wherever they stand.
fn has_own_shape(letter: char) -> bool {
    matches!(letter,
        '\u{20}'..='\u{2FF}'
        | '\u{370}'..='\u{482}'
        | '\u{48A}'..='\u{58F}'
        | '\u{1E00}'..='\u{1FFF}'
        | '\u{2010}'..='\u{2027}'
        | '\u{2030}'..='\u{205E}'
        | '\u{2070}'..='\u{20CF}'
        | '\u{2100}'..='\u{23FF}'
        | '\u{2460}'..='\u{25FF}'
        | '\u{3000}'..='\u{3029}'
        | '\u{3030}'..='\u{3098}'
        | '\u{309B}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FF00}'..='\u{FFEF}')
}

/// What measures differently here and in exports, or cannot be seen.
fn is_odd(letter: char) -> bool {
    matches!(letter, '\t' | '\u{202F}' | '\u{2009}' | '\r')
        || (letter.is_control() && letter != '\n')
}

fn clean(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .filter_map(|letter| match letter {
            '\t' => Some(' '),
            '\u{202F}' | '\u{2009}' => Some('\u{A0}'),
            '\r' | '\n' => Some('\n'),
            letter if letter.is_control() => None,
            letter => Some(letter),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(words: &mut Words, text: &str, width: f32, max: usize) -> Vec<String> {
        let shaped = words.shape(text, Weight::Regular);
        let lines = words.break_lines(&shaped, Weight::Regular, MEASURE, width, max);
        lines
            .iter()
            .map(|line| line.text().trim_end().to_owned())
            .collect()
    }

    #[test]
    fn lines_break_between_words() {
        let mut words = Words::new();
        assert_eq!(
            lines(&mut words, "Slow queue at the counter", 80.0, 12),
            ["Slow queue", "at the", "counter"]
        );
        assert_eq!(
            lines(&mut words, "one\n\ntwo", 80.0, 12),
            ["one", "", "two"]
        );
        assert_eq!(lines(&mut words, "", 80.0, 12), [""]);
    }

    #[test]
    fn no_line_is_wider_than_asked() {
        let mut words = Words::new();
        let text = "Donaudampfschifffahrtsgesellschaftskapitän fährt 日本語の長い文章はどこでも折り返せます once more";
        for width in [30.0, 60.0, 100.0, 200.0] {
            let shaped = words.shape(text, Weight::Bold);
            let lines = words.break_lines(&shaped, Weight::Bold, MEASURE, width, 99);
            assert!(
                lines.iter().all(|line| line.width <= width + 0.02),
                "{width}"
            );
            let joined: String = lines.iter().map(Line::text).collect();
            assert_eq!(
                joined.replace(' ', ""),
                text.replace(' ', ""),
                "nothing is lost"
            );
        }
    }

    #[test]
    fn what_is_left_out_is_shown_by_dots() {
        let mut words = Words::new();
        let cut = lines(&mut words, "Slow queue at the counter", 80.0, 2);
        assert_eq!(cut, ["Slow queue", "at the…"]);
        let cut = lines(&mut words, "Incomprehensibilities", 60.0, 1);
        assert!(
            cut[0].ends_with('…') && cut[0].starts_with("Incom"),
            "{cut:?}"
        );
    }

    #[test]
    fn counting_lines_agrees_with_making_them() {
        let mut words = Words::new();
        for text in [
            "Slow queue at the counter",
            "a b c d e f g h i j k l m n o p",
            "one\ntwo three four five",
            "one\n",
            "one\n\ntwo\n\n",
            "",
        ] {
            for width in [40.0, 60.0, 90.0, 120.0] {
                let shaped = words.shape(text, Weight::Regular);
                let made = words
                    .break_lines(&shaped, Weight::Regular, 14.0, width, 12)
                    .len();
                assert_eq!(
                    shaped.count_lines(14.0, width, 12),
                    made,
                    "{text:?} at {width}"
                );
            }
        }
    }

    #[test]
    fn a_word_is_shaped_once() {
        let mut words = Words::new();
        words.shape("the queue and the counter and the queue", Weight::Regular);
        let before = words.shaped_words();
        words.shape("queue the and counter", Weight::Regular);
        assert_eq!(words.shaped_words(), before);
    }

    #[test]
    fn words_that_are_no_row_of_bitmaps_are_known() {
        let mut words = Words::new();
        for (text, is_simple) in [
            ("office", true),
            ("Größe", true),
            ("e\u{301}", false),
            ("שלום", false),
            ("Δ+2", true),
        ] {
            let line = words.line(text, Weight::Regular);
            assert_eq!(
                line.words.iter().all(|placed| placed.word.is_simple),
                is_simple,
                "{text}"
            );
        }
    }

    #[test]
    fn figures_are_equally_wide() {
        let mut words = Words::new();
        let widths: Vec<f32> = ["0", "1", "7", "8", "+", "−"]
            .map(|text| words.line(text, Weight::Regular).width)
            .to_vec();
        assert!(
            widths.iter().all(|width| (width - widths[0]).abs() < 0.01),
            "{widths:?}"
        );
    }
}
