//! Every part of a project keeps the fields that can be read.
//!
//! Objects are looked at one level at a time, as raw text: a part that is as it should be costs one
//! reading, and its unknown fields stay as they were written.

use super::Losses;
use crate::file::read_error::in_words;
use crate::model::{
    ById, Cell, Decimal, Empathy, FORMAT, Field, Id, Job, JobStatement, Journey, Lane, Link,
    MAX_PARTS, Note, OutcomeStatement, Period, Persona, Project, Row, Scale, Solution, Step,
    VERSION, ValueMap, cut, shortened,
};
use serde::de::{self, DeserializeOwned, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// Most fields of one part that are tried one by one.
const MAX_FIELDS: usize = 150;
/// Most letters of what the parser says.
const MAX_WORDS: usize = 200;

/// A project from a text that is JSON. `None` when it is not of our format.
pub(super) fn project(text: &str, losses: &mut Losses) -> Option<Project> {
    let mut salvage = Salvage {
        text,
        line_ends: memchr::memchr_iter(b'\n', text.as_bytes()).collect(),
        losses,
    };
    let mut object = salvage.object(serde_json::from_str(text).ok()?);
    let format = salvage.one(&mut object, "format");
    let lists = ["personas", "value_maps", "journeys"];
    let has_list = |object: &Object<'_>| {
        object
            .0
            .iter()
            .any(|(key, _)| lists.iter().any(|list| key == list || is_near(key, list)))
    };
    match format.map(|raw| serde_json::from_str::<String>(raw.get())) {
        Some(Ok(format)) if format == FORMAT => {}
        // A word that was ours before it was damaged; a format of others has another.
        Some(Ok(format)) if !has_list(&object) || is_others(&format) => {
            return None;
        }
        _ if !has_list(&object) => return None,
        _ => salvage.losses.say(|| {
            format!("The file does not say that it is a project (`\"format\": \"{FORMAT}\"`).")
        }),
    }
    let version = object.take("version");
    let number = version
        .first()
        .and_then(|raw| raw.get().parse::<u64>().ok());
    if number.is_none_or(|number| number == 0 || number > u64::from(VERSION)) {
        salvage.losses.say(|| match number {
            Some(number) => format!("It is of format {number} and was read as format {VERSION}."),
            None => format!("It does not say its version and was read as format {VERSION}."),
        });
    }
    Some(salvage.project(object))
}

/// Whether it is nobody's misspelling of our format.
fn is_others(format: &str) -> bool {
    let common = format.chars().filter(|letter| FORMAT.contains(*letter));
    common.count() * 2 < FORMAT.len()
}

/// The fields of an object, in the file's order, with doubled ones; and where it stands.
#[derive(Default)]
struct Object<'a>(Vec<(Cow<'a, str>, &'a RawValue)>, Option<&'a RawValue>);

impl<'a> Object<'a> {
    fn has(&self, key: &str) -> bool {
        self.0.iter().any(|(known, _)| known == key)
    }

    /// Takes all fields of this name out.
    fn take(&mut self, key: &str) -> Vec<&'a RawValue> {
        let taken = self.0.extract_if(.., |(known, _)| known == key);
        taken.map(|(_, value)| value).collect()
    }

    /// What it is called, to be found by somebody who reads about it.
    fn name(&self) -> String {
        let fields = self.0.iter();
        let name = fields
            .filter(|(key, _)| matches!(&**key, "text" | "name" | "sentence"))
            .find_map(|(_, value)| serde_json::from_str::<String>(value.get()).ok())
            .filter(|name| !name.trim().is_empty());
        name.map(|name| format!(" “{}”", shortened(&name)))
            .unwrap_or_default()
    }
}

impl<'de: 'a, 'a> de::Deserialize<'de> for Object<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ObjectVisitor;
        impl<'de> Visitor<'de> for ObjectVisitor {
            type Value = Object<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Object<'de>, M::Error> {
                let mut fields = Vec::new();
                while let Some((key, value)) = map.next_entry::<String, &RawValue>()? {
                    fields.push((key.into(), value));
                }
                Ok(Object(fields, None))
            }
        }
        deserializer.deserialize_map(ObjectVisitor)
    }
}

struct Salvage<'a, 'l> {
    text: &'a str,
    line_ends: Vec<usize>,
    losses: &'l mut Losses,
}

