//! The window: state, commands, panels, dialogs, jobs.
//!
//! Keys and gestures become commands at the beginning of a frame and run before the layout; panels
//! see the state, and what they ask for runs at the frame's end and shows in the next.

use crate::app::commands::command::Command;
use crate::app::desk::request::{Request, Requests};
use crate::app::desk::writing as typing;
use crate::app::disk::clipboard::Clipboard;
use crate::app::disk::dialogs::{self, FileDialogs};
use crate::app::disk::files::Files;
use crate::app::disk::jobs::Jobs;
use crate::app::disk::keeper::Keeper;
use crate::app::disk::messages::Message;
use crate::app::look::visuals;
use crate::app::pages::{self, welcome};
use crate::app::panels::{banner, capture, find, inspector, outline, scoring, status};
use crate::app::questions::{self as modal, Modal};
use crate::app::shell::{frame_times, menu, palette};
use crate::app::work::preferences::{self, Preferences};
use crate::app::work::state::{self, Busy, Sight, State, Then};
use crate::canvas::{Camera, Canvas, Catcher, Edited, Shown as OnCanvas};
use crate::edit::{Cursor, Selection};
use crate::file::Store;
use crate::layout::fonts::Weight;
use crate::layout::sheet::BlockKind;
use crate::layout::theme::Role;
use crate::layout::{Framing, Layouter, Sheet, SystemFonts, View, readable};
use crate::model::{Id, Project, Slot, Target};
use egui::{CentralPanel, Frame, Margin, Panel, Ui, ViewportCommand};
use std::path::PathBuf;
use std::sync::Arc;

/// Below this width in points one side panel at most is open.
const BOTH_PANELS: f32 = 1500.0;

/// A part of the window beside the canvas, in the order F6 goes through them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd)]
pub(crate) enum Pane {
    Menus,
    Outline,
    Inspector,
}

