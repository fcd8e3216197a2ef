//! How much work a frame is, in counts: times depend on the machine, these do not.
#![cfg(test)]

mod common;
#[path = "common/large.rs"]
mod large;

use common::Driver;
use egui::{Key, Modifiers, vec2};
use value_journey::app::{Sight, commands};
use value_journey::file;

/// A large project in a window of 1920 by 1080 points.
fn open(notes: usize) -> Driver {
    let mut driver = Driver::start_sized(1920.0, 1080.0);
    let path = driver.folder.path().join("large.vjourney");
    file::save(&large::project(notes), &path, file::Known::Anything, None).expect("saved");
    driver.open_file(&path);
    driver
}

/// Corners of triangles on the screen.
fn vertices(driver: &Driver) -> usize {
    let output = driver.harness.output();
    let meshes = driver
        .harness
        .ctx
        .tessellate(output.shapes.clone(), output.pixels_per_point);
    let corners = meshes.iter().map(|mesh| match &mesh.primitive {
        egui::epaint::Primitive::Mesh(mesh) => mesh.vertices.len(),
        egui::epaint::Primitive::Callback(_) => 0,
    });
    corners.sum()
}

#[test]
fn a_frame_in_which_nothing_changes_lays_out_and_shapes_nothing() {
    let mut driver = open(10_000);
    let state = driver.harness.state();
    let (cells, words) = (state.cells_made(), state.shaped_words());
    for _ in 0..10 {
        driver.harness.step();
    }
    let state = driver.harness.state();
    assert_eq!((state.cells_made(), state.shaped_words()), (cells, words));
}

#[test]
fn opening_lays_out_each_cell_once_and_looks_into_it_twice() {
    let driver = open(10_000);
    let state = driver.harness.state();
    let (cells, lanes) = (100 * 2, 4);
    let (made, looked_into) = (state.cells_made(), state.cells_looked_into());
    println!("opened: {made} cells laid out, {looked_into} looked into");
    assert!(made <= lanes * cells, "{made}");
    assert!(
        looked_into <= 2 * cells,
        "layout and inspector: {looked_into}"
    );
}

#[test]
fn panning_and_zooming_lay_out_nothing() {
    let mut driver = open(10_000);
    driver.run(&commands::ZOOM_TO_100);
    let cells = driver.harness.state().cells_made();
    for at in 0..10_u8 {
        let view = driver.state_mut().view_state_mut().expect("a view");
        view.sight = Sight::Free;
        view.camera.zoom = 0.2 + 0.3 * f32::from(at);
        view.camera.at = vec2(300.0 * f32::from(at), 120.0 * f32::from(at));
        driver.harness.step();
    }
    assert_eq!(driver.harness.state().cells_made(), cells);
}

#[test]
fn a_letter_lays_out_its_cell_and_what_follows_from_it() {
    let mut driver = open(10_000);
    driver.run(&commands::ZOOM_TO_100);
    driver.press_with(Modifiers::COMMAND, Key::Home);
    driver.type_slowly("N");
    assert!(driver.has_note("N"), "it is being typed");
    let before = driver.harness.state();
    let (cells, words) = (before.cells_made(), before.shaped_words());
    let looked_into = before.cells_looked_into();
    driver.type_slowly("ew");
    let after = driver.harness.state();
    let looked_into = after.cells_looked_into() - looked_into;
    // The layout looks into the cell, and the inspector.
    assert!(looked_into <= 2 * 2, "{looked_into} cells for two letters");
    let (cells, words) = (after.cells_made() - cells, after.shaped_words() - words);
    println!("two letters: {cells} cells laid out, {words} words shaped");
    // Of 800 cells with notes one a letter; besides it figures, bars and texts that follow from it.
    assert!(
        cells <= 2 * 8,
        "{cells} cells were laid out for two letters"
    );
    assert!(words <= 2 * 3, "{words} words were shaped for two letters");
}

#[test]
fn a_frame_draws_what_is_in_view_however_much_there_is() {
    let mut drawn = Vec::new();
    for notes in [10_000, 100_000] {
        let mut driver = open(notes);
        driver.run(&commands::ZOOM_TO_100);
        let count = driver.harness.state().drawn();
        let corners = vertices(&driver);
        println!("{notes} notes at zoom 1: {count:?}, {corners} vertices");
        assert!(count.blocks <= 500 && count.lines <= 1_000, "{count:?}");
        assert!(corners <= 120_000, "{corners} vertices");
        drawn.push(count.blocks);
        driver.run(&commands::FIT);
        let corners = vertices(&driver);
        println!(
            "{notes} notes fitted: {:?}, {corners} vertices",
            driver.harness.state().drawn()
        );
        assert!(corners <= 400_000, "{corners} vertices");
    }
    assert!(drawn[1] <= 2 * drawn[0], "{drawn:?}");
}

#[test]
fn screen_readers_get_what_is_in_view_not_everything() {
    use egui_kittest::kittest::NodeT as _;
    let mut driver = open(10_000);
    driver.run(&commands::ZOOM_TO_100);
    driver.press_with(Modifiers::COMMAND, Key::Home);
    let nodes = driver.harness.root().children_recursive().count();
    println!("{nodes} nodes");
    assert!(nodes <= 1_800, "{nodes} nodes");
}
