//! Commands: everything the program can do, each with its text, hint, shortcut and when it is possible.
//!
//! Menus, toolbar, context menus, the palette and the keyboard all take them from here.

use crate::app::work::state::State;
use crate::edit::Cursor;
use crate::import;
use crate::layout::View;
use crate::layout::theme::Theme;
use crate::model::{Aggregation, Lane, Method, Place, Slot, Target, Template};
use egui::{Key, Modifiers};
use std::path::PathBuf;
use std::sync::LazyLock;

/// Everything the program can do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Command {
    /// A new project.
    New(Template),
    /// Choose a project.
    Open,
    /// Type the path of a project.
    OpenByPath,
    /// One of the recent files.
    OpenRecent(usize),
    /// One of the finished examples.
    OpenExample(usize),
    /// The page of the first start.
    Welcome,
    /// Write the file.
    Save,
    /// Write another file.
    SaveAs,
    /// Write a copy for somebody else; this file stays the one that is worked on.
    SaveCopy,
    /// Bring a copy somebody has changed together with this project.
    MergeCopy,
    /// The same with a copy that a program for shared folders has made.
    MergeConflictCopy,
    /// Do without those copies.
    IgnoreConflictCopies,
    /// Choose where two versions have changed the same.
    SettleConflicts,
    /// The kept versions of the file.
    EarlierVersions,
    /// Go on with the version that is looked at.
    RestoreVersion,
    /// Back from the version that is looked at.
    StopLooking,
    /// Work that was not saved when the program ended.
    UnsavedWork,
    /// Write over what cannot be read.
    ReplaceFile,
    /// Add a journey from another program.
    Import,
    /// Write the view as a picture.
    Export,
    /// Close the window.
    Quit,
    /// One step back.
    Undo,
    /// One step forward again.
    Redo,
    /// To the clipboard, and away.
    Cut,
    /// To the clipboard.
    Copy,
    /// From the clipboard.
    Paste,
    /// Delete what is selected.
    Delete,
    /// All notes of the cell.
    SelectAll,
    /// Edit what is under the cursor.
    Rename,
    /// Find a text.
    Find,
    /// Find and replace a text.
    Replace,
    /// Everything in the window.
    Fit,
    /// Larger.
    ZoomIn,
    /// Smaller.
    ZoomOut,
    /// As large as it is.
    ZoomTo100,
    /// Notes and bars, or bars only.
    ToggleShape,
    /// The solution after this one.
    NextSolution,
    /// The solution before this one.
    PreviousSolution,
    /// The map or journey after this one.
    NextView,
    /// The map or journey before this one.
    PreviousView,
    /// A map or journey.
    Show(View),
    /// The outline.
    ToggleOutline,
    /// The inspector.
    ToggleInspector,
    /// The whole screen.
    ToggleFullScreen,
    /// Colours.
    SetTheme(Theme),
    /// Scale of the whole interface in percent.
    SetInterfaceScale(u16),
    /// Nothing moves by itself.
    ToggleReducedMotion,
    /// The next part of the window.
    NextPane,
    /// A new note at the cursor.
    AddNote,
    /// A step or job after this one.
    InsertColumn,
    /// One line that writes where the cursor is.
    QuickCapture,
    /// Another way to serve the customer.
    AddSolution,
    /// Another value map.
    AddValueMap,
    /// Another journey.
    AddJourney(Method),
    /// Head counts for another period.
    AddPeriod,
    /// Delete the head counts of a period.
    DeletePeriod,
    /// Score all notes, one after the other.
    ScoreAll,
    /// The customer neither gains nor gives up anything.
    NothingHere,
    /// The solution has no such step.
    NoSuchStep,
    /// The same notes for the other solution, or the next job.
    CopyToNext,
    /// Move notes or a column.
    MoveUp,
    /// Move notes or a column.
    MoveDown,
    /// Move notes or a column.
    MoveLeft,
    /// Move notes or a column.
    MoveRight,
    /// A copy of the solution with all its notes.
    DuplicateSolution,
    /// Compare with this solution.
    SetBaseline,
    /// Delete the solution.
    DeleteSolution,
    /// Delete the map or journey.
    DeleteView,
    /// Show or hide a lane.
    ToggleLane(Lane),
    /// How scores become bars.
    SetAggregation(Aggregation),
    /// The scale of all scores.
    ChangeScale,
    /// This view first when the file is opened.
    OpenWithThisView,
    /// Open an address that stands in the note.
    OpenAddress(usize),
    /// Find a command.
    Palette,
    /// The keys.
    Keys,
    /// What this program is.
    About,
}

/// A key with Ctrl (Cmd on macOS), Shift, Alt.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Chord {
    /// The key.
    pub key: Key,
    /// Ctrl, or Cmd.
    pub command: bool,
    /// Shift.
    pub shift: bool,
    /// Alt.
    pub alt: bool,
}

