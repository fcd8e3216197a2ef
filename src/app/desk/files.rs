//! Asking for files and what comes of it; importing, exporting, what is copied and what is remembered.

use super::Desk;
use super::saving::{Over, Overwrite};
use crate::app::disk::dialogs::file_name;
use crate::app::disk::messages::{Answer, Message};
use crate::app::work::on_file::{Busy, FileQuestion, Purpose, Then, Written};
use crate::app::work::state::State;
use crate::app::work::words::name_of;
use crate::edit::Fragment;
use crate::export::{self, Look};
use crate::file;
use crate::import;
use crate::layout::{Framing, Layouter, View};
use crate::model::{Project, Scale, shortened};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Asks for the path of a file, where there is no dialog of the system.
pub(crate) struct AskedPath {
    pub question: FileQuestion,
    pub text: String,
    /// What is wrong with it.
    pub problem: String,
}

impl AskedPath {
    /// Begins with the path that is offered.
    pub(crate) fn new(question: FileQuestion) -> Self {
        let offered = question.beginning().join(&question.name);
        Self::wrong(question, &offered, String::new())
    }

    /// Asks again.
    fn wrong(question: FileQuestion, path: &Path, problem: String) -> Self {
        Self {
            question,
            text: path.display().to_string(),
            problem,
        }
    }
}

impl Desk {
    pub(crate) fn ask_for_file(&mut self, purpose: Purpose) {
        if matches!(self.state.on_file.busy, Some(Busy::Asking(_))) {
            return;
        }
        let name = match purpose {
            Purpose::Write(Written::Project) => file_name(&self.state.name_to_save(), file::ENDING),
            Purpose::Write(Written::Copy) => {
                file_name(&format!("{} copy", self.state.name_to_save()), file::ENDING)
            }
            Purpose::Write(Written::Picture) => {
                file_name(&name_of_picture(&self.state), export::FORMATS[0].endings[0])
            }
            Purpose::Open | Purpose::Merge | Purpose::Import => String::new(),
        };
        let question = FileQuestion::new(&self.state, purpose, name);
        self.state.on_file.busy = Some(Busy::Asking(question.clone()));
        self.files.to_ask = Some(question);
    }

    /// What a dialog was answered.
    pub(crate) fn answered(&mut self, question: FileQuestion, answer: Answer) {
        if matches!(self.state.on_file.busy, Some(Busy::Asking(_))) {
            self.state.on_file.busy = None;
        }
        match answer {
            Answer::Cancelled => self.state.on_file.after_save = None,
            Answer::Unavailable => self.ask(AskedPath::new(question)),
            // The system's dialog has asked whether to replace; only an ending that was added is new.
            Answer::Chosen(path) => match complete(question.purpose, path.clone()) {
                Ok(complete) if complete != path => {
                    self.typed_path(question, &complete);
                }
                Ok(complete) => self.chosen(question.purpose, complete, false),
                Err(problem) => self.ask(AskedPath::wrong(question, &path, problem)),
            },
        }
    }

    /// A path was typed; what stands there is looked at away from the window.
    pub(crate) fn typed_path(&self, question: FileQuestion, path: &Path) {
        // What is typed without a folder is meant in the one that was offered.
        let path = question.beginning().join(path);
        self.files.jobs.start("path", move || {
            let result = checked(question.purpose, &path).map(|path| {
                let is_taken = path.exists();
                (path, is_taken)
            });
            Message::PathChecked {
                question,
                path,
                result,
            }
        });
    }

    /// A typed path was looked at: the path to take and whether something stands there, or what is wrong.
    pub(crate) fn path_checked(
        &mut self,
        question: FileQuestion,
        path: &Path,
        result: Result<(PathBuf, bool), String>,
    ) {
        match result {
            Ok((path, is_taken)) => self.chosen(question.purpose, path, is_taken),
            Err(problem) => self.ask(AskedPath::wrong(question, path, problem)),
        }
    }

    /// A file was chosen; `asks` when something stands there and nobody has asked whether it may be
    /// replaced.
    fn chosen(&mut self, purpose: Purpose, path: PathBuf, asks: bool) {
        match purpose {
            Purpose::Open => self.instead(Then::Open(path)),
            Purpose::Import => self.import(path),
            Purpose::Merge => self.read_copy(path),
            Purpose::Write(written) if asks => self.ask(Overwrite(path, written)),
            Purpose::Write(written) => self.write_file(written, path),
        }
    }

    /// Writes the project, or a picture of the view, whatever stood there before.
    pub(crate) fn write_file(&mut self, written: Written, path: PathBuf) {
        match written {
            Written::Project => self.save(path, Over::Anything),
            Written::Copy => self.save_copy(path),
            Written::Picture => self.export(path),
        }
    }

    fn import(&mut self, path: PathBuf) {
        let scale = if self.state.is_welcome {
            Scale::default()
        } else {
            self.state.document.project().scale.clone()
        };
        self.files.jobs.start("import", move || {
            let result = import::read(&path, &scale)
                .map(|imported| (Box::new(imported.project), imported.sentence))
                .map_err(|error| error.to_string());
            Message::Imported { path, result }
        });
    }

