//! Questions that must be answered first. Few: only what cannot be undone asks.

mod damaged;
mod help;
mod merge;
mod paste;

pub(crate) use paste::PasteBlock;

use crate::app::disk::dialogs::{Purpose, Question, Written};
use crate::app::disk::recovered::Recovered;
use crate::app::disk::{recovered, versions};
use crate::app::work::state::{State, Then};
use crate::file::Version;
use crate::model::Scale;
use crate::model::words::counted;
use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Frame, Id, Key, Margin, Modal as Window, Ui};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A question.
#[derive(Clone, PartialEq, Debug)]
pub enum Modal {
    /// There are changes that are not on disk.
    Unsaved(Then),
    /// There is a file of this name already.
    Overwrite(PathBuf, Written),
    /// Type a path.
    Path {
        /// What for.
        question: Question,
        /// What was typed.
        text: String,
        /// What is wrong with it.
        problem: String,
    },
    /// Another scale of scores.
    Scale(u8),
    /// Choose where two versions have changed the same.
    Merge,
    /// The kept versions of the file.
    Versions,
    /// Work of windows that are gone.
    Recovered,
    /// A file that cannot be opened as it is.
    Damaged,
    /// What a block pasted at a heading will become.
    PasteBlock(PasteBlock),
    /// The keys.
    Keys,
    /// What this program is.
    About,
}

impl Modal {
    /// Type a path, beginning with the one that is offered.
    pub(crate) fn path(question: Question) -> Self {
        let offered = question.beginning().join(&question.name);
        Self::wrong_path(question, &offered, String::new())
    }

    /// Type the path again.
    pub(crate) fn wrong_path(question: Question, path: &Path, problem: String) -> Self {
        Self::Path {
            question,
            text: path.display().to_string(),
            problem,
        }
    }
}

/// What was answered.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Answered {
    /// Close the question, nothing else.
    Cancel,
    /// Write the file first.
    Save(Then),
    /// Do without the changes.
    Discard(Then),
    /// Replace the file.
    Overwrite(PathBuf, Written),
    /// This path.
    Path(Question, PathBuf),
    /// This scale.
    Scale(u8),
    /// Paste this block.
    PasteBlock(Box<PasteBlock>),
    /// All conflicts are settled.
    Merge,
    /// Go on with this work.
    Restore(Arc<Recovered>),
    /// Show this work beside its file.
    RestoreCopy(Arc<Recovered>),
    /// Do without this work.
    DiscardRecovered(Arc<Recovered>),
    /// Show this version.
    LookAtVersion(Version),
    /// Go back to this version.
    RestoreVersion(Version),
    /// Open what could be saved of the damaged file.
    OpenRepaired,
    /// Open the latest kept version of this file.
    OpenLatestVersion(PathBuf),
}

/// Room between the question and its frame, in points.
const PADDING: i8 = 20;
/// Room between the frame and the edge of the window.
const MARGIN: f32 = 16.0;

/// Shows the question; gives back the answer once there is one.
pub(crate) fn show(ui: &Ui, state: &mut State) -> Option<Answered> {
    let mut modal = state.modal.take()?;
    let mut answered = None;
    let screen = ui.ctx().content_rect().size();
    let widest = screen.x - 2.0 * (MARGIN + f32::from(PADDING));
    // Each kind has a size of its own.
    let window = Window::new(Id::unique(("question", std::mem::discriminant(&modal))))
        .frame(Frame::popup(ui.style()).inner_margin(Margin::same(PADDING)));
    let response = window.show(ui.ctx(), |ui| {
        let width = match modal {
            Modal::Keys => help::KEYS_WIDTH,
            Modal::Path { .. } | Modal::About => 560.0,
            Modal::Merge => 860.0,
            Modal::Versions | Modal::Recovered | Modal::Damaged => 640.0,
            Modal::Unsaved(_) | Modal::Overwrite(..) | Modal::Scale(_) | Modal::PasteBlock(_) => {
                460.0
            }
        };
        ui.set_width(width.min(widest));
        answered = match &mut modal {
            Modal::Unsaved(then) => unsaved(ui, state, then),
            Modal::Overwrite(path, written) => overwrite(ui, path, *written),
            Modal::Path {
                question,
                text,
                problem,
            } => path(ui, question, text, problem),
            Modal::Scale(chosen) => scale(ui, state, chosen),
            Modal::Merge => match state.merging.take() {
                Some(mut merging) => {
                    let answered = merge::show(ui, state, &mut merging);
                    state.merging = Some(merging);
                    answered
                }
                None => Some(Answered::Cancel),
            },
            Modal::Versions => versions::show(ui, state, state.versions.as_deref()),
            Modal::Recovered => recovered::show(ui, state),
            Modal::Damaged => match &state.damaged {
                Some((path, file)) => damaged::show(ui, path, file),
                None => Some(Answered::Cancel),
            },
            Modal::PasteBlock(asked) => paste::show(ui, state, asked),
            Modal::Keys => help::keys(ui, state),
            Modal::About => help::about(ui),
        };
    });
    if answered.is_none() && response.should_close() {
        answered = Some(Answered::Cancel);
    }
    if answered.is_none() {
        state.modal = Some(modal);
    } else if modal == Modal::Recovered {
        state.asks_for_work.clear();
    }
    answered
}

