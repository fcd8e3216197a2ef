//! A merge that is not finished: what both sides changed differently waits here to be settled.
//!
//! The project around it shows our side of every conflict. Merging it again with the two versions
//! kept here finds the same conflicts, so nothing is lost between two programs or two days.

use super::Project;
use super::record::record;
use std::sync::Arc;

record! {
    /// The other side of a merge, and what both came from.
    pub struct Merging ("a merge") {
        /// One sentence a conflict, for people who read the file; the program finds them anew.
        always conflicts: Vec<String>,
        /// What both sides came from, when it is known.
        optional base: Option<Arc<Project>>,
        /// The other side.
        required theirs: Arc<Project>,
    }
}

impl Merging {
    /// A merge with conflicts that are told as sentences.
    pub fn new(conflicts: Vec<String>, base: Option<Project>, theirs: Project) -> Self {
        Self {
            conflicts,
            base: base.map(Arc::new),
            theirs: Arc::new(theirs),
            unknown: super::Unknown::default(),
        }
    }

    /// The versions kept here, each with what it is called in sentences.
    pub fn versions(&self) -> impl Iterator<Item = (&'static str, &Arc<Project>)> {
        let base = self.base.iter().map(|base| ("earlier", base));
        base.chain([("other", &self.theirs)])
    }

    pub(super) fn put_in_order(&mut self) {
        for version in self.base.iter_mut().chain([&mut self.theirs]) {
            let mut ordered = (**version).clone();
            ordered.put_in_order();
            if ordered != **version {
                *version = Arc::new(ordered);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file;
    use crate::model::{Id, Template, check};

    fn merging(theirs: Project) -> Project {
        let mut project = Template::Workshop.build();
        let conflicts = vec!["The name of the project".to_owned()];
        let merging = Merging::new(conflicts, Some(Template::Blank.build()), theirs);
        project.merging = Some(Arc::new(merging));
        project
    }

    #[test]
    fn a_merge_that_is_not_finished_is_kept_in_the_file() {
        let project = merging(Template::Cvjm.build());
        let bytes = file::write(&project).unwrap();
        assert!(file::read(&bytes).unwrap() == project);
    }

    #[test]
    fn what_is_wrong_in_the_other_version_is_named_as_such() {
        let mut theirs = Template::Cvjm.build();
        theirs.opens_with = Some(Id::random());
        let problems = check(&merging(theirs));
        assert_eq!(problems.len(), 1);
        assert!(problems[0].sentence.starts_with("In the other version"));
    }

    #[test]
    fn a_merge_within_a_merge_is_refused() {
        let problems = check(&merging(merging(Template::Blank.build())));
        assert_eq!(problems.len(), 1);
        assert!(problems[0].sentence.contains("merge of its own"));
    }

    #[test]
    fn what_is_keyed_by_step_is_put_in_order_in_there_too() {
        let mut theirs =
            file::read(include_bytes!("../../assets/examples/tool-rental.vjourney")).unwrap();
        Arc::make_mut(&mut theirs.journeys[0]).steps.reverse();
        let mut project = merging(theirs.clone());
        project.put_in_order();
        theirs.put_in_order();
        assert!(*project.merging.unwrap().theirs == theirs);
    }
}
