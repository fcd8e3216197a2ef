//! Find and replace while its bar is open: what was looked for, where it stands, which match comes next.
//!
//! What is searched is looked up anew whenever the project changes, but only another text, or asking
//! for the next match, goes anywhere: what is typed on the canvas meanwhile stays where it is typed.

use crate::edit::{Document, Match, find};
use crate::layout::{Subject, View};
use crate::model::{Project, Target};
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
    /// Where it stands, in the value below: the view one was in first, then the others.
    pub matches: Vec<Match>,
    pub at: usize,
    /// The value and text the matches were looked for in.
    pub(crate) looked: Option<(Arc<Project>, String)>,
    /// The view whose matches come first.
    pub(crate) home: Option<View>,
    /// The match that is being replaced: the one after it comes next.
    pub(crate) replaced: Option<Match>,
    /// How often a match was gone to: its field comes into view once each time.
    pub shows: u64,
    /// A match has opened the inspector.
    pub opened_inspector: bool,
    /// What was chosen for the inspector before that.
    pub inspector_before: Option<bool>,
    /// Its field has had the focus.
    pub(crate) is_shown: bool,
    /// A button of the bar was clicked in this frame.
    pub(crate) is_clicked: bool,
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
pub(crate) fn subject_of(document: &Document, target: Target) -> Option<Subject> {
    match target.note() {
        Some(note) => document.places().of(note).map(Subject::Notes),
        None => target.thing().map(|(_, id)| Subject::Part(id)),
    }
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
            let mut targets = finder.matches.iter().map(|found| found.target);
            if !targets.any(|target| view_of(&document, target) == Some(view)) {
                continue;
            }
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
