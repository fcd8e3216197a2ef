//! Disks that are full, and disks whose plug is pulled.

use crate::worker::{number_of, numbered};
use crate::{Figures, Outcome, Run, has, is_root};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use value_journey::file;

/// A mounted disk, until it is dropped.
struct Mounted<'a>(&'a Path);

impl Drop for Mounted<'_> {
    fn drop(&mut self) {
        done("umount", &[&self.0.to_string_lossy()]);
    }
}

fn done(program: &str, words: &[&str]) -> bool {
    let mut command = Command::new(program);
    command
        .args(words)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

fn mount<'a>(words: &[&str], at: &'a Path) -> Option<Mounted<'a>> {
    let at_text = at.to_string_lossy();
    let words: Vec<&str> = words.iter().copied().chain([&*at_text]).collect();
    done("mount", &words).then_some(Mounted(at))
}

/// A disk in memory of every size from that of the old file to that of both.
pub(crate) fn full(run: &Run) -> Outcome {
    if !is_root() {
        return Outcome::Skipped("mounting needs root".to_owned());
    }
    let folder = run.folder();
    let disk = folder.path().join("disk");
    std::fs::create_dir(&disk).expect("a folder");
    let old = file::write(&numbered(1)).expect("bytes");
    let new = file::write(&numbered(2)).expect("bytes");
    let page = 4096;
    let levels = run.pick(16, 64);
    let (least, most) = (old.len() + page, old.len() + new.len() + 8 * page);
    let (mut failures, mut refused) = (Vec::new(), 0);
    for level in 0..levels {
        let size = least + (most - least) * level / (levels - 1);
        let option = format!("size={size}");
        let Some(mounted) = mount(&["-t", "tmpfs", "-o", &option, "tmpfs"], &disk) else {
            return Outcome::Skipped("no disk could be mounted".to_owned());
        };
        let path = disk.join("plan.vjourney");
        std::fs::write(&path, &old).expect("the old file has room");
        // Versions are kept on the same full disk at every other level.
        let state = if level % 2 == 0 {
            folder.path().join("state")
        } else {
            disk.join("state")
        };
        let output = run
            .worker(&[
                "save",
                &path.to_string_lossy(),
                &state.to_string_lossy(),
                "2",
            ])
            .output()
            .expect("it runs");
        let said = String::from_utf8_lossy(&output.stdout);
        let found = std::fs::read(&path).expect("it can be read");
        let is_saved = output.status.success();
        refused += usize::from(!is_saved);
        if found != old && found != new {
            failures.push(format!("{size} bytes: half a file"));
        } else if is_saved && found != new {
            failures.push(format!("{size} bytes: false success"));
        } else if !is_saved && !said.contains("disk is full") {
            failures.push(format!("{size} bytes: it says “{}”", said.trim()));
        }
        drop(mounted);
    }
    Outcome::Done(Figures {
        n: levels,
        failures,
        notes: format!("{refused} of them were refused; the others were saved."),
    })
}

/// A disk that is copied at random moments while one save follows the other; the copy is what a power
/// cut would leave.
pub(crate) fn power_cut(run: &Run) -> Outcome {
    if !is_root() {
        return Outcome::Skipped("mounting needs root".to_owned());
    }
    if !has("mkfs.ext4") {
        return Outcome::Skipped("there is no mkfs.ext4".to_owned());
    }
    let folder = run.folder();
    let at = |name: &str| folder.path().join(name);
    let (image, copy, disk, after) = (at("image"), at("copy"), at("disk"), at("after"));
    for folder in [&disk, &after] {
        std::fs::create_dir(folder).expect("a folder");
    }
    let text = |path: &Path| path.to_string_lossy().into_owned();
    std::fs::File::create(&image)
        .and_then(|image| image.set_len(24 << 20))
        .expect("room");
    assert!(
        done("mkfs.ext4", &["-q", "-F", &text(&image)]),
        "a file system"
    );
    // What the file system would do by itself to help is switched off.
    let options = "loop,commit=300,noauto_da_alloc";
    let Some(mounted) = mount(&["-o", options, &text(&image)], &disk) else {
        return Outcome::Skipped("no loop device could be mounted".to_owned());
    };
    let path = disk.join("plan.vjourney");
    std::fs::write(&path, file::write(&numbered(1)).expect("bytes")).expect("written");
    assert!(done("sync", &["-f", &text(&path)]), "it begins on disk");
    let mut child = run
        .worker(&["saves", &text(&path), &text(&at("state"))])
        .stdout(Stdio::piped())
        .spawn()
        .expect("a process");
    let confirmed = Arc::new(AtomicU64::new(1));
    let heard = Arc::clone(&confirmed);
    let lines = BufReader::new(child.stdout.take().expect("its words")).lines();
    let listener = std::thread::Builder::new().spawn(move || {
        for number in lines
            .map_while(Result::ok)
            .filter_map(|line| line.parse().ok())
        {
            heard.store(number, Ordering::SeqCst);
        }
    });
    fastrand::seed(run.seed);
    let n = run.pick(10, 300);
    let (mut failures, mut newest) = (Vec::new(), 0);
    let process = child.id().to_string();
    for _ in 0..n {
        std::thread::sleep(std::time::Duration::from_micros(fastrand::u64(500..30_000)));
        // Between two system calls; what the kernel has not written by then is lost.
        assert!(done("kill", &["-STOP", &process]), "it stops");
        std::thread::sleep(std::time::Duration::from_millis(5));
        let least = confirmed.load(Ordering::SeqCst);
        std::fs::copy(&image, &copy).expect("a copy");
        assert!(done("kill", &["-CONT", &process]), "it goes on");
        let Some(_mounted) = mount(&["-o", "loop", &text(&copy)], &after) else {
            failures.push("the disk cannot be mounted afterwards".to_owned());
            continue;
        };
        let found = file::open(&after.join("plan.vjourney"))
            .map_err(|error| error.to_string())
            .and_then(|project| number_of(&project));
        match found {
            Ok(number) if number >= least => newest = number,
            Ok(number) => failures.push(format!("{least} was confirmed, {number} is there")),
            Err(error) => failures.push(format!("after {least}: {error}")),
        }
    }
    child.kill().expect("it ends");
    child.wait().expect("it ends");
    if let Ok(listener) = listener {
        listener.join().expect("it ends");
    }
    drop(mounted);
    Outcome::Done(Figures {
        n,
        failures,
        notes: format!("{newest} saves; ext4, noauto_da_alloc, commit=300."),
    })
}
