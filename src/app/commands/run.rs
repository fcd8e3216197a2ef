//! Running commands: what each does to the state.

use crate::app::commands::command::{Command, EXAMPLES, column_slot};
use crate::app::commands::{changes, moves};
use crate::app::desk::writing as typing;
use crate::app::disk::merging::Source;
use crate::app::panels::capture;
use crate::app::panels::find::Finder;
use crate::app::questions::Modal;
use crate::app::shell::palette::Palette;
use crate::app::typing::scoring::Scoring;
use crate::app::work::state::{Capture, Fresh, Sight, State, Then};
use crate::canvas::{Canvas, Edited};
use crate::edit::{self, Cursor, Selection, what_changed};
use crate::layout::{Shown, Subject, View};
use crate::model::words::a_or_many;
use crate::model::{Id, Note, Project, Scale, Slot, Target};
use std::sync::Arc;

/// How long changes by undo and redo are pointed out, in seconds.
const POINTED_OUT: f64 = 1.2;

/// What of a command is for the window rather than for the state.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Effect {
    /// Ask for a project to open.
    AskToOpen,
    /// Read this file.
    Open(std::path::PathBuf),
    /// Write the file.
    Save,
    /// Write the file over what cannot be read.
    Replace,
    /// Ask where to write a copy.
    AskToSaveCopy,
    /// Ask for a copy to merge.
    AskToMerge,
    /// Merge this copy.
    Merge(std::path::PathBuf),
    /// Finish the merge the project carries.
    FinishMerge,
    /// Read the kept versions.
    ReadVersions,
    /// Go on with work of a window that is gone.
    Restore(Arc<crate::app::disk::recovered::Recovered>),
    /// Ask where to write.
    AskToSave,
    /// Ask for a file to import.
    AskToImport,
    /// Ask where to write a picture.
    AskToExport,
    /// Show this address in the browser or the mail program.
    OpenAddress(String),
    /// Put what is selected on the clipboard.
    Copy,
    /// The same, and delete it.
    Cut,
    /// Take from the clipboard.
    Paste,
    /// Close the window.
    Close,
    /// Use the whole screen, or not.
    FullScreen(bool),
    /// Put the theme and the scale of the interface on.
    ApplyLooks,
    /// Remember the preferences.
    Remember,
    /// Give the focus to the next part of the window.
    NextPane,
}

/// Runs a command. What is being typed is kept first, whatever the command is.
pub(crate) fn run(
    state: &mut State,
    canvas: &mut Canvas,
    command: Command,
    now: f64,
) -> Vec<Effect> {
    if !command.is_possible(state) {
        return Vec::new();
    }
    match command {
        // First what was typed into the field one is in, then what was done before.
        Command::Undo if typing::take_back(state, canvas) => {
            state.follow_document();
            canvas.reveal_cursor();
            return Vec::new();
        }
        // What is being typed is the latest there is.
        Command::Redo if state.document.is_open() => return Vec::new(),
        _ => {}
    }
    if command.leaves() {
        state.stop_looking();
    }
    let kept = typing::keep(state, canvas);
    // What was just typed is where the cursor is now.
    if let Some(edited @ Edited::New { .. }) = kept {
        state.selection = Selection::at(Cursor::At(edited.target()));
    }
    state.unfinished = kept.or(state.unfinished);
    let before = Arc::clone(state.document.project());
    let effects = act(state, canvas, command, now);
    if Arc::ptr_eq(&before, state.document.project()) {
        typing::go_on(state, canvas);
    }
    state.follow_document();
    state.leave_what_is_hidden();
    typing::open_slot(state, canvas);
    effects
}

/// What stands before a slot.
pub(crate) fn before(project: &Project, slot: Slot) -> Option<Target> {
    match slot {
        Slot::Note { place, at } => {
            let note = project.notes(place).get(at.checked_sub(1)?)?;
            Some(Target::Note(note.id))
        }
        Slot::Step { journey, at } => {
            let step = project.journey(journey)?.steps.get(at.checked_sub(1)?)?;
            Some(Target::StepName(step.id))
        }
        Slot::Job { map, at } => {
            let job = project.value_map(map)?.jobs.get(at.checked_sub(1)?)?;
            Some(Target::JobSentence(job.id))
        }
    }
}

