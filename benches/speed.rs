//! How long things take on large projects. Frames are the whole program: its logic, all panels, the
//! canvas, and the triangles for the renderer; of 200 frames the 95th percentile counts.
//!
//! Each figure stands beside what is wanted, in milliseconds and as a multiple of a yardstick that was
//! measured in the same run and that nothing of ours can slow: a slow machine is told from a slow program.
#![expect(clippy::print_stdout, reason = "figures are printed")]
#![allow(missing_docs, reason = "made by a macro")]

#[path = "../tests/common/large.rs"]
mod large;

use criterion::{Criterion, criterion_group, criterion_main};
use eframe::App as _;
use egui::{Event, Pos2, RawInput, Rect, Vec2, ViewportId, vec2};
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use value_journey::app::{Answer, App, FileDialogs, FileQuestion, Message, Reply, Sight};
use value_journey::edit::{Cursor, Selection};
use value_journey::file::{self, Store};
use value_journey::layout::{Framing, Layouter, View};
use value_journey::model::{Lane, Project, Target};

const WINDOW: Vec2 = vec2(1920.0, 1080.0);
const FRAMES: usize = 200;

struct NoDialogs;

impl FileDialogs for NoDialogs {
    fn ask(&mut self, question: &FileQuestion, _: Option<&eframe::Frame>, reply: Reply<Message>) {
        reply.send(Message::Answered(question.clone(), Answer::Cancelled));
    }
}

/// The program without a window.
struct Window {
    ctx: egui::Context,
    app: App,
    frame: eframe::Frame,
    pixels_per_point: f32,
    time: f64,
}

impl Window {
    fn new(pixels_per_point: f32) -> Self {
        let ctx = egui::Context::default();
        ctx.options_mut(|options| options.max_passes = 1.try_into().unwrap_or(options.max_passes));
        let app = App::for_test(&ctx, Box::new(NoDialogs));
        Self {
            ctx,
            app,
            frame: eframe::Frame::_new_kittest(),
            pixels_per_point,
            time: 0.0,
        }
    }

    fn open(project: &Path, pixels_per_point: f32) -> Self {
        let mut window = Self::new(pixels_per_point);
        window.app.open(project.to_owned());
        for _ in 0..5 {
            window.frame(Vec::new());
        }
        window
    }

    /// One frame, until its triangles are made.
    fn frame(&mut self, events: Vec<Event>) {
        self.time += 1.0 / 60.0;
        let mut input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, WINDOW)),
            max_texture_side: Some(8192),
            time: Some(self.time),
            events,
            ..RawInput::default()
        };
        if let Some(viewport) = input.viewports.get_mut(&ViewportId::ROOT) {
            viewport.native_pixels_per_point = Some(self.pixels_per_point);
        }
        self.app.raw_input_hook(&self.ctx, &mut input);
        let (app, frame) = (&mut self.app, &mut self.frame);
        let mut output = self.ctx.run_ui(input, |ui| {
            app.logic(ui.ctx(), frame);
            app.ui(ui, frame);
        });
        // A renderer would upload them.
        output.textures_delta.clear();
        black_box(self.ctx.tessellate(output.shapes, output.pixels_per_point));
    }

    fn look(&mut self, zoom: f32, at: Vec2) {
        let Some(geometry) = self.app.canvas().geometry().copied() else {
            return;
        };
        if let Some(view) = self.app.desk.state.view_state_mut() {
            view.sight = Sight::Free;
            view.camera.zoom = zoom;
            view.camera.at = at;
            view.camera.keep_inside(&geometry);
        }
    }

    fn fitted(&mut self) {
        if let Some(view) = self.app.desk.state.view_state_mut() {
            view.see(Sight::Whole);
        }
    }
}

/// Whether the words after `cargo bench --` name this; without any, all are run.
fn is_wanted(name: &str) -> bool {
    let mut words = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .peekable();
    words.peek().is_none() || words.any(|word| name.contains(&word))
}

/// What a machine needs for work that is none of ours, in milliseconds (median).
#[derive(Clone, Copy)]
struct Yardstick {
    name: &'static str,
    milliseconds: f64,
}

impl Yardstick {
    /// `serde_json` reads the bytes of 10,000 notes into the types of the model, without any check.
    fn read() -> Self {
        let bytes = file::write(&large::project(10_000)).expect("it can be written");
        let read = |_| {
            let project: Project = serde_json::from_slice(&bytes).expect("a project");
            black_box(project);
        };
        Self::of("typed read", timed(50, |_| {}, read))
    }

