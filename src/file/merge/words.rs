//! Parts, fields and values in the words of people: never a key, an id or JSON.

use super::fields::Raw;
use super::parts::{List, Part, Record, Version};
use crate::model::{
    Aggregation, Evidence, Id, Kind, Lane, Method, Place, Project, Stage, shortened,
};

/// Longest text shown of a list or of a text.
const LETTERS: usize = 300;

/// Names of the fields of each kind of part, in the order they are read.
const LABELS: [(&str, &str); 44] = [
    ("project.name", "name"),
    ("project.description", "description"),
    ("project.language", "language"),
    ("project.scale", "scale"),
    ("project.opens_with", "first view"),
    ("map.name", "name"),
    ("map.persona", "customer"),
    ("job.job.sentence", "sentence"),
    ("job.job.verb", "verb"),
    ("job.job.object", "thing"),
    ("job.job.circumstance", "circumstance"),
    ("job.outcome.sentence", "desired outcome"),
    ("job.outcome.delta", "change in the desired outcome"),
    ("job.outcome.measure", "measure in the desired outcome"),
    ("job.outcome.focus", "object of the desired outcome"),
    ("job.importance", "importance of the desired outcome"),
    ("job.satisfaction", "satisfaction with the desired outcome"),
    ("journey.name", "name"),
    ("journey.basis", "basis"),
    ("journey.persona", "customer"),
    ("journey.method", "method"),
    ("journey.aggregation", "way of adding up notes"),
    ("journey.lanes", "rows"),
    ("step.name", "name"),
    ("step.short_name", "short name"),
    ("step.phase", "phase"),
    ("step.stage", "stage"),
    ("step.target", "target in percent"),
    ("solution.name", "name"),
    ("baseline.baseline", "baseline"),
    ("cell.overall", "judgement"),
    ("persona.name", "name"),
    ("persona.position", "position"),
    ("persona.profile", "profile"),
    ("note.text", "text"),
    ("note.kind", "kind"),
    ("note.score", "score"),
    ("note.severity", "severity"),
    ("note.evidence", "evidence"),
    ("note.source", "source"),
    ("note.detail", "details"),
    ("note.mentions", "number of mentions"),
    ("note.tags", "tags"),
    ("link.delta", "change of the score"),
];

/// Names things as they are called in the first of some versions that has them.
pub(in crate::file) struct Names<'a> {
    versions: Vec<(&'a Project, &'a Version)>,
}

/// A field in words.
pub(in crate::file) enum Label {
    /// `The score` of something.
    Field(&'static str),
    /// A head count of a step.
    Count(Id),
    /// Whether a note is a moment of truth.
    MomentOfTruth,
    /// Whether a solution has a step.
    Applies,
    /// Whether a cell was looked at in vain.
    NothingHere,
    /// A field of a newer version.
    Unknown,
}

/// The field with these keys.
pub(in crate::file) fn label(part: &Part, path: &str) -> Label {
    match (part, path) {
        (Part::Note(_), "moment_of_truth") => return Label::MomentOfTruth,
        (Part::Cell { .. }, "applies") => return Label::Applies,
        (Part::Cell { .. }, "nothing_here") => return Label::NothingHere,
        _ => {}
    }
    if let (Part::Period { .. }, Some(step)) = (part, path.strip_prefix("counts."))
        && let Ok(step) = step.parse()
    {
        return Label::Count(step);
    }
    let name = format!("{}.{path}", part.name());
    let known = LABELS.iter().find(|(known, _)| *known == name);
    known.map_or(Label::Unknown, |(_, label)| Label::Field(label))
}

/// What a part is, in one word for counting.
pub(in crate::file) fn what(part: &Part) -> &'static str {
    match part {
        Part::Project => "detail of the project",
        Part::Map(_) => "value map",
        Part::Job(_) => "job",
        Part::Journey(_) => "journey",
        Part::Step(_) => "step",
        Part::Solution(_) => "solution",
        Part::Baseline(_) => "baseline",
        Part::Cell { .. } => "judgement",
        Part::Period { .. } => "period",
        Part::Persona(_) => "customer",
        Part::Note(_) => "note",
        Part::Link { .. } => "link",
    }
}

fn quoted(what: &str, name: &str) -> String {
    if name.trim().is_empty() {
        format!("{what} without a name")
    } else {
        format!("{what} “{}”", shortened(name))
    }
}

impl<'a> Names<'a> {
    pub(in crate::file) fn new(versions: Vec<(&'a Project, &'a Version)>) -> Self {
        Self { versions }
    }

