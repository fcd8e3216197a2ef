//! The bars of one step: benefits rise from the axis, sacrifices fall, one segment per note.

use crate::analysis::{StepState, StepValue};
use crate::layout::kit::grid::shown;
use crate::layout::kit::sheet::{BarValue, CellLayout, Mark, Pattern};
use crate::layout::kit::table::Table;
use crate::layout::kit::theme::Role;
use crate::model::{Aggregation, Cell, Id, Lane, Note, Target};
use emath::{Rect, pos2};
use std::sync::Arc;

/// Columns that are remembered at most; then it is begun anew.
const KEPT: usize = 4096;

/// All that the bars of one step are made of; lengths in points.
#[derive(Clone, Debug)]
pub(super) struct BarColumn {
    pub em: f32,
    /// Of the column.
    pub width: f32,
    /// Of the band.
    pub height: f32,
    /// From the top.
    pub axis: f32,
    /// Length of one scale point.
    pub unit: f32,
    /// Whether anything is scored at all; otherwise notes are ticks.
    pub is_known: bool,
    /// How notes become a figure.
    pub rule: Aggregation,
    /// One for each solution shown, in the order of the bars.
    pub cells: Vec<SolutionCell>,
}

/// The step in one solution.
#[derive(Clone, Debug)]
pub(super) struct SolutionCell {
    /// Whose it is.
    pub solution: Id,
    /// What it comes to.
    pub worth: StepValue,
    /// With the notes.
    pub cell: Option<Arc<Cell>>,
}

/// The columns laid out last, by their steps. One changed note costs one of them.
#[derive(Default)]
pub(super) struct BarColumns(Table<Id, (BarColumn, Arc<CellLayout>)>);

impl BarColumns {
    /// The bars of a step; the same ones as long as nothing of what they are made of changes.
    pub(super) fn content(&mut self, step: Id, column: BarColumn) -> Arc<CellLayout> {
        if let Some((known, content)) = self.0.get(&step)
            && known.is_same(&column)
        {
            return Arc::clone(content);
        }
        if self.0.len() >= KEPT {
            self.0.clear();
        }
        let content = Arc::new(column.lay_out());
        self.0.insert(step, (column, Arc::clone(&content)));
        content
    }
}

/// How far the bar of one step goes up and down, in scale points.
pub(super) fn sides(worth: &StepValue, rule: Aggregation) -> (f64, f64) {
    match rule {
        Aggregation::Sum | Aggregation::Mean | Aggregation::Peak => (
            worth.benefits.unwrap_or(0.0),
            worth.sacrifices.unwrap_or(0.0),
        ),
        Aggregation::Overall => {
            let net = worth.net.unwrap_or(0.0);
            (net.max(0.0), (-net).max(0.0))
        }
    }
}

/// What the bar of one solution is made of, from the axis outwards.
struct Stack<'a> {
    up: Vec<(f64, Option<&'a Note>)>,
    down: Vec<(f64, Option<&'a Note>)>,
}

impl SolutionCell {
    fn is_same(&self, other: &Self) -> bool {
        let cells = match (&self.cell, &other.cell) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        cells && self.solution == other.solution && self.worth == other.worth
    }

    fn stack(&self, rule: Aggregation) -> Stack<'_> {
        let mut stack = Stack {
            up: Vec::new(),
            down: Vec::new(),
        };
        let worth = &self.worth;
        match (self.cell.as_deref().filter(|cell| cell.applies), rule) {
            (Some(cell), Aggregation::Sum) => {
                let segments = |lane| {
                    let scored = Cell::notes(cell, lane)
                        .iter()
                        .filter_map(|note| Some((note.score?.to_f64(), Some(&**note))));
                    scored.collect()
                };
                stack.up = segments(Lane::Benefits);
                stack.down = segments(Lane::Sacrifices);
            }
            (Some(_), Aggregation::Mean | Aggregation::Peak) => {
                stack
                    .up
                    .extend(worth.benefits.map(|benefits| (benefits, None)));
                stack
                    .down
                    .extend(worth.sacrifices.map(|sacrifices| (sacrifices, None)));
            }
            (Some(_), Aggregation::Overall) => match worth.net {
                Some(net) if net > 0.0 => stack.up.push((net, None)),
                Some(net) if net < 0.0 => stack.down.push((-net, None)),
                _ => {}
            },
            (None, _) => {}
        }
        stack
    }
}

