//! Fit uses the window: what it chooses for the examples, over window sizes and interface scales.
#![cfg(test)]

mod common;
#[path = "common/large.rs"]
mod large;

use common::Driver;
use egui::{Key, Modifiers, Pos2, Rect, Vec2, pos2, vec2};
use std::sync::Arc;
use value_journey::app::commands;
use value_journey::canvas::{Camera, Geometry};
use value_journey::edit::Cursor;
use value_journey::layout::sheet::{Band, Block, BlockKind, Mark, PlacedCell, Sheet};
use value_journey::layout::words::{Line, MEASURE, text_of};
use value_journey::layout::{
    Fitted, Foot, Framing, Layouter, READABLE, Shown, View, largest_text, readable,
};
use value_journey::model::{Lane, Place, Project, Slot, Step, Target};

/// Windows in pixels.
const WINDOWS: [(f32, f32); 7] = [
    (1024.0, 768.0),
    (1280.0, 720.0),
    (1366.0, 768.0),
    (1600.0, 1000.0),
    (1920.0, 1080.0),
    (2560.0, 1440.0),
    (3840.0, 2160.0),
];
/// Scales of the interface.
const SCALES: [f32; 4] = [1.0, 1.25, 1.5, 2.0];
/// The widest strip that may be empty, as a part of the canvas.
const EMPTY: f32 = 0.10;

fn example(name: &str) -> Arc<Project> {
    let bytes = std::fs::read(common::example_path(name)).expect("the example is there");
    Arc::new(value_journey::file::read(&bytes).expect("it can be read"))
}

/// What the window keeps for itself beside the canvas, in points: measured in a window with the
/// inspector and in one without.
struct Chrome {
    narrow: Vec2,
    wide: Vec2,
}

impl Chrome {
    fn measured() -> Self {
        let beside = |width: f32, height: f32| {
            let mut driver = Driver::start_sized(width, height);
            driver.open_example("tool-rental");
            let canvas = driver.harness.state().canvas();
            vec2(width, height) - canvas.geometry().expect("a canvas").window.size()
        };
        Self {
            narrow: beside(1280.0, 720.0),
            wide: beside(1600.0, 1000.0),
        }
    }

    fn canvas(&self, window: Vec2) -> Vec2 {
        // From 1500 points on there is room for the inspector.
        window
            - if window.x < 1500.0 {
                self.narrow
            } else {
                self.wide
            }
    }
}

/// The views of the examples that are fitted: maps, and journeys with their notes and folded, with all
/// solutions and with one.
fn views(project: &Project) -> Vec<(String, View, Framing)> {
    let mut views = Vec::new();
    for view in View::all(project) {
        let Some(journey) = view.of.and_then(|id| project.journey(id)) else {
            views.push(("map".to_owned(), view, Framing::desk()));
            continue;
        };
        for is_folded in [false, true] {
            if is_folded && !journey.is_weighed() {
                continue;
            }
            let mut all = vec![("", Shown::All)];
            if journey.solutions.len() > 1 {
                all.push((", one", Shown::One(journey.solutions[1].id)));
            }
            for (word, shown) in all {
                let framing = Framing {
                    is_folded,
                    shown,
                    ..Framing::desk()
                };
                let name = if is_folded { "bars" } else { "notes" };
                views.push((format!("{name}{word}"), view, framing));
            }
        }
    }
    views
}

/// What is seen of a block: its card, or its lines.
fn ink(block: &Block, cell: &PlacedCell, geometry: &Geometry) -> Rect {
    let rect = geometry.inside(cell, block.rect);
    if block.fill.is_some() {
        return rect;
    }
    let scale = geometry.text_scale(cell.bands);
    let inner = rect.shrink2(block.padding * scale);
    let lines = block.lines.iter().map(|line| line.width);
    let width = lines.fold(0.0, f32::max) * block.size / MEASURE * scale;
    let x = block.align.begin(inner, width.min(inner.width()));
    let height = block.lines.len() as f32 * block.line_height * scale;
    Rect::from_min_size(pos2(x, inner.min.y), vec2(width.min(inner.width()), height))
}

