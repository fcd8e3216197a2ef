//! Sentences at the foot of a canvas: what its figures say, and what they are.

use super::fonts::Weight;
use super::grid::{Grid, LABEL_INSET, shown};
use super::sheet::{Band, Block};
use super::theme::Role;
use super::typesetter::{LINE, TextStyle, Typesetter, room};
use super::words::Shaped;
use emath::vec2;
use std::sync::Arc;

/// Most lines of a sentence.
const MAX_LINES: usize = 2;
/// Above and below the sentences, in em.
const AROUND: f32 = 0.35;

/// A sentence, and whether it may be overlooked.
pub(crate) type Sentence = (String, bool);

/// The sentences as words, for fitting.
pub(crate) fn shaped(setter: &mut Typesetter, sentences: &[Sentence]) -> Vec<Arc<Shaped>> {
    sentences
        .iter()
        .map(|(text, _)| setter.label(text, Weight::Regular))
        .collect()
}

/// Height of sentences in points, in a window of this width.
pub(super) fn height(sentences: &[Arc<Shaped>], em: f32, width: f32) -> f32 {
    if sentences.is_empty() {
        return 0.0;
    }
    let width = width - 2.0 * LABEL_INSET * em;
    let lines = sentences
        .iter()
        .map(|shaped| shaped.count_lines(em, width, MAX_LINES));
    (lines.sum::<usize>() as f32 * LINE + 2.0 * AROUND) * em
}

fn blocks(
    setter: &mut Typesetter,
    sentences: Vec<Sentence>,
    em: f32,
    width: f32,
) -> (Vec<Block>, f32) {
    let mut y = AROUND * em;
    let mut blocks = Vec::new();
    for (text, is_weak) in sentences {
        let style = TextStyle::label(em)
            .ink(if is_weak { Role::Weak } else { Role::Ink })
            .max_lines(MAX_LINES);
        let block = setter.text(
            &text,
            room(LABEL_INSET * em, y, width - 2.0 * LABEL_INSET * em),
            &style,
        );
        y = block.rect.max.y;
        blocks.push(block);
    }
    if blocks.is_empty() {
        (blocks, 0.0)
    } else {
        (blocks, y + AROUND * em)
    }
}

/// Adds sentences in a row of their own, as wide as everything in points.
pub(crate) fn put(setter: &mut Typesetter, grid: &mut Grid, sentences: Vec<Sentence>, width: f32) {
    let (blocks, height) = blocks(setter, sentences, grid.sheet.em, width);
    if blocks.is_empty() {
        return;
    }
    grid.rule(Band::End, Role::Hairline);
    let size = vec2(width, height);
    grid.put_across(Band::Across, Band::End, 0.0, size, 0, shown(blocks));
    grid.end_row(Band::End, height);
}
