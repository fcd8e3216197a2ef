//! Text fields of panels: bound to a target, every letter in the document, one step when left.

use super::request::{Request, Requests};
use super::state::State;
use crate::model::Target;
use egui::{Id, TextEdit, Ui};

/// A field for a target with its label above; `lines` high.
pub(super) fn text(
    ui: &mut Ui,
    state: &State,
    target: Target,
    label: &str,
    lines: usize,
    requests: &mut Requests,
) {
    let Some(present) = target.read(state.document.project()) else {
        return;
    };
    let label = ui.label(label);
    let id = Id::unique(("panel field", target));
    // While the field has the focus it keeps its own text: a figure is half a figure while it is typed.
    let has_focus = ui.memory(|memory| memory.has_focus(id));
    let kept: Option<String> = if has_focus {
        ui.data(|data| data.get_temp(id))
    } else {
        None
    };
    let mut text = kept.unwrap_or_else(|| present.clone());
    let before = text.clone();
    let field = if lines > 1 {
        TextEdit::multiline(&mut text).desired_rows(lines)
    } else {
        TextEdit::singleline(&mut text)
    };
    let response = ui
        .add(field.id(id).desired_width(f32::INFINITY))
        .labelled_by(label.id);
    if text != before {
        requests.push(Request::Write(target, text.clone()));
    }
    ui.data_mut(|data| data.insert_temp(id, text));
    if response.lost_focus() {
        ui.data_mut(|data| data.remove_temp::<String>(id));
        requests.push(Request::EndWriting);
    }
    ui.add_space(4.0);
}
