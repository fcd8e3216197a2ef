//! The program driven as a user would: by keys, mouse and what a screen reader sees.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its part")]

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, Pos2, Rect, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use value_journey::analysis::solution_value;
use value_journey::app::{
    Answer, App, Command, FileDialogs, FileQuestion, Message, Reply, State, commands,
};
use value_journey::canvas::id_of;
use value_journey::edit::Cursor;
use value_journey::file::Store;
use value_journey::layout::View;
use value_journey::model::{Id, Lane, Note, Place, Project, Slot, Target, Template};

/// Answers file dialogs with what the test has put in; without any as a system without dialogs does.
#[derive(Clone, Default)]
pub struct FakeDialogs {
    answers: Rc<RefCell<VecDeque<Answer>>>,
    /// What was asked.
    pub asked: Rc<RefCell<Vec<FileQuestion>>>,
}

impl FakeDialogs {
    /// Whatever is asked next is cancelled.
    pub fn cancel_all(&self) {
        let mut answers = self.answers.borrow_mut();
        answers.clear();
        answers.extend(vec![Answer::Cancelled; 4]);
    }
}

impl FileDialogs for FakeDialogs {
    fn ask(&mut self, question: &FileQuestion, _: Option<&eframe::Frame>, reply: Reply<Message>) {
        self.asked.borrow_mut().push(question.clone());
        let answer = self
            .answers
            .borrow_mut()
            .pop_front()
            .unwrap_or(Answer::Unavailable);
        reply.send(Message::Answered(question.clone(), answer));
    }
}

/// A file that was dropped on the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

/// The window of the program.
pub struct Driver {
    pub harness: Harness<'static, App>,
    pub dialogs: FakeDialogs,
    pub folder: tempfile::TempDir,
}

/// Where the examples are.
pub fn example_path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("assets/examples")
        .join(format!("{name}.vjourney"))
}

impl Driver {
    /// The welcome page, in a window of 1600 by 1000 points.
    pub fn start() -> Self {
        Self::start_sized(1600.0, 1000.0)
    }

