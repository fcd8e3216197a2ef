//! Whom the keys are for: the canvas, a panel, a menu; and what they do there.

use crate::app::commands::command::Command;
use crate::app::disk::messages::Message;
use crate::app::shell::app::{App, Pane};
use crate::app::shell::menu;
use crate::app::typing::keyboard;
use crate::canvas::Catcher;

impl App {
    /// From the canvas to the menus, the panels that are open, and back.
    pub(crate) fn next_pane(&mut self, ctx: &egui::Context) {
        let (has_outline, has_inspector) = self.state.panels();
        let panes = [
            Some(Pane::Menus),
            has_outline.then_some(Pane::Outline),
            has_inspector.then_some(Pane::Inspector),
        ];
        let mut panes = panes.into_iter().flatten();
        let next = if self.canvas.is_active() {
            panes.next()
        } else {
            panes.find(|pane| *pane > self.pane)
        };
        match next {
            Some(pane) => {
                self.canvas.deactivate(ctx);
                self.pane = pane;
                self.enters_pane = true;
            }
            None => self.canvas.activate(),
        }
    }

    /// Before a pane is shown: its first widget gets the focus when it was asked for.
    pub(crate) fn enter_pane(&mut self, ctx: &egui::Context, pane: Pane) {
        if self.enters_pane && self.pane == pane {
            self.enters_pane = false;
            ctx.memory_mut(|memory| {
                if let Some(focused) = memory.focused() {
                    memory.surrender_focus(focused);
                }
                // From nothing the focus moves on to what is shown next.
                memory.move_focus(egui::FocusDirection::Next);
            });
        }
    }

    /// Whether keys are for the canvas: no dialog, menu or field elsewhere has them.
    pub(crate) fn has_canvas_keys(&self, ctx: &egui::Context) -> bool {
        self.canvas.may_have_keys(ctx)
            && !self.state.has_dialog()
            && !self.state.is_welcome
            && !self.state.is_own_page()
            && !egui::Popup::is_any_open(ctx)
    }

    /// Takes the keys of this frame: what changes the mode is done now, before the layout.
    pub(crate) fn keyboard(&mut self, ctx: &egui::Context, frame: &eframe::Frame) {
        let caught = Catcher::take(ctx);
        if egui::Popup::is_any_open(ctx) && self.canvas.may_have_keys(ctx) {
            // What is typed into a menu must not act behind it.
            ctx.memory_mut(|memory| {
                if let Some(focused) = memory.focused() {
                    memory.surrender_focus(focused);
                }
            });
        }
        if !self.has_canvas_keys(ctx) {
            let waiting = self.canvas.queue.release().into_iter().chain(caught);
            ctx.input_mut(|input| {
                input.events.splice(0..0, waiting);
            });
            self.global_keys(ctx, frame);
            return;
        }
        if self.is_pasting {
            // What is typed after a paste belongs after it.
            self.canvas.queue.hold(caught);
            return;
        }
        if caught
            .iter()
            .any(|event| matches!(event, egui::Event::Key { pressed: true, .. }))
        {
            self.canvas.rest_pointer();
        }
        let rest = ctx.input_mut(|input| std::mem::take(&mut input.events));
        let arrived = caught.into_iter().chain(rest);
        let mode = if self.state.scoring.is_some() {
            crate::canvas::Mode::Scoring
        } else {
            self.canvas.mode()
        };
        let taken = self.canvas.queue.take(arrived, mode);
        ctx.input_mut(|input| input.events = taken.now);
        if let Some(event) = taken.boundary {
            self.boundary(ctx, &event, frame);
            ctx.request_repaint();
        }
        if !self.canvas.queue.is_empty() {
            ctx.request_repaint();
        }
    }

    /// The field of a dialog that has closed gives the keyboard back to the canvas.
    pub(crate) fn dialog_closed(&mut self, ctx: &egui::Context) {
        let has_dialog = self.state.has_dialog();
        if std::mem::replace(&mut self.had_dialog, has_dialog)
            && !has_dialog
            && self.canvas.is_active()
        {
            ctx.memory_mut(|memory| {
                if let Some(focused) = memory.focused() {
                    memory.surrender_focus(focused);
                }
            });
        }
    }

    pub(crate) fn boundary(
        &mut self,
        ctx: &egui::Context,
        event: &egui::Event,
        frame: &eframe::Frame,
    ) {
        if let egui::Event::Paste(text) = event {
            self.pasted(text.clone());
            return;
        }
        if let Some(menu) = menu::menu_of(ctx.os(), event) {
            self.bar_keys.ask(ctx, menu);
            return;
        }
        let now = ctx.input(|input| input.time);
        // What was typed in the last frame may have made new places to go to.
        let laid_out = match self.sheet {
            Some(_) => self.lay_out(),
            None => None,
        };
        let Some((_, sheet)) = laid_out else {
            if let Some(command) = keyboard::command_of(event) {
                self.run(ctx, command, Some(frame));
            }
            return;
        };
        if let Some(command) = keyboard::act(&mut self.state, &mut self.canvas, &sheet, event, now)
        {
            self.run(ctx, command, Some(frame));
        }
    }

    /// What is on the clipboard is made into notes, away from the window.
    pub(crate) fn pasted(&mut self, text: String) {
        self.is_pasting = true;
        let paste = self.files.clipboard.paste(text);
        self.files
            .jobs
            .start("paste", move || Message::Pasted(paste()));
    }

    /// Shortcuts while something else has the focus: a field of a panel, the welcome page.
    pub(crate) fn global_keys(&mut self, ctx: &egui::Context, frame: &eframe::Frame) {
        if self.state.has_dialog() {
            return;
        }
        let is_typing = ctx.text_edit_focused();
        let is_document_field = crate::app::panels::fields::has_focus(ctx);
        let (os, mut pasted, mut menu) = (ctx.os(), None, None);
        let commands = ctx.input_mut(|input| {
            let mut commands = Vec::new();
            input.events.retain(|event| {
                // The letter that opens a menu comes as text as well.
                if menu.is_some() && matches!(event, egui::Event::Text(_)) {
                    return false;
                }
                if let Some(asked) = menu::menu_of(os, event) {
                    menu = Some(asked);
                    return false;
                }
                // The text is here: asking the system for it would bring the same event again.
                if let egui::Event::Paste(text) = event
                    && !is_typing
                {
                    pasted = Some(text.clone());
                    return false;
                }
                let command = keyboard::command_of(event).filter(|command| {
                    !is_typing && !matches!(command, Command::Delete)
                        || command.works_while_typing()
                        || is_document_field && matches!(command, Command::Undo | Command::Redo)
                });
                commands.extend(command);
                command.is_none()
            });
            commands
        });
        if let Some(menu) = menu {
            self.bar_keys.ask(ctx, menu);
        }
        for command in commands {
            self.run(ctx, command, Some(frame));
        }
        if let Some(text) = pasted.filter(|_| !self.state.is_welcome) {
            self.pasted(text);
        }
    }
}
