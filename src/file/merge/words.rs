//! Parts, fields and values in the words of people: never a key, an id or JSON.

use super::fields::Raw;
use super::parts::{List, Part, VersionParts};
use super::record::PartRecord;
use crate::model::{FieldInfo, Id, Place, Project, Relation, Rule, YesNo, shortened};

/// Longest text shown of a list or of a text.
const LETTERS: usize = 300;

/// Names things as they are called in the first of some versions that has them.
pub(in crate::file) struct Names<'a> {
    versions: Vec<(&'a Project, &'a VersionParts)>,
}

/// A field in words.
pub(in crate::file) enum Label {
    /// `The score` of something.
    Field(&'static str),
    /// A head count of a step.
    Count(Id),
    /// Whether something is so.
    YesNo(&'static YesNo),
    /// A field of a newer version.
    Unknown,
}

/// The field with these keys.
pub(in crate::file) fn label(part: &Part, path: &str) -> Label {
    if let Part::Period { .. } = part
        && let Some(("counts", step)) = path.split_once('.')
        && let Ok(step) = step.parse()
    {
        return Label::Count(step);
    }
    match part.info().field(path) {
        Some(FieldInfo {
            rule: Rule::YesNo(flag),
            ..
        }) => Label::YesNo(flag),
        Some(field) if !field.words.is_empty() => Label::Field(field.words),
        Some(_) | None => Label::Unknown,
    }
}

/// What a part is, in one word for counting.
pub(in crate::file) fn what(part: &Part) -> &'static str {
    match part {
        Part::Project => "detail of the project",
        Part::Thing(kind, _) => kind.info().one,
        Part::Baseline(_) => "baseline",
        Part::Cell { .. } => "judgement",
        Part::Period { .. } => "period",
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
    pub(in crate::file) fn new(versions: Vec<(&'a Project, &'a VersionParts)>) -> Self {
        Self { versions }
    }

    fn of(&self, part: &Part) -> Option<(&'a Project, &'a VersionParts)> {
        let found = self.versions.iter().find(|(_, version)| version.has(part));
        found.copied()
    }

    fn record(&self, part: &Part) -> Option<&'a PartRecord> {
        self.of(part)?.1.record(part)
    }

    /// The name a part has, without what it is.
    pub(in crate::file) fn name(&self, part: &Part) -> String {
        let name = self.record(part).map(PartRecord::title).unwrap_or_default();
        if name.trim().is_empty() {
            "without a name".to_owned()
        } else {
            shortened(&name)
        }
    }

    /// `the sacrifice “Slow form”`.
    pub(in crate::file) fn one(&self, part: &Part) -> String {
        let name = self.known_name(part).unwrap_or_default();
        match part {
            Part::Project => "the project".to_owned(),
            Part::Thing(kind, _) => quoted(&format!("the {}", kind.info().one), &name),
            Part::Baseline(journey) => {
                let name = self.known_name(&Part::journey(*journey));
                quoted("the journey", &name.unwrap_or_default())
            }
            Part::Cell { solution, step } => {
                let step = self.known_name(&Part::step(*step)).unwrap_or_default();
                let solution = self.known_name(&Part::solution(*solution));
                let solution = quoted("the solution", &solution.unwrap_or_default());
                format!("{} of {solution}", quoted("the step", &step))
            }
            Part::Period { name, .. } => quoted("the head counts of", name),
            Part::Note(_) => match self.of(part) {
                Some((_, version)) => {
                    let place = version.list_of(part).and_then(List::place);
                    quoted(&format!("the {}", place.map_or("note", Place::one)), &name)
                }
                None => "the note".to_owned(),
            },
            Part::Link {
                from, to, relation, ..
            } => match self.of(part) {
                Some(_) => self.link(*from, *to, *relation),
                None => "the link".to_owned(),
            },
        }
    }

    fn known_name(&self, part: &Part) -> Option<String> {
        self.of(part)?;
        Some(self.name(part)).filter(|name| name != "without a name")
    }

    fn link(&self, from: Id, to: Id, relation: Relation) -> String {
        let end = |id| {
            let note = Part::Note(id);
            if self.of(&note).is_some() {
                self.one(&note)
            } else {
                self.one(&Part::step(id))
            }
        };
        format!("the link “{} {} {}”", end(from), relation.label(), end(to))
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
            List::Things(kind, holder) => {
                let (many, holder) = (kind.info().many, kind.info().holder.zip(holder));
                match holder {
                    Some((kind, id)) => {
                        format!("the {many} of {}", self.one(&Part::Thing(kind, id)))
                    }
                    None => format!("the {many}"),
                }
            }
            List::Links => "the links".to_owned(),
            List::Periods(journey) => {
                format!("the periods of {}", self.one(&Part::journey(journey)))
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
                let step = self.one(&Part::step(step));
                let Part::Period { name, .. } = part else {
                    return step;
                };
                format!("the head count of {step} in {}", quoted("the period", name))
            }
            Label::YesNo(flag) => flag.whether.replace("{}", &subject),
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
        let field = part.info().field(path);
        let Some(value) = value else {
            return field?.absent();
        };
        let json = value.get();
        match field.map(|field| (field, field.rule)) {
            Some((_, Rule::YesNo(flag))) => Some(flag.value(json).to_owned()),
            Some((_, Rule::Names(reference))) => {
                let id = read(json)?;
                let mut kinds = reference.kinds.iter().map(|kind| Part::Thing(*kind, id));
                let known = kinds.clone().find(|part| self.of(part).is_some());
                Some(self.name(&known.or(kinds.next_back())?))
            }
            Some((field, _)) => Some((field.told)(json).unwrap_or_else(|| plain(json))),
            None => Some(plain(json)),
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
