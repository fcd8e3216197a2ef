//! The state of the window: the document, what is shown of it, what is selected, what is open.

use crate::analysis::{Coverage, Figures};
use crate::app::disk::dialogs::Question;
use crate::app::disk::merging::Merging;
use crate::app::disk::reading::{NotOpened, OnDisk};
use crate::app::disk::recovered::Recovered;
use crate::app::disk::versions::KeptVersion;
use crate::app::panels::find::Finder;
use crate::app::questions::Modal;
use crate::app::shell::palette::Palette;
use crate::app::shell::toasts::Toasts;
use crate::app::typing::scoring::Scoring;
use crate::app::work::figures::{Difference, Memo};
use crate::app::work::preferences::Preferences;
use crate::canvas::{Camera, Edited, Highlights, Style};
use crate::edit::{Cursor, Document, Selection};
use crate::layout::{Framing, KINDS, Shown, View, ViewKind};
use crate::model::{Figure, Id, Journey, Place, Project, Slot, Target, ThingKind, ValueMap};
use egui::Vec2;
use std::cell::RefCell;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What is remembered of a view while the program runs.
#[derive(Clone, Debug)]
pub struct ViewState {
    /// How it is laid out.
    pub framing: Framing,
    /// What part is seen.
    pub camera: Camera,
    /// What decides which part is seen.
    pub sight: Sight,
    /// The size of the window the camera was chosen for; `None` when it is to be chosen again.
    pub chosen_for: Option<Vec2>,
    /// What was selected when it was last shown.
    pub selection: Selection,
    /// The column keys come back to after a row without columns.
    pub column: u32,
    /// Escape has cleared the selection: no caret comes back by itself.
    pub is_cleared: bool,
}

/// What decides which part of a view is seen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sight {
    /// All of it, where it is readable then; otherwise its beginning.
    First,
    /// All of it, however small.
    Whole,
    /// Where somebody moved or zoomed to: it stays when the window changes.
    Free,
}

impl ViewState {
    /// Chooses the camera again, at the next picture and whenever the window changes.
    pub fn see(&mut self, sight: Sight) {
        self.sight = sight;
        self.chosen_for = None;
    }

    fn new() -> Self {
        Self {
            framing: Framing::desk(),
            camera: Camera::default(),
            sight: Sight::First,
            chosen_for: None,
            selection: Selection::default(),
            column: 1,
            is_cleared: false,
        }
    }
}

/// A file that is being read or written.
#[derive(Clone, PartialEq, Debug)]
pub enum Busy {
    /// A project is being read, to be shown in the place of this one.
    Opening(Arc<Project>),
    /// The project is being written, since then.
    Saving(PathBuf, Instant),
    /// A dialog of the system is open.
    Asking(Question),
}

/// How long a save may take before it is told that it goes on.
pub(crate) const SHORT: Duration = Duration::from_millis(300);

/// What is to happen once unsaved changes are dealt with.
#[derive(Clone, PartialEq, Debug)]
pub enum Then {
    /// Close the window.
    Quit,
    /// Show another project.
    Show(Box<Fresh>),
    /// Read this file.
    Open(PathBuf),
    /// Restore work of a window that is gone.
    Restore(Arc<Recovered>),
    /// The welcome page.
    Welcome,
}

/// A project that is not on disk yet.
#[derive(Clone, PartialEq, Debug)]
pub struct Fresh {
    /// What is in it.
    pub project: Project,
    /// Where it comes from, for its title: nothing is lost without it when it is empty.
    pub origin: String,
}

/// An earlier version that is looked at, and what comes back afterwards.
pub struct Looking {
    /// "Monday 14:05".
    pub moment: String,
    document: Document,
}

/// The line at the bottom that writes where the cursor is.
#[derive(Clone, Debug, Default)]
pub struct Capture {
    /// What is in it.
    pub text: String,
    /// It has not been shown yet.
    pub is_fresh: bool,
}

