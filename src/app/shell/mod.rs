//! The window itself.

pub(crate) mod app;
pub(crate) mod frame_times;
pub(crate) mod menu;
pub(crate) mod palette;
pub(crate) mod toasts;
pub(crate) mod window;
