//! What a facilitator does in front of a room: write, score, move, take back, save.
#![cfg(test)]

mod common;

use common::{Driver, pressed_and_released, typed};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use std::collections::HashSet;
use value_journey::app::commands;
use value_journey::edit::Cursor;
use value_journey::model::{Decimal, Lane, Row, Slot, Target, Template};

#[test]
fn the_totals_of_the_tool_rental_are_read_off_the_screen() {
    let driver = Driver::open("tool-rental");
    assert!(driver.says("Buy: −6"), "the total of buying");
    assert!(driver.says("Use: +2"), "the total of using");
    assert!(driver.says("Difference: +8"), "the difference");
    assert!(driver.says("no single note decides"));
    assert!(driver.says("a weekend builder, ten uses in three years"));
}

#[test]
fn a_whole_round_ends_in_the_same_bytes() {
    let mut driver = Driver::open("tool-rental");
    let before = driver.bytes();

    // A step, after the last.
    driver.press_with(Modifiers::COMMAND, Key::End);
    driver.run(&commands::INSERT_COLUMN);
    driver.type_slowly("Tell friends\n");
    assert_eq!(driver.project().journeys[0].steps[7].name, "Tell friends");

    // Three notes without the mouse: a digit first, an N first, a letter by dead key.
    driver.put_cursor(Cursor::On(Slot::Note {
        place: driver.lane(0, 7, Lane::Benefits),
        at: 0,
    }));
    driver.type_slowly("3 friends saw it\nNobody asked\nÉclair as thanks\n");
    assert_eq!(
        driver.texts(0, 7, Lane::Benefits),
        ["3 friends saw it", "Nobody asked", "Éclair as thanks"]
    );

    // Scores.
    for (text, digit) in [
        ("Éclair as thanks", "3"),
        ("Nobody asked", "0"),
        ("3 friends saw it", "2"),
    ] {
        driver.press(Key::ArrowUp);
        driver.type_slowly(digit);
        assert_eq!(driver.score(text), digit.parse().ok(), "{text}");
    }
    assert_eq!(driver.net_of(0, 7), Some(5.0));

    // One is dragged.
    let to = driver.lane(0, 5, Lane::Benefits);
    driver.drag_note_to("Nobody asked", to);
    assert_eq!(driver.texts(0, 5, Lane::Benefits), ["Nobody asked"]);
    assert_eq!(driver.texts(0, 7, Lane::Benefits).len(), 2);

    let mut steps = 0;
    while driver.state().document.undo_label().is_some() {
        driver.undo();
        steps += 1;
    }
    assert_eq!(driver.bytes(), before);
    assert_eq!(steps, 8, "a step, three notes, three scores, a move");
}

#[test]
fn a_fast_typist_on_a_slow_machine_loses_no_letter() {
    let mut driver = Driver::open("tool-rental");
    driver.put_cursor(Cursor::On(Slot::Note {
        place: driver.lane(0, 0, Lane::Sacrifices),
        at: 1,
    }));
    driver.type_at_once("Slow queue\n3 euro deposit\nNo receipt\tnext\nlast");
    driver.press(Key::Enter);
    assert_eq!(
        driver.texts(0, 0, Lane::Sacrifices),
        [
            "Twelve drills, which one?",
            "Slow queue",
            "3 euro deposit",
            "No receipt"
        ]
    );
    assert_eq!(driver.texts(0, 1, Lane::Sacrifices)[2..], ["next", "last"]);
}

/// Keys arrive in whatever portions the system hands them over, while earlier ones still wait.
#[test]
fn however_keys_share_frames_they_mean_the_same() {
    let mut random = fastrand::Rng::with_seed(7);
    for round in 0..20 {
        let mut driver = Driver::open("tool-rental");
        driver.press_with(Modifiers::COMMAND, Key::Home);
        let mut events: Vec<egui::Event> = Vec::new();
        for key in [Key::ArrowDown, Key::ArrowDown, Key::ArrowRight] {
            events.extend(pressed_and_released(key));
        }
        events.extend(typed(
            "Open on Sundays\nNew batteries\n3 years of warranty\n",
        ));
        events.extend(pressed_and_released(Key::ArrowUp));
        events.extend(typed("2"));
        let largest = 1 + round * 4;
        while !events.is_empty() {
            let count = random.usize(1..=largest).min(events.len());
            driver
                .harness
                .input_mut()
                .events
                .extend(events.drain(..count));
            driver.harness.step();
        }
        driver.harness.run();
        assert_eq!(
            driver.texts(0, 1, Lane::Sacrifices),
            [
                "129 € at once",
                "Open on Sundays",
                "New batteries",
                "3 years of warranty",
                "An hour in the queue on Saturday"
            ],
            "in portions of up to {largest}"
        );
        assert_eq!(driver.score("3 years of warranty"), Some(2.0));
    }
}