/// Everything the window knows.
pub struct State {
    /// The project with its history.
    pub document: Document,
    /// Where it is on disk.
    pub file: Option<PathBuf>,
    /// What is known of that file.
    pub disk: OnDisk,
    /// Where a project without a file comes from: "copy", "repaired".
    pub origin: String,
    /// The file it was opened from as a copy.
    pub copy_of: Option<PathBuf>,
    /// An earlier version is looked at instead of the project.
    pub looking: Option<Looking>,
    /// Two versions that wait for somebody to choose.
    pub merging: Option<Box<Merging>>,
    /// A merge that waits until a text is typed.
    pub waiting: Option<Box<Merging>>,
    /// Work of windows that are gone.
    pub recovered: Vec<Arc<Recovered>>,
    /// How often it was looked for: only what the last look finds counts.
    pub looks_for_work: u64,
    /// Unsaved work is kept for the day the window goes down, or somebody regrets.
    pub keeps_work: bool,
    /// Keys of work on the file that was opened: it is asked about as soon as nothing else is.
    pub asks_for_work: Vec<String>,
    /// The kept versions of the file; `None` while they are read.
    pub versions: Option<Vec<KeptVersion>>,
    /// The file that could not be opened as it is.
    pub damaged: Option<(PathBuf, NotOpened)>,
    /// No project is shown, the first page is.
    pub is_welcome: bool,
    /// All kinds of views there are, in the order of tabs.
    pub kinds: Vec<ViewKind>,
    /// What is shown.
    pub view: Option<View>,
    views: HashMap<View, ViewState>,
    /// The cursor and what is selected.
    pub selection: Selection,
    /// Colours, and how rich they are drawn.
    pub style: Style,
    /// What is remembered.
    pub preferences: Preferences,
    /// A question that must be answered first.
    pub modal: Option<Modal>,
    /// News.
    pub toasts: Toasts,
    /// What is going on with files.
    pub busy: Option<Busy>,
    /// How many projects have been shown: tells whether an answer is about the present one.
    pub shown_projects: u64,
    /// Where to write once more when the file is written: it was asked for meanwhile.
    pub save_again: Option<PathBuf>,
    /// What happens after the file is written.
    pub after_save: Option<Then>,
    /// What is pointed out.
    pub highlights: Highlights,
    /// When changes stop being pointed out, in seconds of the window's clock.
    pub highlights_end: f64,
    /// Find and replace, when open.
    pub finder: Option<Finder>,
    /// The command palette, when open.
    pub palette: Option<Palette>,
    /// Quick capture, when open.
    pub capture: Option<Capture>,
    /// The scoring pass, when it goes on.
    pub scoring: Option<Scoring>,
    /// The window has room for two side panels.
    pub is_wide: bool,
    /// The whole screen is used.
    pub is_full_screen: bool,
    /// The window is to close now.
    pub quits: bool,
    /// What is being typed into, when something is.
    pub typed_into: Option<Edited>,
    /// What was being typed when a command came between.
    pub(crate) unfinished: Option<Edited>,
    /// The digit typed last on a note, and when: 1 then 0 within a second is 10.
    pub last_digit: Option<(Id, u8, f64)>,
    /// Recent files are shown on the welcome page: only when asked for.
    pub shows_recent: bool,
    /// Recent files that were not there when they were last looked for.
    pub missing: Vec<PathBuf>,
    /// What of the map's gaps has an opportunity.
    pub coverage: Memo<Coverage>,
    /// Solutions of the journey against its baseline.
    pub differences: Memo<Vec<Difference>>,
    /// What is known of the cells' scores, for panels.
    pub figures: RefCell<Figures>,
}

impl State {
    /// Whether outline and inspector are open: in a narrow window one of them at most.
    pub fn panels(&self) -> (bool, bool) {
        if self.is_welcome {
            return (false, false);
        }
        let has_inspector = self.preferences.has_inspector.unwrap_or(self.is_wide);
        let has_outline = self.preferences.has_outline && (self.is_wide || !has_inspector);
        (has_outline, has_inspector)
    }

