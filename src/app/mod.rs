//! The window: state, commands, panels, dialogs, jobs.
//!
//! Keys and gestures become commands at the beginning of a frame and run before the layout; panels
//! see the state, and what they ask for runs at the frame's end and shows in the next.

mod capture;
mod clipboard;
mod command;
mod dialogs;
mod fields;
mod figures;
mod files;
mod find;
mod frame_times;
mod icons;
mod inspector;
mod jobs;
mod keyboard;
mod menu;
mod messages;
mod modal;
mod moves;
mod outline;
mod palette;
mod paste;
mod preferences;
mod request;
mod run;
mod scoring;
mod state;
mod status;
mod toasts;
mod typing;
mod visuals;
mod welcome;
mod window;

pub use command::{Chord, Command, Menu};
pub use dialogs::{Answer, FileDialogs, Purpose, Question};
pub use jobs::{Jobs, Reply};
pub use messages::Message;
pub use modal::Modal;
pub use preferences::Preferences;
pub use state::{Sight, State};
pub use window::{Renderer, Window, run as run_window};

use crate::canvas::{Camera, Canvas, Catcher, Change, Shown as OnCanvas};
use crate::edit::{self, Cursor, Selection};
use crate::layout::sheet::BlockKind;
use crate::layout::theme::Role;
use crate::layout::{Layouter, Sheet, View};
use crate::model::{Id, Place, Target};
use clipboard::Clipboard;
use egui::{CentralPanel, Frame, Margin, Panel, Ui, ViewportCommand};
use files::Files;
use find::FindAction;
use request::{Request, Requests};
use run::{Effect, Zoom};
use state::{Busy, Then};
use std::path::PathBuf;
use std::sync::Arc;

/// Below this width in points one side panel at most is open.
const BOTH_PANELS: f32 = 1500.0;

/// A part of the window beside the canvas, in the order F6 goes through them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd)]
enum Pane {
    Menus,
    Outline,
    Inspector,
}

/// The program in its window.
pub struct App {
    /// Everything it knows.
    pub state: State,
    canvas: Canvas,
    files: Files,
    layouter: Box<Layouter>,
    /// The sheet of the last frame, for keys.
    sheet: Option<Arc<Sheet>>,
    title: String,
    frame_times: Option<frame_times::FrameTimes>,
    /// How long the last frames took, until the style is settled.
    slow_frames: frame_times::SlowFrames,
    had_dialog: bool,
    /// Where F6 has put the focus last.
    pane: Pane,
    enters_pane: bool,
    /// What was pasted is still being read.
    is_pasting: bool,
    opens: Option<PathBuf>,
}

impl App {
    /// The program in a real window.
    pub fn new(
        creation: &eframe::CreationContext<'_>,
        file: Option<PathBuf>,
        frame_times: bool,
    ) -> Self {
        let ctx = &creation.egui_ctx;
        let preferences_file = preferences::place();
        let preferences = preferences_file
            .as_deref()
            .map(Preferences::load)
            .unwrap_or_default();
        let jobs = Jobs::new(ctx.clone());
        let files = Files {
            jobs,
            dialogs: Box::new(dialogs::NativeDialogs),
            clipboard: Clipboard::shared(),
            preferences: preferences_file,
            provider: None,
        };
        let mut app = Self::with(ctx, preferences, files);
        app.opens = file;
        app.frame_times = frame_times.then(frame_times::FrameTimes::default);
        app.find_system_fonts();
        app.files.look_for_recent(&app.state);
        app
    }

    /// A program for tests: jobs run at once, nothing is kept on disk but what is saved.
    pub fn for_test(ctx: &egui::Context, dialogs: Box<dyn FileDialogs>) -> Self {
        let files = Files {
            jobs: Jobs::inline(),
            dialogs,
            clipboard: Clipboard::default(),
            preferences: None,
            provider: None,
        };
        Self::with(ctx, Preferences::default(), files)
    }

    fn with(ctx: &egui::Context, preferences: Preferences, files: Files) -> Self {
        visuals::install_fonts(ctx);
        ctx.add_plugin(Catcher::default());
        // One notch of the wheel is a quarter, not a half.
        ctx.options_mut(|options| options.input_options.scroll_zoom_speed = 1.0 / 400.0);
        let state = State::new(preferences);
        let app = Self {
            state,
            canvas: Canvas::default(),
            files,
            layouter: Box::default(),
            sheet: None,
            title: String::new(),
            frame_times: None,
            slow_frames: frame_times::SlowFrames::default(),
            had_dialog: false,
            pane: Pane::Menus,
            enters_pane: false,
            is_pasting: false,
            opens: None,
        };
        app.apply_looks(ctx);
        app
    }

