//! The desk: the state of the window with all that is needed to work on it. Commands, keys, questions and
//! what panels ask for get it.
//!
//! Whatever changes the project goes through [`Desk::change`]: what is being typed is kept first, and
//! afterwards the view, the selection and the field follow the document. There is nothing else to
//! remember.

pub(crate) mod capture;
pub(crate) mod files;
pub(crate) mod instead;
pub(crate) mod merging;
pub(crate) mod on_canvas;
pub(crate) mod opening;
pub(crate) mod pasting;
pub(crate) mod recovering;
pub(crate) mod saving;
pub(crate) mod scoring;
pub(crate) mod surface;
pub(crate) mod writing;

use crate::app::disk::files::Files;
use crate::app::look::visuals;
use crate::app::work::state::State;
use crate::canvas::{Canvas, Edited};
use crate::edit::Selection;
use crate::layout::{Layouter, Sheet, View};
use crate::model::Project;
use egui::{Context, Ui};
use std::sync::Arc;

/// What is done to a project.
pub(crate) type Edit = Box<dyn FnOnce(&mut Project)>;

/// Something that is done with the desk: once a question is closed, at the end of a frame.
pub(crate) type Act = Box<dyn FnOnce(&mut Desk)>;

/// A question that must be answered before one goes on. Few: only what cannot be undone asks.
pub(crate) trait Question {
    /// Its name, for the toolkit and for tests.
    fn name(&self) -> &'static str;

    /// Its width in points, where the window has room.
    fn width(&self) -> f32;

    /// Shows it; gives back the answer, once there is one.
    fn show(&mut self, ui: &mut Ui, state: &mut State) -> Option<Act>;

    /// Closed, whatever the answer was.
    fn closed(&self, _: &mut State) {}
}

/// An answer, for [`Question::show`].
#[expect(
    clippy::unnecessary_wraps,
    reason = "a question has none as long as it is open"
)]
pub(crate) fn answer(act: impl FnOnce(&mut Desk) + 'static) -> Option<Act> {
    Some(Box::new(act))
}

/// The answer that only closes the question.
pub(crate) fn cancel() -> Option<Act> {
    answer(|desk| desk.state.on_file.after_save = None)
}

/// The state with what is needed to work on it.
pub struct Desk {
    /// What the window knows.
    pub state: State,
    /// The canvas between frames.
    pub(crate) canvas: Canvas,
    /// Lays out what the canvas shows.
    pub(crate) layouter: Box<Layouter>,
    /// The sheet of the last frame, for keys.
    pub(crate) sheet: Option<Arc<Sheet>>,
    /// The project with the step or job that is about to be typed, and what it was made from.
    opened: Option<(Arc<Project>, Edited, Arc<Project>)>,
    /// What works with files.
    pub(crate) files: Files,
    /// The question that is open.
    pub(crate) question: Option<Box<dyn Question>>,
    /// The window's toolkit.
    pub(crate) ctx: Context,
    /// In seconds of the window's clock.
    pub(crate) now: f64,
    /// The focus is to go to the next part of the window.
    pub(crate) leaves_pane: bool,
    /// What was pasted is still being read.
    pub(crate) is_pasting: bool,
    /// The project that was shown last, by its number.
    shown: u64,
}

impl Desk {
    /// An empty one.
    pub(crate) fn new(ctx: Context, state: State, files: Files) -> Self {
        Self {
            state,
            canvas: Canvas::new("canvas"),
            layouter: Box::default(),
            sheet: None,
            opened: None,
            files,
            question: None,
            ctx,
            now: 0.0,
            leaves_pane: false,
            is_pasting: false,
            shown: 0,
        }
    }

    /// One change, one step of the history; `false` when it changed nothing.
    pub(crate) fn change(
        &mut self,
        label: impl Into<String>,
        change: impl FnOnce(&mut Project),
    ) -> bool {
        self.keep();
        let is_changed = self.state.document.edit(label, change);
        self.settle();
        is_changed
    }

    /// After something was done: view, selection and field are where the document has them. Another
    /// project begins afresh.
    pub(crate) fn settle(&mut self) {
        if self.shown != self.state.shown_projects {
            self.shown = self.state.shown_projects;
            self.sheet = None;
            self.canvas.field = None;
            self.canvas.closed = None;
            self.canvas.activate();
        }
        self.state.follow_document();
        self.open_slot();
    }

    /// Puts the cursor there, into view.
    pub(crate) fn show(&mut self, selection: Selection) {
        self.state.selection = selection;
        self.canvas.reveal_cursor();
    }

    /// Shows a view; what was being typed is kept.
    pub(crate) fn go_to(&mut self, view: View) {
        self.keep();
        self.state.go_to(Some(view));
        self.open_slot();
        self.canvas.activate();
    }

    /// Opens a question.
    pub(crate) fn ask(&mut self, question: impl Question + 'static) {
        self.question = Some(Box::new(question));
    }

    /// Whether something is open that takes the keys.
    pub(crate) fn has_dialog(&self) -> bool {
        self.question.is_some() || self.state.open.palette.is_some()
    }

    /// Puts the theme and the scale of the interface on.
    pub(crate) fn apply_looks(&self) {
        let (style, preferences) = (self.state.style, &self.state.preferences);
        let is_still = preferences.reduced_motion;
        visuals::apply(&self.ctx, style.theme, is_still, style.is_plain);
        let scale = f32::from(preferences.interface_scale) / 100.0;
        self.ctx.set_zoom_factor(scale);
    }
}
