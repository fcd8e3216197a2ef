//! Two canvases side by side, as the desk and the window of the audience: what one does costs the other
//! nothing.
#![cfg(test)]

use egui::{Context, Event, RawInput, Rect, ViewportId, pos2, vec2};
use std::sync::Arc;
use value_journey::canvas::{Camera, Canvas, Catcher, Highlights, Shown, Style};
use value_journey::edit::{self, Selection};
use value_journey::layout::{Framing, Layouter, View, fonts};
use value_journey::model::{Decimal, Project};

struct Surface {
    canvas: Canvas,
    layouter: Layouter,
    camera: Camera,
    framing: Framing,
}

impl Surface {
    fn new(name: &str, framing: Framing) -> Self {
        Self {
            canvas: Canvas::new(name),
            layouter: Layouter::new(),
            camera: Camera::default(),
            framing,
        }
    }

    fn show(&mut self, ui: &mut egui::Ui, project: &Arc<Project>, view: View) {
        let sheet = self.layouter.sheet(project, view, &self.framing);
        let shown = Shown {
            sheet: &sheet,
            project,
            selection: &Selection::default(),
            style: Style::default(),
            highlights: &Highlights::default(),
            camera: &mut self.camera,
            words: &mut self.layouter.setter.words,
            column: self.framing.column,
            is_editable: false,
            is_behind_dialog: false,
        };
        self.canvas.show(ui, shown);
    }

    /// Sheets made, cells laid out, words shaped since the beginning.
    fn work(&self) -> [usize; 3] {
        let layouter = &self.layouter;
        let words = layouter.setter.words.shaped_words();
        [layouter.sheets_made(), layouter.cells_made(), words]
    }
}

fn frame(ctx: &Context, surfaces: &mut [Surface; 2], project: &Arc<Project>, view: View) {
    let input = RawInput {
        screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1600.0, 900.0))),
        ..RawInput::default()
    };
    let output = ctx.run_ui(input, |ui| {
        ui.columns(2, |columns| {
            for (ui, surface) in columns.iter_mut().zip(surfaces.iter_mut()) {
                surface.show(ui, project, view);
            }
        });
    });
    output.drop_without_applying_deltas();
}

#[test]
fn a_second_surface_costs_nothing_while_nothing_changes() {
    let bytes = include_bytes!("../assets/examples/tool-rental.vjourney");
    let mut project = Arc::new(value_journey::file::read(bytes).unwrap());
    let view = View::journey(project.journeys[0].id);
    let presented = Framing {
        em: 30.0,
        is_folded: true,
        has_prompts: false,
        ..Framing::desk()
    };
    let mut surfaces = [
        Surface::new("desk", Framing::desk()),
        Surface::new("audience", presented),
    ];
    let ctx = Context::default();
    ctx.set_fonts(fonts::definitions());
    for _ in 0..3 {
        frame(&ctx, &mut surfaces, &project, view);
    }
    let before = surfaces.each_ref().map(Surface::work);
    assert_eq!([before[0][0], before[1][0]], [1, 1], "one sheet each");
    for _ in 0..10 {
        frame(&ctx, &mut surfaces, &project, view);
    }
    assert_eq!(surfaces.each_ref().map(Surface::work), before);

    // What only one of them shows otherwise is laid out there alone.
    surfaces[0].framing.column += 1.0;
    frame(&ctx, &mut surfaces, &project, view);
    assert_eq!(surfaces[0].work()[0], 2);
    assert_eq!(surfaces[1].work(), before[1]);

    // A change is laid out once on each, and costs the desk the one cell that it changes.
    let (place, note) = project
        .all_notes()
        .find(|(place, _)| place.is_scored())
        .map(|(place, note)| (place, note.id))
        .unwrap();
    edit::Score::one(place, note, Some(Decimal::ZERO)).make(Arc::make_mut(&mut project));
    let cells = surfaces.each_ref().map(|surface| surface.work()[1]);
    for _ in 0..3 {
        frame(&ctx, &mut surfaces, &project, view);
    }
    assert_eq!(surfaces.each_ref().map(|surface| surface.work()[0]), [3, 2]);
    let after = surfaces.each_ref().map(|surface| surface.work()[1]);
    assert!(after[0] - cells[0] <= 4, "{cells:?} {after:?}");
    assert_eq!(after[1], cells[1], "folded, no cell of notes is laid out");
}

#[test]
fn keys_are_caught_in_the_window_whose_canvas_wants_them() {
    let ctx = Context::default();
    ctx.add_plugin(Catcher::default());
    let pass = |window: ViewportId, typed: &str, wants_keys: bool| {
        let events = vec![Event::Text(typed.to_owned())];
        let input = RawInput {
            viewport_id: window,
            viewports: std::iter::once((window, egui::ViewportInfo::default())).collect(),
            events,
            ..RawInput::default()
        };
        let mut caught = Vec::new();
        let output = ctx.run_ui(input, |ui| {
            caught = Catcher::take(ui.ctx());
            Catcher::set(ui.ctx(), wants_keys);
        });
        output.drop_without_applying_deltas();
        caught
    };
    let audience = ViewportId::from_hash_of("audience");
    assert_eq!(pass(ViewportId::ROOT, "a", true), []);
    assert_eq!(pass(audience, "b", false), []);
    assert_eq!(
        pass(ViewportId::ROOT, "c", true),
        [Event::Text("c".to_owned())]
    );
    assert_eq!(pass(audience, "d", false), []);
}
