//! Icons of our own, drawn as lines: the fonts have few signs, and not the same on every system.

use crate::app::look::visuals::color;
use crate::layout::theme::{Role, Theme};
use egui::accesskit;
use egui::{
    Atom, Color32, Painter, Pos2, Rect, Response, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2,
};

/// A sign: how it is drawn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Icon(pub fn(&Pen<'_>));

/// Draws a sign of 14 points around a point.
pub(crate) struct Pen<'a> {
    painter: &'a Painter,
    center: Pos2,
    stroke: Stroke,
}

impl Pen<'_> {
    /// A line through points that are counted from the middle.
    pub(crate) fn line<const N: usize>(&self, points: [(f32, f32); N]) {
        self.path(points.to_vec());
    }

    fn path(&self, points: Vec<(f32, f32)>) {
        let at = |(x, y): (f32, f32)| pos2(self.center.x + x, self.center.y + y);
        let points = points.into_iter().map(at).collect();
        self.painter.add(Shape::line(points, self.stroke));
    }

    /// The frame of a panel.
    pub(crate) fn frame(&self) {
        let frame = Rect::from_center_size(self.center, vec2(14.0, 12.0));
        let inside = egui::StrokeKind::Inside;
        self.painter.rect_stroke(frame, 2, self.stroke, inside);
    }

    /// An arrow back, or forward where `side` is −1.
    fn turn(&self, side: f32) {
        let arc = (0..=14).map(|step| {
            let angle = std::f32::consts::PI * (-0.5 + step as f32 / 14.0);
            (side * (1.0 + 4.5 * angle.cos()), 0.5 + 4.0 * angle.sin())
        });
        self.path(arc.collect());
        self.line([(side, -3.5), (side * -5.5, -3.5)]);
        self.line([
            (side * -2.5, -6.5),
            (side * -5.5, -3.5),
            (side * -2.5, -0.5),
        ]);
        self.line([(side, 4.5), (side * -3.0, 4.5)]);
    }
}

impl Icon {
    /// An arrow back.
    pub(crate) const UNDO: Self = Self(|pen| pen.turn(1.0));
    /// An arrow forward.
    pub(crate) const REDO: Self = Self(|pen| pen.turn(-1.0));
    /// Up.
    pub(crate) const PREVIOUS: Self = Self(|pen| pen.line([(-5.0, 2.5), (0.0, -2.5), (5.0, 2.5)]));
    /// Down.
    pub(crate) const NEXT: Self = Self(|pen| pen.line([(-4.5, -2.0), (0.0, 2.5), (4.5, -2.0)]));
    /// A cross.
    pub(crate) const CLOSE: Self = Self(|pen| {
        pen.line([(-4.5, -4.5), (4.5, 4.5)]);
        pen.line([(4.5, -4.5), (-4.5, 4.5)]);
    });
    pub(crate) const PLUS: Self = Self(|pen| {
        pen.line([(-5.0, 0.0), (5.0, 0.0)]);
        pen.line([(0.0, -5.0), (0.0, 5.0)]);
    });
    pub(crate) const MINUS: Self = Self(|pen| pen.line([(-5.0, 0.0), (5.0, 0.0)]));
    /// A panel at the left.
    pub(crate) const LEFT_PANEL: Self = Self(|pen| {
        pen.frame();
        pen.line([(-2.5, -6.0), (-2.5, 6.0)]);
    });
    /// A panel at the right.
    pub(crate) const RIGHT_PANEL: Self = Self(|pen| {
        pen.frame();
        pen.line([(2.5, -6.0), (2.5, 6.0)]);
    });
    /// A frame.
    pub(crate) const FIT: Self = Self(|pen| {
        for (x, y) in [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)] {
            pen.line([(6.0 * x, 2.0 * y), (6.0 * x, 5.5 * y), (2.5 * x, 5.5 * y)]);
        }
    });
    /// It is on.
    pub(crate) const TICK: Self = Self(|pen| pen.line([(-4.0, 0.0), (-1.0, 3.0), (4.5, -3.5)]));
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
        draw(ui.painter(), Icon::NEXT, args.rect.center(), ink);
    })
}

/// Draws an icon of 14 points around a point.
pub(crate) fn draw(painter: &Painter, icon: Icon, center: Pos2, ink: Color32) {
    let stroke = Stroke::new(1.6, ink);
    (icon.0)(&Pen {
        painter,
        center,
        stroke,
    });
}
