//! The table of the kinds of files that are brought in: dialogs, the command line and help walk it.

use super::format::{Format, ImportError, Imported};
use super::openjourney::OPENJOURNEY;
use crate::file::read_file;
use crate::model::Scale;
use std::path::Path;

/// All of them.
pub const FORMATS: [&Format; 1] = [&OPENJOURNEY];

/// The format a file's name says it is in.
pub fn of_path(path: &Path) -> Option<&'static Format> {
    let ending = ending(path);
    let mut formats = FORMATS.into_iter();
    formats.find(|format| format.endings.contains(&ending.as_str()))
}

fn ending(path: &Path) -> String {
    let ending = path.extension().unwrap_or_default();
    ending.to_string_lossy().to_lowercase()
}

/// Reads a file of another program, by its ending. Scores are taken to `scale`.
///
/// # Errors
/// A sentence that says what is wrong, and where.
pub fn read(path: &Path, scale: &Scale) -> Result<Imported, ImportError> {
    let Some(format) = of_path(path) else {
        let known = FORMATS.map(|format| {
            format!(
                "{} files end in .{}.",
                format.name,
                format.endings.join(" or .")
            )
        });
        return Err(ImportError::UnknownEnding(ending(path), known.join(" ")));
    };
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    (format.read)(&read_file(path)?, &name, scale)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_format_has_a_name_and_endings_of_its_own_and_says_what_is_wrong() {
        let mut seen = HashSet::new();
        for format in FORMATS {
            assert!(!format.name.is_empty());
            for ending in format.endings {
                assert!(seen.insert(*ending), "{ending} stands twice");
                let found = of_path(Path::new(&format!("a.{}", ending.to_uppercase())));
                assert_eq!(found.map(|found| found.name), Some(format.name));
            }
            let wrong = (format.read)(b"no such file", "a", &Scale::default());
            assert!(!wrong.unwrap_err().to_string().is_empty());
        }
        let unknown = read(Path::new("a.other"), &Scale::default()).unwrap_err();
        assert_eq!(
            unknown.to_string(),
            "Files ending in .other are not imported. OpenJourney files end in .ojf."
        );
    }
}
