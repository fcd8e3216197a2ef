//! The program without its window is killed at random moments while somebody edits and saves.

use crate::worker::SAVED;
use crate::{Figures, Outcome, Run};
use eframe::App as _;
use egui::{Event, Key, Modifiers, RawInput, Rect, vec2};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};
use value_journey::app::{Answer, App, FileDialogs, FileQuestion, Message, Reply};
use value_journey::file::{self, Store};
use value_journey::model::Project;

/// What may be lost at most.
const MOST_LOST: Duration = Duration::from_secs(2);
/// How many are killed at the same time: they mostly wait.
const TOGETHER: usize = 8;

pub(crate) struct NoDialogs;

impl FileDialogs for NoDialogs {
    fn ask(&mut self, question: &FileQuestion, _: Option<&eframe::Frame>, reply: Reply<Message>) {
        reply.send(Message::Answered(question.clone(), Answer::Cancelled));
    }
}

/// The program without a window, its jobs on threads.
pub(crate) struct Headless {
    ctx: egui::Context,
    pub(crate) app: App,
    frame: eframe::Frame,
    begin: Instant,
}

impl Headless {
    pub(crate) fn open(path: &Path, state: &Path) -> Self {
        let ctx = egui::Context::default();
        let store = Store::at(state.to_owned());
        let app = App::headless(&ctx, Box::new(NoDialogs), store);
        let mut headless = Self {
            ctx,
            app,
            frame: eframe::Frame::_new_kittest(),
            begin: Instant::now(),
        };
        headless.app.open(path.to_owned());
        while headless.app.desk.state.is_welcome {
            headless.frame(Vec::new());
            std::thread::sleep(Duration::from_millis(1));
        }
        headless
    }

    /// One frame, until its triangles are made.
    pub(crate) fn frame(&mut self, events: Vec<Event>) {
        let mut input = RawInput {
            screen_rect: Some(Rect::from_min_size(egui::Pos2::ZERO, vec2(1280.0, 720.0))),
            max_texture_side: Some(4096),
            time: Some(self.begin.elapsed().as_secs_f64()),
            events,
            ..RawInput::default()
        };
        self.app.raw_input_hook(&self.ctx, &mut input);
        let (app, frame) = (&mut self.app, &mut self.frame);
        let mut output = self.ctx.run_ui(input, |ui| {
            app.logic(ui.ctx(), frame);
            app.ui(ui, frame);
        });
        output.textures_delta.clear();
        self.ctx.tessellate(output.shapes, output.pixels_per_point);
    }
}

pub(crate) fn save_keys() -> Vec<Event> {
    [true, false]
        .map(|pressed| Event::Key {
            key: Key::S,
            physical_key: Some(Key::S),
            pressed,
            repeat: false,
            modifiers: Modifiers::COMMAND,
        })
        .to_vec()
}

/// Counts in the document until it is killed; says each number it shows and each that is saved.
pub(crate) fn edit(path: &Path, state: &Path) -> u8 {
    let mut window = Headless::open(path, state);
    fastrand::seed(u64::from(std::process::id()));
    let mut out = std::io::stdout().lock();
    let (mut number, mut told) = (0_u64, 0);
    loop {
        number += 1;
        window
            .app
            .desk
            .state
            .document
            .edit("Count", |project| project.name = number.to_string());
        let events = if fastrand::u8(..40) == 0 {
            save_keys()
        } else {
            Vec::new()
        };
        window.frame(events);
        writeln!(out, "shown {number}").expect("somebody listens");
        let saved = window
            .app
            .desk
            .state
            .document
            .saved()
            .map(|saved| saved.name.clone());
        let saved = saved.and_then(|name| name.parse().ok()).unwrap_or(0);
        if saved > told {
            told = saved;
            writeln!(out, "saved {saved}").expect("somebody listens");
        }
        out.flush().expect("somebody listens");
        std::thread::sleep(Duration::from_millis(15));
        if number == u64::MAX {
            return SAVED;
        }
    }
}

