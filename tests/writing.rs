//! Writing on the canvas: what ends it, what takes it back, where the next field is, and that what is
//! written is seen.
#![cfg(test)]

mod common;

use common::Driver;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Rect};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use value_journey::app::commands;
use value_journey::canvas::Edited;
use value_journey::edit::Cursor;
use value_journey::layout::sheet::{CellKind, PlacedCell};
use value_journey::model::{Lane, Place, Slot, Target, Template};

/// The field on the canvas, as a screen reader finds it.
fn field(driver: &Driver) -> Option<Rect> {
    let is_field = driver.harness.state().canvas().field.is_some();
    let mut nodes = driver.harness.root().children_recursive();
    let id = egui::Id::unique("canvas field").accesskit_id();
    let node = nodes.find(|node| node.accesskit_node().locate().0 == id);
    assert_eq!(is_field, node.is_some());
    node.map(|node| node.rect())
}

fn slot(driver: &Driver, step: usize, lane: Lane) -> Cursor {
    let place = driver.lane(0, step, lane);
    let at = driver.project().notes(place).len();
    Cursor::On(Slot::Note { place, at })
}

fn undo_steps(driver: &Driver) -> usize {
    driver.state().document.undo_steps()
}

#[test]
fn escape_keeps_a_new_note_and_one_undo_takes_it_back() {
    let mut driver = Driver::open("tool-rental");
    let before = driver.bytes();
    driver.put_cursor(slot(&driver, 0, Lane::Benefits));
    driver.type_slowly("Not lost");
    driver.press(Key::Escape);
    assert!(driver.has_note("Not lost"));
    assert_eq!(field(&driver), None, "writing has ended");
    let note = driver.note("Not lost").id;
    assert_eq!(driver.cursor(), Cursor::At(Target::Note(note)));
    driver.undo();
    assert_eq!(driver.bytes(), before);
    driver.redo();
    assert!(driver.has_note("Not lost"));
}

#[test]
fn escape_keeps_what_was_changed() {
    let mut driver = Driver::open("tool-rental");
    let before = driver.bytes();
    let step = driver.step_named("Get");
    let note = driver.note("129 € at once").id;
    for (target, text) in [
        (Target::Note(note), "129 € at once and more"),
        (Target::StepName(step), "Get and more"),
    ] {
        driver.put_cursor(Cursor::At(target));
        driver.press(Key::F2);
        driver.type_slowly(" and more");
        driver.press(Key::Escape);
        assert_eq!(target.read(driver.project()).as_deref(), Some(text));
        assert_eq!(field(&driver), None, "writing has ended");
        assert_eq!(driver.cursor(), Cursor::At(target));
        driver.undo();
        assert_eq!(driver.bytes(), before, "one step");
    }
}

#[test]
fn escape_keeps_what_was_written_in_the_inspector_and_gives_the_keys_back() {
    let mut driver = Driver::open("tool-rental");
    let before = driver.bytes();
    driver.click_note("129 € at once");
    driver.type_into("Source", "receipt");
    driver.press(Key::Escape);
    assert_eq!(driver.note("129 € at once").source, "receipt");
    driver.type_slowly("3");
    driver.type_slowly("2");
    assert_eq!(
        driver.score("129 € at once"),
        Some(2.0),
        "keys go to the map"
    );
    driver.undo();
    driver.undo();
    assert_eq!(driver.bytes(), before, "one step");
}

#[test]
fn escape_keeps_a_number_that_was_typed_in_the_inspector() {
    let mut driver = Driver::open("tool-rental");
    let before = driver.bytes();
    driver.click_note("129 € at once");
    let field = driver
        .harness
        .get_by_role_and_label(Role::SpinButton, "Mentioned by")
        .rect()
        .center();
    driver.click_at(field);
    driver.press_with(Modifiers::COMMAND, Key::A);
    driver.type_slowly("12");
    driver.press(Key::Escape);
    assert_eq!(driver.note("129 € at once").mentions, 12);
    driver.undo();
    assert_eq!(driver.bytes(), before, "one step");
}

#[test]
fn escape_closes_an_empty_slot_and_then_clears_the_selection() {
    let mut driver = Driver::open("tool-rental");
    for step in [0, 5] {
        let slot = slot(&driver, step, Lane::Benefits);
        driver.put_cursor(slot);
        assert!(field(&driver).is_some());
        driver.press(Key::Escape);
        assert_eq!(field(&driver), None, "no caret stays on the wall");
        assert_eq!(driver.cursor(), slot);
        driver.press(Key::Escape);
        assert_eq!(driver.cursor(), Cursor::Nowhere);
        assert_eq!(field(&driver), None);
    }
}

