//! The program without a window: one file per subcommand.
//!
//! Errors go to standard error as one sentence with the file's name; exit 0 is fine, 2 is "could
//! not". What is printed is the same on every machine, and holds nothing a terminal would obey: files
//! and their names hold anybody's words.
mod check;
mod diff;
mod export;
mod import;
mod merge;
mod new;
mod report;
mod stats;

use crate::model::words::listed;
use crate::model::{plain_line, plain_lines};
use clap::{CommandFactory as _, Parser, Subcommand, ValueEnum};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Map where a service creates value for its customers and where it destroys it.
#[derive(Parser, Debug)]
#[command(
    name = "value-journey",
    version,
    about,
    args_conflicts_with_subcommands = true
)]
pub struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    window: Window,
}

/// How the window opens.
#[derive(clap::Args, Debug, Clone, Default)]
pub struct Window {
    /// The project to open
    pub file: Option<PathBuf>,
    /// What draws the window; where there is another one it is tried when this one does not start
    #[arg(long, value_enum)]
    pub renderer: Option<Renderer>,
    /// Pans and zooms the file by itself, prints how long frames took, and quits
    #[arg(long, hide = true)]
    pub frame_times: bool,
}

/// What draws the window.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Renderer {
    /// OpenGL
    Glow,
    /// Metal, Direct3D
    #[cfg(not(target_os = "linux"))]
    Wgpu,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Make a new project from a template
    New(new::Arguments),
    /// Look for problems and open ends; exit 0 fine, 1 problems, 2 cannot read
    Check(check::Arguments),
    /// Draw a view as SVG or PNG
    Export(export::Arguments),
    /// Bring in a file of another program
    Import(import::Arguments),
    /// Say what differs between two files; exit 0 nothing, 1 something, 2 cannot read
    Diff(diff::Arguments),
    /// Merge two versions that come from a third; exit 0 merged, 1 conflicts (kept in the file), 2 cannot
    Merge(merge::Arguments),
    /// Print counts, net values, differences and conversion
    Stats(stats::Arguments),
}

/// What `main` is to do after the arguments were read.
pub enum Start {
    /// Everything is done.
    Done(ExitCode),
    /// Open the window.
    Window(Window),
}

/// Reads the arguments and runs a subcommand, if there is one.
pub fn start() -> Start {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(answer) => return Start::Done(answered(answer)),
    };
    let Some(command) = arguments.command else {
        return match arguments
            .window
            .file
            .as_deref()
            .filter(|file| is_mistyped(file))
        {
            Some(word) => Start::Done(mistyped(word)),
            None => Start::Window(arguments.window),
        };
    };
    let result = match command {
        Command::New(arguments) => new::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Merge(arguments) => merge::run(&arguments),
        Command::Stats(arguments) => stats::run(&arguments),
    };
    Start::Done(match result {
        Ok(report) => {
            // Whoever reads it may have seen enough (`| head`): no reason to fail.
            let _ = std::io::stdout().write_all(plain_lines(&report.text).as_bytes());
            report.code
        }
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "{}", plain_line(&error.to_string()));
            ExitCode::from(2)
        }
    })
}

/// Whether what should be a file is one word, like a command, and there is no such file.
fn is_mistyped(file: &Path) -> bool {
    let is_word = file.components().count() == 1 && file.extension().is_none();
    is_word && !file.exists()
}

/// No window for a slip of the keyboard.
fn mistyped(word: &Path) -> ExitCode {
    let word = plain_line(&word.to_string_lossy());
    let commands = Arguments::command();
    let commands: Vec<_> = commands
        .get_subcommands()
        .map(clap::Command::get_name)
        .collect();
    let _ = writeln!(
        std::io::stderr(),
        "There is neither a command nor a file “{word}”. Commands are {}.",
        listed(&commands)
    );
    ExitCode::from(2)
}

/// Help, the version, or what is wrong with the arguments; it repeats them.
fn answered(answer: clap::Error) -> ExitCode {
    let arguments = std::env::args_os().map(|argument| plain_line(&argument.to_string_lossy()));
    let answer = Arguments::try_parse_from(arguments).err().unwrap_or(answer);
    let text = plain_lines(&answer.render().to_string());
    let _ = if answer.use_stderr() {
        std::io::stderr().write_all(text.as_bytes())
    } else {
        std::io::stdout().write_all(text.as_bytes())
    };
    ExitCode::from(answer.exit_code() as u8)
}
