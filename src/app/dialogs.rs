//! File dialogs: the system's own, never waited for; and what to do where there is none.

use super::jobs::Reply;
use super::messages::Message;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// What a dialog is for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// Choose a project to open.
    Open,
    /// Choose a name for the project.
    SaveAs,
    /// Choose a file to import.
    Import,
    /// Choose a name for a picture of the view.
    Export,
}

/// What a dialog asks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Question {
    /// What for.
    pub purpose: Purpose,
    /// The name offered, for saving.
    pub name: String,
    /// Where to begin.
    pub folder: Option<PathBuf>,
}

impl Question {
    fn title(&self) -> &'static str {
        match self.purpose {
            Purpose::Open => "Open a project",
            Purpose::SaveAs => "Save the project",
            Purpose::Import => "Import a journey",
            Purpose::Export => "Export this view",
        }
    }

    fn filters(&self) -> &'static [(&'static str, &'static [&'static str])] {
        match self.purpose {
            Purpose::Open => &[
                ("Value Journey", &["vjourney", "json"]),
                ("All files", &["*"]),
            ],
            Purpose::SaveAs => &[("Value Journey", &["vjourney"])],
            Purpose::Import => &[("OpenJourney", &["ojf"]), ("All files", &["*"])],
            Purpose::Export => &[("SVG", &["svg"]), ("PNG", &["png"])],
        }
    }
}

/// What came of a dialog.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    /// A file was chosen.
    Chosen(PathBuf),
    /// Closed without choosing.
    Cancelled,
    /// It never opened: there is no dialog on this system.
    Unavailable,
}

/// Asks for files. A fake one answers in tests.
pub trait FileDialogs {
    /// Asks; the answer arrives as [`Message::Answered`].
    fn ask(&mut self, question: &Question, frame: Option<&eframe::Frame>, reply: Reply<Message>);
}

/// The system's dialogs.
pub(super) struct NativeDialogs;

/// A dialog that is gone sooner than this was never there: without a portal and without zenity the
/// answer is the same as "cancelled".
const INSTANTLY: Duration = Duration::from_millis(250);

impl FileDialogs for NativeDialogs {
    fn ask(&mut self, question: &Question, frame: Option<&eframe::Frame>, reply: Reply<Message>) {
        let mut dialog = rfd::AsyncFileDialog::new().set_title(question.title());
        for (name, endings) in question.filters() {
            dialog = dialog.add_filter(*name, endings);
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
        let saves = matches!(question.purpose, Purpose::SaveAs | Purpose::Export);
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

/// The ending a chosen name gets when it has none of its own: some systems do not add it.
pub(super) fn with_ending(path: PathBuf, ending: &str) -> PathBuf {
    if path.extension().is_some() {
        return path;
    }
    let mut name = path.into_os_string();
    name.push(".");
    name.push(ending);
    name.into()
}

/// A file name made from a title: without what systems do not allow in names.
pub(super) fn file_name(title: &str, ending: &str) -> String {
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
        assert_eq!(
            with_ending("/a/b".into(), "vjourney"),
            PathBuf::from("/a/b.vjourney")
        );
        assert_eq!(
            with_ending("/a/b.json".into(), "vjourney"),
            PathBuf::from("/a/b.json")
        );
    }
}
