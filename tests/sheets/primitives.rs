//! What a sheet is made of when it is drawn without a window.

use emath::Rangef;
use std::sync::Arc;
use value_journey::layout::lower::sheet;
use value_journey::layout::primitive::Primitive;
use value_journey::layout::theme::Theme;
use value_journey::layout::{Framing, Layouter, View};

/// What is drawn, in order: a word for each.
fn drawn(has_links: bool) -> (Vec<&'static str>, usize) {
    let bytes = include_bytes!("../../assets/examples/tool-rental.vjourney");
    let project = Arc::new(value_journey::file::read(bytes).unwrap());
    let view = View::value_map(project.value_maps[0].id);
    let framing = Framing {
        has_links,
        ..Framing::export()
    };
    let made = Layouter::new().sheet(&project, view, &framing);
    let mut words = Vec::new();
    sheet(&made, Theme::Light, Rangef::EVERYTHING, &mut |primitive| {
        words.push(match primitive {
            Primitive::Curve { .. } => "link",
            Primitive::Fill { corner, .. } if corner > 0.0 => "card",
            Primitive::Text(_) => "text",
            Primitive::Fill { .. }
            | Primitive::Axis { .. }
            | Primitive::Frame { .. }
            | Primitive::Hatch { .. }
            | Primitive::Line { .. }
            | Primitive::Polygon { .. }
            | Primitive::Disc { .. } => "other",
        });
    });
    (words, project.links.len())
}

#[test]
fn links_are_drawn_where_they_are_asked_for_and_hide_no_text() {
    let (without, _) = drawn(false);
    assert!(!without.contains(&"link") && without.contains(&"card"));
    let (with, links) = drawn(true);
    let drawn = with.iter().filter(|word| **word == "link").count();
    assert!(drawn > 0 && drawn <= links, "{drawn} of {links}");
    let last = with.iter().rposition(|word| *word == "link");
    let first = with.iter().position(|word| ["card", "text"].contains(word));
    assert!(last < first, "cards and texts lie over links");
}
