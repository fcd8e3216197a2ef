//! Icons of our own, drawn as lines: the fonts have few signs, and not the same on every system.

use crate::app::look::visuals::color;
use crate::layout::theme::{Role, Theme};
use egui::accesskit;
use egui::{
    Atom, Color32, Painter, Pos2, Rect, Response, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2,
};

/// A sign.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Icon {
    /// An arrow back.
    Undo,
    /// An arrow forward.
    Redo,
    /// Up.
    Previous,
    /// Down.
    Next,
    /// A cross.
    Close,
    Plus,
    Minus,
    /// A panel at the left.
    LeftPanel,
    /// A panel at the right.
    RightPanel,
    /// A frame.
    Fit,
    /// It is on.
    Tick,
}

/// Side of an icon button in points.
pub(crate) const BUTTON: f32 = 26.0;

/// A button with an icon; the name is its hint and what screen readers say.
pub(crate) fn icon_button(ui: &mut Ui, icon: Icon, name: &str, theme: Theme) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(BUTTON, BUTTON), Sense::click());
    let is_enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Button, is_enabled, name));
    if ui.is_rect_visible(rect) {
        if response.hovered() && is_enabled {
            ui.painter()
                .rect_filled(rect, 4, color(theme, Role::Hovered));
        }
        if response.has_focus() {
            let stroke = Stroke::new(2.0, color(theme, Role::Focus));
            ui.painter()
                .rect_stroke(rect, 4, stroke, egui::StrokeKind::Inside);
        }
        let ink = if is_enabled {
            color(theme, Role::Ink)
        } else {
            color(theme, Role::Rule)
        };
        draw(ui.painter(), icon, rect.center(), ink);
    }
    response.on_hover_text(name)
}

/// Width of the arrow that says that there is a menu, in points.
pub(crate) const ARROW: f32 = 16.0;

/// Says that a button opens a menu.
pub(crate) fn arrow(theme: Theme) -> Atom<'static> {
    let ink = color(theme, Role::Ink);
    Atom::paint(vec2(ARROW - 2.0, 10.0), move |ui, args| {
        draw(ui.painter(), Icon::Next, args.rect.center(), ink);
    })
}

/// Draws an icon of 14 points around a point.
pub(crate) fn draw(painter: &Painter, icon: Icon, center: Pos2, ink: Color32) {
    let stroke = Stroke::new(1.6, ink);
    let at = |x: f32, y: f32| pos2(center.x + x, center.y + y);
    let line = |points: Vec<Pos2>| painter.add(Shape::line(points, stroke));
    match icon {
        Icon::Undo | Icon::Redo => {
            let side = if icon == Icon::Undo { 1.0 } else { -1.0 };
            let arc: Vec<Pos2> = (0..=14)
                .map(|step| {
                    let angle = std::f32::consts::PI * (-0.5 + step as f32 / 14.0);
                    at(side * (1.0 + 4.5 * angle.cos()), 0.5 + 4.0 * angle.sin())
                })
                .collect();
            line(arc);
            line(vec![at(side * 1.0, -3.5), at(side * -5.5, -3.5)]);
            line(vec![
                at(side * -2.5, -6.5),
                at(side * -5.5, -3.5),
                at(side * -2.5, -0.5),
            ]);
            line(vec![at(side * 1.0, 4.5), at(side * -3.0, 4.5)]);
        }
        Icon::Previous => {
            line(vec![at(-5.0, 2.5), at(0.0, -2.5), at(5.0, 2.5)]);
        }
        Icon::Next => {
            line(vec![at(-4.5, -2.0), at(0.0, 2.5), at(4.5, -2.0)]);
        }
        Icon::Close => {
            line(vec![at(-4.5, -4.5), at(4.5, 4.5)]);
            line(vec![at(4.5, -4.5), at(-4.5, 4.5)]);
        }
        Icon::Plus => {
            line(vec![at(-5.0, 0.0), at(5.0, 0.0)]);
            line(vec![at(0.0, -5.0), at(0.0, 5.0)]);
        }
        Icon::Tick => {
            line(vec![at(-4.0, 0.0), at(-1.0, 3.0), at(4.5, -3.5)]);
        }
        Icon::Minus => {
            line(vec![at(-5.0, 0.0), at(5.0, 0.0)]);
        }
        Icon::LeftPanel | Icon::RightPanel => {
            let frame = Rect::from_center_size(center, vec2(14.0, 12.0));
            painter.rect_stroke(frame, 2, stroke, egui::StrokeKind::Inside);
            let x = if icon == Icon::LeftPanel { -2.5 } else { 2.5 };
            line(vec![at(x, -6.0), at(x, 6.0)]);
        }
        Icon::Fit => {
            for (x, y) in [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)] {
                line(vec![
                    at(6.0 * x, 2.0 * y),
                    at(6.0 * x, 5.5 * y),
                    at(2.5 * x, 5.5 * y),
                ]);
            }
        }
    }
}
