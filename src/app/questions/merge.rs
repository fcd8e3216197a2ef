//! Choosing where two versions have changed the same: a list of conflicts, each mine, theirs or both,
//! by mouse and by keys. Nothing is written until all are settled.

use super::{buttons, heading};
use crate::app::desk::merging::Settle;
use crate::app::desk::{Act, Question, answer, cancel};
use crate::app::look::visuals::{bold, color, scrolling, size};
use crate::app::work::merging::{Merging, Source};
use crate::app::work::state::State;
use crate::app::work::words::name_of;
use crate::file::{self, Choice, Conflict};
use crate::layout::theme::Role;
use crate::model::words::{counted, one_or_many};
use egui::accesskit;
use egui::{Frame, Key, Label, Margin, RichText, Sense, Stroke, Ui, WidgetInfo, vec2};

/// Width of the column with "Before", "Mine" and "Theirs", in points.
const SIDES: f32 = 92.0;
/// Most changes that are listed besides.
const MOST_CHANGES: usize = 200;

impl Question for Settle {
    fn name(&self) -> &'static str {
        "merge"
    }

    fn width(&self) -> f32 {
        860.0
    }

    fn show(&mut self, ui: &mut Ui, state: &mut State) -> Option<Act> {
        let Some(mut merging) = state.versions.merging.take() else {
            return cancel();
        };
        let given = show(ui, state, &mut merging);
        state.versions.merging = Some(merging);
        given
    }
}

fn show(ui: &mut Ui, state: &State, merging: &mut Merging) -> Option<Act> {
    let count = merging.merged.conflicts.len();
    heading(
        ui,
        &match count {
            1 => "Both versions have changed the same thing".to_owned(),
            count => format!(
                "Both versions have changed the same {}",
                counted(count, "thing")
            ),
        },
    );
    ui.label(introduction(merging));
    ui.add_space(8.0);
    let moved = keys(ui, merging);
    let room = (ui.ctx().content_rect().height() - 330.0).max(140.0);
    scrolling().max_height(room).show(ui, |ui| {
        for at in 0..count {
            conflict(ui, state, merging, at, moved);
        }
        incoming(ui, state, merging);
    });
    ui.add_space(4.0);
    let weak = color(state.style.theme, Role::Weak);
    let unsettled = merging.unsettled();
    ui.label(
        RichText::new(match unsettled {
            0 => "All are settled.".to_owned(),
            left => format!(
                "{left} {} left. Keys: arrows go through the list, 1 is mine, 2 theirs, 3 both.",
                one_or_many(left, "is", "are")
            ),
        })
        .color(weak),
    );
    footer(ui, merging, unsettled)
}

fn introduction(merging: &Merging) -> String {
    let whose = match &merging.other.source {
        Source::File { .. } => {
            "Somebody else has saved the file while you were working.".to_owned()
        }
        Source::Copy(path) => format!("“{}” is merged with this project.", name_of(path)),
        Source::Unfinished => "A merge of this file was not finished.".to_owned(),
    };
    let from = match &merging.other.base {
        Some(_) => String::new(),
        None => " No version is known that both come from: what was deleted cannot be told from what was added, so nothing is deleted.".to_owned(),
    };
    let rest = if merging.incoming.is_empty() {
        String::new()
    } else {
        format!(
            " What only one of you has changed is merged already: {}.",
            file::summary(&merging.incoming)
        )
    };
    format!("{whose}{from}{rest} Nothing is written to the file until you have chosen.")
}

/// Whether the keys have moved to another conflict.
fn keys(ui: &Ui, merging: &mut Merging) -> bool {
    let count = merging.merged.conflicts.len();
    let pressed = |key| ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key));
    let before = merging.selected;
    if pressed(Key::ArrowDown) {
        merging.selected = (merging.selected + 1).min(count.saturating_sub(1));
    }
    if pressed(Key::ArrowUp) {
        merging.selected = merging.selected.saturating_sub(1);
    }
    for (key, choice) in [
        (Key::Num1, Choice::Mine),
        (Key::Num2, Choice::Theirs),
        (Key::Num3, Choice::Both),
    ] {
        if pressed(key) {
            choose(merging, merging.selected, choice);
        }
    }
    before != merging.selected
}

/// Chooses, and goes to the next one that is open.
fn choose(merging: &mut Merging, at: usize, choice: Choice) {
    merging.choose(at, choice);
    let conflicts = &merging.merged.conflicts;
    let is_open = |conflict: &Conflict| !merging.other.choices.contains_key(&conflict.key);
    let next = (at + 1..conflicts.len())
        .chain(0..at)
        .find(|next| is_open(&conflicts[*next]));
    merging.selected = next.unwrap_or(at);
}