/// What is seen of a sheet: blocks, bars and labels; lines that run across everything are no content.
/// Titles and sentences count down the window, not across it, and so do curves.
fn content(sheet: &Sheet, geometry: &Geometry) -> [Vec<Rect>; 2] {
    let (mut across, mut down) = (Vec::new(), Vec::new());
    for cell in &sheet.cells {
        let region = geometry.region(cell.bands);
        let mut add = |rect: Rect, both: bool| {
            let seen = rect.intersect(region);
            if seen.is_positive() {
                down.push(seen);
                if both && cell.bands.0 != Band::Across {
                    across.push(seen);
                }
            }
        };
        for block in &cell.content.blocks {
            add(ink(block, cell, geometry), true);
        }
        for mark in &cell.content.marks {
            match mark {
                Mark::Bar { rect, .. } | Mark::NoSuchStep { rect } => {
                    add(geometry.inside(cell, *rect), true);
                }
                Mark::Tick { from, to, .. } => {
                    let tick = Rect::from_two_pos(*from, *to).expand(1.0);
                    add(geometry.inside(cell, tick), true);
                }
                Mark::Curve { points, .. } => {
                    let rect = Rect::from_points(points).expand(1.0);
                    add(geometry.inside(cell, rect), false);
                }
                Mark::Axis { .. } | Mark::Arrow { .. } => {}
            }
        }
    }
    [across, down]
}

/// The widest strip without content along an axis, as a part of the canvas, and where it begins.
fn empty_strip(content: &[Rect], window: Rect, axis: usize) -> (f32, f32) {
    let mut spans: Vec<(f32, f32)> = content
        .iter()
        .map(|rect| (rect.min[axis], rect.max[axis]))
        .collect();
    spans.sort_by(|one, other| one.0.total_cmp(&other.0));
    spans.push((window.max[axis], window.max[axis]));
    let (mut end, mut widest) = (window.min[axis], (0.0, 0.0));
    for (from, to) in spans {
        if from - end > widest.0 {
            widest = (from - end, end);
        }
        end = end.max(to);
    }
    let length = window.size()[axis];
    (widest.0 / length, widest.1 / length)
}

