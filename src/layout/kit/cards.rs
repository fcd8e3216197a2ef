//! Cards: the notes of one cell, one below the other, in one or two stacks.

use super::cells::{CellKey, Source};
use super::fonts::Weight;
use super::sheet::{Align, Badge, Block, BlockKind, CellKind, CellLayout};
use super::theme::Role;
use super::typesetter::{LINE, Typesetter};
use super::words::Shaped;
use crate::analysis::figures;
use crate::model::{Decimal, Figure, Note, Place, Target, Tint};
use emath::{Rect, Vec2, pos2, vec2};
use std::sync::Arc;

/// Most lines of a card; the rest is "…", the whole is in the inspector.
pub(crate) const MAX_LINES: usize = 12;
/// Between cell and cards, horizontally, in em.
const MARGIN: f32 = 0.3;
/// Between cell and cards, vertically, in em.
pub(crate) const CELL_PADDING: f32 = 0.4;
/// Between cards, in em.
const GAP: f32 = 0.4;
/// Inside a card, in em.
pub(crate) const PADDING: Vec2 = vec2(0.5, 0.3);
/// Kept free at the right of a card for its score, in em.
const BADGE: f32 = 1.2;

/// What a column is wider than the text on its cards, in em.
pub(crate) const BESIDE_TEXT: f32 = 2.0 * MARGIN + 2.0 * PADDING.x + BADGE + 0.05;

/// How the cards of a cell are laid out.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Cards {
    /// Where the notes stand.
    pub place: Place,
    /// Width of the cell in points.
    pub width: f32,
    /// Text size in points.
    pub em: f32,
    /// One, or two side by side.
    pub stacks: usize,
    /// Whether a note that could have a score and has none is marked: once another one has.
    pub marks_unscored: bool,
}

/// The tint of the cards of a place.
pub fn tint(place: Place) -> Role {
    match place.info().tint {
        Tint::Neutral => Role::NeutralCard,
        Tint::Good => Role::GoodCard,
        Tint::Friction => Role::FrictionCard,
        Tint::Gap => Role::GapCard,
        Tint::Cost => Role::CostCard,
        Tint::Ours => Role::OursCard,
        Tint::Todo => Role::TodoCard,
    }
}

/// The colour of the figures on the cards of a place.
fn badge_role(place: Place) -> Role {
    match place.info().figure {
        Figure::Cost | Figure::Severity => Role::CostFigure,
        Figure::Gain | Figure::None => Role::Good,
    }
}

impl Cards {
    fn card_width(&self) -> f32 {
        let inner = self.width - 2.0 * MARGIN * self.em;
        (inner - (self.stacks - 1) as f32 * GAP * self.em) / self.stacks as f32
    }

    fn text_width(&self) -> f32 {
        // Kept free where there is no figure yet: text must not break anew when there is one.
        let has_badge = self.place.is_scored() || self.place.has_severity();
        let badge = if has_badge { BADGE } else { 0.0 };
        (self.card_width() - (2.0 * PADDING.x + badge) * self.em).max(self.em)
    }

    fn card_height(&self, lines: usize) -> f32 {
        (lines.max(1) as f32 * LINE + 2.0 * PADDING.y) * self.em
    }

    /// Height of the cell without making it.
    pub(crate) fn height(&self, setter: &mut Typesetter, notes: &[Arc<Note>]) -> f32 {
        let shaped: Vec<_> = notes.iter().map(|note| setter.shaped(note)).collect();
        self.height_of(&shaped)
    }

    /// Height of the cell of these texts.
    pub(crate) fn height_of(&self, notes: &[Arc<Shaped>]) -> f32 {
        let width = self.text_width();
        let mut stacks = Stacks::new(self);
        for shaped in notes {
            let lines = shaped.count_lines(self.em, width, MAX_LINES);
            stacks.place(self.card_height(lines));
        }
        stacks.height()
    }

