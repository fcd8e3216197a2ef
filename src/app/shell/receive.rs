//! Files the results of jobs where they belong.

use crate::app::desk::Desk;
use crate::app::disk::messages::Message;
use crate::app::work::on_file::Then;
use crate::app::work::words::name_of;
use crate::layout::Layouter;
use std::sync::Arc;

impl Desk {
    /// Takes all results that are there.
    pub(crate) fn receive(&mut self) {
        while let Some(message) = self.files.jobs.answer() {
            self.take(message);
        }
    }

    fn take(&mut self, message: Message) {
        match message {
            Message::Opened { path, result, work } => {
                // A file that is refused does not end what is being typed.
                if result.is_ok() {
                    self.keep();
                }
                self.opened(&path, result, work);
                self.settle();
            }
            Message::Saved {
                path,
                project,
                of,
                result,
            } => {
                if let Some(then) = self.saved(&path, project, of, result) {
                    self.then(then);
                }
            }
            Message::Outside(of, outside) => {
                if of == self.state.shown_projects {
                    self.outside(outside);
                }
            }
            Message::CopyRead { path, result } => self.copy_read(path, result),
            Message::Merged(merging) => self.merged(merging),
            Message::Versions(list) => self.state.versions.kept = Some(list),
            Message::VersionRead {
                moment,
                result,
                restores,
            } => self.version_read(moment, result, restores),
            Message::VersionOpened(origin, result) => match result {
                Ok(project) => self.instead(Then::show(Arc::unwrap_or_clone(project), origin)),
                Err(error) => self.state.toasts.warn(error),
            },
            Message::Recovered(of, list) => {
                if of == self.state.recovery.looks {
                    self.state.recovery.found = list;
                }
            }
            Message::WorkIsLeft => self.find_recovered(|_| {}),
            Message::Restored(found, restored) => {
                self.restored(&found, restored);
                self.settle();
            }
            Message::News(text) => self.state.toasts.tell(text),
            Message::Imported { path, result } => {
                if result.is_ok() {
                    self.keep();
                }
                self.imported(&path, result);
                self.settle();
            }
            Message::Exported { path, result } => {
                let name = name_of(&path);
                match result {
                    Ok(()) => self.state.toasts.tell(format!("Exported {name}.")),
                    Err(error) => {
                        let told = format!("Could not export {name}: {error}");
                        self.state.toasts.warn(told);
                    }
                }
            }
            Message::Answered(question, answer) => self.answered(question, answer),
            Message::PathChecked {
                question,
                path,
                result,
            } => self.path_checked(question, &path, result),
            Message::SystemFonts(provider) => {
                self.ctx.add_font_provider(Arc::clone(&provider));
                *self.layouter = Layouter::with_provider(Some(Arc::clone(&provider)));
                self.canvas.glyphs().forget();
                self.files.provider = Some(provider);
            }
            Message::Pasted(pasted) => {
                self.is_pasting = false;
                self.paste(pasted);
            }
            Message::Missing(files) => self.state.window.missing = files,
            Message::Told(text) => self.state.toasts.warn(text),
            Message::Done => {}
        }
    }
}
