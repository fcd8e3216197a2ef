//! What goes with something that is gone: links to it, and cells in which nothing is left.

use crate::model::{Cell, Id, Project};
use std::sync::Arc;

/// Deletes the links from and to what is gone.
pub(super) fn remove_links(project: &mut Project, is_gone: impl Fn(Id) -> bool) {
    if project
        .links
        .iter()
        .any(|link| is_gone(link.from) || is_gone(link.to))
    {
        project
            .links
            .to_mut()
            .retain(|link| !is_gone(link.from) && !is_gone(link.to));
    }
}

/// Removes a cell that says nothing an absent one would not say, so that it leaves no trace in the file.
pub(super) fn tidy_cell(project: &mut Project, solution: Id, step: Id) {
    let found = project.solution(solution);
    let is_blank = |cell: &Arc<Cell>| cell.is_blank();
    if found.is_some_and(|(_, solution)| solution.cell(step).is_some_and(is_blank))
        && let Some(solution) = project.solution_mut(solution)
    {
        solution.cells.remove(step);
    }
}
