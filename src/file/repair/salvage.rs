//! Every part of a project keeps the fields that can be read, and what lost its name or stands at the
//! wrong level comes to where it seems to belong.

use super::losses::Losses;
use super::object::{Object, Salvage, is_near, new_id};
use crate::model::{
    ById, Cell, Decimal, Empathy, FORMAT, Field, Id, Job, JobStatement, Journey, Lane, Link,
    MAX_PARTS, Note, OutcomeStatement, Period, Persona, Project, Record, RecordInfo, Row, RowKey,
    Rows, Rule, Scale, Solution, Step, Thing, ThingKind, VERSION, WalkMut, shortened,
};
use serde_json::value::RawValue;
use std::any::Any;
use std::collections::HashMap;
use std::sync::Arc;

/// A project from a text that is JSON. `None` when it is not of our format.
pub(super) fn project(text: &str, losses: &mut Losses) -> Option<Project> {
    let mut salvage = Salvage {
        text,
        line_ends: memchr::memchr_iter(b'\n', text.as_bytes()).collect(),
        losses,
    };
    let mut object = salvage.object(serde_json::from_str(text).ok()?);
    let format = salvage.one(&mut object, "format");
    let lists = keys_of_lists(Project::INFO);
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

impl<'a> Salvage<'a, '_> {
    fn project(&mut self, mut object: Object<'a>) -> Project {
        let mut own = keys_of_lists(Project::INFO);
        own.extend(["links", "scale"]);
        Self::take_back(&mut object, &own);
        let mut lists = self.lists(&mut object, Project::INFO);
        let mut links = self.list(&mut object, "links");
        let mut scale = self.one(&mut object, "scale");
        for value in self.nameless(&mut object) {
            let part = self.object(value);
            let has = |keys: &[&str]| keys.iter().any(|key| part.has(key));
            let mut kinds = ThingKind::ALL.into_iter();
            let kind = kinds.find(|kind| lists.contains_key(kind) && has(kind.info().marks));
            if let Some(values) = kind.and_then(|kind| lists.get_mut(&kind)) {
                values.push(value);
            } else if has(&["from", "relation"]) {
                links.push(value);
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
        project.walk_mut(&mut Lists {
            salvage: self,
            lists,
        });
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

    /// The values of the lists of parts that belong into a record.
    fn lists(&mut self, object: &mut Object<'a>, record: &'static RecordInfo) -> Values<'a> {
        let mut values = Values::new();
        for field in record.fields {
            if let Rule::Things(kind) = field.rule {
                values.insert(kind, self.list(object, field.key));
            }
        }
        values
    }

    /// A part with an id, of which nothing more is known than its fields.
    fn thing<T: Thing>(&mut self, mut object: Object<'a>) -> Option<T> {
        let special = SPECIAL.iter().find(|(kind, _)| *kind == T::KIND);
        if let Some((_, read)) = special {
            let thing = read(self, object)?.downcast().ok()?;
            return Some(*thing);
        }
        let own = keys_of_lists(T::INFO);
        if !own.is_empty() {
            Self::take_back(&mut object, &own);
        }
        let mut lists = self.lists(&mut object, T::INFO);
        // What has lost its name belongs into the list, where there is only one.
        if lists.len() == 1
            && let Some(values) = lists.values_mut().next()
        {
            values.extend(self.nameless(&mut object));
        }
        let what = format!("the {}", T::KIND.info().one);
        let mut thing: T = self.part(&object, &new_id(), &what)?;
        thing.walk_mut(&mut Lists {
            salvage: self,
            lists,
        });
        Some(thing)
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

    /// The notes of all rows; those of which nobody can say where they stood come into `last`.
    fn rows<R: RowKey>(&mut self, object: &mut Object<'a>, last: R) -> Rows<R> {
        let mut rows = Rows::from_fn(|row: R| self.notes(object, row.info().key));
        let values = self.nameless(object);
        for value in &values {
            self.say(value, || {
                let name = last.info().name;
                format!("a note whose place is lost now stands under “{name}”.")
            });
        }
        rows[last].extend(self.each(values, |salvage, object| {
            salvage.part(&object, &new_id(), "a note")
        }));
        rows
    }

    fn persona(&mut self, mut object: Object<'a>) -> Special {
        Self::take_back(&mut object, &["empathy"]);
        let mut empathy = self.all(&mut object, "empathy");
        empathy.extend(object.take(""));
        let mut persona: Persona = self.part(&object, &new_id(), "the customer")?;
        for value in empathy {
            let mut object = self.object(value);
            let rows = self.rows(&mut object, Field::Traits);
            let rest: Option<Empathy> = self.part(&object, &[], "the empathy map");
            if let Some(rest) = rest {
                persona.empathy.unknown = rest.unknown;
            }
            for (field, mut notes) in rows {
                persona.empathy.rows[field].append(&mut notes);
            }
        }
        Some(Box::new(persona))
    }

    fn job(&mut self, mut object: Object<'a>) -> Special {
        Self::take_back(&mut object, &keys::<Row>());
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
        let rows = self.rows(&mut object, Row::Touchpoints);
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
        job.rows = rows;
        Some(Box::new(job))
    }

    fn journey(&mut self, mut object: Object<'a>) -> Special {
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
            salvage.thing(object)
        });
        journey.solutions = self.each(solutions, Self::thing);
        for value in periods {
            let object = self.object(value);
            journey.periods.extend(self.period(object).map(Arc::new));
        }
        Some(Box::new(journey))
    }

    fn solution(&mut self, mut object: Object<'a>) -> Special {
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
                    for (lane, notes) in &mut Arc::make_mut(present).rows {
                        notes.extend_from_slice(cell.notes(lane));
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
        Some(Box::new(solution))
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
        Self::take_back(&mut object, &keys::<Lane>());
        let rows = self.rows(&mut object, Lane::Touchpoints);
        let mut cell: Cell = self.part(&object, &[], "a cell")?;
        cell.rows = rows;
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

/// The values of lists of parts, by what stands in them.
type Values<'a> = HashMap<ThingKind, Vec<&'a RawValue>>;
/// A part of a kind that is known to be of it.
type Special = Option<Box<dyn Any>>;
type ReadSpecial = for<'a> fn(&mut Salvage<'a, '_>, Object<'a>) -> Special;

/// Kinds of which more is known than their fields: what a lost name or bracket leaves in them.
const SPECIAL: [(ThingKind, ReadSpecial); 4] = [
    (ThingKind::Persona, |salvage, object| {
        salvage.persona(object)
    }),
    (ThingKind::Job, |salvage, object| salvage.job(object)),
    (ThingKind::Journey, |salvage, object| {
        salvage.journey(object)
    }),
    (ThingKind::Solution, |salvage, object| {
        salvage.solution(object)
    }),
];

/// Fills the lists of a record.
struct Lists<'s, 'a, 'l> {
    salvage: &'s mut Salvage<'a, 'l>,
    lists: Values<'a>,
}

impl WalkMut for Lists<'_, '_, '_> {
    fn things<T: Thing>(&mut self, things: &mut Vec<Arc<T>>) {
        let values = self.lists.remove(&T::KIND).unwrap_or_default();
        *things = self.salvage.each(values, Salvage::thing);
    }
}

fn keys_of_lists(record: &'static RecordInfo) -> Vec<&'static str> {
    let fields = record.fields.iter();
    let lists = fields.filter(|field| matches!(field.rule, Rule::Things(_)));
    lists.map(|field| field.key).collect()
}

fn keys<R: RowKey>() -> Vec<&'static str> {
    R::TABLE.iter().map(|row| row.key).collect()
}
