//! Figures in panels: made once for each value of the project.

use crate::analysis::{Comparison, Figures};
use crate::model::{Id, Journey, Kind, Project, Solution};
use std::any::{Any, TypeId};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

/// A solution against the baseline.
pub(crate) struct Difference {
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

/// What panels and pages have worked out: of each type the latest, made when the project or what it is of
/// is another. It is not made every frame.
#[derive(Default)]
pub struct Memos {
    kept: RefCell<HashMap<TypeId, Kept>>,
    /// What is known of the cells' scores.
    pub cells: RefCell<Figures>,
}

/// What was made, and from what: the project, and the map or journey of it.
struct Kept {
    project: Arc<Project>,
    of: Option<Id>,
    made: Rc<dyn Any>,
}

impl Memos {
    /// What is remembered of this map or journey, or of the whole project.
    pub(crate) fn get<T: Any>(
        &self,
        project: &Arc<Project>,
        of: Option<Id>,
        make: impl FnOnce() -> T,
    ) -> Rc<T> {
        let key = TypeId::of::<T>();
        if let Some(kept) = self.kept.borrow().get(&key)
            && Arc::ptr_eq(&kept.project, project)
            && kept.of == of
            && let Ok(made) = Rc::clone(&kept.made).downcast()
        {
            return made;
        }
        let made = Rc::new(make());
        let kept = Kept {
            project: Arc::clone(project),
            of,
            made: Rc::<T>::clone(&made),
        };
        self.kept.borrow_mut().insert(key, kept);
        made
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_worked_out_is_made_once_for_each_value_and_each_map() {
        let (one, other) = (Arc::new(Project::default()), Arc::new(Project::default()));
        let memos = Memos::default();
        let mut made = 0;
        let (a, b) = (Some(Id::random()), Some(Id::random()));
        for (project, of, expected) in [
            (&one, a, 1),
            (&one, a, 1),
            (&one, b, 2),
            (&one, None, 3),
            (&other, None, 4),
            (&other, None, 4),
        ] {
            let got: Rc<usize> = memos.get(project, of, || {
                made += 1;
                made
            });
            assert_eq!(*got, expected);
        }
        // Another type is remembered beside it.
        let text: Rc<String> = memos.get(&other, None, String::new);
        assert!(text.is_empty() && *memos.get::<usize>(&other, None, || 9) == 4);
    }
}