    /// Opens a file, as the command line does.
    pub fn open(&mut self, path: PathBuf) {
        self.files.open(&mut self.state, path);
    }

    /// How many cells were laid out since the beginning, for tests.
    pub fn cells_made(&self) -> usize {
        self.layouter.cells_made()
    }

    /// How many words were shaped since the beginning, for tests.
    pub fn shaped_words(&self) -> usize {
        self.layouter.words.shaped_words()
    }

    /// How much the canvas drew in the last frame, for tests.
    pub fn drawn(&self) -> crate::canvas::Drawn {
        self.canvas.drawn()
    }

    /// The canvas between frames, for tests.
    pub fn canvas(&self) -> &Canvas {
        &self.canvas
    }

    /// The sheet of the last frame, for tests.
    pub fn sheet(&self) -> Option<&Arc<Sheet>> {
        self.sheet.as_ref()
    }

    /// Listing the system's fonts takes long; they arrive when they are known.
    fn find_system_fonts(&self) {
        self.files.jobs.start("system fonts", || {
            let provider = egui_system_font_provider::SystemFontProvider::new();
            // The first question waits until all are listed; later ones do not.
            let request = epaint::text::FallbackRequest {
                cluster: "日",
                family: &egui::FontFamily::Proportional,
            };
            epaint::text::FontProvider::font_for(&provider, &request);
            Message::SystemFonts(Arc::new(provider))
        });
    }

    fn apply_looks(&self, ctx: &egui::Context) {
        let style = self.state.style;
        visuals::apply(
            ctx,
            style.theme,
            self.state.preferences.reduced_motion,
            style.is_plain,
        );
        ctx.set_zoom_factor(f32::from(self.state.preferences.interface_scale) / 100.0);
    }

    fn messages(&mut self, ctx: &egui::Context) {
        while let Some(message) = self.files.jobs.answer() {
            match message {
                Message::Opened { path, result } => {
                    typing::keep(&mut self.state, &mut self.canvas);
                    if let Some(layouter) = self.files.opened(&mut self.state, &path, result) {
                        // The system's fonts may have arrived while it was read.
                        let provider = self.files.provider.clone();
                        *self.layouter = if layouter.has_provider() == provider.is_some() {
                            *layouter
                        } else {
                            Layouter::with_provider(provider)
                        };
                        self.project_changed();
                    }
                    typing::open_slot(&self.state, &mut self.canvas);
                }
                Message::Saved {
                    path,
                    project,
                    of,
                    result,
                } => {
                    let then = self
                        .files
                        .saved(&mut self.state, &path, project, of, result);
                    if let Some(then) = then {
                        self.then(ctx, then, None);
                    }
                }
                Message::Imported { path, result } => {
                    typing::keep(&mut self.state, &mut self.canvas);
                    self.files.imported(&mut self.state, &path, result);
                    self.state.follow_document();
                    typing::open_slot(&self.state, &mut self.canvas);
                }
                Message::Exported { path, result } => match result {
                    Ok(()) => self
                        .state
                        .toasts
                        .tell(format!("Exported {}.", files::name_of(&path))),
                    Err(error) => {
                        self.state.toasts.warn(format!(
                            "Could not export {}: {error}",
                            files::name_of(&path)
                        ));
                    }
                },
                Message::Answered(question, answer) => {
                    let effect = self.files.answered(&mut self.state, question, answer);
                    self.effects(ctx, effect, None);
                }
                Message::SystemFonts(provider) => {
                    ctx.add_font_provider(Arc::clone(&provider));
                    *self.layouter = Layouter::with_provider(Some(Arc::clone(&provider)));
                    self.canvas.glyphs().forget();
                    self.files.provider = Some(provider);
                }
                Message::Pasted(columns) => {
                    self.is_pasting = false;
                    paste::paste(&mut self.state, &mut self.canvas, columns);
                }
                Message::Missing(files) => self.state.missing = files,
                Message::Told(text) => self.state.toasts.warn(text),
                Message::Done => {}
            }
        }
    }

    /// Another project is shown.
    fn project_changed(&mut self) {
        self.sheet = None;
        self.canvas.field = None;
        self.canvas.activate();
        typing::open_slot(&self.state, &mut self.canvas);
    }

    fn then(&mut self, ctx: &egui::Context, then: Then, frame: Option<&eframe::Frame>) {
        let effect = run::carry_out(&mut self.state, then);
        self.project_changed();
        self.effects(ctx, effect, frame);
    }

