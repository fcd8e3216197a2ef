//! The window as a picture: alignment, colours and bars, pixel by pixel.
//!
//! After an intended change: `UPDATE_SNAPSHOTS=1 cargo test --test pictures`, and look at them.
#![cfg(test)]

mod common;

use common::Driver;
use egui_kittest::SnapshotOptions;
use egui_kittest::wgpu::{WgpuTestRenderer, default_wgpu_setup};
use std::io::Write as _;
use value_journey::app::commands;
use value_journey::layout::theme::{Role, Theme};

/// Whether there is something to draw with; where there must be one its absence is a failure.
fn has_adapter() -> bool {
    let found = std::panic::catch_unwind(|| {
        WgpuTestRenderer::from_setup(default_wgpu_setup());
    });
    assert!(
        found.is_ok() || std::env::var_os("CI").is_none(),
        "there is no graphics adapter, and CI is set: pictures must be compared here"
    );
    if found.is_err() {
        // Written past the test runner, which shows only what failed.
        let _ = std::io::stderr().write_all(b"\nskipped: no graphics adapter\n");
    }
    found.is_ok()
}

fn compare(driver: &mut Driver, name: &str) {
    let mut image = driver.harness.render().expect("a picture");
    // A real window is cleared with this colour first.
    let ground = driver.state().style.color(Role::Canvas);
    for pixel in image.pixels_mut() {
        let clear = 255 - u32::from(pixel.0[3]);
        for (part, ground) in pixel.0.iter_mut().zip(ground.to_array()) {
            *part = (u32::from(*part) + u32::from(ground) * clear / 255).min(255) as u8;
        }
    }
    // Drivers round colours and edges differently.
    let options = SnapshotOptions::new().threshold(1.5).max_failed_pixels(300);
    egui_kittest::image_snapshot_options(&image, name, &options);
}

#[test]
fn the_window_looks_as_it_did() {
    if !has_adapter() {
        return;
    }
    let mut driver = Driver::start_sized(1280.0, 720.0);
    compare(&mut driver, "welcome");
    for (theme, name) in [
        (Theme::Light, "light"),
        (Theme::Dark, "dark"),
        (Theme::HighContrast, "high-contrast"),
    ] {
        driver.run(commands::SET_THEME.with(theme));
        driver.open_example("tool-rental");
        compare(&mut driver, &format!("journey-{name}"));
        driver.show_map();
        compare(&mut driver, &format!("value-map-{name}"));
    }
    driver.run(commands::SET_THEME.with(Theme::Light));
    driver.open_example("service");
    driver.run(&commands::TOGGLE_SHAPE);
    compare(&mut driver, "bars-only");
}
