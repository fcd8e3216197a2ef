//! Buttons whose words say too little by themselves: screen readers hear the whole.

use egui::accesskit::Role;
use egui::{Response, Ui, WidgetInfo};

/// A button that says `text` and is named `name`.
pub(crate) fn named(ui: &mut Ui, text: &str, name: &str) -> Response {
    let response = ui.button(text);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    response
}
