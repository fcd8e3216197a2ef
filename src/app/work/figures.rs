//! Figures in panels: made once for each value of the project, shown on lines with a name.

use crate::analysis::{Comparison, Figures};
use crate::app::look::visuals::{bold, size};
use crate::layout::View;
use crate::model::{Journey, Kind, Project, Solution};
use egui::{Color32, RichText, Ui};
use egui_extras::{Column, TableBuilder};
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

/// What was made for the present project and view, so that it is not made every frame.
pub struct Memo<T>(RefCell<Option<Kept<T>>>);

type Kept<T> = (Arc<Project>, View, Rc<T>);

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<T> Memo<T> {
    /// What is remembered; made when the project or view is another.
    pub(crate) fn get(
        &self,
        project: &Arc<Project>,
        view: View,
        make: impl FnOnce() -> T,
    ) -> Rc<T> {
        let mut kept = self.0.borrow_mut();
        if let Some((known, of, made)) = &*kept
            && Arc::ptr_eq(known, project)
            && *of == view
        {
            return Rc::clone(made);
        }
        let made = Rc::new(make());
        *kept = Some((Arc::clone(project), view, Rc::clone(&made)));
        made
    }
}

/// A solution against the baseline.
pub struct Difference {
    /// Its name and that of the baseline.
    pub names: (String, String),
    /// Step by step.
    pub comparison: Comparison,
    /// Where it comes from.
    pub by_dimension: Vec<(Option<Kind>, f64)>,
}

impl Difference {
    /// All solutions of a journey against its baseline.
    pub(crate) fn all(figures: &mut Figures, journey: &Journey) -> Vec<Self> {
        let Some(baseline) = journey.baseline() else {
            return Vec::new();
        };
        let of = |solution: &Arc<Solution>| {
            let comparison = figures.compare(journey, baseline, solution);
            Self {
                names: (solution.name.clone(), baseline.name.clone()),
                by_dimension: figures.by_dimension(journey, baseline, solution, &comparison),
                comparison,
            }
        };
        let others = journey.solutions.iter();
        others
            .filter(|solution| solution.id != baseline.id)
            .map(of)
            .collect()
    }
}

/// Names at the left, figures at the right.
pub(crate) fn table(ui: &mut Ui, name: &str, rows: &[(&str, String, Color32)]) {
    let height = ui.text_style_height(&egui::TextStyle::Body) + 2.0;
    TableBuilder::new(ui)
        .id_salt(name)
        .vscroll(false)
        .column(Column::remainder().clip(true))
        .column(Column::exact(56.0))
        .body(|mut body| {
            for (name, figure, ink) in rows {
                body.row(height, |mut row| {
                    row.col(|ui| {
                        ui.label(*name);
                    });
                    row.col(|ui| {
                        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                            ui.label(RichText::new(figure).font(bold(size::BODY)).color(*ink));
                        });
                    });
                });
            }
        });
}