struct Trial {
    folder: tempfile::TempDir,
    after: Duration,
}

pub(crate) fn run(run: &Run) -> Outcome {
    fastrand::seed(run.seed);
    let n = run.pick(200, 3000);
    let trials: Vec<Trial> = (0..n)
        .map(|_| Trial {
            folder: run.folder(),
            // Most live longer than what may be lost.
            after: Duration::from_millis(fastrand::u64(100..4500)),
        })
        .collect();
    let next = std::sync::atomic::AtomicUsize::new(0);
    let results = std::sync::Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..TOGETHER {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
                    let Some(trial) = trials.get(at) else { return };
                    let result = try_one(run, trial);
                    results.lock().expect("a lock").push(result);
                    std::fs::remove_dir_all(trial.folder.path()).ok();
                }
            });
        }
    });
    let results = results.into_inner().expect("a lock");
    let mut lost: Vec<Duration> = results
        .iter()
        .filter_map(|result| result.as_ref().ok().copied())
        .collect();
    lost.sort();
    let ms = |share: usize| {
        lost.get((lost.len().max(1) - 1) * share / 100)
            .map_or(0, Duration::as_millis)
    };
    Outcome::Done(Figures {
        n,
        notes: format!(
            "Lost work: median {} ms, most {} ms; 2 s allowed.",
            ms(50),
            ms(100)
        ),
        failures: results.into_iter().filter_map(Result::err).collect(),
    })
}

/// How much work was lost, or what went wrong.
fn try_one(run: &Run, trial: &Trial) -> Result<Duration, String> {
    let path = trial.folder.path().join("plan.vjourney");
    let state = trial.folder.path().join("state");
    let mut project = Project {
        name: "0".to_owned(),
        ..Project::default()
    };
    project.description = "x".repeat(20_000);
    std::fs::write(&path, file::write(&project).expect("bytes")).expect("written");
    let words = ["edit", &path.to_string_lossy(), &state.to_string_lossy()].map(str::to_owned);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut child = run
        .worker(&words)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| error.to_string())?;
    let lines = BufReader::new(child.stdout.take().ok_or("no words")?).lines();
    let listener = std::thread::Builder::new().spawn(move || {
        let mut shown: Vec<(Instant, u64)> = Vec::new();
        let mut saved = 0;
        for line in lines.map_while(Result::ok) {
            match line.split_once(' ') {
                Some(("shown", number)) => {
                    shown.push((Instant::now(), number.parse().unwrap_or(0)));
                }
                Some(("saved", number)) => saved = number.parse().unwrap_or(0),
                _ => {}
            }
        }
        (shown, saved)
    });
    let listener = listener.map_err(|error| error.to_string())?;
    std::thread::sleep(trial.after);
    let killed_at = Instant::now();
    child.kill().map_err(|error| error.to_string())?;
    child.wait().map_err(|error| error.to_string())?;
    let (shown, saved) = listener
        .join()
        .map_err(|_| "the listener failed".to_owned())?;
    let on_disk = file::open(&path).map_err(|error| format!("corrupt: {error}"))?;
    let number = |name: &str| {
        name.parse::<u64>()
            .map_err(|_| format!("corrupt: “{name}”"))
    };
    let in_file = number(&on_disk.name)?;
    if in_file < saved {
        return Err(format!("{saved} was confirmed, {in_file} is in the file"));
    }
    let found = file::find_recovered(&Store::at(state));
    let recovered = match found.first() {
        Some(found) => number(&found.project.name)?,
        None => 0,
    };
    let kept = in_file.max(recovered);
    // The first number that is gone was shown so long before the kill.
    let first_lost = shown.iter().find(|(_, number)| *number > kept);
    let lost = first_lost.map_or(Duration::ZERO, |(at, _)| {
        killed_at.saturating_duration_since(*at)
    });
    if lost > MOST_LOST {
        return Err(format!("{} ms of work lost", lost.as_millis()));
    }
    Ok(lost)
}
