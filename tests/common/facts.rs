//! Everything a project says as single facts, taken from the bytes of its file, so that what a merge
//! made of it can be judged without the code of the merge.
#![allow(unreachable_pub, missing_docs, reason = "each test file uses its part")]

use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use value_journey::model::{Id, Project};

/// Facts by their names, with the ids they are about.
#[derive(Default)]
pub struct Facts {
    facts: BTreeMap<String, (String, Vec<Id>)>,
    /// Where each thing stands.
    above: HashMap<Id, Vec<Id>>,
}

impl Facts {
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.facts.keys().map(String::as_str)
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.facts.get(name).map(|(value, _)| value.as_str())
    }

    pub fn knows(&self, id: Id) -> bool {
        self.above.contains_key(&id)
    }

    /// The ids a fact is about, and those of what they stand in.
    pub fn about(&self, name: &str) -> BTreeSet<Id> {
        let mut about = BTreeSet::new();
        let mut next = self
            .facts
            .get(name)
            .map(|(_, ids)| ids.clone())
            .unwrap_or_default();
        while let Some(id) = next.pop() {
            if about.insert(id) {
                next.extend(self.above.get(&id).into_iter().flatten());
            }
        }
        about
    }

    /// The ids of the thing itself that a fact is about: of a link both its ends.
    pub fn owners(&self, name: &str) -> Vec<Id> {
        let count = if name.starts_with("link ") { 2 } else { 1 };
        let ids = self.facts.get(name).map(|(_, ids)| ids.as_slice());
        ids.unwrap_or_default()
            .iter()
            .take(count)
            .copied()
            .collect()
    }

    fn add(&mut self, name: String, value: String, ids: &[Id]) {
        self.facts.insert(name, (value, ids.to_vec()));
    }

    /// The facts of an object with an id, or of one that is known by where it stands.
    fn object(&mut self, name: &str, object: &Map<String, Value>, above: &[Id]) {
        let mut seen: HashMap<String, usize> = HashMap::new();
        if object.contains_key("solutions") && !object.contains_key("lanes") {
            // What is not written is what a journey shows at first.
            for lane in ["benefits", "sacrifices"] {
                self.element(name, "lanes", &lane.into(), above, &mut seen);
            }
        }
        for (key, value) in object {
            match value {
                Value::Array(list) => {
                    for value in list {
                        self.element(name, key, value, above, &mut seen);
                    }
                }
                Value::Object(object) if is_ours(key) => {
                    for (inner, value) in object {
                        let id: Option<Id> = inner.parse().ok();
                        let mut about = above.to_vec();
                        about.extend(id.filter(|_| key == "cells" || key == "counts"));
                        match value {
                            Value::Object(object) if key == "cells" => {
                                self.object(&format!("{name} {key} {inner}"), object, &about);
                            }
                            Value::Array(list) if key == "empathy" => {
                                for value in list {
                                    self.element(name, inner, value, above, &mut seen);
                                }
                            }
                            value => {
                                self.add(
                                    format!("{name} {key} {inner}"),
                                    value.to_string(),
                                    &about,
                                );
                            }
                        }
                    }
                }
                value if key == "baseline" => {
                    // One fact of the journey, whichever solution says it.
                    let solution = above.first().copied();
                    let journey = solution.and_then(|id| self.above.get(&id)?.first().copied());
                    let ids: Vec<Id> = journey.into_iter().chain(solution).collect();
                    let name = format!("journey {journey:?} baseline");
                    self.add(name, format!("{solution:?} {value}"), &ids);
                }
                value => {
                    let mut about = above.to_vec();
                    about.extend(value.as_str().and_then(|text| text.parse::<Id>().ok()));
                    self.add(format!("{name} {key}"), value.to_string(), &about);
                }
            }
        }
    }

    fn element(
        &mut self,
        name: &str,
        key: &str,
        value: &Value,
        above: &[Id],
        seen: &mut HashMap<String, usize>,
    ) {
        let Some(object) = value.as_object() else {
            self.add(format!("{name} {key} has {value}"), "yes".to_owned(), above);
            return;
        };
        let id_of = |key: &str| -> Option<Id> { object.get(key)?.as_str()?.parse().ok() };
        let (own, ids) = match (id_of("id"), id_of("from"), id_of("to")) {
            (Some(id), ..) => (format!("{key} {id}"), vec![id]),
            (None, Some(from), Some(to)) => {
                let relation = &object["relation"];
                (format!("link {from} {relation} {to}"), vec![from, to])
            }
            _ => (format!("{name} {key} {}", object["name"]), Vec::new()),
        };
        // A note is the same wherever it stands.
        let own = match id_of("id") {
            Some(id) if object.contains_key("text") => format!("note {id}"),
            _ => own,
        };
        let count = seen.entry(own.clone()).or_default();
        *count += 1;
        let own = format!("{own} #{count}");
        let ids = [ids, above.to_vec()].concat();
        if let Some(id) = id_of("id") {
            self.above.entry(id).or_default().extend(above);
        }
        self.add(format!("{own} stands in"), format!("{name} {key}"), &ids);
        let alone = match id_of("id") {
            Some(id) => vec![id],
            None => ids,
        };
        self.object(&own, object, &alone);
    }
}

/// Objects of which we know what is in them; others are as a whole.
fn is_ours(key: &str) -> bool {
    ["cells", "counts", "job", "outcome", "scale", "empathy"].contains(&key)
}

/// Takes a project apart.
pub fn facts(project: &Project) -> Facts {
    let bytes = value_journey::file::write(project).expect("it can be written");
    let value: Value = serde_json::from_slice(&bytes).expect("JSON");
    let mut facts = Facts::default();
    if let Value::Object(object) = value {
        facts.object("project", &object, &[]);
    }
    facts
}
