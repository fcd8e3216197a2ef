//! News: one line at the bottom, read out by screen readers, gone after a while. Never a question.

use super::visuals::color;
use crate::canvas::Style;
use crate::layout::theme::Role;
use egui::accesskit;
use egui::{Align2, Area, Frame, Id, Margin, Order, Stroke, WidgetInfo, vec2};

/// How long a line stays, in seconds, and how much longer for each word.
const STAYS: (f64, f64) = (4.0, 0.3);

#[derive(Clone, Debug, PartialEq)]
struct Toast {
    text: String,
    is_alarm: bool,
    /// When it goes, in seconds of the window's clock; set when it is first shown.
    until: Option<f64>,
}

/// All news at the moment.
#[derive(Clone, Debug, Default)]
pub struct Toasts {
    list: Vec<Toast>,
}

impl Toasts {
    /// Something happened.
    pub fn tell(&mut self, text: impl Into<String>) {
        self.add(text.into(), false);
    }

    /// Something went wrong; it stays longer.
    pub fn warn(&mut self, text: impl Into<String>) {
        self.add(text.into(), true);
    }

    fn add(&mut self, text: String, is_alarm: bool) {
        const MOST: usize = 3;
        self.list.retain(|toast| toast.text != text);
        self.list.push(Toast {
            text,
            is_alarm,
            until: None,
        });
        if self.list.len() > MOST {
            self.list.remove(0);
        }
    }

    /// What is told at the moment, for tests.
    pub fn texts(&self) -> Vec<&str> {
        self.list.iter().map(|toast| toast.text.as_str()).collect()
    }

    /// Shows them.
    pub fn show(&mut self, ctx: &egui::Context, style: Style) {
        let now = ctx.input(|input| input.time);
        for toast in &mut self.list {
            let words = toast.text.split_whitespace().count() as f64;
            let stays = STAYS.0 + STAYS.1 * words + if toast.is_alarm { 6.0 } else { 0.0 };
            let until = *toast.until.get_or_insert(now + stays);
            if until > now {
                ctx.request_repaint_after_secs((until - now) as f32);
            }
        }
        self.list
            .retain(|toast| toast.until.is_none_or(|until| until > now));
        if self.list.is_empty() {
            return;
        }
        let mut closed = None;
        Area::new(Id::unique("news"))
            .order(Order::Foreground)
            .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -48.0))
            .show(ctx, |ui| {
                for (at, toast) in self.list.iter().enumerate() {
                    let border = if toast.is_alarm {
                        Role::Alarm
                    } else {
                        Role::Rule
                    };
                    let frame = Frame::new()
                        .fill(color(style.theme, Role::Panel))
                        .stroke(Stroke::new(
                            if toast.is_alarm { 2.0 } else { 1.0 },
                            color(style.theme, border),
                        ))
                        .corner_radius(6)
                        .inner_margin(Margin::symmetric(12, 8));
                    let response = frame.show(ui, |ui| {
                        ui.set_max_width(640.0);
                        let label = ui.label(&toast.text);
                        let role = if toast.is_alarm {
                            accesskit::Role::Alert
                        } else {
                            accesskit::Role::Status
                        };
                        label.widget_info(|| WidgetInfo::labeled(role, true, &toast.text));
                        ui.ctx().accesskit_node_builder(label.id, |node| {
                            node.set_role(role);
                            node.set_live(accesskit::Live::Polite);
                        });
                    });
                    if response.response.interact(egui::Sense::click()).clicked() {
                        closed = Some(at);
                    }
                    ui.add_space(4.0);
                }
            });
        if let Some(at) = closed {
            self.list.remove(at);
        }
    }
}
