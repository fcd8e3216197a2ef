//! The layouter keeps what layouts have in common: words, shaped notes, finished cells.
//!
//! Everything is remembered by the pointer it was made from and kept together with that pointer, so
//! one typed letter lays out one cell anew and reuses all others.

use super::bar_column::BarColumns;
use super::cards::Cards;
use super::fit::{self, Fitted};
use super::fonts::Weight;
use super::sheet::{Align, Block, BlockKind, CellLayout, Sheet};
use super::theme::Role;
use super::view::{Framing, View};
use super::words::{Line, Shaped, Words};
use super::{journey, open, value_map};
use crate::analysis::Figures;
use crate::model::{Note, Place, Project, Target};
use emath::{Rect, Vec2, pos2, vec2};
use epaint::text::FontProvider;
use std::sync::Arc;

/// Shaped notes kept before the first look for notes that nobody has any more; labels kept at most.
const KEPT: usize = 4096;

/// Asked thousands of times for one letter: the hash of the standard library costs more than what it
/// finds.
pub(super) type Table<K, V> = std::collections::HashMap<K, V, foldhash::fast::RandomState>;

/// What a finished cell was made from.
#[derive(Clone, PartialEq, Eq, Hash)]
struct CellKey {
    place: Place,
    /// Of the part of the project that holds the notes.
    pointer: usize,
    width: u32,
    em: u32,
    stacks: usize,
    marks_unscored: bool,
}

/// The part of the project a cell was made from; kept so that its address stays taken.
type Source = Arc<dyn std::any::Any + Send + Sync>;

/// Makes sheets, and remembers what it made them from.
pub struct Layouter {
    /// The table of words.
    pub words: Words,
    /// What is known of the cells' scores.
    pub(super) figures: Figures,
    /// Bars of steps.
    pub(super) bar_columns: BarColumns,
    has_provider: bool,
    notes: Table<usize, (Arc<Note>, Arc<Shaped>)>,
    labels: [Table<Box<str>, Arc<Shaped>>; 2],
    cells: Table<CellKey, (Source, Arc<CellLayout>)>,
    /// Cells of the layout before: what is not used twice in a row is forgotten.
    earlier: Table<CellKey, (Source, Arc<CellLayout>)>,
    last: Option<Last>,
    cells_made: usize,
    cells_measured: usize,
}

/// The last sheet and what it was made from.
struct Last {
    project: Arc<Project>,
    view: View,
    framing: Framing,
    sheet: Arc<Sheet>,
}

impl Layouter {
    /// With our fonts only.
    pub fn new() -> Self {
        Self::with_provider(None)
    }

    /// With the system's fonts for what ours lack.
    pub fn with_provider(provider: Option<Arc<dyn FontProvider>>) -> Self {
        Self {
            has_provider: provider.is_some(),
            words: Words::with_provider(provider),
            figures: Figures::default(),
            bar_columns: BarColumns::default(),
            notes: Table::default(),
            labels: Default::default(),
            cells: Table::default(),
            earlier: Table::default(),
            last: None,
            cells_made: 0,
            cells_measured: 0,
        }
    }

    /// How many cells were laid out since the beginning: for tests of what a change costs.
    pub fn cells_made(&self) -> usize {
        self.cells_made
    }

    /// How many cells' scores were looked into since the beginning: for tests of what a change costs.
    pub fn cells_looked_into(&self) -> usize {
        self.figures.made()
    }

    /// How many cells were measured for fitting since the beginning: for tests of what it costs.
    pub fn cells_measured(&self) -> usize {
        self.cells_measured
    }

    pub(super) fn count_measured(&mut self, cells: usize) {
        self.cells_measured += cells;
    }

    /// The sheet of a view; the same one as long as nothing changes.
    pub fn sheet(&mut self, project: &Arc<Project>, view: View, framing: &Framing) -> Arc<Sheet> {
        if let Some(last) = &self.last
            && Arc::ptr_eq(&last.project, project)
            && last.view == view
            && last.framing == *framing
        {
            return Arc::clone(&last.sheet);
        }
        if self.words.set_language(&project.language) {
            self.cells.clear();
        }
        self.earlier = std::mem::take(&mut self.cells);
        let mut sheet = match view {
            View::ValueMap(id) => value_map::sheet(self, project, id, framing),
            View::Journey(id) => journey::sheet(self, project, id, framing),
        };
        if let Some(slot) = framing.open {
            open::open(&mut sheet, slot);
        }
        let sheet = Arc::new(sheet);
        self.earlier.clear();
        self.last = Some(Last {
            project: Arc::clone(project),
            view,
            framing: framing.clone(),
            sheet: Arc::clone(&sheet),
        });
        sheet
    }

