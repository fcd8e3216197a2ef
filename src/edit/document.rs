//! The document: the present project, every earlier one, and the one that is on disk.
//!
//! Every change goes through here. History is a list of whole values that share all but what was
//! changed, so undo cannot be wrong and there are no operations with inverses to keep in step.

use super::places::Places;
use crate::model::Project;
use std::sync::Arc;

/// What a change is called, and the value to come back to.
#[derive(Clone)]
struct Step {
    label: String,
    project: Arc<Project>,
}

/// A project, its history, and its saved value.
pub struct Document {
    project: Arc<Project>,
    /// The value on disk, or the one a new project began with; `None` when there is nothing on disk that
    /// can be read.
    saved: Option<Arc<Project>>,
    /// Values before each change, oldest first.
    past: Vec<Step>,
    /// Values to come back to, nearest last.
    future: Vec<Step>,
    /// The change that is still going on: a text being typed, cards being dragged.
    open: Option<Step>,
    places: Places,
    /// The answer to "does it differ from what is saved", and for which value.
    is_dirty: (Arc<Project>, bool),
    is_read_only: bool,
    /// The file that held the saved value is gone.
    is_lost: bool,
}

impl Document {
    /// A project as it was opened or made.
    pub fn new(project: Arc<Project>) -> Self {
        let mut places = Places::default();
        places.follow(&project);
        Self {
            saved: Some(Arc::clone(&project)),
            past: Vec::new(),
            future: Vec::new(),
            open: None,
            places,
            is_dirty: (Arc::clone(&project), false),
            project,
            is_read_only: false,
            is_lost: false,
        }
    }

    /// A project to look at: nothing changes it.
    pub fn read_only(project: Arc<Project>) -> Self {
        Self {
            is_read_only: true,
            ..Self::new(project)
        }
    }

    /// Whether nothing changes it.
    pub fn is_read_only(&self) -> bool {
        self.is_read_only
    }

    /// The present value.
    pub fn project(&self) -> &Arc<Project> {
        &self.project
    }

    /// Where each note is.
    pub fn places(&self) -> &Places {
        &self.places
    }

    /// One change, one step. A change that changes nothing leaves no step. Whatever was being typed
    /// is kept first.
    pub fn edit(&mut self, label: impl Into<String>, change: impl FnOnce(&mut Project)) -> bool {
        self.keep();
        if self.is_read_only {
            return false;
        }
        let before = Arc::clone(&self.project);
        let mut after = Arc::clone(&before);
        change(Arc::make_mut(&mut after));
        if after == before {
            return false;
        }
        self.past.push(Step {
            label: label.into(),
            project: before,
        });
        self.future.clear();
        self.show(after);
        true
    }

    /// Begins a change that will be amended. Another one that is still going on is kept.
    pub fn begin(&mut self, label: impl Into<String>) {
        self.keep();
        if self.is_read_only {
            return;
        }
        self.open = Some(Step {
            label: label.into(),
            project: Arc::clone(&self.project),
        });
    }

    /// Whether a change is going on.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Makes the change anew from the value it began with. Does nothing when none is going on.
    pub fn amend(&mut self, change: impl FnOnce(&mut Project)) {
        let Some(open) = &self.open else { return };
        let mut after = Arc::clone(&open.project);
        change(Arc::make_mut(&mut after));
        self.show(after);
    }

    /// Ends the change as one step, if it changed anything.
    pub fn keep(&mut self) {
        let Some(open) = self.open.take() else { return };
        if open.project == self.project {
            // The same value; its older pointer spares everybody a new layout.
            self.show(open.project);
            return;
        }
        self.past.push(open);
        self.future.clear();
    }

    /// One step back. `false` when there is none.
    pub fn undo(&mut self) -> bool {
        self.step(true)
    }

    /// One step forward again. `false` when there is none.
    pub fn redo(&mut self) -> bool {
        self.step(false)
    }

    fn step(&mut self, is_back: bool) -> bool {
        self.keep();
        let (from, to) = if is_back {
            (&mut self.past, &mut self.future)
        } else {
            (&mut self.future, &mut self.past)
        };
        let Some(Step { label, project }) = from.pop() else {
            return false;
        };
        let present = Arc::clone(&self.project);
        to.push(Step {
            label,
            project: present,
        });
        self.show(project);
        true
    }

