//! Keys in their order: at most one change of mode a frame.
//!
//! On slow drivers several keys share a frame. What follows Enter, Tab, an arrow, a shortcut or the
//! letter that opens a slot belongs to what that key leads to, so it waits for the next frame.
//! Otherwise letters are lost, doubled, or run into the note before.

use egui::{Event, Key, ViewportId};
use std::collections::{HashMap, VecDeque};

/// What the keyboard means at the moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// The cursor is on a note, a name or a figure: a letter opens a field.
    OnBlock,
    /// The cursor is on an empty slot: letters go into it, arrows leave it.
    OnSlot,
    /// A text is being typed: arrows move within it.
    Typing,
    /// Notes are scored one after the other: every key is an answer.
    Scoring,
}

impl Mode {
    fn has_field(self) -> bool {
        matches!(self, Self::OnSlot | Self::Typing)
    }
}

/// Events of the keyboard that wait for their frame.
#[derive(Default)]
pub struct Queue {
    waiting: VecDeque<Event>,
}

/// The events of one frame.
#[derive(Debug, Default, PartialEq)]
pub struct Taken {
    /// The one event that may change the mode.
    pub boundary: Option<Event>,
    /// What the toolkit sees: the pointer, and text for the field that has the focus.
    pub now: Vec<Event>,
}

impl Queue {
    /// Splits what arrived, after what still waited.
    pub fn take(&mut self, arrived: impl IntoIterator<Item = Event>, mode: Mode) -> Taken {
        let mut taken = Taken::default();
        let mut typed_before = false;
        let mut is_holding = false;
        let mut held = VecDeque::new();
        let waiting = std::mem::take(&mut self.waiting);
        for event in waiting.into_iter().chain(arrived) {
            if !is_keyboard(&event) {
                taken.now.push(event);
            } else if is_holding {
                held.push_back(event);
            } else if !mode.has_field() && is_space(&event) {
                // A space never begins a note. Handed on, it would come after the letter that does.
            } else if is_boundary(&event, mode) {
                is_holding = true;
                if typed_before {
                    // What was typed before it must be in the document first.
                    held.push_back(event);
                } else {
                    taken.boundary = Some(event);
                }
            } else {
                typed_before |= mode.has_field() && is_typing(&event);
                taken.now.push(event);
            }
        }
        self.waiting = held;
        taken
    }

    /// Keeps what arrived for a later frame.
    pub fn hold(&mut self, arrived: Vec<Event>) {
        self.waiting.extend(arrived);
    }

    /// Whether keys wait for the next frame.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Everything that waits, for somebody else: a dialog has opened.
    pub fn release(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.waiting).into()
    }
}

/// Takes the keyboard's events away before the toolkit moves its focus by them: while a canvas is where
/// one types, arrows and Tab are its own. Each window has its own.
#[derive(Default)]
pub struct Catcher {
    windows: HashMap<ViewportId, Caught>,
}

/// What is caught of the keys of one window.
#[derive(Default)]
struct Caught {
    is_canvas: bool,
    events: Vec<Event>,
    is_space_down: bool,
}

impl Catcher {
    /// What was caught in this window since it was asked last.
    pub fn take(ctx: &egui::Context) -> Vec<Event> {
        Self::in_window(ctx, |caught| std::mem::take(&mut caught.events))
    }

    /// Whether the space bar is held: with the pointer it moves what is seen.
    pub fn is_space_down(ctx: &egui::Context) -> bool {
        Self::in_window(ctx, |caught| caught.is_space_down)
    }

    /// Whether the next keys of this window are for the canvas.
    pub fn set(ctx: &egui::Context, is_canvas: bool) {
        Self::in_window(ctx, |caught| caught.is_canvas = is_canvas);
    }

    fn in_window<T: Default>(ctx: &egui::Context, ask: impl FnOnce(&mut Caught) -> T) -> T {
        let window = ctx.viewport_id();
        ctx.with_plugin(|catcher: &mut Self| ask(catcher.windows.entry(window).or_default()))
            .unwrap_or_default()
    }
}

impl egui::Plugin for Catcher {
    fn debug_name(&self) -> &'static str {
        "keys of the canvas"
    }

    fn input_hook(&mut self, _: &egui::Context, input: &mut egui::RawInput) {
        let caught = self.windows.entry(input.viewport_id).or_default();
        for event in &input.events {
            match event {
                Event::Key {
                    key: Key::Space,
                    pressed,
                    ..
                } => caught.is_space_down = *pressed,
                Event::WindowFocused(false) => caught.is_space_down = false,
                _ => {}
            }
        }
        if caught.is_canvas {
            let keys = input.events.extract_if(.., |event| is_keyboard(event));
            caught.events.extend(keys);
        }
    }
}

fn is_keyboard(event: &Event) -> bool {
    matches!(
        event,
        Event::Key { .. }
            | Event::Text(_)
            | Event::Copy
            | Event::Cut
            | Event::Paste(_)
            | Event::PasteImage(_)
            | Event::Ime(_)
    )
}

