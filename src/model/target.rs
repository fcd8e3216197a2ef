//! Targets: the address of one thing that can be edited as text.
//!
//! Layout puts a target on every block that can be edited, the canvas and the inspector hand it on,
//! `edit` writes it. Nobody else knows where a text is kept.

use super::words::capitalised;
use super::{
    Decimal, FieldInfo, Id, Note, Owner, Project, Record, Slot, TextKey, ThingKind, shortened,
};
use std::borrow::Cow;
use std::sync::Arc;

/// The address of one text or figure of a project.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[expect(missing_docs, reason = "the names say what they are")]
pub enum Target {
    ProjectName,
    /// The word for a score, where the project has words of its own.
    ScaleWord(u8),
    PersonaName(Id),
    PersonaPosition(Id),
    MapName(Id),
    JobSentence(Id),
    /// The sentence of a job's desired outcome.
    OutcomeSentence(Id),
    JourneyName(Id),
    /// A journey's basis: for whom, over what time.
    Basis(Id),
    StepName(Id),
    /// A step's target of conversion in percent.
    StepTarget(Id),
    SolutionName(Id),
    /// The overall judgement of a solution's step.
    Overall {
        solution: Id,
        step: Id,
    },
    /// The name of a journey's period of head counts.
    PeriodName {
        journey: Id,
        /// Which of its periods.
        period: usize,
    },
    /// How many people reached a step in a period.
    Count {
        /// Which of the journey's periods.
        period: usize,
        step: Id,
    },
    Note(Id),
    /// Any other text.
    Text(Owner, TextKey),
}

impl Target {
    /// The address of a text.
    pub fn text(of: Owner, key: TextKey) -> Self {
        match (of, key.within, key.key) {
            (Owner::Project, "", "name") => Self::ProjectName,
            (Owner::Thing(ThingKind::Persona, id), "", "name") => Self::PersonaName(id),
            (Owner::Thing(ThingKind::Persona, id), "", "position") => Self::PersonaPosition(id),
            (Owner::Thing(ThingKind::Map, id), "", "name") => Self::MapName(id),
            (Owner::Thing(ThingKind::Job, id), "job", "sentence") => Self::JobSentence(id),
            (Owner::Thing(ThingKind::Job, id), "outcome", "sentence") => Self::OutcomeSentence(id),
            (Owner::Thing(ThingKind::Journey, id), "", "name") => Self::JourneyName(id),
            (Owner::Thing(ThingKind::Journey, id), "", "basis") => Self::Basis(id),
            (Owner::Thing(ThingKind::Step, id), "", "name") => Self::StepName(id),
            (Owner::Thing(ThingKind::Solution, id), "", "name") => Self::SolutionName(id),
            (Owner::Note(id), "", "text") => Self::Note(id),
            _ => Self::Text(of, key),
        }
    }

    /// The text of a note.
    pub fn of_note(id: Id, key: &'static str) -> Self {
        Self::text(Owner::Note(id), TextKey::own(key))
    }

    /// The text of a part.
    pub fn of_thing(kind: ThingKind, id: Id, key: &'static str) -> Self {
        Self::text(Owner::Thing(kind, id), TextKey::own(key))
    }

    /// What a part is called.
    pub fn title(kind: ThingKind, id: Id) -> Self {
        let key = match kind {
            ThingKind::Job => TextKey::within("job", "sentence"),
            ThingKind::Map
            | ThingKind::Journey
            | ThingKind::Step
            | ThingKind::Solution
            | ThingKind::Persona => TextKey::own("name"),
        };
        Self::text(Owner::Thing(kind, id), key)
    }