#[test]
fn a_closed_slot_takes_letters_enter_and_a_click() {
    let mut driver = Driver::open("tool-rental");
    let before = driver.bytes();
    driver.put_cursor(slot(&driver, 5, Lane::Benefits));
    driver.press(Key::Escape);
    driver.type_slowly("3 of them");
    driver.press(Key::Escape);
    assert_eq!(driver.texts(0, 5, Lane::Benefits), ["3 of them"]);
    driver.undo();
    assert_eq!(driver.bytes(), before);
    for opens in [0, 1] {
        let slot = slot(&driver, 5, Lane::Benefits);
        driver.put_cursor(slot);
        driver.press(Key::Escape);
        assert_eq!(field(&driver), None);
        match opens {
            0 => driver.press(Key::Enter),
            _ => driver.put_cursor(slot),
        }
        assert!(field(&driver).is_some());
    }
}

#[test]
fn no_caret_comes_back_to_an_empty_canvas_by_itself() {
    let mut driver = Driver::new_project(Template::Cvjm);
    assert!(field(&driver).is_some(), "the first thing to type");
    driver.press(Key::Escape);
    driver.press(Key::Escape);
    driver.harness.set_size(egui::vec2(1200.0, 800.0));
    driver.harness.run();
    assert_eq!(field(&driver), None);
    assert_eq!(driver.cursor(), Cursor::Nowhere);
}

#[test]
fn a_letter_on_a_heading_takes_its_place() {
    let mut driver = Driver::open("tool-rental");
    let journey = driver.project().journeys[0].clone();
    let map = driver.project().value_maps[0].clone();
    let persona = map.persona.expect("a persona");
    let of_map = [
        Target::JobSentence(map.jobs[1].id),
        Target::OutcomeSentence(map.jobs[1].id),
        Target::PersonaName(persona),
        Target::PersonaPosition(persona),
    ];
    let of_journey = [
        Target::StepName(journey.steps[2].id),
        Target::SolutionName(journey.solutions[1].id),
    ];
    for (targets, is_of_map) in [(&of_journey[..], false), (&of_map, true)] {
        if is_of_map {
            driver.show_map();
        }
        for target in targets {
            let before = driver.bytes();
            driver.put_cursor(Cursor::At(*target));
            driver.type_at_once("Another");
            driver.press(Key::Enter);
            assert_eq!(
                target.read(driver.project()).as_deref(),
                Some("Another"),
                "{target:?}"
            );
            assert_eq!(driver.project().journeys[0].steps.len(), 7);
            assert_eq!(driver.project().value_maps[0].jobs.len(), 3);
            driver.undo();
            assert_eq!(driver.bytes(), before, "one step");
        }
    }
}

#[test]
fn saving_in_the_middle_of_a_name_loses_none_of_it() {
    let mut driver = Driver::open("tool-rental");
    let step = driver.step_named("Get");
    driver.put_cursor(Cursor::At(Target::StepName(step)));
    driver.type_slowly("Fetch");
    driver.press_with(Modifiers::COMMAND, Key::S);
    driver.type_slowly(" it");
    driver.press(Key::Enter);
    assert_eq!(driver.step_named("Fetch it"), step);
}

#[test]
fn undo_in_a_new_note_takes_back_all_of_it_and_then_what_was_before() {
    let mut driver = Driver::open("tool-rental");
    let before = driver.bytes();
    driver.click_note("Bits go missing");
    driver.type_slowly("2");
    let scored = driver.bytes();
    assert_ne!(before, scored);
    driver.put_cursor(slot(&driver, 0, Lane::Benefits));
    driver.type_slowly("Never mind");
    driver.undo();
    assert_eq!(driver.bytes(), scored, "the first letter is gone too");
    assert!(field(&driver).is_some(), "one goes on writing");
    driver.type_slowly("Better");
    assert_eq!(
        driver
            .texts(0, 0, Lane::Benefits)
            .last()
            .map(String::as_str),
        Some("Better")
    );
    driver.undo();
    driver.undo();
    assert_eq!(driver.bytes(), before);
}

