//! Starts the program: a subcommand, or the window.

use std::process::ExitCode;
use value_journey::cli::{self, Start};

fn main() -> ExitCode {
    match cli::start() {
        Start::Done(code) => code,
        Start::Window(_) => ExitCode::SUCCESS,
    }
}