const fn plain(key: Key) -> Chord {
    Chord {
        key,
        command: false,
        shift: false,
        alt: false,
    }
}

const fn ctrl(key: Key) -> Chord {
    Chord {
        key,
        command: true,
        shift: false,
        alt: false,
    }
}

const fn ctrl_shift(key: Key) -> Chord {
    Chord {
        key,
        command: true,
        shift: true,
        alt: false,
    }
}

const fn alt(key: Key) -> Chord {
    Chord {
        key,
        command: false,
        shift: false,
        alt: true,
    }
}

impl Chord {
    /// Whether a key event is this chord. Digits count by their place on the keyboard as well: on
    /// some keyboards they need Shift.
    pub fn matches(self, key: Key, physical: Option<Key>, modifiers: egui::Modifiers) -> bool {
        let is_digit = (Key::Num0..=Key::Num9).contains(&self.key);
        let is_key = key == self.key || (is_digit && physical == Some(self.key));
        let is_plus = matches!(self.key, Key::Plus | Key::Equals);
        let shift =
            modifiers.shift == self.shift || (is_digit && physical == Some(self.key)) || is_plus;
        is_key
            && shift
            && modifiers.alt == self.alt
            && (modifiers.command || modifiers.ctrl) == self.command
    }

    /// As the toolkit writes it.
    pub fn text(self, ctx: &egui::Context) -> String {
        let mut modifiers = egui::Modifiers::NONE;
        modifiers.alt = self.alt;
        modifiers.shift = self.shift;
        modifiers.command = self.command;
        ctx.format_shortcut(&egui::KeyboardShortcut::new(modifiers, self.key))
    }
}

/// Which menu a command stands in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Menu {
    /// Projects and pictures.
    File,
    /// Changes.
    Edit,
    /// What is seen.
    View,
    /// What is new.
    Insert,
    /// The map or journey that is shown.
    Map,
    /// Help.
    Help,
}

impl Menu {
    /// All, from the left.
    pub const ALL: [Self; 6] = [
        Self::File,
        Self::Edit,
        Self::View,
        Self::Insert,
        Self::Map,
        Self::Help,
    ];

    /// Its name.
    pub fn label(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::View => "View",
            Self::Insert => "Insert",
            Self::Map => "Map",
            Self::Help => "Help",
        }
    }
}

/// The finished examples: name and file.
pub(crate) const EXAMPLES: [(&str, &str, &[u8]); 3] = [
    (
        "Tool rental",
        "Buy a drill, or use one when it is needed: seven steps, two solutions, a value map",
        include_bytes!("../../../assets/examples/tool-rental.vjourney"),
    ),
    (
        "Lunch by cargo bike",
        "A service before, during and after: twelve steps, two solutions, 49 notes",
        include_bytes!("../../../assets/examples/service.vjourney"),
    ),
    (
        "Payroll for small bakeries",
        "The eight stages from Awareness to Promote, with head counts",
        include_bytes!("../../../assets/examples/eight-stages.vjourney"),
    ),
];

impl Command {
    /// Every command that can be named without knowing the project, in the order of the menus.
    pub fn fixed() -> Vec<Self> {
        let mut all: Vec<Self> = Template::ALL.map(Self::New).to_vec();
        all.extend([Self::Open, Self::OpenByPath]);
        all.extend((0..EXAMPLES.len()).map(Self::OpenExample));
        all.extend([
            Self::Save,
            Self::SaveAs,
            Self::SaveCopy,
            Self::MergeCopy,
            Self::MergeConflictCopy,
            Self::IgnoreConflictCopies,
            Self::SettleConflicts,
            Self::EarlierVersions,
            Self::RestoreVersion,
            Self::StopLooking,
            Self::UnsavedWork,
            Self::ReplaceFile,
            Self::Import,
            Self::Export,
            Self::Welcome,
            Self::Quit,
        ]);
        all.extend([
            Self::Undo,
            Self::Redo,
            Self::Cut,
            Self::Copy,
            Self::Paste,
            Self::Delete,
            Self::SelectAll,
            Self::Rename,
            Self::MoveUp,
            Self::MoveDown,
            Self::MoveLeft,
            Self::MoveRight,
            Self::CopyToNext,
            Self::Find,
            Self::Replace,
        ]);
        all.extend([
            Self::Fit,
            Self::ZoomTo100,
            Self::ZoomIn,
            Self::ZoomOut,
            Self::ToggleShape,
            Self::NextSolution,
            Self::PreviousSolution,
            Self::NextView,
            Self::PreviousView,
            Self::ToggleOutline,
            Self::ToggleInspector,
            Self::NextPane,
            Self::ToggleFullScreen,
        ]);
        all.extend(Theme::ALL.map(Self::SetTheme));
        all.extend(crate::app::work::preferences::Preferences::SCALES.map(Self::SetInterfaceScale));
        all.push(Self::ToggleReducedMotion);
        all.extend([
            Self::AddNote,
            Self::InsertColumn,
            Self::QuickCapture,
            Self::AddSolution,
            Self::AddValueMap,
            Self::AddJourney(Method::Cvjm),
            Self::AddJourney(Method::Cvj),
            Self::AddPeriod,
        ]);
        all.extend([
            Self::ScoreAll,
            Self::NothingHere,
            Self::NoSuchStep,
            Self::DuplicateSolution,
            Self::SetBaseline,
            Self::DeleteSolution,
            Self::DeletePeriod,
        ]);
        all.extend(Lane::ALL.map(Self::ToggleLane));
        all.extend(Aggregation::ALL.map(Self::SetAggregation));
        all.extend([Self::ChangeScale, Self::OpenWithThisView, Self::DeleteView]);
        all.extend([Self::Palette, Self::Keys, Self::About]);
        all
    }

