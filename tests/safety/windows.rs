//! Two windows and a shell edit the same file in turn; at the end every note of each is in it.

use crate::kill::{Headless, save_keys};
use crate::worker::{SAVED, numbered, with_note};
use crate::{Figures, Outcome, Run};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};
use value_journey::file;

/// A window that is told what to do.
struct Window {
    child: Child,
    words: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Window {
    fn open(run: &Run, path: &Path, state: &Path) -> Self {
        let mut child = run
            .worker(&["window", &path.to_string_lossy(), &state.to_string_lossy()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a process");
        Self {
            words: child.stdin.take().expect("its ears"),
            answers: BufReader::new(child.stdout.take().expect("its words")),
            child,
        }
    }

    /// Says something and waits until it is done.
    fn tell(&mut self, word: &str) -> Result<(), String> {
        writeln!(self.words, "{word}").map_err(|error| error.to_string())?;
        let mut answer = String::new();
        self.answers
            .read_line(&mut answer)
            .map_err(|error| error.to_string())?;
        if answer.trim() == "done" {
            Ok(())
        } else {
            Err(format!("“{word}”: {}", answer.trim()))
        }
    }
}

pub(crate) fn run(run: &Run) -> Outcome {
    let folder = run.folder();
    let (path, state) = (
        folder.path().join("plan.vjourney"),
        folder.path().join("state"),
    );
    std::fs::write(&path, file::write(&numbered(1)).expect("bytes")).expect("written");
    let mut windows = [
        Window::open(run, &path, &state),
        Window::open(run, &path, &state),
    ];
    let lasts = Duration::from_secs(run.pick(15, 600) as u64);
    fastrand::seed(run.seed);
    let begin = Instant::now();
    let (mut texts, mut saves, mut failures) = (Vec::new(), 0, Vec::new());
    while begin.elapsed() < lasts && failures.is_empty() {
        let text = format!("note {}", texts.len());
        let at = fastrand::usize(..2);
        let result = match fastrand::u8(..10) {
            0..5 => {
                texts.push(text.clone());
                windows[at].tell(&format!("add {text}"))
            }
            5..8 => {
                saves += 1;
                windows[at].tell("save")
            }
            _ => {
                texts.push(text.clone());
                in_a_shell(&path, &text);
                Ok(())
            }
        };
        failures.extend(result.err());
        // Now and then there is time to see what the others did.
        std::thread::sleep(Duration::from_millis(fastrand::u64(..400)));
    }
    for window in &mut windows {
        failures.extend(window.tell("save").err());
        failures.extend(window.tell("quit").err());
        window.child.wait().expect("it ends");
    }
    let project = file::open(&path).expect("the file is whole");
    let all: std::collections::HashSet<&str> = project
        .all_notes()
        .map(|(_, note)| note.text.as_str())
        .collect();
    let lost = texts.iter().filter(|text| !all.contains(text.as_str()));
    failures.extend(lost.map(|text| format!("lost: {text}")));
    Outcome::Done(Figures {
        n: texts.len(),
        failures,
        notes: format!(
            "Notes of two windows and a shell in turn, {saves} saves; 0 lost notes wanted."
        ),
    })
}

/// Adds a note as a script would: reads, changes, renames over.
fn in_a_shell(path: &Path, text: &str) {
    let project = file::open(path).expect("the file is whole");
    let other = path.with_extension("new");
    let bytes = file::write(&with_note(&project, text)).expect("bytes");
    std::fs::write(&other, bytes).expect("written");
    std::fs::rename(other, path).expect("renamed");
}

/// The window: does what it is told, and looks by itself what others do.
pub(crate) fn window(path: &Path, state: &Path) -> u8 {
    let mut window = Headless::open(path, state);
    let (words, told) = channel();
    let ears = std::thread::Builder::new().spawn(move || {
        for line in std::io::stdin().lines().map_while(Result::ok) {
            if words.send(line).is_err() {
                return;
            }
        }
    });
    drop(ears);
    loop {
        window.frame(Vec::new());
        match told.recv_timeout(Duration::from_millis(5)) {
            Ok(word) if word == "quit" => {
                println!("done");
                return SAVED;
            }
            Ok(word) if word == "save" => save(&mut window),
            Ok(word) => {
                let text = word.trim_start_matches("add ").to_owned();
                window
                    .app
                    .desk
                    .state
                    .document
                    .edit("Add", |project| *project = with_note(project, &text));
                println!("done");
            }
            Err(std::sync::mpsc::RecvTimeoutError::Timeout) => {}
            Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => return SAVED,
        }
    }
}

fn save(window: &mut Headless) {
    let begin = Instant::now();
    let mut events = save_keys();
    while begin.elapsed() < Duration::from_secs(20) {
        window.frame(std::mem::take(&mut events));
        if let Some(question) = window.app.question() {
            println!("a question: {question}");
            return;
        }
        let state = &window.app.desk.state;
        if state.on_file.busy.is_none()
            && !state.document.is_dirty()
            && begin.elapsed().as_millis() > 50
        {
            println!("done");
            return;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    println!("not saved: {:?}", window.app.desk.state.toasts.texts());
}
