//! The card of the scoring pass: beside the note it is about, over neither the note nor its column.

use crate::app::commands::Asks;
use crate::app::desk::Desk;
use crate::app::desk::scoring::Pass;
use crate::app::look::visuals::{bold, color, size};
use crate::app::work::state::State;
use crate::layout::theme::Role;
use crate::model::{Decimal, Id, Note, Place, Project, Target, cut};
use egui::accesskit;
use egui::{
    Align, Area, Button, Color32, Frame, Id as WidgetId, Layout, Margin, Order, Pos2, Rect,
    RichText, Shadow, Shape, Stroke, Ui, Vec2, WidgetInfo, WidgetText, pos2, vec2,
};

/// Between the card and the column beside it, in points.
const GAP: f32 = 14.0;
/// Width of the card where there is room, and the least it needs, in points.
const WIDTH: (f32, f32) = (312.0, 232.0);
/// Height of an answer in points: a finger finds it.
const ANSWER: f32 = 34.0;
/// More answers than this stand side by side.
const MOST_IN_LIST: usize = 6;
/// Most letters of the note's text.
const LETTERS: usize = 200;
/// A canvas lower than this in points has answers side by side and shorter texts.
const LOW: f32 = 460.0;

/// So many scales of the card for each doubling of the smallest.
const SCALES: f32 = 8.0;

/// How the card is drawn.
#[derive(Clone, Copy)]
struct Look {
    /// Points a point at the desk.
    scale: f32,
    /// The canvas is low.
    is_low: bool,
}

/// Where the note stands on the screen.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Standing {
    pub canvas: Rect,
    /// The card of the note.
    pub note: Rect,
    /// Its column, from the heading down to its bar.
    pub column: Rect,
    /// The part of the canvas where notes are seen; bars stand below it.
    pub notes: Rect,
}

impl Standing {
    /// Where a card of this size stands beside the note: right of its column, or left of it, or else
    /// above or below the note.
    fn beside(&self, size: Vec2) -> Rect {
        let inside = self.canvas.shrink(4.0);
        let right = self.column.max.x + GAP;
        let left = self.column.min.x - GAP - size.x;
        let y = self.note.center().y - size.y / 2.0;
        let at = if right + size.x <= inside.max.x {
            pos2(right, y)
        } else if left >= inside.min.x {
            pos2(left, y)
        } else {
            let x = self.note.center().x - size.x / 2.0;
            let below = self.note.max.y + GAP;
            let above = self.note.min.y - GAP - size.y;
            if below + size.y <= self.notes.max.y || above < inside.min.y {
                pos2(x, below)
            } else {
                pos2(x, above)
            }
        };
        let most = (inside.max - size).max(inside.min);
        Rect::from_min_size(at.clamp(inside.min, most), size)
    }

    /// Width of the room beside the column.
    fn beside_column(&self) -> f32 {
        let right = self.canvas.max.x - self.column.max.x;
        let left = self.column.min.x - self.canvas.min.x;
        right.max(left) - GAP - 4.0
    }

    /// How wide a card of this scale can be without covering the column.
    fn width(&self, scale: f32) -> f32 {
        let room = self.beside_column();
        if room >= WIDTH.1 * scale {
            room.min(WIDTH.0 * scale)
        } else {
            // Panels may leave the canvas no width at all.
            (WIDTH.0 * scale).min((self.canvas.width() - 8.0).max(WIDTH.1))
        }
    }

    /// The scale of the card beside text of this size, when it is so high at the desk: as large as the
    /// notes, where the window has room for it.
    fn scale(&self, text: f32, height: f32) -> f32 {
        let room = self.beside_column();
        let most = if room >= WIDTH.1 {
            (room / WIDTH.1).min((self.canvas.height() - 8.0) / height)
        } else {
            let below = self.notes.max.y - self.note.max.y;
            let above = self.note.min.y - self.canvas.min.y;
            let across = (self.canvas.width() - 8.0) / WIDTH.0;
            across.min((below.max(above) - GAP - 4.0) / height)
        };
        // Each size of letters is a set of bitmaps.
        let scale = (text / size::BODY).min(most).max(1.0);
        (scale * SCALES).floor() / SCALES
    }
}

