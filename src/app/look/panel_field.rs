//! Which field of a panel writes into the document: undo and redo are the document's while it has the
//! focus.

use egui::{Context, Id, Memory, Response, Ui};

/// The id under which the field is remembered.
fn focused_field() -> Id {
    Id::unique("focused field of a panel")
}

/// Undo is the document's while this widget has the focus.
pub(crate) fn remember(ui: &Ui, response: &Response) {
    if response.has_focus() {
        ui.data_mut(|data| data.insert_temp(focused_field(), response.id));
    }
}

/// Whether a field has the focus that writes into the document.
pub(crate) fn has_focus(ctx: &Context) -> bool {
    let field: Option<Id> = ctx.data(|data| data.get_temp(focused_field()));
    field.is_some() && field == ctx.memory(Memory::focused)
}

/// The field with the focus shows what the document says.
pub(crate) fn refresh(ctx: &Context) {
    if let Some(field) = ctx.memory(Memory::focused) {
        ctx.data_mut(|data| data.remove_temp::<String>(field));
    }
}
