//! The text field on the canvas: the slot under the cursor *is* a focused, empty, unframed field, and
//! a note being edited is the same field over its card.
//!
//! There is one field with one id. It gets our own lines, so that nothing jumps when it opens.

use super::style::Style;
use crate::layout::fonts::{ASCENT, DESCENT, Weight};
use crate::layout::sheet::Align;
use crate::layout::theme::Role;
use crate::layout::words::{SOFT_HYPHEN, Words};
use crate::model::{Id, Slot, Target};
use egui::text::{CCursor, CCursorRange, LayoutJob, LayoutSection, TextFormat};
use egui::text_edit::TextEditState;
use egui::{
    Align2, EventFilter, FontId, Frame, Galley, KeyboardShortcut, Modifiers, Pos2, Rect, TextEdit,
    Ui, UiBuilder, vec2,
};
use std::sync::Arc;

/// What is being typed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Edited {
    /// Something new.
    New {
        /// Where.
        slot: Slot,
        /// The id it has from its first letter on.
        id: Id,
    },
    /// Something that was there.
    Old(Target),
}

impl Edited {
    /// The block that shows what is typed.
    pub fn target(self) -> Target {
        match self {
            Self::New { slot, id } => slot.target(id),
            Self::Old(target) => target,
        }
    }
}

/// The field and what is in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// What it edits.
    pub edited: Edited,
    /// What is in it.
    pub text: String,
    /// It has not been shown yet: the caret goes to the end.
    pub is_fresh: bool,
    /// Where it was clicked to be edited: the caret goes there instead.
    pub pointed: Option<Pos2>,
    /// The text is only a placeholder: the first letter takes its place.
    pub is_placeholder: bool,
    /// Something was typed: the document is amended with every letter.
    pub is_typed: bool,
}

impl Field {
    /// An empty field for something new.
    pub fn slot(slot: Slot) -> Self {
        Self {
            edited: Edited::New {
                slot,
                id: Id::random(),
            },
            text: String::new(),
            is_fresh: true,
            pointed: None,
            is_placeholder: false,
            is_typed: false,
        }
    }

    /// A field over something that is there.
    pub fn over(target: Target, text: String) -> Self {
        Self {
            edited: Edited::Old(target),
            text,
            is_fresh: true,
            pointed: None,
            is_placeholder: false,
            is_typed: false,
        }
    }

    /// The place for something new it is for.
    pub fn new_slot(&self) -> Option<Slot> {
        match self.edited {
            Edited::New { slot, .. } => Some(slot),
            Edited::Old(_) => None,
        }
    }

    /// Whether it is an empty place for something new.
    pub fn is_empty_slot(&self) -> bool {
        matches!(self.edited, Edited::New { .. }) && self.text.is_empty()
    }
}

/// How the field looks.
pub(super) struct FieldLook<'a> {
    pub rect: Rect,
    /// Text size and line pitch in screen points.
    pub size: f32,
    pub line_height: f32,
    pub weight: Weight,
    pub align: Align,
    pub style: Style,
    pub ink: Role,
    /// For screen readers.
    pub name: &'a str,
    pub prompt: &'a str,
}

/// Shows the field; `true` when something was typed.
pub(super) fn show(
    ui: &mut Ui,
    id: egui::Id,
    field: &mut Field,
    look: &FieldLook<'_>,
    words: &mut Words,
) -> bool {
    if field.is_fresh {
        let mut state = TextEditState::default();
        let end = CCursor::new(field.text.chars().count());
        let begin = if field.is_placeholder {
            CCursor::new(0)
        } else {
            end
        };
        state
            .cursor
            .set_char_range(Some(CCursorRange::two(begin, end)));
        // Its own undo must not bring the note before back.
        state.clear_undoer();
        state.store(ui.ctx(), id);
        field.is_fresh = false;
    }
    let (size, weight) = (look.size, look.weight);
    let width = look.rect.width();
    let align = match look.align {
        Align::Left => Align2::LEFT_TOP,
        Align::Center => Align2::CENTER_TOP,
        Align::Right => Align2::RIGHT_TOP,
    };
    let format = TextFormat {
        font_id: FontId::new(size, weight.canvas_family()),
        color: look.style.color(look.ink),
        ..TextFormat::default()
    };
    let pitch = Pitch::of(ui, &format, look);
    let mut layouter = |ui: &Ui, buffer: &dyn egui::TextBuffer, _: f32| {
        let broken = our_lines(words, buffer.as_str(), weight, size, width);
        let (text, ends) = broken.with_cuts();
        let mut begin = 0;
        let sections = ends.iter().enumerate().map(|(at, end)| {
            let byte_range = begin.into()..(*end).into();
            begin = *end;
            LayoutSection {
                leading_space: 0.0,
                byte_range,
                format: TextFormat {
                    line_height: Some(pitch.height(at)),
                    ..format.clone()
                },
            }
        });
        let mut job = LayoutJob {
            sections: sections.collect(),
            text,
            keep_trailing_whitespace: true,
            halign: align.x(),
            ..LayoutJob::default()
        };
        job.wrap.max_width = if broken.is_left {
            width + 1.0
        } else {
            f32::INFINITY
        };
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        broken.without_cuts(galley)
    };
    let before = field.text.clone();
    let rect = look.rect.with_min_y(pitch.top);
    let mut ui = ui.new_child(UiBuilder::new().max_rect(rect));
    let output = TextEdit::multiline(&mut field.text)
        .id(id)
        .desired_rows(1)
        .desired_width(width)
        .min_size(egui::Vec2::ZERO)
        .frame(Frame::NONE)
        .return_key(KeyboardShortcut::new(Modifiers::SHIFT, egui::Key::Enter))
        .event_filter(EventFilter {
            tab: true,
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: true,
        })
        .hint_text(
            egui::RichText::new(look.prompt.to_owned())
                .size(size)
                .color(look.style.color(Role::Weak)),
        )
        .align(align)
        // The caret is as high as the letters.
        .font(FontId::new(size, weight.canvas_family()))
        .layouter(&mut layouter)
        .show(&mut ui);
    output.response.response.clone().accessible_name(look.name);
    if let Some(at) = field.pointed.take() {
        let (galley, mut state) = (&output.galley, output.state);
        let inside = at - output.galley_pos + vec2(galley.rect.left(), 0.0);
        let caret = CCursorRange::one(galley.cursor_from_pos(inside));
        state.cursor.set_char_range(Some(caret));
        state.store(ui.ctx(), id);
        ui.ctx().request_repaint();
    }
    // A space never begins a note: with it the canvas is dragged.
    if before.is_empty() && field.text.trim().is_empty() {
        field.text.clear();
    }
    if field.text.contains('\t') {
        field.text = field.text.replace('\t', " ");
    }
    before != field.text
}

