//! The layouter: makes the sheets of one surface, and gives the same one back as long as nothing changes.
//!
//! A window of its own has a layouter of its own: what it shows costs the others nothing.

use super::fit::{self, Fitted, Fitting};
use super::framing::Framing;
use super::kind::View;
use super::open;
use super::sheet::Sheet;
use super::typesetter::Typesetter;
use crate::analysis::Figures;
use crate::model::Project;
use emath::Vec2;
use epaint::text::FontProvider;
use std::sync::Arc;

/// Makes the sheets of one surface.
#[derive(Default)]
pub struct Layouter {
    /// Sets texts, and remembers what the layouts have in common.
    pub setter: Typesetter,
    last: Option<Last>,
    sheets_made: usize,
}

/// The last sheet and what it was made from.
struct Last {
    project: Arc<Project>,
    view: View,
    framing: Framing,
    sheet: Arc<Sheet>,
}

impl Layouter {
    /// With our fonts only.
    pub fn new() -> Self {
        Self::default()
    }

    /// With the system's fonts for what ours lack.
    pub fn with_provider(provider: Option<Arc<dyn FontProvider>>) -> Self {
        Self {
            setter: Typesetter::with_provider(provider),
            ..Self::default()
        }
    }

    /// How many sheets were made since the beginning: for tests of what a frame costs.
    pub fn sheets_made(&self) -> usize {
        self.sheets_made
    }

    /// How many cells were laid out since the beginning: for tests of what a change costs.
    pub fn cells_made(&self) -> usize {
        self.setter.cells.made()
    }

    /// How many cells' scores were looked into since the beginning: for tests of what a change costs.
    pub fn cells_looked_into(&self) -> usize {
        self.setter.remembered::<Figures>().map_or(0, Figures::made)
    }

    /// How many cells were measured for fitting since the beginning: for tests of what it costs.
    pub fn cells_measured(&self) -> usize {
        self.setter.cells_measured
    }

    /// Whether it asks somebody for characters our fonts lack.
    pub fn has_provider(&self) -> bool {
        self.setter.has_provider()
    }

    /// The sheet of a view; the same one as long as nothing changes.
    pub fn sheet(&mut self, project: &Arc<Project>, view: View, framing: &Framing) -> Arc<Sheet> {
        if let Some(last) = &self.last
            && Arc::ptr_eq(&last.project, project)
            && last.view == view
            && last.framing == *framing
        {
            return Arc::clone(&last.sheet);
        }
        self.sheets_made += 1;
        let setter = &mut self.setter;
        if setter.words.set_language(&project.language) {
            setter.cells.forget();
        }
        setter.cells.begin();
        let mut sheet = match view.layout(project) {
            Some(layout) => layout.sheet(setter, framing),
            None => Sheet::empty(framing.em),
        };
        if let Some(slot) = framing.open {
            open::open(&mut sheet, slot);
        }
        if framing.has_links {
            sheet.links = sheet.all_links(&project.links);
        }
        let sheet = Arc::new(sheet);
        setter.cells.end();
        self.last = Some(Last {
            project: Arc::clone(project),
            view,
            framing: framing.clone(),
            sheet: Arc::clone(&sheet),
        });
        sheet
    }

    /// The framing and zoom at which the whole view fills a window of this size.
    pub fn fit(&mut self, project: &Project, view: View, size: Vec2, framing: &Framing) -> Fitted {
        self.fitted(project, view, size, framing, Fitting::Whole)
    }

    /// What is seen at first: the whole view where it is readable then, otherwise its beginning.
    pub fn first_look(
        &mut self,
        project: &Project,
        view: View,
        size: Vec2,
        framing: &Framing,
    ) -> Fitted {
        self.fitted(project, view, size, framing, Fitting::First)
    }

    fn fitted(
        &mut self,
        project: &Project,
        view: View,
        size: Vec2,
        framing: &Framing,
        wanted: Fitting,
    ) -> Fitted {
        let Some(layout) = view.layout(project) else {
            return Fitted::unchanged(framing);
        };
        let mut measure = layout.measure(&mut self.setter, framing);
        let fitted = fit::fit(&mut measure, size, framing, wanted);
        self.setter.cells_measured += measure.cells_measured;
        fitted
    }
}