    /// A frame of the toolkit with 500 labels of its own, until its triangles are made: text that is
    /// looked up, placed and drawn, as in a frame of ours.
    fn frame() -> Self {
        let ctx = egui::Context::default();
        let frame = |_| {
            let input = RawInput {
                screen_rect: Some(Rect::from_min_size(Pos2::ZERO, WINDOW)),
                ..RawInput::default()
            };
            let mut output = ctx.run_ui(input, |ui| {
                egui::CentralPanel::default().show(ui, |ui| {
                    ui.horizontal_wrapped(|ui| {
                        for at in 0..500 {
                            ui.label(format!("Slow queue {at}"));
                        }
                    });
                });
            });
            output.textures_delta.clear();
            black_box(ctx.tessellate(output.shapes, output.pixels_per_point));
        };
        Self::of("frame of 500 labels", timed(500, |_| {}, frame))
    }

    fn of(name: &'static str, mut times: Vec<Duration>) -> Self {
        times.sort();
        let milliseconds = times[times.len() / 2].as_secs_f64() * 1e3;
        println!("yardstick: {name:<33} median {milliseconds:8.3} ms");
        Self { name, milliseconds }
    }
}

/// What is wanted of the 95th percentile: milliseconds on the machine it was set on, and how many
/// yardsticks that was there.
#[derive(Clone, Copy)]
struct Wanted {
    milliseconds: f64,
    yardsticks: f64,
}

impl Wanted {
    fn times(self, factor: f64) -> Self {
        wanted(self.milliseconds * factor, self.yardsticks * factor)
    }
}

const fn wanted(milliseconds: f64, yardsticks: f64) -> Wanted {
    Wanted {
        milliseconds,
        yardsticks,
    }
}

/// Median and 95th percentile of so many runs, printed beside what is wanted. On a slow machine the
/// milliseconds are too many and the yardsticks are not; in a slow program both are.
fn percentiles(name: &str, yardstick: Yardstick, wanted: Wanted, mut times: Vec<Duration>) {
    times.sort();
    let at = |part: f64| times[((times.len() - 1) as f64 * part).round() as usize];
    let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
    let (median, high) = (milliseconds(at(0.5)), milliseconds(at(0.95)));
    let times = high / yardstick.milliseconds;
    let verdict = match (high <= wanted.milliseconds, times <= wanted.yardsticks) {
        (true, _) => "",
        (false, true) => "  (a slow machine)",
        (false, false) => "  SLOWER",
    };
    println!(
        "{name:<44} median {median:8.2} ms  95th {high:8.2} ms  wanted {:5.1}  = {times:6.1} × {}, wanted {:5.1}{verdict}",
        wanted.milliseconds, yardstick.name, wanted.yardsticks
    );
}

/// Times a run so often; `before` is not counted.
fn timed(count: usize, mut before: impl FnMut(usize), mut run: impl FnMut(usize)) -> Vec<Duration> {
    (0..count)
        .map(|at| {
            before(at);
            let start = Instant::now();
            measured(&mut run, at);
            start.elapsed()
        })
        .collect()
}

/// A name of its own, so that tools which count instructions find what is timed.
#[inline(never)]
fn measured(run: &mut impl FnMut(usize), at: usize) {
    run(at);
}

/// What is looked at in the frames that are timed.
#[derive(Clone, Copy)]
enum Look {
    Zoom1,
    Fitted,
    Zooming,
    Jumping,
}

