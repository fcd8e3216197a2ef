//! Starts the program: a subcommand, or the window.

use eframe::Renderer;
use std::process::ExitCode;
use value_journey::app;
use value_journey::cli::{self, Start};

fn main() -> ExitCode {
    let window = match cli::start() {
        Start::Done(code) => return code,
        Start::Window(window) => app::Window {
            file: window.file,
            renderer: window.renderer.map(|renderer| match renderer {
                cli::Renderer::Glow => Renderer::Glow,
                #[cfg(not(target_os = "linux"))]
                cli::Renderer::Wgpu => Renderer::Wgpu,
            }),
            frame_times: window.frame_times,
        },
    };
    match app::run_window(&window) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprint(&sentence);
            ExitCode::from(2)
        }
    }
}

#[expect(clippy::print_stderr, reason = "there is no window to show it in")]
fn eprint(sentence: &str) {
    eprintln!("{}", value_journey::model::plain_line(sentence));
}
