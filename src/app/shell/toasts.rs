//! News: one line over the status line, read out by screen readers, gone after a while. Never a
//! question.
//!
//! It stands where nothing is worked on: the figures of a journey reach down to the status line.

use crate::app::desk::Desk;
use crate::app::look::visuals::color;
use crate::app::work::overlays::Toast;
use crate::canvas::Style;
use crate::layout::theme::Role;
use egui::accesskit;
use egui::{
    Align2, Area, Frame, Id, Margin, Order, Response, RichText, Sense, Ui, WidgetInfo, vec2,
};

/// How long a line stays, in seconds, and how much longer for each word.
const STAYS: (f64, f64) = (3.0, 0.3);
/// How much longer what went wrong stays.
const ALARM_STAYS: f64 = 6.0;
/// How long a line stays that is pointed at.
const POINTED_AT: f64 = 2.0;
/// Room for the zoom at the other end of the status line, in points.
const ZOOM: f32 = 190.0;
/// Longer lines are hard to read.
const WIDEST: f32 = 960.0;

/// Shows them.
pub(super) fn show(ctx: &egui::Context, desk: &mut Desk) {
    let now = ctx.input(|input| input.time);
    let toasts = &mut desk.state.toasts;
    for toast in &mut toasts.list {
        let words = toast.text.split_whitespace().count() as f64;
        let alarm = if toast.is_alarm { ALARM_STAYS } else { 0.0 };
        let stays = STAYS.0 + STAYS.1 * words + alarm;
        let until = *toast.until.get_or_insert(now + stays);
        if until > now {
            ctx.request_repaint_after_secs((until - now) as f32);
        }
    }
    let count = toasts.list.len();
    toasts
        .list
        .retain(|toast| toast.until.is_none_or(|until| until > now));
    if toasts.list.is_empty() {
        if count > 0 {
            // What it lay on was drawn before it went.
            ctx.request_repaint();
        }
        return;
    }
    let widest = (ctx.content_rect().width() - ZOOM).clamp(160.0, WIDEST);
    let corner = ctx.content_rect().left_bottom();
    let mut list = std::mem::take(&mut toasts.list);
    // What is about something seen stands over that, the others at the corner.
    list.sort_by_key(|toast| toast.about.is_some());
    let seen = list.iter().find_map(|toast| desk.rect_of(toast.about?));
    let is_elsewhere = |toast: &Toast| toast.about.is_none() || seen.is_none();
    let first_beside = list.partition_point(is_elsewhere);
    let (others, about) = list.split_at_mut(first_beside);
    let place = seen.map_or(corner, |rect| rect.left_top());
    let style = desk.state.style;
    let mut closed = None;
    for (name, lines, at) in [("news", others, corner), ("news about", about, place)] {
        if lines.is_empty() {
            continue;
        }
        Area::new(Id::unique(name))
            .order(Order::Foreground)
            .pivot(Align2::LEFT_BOTTOM)
            .fixed_pos(at + vec2(4.0, -4.0))
            .show(ctx, |ui| {
                ui.spacing_mut().item_spacing.y = 4.0;
                for toast in lines {
                    let response = line(ui, toast, style, widest);
                    if response.hovered() {
                        let until = toast.until.unwrap_or(now);
                        toast.until = Some(until.max(now + POINTED_AT));
                    }
                    if response.clicked() {
                        closed = Some(toast.text.clone());
                    }
                }
            });
    }
    list.retain(|toast| closed.as_ref() != Some(&toast.text));
    desk.state.toasts.list = list;
}

/// One line, in the colours of text turned round: it stands out from everything, in every theme.
fn line(ui: &mut Ui, toast: &Toast, style: Style, widest: f32) -> Response {
    let (fill, role) = if toast.is_alarm {
        (Role::Alarm, accesskit::Role::Alert)
    } else {
        (Role::Ink, accesskit::Role::Status)
    };
    let frame = Frame::new()
        .fill(color(style.theme, fill))
        .corner_radius(if style.is_plain { 0 } else { 4 })
        .inner_margin(Margin::symmetric(12, 4));
    let response = frame.show(ui, |ui| {
        ui.set_max_width(widest);
        let ink = color(style.theme, Role::Canvas);
        let label = ui.label(RichText::new(&toast.text).color(ink));
        label.widget_info(|| WidgetInfo::labeled(role, true, &toast.text));
        ui.ctx().accesskit_node_builder(label.id, |node| {
            node.set_role(role);
            node.set_live(accesskit::Live::Polite);
        });
    });
    response.response.interact(Sense::click())
}
