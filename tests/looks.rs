//! What is on the screen is really there: every letter, in every theme, after every switch.
#![cfg(test)]

mod common;

use common::Driver;
use egui::accesskit::Role as Heard;
use egui::epaint::{ClippedShape, RectShape, Vertex};
use egui::{Event, Key, Modifiers, Pos2, Rect, Shape, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use value_journey::app::commands;
use value_journey::canvas::Style;
use value_journey::edit::Cursor;
use value_journey::layout::View;
use value_journey::layout::theme::{Role, Theme};
use value_journey::model::{Lane, Row, Target};

#[expect(
    clippy::redundant_closure_for_method_calls,
    reason = "the method is of one lifetime only"
)]
/// The bitmaps of all letters on the screen, in their order.
fn letters(driver: &Driver) -> Vec<Vec<u8>> {
    let image = driver.harness.ctx.fonts(|fonts| fonts.image());
    let [width, height] = image.size.map(|side| side as f32);
    let mut letters = Vec::new();
    for ClippedShape { shape, .. } in &driver.harness.output().shapes {
        let Shape::Mesh(mesh) = shape else { continue };
        for quad in mesh.vertices.chunks_exact(4) {
            let (min, max) = (quad[0].uv, quad[3].uv);
            let columns = (min.x * width).round() as usize..(max.x * width).round() as usize;
            let rows = (min.y * height).round() as usize..(max.y * height).round() as usize;
            if columns.len() < 2 || rows.len() < 2 {
                continue;
            }
            let places = rows.flat_map(|y| columns.clone().map(move |x| y * image.size[0] + x));
            letters.push(places.map(|at| image.pixels[at].a()).collect());
        }
    }
    letters
}

#[test]
fn letters_are_the_same_after_the_theme_was_switched() {
    for theme in [Theme::Dark, Theme::HighContrast] {
        let open = || {
            let mut driver = Driver::start_sized(1280.0, 720.0);
            // As graphics drivers say: all letters fit into few rows of the atlas.
            driver.harness.input_mut().max_texture_side = Some(16_384);
            driver
        };
        let mut fresh = open();
        fresh.run(commands::SET_THEME.with(theme));
        fresh.open_example("tool-rental");
        let mut switched = open();
        switched.open_example("tool-rental");
        switched.run(commands::SET_THEME.with(theme));
        // News go by themselves.
        for driver in [&mut fresh, &mut switched] {
            driver.run(&commands::TOGGLE_SHAPE);
            driver.run(&commands::TOGGLE_SHAPE);
        }
        let (fresh, switched) = (letters(&fresh), letters(&switched));
        assert!(fresh.len() > 300, "{} letters", fresh.len());
        assert!(fresh == switched, "letters changed in {}", theme.label());
    }
}

#[test]
fn letters_are_there_at_every_zoom_and_after_the_atlas_was_full() {
    let mut driver = Driver::open("service");
    for round in 0..60 {
        driver.run(if round % 20 < 10 {
            &commands::ZOOM_IN
        } else {
            &commands::ZOOM_OUT
        });
        let letters = letters(&driver);
        let blank = letters
            .iter()
            .filter(|letter| letter.iter().all(|ink| *ink < 64))
            .count();
        assert_eq!(blank, 0, "of {} letters in round {round}", letters.len());
    }
}

