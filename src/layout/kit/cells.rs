//! Finished cells of notes, kept together with what they were made from.
//!
//! A cell is known by the part of the project that holds its notes: one typed letter lays out one cell
//! anew and takes all others as they are.

use super::sheet::CellLayout;
use super::table::Table;
use crate::model::Place;
use std::sync::Arc;

/// What a finished cell was made from.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct CellKey {
    pub place: Place,
    /// Of the part of the project that holds the notes.
    pub pointer: usize,
    /// In points, as bits.
    pub width: u32,
    /// In points, as bits.
    pub em: u32,
    pub stacks: usize,
    pub marks_unscored: bool,
}

/// The part of the project a cell was made from; kept so that its address stays taken.
pub(super) type Source = Arc<dyn std::any::Any + Send + Sync>;

/// The cells of this layout, and those of the one before.
#[derive(Default)]
pub(crate) struct Cells {
    now: Table<CellKey, (Source, Arc<CellLayout>)>,
    /// What is not used twice in a row is forgotten.
    earlier: Table<CellKey, (Source, Arc<CellLayout>)>,
    made: usize,
}

impl Cells {
    /// How many were laid out since the beginning.
    pub(crate) fn made(&self) -> usize {
        self.made
    }

    /// A layout begins.
    pub(crate) fn begin(&mut self) {
        self.earlier = std::mem::take(&mut self.now);
    }

    /// A layout is finished: what it has not used is forgotten.
    pub(crate) fn end(&mut self) {
        self.earlier.clear();
    }

    /// Words are broken elsewhere from now on.
    pub(crate) fn forget(&mut self) {
        self.now.clear();
    }

    /// A cell made from the same before.
    pub(super) fn take(&mut self, key: &CellKey) -> Option<Arc<CellLayout>> {
        if let Some((key, kept)) = self.earlier.remove_entry(key) {
            let content = Arc::clone(&kept.1);
            self.now.insert(key, kept);
            return Some(content);
        }
        self.now.get(key).map(|(_, content)| Arc::clone(content))
    }

    /// Keeps a cell that was laid out.
    pub(super) fn keep(&mut self, key: CellKey, source: Source, content: &Arc<CellLayout>) {
        self.made += 1;
        self.now.insert(key, (source, Arc::clone(content)));
    }
}
