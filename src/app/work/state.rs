//! The state of the window: the document, what is shown of it, what is selected, what is open.

use super::figures::Memos;
use super::on_file::{OnDisk, OnFile, OtherVersions, Recovery};
use super::overlays::{Overlays, Toasts};
use super::preferences::Preferences;
use super::views::{SidePanel, ViewState};
use crate::canvas::{Edited, Highlights, Style};
use crate::edit::{Cursor, Document, Selection};
use crate::layout::{KINDS, View, ViewKind};
use crate::model::{Id, Journey, Place, Project, Slot, Target, ThingKind, ValueMap, shortened};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

/// An earlier version that is looked at, and what comes back afterwards.
pub struct Looking {
    /// "Monday 14:05".
    pub moment: String,
    document: Document,
}

/// What is being typed.
#[derive(Default)]
pub struct Typing {
    /// Into what.
    pub into: Option<Edited>,
    /// What was being typed when a command came between.
    pub unfinished: Option<Edited>,
    /// The digit typed last on a note, and when: 1 then 0 within a second is 10.
    pub last_digit: Option<(Id, u8, f64)>,
}

/// How the window is.
pub struct WindowState {
    /// It has room for two side panels.
    pub is_wide: bool,
    /// The whole screen is used.
    pub is_full_screen: bool,
    /// It was said, or is known, how to see all of a map.
    pub knows_fit: bool,
    /// It is to close now.
    pub quits: bool,
    /// Recent files are shown on the welcome page: only when asked for.
    pub shows_recent: bool,
    /// Recent files that were not there when they were last looked for.
    pub missing: Vec<PathBuf>,
}

/// Everything the window knows.
#[expect(missing_docs, reason = "the names of the fields say what they are")]
pub struct State {
    /// The project with its history.
    pub document: Document,
    /// An earlier version is looked at instead of the project.
    pub looking: Option<Looking>,
    /// How many projects have been shown: tells whether an answer is about the present one.
    pub shown_projects: u64,
    /// No project is shown, the first page is.
    pub is_welcome: bool,
    /// All kinds of views there are, in the order of tabs.
    pub kinds: Vec<ViewKind>,
    /// The panels at the sides; where there is room for one only, the first goes before the others.
    pub side_panels: Vec<SidePanel>,
    /// What is shown.
    pub view: Option<View>,
    views: HashMap<View, ViewState>,
    /// The cursor and what is selected.
    pub selection: Selection,
    /// What is pointed out.
    pub highlights: Highlights,
    /// When changes stop being pointed out, in seconds of the window's clock.
    pub highlights_end: f64,
    pub typing: Typing,
    pub open: Overlays,
    pub toasts: Toasts,
    /// The project's file.
    pub on_file: OnFile,
    /// Other versions of it.
    pub versions: OtherVersions,
    /// Work of windows that are gone.
    pub recovery: Recovery,
    /// What is remembered from one start to the next.
    pub preferences: Preferences,
    /// Colours, and how rich they are drawn.
    pub style: Style,
    /// The window itself.
    pub window: WindowState,
    /// What panels have worked out.
    pub memos: Memos,
}

impl State {
    /// A window that shows the welcome page.
    pub fn new(preferences: Preferences) -> Self {
        let style = Style {
            theme: preferences.theme,
            is_plain: false,
        };
        Self {
            document: Document::new(Arc::new(Project::default())),
            looking: None,
            shown_projects: 0,
            is_welcome: true,
            kinds: KINDS.to_vec(),
            side_panels: Vec::new(),
            view: None,
            views: HashMap::new(),
            selection: Selection::default(),
            highlights: Highlights::default(),
            highlights_end: 0.0,
            typing: Typing::default(),
            open: Overlays::default(),
            toasts: Toasts::default(),
            on_file: OnFile::default(),
            versions: OtherVersions::default(),
            recovery: Recovery::default(),
            preferences,
            style,
            window: WindowState {
                is_wide: true,
                is_full_screen: false,
                knows_fit: false,
                quits: false,
                shows_recent: false,
                missing: Vec::new(),
            },
            memos: Memos::default(),
        }
    }

    /// A window that shows a project, for tests.
    #[cfg(test)]
    pub(crate) fn for_test(project: Project) -> Self {
        let mut state = Self::new(Preferences::default());
        state.show_project(Arc::new(project), None);
        state
    }

    /// Shows another project.
    pub fn show_project(&mut self, project: Arc<Project>, file: Option<PathBuf>) {
        self.shown_projects += 1;
        self.looking = None;
        self.versions.merging = None;
        self.versions.waiting = None;
        self.recovery.asked.clear();
        self.on_file.disk = OnDisk::default();
        self.on_file.origin.clear();
        self.on_file.copy_of = None;
        self.on_file.save_again = None;
        self.on_file.path = file;
        self.window.shows_recent = false;
        self.document = Document::new(project);
        self.is_welcome = false;
        self.views.clear();
        self.view = None;
        self.selection = Selection::default();
        self.open.finder = None;
        self.open.scoring = None;
        self.open.capture = None;
        self.highlights = Highlights::default();
        let first = View::first(self.document.project());
        self.go_to(first);
    }

    /// The document that is worked on, whatever is looked at.
    pub fn own_document(&self) -> &Document {
        self.looking
            .as_ref()
            .map_or(&self.document, |looking| &looking.document)
    }

    /// The document that is worked on, to be changed.
    pub fn own_document_mut(&mut self) -> &mut Document {
        match &mut self.looking {
            Some(looking) => &mut looking.document,
            None => &mut self.document,
        }
    }

