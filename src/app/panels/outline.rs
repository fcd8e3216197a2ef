//! The outline: everything in the project, a click away.
//!
//! A tree for screen readers. Arrows go from row to row, Home and End to the first and last, Enter
//! goes to what a row names.

use super::panel::{Panel, Side};
use crate::app::commands::{
    Asks, DELETE_VIEW, During, Entry, More, PLAIN, RENAME, SHOW, Says, always, plain,
};
use crate::app::desk::Desk;
use crate::app::look::icons::Icon;
use crate::app::look::rows;
use crate::app::look::visuals::{bold, color, scroll_panel, size};
use crate::app::pages::PAGES;
use crate::app::pages::page::Page;
use crate::app::work::state::State;
use crate::layout::theme::Role;
use crate::layout::{View, ViewKind};
use crate::model::Target;
use egui::accesskit;
use egui::{
    FontId, Key, Response, RichText, Sense, TextWrapMode, Ui, WidgetInfo, WidgetText, pos2, vec2,
};

/// Height of a row in points.
const ROW: f32 = 26.0;
/// How much further in each level stands.
const INDENT: f32 = 16.0;

/// Its name.
const NAME: &str = "outline";

pub static TOGGLE_OUTLINE: Entry = Entry {
    text: Says::Is("Outline"),
    hint: Says::Is(""),
    words: Says::Is("panel side list tree navigation contents show hide"),
    keys: &[plain(Key::F9)],
    during: &[During::Typing, During::Looking],
    when: always,
    run: |desk, _| {
        desk.state.toggle_panel(NAME);
        desk.remember();
    },
    more: More {
        is_on: |state, _| Some(state.has_panel(NAME)),
        ..PLAIN
    },
};

/// The outline.
pub(super) const OUTLINE: Panel = Panel {
    name: NAME,
    side: Side::Left(220.0, 160.0, 400.0),
    ground: Role::Panel,
    margin: (12, 8),
    is_open: |state| state.has_panel(NAME),
    show,
    switch: Some((&TOGGLE_OUTLINE, Icon::LEFT_PANEL)),
};

fn show(ui: &mut Ui, desk: &mut Desk, asks: &mut Asks) {
    scroll_panel(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut tree = Tree {
            state: &desk.state,
            asks,
            rows: Vec::new(),
        };
        for page in PAGES {
            tree.views(ui, *page);
        }
        if tree.rows.is_empty() {
            ui.weak("Nothing yet. Insert a value map or a journey.");
        }
        rows::walk(ui, &tree.rows);
    });
}

/// The outline while it is shown.
struct Tree<'a> {
    state: &'a State,
    asks: &'a mut Asks,
    /// All rows so far.
    rows: Vec<egui::Id>,
}

impl Tree<'_> {
    /// All views of one kind, and what is in them.
    fn views(&mut self, ui: &mut Ui, page: &'static dyn Page) {
        let project = self.state.document.project();
        let current = self.state.current_column();
        for (at, view) in ViewKind(page).views(project).enumerate() {
            if at == 0 {
                heading(ui, page.plural());
            }
            let rows = page.outline(project, view.of);
            let has_current = rows.iter().any(|row| Some(row.part) == current);
            self.view(ui, view, &or(view.name(project), page.word()), has_current);
            for row in rows {
                let is_on = self.state.view == Some(view) && current == Some(row.part);
                let text = or(&row.text, &row.unnamed);
                if self.row(ui, 1, &text, is_on, false).clicked() {
                    self.go(view, row.target);
                }
            }
        }
    }

    /// A view; `has_current` when the cursor is in one of its columns.
    fn view(&mut self, ui: &mut Ui, view: View, name: &str, has_current: bool) {
        let is_shown = self.state.view == Some(view);
        let response = self.row(ui, 0, name, is_shown && !has_current, is_shown);
        if response.clicked() {
            self.asks.run(SHOW.with(view));
        }
        let Some(title) = view.title() else { return };
        response.context_menu(|ui| {
            ui.style_mut().wrap_mode = Some(TextWrapMode::Extend);
            ui.set_min_width(160.0);
            if ui.button("Rename").clicked() {
                self.go(view, title);
                self.asks.run(&RENAME);
                ui.close();
            }
            if ui.button("Delete").clicked() {
                self.asks.run(SHOW.with(view));
                self.asks.run(&DELETE_VIEW);
                ui.close();
            }
        });
    }

    fn go(&mut self, view: View, target: Target) {
        self.asks.go(view, target);
    }

    fn row(
        &mut self,
        ui: &mut Ui,
        level: usize,
        text: &str,
        is_on: bool,
        is_bold: bool,
    ) -> Response {
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
        self.rows.push(response.id);
        response.widget_info(|| WidgetInfo::labeled(accesskit::Role::TreeItem, true, text));
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_level(level + 1);
            node.set_selected(is_on);
        });
        if rows::takes_focus(ui, &response) {
            response.scroll_to_me(None);
        }
        if !ui.is_rect_visible(rect) {
            return response;
        }
        let theme = self.state.style.theme;
        rows::ground(ui, theme, &response, is_on);
        let font = if is_bold {
            bold(size::BODY)
        } else {
            FontId::proportional(size::BODY)
        };
        let left = rect.left() + 8.0 + level as f32 * INDENT;
        let room = rect.right() - 6.0 - left;
        let words = WidgetText::from(RichText::new(text).font(font));
        let galley = words.into_galley(
            ui,
            Some(TextWrapMode::Truncate),
            room,
            egui::TextStyle::Body,
        );
        let is_cut = galley.elided;
        let at = pos2(left, rect.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, color(theme, Role::Ink));
        if is_cut {
            response.on_hover_text(text)
        } else {
            response
        }
    }
}

fn heading(ui: &mut Ui, text: &str) {
    ui.add_space(8.0);
    ui.label(RichText::new(text).font(bold(size::SMALL)).weak());
    ui.add_space(2.0);
}

/// A text on one line, or what stands for it where there is none.
fn or(text: &str, other: &str) -> String {
    if text.trim().is_empty() {
        return other.to_owned();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