#[test]
fn on_a_note_letters_begin_a_new_note_after_it_and_digits_score_it() {
    let mut driver = Driver::open("tool-rental");
    driver.click_note("129 € at once");
    driver.type_slowly("1");
    assert_eq!(driver.score("129 € at once"), Some(1.0));
    driver.type_slowly("+");
    assert_eq!(driver.score("129 € at once"), Some(2.0));
    driver.type_slowly("--");
    assert_eq!(driver.score("129 € at once"), Some(0.0));
    driver.type_slowly("-");
    assert_eq!(driver.score("129 € at once"), None, "below 0 is not scored");
    driver.type_at_once("Noise\n");
    assert_eq!(
        driver.texts(0, 1, Lane::Sacrifices),
        ["129 € at once", "Noise", "An hour in the queue on Saturday"]
    );
}

#[test]
fn a_digit_beyond_the_scale_is_refused_in_a_sentence() {
    let mut driver = Driver::open("tool-rental");
    driver.click_note("129 € at once");
    driver.type_slowly("7");
    assert_eq!(driver.score("129 € at once"), Some(3.0));
    assert_eq!(
        driver.news(),
        ["7 is not on the scale: scores go from 0 to 3."]
    );
}

#[test]
fn on_a_scale_of_ten_one_and_zero_are_ten() {
    let mut driver = Driver::open("tool-rental");
    driver.run(&commands::CHANGE_SCALE);
    let ten = driver.harness.get_by(|node| {
        let says_ten = |label: String| label.starts_with("0 to 10: ");
        node.role() == Role::RadioButton && node.label().is_some_and(says_ten)
    });
    ten.click();
    driver.harness.run();
    driver.click("Convert");
    assert_eq!(driver.score("129 € at once"), Some(10.0), "3 of 3");
    driver.click_note("Carry it home on the bus");
    driver.type_at_once("10");
    assert_eq!(driver.score("Carry it home on the bus"), Some(10.0));
    driver.undo();
    driver.undo();
    driver.undo();
    assert_eq!(driver.score("129 € at once"), Some(3.0));
}

#[test]
fn undo_takes_a_note_back_and_redo_brings_it() {
    let mut driver = Driver::open("tool-rental");
    let before = driver.bytes();
    driver.put_cursor(Cursor::On(Slot::Note {
        place: driver.lane(0, 0, Lane::Benefits),
        at: 1,
    }));
    driver.type_slowly("Never mind");
    assert!(
        driver.has_note("Never mind"),
        "every letter is in the document"
    );
    driver.undo();
    assert_eq!(driver.bytes(), before);
    driver.redo();
    assert!(driver.has_note("Never mind"));
}

#[test]
fn a_click_elsewhere_keeps_what_is_being_typed() {
    let mut driver = Driver::open("tool-rental");
    driver.put_cursor(Cursor::On(Slot::Note {
        place: driver.lane(0, 0, Lane::Benefits),
        at: 1,
    }));
    driver.type_slowly("Kept");
    driver.click_note("Bits go missing");
    assert!(driver.has_note("Kept"));
    driver.undo();
    assert!(!driver.has_note("Kept"), "one step");
}

#[test]
fn dragging_a_note_to_another_step_is_one_undo_step() {
    let mut driver = Driver::open("tool-rental");
    let before = driver.bytes();
    let to = driver.lane(0, 4, Lane::Sacrifices);
    driver.drag_note_to("Carry it home on the bus", to);
    assert_eq!(driver.net_of(0, 2), Some(1.0));
    assert_eq!(driver.net_of(0, 4), Some(-1.0));
    driver.undo();
    assert_eq!(driver.bytes(), before);
}

#[test]
fn dragging_with_ctrl_copies_and_escape_cancels() {
    let mut driver = Driver::open("tool-rental");
    let before = driver.bytes();
    let from = driver
        .rect_of(Target::Note(driver.note("Bits go missing").id))
        .center();
    let to = driver
        .rect_of_cell(driver.lane(0, 2, Lane::Sacrifices))
        .center();
    driver.harness.drag_at(from);
    driver.harness.run();
    driver.harness.hover_at(to);
    driver.harness.run();
    driver.press(Key::Escape);
    driver.harness.drop_at(to);
    driver.harness.run();
    assert_eq!(driver.bytes(), before, "Escape cancels");

    driver
        .harness
        .event(Event::ModifiersChanged(Modifiers::COMMAND));
    driver.drag(from, to);
    driver
        .harness
        .event(Event::ModifiersChanged(Modifiers::NONE));
    driver.harness.run();
    assert_eq!(
        driver.texts(0, 2, Lane::Sacrifices),
        ["Carry it home on the bus", "Bits go missing"]
    );
    assert_eq!(
        driver.texts(0, 5, Lane::Sacrifices).len(),
        2,
        "the original stays"
    );
}

