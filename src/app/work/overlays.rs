//! What is open beside the canvas or over it, besides a question; and news.

use super::finder::Finder;
use crate::model::{Id, Target};

/// What is open at the moment.
#[derive(Default)]
pub struct Overlays {
    pub finder: Option<Finder>,
    pub palette: Option<Palette>,
    pub capture: Option<Capture>,
    /// The scoring pass, while it goes on.
    pub scoring: Option<Scoring>,
}

/// The palette while it is open.
#[derive(Clone, Debug, Default)]
pub struct Palette {
    pub text: String,
    /// Which of the commands found.
    pub at: usize,
    /// Its field has had the focus.
    pub(crate) is_shown: bool,
}

/// The line at the bottom that writes where the cursor is.
#[derive(Clone, Debug, Default)]
pub struct Capture {
    pub text: String,
    /// It has been shown.
    pub is_shown: bool,
}

/// The scoring pass: note after note in reading order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scoring {
    /// All notes, in reading order.
    pub notes: Vec<Id>,
    pub at: usize,
}

impl Scoring {
    /// The note that is shown.
    pub fn note(&self) -> Option<Id> {
        self.notes.get(self.at).copied()
    }
}

/// One line of news.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Toast {
    pub text: String,
    /// Something went wrong.
    pub is_alarm: bool,
    /// What it is about: it stands beside that, where that is seen.
    pub about: Option<Target>,
    /// When it goes, in seconds of the window's clock; set when it is first shown.
    pub until: Option<f64>,
}

/// All news at the moment.
#[derive(Clone, Debug, Default)]
pub struct Toasts {
    pub(crate) list: Vec<Toast>,
}

impl Toasts {
    /// Something happened.
    pub fn tell(&mut self, text: impl Into<String>) {
        self.add(text.into(), false, None);
    }

    /// Something went wrong; it stays longer.
    pub fn warn(&mut self, text: impl Into<String>) {
        self.add(text.into(), true, None);
    }

    /// What was typed there is wrong. One such line at a time is enough.
    pub(crate) fn warn_about(&mut self, target: Target, text: impl Into<String>) {
        self.list.retain(|toast| toast.about.is_none());
        self.add(text.into(), true, Some(target));
    }

    /// It is typed anew.
    pub(crate) fn forget(&mut self, target: Target) {
        self.list.retain(|toast| toast.about != Some(target));
    }

    fn add(&mut self, text: String, is_alarm: bool, about: Option<Target>) {
        const MOST: usize = 3;
        self.list.retain(|toast| toast.text != text);
        self.list.push(Toast {
            text,
            is_alarm,
            about,
            until: None,
        });
        if self.list.len() > MOST {
            self.list.remove(0);
        }
    }

    /// Whether nothing is told over the status line at the moment.
    pub(crate) fn is_empty(&self) -> bool {
        self.list.iter().all(|toast| toast.about.is_some())
    }

    /// What is told at the moment, for tests.
    pub fn texts(&self) -> Vec<&str> {
        self.list.iter().map(|toast| toast.text.as_str()).collect()
    }
}
