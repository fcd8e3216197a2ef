//! Questions that must be answered before one goes on: how each is asked, a file each. What they are
//! about stands where they come from.

mod about;
mod damaged;
mod keys;
mod merge;
mod overwrite;
mod paste;
mod path;
mod recovered;
mod scale;
mod sentences;
mod unsaved;
mod versions;

use crate::app::desk::{Act, Desk, cancel};
use crate::app::look::visuals::{bold, scrolling, size};
use egui::{Align, Frame, Id, Layout, Margin, Modal, Response, RichText, ScrollArea, Ui, vec2};

/// Room between the question and its frame, in points.
const PADDING: i8 = 20;
/// Room between the frame and the edge of the window.
const MARGIN: f32 = 16.0;

/// Shows the question that is open, and carries out the answer once there is one.
pub(crate) fn show(ui: &Ui, desk: &mut Desk) {
    let Some(mut question) = desk.question.take() else {
        return;
    };
    let screen = ui.ctx().content_rect().size();
    let widest = screen.x - 2.0 * (MARGIN + f32::from(PADDING));
    // Each has a size of its own.
    let window = Modal::new(Id::unique(("question", question.name())))
        .frame(Frame::popup(ui.style()).inner_margin(Margin::same(PADDING)));
    let response = window.show(ui.ctx(), |ui| {
        ui.set_width(question.width().min(widest));
        question.show(ui, &mut desk.state)
    });
    let closes = response.should_close();
    let answer = response.inner.or_else(|| cancel().filter(|_| closes));
    match answer {
        None => desk.question = Some(question),
        Some(answer) => {
            question.closed(&mut desk.state);
            answer(desk);
            desk.ctx.request_repaint();
        }
    }
}

fn heading(ui: &mut Ui, text: &str) {
    ui.heading(text);
    ui.add_space(8.0);
}

fn buttons(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.add_space(16.0);
    // One row: by itself the layout would take all the height there is.
    ui.horizontal(|ui| ui.with_layout(Layout::right_to_left(Align::Center), add));
}

/// The answers there are, and behind them the one that leaves everything as it is.
fn answers(ui: &mut Ui, add: impl FnOnce(&mut Ui, &mut Option<Act>)) -> Option<Act> {
    let mut given = None;
    buttons(ui, |ui| {
        add(ui, &mut given);
        if ui.button("Cancel").clicked() {
            given = cancel();
        }
    });
    given
}

/// The button that has the focus as long as nothing else has it.
fn first_button(ui: &mut Ui, text: &str) -> Response {
    let button = ui.button(text);
    if ui.memory(|memory| memory.focused().is_none()) {
        button.request_focus();
    }
    button
}

fn close_button(ui: &mut Ui) -> Option<Act> {
    let mut answer = None;
    buttons(ui, |ui| {
        if first_button(ui, "Close").clicked() {
            answer = cancel();
        }
    });
    answer
}

/// What may take the whole height of the window: a dialog believes it has less.
fn tall(height: f32) -> ScrollArea {
    scrolling().max_height(height).min_scrolled_height(height)
}

/// A name of a given width, and words beside it that may take several lines.
fn row(ui: &mut Ui, width: f32, name: &str, words: &str) {
    ui.horizontal_top(|ui| {
        let layout = Layout::top_down(Align::Min);
        ui.allocate_ui_with_layout(vec2(width, 0.0), layout, |ui| {
            ui.set_width(width);
            ui.label(RichText::new(name).font(bold(size::BODY)));
        });
        ui.vertical(|ui| ui.label(words));
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::App;
    use crate::app::commands::{AboutProgram, AllKeys, ChooseScale, FiguresSaid};
    use crate::app::desk::Question;
    use crate::app::desk::files::AskedPath;
    use crate::app::desk::instead::Unsaved;
    use crate::app::desk::merging::Settle;
    use crate::app::desk::opening::Damaged;
    use crate::app::desk::pasting::PasteBlock;
    use crate::app::desk::recovering::{EarlierVersions, UnsavedWork};
    use crate::app::desk::saving::Overwrite;
    use crate::app::disk::dialogs::NativeDialogs;
    use crate::app::work::on_file::{FileQuestion, NotOpened, Purpose, Then, Written};
    use crate::app::work::state::State;
    use crate::edit::Block;
    use crate::model::{Slot, Template};
    use egui::{Context, Event, Key, Modifiers, RawInput};
    use std::collections::HashSet;
    use std::path::{Path, PathBuf};

    /// Each question once.
    fn all() -> Vec<Box<dyn Question>> {
        let state = State::for_test(Template::Compare.build());
        let journey = state.journey().unwrap().id;
        let slot = Slot::Step { journey, at: 0 };
        let names = Block::of_names(["Get".to_owned()]);
        let paste = PasteBlock::new(&state, names, slot, false).unwrap();
        let file = PathBuf::from("/plan.vjourney");
        let failed = NotOpened {
            sentence: "It is no project.".to_owned(),
            repaired: None,
            has_versions: true,
        };
        let question = FileQuestion::new(&state, Purpose::Open, String::new());
        vec![
            Box::new(AboutProgram),
            Box::new(AllKeys),
            Box::new(AskedPath::new(question)),
            Box::new(ChooseScale(5)),
            Box::new(Damaged(file.clone(), failed)),
            Box::new(EarlierVersions),
            Box::new(FiguresSaid(Vec::new())),
            Box::new(Overwrite(file, Written::Project)),
            Box::new(paste),
            Box::new(Settle),
            Box::new(Unsaved(Then::Quit)),
            Box::new(UnsavedWork),
        ]
    }

    fn pass(ctx: &Context, desk: &mut Desk, events: Vec<Event>) {
        let input = RawInput {
            events,
            ..RawInput::default()
        };
        let output = ctx.run_ui(input, |ui| show(ui, desk));
        output.drop_without_applying_deltas();
    }

    #[test]
    fn every_question_is_among_them() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/app/questions");
        let files = std::fs::read_dir(folder).unwrap();
        let texts = files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
        let asked = texts.filter(|text| text.contains("\nimpl Question for "));
        assert_eq!(asked.count(), all().len());
    }

    #[test]
    fn every_question_has_a_name_of_its_own_and_escape_closes_it() {
        let mut names = HashSet::new();
        for question in all() {
            let (name, width) = (question.name(), question.width());
            assert!(names.insert(name) && width > 0.0, "{name}");
            let ctx = Context::default();
            let mut app = App::for_test(&ctx, Box::new(NativeDialogs));
            app.desk.question = Some(question);
            pass(&ctx, &mut app.desk, Vec::new());
            // Without two versions there is nothing to choose.
            assert_eq!(app.desk.question.is_some(), name != "merge", "{name}");
            let escape = Event::Key {
                key: Key::Escape,
                physical_key: None,
                pressed: true,
                repeat: false,
                modifiers: Modifiers::NONE,
            };
            pass(&ctx, &mut app.desk, vec![escape]);
            assert!(app.desk.question.is_none(), "{name}");
        }
    }
}
