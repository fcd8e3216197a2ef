//! The commands of the menu *File*: projects, their versions, what comes in and goes out.

use super::entry::During::{Leaving, Looking, Typing};
use super::entry::Line::{Each, More as Group, One};
use super::entry::Says::{Is, Of};
use super::entry::{
    Arg, Entry, Line, More, PLAIN, With, always, ctrl, ctrl_shift, each, has_canvas, has_project,
};
use crate::app::desk::Desk;
use crate::app::desk::files::AskedPath;
use crate::app::desk::merging::Settle;
use crate::app::desk::recovering::{EarlierVersions, UnsavedWork};
use crate::app::desk::saving::Over;
use crate::app::work::merging::Source;
use crate::app::work::on_file::{FileQuestion, Purpose, Then, Written};
use crate::app::work::preferences::folder_of;
use crate::app::work::state::State;
use crate::app::work::words::name_of;
use crate::import;
use crate::model::Template;
use egui::Key;
use std::path::Path;

/// The lines of the menu.
pub(crate) const FILE: &[&[Line]] = &[
    &[
        Each("New", &NEW),
        One(&OPEN),
        Each("Open recent", &OPEN_RECENT),
        Each("Examples", &OPEN_EXAMPLE),
        One(&OPEN_BY_PATH),
    ],
    &[One(&SAVE), One(&SAVE_AS), One(&SAVE_COPY)],
    &[
        One(&EARLIER_VERSIONS),
        One(&MERGE_COPY),
        Group(
            "When two have changed it",
            &[
                &SETTLE_CONFLICTS,
                &MERGE_CONFLICT_COPY,
                &IGNORE_CONFLICT_COPIES,
                &REPLACE_FILE,
            ],
        ),
        Group("After looking back", &[&RESTORE_VERSION, &STOP_LOOKING]),
        One(&UNSAVED_WORK),
    ],
    &[One(&IMPORT), One(&EXPORT)],
    &[One(&WELCOME), One(&QUIT)],
];

/// The finished examples: name, sentence and file.
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

pub static NEW: Entry = Entry {
    text: Of(|_, arg| format!("New: {}", arg.template().map_or("", Template::label))),
    hint: Is(""),
    words: Of(|_, arg| {
        let also = match arg.template() {
            Some(Template::ValueMap) => "customer persona jobs canvas",
            Some(Template::Cvj) => "stages funnel awareness",
            Some(Template::Compare) => "alternatives compare cvjm",
            Some(Template::Workshop) => "customer persona map journey",
            Some(Template::Cvjm | Template::Blank) | None => "empty cvjm",
        };
        format!("create add start {also}")
    }),
    keys: &[ctrl(Key::N)],
    during: &[Typing, Leaving],
    when: always,
    run: |desk, arg| {
        if let Some(template) = arg.template() {
            desk.instead(Then::show(template.build(), ""));
        }
    },
    more: More {
        with: With::Fixed(|| each(Template::ALL)),
        keyed: Arg::Template(Template::Blank),
        part: Some(|_, arg| arg.template().map_or("", Template::label).to_owned()),
        ..PLAIN
    },
};

pub static OPEN: Entry = Entry {
    text: Is("Open…"),
    hint: Is(""),
    words: Is("load file project"),
    keys: &[ctrl(Key::O)],
    during: &[Typing, Leaving],
    when: always,
    run: |desk, _| desk.ask_for_file(Purpose::Open),
    more: PLAIN,
};

pub static OPEN_BY_PATH: Entry = Entry {
    text: Is("Open by path…"),
    hint: Is("Where there is no file dialog"),
    words: Is("load file project name type"),
    keys: &[],
    during: &[Typing, Leaving],
    when: always,
    run: |desk, _| {
        let question = FileQuestion::new(&desk.state, Purpose::Open, String::new());
        desk.ask(AskedPath::new(question));
    },
    more: PLAIN,
};

pub static OPEN_RECENT: Entry = Entry {
    text: Of(|state, arg| {
        let recent = &state.preferences.recent;
        let Some(path) = recent_file(state, arg) else {
            return String::new();
        };
        let alike = recent
            .iter()
            .filter(|known| known.file_name() == path.file_name());
        if alike.count() > 1 {
            format!("Open {} in {}", name_of(path), folder_of(path, 40))
        } else {
            format!("Open {}", name_of(path))
        }
    }),
    hint: Is(""),
    words: Is("load file project recent last again"),
    keys: &[],
    during: &[Typing, Leaving],
    when: |state, arg| recent_file(state, arg).is_some(),
    run: |desk, arg| {
        if let Some(path) = recent_file(&desk.state, arg) {
            desk.instead(Then::Open(path.to_owned()));
        }
    },
    more: More {
        with: With::Present(|state| each(0..state.preferences.recent.len())),
        part: Some(|state, arg| {
            let Some(path) = recent_file(state, arg) else {
                return String::new();
            };
            let is_gone = state.window.missing.iter().any(|missing| missing == path);
            let gone = if is_gone { " (not found)" } else { "" };
            format!("{} · {}{gone}", name_of(path), folder_of(path, 40))
        }),
        ..PLAIN
    },
};

