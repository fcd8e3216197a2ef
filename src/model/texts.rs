//! All texts of a project with their addresses: one walk for whoever looks through everything that
//! somebody has written.
//!
//! Records are taken apart field by field and without "the rest": a new field must be told here, or be
//! left out by name.

use super::statement::{JobStatement, OutcomeStatement};
use super::{
    Job, Journey, Note, Period, Persona, Project, Scale, Solution, Step, Target, ValueMap,
};
use super::{JobPart, OutcomePart};
use std::borrow::Cow;

/// Every text, empty ones too: the project, its customers, its maps, its journeys, then all notes.
/// Statements are told as they were typed, sentence and parts; not as a sentence made of the parts.
pub fn texts<'a>(project: &'a Project, mut tell: impl FnMut(Target, Cow<'a, str>)) {
    let Project {
        name,
        description,
        scale,
        personas,
        value_maps,
        journeys,
        format: _,
        version: _,
        // For programs: nobody reads it.
        language: _,
        opens_with: _,
        links: _,
        // Other versions of the same texts.
        merging: _,
        unknown: _,
    } = project;
    let mut told = |target, text: &'a String| tell(target, text.into());
    told(Target::ProjectName, name);
    told(Target::ProjectDescription, description);
    of_scale(scale, &mut told);
    for persona in personas {
        of_persona(persona, &mut told);
    }
    for map in value_maps {
        of_map(map, &mut told);
    }
    for journey in journeys {
        of_journey(journey, &mut told);
    }
    for (_, note) in project.all_notes() {
        for (target, text) in note.texts() {
            tell(target, text);
        }
    }
}

type Tell<'a, 'b> = &'b mut dyn FnMut(Target, &'a String);

fn of_scale<'a>(scale: &'a Scale, tell: Tell<'a, '_>) {
    let Scale {
        words,
        max: _,
        unknown: _,
    } = scale;
    for (score, word) in (0..).zip(words) {
        tell(Target::ScaleWord(score), word);
    }
}

fn of_persona<'a>(persona: &'a Persona, tell: Tell<'a, '_>) {
    let Persona {
        id,
        name,
        position,
        profile,
        // Notes.
        empathy: _,
        unknown: _,
    } = persona;
    tell(Target::PersonaName(*id), name);
    tell(Target::PersonaPosition(*id), position);
    tell(Target::PersonaProfile(*id), profile);
}

fn of_map<'a>(map: &'a ValueMap, tell: Tell<'a, '_>) {
    let ValueMap {
        id,
        name,
        jobs,
        persona: _,
        unknown: _,
    } = map;
    tell(Target::MapName(*id), name);
    for job in jobs {
        of_job(job, tell);
    }
}

fn of_job<'a>(job: &'a Job, tell: Tell<'a, '_>) {
    let Job {
        id,
        job,
        outcome,
        importance: _,
        satisfaction: _,
        // Notes.
        touchpoints: _,
        high_points: _,
        friction: _,
        value_gaps: _,
        processes: _,
        opportunities: _,
        unknown: _,
    } = job;
    let JobStatement {
        sentence,
        verb,
        object,
        circumstance,
        unknown: _,
    } = job;
    tell(Target::JobSentence(*id), sentence);
    tell(Target::JobPart(*id, JobPart::Verb), verb);
    tell(Target::JobPart(*id, JobPart::Object), object);
    tell(Target::JobPart(*id, JobPart::Circumstance), circumstance);
    let OutcomeStatement {
        sentence,
        delta,
        measure,
        focus,
        unknown: _,
    } = outcome;
    tell(Target::OutcomeSentence(*id), sentence);
    tell(Target::OutcomePart(*id, OutcomePart::Delta), delta);
    tell(Target::OutcomePart(*id, OutcomePart::Measure), measure);
    tell(Target::OutcomePart(*id, OutcomePart::Focus), focus);
}

fn of_journey<'a>(journey: &'a Journey, tell: Tell<'a, '_>) {
    let Journey {
        id: journey_id,
        name,
        basis,
        steps,
        solutions,
        periods,
        persona: _,
        method: _,
        aggregation: _,
        lanes: _,
        unknown: _,
    } = journey;
    tell(Target::JourneyName(*journey_id), name);
    tell(Target::Basis(*journey_id), basis);
    for step in steps {
        let Step {
            id,
            name,
            short_name,
            phase,
            stage: _,
            target: _,
            unknown: _,
        } = &**step;
        tell(Target::StepName(*id), name);
        tell(Target::StepShortName(*id), short_name);
        tell(Target::StepPhase(*id), phase);
    }
    for solution in solutions {
        let Solution {
            id,
            name,
            baseline: _,
            // Notes and figures.
            cells: _,
            unknown: _,
        } = &**solution;
        tell(Target::SolutionName(*id), name);
    }
    for (at, period) in periods.iter().enumerate() {
        let Period {
            name,
            counts: _,
            unknown: _,
        } = &**period;
        let journey = *journey_id;
        tell(
            Target::PeriodName {
                journey,
                period: at,
            },
            name,
        );
    }
}

impl Note {
    /// One of its texts; `None` when the address is of something else.
    pub fn text_at(&self, target: Target) -> Option<Cow<'_, str>> {
        let mut texts = self.texts().into_iter();
        texts.find_map(|(known, text)| (known == target).then_some(text))
    }

    /// Its texts with their addresses.
    pub fn texts(&self) -> [(Target, Cow<'_, str>); 4] {
        let Self {
            id,
            text,
            detail,
            source,
            tags,
            score: _,
            kind: _,
            severity: _,
            evidence: _,
            mentions: _,
            moment_of_truth: _,
            unknown: _,
        } = self;
        // Most notes have none.
        let tags = match tags.as_slice() {
            [] => "".into(),
            several => several.join(", ").into(),
        };
        [
            (Target::Note(*id), text.into()),
            (Target::NoteDetail(*id), detail.into()),
            (Target::NoteSource(*id), source.into()),
            (Target::NoteTags(*id), tags),
        ]
    }
}
