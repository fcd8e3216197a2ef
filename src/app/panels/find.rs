//! Find and replace: a bar under the toolbar.
//!
//! What is searched is looked up anew whenever the project changes, but only another text, or asking
//! for the next match, goes anywhere: what is typed on the canvas meanwhile stays where it is typed.

use crate::app::look::icons::{Icon, icon_button};
use crate::app::work::state::State;
use crate::edit::{Document, Match, find};
use crate::layout::{Subject, View};
use crate::model::{Project, Target};
use egui::text::{CCursor, CCursorRange};
use egui::{Id, Key, PointerButton, Response, TextEdit, Ui};
use std::sync::Arc;

/// Narrower than this the buttons stand under the fields.
const ONE_ROW: f32 = 960.0;

/// Find and replace while the bar is open.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    /// What is looked for.
    pub text: String,
    /// What it is replaced with.
    pub replacement: String,
    /// Whether replacing is offered.
    pub replaces: bool,
    /// Where it stands, in the value below: the view one was in first, then the others.
    pub matches: Vec<Match>,
    /// Which of them.
    pub at: usize,
    /// The value and text the matches were looked for in.
    looked: Option<(Arc<Project>, String)>,
    /// The view whose matches come first.
    home: Option<View>,
    /// The match that is being replaced: the one after it comes next.
    replaced: Option<Match>,
    /// How often a match was gone to: its field comes into view once each time.
    pub shows: u64,
    /// A match has opened the inspector.
    pub opened_inspector: bool,
    /// What was chosen for the inspector before that.
    pub inspector_before: Option<bool>,
    is_shown: bool,
    /// A button of the bar was clicked in this frame.
    pub(crate) is_clicked: bool,
}

/// What is asked for in the bar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum FindAction {
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

    /// Looks again when text or project are others; `true` when the text is.
    pub fn look(&mut self, document: &Document) -> bool {
        let project = document.project();
        let (is_same_value, is_same_text) = match &self.looked {
            Some((known, text)) => (Arc::ptr_eq(known, project), *text == self.text),
            None => (false, false),
        };
        if is_same_value && is_same_text {
            return false;
        }
        let before = self.current().filter(|_| is_same_text).cloned();
        self.matches = find(project, &self.text);
        self.put_in_order(document);
        self.at = match (self.replaced.take(), before) {
            (Some(replaced), _) => self.after(&replaced),
            (None, Some(before)) => self.nearest(&before),
            (None, None) => 0,
        };
        self.looked = Some((Arc::clone(project), self.text.clone()));
        !is_same_text
    }

    /// The view one is in comes first, then the views after it.
    fn put_in_order(&mut self, document: &Document) {
        let mut views = View::all(document.project());
        if let Some(at) = views.iter().position(|view| Some(*view) == self.home) {
            views.rotate_left(at);
        }
        let rank = |found: &Match| {
            let view = view_of(document, found.target);
            let at = view.and_then(|view| views.iter().position(|known| *known == view));
            at.unwrap_or(views.len())
        };
        self.matches.sort_by_cached_key(rank);
    }

    /// Where a match is now that the project is another.
    fn nearest(&self, before: &Match) -> usize {
        let same = self.matches.iter().position(|found| found == before);
        let same = same.or_else(|| {
            let mut matches = self.matches.iter();
            matches.position(|found| found.target == before.target)
        });
        same.unwrap_or_else(|| self.at.min(self.matches.len().saturating_sub(1)))
    }

    /// The match after one that was replaced: not what the replacement itself contains.
    fn after(&self, replaced: &Match) -> usize {
        let end = replaced.range.start + self.replacement.len();
        let is_new = |found: &Match| found.target == replaced.target && found.range.start < end;
        let rest = self.matches.iter().enumerate().skip(self.at);
        let mut rest = rest.filter(|(_, found)| !is_new(found));
        rest.next().map_or(0, |(at, _)| at)
    }

    /// The match that is shown.
    pub fn current(&self) -> Option<&Match> {
        self.matches.get(self.at)
    }

    /// The next match, or the one before. Somebody who went to another view meanwhile gets its
    /// matches first.
    pub fn go(&mut self, forward: bool, document: &Document, shown: Option<View>) {
        let is_in = |found: &Match, view| view_of(document, found.target) == view;
        let was_left = self.current().is_some_and(|found| {
            let view = view_of(document, found.target);
            view.is_some() && view != shown
        });
        if was_left && shown.is_some() && self.matches.iter().any(|found| is_in(found, shown)) {
            self.home = shown;
            self.put_in_order(document);
            let here = self.matches.iter().filter(|found| is_in(found, shown));
            self.at = if forward { 0 } else { here.count() - 1 };
            return;
        }
        let count = self.matches.len().max(1);
        self.at = if forward {
            (self.at + 1) % count
        } else {
            (self.at + count - 1) % count
        };
    }
}

/// The view a target belongs to; `None` when it is of the whole project, or of a customer without a map.
pub(crate) fn view_of(document: &Document, target: Target) -> Option<View> {
    let project = document.project();
    let part = match subject_of(document, target)? {
        part @ Subject::Part(_) => part,
        // Notes that nothing shows stand with what they belong to, in the inspector.
        notes @ Subject::Notes(place) => match View::showing(project, notes) {
            Some(view) => return Some(view),
            None => Subject::Part(place.column()),
        },
    };
    View::showing(project, part)
}

