//! Answers what panels, menus, dialogs and the canvas ask for.

use crate::app::commands::command::Command;
use crate::app::commands::run;
use crate::app::desk::request::{Request, Requests};
use crate::app::desk::writing as typing;
use crate::app::disk::merging;
use crate::app::panels::find::{self, FindAction};
use crate::app::questions as modal;
use crate::app::shell::app::App;
use crate::app::typing::scoring;
use crate::app::work::state::{Sight, Then};
use crate::canvas::Change;
use crate::edit::{self, Cursor, Selection};
use crate::model::words::counted;
use crate::model::{Id, Place, Target};
use std::sync::Arc;

impl App {
    pub(crate) fn requests(
        &mut self,
        ctx: &egui::Context,
        requests: Requests,
        frame: &eframe::Frame,
    ) {
        if requests.is_empty() {
            return;
        }
        for request in requests {
            match request {
                Request::Run(command) => self.run(ctx, command, Some(frame)),
                Request::Go(view, selection) => {
                    run::go_to(&mut self.state, &mut self.canvas, view);
                    typing::select(&mut self.state, &mut self.canvas, selection);
                    self.canvas.reveal_cursor();
                }
                Request::Write(target, text) => {
                    if self
                        .canvas
                        .field
                        .as_ref()
                        .is_some_and(|field| field.is_typed)
                    {
                        typing::keep(&mut self.state, &mut self.canvas);
                    }
                    typing::typed(&mut self.state, crate::canvas::Edited::Old(target), &text);
                }
                Request::EndWriting => {
                    if self
                        .canvas
                        .field
                        .as_ref()
                        .is_none_or(|field| !field.is_typed)
                    {
                        self.state.document.keep();
                    }
                }
                Request::LeavePanel => self.canvas.activate(),
                Request::Edit(label, change) => {
                    typing::keep(&mut self.state, &mut self.canvas);
                    self.state.document.edit(label, change);
                }
                Request::Amend(label, change) => {
                    let document = &self.state.document;
                    if !document.is_open() || document.undo_label() != Some(&label) {
                        typing::keep(&mut self.state, &mut self.canvas);
                        self.state.document.begin(label);
                    }
                    self.state.document.amend(change);
                }
                Request::Shown(shown) => {
                    typing::keep(&mut self.state, &mut self.canvas);
                    run::show_solutions(&mut self.state, shown);
                    self.state.leave_what_is_hidden();
                    typing::open_slot(&self.state, &mut self.canvas);
                }
                Request::ShowRecent => {
                    self.state.shows_recent = true;
                    self.files.look_for_recent(&self.state);
                }
                Request::Canvas(change) => self.canvas_change(change),
            }
        }
        self.state.follow_document();
        typing::open_slot(&self.state, &mut self.canvas);
        ctx.request_repaint();
    }

    pub(crate) fn canvas_change(&mut self, change: Change) {
        let state = &mut self.state;
        match change {
            Change::Typed(edited, text) => typing::typed(state, edited, &text),
            Change::Select(selection) => typing::select(state, &mut self.canvas, selection),
            Change::Open(target) => typing::edit(state, &mut self.canvas, target),
            Change::Score(note, score) => {
                typing::keep(state, &mut self.canvas);
                scoring::score_note(state, note, Some(score));
            }
            Change::Drop {
                notes,
                place,
                at,
                is_copy,
            } => self.drop_notes(&notes, place, at, is_copy),
            Change::DropColumn { column, at } => self.drop_column(column, at),
            Change::ColumnWidth(width) => {
                if let Some(view) = state.view_state_mut() {
                    view.framing.column = width.clamp(5.0, 40.0);
                    view.sight = Sight::Free;
                }
            }
            Change::Moved => {
                if let Some(view) = state.view_state_mut() {
                    view.sight = Sight::Free;
                }
            }
        }
    }

    pub(crate) fn drop_notes(&mut self, notes: &[Id], place: Place, at: usize, is_copy: bool) {
        let state = &mut self.state;
        typing::keep(state, &mut self.canvas);
        let several = notes.len() > 1;
        if is_copy {
            let copies = edit::copy_notes(state.document.project(), notes);
            let ids: Vec<Id> = copies.iter().map(|note| note.id).collect();
            let label = if several { "Copy notes" } else { "Copy a note" };
            state.document.edit(label, |project| {
                edit::insert_notes(project, place, at, copies);
            });
            state.selection = Selection::of_notes(ids);
        } else {
            let label = if several { "Move notes" } else { "Move a note" };
            state
                .document
                .edit(label, |project| edit::move_notes(project, notes, place, at));
            state.selection = Selection::of_notes(notes.to_vec());
        }
    }

    pub(crate) fn drop_column(&mut self, column: Id, at: usize) {
        let state = &mut self.state;
        typing::keep(state, &mut self.canvas);
        let project = Arc::clone(state.document.project());
        if let Some(journey) = project.journey_of_step(column) {
            let from = journey.step_index(column).unwrap_or(0);
            let to = if at > from { at - 1 } else { at };
            state.document.edit("Move a step", |project| {
                edit::move_step(project, column, to);
            });
        } else if let Some(map) = project.map_of_job(column) {
            let from = map
                .jobs
                .iter()
                .position(|job| job.id == column)
                .unwrap_or(0);
            let to = if at > from { at - 1 } else { at };
            state
                .document
                .edit("Move a job", |project| edit::move_job(project, column, to));
        }
    }

