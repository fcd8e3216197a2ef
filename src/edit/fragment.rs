//! Fragments: what the clipboard carries. Between projects notes as they are; to and from everything
//! else tab-separated text.

use super::block::Pasted;
use crate::model::{Note, Project, cut_to_limit};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;

/// Notes in columns: those of one step or job, then those of the next.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Fragment {
    /// Columns from left to right; a column may be empty.
    pub columns: Vec<Vec<Arc<Note>>>,
}

impl Fragment {
    /// The given notes, by the step or job they belong to, in reading order.
    pub fn of_notes(project: &Project, ids: &[crate::model::Id]) -> Self {
        let wanted: std::collections::HashSet<_> = ids.iter().copied().collect();
        let order = column_order(project);
        let mut columns: Vec<(usize, Vec<Arc<Note>>)> = Vec::new();
        for (place, note) in project
            .all_notes()
            .filter(|(_, note)| wanted.contains(&note.id))
        {
            let at = order.get(&place.column()).copied().unwrap_or(usize::MAX);
            match columns.iter_mut().find(|(known, _)| *known == at) {
                Some((_, notes)) => notes.push(Arc::clone(note)),
                None => columns.push((at, vec![Arc::clone(note)])),
            }
        }
        columns.sort_by_key(|(at, _)| *at);
        // An empty column between two stays empty, so that the block keeps its shape.
        let mut filled: Vec<Vec<Arc<Note>>> = Vec::new();
        let first = columns.first().map_or(0, |(at, _)| *at);
        for (at, notes) in columns {
            if at != usize::MAX {
                filled.resize(filled.len().max(at - first), Vec::new());
            }
            filled.push(notes);
        }
        Self { columns: filled }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.columns.iter().all(Vec::is_empty)
    }

    /// How many notes there are.
    pub fn len(&self) -> usize {
        self.columns.iter().map(Vec::len).sum()
    }

    /// Tab-separated text, one note a cell, for spreadsheets and mail.
    pub fn to_text(&self) -> String {
        let rows = self.columns.iter().map(Vec::len).max().unwrap_or(0);
        let is_single = self.len() == 1;
        let line = |row: usize| {
            let cells = self.columns.iter().map(|column| {
                column
                    .get(row)
                    .map_or(String::new(), |note| quoted(&note.text, is_single))
            });
            cells.collect::<Vec<_>>().join("\t")
        };
        (0..rows).map(line).collect::<Vec<_>>().join("\n")
    }
}

/// A cell that contains tabs, line breaks or quotes is quoted, unless it stands alone.
fn quoted(text: &str, is_single: bool) -> String {
    if !is_single && text.contains(['\t', '\n', '"']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

fn column_order(project: &Project) -> HashMap<crate::model::Id, usize> {
    let jobs = project
        .value_maps
        .iter()
        .flat_map(|map| map.jobs.iter().map(|job| job.id));
    let steps = project
        .journeys
        .iter()
        .flat_map(|journey| journey.steps.iter().map(|step| step.id));
    jobs.chain(steps).zip(0..).collect()
}

/// Text from another program as a fragment: each cell a note, each tab a column. Empty cells are left
/// out, texts longer than [`MAX_TEXT`](crate::model::MAX_TEXT) are cut to it.
pub fn from_text(text: &str) -> Fragment {
    let mut columns: Vec<Vec<Arc<Note>>> = Vec::new();
    for row in rows(text) {
        for (at, cell) in row.into_iter().enumerate() {
            let mut text = cell.trim().to_owned();
            cut_to_limit(&mut text);
            if columns.len() <= at {
                columns.resize(at + 1, Vec::new());
            }
            if !text.is_empty() {
                columns[at].push(Arc::new(Note::new(text)));
            }
        }
    }
    while columns.last().is_some_and(Vec::is_empty) {
        columns.pop();
    }
    Fragment { columns }
}

/// Text from another program as it is pasted: [`from_text`], and in which columns the first cell is
/// not empty.
pub fn paste_text(text: &str) -> Pasted {
    let firsts = rows(text).into_iter().next().unwrap_or_default();
    let mut has_first: Vec<bool> = firsts.iter().map(|cell| !cell.trim().is_empty()).collect();
    let columns = from_text(text).columns;
    has_first.resize(columns.len(), false);
    Pasted { columns, has_first }
}

/// Rows and cells of tab-separated text; quoted cells may contain tabs, line breaks and doubled quotes.
fn rows(text: &str) -> Vec<Vec<String>> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut rows = vec![vec![String::new()]];
    let mut letters = text.chars().peekable();
    let mut in_quotes = false;
    while let Some(letter) = letters.next() {
        let row = rows.last_mut();
        let Some(cell) = row.and_then(|row| row.last_mut()) else {
            break;
        };
        match letter {
            '"' if in_quotes && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if in_quotes => in_quotes = false,
            _ if in_quotes => cell.push(letter),
            // Only a cell that begins with a quote and has a closing one is quoted: people write 3" pipes.
            '"' if cell.is_empty() && closes(&letters) => in_quotes = true,
            '\t' => {
                if let Some(row) = rows.last_mut() {
                    row.push(String::new());
                }
            }
            '\n' => rows.push(vec![String::new()]),
            _ => cell.push(letter),
        }
    }
    rows
}

fn closes(rest: &std::iter::Peekable<std::str::Chars<'_>>) -> bool {
    let mut rest = rest.clone();
    while let Some(letter) = rest.next() {
        if letter == '"' {
            match rest.peek() {
                Some('"') => {
                    rest.next();
                }
                None | Some('\t' | '\n') => return true,
                Some(_) => return false,
            }
        }
    }
    false
}