fn act(state: &mut State, canvas: &mut Canvas, command: Command, now: f64) -> Vec<Effect> {
    let mut effects = Vec::new();
    match command {
        Command::New(template) => {
            effects.extend(instead(
                state,
                Then::Show(Box::new(Fresh {
                    project: template.build(),
                    origin: String::new(),
                })),
            ));
        }
        Command::Open => effects.push(Effect::AskToOpen),
        Command::OpenByPath => {
            let purpose = crate::app::disk::dialogs::Purpose::Open;
            let question = crate::app::disk::dialogs::Question::new(state, purpose, String::new());
            state.modal = Some(Modal::path(question));
        }
        Command::OpenRecent(at) => {
            if let Some(path) = state.preferences.recent.get(at).cloned() {
                effects.extend(instead(state, Then::Open(path)));
            }
        }
        Command::OpenExample(at) => {
            if let Some(project) = example(at) {
                let origin = String::new();
                effects.extend(instead(
                    state,
                    Then::Show(Box::new(Fresh { project, origin })),
                ));
            }
        }
        Command::Welcome => effects.extend(instead(state, Then::Welcome)),
        Command::Save | Command::ReplaceFile if is_unsettled(state) => {
            // Nothing is written until somebody has chosen.
            state.modal = Some(Modal::Merge);
        }
        Command::ReplaceFile => effects.push(Effect::Replace),
        Command::SaveCopy => effects.push(Effect::AskToSaveCopy),
        Command::MergeCopy => effects.push(Effect::AskToMerge),
        Command::MergeConflictCopy => {
            if !state.disk.copies.is_empty() {
                effects.push(Effect::Merge(state.disk.copies.remove(0)));
            }
        }
        Command::IgnoreConflictCopies => state.disk.copies.clear(),
        Command::SettleConflicts if state.merging.is_some() => state.modal = Some(Modal::Merge),
        Command::SettleConflicts => effects.push(Effect::FinishMerge),
        Command::EarlierVersions => {
            state.versions = None;
            state.modal = Some(Modal::Versions);
            effects.push(Effect::ReadVersions);
        }
        Command::RestoreVersion => restore_version(state),
        Command::StopLooking => {
            state.stop_looking();
        }
        Command::UnsavedWork => state.modal = Some(Modal::Recovered),
        Command::Save => effects.push(if state.file.is_some() {
            Effect::Save
        } else {
            Effect::AskToSave
        }),
        Command::SaveAs => effects.push(Effect::AskToSave),
        Command::Import => effects.push(Effect::AskToImport),
        Command::Export => effects.push(Effect::AskToExport),
        Command::Quit => effects.extend(instead(state, Then::Quit)),
        Command::Undo => step_in_history(state, canvas, now, edit::Document::undo),
        Command::Redo => step_in_history(state, canvas, now, edit::Document::redo),
        Command::Cut => effects.push(Effect::Cut),
        Command::Copy => effects.push(Effect::Copy),
        Command::Paste => effects.push(Effect::Paste),
        Command::Delete => delete(state, canvas),
        Command::SelectAll => select_all(state),
        Command::Rename => {
            if let Cursor::At(target) = state.selection.cursor() {
                typing::edit(state, canvas, target);
            }
        }
        Command::Find | Command::Replace => open_finder(state, command == Command::Replace),
        Command::Fit => {
            if let Some(view) = state.view_state_mut() {
                view.see(Sight::Whole);
            }
        }
        Command::ZoomIn => zoom(state, canvas, |zoom| zoom * 1.25),
        Command::ZoomOut => zoom(state, canvas, |zoom| zoom * 0.8),
        Command::ZoomTo100 => zoom(state, canvas, |_| 1.0),
        Command::ToggleShape => {
            if let Some(view) = state.view_state_mut() {
                view.framing.is_folded = !view.framing.is_folded;
                view.see(Sight::First);
            }
        }
        Command::NextSolution => next_solution(state, true),
        Command::PreviousSolution => next_solution(state, false),
        Command::NextView => next_view(state, canvas, true),
        Command::PreviousView => next_view(state, canvas, false),
        Command::Show(view) => go_to(state, canvas, view),
        Command::ToggleOutline => {
            let (outline, _) = state.panels();
            state.preferences.has_outline = !outline;
            if !outline && !state.is_wide {
                state.preferences.has_inspector = Some(false);
            }
            effects.push(Effect::Remember);
        }
        Command::ToggleInspector => {
            let (_, inspector) = state.panels();
            state.preferences.has_inspector = Some(!inspector);
            effects.push(Effect::Remember);
        }
        Command::ToggleFullScreen => {
            state.is_full_screen = !state.is_full_screen;
            effects.push(Effect::FullScreen(state.is_full_screen));
        }
        Command::SetTheme(theme) => {
            state.preferences.theme = theme.into();
            state.style.theme = theme;
            effects.extend([Effect::ApplyLooks, Effect::Remember]);
        }
        Command::SetInterfaceScale(percent) => {
            state.preferences.interface_scale = percent;
            effects.extend([Effect::ApplyLooks, Effect::Remember]);
        }
        Command::ToggleReducedMotion => {
            state.preferences.reduced_motion = !state.preferences.reduced_motion;
            effects.extend([Effect::ApplyLooks, Effect::Remember]);
        }
        Command::NextPane => effects.push(Effect::NextPane),
        Command::AddNote => {
            if let Some(place) = state.place_to_write() {
                let at = match state.selection.cursor() {
                    Cursor::At(Target::Note(id)) => state
                        .document
                        .places()
                        .position(state.document.project(), id)
                        .map(|(_, at)| at + 1),
                    _ => None,
                };
                let at = at.unwrap_or_else(|| state.document.project().notes(place).len());
                state.unfold();
                typing::begin_new(state, canvas, Slot::Note { place, at }, "");
                canvas.reveal_cursor();
            }
        }
        Command::InsertColumn => {
            if let Some(slot) = column_slot(state) {
                typing::begin_new(state, canvas, slot, "");
                canvas.reveal_cursor();
            }
        }
        Command::QuickCapture => {
            if state.capture.is_some() {
                capture::end(state, canvas);
            } else {
                state.capture = Some(Capture {
                    text: String::new(),
                    is_fresh: true,
                });
            }
        }
        Command::ScoreAll => {
            state.unfold();
            state.scoring = Scoring::begin(state);
            if let Some(note) = state.scoring.as_ref().and_then(Scoring::note) {
                state.selection = Selection::at(Cursor::At(Target::Note(note)));
                canvas.activate();
                canvas.reveal_cursor();
            }
        }
        Command::MoveUp => moves::move_in_list(state, canvas, false),
        Command::MoveDown => moves::move_in_list(state, canvas, true),
        Command::MoveLeft => moves::move_across(state, canvas, false),
        Command::MoveRight => moves::move_across(state, canvas, true),
        Command::CopyToNext => moves::copy_to_next(state, canvas),
        Command::OpenAddress(at) => {
            let address = state.address(at).map(str::to_owned);
            effects.extend(address.map(Effect::OpenAddress));
        }
        Command::Palette => state.palette = Some(Palette::default()),
        Command::Keys => state.modal = Some(Modal::Keys),
        Command::About => state.modal = Some(Modal::About),
        Command::ChangeScale => {
            state.modal = Some(Modal::Scale(state.document.project().scale.max));
        }
        Command::AddSolution => changes::add_solution(state, canvas),
        Command::DuplicateSolution => changes::duplicate_solution(state),
        Command::SetBaseline => changes::set_baseline(state),
        Command::DeleteSolution => changes::delete_solution(state),
        Command::AddValueMap => {
            if let Some(added) = changes::add_value_map(state) {
                go_to(state, canvas, View::value_map(added));
            }
        }
        Command::AddJourney(method) => {
            if let Some(added) = changes::add_journey(state, method) {
                go_to(state, canvas, View::journey(added));
            }
        }
        Command::DeleteView => changes::delete_view(state),
        Command::OpenWithThisView => changes::open_with_this_view(state),
        Command::AddPeriod => changes::add_period(state, canvas),
        Command::DeletePeriod => changes::delete_period(state),
        Command::NothingHere => changes::nothing_here(state),
        Command::NoSuchStep => changes::no_such_step(state),
        Command::ToggleLane(lane) => changes::toggle_lane(state, lane),
        Command::SetAggregation(rule) => changes::set_aggregation(state, rule),
    }
    effects
}