impl Look {
    const ALL: [(Self, &'static str, Wanted); 4] = [
        (Self::Zoom1, "zoom 1", wanted(2.0, 3.0)),
        (Self::Fitted, "fitted", wanted(2.0, 3.0)),
        (Self::Zooming, "zooming 5 % to 400 %", wanted(3.0, 6.0)),
        (Self::Jumping, "another place every frame", wanted(3.0, 4.0)),
    ];

    fn prepare(self, window: &mut Window, at: usize) {
        match self {
            Self::Zoom1 if at == 0 => window.look(1.0, vec2(600.0, 300.0)),
            Self::Fitted if at == 0 => window.fitted(),
            Self::Zoom1 | Self::Fitted => {}
            Self::Zooming => {
                let part = (at % FRAMES) as f32 / (FRAMES - 1) as f32;
                window.look(0.05 * 80_f32.powf(part), vec2(1000.0, 500.0));
            }
            Self::Jumping => {
                let at = at as f32;
                window.look(1.0, vec2(at * 7919.0 % 18_000.0, at * 3571.0 % 9_000.0));
            }
        }
    }
}

fn frames(criterion: &mut Criterion, folder: &Path) {
    let mut yardstick = None;
    let mut group = criterion.benchmark_group("frame");
    for notes in [10_000, 100_000] {
        let twice = if notes > 10_000 { 2.0 } else { 1.0 };
        for pixels in [1.0, 2.0] {
            for (look, name, wanted) in Look::ALL {
                let name = format!("{notes} notes, {pixels}×, {name}");
                if !is_wanted(&name) {
                    continue;
                }
                let path = saved(folder, notes);
                let mut window = Window::open(&path, pixels);
                for at in 0..3 {
                    look.prepare(&mut window, at);
                    window.frame(Vec::new());
                }
                let times = (0..FRAMES)
                    .map(|at| {
                        look.prepare(&mut window, at);
                        let start = Instant::now();
                        window.frame(Vec::new());
                        start.elapsed()
                    })
                    .collect();
                let yardstick = *yardstick.get_or_insert_with(Yardstick::frame);
                percentiles(&name, yardstick, wanted.times(twice), times);
                let mut at = 0;
                group.bench_function(name, |bench| {
                    bench.iter(|| {
                        at += 1;
                        look.prepare(&mut window, at);
                        window.frame(Vec::new());
                    });
                });
            }
        }
    }
    group.finish();
}

fn keystrokes(criterion: &mut Criterion, folder: &Path, read: Yardstick) {
    let path = saved(folder, 10_000);
    let mut window = Window::open(&path, 1.0);
    window.look(1.0, Vec2::ZERO);
    let letter = || vec![Event::Text("a".to_owned())];
    let journey = &window.app.desk.state.document.project().journeys[0];
    let cell = journey.solutions[0].cell(journey.steps[0].id);
    let note = cell.and_then(|cell| cell.notes(Lane::Benefits).first());
    if let Some(note) = note.map(|note| note.id) {
        window.app.desk.state.selection = Selection::at(Cursor::At(Target::Note(note)));
    }
    window.frame(Vec::new());
    // The first letter begins a note.
    window.frame(letter());
    window.frame(Vec::new());
    let before = window.app.desk.state.document.project().clone();
    let times = timed(40, |_| {}, |_| window.frame(letter()));
    assert!(
        !Arc::ptr_eq(&before, window.app.desk.state.document.project()),
        "letters arrive"
    );
    percentiles("10000 notes, keystroke", read, wanted(4.0, 1.0), times);
    let mut group = criterion.benchmark_group("keystroke");
    group.bench_function("10000 notes", |bench| {
        let mut count = 0;
        bench.iter(|| {
            // A note stays short, as people write them.
            count += 1;
            let events = if count % 80 < 40 {
                letter()
            } else {
                vec![backspace()]
            };
            window.frame(events);
        });
    });
    group.finish();
}

fn backspace() -> Event {
    Event::Key {
        key: egui::Key::Backspace,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: egui::Modifiers::NONE,
    }
}

fn fitting(criterion: &mut Criterion, read: Yardstick) {
    let project = large::project(10_000);
    let view = View::journey(project.journeys[0].id);
    let project = Arc::new(project);
    let mut layouter = Layouter::default();
    let framing = Framing::desk();
    layouter.sheet(&project, view, &framing);
    let mut fit = || {
        black_box(layouter.fit(&project, view, WINDOW, &framing));
    };
    fit();
    percentiles(
        "10000 notes, fit",
        read,
        wanted(15.0, 4.0),
        timed(50, |_| {}, |_| fit()),
    );
    criterion.bench_function("fit, 10000 notes", |bench| bench.iter(&mut fit));
}

fn files(criterion: &mut Criterion, folder: &Path, yardstick: Yardstick) {
    let path = saved(folder, 10_000);
    let read = || black_box(file::open(&path).expect("the project is there"));
    percentiles(
        "10000 notes, read and check",
        yardstick,
        wanted(20.0, 4.0),
        timed(50, |_| {}, |_| drop(read())),
    );
    criterion.bench_function("read and check, 10000 notes", |bench| bench.iter(read));
    let project = read();
    let out = folder.join("out.vjourney");
    let save = || {
        file::save(&project, &out, file::Known::Anything, None).expect("there is room");
    };
    percentiles(
        "10000 notes, save",
        yardstick,
        wanted(20.0, 6.0),
        timed(50, |_| {}, |_| save()),
    );
    criterion.bench_function("save, 10000 notes", |bench| bench.iter(save));
    let write = || black_box(file::write(&project).expect("it can be written"));
    criterion.bench_function("bytes of 10000 notes", |bench| bench.iter(write));
}

/// From the start of reading to the first complete picture.
fn opening(criterion: &mut Criterion, folder: &Path, read: Yardstick) {
    let path = saved(folder, 10_000);
    let fresh = || {
        let mut window = Window::new(1.0);
        window.frame(Vec::new());
        window.frame(Vec::new());
        window
    };
    let open = |window: &mut Window| {
        window.app.open(path.clone());
        window.frame(Vec::new());
    };
    let mut windows: Vec<Window> = (0..20).map(|_| fresh()).collect();
    let times = timed(20, |_| {}, |at| open(&mut windows[at]));
    percentiles(
        "10000 notes, open to first picture",
        read,
        wanted(150.0, 30.0),
        times,
    );
    criterion.bench_function("open to first picture, 10000 notes", |bench| {
        bench.iter_batched_ref(fresh, open, criterion::BatchSize::PerIteration);
    });
}

/// Three copies that were read from files, so that nothing is shared; a tenth of the notes changed on
/// each side.
fn merging(criterion: &mut Criterion, yardstick: Yardstick) {
    let bytes = file::write(&large::project(10_000)).expect("it can be written");
    let read = || file::read(&bytes).expect("a project");
    let (base, mut mine, mut theirs) = (read(), read(), read());
    for (side, first) in [(&mut mine, 0), (&mut theirs, 5)] {
        let notes: Vec<_> = side
            .all_notes()
            .map(|(place, note)| (place, note.id))
            .collect();
        for (place, id) in notes.into_iter().skip(first).step_by(10) {
            value_journey::edit::update_note(side, place, id, |note| note.text.push('!'));
        }
    }
    let merge = || {
        let merged = file::merge(Some(&base), &mine, &theirs, &file::Choices::default());
        black_box(merged.expect("few notes"));
    };
    percentiles(
        "10000 notes, merge three copies",
        yardstick,
        wanted(150.0, 30.0),
        timed(50, |_| {}, |_| merge()),
    );
    criterion.bench_function("merge three copies, 10000 notes", |bench| bench.iter(merge));
}

/// What the window does for a snapshot of what is not saved: it hands the value to a thread.
fn snapshots(folder: &Path, read: Yardstick) {
    let path = saved(folder, 10_000);
    let mut window = Window::new(1.0);
    let store = Store::at(folder.join("state"));
    window.app = App::headless(&window.ctx, Box::new(NoDialogs), store);
    window.app.open(path);
    while window.app.desk.state.is_welcome {
        window.frame(Vec::new());
        std::thread::sleep(Duration::from_millis(5));
    }
    let (app, frame, ctx) = (&mut window.app, &mut window.frame, &window.ctx);
    let mut times = Vec::new();
    for at in 0..200 {
        app.desk
            .state
            .document
            .edit("Rename", |project| project.name = at.to_string());
        let start = Instant::now();
        app.logic(ctx, frame);
        times.push(start.elapsed());
        // Long enough for several snapshots to be written meanwhile.
        std::thread::sleep(Duration::from_millis(30));
    }
    percentiles(
        "10000 notes, snapshot in the window",
        read,
        wanted(1.0, 0.2),
        times,
    );
}

/// A large project on disk. It stays there, for `--frame-times` in a real window.
fn saved(folder: &Path, notes: usize) -> PathBuf {
    let path = folder.join(format!("{notes}.vjourney"));
    file::save(&large::project(notes), &path, file::Known::Anything, None).expect("there is room");
    path
}

fn all(criterion: &mut Criterion) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let groups = ["files", "merge", "snapshot", "fit", "open", "keystroke"];
    if groups.into_iter().any(is_wanted) {
        let read = Yardstick::read();
        if is_wanted("files") {
            files(criterion, folder, read);
        }
        if is_wanted("merge") {
            merging(criterion, read);
        }
        if is_wanted("snapshot") {
            snapshots(folder, read);
        }
        if is_wanted("fit") {
            fitting(criterion, read);
        }
        if is_wanted("open") {
            opening(criterion, folder, read);
        }
        if is_wanted("keystroke") {
            keystrokes(criterion, folder, read);
        }
    }
    frames(criterion, folder);
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1));
    targets = all
}
criterion_main!(benches);