    fn run(&mut self, ctx: &egui::Context, command: Command, frame: Option<&eframe::Frame>) {
        let now = ctx.input(|input| input.time);
        let before = Arc::clone(self.state.document.project());
        let effects = run::run(&mut self.state, &mut self.canvas, command, now);
        if matches!(
            command,
            Command::New(_) | Command::OpenExample(_) | Command::Welcome
        ) && !Arc::ptr_eq(&before, self.state.document.project())
        {
            self.project_changed();
        }
        self.effects(ctx, effects, frame);
        ctx.request_repaint();
    }

    fn effects(
        &mut self,
        ctx: &egui::Context,
        effects: impl IntoIterator<Item = Effect>,
        frame: Option<&eframe::Frame>,
    ) {
        for effect in effects {
            match effect {
                Effect::AskToOpen => self.files.ask(&mut self.state, Purpose::Open, frame),
                Effect::AskToSave => self.files.ask(&mut self.state, Purpose::SaveAs, frame),
                Effect::AskToImport => self.files.ask(&mut self.state, Purpose::Import, frame),
                Effect::AskToExport => self.files.ask(&mut self.state, Purpose::Export, frame),
                Effect::Open(path) => self.files.open(&mut self.state, path),
                Effect::Save => {
                    if let Some(path) = self.state.file.clone() {
                        self.files.save(&mut self.state, path);
                    }
                }
                Effect::Copy => self.copy(ctx),
                Effect::Cut => {
                    self.copy(ctx);
                    run::delete(&mut self.state, &mut self.canvas);
                    typing::open_slot(&self.state, &mut self.canvas);
                }
                Effect::Paste => ctx.send_viewport_cmd(ViewportCommand::RequestPaste),
                Effect::Close => ctx.send_viewport_cmd(ViewportCommand::Close),
                Effect::FullScreen(is_full) => {
                    ctx.send_viewport_cmd(ViewportCommand::Fullscreen(is_full));
                }
                Effect::ApplyLooks => self.apply_looks(ctx),
                Effect::Remember => self.files.remember(&self.state),
                Effect::NextPane => self.next_pane(ctx),
                Effect::Zoom(zoom) => self.zoom(zoom),
            }
        }
    }

    fn copy(&mut self, ctx: &egui::Context) {
        let notes = self.state.selection.notes();
        let fragment = edit::Fragment::of_notes(self.state.document.project(), &notes);
        if fragment.is_empty() {
            return;
        }
        let (text, write) = self.files.clipboard.copy(fragment);
        ctx.copy_text(text);
        self.files.jobs.start("clipboard", move || {
            write();
            Message::Done
        });
    }

    fn zoom(&mut self, zoom: Zoom) {
        let geometry = self.canvas.geometry().copied();
        let Some(view) = self.state.view_state_mut() else {
            return;
        };
        match (zoom, geometry) {
            (Zoom::Fit, _) | (_, None) => {
                view.see(Sight::Whole);
            }
            (Zoom::By(factor), Some(geometry)) => {
                view.camera
                    .zoom_around(&geometry, geometry.middle.center(), factor);
                view.sight = Sight::Free;
            }
            (Zoom::To(zoom), Some(geometry)) => {
                let factor = zoom / view.camera.zoom;
                view.camera
                    .zoom_around(&geometry, geometry.middle.center(), factor);
                view.sight = Sight::Free;
            }
        }
    }

    /// From the canvas to the menus, the panels that are open, and back.
    fn next_pane(&mut self, ctx: &egui::Context) {
        let (has_outline, has_inspector) = self.state.panels();
        let panes = [
            Some(Pane::Menus),
            has_outline.then_some(Pane::Outline),
            has_inspector.then_some(Pane::Inspector),
        ];
        let mut panes = panes.into_iter().flatten();
        let next = if self.canvas.is_active() {
            panes.next()
        } else {
            panes.find(|pane| *pane > self.pane)
        };
        match next {
            Some(pane) => {
                self.canvas.deactivate(ctx);
                self.pane = pane;
                self.enters_pane = true;
            }
            None => self.canvas.activate(),
        }
    }

    /// Before a pane is shown: its first widget gets the focus when it was asked for.
    fn enter_pane(&mut self, ctx: &egui::Context, pane: Pane) {
        if self.enters_pane && self.pane == pane {
            self.enters_pane = false;
            ctx.memory_mut(|memory| {
                if let Some(focused) = memory.focused() {
                    memory.surrender_focus(focused);
                }
                // From nothing the focus moves on to what is shown next.
                memory.move_focus(egui::FocusDirection::Next);
            });
        }
    }