#[test]
fn undo_in_an_old_text_brings_it_back_and_redo_the_new_one() {
    let mut driver = Driver::open("tool-rental");
    let before = driver.bytes();
    let step = driver.step_named("Get");
    driver.put_cursor(Cursor::At(Target::StepName(step)));
    driver.type_slowly("Fetch it");
    driver.undo();
    assert_eq!(driver.bytes(), before, "as it was before the first letter");
    driver.type_slowly(" it");
    assert_eq!(driver.project().journeys[0].steps[1].name, "Get it");
    driver.undo();
    driver.redo();
    assert_eq!(driver.project().journeys[0].steps[1].name, "Get it");
}

#[test]
fn undo_in_a_field_of_the_inspector_takes_back_all_of_it_and_goes_on() {
    let mut driver = Driver::open("tool-rental");
    let before = driver.bytes();
    driver.click_note("129 € at once");
    driver.type_slowly("1");
    let scored = driver.bytes();
    driver.type_into("Source", "receipt");
    driver.undo();
    assert_eq!(driver.bytes(), scored);
    assert!(!driver.says("receipt"), "the field shows it");
    driver.type_slowly("bill");
    assert_eq!(driver.note("129 € at once").source, "bill");
    driver.undo();
    driver.undo();
    assert_eq!(driver.bytes(), before);
}

/// What the cursor stands on, in words.
fn standing_on(driver: &Driver) -> String {
    match driver.cursor() {
        Cursor::At(target) => target.name(driver.project()),
        Cursor::On(slot) => format!("new {}", slot.one()),
        Cursor::Nowhere => "nowhere".to_owned(),
    }
}

#[test]
fn tab_goes_through_every_field_in_reading_order() {
    let mut driver = Driver::new_project(Template::ValueMap);
    driver
        .type_at_once("Sari\towner of a bakery\tPay my staff\tFewer corrections\tPlan the week\t");
    let project = driver.project();
    assert_eq!(project.personas[0].name, "Sari");
    assert_eq!(project.personas[0].position, "owner of a bakery");
    let jobs = &project.value_maps[0].jobs;
    assert_eq!(jobs[0].job.sentence, "Pay my staff");
    assert_eq!(jobs[0].outcome.sentence, "Fewer corrections");
    assert_eq!(jobs[1].job.sentence, "Plan the week");
    let outcome = Target::OutcomeSentence(jobs[1].id);
    assert_eq!(driver.cursor(), Cursor::At(outcome));
    let mut met = Vec::new();
    for _ in 0..6 {
        driver.press_with(Modifiers::SHIFT, Key::Tab);
        met.push(standing_on(&driver));
    }
    assert_eq!(
        met,
        [
            "Job to be done",
            "Desired outcome of “Pay my staff”",
            "Job to be done",
            "Position of “Sari”",
            "Name of the customer",
            "Name of the value map"
        ]
    );
}

#[test]
fn tab_goes_from_a_new_job_to_its_outcome_and_the_next_job() {
    let mut driver = Driver::open("tool-rental");
    driver.show_map();
    let map = driver.project().value_maps[0].clone();
    driver.put_cursor(Cursor::At(Target::OutcomeSentence(map.jobs[2].id)));
    driver.press(Key::Tab);
    driver.type_at_once("Hang a picture\tStraight\tSweep up");
    driver.press(Key::Escape);
    let jobs = &driver.project().value_maps[0].jobs;
    assert_eq!(jobs[3].job.sentence, "Hang a picture");
    assert_eq!(jobs[3].outcome.sentence, "Straight");
    assert_eq!(jobs[4].job.sentence, "Sweep up");
}

/// The column that is open for something new, and where it stands on the screen.
fn open_column(driver: &Driver) -> (PlacedCell, Rect) {
    let app = driver.harness.state();
    let edited = app.canvas().field.as_ref().expect("a field").edited;
    assert!(matches!(edited, Edited::New { .. }), "{edited:?}");
    let sheet = app.sheet().expect("a sheet");
    let (cell, _) = sheet.find(edited.target()).expect("it has a column");
    let rect = app.canvas().geometry().expect("a geometry").cell(cell);
    (cell.clone(), rect)
}

