//! Bringing two versions together: worked out away from the window, taken in as one undo step, and
//! asked about where both have changed the same.

use crate::app::disk::jobs::Jobs;
use crate::app::disk::messages::Message;
use crate::app::work::state::State;
use crate::file::{self, Change, Choice, Choices, Hash, MergeError, Merged};
use crate::model::{Project, shortened};
use std::path::PathBuf;
use std::sync::Arc;

/// Where the other version comes from.
#[derive(Clone, PartialEq, Debug)]
pub enum Source {
    /// Somebody else has changed the file.
    File {
        /// What is in the file now: the other version, or what was to be saved.
        in_file: Arc<Project>,
        /// The hash of what stands in the file now.
        on_disk: Hash,
    },
    /// A copy.
    Copy(PathBuf),
    /// A merge that Git or the command line has left unfinished.
    Unfinished,
}

/// Two versions on the way to one.
#[derive(Clone, Debug)]
pub struct Merging {
    /// Where the other one comes from.
    pub source: Source,
    /// Of which of the projects shown it is.
    pub of: u64,
    /// What both began with.
    pub base: Option<Arc<Project>>,
    /// What the base is, for people.
    pub base_name: String,
    /// What the window shows.
    pub mine: Arc<Project>,
    /// The other one.
    pub theirs: Arc<Project>,
    /// What was chosen so far.
    pub choices: Choices,
    /// What came of it.
    pub merged: Merged,
    /// What it changes here.
    pub incoming: Vec<Change>,
    /// The file is to be written afterwards.
    pub then_save: bool,
    /// The conflict the keys are on.
    pub selected: usize,
}

/// What is to be merged.
pub(crate) struct ToMerge {
    pub source: Source,
    pub base: Option<Arc<Project>>,
    pub base_name: String,
    pub theirs: Arc<Project>,
    pub choices: Choices,
    pub then_save: bool,
}

/// Works out a merge with what the window shows; away from the window.
pub(crate) fn start(jobs: &Jobs<Message>, state: &State, to_merge: ToMerge) {
    let mine = Arc::clone(state.own_document().project());
    let of = state.shown_projects;
    jobs.start("merge", move || match work_out(to_merge, mine, of) {
        Ok(merging) => Message::Merged(Box::new(merging)),
        Err(error) => Message::Told(format!("The versions could not be merged. {error}")),
    });
}

fn work_out(to_merge: ToMerge, mine: Arc<Project>, of: u64) -> Result<Merging, MergeError> {
    let ToMerge {
        source,
        base,
        base_name,
        theirs,
        choices,
        then_save,
    } = to_merge;
    let merged = file::merge(base.as_deref(), &mine, &theirs, &choices)?;
    let incoming = file::difference(&mine, &merged.project);
    Ok(Merging {
        source,
        of,
        base,
        base_name,
        mine,
        theirs,
        choices,
        merged,
        incoming,
        then_save,
        selected: 0,
    })
}

impl Merging {
    /// How many conflicts nobody has chosen for yet.
    pub fn unsettled(&self) -> usize {
        self.merged.unsettled(&self.choices)
    }

    /// Chooses for one conflict.
    pub(crate) fn choose(&mut self, at: usize, choice: Choice) {
        if let Some(conflict) = self.merged.conflicts.get(at)
            && (choice != Choice::Both || conflict.allows_both)
        {
            self.choices.insert(conflict.key.clone(), choice);
        }
    }

    /// The same again, with what the window shows now and what was chosen.
    pub(crate) fn again(self) -> ToMerge {
        ToMerge {
            source: self.source,
            base: self.base,
            base_name: self.base_name,
            theirs: self.theirs,
            choices: self.choices,
            then_save: self.then_save,
        }
    }
}

/// What came of a merge that was taken in.
pub(crate) enum TakenIn {
    /// Nothing, it is another document's.
    Nothing,
    /// The document has it; write the file now when it says so.
    Done {
        /// Write the file.
        then_save: bool,
    },
    /// It must be worked out once more: something was changed meanwhile.
    Again(ToMerge),
    /// Somebody must choose.
    Asks(Box<Merging>),
}

/// Takes a merge into the document.
pub(crate) fn take_in(state: &mut State, merging: Box<Merging>) -> TakenIn {
    if merging.of != state.shown_projects {
        return TakenIn::Nothing;
    }
    if !Arc::ptr_eq(&merging.mine, state.document.project()) {
        return TakenIn::Again(merging.again());
    }
    if merging.unsettled() > 0 {
        return TakenIn::Asks(merging);
    }
    let was_dirty = state.document.is_dirty();
    let project = merging.merged.project;
    let label = match &merging.source {
        Source::File { .. } => "Changes by somebody else",
        Source::Copy(_) => "Merge a copy",
        Source::Unfinished => "Finish a merge",
    };
    let is_changed = state.document.edit(label, |present| *present = project);
    let summary = file::summary(&merging.incoming);
    match &merging.source {
        Source::File { in_file, on_disk } => {
            state.document.mark_saved(Arc::clone(in_file));
            state.disk.known = Some(*on_disk);
            state.disk.unreadable = None;
            state.disk.is_missing = false;
            if is_changed {
                let how = if was_dirty {
                    "is merged with yours"
                } else {
                    "is shown"
                };
                state.toasts.tell(format!(
                    "Somebody else has saved “{}”; it {how}: {summary}. Undo takes it back.",
                    shortened(&state.title())
                ));
            }
        }
        Source::Copy(path) => {
            let name = crate::app::disk::files::name_of(path);
            state.toasts.tell(if is_changed {
                format!("Merged {name}{}: {summary}.", merging.base_name)
            } else {
                format!("{name} has nothing that is not here already.")
            });
        }
        Source::Unfinished => state.toasts.tell(format!("Merged: {summary}.")),
    }
    TakenIn::Done {
        then_save: merging.then_save,
    }
}
