//! The program in its window: what begins it, and one frame after the other.

use super::{canvas, frame_times, menu, menu_keys, palette, toasts, toolbar};
use crate::app::commands::{self, Asks, Entry};
use crate::app::desk::Desk;
use crate::app::desk::instead::Unsaved;
use crate::app::desk::recovering::UnsavedWork;
use crate::app::disk::clipboard::Clipboard;
use crate::app::disk::dialogs::{self, FileDialogs};
use crate::app::disk::files::Files;
use crate::app::disk::jobs::Jobs;
use crate::app::disk::keeper::Keeper;
use crate::app::disk::messages::Message;
use crate::app::look::visuals;
use crate::app::pages::{self, welcome};
use crate::app::panels::panel::Side;
use crate::app::panels::{self, PANELS, scoring};
use crate::app::questions;
use crate::app::work::on_file::{Busy, SHORT, Then};
use crate::app::work::preferences::{self, Preferences};
use crate::app::work::state::State;
use crate::canvas::{Canvas, Catcher, Drawn};
use crate::file::Store;
use crate::layout::fonts::Weight;
use crate::layout::theme::Role;
use crate::layout::{Sheet, SystemFonts};
use egui::{Button, CentralPanel, Context, Frame, Margin, Panel, Ui, ViewportCommand, vec2};
use epaint::text::{FallbackRequest, FontProvider as _};
use std::path::PathBuf;
use std::sync::Arc;

/// Below this width in points one side panel at most is open.
const BOTH_PANELS: f32 = 1500.0;