/// What is wrong with a fitted view, besides its figures.
fn faults(sheet: &Sheet, fitted: &Fitted, canvas: Vec2, scale: f32) -> (String, Vec<String>) {
    let window = Rect::from_min_size(Pos2::ZERO, canvas);
    let geometry = Geometry::new(window, sheet, &Camera::fitted(fitted));
    let framing = &fitted.framing;
    let text = fitted.zoom * framing.em;
    let mut faults = Vec::new();
    let content = content(sheet, &geometry);
    let strips = [0, 1].map(|axis| empty_strip(&content[axis], window, axis));
    let widest = if sheet.bottom > 0.0 {
        Framing::COLUMNS.1
    } else {
        26.0
    };
    // Three columns of a third each leave no width: where they are as narrow as they get, text is as large
    // as it gets. What stands in them is for the fields to be filled with.
    let is_third = sheet.columns.len() == 3 && sheet.left == 0.0;
    let is_widest = framing.column > widest - 0.01 || is_third;
    let is_as_large = text > 0.93 * largest_text(canvas.y) || is_third && framing.column < 14.6;
    let blocks = sheet.cells.iter().flat_map(|cell| &cell.content.blocks);
    let is_unwritten = is_third && !blocks.clone().any(|block| block.kind == BlockKind::Note);
    let is_largest = is_as_large && is_widest || is_unwritten;
    for (axis, name) in ["across", "down"].into_iter().enumerate() {
        let (empty, at) = strips[axis];
        if empty > EMPTY && !is_largest {
            faults.push(format!(
                "{:.0} % empty {name} from {:.0} %",
                empty * 100.0,
                at * 100.0
            ));
        }
    }
    if fitted.pinned < fitted.zoom - 1e-4 {
        faults.push("names and figures are smaller than notes".to_owned());
    }
    // Where the columns are as narrow as they get nothing that gives way makes the text larger.
    let is_high = framing.column > 8.5 && !framing.is_folded && sheet.bottom > 0.0;
    if text * scale < 6.0 {
        faults.push(format!("notes of {:.1} pixels", text * scale));
    }
    if is_high && text * scale < 7.0 && framing.foot > Foot::Figures {
        faults.push("notes are lines while sentences stand below".to_owned());
    }
    let wide = geometry.body.x * fitted.zoom - geometry.middle.width();
    let high = geometry.body.y * fitted.zoom - geometry.middle.height();
    if wide > 0.6 || high > 0.6 {
        faults.push(format!("cut by {wide:.1} × {high:.1} points"));
    }
    let foot = geometry.y(Band::End, sheet.bottom) - window.max.y;
    if sheet.bottom > 0.0 && foot > 0.6 {
        faults.push(format!("the foot is cut by {foot:.1} points"));
    }
    for cell in &sheet.cells {
        for block in &cell.content.blocks {
            let is_said = matches!(block.kind, BlockKind::Field | BlockKind::Label);
            let is_whole = block.size >= framing.em - 0.01;
            if is_said && !is_whole && !block.lines.is_empty() {
                let said = text_of(&block.lines);
                if !said.starts_with("Score a note") {
                    faults.push(format!("“{said}” is smaller than the notes"));
                }
            }
        }
    }
    let figures = format!(
        "text {text:4.1} names {:4.1} column {:4.1} bars {:4.1} {:?} empty {:2.0} % × {:2.0} %",
        fitted.pinned * framing.em,
        framing.column,
        framing.bars,
        framing.foot,
        strips[0].0 * 100.0,
        strips[1].0 * 100.0
    );
    (figures, faults)
}

#[test]
fn fit_uses_the_window() {
    let chrome = Chrome::measured();
    let mut layouter = Layouter::new();
    let (mut table, mut count) = (String::new(), 0);
    for name in ["tool-rental", "service", "eight-stages"] {
        let project = example(name);
        for (what, view, framing) in views(&project) {
            for (width, height) in WINDOWS {
                for scale in SCALES {
                    let canvas = chrome.canvas(vec2(width, height) / scale);
                    let framing = Framing {
                        readable: readable(scale),
                        ..framing.clone()
                    };
                    let fitted = layouter.fit(&project, view, canvas, &framing);
                    let sheet = layouter.sheet(&project, view, &fitted.framing);
                    let (figures, faults) = faults(&sheet, &fitted, canvas, scale);
                    count += usize::from(!faults.is_empty());
                    table += &format!(
                        "{name:12} {what:10} {width}×{height} {:3.0} % {:4.0}×{:4.0}: {figures} {}\n",
                        scale * 100.0,
                        canvas.x,
                        canvas.y,
                        faults.join("; ")
                    );
                }
            }
        }
    }
    assert!(count == 0, "{count} windows are not used:\n{table}");
    println!("{table}");
}

/// Cards that are cut at the right of what is seen.
fn cut_cards(sheet: &Sheet, geometry: &Geometry) -> Vec<Rect> {
    /// The room of a bar that was not needed in the end: so much of the next column shows.
    const SLIVER: f32 = 9.0;
    let right = geometry.middle.max.x;
    let cells = sheet.cells.iter();
    let cells = cells.filter(|cell| cell.bands == (Band::Middle, Band::Middle));
    let blocks = cells.flat_map(|cell| cell.content.blocks.iter().map(move |block| (cell, block)));
    blocks
        .filter(|(_, block)| block.fill.is_some())
        .map(|(cell, block)| geometry.inside(cell, block.rect))
        .filter(|card| card.min.x < right - SLIVER && card.max.x > right + 0.5)
        .collect()
}

