//! Opening, saving, importing, exporting: asked for here, done in jobs, answered by messages.

use crate::app::commands::run::{self, Effect};
use crate::app::disk::clipboard::Clipboard;
use crate::app::disk::dialogs::{Answer, FileDialogs, Purpose, Question, Written, file_name};
use crate::app::disk::jobs::Jobs;
use crate::app::disk::keeper::Keeper;
use crate::app::disk::messages::Message;
use crate::app::disk::reading::FileWatch;
use crate::app::disk::saving::Over;
use crate::app::questions::Modal;
use crate::app::work::state::{Busy, State, Then};
use crate::export::{self, Look};
use crate::file::{self, Store};
use crate::import;
use crate::layout::{Framing, Layouter, View};
use crate::model::{Project, Scale, shortened};
use epaint::text::FontProvider;
use std::path::{Path, PathBuf};
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
        }
    }

    /// Asks for a file.
    pub(crate) fn ask(
        &mut self,
        state: &mut State,
        purpose: Purpose,
        frame: Option<&eframe::Frame>,
    ) {
        if matches!(state.busy, Some(Busy::Asking(_))) {
            return;
        }
        let name = match purpose {
            Purpose::Write(Written::Project) => file_name(&state.name_to_save(), file::ENDING),
            Purpose::Write(Written::Copy) => {
                file_name(&format!("{} copy", state.name_to_save()), file::ENDING)
            }
            Purpose::Write(Written::Picture) => {
                file_name(&name_of_picture(state), export::FORMATS[0].endings[0])
            }
            Purpose::Open | Purpose::Merge | Purpose::Import => String::new(),
        };
        let question = Question::new(state, purpose, name);
        state.busy = Some(Busy::Asking(question.clone()));
        self.dialogs.ask(&question, frame, self.jobs.reply());
    }

    /// What a dialog was answered.
    pub(crate) fn answered(
        &mut self,
        state: &mut State,
        question: Question,
        answer: Answer,
    ) -> Option<Effect> {
        if matches!(state.busy, Some(Busy::Asking(_))) {
            state.busy = None;
        }
        match answer {
            Answer::Cancelled => {
                state.after_save = None;
                None
            }
            Answer::Unavailable => {
                state.modal = Some(Modal::path(question));
                None
            }
            // The system's dialog has asked whether to replace; only an ending that was added is new.
            Answer::Chosen(path) => match complete(question.purpose, path.clone()) {
                Ok(complete) if complete != path => {
                    self.typed_path(question, &complete);
                    None
                }
                Ok(complete) => self.chosen(state, question.purpose, complete, false),
                Err(problem) => {
                    state.modal = Some(Modal::wrong_path(question, &path, problem));
                    None
                }
            },
        }
    }

    /// A path was typed; what stands there is looked at away from the window.
    pub(crate) fn typed_path(&self, question: Question, path: &Path) {
        // What is typed without a folder is meant in the one that was offered.
        let path = question.beginning().join(path);
        self.jobs.start("path", move || {
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
        state: &mut State,
        question: Question,
        path: &Path,
        result: Result<(PathBuf, bool), String>,
    ) -> Option<Effect> {
        match result {
            Ok((path, is_taken)) => self.chosen(state, question.purpose, path, is_taken),
            Err(problem) => {
                state.modal = Some(Modal::wrong_path(question, path, problem));
                None
            }
        }
    }

    /// A file was chosen; `asks` when something stands there and nobody has asked whether it may be
    /// replaced.
    fn chosen(
        &mut self,
        state: &mut State,
        purpose: Purpose,
        path: PathBuf,
        asks: bool,
    ) -> Option<Effect> {
        match purpose {
            Purpose::Open => return run::instead(state, Then::Open(path)),
            Purpose::Import => self.import(state, path),
            Purpose::Merge => self.read_copy(state, path),
            Purpose::Write(written) if asks => {
                state.modal = Some(Modal::Overwrite(path, written));
            }
            Purpose::Write(written) => self.write(state, written, path),
        }
        None
    }

    /// Writes the project, or a picture of the view, whatever stood there before.
    pub(crate) fn write(&mut self, state: &mut State, written: Written, path: PathBuf) {
        match written {
            Written::Project => self.save(state, path, Over::Anything),
            Written::Copy => self.save_copy(state, path),
            Written::Picture => self.export(state, path),
        }
    }

    fn import(&mut self, state: &State, path: PathBuf) {
        let scale = if state.is_welcome {
            Scale::default()
        } else {
            state.document.project().scale.clone()
        };
        self.jobs.start("import", move || {
            let result = import::read(&path, &scale)
                .map(|imported| (Box::new(imported.project), imported.sentence))
                .map_err(|error| error.to_string());
            Message::Imported { path, result }
        });
    }

    /// A file of another program was read, or not.
    pub(crate) fn imported(
        &mut self,
        state: &mut State,
        path: &Path,
        result: Result<(Box<Project>, String), String>,
    ) {
        match result {
            Err(error) => state.toasts.warn(format!("{}: {error}", name_of(path))),
            // The scale was changed while it was read.
            Ok((project, _))
                if !state.is_welcome && project.scale != state.document.project().scale =>
            {
                self.import(state, path.to_owned());
            }
            Ok((project, sentence)) => {
                let is_new = state.is_welcome;
                if is_new {
                    state.show_project(Arc::default(), None);
                }
                let view = View::all(&project).first().copied();
                let name = view.map_or("", |view| view.name(&project)).to_owned();
                let mut is_added = false;
                let label = format!("Import {}", name_of(path));
                state.document.edit(label, |present| {
                    is_added = import::add(present, *project);
                });
                if !is_added {
                    let error = import::ImportError::TooMuch;
                    state.toasts.warn(format!("{}: {error}", name_of(path)));
                    return;
                }
                let into = if is_new {
                    "a new project".to_owned()
                } else {
                    format!("“{}”", shortened(&state.title()))
                };
                let told = format!(
                    "{} is now the {} “{}” in {into}: {sentence}",
                    name_of(path),
                    view.map_or("journey".to_owned(), |view| view.word().to_lowercase()),
                    shortened(&name)
                );
                state.toasts.tell(told);
                state.go_to(view.or(state.view));
            }
        }
    }

    fn export(&mut self, state: &mut State, path: PathBuf) {
        let Some(view) = state.view else { return };
        let project = Arc::clone(state.document.project());
        let framing = state.view_state().map_or_else(Framing::export, |view| {
            let column = view.framing.column;
            Framing {
                column,
                is_folded: view.framing.is_folded,
                shown: view.framing.shown,
                ..Framing::export()
            }
        });
        let provider = self.provider.clone();
        let theme = state.style.theme;
        let own = state.file.clone();
        self.jobs.start("export", move || {
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

    /// Writes the preferences, away from the window.
    pub(crate) fn remember(&self, state: &State) {
        let Some(path) = self.preferences.clone() else {
            return;
        };
        let preferences = state.preferences.clone();
        self.jobs
            .start("preferences", move || match preferences.save(&path) {
                Ok(()) => Message::Done,
                Err(error) => Message::Told(format!("The preferences could not be kept: {error}")),
            });
    }

    /// Looks whether the recent files are still there: on a drive that is gone that takes long.
    pub(crate) fn look_for_recent(&self, state: &State) {
        let mut files = state.preferences.recent.clone();
        self.jobs.start("recent files", move || {
            files.retain(|file| !file.exists());
            Message::Missing(files)
        });
    }

    /// A file was dropped on the window: a project to open, or a journey to import.
    pub(crate) fn dropped(&mut self, state: &mut State, path: PathBuf) -> Option<Effect> {
        if import::of_path(&path).is_some() {
            self.import(state, path);
            return None;
        }
        run::instead(state, Then::Open(path))
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

/// The name of a file, for sentences.
pub(crate) fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
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