/// Whether somebody else's changes of the file wait for a choice.
fn is_unsettled(state: &State) -> bool {
    let source = state.merging.as_ref().map(|merging| &merging.source);
    matches!(source, Some(Source::File { .. }))
}

/// Zooms around the middle of what is seen.
fn zoom(state: &mut State, canvas: &Canvas, next: impl FnOnce(f32) -> f32) {
    if let (Some(view), Some(geometry)) = (state.view_state_mut(), canvas.geometry()) {
        let factor = next(view.camera.zoom) / view.camera.zoom;
        let middle = geometry.middle.center();
        view.camera.zoom_around(geometry, middle, factor);
        view.sight = Sight::Free;
    }
}

/// Goes on with the version that is looked at.
fn restore_version(state: &mut State) {
    let Some(moment) = state.looking.as_ref().map(|looking| looking.moment.clone()) else {
        return;
    };
    if let Some(version) = state.stop_looking() {
        restore(state, &version, &moment);
    }
}

/// Goes on with an earlier version, as a new step.
pub(crate) fn restore(state: &mut State, version: &Project, moment: &str) {
    let label = format!("Restore the version of {moment}");
    let is_changed = state
        .document
        .edit(label, |project| *project = version.clone());
    state.toasts.tell(if is_changed {
        format!("This is the version of {moment} again. Undo takes it back.")
    } else {
        "This version is the same as the present one.".to_owned()
    });
}