fn is_space(event: &Event) -> bool {
    matches!(event, Event::Text(text) if text.trim().is_empty())
}

/// Changes what is typed into the field.
fn is_typing(event: &Event) -> bool {
    match event {
        Event::Text(_) | Event::Paste(_) | Event::Cut | Event::Ime(_) => true,
        Event::Key { key, pressed, .. } => {
            *pressed && matches!(key, Key::Backspace | Key::Delete | Key::Enter)
        }
        _ => false,
    }
}

fn is_boundary(event: &Event, mode: Mode) -> bool {
    match event {
        Event::Key { pressed: false, .. } | Event::Ime(_) | Event::PasteImage(_) => false,
        Event::Key { key, modifiers, .. } => is_boundary_key(*key, *modifiers, mode),
        Event::Text(_) => !mode.has_field(),
        // On a slot a pasted list becomes notes; in a text it is text.
        Event::Copy | Event::Cut | Event::Paste(_) => mode != Mode::Typing,
        _ => false,
    }
}

fn is_boundary_key(key: Key, modifiers: egui::Modifiers, mode: Mode) -> bool {
    let is_command = modifiers.command || modifiers.ctrl;
    match key {
        // Shift and Enter break the line.
        Key::Enter => !(modifiers.shift_only() && mode == Mode::Typing),
        Key::Tab | Key::Escape | Key::PageUp | Key::PageDown => true,
        Key::ArrowUp | Key::ArrowDown | Key::ArrowLeft | Key::ArrowRight | Key::Home | Key::End => {
            mode != Mode::Typing || modifiers.alt
        }
        Key::Backspace | Key::Delete => !mode.has_field(),
        Key::Space => mode == Mode::Scoring,
        // The field's own: select all.
        Key::A if is_command => mode != Mode::Typing,
        _ if (Key::F1..=Key::F35).contains(&key) => true,
        _ => is_command || modifiers.alt,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::Modifiers;

    fn key(key: Key) -> Event {
        Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        }
    }

    fn text(text: &str) -> Event {
        Event::Text(text.to_owned())
    }

    /// Frame by frame, what one burst of keys becomes.
    fn frames(burst: Vec<Event>, modes: &[Mode]) -> Vec<Taken> {
        let mut queue = Queue::default();
        let mut arrived = Some(burst);
        modes
            .iter()
            .map(|mode| queue.take(arrived.take().unwrap_or_default(), *mode))
            .collect()
    }

    #[test]
    fn a_burst_becomes_one_change_of_mode_a_frame() {
        let burst = vec![
            text("a"),
            text("b"),
            key(Key::Enter),
            text("c"),
            key(Key::Tab),
            text("d"),
        ];
        let seen = frames(
            burst,
            &[
                Mode::OnSlot,
                Mode::Typing,
                Mode::OnSlot,
                Mode::Typing,
                Mode::OnSlot,
            ],
        );
        assert_eq!(
            seen[0],
            Taken {
                boundary: None,
                now: vec![text("a"), text("b")]
            }
        );
        assert_eq!(
            seen[1],
            Taken {
                boundary: Some(key(Key::Enter)),
                now: vec![]
            }
        );
        assert_eq!(
            seen[2],
            Taken {
                boundary: None,
                now: vec![text("c")]
            }
        );
        assert_eq!(
            seen[3],
            Taken {
                boundary: Some(key(Key::Tab)),
                now: vec![]
            }
        );
        assert_eq!(
            seen[4],
            Taken {
                boundary: None,
                now: vec![text("d")]
            }
        );
    }

    #[test]
    fn the_letter_that_opens_a_slot_comes_alone() {
        let seen = frames(vec![text("N"), text("o")], &[Mode::OnBlock, Mode::Typing]);
        assert_eq!(seen[0].boundary, Some(text("N")));
        assert_eq!(seen[1].now, [text("o")]);
    }

    #[test]
    fn a_space_never_begins_a_note() {
        let seen = frames(vec![text(" "), text("N")], &[Mode::OnBlock]);
        assert_eq!(seen[0].boundary, Some(text("N")));
        assert_eq!(seen[0].now, [], "it would stand behind the letter");
        let seen = frames(vec![text(" "), text("N")], &[Mode::Typing]);
        assert_eq!(seen[0].now, [text(" "), text("N")]);
    }

    #[test]
    fn the_pointer_waits_for_nobody() {
        let moved = Event::PointerMoved(egui::pos2(1.0, 1.0));
        let seen = frames(
            vec![text("a"), key(Key::Enter), moved.clone()],
            &[Mode::OnSlot],
        );
        assert_eq!(seen[0].now, [text("a"), moved]);
    }

    #[test]
    fn arrows_move_within_a_text_and_leave_a_slot() {
        assert!(is_boundary(&key(Key::ArrowLeft), Mode::OnSlot));
        assert!(!is_boundary(&key(Key::ArrowLeft), Mode::Typing));
        assert!(!is_boundary(&Event::Paste("a\nb".into()), Mode::Typing));
        assert!(is_boundary(&Event::Paste("a\nb".into()), Mode::OnSlot));
    }
}
