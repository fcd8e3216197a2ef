//! Findings: what open ends and figures say, as sentences in groups. Each has its figure, its reason and a
//! way to the place it is about.
//!
//! They are made once for each value of the project, and only what is shown is set.

use super::inspect::heading;
use super::page::{Own, Page, Row};
use super::tools::{Group, Room};
use crate::analysis::{Finding, FindingGroup, NOTHING_YET, findings};
use crate::app::commands::Asks;
use crate::app::look::icons::{self, Icon};
use crate::app::look::rows;
use crate::app::look::visuals::{bold, color, scrolling, size};
use crate::app::work::finder::view_of;
use crate::app::work::state::State;
use crate::edit::{Cursor, Selection};
use crate::layout::theme::Role;
use crate::layout::{Layout, Subject, View, Views};
use crate::model::words::{count, counted};
use crate::model::{Id, Project, Target, ThingKind};
use egui::{
    Align, Button, FontId, Galley, Key, Margin, Pos2, Response, Sense, Ui, WidgetInfo, accesskit,
    pos2, vec2,
};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

/// Width of the page in points.
const WIDTH: f32 = 860.0;
/// Room for a figure, and between it and its sentence, in points.
const FIGURE: (f32, f32) = (84.0, 12.0);
/// Room for the sign of a jump at the right, in points.
const JUMP: f32 = 28.0;
/// Above and below a sentence, in points.
const AROUND: f32 = 6.0;
/// Sentences of a group that are shown on the page before one asks for more; and how many come then.
const MOST: usize = 20;

/// Up and to the right: it leads away.
const AWAY: Icon = Icon(|pen| {
    pen.line([(-3.5, 3.5), (4.0, -4.0)]);
    pen.line([(-1.5, -4.0), (4.0, -4.0), (4.0, 1.5)]);
});

/// The findings of a project.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Findings;

impl Views for Findings {
    fn key(&self) -> &'static str {
        "findings"
    }

    fn word(&self) -> &'static str {
        "Findings"
    }

    fn all(&self, project: &Project) -> Vec<Option<Id>> {
        let is_empty = project.value_maps.is_empty() && project.journeys.is_empty();
        if is_empty { Vec::new() } else { vec![None] }
    }

    fn name<'a>(&self, _: &'a Project, _: Option<Id>) -> &'a str {
        ""
    }

    fn title(&self, _: Option<Id>) -> Option<Target> {
        None
    }

    fn shows(&self, _: &Project, _: Subject) -> Option<Option<Id>> {
        None
    }

    fn persona(&self, _: &Project, _: Option<Id>) -> Option<Id> {
        None
    }

    fn has_canvas(&self) -> bool {
        false
    }

    fn layout<'a>(&self, _: &'a Project, _: Option<Id>) -> Option<Box<dyn Layout + 'a>> {
        None
    }
}

impl Page for Findings {
    fn own(&self) -> Option<Own> {
        Some(page)
    }

    fn plural(&self) -> &'static str {
        "Of the whole project"
    }

    fn outline(&self, _: &Project, _: Option<Id>) -> Vec<Row> {
        Vec::new()
    }

    fn inspect(&self, ui: &mut Ui, state: &State, _: Option<Id>, _: &mut Asks) {
        heading(ui, "Findings");
        for (group, findings) in &known(state).groups {
            ui.label(format!(
                "{}: {}",
                group.label(),
                count(findings.len() as u64)
            ));
        }
    }

    fn status(&self, state: &State, _: Option<Id>) -> Vec<String> {
        vec![counted(known(state).all().count(), "sentence")]
    }

    fn tools(&self, _: &State, _: Room) -> Vec<Group> {
        Vec::new()
    }
}

/// All findings of a value of the project.
struct Known {
    groups: Vec<(FindingGroup, Vec<Finding>)>,
    /// What else than notes they may lead to.
    parts: HashMap<Id, ThingKind>,
}

impl Known {
    fn of(project: &Project) -> Self {
        let mut all = findings(project);
        let groups = FindingGroup::ALL.iter().map(|group| {
            let is_in = |finding: &mut Finding| finding.group == *group;
            (*group, all.extract_if(.., is_in).collect::<Vec<_>>())
        });
        let groups: Vec<_> = groups.collect();
        Self {
            groups: groups
                .into_iter()
                .filter(|(_, all)| !all.is_empty())
                .collect(),
            parts: project.kinds_by_id(),
        }
    }

    fn all(&self) -> impl Iterator<Item = &Finding> {
        self.groups.iter().flat_map(|(_, findings)| findings)
    }

    /// Where a finding leads.
    fn target(&self, state: &State, finding: &Finding) -> Option<Target> {
        let id = finding.about?;
        match self.parts.get(&id) {
            Some(kind) => Some(Target::title(*kind, id)),
            None => state.document.places().of(id).map(|_| Target::Note(id)),
        }
    }