#[test]
fn bars_that_say_which_part_is_seen_lie_on_nothing() {
    let chrome = Chrome::measured();
    let mut layouter = Layouter::new();
    let mut seen = 0;
    for name in ["tool-rental", "eight-stages", "service"] {
        let project = example(name);
        for (what, view, framing) in views(&project) {
            for (pixels, scale) in WINDOWS.iter().flat_map(|w| SCALES.map(|scale| (w, scale))) {
                let size = chrome.canvas(vec2(pixels.0, pixels.1) / scale);
                let framing = Framing {
                    readable: readable(scale),
                    ..framing.clone()
                };
                let first = layouter.first_look(&project, view, size, &framing);
                let sheet = layouter.sheet(&project, view, &first.framing);
                let window = Rect::from_min_size(Pos2::ZERO, size);
                let mut camera = Camera::fitted(&first);
                for larger in [1.0, 1.5] {
                    camera.zoom *= larger;
                    let geometry = Geometry::new(window, &sheet, &camera);
                    let bars = geometry.scroll_bars();
                    seen += bars.iter().flatten().count();
                    let inks = content(&sheet, &geometry);
                    if larger == 1.0 && geometry.strip.height() > 0.0 {
                        let cut = cut_cards(&sheet, &geometry);
                        assert!(
                            cut.is_empty(),
                            "{cut:?} in {name}, {what}, {pixels:?} at {scale}"
                        );
                    }
                    for bar in bars.iter().flatten() {
                        let over = inks[1].iter().find(|ink| ink.intersect(*bar).is_positive());
                        assert_eq!(
                            over, None,
                            "{bar:?} in {name}, {what}, {pixels:?} at {scale}, zoom × {larger}"
                        );
                    }
                }
            }
        }
    }
    assert!(seen > 100, "{seen} bars");
}

#[test]
fn hundreds_of_steps_are_fitted() {
    let mut layouter = Layouter::new();
    for count in [200, 2_000] {
        let mut project = Project::clone(&example("service"));
        let journey = Arc::make_mut(&mut project.journeys[0]);
        journey
            .steps
            .extend((0..count).map(|at| Arc::new(Step::new(format!("Step {at}")))));
        let (project, view) = (
            Arc::new(project.clone()),
            View::journey(project.journeys[0].id),
        );
        for is_folded in [false, true] {
            let framing = Framing {
                is_folded,
                ..Framing::desk()
            };
            for size in [vec2(1280.0, 640.0), vec2(640.0, 300.0)] {
                let fitted = layouter.fit(&project, view, size, &framing);
                assert!(fitted.zoom > 0.0 && fitted.framing.column > 0.0);
                layouter.sheet(&project, view, &fitted.framing);
            }
        }
    }
}

#[test]
fn a_long_name_of_a_step_is_broken_rather_than_making_all_of_it_small() {
    let mut layouter = Layouter::new();
    let mut zooms = Vec::new();
    for name in [
        "Pay",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    ] {
        let mut project = Project::clone(&example("service"));
        let journey = Arc::make_mut(&mut project.journeys[0]);
        Arc::make_mut(&mut journey.steps[0]).name = name.to_owned();
        let (project, view) = (
            Arc::new(project.clone()),
            View::journey(project.journeys[0].id),
        );
        let framing = Framing {
            is_folded: true,
            ..Framing::desk()
        };
        zooms.push(
            layouter
                .fit(&project, view, vec2(1280.0, 640.0), &framing)
                .zoom,
        );
    }
    assert!(zooms[1] >= 0.7 * zooms[0], "{zooms:?}");
}