    /// What undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        match &self.open {
            Some(open) => Some(&open.label),
            None => self.past.last().map(|step| step.label.as_str()),
        }
    }

    /// What redo would bring back.
    pub fn redo_label(&self) -> Option<&str> {
        self.future.last().map(|step| step.label.as_str())
    }

    /// How many steps could be taken back.
    pub fn undo_steps(&self) -> usize {
        self.past.len()
    }

    /// This value is on disk now.
    pub fn mark_saved(&mut self, saved: Arc<Project>) {
        let is_dirty = *self.project != *saved;
        self.saved = Some(saved);
        self.is_lost = false;
        self.is_dirty = (Arc::clone(&self.project), is_dirty);
    }

    /// The file is gone, or there again: while it is gone everything is unsaved.
    pub fn set_lost(&mut self, is_lost: bool) {
        self.is_lost = is_lost;
        let is_dirty = self.differs(&self.project);
        self.is_dirty = (Arc::clone(&self.project), is_dirty);
    }

    fn differs(&self, project: &Arc<Project>) -> bool {
        self.is_lost || self.saved.as_ref() != Some(project)
    }

    /// Nothing on disk is known any more, so everything is unsaved.
    pub fn forget_saved(&mut self) {
        self.saved = None;
        self.is_dirty = (Arc::clone(&self.project), true);
    }

    /// The value on disk, or the one a new project began with.
    pub fn saved(&self) -> Option<&Arc<Project>> {
        self.saved.as_ref()
    }

    /// Whether the present value differs from the one on disk.
    pub fn is_dirty(&self) -> bool {
        debug_assert!(Arc::ptr_eq(&self.is_dirty.0, &self.project));
        self.is_dirty.1
    }

    fn show(&mut self, project: Arc<Project>) {
        if Arc::ptr_eq(&project, &self.project) {
            return;
        }
        self.places.follow(&project);
        let is_dirty = self.differs(&project);
        self.is_dirty = (Arc::clone(&project), is_dirty);
        self.project = project;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Template;

    fn document() -> Document {
        Document::new(Arc::new(Template::Cvj.build()))
    }

    fn rename(name: &str) -> impl FnOnce(&mut Project) {
        let name = name.to_owned();
        move |project| project.name = name
    }

    #[test]
    fn undo_comes_back_to_the_very_same_value() {
        let mut document = document();
        let first = Arc::clone(document.project());
        document.edit("Rename", rename("a"));
        document.edit("Rename", rename("b"));
        assert!(document.is_dirty());
        assert!(document.undo() && document.undo());
        assert!(Arc::ptr_eq(document.project(), &first));
        assert!(!document.is_dirty());
        assert!(!document.undo());
        assert!(document.redo() && document.redo());
        assert_eq!(document.project().name, "b");
        assert!(!document.redo());
    }

    #[test]
    fn a_change_that_changes_nothing_leaves_no_step() {
        let mut document = document();
        let name = document.project().name.clone();
        assert!(!document.edit("Rename", rename(&name)));
        document.begin("Type");
        document.amend(rename("x"));
        document.amend(rename(&name));
        document.keep();
        assert_eq!(document.undo_label(), None);
    }

    #[test]
    fn typing_is_one_step_however_many_letters() {
        let mut document = document();
        let first = Arc::clone(document.project());
        document.begin("Type");
        for text in ["S", "Sl", "Slow"] {
            document.amend(rename(text));
            assert_eq!(
                document.project().name,
                text,
                "every letter is in the document"
            );
        }
        document.keep();
        assert!(document.undo());
        assert!(Arc::ptr_eq(document.project(), &first));
    }

    #[test]
    fn dirty_means_differs_from_what_is_on_disk() {
        let mut document = document();
        document.edit("Rename", rename("a"));
        document.mark_saved(Arc::clone(document.project()));
        assert!(!document.is_dirty());
        document.undo();
        assert!(document.is_dirty());
        let name = document.project().name.clone();
        document.redo();
        assert!(!document.is_dirty());
        document.edit("Rename", rename(&name));
        document.edit("Rename", rename("a"));
        assert!(!document.is_dirty(), "by value, not by history");
    }

    #[test]
    fn without_anything_on_disk_everything_is_unsaved() {
        let mut document = document();
        document.forget_saved();
        assert!(document.is_dirty());
        document.edit("Rename", rename("a"));
        document.undo();
        assert!(document.is_dirty());
        document.mark_saved(Arc::clone(document.project()));
        assert!(!document.is_dirty());
        document.set_lost(true);
        document.edit("Rename", rename("b"));
        document.undo();
        assert!(document.is_dirty(), "the file is gone");
        document.set_lost(false);
        assert!(!document.is_dirty());
    }

    #[test]
    fn what_is_only_looked_at_does_not_change() {
        let mut document = Document::read_only(Arc::new(Template::Cvj.build()));
        let before = Arc::clone(document.project());
        assert!(!document.edit("Rename", rename("a")));
        document.begin("Type");
        document.amend(rename("b"));
        document.keep();
        assert!(Arc::ptr_eq(document.project(), &before) && !document.is_dirty());
    }

    #[test]
    fn an_edit_keeps_what_was_being_typed() {
        let mut document = document();
        document.begin("Type");
        document.amend(rename("Slow"));
        document.edit("Describe", |project| project.description = "d".to_owned());
        document.undo();
        assert_eq!(document.project().name, "Slow");
    }
}
