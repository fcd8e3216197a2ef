//! What a crash, a full disk, a power cut or another program may do to a file, done for real.
//!
//! `cargo test --test safety` runs each with a small count; `cargo test --test safety -- --long` with
//! the count that gives the figures in README; further words choose tests by their names. What needs
//! root (mounting) or `strace` says "skipped: why" without them.
#![allow(clippy::print_stdout, reason = "figures are printed")]

mod cases;
mod disks;
mod kill;
mod processes;
mod slow;
mod sweep;
mod windows;
mod worker;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;

/// What a test found.
struct Figures {
    /// How often it was tried.
    n: usize,
    /// What went wrong, as sentences.
    failures: Vec<String>,
    /// What else is worth knowing.
    notes: String,
}

enum Outcome {
    Done(Figures),
    Skipped(String),
}

type Test = (&'static str, fn(&Run) -> Outcome);

/// How the tests are run.
struct Run {
    is_long: bool,
    seed: u64,
    /// This program where everybody may start it.
    program: PathBuf,
    folder: tempfile::TempDir,
}

impl Run {
    fn pick(&self, short: usize, long: usize) -> usize {
        if self.is_long { long } else { short }
    }

    /// A new folder that everybody may use.
    fn folder(&self) -> tempfile::TempDir {
        let folder = tempfile::tempdir_in(self.folder.path()).expect("a folder");
        open_to_all(folder.path());
        folder
    }

    /// This program as one of its workers.
    fn worker(&self, words: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("worker").args(words);
        command
    }
}

fn open_to_all(path: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o777)).expect("a mode");
}

const TESTS: [Test; 9] = [
    ("every system call of a save fails or kills", sweep::run),
    ("kill -9 while editing and saving", kill::run),
    ("power cut", disks::power_cut),
    ("full disk", disks::full),
    ("links, modes, names and what is no file", cases::run),
    ("2 processes on one file", processes::two),
    ("4 processes on one file", processes::four),
    ("two windows and a shell in turn", windows::run),
    ("a disk that takes 5 s to flush", slow::run),
];

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if words.first().is_some_and(|word| word == "worker") {
        return worker::run(&words[1..]);
    }
    let seed = std::env::var("SEED")
        .ok()
        .and_then(|seed| seed.parse().ok());
    let folder = tempfile::tempdir().expect("a folder");
    open_to_all(folder.path());
    let program = folder.path().join("safety");
    std::fs::copy(std::env::current_exe().expect("this program"), &program).expect("a copy");
    let run = Run {
        is_long: words.iter().any(|word| word == "--long"),
        seed: seed.unwrap_or(2026),
        program,
        folder,
    };
    let wanted: Vec<&String> = words
        .iter()
        .filter(|word| !word.starts_with("--"))
        .collect();
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for (name, test) in TESTS {
        if !wanted.is_empty() && !wanted.iter().any(|word| name.contains(word.as_str())) {
            continue;
        }
        let begin = Instant::now();
        match test(&run) {
            Outcome::Skipped(why) if std::env::var_os("CI").is_none() => {
                println!("{name}: skipped: {why}");
                skipped += 1;
            }
            Outcome::Skipped(why) => {
                println!("{name}: FAILED: it could not run: {why}");
                failed += 1;
            }
            Outcome::Done(figures) => {
                let seconds = begin.elapsed().as_secs_f64();
                let (n, failures) = (figures.n, figures.failures.len());
                println!(
                    "{name}: n = {n}, seed {}, {failures} failures, {seconds:.0} s. {}",
                    run.seed, figures.notes
                );
                for failure in figures.failures.iter().take(20) {
                    println!("  {failure}");
                }
                if failures == 0 {
                    passed += 1;
                } else {
                    failed += 1;
                }
            }
        }
    }
    println!("\n{passed} passed, {failed} failed, {skipped} skipped");
    ExitCode::from(u8::from(failed > 0))
}

/// Whether a program is there.
fn has(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}