    /// The command of this key.
    pub(crate) fn of_key(key: Key, physical: Option<Key>, modifiers: Modifiers) -> Option<Self> {
        // Made once: a key must not wait for a list of everything.
        static CHORDS: LazyLock<Vec<(Chord, Command)>> = LazyLock::new(|| {
            let all = Command::fixed().into_iter();
            let chords = |command: Command| {
                let chords = command.chords().into_iter();
                chords.map(move |chord| (chord, command))
            };
            all.flat_map(chords).collect()
        });
        let is_it = |(chord, _): &&(Chord, Self)| chord.matches(key, physical, modifiers);
        CHORDS.iter().find(is_it).map(|(_, command)| *command)
    }

    /// Every command of this moment, views and recent files among them.
    pub fn all(state: &State) -> Vec<Self> {
        let mut all = Self::fixed();
        all.extend(state.all_views().into_iter().map(Self::Show));
        all.extend((0..state.preferences.recent.len()).map(Self::OpenRecent));
        all.extend((0..state.addresses().len()).map(Self::OpenAddress));
        all
    }

    /// The menu it stands in.
    pub fn menu(self) -> Menu {
        match self {
            Self::New(_)
            | Self::Open
            | Self::OpenByPath
            | Self::OpenRecent(_)
            | Self::OpenExample(_)
            | Self::Welcome
            | Self::Save
            | Self::SaveAs
            | Self::SaveCopy
            | Self::MergeCopy
            | Self::MergeConflictCopy
            | Self::IgnoreConflictCopies
            | Self::SettleConflicts
            | Self::EarlierVersions
            | Self::RestoreVersion
            | Self::StopLooking
            | Self::UnsavedWork
            | Self::ReplaceFile
            | Self::Import
            | Self::Export
            | Self::Quit => Menu::File,
            Self::Undo
            | Self::Redo
            | Self::Cut
            | Self::Copy
            | Self::Paste
            | Self::Delete
            | Self::SelectAll
            | Self::Rename
            | Self::MoveUp
            | Self::MoveDown
            | Self::MoveLeft
            | Self::MoveRight
            | Self::CopyToNext
            | Self::Find
            | Self::Replace => Menu::Edit,
            Self::Fit
            | Self::ZoomIn
            | Self::ZoomOut
            | Self::ZoomTo100
            | Self::ToggleShape
            | Self::NextSolution
            | Self::PreviousSolution
            | Self::NextView
            | Self::PreviousView
            | Self::Show(_)
            | Self::ToggleOutline
            | Self::ToggleInspector
            | Self::NextPane
            | Self::ToggleFullScreen
            | Self::SetTheme(_)
            | Self::SetInterfaceScale(_)
            | Self::ToggleReducedMotion
            | Self::OpenAddress(_) => Menu::View,
            Self::AddNote
            | Self::InsertColumn
            | Self::QuickCapture
            | Self::AddSolution
            | Self::AddValueMap
            | Self::AddJourney(_)
            | Self::AddPeriod => Menu::Insert,
            Self::ScoreAll
            | Self::NothingHere
            | Self::NoSuchStep
            | Self::DuplicateSolution
            | Self::SetBaseline
            | Self::DeleteSolution
            | Self::DeletePeriod
            | Self::DeleteView
            | Self::ToggleLane(_)
            | Self::SetAggregation(_)
            | Self::ChangeScale
            | Self::OpenWithThisView => Menu::Map,
            Self::Palette | Self::Keys | Self::About => Menu::Help,
        }
    }