    /// A file of another program was read, or not.
    pub(crate) fn imported(&mut self, path: &Path, result: Result<(Box<Project>, String), String>) {
        match result {
            Err(error) => self
                .state
                .toasts
                .warn(format!("{}: {error}", name_of(path))),
            // The scale was changed while it was read.
            Ok((project, _))
                if !self.state.is_welcome
                    && project.scale != self.state.document.project().scale =>
            {
                self.import(path.to_owned());
            }
            Ok((project, sentence)) => {
                let is_new = self.state.is_welcome;
                if is_new {
                    self.state.show_project(Arc::default(), None);
                }
                let view = View::all(&project).first().copied();
                let name = view.map_or("", |view| view.name(&project)).to_owned();
                let mut is_added = false;
                let label = format!("Import {}", name_of(path));
                self.change(label, |present| {
                    is_added = import::add(present, *project);
                });
                if !is_added {
                    let error = import::ImportError::TooMuch;
                    self.state
                        .toasts
                        .warn(format!("{}: {error}", name_of(path)));
                    return;
                }
                let into = if is_new {
                    "a new project".to_owned()
                } else {
                    format!("“{}”", shortened(&self.state.title()))
                };
                let told = format!(
                    "{} is now the {} “{}” in {into}: {sentence}",
                    name_of(path),
                    view.map_or("journey".to_owned(), |view| view.word().to_lowercase()),
                    shortened(&name)
                );
                self.state.toasts.tell(told);
                self.state.go_to(view.or(self.state.view));
            }
        }
    }

    fn export(&mut self, path: PathBuf) {
        let Some(view) = self.state.view else { return };
        let project = Arc::clone(self.state.document.project());
        let framing = self
            .state
            .view_state()
            .map_or_else(Framing::export, |view| {
                let column = view.framing.column;
                Framing {
                    column,
                    is_folded: view.framing.is_folded,
                    shown: view.framing.shown,
                    ..Framing::export()
                }
            });
        let provider = self.files.provider.clone();
        let theme = self.state.style.theme;
        let own = self.state.on_file.path.clone();
        self.files.jobs.start("export", move || {
            let mut layouter = Layouter::with_provider(provider);
            let format = export::of_path(&path).unwrap_or(export::FORMATS[0]);
            let look = Look {
                theme,
                paper: None,
                scale: 2.0,
            };
            let shown = (view, &framing);
            let most = export::MOST_MEMORY;
            let bytes = export::write(format, &mut layouter, &project, shown, look, most)
                .map_err(|error| error.to_string());
            let result = bytes.and_then(|bytes| {
                file::write_output(&bytes, &path, own.as_deref()).map_err(|error| error.to_string())
            });
            Message::Exported { path, result }
        });
    }

    /// Puts the selected notes on the clipboard.
    pub(crate) fn copy(&mut self) {
        let notes = self.state.selection.notes();
        let fragment = Fragment::of_notes(self.state.document.project(), &notes);
        if fragment.is_empty() {
            return;
        }
        let (text, write) = self.files.clipboard.copy(fragment);
        self.ctx.copy_text(text);
        self.files.jobs.start("clipboard", move || {
            write();
            Message::Done
        });
    }

    /// Writes the preferences, away from the window.
    pub(crate) fn remember(&self) {
        let Some(path) = self.files.preferences.clone() else {
            return;
        };
        let preferences = self.state.preferences.clone();
        self.files
            .jobs
            .start("preferences", move || match preferences.save(&path) {
                Ok(()) => Message::Done,
                Err(error) => Message::Told(format!("The preferences could not be kept: {error}")),
            });
    }

    /// Looks whether the recent files are still there: on a drive that is gone that takes long.
    pub(crate) fn look_for_recent(&self) {
        let mut files = self.state.preferences.recent.clone();
        self.files.jobs.start("recent files", move || {
            files.retain(|file| !file.exists());
            Message::Missing(files)
        });
    }

    /// A file was dropped on the window: a project to open, or a journey to import.
    pub(crate) fn dropped(&mut self, path: PathBuf) {
        if import::of_path(&path).is_some() {
            self.import(path);
        } else {
            self.instead(Then::Open(path));
        }
    }
}

/// The name offered for a picture: that of what is shown, and of the version that is looked at.
fn name_of_picture(state: &State) -> String {
    let view = state.view.map_or("", |view| state.name_of_view(view));
    let name = if view.is_empty() {
        state.name_to_save()
    } else {
        view.to_owned()
    };
    match &state.looking {
        Some(looking) => format!("{name}, {}", looking.moment),
        None => name,
    }
}

/// A chosen path with the ending of what is written there.
fn complete(purpose: Purpose, path: PathBuf) -> Result<PathBuf, String> {
    match purpose {
        Purpose::Write(written) => written.complete(path),
        Purpose::Open | Purpose::Merge | Purpose::Import => Ok(path),
    }
}

/// A typed path with its ending, or a sentence about what is wrong with it.
fn checked(purpose: Purpose, path: &Path) -> Result<PathBuf, String> {
    let saves = matches!(purpose, Purpose::Write(_));
    let text = path.as_os_str().to_string_lossy();
    let is_only_ending = path
        .file_name()
        .is_some_and(|name| *name == *format!(".{}", file::ENDING));
    let has_name = path.file_name().is_some() && !text.ends_with(std::path::is_separator);
    if !has_name || is_only_ending || path.is_dir() {
        return Err(if saves {
            "This is a folder: add a name for the file."
        } else {
            "This is a folder: add the name of the file."
        }
        .to_owned());
    }
    let path = complete(purpose, path.to_owned())?;
    let folder = path.parent();
    if !saves {
        return if path.exists() {
            Ok(path)
        } else {
            Err("There is no file of this name.".to_owned())
        };
    }
    if folder.is_some_and(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
        return Err("There is no such folder.".to_owned());
    }
    if path.is_dir() {
        return Err(format!(
            "“{}” is a folder: choose another name.",
            name_of(&path)
        ));
    }
    Ok(path)
}
