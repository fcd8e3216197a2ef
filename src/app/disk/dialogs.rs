//! File dialogs: the system's own, never waited for; and what to do where there is none.

use super::jobs::Reply;
use super::messages::{Answer, Message};
use crate::app::work::on_file::{FileQuestion, Purpose, Written};
use crate::app::work::state::State;
use crate::export;
use crate::file;
use crate::import;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Endings of files that are no picture of ours: somebody who writes one expects another kind of file.
const OTHER_KINDS: [&str; 24] = [
    "pdf", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webp", "eps", "ps", "ai", "emf", "wmf",
    "html", "xlsx", "csv", "docx", "odt", "pptx", "odp", "txt", "md", "json", "vjourney",
];

impl Written {
    /// Whether what is written over is kept.
    pub(crate) fn keeps_versions(self) -> bool {
        match self {
            Self::Project | Self::Copy => true,
            Self::Picture => false,
        }
    }

    /// Endings it may have. The first is added to a name that has none of them: in "Plan 1.2" there is
    /// none, though there is a full stop.
    fn endings(self) -> Vec<&'static str> {
        match self {
            Self::Project | Self::Copy => vec![file::ENDING, "json"],
            Self::Picture => {
                let formats = export::FORMATS.iter();
                formats.flat_map(|format| format.endings).copied().collect()
            }
        }
    }

    /// A path with an ending the file may have.
    ///
    /// # Errors
    /// A sentence when the ending is one of another kind of file.
    pub(crate) fn complete(self, path: PathBuf) -> Result<PathBuf, String> {
        let ending = path
            .extension()
            .map(|ending| ending.to_string_lossy().to_lowercase());
        let is_one_of = |list: &[&str]| {
            let ending = ending.as_deref();
            ending.is_some_and(|ending| list.contains(&ending))
        };
        if is_one_of(&self.endings()) {
            // A name typed with its ending in front of the ending that was offered.
            let stem = path.with_extension("");
            let is_twice = stem.extension().is_some_and(|twice| {
                path.extension()
                    .is_some_and(|ending| ending.eq_ignore_ascii_case(twice))
            });
            return Ok(if is_twice { stem } else { path });
        }
        if self == Self::Picture && is_one_of(&OTHER_KINDS) {
            return Err(format!(
                "Views go out as {}: end the name with one of them.",
                export::endings()
            ));
        }
        let mut name = path.into_os_string();
        name.push(".");
        name.push(self.endings()[0]);
        Ok(name.into())
    }
}

impl FileQuestion {
    /// A question that begins where the project is on disk.
    pub(crate) fn new(state: &State, purpose: Purpose, name: String) -> Self {
        let file = state
            .on_file
            .path
            .as_ref()
            .and_then(|file| std::path::absolute(file).ok());
        Self {
            purpose,
            name,
            folder: file.as_deref().and_then(Path::parent).map(Path::to_owned),
        }
    }

    /// The folder that paths are typed from: where the project is, else where the program was started.
    pub(crate) fn beginning(&self) -> PathBuf {
        let started = || std::env::current_dir().ok();
        // Started from the desktop that is the root of everything, where nobody keeps files.
        let started = || started().filter(|folder| folder.parent().is_some());
        let home = || directories::UserDirs::new().map(|user| user.home_dir().to_owned());
        let folder = self.folder.clone().or_else(started).or_else(home);
        folder.unwrap_or_default()
    }

    fn title(&self) -> &'static str {
        match self.purpose {
            Purpose::Open => "Open a project",
            Purpose::Merge => "Merge a copy of this project",
            Purpose::Import => "Import a journey",
            Purpose::Write(Written::Project) => "Save the project",
            Purpose::Write(Written::Copy) => "Save a copy of the project",
            Purpose::Write(Written::Picture) => "Export this view",
        }
    }

    /// Kinds of files, each with its endings.
    fn filters(&self) -> Vec<Filter> {
        const ALL: Filter = ("All files", &["*"]);
        match self.purpose {
            Purpose::Open | Purpose::Merge => {
                vec![("Value Journey", &["vjourney", "json"]), ALL]
            }
            Purpose::Import => {
                let formats = import::FORMATS.iter();
                let formats = formats.map(|format| (format.name, format.endings));
                formats.chain([ALL]).collect()
            }
            Purpose::Write(Written::Project | Written::Copy) => {
                vec![("Value Journey", &["vjourney"])]
            }
            Purpose::Write(Written::Picture) => {
                let formats = export::FORMATS.iter();
                formats
                    .map(|format| (format.name, format.endings))
                    .collect()
            }
        }
    }
}