#[test]
fn the_scoring_pass_goes_through_all_notes() {
    let mut driver = Driver::open("tool-rental");
    driver.press(Key::F8);
    assert!(driver.says("1 of 28"));
    driver.type_slowly("3");
    assert!(driver.says("2 of 28"));
    assert_eq!(driver.score("No appointment, no one to ask"), Some(3.0));
    driver.press(Key::Backspace);
    assert!(driver.says("1 of 28"));
    driver.press(Key::Space);
    driver.type_at_once("210");
    assert!(driver.says("5 of 28"));
    assert_eq!(driver.score("Twelve drills, which one?"), Some(2.0));
    driver.press(Key::Escape);
    assert!(!driver.says("5 of 28"));
}

#[test]
fn steps_are_typed_one_after_the_other() {
    let mut driver = Driver::new_project(Template::Cvjm);
    driver.type_at_once("Notice\tCompare\tBuy\n");
    driver.type_slowly("Use\n");
    let names: Vec<_> = driver.project().journeys[0]
        .steps
        .iter()
        .map(|step| step.name.clone())
        .collect();
    assert_eq!(names, ["Notice", "Compare", "Buy", "Use"]);
}

#[test]
fn a_pasted_list_makes_all_steps_and_a_block_fills_them() {
    let mut driver = Driver::new_project(Template::Cvjm);
    driver.paste("Notice\nCompare\nBuy");
    assert_eq!(driver.project().journeys[0].steps.len(), 3);
    driver.put_cursor(Cursor::On(Slot::Note {
        place: driver.lane(0, 0, Lane::Sacrifices),
        at: 0,
    }));
    driver.paste("a\tb\tc\td\nA\t\tC\t");
    assert_eq!(driver.texts(0, 0, Lane::Sacrifices), ["a", "A"]);
    assert_eq!(driver.texts(0, 1, Lane::Sacrifices), ["b"]);
    assert_eq!(driver.texts(0, 2, Lane::Sacrifices), ["c", "C"]);
    assert_eq!(
        driver.texts(0, 3, Lane::Sacrifices),
        ["d"],
        "a step was made for it"
    );
    driver.undo();
    assert_eq!(driver.project().journeys[0].steps.len(), 3);
    assert_eq!(driver.project().all_notes().count(), 0);
}

#[test]
fn copied_notes_keep_their_scores() {
    let mut driver = Driver::open("tool-rental");
    driver.click_note("129 € at once");
    driver.run(&commands::SELECT_ALL);
    driver.harness.event(Event::Copy);
    driver.harness.run();
    driver.put_cursor(Cursor::On(Slot::Note {
        place: driver.lane(1, 2, Lane::Sacrifices),
        at: 2,
    }));
    driver.paste("129 € at once\nAn hour in the queue on Saturday");
    assert_eq!(driver.net_of(1, 2), Some(-7.0));
}

#[test]
fn undo_goes_to_what_it_changes() {
    let mut driver = Driver::open("tool-rental");
    driver.click_note("Bits go missing");
    driver.type_slowly("3");
    driver.show_map();
    assert!(driver.says("Key touchpoints"));
    driver.undo();
    assert!(driver.says("Running total"), "the journey is shown again");
    assert_eq!(
        driver.cursor(),
        Cursor::At(Target::Note(driver.note("Bits go missing").id))
    );
}

#[test]
fn the_same_notes_for_the_other_solution() {
    let mut driver = Driver::open("tool-rental");
    driver.click_note("Carry it home on the bus");
    driver.press_with(Modifiers::COMMAND, Key::D);
    assert_eq!(
        driver
            .texts(1, 2, Lane::Sacrifices)
            .last()
            .map(String::as_str),
        Some("Carry it home on the bus")
    );
    assert_eq!(driver.net_of(1, 2), Some(-4.0));
}

#[test]
fn nothing_here_and_no_such_step() {
    let mut driver = Driver::open("tool-rental");
    driver.put_cursor(Cursor::On(Slot::Note {
        place: driver.lane(1, 5, Lane::Sacrifices),
        at: 0,
    }));
    driver.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    assert_eq!(driver.net_of(1, 5), None);
    driver.press_with(Modifiers::COMMAND, Key::E);
    assert_eq!(driver.net_of(1, 5), Some(0.0));
    assert!(driver.says("nothing here"));
    driver.click_note("Bits go missing");
    driver.press_with(Modifiers::COMMAND, Key::E);
    assert!(driver.news()[0].contains("There are benefits or sacrifices in this step"));
}

#[test]
fn moving_by_keys() {
    let mut driver = Driver::open("tool-rental");
    driver.click_note("129 € at once");
    driver.press_with(Modifiers::ALT, Key::ArrowDown);
    assert_eq!(driver.texts(0, 1, Lane::Sacrifices)[1], "129 € at once");
    driver.press_with(Modifiers::ALT, Key::ArrowUp);
    assert_eq!(driver.texts(0, 1, Lane::Sacrifices)[0], "129 € at once");
    driver.press_with(Modifiers::ALT, Key::ArrowRight);
    assert_eq!(driver.texts(0, 2, Lane::Sacrifices)[1], "129 € at once");
    driver.put_cursor(Cursor::At(Target::StepName(driver.step_named("Get"))));
    driver.press_with(Modifiers::ALT, Key::ArrowRight);
    assert_eq!(driver.project().journeys[0].steps[2].name, "Get");
}