/// What is to happen instead of the present project: at once, or after a question.
pub(crate) fn instead(state: &mut State, then: Then) -> Option<Effect> {
    if let Some(line) = state.capture.take() {
        capture::write_lines(state, &[line.text]);
    }
    if !state.is_welcome && state.document.is_dirty() {
        state.modal = Some(Modal::Unsaved(then));
        return None;
    }
    carry_out(state, then)
}

/// Does what was to happen, without asking.
pub(crate) fn carry_out(state: &mut State, then: Then) -> Option<Effect> {
    match then {
        Then::Quit => {
            state.quits = true;
            Some(Effect::Close)
        }
        Then::Show(fresh) => {
            state.show_project(Arc::new(fresh.project), None);
            state.origin = fresh.origin;
            if !state.origin.is_empty() {
                state.document.forget_saved();
            }
            None
        }
        Then::Restore(recovered) => Some(Effect::Restore(recovered)),
        Then::Open(path) => Some(Effect::Open(path)),
        Then::Welcome => {
            state.show_project(Arc::new(Project::default()), None);
            state.is_welcome = true;
            None
        }
    }
}

/// One of the finished examples, as an untitled copy.
pub(crate) fn example(at: usize) -> Option<Project> {
    let (_, _, bytes) = EXAMPLES.get(at)?;
    // They are part of the program and read in its tests.
    crate::file::read(bytes).ok()
}

fn step_in_history(
    state: &mut State,
    canvas: &mut Canvas,
    now: f64,
    step: fn(&mut edit::Document) -> bool,
) {
    let before = Arc::clone(state.document.project());
    if !step(&mut state.document) {
        return;
    }
    let changed = what_changed(&before, state.document.project());
    if let Some(view) = changed
        .canvas
        .and_then(|id| View::showing(state.document.project(), Subject::Part(id)))
    {
        state.go_to(Some(view));
    }
    state.highlights.changed = changed
        .notes
        .iter()
        .map(|id| Target::Note(*id))
        .chain(changed.target)
        .collect();
    state.highlights_end = now + POINTED_OUT;
    let cursor = changed
        .notes
        .first()
        .map(|id| Target::Note(*id))
        .or(changed.target)
        .and_then(crate::model::Target::headline)
        .map(Cursor::At);
    if let Some(cursor) = cursor {
        state.selection = Selection::at(cursor);
        canvas.reveal_cursor();
    }
}

/// Deletes what is selected.
pub(crate) fn delete(state: &mut State, canvas: &mut Canvas) {
    let notes = state.selection.notes();
    if !notes.is_empty() {
        let cursor = after_deletion(state, &notes);
        let label = format!("Delete {}", a_or_many(notes.len(), "note"));
        state
            .document
            .edit(label, |project| edit::remove_notes(project, &notes));
        state.selection = Selection::at(cursor);
        canvas.reveal_cursor();
        return;
    }
    let Cursor::At(target) = state.selection.cursor() else {
        return;
    };
    match target {
        Target::StepName(step) => {
            let next = neighbour_step(state, step);
            state
                .document
                .edit("Delete a step", |project| edit::delete_step(project, step));
            state.selection = Selection::at(next);
        }
        Target::JobSentence(job) => {
            state
                .document
                .edit("Delete a job", |project| edit::delete_job(project, job));
            state.selection = Selection::default();
        }
        Target::PeriodName { .. } => changes::delete_period(state),
        target if target.is_figure() => {
            state.document.edit("Delete a figure", |project| {
                // Nothing can be wrong with no figure.
                edit::write(project, target, None, "").ok();
            });
        }
        _ => {}
    }
}