    fn of(&self, part: &Part) -> Option<(&'a Project, &'a Version)> {
        let found = self.versions.iter().find(|(_, version)| version.has(part));
        found.copied()
    }

    fn record(&self, part: &Part) -> Option<&'a Record> {
        self.of(part)?.1.record(part)
    }

    /// The name a part has, without what it is.
    pub(in crate::file) fn name(&self, part: &Part) -> String {
        let name = match self.record(part) {
            Some(Record::Project(project)) => project.name.clone(),
            Some(Record::Map(map)) => map.name.clone(),
            Some(Record::Job(job)) => job.job.text().into_owned(),
            Some(Record::Journey(journey)) => journey.name.clone(),
            Some(Record::Step(step)) => step.name.clone(),
            Some(Record::Solution(solution)) => solution.name.clone(),
            Some(Record::Period(period)) => period.name.clone(),
            Some(Record::Persona(persona)) => persona.name.clone(),
            Some(Record::Note(note)) => note.text.clone(),
            Some(Record::Baseline(_) | Record::Cell(_) | Record::Link(_)) | None => String::new(),
        };
        if name.trim().is_empty() {
            "without a name".to_owned()
        } else {
            shortened(&name)
        }
    }

    /// `the sacrifice “Slow form”`.
    pub(in crate::file) fn one(&self, part: &Part) -> String {
        let name = match self.record(part) {
            Some(Record::Note(note)) => {
                let place = self.of(part).and_then(|(_, version)| version.list_of(part));
                let one = place.and_then(List::place).map_or("note", Place::one);
                return quoted(&format!("the {one}"), &note.text);
            }
            Some(Record::Link(link)) => return self.link(link.from, link.to, part),
            _ => self.name(part),
        };
        let name = if name == "without a name" { "" } else { &name };
        match part {
            Part::Project => "the project".to_owned(),
            Part::Map(_) => quoted("the value map", name),
            Part::Job(_) => quoted("the job", name),
            Part::Journey(_) => quoted("the journey", name),
            Part::Baseline(journey) => {
                let journey = Part::Journey(*journey);
                quoted(
                    "the journey",
                    self.known_name(&journey).as_deref().unwrap_or(""),
                )
            }
            Part::Step(_) => quoted("the step", name),
            Part::Solution(_) => quoted("the solution", name),
            Part::Cell { solution, step } => {
                let step = self.known_name(&Part::Step(*step)).unwrap_or_default();
                let solution = self.known_name(&Part::Solution(*solution));
                let solution = quoted("the solution", solution.as_deref().unwrap_or(""));
                format!("{} of {solution}", quoted("the step", &step))
            }
            Part::Period { name, .. } => quoted("the head counts of", name),
            Part::Persona(_) => quoted("the customer", name),
            Part::Note(_) => "the note".to_owned(),
            Part::Link { .. } => "the link".to_owned(),
        }
    }

    fn known_name(&self, part: &Part) -> Option<String> {
        self.of(part)?;
        Some(self.name(part)).filter(|name| name != "without a name")
    }

    fn link(&self, from: Id, to: Id, part: &Part) -> String {
        let end = |id| {
            let end = Part::Note(id);
            if self.of(&end).is_some() {
                self.one(&end)
            } else {
                self.one(&Part::Step(id))
            }
        };
        let words = match part {
            Part::Link { relation, .. } => relation.label(),
            _ => "",
        };
        format!("the link “{} {words} {}”", end(from), end(to))
    }

    /// `the sacrifice “Slow form” (Sacrifices · Buy · Pick up)`.
    pub(in crate::file) fn subject(&self, part: &Part) -> String {
        let one = self.one(part);
        match self.whereabouts(part) {
            Some(place) => format!("{one} ({place})"),
            None => one,
        }
    }

    /// Where a note is, in words.
    pub(in crate::file) fn whereabouts(&self, part: &Part) -> Option<String> {
        let (project, version) = self.of(part)?;
        let place = version.list_of(part)?.place()?;
        Some(project.place_name(place))
    }

    /// A list in words: `the notes in “Sacrifices · Buy · Pick up”`.
    pub(in crate::file) fn list(&self, list: List) -> String {
        match list {
            List::Single => "the project".to_owned(),
            List::Maps => "the value maps".to_owned(),
            List::Journeys => "the journeys".to_owned(),
            List::Personas => "the customers".to_owned(),
            List::Links => "the links".to_owned(),
            List::Jobs(map) => format!("the jobs of {}", self.one(&Part::Map(map))),
            List::Steps(journey) => format!("the steps of {}", self.one(&Part::Journey(journey))),
            List::Solutions(journey) => {
                format!("the solutions of {}", self.one(&Part::Journey(journey)))
            }
            List::Periods(journey) => {
                format!("the periods of {}", self.one(&Part::Journey(journey)))
            }
            List::Notes(place) => {
                let holders = list.holders();
                let found = self
                    .versions
                    .iter()
                    .find(|(_, version)| holders.iter().all(|holder| version.has(holder)));
                let name = found.map(|(project, _)| project.place_name(place));
                format!("the notes in “{}”", name.unwrap_or_default())
            }
        }
    }

    /// `the score of the sacrifice “Slow form” (Sacrifices · Buy · Pick up)`.
    pub(in crate::file) fn field(&self, part: &Part, path: &str) -> String {
        let subject = self.subject(part);
        match label(part, path) {
            Label::Field(label) => format!("the {label} of {subject}"),
            Label::Count(step) => {
                let step = self.one(&Part::Step(step));
                let Part::Period { name, .. } = part else {
                    return step;
                };
                format!("the head count of {step} in {}", quoted("the period", name))
            }
            Label::MomentOfTruth => format!("whether {subject} is a moment of truth"),
            Label::Applies => format!("whether there is {subject}"),
            Label::NothingHere => format!("whether there is nothing in {subject}"),
            Label::Unknown => format!("a field of a newer version in {subject}"),
        }
    }

    /// A value of a field, for people. `None`: it says nothing.
    pub(in crate::file) fn value(
        &self,
        part: &Part,
        path: &str,
        value: Option<&Raw>,
    ) -> Option<String> {
        let name = format!("{}.{path}", part.name());
        let Some(value) = value else {
            return absent(&name).map(str::to_owned);
        };
        let json = value.get();
        let words = match name.as_str() {
            "note.kind" => read(json).map(Kind::label),
            "note.evidence" => read(json).map(Evidence::label),
            "journey.method" => read(json).map(Method::name),
            "journey.aggregation" => read(json).map(Aggregation::label),
            "step.stage" => read(json).map(Stage::name),
            "note.moment_of_truth" => Some(if json == "true" { "yes" } else { "no" }),
            "cell.applies" => Some(if json == "true" {
                "there is"
            } else {
                "no such step"
            }),
            "cell.nothing_here" if json == "true" => Some("nothing here"),
            _ => None,
        };
        if let Some(words) = words {
            return Some(words.to_owned());
        }
        match name.as_str() {
            "note.tags" => Some(read::<Vec<String>>(json)?.join(", ")),
            "journey.lanes" => {
                let lanes = read::<Vec<Lane>>(json)?.into_iter();
                let names: Vec<&str> = lanes.map(|lane| lane.info().name).collect();
                Some(names.join(", "))
            }
            "map.persona" | "journey.persona" => Some(self.name(&Part::Persona(read(json)?))),
            "baseline.baseline" => Some(self.name(&Part::Solution(read(json)?))),
            "project.opens_with" => {
                let id = read(json)?;
                let [map, journey] = [Part::Map(id), Part::Journey(id)];
                let is_map = self.of(&map).is_some();
                Some(self.name(if is_map { &map } else { &journey }))
            }
            _ => Some(plain(json)),
        }
    }
}

fn read<T: serde::de::DeserializeOwned>(json: &str) -> Option<T> {
    serde_json::from_str(json).ok()
}

/// A text or a number as it is; of anything else only that it is there.
fn plain(json: &str) -> String {
    if let Some(text) = read::<String>(json) {
        return crate::model::cut(&text, LETTERS);
    }
    let is_plain = json.len() <= 40 && !json.starts_with(['{', '[']);
    if is_plain {
        json.to_owned()
    } else {
        "something only a newer version shows".to_owned()
    }
}

/// What it means that a field is not written.
fn absent(name: &str) -> Option<&'static str> {
    Some(match name {
        "note.score" => "not scored",
        "cell.overall" => "not judged",
        "note.kind" => Kind::NOT_CHOSEN,
        "note.evidence" => Evidence::default().label(),
        "note.mentions" => "1",
        "note.moment_of_truth" => "no",
        "journey.aggregation" => Aggregation::default().label(),
        "cell.applies" => "there is",
        "cell.nothing_here" => "not said",
        "map.persona" | "journey.persona" => "no customer",
        _ => return None,
    })
}

/// The first letter as a capital, with a full stop at the end where one is wanted.
pub(in crate::file) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
