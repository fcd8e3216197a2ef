//! Whom the keys are for: the canvas, a panel, a menu; and what they do there.

use super::app::App;
use super::{keyboard, menu_keys};
use crate::app::commands::{COPY, CUT, Command, DELETE, During, PASTE, REDO, UNDO};
use crate::app::disk::messages::Message;
use crate::app::look::panel_field;
use crate::app::panels::{PANELS, menus};
use crate::canvas::{Catcher, Mode};
use egui::{Context, Event, FocusDirection, Popup};

impl App {
    /// From the canvas to the menus, the panels at the sides that are open, and back.
    pub(super) fn next_pane(&mut self) {
        if !std::mem::take(&mut self.desk.leaves_pane) {
            return;
        }
        let is_open = |at: &usize| {
            let panel = &PANELS[*at];
            panel.switch.is_some() && (panel.is_open)(&self.desk.state)
        };
        let sides = (0..PANELS.len()).filter(is_open).map(|at| at + 1);
        let mut panes = std::iter::once(0).chain(sides);
        let next = if self.desk.canvas.is_active() {
            panes.next()
        } else {
            panes.find(|pane| *pane > self.pane)
        };
        match next {
            Some(pane) => {
                self.desk.canvas.deactivate(&self.desk.ctx);
                self.pane = pane;
                self.enters_pane = true;
            }
            None => self.desk.canvas.activate(),
        }
    }

    /// Before a part of the window is shown: its first widget gets the focus when it was asked for. The
    /// menus are the first part, then come the panels.
    pub(super) fn enter_pane(&mut self, pane: usize) {
        if self.enters_pane && self.pane == pane {
            self.enters_pane = false;
            surrender_focus(&self.desk.ctx);
            // From nothing the focus moves on to what is shown next.
            let ctx = &self.desk.ctx;
            ctx.memory_mut(|memory| memory.move_focus(FocusDirection::Next));
        }
    }

    /// Whether keys are for the canvas: no dialog, menu or field elsewhere has them.
    pub(super) fn has_canvas_keys(&self) -> bool {
        let ctx = &self.desk.ctx;
        self.desk.canvas.may_have_keys(ctx)
            && !self.desk.has_dialog()
            && !self.desk.state.is_welcome
            && !self.desk.state.is_own_page()
            && !Popup::is_any_open(ctx)
    }

    /// Takes the keys of this frame: what changes the mode is done now, before the layout.
    pub(super) fn keyboard(&mut self) {
        let ctx = self.desk.ctx.clone();
        let caught = Catcher::take(&ctx);
        if Popup::is_any_open(&ctx) && self.desk.canvas.may_have_keys(&ctx) {
            // What is typed into a menu must not act behind it.
            surrender_focus(&ctx);
        }
        if !self.has_canvas_keys() {
            let waiting = self.desk.canvas.queue.release().into_iter().chain(caught);
            ctx.input_mut(|input| {
                input.events.splice(0..0, waiting);
            });
            self.global_keys(&ctx);
            return;
        }
        let canvas = &mut self.desk.canvas;
        if self.desk.is_pasting {
            // What is typed after a paste belongs after it.
            canvas.queue.hold(caught);
            return;
        }
        let is_press = |event: &Event| matches!(event, Event::Key { pressed: true, .. });
        if caught.iter().any(is_press) {
            canvas.rest_pointer();
        }
        let rest = ctx.input_mut(|input| std::mem::take(&mut input.events));
        let arrived = caught.into_iter().chain(rest);
        let mode = if self.desk.state.open.scoring.is_some() {
            Mode::Scoring
        } else {
            canvas.mode()
        };
        let taken = canvas.queue.take(arrived, mode);
        ctx.input_mut(|input| input.events = taken.now);
        if let Some(event) = taken.boundary {
            self.boundary(&ctx, &event);
            ctx.request_repaint();
        }
        if !self.desk.canvas.queue.is_empty() {
            ctx.request_repaint();
        }
    }

