//! The title row of every canvas: its name, and one line more about it.

use super::fonts::Weight;
use super::framing::Framing;
use super::grid::{Grid, LABEL_INSET, fields};
use super::sheet::{Band, BlockKind};
use super::theme::Role;
use super::typesetter::{TextStyle, Typesetter, room};
use crate::model::Target;
use emath::vec2;

/// Height of the title row in em.
pub(crate) const HEIGHT: f32 = 2.0;

/// A text of the title row, and what it says while it is empty.
pub(crate) struct Part<'a> {
    pub text: &'a str,
    pub prompt: &'a str,
    /// What stands there where it is empty and there are no prompts: no picture has an empty title.
    pub unnamed: &'a str,
    /// What is edited here; `None`: a word to read.
    pub target: Option<Target>,
}

/// Puts the title row at the top. Whether all of it could be shown.
pub(crate) fn add(
    setter: &mut Typesetter,
    grid: &mut Grid,
    framing: &Framing,
    parts: [Part<'_>; 2],
) -> bool {
    let (em, width, has_prompts) = (framing.em, framing.width, framing.has_prompts);
    let mut x = LABEL_INSET * em;
    let mut blocks = Vec::new();
    let mut is_whole = true;
    for (at, part) in parts.into_iter().enumerate() {
        let is_unnamed = part.text.trim().is_empty();
        let text = match (is_unnamed, has_prompts) {
            (false, _) => part.text,
            (true, true) => part.prompt,
            (true, false) => part.unnamed,
        };
        if text.is_empty() {
            continue;
        }
        let is_empty = is_unnamed && has_prompts;
        let style = TextStyle::label(em).max_lines(1);
        let style = match part.target {
            Some(target) => style.field(target),
            None => style,
        };
        let style = if is_empty { style.prompt() } else { style };
        let style = match at {
            0 if !is_empty => style.bold(),
            _ if !is_empty => style.ink(Role::Weak),
            _ => style,
        };
        let weight = if at == 0 && !is_empty {
            Weight::Bold
        } else {
            Weight::Regular
        };
        // The name leaves at least a third to what follows it.
        let rest = (width - x - LABEL_INSET * em).max(4.0 * em);
        let most = if at == 0 { rest * 0.66 } else { rest };
        let wanted = setter.width(text, weight, em) + 0.1;
        let mut block = setter.text(text, room(x, 0.35 * em, wanted.min(most)), &style);
        if is_empty {
            block.kind = BlockKind::Prompt;
        }
        x = block.rect.max.x + 1.2 * em;
        is_whole &= wanted <= block.rect.width() + 0.1;
        blocks.push(block);
    }
    let size = vec2(width, HEIGHT * em);
    grid.put_across(Band::Across, Band::Start, 0.0, size, 0, fields(blocks));
    grid.end_row(Band::Start, HEIGHT * em);
    grid.sheet.columns_span.0 = grid.sheet.top;
    is_whole
}
