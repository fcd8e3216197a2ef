//! All menus: every command stands in one of them, once.

use super::switches;
use crate::app::commands::{self, Arg, Command, Entry, Line, With};
use crate::app::work::state::State;
use egui::{Key, Modifiers};

/// A menu.
#[derive(Clone, Copy)]
pub(crate) struct Menu {
    pub label: &'static str,
    /// Its lines, in groups with rules between them.
    pub lines: &'static [&'static [Line]],
}

/// All, from the left.
pub(crate) static MENUS: [Menu; 6] = [
    Menu {
        label: "File",
        lines: commands::FILE,
    },
    Menu {
        label: "Edit",
        lines: commands::EDIT,
    },
    Menu {
        label: "View",
        lines: commands::VIEW,
    },
    Menu {
        label: "Insert",
        lines: commands::INSERT,
    },
    Menu {
        label: "Map",
        lines: commands::MAP,
    },
    Menu {
        label: "Help",
        lines: commands::HELP,
    },
];

impl PartialEq for Menu {
    fn eq(&self, other: &Self) -> bool {
        self.label == other.label
    }
}

impl Menu {
    /// Its rows.
    pub(crate) fn entries(self) -> impl Iterator<Item = &'static Entry> {
        self.lines.iter().copied().flatten().flat_map(entries_of)
    }

    /// The menu a command stands in.
    pub(crate) fn of(command: Command) -> Option<Self> {
        MENUS.into_iter().find(|menu| {
            menu.entries()
                .any(|entry| std::ptr::eq(entry, command.entry))
        })
    }
}

/// The rows a line stands for.
fn entries_of(line: &'static Line) -> impl Iterator<Item = &'static Entry> {
    let (one, several, is_panels): (_, &'static [&'static Entry], _) = match line {
        Line::One(entry) | Line::Each(_, entry) | Line::Few(_, entry) | Line::Unlisted(entry) => {
            (Some(*entry), &[], false)
        }
        Line::More(_, entries) => (None, entries, false),
        Line::Panels => (None, &[], true),
    };
    let panels = switches().filter(move |_| is_panels);
    let panels = panels.map(|(entry, _)| entry);
    one.into_iter().chain(several.iter().copied()).chain(panels)
}

/// The command of this key.
pub(crate) fn of_key(key: Key, physical: Option<Key>, modifiers: Modifiers) -> Option<Command> {
    let is_it = |entry: &&Entry| {
        let mut keys = entry.keys.iter();
        keys.any(|chord| chord.matches(key, physical, modifiers))
    };
    let mut all = MENUS.iter().flat_map(|menu| menu.entries());
    let entry = all.find(is_it)?;
    Some(entry.with(entry.more.keyed))
}

/// The commands of a row at this moment.
pub(crate) fn commands_of(entry: &'static Entry, state: &State) -> Vec<Command> {
    let args = match entry.more.with {
        With::Nothing => vec![Arg::None],
        With::Fixed(args) => args(),
        With::Present(args) => args(state),
    };
    args.into_iter().map(|arg| entry.with(arg)).collect()
}