/// Shows the pass, and asks for what was clicked. It ends when its note is gone or something else was
/// selected.
pub(crate) fn pass(ui: &Ui, desk: &mut Desk, asks: &mut Asks) {
    desk.state.follow_scoring();
    let scoring = desk.state.open.scoring.as_ref();
    let standing = scoring.and_then(|scoring| standing(desk, scoring.note()?));
    if let Some(pass) = show(ui, &desk.state, standing) {
        asks.act(move |desk| desk.pass(pass));
    }
}

/// Where a note stands on the screen, and what belongs to it.
fn standing(desk: &Desk, note: Id) -> Option<Standing> {
    let geometry = desk.canvas.geometry()?;
    let canvas = geometry.window;
    let found = desk.sheet.as_ref()?.find(Target::Note(note));
    // A note of a row that is not shown stands nowhere: the card is at the left then.
    let nowhere = Rect::from_min_max(canvas.left_center(), canvas.left_center());
    let (note, column) = found.map_or((nowhere, nowhere), |(cell, block)| {
        (geometry.inside(cell, block.rect), geometry.cell(cell))
    });
    Some(Standing {
        canvas,
        note,
        column: Rect::from_x_y_ranges(column.x_range(), canvas.y_range()),
        notes: geometry.middle,
    })
}

/// Gives back what was clicked.
fn show(ui: &Ui, state: &State, standing: Option<Standing>) -> Option<Pass> {
    let scoring = state.open.scoring.as_ref()?;
    let standing = standing?;
    let project = state.document.project();
    let id = scoring.note()?;
    let place = state.document.places().of(id)?;
    let note = state.document.places().note(project, id)?;
    let theme = state.style.theme;
    let is_low = standing.canvas.height() < LOW;
    let view = state.view_state()?;
    let letters = view.framing.em * view.camera.zoom;
    let scale = standing.scale(letters, usual_height(ui, project, place, note));
    let (look, width) = (Look { scale, is_low }, standing.width(scale));
    let area_id = WidgetId::unique("scoring");
    // Its height is known once it was shown.
    let height = ui
        .memory(|memory| memory.area_rect(area_id))
        .map_or(300.0, |rect| rect.height());
    let at = standing.beside(vec2(width, height));
    let area = Area::new(area_id)
        .order(Order::Foreground)
        .fixed_pos(at.min)
        .constrain_to(standing.canvas);
    let shown = area.show(ui.ctx(), |ui| {
        let frame = Frame::new()
            .fill(color(theme, Role::Panel))
            .stroke(Stroke::new(1.5, color(theme, Role::Ring)))
            .corner_radius(8)
            .shadow(if state.style.is_plain {
                Shadow::NONE
            } else {
                ui.visuals().popup_shadow
            })
            .inner_margin(Margin::same(if is_low { 10.0 } else { 16.0 * scale } as i8));
        let scope = ui.scope(|ui| {
            let margin = frame.total_margin().sum().x;
            frame
                .show(ui, |ui| {
                    ui.set_width(width - margin);
                    enlarge(ui, scale);
                    head(ui, state, place, (scoring.at + 1, scoring.notes.len()));
                    ui.add_space(if is_low { 2.0 } else { 6.0 * scale });
                    text(ui, note, look);
                    ui.add_space(if is_low { 4.0 } else { 10.0 * scale });
                    let answer = answers(ui, state, place, note, look);
                    ui.add_space(if is_low { 2.0 } else { 8.0 * scale });
                    answer.or(foot(ui, look))
                })
                .inner
        });
        let group = || WidgetInfo::labeled(accesskit::Role::Group, true, question(place));
        scope.response.widget_info(group);
        scope.inner
    });
    if shown.response.rect.height() != height {
        ui.ctx().request_repaint();
    }
    pointer(ui, state, shown.response.rect, standing.note);
    shown.inner
}

/// Text and the room around it, in another scale.
fn enlarge(ui: &mut Ui, scale: f32) {
    let style = ui.style_mut();
    for font in style.text_styles.values_mut() {
        font.size *= scale;
    }
    style.spacing.item_spacing *= scale;
    style.spacing.button_padding *= scale;
    style.spacing.interact_size *= scale;
}