fn conflict(ui: &mut Ui, state: &State, merging: &mut Merging, at: usize, moved: bool) {
    let theme = state.style.theme;
    let conflict = merging.merged.conflicts[at].clone();
    let chosen = merging.other.choices.get(&conflict.key).copied();
    let is_selected = merging.selected == at;
    let stroke = if is_selected {
        Stroke::new(2.0, color(theme, Role::Focus))
    } else {
        Stroke::new(1.0, color(theme, Role::Rule))
    };
    let frame = Frame::new()
        .stroke(stroke)
        .corner_radius(4)
        .inner_margin(Margin::same(8));
    let mut choice = None;
    let response = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(&conflict.sentence).font(bold(size::BODY)));
        ui.add_space(4.0);
        if conflict.base.is_some() || merging.other.base.is_some() {
            side(
                ui,
                "Before",
                conflict.base.as_deref(),
                color(theme, Role::Weak),
            );
        }
        let ink = color(theme, Role::Ink);
        for (name, this, text) in [
            ("Mine", Choice::Mine, conflict.mine.as_deref()),
            ("Theirs", Choice::Theirs, conflict.theirs.as_deref()),
        ] {
            if option(ui, name, chosen == Some(this), &conflict.sentence, |ui| {
                words(ui, text, ink)
            }) {
                choice = Some(this);
            }
        }
        if conflict.allows_both
            && option(
                ui,
                "Both",
                chosen == Some(Choice::Both),
                &conflict.sentence,
                |ui| words(ui, Some("Keep the two of them"), ink),
            )
        {
            choice = Some(Choice::Both);
        }
    });
    if is_selected && moved {
        response.response.scroll_to_me(None);
    }
    if let Some(choice) = choice {
        choose(merging, at, choice);
    }
    ui.add_space(6.0);
}

fn side(ui: &mut Ui, name: &str, text: Option<&str>, ink: egui::Color32) {
    ui.horizontal_top(|ui| {
        left(ui, |ui| {
            // Under the names of the sides, not under their circles.
            ui.add_space(ui.spacing().icon_width + ui.spacing().icon_spacing);
            ui.label(RichText::new(name).color(ink))
        });
        words(ui, text, ink);
    });
}

/// In the column of the sides.
fn left(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> egui::Response) -> egui::Response {
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    ui.allocate_ui_with_layout(vec2(SIDES, 20.0), layout, |ui| {
        ui.set_min_width(SIDES);
        add(ui)
    })
    .inner
}

fn words(ui: &mut Ui, text: Option<&str>, ink: egui::Color32) -> egui::Response {
    let text = text.unwrap_or("not there");
    ui.add(
        Label::new(RichText::new(text).color(ink))
            .wrap()
            .sense(Sense::click()),
    )
}

/// One side to choose; a click on its words counts as well.
fn option(
    ui: &mut Ui,
    name: &str,
    is_chosen: bool,
    sentence: &str,
    words: impl FnOnce(&mut Ui) -> egui::Response,
) -> bool {
    ui.horizontal_top(|ui| {
        let radio = left(ui, |ui| ui.add(egui::RadioButton::new(is_chosen, name)));
        radio.widget_info(|| {
            let label = format!("{name}: {sentence}");
            WidgetInfo::selected(accesskit::Role::RadioButton, true, is_chosen, label)
        });
        let words = words(ui);
        radio.clicked() || words.clicked()
    })
    .inner
}

/// What is merged without a question.
fn incoming(ui: &mut Ui, state: &State, merging: &Merging) {
    if merging.incoming.is_empty() {
        return;
    }
    let weak = color(state.style.theme, Role::Weak);
    egui::CollapsingHeader::new("What comes in without a question")
        .id_salt("incoming")
        .show(ui, |ui| {
            for change in merging.incoming.iter().take(MOST_CHANGES) {
                ui.label(&change.sentence);
            }
            let more = merging.incoming.len().saturating_sub(MOST_CHANGES);
            if more > 0 {
                ui.label(RichText::new(format!("and {more} more")).color(weak));
            }
        });
}

fn footer(ui: &mut Ui, merging: &mut Merging, unsettled: usize) -> Option<Act> {
    let mut given = None;
    let mut all = None;
    buttons(ui, |ui| {
        let done = ui.add_enabled(unsettled == 0, egui::Button::new("Merge"));
        if unsettled == 0 && ui.memory(|memory| memory.focused().is_none()) {
            done.request_focus();
        }
        if done.clicked() {
            given = answer(|desk| {
                if let Some(merging) = desk.state.versions.merging.take() {
                    desk.merge(merging.other);
                }
            });
        }
        if ui.button("Later").clicked() {
            given = cancel();
        }
        ui.add_space(16.0);
        if ui.button("All theirs").clicked() {
            all = Some(Choice::Theirs);
        }
        if ui.button("All mine").clicked() {
            all = Some(Choice::Mine);
        }
    });
    if let Some(choice) = all {
        for at in 0..merging.merged.conflicts.len() {
            merging.choose(at, choice);
        }
    }
    given
}
