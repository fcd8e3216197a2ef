//! How well what somebody types in the palette matches a command.

use crate::app::commands::Command;
use crate::app::panels::menus::Menu;
use crate::app::work::state::State;

/// Words that say nothing about what is wanted.
const EMPTY: [&str; 10] = [
    "a", "an", "the", "of", "to", "on", "in", "my", "with", "for",
];

/// How well a command matches what was typed: less is better, `None` is not at all. Each word, in any
/// order, must begin a word of the command's name, or else one of its other words.
pub(super) fn rank(state: &State, command: Command, wanted: &str) -> Option<usize> {
    let name = command.text(state).to_lowercase();
    let wanted = wanted.trim().to_lowercase();
    if name == wanted {
        return Some(0);
    }
    let typed: Vec<&str> = words(&wanted).collect();
    let telling = typed.iter().filter(|word| !EMPTY.contains(word)).count();
    let others = command.words(state);
    let menu = Menu::of(command).map_or("", |menu| menu.label);
    let rest = format!("{menu} {}", command.hint(state)).to_lowercase();
    let mut rank = usize::from(!name.starts_with(&wanted)) + 1;
    for word in typed {
        if telling > 0 && EMPTY.contains(&word) {
            continue;
        }
        // One or several is the same here.
        let one = word.strip_suffix('s').filter(|one| one.len() > 2);
        let is_begun =
            |known: &str| known.starts_with(word) || one.is_some_and(|one| known.starts_with(one));
        let begins = |text: &str| words(text).any(is_begun);
        rank += if words(&name).any(|known| known == word) {
            0
        } else if begins(&name) {
            2
        } else if begins(&others) {
            5
        } else if begins(&rest) {
            12
        } else if word.chars().count() > 2 && name.contains(word) {
            20
        } else {
            return None;
        };
    }
    Some(rank)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_between = |letter: char| !letter.is_alphanumeric() && letter != '-';
    text.split(is_between).filter(|word| !word.is_empty())
}