/// How high the card is at the desk, where it is narrowest.
fn usual_height(ui: &Ui, project: &Project, place: Place, note: &Note) -> f32 {
    /// Everything but the text and the answers.
    const REST: f32 = 170.0;
    let font = bold(size::LARGE);
    let text = cut(&note.text, LETTERS);
    let galley = ui.fonts_mut(|fonts| fonts.layout(text, font, Color32::BLACK, WIDTH.1 - 36.0));
    let figures = place.figures(&project.scale);
    let answers = figures.map_or(0, |figures| figures.len()).min(MOST_IN_LIST);
    galley.size().y + answers as f32 * (ANSWER + 6.0) + REST
}

/// What is asked, for screen readers.
fn question(place: Place) -> &'static str {
    if place.has_severity() {
        "How bad is it?"
    } else {
        "Score the note"
    }
}

fn head(ui: &mut Ui, state: &State, place: Place, (at, of): (usize, usize)) {
    let weak = color(state.style.theme, Role::Weak);
    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
        ui.label(RichText::new(format!("{at} of {of}")).color(weak));
        ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
            let name = state.document.project().place_name(place);
            ui.add(egui::Label::new(RichText::new(name).color(weak)).truncate());
        });
    });
}

fn text(ui: &mut Ui, note: &Note, look: Look) {
    let (letters, size) = if look.is_low {
        (60, size::HEADING)
    } else {
        (LETTERS, size::LARGE)
    };
    let text = cut(&note.text, letters);
    let label = ui.label(RichText::new(&text).font(bold(size * look.scale)));
    label.widget_info(|| WidgetInfo::labeled(accesskit::Role::Status, true, &text));
}

/// The answers with the words of the scale: one below the other, or side by side.
fn answers(ui: &mut Ui, state: &State, place: Place, note: &Note, look: Look) -> Option<Pass> {
    let Look { scale, is_low } = look;
    let (project, theme) = (state.document.project(), state.style.theme);
    let figures = place.figures(&project.scale)?;
    let is_list = !is_low && figures.len() <= MOST_IN_LIST;
    let layout = if is_list {
        Layout::top_down_justified(Align::LEFT)
    } else {
        Layout::left_to_right(Align::Min).with_main_wrap(true)
    };
    let mut chosen = None;
    ui.scope(|ui| {
        let visuals = ui.visuals_mut();
        visuals.widgets.inactive.weak_bg_fill = visuals.widgets.inactive.bg_fill;
        // The present one is in the colour of what is selected, which is nobody's gain or loss.
        visuals.selection.bg_fill = color(theme, Role::Ring);
        visuals.selection.stroke.color = color(theme, Role::Canvas);
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0) * scale;
        ui.with_layout(layout, |ui| {
            for figure in figures {
                let word = place.figure_word(&project.scale, figure).unwrap_or("");
                let is_present = place.figure_of(note) == Some(Decimal::whole(i32::from(figure)));
                let digit = RichText::new(figure.to_string()).font(bold(size::LARGE * scale));
                let word = RichText::new(word).size(size::HEADING * scale);
                let button = if word.is_empty() {
                    Button::new(digit)
                } else {
                    Button::new((WidgetText::from(digit), WidgetText::from(word)))
                };
                let button = button
                    .gap(12.0 * scale)
                    .selected(is_present)
                    .min_size(vec2(ANSWER + 4.0, ANSWER) * scale);
                if ui.add(button).clicked() {
                    chosen = Some(Pass::Score(figure));
                }
            }
        });
    });
    chosen
}

fn foot(ui: &mut Ui, look: Look) -> Option<Pass> {
    let Look { scale, is_low } = look;
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        for (name, hint, action) in [
            ("Back", "Backspace", Pass::Back),
            ("Leave open", "Space", Pass::Skip),
            ("End", "Esc", Pass::End),
        ] {
            let response = ui.add(Button::new(name).min_size(vec2(0.0, 28.0 * scale)));
            if response.clicked() {
                chosen = Some(action);
            }
            // Otherwise the line below says it, which a hint would cover.
            if is_low {
                response.on_hover_text(hint);
            }
        }
    });
    if !is_low {
        ui.add_space(2.0);
        let keys = "A digit answers and goes on. Backspace goes back, Space leaves open, Esc ends.";
        ui.label(RichText::new(keys).weak().small());
    }
    chosen
}