impl Command {
    /// Every command of this moment: first those there always are, in the order of the menus.
    pub fn all(state: &State) -> Vec<Self> {
        let rows = || MENUS.iter().flat_map(|menu| menu.entries());
        let is_present = |entry: &&Entry| matches!(entry.more.with, With::Present(_));
        let fixed = rows().filter(|entry| !is_present(entry));
        let present = rows().filter(is_present);
        let all = fixed.chain(present);
        all.flat_map(|entry| commands_of(entry, state)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::commands::{Chord, During, FIT, alt, plain};
    use crate::edit::Cursor;
    use crate::model::{Target, Template};
    use std::collections::HashSet;
    use std::path::Path;

    fn rows() -> impl Iterator<Item = &'static Entry> {
        MENUS.iter().flat_map(|menu| menu.entries())
    }

    /// How many rows are written down, by the sources that hold them.
    fn written() -> usize {
        let app = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/app");
        let folders = ["commands", "panels"].map(|room| std::fs::read_dir(app.join(room)).unwrap());
        let files = folders
            .into_iter()
            .flatten()
            .map(|file| file.unwrap().path());
        let texts = files.map(|file| std::fs::read_to_string(file).unwrap());
        let rows = |text: String| {
            let lines = text.lines();
            let is_row = |line: &&str| line.starts_with("pub") && line.contains(": Entry = ");
            lines.filter(is_row).count()
        };
        texts.map(rows).sum()
    }

    #[test]
    fn every_row_stands_in_one_menu_once() {
        let rows: Vec<_> = rows().map(std::ptr::from_ref).collect();
        let seen: HashSet<_> = rows.iter().copied().collect();
        assert_eq!(rows.len(), seen.len(), "a row stands twice");
        assert_eq!(rows.len(), written(), "a row stands in no menu");
    }

    #[test]
    fn no_chord_stands_twice_and_none_is_a_bare_letter() {
        let mut seen = HashSet::new();
        for entry in rows() {
            let name = Command::from(entry);
            for chord in entry.keys {
                assert!(seen.insert(chord), "{name:?}: {chord:?} stands twice");
                let is_printable = !(Key::F1..=Key::F35).contains(&chord.key)
                    && !matches!(
                        chord.key,
                        Key::Delete | Key::Backspace | Key::PageUp | Key::PageDown | Key::Enter
                    );
                let is_bare = !chord.command && !chord.alt;
                assert!(!is_bare || !is_printable, "{name:?} is a bare key");
            }
        }
    }

    #[test]
    fn no_chord_is_one_that_a_platform_owns() {
        let owned = [
            Chord {
                command: true,
                ..plain(Key::Space)
            },
            plain(Key::F10),
            alt(Key::F4),
            alt(Key::Tab),
            Chord {
                command: true,
                ..plain(Key::Tab)
            },
            alt(Key::Space),
        ];
        for entry in rows() {
            let is_free = |chord: &Chord| !owned.contains(chord);
            assert!(entry.keys.iter().all(is_free), "{:?}", Command::from(entry));
        }
    }

    #[test]
    fn every_row_makes_commands() {
        let bytes = include_bytes!("../../../assets/examples/tool-rental.vjourney");
        let mut project = crate::file::read(bytes).unwrap();
        let (place, note) = project.all_notes().next().unwrap();
        let (place, note) = (place, note.id);
        crate::edit::update_note(&mut project, place, note, |note| {
            note.text = "https://example.org".to_owned();
        });
        let mut state = State::for_test(project);
        state.selection = crate::edit::Selection::at(Cursor::At(Target::Note(note)));
        state.preferences.recent = vec!["/a.vjourney".into()];
        for entry in rows() {
            let commands = commands_of(entry, &state);
            assert!(!commands.is_empty(), "{:?}", Command::from(entry));
            let keyed = entry.with(entry.more.keyed);
            assert!(
                entry.keys.is_empty() || commands.contains(&keyed),
                "{keyed:?}"
            );
        }
    }

    #[test]
    fn every_command_has_a_text_of_its_own_and_other_words() {
        let state = State::for_test(Template::Compare.build());
        let mut seen = HashSet::new();
        for command in Command::all(&state) {
            let text = command.text(&state);
            let menu = Menu::of(command).unwrap();
            assert!(!text.is_empty() && !command.words(&state).is_empty());
            assert!(
                seen.insert((menu.label, text.clone())),
                "“{text}” stands twice"
            );
        }
    }

    #[test]
    fn what_may_run_while_presenting_changes_nothing() {
        for entry in rows().filter(|entry| entry.may_run(During::Presenting)) {
            assert!(entry.may_run(During::Looking), "{:?}", Command::from(entry));
        }
    }

    #[test]
    fn digits_count_by_their_place_on_the_keyboard() {
        let fit = FIT.keys[0];
        let ctrl_shift = Modifiers::CTRL | Modifiers::SHIFT;
        assert!(fit.matches(Key::Num0, None, Modifiers::CTRL));
        assert!(
            fit.matches(Key::A, Some(Key::Num0), ctrl_shift),
            "à on a French keyboard"
        );
        assert!(!fit.matches(Key::Num0, None, Modifiers::NONE));
    }
}