impl<'a> Salvage<'a, '_> {
    /// The line of a part of the text.
    fn line(&self, part: &RawValue) -> usize {
        let at = (part.get().as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        1 + self.line_ends.partition_point(|end| *end < at)
    }

    fn say(&mut self, part: &RawValue, what: impl FnOnce() -> String) {
        let line = self.line(part);
        self.losses.say(|| format!("Line {line}: {}", what()));
    }

    /// The fields of a value; of one that is no object none.
    fn object(&mut self, value: &'a RawValue) -> Object<'a> {
        match serde_json::from_str(value.get()) {
            Ok(Object(fields, _)) => Object(fields, Some(value)),
            Err(_) => {
                self.say(value, || {
                    let found = shortened(value.get());
                    format!("`{found}` stands where an object belongs, and was left out.")
                });
                Object::default()
            }
        }
    }

    /// All values of this name; of a name with one wrong letter where there is none of it.
    fn all(&mut self, object: &mut Object<'a>, key: &str) -> Vec<&'a RawValue> {
        let found = object.take(key);
        for other in found.iter().skip(1) {
            self.say(other, || {
                format!("`{key}` stands there twice; lists were put together, of all else the first was kept.")
            });
        }
        if !found.is_empty() || key.len() < 5 {
            return found;
        }
        let near = object
            .0
            .iter()
            .find(|(known, value)| value.get().starts_with(['[', '{']) && is_near(known, key));
        let Some((near, value)) = near.map(|(near, value)| (near.to_string(), *value)) else {
            return found;
        };
        self.say(value, || {
            format!("`{}` was read as `{key}`.", shortened(&near))
        });
        object.take(&near)
    }

    /// The values of all lists of this name.
    fn list(&mut self, object: &mut Object<'a>, key: &str) -> Vec<&'a RawValue> {
        let mut values = Vec::new();
        for value in self.all(object, key) {
            match serde_json::from_str::<Vec<&RawValue>>(value.get()) {
                Ok(list) => {
                    for value in list {
                        // A bracket too many.
                        match serde_json::from_str::<Vec<&RawValue>>(value.get()) {
                            Ok(inner) => values.extend(inner),
                            Err(_) => values.push(value),
                        }
                    }
                }
                // A list of one whose brackets are lost.
                Err(_) if value.get().starts_with('{') => values.push(value),
                Err(_) => self.say(value, || {
                    let found = shortened(value.get());
                    format!("`{key}` is no list but `{found}`, and was left out.")
                }),
            }
        }
        values
    }

    /// The value of a field that is no list.
    fn one(&mut self, object: &mut Object<'a>, key: &str) -> Option<&'a RawValue> {
        self.all(object, key).into_iter().next()
    }

    /// Values whose name is lost: the ones of a list, or the object itself.
    fn nameless(&mut self, object: &mut Object<'a>) -> Vec<&'a RawValue> {
        self.list(object, "")
    }

    /// Reads a part without its lists: whole when it can be, otherwise field by field. What must be
    /// there and is not is given as JSON.
    fn part<T: DeserializeOwned>(
        &mut self,
        object: &Object<'_>,
        required: &[(&str, String)],
        what: &str,
    ) -> Option<T> {
        let whole = |fields: &[(&str, &str)]| {
            let missing = required
                .iter()
                .filter(|(key, _)| !fields.iter().any(|(known, _)| known == key))
                .map(|(key, value)| (*key, value.as_str()));
            let all: Vec<String> = fields
                .iter()
                .copied()
                .chain(missing)
                .map(|(key, value)| format!("{}:{value}", serde_json::Value::from(key)))
                .collect();
            serde_json::from_str::<T>(&format!("{{{}}}", all.join(",")))
        };
        let fields: Vec<(&str, &RawValue)> = object
            .0
            .iter()
            .map(|(key, value)| (&**key, *value))
            .collect();
        let texts: Vec<(&str, &str)> = fields
            .iter()
            .map(|(key, value)| (*key, value.get()))
            .collect();
        for (key, _) in required {
            if !object.has(key)
                && let Some(value) = object.1
            {
                let name = object.name();
                self.say(value, || {
                    format!("{what}{name} had no `{key}` and got a new one.")
                });
            }
        }
        if let Ok(part) = whole(&texts) {
            return Some(part);
        }
        let name = object.name();
        let mut kept: Vec<(&str, Cow<'_, str>)> = Vec::new();
        for (key, value) in fields {
            if kept.iter().any(|(known, _)| *known == key) {
                self.say(value, || {
                    format!("`{key}` of {what}{name} stands there twice; the first one was kept.")
                });
                continue;
            }
            let error = match whole(&[(key, value.get())]) {
                Ok(_) if kept.len() < MAX_FIELDS => {
                    kept.push((key, value.get().into()));
                    continue;
                }
                Ok(_) => "there are too many fields".to_owned(),
                Err(error) => error.to_string(),
            };
            // A number in quotes, a text without.
            let other = turned(value.get());
            if let Some(other) = other.filter(|other| whole(&[(key, other)]).is_ok()) {
                self.say(value, || {
                    let found = shortened(value.get());
                    let to = shortened(&other);
                    format!("`{key}` of {what}{name} was changed from `{found}` to `{to}`.")
                });
                kept.push((key, other.into()));
                continue;
            }
            let is_required = required.iter().any(|(known, _)| *known == key);
            self.say(value, || {
                let why = error.split(" at line ").next().unwrap_or(&error);
                let why = cut(&in_words(why), MAX_WORDS);
                let done = if is_required {
                    "got a new value"
                } else {
                    "was left out"
                };
                let shown = shortened(key);
                format!("`{shown}` of {what}{name} {done}: {why}.")
            });
        }
        let kept: Vec<(&str, &str)> = kept.iter().map(|(key, value)| (*key, &**value)).collect();
        whole(&kept).ok()
    }

    fn project(&mut self, mut object: Object<'a>) -> Project {
        let lists = ["personas", "value_maps", "journeys", "links", "scale"];
        Self::take_back(&mut object, &lists);
        let mut personas = self.list(&mut object, "personas");
        let mut maps = self.list(&mut object, "value_maps");
        let mut journeys = self.list(&mut object, "journeys");
        let mut links = self.list(&mut object, "links");
        let mut scale = self.one(&mut object, "scale");
        for value in self.nameless(&mut object) {
            let part = self.object(value);
            let has = |keys: &[&str]| keys.iter().any(|key| part.has(key));
            if has(&["jobs"]) {
                maps.push(value);
            } else if has(&["steps", "solutions", "aggregation", "method"]) {
                journeys.push(value);
            } else if has(&["from", "relation"]) {
                links.push(value);
            } else if has(&["empathy", "position", "profile"]) {
                personas.push(value);
            } else if scale.is_none() && has(&["max", "words"]) {
                scale = Some(value);
            } else {
                self.lost(value);
            }
        }
        let required = [
            ("format", format!("\"{FORMAT}\"")),
            ("version", VERSION.to_string()),
        ];
        let mut project: Project = self
            .quietly(&object, &required, "the project")
            .unwrap_or_default();
        if let Some(scale) = scale {
            project.scale = self.scale(scale);
        }
        project.personas = self.each(personas, Self::persona);
        project.value_maps = self.each(maps, Self::map);
        project.journeys = self.each(journeys, Self::journey);
        for value in links {
            let object = self.object(value);
            match serde_json::from_str::<Link>(value.get()) {
                Ok(link) => project.links.to_mut().push(link),
                // An optional field may be what is wrong.
                Err(_) if ["from", "to", "relation"].iter().all(|key| object.has(key)) => {
                    match self.link(&object) {
                        Some(link) => project.links.to_mut().push(link),
                        None => self.say(value, || "a link was left out.".to_owned()),
                    }
                }
                Err(_) => self.say(value, || {
                    "a link that does not say what it joins was left out.".to_owned()
                }),
            }
        }
        project
    }

    /// Like [`part`](Self::part); what must be there is known and nobody misses it.
    fn quietly<T: DeserializeOwned>(
        &mut self,
        object: &Object<'a>,
        required: &[(&str, String)],
        what: &str,
    ) -> Option<T> {
        let given: Vec<(String, Box<RawValue>)> = required
            .iter()
            .filter_map(|(key, value)| {
                let value = RawValue::from_string(value.clone()).ok()?;
                Some(((*key).to_owned(), value))
            })
            .collect();
        let mut all = Object(object.0.clone(), object.1);
        for (key, value) in &given {
            all.0.push((key.as_str().into(), value));
        }
        self.part(&all, required, what)
    }

    fn link(&mut self, object: &Object<'a>) -> Option<Link> {
        let mut ends = Object(object.0.clone(), object.1);
        ends.0
            .retain(|(key, _)| matches!(&**key, "from" | "to" | "relation"));
        let fields = ends.0.iter();
        let required: Vec<(&str, String)> = fields
            .map(|(key, value)| (&**key, value.get().to_owned()))
            .collect();
        self.part(object, &required, "a link")
    }

    /// Reads parts that have ids. One without, of which the part before has no field, is the rest of
    /// that: a stray bracket closed it too early.
    fn each<T>(
        &mut self,
        values: Vec<&'a RawValue>,
        read: impl Fn(&mut Self, Object<'a>) -> Option<T>,
    ) -> Vec<Arc<T>> {
        let mut objects: Vec<(&RawValue, Object<'a>)> = Vec::with_capacity(values.len());
        for value in values {
            let object = self.object(value);
            // What could not be an object has been told.
            if object.0.is_empty() && !value.get().starts_with('{') {
                continue;
            }
            match objects.last_mut() {
                Some((_, before))
                    if !object.has("id") && !object.0.iter().any(|(key, _)| before.has(key)) =>
                {
                    before.0.extend(object.0);
                    self.say(value, || {
                        "what stands there without an id was added to the part before.".to_owned()
                    });
                }
                _ => objects.push((value, object)),
            }
        }
        let mut parts = Vec::with_capacity(objects.len());
        for (value, object) in objects {
            match read(self, object) {
                Some(part) => parts.push(Arc::new(part)),
                None => self.lost(value),
            }
        }
        parts
    }

    fn lost(&mut self, value: &'a RawValue) {
        let name = serde_json::from_str::<Object<'_>>(value.get())
            .map(|object| object.name())
            .unwrap_or_default();
        self.say(value, || {
            let found = shortened(value.get());
            format!("what stands there{name} belongs to nothing and was left out: `{found}`.")
        });
    }

    fn scale(&mut self, value: &'a RawValue) -> Scale {
        let object = self.object(value);
        self.part(&object, &[], "the scale").unwrap_or_default()
    }

    fn notes(&mut self, object: &mut Object<'a>, key: &str) -> Vec<Arc<Note>> {
        let values = self.list(object, key);
        self.each(values, |salvage, object| {
            salvage.part(&object, &new_id(), "a note")
        })
    }

    /// Notes of which nobody can say where they stood.
    fn stray_notes(&mut self, object: &mut Object<'a>, place: &str) -> Vec<Arc<Note>> {
        let values = self.nameless(object);
        for value in &values {
            self.say(value, || {
                format!("a note whose place is lost now stands under “{place}”.")
            });
        }
        self.each(values, |salvage, object| {
            salvage.part(&object, &new_id(), "a note")
        })
    }

    fn persona(&mut self, mut object: Object<'a>) -> Option<Persona> {
        Self::take_back(&mut object, &["empathy"]);
        let mut empathy = self.all(&mut object, "empathy");
        empathy.extend(object.take(""));
        let mut persona: Persona = self.part(&object, &new_id(), "the customer")?;
        for value in empathy {
            let mut object = self.object(value);
            let notes = Field::ALL.map(|field| (field, self.notes(&mut object, field_key(field))));
            let stray = self.stray_notes(&mut object, "Traits");
            let rest: Option<Empathy> = self.part(&object, &[], "the empathy map");
            if let Some(rest) = rest {
                persona.empathy.unknown = rest.unknown;
            }
            for (field, mut notes) in notes {
                persona.empathy.notes_mut(field).append(&mut notes);
            }
            persona.empathy.traits.extend(stray);
        }
        Some(persona)
    }

    /// Takes fields back that came into an object or list within their own, because a bracket is lost or
    /// too many.
    fn take_back(object: &mut Object<'a>, own: &[&str]) {
        for value in object.take("") {
            let list = serde_json::from_str::<Vec<&RawValue>>(value.get());
            for value in list.unwrap_or_else(|_| vec![value]) {
                let part = serde_json::from_str::<Object<'a>>(value.get()).unwrap_or_default();
                let is_own = own.iter().any(|key| part.has(key) && !object.has(key));
                if is_own && !part.has("id") {
                    object.0.extend(part.0);
                } else {
                    object.0.push(("".into(), value));
                }
            }
        }
    }

    fn map(&mut self, mut object: Object<'a>) -> Option<ValueMap> {
        Self::take_back(&mut object, &["jobs"]);
        let mut jobs = self.list(&mut object, "jobs");
        jobs.extend(self.nameless(&mut object));
        let mut map: ValueMap = self.part(&object, &new_id(), "the value map")?;
        map.jobs = self.each(jobs, Self::job);
        Some(map)
    }

    fn job(&mut self, mut object: Object<'a>) -> Option<Job> {
        Self::take_back(&mut object, &Row::ALL.map(|row| row.info().key));
        let mut statement = self.one(&mut object, "job");
        let mut outcome = self.one(&mut object, "outcome");
        for value in object.take("") {
            let part = self.object(value);
            let has = |keys: &[&str]| keys.iter().any(|key| part.has(key));
            if statement.is_none() && has(&["verb", "object", "circumstance", "sentence"]) {
                statement = Some(value);
            } else if outcome.is_none() && has(&["delta", "measure", "focus", "sentence"]) {
                outcome = Some(value);
            } else {
                object.0.push(("".into(), value));
            }
        }
        let notes = Row::ALL.map(|row| (row, self.notes(&mut object, row.info().key)));
        let stray = self.stray_notes(&mut object, Row::Touchpoints.info().name);
        let mut job: Job = self.part(&object, &new_id(), "the job")?;
        if let Some(value) = statement {
            let object = self.object(value);
            let statement: Option<JobStatement> = self.part(&object, &[], "a job’s statement");
            job.job = statement.unwrap_or_default();
        }
        if let Some(value) = outcome {
            let object = self.object(value);
            let outcome: Option<OutcomeStatement> = self.part(&object, &[], "a job’s outcome");
            job.outcome = outcome.unwrap_or_default();
        }
        for (row, mut notes) in notes {
            job.notes_mut(row).append(&mut notes);
        }
        job.touchpoints.extend(stray);
        Some(job)
    }

    fn journey(&mut self, mut object: Object<'a>) -> Option<Journey> {
        Self::take_back(&mut object, &["steps", "solutions", "aggregation"]);
        let mut steps = self.list(&mut object, "steps");
        let mut solutions = self.list(&mut object, "solutions");
        let mut periods = self.list(&mut object, "periods");
        for value in self.nameless(&mut object) {
            let part = self.object(value);
            if part.has("cells") || part.has("baseline") {
                solutions.push(value);
            } else if part.has("counts") {
                periods.push(value);
            } else if part.has("id") || part.has("name") {
                steps.push(value);
            } else {
                self.lost(value);
            }
        }
        // What follows the steps came into the last one, because their bracket is lost.
        for value in &steps {
            let mut step = serde_json::from_str::<Object<'a>>(value.get()).unwrap_or_default();
            solutions.extend(self.list(&mut step, "solutions"));
            periods.extend(self.list(&mut step, "periods"));
        }
        let lanes = object.has("lanes").then(|| self.list(&mut object, "lanes"));
        let mut journey: Journey = self.part(&object, &new_id(), "the journey")?;
        if let Some(values) = lanes {
            journey.lanes = values
                .into_iter()
                .filter_map(|value| {
                    let lane = serde_json::from_str::<Lane>(value.get()).ok();
                    if lane.is_none() {
                        self.say(value, || {
                            format!("`{}` is no row and was left out.", shortened(value.get()))
                        });
                    }
                    lane
                })
                .collect();
        }
        journey.steps = self.each(steps, |salvage, mut object| -> Option<Step> {
            object
                .0
                .retain(|(key, _)| key != "solutions" && key != "periods");
            salvage.part(&object, &new_id(), "the step")
        });
        journey.solutions = self.each(solutions, Self::solution);
        for value in periods {
            let object = self.object(value);
            journey.periods.extend(self.period(object).map(Arc::new));
        }
        Some(journey)
    }

    fn solution(&mut self, mut object: Object<'a>) -> Option<Solution> {
        Self::take_back(&mut object, &["cells", "name", "baseline"]);
        let mut cells = self.all(&mut object, "cells");
        cells.extend(object.take(""));
        let mut solution: Solution = self.part(&object, &new_id(), "the solution")?;
        let mut found: ById<Arc<Cell>> = ById::default();
        // The lists of a cell whose step is lost.
        let mut stray = Object::default();
        while let Some(value) = cells.pop() {
            for (key, value) in self.object(value).0 {
                // Into its own a line came that was doubled.
                if key == "cells" {
                    cells.push(value);
                    continue;
                }
                if !value.get().starts_with('{') {
                    stray.0.push((key, value));
                    stray.1 = Some(value);
                    continue;
                }
                let step = self.step_of(&key, value);
                let object = self.object(value);
                let Some(cell) = self.cell(object) else {
                    self.lost(value);
                    continue;
                };
                if let Some(present) = found.get_mut(step) {
                    self.say(value, || {
                        format!("the cell of the step `{step}` stands there twice; its notes were put together.")
                    });
                    let present = Arc::make_mut(present);
                    for lane in Lane::ALL {
                        present.notes_mut(lane).extend_from_slice(cell.notes(lane));
                    }
                } else if found.iter().len() < MAX_PARTS {
                    found.insert(step, Arc::new(cell));
                } else {
                    self.lost(value);
                }
            }
        }
        if let Some(value) = stray.1
            && let Some(cell) = self.cell(stray)
            && found.iter().len() < MAX_PARTS
        {
            let step = self.step_of("", value);
            found.insert(step, Arc::new(cell));
        }
        solution.cells = found;
        Some(solution)
    }

    /// The step a key names; a new one where it names none.
    fn step_of(&mut self, key: &str, value: &RawValue) -> Id {
        key.parse().unwrap_or_else(|_| {
            self.say(value, || {
                let key = shortened(key);
                format!("`{key}` names no step, so what it has stands in a new one.")
            });
            Id::random()
        })
    }

    fn cell(&mut self, mut object: Object<'a>) -> Option<Cell> {
        Self::take_back(&mut object, &Lane::ALL.map(|lane| lane.info().key));
        let notes = Lane::ALL.map(|lane| (lane, self.notes(&mut object, lane.info().key)));
        let stray = self.stray_notes(&mut object, Lane::Touchpoints.info().name);
        let mut cell: Cell = self.part(&object, &[], "a cell")?;
        for (lane, mut notes) in notes {
            cell.notes_mut(lane).append(&mut notes);
        }
        cell.touchpoints.extend(stray);
        Some(cell)
    }

    fn period(&mut self, mut object: Object<'a>) -> Option<Period> {
        let counts = self.all(&mut object, "counts");
        let unnamed = object.take("");
        let mut period: Period = self.part(&object, &[], "the period")?;
        let counts = counts.into_iter().chain(unnamed);
        for value in counts {
            for (key, value) in self.object(value).0 {
                let found = shortened(value.get());
                let Ok(count) = serde_json::from_str::<Decimal>(value.get()) else {
                    self.say(value, || {
                        format!("`{found}` is no number of customers and was left out.")
                    });
                    continue;
                };
                let step = self.step_of(&key, value);
                if period.counts.get(step).is_some() || period.counts.iter().len() >= MAX_PARTS {
                    self.say(value, || {
                        format!("the step `{step}` has a number of customers already; {found} was left out.")
                    });
                    continue;
                }
                period.counts.insert(step, count);
            }
        }
        Some(period)
    }
}

fn new_id() -> [(&'static str, String); 1] {
    [("id", format!("\"{}\"", Id::random()))]
}

/// Whether one letter was changed, lost or put in.
fn is_near(found: &str, key: &str) -> bool {
    let (found, key): (Vec<char>, Vec<char>) = (
        found.chars().take(key.len() + 2).collect(),
        key.chars().collect(),
    );
    let same = |a: &[char], b: &[char]| a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let begin = same(&found, &key);
    let (found, key) = (&found[begin..], &key[begin..]);
    match (found, key) {
        ([_, found @ ..], [_, key @ ..]) if found == key => true,
        ([_, found @ ..], key) if found == key => true,
        (found, [_, key @ ..]) => found == key,
        _ => false,
    }
}

fn field_key(field: Field) -> &'static str {
    match field {
        Field::Traits => "traits",
        Field::Actions => "actions",
        Field::Feelings => "feelings",
        Field::Influences => "influences",
        Field::Thoughts => "thoughts",
    }
}

/// A text as what it says, or a number or word as a text.
fn turned(value: &str) -> Option<String> {
    if let Ok(text) = serde_json::from_str::<String>(value) {
        let text = text.trim().replace(',', ".");
        return serde_json::from_str::<serde_json::Number>(&text)
            .is_ok()
            .then_some(text);
    }
    let is_scalar = !value.starts_with(['{', '[']) && value != "null";
    is_scalar.then(|| format!("\"{value}\""))
}
