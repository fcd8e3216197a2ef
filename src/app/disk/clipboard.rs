//! The clipboard: notes as they are between windows of this program, tab-separated text for all others.
//!
//! The system's clipboard carries text. What belongs to that text is kept beside it, in memory and in
//! a file for other windows, and taken when the text that is pasted is the one that was copied.

use crate::app::work::preferences::clipboard_place;
use crate::edit::{Fragment, Pasted, paste_text, renew_ids};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

#[derive(Serialize, Deserialize)]
struct Kept {
    text: String,
    fragment: Fragment,
}

/// What was copied last.
#[derive(Default)]
pub(crate) struct Clipboard {
    kept: Option<(String, Fragment)>,
    file: Option<PathBuf>,
}

impl Clipboard {
    /// With a file for other windows.
    pub(crate) fn shared() -> Self {
        Self {
            kept: None,
            file: clipboard_place(),
        }
    }

    /// Keeps notes; gives back the text for the system's clipboard, and the work of writing the file.
    pub(crate) fn copy(
        &mut self,
        fragment: Fragment,
    ) -> (String, impl FnOnce() + Send + 'static + use<>) {
        let text = fragment.to_text();
        let kept = Kept {
            text: text.clone(),
            fragment,
        };
        let file = self.file.clone();
        let bytes = serde_json::to_vec(&kept);
        self.kept = Some((kept.text, kept.fragment));
        let write = move || {
            let (Some(file), Ok(bytes)) = (file, bytes) else {
                return;
            };
            if let Some(folder) = file.parent() {
                std::fs::create_dir_all(folder).ok();
            }
            // Other windows paste text then; nothing of the work is lost.
            if let Err(error) = crate::file::write_bytes(&bytes, &file) {
                log::warn!("Copied notes could not be kept for other windows: {error}");
            }
        };
        (text, write)
    }

    /// The work of finding the columns of notes a text stands for, with ids of their own: it may
    /// have to look into a file.
    pub(crate) fn paste(&self, text: String) -> impl FnOnce() -> Pasted + Send + 'static + use<> {
        let (kept, file) = (self.kept.clone(), self.file.clone());
        move || {
            let fragment = match kept {
                Some((known, fragment)) if is_same(&known, &text) => Some(fragment),
                _ => from_other_window(file, &text),
            };
            let Some(fragment) = fragment else {
                return paste_text(&text);
            };
            let columns: Vec<_> = fragment.columns.into_iter().map(renew_ids).collect();
            let has_first = vec![true; columns.len()];
            Pasted { columns, has_first }
        }
    }
}

fn is_same(kept: &str, pasted: &str) -> bool {
    kept.replace("\r\n", "\n").trim_end() == pasted.replace("\r\n", "\n").trim_end()
}

fn from_other_window(file: Option<PathBuf>, text: &str) -> Option<Fragment> {
    const MOST: u64 = 64 * 1024 * 1024;
    let file = file?;
    if std::fs::metadata(&file).ok()?.len() > MOST {
        return None;
    }
    let kept: Kept = serde_json::from_slice(&std::fs::read(file).ok()?).ok()?;
    is_same(&kept.text, text).then_some(kept.fragment)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Decimal, Note};
    use std::sync::Arc;

    fn scored(text: &str) -> Fragment {
        let note = Note {
            score: Some(Decimal::whole(2)),
            ..Note::new(text)
        };
        Fragment {
            columns: vec![vec![Arc::new(note)]],
        }
    }

    #[test]
    fn notes_keep_their_scores_between_windows() {
        let folder = tempfile::tempdir().unwrap();
        let file = Some(folder.path().join("clipboard.json"));
        let mut one = Clipboard {
            kept: None,
            file: file.clone(),
        };
        let (text, write) = one.copy(scored("Slow"));
        write();
        let other = Clipboard { kept: None, file };
        let pasted = other.paste(text)();
        let pasted = pasted.columns;
        assert_eq!(pasted[0][0].score, Some(Decimal::whole(2)));
        assert_ne!(pasted[0][0].id, scored("Slow").columns[0][0].id);
    }

    #[test]
    fn text_that_was_copied_elsewhere_since_is_text() {
        let mut clipboard = Clipboard::default();
        let _text = clipboard.copy(scored("Slow")).0;
        let pasted = clipboard.paste("Dear\nFar".to_owned())();
        assert_eq!(pasted.columns[0].len(), 2);
        assert_eq!(pasted.columns[0][0].score, None);
    }
}
