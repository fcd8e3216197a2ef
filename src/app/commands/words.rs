//! Everyday words for commands, and how well what somebody types matches them.

use crate::app::commands::command::Command;
use crate::app::work::state::State;
use crate::model::{Method, Template};

/// Words that say nothing about what is wanted.
const EMPTY: [&str; 10] = [
    "a", "an", "the", "of", "to", "on", "in", "my", "with", "for",
];

/// Other words for a command than those of its name.
fn others(command: Command) -> &'static str {
    match command {
        Command::New(Template::ValueMap) => "create add start customer persona jobs canvas",
        Command::New(Template::Cvj) => "create add start stages funnel awareness",
        Command::New(Template::Compare) => "create add start alternatives compare cvjm",
        Command::New(Template::Workshop) => "create add start customer persona map journey",
        Command::New(_) => "create add start empty cvjm",
        Command::Open => "load file project",
        Command::OpenByPath => "load file project name type",
        Command::OpenRecent(_) => "load file project recent last again",
        Command::OpenExample(_) => "demo sample template tutorial load",
        Command::Welcome => "home start first beginning examples new close project",
        Command::Save => "write store keep file project",
        Command::SaveAs => "write store copy rename file project duplicate",
        Command::SaveCopy => "write share mail send file project duplicate",
        Command::MergeCopy => "combine join bring together colleague mail changes compare",
        Command::MergeConflictCopy => "combine join sync dropbox nextcloud onedrive conflicted",
        Command::IgnoreConflictCopies => "sync dropbox conflicted leave later",
        Command::SettleConflicts => "merge resolve choose mine theirs git",
        Command::EarlierVersions => "history backup older previous restore revert recover",
        Command::RestoreVersion => "history backup older previous revert go back",
        Command::StopLooking => "close version history present",
        Command::UnsavedWork => "recover restore crash lost backup snapshot",
        Command::ReplaceFile => "overwrite write save broken damaged",
        Command::Import => "load open ojf file read journey add",
        Command::Export => "print save picture image svg png pdf paper share screenshot",
        Command::Quit => "exit close window end leave",
        Command::Undo => "back revert mistake history",
        Command::Redo => "again repeat forward history",
        Command::Cut => "move clipboard notes cards",
        Command::Copy => "clipboard duplicate notes cards",
        Command::Paste => "clipboard insert add notes cards spreadsheet",
        Command::Delete => "remove erase clear notes cards sticky step column stage job",
        Command::SelectAll => "mark everything cards",
        Command::Rename => "rename change write note card name",
        Command::MoveUp | Command::MoveDown => "shift order sort note card",
        Command::MoveLeft | Command::MoveRight => {
            "shift order sort note card step column stage job"
        }
        Command::CopyToNext => "duplicate repeat note card",
        Command::Find => "search look",
        Command::Replace => "search substitute change exchange",
        Command::Fit => "zoom all everything whole overview reset show",
        Command::ZoomIn => "larger bigger closer magnify size",
        Command::ZoomOut => "smaller away overview size",
        Command::ZoomTo100 => "normal actual original size reset",
        Command::ToggleShape => "fold collapse notes shape figures compare cards",
        Command::NextSolution | Command::PreviousSolution => "switch tab alternative other both",
        Command::NextView | Command::PreviousView => "switch tab map journey canvas other",
        Command::Show(_) => "go switch open canvas view",
        Command::ToggleOutline => "panel side list tree navigation contents show hide",
        Command::ToggleInspector => {
            "panel side properties details settings customer persona show hide"
        }
        Command::ToggleFullScreen => "fullscreen maximise projector present beamer",
        Command::SetTheme(_) => "theme color mode appearance look settings preferences",
        Command::SetInterfaceScale(_) => {
            "size scale font text zoom larger bigger smaller settings preferences"
        }
        Command::ToggleReducedMotion => "animation movement accessibility settings preferences",
        Command::NextPane => "focus panel pane keyboard switch",
        Command::AddNote => "new create insert card sticky post-it write",
        Command::InsertColumn => "new create insert step column stage phase job",
        Command::QuickCapture => "new add notes cards sticky many fast line type",
        Command::AddSolution => "new create insert solution alternative option variant compare",
        Command::AddValueMap => "new create insert persona jobs canvas cvm",
        Command::AddJourney(Method::Cvjm) => "new create insert steps canvas cvjm",
        Command::AddJourney(Method::Cvj) => "new create insert steps stages funnel canvas cvj",
        Command::AddPeriod => "new create insert funnel counts people customers month numbers",
        Command::DeletePeriod => "remove erase funnel counts people customers month numbers period",
        Command::ScoreAll => "rate rating points vote judge value cards",
        Command::NothingHere => "mark empty cell even zero here",
        Command::NoSuchStep => "mark missing avoided skip no such applies",
        Command::DuplicateSolution => "copy clone alternative variant",
        Command::SetBaseline => "baseline reference difference alternative",
        Command::DeleteSolution => "remove erase alternative variant",
        Command::DeleteView => "remove erase canvas view map",
        Command::ToggleLane(_) => "lane swimlane line show hide",
        Command::SetAggregation(_) => "rule sum total mean peak scores compute how settings",
        Command::ChangeScale => "points rating convert maximum settings size",
        Command::OpenWithThisView => "open file start default begin",
        Command::OpenAddress(_) => "link url web page browser mail visit",
        Command::Palette => "palette find run anything",
        Command::Keys => "shortcuts keyboard help manual hotkeys",
        Command::About => "version licence license help information",
    }
}

/// How well a command matches what was typed: less is better, `None` is not at all. Each word, in any
/// order, must begin a word of the command's name, or else one of its other words.
pub(crate) fn rank(state: &State, command: Command, wanted: &str) -> Option<usize> {
    let name = command.text(state).to_lowercase();
    let wanted = wanted.trim().to_lowercase();
    if name == wanted {
        return Some(0);
    }
    let typed: Vec<&str> = words(&wanted).collect();
    let telling = typed.iter().filter(|word| !EMPTY.contains(word)).count();
    let rest = format!("{} {}", command.menu().label(), command.hint()).to_lowercase();
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
        } else if begins(others(command)) {
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