    pub(crate) fn find_action(&mut self, action: FindAction) {
        let Some(mut finder) = self.state.finder.take() else {
            return;
        };
        let project = Arc::clone(self.state.document.project());
        // A button that was clicked does not keep the keys, and no field has them any more.
        if std::mem::take(&mut finder.is_clicked) {
            self.canvas.activate();
        }
        match action {
            FindAction::Close => {
                self.canvas.activate();
                self.state.highlights.found.clear();
                if finder.opened_inspector {
                    self.state.preferences.has_inspector = finder.inspector_before;
                }
                return;
            }
            FindAction::Show => {}
            FindAction::ReplaceOne => {
                let found = finder.current().cloned();
                if let Some(found) = found
                    && self.replace(&[found], &finder.replacement) == 0
                {
                    let told = "It stays as it was: the text would be too long.";
                    self.state.toasts.tell(told.to_owned());
                }
            }
            FindAction::ReplaceAll => {
                let count = self.replace(&finder.matches, &finder.replacement);
                let mut told = format!("Replaced in {}.", counted(count, "place"));
                if let left @ 1.. = finder.matches.len() - count {
                    let what = counted(left, "place");
                    told += &format!(" {what} left as before: the text would be too long.");
                }
                self.state.toasts.tell(told);
            }
        }
        if !Arc::ptr_eq(&project, self.state.document.project()) {
            finder.look(&self.state.document);
        }
        if let Some(found) = finder.current() {
            let target = found.target;
            self.show_match(target);
            finder.shows += 1;
            let (_, has_inspector) = self.state.panels();
            if !has_inspector && find::is_in_inspector(&self.state, target) {
                let chosen = self.state.preferences.has_inspector.replace(true);
                if !finder.opened_inspector {
                    finder.inspector_before = chosen;
                }
                finder.opened_inspector = true;
            }
        }
        self.state.finder = Some(finder);
    }

    /// Returns how many were replaced.
    pub(crate) fn replace(&mut self, matches: &[edit::Match], with: &str) -> usize {
        typing::keep(&mut self.state, &mut self.canvas);
        let places: std::collections::HashMap<Id, Place> = matches
            .iter()
            .filter_map(|found| found.target.note())
            .filter_map(|note| Some((note, self.state.document.places().of(note)?)))
            .collect();
        let mut count = 0;
        self.state.document.edit("Replace", |project| {
            count = edit::replace(project, &|note| places.get(&note).copied(), matches, with);
        });
        count
    }

    /// Goes to a place where something was found, without taking the keys from the bar.
    pub(crate) fn show_match(&mut self, target: Target) {
        typing::keep(&mut self.state, &mut self.canvas);
        if let Some(view) = find::view_of(&self.state.document, target) {
            self.state.go_to(Some(view));
        }
        self.state.unhide(target);
        let selection = target
            .headline()
            .map(|target| Selection::at(Cursor::At(target)));
        typing::select(
            &mut self.state,
            &mut self.canvas,
            selection.unwrap_or_default(),
        );
        self.canvas.reveal_cursor();
    }

    pub(crate) fn answer_modal(
        &mut self,
        ctx: &egui::Context,
        answered: modal::Answered,
        frame: &eframe::Frame,
    ) {
        match answered {
            modal::Answered::Cancel => self.state.after_save = None,
            modal::Answered::Save(then) => {
                self.state.after_save = Some(then);
                self.run(ctx, Command::Save, Some(frame));
            }
            modal::Answered::Discard(then) => {
                self.files.keeper.discard();
                self.then(ctx, then, Some(frame));
            }
            modal::Answered::Overwrite(path, written) => {
                self.files.write(&mut self.state, written, path);
            }
            modal::Answered::Path(question, path) => {
                self.files.typed_path(question, &path);
            }
            modal::Answered::PasteBlock(asked) => {
                crate::app::typing::paste::paste_block(&mut self.state, &mut self.canvas, *asked);
            }
            modal::Answered::Scale(max) => run::change_scale(&mut self.state, max),
            modal::Answered::Merge => {
                if let Some(merging) = self.state.merging.take() {
                    merging::start(&self.files.jobs, &self.state, merging.again());
                }
            }
            modal::Answered::Restore(recovered) => self.instead(ctx, Then::Restore(recovered)),
            modal::Answered::RestoreCopy(recovered) => {
                self.instead(
                    ctx,
                    crate::app::disk::files::Files::restore_copy(&recovered),
                );
            }
            modal::Answered::DiscardRecovered(recovered) => {
                self.files.discard_recovered(&mut self.state, &recovered);
                if !self.state.recovered.is_empty() {
                    self.state.modal = Some(modal::Modal::Recovered);
                }
            }
            modal::Answered::LookAtVersion(version) => self.files.read_version(version, false),
            modal::Answered::RestoreVersion(version) => self.files.read_version(version, true),
            modal::Answered::OpenRepaired => {
                if let Some(then) = crate::app::disk::files::Files::open_repaired(&mut self.state) {
                    self.instead(ctx, then);
                }
            }
            modal::Answered::OpenLatestVersion(path) => self.files.open_latest_version(&path),
        }
        ctx.request_repaint();
    }
}
