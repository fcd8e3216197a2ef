//! Findings as a page and beside the canvas: sentences with figures and reasons that lead somewhere.
#![cfg(test)]

mod common;

use common::Driver;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use value_journey::analysis::{FindingGroup, NOTHING_YET, findings};
use value_journey::app::commands;
use value_journey::edit::Cursor;
use value_journey::layout::View;
use value_journey::model::{Lane, Target, Template};

/// The page of findings.
fn page(driver: &Driver) -> View {
    let mut views = driver.state().all_views().into_iter();
    let page = views.find(|view| view.kind.key() == "findings");
    page.expect("a page of findings")
}

/// What the rows say, from the top, and which of them has the focus.
fn rows(driver: &Driver) -> Vec<(String, bool)> {
    let nodes = driver.harness.root().children_recursive();
    let buttons = nodes.filter(|node| node.accesskit_node().role() == Role::Button);
    let said = buttons.filter_map(|node| {
        let name = node.accesskit_node().label()?;
        let is_row = findings(driver.project())
            .iter()
            .any(|finding| name.contains(&finding.beside_figure()) && name.ends_with(finding.why));
        is_row.then(|| (name, node.accesskit_node().is_focused()))
    });
    said.collect()
}

fn focused(driver: &Driver) -> String {
    let rows = rows(driver);
    let row = rows.into_iter().find(|(_, has_focus)| *has_focus);
    row.expect("a row has the focus").0
}

#[test]
fn every_sentence_stands_on_the_page_in_its_group_with_figure_and_reason() {
    for name in ["tool-rental", "eight-stages", "service"] {
        let mut driver = Driver::open(name);
        driver.run(commands::SHOW.with(page(&driver)));
        let all = findings(driver.project());
        let rows = rows(&driver);
        assert_eq!(rows.len(), all.len(), "{name}: {rows:?}");
        let mut expected: Vec<_> = all.iter().collect();
        expected.sort_by_key(|finding| finding.group);
        for (finding, (row, _)) in expected.into_iter().zip(&rows) {
            assert!(row.contains(&finding.figure) && row.contains(&finding.beside_figure()));
            assert!(
                !finding.why.is_empty() && row.ends_with(finding.why),
                "{row}"
            );
        }
        for group in FindingGroup::ALL {
            let is_there = all.iter().any(|finding| finding.group == *group);
            assert_eq!(driver.says(group.label()), is_there, "{name}: {group:?}");
        }
    }
}

#[test]
fn a_sentence_leads_to_what_it_is_about_by_mouse_and_by_keys() {
    let mut driver = Driver::open("tool-rental");
    let pick_up = Cursor::At(Target::StepName(driver.step_named("Pick up")));
    let journey = View::journey(driver.project().journeys[0].id);
    driver.run(commands::SHOW.with(page(&driver)));
    assert!(rows(&driver)[0].1, "the first one has the focus");
    let wanted = "Pick up (Use) costs more than it gives";
    for _ in 0..rows(&driver).len() {
        if focused(&driver).contains(wanted) {
            break;
        }
        driver.press(Key::ArrowDown);
    }
    driver.press(Key::Enter);
    assert_eq!(driver.state().view, Some(journey));
    assert_eq!(driver.cursor(), pick_up);
    // The keys are there as well.
    driver.type_slowly("Fetch");
    driver.press(Key::Enter);
    driver.step_named("Fetch");
    driver.undo();
    driver.run(commands::SHOW.with(page(&driver)));
    let at = rows(&driver)
        .into_iter()
        .find(|(row, _)| row.contains(wanted));
    driver.click(&at.expect("a row").0);
    assert_eq!(
        (driver.state().view, driver.cursor()),
        (Some(journey), pick_up)
    );
}