    /// A dialog that has closed gives the keyboard back to the canvas, or to what had it before.
    pub(super) fn dialog_closed(&mut self) {
        let has_dialog = self.desk.has_dialog();
        let had_dialog = std::mem::replace(&mut self.had_dialog, has_dialog);
        let ctx = &self.desk.ctx;
        // A line that was opened meanwhile keeps it.
        let is_free = !has_dialog && !ctx.text_edit_focused();
        if let Some(before) = self.gets_focus.take().filter(|_| is_free) {
            ctx.memory_mut(|memory| memory.request_focus(before));
        }
        if !had_dialog || has_dialog {
            return;
        }
        if self.desk.canvas.is_active() && !self.desk.state.is_welcome {
            surrender_focus(ctx);
        } else {
            self.gets_focus = self.before_dialog;
            ctx.request_repaint();
        }
    }

    fn boundary(&mut self, ctx: &Context, event: &Event) {
        if let Event::Paste(text) = event {
            self.pasted(text.clone());
            return;
        }
        if let Some(menu) = menu_keys::menu_of(ctx.os(), event) {
            self.bar_keys.ask(ctx, menu);
            return;
        }
        let command = command_of(event);
        // What was typed in the last frame may have made new places to go to.
        let laid_out = match self.desk.sheet {
            Some(_) => self.desk.lay_out(),
            None => None,
        };
        let command = match laid_out {
            Some((_, sheet)) => keyboard::act(&mut self.desk, &sheet, event, command),
            None => command,
        };
        if let Some(command) = command {
            self.desk.run(command);
        }
    }

    /// What is on the clipboard is made into notes, away from the window.
    fn pasted(&mut self, text: String) {
        self.desk.is_pasting = true;
        let files = &self.desk.files;
        let paste = files.clipboard.paste(text);
        files.jobs.start("paste", move || Message::Pasted(paste()));
    }

    /// Shortcuts while something else has the focus: a field of a panel, the welcome page.
    fn global_keys(&mut self, ctx: &Context) {
        if self.desk.has_dialog() {
            return;
        }
        let is_typing = ctx.text_edit_focused();
        let is_document_field = panel_field::has_focus(ctx);
        let may_run = |command: &Command| {
            !is_typing && *command != &DELETE
                || command.entry.may_run(During::Typing)
                || is_document_field && (*command == &UNDO || *command == &REDO)
        };
        let (os, mut pasted, mut menu) = (ctx.os(), None, None);
        let commands = ctx.input_mut(|input| {
            let mut commands = Vec::new();
            input.events.retain(|event| {
                // The letter that opens a menu comes as text as well.
                if menu.is_some() && matches!(event, Event::Text(_)) {
                    return false;
                }
                if let Some(asked) = menu_keys::menu_of(os, event) {
                    menu = Some(asked);
                    return false;
                }
                // The text is here: asking the system for it would bring the same event again.
                if let Event::Paste(text) = event
                    && !is_typing
                {
                    pasted = Some(text.clone());
                    return false;
                }
                let command = command_of(event).filter(may_run);
                commands.extend(command);
                command.is_none()
            });
            commands
        });
        if let Some(menu) = menu {
            self.bar_keys.ask(ctx, menu);
        }
        for command in commands {
            self.desk.run(command);
        }
        if let Some(text) = pasted.filter(|_| !self.desk.state.is_welcome) {
            self.pasted(text);
        }
    }
}

/// The command an event stands for.
fn command_of(event: &Event) -> Option<Command> {
    match event {
        Event::Copy => Some((&COPY).into()),
        Event::Cut => Some((&CUT).into()),
        Event::Paste(_) => Some((&PASTE).into()),
        Event::Key {
            key,
            physical_key,
            pressed: true,
            modifiers,
            ..
        } => menus::of_key(*key, *physical_key, *modifiers),
        _ => None,
    }
}

/// Whoever has the focus gives it away.
fn surrender_focus(ctx: &Context) {
    ctx.memory_mut(|memory| {
        if let Some(focused) = memory.focused() {
            memory.surrender_focus(focused);
        }
    });
}
