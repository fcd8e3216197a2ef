//! Find and replace: a bar under the toolbar.

use super::panel::{Panel, Side};
use crate::app::commands::Asks;
use crate::app::desk::Desk;
use crate::app::look::icons::{Icon, icon_button};
use crate::app::work::finder::{Finder, subject_of, view_of};
use crate::app::work::state::State;
use crate::edit::{self, Cursor, Match, Selection};
use crate::layout::theme::Role;
use crate::layout::{Subject, View};
use crate::model::words::counted;
use crate::model::{Id as PartId, Place, Target};
use egui::text::{CCursor, CCursorRange};
use egui::{Id, Key, PointerButton, Response, TextEdit, Ui};
use std::collections::HashMap;
use std::sync::Arc;

/// Narrower than this the buttons stand under the fields.
const ONE_ROW: f32 = 960.0;

/// The bar.
pub(super) const FIND_BAR: Panel = Panel {
    name: "find",
    side: Side::Top,
    ground: Role::Panel,
    margin: (8, 4),
    is_open: |state| state.open.finder.is_some(),
    show,
    switch: None,
};

fn show(ui: &mut Ui, desk: &mut Desk, asks: &mut Asks) {
    let Some(mut finder) = desk.state.open.finder.take() else {
        return;
    };
    finder.replaced = None;
    let action = bar(ui, &mut finder, &desk.state);
    if action == Some(Action::ReplaceOne) {
        finder.replaced = finder.current().cloned();
    }
    desk.state.open.finder = Some(finder);
    if let Some(action) = action {
        asks.act(move |desk| act(desk, action));
    }
}

/// What is asked for in the bar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Action {
    /// Go to the match.
    Show,
    /// Replace this match and go on.
    ReplaceOne,
    /// Replace all matches.
    ReplaceAll,
    /// Close the bar.
    Close,
}

fn bar(ui: &mut Ui, finder: &mut Finder, state: &State) -> Option<Action> {
    let mut bar = Bar {
        finder,
        state,
        action: None,
        has_keys: false,
    };
    if !bar.finder.replaces || ui.available_width() >= ONE_ROW {
        ui.horizontal(|ui| {
            bar.fields(ui, 220.0);
            bar.matches(ui);
            bar.replacing(ui);
            bar.close(ui);
        });
    } else {
        // The order of Tab is the same: field, field, buttons.
        ui.horizontal(|ui| {
            // Two labels, three gaps and the cross.
            let rest = ui.available_width() - 190.0;
            bar.fields(ui, (rest / 2.0).max(60.0));
            bar.close(ui);
        });
        ui.horizontal(|ui| {
            bar.matches(ui);
            bar.replacing(ui);
        });
    }
    if bar.has_keys && ui.input(|input| input.key_pressed(Key::Escape)) {
        bar.action = Some(Action::Close);
    }
    bar.action
}

/// Does what was asked for in the bar.
fn act(desk: &mut Desk, action: Action) {
    let Some(mut finder) = desk.state.open.finder.take() else {
        return;
    };
    let project = Arc::clone(desk.state.document.project());
    // A button that was clicked does not keep the keys, and no field has them any more.
    if std::mem::take(&mut finder.is_clicked) {
        desk.canvas.activate();
    }
    match action {
        Action::Close => {
            desk.canvas.activate();
            desk.state.highlights.found.clear();
            if finder.opened_inspector {
                desk.state.preferences.has_inspector = finder.inspector_before;
            }
            return;
        }
        Action::Show => {}
        Action::ReplaceOne => {
            let found = finder.current().cloned();
            if let Some(found) = found
                && replace(desk, &[found], &finder.replacement) == 0
            {
                let told = "It stays as it was: the text would be too long.";
                desk.state.toasts.tell(told);
            }
        }
        Action::ReplaceAll => {
            let count = replace(desk, &finder.matches, &finder.replacement);
            let mut told = format!("Replaced in {}.", counted(count, "place"));
            if let left @ 1.. = finder.matches.len() - count {
                let what = counted(left, "place");
                told += &format!(" {what} left as before: the text would be too long.");
            }
            desk.state.toasts.tell(told);
        }
    }
    if !Arc::ptr_eq(&project, desk.state.document.project()) {
        finder.look(&desk.state.document);
    }
    if let Some(found) = finder.current() {
        let target = found.target;
        show_match(desk, target);
        finder.shows += 1;
        if !desk.state.has_panel("inspector") && is_in_inspector(&desk.state, target) {
            let chosen = desk.state.preferences.has_inspector.replace(true);
            desk.state.make_way("inspector");
            if !finder.opened_inspector {
                finder.inspector_before = chosen;
            }
            finder.opened_inspector = true;
        }
    }
    desk.state.open.finder = Some(finder);
}

/// Returns how many were replaced.
fn replace(desk: &mut Desk, matches: &[Match], with: &str) -> usize {
    let places: HashMap<PartId, Place> = matches
        .iter()
        .filter_map(|found| found.target.note())
        .filter_map(|note| Some((note, desk.state.document.places().of(note)?)))
        .collect();
    let mut count = 0;
    desk.change("Replace", |project| {
        count = edit::replace(project, &|note| places.get(&note).copied(), matches, with);
    });
    count
}