/// Heights of lines that put every line of the field where the same line is drawn: the toolkit makes
/// each line whole pixels high, we let none of them drift.
struct Pitch {
    /// Where the field begins, so that its first line stands where it is drawn.
    top: f32,
    /// Of our lines, exact, in points.
    line_height: f32,
    /// Where our first line's letters stand, exact.
    baseline: f32,
    pixels_per_point: f32,
    /// The toolkit's lines one pixel higher have their letters one pixel lower.
    is_odd: bool,
}

impl Pitch {
    fn of(ui: &Ui, format: &TextFormat, look: &FieldLook<'_>) -> Self {
        let pixels_per_point = ui.pixels_per_point();
        let above = (look.line_height - (ASCENT + DESCENT) * look.size) / 2.0;
        let mut pitch = Self {
            top: 0.0,
            line_height: look.line_height,
            baseline: look.rect.min.y + above + ASCENT * look.size,
            pixels_per_point,
            is_odd: false,
        };
        let baseline_at = |pixels: f32| {
            let mut job = LayoutJob::single_section(
                "x".to_owned(),
                TextFormat {
                    line_height: Some(pixels / pixels_per_point),
                    ..format.clone()
                },
            );
            job.wrap.max_width = f32::INFINITY;
            let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
            let glyph = galley.rows.first().and_then(|row| row.glyphs.first());
            glyph.map_or(0.0, |glyph| glyph.pos.y * pixels_per_point)
        };
        let least = pitch.least();
        pitch.is_odd = baseline_at(least + 1.0) > baseline_at(least) + 0.5;
        let first = pitch.height(0) * pixels_per_point;
        pitch.top = (pitch.pixel(0) - baseline_at(first)) / pixels_per_point;
        pitch
    }

    /// The lower of the two heights a line can have, in pixels.
    fn least(&self) -> f32 {
        (self.line_height * self.pixels_per_point).floor()
    }

    /// The pixel a line of ours stands on.
    fn pixel(&self, line: usize) -> f32 {
        let baseline = self.baseline + line as f32 * self.line_height;
        (baseline * self.pixels_per_point).round()
    }

    /// Height of a line of the field in points.
    fn height(&self, line: usize) -> f32 {
        let pixels = match line.checked_sub(1) {
            _ if !self.is_odd => self.pixel(line + 1) - self.pixel(line),
            Some(before) => self.pixel(line) - self.pixel(before),
            None => self.least(),
        };
        pixels / self.pixels_per_point
    }
}

/// A text as the field shows it.
#[derive(Debug, PartialEq)]
struct Broken {
    /// Letter for letter as long as before, with line breaks where our lines break.
    text: String,
    /// Where our lines end, in bytes.
    ends: Vec<usize>,
    /// Lines that end inside a word, which has no space to take the place of the break.
    cuts: Vec<usize>,
    /// It is left to the toolkit to break the lines.
    is_left: bool,
}

impl Broken {
    /// The text with a break more at the end of each cut line, and where lines end then.
    fn with_cuts(&self) -> (String, Vec<usize>) {
        let (mut text, mut ends) = (self.text.clone(), self.ends.clone());
        for line in self.cuts.iter().rev() {
            text.insert(ends[*line], '\n');
            for end in &mut ends[*line..] {
                *end += 1;
            }
        }
        (text, ends)
    }

