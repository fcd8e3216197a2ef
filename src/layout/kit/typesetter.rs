//! The typesetter: sets texts as lines and blocks, and remembers what layouts have in common.
//!
//! Words are shaped once, notes by the pointer they are at. What a kind of canvas remembers of its own
//! is kept beside that, for whoever asks.

use super::cells::Cells;
use super::fonts::Weight;
use super::sheet::{Align, Block, BlockKind};
use super::table::Table;
use super::theme::Role;
use super::words::{Line, Shaped, Words};
use crate::model::{Note, Target};
use emath::{Rect, Vec2, pos2, vec2};
use epaint::text::FontProvider;
use std::any::{Any, TypeId};
use std::sync::Arc;

/// Line pitch in em.
pub(crate) const LINE: f32 = 1.3;

/// Shaped notes kept before the first look for notes that nobody has any more; labels kept at most.
const KEPT: usize = 4096;

/// Sets texts, and remembers what it has set.
pub struct Typesetter {
    /// The table of words.
    pub words: Words,
    /// Finished cells of notes.
    pub(crate) cells: Cells,
    /// How many cells were measured for fitting.
    pub(crate) cells_measured: usize,
    has_provider: bool,
    notes: Table<usize, (Arc<Note>, Arc<Shaped>)>,
    labels: [Table<Box<str>, Arc<Shaped>>; 2],
    memories: Table<TypeId, Box<dyn Any + Send>>,
}

impl Typesetter {
    /// With the system's fonts for what ours lack.
    pub fn with_provider(provider: Option<Arc<dyn FontProvider>>) -> Self {
        Self {
            has_provider: provider.is_some(),
            words: Words::with_provider(provider),
            cells: Cells::default(),
            cells_measured: 0,
            notes: Table::default(),
            labels: Default::default(),
            memories: Table::default(),
        }
    }

    /// Whether it asks somebody for characters our fonts lack.
    pub fn has_provider(&self) -> bool {
        self.has_provider
    }

    /// What a kind of canvas remembers from one layout to the next.
    pub(crate) fn memory<T: Any + Default + Send>(&mut self) -> &mut T {
        let kept = self.memories.entry(TypeId::of::<T>());
        let kept = kept.or_insert_with(|| Box::new(T::default()));
        kept.downcast_mut().expect("it is kept under its own type")
    }

    /// The same to look at; nothing before it was first used.
    pub(crate) fn remembered<T: Any>(&self) -> Option<&T> {
        self.memories.get(&TypeId::of::<T>())?.downcast_ref()
    }

    /// The words of a note's text.
    pub(crate) fn shaped(&mut self, note: &Arc<Note>) -> Arc<Shaped> {
        let address = Arc::as_ptr(note) as usize;
        if let Some((_, shaped)) = self.notes.get(&address) {
            return Arc::clone(shaped);
        }
        if self.notes.len() > KEPT && self.notes.len() == self.notes.capacity() {
            // Nobody else has it any more: not the project, not its history.
            self.notes
                .retain(|_, (note, _)| Arc::strong_count(note) > 1);
        }
        let shaped = Arc::new(self.words.shape(&note.text, Weight::Regular));
        self.notes
            .insert(address, (Arc::clone(note), Arc::clone(&shaped)));
        shaped
    }

    /// The words of a label. The same labels come again and again: names, figures, legends.
    pub(crate) fn label(&mut self, text: &str, weight: Weight) -> Arc<Shaped> {
        let labels = &mut self.labels[weight as usize];
        if let Some(shaped) = labels.get(text) {
            return Arc::clone(shaped);
        }
        if labels.len() >= KEPT {
            labels.clear();
        }
        let shaped = Arc::new(self.words.shape(text, weight));
        labels.insert(text.into(), Arc::clone(&shaped));
        shaped
    }

    /// A label or figure on one line.
    pub(crate) fn line(&mut self, text: &str, weight: Weight) -> Line {
        self.label(text, weight).to_line()
    }

    /// Width of a label or figure on one line, in points at `size`.
    pub(crate) fn width(&mut self, text: &str, weight: Weight, size: f32) -> f32 {
        self.label(text, weight).width(size)
    }

    /// What stands where the first column will be, on one line from this height on, in points.
    pub(crate) fn one_line_prompt(&mut self, text: &str, em: f32, y: f32) -> Block {
        let style = TextStyle::label(em)
            .prompt()
            .max_lines(1)
            .padding(vec2(0.5 * em, 0.0));
        let width = self.width(text, Weight::Regular, em);
        self.text(text, room(0.0, y, width + 1.2 * em), &style)
    }

    /// A block of text at a position, as high as its lines.
    pub(crate) fn text(&mut self, text: &str, at: Rect, style: &TextStyle) -> Block {
        let shaped = self.label(text, style.weight);
        let width = (at.width() - 2.0 * style.padding.x).max(style.size);
        let lines =
            self.words
                .break_lines(&shaped, style.weight, style.size, width, style.max_lines);
        let height = lines.len() as f32 * style.line_height() + 2.0 * style.padding.y;
        Block {
            rect: Rect::from_min_size(at.min, vec2(at.width(), height)),
            kind: style.kind,
            lines,
            shaped: Some(shaped),
            size: style.size,
            line_height: style.line_height(),
            weight: style.weight,
            align: style.align,
            padding: style.padding,
            ink: style.ink,
            fill: None,
            target: style.target,
            badge: None,
            remarks: Vec::new(),
        }
    }
}

impl Default for Typesetter {
    fn default() -> Self {
        Self::with_provider(None)
    }
}

/// How a text is set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TextStyle {
    pub kind: BlockKind,
    pub size: f32,
    pub weight: Weight,
    pub align: Align,
    pub ink: Role,
    pub padding: Vec2,
    pub max_lines: usize,
    pub target: Option<Target>,
}

impl TextStyle {
    /// Plain text to read.
    pub(crate) fn label(size: f32) -> Self {
        Self {
            kind: BlockKind::Label,
            size,
            weight: Weight::Regular,
            align: Align::Left,
            ink: Role::Ink,
            padding: Vec2::ZERO,
            max_lines: 6,
            target: None,
        }
    }

    pub(crate) fn bold(self) -> Self {
        Self {
            weight: Weight::Bold,
            ..self
        }
    }

    pub(crate) fn ink(self, ink: Role) -> Self {
        Self { ink, ..self }
    }

    pub(crate) fn align(self, align: Align) -> Self {
        Self { align, ..self }
    }

    pub(crate) fn figure(self) -> Self {
        Self {
            kind: BlockKind::Figure,
            max_lines: 1,
            ..self
        }
    }

    /// A text that can be edited.
    pub(crate) fn field(self, target: Target) -> Self {
        Self {
            kind: BlockKind::Field,
            target: Some(target),
            ..self
        }
    }

    pub(crate) fn prompt(self) -> Self {
        Self {
            kind: BlockKind::Prompt,
            ink: Role::Weak,
            ..self
        }
    }

    pub(crate) fn max_lines(self, max_lines: usize) -> Self {
        Self { max_lines, ..self }
    }

    pub(crate) fn padding(self, padding: Vec2) -> Self {
        Self { padding, ..self }
    }

    fn line_height(&self) -> f32 {
        self.size * LINE
    }
}

/// A rectangle to put text into, as wide as this, as high as it comes.
pub(crate) fn room(x: f32, y: f32, width: f32) -> Rect {
    Rect::from_min_size(pos2(x, y), vec2(width, 0.0))
}