    /// What it belongs to, for the text of a field.
    pub fn address(self) -> Option<(Owner, TextKey)> {
        let of_thing = |kind, id, key| Some((Owner::Thing(kind, id), key));
        let name = TextKey::own("name");
        match self {
            Self::ProjectName => Some((Owner::Project, name)),
            Self::PersonaName(id) => of_thing(ThingKind::Persona, id, name),
            Self::PersonaPosition(id) => of_thing(ThingKind::Persona, id, TextKey::own("position")),
            Self::MapName(id) => of_thing(ThingKind::Map, id, name),
            Self::JobSentence(id) => {
                of_thing(ThingKind::Job, id, TextKey::within("job", "sentence"))
            }
            Self::OutcomeSentence(id) => {
                of_thing(ThingKind::Job, id, TextKey::within("outcome", "sentence"))
            }
            Self::JourneyName(id) => of_thing(ThingKind::Journey, id, name),
            Self::Basis(id) => of_thing(ThingKind::Journey, id, TextKey::own("basis")),
            Self::StepName(id) => of_thing(ThingKind::Step, id, name),
            Self::SolutionName(id) => of_thing(ThingKind::Solution, id, name),
            Self::Note(id) => Some((Owner::Note(id), TextKey::own("text"))),
            Self::Text(of, key) => Some((of, key)),
            Self::ScaleWord(_)
            | Self::StepTarget(_)
            | Self::Overall { .. }
            | Self::PeriodName { .. }
            | Self::Count { .. } => None,
        }
    }

    /// The text on a canvas that it goes with; for what stands on a canvas that is itself, and for what
    /// belongs to the whole project nothing.
    pub fn headline(self) -> Option<Self> {
        match self {
            Self::Text(Owner::Project, _) | Self::ProjectName | Self::ScaleWord(_) => None,
            Self::Text(of @ Owner::Note(_), _) => Some(Self::text(of, TextKey::own("text"))),
            Self::Text(of @ Owner::Thing(..), TextKey { within: "", .. }) => {
                Some(Self::text(of, TextKey::own("name")))
            }
            Self::Text(of @ Owner::Thing(..), TextKey { within, .. }) => {
                Some(Self::text(of, TextKey::within(within, "sentence")))
            }
            Self::StepTarget(id) => Some(Self::StepName(id)),
            Self::PersonaName(_)
            | Self::PersonaPosition(_)
            | Self::MapName(_)
            | Self::JobSentence(_)
            | Self::OutcomeSentence(_)
            | Self::JourneyName(_)
            | Self::Basis(_)
            | Self::StepName(_)
            | Self::SolutionName(_)
            | Self::Overall { .. }
            | Self::PeriodName { .. }
            | Self::Count { .. }
            | Self::Note(_) => Some(self),
        }
    }

    /// The part it belongs to, and the kind of that.
    pub fn thing(self) -> Option<(ThingKind, Id)> {
        match self {
            Self::StepTarget(id)
            | Self::Overall { step: id, .. }
            | Self::Count { step: id, .. } => Some((ThingKind::Step, id)),
            Self::PeriodName { journey, .. } => Some((ThingKind::Journey, journey)),
            _ => match self.address()? {
                (Owner::Thing(kind, id), _) => Some((kind, id)),
                (Owner::Project | Owner::Note(_), _) => None,
            },
        }
    }

    /// The part it belongs to, when it is of this kind.
    pub fn thing_of(self, kind: ThingKind) -> Option<Id> {
        let thing = self.thing().filter(|(known, _)| *known == kind);
        thing.map(|(_, id)| id)
    }