/// What a text or figure belongs to; `None` when it is of the whole project.
fn subject_of(document: &Document, target: Target) -> Option<Subject> {
    match target.note() {
        Some(note) => document.places().of(note).map(Subject::Notes),
        None => target.thing().map(|(_, id)| Subject::Part(id)),
    }
}

/// Whether the inspector alone shows a target, whatever view is shown.
pub(crate) fn is_in_inspector(state: &State, target: Target) -> bool {
    let document = &state.document;
    let is_hidden = match subject_of(document, target) {
        Some(notes @ Subject::Notes(_)) => View::showing(document.project(), notes).is_none(),
        Some(Subject::Part(_)) | None => false,
    };
    is_hidden || target.headline() != Some(target) || view_of(document, target).is_none()
}

/// Shows the bar.
pub(crate) fn show(ui: &mut Ui, state: &mut State) -> Option<FindAction> {
    let mut finder = state.finder.take()?;
    finder.replaced = None;
    let mut bar = Bar {
        finder: &mut finder,
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
        bar.action = Some(FindAction::Close);
    }
    let action = bar.action;
    if action == Some(FindAction::ReplaceOne) {
        finder.replaced = finder.current().cloned();
    }
    state.finder = Some(finder);
    action
}

/// The bar while it is shown.
struct Bar<'a> {
    finder: &'a mut Finder,
    state: &'a State,
    action: Option<FindAction>,
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
            self.action = Some(FindAction::Show);
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
                self.action = Some(FindAction::ReplaceOne);
                field.request_focus();
            }
            self.note(field);
        }
    }

    fn go(&mut self, forward: bool) {
        self.finder
            .go(forward, &self.state.document, self.state.view);
        self.action = Some(FindAction::Show);
    }

    fn matches(&mut self, ui: &mut Ui) {
        let theme = self.state.style.theme;
        let has_matches = !self.finder.matches.is_empty();
        for (icon, name, forward) in [
            (Icon::Previous, "Previous match", false),
            (Icon::Next, "Next match", true),
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
            ("Replace", FindAction::ReplaceOne),
            ("Replace all", FindAction::ReplaceAll),
        ] {
            let button = ui.add_enabled(can, egui::Button::new(name));
            if self.is_used(button) {
                self.action = Some(action);
            }
        }
    }

    fn close(&mut self, ui: &mut Ui) {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let button = icon_button(ui, Icon::Close, "Close find", self.state.style.theme);
            if self.is_used(button) {
                self.action = Some(FindAction::Close);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn tool_rental() -> Document {
        let bytes = include_bytes!("../../../assets/examples/tool-rental.vjourney");
        Document::new(Arc::new(crate::file::read(bytes).unwrap()))
    }

    #[test]
    fn matches_go_round() {
        let document = tool_rental();
        let mut finder = Finder::new("carry it".to_owned(), false);
        assert!(finder.look(&document));
        assert!(!finder.look(&document), "nothing has changed");
        assert_eq!(finder.matches.len(), 2);
        finder.go(true, &document, None);
        finder.go(true, &document, None);
        assert_eq!(finder.at, 0);
        finder.go(false, &document, None);
        assert_eq!(finder.at, 1);
    }

    #[test]
    fn another_project_is_looked_through_without_going_anywhere() {
        let mut document = tool_rental();
        let mut finder = Finder::new("drill".to_owned(), false);
        assert!(finder.look(&document));
        finder.go(true, &document, None);
        let current = finder.current().unwrap().clone();
        let count = finder.matches.len();
        // A match before the present one, and the rest of the same project.
        document.edit("Rename", |project| {
            let persona = Arc::make_mut(&mut project.personas[0]);
            persona.name = "drill".to_owned();
        });
        assert!(!finder.look(&document));
        assert_eq!(finder.matches.len(), count + 1);
        assert_eq!(finder.current(), Some(&current));
        document.edit("Delete", |project| {
            project.value_maps.clear();
            project.journeys.clear();
        });
        assert!(!finder.look(&document));
        assert!(finder.matches.len() < count);
        assert!(finder.current().is_some(), "of what is left");
    }

    #[test]
    fn the_view_that_is_shown_comes_first() {
        let document = tool_rental();
        let project = document.project();
        for view in View::all(project) {
            let mut finder = Finder::new("drill".to_owned(), false);
            finder.home = Some(view);
            finder.look(&document);
            let views: Vec<_> = finder
                .matches
                .iter()
                .map(|found| view_of(&document, found.target))
                .collect();
            assert_eq!(views[0], Some(view));
            let mut seen = views.clone();
            seen.dedup();
            let count = seen.len();
            seen.sort_by_key(|view| format!("{view:?}"));
            seen.dedup();
            assert_eq!(seen.len(), count, "one view after the other: {views:?}");
        }
    }

    #[test]
    fn replacing_goes_on_after_what_it_wrote() {
        let mut document = tool_rental();
        let mut finder = Finder::new("drill".to_owned(), true);
        finder.replacement = "drill and drill".to_owned();
        finder.look(&document);
        for _ in 0..finder.matches.len() {
            let found = finder.current().unwrap().clone();
            finder.replaced = Some(found.clone());
            let with = finder.replacement.clone();
            let mut project = (**document.project()).clone();
            let places = document.places();
            crate::edit::replace(&mut project, &|note| places.of(note), &[found], &with);
            document.edit("Replace", |present| *present = project);
            finder.look(&document);
        }
        assert_eq!(find(document.project(), "drill and drill and").len(), 0);
    }
}