#[test]
fn several_notes_are_selected_and_deleted_together() {
    let mut driver = Driver::open("tool-rental");
    driver.click_note("129 € at once");
    driver.press_with(Modifiers::SHIFT, Key::ArrowDown);
    assert!(driver.says("2 notes selected"));
    driver.press(Key::Delete);
    assert_eq!(driver.texts(0, 1, Lane::Sacrifices), Vec::<String>::new());
    driver.undo();
    assert_eq!(driver.texts(0, 1, Lane::Sacrifices).len(), 2);
}

#[test]
fn quick_capture_writes_where_the_cursor_is() {
    let mut driver = Driver::open("tool-rental");
    driver.click_note("Bits go missing");
    driver.press_with(Modifiers::COMMAND, Key::J);
    assert!(driver.says("Sacrifices · Buy · Maintain"));
    driver.type_at_once("Too heavy");
    driver.press(Key::Enter);
    driver.type_at_once("Too loud");
    driver.press(Key::Enter);
    assert_eq!(
        driver.texts(0, 5, Lane::Sacrifices)[2..],
        ["Too heavy", "Too loud"]
    );
    driver.paste("One\nTwo");
    assert_eq!(driver.texts(0, 5, Lane::Sacrifices)[4..], ["One", "Two"]);
}

#[test]
fn find_and_replace() {
    let mut driver = Driver::open("tool-rental");
    driver.press_with(Modifiers::COMMAND, Key::H);
    driver.type_at_once("carry it");
    assert!(driver.says("1 of 2"));
    driver.press(Key::Enter);
    assert!(driver.says("2 of 2"));
    driver.harness.get_by_label("Replace with").click();
    driver.harness.run();
    driver.type_at_once("Drag it");
    driver.click("Replace all");
    assert!(driver.has_note("Drag it home on the bus") && driver.has_note("Drag it home anyway"));
    driver.press(Key::Escape);
    driver.undo();
    assert!(driver.has_note("Carry it home anyway"));
}

#[test]
fn a_value_map_is_filled_by_keys_alone() {
    let mut driver = Driver::new_project(Template::ValueMap);
    driver.type_slowly("Sari\t\t");
    driver.type_at_once("Pay my staff on the same day each month");
    driver.press(Key::Enter);
    assert_eq!(driver.project().personas[0].name, "Sari");
    assert_eq!(
        driver.project().value_maps[0].jobs[0].job.sentence,
        "Pay my staff on the same day each month"
    );
    // Enter went on to its outcome.
    driver.type_slowly("Fewer corrected payslips");
    driver.press(Key::Escape);
    driver.press(Key::ArrowDown);
    driver.type_slowly("Hours sheet by mail\nPhone call\n");
    let job = &driver.project().value_maps[0].jobs[0];
    assert_eq!(job.outcome.sentence, "Fewer corrected payslips");
    let texts: Vec<_> = job.rows[Row::Touchpoints]
        .iter()
        .map(|note| note.text.as_str())
        .collect();
    assert_eq!(texts, ["Hours sheet by mail", "Phone call"]);
}

#[test]
fn judging_steps_as_a_whole() {
    let mut driver = Driver::open("tool-rental");
    driver.run(commands::SET_AGGREGATION.with(value_journey::model::Aggregation::Overall));
    let journey = &driver.project().journeys[0];
    let target = Target::Overall {
        solution: journey.solutions[0].id,
        step: journey.steps[0].id,
    };
    driver.put_cursor(Cursor::At(target));
    driver.type_slowly("-2\n");
    assert_eq!(driver.net_of(0, 0), Some(-2.0));
    driver.type_slowly("9\n");
    assert_eq!(driver.net_of(0, 0), Some(-2.0), "not on the scale");
    assert!(driver.news()[0].contains("9 is not possible here"));
}

#[test]
fn head_counts_are_typed_into_their_row() {
    let mut driver = Driver::open("eight-stages");
    let journey = &driver.project().journeys[0];
    let target = Target::Count {
        period: 0,
        step: journey.steps[3].id,
    };
    driver.put_cursor(Cursor::At(target));
    driver.type_slowly("360\n");
    assert!(
        driver.says("Lowest conversion, 2026-Q1: Subscribe"),
        "Convert is at 15 % now"
    );
}

#[test]
fn what_a_panel_has_typed_is_kept_when_it_goes_away() {
    let mut driver = Driver::open("tool-rental");
    driver.click_note("129 € at once");
    driver.type_into("Details", "paid by card");
    driver.run(&commands::NEXT_VIEW);
    driver.run(&commands::PREVIOUS_VIEW);
    driver.click_note("Bits go missing");
    driver.type_slowly("More");
    driver.press(Key::Enter);
    assert_eq!(driver.note("129 € at once").detail, "paid by card");
    driver.undo();
    driver.undo();
    assert_eq!(driver.note("129 € at once").detail, "");
}

