//! Buttons and lists as the whole window has them: screen readers hear what they are for.

use egui::accesskit::Role;
use egui::{ComboBox, Response, Ui, WidgetInfo};

/// A button that says `text` and is named `name`, where its words say too little by themselves.
pub(crate) fn named(ui: &mut Ui, text: &str, name: &str) -> Response {
    let response = ui.button(text);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    response
}

/// With what is said while the pointer rests on it; nothing where that is empty.
pub(crate) fn hinted(response: Response, hint: &str) -> Response {
    if hint.is_empty() {
        response
    } else {
        response.on_hover_text(hint)
    }
}

/// One of a list that opens below its label, as wide as there is room.
pub(crate) fn choice(
    ui: &mut Ui,
    label: &str,
    salt: &str,
    shown: &str,
    list: impl FnOnce(&mut Ui),
) {
    let label = ui.label(label);
    let list = ComboBox::from_id_salt(salt)
        .selected_text(shown)
        .width(ui.available_width())
        .show_ui(ui, list);
    list.response.labelled_by(label.id);
}
