//! Keeping what is not saved: the window says what it shows, a thread writes it down within a second
//! of the first change and every two seconds at most. It needs no frame for that, so it goes on while
//! the window is hidden or hangs.

use super::jobs::Reply;
use super::messages::Message;
use crate::app::work::state::State;
use crate::file::{About, Snapshots, Store};
use crate::model::Project;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// From the first unsaved change to its snapshot.
const FIRST: Duration = Duration::from_millis(800);
/// From one snapshot to the next.
const BETWEEN: Duration = Duration::from_millis(1700);

enum Task {
    /// This is shown and not on disk.
    Changed(Box<About>, Arc<Project>),
    /// The same; write it now and say when it is done.
    WriteNow(Box<About>, Arc<Project>, Sender<()>),
    /// All is on disk.
    Saved,
    /// Somebody does without the changes.
    Discard,
    /// Another document is shown.
    Next,
    Stop,
}

/// Writes down what is not saved.
pub(crate) struct Keeper {
    tasks: Option<Tasks>,
    thread: Option<JoinHandle<()>>,
    /// The value that was told last, and of which of the projects shown it was.
    told: Option<(u64, Arc<Project>)>,
    shown: u64,
}

/// Where tasks go: to the thread, or in tests to a scribe that does them at once.
#[derive(Clone)]
enum Tasks {
    Thread(Sender<Task>),
    Inline(Arc<std::sync::Mutex<Scribe>>),
}

impl Tasks {
    fn give(&self, task: Task) {
        match self {
            // The thread ends with the window.
            Self::Thread(tasks) => {
                tasks.send(task).ok();
            }
            Self::Inline(scribe) => {
                if let Ok(mut scribe) = scribe.lock() {
                    scribe.take(task);
                    scribe.write();
                }
            }
        }
    }
}

/// Writes one value down before it is saved, from any thread.
#[derive(Clone)]
pub(crate) struct WriteFirst {
    tasks: Option<Tasks>,
    about: About,
}

impl WriteFirst {
    /// Waits until it is written and flushed, or could not be.
    pub(crate) fn write(self, project: &Arc<Project>) {
        let Some(tasks) = self.tasks else { return };
        let (done, is_done) = channel();
        tasks.give(Task::WriteNow(
            Box::new(self.about),
            Arc::clone(project),
            done,
        ));
        // Whether it could be written has been said; the save goes on all the same.
        is_done.recv().ok();
    }
}

impl Keeper {
    /// Keeps nothing.
    pub(crate) fn none() -> Self {
        Self::with(None, None)
    }

    fn with(tasks: Option<Tasks>, thread: Option<JoinHandle<()>>) -> Self {
        Self {
            tasks,
            thread,
            told: None,
            shown: 0,
        }
    }

    /// Keeps in the store, on a thread; at once when `is_inline`.
    pub(crate) fn new(store: Store, reply: Reply<Message>, is_inline: bool) -> Self {
        let scribe = Scribe::new(store, reply);
        if is_inline {
            let scribe = Arc::new(std::sync::Mutex::new(scribe));
            return Self::with(Some(Tasks::Inline(scribe)), None);
        }
        let (tasks, receiver) = channel();
        let thread = std::thread::Builder::new()
            .name("recovery".to_owned())
            .spawn(move || scribe.run(&receiver));
        match thread {
            Ok(thread) => Self::with(Some(Tasks::Thread(tasks)), Some(thread)),
            Err(error) => {
                log::error!("Nothing is kept for recovery: {error}");
                Self::none()
            }
        }
    }

    /// Follows what the window shows; called in every frame.
    pub(crate) fn follow(&mut self, state: &State) {
        let Some(tasks) = &self.tasks else { return };
        if self.shown != state.shown_projects {
            self.shown = state.shown_projects;
            self.told = None;
            tasks.give(Task::Next);
        }
        let document = state.own_document();
        let project = document.project();
        if document.is_dirty() && !state.is_welcome {
            let is_told = self
                .told
                .as_ref()
                .is_some_and(|(shown, told)| *shown == self.shown && Arc::ptr_eq(told, project));
            if !is_told {
                self.told = Some((self.shown, Arc::clone(project)));
                let about = Box::new(about(state));
                tasks.give(Task::Changed(about, Arc::clone(project)));
            }
        } else if self.told.take().is_some() {
            tasks.give(Task::Saved);
        }
    }

