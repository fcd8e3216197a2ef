//! Targets: the address of one thing that can be edited as text.
//!
//! Layout puts a target on every block that can be edited, the canvas and the inspector hand it on,
//! `edit` writes it. Nobody else knows where a text is kept.

use super::plain::plain;
use super::{Decimal, Id, Job, JobPart, Note, OutcomePart, Persona, Project, Step};
use std::sync::Arc;

/// The address of one text or figure of a project.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Target {
    /// The project's name.
    ProjectName,
    /// The project's description.
    ProjectDescription,
    /// The word for a score, where the project has words of its own.
    ScaleWord(u8),
    /// A persona's name.
    PersonaName(Id),
    /// A persona's position.
    PersonaPosition(Id),
    /// A persona's profile.
    PersonaProfile(Id),
    /// A value map's name.
    MapName(Id),
    /// A job's sentence.
    JobSentence(Id),
    /// A part of a job's statement.
    JobPart(Id, JobPart),
    /// The sentence of a job's desired outcome.
    OutcomeSentence(Id),
    /// A part of a job's desired outcome.
    OutcomePart(Id, OutcomePart),
    /// A journey's name.
    JourneyName(Id),
    /// A journey's basis: for whom, over what time.
    Basis(Id),
    /// A step's name.
    StepName(Id),
    /// A step's short name.
    StepShortName(Id),
    /// The part of the journey a step belongs to.
    StepPhase(Id),
    /// A step's target of conversion in percent.
    StepTarget(Id),
    /// A solution's name.
    SolutionName(Id),
    /// The overall judgement of a solution's step.
    Overall {
        /// The solution.
        solution: Id,
        /// The step.
        step: Id,
    },
    /// The name of a journey's period of head counts.
    PeriodName {
        /// The journey.
        journey: Id,
        /// Which of its periods.
        period: usize,
    },
    /// How many people reached a step in a period.
    Count {
        /// Which of the journey's periods.
        period: usize,
        /// The step.
        step: Id,
    },
    /// A note's text.
    Note(Id),
    /// A note's longer text.
    NoteDetail(Id),
    /// Where a note comes from.
    NoteSource(Id),
    /// A note's tags, separated by commas.
    NoteTags(Id),
}

impl Target {
    /// The note this target belongs to.
    pub fn note(self) -> Option<Id> {
        match self {
            Self::Note(id) | Self::NoteDetail(id) | Self::NoteSource(id) | Self::NoteTags(id) => {
                Some(id)
            }
            _ => None,
        }
    }

    /// Whether it holds a number rather than words.
    pub fn is_figure(self) -> bool {
        matches!(
            self,
            Self::Overall { .. } | Self::Count { .. } | Self::StepTarget(_)
        )
    }

    /// The present text; `None` when the thing it belongs to is gone.
    pub fn read(self, project: &Project) -> Option<String> {
        let figure =
            |figure: Option<Decimal>| figure.map(|figure| figure.to_string()).unwrap_or_default();
        Some(match self {
            Self::ProjectName => project.name.clone(),
            Self::ProjectDescription => project.description.clone(),
            Self::ScaleWord(score) => project.scale.words.get(usize::from(score))?.clone(),
            Self::PersonaName(id) => project.persona(id)?.name.clone(),
            Self::PersonaPosition(id) => project.persona(id)?.position.clone(),
            Self::PersonaProfile(id) => project.persona(id)?.profile.clone(),
            Self::MapName(id) => project.value_map(id)?.name.clone(),
            Self::JobSentence(id) => job(project, id)?.job.text().into_owned(),
            Self::JobPart(id, part) => job(project, id)?.job.part(part).clone(),
            Self::OutcomeSentence(id) => job(project, id)?.outcome.text().into_owned(),
            Self::OutcomePart(id, part) => job(project, id)?.outcome.part(part).clone(),
            Self::JourneyName(id) => project.journey(id)?.name.clone(),
            Self::Basis(id) => project.journey(id)?.basis.clone(),
            Self::StepName(id) => step(project, id)?.name.clone(),
            Self::StepShortName(id) => step(project, id)?.short_name.clone(),
            Self::StepPhase(id) => step(project, id)?.phase.clone(),
            Self::StepTarget(id) => figure(step(project, id)?.target),
            Self::SolutionName(id) => project.solution(id)?.1.name.clone(),
            Self::Overall { solution, step } => figure(
                project
                    .solution(solution)?
                    .1
                    .cell(step)
                    .and_then(|cell| cell.overall),
            ),
            Self::PeriodName { journey, period } => {
                project.journey(journey)?.periods.get(period)?.name.clone()
            }
            Self::Count { period, step } => {
                let journey = project.journey_of_step(step)?;
                figure(journey.periods.get(period)?.counts.get(step).copied())
            }
            Self::Note(id) | Self::NoteDetail(id) | Self::NoteSource(id) | Self::NoteTags(id) => {
                note(project, id)?.text_at(self)?.into_owned()
            }
        })
    }