    /// Whether keys are for the canvas: no dialog, menu or field elsewhere has them.
    fn has_canvas_keys(&self, ctx: &egui::Context) -> bool {
        self.canvas.may_have_keys(ctx)
            && !self.state.has_dialog()
            && !self.state.is_welcome
            && !egui::Popup::is_any_open(ctx)
    }

    /// Takes the keys of this frame: what changes the mode is done now, before the layout.
    fn keyboard(&mut self, ctx: &egui::Context, frame: &eframe::Frame) {
        let caught = Catcher::take(ctx);
        if egui::Popup::is_any_open(ctx) && self.canvas.may_have_keys(ctx) {
            // What is typed into a menu must not act behind it.
            ctx.memory_mut(|memory| {
                if let Some(focused) = memory.focused() {
                    memory.surrender_focus(focused);
                }
            });
        }
        if !self.has_canvas_keys(ctx) {
            let waiting = self.canvas.queue.release().into_iter().chain(caught);
            ctx.input_mut(|input| {
                input.events.splice(0..0, waiting);
            });
            self.global_keys(ctx, frame);
            return;
        }
        if self.is_pasting {
            // What is typed after a paste belongs after it.
            self.canvas.queue.hold(caught);
            return;
        }
        if caught
            .iter()
            .any(|event| matches!(event, egui::Event::Key { pressed: true, .. }))
        {
            self.canvas.rest_pointer();
        }
        let rest = ctx.input_mut(|input| std::mem::take(&mut input.events));
        let arrived = caught.into_iter().chain(rest);
        let mode = if self.state.scoring.is_some() {
            crate::canvas::Mode::Scoring
        } else {
            self.canvas.mode()
        };
        let taken = self.canvas.queue.take(arrived, mode);
        ctx.input_mut(|input| input.events = taken.now);
        if let Some(event) = taken.boundary {
            self.boundary(ctx, &event, frame);
            ctx.request_repaint();
        }
        if !self.canvas.queue.is_empty() {
            ctx.request_repaint();
        }
    }

    /// The field of a dialog that has closed gives the keyboard back to the canvas.
    fn dialog_closed(&mut self, ctx: &egui::Context) {
        let has_dialog = self.state.has_dialog();
        if std::mem::replace(&mut self.had_dialog, has_dialog)
            && !has_dialog
            && self.canvas.is_active()
        {
            ctx.memory_mut(|memory| {
                if let Some(focused) = memory.focused() {
                    memory.surrender_focus(focused);
                }
            });
        }
    }

    fn boundary(&mut self, ctx: &egui::Context, event: &egui::Event, frame: &eframe::Frame) {
        if let egui::Event::Paste(text) = event {
            self.pasted(text.clone());
            return;
        }
        let now = ctx.input(|input| input.time);
        let Some(sheet) = self.sheet.clone() else {
            if let Some(command) = keyboard::command_of(event) {
                self.run(ctx, command, Some(frame));
            }
            return;
        };
        if let Some(command) = keyboard::act(&mut self.state, &mut self.canvas, &sheet, event, now)
        {
            self.run(ctx, command, Some(frame));
        }
    }

    /// What is on the clipboard is made into notes, away from the window.
    fn pasted(&mut self, text: String) {
        self.is_pasting = true;
        let paste = self.files.clipboard.paste(text);
        self.files
            .jobs
            .start("paste", move || Message::Pasted(paste()));
    }

    /// Shortcuts while something else has the focus: a field of a panel, the welcome page.
    fn global_keys(&mut self, ctx: &egui::Context, frame: &eframe::Frame) {
        if self.state.has_dialog() {
            return;
        }
        let is_typing = ctx.text_edit_focused();
        let mut pasted = None;
        let commands = ctx.input_mut(|input| {
            let mut commands = Vec::new();
            input.events.retain(|event| {
                // The text is here: asking the system for it would bring the same event again.
                if let egui::Event::Paste(text) = event
                    && !is_typing
                {
                    pasted = Some(text.clone());
                    return false;
                }
                let command = keyboard::command_of(event).filter(|command| {
                    !is_typing && !matches!(command, Command::Delete)
                        || command.works_while_typing()
                });
                commands.extend(command);
                command.is_none()
            });
            commands
        });
        for command in commands {
            self.run(ctx, command, Some(frame));
        }
        if let Some(text) = pasted.filter(|_| !self.state.is_welcome) {
            self.pasted(text);
        }
    }

