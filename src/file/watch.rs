//! Watching an open file: a thread that says when to look. It looks when something moves in the file's
//! folder, once that has been quiet for a moment, when it is told to, and every five seconds, because
//! shares do not tell and watchers go stale.

use super::replace::folder_of;
use notify::{RecursiveMode, Watcher as _};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// How often to look without being told.
const EVERY: Duration = Duration::from_secs(5);
/// How long the folder must be quiet: others write in several steps.
const QUIET: Duration = Duration::from_millis(300);
/// How long to wait for that at most.
const PATIENCE: Duration = Duration::from_secs(2);

enum Event {
    Moved,
    LookNow,
    Stop,
}

/// Watches until it is dropped.
pub struct Watch {
    events: Sender<Event>,
}

impl Watch {
    /// Calls `look` on a thread of its own whenever the file may have changed.
    ///
    /// # Errors
    /// When there is no thread for it.
    pub fn start(path: &Path, look: impl FnMut() + Send + 'static) -> std::io::Result<Self> {
        let (events, receiver) = channel();
        let moved = events.clone();
        let name = path.file_name().map(ToOwned::to_owned);
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            let is_ours = event.as_ref().is_ok_and(|event| {
                !event.kind.is_access()
                    && event
                        .paths
                        .iter()
                        .any(|path| path.file_name() == name.as_deref())
            });
            if is_ours || event.is_err() {
                moved.send(Event::Moved).ok();
            }
        });
        let folder = folder_of(path).to_owned();
        std::thread::Builder::new()
            .name("watch".to_owned())
            .spawn(move || {
                let watcher = watcher.and_then(|mut watcher| {
                    watcher.watch(&folder, RecursiveMode::NonRecursive)?;
                    Ok(watcher)
                });
                if let Err(error) = &watcher {
                    log::warn!("The folder is not watched, only looked at: {error}");
                }
                run(&receiver, look);
                drop(watcher);
            })?;
        Ok(Self { events })
    }

    /// Looks at once: the window has come to the front.
    pub fn look_now(&self) {
        self.events.send(Event::LookNow).ok();
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.events.send(Event::Stop).ok();
    }
}

fn run(events: &Receiver<Event>, mut look: impl FnMut()) {
    loop {
        match events.recv_timeout(EVERY) {
            Ok(Event::Moved) => {
                if !wait_until_quiet(events) {
                    return;
                }
            }
            Ok(Event::LookNow) | Err(RecvTimeoutError::Timeout) => {}
            Ok(Event::Stop) | Err(RecvTimeoutError::Disconnected) => return,
        }
        look();
    }
}

/// Whether to go on.
fn wait_until_quiet(events: &Receiver<Event>) -> bool {
    let begin = Instant::now();
    while begin.elapsed() < PATIENCE {
        match events.recv_timeout(QUIET) {
            Ok(Event::Moved | Event::LookNow) => {}
            Ok(Event::Stop) | Err(RecvTimeoutError::Disconnected) => return false,
            Err(RecvTimeoutError::Timeout) => return true,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_by_somebody_else_is_looked_at() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.vjourney");
        std::fs::write(&path, "x").unwrap();
        let (looks, looked) = channel();
        let watch = Watch::start(&path, move || looks.send(()).unwrap()).unwrap();
        watch.look_now();
        looked.recv_timeout(Duration::from_secs(20)).unwrap();
        let other = folder.path().join("new");
        std::fs::write(&other, "y").unwrap();
        std::fs::rename(&other, &path).unwrap();
        looked.recv_timeout(Duration::from_secs(20)).unwrap();
        drop(watch);
        // The thread ends, and with it the other end.
        while looked.recv_timeout(Duration::from_secs(20)).is_ok() {}
        assert_eq!(
            looked.try_recv(),
            Err(std::sync::mpsc::TryRecvError::Disconnected)
        );
    }
}