fn recent_file(state: &State, arg: Arg) -> Option<&Path> {
    let path = state.preferences.recent.get(arg.at()?)?;
    Some(path)
}

pub static OPEN_EXAMPLE: Entry = Entry {
    text: Of(|_, arg| format!("Example: {}", example(arg).map_or("", |example| example.0))),
    hint: Is(""),
    words: Is("demo sample template tutorial load"),
    keys: &[],
    during: &[Typing, Leaving],
    when: |_, arg| example(arg).is_some(),
    run: |desk, arg| {
        // They are part of the program and read in its tests.
        let project = example(arg).and_then(|(_, _, bytes)| crate::file::read(bytes).ok());
        if let Some(project) = project {
            desk.instead(Then::show(project, ""));
        }
    },
    more: More {
        with: With::Fixed(|| each(0..EXAMPLES.len())),
        part: Some(|_, arg| example(arg).map_or("", |example| example.0).to_owned()),
        ..PLAIN
    },
};

fn example(arg: Arg) -> Option<&'static (&'static str, &'static str, &'static [u8])> {
    EXAMPLES.get(arg.at()?)
}

pub static WELCOME: Entry = Entry {
    text: Is("Welcome page"),
    hint: Is(""),
    words: Is("home start first beginning examples new close project"),
    keys: &[],
    during: &[Typing, Leaving],
    when: always,
    run: |desk, _| desk.instead(Then::Welcome),
    more: PLAIN,
};

pub static SAVE: Entry = Entry {
    text: Is("Save"),
    hint: Is(""),
    words: Is("write store keep file project"),
    keys: &[ctrl(Key::S)],
    during: &[Typing],
    when: has_project,
    run: |desk, _| {
        if !asks_to_settle(desk) {
            match desk.state.on_file.path.clone() {
                Some(path) => desk.save(path, Over::Known),
                None => desk.ask_for_file(Purpose::Write(Written::Project)),
            }
        }
    },
    more: PLAIN,
};

pub static SAVE_AS: Entry = Entry {
    text: Is("Save as…"),
    hint: Is(""),
    words: Is("write store copy rename file project duplicate"),
    keys: &[ctrl_shift(Key::S)],
    during: &[Typing],
    when: has_project,
    run: |desk, _| desk.ask_for_file(Purpose::Write(Written::Project)),
    more: PLAIN,
};

pub static SAVE_COPY: Entry = Entry {
    text: Is("Save a copy…"),
    hint: Is("For somebody else: when it comes back, this version is known"),
    words: Is("write share mail send file project duplicate"),
    keys: &[],
    during: &[Typing],
    when: has_project,
    run: |desk, _| desk.ask_for_file(Purpose::Write(Written::Copy)),
    more: PLAIN,
};

pub static MERGE_COPY: Entry = Entry {
    text: Is("Merge a copy…"),
    hint: Is("What a colleague has changed in a copy comes in here"),
    words: Is("combine join bring together colleague mail changes compare"),
    keys: &[],
    during: &[Typing],
    when: has_project,
    run: |desk, _| desk.ask_for_file(Purpose::Merge),
    more: PLAIN,
};

pub static MERGE_CONFLICT_COPY: Entry = Entry {
    text: Is("Merge the conflict copy"),
    hint: Is(""),
    words: Is("combine join sync dropbox nextcloud onedrive conflicted"),
    keys: &[],
    during: &[Typing],
    when: has_conflict_copies,
    run: |desk, _| {
        let copies = &mut desk.state.on_file.disk.copies;
        if !copies.is_empty() {
            let copy = copies.remove(0);
            desk.read_copy(copy);
        }
    },
    more: PLAIN,
};

pub static IGNORE_CONFLICT_COPIES: Entry = Entry {
    text: Is("Leave the conflict copy"),
    hint: Is("Leave the conflict copy where it is"),
    words: Is("sync dropbox conflicted leave later"),
    keys: &[],
    during: &[Typing, Leaving],
    when: has_conflict_copies,
    run: |desk, _| desk.state.on_file.disk.copies.clear(),
    more: PLAIN,
};

