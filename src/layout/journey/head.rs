//! The head of a journey: phases, the names of the steps, what stands over the totals.

use super::net_rows::width_of;
use super::scope::{Scope, TOTALS_INSET};
use super::{bars, counts};
use crate::layout::kit::fonts::Weight;
use crate::layout::kit::framing::{Foot, Framing};
use crate::layout::kit::grid::{Grid, fields, shown};
use crate::layout::kit::sheet::{Align, Band, CellLayout, Mark};
use crate::layout::kit::theme::Role;
use crate::layout::kit::typesetter::{LINE, TextStyle, Typesetter, room};
use crate::model::words::capitalised;
use crate::model::{Slot, Step, Target};
use emath::{pos2, vec2};
use std::sync::Arc;

/// Most lines of a step's name.
pub(super) const NAME_LINES: usize = 3;
/// Height of the row of phases in em.
const PHASES: f32 = 1.7;
/// Beside a step's name, and above and below it together, in em.
pub(super) const NAME_INSET: f32 = 0.3;
pub(super) const NAME_AROUND: f32 = 0.6;

/// What stands over the totals.
fn totals_name(scope: &Scope<'_>) -> String {
    format!("All {}s", scope.journey.step_word())
}

/// Width of the totals in points: as wide as what is written there, nothing without any.
pub(super) fn totals_width(setter: &mut Typesetter, scope: &Scope<'_>, em: f32, foot: Foot) -> f32 {
    if scope.steps.is_empty() {
        return 0.0;
    }
    let mut widest = counts::widest_total(setter, scope, em);
    if scope.journey.is_weighed() {
        widest = widest.max(bars::widest_total(setter, scope, em, foot));
    }
    if widest == 0.0 {
        return 0.0;
    }
    let head = width_of(setter, &totals_name(scope), Weight::Bold, em);
    widest.max(head) + 2.0 * TOTALS_INSET * em
}

/// Height of the row of phases in em: nothing where no step has one.
pub(super) fn phases_height(scope: &Scope<'_>) -> f32 {
    let has_phases = scope.steps.iter().any(|step| !step.phase.trim().is_empty());
    if has_phases { PHASES } else { 0.0 }
}

pub(super) fn add_phases(setter: &mut Typesetter, grid: &mut Grid, scope: &Scope<'_>) {
    let em = grid.sheet.em;
    let height = phases_height(scope) * em;
    if height == 0.0 {
        return;
    }
    let mut begin = 0;
    while begin < scope.steps.len() {
        let phase = &scope.steps[begin].phase;
        let end = begin
            + scope.steps[begin..]
                .iter()
                .take_while(|step| step.phase == *phase)
                .count();
        let x = grid.sheet.columns[begin].x;
        let width = grid.sheet.columns[end - 1].x + grid.sheet.columns[end - 1].width - x;
        if !phase.trim().is_empty() {
            let style = TextStyle::label(em)
                .ink(Role::Weak)
                .align(Align::Center)
                .max_lines(1);
            let block = setter.text(phase, room(0.3 * em, 0.1 * em, width - 0.6 * em), &style);
            let y = height - 0.15 * em;
            let line = Mark::Tick {
                from: pos2(0.5 * em, y),
                to: pos2(width - 0.5 * em, y),
                role: Role::Rule,
                width: 1.0,
            };
            let content = CellLayout {
                marks: vec![line],
                ..shown(vec![block])
            };
            let size = vec2(width, height);
            grid.put_across(Band::Middle, Band::Start, x, size, begin + 1, content);
        }
        begin = end;
    }
    grid.end_row(Band::Start, height);
    grid.sheet.columns_span.0 = grid.sheet.top;
}

/// Height of the row of step names in points.
fn names_height(setter: &mut Typesetter, steps: &[Arc<Step>], em: f32, column: f32) -> f32 {
    let width = column - 2.0 * NAME_INSET * em;
    let lines = steps.iter().map(|step| {
        let name = setter.label(&step.name, Weight::Bold);
        name.count_lines(em, width, NAME_LINES)
    });
    (lines.max().unwrap_or(1).max(1) as f32 * LINE + NAME_AROUND) * em
}

pub(super) fn add_step_names(
    setter: &mut Typesetter,
    grid: &mut Grid,
    scope: &Scope<'_>,
    framing: &Framing,
) {
    let em = grid.sheet.em;
    let column = framing.column * em;
    let height = names_height(setter, scope.steps, em, column * framing.heads);
    let word = scope.journey.step_word();
    let unnamed = format!("{} without a name", capitalised(word));
    for (at, step) in scope.steps.iter().enumerate() {
        let style = TextStyle::label(em)
            .bold()
            .align(Align::Center)
            .max_lines(NAME_LINES)
            .field(Target::StepName(step.id))
            .padding(vec2(NAME_INSET * em, 0.0));
        let text = if step.name.trim().is_empty() {
            &unnamed
        } else {
            &step.name
        };
        let style = if step.name.trim().is_empty() {
            style.prompt()
        } else {
            style
        };
        let block = setter.text(text, room(0.0, 0.2 * em, column), &style);
        grid.put(Band::Start, at, height, fields(vec![block]));
    }
    if grid.sheet.right > 0.0 {
        let style = TextStyle::label(em).bold().align(Align::Right).max_lines(1);
        let inset = TOTALS_INSET * em;
        let block = setter.text(
            &totals_name(scope),
            room(inset, 0.2 * em, grid.sheet.right - 2.0 * inset),
            &style,
        );
        grid.put_total(Band::Start, height, shown(vec![block]));
    }
    if framing.has_prompts {
        let prompt = scope.steps.is_empty().then(|| {
            let text = format!(
                "What happens first, seen by the customer? Type it; Tab for the next {word}."
            );
            setter.one_line_prompt(&text, em, 0.2 * em)
        });
        let new = Slot::Step {
            journey: scope.journey.id,
            at: scope.journey.steps.len(),
        };
        grid.put_new_column(new, height, prompt);
    }
    grid.end_row(Band::Start, height);
}