    /// All of them for other programs: a line each, with tabs between group, figure, sentence and reason.
    fn text(&self) -> String {
        let line = |(group, finding): (&FindingGroup, &Finding)| {
            let Finding {
                figure, sentence, ..
            } = finding;
            let line = format!("{}\t{figure}\t{sentence}\t{}\n", group.label(), finding.why);
            line.replace('−', "-").replace('\u{a0}', " ")
        };
        let groups = self.groups.iter();
        let lines = groups.flat_map(|(group, all)| all.iter().map(move |one| (group, one)));
        lines.map(line).collect()
    }
}

fn known(state: &State) -> Rc<Known> {
    let project = state.document.project();
    state.memos.get(project, None, || Known::of(project))
}

/// The page: all sentences, in the middle of the window.
fn page(ui: &mut Ui, state: &State, _: Option<Id>, asks: &mut Asks) {
    let area = scrolling().auto_shrink([false, false]);
    area.show(ui, |ui| {
        let width = WIDTH.min(ui.available_width() - 32.0).max(200.0);
        let side = ((ui.available_width() - width) / 2.0).max(0.0);
        let margin = Margin::symmetric(side as i8, 24);
        egui::Frame::new().inner_margin(margin).show(ui, |ui| {
            // A margin wider than a frame can have is an indentation.
            ui.horizontal(|ui| {
                ui.add_space((side - f32::from(side as i8)).max(0.0));
                ui.vertical(|ui| {
                    ui.set_width(width);
                    let first = show(ui, state, (size::TITLE, MOST), asks);
                    begin_with(ui, first);
                });
            });
        });
    });
}

/// All sentences, so many of each group at first, under a heading of this size. Gives back the first row.
pub(crate) fn show(
    ui: &mut Ui,
    state: &State,
    (heading, most): (f32, usize),
    asks: &mut Asks,
) -> Option<Response> {
    let known = known(state);
    let all = known.all().count();
    let copy = ui.horizontal(|ui| {
        ui.label(egui::RichText::new("Findings").font(bold(heading)));
        let right = egui::Layout::right_to_left(Align::Center);
        let copy = ui.with_layout(right, |ui| {
            let (copy, _) = ui.allocate_exact_size(vec2(72.0, 26.0), Sense::hover());
            ui.weak(counted(all, "sentence"));
            copy
        });
        copy.inner
    });
    if all == 0 {
        ui.add_space(12.0);
        ui.label(NOTHING_YET);
        return None;
    }
    let mut list = List {
        state,
        known: &known,
        asks,
        rows: Vec::new(),
    };
    for (group, findings) in &known.groups {
        list.group(ui, *group, findings, most);
    }
    let shown = list.rows;
    let rows: Vec<_> = shown.iter().map(|row| row.id).collect();
    rows::walk(ui, &rows);
    // The keys come to the first sentence, and last to this.
    let hint = "All sentences with their figures and reasons, for a text or a spreadsheet";
    let button = ui.put(copy.inner, Button::new("Copy all"));
    if button.on_hover_text(hint).clicked() {
        ui.ctx().copy_text(known.text());
        let told = format!("{} copied.", counted(all, "sentence"));
        asks.act(move |desk| desk.state.toasts.tell(told));
    }
    shown.into_iter().next()
}

/// The first row has the focus when the page appears, and when an arrow is pressed while nothing has it.
fn begin_with(ui: &Ui, first: Option<Response>) {
    let asked = egui::Id::unique("findings ask for the focus");
    let arrows = [Key::ArrowUp, Key::ArrowDown];
    let is_asked = ui.input(|input| arrows.iter().any(|key| input.key_pressed(*key)));
    let is_free = ui.memory(|memory| memory.focused().is_none());
    if rows::has_appeared(ui, egui::Id::unique("findings were shown")) || is_asked && is_free {
        ui.data_mut(|data| data.insert_temp(asked, true));
        // The canvas that is gone gives its focus away one picture later.
        ui.ctx().request_repaint();
    }
    if let Some(first) = first
        && is_free
        && !egui::Popup::is_any_open(ui.ctx())
        && ui
            .data_mut(|data| data.remove_temp::<bool>(asked))
            .is_some()
    {
        first.request_focus();
    }
}

/// The sentences while they are shown.
struct List<'a> {
    state: &'a State,
    known: &'a Known,
    asks: &'a mut Asks,
    rows: Vec<Response>,
}