#[test]
fn typing_goes_on_in_the_solution_that_is_shown() {
    let mut driver = Driver::open("tool-rental");
    driver.click_note("129 € at once");
    // Both, then Buy, then Use.
    driver.run(&commands::NEXT_SOLUTION);
    driver.run(&commands::NEXT_SOLUTION);
    driver.type_slowly("Deposit");
    driver.press(Key::Enter);
    assert_eq!(
        driver.texts(1, 1, Lane::Sacrifices),
        ["Identity card and form", "Deposit"]
    );
}

#[test]
fn typing_while_there_are_bars_only_unfolds_the_notes() {
    let mut driver = Driver::open("tool-rental");
    driver.click_note("129 € at once");
    driver.run(&commands::TOGGLE_SHAPE);
    driver.type_slowly("New");
    driver.press(Key::Enter);
    assert_eq!(driver.texts(0, 1, Lane::Sacrifices)[1], "New");
    assert!(
        driver.says("New, not scored. Sacrifices · Buy · Get"),
        "it is seen"
    );
}

#[test]
fn a_slot_takes_letters_after_a_question_was_cancelled() {
    let mut driver = Driver::open("tool-rental");
    driver.click_note("129 € at once");
    driver.type_slowly("One");
    driver.press(Key::Enter);
    driver.close();
    driver.click("Cancel");
    driver.type_slowly("Two");
    driver.press(Key::Enter);
    assert_eq!(driver.texts(0, 1, Lane::Sacrifices)[1..3], ["One", "Two"]);
}

#[test]
fn a_refused_file_does_not_stop_typing() {
    let mut driver = Driver::open("tool-rental");
    let bad = driver.folder.path().join("bad.ojf");
    std::fs::write(&bad, "{").expect("written");
    driver.click_note("129 € at once");
    driver.type_slowly("Slow qu");
    driver.drop_file(&bad);
    assert!(driver.has_note("Slow qu"));
    driver.type_slowly("eue");
    driver.press(Key::Enter);
    assert!(driver.has_note("Slow queue"), "in the note that was begun");
    assert!(!driver.has_note("Slow qu") && !driver.has_note("eue"));
}

#[test]
fn quick_capture_writes_its_last_line_when_it_is_closed() {
    let mut driver = Driver::open("tool-rental");
    driver.click_note("129 € at once");
    driver.run(&commands::QUICK_CAPTURE);
    driver.type_slowly("First");
    driver.press(Key::Enter);
    driver.type_slowly("half a li");
    driver.press_with(Modifiers::COMMAND, Key::J);
    assert!(driver.has_note("First") && driver.has_note("half a li"));
    driver.type_slowly("On the canvas");
    driver.press(Key::Enter);
    assert!(driver.has_note("On the canvas"));
}

#[test]
fn steps_follow_each_other_after_saving_in_between() {
    let mut driver = Driver::new_project(Template::Cvjm);
    driver.will_choose("a.vjourney");
    driver.type_slowly("Notice");
    driver.run(&commands::SAVE);
    driver.type_slowly("Compare");
    driver.press(Key::Enter);
    let names: Vec<_> = driver.project().journeys[0]
        .steps
        .iter()
        .map(|step| step.name.clone())
        .collect();
    assert_eq!(names, ["Notice", "Compare"]);
}

#[test]
fn a_scoring_pass_ends_when_its_note_is_gone() {
    let mut driver = Driver::open("tool-rental");
    driver.click_note("129 € at once");
    driver.type_slowly("New");
    driver.press(Key::Enter);
    driver.click_note("New");
    driver.press(Key::F8);
    assert!(driver.state().open.scoring.is_some());
    let text = commands::UNDO.text(driver.state());
    driver.click(&text);
    assert!(driver.state().open.scoring.is_none());
}

#[test]
fn keys_after_a_paste_come_after_it() {
    let mut driver = Driver::open("tool-rental");
    driver.click_note("129 € at once");
    let mut events = vec![Event::Paste("Pasted".to_owned())];
    events.extend(pressed_and_released(Key::ArrowRight));
    driver.harness.input_mut().events.extend(events);
    driver.harness.step();
    driver.harness.run();
    assert_eq!(driver.texts(0, 1, Lane::Sacrifices)[1], "Pasted");
}

#[test]
fn a_list_pasted_on_a_job_becomes_jobs_and_on_a_name_text() {
    let mut driver = Driver::open("tool-rental");
    driver.show_map();
    let map = driver.project().value_maps[0].clone();
    driver.put_cursor(Cursor::At(Target::JobSentence(map.jobs[0].id)));
    driver.paste("Buy screws\nPaint the wall");
    let jobs: Vec<_> = driver.project().value_maps[0]
        .jobs
        .iter()
        .map(|job| job.job.text().into_owned())
        .collect();
    assert_eq!(jobs[1..3], ["Buy screws", "Paint the wall"]);
    driver.put_cursor(Cursor::At(Target::MapName(map.id)));
    driver.paste("A new room");
    assert_eq!(driver.project().value_maps[0].name, "A new room");
}