    /// What it says in menus and the palette.
    pub fn text(self, state: &State) -> String {
        let column = column_slot(state).map_or("step", Slot::one);
        match self {
            Self::New(template) => format!("New: {}", template.label()),
            Self::Open => "Open…".to_owned(),
            Self::OpenByPath => "Open by path…".to_owned(),
            Self::OpenRecent(at) => {
                let recent = &state.preferences.recent;
                let Some(path) = recent.get(at) else {
                    return String::new();
                };
                let name = crate::app::disk::files::name_of(path);
                let alike = recent
                    .iter()
                    .filter(|known| known.file_name() == path.file_name());
                if alike.count() > 1 {
                    format!(
                        "Open {name} in {}",
                        crate::app::work::preferences::folder_of(path, 40)
                    )
                } else {
                    format!("Open {name}")
                }
            }
            Self::OpenExample(at) => format!(
                "Example: {}",
                EXAMPLES.get(at).map_or("", |example| example.0)
            ),
            Self::Welcome => "Welcome page".to_owned(),
            Self::Save => "Save".to_owned(),
            Self::SaveAs => "Save as…".to_owned(),
            Self::SaveCopy => "Save a copy…".to_owned(),
            Self::MergeCopy => "Merge a copy…".to_owned(),
            Self::MergeConflictCopy => "Merge the conflict copy".to_owned(),
            Self::IgnoreConflictCopies => "Leave the conflict copy".to_owned(),
            Self::SettleConflicts => "Settle conflicts…".to_owned(),
            Self::EarlierVersions => "Earlier versions…".to_owned(),
            Self::RestoreVersion => "Restore this version".to_owned(),
            Self::StopLooking => "Back to the project".to_owned(),
            Self::UnsavedWork => "Unsaved work…".to_owned(),
            Self::ReplaceFile => "Replace the file".to_owned(),
            Self::Import => {
                let names = import::FORMATS.map(|format| format.name);
                format!("Import {}…", names.join(" or "))
            }
            Self::Export => "Export this view…".to_owned(),
            Self::Quit => "Quit".to_owned(),
            Self::Undo => match state.document.undo_label() {
                Some(label) => format!("Undo: {label}"),
                None => "Undo".to_owned(),
            },
            Self::Redo => match state.document.redo_label() {
                Some(label) => format!("Redo: {label}"),
                None => "Redo".to_owned(),
            },
            Self::Cut => "Cut".to_owned(),
            Self::Copy => "Copy".to_owned(),
            Self::Paste => "Paste".to_owned(),
            Self::Delete => "Delete".to_owned(),
            Self::SelectAll => "Select all notes of the cell".to_owned(),
            Self::Rename => "Edit text".to_owned(),
            Self::MoveUp => "Move up".to_owned(),
            Self::MoveDown => "Move down".to_owned(),
            Self::MoveLeft => "Move left".to_owned(),
            Self::MoveRight => "Move right".to_owned(),
            Self::CopyToNext => match state.value_map() {
                Some(_) => "Copy to the next job".to_owned(),
                None if state.journey().is_some_and(|it| it.solutions.len() > 2) => {
                    "Copy to the next solution".to_owned()
                }
                None => "Copy to the other solution".to_owned(),
            },
            Self::Find => "Find…".to_owned(),
            Self::Replace => "Find and replace…".to_owned(),
            Self::Fit => "Fit to the window".to_owned(),
            Self::ZoomIn => "Zoom in".to_owned(),
            Self::ZoomOut => "Zoom out".to_owned(),
            Self::ZoomTo100 => "Zoom to 100 %".to_owned(),
            Self::ToggleShape => {
                let folded = state
                    .view_state()
                    .is_some_and(|view| view.framing.is_folded);
                if folded {
                    "Notes and bars"
                } else {
                    "Bars only"
                }
                .to_owned()
            }
            Self::NextSolution => "Next solution".to_owned(),
            Self::PreviousSolution => "Previous solution".to_owned(),
            Self::NextView => "Next view".to_owned(),
            Self::PreviousView => "Previous view".to_owned(),
            Self::Show(view) => format!("Show {}", state.view_name(view)),
            Self::ToggleOutline => "Outline".to_owned(),
            Self::ToggleInspector => "Inspector".to_owned(),
            Self::ToggleFullScreen => "Full screen".to_owned(),
            Self::SetTheme(theme) => format!("{} colours", theme.label()),
            Self::SetInterfaceScale(percent) => format!("Interface at {percent} %"),
            Self::ToggleReducedMotion => "Reduced motion".to_owned(),
            Self::NextPane => "Next part of the window".to_owned(),
            Self::AddNote => "Add a note".to_owned(),
            Self::InsertColumn => format!("Add a {column}"),
            Self::QuickCapture => "Quick capture".to_owned(),
            Self::AddSolution => "Add the other way to serve them".to_owned(),
            Self::AddValueMap => "Add a Customer Value Map".to_owned(),
            Self::AddJourney(Method::Cvjm) => "Add a Customer Value Journey Map".to_owned(),
            Self::AddJourney(Method::Cvj) => "Add an eight-stage Customer Value Journey".to_owned(),
            Self::AddPeriod => "Add head counts of a period".to_owned(),
            Self::ScoreAll => match state.value_map() {
                Some(_) => "Score friction and gaps".to_owned(),
                None => "Score all notes".to_owned(),
            },
            Self::NothingHere => "Nothing in this step".to_owned(),
            Self::NoSuchStep => "Step does not exist here".to_owned(),
            Self::DuplicateSolution => "Duplicate the solution".to_owned(),
            Self::SetBaseline => "Compare with this solution".to_owned(),
            Self::DeleteSolution => "Delete the solution".to_owned(),
            Self::DeletePeriod => {
                let named = state.current_period().and_then(|(journey, period)| {
                    let target = Target::PeriodName { journey, period };
                    target.read(state.document.project())
                });
                match named.filter(|name| !name.trim().is_empty()) {
                    Some(name) => {
                        format!(
                            "Delete the head counts “{}”",
                            crate::model::shortened(&name)
                        )
                    }
                    None => "Delete the head counts".to_owned(),
                }
            }
            Self::DeleteView => match state.value_map() {
                Some(_) => "Delete this value map".to_owned(),
                None => "Delete this journey".to_owned(),
            },
            Self::ToggleLane(lane) => format!("Row: {}", lane.info().name),
            Self::SetAggregation(rule) => format!("Bars: {}", rule.label()),
            Self::ChangeScale => "Scale of scores…".to_owned(),
            Self::OpenWithThisView => "Show this view first".to_owned(),
            Self::OpenAddress(at) => {
                format!("Open {}", state.address(at).unwrap_or_default())
            }
            Self::Palette => "Search commands".to_owned(),
            Self::Keys => "Keys".to_owned(),
            Self::About => "About Value Journey".to_owned(),
        }
    }

