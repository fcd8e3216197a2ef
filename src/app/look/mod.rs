//! How the window looks: colours, sizes, icons, buttons.

pub(crate) mod buttons;
pub(crate) mod icons;
pub(crate) mod panel_field;
pub(crate) mod rows;
pub(crate) mod table;
pub(crate) mod visuals;
