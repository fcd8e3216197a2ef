//! What drawing a view costs, told from counts before anything is drawn: a file may hold more than
//! anybody can look at, and whoever exports it is told at once.
//!
//! The figures per part were measured with the optimised program on a machine of 2026, and rounded up.

use super::error::ExportError;
use super::paper::Paper;
use crate::layout::theme::Theme;
use crate::layout::{Framing, Parts, Sheet, View};
use crate::model::Project;

/// Most time that an export may take, in microseconds.
const MOST_TIME: usize = 1_600_000;
/// Most memory that an export may take besides the project, in bytes.
pub const MOST_MEMORY: usize = 360 * 1024 * 1024;

/// Whether a view can be laid out in this much memory, in bytes.
///
/// # Errors
/// A sentence with how much there is.
pub(super) fn check(parts: &Parts, memory: usize) -> Result<(), ExportError> {
    if parts.time() <= MOST_TIME && parts.memory() <= memory {
        return Ok(());
    }
    Err(ExportError::TooMuch {
        notes: parts.notes + parts.folded,
        cells: parts.cells,
        ms: parts.time() / 1000,
        mega: parts.memory() >> 20,
        most_ms: MOST_TIME / 1000,
        most_mega: memory >> 20,
    })
}

/// How much of a view there is to lay out. Stops counting where it is too much anyway.
pub(super) fn parts(project: &Project, view: View, framing: &Framing) -> Parts {
    view.parts(project, framing, 2 * MOST_TIME)
}

/// How much there is to draw as pixels.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Drawing {
    /// Of the picture.
    pub width: u32,
    /// Of the picture.
    pub height: u32,
    /// Letters that are drawn, and shapes.
    pub letters: usize,
}

impl Drawing {
    /// Of a sheet at this size in pixels.
    pub(super) fn of(sheet: &Sheet, (width, height): (u32, u32)) -> Self {
        let mut letters = 4 * sheet.links.len();
        for cell in &sheet.cells {
            // A shape costs as much as some letters.
            letters += 4 * cell.content.marks.len();
            for block in &cell.content.blocks {
                letters += 4;
                let lines = block.lines.iter().flat_map(|line| &line.words);
                letters += lines.map(|word| word.word.glyphs.len()).sum::<usize>();
            }
        }
        Self {
            width,
            height,
            letters,
        }
    }

    fn pixels(&self) -> usize {
        self.width as usize * self.height as usize
    }

    /// Time to draw it and to pack it, in microseconds.
    pub(super) fn time(&self) -> usize {
        self.letters.saturating_mul(7) / 2 + self.pixels() / 110
    }

    /// Whether it can be drawn.
    ///
    /// # Errors
    /// A sentence with how much there is and the largest that can be.
    pub(super) fn check(&self) -> Result<(), ExportError> {
        if self.time() <= MOST_TIME {
            return Ok(());
        }
        let letters = Self {
            width: 1,
            height: 1,
            ..*self
        };
        if letters.time() > MOST_TIME * 3 / 4 {
            return Err(ExportError::TooManyLetters {
                letters: self.letters,
                most: MOST_TIME * 3 / 4 / 7 * 2,
            });
        }
        let most = (MOST_TIME - letters.time()) * 110;
        Err(ExportError::TooLarge {
            width: self.width,
            height: self.height,
            most: most / 1_000_000,
            instead: "SVG".to_owned(),
        })
    }
}

/// How a view goes out.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Look {
    /// Its colours.
    pub theme: Theme,
    /// A sheet of paper that it fills; as large as it is otherwise.
    pub paper: Option<Paper>,
    /// Pixels a point, where it is made of pixels and there is no paper.
    pub scale: f32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::words::LONGEST;
    use crate::model::{Cell, Id, Lane, Note, Solution, Step, Template};
    use std::sync::Arc;

    /// A journey with so many steps and solutions, and so many notes in each cell.
    fn project(
        steps: usize,
        solutions: usize,
        notes: usize,
        text: &dyn Fn(usize) -> String,
    ) -> Project {
        let mut project = Template::Cvjm.build();
        let journey = Arc::make_mut(&mut project.journeys[0]);
        journey.steps = (0..steps)
            .map(|at| Arc::new(Step::new(format!("Step {at}"))))
            .collect();
        let ids: Vec<Id> = journey.steps.iter().map(|step| step.id).collect();
        journey.solutions = (0..solutions)
            .map(|at| {
                let mut solution = Solution::new(format!("Solution {at}"));
                for step in &ids {
                    let mut cell = Cell::default();
                    let notes = (0..notes).map(|at| Arc::new(Note::new(text(at))));
                    cell.notes_mut(Lane::Benefits).extend(notes);
                    solution.cells.insert(*step, Arc::new(cell));
                }
                Arc::new(solution)
            })
            .collect();
        project
    }

    fn parts_of(project: &Project, is_folded: bool) -> Parts {
        let view = View::journey(project.journeys[0].id);
        let framing = Framing {
            is_folded,
            ..Framing::export()
        };
        parts(project, view, &framing)
    }

    fn short(at: usize) -> String {
        format!("Queueing at the counter {}", at % 50)
    }

    #[test]
    fn what_a_workshop_makes_and_ten_times_that_goes_out() {
        for (steps, solutions, notes) in [(12, 3, 4), (40, 5, 50), (1, 1, 10_000)] {
            let parts = parts_of(&project(steps, solutions, notes, &short), false);
            assert_eq!(parts.notes, steps * solutions * notes);
            assert_eq!(check(&parts, MOST_MEMORY), Ok(()), "{parts:?}");
        }
    }

    #[test]
    fn what_nobody_can_look_at_is_refused_with_its_figures() {
        let refused = |project: &Project| {
            let error = check(&parts_of(project, false), MOST_MEMORY).unwrap_err();
            error.to_string()
        };
        let many = project(1, 1, 199_990, &short);
        let error = refused(&many);
        assert!(
            error.contains("199\u{a0}990 notes in 2 cells") && error.contains("1600 ms and 360 MB"),
            "{error}"
        );
        // Empty cells cost as well.
        let error = refused(&project(1_000, 190, 0, &short));
        assert!(error.contains("0 notes in 191\u{a0}000 cells"), "{error}");
        // Every word another one, however long the texts are.
        let mut random = fastrand::Rng::with_seed(1);
        let words = (0..300).fold(String::new(), |words, _| {
            words + &format!("w{:x} ", random.u64(..))
        });
        let long = project(1, 1, 3_000, &|at| words.replace('w', &format!("{at}v")));
        assert!(refused(&long).contains("3\u{a0}000 notes"));
        let endless = project(1, 1, 1, &|_| "a".repeat(60_000));
        assert!(parts_of(&endless, false).letters < 2 * LONGEST);
        // Folded, only figures and bars are drawn.
        assert_eq!(
            check(
                &parts_of(&project(1, 1, 100_000, &short), true),
                MOST_MEMORY
            ),
            Ok(())
        );
    }

    #[test]
    fn pixels_and_letters_share_the_time_there_is() {
        let drawing = |width, height, letters| Drawing {
            width,
            height,
            letters,
        };
        // A0 at 300 dpi with all that fills it.
        assert_eq!(drawing(9_933, 14_043, 60_000).check(), Ok(()));
        let error = drawing(9_933, 14_043, 300_000)
            .check()
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("9933 × 14043 pixels") && error.contains("60 million"),
            "{error}"
        );
        let error = drawing(100, 100, 500_000).check().unwrap_err().to_string();
        assert!(error.contains("500\u{a0}000 letters"), "{error}");
    }
}