#[test]
fn a_menu_opened_with_the_mouse_is_used_with_the_arrows() {
    let mut driver = Driver::open("tool-rental");
    driver.click_note("129 € at once");
    let before = driver.bytes();
    driver.click("Edit");
    for _ in 0..3 {
        driver.press(Key::ArrowDown);
    }
    let focused = driver.harness.ctx.memory(egui::Memory::focused);
    assert!(focused.is_some() && focused != Some(egui::Id::unique("canvas")));
    driver.press(Key::Escape);
    assert_eq!(driver.bytes(), before);
    driver.type_slowly("Back");
    driver.press(Key::Enter);
    assert!(driver.has_note("Back"));
}

#[test]
fn a_step_that_is_not_there_says_how_many_notes_it_sets_aside() {
    let mut driver = Driver::open("tool-rental");
    let before = driver.bytes();
    driver.click_note("129 € at once");
    driver.run(&commands::NO_SUCH_STEP);
    let aside = "3 notes set aside";
    let place = driver.lane(0, 1, Lane::Benefits);
    let name = driver.project().place_name(place);
    assert!(
        driver.says(&format!("{name}: no such step {aside}")),
        "in the cell"
    );
    assert!(
        driver.says(&format!("Buy, Get: no such step, {aside}")),
        "in the status line"
    );
    assert!(
        driver.says("3 notes are set aside, where a solution has no such step."),
        "at the foot"
    );
    assert!(
        driver
            .news()
            .iter()
            .any(|news| news.contains("3 notes are set aside")),
        "{:?}",
        driver.news()
    );
    // Nothing can happen to them unseen.
    driver.press(Key::Delete);
    driver.run(&commands::NO_SUCH_STEP);
    assert_eq!(driver.bytes(), before, "they come back whole");
    assert!(!driver.says(aside));
    driver.undo();
    assert!(driver.says(aside), "one step back they are aside again");
    driver.undo();
    assert_eq!(driver.bytes(), before);
}

