//! Text fields of panels: bound to a target, every letter in the document, one step when left.
//! Undo takes back what was typed in them, and goes on with what was done before.

use crate::app::commands::{Asks, Entry};
use crate::app::desk::Desk;
use crate::app::look::buttons::hinted;
use crate::app::look::panel_field;
use crate::app::look::visuals::color;
use crate::app::work::state::State;
use crate::layout::theme::Role;
use crate::model::Target;
use egui::{Button, Id, Key, TextEdit, Ui, vec2};

/// A field for a target with its label above; `lines` high.
pub(crate) fn text(
    ui: &mut Ui,
    state: &State,
    target: Target,
    label: &str,
    lines: usize,
    asks: &mut Asks,
) {
    let Some(present) = read(state, target) else {
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
    let found = state.open.finder.as_ref().filter(|finder| {
        let found = finder.current();
        found.is_some_and(|found| found.target == target)
    });
    let ink = found.map(|_| color(state.style.theme, Role::Found));
    let field = match ink {
        Some(ink) => field.background_color(ink),
        None => field,
    };
    let response = ui
        .add(field.id(id).desired_width(f32::INFINITY))
        .labelled_by(label.id);
    if let Some(finder) = found {
        let seen = Id::unique("match that came into view");
        let shown = (target, finder.shows);
        if ui.data(|data| data.get_temp(seen)) != Some(shown) {
            response.scroll_to_me(Some(egui::Align::Center));
            ui.data_mut(|data| data.insert_temp(seen, shown));
        }
    }
    if text != before {
        asks.write(target, text.clone());
    }
    panel_field::remember(ui, &response);
    if response.has_focus() {
        ui.data_mut(|data| data.insert_temp(id, text));
    }
    if response.lost_focus() {
        ui.data_mut(|data| data.remove_temp::<String>(id));
        asks.act(Desk::end_writing);
        if ui.input(|input| input.key_pressed(Key::Escape)) {
            asks.act(|desk| desk.canvas.activate());
        }
    }
    ui.add_space(4.0);
}

/// Commands about what is selected, one below the other.
pub(crate) fn buttons(ui: &mut Ui, state: &State, entries: &[&'static Entry], asks: &mut Asks) {
    for entry in entries {
        let button = Button::new(entry.text(state)).min_size(vec2(ui.available_width(), 0.0));
        let response = ui.add_enabled(entry.is_possible(state), button);
        if hinted(response, &entry.hint(state)).clicked() {
            asks.run(*entry);
        }
    }
}

/// The present text. Notes are found by their place: looking through all of them for each field of
/// each frame would take longer than drawing the frame.
fn read(state: &State, target: Target) -> Option<String> {
    let project = state.document.project();
    let Some(id) = target.note() else {
        return target.read(project);
    };
    let note = state.document.places().note(project, id)?;
    let (_, key) = target.address()?;
    Some(note.text_at(key)?.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_reads_the_same_by_its_place() {
        let bytes = include_bytes!("../../../assets/examples/tool-rental.vjourney");
        let mut project = crate::file::read(bytes).unwrap();
        let (place, id) = project
            .all_notes()
            .map(|(place, note)| (place, note.id))
            .last()
            .unwrap();
        crate::edit::update_note(&mut project, place, id, |note| {
            note.detail = "longer".to_owned();
            note.source = "interview".to_owned();
            note.tags = vec!["a".to_owned(), "b".to_owned()];
        });
        let state = State::for_test(project);
        for target in [
            Target::Note(id),
            Target::of_note(id, "detail"),
            Target::of_note(id, "source"),
            Target::of_note(id, "tags"),
        ] {
            let text = target.read(state.document.project());
            assert!(text.as_ref().is_some_and(|text| !text.is_empty()));
            assert_eq!(read(&state, target), text);
        }
    }
}