    /// The note this target belongs to.
    pub fn note(self) -> Option<Id> {
        match self.address()? {
            (Owner::Note(id), _) => Some(id),
            (Owner::Project | Owner::Thing(..), _) => None,
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
            Self::ScaleWord(score) => project.scale.words.get(usize::from(score))?.clone(),
            Self::PersonaName(id) => project.persona(id)?.name.clone(),
            Self::PersonaPosition(id) => project.persona(id)?.position.clone(),
            Self::MapName(id) => project.value_map(id)?.name.clone(),
            Self::JobSentence(id) => project.job(id)?.job.text().into_owned(),
            Self::OutcomeSentence(id) => project.job(id)?.outcome.text().into_owned(),
            Self::JourneyName(id) => project.journey(id)?.name.clone(),
            Self::Basis(id) => project.journey(id)?.basis.clone(),
            Self::StepName(id) => project.step(id)?.name.clone(),
            Self::StepTarget(id) => figure(project.step(id)?.target),
            Self::SolutionName(id) => project.solution(id)?.1.name.clone(),
            Self::Overall { solution, step } => {
                let (_, solution) = project.solution(solution)?;
                figure(solution.cell(step).and_then(|cell| cell.overall))
            }
            Self::PeriodName { journey, period } => {
                project.journey(journey)?.periods.get(period)?.name.clone()
            }
            Self::Count { period, step } => {
                let journey = project.journey_of_step(step)?;
                figure(journey.periods.get(period)?.counts.get(step).copied())
            }
            Self::Note(id) => note(project, id)?.text.clone(),
            Self::Text(of, key) => project.text_at(of, key)?.into_owned(),
        })
    }

    /// What it is, for labels, undo and screen readers: "Name of the step “Pick up”".
    pub fn name(self, project: &Project) -> String {
        let of = |what: &str, name: Option<&str>| match name.filter(|name| !name.is_empty()) {
            Some(name) => format!("{what} “{}”", shortened(name)),
            None => what.to_owned(),
        };
        let of_step = |what: &str, id| {
            let name = project.step(id).map(|step| step.name.as_str());
            of(&format!("{what} the {}", project.step_word(id)), name)
        };
        match self {
            Self::ProjectName => "Name of the project".to_owned(),
            Self::ScaleWord(score) => format!("Word for the score {score}"),
            Self::PersonaName(_) => "Name of the customer".to_owned(),
            Self::PersonaPosition(id) => {
                let name = project.persona(id).map(|persona| persona.name.as_str());
                of("Position of", name)
            }
            Self::MapName(_) => "Name of the value map".to_owned(),
            Self::JobSentence(_) => "Job to be done".to_owned(),
            Self::OutcomeSentence(id) => {
                let text = project.job(id).map(|job| job.job.text());
                of("Desired outcome of", text.as_deref())
            }
            Self::JourneyName(_) => "Name of the journey".to_owned(),
            Self::Basis(_) => "Basis: for whom and over what time".to_owned(),
            Self::StepName(id) => format!("Name of the {}", project.step_word(id)),
            Self::StepTarget(id) => of_step("Target in percent of", id),
            Self::SolutionName(_) => "Name of the solution".to_owned(),
            Self::Overall { step, .. } => of_step("Judgement of", step),
            Self::PeriodName { .. } => "Name of the period".to_owned(),
            Self::Count { step, .. } => of_step("Customers in", step),
            Self::Note(_) => "Note".to_owned(),
            Self::Text(owner, key) => {
                let record = match owner {
                    Owner::Project => Project::INFO,
                    Owner::Thing(kind, _) => kind.info().record,
                    Owner::Note(_) => Note::INFO,
                };
                let field = record.text(key);
                let words = field.map_or_else(String::new, |field| capitalised(field.words));
                let title = title(project, owner);
                match owner {
                    Owner::Project => format!("{words} of the project"),
                    Owner::Thing(ThingKind::Job, _) if key.within == "outcome" => {
                        let label = field.map_or_else(String::new, FieldInfo::label);
                        of(&format!("{label} in the outcome of"), title.as_deref())
                    }
                    Owner::Thing(ThingKind::Persona, _) | Owner::Note(_) => {
                        of(&format!("{words} of"), title.as_deref())
                    }
                    Owner::Thing(kind, _) => {
                        let one = match (kind, owner) {
                            (ThingKind::Step, Owner::Thing(_, id)) => project.step_word(id),
                            _ => kind.info().one,
                        };
                        of(&format!("{words} of the {one}"), title.as_deref())
                    }
                }
            }
        }
    }
}

impl Slot {
    /// What stands here once something new is there, with this id.
    pub fn target(self, id: Id) -> Target {
        match self {
            Self::Note { .. } => Target::Note(id),
            Self::Step { .. } => Target::StepName(id),
            Self::Job { .. } => Target::JobSentence(id),
        }
    }
}

/// What people call the owner of a text.
fn title(project: &Project, owner: Owner) -> Option<Cow<'_, str>> {
    match owner {
        Owner::Project => None,
        Owner::Thing(_, id) => project.thing(id).map(|(_, title)| title),
        Owner::Note(id) => note(project, id).map(|note| note.text.as_str().into()),
    }
}

fn note(project: &Project, id: Id) -> Option<&Arc<Note>> {
    let mut notes = project.all_notes().map(|(_, note)| note);
    notes.find(|note| note.id == id)
}
