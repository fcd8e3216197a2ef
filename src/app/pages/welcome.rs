//! The welcome page: asks what for. It is what a client sees first on the projector, so recent files
//! are shown only when asked for.

use crate::app::commands::{Asks, EXAMPLES, NEW, OPEN, OPEN_EXAMPLE, OPEN_RECENT};
use crate::app::desk::Desk;
use crate::app::look::icons::arrow;
use crate::app::look::rows::has_appeared;
use crate::app::look::visuals::{bold, color, size};
use crate::app::work::preferences::folder_of;
use crate::app::work::state::State;
use crate::app::work::words::name_of;
use crate::layout::theme::Role;
use crate::model::Template;
use egui::accesskit;
use egui::containers::menu::MenuButton;
use egui::{
    Align, Align2, Button, FocusDirection, FontId, Id, Key, Margin, Popup, Rect, Response,
    RichText, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};
use std::path::Path;

/// What one comes for.
const PURPOSES: [(Template, &str, &str); 3] = [
    (
        Template::ValueMap,
        "Map one customer’s jobs",
        "Customer Value Map · a day",
    ),
    (
        Template::Compare,
        "See what each step gives and costs, compare two ways to serve",
        "Customer Value Journey Map · 90 minutes",
    ),
    (
        Template::Cvj,
        "Document our eight stages",
        "Customer Value Journey · from Awareness to Promote",
    ),
];

/// Width of the page in points.
const WIDTH: f32 = 720.0;
/// Its height, about.
const HEIGHT: f32 = 640.0;

/// Shows the page.
pub(crate) fn show(ui: &mut Ui, desk: &Desk, asks: &mut Asks) {
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            let width = WIDTH.min(ui.available_width() - 48.0);
            // In a tall window not stuck to the top.
            let top = ((ui.available_height() - HEIGHT) / 3.0).clamp(24.0, 96.0);
            let side = ((ui.available_width() - width) / 2.0).max(0.0);
            egui::Frame::new()
                .inner_margin(Margin {
                    left: side as i8,
                    right: 0,
                    top: top as i8,
                    bottom: 16,
                })
                .show(ui, |ui| {
                    // A margin wider than a frame can have is an indentation.
                    ui.horizontal(|ui| {
                        ui.add_space((side - f32::from(side as i8)).max(0.0));
                        ui.vertical(|ui| {
                            ui.set_width(width);
                            page(ui, desk, asks);
                        });
                    });
                });
        });
}

fn page(ui: &mut Ui, desk: &Desk, asks: &mut Asks) {
    let state = &desk.state;
    let theme = state.style.theme;
    ui.label(
        RichText::new("Value Journey")
            .font(bold(size::TITLE))
            .color(color(theme, Role::Ink)),
    );
    ui.scope(|ui| {
        // Two lines of about the same length.
        ui.set_max_width(560.0);
        ui.label(
            RichText::new("Where does your service give its customers something, and where does it cost them more than it gives?")
                .size(size::HEADING)
                .color(color(theme, Role::Weak)),
        );
    });
    ui.add_space(16.0);
    heading(ui, "What do you want to do?");
    let mut first = None;
    for (template, title, about) in PURPOSES {
        let card = card(ui, state, title, about);
        if card.clicked() {
            asks.run(NEW.with(template));
        }
        first.get_or_insert(card);
    }
    ui.add_space(14.0);
    heading(ui, "Look at an example");
    for (at, (title, about, _)) in EXAMPLES.iter().enumerate() {
        if card(ui, state, title, about).clicked() {
            asks.run(OPEN_EXAMPLE.with(at));
        }
    }
    ui.add_space(14.0);
    ui.horizontal(|ui| {
        if ui
            .button(RichText::new("Open…").size(size::HEADING))
            .clicked()
        {
            asks.run(&OPEN);
        }
        if !state.preferences.recent.is_empty()
            && !state.window.shows_recent
            && ui
                .button(RichText::new("Recent files").size(size::HEADING))
                .clicked()
        {
            asks.act(|desk| {
                desk.state.window.shows_recent = true;
                desk.look_for_recent();
            });
        }
        let more = RichText::new("More to start with").size(size::HEADING);
        let more = Button::new((more, arrow(theme))).gap(4.0);
        MenuButton::from_button(more).ui(ui, |ui| {
            for template in [Template::Cvjm, Template::Workshop, Template::Blank] {
                if ui.button(template.label()).clicked() {
                    asks.run(NEW.with(template));
                    ui.close();
                }
            }
        });
    });
    if state.window.shows_recent {
        recent(ui, state, asks);
    }
    if let Some(first) = first {
        begin_with(ui, desk, &first);
    }
}

