//! One record changed on both sides, merged field by field.
//!
//! A record is taken as the ordered keys and raw texts that would stand in the file: fields that the
//! model gets later, and fields this version does not know, merge without a word here. A field that
//! is missing is not one that is empty.

use super::conflict::Choice;
use super::order;
use super::record::PartRecord;
use crate::model::{FieldInfo, MAX_TEXT, Note, Record as _, RecordInfo, Rule};
use serde::de::{self, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::collections::HashMap;
use std::fmt;

/// A value as it stands in the file.
pub(in crate::file) type Raw = Box<RawValue>;

/// A field that both sides changed differently.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// Its keys, joined by a point; empty for the record as a whole.
    pub(super) path: String,
    pub(super) base: Option<Raw>,
    pub(super) mine: Option<Raw>,
    pub(super) theirs: Option<Raw>,
    pub(super) allows_both: bool,
}

/// The keys and values of an object, in the order they stand there.
#[derive(Clone, Default)]
pub(in crate::file) struct Fields(pub(in crate::file) Vec<(String, Raw)>);

impl Fields {
    /// The fields of an object; none when the text is none.
    pub(in crate::file) fn of(object: &str) -> Self {
        serde_json::from_str(object).unwrap_or_default()
    }

    pub(in crate::file) fn get(&self, key: &str) -> Option<&Raw> {
        self.0
            .iter()
            .find(|(known, _)| known == key)
            .map(|(_, value)| value)
    }

    fn write(&self) -> String {
        let fields: Vec<String> = self
            .0
            .iter()
            .map(|(key, value)| format!("{}:{}", quoted(key), value.get()))
            .collect();
        format!("{{{}}}", fields.join(","))
    }
}

impl<'de> de::Deserialize<'de> for Fields {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FieldsVisitor;
        impl<'de> Visitor<'de> for FieldsVisitor {
            type Value = Fields;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Fields, M::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(FieldsVisitor)
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn raw(json: String) -> Option<Raw> {
    RawValue::from_string(json).ok()
}

/// A record of which both sides changed something, and what they changed differently.
pub(super) fn merge_records(
    info: &'static RecordInfo,
    base: Option<&PartRecord>,
    mine: &PartRecord,
    theirs: &PartRecord,
    choose: &dyn Fn(&str) -> Choice,
) -> (PartRecord, Vec<Found>) {
    let base = base.map(PartRecord::to_json).unwrap_or_default();
    let (merged, mut found) =
        merge_objects(info, &base, &mine.to_json(), &theirs.to_json(), choose);
    let record = mine.read_again(&merged).unwrap_or_else(|| {
        // More fields than one record may have: as a whole, then.
        found = vec![Found {
            path: String::new(),
            base: None,
            mine: None,
            theirs: None,
            allows_both: false,
        }];
        let chosen = match choose("") {
            Choice::Theirs => theirs,
            Choice::Mine | Choice::Both => mine,
        };
        chosen.clone()
    });
    (record, found)
}

/// Two objects that came from a third one, merged by key; an empty text is no object.
pub(super) fn merge_objects(
    info: &'static RecordInfo,
    base: &str,
    mine: &str,
    theirs: &str,
    choose: &dyn Fn(&str) -> Choice,
) -> (String, Vec<Found>) {
    let mut merger = Merger {
        info,
        has_base: !base.is_empty(),
        choose,
        found: Vec::new(),
    };
    let [base, mine, theirs] = [base, mine, theirs].map(Fields::of);
    let merged = merger.fields("", &base, &mine, &theirs);
    (merged.write(), merger.found)
}

/// A field by its keys, before and after.
pub(in crate::file) type ChangedField = (String, Option<Raw>, Option<Raw>);

/// The fields that differ between two objects of a kind, in the order they stand there.
pub(in crate::file) fn changed(
    info: &'static RecordInfo,
    before: &str,
    after: &str,
) -> Vec<ChangedField> {
    let mut changed = Vec::new();
    let [before, after] = [before, after].map(Fields::of);
    add_changed(info, "", &before, &after, &mut changed);
    changed
}

fn add_changed(
    info: &'static RecordInfo,
    above: &str,
    before: &Fields,
    after: &Fields,
    changed: &mut Vec<ChangedField>,
) {
    let gone = before.0.iter().filter(|(key, _)| after.get(key).is_none());
    for (key, _) in after.0.iter().chain(gone) {
        let path = format!("{above}{key}");
        let [old, new] = [before.get(key), after.get(key)];
        let [old_text, new_text] = [old, new].map(|value| value.map(|value| value.get()));
        if old_text == new_text {
            continue;
        }
        if info.field(&path).is_some_and(is_nested) {
            let [old, new] =
                [old_text, new_text].map(|object| object.map(Fields::of).unwrap_or_default());
            add_changed(info, &format!("{path}."), &old, &new, changed);
        } else {
            changed.push((path, old.cloned(), new.cloned()));
        }
    }
}

/// Whether it is an object that is merged by key itself.
fn is_nested(field: &FieldInfo) -> bool {
    matches!(field.rule, Rule::Within(_) | Rule::Counts)
}

struct Merger<'a> {
    info: &'static RecordInfo,
    has_base: bool,
    choose: &'a dyn Fn(&str) -> Choice,
    found: Vec<Found>,
}

impl Merger<'_> {
    fn fields(&mut self, above: &str, base: &Fields, mine: &Fields, theirs: &Fields) -> Fields {
        let mut values: HashMap<&str, Raw> = HashMap::new();
        let more = theirs.0.iter().filter(|(key, _)| mine.get(key).is_none());
        for (key, _) in mine.0.iter().chain(more) {
            let path = format!("{above}{key}");
            let [base, mine, theirs] = [base, mine, theirs].map(|fields| fields.get(key));
            if let Some(value) = self.value(&path, base, mine, theirs) {
                values.insert(key, value);
            }
        }
        let [base, mine, theirs] = [base, mine, theirs].map(|fields| {
            let keys = fields.0.iter().map(|(key, _)| key.as_str());
            keys.filter(|key| values.contains_key(key))
                .collect::<Vec<_>>()
        });
        // Nobody puts keys in order: no conflict, but the same for both sides.
        let (keys, _) = order::merge(&base, &mine, &theirs, theirs < mine);
        let fields = keys.into_iter().filter_map(|key| {
            let value = values.get(key)?;
            Some((key.to_owned(), value.clone()))
        });
        Fields(fields.collect())
    }

