//! The outline: everything in the project, a click away.
//!
//! A tree for screen readers. Arrows go from row to row, Home and End to the first and last, Enter
//! goes to what a row names.

use crate::app::commands::command::Command;
use crate::app::desk::request::{Request, Requests};
use crate::app::look::visuals::{bold, color, scroll_panel, size};
use crate::app::work::state::State;
use crate::edit::{Cursor, Selection};
use crate::layout::View;
use crate::layout::theme::{Role, Theme};
use crate::model::{Id, Target};
use egui::accesskit;
use egui::{
    EventFilter, FontId, Key, Modifiers, Response, RichText, Sense, Stroke, StrokeKind,
    TextWrapMode, Ui, WidgetInfo, WidgetText, pos2, vec2,
};

/// Height of a row in points.
const ROW: f32 = 26.0;
/// How much further in each level stands.
const INDENT: f32 = 16.0;

/// Shows the outline.
pub(crate) fn show(ui: &mut Ui, state: &State, requests: &mut Requests) {
    scroll_panel(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut tree = Tree {
            state,
            requests,
            rows: Vec::new(),
        };
        tree.customers(ui);
        tree.maps(ui);
        tree.journeys(ui);
        if tree.rows.is_empty() {
            ui.weak("Nothing yet. Insert a value map or a journey.");
        }
        let rows = tree.rows;
        walk(ui, &rows);
    });
}

/// Arrows, Home and End among rows.
fn walk(ui: &Ui, rows: &[egui::Id]) {
    let focused = ui.memory(egui::Memory::focused);
    let Some(at) = rows.iter().position(|row| Some(*row) == focused) else {
        return;
    };
    let arrows = EventFilter {
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(rows[at], arrows));
    let last = rows.len() - 1;
    let next = ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        if pressed(Key::ArrowDown) {
            (at + 1).min(last)
        } else if pressed(Key::ArrowUp) {
            at.saturating_sub(1)
        } else if pressed(Key::Home) {
            0
        } else if pressed(Key::End) {
            last
        } else {
            at
        }
    });
    if next != at {
        ui.memory_mut(|memory| memory.request_focus(rows[next]));
    }
}

/// The outline while it is shown.
struct Tree<'a> {
    state: &'a State,
    requests: &'a mut Requests,
    /// All rows so far.
    rows: Vec<egui::Id>,
}

impl Tree<'_> {
    fn customers(&mut self, ui: &mut Ui) {
        let personas = &self.state.document.project().personas;
        if !personas.is_empty() {
            heading(ui, "Customers");
        }
        for persona in personas {
            let is_on = matches!(
                self.state.selection.cursor(),
                Cursor::At(Target::PersonaName(id) | Target::PersonaPosition(id)) if id == persona.id
            );
            let name = or(&persona.name, "Customer without a name");
            let row = self.row(ui, 0, &name, is_on, false);
            if row.clicked()
                && let Some(view) = view_about(self.state, persona.id)
            {
                let target = match view {
                    View::ValueMap(_) => Target::PersonaName(persona.id),
                    View::Journey(id) => Target::JourneyName(id),
                };
                self.go(view, target);
            }
        }
    }

    fn maps(&mut self, ui: &mut Ui) {
        let maps = &self.state.document.project().value_maps;
        if !maps.is_empty() {
            heading(ui, "Value maps");
        }
        let current = self.state.current_job();
        for map in maps {
            let view = View::ValueMap(map.id);
            let has_current = map.jobs.iter().any(|job| Some(job.id) == current);
            self.view(ui, view, &or(&map.name, "Value map"), has_current);
            for (at, job) in map.jobs.iter().enumerate() {
                let text = or(&job.job.text(), &format!("Job {}", at + 1));
                let is_on = self.state.view == Some(view) && current == Some(job.id);
                if self.row(ui, 1, &text, is_on, false).clicked() {
                    self.go(view, Target::JobSentence(job.id));
                }
            }
        }
    }

    fn journeys(&mut self, ui: &mut Ui) {
        let journeys = &self.state.document.project().journeys;
        if !journeys.is_empty() {
            heading(ui, "Journeys");
        }
        let current = self.state.current_step();
        for journey in journeys {
            let view = View::Journey(journey.id);
            let has_current = current.is_some_and(|step| journey.step_index(step).is_some());
            self.view(ui, view, &or(&journey.name, "Journey"), has_current);
            for step in &journey.steps {
                let text = or(&step.name, "Step without a name");
                let is_on = self.state.view == Some(view) && current == Some(step.id);
                if self.row(ui, 1, &text, is_on, false).clicked() {
                    self.go(view, Target::StepName(step.id));
                }
            }
        }
    }

    /// A map or journey; `has_current` when the cursor is in one of its columns.
    fn view(&mut self, ui: &mut Ui, view: View, name: &str, has_current: bool) {
        let is_shown = self.state.view == Some(view);
        let response = self.row(ui, 0, name, is_shown && !has_current, is_shown);
        if response.clicked() {
            self.requests.push(Request::Run(Command::Show(view)));
        }
        response.context_menu(|ui| {
            ui.style_mut().wrap_mode = Some(TextWrapMode::Extend);
            ui.set_min_width(160.0);
            if ui.button("Rename").clicked() {
                let target = match view {
                    View::ValueMap(id) => Target::MapName(id),
                    View::Journey(id) => Target::JourneyName(id),
                };
                self.go(view, target);
                self.requests.push(Request::Run(Command::Rename));
                ui.close();
            }
            if ui.button("Delete").clicked() {
                self.requests.push(Request::Run(Command::Show(view)));
                self.requests.push(Request::Run(Command::DeleteView));
                ui.close();
            }
        });
    }

    fn go(&mut self, view: View, target: Target) {
        let there = Selection::at(Cursor::At(target));
        self.requests.push(Request::Go(view, there));
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
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
        if !ui.is_rect_visible(rect) {
            return response;
        }
        let theme = self.state.style.theme;
        ground(ui, theme, &response, is_on);
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

/// What is behind a row: that it is current, pointed at, or has the focus.
fn ground(ui: &Ui, theme: Theme, response: &Response, is_on: bool) {
    let rect = response.rect;
    let painter = ui.painter();
    if is_on {
        painter.rect_filled(rect, 4, color(theme, Role::Selected));
    } else if response.hovered() {
        painter.rect_filled(rect, 4, color(theme, Role::Hovered));
    }
    if is_on {
        // Not by colour alone.
        let mark = egui::Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        painter.rect_filled(mark, 1, color(theme, Role::Focus));
    }
    if response.has_focus() {
        let stroke = Stroke::new(2.0, color(theme, Role::Focus));
        painter.rect_stroke(rect, 4, stroke, StrokeKind::Inside);
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

/// The first map or journey about a customer.
fn view_about(state: &State, persona: Id) -> Option<View> {
    let project = state.document.project();
    let map = project
        .value_maps
        .iter()
        .find(|map| map.persona == Some(persona))
        .map(|map| View::ValueMap(map.id));
    let journey = project
        .journeys
        .iter()
        .find(|journey| journey.persona == Some(persona));
    map.or(journey.map(|journey| View::Journey(journey.id)))
}