    fn requests(&mut self, ctx: &egui::Context, requests: Requests, frame: &eframe::Frame) {
        if requests.is_empty() {
            return;
        }
        for request in requests {
            match request {
                Request::Run(command) => self.run(ctx, command, Some(frame)),
                Request::Go(view, selection) => {
                    run::go_to(&mut self.state, &mut self.canvas, view);
                    typing::select(&mut self.state, &mut self.canvas, selection);
                    self.canvas.reveal_cursor();
                }
                Request::Write(target, text) => {
                    if self
                        .canvas
                        .field
                        .as_ref()
                        .is_some_and(|field| field.is_typed)
                    {
                        typing::keep(&mut self.state, &mut self.canvas);
                    }
                    typing::typed(&mut self.state, crate::canvas::Edited::Old(target), &text);
                }
                Request::EndWriting => {
                    if self
                        .canvas
                        .field
                        .as_ref()
                        .is_none_or(|field| !field.is_typed)
                    {
                        self.state.document.keep();
                    }
                }
                Request::Edit(label, change) => {
                    typing::keep(&mut self.state, &mut self.canvas);
                    self.state.document.edit(label, change);
                }
                Request::Amend(label, change) => {
                    let document = &self.state.document;
                    if !document.is_open() || document.undo_label() != Some(&label) {
                        typing::keep(&mut self.state, &mut self.canvas);
                        self.state.document.begin(label);
                    }
                    self.state.document.amend(change);
                }
                Request::Shown(shown) => {
                    typing::keep(&mut self.state, &mut self.canvas);
                    run::show_solutions(&mut self.state, shown);
                    self.state.leave_what_is_hidden();
                    typing::open_slot(&self.state, &mut self.canvas);
                }
                Request::ShowRecent => {
                    self.state.shows_recent = true;
                    self.files.look_for_recent(&self.state);
                }
                Request::Canvas(change) => self.canvas_change(change),
            }
        }
        self.state.follow_document();
        typing::open_slot(&self.state, &mut self.canvas);
        ctx.request_repaint();
    }

    fn canvas_change(&mut self, change: Change) {
        let state = &mut self.state;
        match change {
            Change::Typed(edited, text) => typing::typed(state, edited, &text),
            Change::Select(selection) => typing::select(state, &mut self.canvas, selection),
            Change::Open(target) => typing::edit(state, &mut self.canvas, target),
            Change::Score(note, score) => {
                typing::keep(state, &mut self.canvas);
                scoring::score_note(state, note, Some(score));
            }
            Change::Drop {
                notes,
                place,
                at,
                is_copy,
            } => self.drop_notes(&notes, place, at, is_copy),
            Change::DropColumn { column, at } => self.drop_column(column, at),
            Change::ColumnWidth(width) => {
                if let Some(view) = state.view_state_mut() {
                    view.framing.column = width.clamp(5.0, 40.0);
                    view.sight = Sight::Free;
                }
            }
            Change::Moved => {
                if let Some(view) = state.view_state_mut() {
                    view.sight = Sight::Free;
                }
            }
        }
    }

    fn drop_notes(&mut self, notes: &[Id], place: Place, at: usize, is_copy: bool) {
        let state = &mut self.state;
        typing::keep(state, &mut self.canvas);
        let several = notes.len() > 1;
        if is_copy {
            let copies = edit::copy_notes(state.document.project(), notes);
            let ids: Vec<Id> = copies.iter().map(|note| note.id).collect();
            let label = if several { "Copy notes" } else { "Copy a note" };
            state.document.edit(label, |project| {
                edit::insert_notes(project, place, at, copies);
            });
            state.selection = Selection::of_notes(ids);
        } else {
            let label = if several { "Move notes" } else { "Move a note" };
            state
                .document
                .edit(label, |project| edit::move_notes(project, notes, place, at));
            state.selection = Selection::of_notes(notes.to_vec());
        }
    }

    fn drop_column(&mut self, column: Id, at: usize) {
        let state = &mut self.state;
        typing::keep(state, &mut self.canvas);
        let project = Arc::clone(state.document.project());
        if let Some(journey) = project.journey_of_step(column) {
            let from = journey.step_index(column).unwrap_or(0);
            let to = if at > from { at - 1 } else { at };
            state.document.edit("Move a step", |project| {
                edit::move_step(project, column, to);
            });
        } else if let Some(map) = project.map_of_job(column) {
            let from = map
                .jobs
                .iter()
                .position(|job| job.id == column)
                .unwrap_or(0);
            let to = if at > from { at - 1 } else { at };
            state
                .document
                .edit("Move a job", |project| edit::move_job(project, column, to));
        }
    }

