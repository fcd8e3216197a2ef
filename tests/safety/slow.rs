//! The interface is used while the disk takes five seconds to flush.

use crate::kill::{Headless, save_keys};
use crate::worker::SAVED;
use crate::{Figures, Outcome, Run, has};
use egui::{Event, Pos2};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use value_journey::file;

/// The longest time between two frames that nobody feels.
const LONGEST_MS: u128 = 100;

pub(crate) fn run(run: &Run) -> Outcome {
    if !has("strace") {
        return Outcome::Skipped("there is no strace".to_owned());
    }
    let n = run.pick(1, 10);
    let (mut failures, mut longest) = (Vec::new(), 0);
    for _ in 0..n {
        match try_one(run) {
            Ok(gap) => longest = longest.max(gap),
            Err(error) => failures.push(error),
        }
    }
    Outcome::Done(Figures {
        n,
        failures,
        notes: format!("Longest frame gap {longest} ms; {LONGEST_MS} allowed."),
    })
}

fn try_one(run: &Run) -> Result<u128, String> {
    let folder = run.folder();
    let path = folder.path().join("plan.vjourney");
    let bytes = file::write(&crate::worker::numbered(1)).expect("bytes");
    std::fs::write(&path, bytes).expect("written");
    let output = Command::new("strace")
        .args(["-f", "-qq", "--seccomp-bpf", "-o", "/dev/null"])
        // The first one of each thread: the snapshot, the file itself.
        .args([
            "-e",
            "trace=fsync",
            "-e",
            "inject=fsync:delay_enter=5s:when=1",
        ])
        .arg(&run.program)
        .args(["worker", "use"])
        .arg(&path)
        .arg(folder.path().join("state"))
        .stderr(Stdio::null())
        .output()
        .map_err(|error| error.to_string())?;
    let said = String::from_utf8_lossy(&output.stdout);
    let words: Vec<u128> = said
        .split_whitespace()
        .filter_map(|word| word.parse().ok())
        .collect();
    let [gap, seconds] = words[..] else {
        return Err(format!("it ended with “{}”", said.trim()));
    };
    if seconds < 5 {
        return Err(format!(
            "the save took only {seconds} s: the disk was not slow"
        ));
    }
    if gap > LONGEST_MS {
        return Err(format!("a frame gap of {gap} ms"));
    }
    Ok(gap)
}

/// Saves, and pans and types until it is saved. Prints the longest time between two frames in ms, and
/// how long the save took in seconds.
pub(crate) fn use_it(path: &Path, state: &Path) -> u8 {
    let mut window = Headless::open(path, state);
    for _ in 0..20 {
        window.frame(Vec::new());
    }
    window
        .app
        .desk
        .state
        .document
        .edit("Rename", |project| project.description = "0".to_owned());
    let begin = Instant::now();
    let (mut last, mut longest) = (begin, Duration::ZERO);
    let mut count = 0_u32;
    let mut events = save_keys();
    loop {
        count += 1;
        window.frame(std::mem::take(&mut events));
        let now = Instant::now();
        longest = longest.max(now - last);
        last = now;
        if window.app.desk.state.on_file.disk.known.is_some()
            && window.app.desk.state.on_file.busy.is_none()
            && window
                .app
                .desk
                .state
                .document
                .saved()
                .is_some_and(|saved| !saved.description.is_empty())
        {
            break;
        }
        events.push(Event::PointerMoved(Pos2::new(
            400.0 + (count % 300) as f32,
            300.0,
        )));
        if count.is_multiple_of(20) {
            window
                .app
                .desk
                .state
                .document
                .edit("Type", |project| project.description = count.to_string());
        }
        std::thread::sleep(Duration::from_millis(8));
    }
    println!("{} {}", longest.as_millis(), begin.elapsed().as_secs());
    SAVED
}