    /// The framing and zoom at which the whole view fills a window of this size.
    pub fn fit(&mut self, project: &Project, view: View, size: Vec2, framing: &Framing) -> Fitted {
        fit::fit(self, project, view, size, framing)
    }

    /// What is seen at first: the whole view where it is readable then, otherwise its beginning.
    pub fn first_look(
        &mut self,
        project: &Project,
        view: View,
        size: Vec2,
        framing: &Framing,
    ) -> Fitted {
        fit::first_look(self, project, view, size, framing)
    }

    /// Whether it asks somebody for characters our fonts lack.
    pub fn has_provider(&self) -> bool {
        self.has_provider
    }

    /// The words of a note's text.
    pub(super) fn shaped(&mut self, note: &Arc<Note>) -> Arc<Shaped> {
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

    /// The cell of these notes; `source` is the part of the project that holds them.
    pub(super) fn cards<T: Send + Sync + 'static>(
        &mut self,
        cards: &Cards,
        source: &Arc<T>,
        notes: &[Arc<Note>],
    ) -> Arc<CellLayout> {
        let key = CellKey {
            place: cards.place,
            pointer: Arc::as_ptr(source) as usize,
            width: cards.width.to_bits(),
            em: cards.em.to_bits(),
            stacks: cards.stacks,
            marks_unscored: cards.marks_unscored,
        };
        if let Some(kept) = self.earlier.remove(&key) {
            let content = Arc::clone(&kept.1);
            self.cells.insert(key, kept);
            return content;
        }
        if let Some((_, content)) = self.cells.get(&key) {
            return Arc::clone(content);
        }
        self.cells_made += 1;
        let content = Arc::new(cards.lay_out(self, notes));
        let source: Source = Arc::clone(source) as Source;
        self.cells.insert(key, (source, Arc::clone(&content)));
        content
    }

    /// The words of a label. The same labels come again and again: names, figures, legends.
    pub(super) fn label(&mut self, text: &str, weight: Weight) -> Arc<Shaped> {
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
    pub(super) fn line(&mut self, text: &str, weight: Weight) -> Line {
        self.label(text, weight).to_line()
    }

    /// Width of a label or figure on one line, in points at `size`.
    pub(super) fn width(&mut self, text: &str, weight: Weight, size: f32) -> f32 {
        self.label(text, weight).width(size)
    }

    /// A block of text at a position, as high as its lines.
    pub(super) fn text(&mut self, text: &str, at: Rect, style: &TextStyle) -> Block {
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

impl Default for Layouter {
    fn default() -> Self {
        Self::new()
    }
}

/// How a text is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextStyle {
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
    pub(super) fn label(size: f32) -> Self {
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

    pub(super) fn bold(self) -> Self {
        Self {
            weight: Weight::Bold,
            ..self
        }
    }

    pub(super) fn ink(self, ink: Role) -> Self {
        Self { ink, ..self }
    }

    pub(super) fn align(self, align: Align) -> Self {
        Self { align, ..self }
    }

    pub(super) fn figure(self) -> Self {
        Self {
            kind: BlockKind::Figure,
            max_lines: 1,
            ..self
        }
    }

    /// A text that can be edited.
    pub(super) fn field(self, target: Target) -> Self {
        Self {
            kind: BlockKind::Field,
            target: Some(target),
            ..self
        }
    }

    pub(super) fn prompt(self) -> Self {
        Self {
            kind: BlockKind::Prompt,
            ink: Role::Weak,
            ..self
        }
    }

    pub(super) fn max_lines(self, max_lines: usize) -> Self {
        Self { max_lines, ..self }
    }

    pub(super) fn padding(self, padding: Vec2) -> Self {
        Self { padding, ..self }
    }

    fn line_height(&self) -> f32 {
        self.size * super::cards::LINE
    }
}

/// A rectangle to put text into, as wide as this, as high as it comes.
pub(super) fn room(x: f32, y: f32, width: f32) -> Rect {
    Rect::from_min_size(pos2(x, y), vec2(width, 0.0))
}
