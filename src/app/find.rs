//! Find and replace: a bar under the toolbar.

use super::icons::{Icon, icon_button};
use super::state::State;
use crate::edit::{Match, find};
use crate::model::Project;
use egui::{Key, TextEdit, Ui};
use std::sync::Arc;

/// Find and replace while the bar is open.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    /// What is looked for.
    pub text: String,
    /// What it is replaced with.
    pub replacement: String,
    /// Whether replacing is offered.
    pub replaces: bool,
    /// Where it stands, in the value below.
    pub matches: Vec<Match>,
    /// Which of them.
    pub at: usize,
    /// The value and text the matches were looked for in.
    looked: Option<(Arc<Project>, String)>,
    is_shown: bool,
}

/// What is asked for in the bar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum FindAction {
    /// Go to the match.
    Show,
    /// Replace this match and go on.
    ReplaceOne,
    /// Replace all matches.
    ReplaceAll,
    /// Close the bar.
    Close,
}

impl Finder {
    /// A bar with a text to look for.
    pub fn new(text: String, replaces: bool) -> Self {
        Self {
            text,
            replaces,
            ..Self::default()
        }
    }

    /// Looks again when text or project are others; `true` then.
    pub fn look(&mut self, project: &Arc<Project>) -> bool {
        let is_same = self
            .looked
            .as_ref()
            .is_some_and(|(known, text)| Arc::ptr_eq(known, project) && *text == self.text);
        if is_same {
            return false;
        }
        self.matches = find(project, &self.text);
        self.at = self.at.min(self.matches.len().saturating_sub(1));
        self.looked = Some((Arc::clone(project), self.text.clone()));
        true
    }

    /// The match that is shown.
    pub fn current(&self) -> Option<&Match> {
        self.matches.get(self.at)
    }

    /// The next match, or the one before.
    pub fn go(&mut self, forward: bool) {
        let count = self.matches.len().max(1);
        self.at = if forward {
            (self.at + 1) % count
        } else {
            (self.at + count - 1) % count
        };
    }
}

/// Shows the bar.
pub(super) fn show(ui: &mut Ui, state: &mut State) -> Option<FindAction> {
    let mut finder = state.finder.take()?;
    let mut action = None;
    let theme = state.style.theme;
    ui.horizontal(|ui| {
        let label = ui.label("Find");
        let field = ui
            .add(
                TextEdit::singleline(&mut finder.text)
                    .id(egui::Id::unique("find"))
                    .desired_width(220.0),
            )
            .labelled_by(label.id);
        if !finder.is_shown {
            field.request_focus();
            finder.is_shown = true;
        }
        if finder.look(state.document.project()) && !finder.text.is_empty() {
            action = Some(FindAction::Show);
        }
        if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            let forward = !ui.input(|input| input.modifiers.shift);
            finder.go(forward);
            action = Some(FindAction::Show);
            field.request_focus();
        }
        let has_matches = !finder.matches.is_empty();
        ui.add_enabled_ui(has_matches, |ui| {
            if icon_button(ui, Icon::Previous, "Previous match", theme).clicked() {
                finder.go(false);
                action = Some(FindAction::Show);
            }
            if icon_button(ui, Icon::Next, "Next match", theme).clicked() {
                finder.go(true);
                action = Some(FindAction::Show);
            }
        });
        let count = match (finder.text.is_empty(), finder.matches.len()) {
            (true, _) => String::new(),
            (false, 0) => "not found".to_owned(),
            (false, count) => format!("{} of {count}", finder.at + 1),
        };
        ui.weak(count);
        if finder.replaces {
            let label = ui.label("Replace with");
            ui.add(TextEdit::singleline(&mut finder.replacement).desired_width(180.0))
                .labelled_by(label.id);
            ui.add_enabled_ui(has_matches, |ui| {
                if ui.button("Replace").clicked() {
                    action = Some(FindAction::ReplaceOne);
                }
                if ui.button("Replace all").clicked() {
                    action = Some(FindAction::ReplaceAll);
                }
            });
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if icon_button(ui, Icon::Close, "Close find", theme).clicked() {
                action = Some(FindAction::Close);
            }
        });
    });
    if ui.input(|input| input.key_pressed(Key::Escape)) {
        action = Some(FindAction::Close);
    }
    state.finder = Some(finder);
    action
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_go_round() {
        let bytes = include_bytes!("../../assets/examples/tool-rental.vjourney");
        let project = Arc::new(crate::file::read(bytes).unwrap());
        let mut finder = Finder::new("carry it".to_owned(), false);
        assert!(finder.look(&project));
        assert!(!finder.look(&project), "nothing has changed");
        assert_eq!(finder.matches.len(), 2);
        finder.go(true);
        finder.go(true);
        assert_eq!(finder.at, 0);
        finder.go(false);
        assert_eq!(finder.at, 1);
    }
}
