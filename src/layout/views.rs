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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::sheet::BlockKind;
    use crate::layout::{Framing, Layouter};
    use crate::model::Template;
    use emath::vec2;
    use std::collections::HashSet;
    use std::sync::Arc;

    #[test]
    fn every_kind_says_all_of_its_views_and_they_are_found_again() {
        let keys: HashSet<&str> = KINDS.iter().map(|kind| kind.key()).collect();
        assert_eq!(keys.len(), KINDS.len(), "each has a key of its own");
        let bytes = include_bytes!("../../assets/examples/tool-rental.vjourney");
        let example = crate::file::read(bytes).unwrap();
        let projects = Template::ALL.into_iter().map(Template::build);
        let mut layouter = Layouter::new();
        let mut seen = HashSet::new();
        for project in projects.chain([example]).map(Arc::new) {
            for view in View::all(&project) {
                seen.insert(view.kind.key());
                assert!(view.is_there(&project) && !view.word().is_empty());
                if let Some(id) = view.of {
                    assert_eq!(View::of(&project, id), Some(view), "what a file names");
                    let itself = view.kind.showing(&project, Subject::Part(id));
                    assert_eq!(itself, Some(view), "it shows itself");
                }
                let sheet = layouter.sheet(&project, view, &Framing::desk());
                assert!(!sheet.cells.is_empty());
                if let Some(title) = view.title() {
                    let name = title.read(&project).expect("it has a name");
                    assert_eq!(name.trim(), view.name(&project));
                    assert!(sheet.find(title).is_some(), "it can be renamed");
                }
                let size = vec2(1200.0, 800.0);
                let fitted = layouter.fit(&project, view, size, &Framing::desk());
                assert!(fitted.zoom > 0.0 && fitted.pinned > 0.0);
                let parts = view.parts(&project, &Framing::desk(), usize::MAX);
                let notes = sheet.cells.iter().flat_map(|cell| &cell.content.blocks);
                let notes = notes.filter(|block| block.kind == BlockKind::Note);
                assert!(
                    parts.notes >= notes.count(),
                    "counted before it is laid out"
                );
                let empty = layouter.sheet(&Arc::default(), view, &Framing::desk());
                assert!(empty.cells.is_empty(), "gone with its project");
            }
        }
        assert_eq!(seen, keys, "every kind is among them");
    }
}