/// Something on the page has the focus as long as nothing else has: the first card when the page appears,
/// then what had it last. There is nothing to choose above the first.
fn begin_with(ui: &Ui, desk: &Desk, first: &Response) {
    let has_appeared = has_appeared(ui, Id::unique("welcome page was shown"));
    if first.has_focus() && ui.input(|input| input.key_pressed(Key::ArrowUp)) {
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
    }
    if desk.has_dialog() || Popup::is_any_open(ui.ctx()) {
        return;
    }
    let last = Id::unique("had the focus on the welcome page");
    let is_here = |id: &Id| {
        let response = ui.ctx().read_response(*id);
        response.is_some_and(|response| ui.min_rect().contains(response.rect.center()))
    };
    if let Some(focused) = ui.memory(egui::Memory::focused) {
        if is_here(&focused) {
            ui.data_mut(|data| data.insert_temp(last, focused));
        }
        return;
    }
    let known = ui.data(|data| data.get_temp::<Id>(last));
    let known = known.filter(|id| !has_appeared && is_here(id));
    ui.memory_mut(|memory| memory.request_focus(known.unwrap_or(first.id)));
}

/// The recent files, brought into view when they appear.
fn recent(ui: &mut Ui, state: &State, asks: &mut Asks) {
    ui.add_space(14.0);
    let list = ui.scope(|ui| {
        heading(ui, "Recent files");
        let mut rows = Vec::new();
        for (at, path) in state.preferences.recent.iter().enumerate() {
            let row = recent_row(ui, state, path);
            if row.clicked() {
                asks.run(OPEN_RECENT.with(at));
            }
            rows.push(row);
        }
        ui.add_space(8.0);
        rows.into_iter().next()
    });
    // The button is gone that had the focus: then they have just appeared.
    if has_appeared(ui, Id::unique("recent files were shown"))
        && let Some(first) = list.inner
    {
        first.request_focus();
        list.response.scroll_to_me(Some(Align::BOTTOM));
    }
}

/// A file: its name, its folder, and whether it is still there.
fn recent_row(ui: &mut Ui, state: &State, path: &Path) -> Response {
    let theme = state.style.theme;
    let is_missing = state.window.missing.iter().any(|missing| missing == path);
    let name = name_of(path);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::click());
    let folder = folder_of(path, 80);
    let gone = if is_missing { ", not found" } else { "" };
    response.widget_info(|| {
        let told = format!("{name}, in {folder}{gone}");
        WidgetInfo::labeled(accesskit::Role::Button, true, told)
    });
    frame(ui, state, rect, &response);
    let ink = if is_missing { Role::Weak } else { Role::Ink };
    let painter = ui.painter().with_clip_rect(rect.shrink2(vec2(12.0, 0.0)));
    let body = FontId::proportional(size::BODY);
    let name = painter.text(
        rect.left_center() + vec2(16.0, 0.0),
        Align2::LEFT_CENTER,
        &name,
        body.clone(),
        color(theme, ink),
    );
    let right = if is_missing {
        let gone = painter.text(
            rect.right_center() - vec2(16.0, 0.0),
            Align2::RIGHT_CENTER,
            "not found",
            body.clone(),
            color(theme, Role::Alarm),
        );
        gone.left()
    } else {
        rect.right()
    };
    // As much of the folder's end as there is room for; a letter takes about half its height.
    let room = right - name.right() - 32.0;
    let letters = (room / (0.56 * size::BODY)).max(0.0) as usize;
    if letters > 4 {
        painter.text(
            pos2(name.right() + 16.0, rect.center().y),
            Align2::LEFT_CENTER,
            folder_of(path, letters),
            body,
            color(theme, Role::Weak),
        );
    }
    response.on_hover_text(path.display().to_string())
}

fn heading(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).font(bold(size::HEADING)));
    ui.add_space(6.0);
}

/// A large button with two lines.
fn card(ui: &mut Ui, state: &State, title: &str, about: &str) -> Response {
    let theme = state.style.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 54.0), Sense::click());
    response.widget_info(|| {
        WidgetInfo::labeled(accesskit::Role::Button, true, format!("{title}. {about}"))
    });
    frame(ui, state, rect, &response);
    let at = rect.left_top() + vec2(16.0, 7.0);
    let painter = ui.painter().with_clip_rect(rect);
    painter.text(
        at,
        Align2::LEFT_TOP,
        title,
        bold(size::HEADING),
        color(theme, Role::Ink),
    );
    let small = FontId::proportional(size::BODY);
    painter.text(
        at + vec2(0.0, 22.0),
        Align2::LEFT_TOP,
        about,
        small,
        color(theme, Role::Weak),
    );
    ui.add_space(4.0);
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    response
}

/// The ground and the border of something to click on.
fn frame(ui: &Ui, state: &State, rect: Rect, response: &Response) {
    let theme = state.style.theme;
    let fill = if response.has_focus() {
        Role::Selected
    } else if response.hovered() {
        Role::Hovered
    } else {
        Role::Panel
    };
    ui.painter().rect_filled(rect, 6, color(theme, fill));
    let (border, width) = if response.has_focus() {
        (Role::Focus, 3.0)
    } else {
        (Role::Hairline, 1.0)
    };
    let stroke = Stroke::new(width, color(theme, border));
    ui.painter()
        .rect_stroke(rect, 6, stroke, StrokeKind::Inside);
}