/// Where the cursor goes when notes are deleted: the note after, the one before, or the slot.
fn after_deletion(state: &State, notes: &[Id]) -> Cursor {
    let project = state.document.project();
    let Some((place, at)) = notes
        .last()
        .and_then(|note| state.document.places().position(project, *note))
    else {
        return Cursor::Nowhere;
    };
    let stays = |note: &&Arc<Note>| !notes.contains(&note.id);
    let list = project.notes(place);
    let next = list[at..]
        .iter()
        .find(stays)
        .or_else(|| list[..at].iter().rev().find(stays));
    next.map_or(Cursor::On(Slot::Note { place, at: 0 }), |note| {
        Cursor::At(Target::Note(note.id))
    })
}

fn neighbour_step(state: &State, step: Id) -> Cursor {
    let Some(journey) = state.document.project().journey_of_step(step) else {
        return Cursor::Nowhere;
    };
    let at = journey.step_index(step).unwrap_or(0);
    let next = journey
        .steps
        .get(at + 1)
        .or_else(|| at.checked_sub(1).and_then(|at| journey.steps.get(at)));
    match next {
        Some(next) => Cursor::At(Target::StepName(next.id)),
        None => Cursor::On(Slot::Step {
            journey: journey.id,
            at: 0,
        }),
    }
}

fn select_all(state: &mut State) {
    let Some(place) = state.current_place() else {
        return;
    };
    let notes: Vec<Id> = state
        .document
        .project()
        .notes(place)
        .iter()
        .map(|note| note.id)
        .collect();
    if !notes.is_empty() {
        state.selection = Selection::of_notes(notes);
    }
}

fn open_finder(state: &mut State, replaces: bool) {
    let text = state
        .finder
        .as_ref()
        .map(|finder| finder.text.clone())
        .unwrap_or_default();
    state.finder = Some(Finder::new(text, replaces));
}

/// From all to the first, to the next, and back to all.
fn next_solution(state: &mut State, forward: bool) {
    let Some(journey) = state.journey().cloned() else {
        return;
    };
    let shown = state
        .view_state()
        .map_or(Shown::All, |view| view.framing.shown);
    let all: Vec<Shown> = std::iter::once(Shown::All)
        .chain(
            journey
                .solutions
                .iter()
                .map(|solution| Shown::One(solution.id)),
        )
        .collect();
    let at = all.iter().position(|known| *known == shown).unwrap_or(0);
    let next = if forward {
        (at + 1) % all.len()
    } else {
        (at + all.len() - 1) % all.len()
    };
    show_solutions(state, all[next]);
}

/// Shows one solution, or all.
pub(crate) fn show_solutions(state: &mut State, shown: Shown) {
    if let Some(view) = state.view_state_mut() {
        view.framing.shown = shown;
        view.see(Sight::First);
    }
}

fn next_view(state: &mut State, canvas: &mut Canvas, forward: bool) {
    let all = state.all_views();
    let at = all
        .iter()
        .position(|view| Some(*view) == state.view)
        .unwrap_or(0);
    let next = if forward {
        at + 1
    } else {
        at + all.len().max(1) - 1
    };
    if let Some(view) = all.get(next % all.len().max(1)) {
        go_to(state, canvas, *view);
    }
}

/// Shows a view; what was being typed is kept.
pub(crate) fn go_to(state: &mut State, canvas: &mut Canvas, view: View) {
    typing::keep(state, canvas);
    state.go_to(Some(view));
    typing::open_slot(state, canvas);
    canvas.activate();
}

/// Converts all scores to another scale.
pub(crate) fn change_scale(state: &mut State, max: u8) {
    state
        .document
        .edit(format!("Scale of 0 to {max}"), |project| {
            edit::change_scale(project, Scale::preset(max));
        });
}