#[test]
fn beside_the_canvas_arrows_light_what_a_sentence_is_about_and_the_inspector_comes_back() {
    let mut driver = Driver::open("tool-rental");
    assert!(driver.says("Basis: for whom, over what time or how many uses"));
    let view = driver.state().view;
    driver.press(Key::F4);
    assert!(driver.says("What the figures say"));
    assert!(!driver.says("Basis: for whom, over what time or how many uses"));
    // From the canvas over the menus into the panel.
    driver.press(Key::F6);
    driver.press(Key::F6);
    let mut lit = Vec::new();
    for _ in 0..30 {
        driver.press(Key::ArrowDown);
        lit.push(driver.cursor());
        assert_eq!(driver.state().view, view, "nothing leaves the canvas");
    }
    let decide = Cursor::At(Target::StepName(driver.step_named("Decide")));
    assert!(lit.contains(&decide), "{lit:?}");
    assert!(!driver.harness.state().canvas().is_active());
    driver.press(Key::F4);
    assert!(
        driver.says("Basis: for whom") || driver.says("Name"),
        "the inspector is back"
    );
    assert!(!driver.says("What the figures say"));
}

#[test]
fn what_is_typed_is_said_at_the_next_picture() {
    let mut driver = Driver::open("tool-rental");
    driver.press(Key::F4);
    assert!(driver.says("+8, Over all 7 steps: Buy −6, Use +2, difference +8."));
    driver.click_note("129 € at once");
    driver.type_slowly("0");
    assert!(driver.says("+5, Over all 7 steps: Buy −3, Use +2, difference +5."));
    driver.undo();
    assert!(driver.says("+8, Over all 7 steps: Buy −6, Use +2, difference +8."));
    // A note letter by letter: the sentence that counts notes follows.
    let place = driver.lane(0, 0, Lane::Benefits);
    driver.put_cursor(Cursor::On(value_journey::model::Slot::Note {
        place,
        at: 9,
    }));
    let before = rows(&driver);
    driver.type_slowly("Near");
    assert_ne!(rows(&driver), before);
}

#[test]
fn five_of_a_group_are_shown_and_more_when_asked() {
    let mut driver = Driver::open("tool-rental");
    driver.press(Key::F4);
    let all = findings(driver.project());
    let figures = all.iter().filter(|one| one.group == FindingGroup::Figures);
    let more = figures.count() - 5;
    let shown = rows(&driver).len();
    driver.click(&format!("and {more} more"));
    assert_eq!(rows(&driver).len(), shown + more);
}

#[test]
fn all_of_it_is_copied_for_a_spreadsheet() {
    let mut driver = Driver::open("tool-rental");
    driver.run(commands::SHOW.with(page(&driver)));
    driver
        .harness
        .get_by_role_and_label(Role::Button, "Copy all")
        .click();
    let mut copied = None;
    for _ in 0..4 {
        driver.harness.step();
        let output = driver.harness.output();
        copied =
            copied.or(output
                .platform_output
                .commands
                .iter()
                .find_map(|command| match command {
                    egui::OutputCommand::CopyText(text) => Some(text.clone()),
                    _ => None,
                }));
    }
    let copied = copied.expect("a text was copied");
    let lines: Vec<Vec<&str>> = copied
        .lines()
        .map(|line| line.split('\t').collect())
        .collect();
    assert_eq!(lines.len(), findings(driver.project()).len());
    assert!(lines.iter().all(|line| line.len() == 4), "{lines:?}");
    assert!(
        copied.contains("What the figures say\t-3\tPick up (Use) costs more"),
        "{copied}"
    );
    assert!(!copied.contains('−'), "other programs know a plain hyphen");
}

#[test]
fn where_there_is_nothing_to_say_that_is_said() {
    let mut driver = Driver::new_project(Template::Compare);
    driver.press(Key::F4);
    assert!(driver.says(NOTHING_YET));
    assert!(rows(&driver).is_empty());
}

#[test]
fn a_window_for_one_panel_shows_the_findings_in_its_place() {
    let mut driver = Driver::start_sized(1280.0, 720.0);
    driver.open_example("service");
    driver.press_with(Modifiers::ALT, Key::Enter);
    driver.press(Key::F4);
    assert!(driver.says("What the figures say"));
    for (row, _) in rows(&driver) {
        let rect = driver
            .harness
            .get_by_role_and_label(Role::Button, &row)
            .rect();
        assert!(
            rect.max.x <= 1280.0 && rect.width() < 500.0,
            "{rect}: {row}"
        );
    }
    driver.press_with(Modifiers::ALT, Key::Enter);
    assert!(
        !driver.says("What the figures say"),
        "the inspector takes it back"
    );
}