    /// The cell of these notes, as it is known or laid out; `source` is the part of the project that
    /// holds them.
    pub(crate) fn cell<T: Send + Sync + 'static>(
        &self,
        setter: &mut Typesetter,
        source: &Arc<T>,
        notes: &[Arc<Note>],
    ) -> Arc<CellLayout> {
        let key = CellKey {
            place: self.place,
            pointer: Arc::as_ptr(source) as usize,
            width: self.width.to_bits(),
            em: self.em.to_bits(),
            stacks: self.stacks,
            marks_unscored: self.marks_unscored,
        };
        if let Some(content) = setter.cells.take(&key) {
            return content;
        }
        let content = Arc::new(self.lay_out(setter, notes));
        let source: Source = Arc::clone(source) as Source;
        setter.cells.keep(key, source, &content);
        content
    }

    /// The cell.
    pub(crate) fn lay_out(&self, setter: &mut Typesetter, notes: &[Arc<Note>]) -> CellLayout {
        let mut stacks = Stacks::new(self);
        let blocks = notes
            .iter()
            .map(|note| {
                let shaped = setter.shaped(note);
                self.card(setter, note, &shaped, &mut stacks)
            })
            .collect();
        CellLayout {
            height: stacks.height(),
            kind: CellKind::Notes(self.place),
            slot: Some(stacks.slot()),
            blocks,
            marks: Vec::new(),
            bars: Vec::new(),
        }
    }

    fn card(
        &self,
        setter: &mut Typesetter,
        note: &Note,
        shaped: &Shaped,
        stacks: &mut Stacks<'_>,
    ) -> Block {
        let em = self.em;
        let lines =
            setter
                .words
                .break_lines(shaped, Weight::Regular, em, self.text_width(), MAX_LINES);
        let rect = stacks.place(self.card_height(lines.len()));
        let role = badge_role(self.place);
        let badge = match (self.place.is_scored(), note.score, note.severity) {
            (true, Some(score), _) => {
                let text = figures::plain(Decimal::to_f64(score));
                Some(Badge::Score {
                    line: setter.line(&text, Weight::Bold),
                    role,
                    score: Some(score),
                })
            }
            (true, None, _) if self.marks_unscored => Some(Badge::Score {
                line: setter.line("?", Weight::Bold),
                role: Role::Weak,
                score: None,
            }),
            (false, _, Some(severity)) if self.place.has_severity() => Some(Badge::Severity {
                line: setter.line(&severity.to_string(), Weight::Bold),
                role,
                severity,
            }),
            _ => None,
        };
        Block {
            rect,
            kind: BlockKind::Note,
            lines,
            shaped: None,
            size: em,
            line_height: LINE * em,
            weight: Weight::Regular,
            align: Align::Left,
            padding: PADDING * em,
            ink: Role::Ink,
            fill: Some(tint(self.place)),
            target: Some(Target::Note(note.id)),
            badge,
            remarks: Vec::new(),
        }
    }
}

/// Places cards below each other, in the shorter stack first.
struct Stacks<'a> {
    cards: &'a Cards,
    bottoms: [f32; 2],
}

impl<'a> Stacks<'a> {
    fn new(cards: &'a Cards) -> Self {
        Self {
            cards,
            bottoms: [CELL_PADDING * cards.em; 2],
        }
    }

    /// The next card.
    fn place(&mut self, height: f32) -> Rect {
        let stack = self.shorter();
        let rect = self.rect(stack, height);
        self.bottoms[stack] = rect.max.y + GAP * self.cards.em;
        rect
    }

    /// Where the next card would stand, one line high.
    fn slot(&self) -> Rect {
        self.rect(self.shorter(), self.cards.card_height(1))
    }

    fn shorter(&self) -> usize {
        usize::from(self.cards.stacks > 1 && self.bottoms[1] < self.bottoms[0])
    }

    fn rect(&self, stack: usize, height: f32) -> Rect {
        let (em, width) = (self.cards.em, self.cards.card_width());
        let x = MARGIN * em + stack as f32 * (width + GAP * em);
        Rect::from_min_size(pos2(x, self.bottoms[stack]), vec2(width, height))
    }

    fn height(&self) -> f32 {
        let bottom = self.bottoms[0].max(self.bottoms[1]);
        let is_empty = bottom <= CELL_PADDING * self.cards.em;
        bottom
            + if is_empty {
                CELL_PADDING
            } else {
                CELL_PADDING - GAP
            } * self.cards.em
    }
}