    /// The text where a menu of its own has said what it is about.
    pub(crate) fn part(self, state: &State) -> String {
        match self {
            Self::New(template) => template.label().to_owned(),
            Self::OpenRecent(at) => {
                let path = state.preferences.recent.get(at);
                let name = |path: &PathBuf| {
                    let folder = crate::app::work::preferences::folder_of(path, 40);
                    let gone = if state.missing.contains(path) {
                        " (not found)"
                    } else {
                        ""
                    };
                    format!(
                        "{} · {folder}{gone}",
                        crate::app::disk::files::name_of(path)
                    )
                };
                path.map(name).unwrap_or_default()
            }
            Self::OpenExample(at) => {
                let example = EXAMPLES.get(at);
                example.map_or_else(String::new, |(name, _, _)| (*name).to_owned())
            }
            Self::Show(view) => state.view_name(view),
            Self::SetTheme(theme) => theme.label().to_owned(),
            Self::SetInterfaceScale(percent) => format!("{percent} %"),
            Self::ToggleLane(lane) => lane.info().name.to_owned(),
            Self::SetAggregation(rule) => rule.label().to_owned(),
            _ => self.text(state),
        }
    }

    /// The text without what would be undone: for lists of commands.
    pub(crate) fn name(self, state: &State) -> String {
        match self {
            Self::Undo => "Undo".to_owned(),
            Self::Redo => "Redo".to_owned(),
            _ => self.text(state),
        }
    }

