//! How the window looks: colours, sizes, icons, buttons.

pub(crate) mod buttons;
pub(crate) mod icons;
pub(crate) mod visuals;
