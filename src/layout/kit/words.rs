//! Words: text is shaped once per distinct word, at one size, and broken into lines by adding widths.
//!
//! Shaping every note by itself costs a hundred times as much, and the lines would break elsewhere
//! at every zoom.

use super::fonts::{self, Weight};
use super::hyphens;
use super::table::Table;
use super::text::{Breaker, Piece};
use epaint::text::{FontId, FontInsert, FontProvider, Fonts, LayoutJob, TextOptions};
use std::sync::Arc;
use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation as _;

pub use super::text::{Line, LineEnd, MEASURE, Placed, Shaped, Word, text_of};

/// Where a line may end with a hyphen.
pub const SOFT_HYPHEN: char = '\u{AD}';

/// What no longer stands at an end that is left out.
const HYPHENS: [char; 3] = ['-', '\u{2010}', SOFT_HYPHEN];

/// The table of all words seen so far.
pub struct Words {
    fonts: Fonts,
    tables: [Table<Box<str>, Arc<Word>>; 2],
    spaces: [f32; 2],
    ellipses: [Arc<Word>; 2],
    hyphens: [Arc<Word>; 2],
    language: hyphens::Language,
    shaped: usize,
}

/// Bytes of a text that are set; nothing shows more of one, and to break the rest would take its time.
pub const LONGEST: usize = 4096;

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
        let mut both = |text: &str| {
            [Weight::Regular, Weight::Bold].map(|weight| Arc::new(shape(&mut fonts, text, weight)))
        };
        let (ellipses, hyphens) = (both("…"), both("-"));
        Self {
            fonts,
            tables: Default::default(),
            spaces,
            ellipses,
            hyphens,
            language: hyphens::Language::default(),
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

    /// The language whose long words are broken, as a BCP 47 tag; `true` when it is another than before.
    pub fn set_language(&mut self, tag: &str) -> bool {
        let language = hyphens::Language::of(tag);
        std::mem::replace(&mut self.language, language) != language
    }

    /// A text as words.
    pub fn shape(&mut self, text: &str, weight: Weight) -> Shaped {
        let shown = &text[..text.floor_char_boundary(LONGEST)];
        let cut;
        let text = if shown.len() < text.len() {
            cut = format!("{shown}…");
            &cut
        } else {
            text
        };
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
            let whole = word;
            let word = word.trim_end_matches(SOFT_HYPHEN);
            if !segment.is_empty() {
                let shaped = self.word(word, weight);
                pieces.push(Piece {
                    width: shaped.width,
                    word: shaped,
                    spaces,
                    is_soft: word.len() < whole.len() && spaces == 0 && !ends_line && !is_end,
                    ends_line,
                });
            }
        }
        Shaped {
            pieces: pieces.into(),
            space: self.spaces[weight as usize],
            ellipsis: Arc::clone(&self.ellipses[weight as usize]),
            hyphen: Arc::clone(&self.hyphens[weight as usize]),
        }
    }

    /// A text on one line.
    pub fn line(&mut self, text: &str, weight: Weight) -> Line {
        let one_line = text.replace('\n', " ");
        self.shape(&one_line, weight).to_line()
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

    /// Cuts a word that is wider than a line into parts that are not, each with how its line ends:
    /// between syllables, where they are known, otherwise where the line is full.
    /// The first part may stand in the `room` left on a line, where a syllable does.
    fn cut(
        &mut self,
        word: &Word,
        weight: Weight,
        width: f32,
        room: f32,
    ) -> Vec<(Arc<Word>, LineEnd)> {
        let hyphen = self.hyphens[weight as usize].width;
        let text = &*word.text;
        let places = self.language.places(text);
        let wide = |begin: usize, end: usize| offset(word, end) - offset(word, begin);
        let mut parts = Vec::new();
        let mut begin = 0;
        // What ends with a hyphen is measured once more as a whole: a hair is left for its kerning.
        let width = width - 0.2;
        while wide(begin, text.len()) > width {
            let syllable_in = |room: f32| {
                let mut ends = places.iter().copied();
                ends.rfind(|end| *end > begin && wide(begin, *end) + hyphen <= room)
            };
            let in_room = (begin == 0).then(|| syllable_in(room - 0.2)).flatten();
            let syllable = in_room.or_else(|| syllable_in(width));
            let clusters = text[begin..].grapheme_indices(true).skip(1);
            let ends = clusters.map(|(at, _)| begin + at);
            let fitting = |room: f32| {
                ends.clone()
                    .take_while(|end| wide(begin, *end) <= room)
                    .last()
            };
            let (end, line_end) = if let Some(end) = syllable {
                (end, LineEnd::Hyphen)
            } else if let Some(end) =
                fitting(width - hyphen).filter(|end| hyphens::is_within_letters(text, *end))
            {
                (end, LineEnd::Hyphen)
            } else if let Some(end) = fitting(width).or_else(|| ends.clone().next()) {
                (end, LineEnd::Cut)
            } else {
                break;
            };
            let part = &text[begin..end];
            let part = match line_end {
                LineEnd::Hyphen => self.word(&format!("{part}-"), weight),
                LineEnd::Word | LineEnd::Cut => self.word(part, weight),
            };
            parts.push((part, line_end));
            begin = end;
        }
        parts.push((self.word(&text[begin..], weight), LineEnd::Word));
        parts
    }

    /// Breaks a text into lines of at most `width` points at `size`. Words that are too long are broken.
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
        let mut breaker = Breaker::new(shaped, width);
        for piece in &shaped.pieces {
            if breaker.lines.len() > max_lines {
                break;
            }
            if piece.word.width > width {
                let room = breaker.room();
                for (part, end) in self.cut(&piece.word, weight, width, room) {
                    let is_last = end == LineEnd::Word;
                    let spaces = if is_last { piece.spaces } else { 0 };
                    breaker.add(&part, spaces, is_last && piece.is_soft);
                    if !is_last {
                        breaker.line.end = end;
                        breaker.end_line();
                    }
                }
            } else {
                breaker.add(&piece.word, piece.spaces, piece.is_soft);
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
        line.end = LineEnd::Word;
        if let Some(last) = line.words.last_mut() {
            self.end_without_hyphen(last, weight);
        }
        while let Some(last) = line.words.pop() {
            if last.x >= room {
                continue;
            }
            let fitting = if last.x + last.word.width <= room {
                Some(Arc::clone(&last.word))
            } else {
                let parts = self.cut(&last.word, weight, room - last.x, 0.0);
                // The first part may be one character that does not fit by itself.
                parts
                    .into_iter()
                    .next()
                    .map(|(part, _)| part)
                    .filter(|part| last.x + part.width <= room)
            };
            if let Some(word) = fitting {
                let mut last = Placed {
                    word,
                    spaces: 0,
                    ..last
                };
                self.end_without_hyphen(&mut last, weight);
                line.words.push(last);
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

    /// Takes a hyphen from the end of a word: "…" says already that it goes on.
    fn end_without_hyphen(&mut self, last: &mut Placed, weight: Weight) {
        let text = &last.word.text;
        let shown = text.trim_end_matches(HYPHENS);
        if shown.len() < text.len() {
            last.word = self.word(shown, weight);
        }
    }
}

impl Default for Words {
    fn default() -> Self {
        Self::new()
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
            assert_eq!(
                text_of(&lines).replace(' ', ""),
                text.replace(' ', ""),
                "nothing is lost"
            );
        }
    }

    #[test]
    fn long_words_are_broken_between_syllables_with_a_hyphen() {
        let mut words = Words::new();
        assert_eq!(
            lines(&mut words, "Verfügbarkeitsprüfung", 80.0, 12),
            ["Verfügbar-", "keitsprü-", "fung"]
        );
        assert_eq!(
            lines(&mut words, "Für Verfügbarkeitsprüfung", 80.0, 12),
            ["Für Verfüg-", "barkeits-", "prüfung"]
        );
        words.set_language("en-GB");
        assert_eq!(
            lines(&mut words, "Replacement", 60.0, 12),
            ["Replace-", "ment"]
        );
        // Nobody knows how to say these: they are broken where the line is full.
        let cut = lines(&mut words, "0123456789012345", 60.0, 12);
        assert!(cut.iter().all(|line| !line.contains('-')), "{cut:?}");
        let cut = lines(&mut words, "日本語日本語", 30.0, 12);
        assert!(cut.iter().all(|line| !line.contains('-')), "{cut:?}");
    }

    #[test]
    fn a_soft_hyphen_is_seen_only_where_a_line_ends_at_it() {
        let mut words = Words::new();
        let text = "Ver\u{AD}füg\u{AD}bar\u{AD}keit prüfen";
        assert_eq!(lines(&mut words, text, 400.0, 12), ["Verfügbarkeit prüfen"]);
        assert_eq!(
            lines(&mut words, text, 70.0, 12),
            ["Verfüg-", "barkeit", "prüfen"]
        );
        for width in [40.0, 60.0, 90.0, 120.0] {
            let shaped = words.shape(text, Weight::Regular);
            let made = words.break_lines(&shaped, Weight::Regular, 14.0, width, 12);
            assert_eq!(shaped.count_lines(14.0, width, 12), made.len(), "{width}");
            assert!(made.iter().all(|line| line.width <= width + 0.02));
            assert_eq!(text_of(&made), "Verfügbarkeit prüfen");
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
    fn no_hyphen_stands_before_the_dots() {
        let mut words = Words::new();
        for (text, max) in [
            ("Verfügbarkeitsprüfung der Maschine", 2),
            ("Ver\u{AD}füg\u{AD}bar\u{AD}keit prüfen", 1),
            ("Self-service and on-line-order-in-form", 3),
        ] {
            for width in 20..200 {
                let cut = lines(&mut words, text, width as f32, max);
                let last = cut.last().unwrap();
                assert!(!last.contains("-…"), "{last} at {width}");
            }
        }
        assert_eq!(
            lines(&mut words, "Verfügbarkeitsprüfung", 90.0, 1),
            ["Verfügbar…"]
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