/// The corner that points at the note.
fn pointer(ui: &Ui, state: &State, card: Rect, note: Rect) {
    const SIDE: f32 = 9.0;
    let y = note.center().y.clamp(card.min.y + 16.0, card.max.y - 16.0);
    let (base, tip): (f32, f32) = if card.min.x >= note.max.x {
        (card.min.x + 0.5, -SIDE)
    } else if card.max.x <= note.min.x {
        (card.max.x - 0.5, SIDE)
    } else {
        return;
    };
    let theme = state.style.theme;
    let points: Vec<Pos2> = vec![
        pos2(base, y - SIDE),
        pos2(base + tip, y),
        pos2(base, y + SIDE),
    ];
    let layer = egui::LayerId::new(Order::Foreground, WidgetId::unique("scoring"));
    let painter = ui.ctx().layer_painter(layer);
    let fill = color(theme, Role::Panel);
    painter.add(Shape::convex_polygon(points.clone(), fill, Stroke::NONE));
    let ring = Stroke::new(1.5, color(theme, Role::Ring));
    painter.add(Shape::line(points, ring));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(column: (f32, f32), canvas: f32) -> Standing {
        let canvas = Rect::from_min_size(Pos2::ZERO, vec2(canvas, 600.0));
        let column = Rect::from_x_y_ranges(column.0..=column.1, 0.0..=600.0);
        Standing {
            canvas,
            note: Rect::from_x_y_ranges(column.x_range().shrink(4.0), 200.0..=240.0),
            column,
            notes: Rect::from_x_y_ranges(canvas.x_range(), 40.0..=420.0),
        }
    }

    #[test]
    fn the_card_stands_right_of_the_column_else_left_else_above_or_below_the_note() {
        let size = vec2(300.0, 200.0);
        let right = standing((100.0, 250.0), 1000.0);
        assert_eq!(right.beside(size).min.x, 250.0 + GAP);
        let left = standing((800.0, 950.0), 1000.0);
        assert_eq!(left.beside(size).max.x, 800.0 - GAP);
        let wide = standing((100.0, 900.0), 1000.0);
        let at = wide.beside(vec2(300.0, 150.0));
        assert!(at.min.y >= wide.note.max.y && at.max.y <= wide.notes.max.y);
        for (standing, at) in [(right, right.beside(size)), (left, left.beside(size))] {
            assert!(!at.intersects(standing.column), "over the column");
            assert!((at.center().y - standing.note.center().y).abs() < 1.0);
        }
    }

    #[test]
    fn the_card_grows_with_the_notes_as_far_as_the_window_has_room() {
        let roomy = standing((100.0, 250.0), 1000.0);
        assert_eq!(
            roomy.scale(10.0, 200.0),
            1.0,
            "never smaller than at the desk"
        );
        assert_eq!(roomy.scale(28.0, 200.0), 2.0, "as large as the notes");
        let scale = roomy.scale(90.0, 200.0);
        assert!(scale > 2.0 && scale * 200.0 <= 600.0, "{scale}");
        let at = roomy.beside(vec2(roomy.width(scale), 200.0 * scale));
        assert!(!at.intersects(roomy.column), "over the column");
        let tight = standing((100.0, 900.0), 1000.0);
        assert_eq!(tight.scale(90.0, 300.0), 1.0, "over no note");
    }

    #[test]
    fn between_panels_that_leave_no_canvas_the_card_keeps_its_least_width() {
        let none = standing((0.0, 0.0), 0.0);
        assert_eq!(none.width(1.0), WIDTH.1);
    }

    #[test]
    fn the_card_is_narrower_rather_than_over_the_column() {
        let narrow = standing((126.0, 376.0), 640.0);
        assert!(narrow.width(1.0) < WIDTH.0 && narrow.width(1.0) >= WIDTH.1);
        let at = narrow.beside(vec2(narrow.width(1.0), 200.0));
        assert!(!at.intersects(narrow.column));
    }
}
