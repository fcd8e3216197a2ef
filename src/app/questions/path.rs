//! The path of a file, typed where there is no dialog of the system.

use super::{answers, heading};
use crate::app::desk::files::AskedPath;
use crate::app::desk::{Act, Question, answer};
use crate::app::work::on_file::{Purpose, Written};
use crate::app::work::state::State;
use crate::export;
use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Button, Id, Key, TextEdit, Ui};
use std::path::{Path, PathBuf};

impl Question for AskedPath {
    fn name(&self) -> &'static str {
        "path of a file"
    }

    fn width(&self) -> f32 {
        560.0
    }

    fn show(&mut self, ui: &mut Ui, _: &mut State) -> Option<Act> {
        let (title, verb) = title(self.question.purpose);
        heading(ui, &title);
        let label = ui.label("Path of the file");
        let id = Id::unique("path of a file");
        let field = TextEdit::singleline(&mut self.text).id(id);
        let field = ui.add(field.desired_width(f32::INFINITY));
        let field = field.labelled_by(label.id);
        let is_entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if ui.memory(|memory| memory.focused().is_none()) {
            field.request_focus();
            select_stem(ui, id, &self.text);
        }
        if !self.problem.is_empty() {
            ui.colored_label(ui.visuals().error_fg_color, &self.problem);
        }
        answers(ui, |ui, given| {
            let typed = self.text.trim();
            let can = !typed.is_empty();
            if ui.add_enabled(can, Button::new(verb)).clicked() || (is_entered && can) {
                let (question, path) = (self.question.clone(), expand_home(typed));
                *given = answer(move |desk| desk.typed_path(question, &path));
            }
        })
    }
}

/// What it asks for, and the word on its button.
fn title(purpose: Purpose) -> (String, &'static str) {
    let (title, verb) = match purpose {
        Purpose::Open => ("Open a project", "Open"),
        Purpose::Merge => ("Merge a copy", "Merge"),
        Purpose::Import => ("Import a journey", "Import"),
        Purpose::Write(Written::Project) => ("Save the project", "Save"),
        Purpose::Write(Written::Copy) => ("Save a copy", "Save"),
        Purpose::Write(Written::Picture) => {
            let title = format!("Export this view as {}", export::endings());
            return (title, "Export");
        }
    };
    (title.to_owned(), verb)
}

/// Typing replaces the name of the file, not its folder and not its ending.
fn select_stem(ui: &Ui, id: Id, text: &str) {
    let letters = |text: &str| CCursor::new(text.chars().count());
    let name = text
        .rfind(std::path::is_separator)
        .map_or(0, |separator| separator + 1);
    let stem = Path::new(&text[name..]).file_stem();
    let stem = stem.map_or(0, |stem| stem.to_string_lossy().len());
    let end = text.get(..name + stem).unwrap_or(text);
    let range = CCursorRange::two(letters(&text[..name]), letters(end));
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    state.cursor.set_char_range(Some(range));
    state.store(ui.ctx(), id);
}

/// A leading `~` is the user's home, as in a shell.
fn expand_home(text: &str) -> PathBuf {
    let rest = text
        .strip_prefix('~')
        .filter(|rest| rest.is_empty() || rest.starts_with(std::path::is_separator));
    match (rest, directories::UserDirs::new()) {
        (Some(rest), Some(user)) => {
            let rest = rest.trim_start_matches(std::path::is_separator);
            user.home_dir().join(rest)
        }
        _ => PathBuf::from(text),
    }
}