fn has_conflict_copies(state: &State, _: Arg) -> bool {
    !state.on_file.disk.copies.is_empty()
}

pub static SETTLE_CONFLICTS: Entry = Entry {
    text: Is("Settle conflicts…"),
    hint: Is(""),
    words: Is("merge resolve choose mine theirs git"),
    keys: &[],
    during: &[Typing],
    when: |state, _| state.versions.merging.is_some() || state.document.project().merging.is_some(),
    run: |desk, _| {
        if desk.state.versions.merging.is_some() {
            desk.ask(Settle);
        } else {
            desk.finish_merge();
        }
    },
    more: PLAIN,
};

pub static EARLIER_VERSIONS: Entry = Entry {
    text: Is("Earlier versions…"),
    hint: Is("Look at them, restore one"),
    words: Is("history backup older previous restore revert recover"),
    keys: &[],
    during: &[Typing, Leaving],
    when: |state, _| state.on_file.path.is_some(),
    run: |desk, _| {
        desk.state.versions.kept = None;
        desk.ask(EarlierVersions);
        desk.read_versions();
    },
    more: PLAIN,
};

pub static RESTORE_VERSION: Entry = Entry {
    text: Is("Restore this version"),
    hint: Is(""),
    words: Is("history backup older previous revert go back"),
    keys: &[],
    during: &[Typing, Looking],
    when: is_looking,
    run: |desk, _| {
        let looking = desk.state.looking.as_ref();
        let moment = looking.map(|looking| looking.moment.clone());
        if let (Some(moment), Some(version)) = (moment, desk.state.stop_looking()) {
            desk.restore_version(&version, &moment);
        }
    },
    more: PLAIN,
};

pub static STOP_LOOKING: Entry = Entry {
    text: Is("Back to the project"),
    hint: Is(""),
    words: Is("close version history present"),
    keys: &[],
    during: &[Typing, Leaving],
    when: is_looking,
    run: |desk, _| {
        desk.state.stop_looking();
    },
    more: PLAIN,
};

fn is_looking(state: &State, _: Arg) -> bool {
    state.looking.is_some()
}

pub static UNSAVED_WORK: Entry = Entry {
    text: Is("Unsaved work…"),
    hint: Is("What was open when the program ended"),
    words: Is("recover restore crash lost backup snapshot"),
    keys: &[],
    during: &[Typing, Leaving],
    when: |state, _| !state.recovery.found.is_empty(),
    run: |desk, _| desk.ask(UnsavedWork),
    more: PLAIN,
};

pub static REPLACE_FILE: Entry = Entry {
    text: Is("Replace the file"),
    hint: Is("With your work; what stands there is kept among the earlier versions"),
    words: Is("overwrite write save broken damaged"),
    keys: &[],
    during: &[Typing],
    when: |state, _| state.on_file.disk.unreadable.is_some(),
    run: |desk, _| {
        if !asks_to_settle(desk)
            && let Some(path) = desk.state.on_file.path.clone()
        {
            desk.save(path, Over::Anything);
        }
    },
    more: PLAIN,
};

/// Nothing is written until somebody has chosen between two versions: asks for that instead.
fn asks_to_settle(desk: &mut Desk) -> bool {
    let merging = desk.state.versions.merging.as_ref();
    let is_unsettled = merging.is_some_and(|it| matches!(it.other.source, Source::File { .. }));
    if is_unsettled {
        desk.ask(Settle);
    }
    is_unsettled
}

pub static IMPORT: Entry = Entry {
    text: Of(|_, _| {
        let names = import::FORMATS.map(|format| format.name);
        format!("Import {}…", names.join(" or "))
    }),
    hint: Is(""),
    words: Is("load open ojf file read journey add"),
    keys: &[],
    during: &[Typing],
    when: always,
    run: |desk, _| desk.ask_for_file(Purpose::Import),
    more: PLAIN,
};

pub static EXPORT: Entry = Entry {
    text: Is("Export this view…"),
    hint: Is(""),
    words: Is("print save picture image svg png pdf paper share screenshot"),
    keys: &[],
    during: &[Typing, Looking],
    when: has_canvas,
    run: |desk, _| desk.ask_for_file(Purpose::Write(Written::Picture)),
    more: PLAIN,
};

pub static QUIT: Entry = Entry {
    text: Is("Quit"),
    hint: Is(""),
    words: Is("exit close window end leave"),
    keys: &[ctrl(Key::Q)],
    during: &[Typing, Leaving],
    when: always,
    run: |desk, _| desk.instead(Then::Quit),
    more: PLAIN,
};