impl List<'_> {
    fn group(&mut self, ui: &mut Ui, group: FindingGroup, findings: &[Finding], most: usize) {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add_space(16.0);
        ui.label(egui::RichText::new(group.label()).font(bold(size::BODY)));
        ui.add_space(4.0);
        let asked = egui::Id::unique(("more findings", group, most));
        let more: usize = ui.data(|data| data.get_temp(asked)).unwrap_or_default();
        let shown = (most + more).min(findings.len());
        for finding in &findings[..shown] {
            self.row(ui, finding);
        }
        let left = findings.len() - shown;
        if left > 0 {
            ui.horizontal(|ui| {
                ui.add_space(FIGURE.0);
                let text = format!("and {} more", count(left as u64));
                if ui.add(Button::new(text).frame(false)).clicked() {
                    ui.data_mut(|data| data.insert_temp(asked, more + MOST));
                }
            });
        }
    }

    fn row(&mut self, ui: &mut Ui, finding: &Finding) {
        let target = self.known.target(self.state, finding);
        let view = target.and_then(|target| view_of(&self.state.document, target));
        let words = Words::of(ui, self.state, finding);
        let room = vec2(ui.available_width(), words.height());
        let (rect, response) = ui.allocate_exact_size(room, Sense::click());
        let beside = finding.beside_figure();
        let name = if finding.figure.is_empty() {
            format!("{beside} {}", finding.why)
        } else {
            format!("{}, {beside} {}", finding.figure, finding.why)
        };
        response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Button, true, &name));
        if let (Some(target), Some(view)) = (target, view) {
            self.follow(ui, &response, view, target);
        }
        if ui.is_rect_visible(rect) {
            let cursor = target.map(Cursor::At);
            let is_on = self.state.view == view && cursor == Some(self.state.selection.cursor());
            let theme = self.state.style.theme;
            rows::ground(ui, theme, &response, is_on);
            words.paint(ui, rect.min);
            if view.is_some() {
                let at = pos2(rect.max.x - JUMP / 2.0, rect.min.y + AROUND + 11.0);
                icons::draw(ui.painter(), AWAY, at, color(theme, Role::Weak));
            }
        }
        self.rows.push(response);
    }

    /// With the focus it lights what it is about, where that is on the canvas; chosen it goes there.
    fn follow(&mut self, ui: &Ui, response: &Response, view: View, target: Target) {
        if response.clicked() {
            self.asks.go(view, target);
        } else if rows::takes_focus(ui, response) {
            response.scroll_to_me(None);
            if self.state.view == Some(view) {
                self.asks.act(move |desk| {
                    desk.select(Selection::at(Cursor::At(target)));
                    desk.canvas.reveal_cursor();
                });
            }
        }
    }
}

/// The texts of a row.
struct Words {
    figure: Arc<Galley>,
    sentence: Arc<Galley>,
    why: Arc<Galley>,
}

impl Words {
    fn of(ui: &Ui, state: &State, finding: &Finding) -> Self {
        let ink = |role| color(state.style.theme, role);
        let left = FIGURE.0 + FIGURE.1;
        let room = (ui.available_width() - left - JUMP).max(80.0);
        let set = |text: String, font: FontId, role: Role, room: f32| {
            ui.painter().layout(text, font, ink(role), room)
        };
        let role = if finding.figure.starts_with('−') {
            Role::CostFigure
        } else if finding.figure.starts_with('+') {
            Role::Good
        } else {
            Role::Ink
        };
        let figure = |points: f32, room: f32| {
            let figure = finding.figure.clone();
            set(figure, bold(points), role, room)
        };
        let large = figure(size::LARGE, f32::INFINITY);
        let figure = if large.size().x <= FIGURE.0 {
            large
        } else {
            figure(size::BODY, FIGURE.0)
        };
        let regular = FontId::proportional;
        Self {
            figure,
            sentence: set(
                finding.beside_figure(),
                regular(size::HEADING),
                Role::Ink,
                room,
            ),
            why: set(
                finding.why.to_owned(),
                regular(size::SMALL),
                Role::Weak,
                room,
            ),
        }
    }

    fn height(&self) -> f32 {
        let text = self.sentence.size().y + 2.0 + self.why.size().y;
        text.max(self.figure.size().y) + 2.0 * AROUND
    }

    fn paint(self, ui: &Ui, at: Pos2) {
        let ink = egui::Color32::PLACEHOLDER;
        let right = at.x + FIGURE.0;
        let (figure, sentence) = (self.figure.size(), self.sentence.size());
        // On the line of the sentence's first words.
        let line = self.sentence.rows.first().map_or(0.0, |row| row.height());
        let first = self.figure.rows.first().map_or(0.0, |row| row.height());
        let down = AROUND + (line - first).min(0.0) / 2.0 + (line - first).max(0.0) / 2.0;
        let painter = ui.painter();
        painter.galley(pos2(right - figure.x, at.y + down), self.figure, ink);
        let left = right + FIGURE.1;
        painter.galley(pos2(left, at.y + AROUND), self.sentence, ink);
        painter.galley(pos2(left, at.y + AROUND + sentence.y + 2.0), self.why, ink);
    }
}
