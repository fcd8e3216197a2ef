//! The command palette: every command by its name.

use super::command::Command;
use super::state::State;
use super::visuals::{color, size};
use crate::layout::theme::Role;
use egui::accesskit;
use egui::{
    Align2, Area, Frame, Id, Key, Order, ScrollArea, Stroke, TextEdit, Ui, WidgetInfo, vec2,
};

/// The palette while it is open.
#[derive(Clone, Debug, Default)]
pub struct Palette {
    /// What was typed.
    pub text: String,
    /// Which of the commands found.
    pub at: usize,
    is_shown: bool,
}

/// How well a text matches: every word must begin a word of it; earlier is better.
fn rank(text: &str, wanted: &str) -> Option<usize> {
    let text = text.to_lowercase();
    let mut rank = 0;
    for word in wanted.to_lowercase().split_whitespace() {
        let starts =
            |(at, _): &(usize, &str)| *at == 0 || !text[..*at].ends_with(char::is_alphanumeric);
        let at = text.match_indices(word).find(starts).map(|(at, _)| at);
        rank += at.or_else(|| text.find(word).map(|at| at + 100))?;
    }
    Some(rank)
}

/// Commands that match, best first; possible ones before others.
pub(super) fn found(state: &State, wanted: &str) -> Vec<(Command, bool)> {
    let mut found: Vec<(bool, usize, usize, Command)> = Command::all(state)
        .into_iter()
        .enumerate()
        .filter(|(_, command)| *command != Command::Palette)
        .filter_map(|(order, command)| {
            let text = format!(
                "{} {} {}",
                command.text(state),
                command.menu().label(),
                command.hint()
            );
            Some((
                !command.is_possible(state),
                rank(&text, wanted)?,
                order,
                command,
            ))
        })
        .collect();
    found.sort_by_key(|(is_impossible, rank, order, _)| (*is_impossible, *rank, *order));
    found
        .into_iter()
        .map(|(is_impossible, _, _, command)| (command, !is_impossible))
        .collect()
}

/// Shows the palette; gives back the command that was chosen. Closes itself.
pub(super) fn show(ui: &Ui, state: &mut State) -> Option<Command> {
    let mut palette = state.palette.take()?;
    let list = found(state, &palette.text);
    let (up, down, enter, escape) = ui.input_mut(|input| {
        let mut take = |key| input.consume_key(egui::Modifiers::NONE, key);
        (
            take(Key::ArrowUp),
            take(Key::ArrowDown),
            take(Key::Enter),
            take(Key::Escape),
        )
    });
    let last = list.len().saturating_sub(1);
    palette.at = palette.at.min(last);
    if up {
        palette.at = palette.at.checked_sub(1).unwrap_or(last);
    }
    if down {
        palette.at = if palette.at >= last {
            0
        } else {
            palette.at + 1
        };
    }
    let mut chosen = list
        .get(palette.at)
        .filter(|(_, is_possible)| enter && *is_possible)
        .map(|(command, _)| *command);
    let screen = ui.ctx().content_rect();
    let width = 520.0_f32.min(screen.width() - 32.0);
    let area = Area::new(Id::unique("palette"))
        .order(Order::Foreground)
        .anchor(Align2::CENTER_TOP, vec2(0.0, 56.0));
    let response = area.show(ui.ctx(), |ui| {
        Frame::popup(ui.style()).show(ui, |ui| {
            ui.set_width(width);
            let before = palette.text.clone();
            let field = ui.add(
                TextEdit::singleline(&mut palette.text)
                    .id(Id::unique("palette field"))
                    .hint_text("Search commands")
                    .desired_width(f32::INFINITY)
                    .font(egui::FontId::proportional(size::HEADING)),
            );
            let field = field.accessible_name("Search commands");
            if !palette.is_shown || !field.has_focus() {
                field.request_focus();
                palette.is_shown = true;
            }
            if palette.text != before {
                palette.at = 0;
            }
            ui.add_space(4.0);
            ScrollArea::vertical()
                .max_height((screen.height() - 200.0).min(420.0))
                .show(ui, |ui| {
                    for (at, (command, is_possible)) in list.iter().enumerate() {
                        if row(
                            ui,
                            state,
                            *command,
                            *is_possible,
                            at == palette.at,
                            up || down,
                        ) {
                            chosen = Some(*command);
                        }
                    }
                    if list.is_empty() {
                        ui.weak("No command of this name.");
                    }
                });
        });
    });
    let is_outside = ui.input(|input| input.pointer.any_pressed())
        && ui
            .input(|input| input.pointer.interact_pos())
            .is_some_and(|pos| !response.response.rect.contains(pos));
    if chosen.is_none() && !escape && !is_outside {
        state.palette = Some(palette);
    }
    chosen
}

fn row(
    ui: &mut Ui,
    state: &State,
    command: Command,
    is_possible: bool,
    is_current: bool,
    scrolls: bool,
) -> bool {
    let text = command.text(state);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), 28.0), egui::Sense::click());
    response.widget_info(|| {
        WidgetInfo::selected(
            accesskit::Role::ListBoxOption,
            is_possible,
            is_current,
            &text,
        )
    });
    if is_current && scrolls {
        response.scroll_to_me(None);
    }
    let theme = state.style.theme;
    if is_current || response.hovered() {
        let fill = if is_current {
            Role::Selected
        } else {
            Role::Hovered
        };
        ui.painter().rect_filled(rect, 4, color(theme, fill));
    }
    if is_current {
        let stroke = Stroke::new(1.5, color(theme, Role::Focus));
        ui.painter()
            .rect_stroke(rect, 4, stroke, egui::StrokeKind::Inside);
    }
    let ink = color(theme, if is_possible { Role::Ink } else { Role::Weak });
    let weak = color(theme, Role::Weak);
    let font = egui::FontId::proportional(size::BODY);
    let small = egui::FontId::proportional(size::SMALL);
    let mark = if command.is_on(state) == Some(true) {
        "• "
    } else {
        ""
    };
    let at = rect.left_center() + vec2(8.0, 0.0);
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    painter.text(at, Align2::LEFT_CENTER, format!("{mark}{text}"), font, ink);
    let keys = command
        .chords()
        .first()
        .map(|chord| chord.text(ui.ctx()))
        .unwrap_or_default();
    let right = if keys.is_empty() {
        command.menu().label().to_owned()
    } else {
        keys
    };
    painter.text(
        rect.right_center() - vec2(8.0, 0.0),
        Align2::RIGHT_CENTER,
        right,
        small,
        weak,
    );
    response.clicked() && is_possible
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Template;

    fn first(state: &State, wanted: &str) -> Option<Command> {
        found(state, wanted).first().map(|(command, _)| *command)
    }

    #[test]
    fn every_command_is_found_by_its_name() {
        let state = State::for_test(Template::Compare.build());
        for command in Command::all(&state)
            .into_iter()
            .filter(|command| *command != Command::Palette)
        {
            let text = command.text(&state);
            assert!(
                found(&state, &text)
                    .iter()
                    .any(|(found, _)| *found == command),
                "{text}"
            );
        }
    }

    #[test]
    fn words_match_beginnings_in_any_order() {
        let state = State::for_test(Template::Compare.build());
        assert_eq!(first(&state, "fit win"), Some(Command::Fit));
        assert_eq!(first(&state, "save as"), Some(Command::SaveAs));
        assert_eq!(first(&state, "xyzzy"), None);
    }
}