    fn set_title(&mut self, ctx: &egui::Context) {
        let title = if self.state.is_welcome {
            "Value Journey".to_owned()
        } else {
            let mark = if self.state.document.is_dirty() {
                "*"
            } else {
                ""
            };
            format!("{mark}{} – Value Journey", self.state.title())
        };
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    fn find_action(&mut self, action: FindAction) {
        let Some(mut finder) = self.state.finder.take() else {
            return;
        };
        let project = Arc::clone(self.state.document.project());
        match action {
            FindAction::Close => {
                self.canvas.activate();
                self.state.highlights.found.clear();
                return;
            }
            FindAction::Show => {}
            FindAction::ReplaceOne => {
                if let Some(found) = finder.current().cloned() {
                    self.replace(&[found], &finder.replacement);
                }
            }
            FindAction::ReplaceAll => {
                let count = finder.matches.len();
                self.replace(&finder.matches.clone(), &finder.replacement);
                let what = if count == 1 {
                    "1 place".to_owned()
                } else {
                    format!("{count} places")
                };
                self.state.toasts.tell(format!("Replaced in {what}."));
            }
        }
        if !Arc::ptr_eq(&project, self.state.document.project()) {
            finder.look(&self.state.document);
        }
        if let Some(found) = finder.current() {
            self.show_match(found.target);
        }
        self.state.finder = Some(finder);
    }

    fn replace(&mut self, matches: &[edit::Match], with: &str) {
        typing::keep(&mut self.state, &mut self.canvas);
        let places: std::collections::HashMap<Id, Place> = matches
            .iter()
            .filter_map(|found| found.target.note())
            .filter_map(|note| Some((note, self.state.document.places().of(note)?)))
            .collect();
        self.state.document.edit("Replace", |project| {
            edit::replace(project, &|note| places.get(&note).copied(), matches, with);
        });
    }

    /// Goes to a place where something was found, without taking the keys from the bar.
    fn show_match(&mut self, target: Target) {
        let shown = match target {
            Target::NoteDetail(id) | Target::NoteSource(id) | Target::NoteTags(id) => {
                Target::Note(id)
            }
            other => other,
        };
        if let Some(view) = find::view_of(&self.state.document, shown) {
            typing::keep(&mut self.state, &mut self.canvas);
            self.state.go_to(Some(view));
        }
        typing::select(
            &mut self.state,
            &mut self.canvas,
            Selection::at(Cursor::At(shown)),
        );
        self.canvas.reveal_cursor();
    }

    fn answer_modal(
        &mut self,
        ctx: &egui::Context,
        answered: modal::Answered,
        frame: &eframe::Frame,
    ) {
        match answered {
            modal::Answered::Cancel => self.state.after_save = None,
            modal::Answered::Save(then) => {
                self.state.after_save = Some(then);
                self.run(ctx, Command::Save, Some(frame));
            }
            modal::Answered::Discard(then) => self.then(ctx, then, Some(frame)),
            modal::Answered::Overwrite(path, purpose) => {
                self.files.write(&mut self.state, &purpose, path);
            }
            modal::Answered::Path(question, path) => {
                let effect = self.files.typed_path(&mut self.state, question, &path);
                self.effects(ctx, effect, Some(frame));
            }
            modal::Answered::Scale(max) => run::change_scale(&mut self.state, max),
        }
        ctx.request_repaint();
    }

    fn dropped_files(&mut self, ctx: &egui::Context) {
        let dropped: Vec<PathBuf> = ctx.input(|input| {
            input
                .raw
                .dropped_files
                .iter()
                .map(|file| file.path().to_owned())
                .collect()
        });
        if let Some(path) = dropped.into_iter().next() {
            let effect = self.files.dropped(&mut self.state, path);
            self.effects(ctx, effect, None);
        }
    }

    fn show_canvas(&mut self, ui: &mut Ui, view: View, requests: &mut Requests) {
        let size = ui.available_size();
        let project = Arc::clone(self.state.document.project());
        self.fit_when_needed(view, size, &project);
        let Some(remembered) = self.state.view_state() else {
            return;
        };
        let mut camera: Camera = remembered.camera;
        let framing = remembered.framing.clone();
        let column = framing.column;
        let sheet = self.layouter.sheet(&project, view, &framing);
        if !is_same(self.sheet.as_ref(), &sheet) && self.state.selection.cursor() == Cursor::Nowhere
        {
            // The first thing to say on an empty canvas; on a full one nobody is in a hurry.
            let first = crate::canvas::navigate::first(&sheet);
            let is_prompt = match first {
                Cursor::At(target) => sheet
                    .find(target)
                    .is_some_and(|(_, block)| block.kind == BlockKind::Prompt),
                Cursor::On(_) => sheet.columns.is_empty(),
                Cursor::Nowhere => false,
            };
            if is_prompt {
                self.state.selection = Selection::at(first);
                typing::open_slot(&self.state, &mut self.canvas);
            }
        }
        self.sheet = Some(Arc::clone(&sheet));
        let shown = OnCanvas {
            sheet: &sheet,
            project: &project,
            selection: &self.state.selection,
            style: self.state.style,
            highlights: &self.state.highlights,
            camera: &mut camera,
            words: &mut self.layouter.words,
            column,
            is_behind_dialog: self.state.has_dialog(),
        };
        let (response, changes) = self.canvas.show(ui, shown);
        if let Some(view) = self.state.view_state_mut() {
            view.camera = camera;
        }
        requests.extend(changes.into_iter().map(Request::Canvas));
        let state = &self.state;
        response.context_menu(|ui| menu::context(ui, state, requests));
    }

    fn fit_when_needed(
        &mut self,
        view: View,
        size: egui::Vec2,
        project: &Arc<crate::model::Project>,
    ) {
        let Some(remembered) = self.state.view_state() else {
            return;
        };
        let is_changed = remembered
            .chosen_for
            .is_none_or(|known| (known - size).length() > 1.0);
        if remembered.sight == Sight::Free || !is_changed || size.min_elem() < 50.0 {
            return;
        }
        let sight = remembered.sight;
        let framing = remembered.framing.clone();
        let fitted = match sight {
            Sight::First => self.layouter.first_look(project, view, size, &framing),
            _ => self.layouter.fit(project, view, size, &framing),
        };
        if let Some(remembered) = self.state.view_state_mut() {
            remembered.camera = Camera::fitted(&fitted);
            remembered.framing = fitted.framing;
            remembered.chosen_for = Some(size);
        }
    }

    /// Where a card stands on the screen.
    fn card_of(&self, note: Id) -> Option<egui::Rect> {
        let (cell, block) = self.sheet.as_ref()?.find(Target::Note(note))?;
        Some(self.canvas.geometry()?.inside(cell, block.rect))
    }

    fn end_highlights(&mut self, ctx: &egui::Context) {
        let now = ctx.input(|input| input.time);
        if !self.state.highlights.changed.is_empty() {
            if now >= self.state.highlights_end {
                self.state.highlights.changed.clear();
            } else {
                ctx.request_repaint_after_secs((self.state.highlights_end - now) as f32);
            }
        }
        let found = self
            .state
            .finder
            .as_ref()
            .map(|finder| finder.matches.iter().map(|found| found.target).collect());
        self.state.highlights.found = found.unwrap_or_default();
    }
}

fn is_same(one: Option<&Arc<Sheet>>, other: &Arc<Sheet>) -> bool {
    one.is_some_and(|one| Arc::ptr_eq(one, other))
}

impl eframe::App for App {
    fn raw_input_hook(&mut self, _: &egui::Context, raw: &mut egui::RawInput) {
        // The atlas is uploaded as a whole when it grows: a narrower one is cheaper.
        raw.max_texture_side = raw.max_texture_side.map(|side| side.min(4096));
    }

