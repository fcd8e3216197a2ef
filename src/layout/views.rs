//! The table of canvases: each kind is a file and a line here.

use super::journey::JourneyMap;
use super::kit::kind::{Subject, View, ViewKind};
use super::value_map::CustomerValueMap;
use crate::model::{Id, Project};

/// All kinds, in the order of tabs, one a line.
#[rustfmt::skip]
pub const KINDS: &[ViewKind] = &[
    ViewKind(&CustomerValueMap),
    ViewKind(&JourneyMap),
    ViewKind(&super::empathy_map::EmpathyMap),
];

impl View {
    /// A Customer Value Map.
    pub const fn value_map(id: Id) -> Self {
        Self {
            kind: ViewKind(&CustomerValueMap),
            of: Some(id),
        }
    }

    /// A journey.
    pub const fn journey(id: Id) -> Self {
        Self {
            kind: ViewKind(&JourneyMap),
            of: Some(id),
        }
    }

    /// Every canvas of a project, in the order of tabs.
    pub fn all(project: &Project) -> Vec<Self> {
        KINDS.iter().flat_map(|kind| kind.views(project)).collect()
    }

    /// What a file names with an id alone: the map or journey of this id.
    pub fn of(project: &Project, id: Id) -> Option<Self> {
        let mut all = KINDS.iter().flat_map(|kind| kind.views(project));
        all.find(|view| view.of == Some(id))
    }

    /// The first view that shows something of the project.
    pub fn showing(project: &Project, what: Subject) -> Option<Self> {
        KINDS.iter().find_map(|kind| kind.showing(project, what))
    }

    /// What a reader sees first: what the project says, else its first map, else its first journey.
    pub fn first(project: &Project) -> Option<Self> {
        let chosen = project.opens_with.and_then(|id| Self::of(project, id));
        // A map with its customer still unnamed is where a workshop begins.
        chosen.or_else(|| Self::all(project).first().copied())
    }
}

impl ViewKind {
    /// The views of this kind a project has, in the order of tabs.
    pub fn views(self, project: &Project) -> impl Iterator<Item = View> {
        let all = self.all(project).into_iter();
        all.map(move |of| View { kind: self, of })
    }

    /// The first view of this kind that shows something of the project.
    pub fn showing(self, project: &Project, what: Subject) -> Option<View> {
        let of = self.shows(project, what)?;
        Some(View { kind: self, of })
    }
}