    /// What it does, in a sentence, where the text does not say it.
    pub fn hint(self) -> &'static str {
        match self {
            Self::ToggleShape => "All steps with bars and figures; the notes are folded, or there",
            Self::AddNote => "Or just type",
            Self::QuickCapture => "One line that writes where the cursor is",
            Self::ScoreAll => "Note after note: a digit answers and goes on",
            Self::NothingHere => "Looked at: the customer neither gains nor gives up anything",
            Self::NoSuchStep => "This solution has no such step",
            Self::OpenWithThisView => "When the file is opened",
            Self::SetBaseline => "The others are compared with it",
            Self::SetAggregation(Aggregation::Mean) => "A further small benefit lowers the average",
            Self::SetAggregation(Aggregation::Overall) => "Notes explain, they do not count",
            Self::OpenByPath => "Where there is no file dialog",
            Self::SaveCopy => "For somebody else: when it comes back, this version is known",
            Self::MergeCopy => "What a colleague has changed in a copy comes in here",
            Self::IgnoreConflictCopies => "Leave the conflict copy where it is",
            Self::EarlierVersions => "Look at them, restore one",
            Self::UnsavedWork => "What was open when the program ended",
            Self::ReplaceFile => {
                "With your work; what stands there is kept among the earlier versions"
            }
            Self::CopyToNext => "The same notes there, with ids of their own",
            _ => "",
        }
    }

    /// Its keys; the first is shown.
    pub fn chords(self) -> Vec<Chord> {
        match self {
            Self::New(Template::Blank) => vec![ctrl(Key::N)],
            Self::Open => vec![ctrl(Key::O)],
            Self::Save => vec![ctrl(Key::S)],
            Self::SaveAs => vec![ctrl_shift(Key::S)],
            Self::Quit => vec![ctrl(Key::Q)],
            Self::Undo => vec![ctrl(Key::Z)],
            Self::Redo => vec![ctrl(Key::Y), ctrl_shift(Key::Z)],
            Self::Cut => vec![ctrl(Key::X)],
            Self::Copy => vec![ctrl(Key::C)],
            Self::Paste => vec![ctrl(Key::V)],
            Self::Delete => vec![plain(Key::Delete), plain(Key::Backspace)],
            Self::SelectAll => vec![ctrl(Key::A)],
            Self::Rename => vec![plain(Key::F2)],
            Self::MoveUp => vec![alt(Key::ArrowUp)],
            Self::MoveDown => vec![alt(Key::ArrowDown)],
            Self::MoveLeft => vec![alt(Key::ArrowLeft)],
            Self::MoveRight => vec![alt(Key::ArrowRight)],
            Self::CopyToNext => vec![ctrl(Key::D)],
            Self::Find => vec![ctrl(Key::F)],
            Self::Replace => vec![ctrl(Key::H)],
            Self::Fit => vec![ctrl(Key::Num0)],
            Self::ZoomIn => vec![ctrl(Key::Plus), ctrl(Key::Equals)],
            Self::ZoomOut => vec![ctrl(Key::Minus)],
            Self::ZoomTo100 => vec![ctrl(Key::Num1)],
            Self::ToggleShape => vec![ctrl(Key::B)],
            Self::NextSolution => vec![alt(Key::PageDown)],
            Self::PreviousSolution => vec![alt(Key::PageUp)],
            Self::NextView => vec![ctrl(Key::PageDown)],
            Self::PreviousView => vec![ctrl(Key::PageUp)],
            Self::ToggleOutline => vec![plain(Key::F9)],
            Self::ToggleInspector => vec![alt(Key::Enter)],
            Self::NextPane => vec![plain(Key::F6)],
            Self::ToggleFullScreen => vec![plain(Key::F11)],
            Self::InsertColumn => vec![ctrl_shift(Key::N)],
            Self::QuickCapture => vec![ctrl(Key::J)],
            Self::ScoreAll => vec![plain(Key::F8)],
            Self::NothingHere => vec![ctrl(Key::E)],
            Self::NoSuchStep => vec![ctrl_shift(Key::E)],
            Self::Palette => vec![ctrl(Key::K)],
            Self::Keys => vec![plain(Key::F1)],
            _ => Vec::new(),
        }
    }

    /// Whether its keys work while a text is being typed somewhere.
    pub fn works_while_typing(self) -> bool {
        !matches!(
            self,
            Self::Undo
                | Self::Redo
                | Self::Cut
                | Self::Copy
                | Self::Paste
                | Self::Delete
                | Self::SelectAll
                | Self::Rename
                | Self::MoveUp
                | Self::MoveDown
                | Self::MoveLeft
                | Self::MoveRight
        )
    }

    /// For switches: whether it is on.
    pub fn is_on(self, state: &State) -> Option<bool> {
        let journey = state.journey();
        match self {
            Self::ToggleOutline => Some(state.panels().0),
            Self::ToggleInspector => Some(state.panels().1),
            Self::ToggleReducedMotion => Some(state.preferences.reduced_motion),
            Self::SetTheme(theme) => Some(Theme::from(state.preferences.theme) == theme),
            Self::SetInterfaceScale(percent) => Some(state.preferences.interface_scale == percent),
            Self::ToggleLane(lane) => journey.map(|journey| journey.lanes.contains(&lane)),
            Self::SetAggregation(rule) => journey.map(|journey| journey.aggregation == rule),
            Self::Show(view) => Some(state.view == Some(view)),
            Self::SetBaseline => {
                let baseline = journey
                    .and_then(|journey| journey.baseline())
                    .map(|baseline| baseline.id);
                Some(state.current_solution().is_some() && state.current_solution() == baseline)
            }
            Self::OpenWithThisView => Some({
                let opens_with = state.document.project().opens_with;
                opens_with.is_some() && opens_with == state.view.and_then(|view| view.of)
            }),
            _ => None,
        }
    }

    /// What it does with the project that is shown.
    fn concern(self) -> Concern {
        match self {
            Self::Save
            | Self::SaveAs
            | Self::SaveCopy
            | Self::MergeCopy
            | Self::MergeConflictCopy
            | Self::SettleConflicts
            | Self::ReplaceFile
            | Self::Import
            | Self::Undo
            | Self::Redo
            | Self::Cut
            | Self::Paste
            | Self::Delete
            | Self::Rename
            | Self::MoveUp
            | Self::MoveDown
            | Self::MoveLeft
            | Self::MoveRight
            | Self::CopyToNext
            | Self::Replace
            | Self::AddNote
            | Self::InsertColumn
            | Self::QuickCapture
            | Self::AddSolution
            | Self::AddValueMap
            | Self::AddJourney(_)
            | Self::AddPeriod
            | Self::DeletePeriod
            | Self::ScoreAll
            | Self::NothingHere
            | Self::NoSuchStep
            | Self::DuplicateSolution
            | Self::SetBaseline
            | Self::DeleteSolution
            | Self::DeleteView
            | Self::ToggleLane(_)
            | Self::SetAggregation(_)
            | Self::ChangeScale
            | Self::OpenWithThisView => Concern::Changes,
            Self::New(_)
            | Self::Open
            | Self::OpenByPath
            | Self::OpenRecent(_)
            | Self::OpenExample(_)
            | Self::Welcome
            | Self::IgnoreConflictCopies
            | Self::EarlierVersions
            | Self::StopLooking
            | Self::UnsavedWork
            | Self::Quit => Concern::Leaves,
            Self::RestoreVersion
            | Self::Export
            | Self::Copy
            | Self::SelectAll
            | Self::Find
            | Self::Fit
            | Self::ZoomIn
            | Self::ZoomOut
            | Self::ZoomTo100
            | Self::ToggleShape
            | Self::NextSolution
            | Self::PreviousSolution
            | Self::NextView
            | Self::PreviousView
            | Self::Show(_)
            | Self::ToggleOutline
            | Self::ToggleInspector
            | Self::ToggleFullScreen
            | Self::SetTheme(_)
            | Self::SetInterfaceScale(_)
            | Self::ToggleReducedMotion
            | Self::NextPane
            | Self::OpenAddress(_)
            | Self::Palette
            | Self::Keys
            | Self::About => Concern::Shows,
        }
    }

    /// Whether an earlier version that is looked at is left for it.
    pub(crate) fn leaves(self) -> bool {
        self.concern() == Concern::Leaves
    }

    /// Whether it can be done now.
    pub fn is_possible(self, state: &State) -> bool {
        if state.document.is_read_only() && self.concern() == Concern::Changes {
            return false;
        }
        let document = &state.document;
        let cursor = state.selection.cursor();
        let has_view = state.view.is_some();
        let journey = state.journey();
        match self {
            Self::New(_)
            | Self::Open
            | Self::OpenByPath
            | Self::Welcome
            | Self::Quit
            | Self::ToggleOutline
            | Self::ToggleInspector
            | Self::ToggleFullScreen
            | Self::SetTheme(_)
            | Self::SetInterfaceScale(_)
            | Self::ToggleReducedMotion
            | Self::NextPane
            | Self::Palette
            | Self::Keys
            | Self::Import
            | Self::About => true,
            Self::OpenRecent(at) => at < state.preferences.recent.len(),
            Self::OpenAddress(at) => state.address(at).is_some(),
            Self::OpenExample(at) => at < EXAMPLES.len(),
            Self::Save | Self::SaveAs | Self::SaveCopy | Self::MergeCopy => !state.is_welcome,
            Self::MergeConflictCopy | Self::IgnoreConflictCopies => !state.disk.copies.is_empty(),
            Self::SettleConflicts => {
                state.merging.is_some() || document.project().merging.is_some()
            }
            Self::EarlierVersions => state.file.is_some(),
            Self::RestoreVersion | Self::StopLooking => state.looking.is_some(),
            Self::UnsavedWork => !state.recovered.is_empty(),
            Self::ReplaceFile => state.disk.unreadable.is_some(),
            Self::Undo => document.undo_label().is_some(),
            Self::Redo => document.redo_label().is_some(),
            Self::Cut | Self::Copy => !state.selection.notes().is_empty(),
            Self::Paste => has_view && cursor != Cursor::Nowhere,
            Self::Delete => match cursor {
                Cursor::At(target) => {
                    matches!(
                        target,
                        Target::Note(_)
                            | Target::StepName(_)
                            | Target::JobSentence(_)
                            | Target::PeriodName { .. }
                    ) || target.is_figure()
                }
                Cursor::On(_) | Cursor::Nowhere => false,
            },
            Self::SelectAll => state.current_place().is_some(),
            Self::Rename => matches!(cursor, Cursor::At(_)),
            Self::MoveUp | Self::MoveDown => !state.selection.notes().is_empty(),
            Self::MoveLeft | Self::MoveRight => {
                !state.selection.notes().is_empty()
                    || matches!(
                        cursor,
                        Cursor::At(Target::StepName(_) | Target::JobSentence(_))
                    )
            }
            Self::CopyToNext => {
                let is_map = state.value_map().is_some();
                let has_other = journey.is_some_and(|journey| journey.solutions.len() > 1);
                !state.selection.notes().is_empty() && (is_map || has_other)
            }
            Self::Find | Self::Replace => !state.is_welcome,
            Self::Fit | Self::ZoomIn | Self::ZoomOut | Self::ZoomTo100 | Self::Export => {
                has_view && !state.is_own_page()
            }
            Self::DeleteView | Self::OpenWithThisView => {
                journey.is_some() || state.value_map().is_some()
            }
            Self::AddNote | Self::QuickCapture => state.place_to_write().is_some(),
            Self::ToggleShape => {
                journey.is_some_and(|journey| journey.is_weighed() && !journey.steps.is_empty())
            }
            Self::NextSolution | Self::PreviousSolution => {
                journey.is_some_and(|journey| journey.solutions.len() > 1)
            }
            Self::NextView | Self::PreviousView => state.all_views().len() > 1,
            Self::Show(view) => view.is_there(document.project()),
            Self::InsertColumn => has_view && column_slot(state).is_some(),
            Self::AddSolution | Self::AddPeriod | Self::ToggleLane(_) | Self::SetAggregation(_) => {
                journey.is_some()
            }
            Self::AddValueMap | Self::AddJourney(_) => !state.is_welcome,
            Self::ScoreAll => state.notes_to_score().next().is_some(),
            Self::NothingHere | Self::NoSuchStep => {
                matches!(state.current_place(), Some(Place::Lane { .. }))
                    || matches!(cursor, Cursor::At(Target::Overall { .. }))
            }
            Self::DeletePeriod => state.current_period().is_some(),
            Self::DuplicateSolution | Self::SetBaseline => state.current_solution().is_some(),
            Self::DeleteSolution => {
                state.current_solution().is_some()
                    && journey.is_some_and(|journey| journey.solutions.len() > 1)
            }
            Self::ChangeScale => !state.is_welcome,
        }
    }
}

