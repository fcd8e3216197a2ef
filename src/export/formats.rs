//! The table of the kinds of files a view goes out as: dialogs, the command line and help walk it.

use super::cost::Look;
use super::error::ExportError;
use super::format::{Format, Outgoing};
use super::png::PNG;
use super::svg::SVG;
use crate::layout::{Framing, Layouter, View};
use crate::model::Project;
use std::path::Path;
use std::sync::Arc;

/// All of them, one a line; the first is taken where a name has no ending.
#[rustfmt::skip]
pub const FORMATS: &[&Format] = &[
    &SVG,
    &PNG,
];

/// The format a file's name asks for.
pub fn of_path(path: &Path) -> Option<&'static Format> {
    let ending = path.extension()?.to_string_lossy().to_lowercase();
    let mut formats = FORMATS.iter().copied();
    formats.find(|format| format.endings.contains(&ending.as_str()))
}

/// The endings there are, for sentences: ".svg or .png".
pub fn endings() -> String {
    let endings = FORMATS.iter().flat_map(|format| format.endings);
    let endings: Vec<String> = endings.map(|ending| format!(".{ending}")).collect();
    match endings.split_last() {
        Some((last, first)) if !first.is_empty() => format!("{} or {last}", first.join(", ")),
        _ => endings.concat(),
    }
}

/// A view as the bytes of a file. `memory` is what may be taken for it, in bytes.
///
/// # Errors
/// A sentence, when it is too much; that is known before it is drawn.
pub fn write(
    format: &Format,
    layouter: &mut Layouter,
    project: &Arc<Project>,
    (view, framing): (View, &Framing),
    look: Look,
    memory: usize,
) -> Result<Vec<u8>, ExportError> {
    (format.write)(&mut Outgoing {
        layouter,
        project,
        view,
        framing,
        look,
        memory,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::theme::Theme;
    use crate::model::Template;
    use std::collections::HashSet;

    #[test]
    fn every_format_writes_every_view_under_endings_of_its_own() {
        let mut seen = HashSet::new();
        let mut layouter = Layouter::new();
        for format in FORMATS {
            assert!(!format.name.is_empty());
            for ending in format.endings {
                assert!(seen.insert(*ending), "{ending} stands twice");
                let found = of_path(Path::new(&format!("a.{}", ending.to_uppercase())));
                assert_eq!(found.map(|found| found.name), Some(format.name));
            }
            for template in Template::ALL {
                let project = Arc::new(template.build());
                for view in View::all(&project) {
                    let look = Look {
                        theme: Theme::ALL[0],
                        paper: None,
                        scale: 0.5,
                    };
                    let shown = (view, &Framing::export());
                    let bytes = write(format, &mut layouter, &project, shown, look, 1 << 28);
                    assert!(!bytes.unwrap().is_empty(), "{} {view:?}", format.name);
                }
            }
        }
        assert!(of_path(Path::new("a.other")).is_none());
    }
}
