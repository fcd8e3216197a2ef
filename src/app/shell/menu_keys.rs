//! The bar of menus by keys: Alt and a letter or F10 open a menu, the arrows at the left and right go
//! from one to the next. Within a menu the toolkit moves.

use crate::app::panels::menus::{MENUS, Menu};
use egui::os::OperatingSystem;
use egui::text::{LayoutJob, TextFormat};
use egui::{Context, Event, FocusDirection, Id, Key, Modifiers, Popup, Response, Stroke, Ui};

/// A line of a menu that can be chosen.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Choice {
    /// The widget.
    pub id: Id,
    /// Whether it opens a menu of its own.
    pub is_more: bool,
    /// Whether it stands in such a menu.
    pub is_inner: bool,
}

/// What keys have asked of the bar, and what it showed in the last frame.
#[derive(Default)]
pub(super) struct BarKeys {
    /// Open this menu.
    asked: Option<Menu>,
    /// The first line of the menu that opens gets the focus.
    enters: bool,
    /// The menu that is open, and its button.
    open: Option<(Menu, Id)>,
    /// What can be chosen in it.
    choices: Vec<Choice>,
}

/// The menu a key opens. On macOS Alt and a letter write characters.
pub(super) fn menu_of(os: OperatingSystem, event: &Event) -> Option<Menu> {
    let Event::Key {
        key,
        pressed: true,
        modifiers,
        ..
    } = event
    else {
        return None;
    };
    if *key == Key::F10 && modifiers.is_none() {
        return MENUS.first().copied();
    }
    let has_alt = *modifiers == Modifiers::ALT && os != OperatingSystem::Mac;
    let is_of = |menu: &Menu| letter(*menu).is_some_and(|letter| key.name() == letter);
    MENUS.into_iter().find(is_of).filter(|_| has_alt)
}

/// The letter that opens a menu together with Alt: the first of its name.
fn letter(menu: Menu) -> Option<&'static str> {
    menu.label.get(..1)
}

impl BarKeys {
    /// Opens a menu with its first line; the one that is open closes when it is asked for again.
    pub(super) fn ask(&mut self, ctx: &Context, menu: Menu) {
        if self.open.is_some_and(|(open, _)| open == menu) {
            Popup::close_all(ctx);
        } else {
            self.asked = Some(menu);
        }
        ctx.request_repaint();
    }

    /// The name of a menu; its letter is underlined while Alt is down.
    pub(super) fn label(ui: &Ui, menu: Menu) -> LayoutJob {
        let has_alt = ui.input(|input| input.modifiers == Modifiers::ALT);
        let format = TextFormat {
            font_id: egui::TextStyle::Button.resolve(ui.style()),
            color: egui::Color32::PLACEHOLDER,
            ..TextFormat::default()
        };
        let first = TextFormat {
            underline: if has_alt {
                Stroke::new(1.0, ui.visuals().text_color())
            } else {
                Stroke::NONE
            },
            ..format.clone()
        };
        let (letter, rest) = menu.label.split_at(letter(menu).map_or(0, str::len));
        let mut job = LayoutJob::default();
        job.append(letter, 0.0, first);
        job.append(rest, 0.0, format);
        job
    }

    /// Before the bar is shown: the arrows at the left and right go to the next menu, unless they
    /// enter or leave a menu within the menu.
    pub(super) fn begin(&mut self, ctx: &Context) {
        let open = self.open.filter(|_| Popup::is_any_open(ctx));
        let choices = std::mem::take(&mut self.choices);
        self.open = None;
        let Some((menu, button)) = open else {
            return;
        };
        let step = ctx.input(|input| {
            let is_pressed = |key| input.modifiers.is_none() && input.key_pressed(key);
            i32::from(is_pressed(Key::ArrowRight)) - i32::from(is_pressed(Key::ArrowLeft))
        });
        let focused = ctx.memory(egui::Memory::focused);
        let choice = choices.iter().find(|choice| Some(choice.id) == focused);
        let is_here = focused.is_none_or(|id| id == button) || choice.is_some();
        let stays = choice.is_some_and(|choice| match step {
            1 => choice.is_more,
            _ => choice.is_inner,
        });
        if step == 0 || !is_here || stays {
            return;
        }
        let count = MENUS.len() as i32;
        let at = MENUS.iter().position(|known| *known == menu).unwrap_or(0) as i32;
        self.asked = Some(MENUS[(at + step).rem_euclid(count) as usize]);
        ctx.memory_mut(|memory| memory.move_focus(FocusDirection::None));
    }

    /// After a button of the bar was shown, with what can be chosen when its menu is open.
    pub(super) fn shown(&mut self, menu: Menu, button: &Response, choices: Option<Vec<Choice>>) {
        let ctx = &button.ctx;
        let goes_down = button.has_focus()
            && !Popup::is_any_open(ctx)
            && ctx.input(|input| input.key_pressed(Key::ArrowDown));
        if goes_down {
            ctx.memory_mut(|memory| memory.move_focus(FocusDirection::None));
        }
        if goes_down || self.asked == Some(menu) {
            self.asked = None;
            self.enters = true;
            Popup::open_id(ctx, Popup::default_response_id(button));
            ctx.request_repaint();
            return;
        }
        let Some(choices) = choices else { return };
        self.open = Some((menu, button.id));
        if self.enters
            && let Some(first) = choices.first()
        {
            // It is there when it has been seen to have the focus.
            let has_focus = ctx.memory(|memory| memory.has_focus(first.id));
            self.enters = !has_focus;
            ctx.memory_mut(|memory| memory.request_focus(first.id));
            ctx.request_repaint();
        }
        self.choices = choices;
    }
}
