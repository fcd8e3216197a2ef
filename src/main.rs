//! Starts the program: a subcommand, or the window.

use std::process::ExitCode;
use value_journey::app;
use value_journey::cli::{self, Start};

fn main() -> ExitCode {
    match cli::start() {
        Start::Done(code) => code,
        Start::Window(window) => match app::run_window(&window) {
            Ok(()) => ExitCode::SUCCESS,
            Err(sentence) => {
                eprint(&sentence);
                ExitCode::from(2)
            }
        },
    }
}

#[expect(clippy::print_stderr, reason = "there is no window to show it in")]
fn eprint(sentence: &str) {
    eprintln!("{sentence}");
}
