//! Views, and what each kind of them says of itself.
//!
//! A kind of canvas is a file that says all of this, and a line in [`crate::layout::views`]. What lists,
//! finds, names, draws or exports views asks here.

use super::framing::Framing;
use super::measure::Measure;
use super::parts::{Counter, Parts};
use super::sheet::Sheet;
use super::typesetter::Typesetter;
use crate::model::{Id, Place, Project, Slot, Target};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;

/// What is shown: a kind, and what of the project it is a view of.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct View {
    /// Which kind.
    pub kind: ViewKind,
    /// The map, the journey; `None` for a view of the whole project.
    pub of: Option<Id>,
}

/// A kind of views. Two are the same when their keys are.
#[derive(Clone, Copy)]
pub struct ViewKind(pub &'static dyn Views);

impl Deref for ViewKind {
    type Target = dyn Views;

    fn deref(&self) -> &Self::Target {
        self.0
    }
}

impl PartialEq for ViewKind {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for ViewKind {}

impl Hash for ViewKind {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

impl fmt::Debug for ViewKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

/// Something of a project, to ask what shows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Subject {
    /// A map, a journey, a job, a step, a solution, a customer.
    Part(Id),
    /// The notes of a place.
    Notes(Place),
}

/// The views of one kind. No method has a default: each kind says all of it.
pub trait Views: Sync {
    /// What it is called in files and on the command line: "value-map".
    fn key(&self) -> &'static str;

    /// What one is called: "Value map".
    fn word(&self) -> &'static str;

    /// What a project has of them, in the order of tabs; `None` for one of the whole project.
    fn all(&self, project: &Project) -> Vec<Option<Id>>;

    /// What somebody has called it; empty when nobody has.
    fn name<'a>(&self, project: &'a Project, of: Option<Id>) -> &'a str;

    /// Its name as a text that can be written; `None` where it has none of its own.
    fn title(&self, of: Option<Id>) -> Option<Target>;

    /// Which of them shows this: the first one that does.
    fn shows(&self, project: &Project, what: Subject) -> Option<Option<Id>>;

    /// The customer it is about.
    fn persona(&self, project: &Project, of: Option<Id>) -> Option<Id>;

    /// Whether they are drawn on a canvas; a page without one shows itself.
    fn has_canvas(&self) -> bool;

    /// How one is laid out; `None` where the project no longer has it, or it has no canvas.
    fn layout<'a>(&self, project: &'a Project, of: Option<Id>) -> Option<Box<dyn Layout + 'a>>;
}

/// How a map, a journey, a customer is laid out.
pub trait Layout {
    /// Where the next column would stand: after the column with this id, else at the end. `None` where
    /// no columns can be added.
    fn column_slot(&self, after: Option<Id>) -> Option<Slot>;

    /// Where a note goes that is written without a place: into this column, for this solution, where the
    /// cursor says so; else into the first ones.
    fn first_place(&self, column: Option<Id>, solution: Option<Id>) -> Option<Place>;

    /// How much there is to lay out.
    fn count(&self, framing: &Framing, counter: &mut Counter);

    /// The sheet.
    fn sheet(&self, setter: &mut Typesetter, framing: &Framing) -> Sheet;

    /// What decides how large it is drawn.
    fn measure(&self, setter: &mut Typesetter, framing: &Framing) -> Measure;
}

impl View {
    /// What somebody has called it; empty when nobody has.
    pub fn name(self, project: &Project) -> &str {
        self.kind.name(project, self.of).trim()
    }

    /// What it is: "Value map".
    pub fn word(self) -> &'static str {
        self.kind.word()
    }

    /// Its name as a text that can be written.
    pub fn title(self) -> Option<Target> {
        self.kind.title(self.of)
    }

    /// Whether the project still has it.
    pub fn is_there(self, project: &Project) -> bool {
        self.kind.all(project).contains(&self.of)
    }

    /// The customer it is about.
    pub fn persona(self, project: &Project) -> Option<Id> {
        self.kind.persona(project, self.of)
    }

    /// How it is laid out; `None` where the project no longer has it, or it has no canvas.
    pub fn layout(self, project: &Project) -> Option<Box<dyn Layout + '_>> {
        self.kind.layout(project, self.of)
    }

    /// How much there is to lay out. Stops where it would take longer than this, in microseconds.
    pub fn parts(self, project: &Project, framing: &Framing, most: usize) -> Parts {
        let mut counter = Counter::new(most);
        if let Some(layout) = self.layout(project) {
            layout.count(framing, &mut counter);
        }
        counter.parts
    }
}
