//! Figures in panels: made once for each value of the project.

use crate::analysis::{Comparison, Coverage, Figures};
use crate::layout::View;
use crate::model::{Journey, Kind, Project, Solution};
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

/// What panels have worked out.
#[derive(Default)]
pub struct Memos {
    /// What of the map's gaps has an opportunity.
    pub coverage: Memo<Coverage>,
    /// Solutions of the journey against its baseline.
    pub differences: Memo<Vec<Difference>>,
    /// What is known of the cells' scores.
    pub cells: RefCell<Figures>,
}
