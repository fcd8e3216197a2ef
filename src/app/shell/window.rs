//! Opening the window: with the renderer that does best on this system, with the other one when that
//! does not start.

use super::app::App;
use eframe::{NativeOptions, Renderer};
use egui::{IconData, ViewportBuilder};
use std::path::PathBuf;

/// The id of the program for the system.
const APP_ID: &str = "value-journey";

/// What draws the window, in the order in which it is tried.
const RENDERERS: &[Renderer] = &[
    #[cfg(not(target_os = "linux"))]
    Renderer::Wgpu,
    Renderer::Glow,
];

/// How the window opens.
#[derive(Clone, Debug, Default)]
pub struct Window {
    /// The project to open.
    pub file: Option<PathBuf>,
    /// What draws first; without it what does best on this system.
    pub renderer: Option<Renderer>,
    /// Pans and zooms by itself, prints how long frames took, and quits.
    pub frame_times: bool,
}

/// Shows the window until it is closed.
///
/// # Errors
/// A sentence when no renderer starts: the error of the first one tried.
pub fn run(window: &Window) -> Result<(), String> {
    log_to_standard_error();
    let mut order = RENDERERS.to_vec();
    order.sort_by_key(|renderer| window.renderer.is_some_and(|wanted| wanted != *renderer));
    let mut first = None;
    for renderer in order {
        match start(window, renderer) {
            Ok(()) => return Ok(()),
            Err(error) => {
                log::warn!("{renderer} did not start: {error}.");
                // What the second one says hides why the first one failed.
                first.get_or_insert(error);
            }
        }
    }
    let first = first.unwrap_or_default();
    Err(format!(
        "The window could not be opened: {first}. Without a window the commands still work: value-journey --help."
    ))
}

fn start(window: &Window, renderer: Renderer) -> Result<(), String> {
    let mut viewport = ViewportBuilder::default()
        .with_app_id(APP_ID)
        .with_title("Value Journey")
        .with_inner_size([1440.0, 900.0])
        .with_min_inner_size([640.0, 400.0])
        .with_drag_and_drop(true);
    if let Some(icon) = icon() {
        viewport = viewport.with_icon(icon);
    }
    let mut options = NativeOptions {
        viewport,
        renderer,
        // Without a graphics processor it costs a fifth of each frame, and the colours here are flat.
        dithering: false,
        // Ours are asked for on a thread and arrive when they are known.
        system_font_fallback: false,
        ..NativeOptions::default()
    };
    options.glow_options.vsync = !window.frame_times;
    let (file, frame_times) = (window.file.clone(), window.frame_times);
    eframe::run_native(
        APP_ID,
        options,
        Box::new(move |creation| Ok(Box::new(App::new(creation, file, frame_times)))),
    )
    .map_err(|error| plain(&error))
}

/// What the toolkit says, without paths of its sources and lists of settings.
fn plain(error: &eframe::Error) -> String {
    let text = match error {
        eframe::Error::NoGlutinConfigs(_, inner) => {
            return format!("OpenGL has no mode for this screen ({inner})");
        }
        other => other.to_string(),
    };
    let text = text.trim_end_matches('.').to_owned();
    // "os error at …/mod.rs:788: Failed to load …"
    match text.split_once(".rs:") {
        Some((_, rest)) => rest
            .trim_start_matches(|letter: char| letter.is_ascii_digit())
            .trim_start_matches(": ")
            .to_owned(),
        None => text,
    }
}

/// The program's icon, drawn from its SVG at 128 pixels.
fn icon() -> Option<IconData> {
    use resvg::{tiny_skia, usvg};
    const SIDE: u32 = 128;
    let svg = include_str!("../../../assets/icon/value-journey.svg");
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default()).ok()?;
    let mut pixels = tiny_skia::Pixmap::new(SIDE, SIDE)?;
    let scale = SIDE as f32 / tree.size().width();
    resvg::render(
        &tree,
        tiny_skia::Transform::from_scale(scale, scale),
        &mut pixels.as_mut(),
    );
    let rgba = pixels.pixels().iter().flat_map(|pixel| {
        let pixel = pixel.demultiply();
        [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
    });
    Some(IconData {
        rgba: rgba.collect(),
        width: SIDE,
        height: SIDE,
    })
}

/// Warnings and errors, for whoever starts the program from a terminal.
fn log_to_standard_error() {
    struct Printer;
    impl log::Log for Printer {
        fn enabled(&self, metadata: &log::Metadata<'_>) -> bool {
            let most = if metadata.target().starts_with("value_journey") {
                log::Level::Warn
            } else {
                // Libraries warn of what harms nobody: a screen without a size, a locale "C".
                log::Level::Error
            };
            metadata.level() <= most
        }
        #[expect(clippy::print_stderr, reason = "this is where warnings go")]
        fn log(&self, record: &log::Record<'_>) {
            if self.enabled(record.metadata()) {
                let words = crate::model::plain_line(&record.args().to_string());
                eprintln!("{}: {words}", record.target());
            }
        }
        fn flush(&self) {}
    }
    // A second window of the same process has it already.
    if log::set_logger(&Printer).is_ok() {
        log::set_max_level(log::LevelFilter::Warn);
    }
}