/// The program in its window.
pub struct App {
    /// Everything it knows.
    pub state: State,
    pub(crate) canvas: Canvas,
    pub(crate) files: Files,
    pub(crate) layouter: Box<Layouter>,
    /// The sheet of the last frame, for keys.
    pub(crate) sheet: Option<Arc<Sheet>>,
    /// The project with the step or job that is about to be typed, and what it was made from.
    pub(crate) opened: Option<(Arc<Project>, Edited, Arc<Project>)>,
    pub(crate) title: String,
    pub(crate) frame_times: Option<frame_times::FrameTimes>,
    /// How long the last frames took, until the style is settled.
    pub(crate) slow_frames: frame_times::SlowFrames,
    pub(crate) had_dialog: bool,
    pub(crate) had_focus: bool,
    /// Where F6 has put the focus last.
    pub(crate) pane: Pane,
    pub(crate) enters_pane: bool,
    pub(crate) bar_keys: menu::BarKeys,
    /// What was pasted is still being read.
    pub(crate) is_pasting: bool,
    pub(crate) opens: Option<PathBuf>,
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
            clipboard: Clipboard::shared(),
            preferences: preferences_file,
            passing: crate::file::passing_folders(),
            ..Files::without_window(Box::new(dialogs::NativeDialogs))
        };
        let mut app = Self::with(ctx, preferences, files);
        app.opens = file;
        app.frame_times = frame_times.then(frame_times::FrameTimes::default);
        app.find_system_fonts();
        app.files.look_for_recent(&app.state);
        if let Some(store) = Store::of_user() {
            app.keep_in(store);
        }
        app
    }

    /// A program for tests: jobs run at once, nothing is kept on disk but what is saved.
    pub fn for_test(ctx: &egui::Context, dialogs: Box<dyn FileDialogs>) -> Self {
        let files = Files::without_window(dialogs);
        Self::with(ctx, Preferences::default(), files)
    }

    /// A program without a window and without dialogs that works on threads like the real one, for
    /// tests that time it, kill it or slow its disk.
    pub fn headless(ctx: &egui::Context, dialogs: Box<dyn FileDialogs>, store: Store) -> Self {
        let files = Files {
            jobs: Jobs::new(ctx.clone()),
            ..Files::without_window(dialogs)
        };
        let mut app = Self::with(ctx, Preferences::default(), files);
        app.keep_in(store);
        app
    }

    /// From now on what is opened from these folders is opened as a copy.
    pub fn treat_as_passing(&mut self, folders: Vec<PathBuf>) {
        self.files.passing = folders;
    }

    /// Keeps snapshots and versions in this place from now on, and looks for what others have left.
    pub fn keep_in(&mut self, store: Store) {
        let reply = self.files.jobs.reply();
        let is_inline = self.files.jobs.is_inline();
        self.files.keeper = Keeper::new(store.clone(), reply, is_inline);
        self.files.store = Some(store);
        self.state.keeps_work = true;
        self.files
            .find_recovered(&mut self.state, Store::keep_small);
    }

    /// Looks what became of the file, as the watcher does by itself.
    pub fn look_outside(&mut self) {
        let state = &self.state;
        if let (Some(path), Some(known)) = (&state.file, state.disk.known) {
            let outside = crate::file::look(path, known, state.disk.identity);
            self.files.outside(&mut self.state, outside);
        }
    }

    pub(crate) fn with(ctx: &egui::Context, preferences: Preferences, files: Files) -> Self {
        visuals::install_fonts(ctx);
        ctx.add_plugin(Catcher::default());
        // One notch of the wheel is a quarter, not a half.
        ctx.options_mut(|options| options.input_options.scroll_zoom_speed = 1.0 / 400.0);
        let mut state = State::new(preferences);
        state.kinds = pages::kinds();
        let app = Self {
            state,
            canvas: Canvas::new("canvas"),
            files,
            layouter: Box::default(),
            sheet: None,
            opened: None,
            title: String::new(),
            frame_times: None,
            slow_frames: frame_times::SlowFrames::default(),
            had_dialog: false,
            had_focus: true,
            pane: Pane::Menus,
            enters_pane: false,
            bar_keys: menu::BarKeys::default(),
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

    /// In how many cells scores were looked into since the beginning, by layouts and panels, for tests.
    pub fn cells_looked_into(&self) -> usize {
        self.layouter.cells_looked_into() + self.state.figures.borrow().made()
    }

    /// How many words were shaped since the beginning, for tests.
    pub fn shaped_words(&self) -> usize {
        self.layouter.setter.words.shaped_words()
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
    pub(crate) fn find_system_fonts(&self) {
        self.files.jobs.start("system fonts", || {
            let provider = SystemFonts::new();
            // The first question waits until all are listed; later ones do not.
            for weight in [Weight::Regular, Weight::Bold] {
                let request = epaint::text::FallbackRequest {
                    cluster: "日",
                    family: &weight.panel_family(),
                };
                epaint::text::FontProvider::font_for(&provider, &request);
            }
            Message::SystemFonts(Arc::new(provider))
        });
    }

    pub(crate) fn apply_looks(&self, ctx: &egui::Context) {
        let style = self.state.style;
        visuals::apply(
            ctx,
            style.theme,
            self.state.preferences.reduced_motion,
            style.is_plain,
        );
        ctx.set_zoom_factor(f32::from(self.state.preferences.interface_scale) / 100.0);
    }

    /// Another project is shown.
    pub(crate) fn project_changed(&mut self) {
        self.sheet = None;
        self.canvas.field = None;
        self.canvas.closed = None;
        self.canvas.activate();
        typing::open_slot(&self.state, &mut self.canvas);
    }

    /// Files change while one is in another window; and a save that takes long is told.
    pub(crate) fn look_at_file(&mut self, ctx: &egui::Context) {
        let has_focus = ctx.input(|input| input.focused);
        if has_focus
            && !self.had_focus
            && let Some(watch) = &self.files.watch
        {
            watch.look_now();
        }
        self.had_focus = has_focus;
        if let Some(Busy::Saving(_, since)) = &self.state.busy
            && since.elapsed() <= state::SHORT
        {
            ctx.request_repaint_after(state::SHORT);
        }
    }

    pub(crate) fn set_title(&mut self, ctx: &egui::Context) {
        let title = if self.state.is_welcome {
            "Value Journey".to_owned()
        } else {
            let mark = if self.state.own_document().is_dirty() {
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

    pub(crate) fn dropped_files(&mut self, ctx: &egui::Context) {
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

    /// The project as it is shown: a step or job that is about to be typed has a column already.
    pub(crate) fn shown_project(&mut self) -> (Arc<Project>, Option<Slot>) {
        let project = Arc::clone(self.state.document.project());
        let Some((edited, slot)) = typing::column_to_open(&self.state, &self.canvas) else {
            self.opened = None;
            return (project, None);
        };
        let is_known = |(of, known, _): &(Arc<Project>, Edited, _)| {
            Arc::ptr_eq(of, &project) && *known == edited
        };
        let opened = match self.opened.take().filter(is_known) {
            Some((_, _, opened)) => opened,
            None => Arc::new(typing::with_column(&project, edited)),
        };
        self.opened = Some((project, edited, Arc::clone(&opened)));
        (opened, Some(slot))
    }

    /// What the view shows, and its sheet.
    pub(crate) fn lay_out(&mut self) -> Option<(Arc<Project>, Arc<Sheet>)> {
        let (project, open) = self.shown_project();
        let framing = Framing {
            open,
            ..self.state.view_state()?.framing.clone()
        };
        let sheet = self.layouter.sheet(&project, self.state.view?, &framing);
        Some((project, sheet))
    }

    pub(crate) fn show_canvas(&mut self, ui: &mut Ui, view: View, requests: &mut Requests) {
        let size = ui.available_size();
        let project = Arc::clone(self.state.document.project());
        self.fit_when_needed(view, size, &project);
        if let Some(view) = self.state.view_state_mut() {
            // Titles and sentences are as wide as the window, whoever chose the zoom.
            view.framing.width = size.x / view.camera.pinned;
        }
        let Some((project, sheet)) = self.lay_out() else {
            return;
        };
        let Some(remembered) = self.state.view_state() else {
            return;
        };
        let mut camera: Camera = remembered.camera;
        let column = remembered.framing.column;
        let is_nowhere = self.state.selection.cursor() == Cursor::Nowhere;
        let is_cleared = is_nowhere && remembered.is_cleared;
        if !is_same(self.sheet.as_ref(), &sheet) && is_nowhere && !is_cleared {
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
            words: &mut self.layouter.setter.words,
            column,
            is_editable: !self.state.document.is_read_only(),
            is_behind_dialog: self.state.has_dialog(),
        };
        let (response, changes) = self.canvas.show(ui, shown);
        if let Some(view) = self.state.view_state_mut() {
            view.camera = camera;
            view.is_cleared = is_cleared;
        }
        requests.extend(changes.into_iter().map(Request::Canvas));
        let state = &self.state;
        response.context_menu(|ui| menu::context(ui, state, requests));
    }

    pub(crate) fn fit_when_needed(
        &mut self,
        view: View,
        size: egui::Vec2,
        project: &Arc<crate::model::Project>,
    ) {
        let Some(remembered) = self.state.view_state() else {
            return;
        };
        // A line that opens above or below while somebody writes makes no text smaller.
        let is_writing = self.state.finder.is_some()
            || self.state.capture.is_some()
            || self
                .canvas
                .field
                .as_ref()
                .is_some_and(|field| field.is_typed);
        let is_changed = remembered.chosen_for.is_none_or(|known| {
            let changed = (known - size).abs();
            changed.x > 1.0 || changed.y > 1.0 && !is_writing
        });
        if remembered.sight == Sight::Free || !is_changed || size.min_elem() < 50.0 {
            return;
        }
        let sight = remembered.sight;
        let scale = f32::from(self.state.preferences.interface_scale) / 100.0;
        let framing = Framing {
            readable: readable(scale),
            ..remembered.framing.clone()
        };
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

    /// Where a note stands on the screen, and what belongs to it.
    pub(crate) fn standing(&self, note: Id) -> Option<scoring::Standing> {
        let geometry = self.canvas.geometry()?;
        let canvas = geometry.window;
        let found = self.sheet.as_ref()?.find(Target::Note(note));
        // A note of a row that is not shown stands nowhere: the card is at the left then.
        let nowhere = egui::Rect::from_min_max(canvas.left_center(), canvas.left_center());
        let (note, column) = found.map_or((nowhere, nowhere), |(cell, block)| {
            (geometry.inside(cell, block.rect), geometry.cell(cell))
        });
        Some(scoring::Standing {
            canvas,
            note,
            column: egui::Rect::from_x_y_ranges(column.x_range(), canvas.y_range()),
            notes: geometry.middle,
        })
    }

    pub(crate) fn end_highlights(&mut self, ctx: &egui::Context) {
        let now = ctx.input(|input| input.time);
        if !self.state.highlights.changed.is_empty() {
            if now >= self.state.highlights_end {
                self.state.highlights.changed.clear();
            } else {
                ctx.request_repaint_after_secs((self.state.highlights_end - now) as f32);
            }
        }
        let found = self.state.finder.as_ref().map(|finder| {
            let matches = finder.matches.iter();
            matches
                .filter_map(|found| found.target.headline())
                .collect()
        });
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
        self.merge_what_waited();
        self.files.keeper.follow(&self.state);
        let closes = ctx.input(|input| input.viewport().close_requested());
        let is_saving = matches!(self.state.busy, Some(Busy::Saving(..)));
        if !closes || self.state.quits && !is_saving {
            return;
        }
        if is_saving {
            // The file is being written: then the window closes.
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.state.after_save = Some(Then::Quit);
            self.state
                .toasts
                .tell("The window closes when the file is written.");
            return;
        }
        self.state.stop_looking();
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
        if !self.state.asks_for_work.is_empty() && !self.state.has_dialog() {
            self.state.modal = Some(Modal::Recovered);
        }
        self.keyboard(&ctx, frame);
        self.end_highlights(&ctx);
        self.look_at_file(&ctx);
        let mut requests = Requests::new();
        let bar = Frame::side_top_panel(ui.style()).inner_margin(Margin::symmetric(8, 4));
        self.enter_pane(&ctx, Pane::Menus);
        Panel::top("menus").frame(bar).show(ui, |ui| {
            menu::bar(ui, &self.state, &mut self.bar_keys, &mut requests);
        });
        if !self.state.is_welcome {
            Panel::top("toolbar")
                .frame(bar)
                .show(ui, |ui| menu::toolbar(ui, &self.state, &mut requests));
        }
        if let Some((text, commands)) = banner::current(&self.state) {
            let fill = visuals::color(self.state.style.theme, Role::Notice);
            Panel::top("banner")
                .frame(bar.fill(fill).inner_margin(Margin::symmetric(12, 8)))
                .show(ui, |ui| {
                    banner::show(ui, &self.state, &text, &commands, &mut requests);
                });
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
            panel.show(ui, |ui| {
                if self.state.document.is_read_only() {
                    ui.disable();
                }
                inspector::show(ui, &self.state, &mut requests);
            });
        }
        CentralPanel::no_frame().show(ui, |ui| match self.state.view {
            _ if self.state.is_welcome => welcome::show(ui, &self.state, &mut requests),
            Some(view) => match pages::of(view).and_then(|page| page.own()) {
                Some(show) => show(ui, &self.state, view.of, &mut requests),
                None => self.show_canvas(ui, view, &mut requests),
            },
            None => empty_project(ui, &self.state, &mut requests),
        });
        self.state.follow_scoring();
        let standing = self
            .state
            .scoring
            .as_ref()
            .and_then(|scoring| self.standing(scoring.note()?));
        if let Some(action) = scoring::show(ui, &self.state, standing) {
            let now = ctx.input(|input| input.time);
            crate::app::typing::scoring::act(&mut self.state, action, now);
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
        self.files.keeper.follow(&self.state);
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