    /// Shows an earlier version, to look at.
    pub fn look_at(&mut self, version: Arc<Project>, moment: String) {
        self.stop_looking();
        let document = std::mem::replace(&mut self.document, Document::read_only(version));
        self.looking = Some(Looking { moment, document });
        self.open.finder = None;
        self.open.scoring = None;
        self.follow_document();
    }

    /// Shows the project again. Gives back the version that was looked at.
    pub fn stop_looking(&mut self) -> Option<Arc<Project>> {
        let looking = self.looking.take()?;
        let version = std::mem::replace(&mut self.document, looking.document);
        self.follow_document();
        Some(Arc::clone(version.project()))
    }

    /// Why nothing can be changed, when nothing can be.
    pub fn why_read_only(&self) -> Option<String> {
        if let Some(looking) = &self.looking {
            return Some(format!(
                "This is the version of {}. Restore it to go on with it.",
                looking.moment
            ));
        }
        self.document.is_read_only().then(|| {
            "This file was written by a newer Value Journey: it can be looked at and exported, and not be changed here.".to_owned()
        })
    }

    /// Shows a view; the selection of the one before is remembered.
    pub fn go_to(&mut self, view: Option<View>) {
        if view == self.view {
            return;
        }
        if let Some(before) = self.view
            && let Some(state) = self.views.get_mut(&before)
        {
            state.selection = std::mem::take(&mut self.selection);
        }
        self.view = view;
        self.selection = match view {
            Some(view) => self
                .views
                .entry(view)
                .or_insert_with(ViewState::new)
                .selection
                .clone(),
            None => Selection::default(),
        };
    }

    /// What is remembered of the view that is shown.
    pub fn view_state(&self) -> Option<&ViewState> {
        self.views.get(&self.view?)
    }

    /// What is remembered of the view that is shown, to be changed.
    pub fn view_state_mut(&mut self) -> Option<&mut ViewState> {
        self.views.get_mut(&self.view?)
    }

    /// Another view where the one shown is gone; nothing selected that is gone.
    pub fn follow_document(&mut self) {
        let project = Arc::clone(self.document.project());
        if self.view.is_none_or(|view| !view.is_there(&project)) {
            self.view = None;
            self.go_to(View::first(&project));
        }
        let places = self.document.places();
        self.selection.retain(|note| places.of(note).is_some());
        let is_gone = match self.selection.cursor() {
            Cursor::At(Target::Note(_)) | Cursor::Nowhere => false,
            Cursor::At(target) => target.read(&project).is_none(),
            Cursor::On(Slot::Note { place, .. }) => !is_place(&project, place),
            Cursor::On(Slot::Step { journey, .. }) => project.journey(journey).is_none(),
            Cursor::On(Slot::Job { map, .. }) => project.value_map(map).is_none(),
        };
        if is_gone {
            self.selection = Selection::default();
        }
    }

    /// What the view is of: a map, a journey, a customer; `None` for what is of the whole project.
    pub(crate) fn subject(&self) -> Option<(ThingKind, Id)> {
        self.view?.title()?.thing()
    }

    /// The journey that is shown.
    pub fn journey(&self) -> Option<&Arc<Journey>> {
        self.document.project().journey(self.view?.of?)
    }

    /// The value map that is shown.
    pub fn value_map(&self) -> Option<&Arc<ValueMap>> {
        self.document.project().value_map(self.view?.of?)
    }

    /// Whether a page without a canvas is shown.
    pub fn is_own_page(&self) -> bool {
        self.view.is_some_and(|view| !view.kind.has_canvas())
    }

    /// Every view of the project, in the order of tabs.
    pub fn all_views(&self) -> Vec<View> {
        let project = self.document.project();
        let kinds = self.kinds.iter();
        kinds.flat_map(|kind| kind.views(project)).collect()
    }

    /// A name for a view, with what it is.
    pub fn view_name(&self, view: View) -> String {
        match self.name_of_view(view) {
            "" => view.word().to_owned(),
            name => format!("{} “{}”", view.word(), shortened(name)),
        }
    }

    /// What somebody has called a view; empty when nobody has.
    pub fn name_of_view(&self, view: View) -> &str {
        view.name(self.document.project())
    }

    /// The name of the project, or of its file.
    pub fn title(&self) -> String {
        let from_file = self
            .on_file
            .path
            .as_ref()
            .and_then(|file| file.file_stem())
            .map(|name| name.to_string_lossy().into_owned());
        if let Some(title) = from_file {
            return title;
        }
        let name = self.own_document().project().name.trim();
        let name = if name.is_empty() { "Untitled" } else { name };
        if self.on_file.origin.is_empty() {
            name.to_owned()
        } else {
            format!("{name} ({})", self.on_file.origin)
        }
    }

    /// The name offered for its file: that of the project, else of what is shown, else of the first map
    /// or journey that has one.
    pub fn name_to_save(&self) -> String {
        let project = self.own_document().project();
        if self.on_file.path.is_some() || !project.name.trim().is_empty() {
            return self.title();
        }
        let views = self.view.into_iter().chain(View::all(project));
        let mut names = views.map(|view| view.name(project));
        let name = names.find(|name| !name.is_empty());
        match name {
            Some(name) if self.on_file.origin.is_empty() => name.to_owned(),
            Some(name) => format!("{name} ({})", self.on_file.origin),
            None => self.title(),
        }
    }
}

fn is_place(project: &Project, place: Place) -> bool {
    match place {
        Place::Row { job, .. } => project.map_of_job(job).is_some(),
        Place::Lane { solution, step, .. } => project
            .solution(solution)
            .is_some_and(|(journey, _)| journey.step_index(step).is_some()),
        Place::Field { persona, .. } => project.persona(persona).is_some(),
    }
}