/// Every rectangle on the screen, in the order it is drawn.
fn rectangles(driver: &Driver) -> Vec<RectShape> {
    fn collect(shape: &Shape, found: &mut Vec<RectShape>) {
        match shape {
            Shape::Rect(rect) => found.push(rect.clone()),
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    for ClippedShape { shape, .. } in &driver.harness.output().shapes {
        collect(shape, &mut found);
    }
    found
}

fn color(theme: Theme, role: Role) -> egui::Color32 {
    let style = Style {
        theme,
        is_plain: false,
    };
    style.color(role)
}

fn note_rect(driver: &Driver, text: &str) -> Rect {
    driver.rect_of(Target::Note(driver.note(text).id))
}

fn is_near(one: Rect, other: Rect) -> bool {
    (one.min - other.min).length() < 1.5 && (one.max - other.max).length() < 1.5
}

/// The rings around a rectangle, thinnest first.
fn rings(driver: &Driver, theme: Theme, rect: Rect) -> Vec<f32> {
    let ring = color(theme, Role::Ring);
    let around = rectangles(driver).into_iter().filter(|shape| {
        shape.stroke.color == ring
            && shape.stroke.width > 0.0
            && is_near(shape.rect, rect)
            && shape.stroke_kind == egui::StrokeKind::Outside
    });
    let mut widths: Vec<f32> = around.map(|shape| shape.stroke.width).collect();
    widths.sort_by(f32::total_cmp);
    widths
}

#[test]
fn what_is_selected_keeps_its_colour_and_gets_a_ring_and_a_tick() {
    for theme in Theme::ALL {
        let mut driver = Driver::open("tool-rental");
        driver.run(commands::SET_THEME.with(theme));
        let texts = ["129 € at once", "Twelve drills, which one?"];
        let rects = texts.map(|text| note_rect(&driver, text));
        let fills = |driver: &Driver| {
            rects.map(|rect| {
                let shapes = rectangles(driver);
                let card = shapes.iter().rev().find(|shape| {
                    is_near(shape.rect, rect) && shape.fill != egui::Color32::TRANSPARENT
                });
                card.map(|card| card.fill)
            })
        };
        let ticks = |driver: &Driver, rect: Rect| {
            let shapes = &driver.harness.output().shapes;
            let is_tick = |shape: &Shape| {
                matches!(shape, Shape::Circle(circle) if circle.fill == color(theme, Role::Ring)
                    && circle.center.distance(rect.min) < 4.0)
            };
            shapes
                .iter()
                .filter(|clipped| is_tick(&clipped.shape))
                .count()
        };
        let before = fills(&driver);
        assert_eq!(before[0], Some(color(theme, Role::CostCard)));
        driver.click_note(texts[0]);
        driver
            .harness
            .event(Event::ModifiersChanged(Modifiers::SHIFT));
        driver.click_note(texts[1]);
        driver
            .harness
            .event(Event::ModifiersChanged(Modifiers::NONE));
        driver.harness.run();
        assert!(driver.says("2 notes selected"));
        assert_eq!(fills(&driver), before, "{theme:?}");
        for rect in rects {
            assert_eq!(rings(&driver, theme, rect).len(), 1, "{theme:?}: one ring");
            assert_eq!(ticks(&driver, rect), 1, "{theme:?}: one tick");
        }
        let good = [Role::Good, Role::GoodCard].map(|role| color(theme, role));
        assert!(!good.contains(&color(theme, Role::Ring)));
    }
}

#[test]
fn there_is_one_focus_ring_wherever_the_keys_go() {
    let mut driver = Driver::open("tool-rental");
    driver.click_note("129 € at once");
    let rect = note_rect(&driver, "129 € at once");
    assert_eq!(rings(&driver, Theme::Light, rect), [2.5]);
    // Its text is being typed: still one.
    driver.press(Key::Enter);
    assert_eq!(rings(&driver, Theme::Light, rect), [2.5]);
    driver.press(Key::Enter);
    // The keys go to a field of the inspector: the note is selected and nothing more.
    driver
        .harness
        .get_by(|node| {
            node.role() == Heard::TextInput && node.label().is_some_and(|label| label == "Source")
        })
        .focus();
    driver.harness.run();
    assert_eq!(rings(&driver, Theme::Light, rect), [1.5]);
    // A heading, too.
    driver.open_example("tool-rental");
    let step = Target::StepName(driver.step_named("Get"));
    driver.click_at(driver.rect_of(step).center());
    let ring = color(Theme::Light, Role::Ring);
    let around = |driver: &Driver| {
        let shapes = rectangles(driver).into_iter();
        shapes
            .filter(|shape| shape.stroke.color == ring && shape.stroke.width >= 2.0)
            .count()
    };
    assert_eq!(around(&driver), 1);
    driver.press(Key::F2);
    assert_eq!(around(&driver), 1);
}

/// The letters inside a rectangle, as the corners of their bitmaps on the screen: of text that is drawn
/// and of text that is being typed.
fn letters_in(driver: &Driver, inside: Rect) -> Vec<Rect> {
    let mut found = Vec::new();
    let mut quads = |vertices: &[Vertex], offset: egui::Vec2| {
        for quad in vertices.chunks_exact(4) {
            let rect = Rect::from_two_pos(quad[0].pos + offset, quad[3].pos + offset);
            if rect.is_positive() && inside.contains(rect.center()) {
                found.push(rect);
            }
        }
    };
    for ClippedShape {
        shape, clip_rect, ..
    } in &driver.harness.output().shapes
    {
        if !clip_rect.intersects(inside) {
            continue;
        }
        match shape {
            Shape::Mesh(mesh) => {
                let is_text = mesh
                    .vertices
                    .iter()
                    .any(|vertex| vertex.uv != mesh.vertices[0].uv);
                if is_text {
                    quads(&mesh.vertices, egui::Vec2::ZERO);
                }
            }
            Shape::Text(text) => {
                for row in &text.galley.rows {
                    let glyphs = row.visuals.glyph_vertex_range.clone();
                    let offset = text.pos.to_vec2() + row.pos.to_vec2();
                    quads(&row.visuals.mesh.vertices[glyphs], offset);
                }
            }
            _ => {}
        }
    }
    found
}

/// Where the ink of a text begins and ends.
fn ink(driver: &Driver, inside: Rect) -> Rect {
    let letters = letters_in(driver, inside);
    assert!(!letters.is_empty(), "there are letters in {inside}");
    letters
        .into_iter()
        .reduce(Rect::union)
        .unwrap_or(Rect::NOTHING)
}

/// The texts that can be edited in a view, of each kind one with words in it.
fn editable(driver: &Driver, view: View) -> Vec<Target> {
    let project = driver.project();
    let sheet = driver.harness.state().sheet().expect("a sheet").clone();
    let blocks = sheet.cells.iter().flat_map(|cell| &cell.content.blocks);
    let targets =
        blocks.filter(|block| block.kind != value_journey::layout::sheet::BlockKind::Prompt);
    let mut seen = std::collections::HashSet::new();
    let mut found = Vec::new();
    for target in targets.filter_map(|block| block.target) {
        let text = target.read(project).unwrap_or_default();
        let place = target.note().and_then(|id| {
            let (place, note) = project.all_notes().find(|(_, note)| note.id == id)?;
            Some((
                place.has_severity(),
                place.is_scored(),
                note.score,
                note.severity,
            ))
        });
        let kind = (std::mem::discriminant(&target), place, view);
        if !text.trim().is_empty() && seen.insert(kind) {
            found.push(target);
        }
    }
    found
}

#[test]
fn text_stays_where_it_is_when_editing_begins_and_ends() {
    let mut compared = 0;
    for (width, height) in [(1600.0, 1000.0), (1920.0, 1080.0), (1024.0, 768.0)] {
        for name in ["tool-rental", "service", "eight-stages"] {
            let mut driver = Driver::start_sized(width, height);
            driver.open_example(name);
            for view in View::all(driver.project()) {
                driver.run(commands::SHOW.with(view));
                for target in editable(&driver, view) {
                    let what = format!("{} of {name} at {width}", target.name(driver.project()));
                    driver.press_with(Modifiers::COMMAND, Key::Home);
                    // A text that is too small to be typed is shown larger while it is.
                    let seen = seen_at(&driver, target).filter(|_| !is_small(&driver, target));
                    let Some(rect) = seen else { continue };
                    let at_rest = ink(&driver, rect);
                    driver.click_at(rect.center());
                    assert_eq!(seen_at(&driver, target), Some(rect), "{what} was scrolled");
                    let selected = ink(&driver, rect);
                    driver.press(Key::F2);
                    let editing = ink(&driver, rect);
                    driver.press(Key::Escape);
                    let after = ink(&driver, rect);
                    assert_eq!((selected, after), (at_rest, at_rest), "{what}");
                    // Letters of a field are drawn at their exact size, others at the next of sixteen.
                    let most = (0.05 * at_rest.width()).max(1.5);
                    // A figure is typed without its signs.
                    let (left, right) = if target.is_figure() {
                        let middles = (editing.center().x, at_rest.center().x, 1.5);
                        (middles, middles)
                    } else {
                        (
                            (editing.min.x, at_rest.min.x, 1.5),
                            (editing.max.x, at_rest.max.x, most),
                        )
                    };
                    for (one, other, most) in [
                        left,
                        right,
                        (editing.min.y, at_rest.min.y, 1.5),
                        (editing.max.y, at_rest.max.y, 1.5),
                    ] {
                        assert!(
                            (one - other).abs() <= most,
                            "{what}: {at_rest} at rest, {editing} while it is edited"
                        );
                    }
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 30, "{compared} texts");
}

/// Where a block stands, when all of it is seen.
fn seen_at(driver: &Driver, target: Target) -> Option<Rect> {
    let state = driver.harness.state();
    let (cell, block) = state.sheet()?.find(target)?;
    let geometry = state.canvas().geometry()?;
    let rect = geometry.inside(cell, block.rect);
    let region = geometry.region(cell.bands);
    region.expand(0.5).contains_rect(rect).then_some(rect)
}

/// Whether a text is drawn smaller than what is typed ever is.
fn is_small(driver: &Driver, target: Target) -> bool {
    let state = driver.harness.state();
    let sheet = state.sheet().expect("a sheet");
    let (cell, block) = sheet.find(target).expect("it is shown");
    let geometry = state.canvas().geometry().expect("it was shown");
    let scale = geometry.text_scale(cell.bands);
    let is_narrow = geometry.scale(cell.bands).x < scale;
    block.size * scale < if is_narrow { 15.0 } else { 11.0 }
}

#[test]
fn the_scoring_card_stands_beside_what_it_changes() {
    for (width, height) in [
        (1024.0, 768.0),
        (1280.0, 720.0),
        (1920.0, 1080.0),
        (640.0, 360.0),
    ] {
        for (name, is_map) in [
            ("tool-rental", false),
            ("service", false),
            ("tool-rental", true),
        ] {
            let mut driver = Driver::start_sized(width, height);
            driver.open_example(name);
            if is_map {
                let map = View::value_map(driver.project().value_maps[0].id);
                driver.run(commands::SHOW.with(map));
            }
            driver.press(Key::F8);
            let count = driver.state().notes_to_score().count();
            assert!(count > 3);
            for at in 1..=count {
                let what = format!("note {at} of {name} at {width} by {height}");
                let question = if is_map {
                    "How bad is it?"
                } else {
                    "Score the note"
                };
                let card = driver
                    .harness
                    .get_by_role_and_label(Heard::Group, question)
                    .rect();
                let geometry = driver
                    .harness
                    .state()
                    .canvas()
                    .geometry()
                    .copied()
                    .expect("it");
                assert!(
                    geometry.window.expand(1.0).contains_rect(card),
                    "{what}: {card}"
                );
                let Cursor::At(target @ Target::Note(_)) = driver.cursor() else {
                    panic!("{what}: no note");
                };
                let note = driver.rect_of(target);
                assert!(
                    !card.intersects(note),
                    "{what}: {card} over the note {note}"
                );
                let state = driver.state();
                let place = target.note().and_then(|id| state.document.places().of(id));
                let column = driver.rect_of_cell(place.expect("a place")).x_range();
                let right = geometry.window.max.x - column.max;
                if right.max(column.min - geometry.window.min.x) > 262.0 {
                    assert!(
                        card.min.x >= column.max || card.max.x <= column.min,
                        "{what}: {card} over the column of {note}"
                    );
                    let apart = (card.min.x - column.max).max(column.min - card.max.x);
                    assert!(apart < 40.0, "{what}: {card} is far from {note}");
                }
                driver.press(Key::Space);
            }
        }
    }
}

#[test]
fn the_answers_of_the_scoring_card_are_buttons_with_the_words_of_the_scale() {
    for (width, height) in [(1280.0, 720.0), (640.0, 360.0)] {
        let mut driver = Driver::start_sized(width, height);
        driver.open_example("tool-rental");
        driver.press(Key::F8);
        for answer in ["0 no difference", "1 slight", "2 clear", "3 major"] {
            let button = driver
                .harness
                .get_by_role_and_label(Heard::Button, answer)
                .rect();
            assert!(
                button.height() >= 24.0 && button.width() >= 24.0,
                "{button}"
            );
            // It is seen as one: a face and an edge of its own.
            let face = rectangles(&driver).into_iter().find(|shape| {
                is_near(shape.rect, button) && shape.fill != color(Theme::Light, Role::Panel)
            });
            let face = face.unwrap_or_else(|| panic!("{answer} looks like text"));
            assert!(face.stroke.width >= 1.0, "{answer} has no edge");
        }
        driver.click("2 clear");
        assert_eq!(driver.score("No appointment, no one to ask"), Some(2.0));
        assert!(driver.says("2 of 28"));
    }
}

#[test]
fn a_dragged_card_follows_the_pointer_and_shows_where_it_will_land() {
    let mut driver = Driver::open("tool-rental");
    let text = "Carry it home on the bus";
    let rect = note_rect(&driver, text);
    let to = driver.rect_of_cell(driver.lane(0, 4, Lane::Benefits));
    let card = color(Theme::Light, Role::CostCard);
    let cards_at = |driver: &Driver, at: Rect| {
        let shapes = rectangles(driver).into_iter();
        shapes
            .filter(|shape| shape.fill == card && is_near(shape.rect, at))
            .count()
    };
    assert_eq!(cards_at(&driver, rect), 1);
    let letters = letters_in(&driver, rect).len();
    let hold = rect.min + vec2(9.0, 7.0);
    driver.harness.hover_at(hold);
    driver.harness.run();
    driver.harness.drag_at(hold);
    driver.harness.run();
    for at in [hold + vec2(30.0, 4.0), to.center() + vec2(0.0, 12.0)] {
        driver.harness.hover_at(at);
        driver.harness.run();
        let carried = Rect::from_min_size(at - vec2(9.0, 7.0), rect.size());
        assert_eq!(cards_at(&driver, carried), 1, "the card is at the pointer");
        assert!(
            letters_in(&driver, carried.expand(1.0)).len() >= letters,
            "with its text"
        );
        assert_eq!(cards_at(&driver, rect), 0, "and not where it was");
    }
    // The cell that is meant has an edge, and in it there is a place.
    let ring = color(Theme::Light, Role::Ring);
    let shapes = rectangles(&driver);
    assert!(
        shapes
            .iter()
            .any(|shape| shape.stroke.color == ring && is_near(shape.rect.expand(1.0), to)),
        "the cell is pointed out"
    );
    driver.press(Key::Escape);
    assert_eq!(cards_at(&driver, rect), 1, "Escape puts it back");
    driver.harness.drop_at(to.center());
    driver.harness.run();
    // A copy leaves the card where it is.
    driver
        .harness
        .event(Event::ModifiersChanged(Modifiers::COMMAND));
    driver.harness.drag_at(hold);
    driver.harness.run();
    driver.harness.hover_at(to.center());
    driver.harness.run();
    assert_eq!(cards_at(&driver, rect), 1);
    driver.press(Key::Escape);
    driver.harness.drop_at(to.center());
}

#[test]
fn a_digit_says_how_bad_a_friction_is_in_the_place_of_a_score() {
    let mut driver = Driver::open("tool-rental");
    let map = View::value_map(driver.project().value_maps[0].id);
    driver.run(commands::SHOW.with(map));
    let job = driver.project().value_maps[0].jobs[0].clone();
    for note in [&job.rows[Row::Friction][0], &job.rows[Row::ValueGaps][0]] {
        let before = driver.bytes();
        let severity = |driver: &Driver| driver.note(&note.text).severity;
        driver.click_note(&note.text);
        let rect = note_rect(&driver, &note.text);
        for (typed, wanted) in [("3", Some(3)), ("1", Some(1)), ("+", Some(2)), ("--", None)] {
            driver.type_slowly(typed);
            assert_eq!(severity(&driver), wanted, "after {typed}");
            assert_eq!(
                note_rect(&driver, &note.text),
                rect,
                "its text breaks as before"
            );
        }
        driver.type_slowly("7");
        assert_eq!(severity(&driver), None);
        assert!(
            driver
                .news()
                .last()
                .is_some_and(|news| news.contains("1 is a little"))
        );
        driver.type_slowly("2");
        assert!(driver.says(&format!("{}, severity 2", note.text)));
        // The digit stands where a score stands: at the top right of the card.
        let corner = Rect::from_min_max(
            Pos2::new(rect.max.x - 22.0, rect.min.y),
            Pos2::new(rect.max.x, rect.min.y + 26.0),
        );
        assert_eq!(letters_in(&driver, corner).len(), 1);
        while driver.state().document.undo_label().is_some() {
            driver.undo();
        }
        assert_eq!(driver.bytes(), before);
    }
}

#[test]
fn friction_and_gaps_are_scored_one_after_the_other() {
    let mut driver = Driver::open("tool-rental");
    let map = driver.project().value_maps[0].clone();
    driver.run(commands::SHOW.with(View::value_map(map.id)));
    driver.press(Key::F8);
    let first = map.jobs[0].rows[Row::Friction][0].text.clone();
    let card = driver
        .harness
        .get_by_role_and_label(Heard::Group, "How bad is it?")
        .rect();
    let answers = driver.harness.root().children_recursive();
    let badly = answers
        .filter(|node| {
            node.accesskit_node()
                .label()
                .is_some_and(|label| label == "3 badly")
        })
        .find(|node| card.contains_rect(node.rect()))
        .map(|node| node.rect());
    driver.click_at(badly.expect("an answer on the card").center());
    assert_eq!(driver.note(&first).severity, Some(3));
    driver.press(Key::Backspace);
    driver.type_slowly("1");
    assert_eq!(driver.note(&first).severity, Some(1));
    driver.press(Key::Escape);
}

#[test]
fn in_high_contrast_friction_and_gaps_have_lines_of_their_own() {
    let mut driver = Driver::open("tool-rental");
    let map = driver.project().value_maps[0].clone();
    driver.run(commands::SHOW.with(View::value_map(map.id)));
    driver.run(commands::SET_THEME.with(Theme::HighContrast));
    let [friction, gap] = [
        &map.jobs[0].rows[Row::Friction][0],
        &map.jobs[0].rows[Row::ValueGaps][0],
    ];
    let edges = |rect: Rect| {
        let cost = color(Theme::HighContrast, Role::Cost);
        let shapes = rectangles(&driver).into_iter();
        let around = shapes.filter(|shape| is_near(shape.rect, rect) && shape.stroke.color == cost);
        around.map(|shape| shape.stroke.width).collect::<Vec<f32>>()
    };
    let gap = edges(note_rect(&driver, &gap.text));
    assert!(gap.len() == 1 && gap[0] > 2.0, "one thick line: {gap:?}");
    let friction = edges(note_rect(&driver, &friction.text));
    assert!(friction.is_empty(), "dashes: {friction:?}");
}

#[test]
fn a_new_note_stays_where_it_was_typed() {
    for (width, height) in [(1600.0, 1000.0), (1024.0, 768.0)] {
        let mut driver = Driver::start_sized(width, height);
        driver.open_example("tool-rental");
        driver.put_cursor(Cursor::On(value_journey::model::Slot::Note {
            place: driver.lane(1, 3, Lane::Sacrifices),
            at: 1,
        }));
        driver.type_slowly("Slow");
        let rect = note_rect(&driver, "Slow");
        let typed = ink(&driver, rect);
        driver.press(Key::Enter);
        driver.press(Key::ArrowUp);
        assert_eq!(note_rect(&driver, "Slow"), rect);
        let text = rect.with_max_x(rect.max.x - 20.0);
        let kept = ink(&driver, text);
        let apart = (kept.min - typed.min).length();
        assert!(apart <= 1.5, "{typed} while typing, {kept} afterwards");
    }
}

#[test]
fn the_caret_is_as_high_as_the_letters_it_stands_beside() {
    let mut driver = Driver::start_sized(1024.0, 768.0);
    driver.open_example("service");
    for _ in 0..2 {
        driver.run(&commands::ZOOM_OUT);
    }
    let step = Target::StepName(driver.project().journeys[0].steps[0].id);
    let rect = driver.rect_of(step);
    driver.click_at(rect.center());
    driver.press(Key::F2);
    let shapes = &driver.harness.output().shapes;
    let carets = shapes.iter().filter_map(|clipped| match &clipped.shape {
        Shape::LineSegment { points, stroke } if stroke.width == 2.0 => Some(points),
        _ => None,
    });
    let mut heights = carets
        .filter(|points| rect.expand(12.0).contains(points[0]) && points[0].x == points[1].x)
        .map(|points| (points[1].y - points[0].y).abs());
    let height = heights.next().expect("a caret");
    let state = driver.harness.state();
    let (cell, block) = state
        .sheet()
        .and_then(|sheet| sheet.find(step))
        .expect("it");
    let geometry = state.canvas().geometry().expect("it was shown");
    let size = block.size * geometry.text_scale(cell.bands);
    // The toolkit's caret looks out by a point and a half at both ends.
    let most = 1.4 * size + 3.0;
    assert!(height <= most, "{height} beside letters of {size}");
}