/// A block as a spreadsheet copies it.
fn block(columns: usize, rows: usize) -> String {
    let row = |row: usize| {
        let cells = (0..columns).map(|column| match row {
            0 => format!("Step {}", column + 1),
            row => format!("{row} of {}", column + 1),
        });
        cells.collect::<Vec<_>>().join("\t")
    };
    (0..rows).map(row).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_block_at_the_first_heading_becomes_steps_and_notes_after_a_sentence() {
    let mut driver = Driver::new_project(Template::Cvjm);
    let before = driver.bytes();
    driver.paste(&block(100, 10));
    assert_eq!(driver.bytes(), before, "it is said first");
    assert!(driver.says(
        "The first row becomes 100 steps: “Step 1”, “Step 2”, “Step 3” and 97 more. \
         The other 900 cells become notes."
    ));
    driver
        .harness
        .get_by_role_and_label(Role::RadioButton, "Sacrifices")
        .click();
    driver.harness.run();
    driver.click("Paste");
    let journey = &driver.project().journeys[0];
    assert_eq!(journey.steps.len(), 100);
    assert_eq!(journey.steps[99].name, "Step 100");
    assert_eq!(driver.project().all_notes().count(), 900);
    assert_eq!(driver.texts(0, 1, Lane::Sacrifices).len(), 9);
    assert_eq!(driver.texts(0, 1, Lane::Sacrifices)[8], "9 of 2");
    driver.undo();
    assert_eq!(driver.bytes(), before);
    assert_eq!(driver.state().document.undo_steps(), 0);
}

#[test]
fn a_block_at_a_heading_goes_after_it_and_can_be_left() {
    let mut driver = Driver::open("tool-rental");
    let before = driver.bytes();
    let first = driver.project().journeys[0].steps[0].clone();
    driver.put_cursor(Cursor::At(Target::StepName(first.id)));
    driver.paste(&block(2, 2));
    assert!(driver.says(&format!(
        "The first row becomes 2 steps after “{}”: “Step 1”, “Step 2”. \
         The other 2 cells become notes.",
        first.name
    )));
    driver.press(Key::Escape);
    assert_eq!(driver.bytes(), before);
    driver.paste(&block(2, 2));
    driver.press(Key::Enter);
    assert_eq!(driver.project().journeys[0].steps[1].name, "Step 1");
    assert_eq!(driver.texts(0, 1, Lane::Benefits), ["1 of 1"]);
}

#[test]
fn one_cell_pasted_on_a_heading_takes_its_place() {
    let mut driver = Driver::open("tool-rental");
    driver.put_cursor(Cursor::At(Target::StepName(driver.step_named("Get"))));
    driver.paste("Fetch");
    let journey = &driver.project().journeys[0];
    assert_eq!(journey.steps.len(), 7);
    assert_eq!(journey.steps[1].name, "Fetch");
}

/// The first step with two sacrifices, one right below the other, and where they stand.
fn one_below_the_other(driver: &Driver) -> (usize, [(String, egui::Rect); 2]) {
    let step = (0..6).find(|step| driver.texts(0, *step, Lane::Sacrifices).len() > 1);
    let step = step.expect("a step with two");
    let texts = driver.texts(0, step, Lane::Sacrifices);
    let rect = |text: &String| driver.rect_of(Target::Note(driver.note(text).id));
    let [above, below] = [&texts[0], &texts[1]];
    assert!(rect(below).min.y > rect(above).min.y);
    (
        step,
        [(above.clone(), rect(above)), (below.clone(), rect(below))],
    )
}

#[test]
fn the_scores_of_a_note_are_in_the_way_of_no_other_note() {
    let mut driver = Driver::open("tool-rental");
    let (_, [(above, upper), (below, lower)]) = one_below_the_other(&driver);
    let before = driver.note(&above).score;
    // The pointer rests on a note, at its text and at its score, then clicks on the note below.
    for x in [upper.center().x, upper.max.x - 6.0] {
        driver.harness.hover_at(egui::pos2(x, upper.center().y));
        driver.harness.run();
        let at = egui::pos2(upper.center().x, lower.min.y + 4.0);
        driver.click_at(at);
        assert_eq!(driver.note(&above).score, before, "no score is given by it");
        let target = Target::Note(driver.note(&below).id);
        let cursor = driver.state().selection.cursor();
        assert_eq!(cursor, Cursor::At(target), "the note below is selected");
    }
    // At its score the scores to choose from open, and a click gives the first.
    let size = upper.height().min(22.0);
    let badge = egui::pos2(upper.max.x - 6.0, upper.min.y + size / 2.0);
    driver.harness.hover_at(badge);
    driver.harness.run();
    driver.click_at(badge - egui::vec2(3.0 * 24.0, 0.0));
    assert_eq!(driver.note(&above).score, Some(Decimal::ZERO));
}

#[test]
fn a_drag_within_one_slow_frame_carries_what_was_pressed() {
    let mut driver = Driver::open("tool-rental");
    let (step, [(above, upper), (below, lower)]) = one_below_the_other(&driver);
    driver
        .harness
        .hover_at(egui::pos2(lower.max.x + 60.0, lower.max.y + 60.0));
    driver.harness.run();
    let steps = [step, step + 1];
    let [before, after] = steps.map(|step| driver.texts(0, step, Lane::Sacrifices).len());
    let to = driver
        .rect_of_cell(driver.lane(0, step + 1, Lane::Sacrifices))
        .center();
    let button = |pos, pressed| egui::Event::PointerButton {
        pos,
        pressed,
        button: egui::PointerButton::Primary,
        modifiers: Modifiers::NONE,
    };
    let from = upper.center();
    let events = &mut driver.harness.input_mut().events;
    events.extend([
        egui::Event::PointerMoved(from),
        button(from, true),
        egui::Event::PointerMoved(lower.center()),
        egui::Event::PointerMoved(to),
        button(to, false),
    ]);
    driver.harness.run();
    let texts = steps.map(|step| driver.texts(0, step, Lane::Sacrifices));
    assert!(texts[1].contains(&above) && !texts[0].contains(&above));
    assert!(texts[0].contains(&below), "nothing else is carried");
    assert_eq!([texts[0].len(), texts[1].len()], [before - 1, after + 1]);
}

#[test]
fn a_digit_on_a_note_that_is_not_scored_only_says_so() {
    let mut driver = Driver::open("tool-rental");
    driver.show_map();
    let before = driver.bytes();
    driver.click_note("Counter in the shop");
    for key in ["3", "+", "-", "−"] {
        driver.type_slowly(key);
        assert_eq!(driver.bytes(), before, "{key}");
        assert_eq!(
            driver.news(),
            ["Notes of “Key touchpoints” are not scored. Enter edits this one."]
        );
    }
    driver.press(Key::Enter);
    driver.type_slowly(" 3\n");
    assert!(driver.has_note("Counter in the shop 3"));
}

#[test]
fn what_is_deleted_says_how_many_notes_went_with_it() {
    let mut driver = Driver::open("tool-rental");
    let notes = |driver: &Driver| driver.project().all_notes().count();
    let before = notes(&driver);
    let step = driver.step_named("Get");
    driver.put_cursor(Cursor::At(Target::StepName(step)));
    driver.press(Key::Delete);
    let gone = before - notes(&driver);
    assert!(gone > 1);
    let told = format!("Step deleted with {gone} notes. Ctrl+Z brings it back.");
    assert_eq!(driver.news(), [told]);
    driver.undo();
    assert_eq!(notes(&driver), before);
    driver.run(&commands::DELETE_SOLUTION);
    assert!(
        driver
            .news()
            .last()
            .unwrap()
            .starts_with("Solution deleted with ")
    );
    driver.run(&commands::DELETE_VIEW);
    assert!(
        driver
            .news()
            .last()
            .unwrap()
            .starts_with("Journey deleted with ")
    );
    driver.undo();
    driver.undo();
    driver.show_map();
    let job = driver.project().value_maps[0].jobs[0].id;
    driver.put_cursor(Cursor::At(Target::JobSentence(job)));
    driver.press(Key::Delete);
    assert!(
        driver
            .news()
            .last()
            .unwrap()
            .starts_with("Job deleted with ")
    );
}

#[test]
fn a_figure_that_is_none_is_told_once_and_beside_its_place() {
    let mut driver = Driver::open("eight-stages");
    let steps = driver.project().journeys[0].steps.clone();
    let count = |at: usize| Target::Count {
        period: 0,
        step: steps[at].id,
    };
    driver.put_cursor(Cursor::At(count(0)));
    driver.type_at_once("many\tfew\tsome\t");
    assert_eq!(driver.news().len(), 1, "{:?}", driver.news());
    let told = driver.news()[0].clone();
    let line = driver.harness.get_by_label(&told).rect();
    let place = driver.rect_of(count(2));
    assert!(!line.intersects(place), "{line} over {place}");
    assert!(
        line.distance_to_pos(place.left_top()) < 24.0,
        "{line} far from {place}"
    );
    driver.put_cursor(Cursor::At(count(2)));
    driver.type_slowly("2");
    assert!(driver.news().is_empty(), "it is typed anew");
}

#[test]
fn the_scoring_card_grows_with_the_map() {
    let mut driver = Driver::open("tool-rental");
    let height = |driver: &mut Driver| {
        driver.press(Key::F8);
        let rect = driver.harness.get_by_label("1 of 28").rect();
        let end = driver
            .harness
            .get_by_role_and_label(Role::Button, "End")
            .rect();
        driver.press(Key::Escape);
        assert!(end.max.y <= 1000.0, "{end} is outside of the window");
        rect.height()
    };
    driver.run(&commands::ZOOM_TO_100);
    let at_the_desk = height(&mut driver);
    for _ in 0..3 {
        driver.run(&commands::ZOOM_IN);
    }
    let zoomed = height(&mut driver);
    assert!(zoomed >= 1.4 * at_the_desk, "{at_the_desk} and {zoomed}");
}

/// What is written stays in sight above the bars, however the map grows, and nothing gets smaller.
#[test]
fn where_one_types_stays_in_sight_and_fit_is_hinted_at_once() {
    let mut driver = Driver::start_sized(1280.0, 720.0);
    driver.open_example("tool-rental");
    let zoom = driver.state().view_state().unwrap().camera.zoom;
    let mut told = HashSet::new();
    for step in [0, 3] {
        driver.put_cursor(Cursor::On(Slot::Note {
            place: driver.lane(0, step, Lane::Benefits),
            at: 9,
        }));
        for at in 0..12 {
            driver.type_at_once(&format!("Benefit {at} of many words that take some lines"));
            let id = driver.state().typing.into.unwrap().target();
            let seen = driver.harness.state().canvas().geometry().unwrap().middle;
            let card = driver.rect_of(id);
            assert!(seen.expand(1.0).contains_rect(card), "{card} not in {seen}");
            told.extend(driver.news());
            driver.press(Key::Enter);
        }
    }
    assert_eq!(driver.state().view_state().unwrap().camera.zoom, zoom);
    let hint = "There is more below. Ctrl+0 fits all of it to the window.";
    assert_eq!(Vec::from_iter(told), [hint]);
    assert!(driver.news().is_empty(), "once");
}

#[test]
fn what_the_figures_say_is_found_where_the_window_is_too_low_for_it() {
    let conclusion = "Holds whichever way we count";
    let mut driver = Driver::start_sized(1280.0, 720.0);
    driver.open_example("service");
    assert!(!driver.says(conclusion), "there is no room for it");
    driver.click("Conclusion and legend");
    assert!(driver.says(conclusion) && driver.says("bold: lowest and highest"));
    driver.press(Key::Escape);
    driver.press(Key::F7);
    assert!(driver.says(conclusion), "by its key too");
    let driver = Driver::open("tool-rental");
    assert!(driver.says(conclusion));
    let buttons = driver.harness.query_all_by_label("Conclusion and legend");
    assert_eq!(buttons.count(), 0, "it stands under the map");
}

#[test]
fn every_step_that_shares_the_lowest_or_highest_place_is_marked() {
    let mut driver = Driver::open("service");
    let texts = driver.all_texts();
    let of = |solution: &str, end: &str| {
        let ends = format!(", {end}");
        let of = format!("{solution}, ");
        texts
            .iter()
            .filter(|text| text.starts_with(&of) && text.ends_with(&ends))
            .count()
    };
    for solution in ["Buy", "Subscribe"] {
        for end in ["lowest", "highest"] {
            assert!(of(solution, end) > 0, "{solution}: no {end} step");
        }
    }
    driver.press_with(Modifiers::COMMAND, Key::Num0);
    assert!(driver.says("Buy: lowest ") || driver.says("Subscribe: lowest "));
}
