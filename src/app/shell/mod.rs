//! The window itself: it opens, shows its parts one after the other, and carries out what they ask for.

pub(crate) mod app;
mod canvas;
mod frame_times;
mod keyboard;
mod keys;
mod menu;
mod menu_keys;
mod palette;
mod rank;
mod receive;
mod toasts;
mod toolbar;
pub(crate) mod window;