/// The program in its window.
pub struct App {
    /// Everything it works with.
    pub desk: Desk,
    title: String,
    frame_times: Option<frame_times::FrameTimes>,
    /// How long the last frames took, until the style is settled.
    slow_frames: frame_times::SlowFrames,
    pub(super) had_dialog: bool,
    /// What had the focus when a dialog opened.
    pub(super) before_dialog: Option<egui::Id>,
    /// The same once it has closed: what is behind a dialog can have the focus a frame later.
    pub(super) gets_focus: Option<egui::Id>,
    had_focus: bool,
    /// Where F6 has put the focus last: the menus, then the panels.
    pub(super) pane: usize,
    pub(super) enters_pane: bool,
    pub(super) bar_keys: menu_keys::BarKeys,
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
            clipboard: Clipboard::shared(),
            preferences: preferences_file,
            passing: crate::file::passing_folders(),
            ..Files::without_window(Box::new(dialogs::NativeDialogs))
        };
        let mut app = Self::with(ctx, preferences, files);
        app.opens = file;
        app.frame_times = frame_times.then(frame_times::FrameTimes::default);
        app.find_system_fonts();
        app.desk.look_for_recent();
        if let Some(store) = Store::of_user() {
            app.keep_in(store);
        }
        app
    }

    /// A program for tests: jobs run at once, nothing is kept on disk but what is saved.
    pub fn for_test(ctx: &Context, dialogs: Box<dyn FileDialogs>) -> Self {
        let files = Files::without_window(dialogs);
        Self::with(ctx, Preferences::default(), files)
    }

    /// A program without a window and without dialogs that works on threads like the real one, for
    /// tests that time it, kill it or slow its disk.
    pub fn headless(ctx: &Context, dialogs: Box<dyn FileDialogs>, store: Store) -> Self {
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
        self.desk.files.passing = folders;
    }

    /// Keeps snapshots and versions in this place from now on, and looks for what others have left.
    pub fn keep_in(&mut self, store: Store) {
        let files = &mut self.desk.files;
        let reply = files.jobs.reply();
        files.keeper = Keeper::new(store.clone(), reply, files.jobs.is_inline());
        files.store = Some(store);
        self.desk.state.recovery.keeps_work = true;
        self.desk.find_recovered(Store::keep_small);
    }

    /// Looks what became of the file, as the watcher does by itself.
    pub fn look_outside(&mut self) {
        let on_file = &self.desk.state.on_file;
        if let (Some(path), Some(known)) = (&on_file.path, on_file.disk.known) {
            let outside = crate::file::look(path, known, on_file.disk.identity);
            self.desk.outside(outside);
        }
    }

    fn with(ctx: &Context, preferences: Preferences, files: Files) -> Self {
        visuals::install_fonts(ctx);
        ctx.add_plugin(Catcher::default());
        // One notch of the wheel is a quarter, not a half.
        ctx.options_mut(|options| options.input_options.scroll_zoom_speed = 1.0 / 400.0);
        let mut state = State::new(preferences);
        state.kinds = pages::kinds();
        state.side_panels = panels::sides();
        let desk = Desk::new(ctx.clone(), state, files);
        desk.apply_looks();
        Self {
            desk,
            title: String::new(),
            frame_times: None,
            slow_frames: frame_times::SlowFrames::default(),
            had_dialog: false,
            before_dialog: None,
            gets_focus: None,
            had_focus: true,
            pane: 0,
            enters_pane: false,
            bar_keys: menu_keys::BarKeys::default(),
            opens: None,
        }
    }

    /// Opens a file, as the command line does.
    pub fn open(&mut self, path: PathBuf) {
        self.desk.open(path);
    }

    /// How many cells were laid out since the beginning, for tests.
    pub fn cells_made(&self) -> usize {
        self.desk.layouter.cells_made()
    }

    /// In how many cells scores were looked into since the beginning, by layouts and panels, for tests.
    pub fn cells_looked_into(&self) -> usize {
        let by_panels = self.desk.state.memos.cells.borrow().made();
        self.desk.layouter.cells_looked_into() + by_panels
    }

    /// How many words were shaped since the beginning, for tests.
    pub fn shaped_words(&self) -> usize {
        self.desk.layouter.setter.words.shaped_words()
    }

    /// How much the canvas drew in the last frame, for tests.
    pub fn drawn(&self) -> Drawn {
        self.desk.canvas.drawn()
    }

    /// The canvas between frames, for tests.
    pub fn canvas(&self) -> &Canvas {
        &self.desk.canvas
    }

    /// The sheet of the last frame, for tests.
    pub fn sheet(&self) -> Option<&Arc<Sheet>> {
        self.desk.sheet.as_ref()
    }

    /// The name of the question that is open, for tests.
    pub fn question(&self) -> Option<&'static str> {
        self.desk.question.as_ref().map(|question| question.name())
    }

    /// Closes the question that is open without an answer, for tests.
    pub fn close_question(&mut self) {
        self.desk.question = None;
    }

    /// Listing the system's fonts takes long; they arrive when they are known.
    fn find_system_fonts(&self) {
        self.desk.files.jobs.start("system fonts", || {
            let provider = SystemFonts::new();
            // The first question waits until all are listed; later ones do not.
            for weight in [Weight::Regular, Weight::Bold] {
                provider.font_for(&FallbackRequest {
                    cluster: "日",
                    family: &weight.panel_family(),
                });
            }
            Message::SystemFonts(Arc::new(provider))
        });
    }

    /// What is there before the keys are looked at: results of jobs, files that were dropped.
    fn begin_frame(&mut self, ctx: &Context) {
        self.desk.now = ctx.input(|input| input.time);
        if !self.had_dialog {
            self.before_dialog = ctx.memory(egui::Memory::focused);
        }
        self.desk.receive();
        let dropped = ctx.input(|input| {
            let file = input.raw.dropped_files.first();
            file.map(|file| file.path().to_owned())
        });
        if let Some(path) = self.opens.take() {
            self.open(path);
        }
        if let Some(path) = dropped {
            self.desk.dropped(path);
        }
        let state = &mut self.desk.state;
        if let Some(times) = &mut self.frame_times {
            times.step(ctx, state, self.desk.canvas.geometry());
        }
        state.window.is_wide = ctx.content_rect().width() >= BOTH_PANELS;
        if !state.recovery.asked.is_empty() && !self.desk.has_dialog() {
            self.desk.ask(UnsavedWork);
        }
    }

    fn menus_and_toolbar(&mut self, ui: &mut Ui, asks: &mut Asks) {
        let bar = Frame::side_top_panel(ui.style()).inner_margin(Margin::symmetric(8, 4));
        self.enter_pane(0);
        let state = &self.desk.state;
        Panel::top("menus").frame(bar).show(ui, |ui| {
            menu::bar(ui, state, &mut self.bar_keys, asks);
        });
        if !state.is_welcome {
            Panel::top("toolbar")
                .frame(bar)
                .show(ui, |ui| toolbar::toolbar(ui, state, asks));
        }
    }

    /// What stands around the middle, as far as it is open.
    fn panels(&mut self, ui: &mut Ui, asks: &mut Asks) {
        for (at, panel) in PANELS.iter().enumerate() {
            if !(panel.is_open)(&self.desk.state) {
                continue;
            }
            self.enter_pane(at + 1);
            let shown = match panel.side {
                Side::Top => Panel::top(panel.name),
                Side::Bottom => Panel::bottom(panel.name),
                Side::Left(first, least, most) => Panel::left(panel.name)
                    .default_size(first)
                    .size_range(least..=most),
                Side::Right(first, least, most) => Panel::right(panel.name)
                    .default_size(first)
                    .size_range(least..=most),
            };
            let fill = visuals::color(self.desk.state.style.theme, panel.ground);
            let frame = Frame::side_top_panel(ui.style()).fill(fill);
            let frame = frame.inner_margin(Margin::symmetric(panel.margin.0, panel.margin.1));
            shown
                .frame(frame)
                .show(ui, |ui| (panel.show)(ui, &mut self.desk, asks));
        }
    }

    fn middle(&mut self, ui: &mut Ui, asks: &mut Asks) {
        let desk = &mut self.desk;
        CentralPanel::no_frame().show(ui, |ui| match desk.state.view {
            _ if desk.state.is_welcome => welcome::show(ui, desk, asks),
            Some(view) => match pages::of(view).and_then(|page| page.own()) {
                Some(show) => show(ui, &desk.state, view.of, asks),
                None => canvas::show(ui, desk, view, asks),
            },
            None => empty_project(ui, &desk.state, asks),
        });
    }

    /// What is left once everything was shown and done.
    fn end_frame(&mut self, ctx: &Context, frame: &eframe::Frame) {
        self.dialog_closed();
        Catcher::set(ctx, self.has_canvas_keys());
        self.set_title(ctx);
        let desk = &mut self.desk;
        if let Some(question) = desk.files.to_ask.take() {
            let reply = desk.files.jobs.reply();
            desk.files.dialogs.ask(&question, Some(frame), reply);
        }
        desk.files.keeper.follow(&desk.state);
        if self.slow_frames.are_slow(ctx, frame) && !desk.state.style.is_plain {
            desk.state.style.is_plain = true;
            desk.apply_looks();
        }
    }

    /// Files change while one is in another window; and a save that takes long is told.
    fn look_at_file(&mut self, ctx: &Context) {
        let has_focus = ctx.input(|input| input.focused);
        if has_focus
            && !self.had_focus
            && let Some(watch) = &self.desk.files.watch
        {
            watch.look_now();
        }
        self.had_focus = has_focus;
        if let Some(Busy::Saving(_, since)) = &self.desk.state.on_file.busy
            && since.elapsed() <= SHORT
        {
            ctx.request_repaint_after(SHORT);
        }
    }

    fn set_title(&mut self, ctx: &Context) {
        let state = &self.desk.state;
        let title = if state.is_welcome {
            "Value Journey".to_owned()
        } else {
            let is_dirty = state.own_document().is_dirty();
            let mark = if is_dirty { "*" } else { "" };
            format!("{mark}{} – Value Journey", state.title())
        };
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    /// What is pointed out: changes for a moment, matches as long as find is open.
    fn end_highlights(&mut self, ctx: &Context) {
        let (now, state) = (self.desk.now, &mut self.desk.state);
        if !state.highlights.changed.is_empty() {
            if now >= state.highlights_end {
                state.highlights.changed.clear();
            } else {
                ctx.request_repaint_after_secs((state.highlights_end - now) as f32);
            }
        }
        let found = state.open.finder.as_ref().map(|finder| {
            let matches = finder.matches.iter();
            let targets = matches.filter_map(|found| found.target.headline());
            targets.collect()
        });
        state.highlights.found = found.unwrap_or_default();
    }
}