/// What a command does with the project that is shown, be it the present one or an earlier version
/// that is looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Concern {
    /// Changes it, or its file: not while nothing can be changed.
    Changes,
    /// Takes something else than an earlier version, so none is looked at any more.
    Leaves,
    /// Takes what is shown as it is.
    Shows,
}

/// Where the cursor's slot would add a column.
pub(crate) fn column_slot(state: &State) -> Option<Slot> {
    if let Cursor::On(slot @ (Slot::Step { .. } | Slot::Job { .. })) = state.selection.cursor() {
        return Some(slot);
    }
    let project = state.document.project();
    let layout = state.view?.layout(project)?;
    layout.column_slot(state.current_column())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_chord_stands_twice_and_none_is_a_bare_letter() {
        let mut seen = HashSet::new();
        for command in Command::fixed() {
            for chord in command.chords() {
                assert!(seen.insert(chord), "{command:?}: {chord:?} stands twice");
                let is_printable = !(Key::F1..=Key::F35).contains(&chord.key)
                    && !matches!(
                        chord.key,
                        Key::Delete | Key::Backspace | Key::PageUp | Key::PageDown | Key::Enter
                    );
                let is_bare = !chord.command && !chord.alt;
                assert!(!is_bare || !is_printable, "{command:?} is a bare key");
            }
        }
    }

    #[test]
    fn no_chord_is_one_that_a_platform_owns() {
        let owned = [
            ctrl(Key::Space),
            plain(Key::F10),
            alt(Key::F4),
            alt(Key::Tab),
            ctrl(Key::Tab),
            alt(Key::Space),
        ];
        for command in Command::fixed() {
            assert!(
                command.chords().iter().all(|chord| !owned.contains(chord)),
                "{command:?}"
            );
        }
    }

    #[test]
    fn no_command_is_missing_in_the_list_of_all() {
        let source = include_str!("command.rs");
        let (_, after) = source.split_once("pub enum Command {").unwrap();
        let (body, _) = after.split_once("\n}").unwrap();
        let lines = body.lines().map(str::trim);
        let variants = lines.filter(|line| line.starts_with(|first: char| first.is_uppercase()));
        let name = |text: &str| {
            let end = text.find(|letter: char| !letter.is_alphanumeric());
            text[..end.unwrap_or(text.len())].to_owned()
        };
        let written: HashSet<String> = variants.map(name).collect();
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
        let all = Command::all(&state);
        let listed: HashSet<String> = all
            .iter()
            .map(|command| name(&format!("{command:?}")))
            .collect();
        assert_eq!(written, listed);
    }

    #[test]
    fn every_command_has_a_text_of_its_own() {
        let state = State::for_test(Template::Compare.build());
        let mut seen = HashSet::new();
        for command in Command::all(&state) {
            let text = command.text(&state);
            assert!(!text.is_empty());
            assert!(
                seen.insert((command.menu().label(), text.clone())),
                "“{text}” stands twice"
            );
        }
    }

    #[test]
    fn digits_count_by_their_place_on_the_keyboard() {
        let fit = Command::Fit.chords()[0];
        let ctrl_shift = egui::Modifiers::CTRL | egui::Modifiers::SHIFT;
        assert!(fit.matches(Key::Num0, None, egui::Modifiers::CTRL));
        assert!(
            fit.matches(Key::A, Some(Key::Num0), ctrl_shift),
            "à on a French keyboard"
        );
        assert!(!fit.matches(Key::Num0, None, egui::Modifiers::NONE));
    }
}
