//! The welcome page: asks what for. It is what a client sees first on the projector, so recent files
//! are shown only when asked for.

use super::command::{Command, EXAMPLES};
use super::request::{Request, Requests};
use super::state::State;
use super::visuals::{bold, color, size};
use crate::layout::theme::Role;
use crate::model::Template;
use egui::accesskit;
use egui::{
    Align2, FontId, Margin, RichText, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2,
};

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

/// Shows the page.
pub(super) fn show(ui: &mut Ui, state: &State, requests: &mut Requests) {
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            let width = WIDTH.min(ui.available_width() - 48.0);
            let side = ((ui.available_width() - width) / 2.0).max(0.0);
            egui::Frame::new()
                .inner_margin(Margin {
                    left: side as i8,
                    right: 0,
                    top: 24,
                    bottom: 16,
                })
                .show(ui, |ui| {
                    // A margin wider than a frame can have is an indentation.
                    ui.horizontal(|ui| {
                        ui.add_space((side - f32::from(side as i8)).max(0.0));
                        ui.vertical(|ui| {
                            ui.set_width(width);
                            page(ui, state, requests);
                        });
                    });
                });
        });
}

fn page(ui: &mut Ui, state: &State, requests: &mut Requests) {
    let theme = state.style.theme;
    ui.label(
        RichText::new("Value Journey")
            .font(bold(size::TITLE))
            .color(color(theme, Role::Ink)),
    );
    ui.label(
        RichText::new(
            "Where does your service give its customers something, and where does it cost them more than it gives?",
        )
        .size(size::HEADING)
        .color(color(theme, Role::Weak)),
    );
    ui.add_space(16.0);
    heading(ui, "What do you want to do?");
    for (template, title, about) in PURPOSES {
        if card(ui, state, title, about) {
            requests.push(Request::Run(Command::New(template)));
        }
    }
    ui.add_space(14.0);
    heading(ui, "Look at an example");
    for (at, (title, about, _)) in EXAMPLES.iter().enumerate() {
        if card(ui, state, title, about) {
            requests.push(Request::Run(Command::OpenExample(at)));
        }
    }
    ui.add_space(14.0);
    ui.horizontal(|ui| {
        if ui
            .button(RichText::new("Open…").size(size::HEADING))
            .clicked()
        {
            requests.push(Request::Run(Command::Open));
        }
        if !state.preferences.recent.is_empty()
            && !state.shows_recent
            && ui
                .button(RichText::new("Recent files").size(size::HEADING))
                .clicked()
        {
            requests.push(Request::ShowRecent);
        }
        ui.menu_button(
            RichText::new("More to start with").size(size::HEADING),
            |ui| {
                for template in [Template::Cvjm, Template::Workshop, Template::Blank] {
                    if ui.button(template.label()).clicked() {
                        requests.push(Request::Run(Command::New(template)));
                        ui.close();
                    }
                }
            },
        );
    });
    if state.shows_recent {
        ui.add_space(8.0);
        for (at, path) in state.preferences.recent.iter().enumerate() {
            let name = path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default();
            let folder = path
                .parent()
                .map(|folder| folder.display().to_string())
                .unwrap_or_default();
            if ui
                .add(egui::Button::selectable(false, name))
                .on_hover_text(folder)
                .clicked()
            {
                requests.push(Request::Run(Command::OpenRecent(at)));
            }
        }
    }
}

fn heading(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).font(bold(size::HEADING)));
    ui.add_space(6.0);
}

/// A large button with two lines.
fn card(ui: &mut Ui, state: &State, title: &str, about: &str) -> bool {
    let theme = state.style.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 54.0), Sense::click());
    response.widget_info(|| {
        WidgetInfo::labeled(accesskit::Role::Button, true, format!("{title}. {about}"))
    });
    let fill = if response.hovered() {
        Role::Hovered
    } else {
        Role::Panel
    };
    ui.painter().rect_filled(rect, 6, color(theme, fill));
    let (border, width) = if response.has_focus() {
        (Role::Focus, 2.0)
    } else {
        (Role::Hairline, 1.0)
    };
    ui.painter().rect_stroke(
        rect,
        6,
        Stroke::new(width, color(theme, border)),
        StrokeKind::Inside,
    );
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
    response.clicked()
}
