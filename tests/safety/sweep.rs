//! Every system call of a save fails, is cut short, or is the last one of the process.

use crate::worker::{SAVED, number_of};
use crate::{Figures, Outcome, Run, has};
use std::path::Path;
use std::process::{Command, Stdio};
use value_journey::file::{self, Store};

const CALLS: [&str; 12] = [
    "openat",
    "write",
    "fsync",
    "renameat2",
    "rename",
    "linkat",
    "unlink",
    "ftruncate",
    "fchmod",
    "fchown",
    "mkdir",
    "read",
];
const FAULTS: [&str; 5] = [
    "error=ENOSPC",
    "error=EIO",
    "error=EACCES",
    "retval=1000",
    "signal=SIGKILL",
];

/// What stands there before the save.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Before {
    /// A file.
    File,
    /// Nothing.
    Nothing,
    /// A file with a second name: it is written in place.
    HardLink,
}

struct Trial {
    before: Before,
    call: &'static str,
    fault: &'static str,
    when: usize,
}

pub(crate) fn run(run: &Run) -> Outcome {
    if !has("strace") {
        return Outcome::Skipped("there is no strace".to_owned());
    }
    let mut trials = Vec::new();
    for before in [Before::File, Before::Nothing, Before::HardLink] {
        for (call, calls) in calls_of_a_save(run, before) {
            for fault in FAULTS {
                // A call that is said to have written what it has not.
                if fault.starts_with("retval") && call != "write" {
                    continue;
                }
                trials.extend(calls.clone().map(|when| Trial {
                    before,
                    call,
                    fault,
                    when,
                }));
            }
        }
    }
    fastrand::seed(run.seed);
    fastrand::shuffle(&mut trials);
    let all = trials.len();
    let n = run.pick(200, 1000);
    // With more than there are, each is tried again.
    let trials: Vec<&Trial> = trials.iter().cycle().take(n).collect();
    let failures: Vec<String> = trials
        .iter()
        .filter_map(|trial| try_one(run, trial))
        .collect();
    Outcome::Done(Figures {
        n,
        failures,
        notes: format!("{all} different ones; 0 torn files and 0 false successes wanted."),
    })
}

struct Files {
    folder: tempfile::TempDir,
}

impl Files {
    fn new(run: &Run, before: Before) -> Self {
        let folder = run.folder();
        let files = Self { folder };
        if before != Before::Nothing {
            let bytes = file::write(&crate::worker::numbered(1)).expect("bytes");
            std::fs::write(files.file(), bytes).expect("written");
        }
        if before == Before::HardLink {
            std::fs::hard_link(files.file(), files.folder.path().join("other")).expect("linked");
        }
        files
    }

    fn file(&self) -> std::path::PathBuf {
        self.folder.path().join("plan.vjourney")
    }

    fn state(&self) -> std::path::PathBuf {
        self.folder.path().join("state")
    }

    fn strace(&self, run: &Run, options: &[&str]) -> Command {
        let mut command = Command::new("strace");
        command.arg("-qq").args(options).arg(&run.program);
        command
            .args(["worker", "save"])
            .arg(self.file())
            .arg(self.state())
            .arg("2");
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    }
}

/// Which calls of each kind belong to the save and not to the start of the process.
fn calls_of_a_save(
    run: &Run,
    before: Before,
) -> Vec<(&'static str, std::ops::RangeInclusive<usize>)> {
    let files = Files::new(run, before);
    let log = files.folder.path().join("log");
    let mut strace = files.strace(run, &["-o", &log.to_string_lossy()]);
    let status = strace.status().expect("strace runs");
    assert!(status.success(), "a save without faults succeeds");
    let log = String::from_utf8_lossy(&std::fs::read(log).expect("a log")).into_owned();
    let (start, save) = log.split_once("/begin-save").expect("the save begins");
    let count = |text: &str, call: &str| {
        let begins = format!("{call}(");
        text.lines()
            .filter(|line| line.starts_with(&begins))
            .count()
    };
    CALLS
        .into_iter()
        .filter_map(|call| {
            let (before, of_save) = (count(start, call), count(save, call));
            (of_save > 0).then_some((call, before + 1..=before + of_save))
        })
        .collect()
}

/// What went wrong, if anything did.
fn try_one(run: &Run, trial: &Trial) -> Option<String> {
    let files = Files::new(run, trial.before);
    let inject = format!("inject={}:{}:when={}", trial.call, trial.fault, trial.when);
    let mut strace = files.strace(run, &["-o", "/dev/null", "-e", &inject]);
    let code = strace.status().expect("strace runs").code();
    let found = present(&files.file());
    let about = format!("{:?} {inject}: exit {code:?}, file {found:?}", trial.before);
    let is_whole = match found {
        Present::Number(1) => trial.before != Before::Nothing,
        Present::Number(2) => true,
        Present::Nothing => trial.before == Before::Nothing,
        Present::Number(_) | Present::Torn(_) => false,
    };
    if code == Some(i32::from(SAVED)) && !matches!(found, Present::Number(2)) {
        return Some(format!("false success: {about}"));
    }
    if is_whole {
        return None;
    }
    // In place the disk may fail in the middle: then both versions are kept elsewhere.
    let kept = Store::at(files.state()).versions_of(&files.file()).list();
    let numbers = kept
        .iter()
        .filter_map(|version| match present(&version.file) {
            Present::Number(number) => Some(number),
            Present::Nothing | Present::Torn(_) => None,
        });
    let mut numbers: Vec<u64> = numbers.collect();
    numbers.sort_unstable();
    if trial.before == Before::HardLink && numbers == [1, 2] {
        return None;
    }
    Some(format!("torn: {about}, kept {numbers:?}"))
}

#[derive(Debug)]
enum Present {
    Nothing,
    Number(u64),
    #[expect(dead_code, reason = "it is printed")]
    Torn(String),
}

fn present(file: &Path) -> Present {
    if !file.exists() {
        return Present::Nothing;
    }
    match file::open(file)
        .map_err(|error| error.to_string())
        .and_then(|project| number_of(&project))
    {
        Ok(number) => Present::Number(number),
        Err(error) => Present::Torn(error),
    }
}
