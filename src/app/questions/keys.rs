//! All keys.

use super::{close_button, heading, row, tall};
use crate::app::commands::{AllKeys, Entry};
use crate::app::desk::{Act, Question};
use crate::app::look::visuals::{bold, size};
use crate::app::panels::menus::MENUS;
use crate::app::work::state::State;
use egui::{Key, Layout, RichText, Ui, vec2};

/// Width of the page of keys where the window has room for it, in points.
const KEYS_WIDTH: f32 = 1180.0;
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
        "keeps a note and opens the next, keeps a name and goes on; on a note: edits it",
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

impl Question for AllKeys {
    fn name(&self) -> &'static str {
        "keys"
    }

    fn width(&self) -> f32 {
        KEYS_WIDTH
    }

    fn show(&mut self, ui: &mut Ui, state: &mut State) -> Option<Act> {
        heading(ui, "Keys");
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
}

fn groups(ui: &Ui, state: &State) -> Vec<Group> {
    let canvas = CANVAS_KEYS.map(|(keys, what)| (keys.to_owned(), what.to_owned()));
    let canvas = Group {
        name: "On the canvas",
        rows: canvas.to_vec(),
    };
    let keys = |entry: &Entry| {
        // The key of plus has an equals sign where plus needs Shift: one key, told once.
        let chords = entry.keys.iter().filter(|chord| chord.key != Key::Equals);
        let chords: Vec<String> = chords.map(|chord| chord.text(ui.ctx())).collect();
        chords.join(", ")
    };
    let menus = MENUS.iter().map(|menu| {
        let rows = menu.entries().filter(|entry| !entry.keys.is_empty());
        let rows = rows.map(|entry| (keys(entry), entry.with(entry.more.keyed).name(state)));
        Group {
            name: menu.label,
            rows: rows.collect(),
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

fn show_group(ui: &mut Ui, group: &Group) {
    ui.spacing_mut().item_spacing = vec2(8.0, 1.0);
    ui.label(RichText::new(group.name).font(bold(size::SMALL)).weak());
    for (keys, what) in &group.rows {
        row(ui, KEYS, keys, what);
    }
    ui.add_space(8.0);
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