    /// Takes the breaks out again, so that the caret counts the letters that are there.
    fn without_cuts(self, galley: Arc<Galley>) -> Arc<Galley> {
        if self.cuts.is_empty() {
            return galley;
        }
        let mut galley = Galley::clone(&galley);
        for line in self.cuts {
            if let Some(row) = galley.rows.get_mut(line) {
                row.ends_with_newline = false;
            }
        }
        Arc::make_mut(&mut galley.job).text = self.text;
        Arc::new(galley)
    }
}

/// The text with line breaks where our lines break.
fn our_lines(words: &mut Words, text: &str, weight: Weight, size: f32, width: f32) -> Broken {
    let shaped = words.shape(text, weight);
    let lines = words.break_lines(&shaped, weight, size, width, usize::MAX - 1);
    let mut letters: Vec<char> = text.chars().collect();
    let (mut at, mut cuts) = (0, Vec::new());
    let mut ends = Vec::with_capacity(lines.len());
    for (index, line) in lines.iter().enumerate() {
        for letter in line.plain_text().chars() {
            while letter != SOFT_HYPHEN && letters.get(at) == Some(&SOFT_HYPHEN) {
                at += 1;
            }
            at += 1;
        }
        let is_last = index + 1 == lines.len();
        match letters.get(at) {
            Some('\n') => at += 1,
            // Nothing is seen of it: it can take the place of the break.
            Some(&SOFT_HYPHEN) => {
                if !is_last {
                    letters[at] = '\n';
                }
                at += 1;
            }
            _ if is_last => {}
            _ if at > 0 && letters.get(at - 1) == Some(&' ') => letters[at - 1] = '\n',
            _ => cuts.push(index),
        }
        ends.push(at);
    }
    // Odd characters measure differently than they are written: then the toolkit breaks the lines.
    if at != letters.len() {
        return Broken {
            text: text.to_owned(),
            ends: vec![text.len()],
            cuts: Vec::new(),
            is_left: true,
        };
    }
    // From letters to bytes: a break is as long as the space it takes the place of.
    let text: String = letters.into_iter().collect();
    let mut bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
    bytes.push(text.len());
    let ends = ends.into_iter().map(|end| bytes[end]).collect();
    Broken {
        text,
        ends,
        cuts,
        is_left: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_field_breaks_lines_where_the_card_does() {
        let mut words = Words::new();
        let text = "Slow queue at the counter";
        let broken = our_lines(&mut words, text, Weight::Regular, 14.0, 80.0);
        assert_eq!(broken.text, "Slow queue\nat the\ncounter");
        assert_eq!(broken.text.chars().count(), text.chars().count());
        assert_eq!(broken.ends, [11, 18, 25]);
        assert!(broken.cuts.is_empty() && !broken.is_left);
    }

    #[test]
    fn a_soft_hyphen_gives_its_place_to_the_line_break() {
        let mut words = Words::new();
        let text = "Ver\u{AD}füg\u{AD}bar\u{AD}keit prüfen";
        let broken = our_lines(&mut words, text, Weight::Regular, 14.0, 70.0);
        assert_eq!(broken.text, "Ver\u{AD}füg\nbar\u{AD}keit\nprüfen");
        assert!(broken.cuts.is_empty() && !broken.is_left);
    }

    #[test]
    fn typed_line_breaks_stay() {
        let mut words = Words::new();
        let mut lines = |text: &str, width: f32| {
            let broken = our_lines(&mut words, text, Weight::Regular, 14.0, width);
            assert!(broken.cuts.is_empty() && !broken.is_left);
            (broken.text, broken.ends)
        };
        assert_eq!(lines("one\ntwo", 80.0), ("one\ntwo".to_owned(), vec![4, 7]));
        assert_eq!(lines("", 60.0), (String::new(), vec![0]));
        assert_eq!(lines("a ", 60.0).0, "a ");
    }

    #[test]
    fn a_long_word_is_broken_where_its_card_breaks_it() {
        let mut words = Words::new();
        let text = "Für Verfügbarkeitsprüfung";
        let broken = our_lines(&mut words, text, Weight::Regular, 14.0, 80.0);
        assert_eq!(
            (broken.text.as_str(), &broken.cuts[..]),
            (text, &[0, 1][..])
        );
        let (shown, ends) = broken.with_cuts();
        assert_eq!(shown, "Für Verfüg\nbarkeits\nprüfung");
        assert_eq!(ends.last(), Some(&shown.len()));
        let ctx = egui::Context::default();
        ctx.set_fonts(crate::layout::fonts::definitions());
        let mut galley = None;
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            let font = FontId::new(14.0, Weight::Regular.canvas_family());
            let job = LayoutJob::simple(shown.clone(), font, egui::Color32::BLACK, f32::INFINITY);
            galley = Some(ui.fonts_mut(|fonts| fonts.layout_job(job)));
        });
        output.textures_delta.clear();
        let galley = broken.without_cuts(galley.unwrap());
        assert_eq!(galley.rows.len(), 3);
        // The caret goes over as many places as there are letters.
        assert_eq!(galley.end().index.0, text.chars().count());
    }
}