#[test]
fn two_steps_are_as_wide_as_steps_get_and_as_large_as_the_height_allows() {
    let mut project = Project::clone(&example("tool-rental"));
    Arc::make_mut(&mut project.journeys[0]).steps.truncate(2);
    let project = Arc::new(project);
    let view = View::journey(project.journeys[0].id);
    let mut layouter = Layouter::new();
    for (width, height) in WINDOWS {
        let size = vec2(width, height);
        let fitted = layouter.fit(&project, view, size, &Framing::desk());
        let sheet = layouter.sheet(&project, view, &fitted.framing);
        let window = Rect::from_min_size(Pos2::ZERO, size);
        let geometry = Geometry::new(window, &sheet, &Camera::fitted(&fitted));
        let (empty, at) = empty_strip(&content(&sheet, &geometry)[1], window, 1);
        assert!(empty <= EMPTY, "{empty} from {at} in {width}×{height}");
        assert_eq!(fitted.framing.column, Framing::COLUMNS.1);
        assert!(fitted.zoom * fitted.framing.em >= READABLE);
        // The first view keeps room for the steps to come.
        let first = layouter.first_look(&project, view, size, &Framing::desk());
        let five = 5.0 * first.framing.column * first.framing.em * first.zoom;
        assert!(five < width && first.zoom <= fitted.zoom + 0.01);
    }
}

#[test]
fn where_height_is_short_sentences_give_way_then_the_running_total_then_bars_then_notes() {
    let project = example("tool-rental");
    let view = View::journey(project.journeys[0].id);
    let mut layouter = Layouter::new();
    let mut before = Foot::Whole;
    let mut seen = Vec::new();
    for height in (300..=1000).rev().step_by(20) {
        let size = vec2(1500.0, height as f32);
        let fitted = layouter.fit(&project, view, size, &Framing::desk());
        let (foot, bars) = (fitted.framing.foot, fitted.framing.bars);
        let text = fitted.zoom * fitted.framing.em;
        assert!(foot <= before, "{foot:?} at {height} after {before:?}");
        assert!(
            text >= READABLE || (foot, bars < 7.0) == (Foot::Figures, true),
            "text of {text} beside {foot:?} and bars of {bars} at {height}"
        );
        assert!(
            bars >= 8.0 || foot == Foot::Figures,
            "bars of {bars} beside {foot:?} at {height}"
        );
        if foot != before {
            seen.push(foot);
        }
        before = foot;
    }
    assert_eq!(seen, [Foot::WithoutSentences, Foot::Figures]);
}

#[test]
fn an_export_keeps_its_sentences_however_small_the_page_is() {
    let project = example("tool-rental");
    let view = View::journey(project.journeys[0].id);
    let mut layouter = Layouter::new();
    let fitted = layouter.fit(&project, view, vec2(500.0, 300.0), &Framing::export());
    assert_eq!(fitted.framing.foot, Foot::Whole);
    assert!(fitted.framing.bars >= Framing::BARS.0);
}

/// The camera, and every other note with its lines.
fn looks(driver: &Driver, but: &str) -> (Camera, Vec<(String, Vec<String>)>) {
    let view = driver.state().view_state().expect("a view");
    let sheet = driver.harness.state().sheet().expect("a sheet");
    let blocks = sheet.cells.iter().flat_map(|cell| &cell.content.blocks);
    let notes = blocks.filter_map(|block| match block.target {
        Some(Target::Note(id)) => Some((id.to_string(), block)),
        _ => None,
    });
    let lines = notes.filter(|(id, _)| id != but).map(|(id, block)| {
        let lines = block.lines.iter().map(Line::text);
        (id, lines.collect())
    });
    (view.camera, lines.collect())
}