    fn clear_color(&self, _: &egui::Visuals) -> [f32; 4] {
        // The canvas is what is behind everything: filling it again would cost a whole window of pixels.
        self.state
            .style
            .color(Role::Canvas)
            .to_normalized_gamma_f32()
    }

    fn logic(&mut self, ctx: &egui::Context, _: &mut eframe::Frame) {
        self.messages(ctx);
        let closes = ctx.input(|input| input.viewport().close_requested());
        if !closes || self.state.quits && !matches!(self.state.busy, Some(Busy::Saving(_))) {
            return;
        }
        if matches!(self.state.busy, Some(Busy::Saving(_))) {
            // The file is being written: then the window closes.
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.state.after_save = Some(Then::Quit);
            return;
        }
        typing::keep(&mut self.state, &mut self.canvas);
        capture::end(&mut self.state, &mut self.canvas);
        typing::open_slot(&self.state, &mut self.canvas);
        if !self.state.is_welcome && self.state.document.is_dirty() {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.state.modal = Some(modal::Modal::Unsaved(Then::Quit));
        }
    }

    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        self.messages(&ctx);
        if let Some(path) = self.opens.take() {
            self.open(path);
        }
        self.dropped_files(&ctx);
        if let Some(times) = &mut self.frame_times {
            times.step(&ctx, &mut self.state, self.canvas.geometry());
        }
        self.state.is_wide = ctx.content_rect().width() >= BOTH_PANELS;
        self.keyboard(&ctx, frame);
        self.end_highlights(&ctx);
        let mut requests = Requests::new();
        let bar = Frame::side_top_panel(ui.style()).inner_margin(Margin::symmetric(8, 4));
        self.enter_pane(&ctx, Pane::Menus);
        Panel::top("menus")
            .frame(bar)
            .show(ui, |ui| menu::bar(ui, &self.state, &mut requests));
        if !self.state.is_welcome {
            Panel::top("toolbar")
                .frame(bar)
                .show(ui, |ui| menu::toolbar(ui, &self.state, &mut requests));
        }
        let mut find = None;
        if self.state.finder.is_some() {
            Panel::top("find")
                .frame(bar)
                .show(ui, |ui| find = find::show(ui, &mut self.state));
        }
        Panel::bottom("status")
            .frame(bar)
            .show(ui, |ui| status::show(ui, &self.state, &mut requests));
        if self.state.capture.is_some() {
            let tall = bar.inner_margin(Margin::symmetric(12, 8));
            Panel::bottom("capture")
                .frame(tall)
                .show(ui, |ui| self.capture_line(ui));
        }
        let (has_outline, has_inspector) = self.state.panels();
        let side = Frame::side_top_panel(ui.style()).inner_margin(Margin::symmetric(12, 8));
        if has_outline {
            let panel = Panel::left("outline")
                .frame(side)
                .default_size(220.0)
                .size_range(160.0..=400.0);
            self.enter_pane(&ctx, Pane::Outline);
            panel.show(ui, |ui| outline::show(ui, &self.state, &mut requests));
        }
        if has_inspector {
            let panel = Panel::right("inspector")
                .frame(side)
                .default_size(260.0)
                .size_range(200.0..=440.0);
            self.enter_pane(&ctx, Pane::Inspector);
            panel.show(ui, |ui| inspector::show(ui, &self.state, &mut requests));
        }
        CentralPanel::no_frame().show(ui, |ui| match self.state.view {
            _ if self.state.is_welcome => welcome::show(ui, &self.state, &mut requests),
            Some(view) => self.show_canvas(ui, view, &mut requests),
            None => empty_project(ui, &self.state, &mut requests),
        });
        self.state.follow_scoring();
        let card = self
            .state
            .scoring
            .as_ref()
            .and_then(|scoring| self.card_of(scoring.note()?));
        if let Some(action) = scoring::show(ui, &self.state, card) {
            let now = ctx.input(|input| input.time);
            scoring::act(&mut self.state, action, now);
            self.canvas.reveal_cursor();
            typing::open_slot(&self.state, &mut self.canvas);
        }
        if let Some(command) = palette::show(ui, &mut self.state) {
            requests.push(Request::Run(command));
        }
        if let Some(answered) = modal::show(ui, &mut self.state) {
            self.answer_modal(&ctx, answered, frame);
        }
        self.state.toasts.show(&ctx, self.state.style);
        self.requests(&ctx, requests, frame);
        if let Some(action) = find {
            self.find_action(action);
        }
        self.dialog_closed(&ctx);
        Catcher::set(&ctx, self.has_canvas_keys(&ctx));
        self.set_title(&ctx);
        if self.slow_frames.are_slow(&ctx, frame) && !self.state.style.is_plain {
            self.state.style.is_plain = true;
            self.apply_looks(&ctx);
        }
    }
}

/// A project without maps and journeys says what could come.
fn empty_project(ui: &mut Ui, state: &State, requests: &mut Requests) {
    ui.vertical_centered(|ui| {
        ui.add_space((ui.available_height() * 0.3).max(24.0));
        ui.heading("This project is empty.");
        ui.add_space(12.0);
        for command in [
            Command::AddValueMap,
            Command::AddJourney(crate::model::Method::Cvjm),
            Command::AddJourney(crate::model::Method::Cvj),
        ] {
            if ui
                .add(egui::Button::new(command.text(state)).min_size(egui::vec2(340.0, 36.0)))
                .clicked()
            {
                requests.push(Request::Run(command));
            }
            ui.add_space(4.0);
        }
    });
}