/// A kind of file and its endings.
type Filter = (&'static str, &'static [&'static str]);

/// Asks for files. A fake one answers in tests.
pub trait FileDialogs {
    /// Asks; the answer arrives as [`Message::Answered`].
    fn ask(
        &mut self,
        question: &FileQuestion,
        frame: Option<&eframe::Frame>,
        reply: Reply<Message>,
    );
}

/// The system's dialogs.
pub(crate) struct NativeDialogs;

/// A dialog that is gone sooner than this was never there: without a portal and without zenity the
/// answer is the same as "cancelled".
const INSTANTLY: Duration = Duration::from_millis(250);

impl FileDialogs for NativeDialogs {
    fn ask(
        &mut self,
        question: &FileQuestion,
        frame: Option<&eframe::Frame>,
        reply: Reply<Message>,
    ) {
        let mut dialog = rfd::AsyncFileDialog::new().set_title(question.title());
        for (name, endings) in question.filters() {
            dialog = dialog.add_filter(name, endings);
        }
        if let Some(folder) = &question.folder {
            dialog = dialog.set_directory(folder);
        }
        if !question.name.is_empty() {
            dialog = dialog.set_file_name(&question.name);
        }
        if let Some(frame) = frame {
            dialog = dialog.set_parent(frame);
        }
        let asked = question.clone();
        let saves = matches!(question.purpose, Purpose::Write(_));
        // Made here, on the window's thread, as some systems demand; waited for elsewhere.
        let begin = Instant::now();
        let answer: std::pin::Pin<Box<dyn Future<Output = Option<rfd::FileHandle>> + Send>> =
            if saves {
                Box::pin(dialog.save_file())
            } else {
                Box::pin(dialog.pick_file())
            };
        let for_failure = reply.clone();
        let for_failure_question = question.clone();
        let thread = std::thread::Builder::new().name("file dialog".to_owned());
        let started = thread.spawn(move || {
            let answer = match pollster::block_on(answer) {
                Some(file) => Answer::Chosen(file.path().to_owned()),
                None if begin.elapsed() < INSTANTLY => Answer::Unavailable,
                None => Answer::Cancelled,
            };
            reply.send(Message::Answered(asked, answer));
        });
        if let Err(error) = started {
            log::error!("No thread for a file dialog: {error}");
            for_failure.send(Message::Answered(for_failure_question, Answer::Unavailable));
        }
    }
}

/// A file name made from a title: without what systems do not allow in names.
pub(crate) fn file_name(title: &str, ending: &str) -> String {
    let cleaned: String = title
        .chars()
        .map(|letter| {
            if letter.is_control() || "/\\:*?\"<>|".contains(letter) {
                ' '
            } else {
                letter
            }
        })
        .collect();
    let name = cleaned.split_whitespace().collect::<Vec<_>>().join(" ");
    // A leading dot would hide the file.
    let name = name.trim_start_matches(['.', ' ']);
    let name: String = if name.is_empty() {
        "Untitled".to_owned()
    } else {
        name.chars().take(80).collect()
    };
    format!("{}.{ending}", name.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_names_every_system_accepts() {
        assert_eq!(
            file_name("Buy: or/subscribe?", "vjourney"),
            "Buy or subscribe.vjourney"
        );
        assert_eq!(file_name("", "svg"), "Untitled.svg");
        assert_eq!(file_name("../../etc", "svg"), "etc.svg");
    }

    #[test]
    fn a_missing_ending_is_added() {
        for (written, typed, complete) in [
            (Written::Project, "/a/b", "/a/b.vjourney"),
            (Written::Project, "/a/b.json", "/a/b.json"),
            (Written::Project, "/a/b.VJourney", "/a/b.VJourney"),
            (Written::Project, "/a/b.vjourney.vjourney", "/a/b.vjourney"),
            (Written::Project, "/a/Plan 1.2", "/a/Plan 1.2.vjourney"),
            (Written::Project, "/a/b.pdf", "/a/b.pdf.vjourney"),
            (Written::Picture, "/a/Plan 1.2", "/a/Plan 1.2.svg"),
            (Written::Picture, "/a/b.PNG", "/a/b.PNG"),
        ] {
            assert_eq!(written.complete(typed.into()), Ok(PathBuf::from(complete)));
        }
    }

    #[test]
    fn no_picture_is_written_under_the_ending_of_something_else() {
        for typed in ["/a/x.pdf", "/a/x.JPG", "/a/x.vjourney"] {
            let problem = Written::Picture.complete(typed.into()).unwrap_err();
            assert!(problem.contains(".svg or .png"), "{typed}: {problem}");
        }
    }
}