/// The column stands between its neighbours, is whole in view, and its field lies in it.
fn is_whole_in_view(driver: &Driver, at: usize) {
    let app = driver.harness.state();
    let (sheet, canvas) = (app.sheet().expect("a sheet"), app.canvas());
    let geometry = canvas.geometry().expect("a geometry");
    let (cell, column) = open_column(driver);
    assert_eq!(
        cell.column as usize,
        at + 1,
        "it stands where it will stand"
    );
    let middle = geometry.middle.x_range();
    assert!(
        column.min.x >= middle.min - 0.5 && column.max.x <= middle.max + 0.5,
        "{column} is not whole in {middle:?}"
    );
    let names = sheet.cells.iter().filter(|other| {
        other.bands == cell.bands && other.row == cell.row && other.column != cell.column
    });
    for name in names {
        let name = geometry.cell(name);
        let overlap = name.intersect(column);
        assert!(overlap.width() < 0.5, "{column} lies on {name}");
    }
    let field = field(driver).expect("a field");
    assert!(
        column.expand(0.5).contains_rect(Rect::from_min_max(
            field.min,
            Pos2::new(field.max.x, field.min.y)
        )),
        "{field} is outside {column}"
    );
    let window = driver.harness.ctx.content_rect();
    assert!(window.contains_rect(field), "{field} is off the screen");
}

#[test]
fn a_new_step_in_mid_journey_opens_its_column_there() {
    for (width, height) in [(1600.0, 1000.0), (1024.0, 768.0), (1280.0, 720.0)] {
        let mut driver = Driver::start_sized(width, height);
        driver.open_example("tool-rental");
        driver.run(&commands::FIT);
        let zoom = driver
            .harness
            .state()
            .canvas()
            .geometry()
            .expect("seen")
            .camera()
            .zoom;
        let before = driver.bytes();
        driver.put_cursor(Cursor::At(Target::StepName(driver.step_named("Pick up"))));
        driver.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
        is_whole_in_view(&driver, 3);
        assert_eq!(driver.bytes(), before, "nothing was typed yet");
        let (_, column) = open_column(&driver);
        driver.type_slowly("U");
        is_whole_in_view(&driver, 3);
        assert_eq!(open_column(&driver).1, column, "nothing jumps");
        driver.type_slowly("npack and look whether everything is there");
        is_whole_in_view(&driver, 3);
        let camera = *driver
            .harness
            .state()
            .canvas()
            .geometry()
            .expect("seen")
            .camera();
        assert_eq!(camera.zoom, zoom, "typing does not zoom");
        driver.press(Key::Enter);
        is_whole_in_view(&driver, 4);
        driver.press(Key::Escape);
        driver.undo();
        assert_eq!(driver.bytes(), before);
    }
}

#[test]
fn a_new_step_between_two_of_one_phase_belongs_to_it() {
    let mut driver = Driver::open("service");
    let first = driver.project().journeys[0].steps[0].clone();
    assert_eq!(first.phase, "before");
    driver.put_cursor(Cursor::At(Target::StepName(first.id)));
    driver.run(&commands::INSERT_COLUMN);
    driver.type_slowly("Ask around");
    driver.press(Key::Escape);
    let steps = driver.project().journeys[0].steps.clone();
    assert_eq!(
        (steps[1].name.as_str(), steps[1].phase.as_str()),
        ("Ask around", "before")
    );
    driver.press_with(Modifiers::COMMAND, Key::End);
    driver.run(&commands::INSERT_COLUMN);
    driver.type_slowly("Afterwards");
    driver.press(Key::Escape);
    let steps = &driver.project().journeys[0].steps;
    let last = steps
        .iter()
        .find(|step| step.name == "Afterwards")
        .expect("a step");
    assert_eq!(last.phase, "");
}

/// The middle of the place for the next column.
fn new_column(driver: &Driver) -> Pos2 {
    let app = driver.harness.state();
    let mut cells = app.sheet().expect("a sheet").cells.iter();
    let is_new = |cell: &&PlacedCell| matches!(cell.content.kind, CellKind::NewColumn(_));
    let cell = cells.find(is_new).expect("a place for the next column");
    app.canvas()
        .geometry()
        .expect("a geometry")
        .cell(cell)
        .center()
}