pub(crate) fn heading(ui: &mut Ui, text: &str) {
    ui.heading(text);
    ui.add_space(8.0);
}

pub(crate) fn buttons(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.add_space(16.0);
    // One row: by itself the layout would take all the height there is.
    ui.horizontal(|ui| ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), add));
}

fn unsaved(ui: &mut Ui, state: &State, then: &Then) -> Option<Answered> {
    heading(ui, "Save the changes?");
    let text = format!(
        "“{}” has changes that are not in its file.{}",
        state.title(),
        if state.keeps_work {
            format!(
                " What you discard is kept for {} under File › Unsaved work.",
                crate::file::KEPT_FOR
            )
        } else {
            " Without saving they are gone.".to_owned()
        }
    );
    ui.label(text);
    let mut answered = None;
    buttons(ui, |ui| {
        let save = ui.button("Save");
        if ui.memory(|memory| memory.focused().is_none()) {
            save.request_focus();
        }
        if save.clicked() {
            answered = Some(Answered::Save(then.clone()));
        }
        if ui.button("Discard").clicked() {
            answered = Some(Answered::Discard(then.clone()));
        }
        if ui.button("Cancel").clicked() {
            answered = Some(Answered::Cancel);
        }
    });
    answered
}

fn overwrite(ui: &mut Ui, path: &Path, written: Written) -> Option<Answered> {
    heading(ui, "Replace the file?");
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    ui.label(format!(
        "There is a file “{name}” already. {}",
        if written.keeps_versions() {
            "What it holds now is kept among its earlier versions."
        } else {
            "Replacing it cannot be undone."
        }
    ));
    let mut answered = None;
    buttons(ui, |ui| {
        if ui.button("Replace").clicked() {
            answered = Some(Answered::Overwrite(path.to_owned(), written));
        }
        if ui.button("Cancel").clicked() {
            answered = Some(Answered::Cancel);
        }
    });
    answered
}

fn path(ui: &mut Ui, question: &Question, text: &mut String, problem: &str) -> Option<Answered> {
    let picture = format!("Export this view as {}", crate::export::endings());
    let (title, verb) = match question.purpose {
        Purpose::Open => ("Open a project", "Open"),
        Purpose::Merge => ("Merge a copy", "Merge"),
        Purpose::Import => ("Import a journey", "Import"),
        Purpose::Write(Written::Project) => ("Save the project", "Save"),
        Purpose::Write(Written::Copy) => ("Save a copy", "Save"),
        Purpose::Write(Written::Picture) => (&*picture, "Export"),
    };
    heading(ui, title);
    let label = ui.label("Path of the file");
    let id = Id::unique("path of a file");
    let field = ui
        .add(
            egui::TextEdit::singleline(text)
                .id(id)
                .desired_width(f32::INFINITY),
        )
        .labelled_by(label.id);
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if ui.memory(|memory| memory.focused().is_none()) {
        field.request_focus();
        select_stem(ui, id, text);
    }
    if !problem.is_empty() {
        ui.colored_label(ui.visuals().error_fg_color, problem);
    }
    let mut answered = None;
    buttons(ui, |ui| {
        let can = !text.trim().is_empty();
        if ui.add_enabled(can, egui::Button::new(verb)).clicked() || (entered && can) {
            answered = Some(Answered::Path(question.clone(), expand_home(text.trim())));
        }
        if ui.button("Cancel").clicked() {
            answered = Some(Answered::Cancel);
        }
    });
    answered
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

fn scale(ui: &mut Ui, state: &State, chosen: &mut u8) -> Option<Answered> {
    heading(ui, "Scale of scores");
    let project = state.document.project();
    for max in Scale::PRESETS {
        let scale = Scale::preset(max);
        let words: Vec<String> = (0..=max)
            .filter_map(|score| Some(format!("{score} {}", scale.word(score)?)))
            .collect();
        ui.radio_value(chosen, max, format!("0 to {max}: {}", words.join(", ")));
    }
    ui.add_space(8.0);
    let to = Scale::preset(*chosen);
    if *chosen == project.scale.max {
        ui.weak("This is the present scale.");
    } else {
        ui.label(
            "All scores and judgements are converted together, in one step that can be undone.",
        );
        match crate::edit::lost_by_scale(project, &to) {
            0 => {}
            1 => {
                ui.label("One score will no longer be told apart from another; going back does not bring it again, undo does.");
            }
            lost => {
                ui.label(format!(
                    "{} will no longer be told apart from others; going back does not bring them again, undo does.",
                    counted(lost, "score")
                ));
            }
        }
    }
    let mut answered = None;
    buttons(ui, |ui| {
        let can = *chosen != project.scale.max;
        if ui.add_enabled(can, egui::Button::new("Convert")).clicked() {
            answered = Some(Answered::Scale(*chosen));
        }
        if ui.button("Cancel").clicked() {
            answered = Some(Answered::Cancel);
        }
    });
    answered
}

fn close_button(ui: &mut Ui) -> Option<Answered> {
    let mut answered = None;
    buttons(ui, |ui| {
        let close = ui.button("Close");
        if ui.memory(|memory| memory.focused().is_none()) {
            close.request_focus();
        }
        if close.clicked() {
            answered = Some(Answered::Cancel);
        }
    });
    answered
}