/// Goes to a place where something was found, without taking the keys from the bar.
fn show_match(desk: &mut Desk, target: Target) {
    desk.keep();
    if let Some(view) = view_of(&desk.state.document, target) {
        desk.state.go_to(Some(view));
    }
    desk.state.unhide(target);
    let headline = target.headline();
    let selection = headline.map(|target| Selection::at(Cursor::At(target)));
    desk.select(selection.unwrap_or_default());
    desk.canvas.reveal_cursor();
}

/// Whether the inspector alone shows a target, whatever view is shown.
fn is_in_inspector(state: &State, target: Target) -> bool {
    let document = &state.document;
    let is_hidden = match subject_of(document, target) {
        Some(notes @ Subject::Notes(_)) => View::showing(document.project(), notes).is_none(),
        Some(Subject::Part(_)) | None => false,
    };
    is_hidden || target.headline() != Some(target) || view_of(document, target).is_none()
}

/// The bar while it is shown.
struct Bar<'a> {
    finder: &'a mut Finder,
    state: &'a State,
    action: Option<Action>,
    /// A widget of the bar has the focus, or gave it away in this frame.
    has_keys: bool,
}

impl Bar<'_> {
    /// Escape closes the bar from each of its widgets, and from no other.
    fn note(&mut self, response: Response) -> Response {
        self.has_keys |= response.has_focus() || response.lost_focus();
        response
    }

    /// Whether a button is used, by mouse or by key.
    fn is_used(&mut self, button: Response) -> bool {
        self.finder.is_clicked |= button.clicked_by(PointerButton::Primary);
        self.note(button).clicked()
    }

    fn fields(&mut self, ui: &mut Ui, width: f32) {
        let id = Id::unique("find");
        let label = ui.label("Find");
        let field = TextEdit::singleline(&mut self.finder.text)
            .id(id)
            .desired_width(width);
        let field = ui.add(field).labelled_by(label.id);
        if !self.finder.is_shown {
            field.request_focus();
            select_all(ui, id, &self.finder.text);
            self.finder.is_shown = true;
        }
        if self
            .finder
            .looked
            .as_ref()
            .is_none_or(|(_, text)| *text != self.finder.text)
        {
            self.finder.home = self.state.view;
        }
        if self.finder.look(&self.state.document) && !self.finder.text.is_empty() {
            self.action = Some(Action::Show);
        }
        if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            let forward = !ui.input(|input| input.modifiers.shift);
            self.go(forward);
            field.request_focus();
        }
        self.note(field);
        if self.finder.replaces {
            let label = ui.label("Replace with");
            let field = TextEdit::singleline(&mut self.finder.replacement).desired_width(width);
            let field = ui.add(field).labelled_by(label.id);
            if field.lost_focus()
                && ui.input(|input| input.key_pressed(Key::Enter))
                && self.finder.current().is_some()
            {
                self.action = Some(Action::ReplaceOne);
                field.request_focus();
            }
            self.note(field);
        }
    }

    fn go(&mut self, forward: bool) {
        self.finder
            .go(forward, &self.state.document, self.state.view);
        self.action = Some(Action::Show);
    }

    fn matches(&mut self, ui: &mut Ui) {
        let theme = self.state.style.theme;
        let has_matches = !self.finder.matches.is_empty();
        for (icon, name, forward) in [
            (Icon::PREVIOUS, "Previous match", false),
            (Icon::NEXT, "Next match", true),
        ] {
            let button = ui
                .add_enabled_ui(has_matches, |ui| icon_button(ui, icon, name, theme))
                .inner;
            if self.is_used(button) {
                self.go(forward);
            }
        }
        let count = match (self.finder.text.is_empty(), self.finder.matches.len()) {
            (true, _) => String::new(),
            (false, 0) => "not found".to_owned(),
            (false, count) => format!("{} of {count}", self.finder.at + 1),
        };
        ui.weak(count);
    }

    fn replacing(&mut self, ui: &mut Ui) {
        if !self.finder.replaces {
            return;
        }
        let is_fixed = self.state.document.is_read_only();
        let can = !self.finder.matches.is_empty() && !is_fixed;
        for (name, action) in [
            ("Replace", Action::ReplaceOne),
            ("Replace all", Action::ReplaceAll),
        ] {
            let button = ui.add_enabled(can, egui::Button::new(name));
            if self.is_used(button) {
                self.action = Some(action);
            }
        }
    }

    fn close(&mut self, ui: &mut Ui) {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let button = icon_button(ui, Icon::CLOSE, "Close find", self.state.style.theme);
            if self.is_used(button) {
                self.action = Some(Action::Close);
            }
        });
    }
}

/// What was looked for last is replaced by the first letter.
fn select_all(ui: &Ui, id: Id, text: &str) {
    let mut state = egui::text_edit::TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let end = CCursor::new(text.chars().count());
    let all = CCursorRange::two(CCursor::new(0), end);
    state.cursor.set_char_range(Some(all));
    state.store(ui.ctx(), id);
}