#[test]
fn a_new_job_after_the_last_is_whole_in_view() {
    for (width, height) in [(1600.0, 1000.0), (1024.0, 768.0), (1280.0, 720.0)] {
        let mut driver = Driver::start_sized(width, height);
        driver.open_example("tool-rental");
        driver.show_map();
        driver.run(&commands::FIT);
        let jobs = driver.project().value_maps[0].jobs.clone();
        driver.put_cursor(Cursor::At(Target::JobSentence(jobs[2].id)));
        driver.press(Key::ArrowRight);
        is_whole_in_view(&driver, 3);
        driver.type_slowly("Hang up a heavy mirror in the hall");
        is_whole_in_view(&driver, 3);
        driver.undo();
        driver.press(Key::Escape);
        driver.run(&commands::FIT);
        // The same with the plus beside the last job.
        driver.click_at(new_column(&driver));
        is_whole_in_view(&driver, 3);
        driver.type_at_once("Hang up a heavy mirror");
        is_whole_in_view(&driver, 3);
    }
}

#[test]
fn a_new_step_after_the_last_is_whole_in_view() {
    // The interface at 200 %: twelve narrow columns with small names.
    let mut driver = Driver::start_sized(640.0, 360.0);
    driver.open_example("service");
    driver.run(&commands::FIT);
    driver.put_cursor(Cursor::At(Target::StepName(
        driver.step_named("Learn to ride"),
    )));
    driver.run(&commands::INSERT_COLUMN);
    is_whole_in_view(&driver, 6);
    let mut driver = Driver::start_sized(1024.0, 768.0);
    driver.open_example("tool-rental");
    driver.run(&commands::FIT);
    driver.run(&commands::INSERT_COLUMN);
    is_whole_in_view(&driver, 7);
    driver.type_slowly("Tell friends");
    is_whole_in_view(&driver, 7);
    driver.press(Key::Enter);
    is_whole_in_view(&driver, 8);
}

#[test]
fn an_open_column_closes_when_one_goes_on_by_keys_or_mouse() {
    let mut driver = Driver::open("tool-rental");
    let before = driver.bytes();
    let columns = |driver: &Driver| {
        driver
            .harness
            .state()
            .sheet()
            .expect("a sheet")
            .columns
            .len()
    };
    driver.put_cursor(Cursor::At(Target::StepName(driver.step_named("Get"))));
    driver.run(&commands::INSERT_COLUMN);
    assert_eq!(columns(&driver), 8);
    driver.press(Key::ArrowRight);
    assert_eq!(standing_on(&driver), "Name of the step");
    assert_eq!(
        driver.cursor(),
        Cursor::At(Target::StepName(driver.step_named("Pick up")))
    );
    assert_eq!(columns(&driver), 7);
    driver.run(&commands::INSERT_COLUMN);
    driver.click_note("129 € at once");
    assert_eq!(columns(&driver), 7);
    driver.run(&commands::INSERT_COLUMN);
    driver.press(Key::Escape);
    assert_eq!(columns(&driver), 7);
    assert_eq!(driver.bytes(), before);
    assert_eq!(undo_steps(&driver), 0);
}

#[test]
fn empty_cells_and_the_place_after_the_last_column_have_a_sign() {
    let mut driver = Driver::open("tool-rental");
    driver.run(&commands::FIT);
    driver.harness.remove_cursor();
    driver.harness.run();
    let app = driver.harness.state();
    let takes_notes = |place: Place| {
        let Place::Lane { solution, step, .. } = place else {
            return true;
        };
        let (_, solution) = driver.project().solution(solution).expect("a solution");
        solution.cell(step).is_none_or(|cell| cell.applies)
    };
    let is_free = |cell: &&PlacedCell| match cell.content.kind {
        CellKind::Notes(place) => cell.content.blocks.is_empty() && takes_notes(place),
        CellKind::NewColumn(_) => true,
        CellKind::Fields | CellKind::Shown => false,
    };
    let cells = &app.sheet().expect("a sheet").cells;
    let free = cells.iter().filter(is_free).count();
    assert_eq!(app.drawn().signs, free);
    assert!(free > 2, "{free}");
    // Where one is writing there is no sign.
    driver.run(&commands::INSERT_COLUMN);
    assert_eq!(driver.harness.state().drawn().signs, free - 1);
}