    pub fn start_sized(width: f32, height: f32) -> Self {
        let dialogs = FakeDialogs::default();
        let given = dialogs.clone();
        let mut harness = Harness::builder()
            .with_size(vec2(width, height))
            .with_max_steps(400)
            .with_theme(egui::Theme::Light)
            .build_eframe(move |creation| App::for_test(&creation.egui_ctx, Box::new(given)));
        harness.run();
        Self {
            harness,
            dialogs,
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    /// A window that keeps snapshots and versions in this folder.
    pub fn start_keeping(state: &Path) -> Self {
        let mut driver = Self::start();
        driver
            .harness
            .state_mut()
            .keep_in(Store::at(state.to_owned()));
        driver.harness.run();
        driver
    }

    /// The window goes down: nothing is saved, nothing is asked.
    pub fn crash(self) -> tempfile::TempDir {
        self.folder
    }

    /// Looks what became of the file, as the watcher does by itself.
    pub fn look_outside(&mut self) {
        self.harness.state_mut().look_outside();
        self.harness.run();
    }

    /// A copy of an example, opened from disk.
    pub fn open(name: &str) -> Self {
        let mut driver = Self::start();
        driver.open_example(name);
        driver
    }

    pub fn open_example(&mut self, name: &str) -> PathBuf {
        let path = self.folder.path().join(format!("{name}.vjourney"));
        std::fs::copy(example_path(name), &path).expect("the example is there");
        self.open_file(&path);
        path
    }

    pub fn open_file(&mut self, path: &Path) {
        self.harness.state_mut().open(path.to_owned());
        self.harness.run();
    }

    /// A new project from a template.
    pub fn new_project(template: Template) -> Self {
        let mut driver = Self::start();
        driver.run(commands::NEW.with(template));
        driver
    }

    /// What the window knows.
    pub fn state(&self) -> &State {
        &self.harness.state().desk.state
    }

    /// What the window knows, to be changed.
    pub fn state_mut(&mut self) -> &mut State {
        &mut self.harness.state_mut().desk.state
    }

    // What a user does.

    pub fn press(&mut self, key: Key) {
        self.press_with(Modifiers::NONE, key);
    }

    pub fn press_with(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.run();
    }

    /// One letter a frame, as a slow typist on a fast machine.
    pub fn type_slowly(&mut self, text: &str) {
        for letter in text.chars() {
            self.harness.event(event_of(letter));
            self.harness.run();
        }
    }

    /// All letters in one frame, as a fast typist on a slow machine. `\n` is Enter, `\t` Tab.
    pub fn type_at_once(&mut self, text: &str) {
        let events: Vec<Event> = text.chars().map(event_of).collect();
        self.harness.input_mut().events.extend(events);
        self.harness.step();
        self.harness.run();
    }

    /// Types into a field of a panel, found by its name.
    pub fn type_into(&mut self, name: &str, text: &str) {
        self.harness
            .get_by(|node| {
                let is_field = matches!(node.role(), Role::TextInput | Role::MultilineTextInput);
                is_field && node.label().is_some_and(|label| label == name)
            })
            .focus();
        self.harness.run();
        self.type_slowly(text);
    }

    pub fn paste(&mut self, text: &str) {
        self.harness.event(Event::Paste(text.to_owned()));
        self.harness.run();
    }

    /// Runs a command through the palette, as anybody can.
    pub fn run(&mut self, command: impl Into<Command>) {
        let command = command.into();
        let text = command.text(self.state());
        self.press_with(Modifiers::COMMAND, Key::K);
        self.harness.event(Event::Text(text.clone()));
        self.harness.run();
        self.press(Key::Enter);
        assert!(
            self.state().open.palette.is_none(),
            "“{text}” was not possible"
        );
    }

    /// Shows the first value map.
    pub fn show_map(&mut self) {
        let map = View::value_map(self.project().value_maps[0].id);
        self.run(commands::SHOW.with(map));
    }

    pub fn undo(&mut self) {
        self.press_with(Modifiers::COMMAND, Key::Z);
    }

    pub fn redo(&mut self) {
        self.press_with(Modifiers::COMMAND, Key::Y);
    }

    /// Clicks a button by its name.
    pub fn click(&mut self, name: &str) {
        self.harness
            .get_by_role_and_label(Role::Button, name)
            .click();
        self.harness.run();
    }

    pub fn click_at(&mut self, at: Pos2) {
        self.harness.hover_at(at);
        self.harness.drag_at(at);
        self.harness.drop_at(at);
        self.harness.run();
    }

    pub fn drag(&mut self, from: Pos2, to: Pos2) {
        self.harness.hover_at(from);
        self.harness.run();
        self.harness.drag_at(from);
        self.harness.run();
        for step in 1..=4 {
            self.harness
                .hover_at(from + (to - from) * (step as f32 / 4.0));
            self.harness.run();
        }
        self.harness.drop_at(to);
        self.harness.run();
    }

    /// Drags a card into a cell.
    pub fn drag_note_to(&mut self, text: &str, place: Place) {
        let from = self.rect_of(Target::Note(self.note(text).id)).center();
        let to = self.rect_of_cell(place).center();
        self.drag(from, to);
    }

    /// Puts the cursor on a note with the mouse.
    pub fn click_note(&mut self, text: &str) {
        let at = self.rect_of(Target::Note(self.note(text).id)).center();
        self.click_at(at);
    }

    /// Answers the next file dialog with a file of the test's folder.
    pub fn will_choose(&mut self, name: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        self.will_choose_at(&path);
        path
    }

    /// Answers the next file dialog with this file.
    pub fn will_choose_at(&mut self, path: &Path) {
        let mut answers = self.dialogs.answers.borrow_mut();
        answers.push_back(Answer::Chosen(path.to_owned()));
    }

    pub fn will_cancel(&mut self) {
        self.dialogs
            .answers
            .borrow_mut()
            .push_back(Answer::Cancelled);
    }

    /// Tries to close the window.
    pub fn close(&mut self) {
        let root = egui::ViewportId::ROOT;
        if let Some(viewport) = self.harness.input_mut().viewports.get_mut(&root) {
            viewport.events.push(egui::ViewportEvent::Close);
        }
        self.harness.run();
    }

    /// Drops a file on the window.
    pub fn drop_file(&mut self, path: &Path) {
        let file = Arc::new(Dropped(path.to_owned()));
        self.harness.input_mut().dropped_files.push(file);
        self.harness.step();
        self.harness.run();
    }

    // What a user sees.

    /// Whether the window was told to close.
    pub fn has_closed(&self) -> bool {
        self.state().window.quits
    }

    pub fn project(&self) -> &Arc<Project> {
        self.state().document.project()
    }

    /// The bytes that saving would write.
    pub fn bytes(&self) -> String {
        let bytes =
            value_journey::file::write(self.project()).expect("a project can always be written");
        String::from_utf8(bytes).expect("a project is UTF-8")
    }

    pub fn note(&self, text: &str) -> Arc<Note> {
        let found = self
            .project()
            .all_notes()
            .find(|(_, note)| note.text == text);
        Arc::clone(
            found
                .unwrap_or_else(|| panic!("there is no note “{text}”"))
                .1,
        )
    }

    pub fn has_note(&self, text: &str) -> bool {
        self.project()
            .all_notes()
            .any(|(_, note)| note.text == text)
    }

    /// Texts of a lane of a solution in a step, by their indices.
    pub fn texts(&self, solution: usize, step: usize, lane: Lane) -> Vec<String> {
        let place = self.lane(solution, step, lane);
        self.project()
            .notes(place)
            .iter()
            .map(|note| note.text.clone())
            .collect()
    }

    pub fn lane(&self, solution: usize, step: usize, lane: Lane) -> Place {
        let journey = &self.project().journeys[0];
        Place::Lane {
            solution: journey.solutions[solution].id,
            step: journey.steps[step].id,
            lane,
        }
    }

    pub fn score(&self, text: &str) -> Option<f64> {
        self.note(text)
            .score
            .map(value_journey::model::Decimal::to_f64)
    }

    pub fn net_of(&self, solution: usize, step: usize) -> Option<f64> {
        let journey = &self.project().journeys[0];
        solution_value(journey, &journey.solutions[solution]).steps[step].net
    }

    pub fn cursor(&self) -> Cursor {
        self.state().selection.cursor()
    }

    pub fn put_cursor(&mut self, cursor: Cursor) {
        let at = match cursor {
            Cursor::At(target) => self.rect_of(target).center(),
            Cursor::On(Slot::Note { place, .. }) => {
                let rect = self.rect_of_cell(place);
                Pos2::new(rect.center().x, rect.max.y - 3.0)
            }
            other => panic!("{other:?} has no place"),
        };
        self.click_at(at);
    }

    /// Where a block stands, as a screen reader knows it.
    pub fn rect_of(&self, target: Target) -> Rect {
        let id = id_of(egui::Id::unique("canvas"), target).accesskit_id();
        let node = self.harness.get_by(|node| node.locate().0 == id);
        node.rect()
    }

    pub fn rect_of_cell(&self, place: Place) -> Rect {
        let name = format!("{}:", self.project().place_name(place));
        let node = self.harness.get_by(|node| {
            node.role() == Role::GridCell
                && node.label().is_some_and(|label| label.starts_with(&name))
        });
        node.rect()
    }

    /// Whether a screen reader finds something that says this.
    pub fn says(&self, text: &str) -> bool {
        let says = |words: Option<String>| words.is_some_and(|words| words.contains(text));
        self.harness
            .query_all_by(|node| says(node.label()) || says(node.value()))
            .next()
            .is_some()
    }

    /// Every text a screen reader finds.
    pub fn all_texts(&self) -> Vec<String> {
        let nodes = self.harness.query_all_by(|_| true);
        let texts = nodes.map(|node| {
            let node = node.accesskit_node();
            node.label().or(node.value())
        });
        texts.flatten().collect()
    }

    /// The name of the question that is open.
    pub fn question(&self) -> Option<&'static str> {
        self.harness.state().question()
    }

    pub fn news(&self) -> Vec<String> {
        self.state()
            .toasts
            .texts()
            .into_iter()
            .map(str::to_owned)
            .collect()
    }

    pub fn step_named(&self, name: &str) -> Id {
        let journey = &self.project().journeys[0];
        journey
            .steps
            .iter()
            .find(|step| step.name == name)
            .unwrap_or_else(|| panic!("no step {name}"))
            .id
    }
}

/// A key as a real keyboard sends it.
pub fn pressed_and_released(key: Key) -> [Event; 2] {
    [true, false].map(|pressed| Event::Key {
        key,
        physical_key: Some(key),
        pressed,
        repeat: false,
        modifiers: Modifiers::NONE,
    })
}

/// A text as a real keyboard sends it: a key down, its letter, the key up.
pub fn typed(text: &str) -> Vec<Event> {
    let mut events = Vec::new();
    for letter in text.chars() {
        let name = match letter {
            '\n' => "Enter".to_owned(),
            ' ' => "Space".to_owned(),
            letter => letter.to_uppercase().to_string(),
        };
        let [down, up] = pressed_and_released(Key::from_name(&name).expect("a key"));
        events.push(down);
        if letter != '\n' {
            events.push(Event::Text(letter.to_string()));
        }
        events.push(up);
    }
    events
}

fn event_of(letter: char) -> Event {
    let key = |key| Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    match letter {
        '\n' => key(Key::Enter),
        '\t' => key(Key::Tab),
        letter => Event::Text(letter.to_string()),
    }
}
