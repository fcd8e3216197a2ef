//! Sizes of a whole view at any column width, from notes that are shaped once and counted in lines.
//!
//! Fitting asks for several widths; nothing is laid out for it.

use super::cards::{CELL_PADDING, Cards, PADDING};
use super::footer;
use super::framing::Foot;
use super::typesetter::LINE;
use super::words::Shaped;
use emath::Vec2;
use std::sync::Arc;

/// Most lines of a word in the place of notes.
pub(crate) const WORD_LINES: usize = 4;

/// A text over a column: with how much of the column's width it has not, in em, and its most lines.
pub struct HeadText {
    pub shaped: Arc<Shaped>,
    pub beside: f32,
    pub max_lines: usize,
}

/// What is in one cell of notes.
pub(crate) enum CellText {
    /// Notes.
    Notes(Vec<Arc<Shaped>>),
    /// Something else: its height in points with cards set like this.
    Other(Box<dyn Fn(&Cards) -> f32>),
}

impl CellText {
    /// A word why there are none.
    pub(crate) fn word(shaped: Arc<Shaped>) -> Self {
        Self::Other(Box::new(move |cards| {
            let lines = shaped.count_lines(cards.em, cards.width - 0.6 * cards.em, WORD_LINES);
            (lines as f32 * LINE + 2.0 * CELL_PADDING + PADDING.y) * cards.em
        }))
    }
}

/// A row of notes.
pub struct RowText {
    /// Height of its label in points, and what it has at least.
    pub least: f32,
    /// Of each column, with how its cards are set.
    pub(crate) cells: Vec<(Cards, CellText)>,
    /// From this width of a column on, in em, cards may stand in two stacks.
    pub two_stacks: f32,
}

/// What stands under the notes, in em.
#[derive(Default)]
pub struct FootSizes {
    /// Rows of figures.
    pub figures: f32,
    /// The strip of the running total; nothing where nothing is weighed.
    pub running: f32,
    /// Whether there are bars, and how high they are drawn at most.
    pub bars: Option<f32>,
    /// The sentences, as they are set: text size and inset in em.
    pub sentences: Vec<Arc<Shaped>>,
}

/// What decides the size of a view, in points at zoom 1.
#[derive(Default)]
pub struct Measure {
    pub em: f32,
    /// Width of row names.
    pub left: f32,
    /// Width of what stands after the columns: with the ends of the running total, and without.
    pub right: (f32, f32),
    /// How many columns there are.
    pub there: f32,
    /// How many columns there is room for.
    pub count: f32,
    /// Whether it has fewer than that: most of it is still to come.
    pub has_begun: bool,
    /// Narrowest and widest column in em.
    pub columns: (f32, f32),
    /// Narrowest column in em where long words may be broken.
    pub broken: f32,
    /// Height over the columns' names.
    pub title: f32,
    /// Least height of the columns' names, and what they have above and below together.
    pub head: (f32, f32),
    pub heads: Vec<Vec<HeadText>>,
    /// Height of rows that have none of the notes.
    pub fixed: f32,
    pub rows: Vec<RowText>,
    pub foot: FootSizes,
    /// Whether a strip of all steps stands on top while not all are in sight.
    pub has_strip: bool,
    /// How many cells were measured so far.
    pub cells_measured: usize,
    /// Heights of all rows by column width.
    pub known: Vec<(f32, f32)>,
}

impl Measure {
    /// Height of title and columns' names for a column of this width in em.
    pub(crate) fn head(&self, column: f32) -> f32 {
        let em = self.em;
        let (least, around) = self.head;
        let heights = self.heads.iter().map(|texts| {
            let lines = texts.iter().map(|text| {
                let width = ((column - text.beside) * em).max(em);
                text.shaped.count_lines(em, width, text.max_lines)
            });
            lines.sum::<usize>() as f32 * LINE * em + around
        });
        self.title + heights.fold(least, f32::max)
    }

    /// Height of all rows for a column of this width in em.
    pub(crate) fn rows(&mut self, column: f32) -> f32 {
        if let Some((_, height)) = self.known.iter().find(|(width, _)| *width == column) {
            return *height;
        }
        let mut height = self.fixed;
        for row in &self.rows {
            let of = |stacks: usize| {
                let cells = row.cells.iter().map(|(cards, text)| {
                    let cards = Cards {
                        width: column * self.em,
                        stacks,
                        ..*cards
                    };
                    cell_height(&cards, text)
                });
                cells.fold(row.least, f32::max)
            };
            self.cells_measured += row.cells.len();
            let one = of(1);
            height += if column < row.two_stacks || one <= row.least {
                one
            } else {
                self.cells_measured += row.cells.len();
                one.min(of(2))
            };
        }
        self.known.push((column, height));
        height
    }

    /// Height of everything under the notes, with a band of bars this high in em, in a window this
    /// wide in points at zoom 1.
    pub(crate) fn foot(&self, foot: Foot, bars: f32, width: f32) -> f32 {
        let sizes = &self.foot;
        let bars = sizes.bars.map_or(0.0, |_| bars);
        let running = match foot {
            Foot::Whole | Foot::WithoutSentences => sizes.running,
            Foot::Figures => 0.0,
        };
        let sentences = match foot {
            Foot::Whole => footer::height(&sizes.sentences, self.em, width),
            Foot::WithoutSentences | Foot::Figures => 0.0,
        };
        (bars + sizes.figures + running) * self.em + sentences
    }

    /// Width of everything for a column of this width in em: pinned parts and totals, and the columns.
    pub(crate) fn across(&self, column: f32, foot: Foot) -> Vec2 {
        let right = match foot {
            Foot::Whole | Foot::WithoutSentences => self.right.0,
            Foot::Figures => self.right.1,
        };
        emath::vec2(self.left + right, column * self.em * self.count)
    }
}

fn cell_height(cards: &Cards, text: &CellText) -> f32 {
    match text {
        CellText::Notes(notes) => cards.height_of(notes),
        CellText::Other(height) => height(cards),
    }
}