impl BarColumn {
    fn is_same(&self, other: &Self) -> bool {
        let sizes = |column: &Self| {
            [
                column.em,
                column.width,
                column.height,
                column.axis,
                column.unit,
            ]
        };
        sizes(self) == sizes(other)
            && self.is_known == other.is_known
            && self.rule == other.rule
            && self.cells.len() == other.cells.len()
            && self
                .cells
                .iter()
                .zip(&other.cells)
                .all(|(one, other)| one.is_same(other))
    }

    fn lay_out(&self) -> CellLayout {
        let mut marks = Vec::new();
        for (index, cell) in self.cells.iter().enumerate() {
            if cell.worth.state == StepState::NoSuchStep {
                marks.push(self.no_such_step(index));
            } else if self.is_known {
                self.bars(&cell.stack(self.rule), index, &mut marks);
            } else if let Some(cell) = &cell.cell {
                self.ticks(cell, index, &mut marks);
            }
        }
        // Last: nothing covers the line that bars are measured from.
        marks.push(Mark::Axis {
            y: self.axis,
            role: Role::Ink,
            width: 2.0,
        });
        let bars = self.cells.iter().map(|cell| BarValue {
            solution: cell.solution,
            worth: cell.worth.clone(),
        });
        CellLayout {
            bars: bars.collect(),
            marks,
            ..shown(Vec::new())
        }
    }

    /// Left edge and width of the bar of one solution: the same rhythm for any number of them.
    fn bar(&self, index: usize) -> (f32, f32) {
        /// Between two bars, in widths of a bar.
        const GAP: f32 = 0.175;
        let count = self.cells.len() as f32;
        let widths = count + (count - 1.0) * GAP;
        let width = (2.0 * self.em)
            .min(0.3 * self.width)
            .min((self.width - self.em) / widths);
        let gap = GAP * width;
        let all = widths * width;
        (
            (self.width - all) / 2.0 + index as f32 * (width + gap),
            width,
        )
    }

    fn bars(&self, stack: &Stack<'_>, index: usize, marks: &mut Vec<Mark>) {
        let (x, width) = self.bar(index);
        for (side, fill, direction) in [
            (&stack.up, Role::Good, -1.0),
            (&stack.down, Role::Cost, 1.0),
        ] {
            // Thinner than a point nothing can be told apart, or clicked.
            let is_merged = side
                .iter()
                .any(|(score, _)| *score > 0.0 && *score as f32 * self.unit < 1.0);
            let merged = [(side.iter().map(|(score, _)| score).sum::<f64>(), None)];
            let segments = if is_merged { &merged[..] } else { side };
            let mut y = self.axis;
            for (score, note) in segments.iter().filter(|(score, _)| *score > 0.0) {
                let end = y + direction * *score as f32 * self.unit;
                marks.push(Mark::Bar {
                    rect: Rect::from_two_pos(pos2(x, y), pos2(x + width, end)),
                    fill,
                    pattern: Pattern::of(index),
                    target: note.map(|note| Target::Note(note.id)),
                });
                y = end;
            }
        }
    }

    /// While nothing is scored: a tick for each note.
    fn ticks(&self, cell: &Cell, index: usize, marks: &mut Vec<Mark>) {
        let (x, width) = self.bar(index);
        let pitch = 0.5 * self.em;
        let side = self.axis.min(self.height - self.axis);
        let most = ((side - 0.5 * self.em) / pitch) as usize;
        for (lane, role, direction) in [
            (Lane::Benefits, Role::Good, -1.0),
            (Lane::Sacrifices, Role::Cost, 1.0),
        ] {
            for at in 0..cell.notes(lane).len().min(most) {
                let y = self.axis + direction * (at as f32 + 1.0) * pitch;
                marks.push(Mark::Tick {
                    from: pos2(x, y),
                    to: pos2(x + width, y),
                    role,
                    width: 2.0,
                });
            }
        }
    }

    fn no_such_step(&self, index: usize) -> Mark {
        let (x, width) = self.bar(index);
        let half = 0.6 * self.em;
        let middle = self.axis;
        Mark::NoSuchStep {
            rect: Rect::from_min_max(pos2(x, middle - half), pos2(x + width, middle + half)),
        }
    }
}