    fn value(
        &mut self,
        path: &str,
        base: Option<&Raw>,
        mine: Option<&Raw>,
        theirs: Option<&Raw>,
    ) -> Option<Raw> {
        let [base_text, mine_text, theirs_text] =
            [base, mine, theirs].map(|value| value.map(|value| value.get()));
        // Without a base a text that is empty is one that nobody wrote.
        let field = self.info.field(path);
        let set = field.filter(|field| matches!(field.rule, Rule::Set));
        let is_nothing = |text| match text {
            Some("\"\"") if !self.has_base => true,
            // What is not written is still there.
            None if set.is_some() && !self.has_base => false,
            text => text == base_text,
        };
        if mine_text == theirs_text || is_nothing(theirs_text) {
            return mine.cloned();
        }
        if is_nothing(mine_text) {
            return theirs.cloned();
        }
        if field.is_some_and(is_nested) {
            let [base, mine, theirs] = [base_text, mine_text, theirs_text]
                .map(|object| object.map(Fields::of).unwrap_or_default());
            let fields = self.fields(&format!("{path}."), &base, &mine, &theirs);
            return (!fields.0.is_empty())
                .then(|| raw(fields.write()))
                .flatten();
        }
        if let Some(field) = set {
            let base = if self.has_base { base_text } else { Some("[]") };
            return raw(merged_set(field, [base, mine_text, theirs_text]));
        }
        let is_second_note = self.info.what == Note::INFO.what && path == "text";
        let both = both(field, is_second_note, mine_text, theirs_text);
        self.found.push(Found {
            path: path.to_owned(),
            base: base.cloned(),
            mine: mine.cloned(),
            theirs: theirs.cloned(),
            allows_both: both.is_some(),
        });
        match (self.choose)(path) {
            Choice::Theirs => theirs.cloned(),
            Choice::Both => both.or(mine.cloned()),
            Choice::Mine => mine.cloned(),
        }
    }
}

/// Both texts as one; `None` where that says nothing.
fn both(
    field: Option<&FieldInfo>,
    is_second_note: bool,
    mine: Option<&str>,
    theirs: Option<&str>,
) -> Option<Raw> {
    let text = |json: Option<&str>| {
        let text: String = serde_json::from_str(json?).ok()?;
        (!text.trim().is_empty()).then_some(text)
    };
    let (mine, theirs) = (text(mine)?, text(theirs)?);
    if is_second_note {
        // The other one becomes a note of its own.
        return raw(quoted(&mine));
    }
    let between = match field?.rule {
        Rule::Line => " / ",
        Rule::Text => "\n",
        Rule::Apart
        | Rule::Code
        | Rule::Words
        | Rule::Set
        | Rule::Value
        | Rule::YesNo(_)
        | Rule::Names(_)
        | Rule::Things(_)
        | Rule::Within(_)
        | Rule::Counts => return None,
    };
    let joined = mine + between + &theirs;
    (joined.len() <= MAX_TEXT)
        .then(|| raw(quoted(&joined)))
        .flatten()
}

/// Of each element the side that added it or took it away is followed.
fn merged_set(field: &FieldInfo, [base, mine, theirs]: [Option<&str>; 3]) -> String {
    let elements = |json: Option<&str>| {
        // What is not written is what it is at first.
        let json = json.map_or_else(field.initial, str::to_owned);
        let texts: Vec<String> = serde_json::from_str(&json).unwrap_or_default();
        numbered(texts)
    };
    let [base, mine, theirs] = [base, mine, theirs].map(elements);
    let stays = |element: &&(String, usize)| {
        let [base, mine, theirs] = [&base, &mine, &theirs].map(|list| list.contains(element));
        if mine == base { theirs } else { mine }
    };
    let [base, mine, theirs] =
        [&base, &mine, &theirs].map(|list| list.iter().filter(stays).collect::<Vec<_>>());
    let (merged, _) = order::merge(&base, &mine, &theirs, theirs < mine);
    let texts: Vec<&String> = merged.into_iter().map(|(text, _)| text).collect();
    serde_json::to_string(&texts).unwrap_or_default()
}

/// Texts told apart where one stands there several times.
fn numbered(texts: Vec<String>) -> Vec<(String, usize)> {
    let mut seen = HashMap::new();
    texts
        .into_iter()
        .map(|text| {
            let count = seen.entry(text.clone()).or_insert(0);
            *count += 1;
            (text, *count)
        })
        .collect()
}
