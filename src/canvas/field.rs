//! The text field on the canvas: the slot under the cursor *is* a focused, empty, unframed field, and
//! a note being edited is the same field over its card.
//!
//! There is one field with one id. It gets our own lines, so that nothing jumps when it opens.

use super::style::Style;
use crate::layout::fonts::Weight;
use crate::layout::theme::Role;
use crate::layout::words::{SOFT_HYPHEN, Words};
use crate::model::{Id, Slot, Target};
use egui::text::{CCursor, CCursorRange, LayoutJob, LayoutSection, TextFormat};
use egui::text_edit::TextEditState;
use egui::{
    EventFilter, FontId, Frame, KeyboardShortcut, Modifiers, Rect, TextEdit, Ui, UiBuilder,
};

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
            Self::New {
                slot: Slot::Note { .. },
                id,
            } => Target::Note(id),
            Self::New {
                slot: Slot::Step { .. },
                id,
            } => Target::StepName(id),
            Self::New {
                slot: Slot::Job { .. },
                id,
            } => Target::JobSentence(id),
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
            is_placeholder: false,
            is_typed: false,
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
    let format = TextFormat {
        font_id: FontId::new(size, weight.canvas_family()),
        color: look.style.color(look.ink),
        line_height: Some(look.line_height),
        ..TextFormat::default()
    };
    let mut layouter = |ui: &Ui, buffer: &dyn egui::TextBuffer, _: f32| {
        let (text, is_cut) = our_lines(words, buffer.as_str(), weight, size, width);
        let mut job = LayoutJob {
            sections: vec![LayoutSection {
                leading_space: 0.0,
                byte_range: 0.into()..text.len().into(),
                format: format.clone(),
            }],
            text,
            keep_trailing_whitespace: true,
            ..LayoutJob::default()
        };
        // A word that is too long, and scripts without spaces, are cut by the toolkit about where we do.
        job.wrap.max_width = if is_cut { width + 1.0 } else { f32::INFINITY };
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let before = field.text.clone();
    let mut ui = ui.new_child(UiBuilder::new().max_rect(look.rect));
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
        .layouter(&mut layouter)
        .show(&mut ui);
    output.response.response.clone().accessible_name(look.name);
    // A space never begins a note: with it the canvas is dragged.
    if before.is_empty() && field.text.trim().is_empty() {
        field.text.clear();
    }
    if field.text.contains('\t') {
        field.text = field.text.replace('\t', " ");
    }
    before != field.text
}

/// The text with line breaks where our lines break, letter for letter as long as before; and whether
/// a line ends inside a word, which has no space to take the place of the break.
fn our_lines(
    words: &mut Words,
    text: &str,
    weight: Weight,
    size: f32,
    width: f32,
) -> (String, bool) {
    let shaped = words.shape(text, weight);
    let lines = words.break_lines(&shaped, weight, size, width, usize::MAX - 1);
    let mut letters: Vec<char> = text.chars().collect();
    let (mut at, mut is_cut) = (0, false);
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
            _ => is_cut = true,
        }
    }
    // Odd characters measure differently than they are written: then the toolkit breaks the lines.
    if at != letters.len() {
        return (text.to_owned(), true);
    }
    (letters.into_iter().collect(), is_cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_field_breaks_lines_where_the_card_does() {
        let mut words = Words::new();
        let text = "Slow queue at the counter";
        let (broken, is_cut) = our_lines(&mut words, text, Weight::Regular, 14.0, 80.0);
        assert_eq!(broken, "Slow queue\nat the\ncounter");
        assert_eq!(broken.chars().count(), text.chars().count());
        assert!(!is_cut);
    }

    #[test]
    fn a_soft_hyphen_gives_its_place_to_the_line_break() {
        let mut words = Words::new();
        let text = "Ver\u{AD}füg\u{AD}bar\u{AD}keit prüfen";
        let (broken, is_cut) = our_lines(&mut words, text, Weight::Regular, 14.0, 70.0);
        assert_eq!(broken, "Ver\u{AD}füg\nbar\u{AD}keit\nprüfen");
        assert!(!is_cut);
    }

    #[test]
    fn typed_line_breaks_stay_and_long_words_are_cut_by_the_toolkit() {
        let mut words = Words::new();
        assert_eq!(
            our_lines(&mut words, "one\ntwo", Weight::Regular, 14.0, 80.0),
            ("one\ntwo".to_owned(), false)
        );
        let (text, is_cut) = our_lines(&mut words, "Donaudampfschiff", Weight::Regular, 14.0, 60.0);
        assert_eq!((text.as_str(), is_cut), ("Donaudampfschiff", true));
        assert_eq!(
            our_lines(&mut words, "", Weight::Regular, 14.0, 60.0),
            (String::new(), false)
        );
        assert_eq!(
            our_lines(&mut words, "a ", Weight::Regular, 14.0, 60.0).0,
            "a "
        );
    }
}