    /// What it is, for labels, undo and screen readers: "Name of the step “Pick up”".
    pub fn name(self, project: &Project) -> String {
        let of = |what: &str, name: Option<&str>| match name.filter(|name| !name.is_empty()) {
            Some(name) => format!("{what} “{}”", shortened(name)),
            None => what.to_owned(),
        };
        let persona = |id| {
            project
                .persona(id)
                .map(|persona: &Arc<Persona>| persona.name.as_str())
        };
        let step_name = |id| step(project, id).map(|step| step.name.as_str());
        let job_text = |what: &str, id| {
            let text = job(project, id).map(|job| job.job.text());
            of(what, text.as_deref())
        };
        let note_text = |what: &str, id| of(what, note(project, id).map(|note| note.text.as_str()));
        match self {
            Self::ProjectName => "Name of the project".to_owned(),
            Self::ProjectDescription => "Description of the project".to_owned(),
            Self::ScaleWord(score) => format!("Word for the score {score}"),
            Self::PersonaName(_) => "Name of the customer".to_owned(),
            Self::PersonaPosition(id) => of("Position of", persona(id)),
            Self::PersonaProfile(id) => of("Profile of", persona(id)),
            Self::MapName(_) => "Name of the value map".to_owned(),
            Self::JobSentence(_) => "Job to be done".to_owned(),
            Self::JobPart(id, part) => job_text(&format!("{} of the job", part.label()), id),
            Self::OutcomeSentence(id) => job_text("Desired outcome of", id),
            Self::OutcomePart(id, part) => {
                job_text(&format!("{} in the outcome of", part.label()), id)
            }
            Self::JourneyName(_) => "Name of the journey".to_owned(),
            Self::Basis(_) => "Basis: for whom and over what time".to_owned(),
            Self::StepName(_) => "Name of the step".to_owned(),
            Self::StepShortName(id) => of("Short name of the step", step_name(id)),
            Self::StepPhase(id) => of("Phase of the step", step_name(id)),
            Self::StepTarget(id) => of("Target in percent of the step", step_name(id)),
            Self::SolutionName(_) => "Name of the solution".to_owned(),
            Self::Overall { step, .. } => of("Judgement of the step", step_name(step)),
            Self::PeriodName { .. } => "Name of the period".to_owned(),
            Self::Count { step, .. } => of("Customers in the step", step_name(step)),
            Self::Note(_) => "Note".to_owned(),
            Self::NoteDetail(id) => note_text("Details of", id),
            Self::NoteSource(id) => note_text("Source of", id),
            Self::NoteTags(id) => note_text("Tags of", id),
        }
    }
}

/// A job anywhere in the project.
pub(crate) fn job(project: &Project, id: Id) -> Option<&Arc<Job>> {
    project
        .value_maps
        .iter()
        .flat_map(|map| &map.jobs)
        .find(|job| job.id == id)
}

/// A step anywhere in the project.
pub(crate) fn step(project: &Project, id: Id) -> Option<&Arc<Step>> {
    project
        .journeys
        .iter()
        .flat_map(|journey| &journey.steps)
        .find(|step| step.id == id)
}

fn note(project: &Project, id: Id) -> Option<&Arc<Note>> {
    project
        .all_notes()
        .map(|(_, note)| note)
        .find(|note| note.id == id)
}

/// A text cut to what fits into a sentence, without what a terminal would obey. Costs as much as it
/// keeps, however long the text is.
pub(crate) fn shortened(text: &str) -> String {
    const LETTERS: usize = 40;
    let mut kept = String::new();
    for word in text.split_whitespace() {
        if !kept.is_empty() {
            kept.push(' ');
        }
        let letters = word.chars().take(LETTERS + 1);
        kept.extend(letters.map(plain));
        if kept.chars().count() > LETTERS {
            break;
        }
    }
    cut(&kept, LETTERS)
}

/// A text of at most so many characters, with "…" where it was cut.
pub(crate) fn cut(text: &str, letters: usize) -> String {
    if text.chars().nth(letters).is_none() {
        return text.to_owned();
    }
    let cut: String = text.chars().take(letters - 1).collect();
    format!("{}…", cut.trim_end())
}