#[test]
fn typing_never_changes_zoom_or_breaks_other_notes() {
    for (width, height) in [(1024.0, 768.0), (1600.0, 1000.0)] {
        let mut driver = Driver::start_sized(width, height);
        driver.open_example("tool-rental");
        driver.run(&commands::FIT);
        // The longest of the notes, and one in the lowest row.
        let notes = driver.project().all_notes();
        let notes = notes.filter(|(place, _)| matches!(place, Place::Lane { .. }));
        let longest = notes.max_by_key(|(_, note)| note.text.chars().count());
        let longest = longest.expect("a note").1.text.clone();
        let last = driver.texts(1, 6, Lane::Sacrifices);
        for text in [longest].into_iter().chain(last.into_iter().take(1)) {
            driver.click_note(&text);
            driver.press(Key::F2);
            let id = driver.note(&text).id.to_string();
            let before = looks(&driver, &id);
            for words in [
                " and",
                " so",
                " it goes on and on",
                ", line after line, to the end",
            ] {
                driver.type_slowly(words);
                let after = looks(&driver, &id);
                assert_eq!(after.0.zoom, before.0.zoom, "“{text}{words}”");
                assert_eq!(after.0.pinned, before.0.pinned, "“{text}{words}”");
                assert_eq!(after.1, before.1, "“{text}{words}”");
            }
            driver.press(Key::Escape);
            driver.press(Key::Escape);
        }
        // A new note in an empty cell, and one after others.
        for (solution, step) in [(0, 5), (1, 0)] {
            let place = driver.lane(solution, step, Lane::Benefits);
            driver.put_cursor(Cursor::On(Slot::Note { place, at: 9 }));
            let before = looks(&driver, "");
            driver.type_slowly("Something new that takes more than a line of its cell");
            let after = looks(&driver, "");
            assert_eq!(after.0.zoom, before.0.zoom);
            let others = after
                .1
                .iter()
                .filter(|(id, _)| before.1.iter().any(|(old, _)| old == id));
            assert!(others.eq(&before.1), "a new note breaks no other");
            driver.press(Key::Escape);
            driver.press(Key::Escape);
        }
    }
}

#[test]
fn a_line_that_opens_beside_the_canvas_does_not_change_zoom() {
    let mut driver = Driver::open("tool-rental");
    driver.run(&commands::FIT);
    let before = looks(&driver, "");
    driver.press_with(Modifiers::COMMAND, Key::F);
    let after = looks(&driver, "");
    assert!(driver.state().open.finder.is_some());
    assert_eq!((after.0.zoom, after.1), (before.0.zoom, before.1));
}

#[test]
fn a_solutions_long_name_wraps_within_its_place_also_while_it_is_edited() {
    let mut driver = Driver::open("tool-rental");
    let id = driver.project().journeys[0].solutions[0].id;
    let target = Target::SolutionName(id);
    driver.put_cursor(Cursor::At(target));
    driver.press(Key::F2);
    driver.type_slowly(" the drill in the shop around the corner");
    for when in ["while it is edited", "afterwards"] {
        let sheet = driver.harness.state().sheet().expect("a sheet");
        let (cell, block) = sheet.find(target).expect("it is there");
        let said = text_of(&block.lines);
        assert_eq!(
            said, "Buy the drill in the shop around the corner",
            "{when}"
        );
        assert!(block.lines.len() > 1, "{when}");
        assert!(block.rect.max.y <= cell.at.height(), "{when}");
        let widest = block.lines.iter().map(|line| line.width);
        let widest = widest.fold(0.0, f32::max) * block.size / MEASURE;
        assert!(block.rect.min.x + widest <= sheet.left, "{when}: {widest}");
        driver.press(Key::Enter);
    }
}

#[test]
fn fitting_measures_each_cell_a_few_times() {
    let project = Arc::new(large::project(10_000));
    let view = View::journey(project.journeys[0].id);
    let mut layouter = Layouter::new();
    let framing = Framing::desk();
    let cells = large::STEPS * large::SOLUTIONS * 4;
    layouter.fit(&project, view, vec2(1920.0, 1080.0), &framing);
    let words = layouter.setter.words.shaped_words();
    for (width, height) in WINDOWS {
        let before = layouter.cells_measured();
        layouter.fit(&project, view, vec2(width, height), &framing);
        let measured = layouter.cells_measured() - before;
        println!("{width}×{height}: {measured} of {cells} cells");
        assert!(
            measured <= 8 * cells,
            "{measured} measurements of {cells} cells at {width}×{height}"
        );
    }
    assert_eq!(
        layouter.setter.words.shaped_words(),
        words,
        "words are shaped once"
    );
}
