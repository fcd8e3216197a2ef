//! Templates: what a new project starts with.

use super::limits::all;
use super::{Job, Journey, Method, Persona, Project, Solution, Stage, Step, ValueMap};
use std::sync::Arc;
use strum::{EnumCount, VariantArray};

/// What a new project starts with.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, EnumCount, VariantArray)]
pub enum Template {
    /// A Customer Value Map with three jobs.
    ValueMap,
    /// A Customer Value Journey Map with one solution.
    Cvjm,
    /// A Customer Value Journey Map with two solutions.
    Compare,
    /// The eight-stage Customer Value Journey.
    Cvj,
    /// A persona, her value map, and a journey with two solutions.
    Workshop,
    /// Nothing.
    Blank,
}

impl Template {
    /// All, in the order they are offered.
    pub const ALL: [Self; Self::COUNT] = all(Self::VARIANTS);

    /// Its name on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::ValueMap => "value-map",
            Self::Cvjm => "cvjm",
            Self::Cvj => "cvj",
            Self::Compare => "compare",
            Self::Workshop => "workshop",
        }
    }

    /// Its name in menus.
    pub fn label(self) -> &'static str {
        match self {
            Self::Blank => "Blank project",
            Self::ValueMap => "Customer Value Map",
            Self::Cvjm => "Customer Value Journey Map",
            Self::Cvj => "Eight-stage Customer Value Journey",
            Self::Compare => "Journey Map with two solutions",
            Self::Workshop => "Everything for a workshop",
        }
    }

    /// A new project made from it.
    pub fn build(self) -> Project {
        let mut project = Project::default();
        match self {
            Self::Blank => {}
            Self::ValueMap => add_map(&mut project),
            Self::Cvjm => {
                project
                    .journeys
                    .push(Arc::new(Journey::new("", Method::Cvjm)));
            }
            Self::Cvj => {
                let journey = eight_stages();
                project.name = "Customer Value Journey".to_owned();
                project.journeys.push(Arc::new(journey));
            }
            Self::Compare => project.journeys.push(Arc::new(two_solutions())),
            Self::Workshop => {
                add_map(&mut project);
                let mut journey = two_solutions();
                journey.persona = project.personas.first().map(|persona| persona.id);
                project.journeys.push(Arc::new(journey));
            }
        }
        project
    }
}

fn add_map(project: &mut Project) {
    let persona = Persona::new("");
    let mut map = ValueMap::new("");
    map.persona = Some(persona.id);
    map.jobs = (0..3).map(|_| Arc::new(Job::new(""))).collect();
    project.personas.push(Arc::new(persona));
    project.value_maps.push(Arc::new(map));
}

fn two_solutions() -> Journey {
    let mut journey = Journey::new("", Method::Cvjm);
    let mut buy = Solution::new("Buy");
    buy.baseline = true;
    journey.solutions = vec![Arc::new(buy), Arc::new(Solution::new("Use"))];
    journey
}

/// A journey with the eight stages as its steps.
pub(crate) fn eight_stages() -> Journey {
    let mut journey = Journey::new("", Method::Cvj);
    journey.steps = Stage::ALL
        .map(|stage| {
            let mut step = Step::new(stage.name());
            step.stage = Some(stage);
            Arc::new(step)
        })
        .to_vec();
    journey
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_is_a_valid_project() {
        for template in Template::ALL {
            assert_eq!(
                crate::model::check(&template.build()),
                [],
                "{}",
                template.key()
            );
        }
    }

    #[test]
    fn the_eight_stages_stand_in_their_fixed_order() {
        let names: Vec<_> = eight_stages()
            .steps
            .iter()
            .map(|step| step.name.clone())
            .collect();
        assert_eq!(
            names,
            [
                "Awareness",
                "Engage",
                "Subscribe",
                "Convert",
                "Excite",
                "Ascend",
                "Advocate",
                "Promote"
            ]
        );
    }
}
