//! The objects of a damaged file, one level at a time, as raw text: a part that is as it should be costs
//! one reading, and its unknown fields stay as they were written.

use super::losses::Losses;
use crate::file::read_error::in_words;
use crate::model::{Id, cut, shortened};
use serde::de::{self, DeserializeOwned, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// Most fields of one part that are tried one by one.
const MAX_FIELDS: usize = 150;
/// Most letters of what the parser says.
const MAX_WORDS: usize = 200;

/// The fields of an object, in the file's order, with doubled ones; and where it stands.
#[derive(Default)]
pub(super) struct Object<'a>(
    pub(super) Vec<(Cow<'a, str>, &'a RawValue)>,
    pub(super) Option<&'a RawValue>,
);

impl<'a> Object<'a> {
    pub(super) fn has(&self, key: &str) -> bool {
        self.0.iter().any(|(known, _)| known == key)
    }

    /// Takes all fields of this name out.
    pub(super) fn take(&mut self, key: &str) -> Vec<&'a RawValue> {
        let taken = self.0.extract_if(.., |(known, _)| known == key);
        taken.map(|(_, value)| value).collect()
    }

    /// What it is called, to be found by somebody who reads about it.
    pub(super) fn name(&self) -> String {
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

pub(super) struct Salvage<'a, 'l> {
    pub(super) text: &'a str,
    pub(super) line_ends: Vec<usize>,
    pub(super) losses: &'l mut Losses,
}

impl<'a> Salvage<'a, '_> {
    /// The line of a part of the text.
    fn line(&self, part: &RawValue) -> usize {
        let at = (part.get().as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        1 + self.line_ends.partition_point(|end| *end < at)
    }

    pub(super) fn say(&mut self, part: &RawValue, what: impl FnOnce() -> String) {
        let line = self.line(part);
        self.losses.say(|| format!("Line {line}: {}", what()));
    }

    /// The fields of a value; of one that is no object none.
    pub(super) fn object(&mut self, value: &'a RawValue) -> Object<'a> {
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
    pub(super) fn all(&mut self, object: &mut Object<'a>, key: &str) -> Vec<&'a RawValue> {
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
    pub(super) fn list(&mut self, object: &mut Object<'a>, key: &str) -> Vec<&'a RawValue> {
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
    pub(super) fn one(&mut self, object: &mut Object<'a>, key: &str) -> Option<&'a RawValue> {
        self.all(object, key).into_iter().next()
    }

    /// Values whose name is lost: the ones of a list, or the object itself.
    pub(super) fn nameless(&mut self, object: &mut Object<'a>) -> Vec<&'a RawValue> {
        self.list(object, "")
    }

    /// Reads a part without its lists: whole when it can be, otherwise field by field. What must be
    /// there and is not is given as JSON.
    pub(super) fn part<T: DeserializeOwned>(
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

    /// Like [`part`](Self::part); what must be there is known and nobody misses it.
    pub(super) fn quietly<T: DeserializeOwned>(
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

    /// Reads parts that have ids. One without, of which the part before has no field, is the rest of
    /// that: a stray bracket closed it too early.
    pub(super) fn each<T>(
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

    pub(super) fn lost(&mut self, value: &'a RawValue) {
        let name = serde_json::from_str::<Object<'_>>(value.get())
            .map(|object| object.name())
            .unwrap_or_default();
        self.say(value, || {
            let found = shortened(value.get());
            format!("what stands there{name} belongs to nothing and was left out: `{found}`.")
        });
    }

    /// Takes fields back that came into an object or list within their own, because a bracket is lost or
    /// too many.
    pub(super) fn take_back(object: &mut Object<'a>, own: &[&str]) {
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
}

pub(super) fn new_id() -> [(&'static str, String); 1] {
    [("id", format!("\"{}\"", Id::random()))]
}

/// Whether one letter was changed, lost or put in.
pub(super) fn is_near(found: &str, key: &str) -> bool {
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
