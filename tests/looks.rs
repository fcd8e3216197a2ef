//! What is on the screen is really there: every letter, in every theme, after every switch.
#![cfg(test)]

mod common;

use common::Driver;
use egui::Shape;
use egui::epaint::ClippedShape;
use value_journey::app::Command;
use value_journey::layout::theme::Theme;

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
        fresh.run(Command::SetTheme(theme));
        fresh.open_example("tool-rental");
        let mut switched = open();
        switched.open_example("tool-rental");
        switched.run(Command::SetTheme(theme));
        // News go by themselves.
        for driver in [&mut fresh, &mut switched] {
            driver.run(Command::ToggleShape);
            driver.run(Command::ToggleShape);
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
            Command::ZoomIn
        } else {
            Command::ZoomOut
        });
        let letters = letters(&driver);
        let blank = letters
            .iter()
            .filter(|letter| letter.iter().all(|ink| *ink < 64))
            .count();
        assert_eq!(blank, 0, "of {} letters in round {round}", letters.len());
    }
}