    /// A window that shows the welcome page.
    pub fn new(preferences: Preferences) -> Self {
        let style = Style {
            theme: preferences.theme.into(),
            is_plain: false,
        };
        Self {
            document: Document::new(Arc::new(Project::default())),
            file: None,
            disk: OnDisk::default(),
            origin: String::new(),
            copy_of: None,
            looking: None,
            merging: None,
            waiting: None,
            recovered: Vec::new(),
            looks_for_work: 0,
            keeps_work: false,
            asks_for_work: Vec::new(),
            versions: None,
            damaged: None,
            is_welcome: true,
            kinds: KINDS.to_vec(),
            view: None,
            views: HashMap::new(),
            selection: Selection::default(),
            style,
            preferences,
            modal: None,
            toasts: Toasts::default(),
            busy: None,
            shown_projects: 0,
            save_again: None,
            after_save: None,
            highlights: Highlights::default(),
            highlights_end: 0.0,
            finder: None,
            palette: None,
            capture: None,
            scoring: None,
            is_wide: true,
            is_full_screen: false,
            quits: false,
            typed_into: None,
            unfinished: None,
            last_digit: None,
            shows_recent: false,
            missing: Vec::new(),
            coverage: Memo::default(),
            differences: Memo::default(),
            figures: RefCell::default(),
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
        self.merging = None;
        self.waiting = None;
        self.asks_for_work.clear();
        self.disk = OnDisk::default();
        self.origin.clear();
        self.copy_of = None;
        self.save_again = None;
        self.shows_recent = false;
        self.document = Document::new(project);
        self.file = file;
        self.is_welcome = false;
        self.views.clear();
        self.view = None;
        self.selection = Selection::default();
        self.finder = None;
        self.scoring = None;
        self.capture = None;
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
        self.finder = None;
        self.scoring = None;
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

    /// Notes are written where they are seen.
    pub fn unfold(&mut self) {
        if let Some(view) = self.view_state_mut()
            && view.framing.is_folded
        {
            view.framing.is_folded = false;
            view.see(Sight::First);
        }
    }

    /// Shows the solution and the notes in which something stands.
    pub fn unhide(&mut self, target: Target) {
        let place = target.note().and_then(|id| self.document.places().of(id));
        let solution = match (target, place) {
            (Target::SolutionName(id), _) => Some(id),
            (_, Some(Place::Lane { solution, .. })) => Some(solution),
            _ => None,
        };
        if place.is_some() {
            self.unfold();
        }
        if let Some(view) = self.view_state_mut()
            && let (Shown::One(shown), Some(solution)) = (view.framing.shown, solution)
            && shown != solution
        {
            view.framing.shown = Shown::All;
            view.see(Sight::First);
        }
    }

    /// Where another solution is shown now, the cursor goes to the same cell of it; where its row is
    /// not shown any more, nowhere.
    pub fn leave_what_is_hidden(&mut self) {
        let Some(Place::Lane {
            solution,
            step,
            lane,
        }) = self.current_place()
        else {
            return;
        };
        let (Some(journey), Some(view)) = (self.journey(), self.view_state()) else {
            return;
        };
        let is_slot = matches!(self.selection.cursor(), Cursor::On(_));
        // A note that is set aside stands nowhere: nothing may happen to it unseen.
        let found = journey.solutions.iter().find(|known| known.id == solution);
        let cell = found.and_then(|solution| solution.cell(step));
        let is_aside = cell.is_some_and(|cell| !cell.applies) && !is_slot;
        if is_aside && !view.framing.is_folded {
            let place = Place::Lane {
                solution,
                step,
                lane,
            };
            let at = self.document.project().notes(place).len();
            self.selection = Selection::at(Cursor::On(Slot::Note { place, at }));
            return;
        }
        if is_aside || !journey.lanes.contains(&lane) || view.framing.is_folded && is_slot {
            self.selection = Selection::default();
            return;
        }
        if let Shown::One(other) = view.framing.shown
            && other != solution
        {
            let place = Place::Lane {
                solution: other,
                step,
                lane,
            };
            let at = self.document.project().notes(place).len();
            self.selection = Selection::at(Cursor::On(Slot::Note { place, at }));
        }
    }

    /// The scoring pass ends when its note is gone or something else was selected.
    pub fn follow_scoring(&mut self) {
        if let Some(note) = self.scoring.as_ref().and_then(Scoring::note)
            && (self.selection.cursor().note() != Some(note)
                || self.document.places().of(note).is_none())
        {
            self.scoring = None;
        }
    }

    /// The journey that is shown.
    pub fn journey(&self) -> Option<&Arc<Journey>> {
        self.document.project().journey(self.view?.of?)
    }

    /// The value map that is shown.
    pub fn value_map(&self) -> Option<&Arc<ValueMap>> {
        self.document.project().value_map(self.view?.of?)
    }

    /// The column the cursor is in.
    pub fn current_column(&self) -> Option<Id> {
        self.current_step().or_else(|| self.current_job())
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
            name => format!("{} “{}”", view.word(), crate::model::shortened(name)),
        }
    }

    /// What somebody has called a view; empty when nobody has.
    pub fn name_of_view(&self, view: View) -> &str {
        view.name(self.document.project())
    }

    /// An address in the note the cursor is on.
    pub fn address(&self, at: usize) -> Option<&str> {
        self.addresses().get(at).copied()
    }

    /// All addresses in the note the cursor is on.
    pub fn addresses(&self) -> Vec<&str> {
        let note = self.selection.cursor().note();
        let project = self.document.project();
        note.and_then(|id| self.document.places().note(project, id))
            .map(|note| crate::app::work::addresses::addresses(note))
            .unwrap_or_default()
    }

    /// The place the cursor is in.
    pub fn current_place(&self) -> Option<Place> {
        match self.selection.cursor() {
            Cursor::At(Target::Note(id)) => self.document.places().of(id),
            Cursor::On(Slot::Note { place, .. }) => Some(place),
            Cursor::At(_) | Cursor::On(_) | Cursor::Nowhere => None,
        }
    }

    /// The step the cursor is in.
    pub fn current_step(&self) -> Option<Id> {
        match self.selection.cursor() {
            Cursor::At(target) if target.note().is_none() => target.thing_of(ThingKind::Step),
            _ => match self.current_place()? {
                Place::Lane { step, .. } => Some(step),
                Place::Row { .. } | Place::Field { .. } => None,
            },
        }
    }

    /// The job the cursor is in.
    pub fn current_job(&self) -> Option<Id> {
        match self.selection.cursor() {
            Cursor::At(target) if target.note().is_none() => target.thing_of(ThingKind::Job),
            _ => match self.current_place()? {
                Place::Row { job, .. } => Some(job),
                Place::Lane { .. } | Place::Field { .. } => None,
            },
        }
    }

    /// The head counts the cursor is in, else the only ones of the journey: the journey and which of its
    /// periods.
    pub fn current_period(&self) -> Option<(Id, usize)> {
        let journey = self.journey()?;
        let at_cursor = match self.selection.cursor() {
            Cursor::At(Target::PeriodName { period, .. } | Target::Count { period, .. }) => {
                Some(period)
            }
            _ => (journey.periods.len() == 1).then_some(0),
        };
        let period = at_cursor.filter(|period| *period < journey.periods.len())?;
        Some((journey.id, period))
    }

    /// The solution the cursor is in; else the one that is shown; else the only one.
    pub fn current_solution(&self) -> Option<Id> {
        let journey = self.journey()?;
        let at_cursor = match self.selection.cursor() {
            Cursor::At(Target::SolutionName(id) | Target::Overall { solution: id, .. }) => Some(id),
            _ => match self.current_place() {
                Some(Place::Lane { solution, .. }) => Some(solution),
                _ => None,
            },
        };
        let shown = self.view_state().and_then(|view| match view.framing.shown {
            Shown::One(id) => Some(id),
            Shown::All => None,
        });
        let only = (journey.solutions.len() == 1).then(|| journey.solutions[0].id);
        at_cursor.or(shown).or(only)
    }

    /// Where quick capture and *Add a note* write: where the cursor is, else the first cell.
    pub fn place_to_write(&self) -> Option<Place> {
        if let Some(place) = self.current_place() {
            return Some(place);
        }
        let project = self.document.project();
        let layout = self.view?.layout(project)?;
        layout.first_place(self.current_column(), self.current_solution())
    }

    /// Benefits and sacrifices of the journey that is shown, in reading order: by solution, step, side.
    pub fn notes_to_score(&self) -> impl Iterator<Item = Id> {
        self.items().chain(self.obstacles())
    }

    /// Friction and gaps of the map that is shown, job by job.
    fn obstacles(&self) -> impl Iterator<Item = Id> {
        let jobs = self.value_map().into_iter().flat_map(|map| &map.jobs);
        let rows = jobs.flat_map(|job| job.rows.iter());
        let graded = rows.filter(|(row, _)| row.info().figure == Figure::Severity);
        let notes = graded.flat_map(|(_, notes)| notes);
        notes.map(|note| note.id)
    }

    /// Benefits and sacrifices of the journey that is shown, as far as they are shown.
    fn items(&self) -> impl Iterator<Item = Id> {
        let journey = self.journey();
        let shown = self.view_state().map(|view| view.framing.shown);
        let is_shown = move |id: Id| match shown {
            Some(Shown::One(one)) => one == id,
            Some(Shown::All) | None => true,
        };
        journey.into_iter().flat_map(move |journey| {
            let solutions = journey.solutions.iter();
            let cells = solutions
                .filter(move |solution| is_shown(solution.id))
                .flat_map(|solution| {
                    let steps = journey.steps.iter();
                    steps.filter_map(|step| solution.cell(step.id))
                });
            let cells = cells.filter(|cell| cell.applies);
            let notes = cells.flat_map(|cell| cell.items());
            notes.map(|(_, note)| note.id)
        })
    }

    /// The name of the project, or of its file.
    pub fn title(&self) -> String {
        let from_file = self
            .file
            .as_ref()
            .and_then(|file| file.file_stem())
            .map(|name| name.to_string_lossy().into_owned());
        if let Some(title) = from_file {
            return title;
        }
        let name = self.own_document().project().name.trim();
        let name = if name.is_empty() { "Untitled" } else { name };
        if self.origin.is_empty() {
            name.to_owned()
        } else {
            format!("{name} ({})", self.origin)
        }
    }

    /// The name offered for its file: that of the project, else of what is shown, else of the first map
    /// or journey that has one.
    pub fn name_to_save(&self) -> String {
        let project = self.own_document().project();
        if self.file.is_some() || !project.name.trim().is_empty() {
            return self.title();
        }
        let views = self.view.into_iter().chain(self.all_views());
        let mut names = views.map(|view| view.name(project));
        let name = names.find(|name| !name.is_empty());
        match name {
            Some(name) if self.origin.is_empty() => name.to_owned(),
            Some(name) => format!("{name} ({})", self.origin),
            None => self.title(),
        }
    }

    /// Whether something is open that takes the keys.
    pub fn has_dialog(&self) -> bool {
        self.modal.is_some() || self.palette.is_some()
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
