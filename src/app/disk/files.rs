//! What works with files: threads, dialogs, the clipboard, the program's own folder.

use super::clipboard::Clipboard;
use super::dialogs::FileDialogs;
use super::jobs::Jobs;
use super::keeper::Keeper;
use super::messages::Message;
use super::reading::FileWatch;
use crate::app::work::on_file::FileQuestion;
use crate::file::Store;
use epaint::text::FontProvider;
use std::path::PathBuf;
use std::sync::Arc;

/// The parts of the window that work with files.
pub(crate) struct Files {
    /// Work on threads.
    pub jobs: Jobs<Message>,
    /// The system's dialogs, or a fake.
    pub dialogs: Box<dyn FileDialogs>,
    /// Copied notes.
    pub clipboard: Clipboard,
    /// Where preferences are kept; nowhere in tests.
    pub preferences: Option<PathBuf>,
    /// The system's fonts, once they are known.
    pub provider: Option<Arc<dyn FontProvider>>,
    /// The program's own folder; none in most tests.
    pub store: Option<Store>,
    /// Where what is opened is opened as a copy.
    pub passing: Vec<PathBuf>,
    /// Writes down what is not saved.
    pub keeper: Keeper,
    /// Watches the open file; not in tests.
    pub watch: Option<FileWatch>,
    /// A dialog to open as soon as the window can be named as its parent.
    pub to_ask: Option<FileQuestion>,
}

impl Files {
    /// Nothing of a system: jobs run at once, nothing is kept, watched or remembered.
    pub(crate) fn without_window(dialogs: Box<dyn FileDialogs>) -> Self {
        Self {
            jobs: Jobs::inline(),
            dialogs,
            clipboard: Clipboard::default(),
            preferences: None,
            provider: None,
            store: None,
            passing: Vec::new(),
            keeper: Keeper::none(),
            watch: None,
            to_ask: None,
        }
    }
}
