//! What explains the program: all keys, and what it is.

use crate::app::commands::command::{Command, Menu};
use crate::app::look::visuals::{bold, scrolling, size};
use crate::app::questions::{Answered, close_button};
use crate::app::work::state::State;
use egui::{Key, Layout, RichText, ScrollArea, Ui, vec2};

/// Width of the page of keys where the window has room for it, in points.
pub(crate) const KEYS_WIDTH: f32 = 1180.0;
/// Narrowest column of keys.
const COLUMN: f32 = 340.0;
/// Room between columns.
const GAP: f32 = 32.0;
/// Width of the keys themselves.
const KEYS: f32 = 142.0;

/// What keys do on the canvas besides commands.
const CANVAS_KEYS: [(&str, &str); 14] = [
    (
        "Just type",
        "a new note after the present one; on a heading: another name",
    ),
    (
        "Enter",
        "keeps a note and opens the next; on a note: edits it",
    ),
    ("Tab, Shift+Tab", "to the next field or cell, or back"),
    ("Shift+Enter", "breaks the line"),
    (
        "Esc",
        "ends writing and keeps it; closes an empty slot; clears the selection",
    ),
    (
        "Arrows, Home, End",
        "from note to note, slot to slot, cell to cell",
    ),
    ("0 to 9", "score the note (1 then 0 is ten)"),
    ("1 to 3", "how bad a friction or gap is"),
    ("+ and −", "score one more, one less; below 0: not scored"),
    ("Shift+arrows", "select several notes"),
    ("Space and drag", "move the canvas; Ctrl+wheel zooms"),
    ("Ctrl+drag", "drag a copy"),
    ("F10, Alt and letter", "open a menu; arrows go through it"),
    ("Input methods", "begin notes on slots, not on notes"),
];

/// Keys that belong together, with what they do.
struct Group {
    name: &'static str,
    rows: Vec<(String, String)>,
}

impl Group {
    /// How many lines it takes, roughly: the words of the canvas often take two.
    fn lines(&self) -> usize {
        let long = self.rows.iter().filter(|(_, what)| what.len() > 30).count();
        self.rows.len() + long + 2
    }
}

fn groups(ui: &Ui, state: &State) -> Vec<Group> {
    let canvas = CANVAS_KEYS.map(|(keys, what)| (keys.to_owned(), what.to_owned()));
    let canvas = Group {
        name: "On the canvas",
        rows: canvas.to_vec(),
    };
    let keys = |command: &Command| {
        let chords = command.chords().into_iter();
        // The key of plus has an equals sign where plus needs Shift: one key, told once.
        let chords = chords.filter(|chord| chord.key != Key::Equals);
        let chords: Vec<String> = chords.map(|chord| chord.text(ui.ctx())).collect();
        chords.join(", ")
    };
    let menus = Menu::ALL.into_iter().map(|menu| {
        let commands = Command::fixed().into_iter();
        let commands = commands.filter(|command| command.menu() == menu);
        let rows = commands.map(|command| (keys(&command), command.name(state)));
        Group {
            name: menu.label(),
            rows: rows.filter(|(keys, _)| !keys.is_empty()).collect(),
        }
    });
    let all = std::iter::once(canvas).chain(menus);
    all.filter(|group| !group.rows.is_empty()).collect()
}

/// Which group stands in which column: the long ones first, each where there is most room.
fn columns_of(lines: &[usize], columns: usize) -> Vec<Vec<usize>> {
    let mut longest: Vec<usize> = (0..lines.len()).collect();
    longest.sort_by_key(|at| std::cmp::Reverse(lines[*at]));
    let mut placed = vec![(0, Vec::new()); columns];
    for at in longest {
        if let Some((used, groups)) = placed.iter_mut().min_by_key(|(used, _)| *used) {
            *used += lines[at];
            groups.push(at);
        }
    }
    let mut columns: Vec<Vec<usize>> = placed.into_iter().map(|(_, groups)| groups).collect();
    for groups in &mut columns {
        groups.sort_unstable();
    }
    columns.sort();
    columns
}

/// All keys, in as many columns as the window is wide.
pub(crate) fn keys(ui: &mut Ui, state: &State) -> Option<Answered> {
    crate::app::questions::heading(ui, "Keys");
    // The heading, the button, and what is around them.
    let height = (ui.ctx().content_rect().height() - 176.0).max(120.0);
    let groups = groups(ui, state);
    tall(height).show(ui, |ui| {
        let width = ui.available_width();
        let columns = (((width + GAP) / (COLUMN + GAP)) as usize).clamp(1, 3);
        let column = (width - GAP * (columns - 1) as f32) / columns as f32;
        let lines: Vec<usize> = groups.iter().map(Group::lines).collect();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            for here in columns_of(&lines, columns) {
                ui.allocate_ui_with_layout(
                    vec2(column, 0.0),
                    Layout::top_down(egui::Align::Min),
                    |ui| {
                        ui.set_width(column);
                        for at in here {
                            show_group(ui, &groups[at]);
                        }
                    },
                );
            }
        });
    });
    close_button(ui)
}

fn show_group(ui: &mut Ui, group: &Group) {
    ui.spacing_mut().item_spacing = vec2(8.0, 1.0);
    ui.label(RichText::new(group.name).font(bold(size::SMALL)).weak());
    for (keys, what) in &group.rows {
        row(ui, KEYS, keys, what);
    }
    ui.add_space(8.0);
}

/// What may take the whole height of the window: a dialog believes it has less.
fn tall(height: f32) -> ScrollArea {
    scrolling().max_height(height).min_scrolled_height(height)
}

/// A name of a given width, and words beside it that may take several lines.
fn row(ui: &mut Ui, width: f32, name: &str, words: &str) {
    ui.horizontal_top(|ui| {
        let layout = Layout::top_down(egui::Align::Min);
        ui.allocate_ui_with_layout(vec2(width, 0.0), layout, |ui| {
            ui.set_width(width);
            ui.label(RichText::new(name).font(bold(size::BODY)));
        });
        ui.vertical(|ui| ui.label(words));
    });
}

/// What this program is.
pub(crate) fn about(ui: &mut Ui) -> Option<Answered> {
    ui.label(RichText::new("Value Journey").font(bold(size::TITLE)));
    let height = (ui.ctx().content_rect().height() - 180.0).max(80.0);
    tall(height).show(ui, facts);
    close_button(ui)
}

fn facts(ui: &mut Ui) {
    ui.label(
        RichText::new(
            "Maps where a service creates value for its customers and where it destroys it.",
        )
        .size(size::HEADING),
    );
    ui.add_space(16.0);
    ui.spacing_mut().item_spacing.y = 8.0;
    for (name, words) in [
        ("Version", env!("CARGO_PKG_VERSION")),
        (
            "Methods",
            "The Customer Value Journey Map follows VTT’s project AARRE, the eight stages DigitalMarketer.",
        ),
        (
            "Figures",
            "Net value, running totals and comparisons are computed by Value Journey: definitions of its own, after Zeithaml (1988).",
        ),
        (
            "Privacy",
            "Nothing leaves this computer: the program opens no network connection.",
        ),
        (
            "Font",
            "Text is set in Noto Sans (SIL Open Font License 1.1).",
        ),
        ("Licence", "MIT or Apache 2.0, as you like."),
    ] {
        row(ui, 76.0, name, words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_even_as_groups_allow() {
        assert_eq!(
            columns_of(&[22, 7, 16, 15, 4, 5, 4], 3),
            [vec![0, 6], vec![1, 3], vec![2, 4, 5]]
        );
        assert_eq!(columns_of(&[4, 4], 1), [[0, 1]]);
    }
}