impl eframe::App for App {
    fn raw_input_hook(&mut self, _: &Context, raw: &mut egui::RawInput) {
        // The atlas is uploaded as a whole when it grows: a narrower one is cheaper.
        raw.max_texture_side = raw.max_texture_side.map(|side| side.min(4096));
    }

    fn clear_color(&self, _: &egui::Visuals) -> [f32; 4] {
        // The canvas is what is behind everything: filling it again would cost a whole window of pixels.
        let canvas = self.desk.state.style.color(Role::Canvas);
        canvas.to_normalized_gamma_f32()
    }

    fn logic(&mut self, ctx: &Context, _: &mut eframe::Frame) {
        let desk = &mut self.desk;
        desk.receive();
        desk.merge_what_waited();
        desk.files.keeper.follow(&desk.state);
        let closes = ctx.input(|input| input.viewport().close_requested());
        let is_saving = matches!(desk.state.on_file.busy, Some(Busy::Saving(..)));
        if !closes || desk.state.window.quits && !is_saving {
            return;
        }
        if is_saving {
            // The file is being written: then the window closes.
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            desk.state.on_file.after_save = Some(Then::Quit);
            let told = "The window closes when the file is written.";
            desk.state.toasts.tell(told);
            return;
        }
        desk.state.stop_looking();
        desk.keep();
        desk.end_capture();
        desk.open_slot();
        if !desk.state.is_welcome && desk.state.document.is_dirty() {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            desk.ask(Unsaved(Then::Quit));
        }
    }

    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        let mut asks = Asks::default();
        self.begin_frame(&ctx);
        self.keyboard();
        self.next_pane();
        self.end_highlights(&ctx);
        self.look_at_file(&ctx);
        self.menus_and_toolbar(ui, &mut asks);
        self.panels(ui, &mut asks);
        self.middle(ui, &mut asks);
        scoring::pass(ui, &mut self.desk, &mut asks);
        palette::show(ui, &mut self.desk.state, &mut asks);
        questions::show(ui, &mut self.desk);
        toasts::show(&ctx, &mut self.desk);
        self.desk.carry_out(asks);
        self.end_frame(&ctx, frame);
    }
}

/// A project without maps and journeys says what could come.
fn empty_project(ui: &mut Ui, state: &State, asks: &mut Asks) {
    const COMMANDS: [&Entry; 3] = [
        &commands::ADD_VALUE_MAP,
        &commands::ADD_JOURNEY,
        &commands::ADD_STAGES,
    ];
    ui.vertical_centered(|ui| {
        ui.add_space((ui.available_height() * 0.3).max(24.0));
        ui.heading("This project is empty.");
        ui.add_space(12.0);
        for entry in COMMANDS {
            let button = Button::new(entry.text(state)).min_size(vec2(340.0, 36.0));
            if ui.add(button).clicked() {
                asks.run(entry);
            }
            ui.add_space(4.0);
        }
    });
}
