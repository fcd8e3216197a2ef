//! What holds for every kind of view.

use emath::vec2;
use std::collections::HashSet;
use std::sync::Arc;
use value_journey::layout::sheet::BlockKind;
use value_journey::layout::{Framing, KINDS, Layouter, Subject, View};
use value_journey::model::Template;

#[test]
fn every_kind_says_all_of_its_views_and_they_are_found_again() {
    let keys: HashSet<&str> = KINDS.iter().map(|kind| kind.key()).collect();
    assert_eq!(keys.len(), KINDS.len(), "each has a key of its own");
    let bytes = include_bytes!("../../assets/examples/tool-rental.vjourney");
    let example = value_journey::file::read(bytes).unwrap();
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