    /// For the thread that saves.
    pub(crate) fn write_first(&self, state: &State) -> WriteFirst {
        WriteFirst {
            tasks: self.tasks.clone(),
            about: about(state),
        }
    }

    /// Somebody does without the changes.
    pub(crate) fn discard(&mut self) {
        self.told = None;
        if let Some(tasks) = &self.tasks {
            tasks.give(Task::Discard);
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        // Also when the window goes down with an error: what waits is written.
        if let Some(tasks) = self.tasks.take() {
            tasks.give(Task::Stop);
        }
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
        }
    }
}

fn about(state: &State) -> About {
    About {
        file: state
            .on_file
            .path
            .as_ref()
            .map(|file| std::path::absolute(file).unwrap_or_else(|_| file.clone())),
        copy_of: state.on_file.copy_of.clone(),
        known: state.on_file.disk.known,
        title: state.title(),
    }
}

/// What the thread works with.
struct Scribe {
    store: Store,
    reply: Reply<Message>,
    snapshots: Option<Snapshots>,
    waiting: Option<(Box<About>, Arc<Project>)>,
    /// When what waits is to be written.
    due: Option<Instant>,
    written_at: Option<Instant>,
    /// It was said that nothing can be written.
    has_warned: bool,
    /// Somebody did without the changes: once the document is left they can be found.
    has_discarded: bool,
    is_over: bool,
}

impl Scribe {
    fn new(store: Store, reply: Reply<Message>) -> Self {
        Self {
            store,
            reply,
            snapshots: None,
            waiting: None,
            due: None,
            written_at: None,
            has_warned: false,
            has_discarded: false,
            is_over: false,
        }
    }

    fn run(mut self, tasks: &Receiver<Task>) {
        while !self.is_over {
            let task = match self.due {
                Some(due) => tasks.recv_timeout(due.saturating_duration_since(Instant::now())),
                None => tasks.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match task {
                Ok(task) => self.take(task),
                Err(RecvTimeoutError::Timeout) => self.write(),
                Err(RecvTimeoutError::Disconnected) => self.take(Task::Stop),
            }
        }
    }

    fn take(&mut self, task: Task) {
        match task {
            Task::Changed(about, project) => {
                self.waiting = Some((about, project));
                let now = Instant::now();
                let next = self.written_at.map(|at| at + BETWEEN);
                self.due
                    .get_or_insert(next.map_or(now + FIRST, |next| next.max(now + FIRST)));
            }
            Task::WriteNow(about, project, done) => {
                self.waiting = Some((about, project));
                self.write();
                done.send(()).ok();
            }
            Task::Saved => {
                self.forget();
                if let Some(snapshots) = &self.snapshots {
                    snapshots.clear();
                }
            }
            Task::Discard => {
                self.write();
                if let Some(snapshots) = &self.snapshots {
                    snapshots.discard();
                    self.has_discarded = true;
                }
            }
            Task::Next => {
                self.forget();
                if let Some(snapshots) = self.snapshots.take() {
                    snapshots.clear();
                }
                if std::mem::take(&mut self.has_discarded) {
                    self.reply.send(Message::WorkIsLeft);
                }
            }
            Task::Stop => {
                self.write();
                self.is_over = true;
            }
        }
    }

    fn forget(&mut self) {
        self.waiting = None;
        self.due = None;
        self.written_at = None;
    }

    fn write(&mut self) {
        self.due = None;
        let Some((about, project)) = self.waiting.take() else {
            return;
        };
        let result = self.snapshot(&about, &project);
        self.written_at = Some(Instant::now());
        match result {
            Ok(()) => self.has_warned = false,
            Err(error) => {
                log::warn!("No recovery copy: {error}");
                if !self.has_warned {
                    self.has_warned = true;
                    let text = "The recovery copy could not be written: your unsaved work is only in memory. Save it, and make room on the disk of your home folder.";
                    self.reply.send(Message::Told(text.to_owned()));
                }
            }
        }
    }

    fn snapshot(&mut self, about: &About, project: &Project) -> std::io::Result<()> {
        let snapshots = match &mut self.snapshots {
            Some(snapshots) => snapshots,
            none => none.insert(Snapshots::begin(&self.store)?),
        };
        snapshots.write(about, project)
    }
}