/// Presses and releases the main button, as often as asked.
fn clicks(at: Pos2, count: usize) -> Vec<Event> {
    let button = |pressed| Event::PointerButton {
        pos: at,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    let mut events = vec![Event::PointerMoved(at)];
    for _ in 0..count {
        events.extend([button(true), button(false)]);
    }
    events
}

#[test]
fn a_double_click_edits_a_note_however_frames_come() {
    for frames in [1, 2, 4] {
        let mut driver = Driver::open("tool-rental");
        let id = driver.note("129 € at once").id;
        let at = driver.rect_of(Target::Note(id)).center();
        driver.harness.hover_at(at);
        driver.harness.run();
        let mut events = clicks(at, 2);
        events.remove(0);
        let portion = events.len() / frames;
        for part in events.chunks(portion) {
            driver
                .harness
                .input_mut()
                .events
                .extend(part.iter().cloned());
            driver.harness.step();
        }
        driver.harness.run();
        driver.press(Key::End);
        driver.type_slowly(" and more");
        assert!(driver.has_note("129 € at once and more"), "{frames} frames");
    }
}

#[test]
fn two_clicks_with_time_between_them_edit_nothing() {
    let mut driver = Driver::open("tool-rental");
    driver.click_note("129 € at once");
    driver.harness.run_steps(4);
    driver.click_note("129 € at once");
    assert_eq!(field(&driver), None);
}

#[test]
fn after_replacing_all_by_mouse_escape_closes_the_bar_and_keys_go_to_the_map() {
    for button in ["Replace all", "Replace", "Next match"] {
        let mut driver = Driver::open("tool-rental");
        driver.put_cursor(slot(&driver, 0, Lane::Benefits));
        driver.press_with(Modifiers::COMMAND, Key::H);
        driver.type_at_once("carry it");
        driver.harness.get_by_label("Replace with").click();
        driver.harness.run();
        driver.type_at_once("Drag it");
        let at = driver
            .harness
            .get_by_role_and_label(Role::Button, button)
            .rect()
            .center();
        driver.click_at(at);
        driver.press(Key::Escape);
        assert!(driver.state().open.finder.is_none(), "{button}");
        driver.type_slowly("On the map");
        driver.press(Key::Enter);
        assert!(driver.has_note("On the map"), "{button}");
    }
}

#[test]
fn a_space_does_not_change_places_with_the_letter_after_it() {
    let mut driver = Driver::open("tool-rental");
    driver.click_note("129 € at once");
    driver.type_slowly("2");
    // On a note a digit is a score; what follows begins a note.
    driver.type_at_once(" friends");
    driver.press(Key::Enter);
    driver.type_slowly("Two");
    driver.type_at_once(" more");
    driver.press(Key::Enter);
    assert_eq!(
        driver.texts(0, 1, Lane::Sacrifices)[1..3],
        ["friends", "Two more"]
    );
}

#[test]
fn enter_goes_on_from_a_name_and_the_next_text_takes_the_place_of_none() {
    let mut driver = Driver::new_project(Template::ValueMap);
    let persona = driver.project().personas[0].id;
    driver.put_cursor(Cursor::At(Target::PersonaName(persona)));
    for text in ["Lena", "bakery owner", "Pay my staff"] {
        driver.type_slowly(text);
        driver.press(Key::Enter);
    }
    let project = driver.project();
    let (persona, job) = (&project.personas[0], &project.value_maps[0].jobs[0]);
    assert_eq!(
        (&*persona.name, &*persona.position),
        ("Lena", "bakery owner")
    );
    assert_eq!(job.job.sentence, "Pay my staff");
}

#[test]
fn a_double_click_puts_the_caret_where_it_was() {
    let mut driver = Driver::open("tool-rental");
    let step = driver.step_named("Get");
    let note = Target::Note(driver.note("Carry it home on the bus").id);
    for target in [note, Target::StepName(step)] {
        let before = target.read(driver.project()).expect("a text");
        let rect = driver.rect_of(target);
        let first_line = rect.min.y + 0.3 * rect.height().min(30.0) + 4.0;
        for at in [egui::pos2(rect.min.x + 8.0, first_line), rect.center()] {
            driver.harness.hover_at(at);
            driver.harness.run();
            let mut events = clicks(at, 2);
            events.remove(0);
            driver.harness.input_mut().events.extend(events);
            driver.harness.step();
            driver.harness.run();
            driver.type_slowly("~");
            let text = target.read(driver.project()).expect("a text");
            let place = text.find('~');
            let place =
                place.unwrap_or_else(|| panic!("not typed into {target:?} at {at} of {rect}"));
            if at.x < rect.center().x {
                assert_eq!(place, 0, "{text}");
            } else {
                assert!(place > 0 && place < text.len() - 1, "{text}");
            }
            driver.press(Key::Escape);
            driver.undo();
            assert_eq!(target.read(driver.project()), Some(before.clone()));
            driver.press(Key::Escape);
            driver.harness.run_steps(40);
        }
    }
}
