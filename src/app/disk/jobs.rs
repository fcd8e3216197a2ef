//! Work that must not wait in the window: reading, writing, dialogs. Each job is a named thread
//! whose answer arrives as a message.

use std::sync::mpsc::{Receiver, Sender, channel};

/// Starts jobs and collects their answers.
pub struct Jobs<M> {
    sender: Sender<M>,
    receiver: Receiver<M>,
    ctx: Option<egui::Context>,
    /// Run at once instead of on a thread: tests need no luck with time.
    is_inline: bool,
}

/// Hands answers in from elsewhere.
pub struct Reply<M> {
    sender: Sender<M>,
    ctx: Option<egui::Context>,
}

impl<M> Clone for Reply<M> {
    fn clone(&self) -> Self {
        Self {
            sender: self.sender.clone(),
            ctx: self.ctx.clone(),
        }
    }
}

impl<M> Reply<M> {
    /// Sends an answer and wakes the window.
    pub fn send(&self, message: M) {
        // Nobody listens any more when the window is gone.
        self.sender.send(message).ok();
        if let Some(ctx) = &self.ctx {
            ctx.request_repaint();
        }
    }
}

impl<M: Send + 'static> Jobs<M> {
    /// On threads; the window is woken when an answer is there.
    pub fn new(ctx: egui::Context) -> Self {
        let (sender, receiver) = channel();
        Self {
            sender,
            receiver,
            ctx: Some(ctx),
            is_inline: false,
        }
    }

    /// At once, for tests.
    pub fn inline() -> Self {
        let (sender, receiver) = channel();
        Self {
            sender,
            receiver,
            ctx: None,
            is_inline: true,
        }
    }

    /// Whether jobs run at once.
    pub fn is_inline(&self) -> bool {
        self.is_inline
    }

    /// Where answers go.
    pub fn reply(&self) -> Reply<M> {
        Reply {
            sender: self.sender.clone(),
            ctx: self.ctx.clone(),
        }
    }

    /// Runs a job; what it returns arrives as a message.
    pub fn start(&self, name: &str, job: impl FnOnce() -> M + Send + 'static) {
        let reply = self.reply();
        if self.is_inline {
            reply.send(job());
            return;
        }
        let thread = std::thread::Builder::new().name(name.to_owned());
        if let Err(error) = thread.spawn(move || reply.send(job())) {
            // The job went with the closure; there is nothing to answer with.
            log::error!("No thread for “{name}”: {error}");
        }
    }

    /// The next answer, if there is one.
    pub fn answer(&self) -> Option<M> {
        self.receiver.try_recv().ok()
    }
}
