//! What the records of a project say about their fields, and the walks over them.
//!
//! A field says in [`record!`](super::record::record) what it is called and how it is merged.
//! Whoever looks at every text, every part or every name of a part is a [`Walk`]: it finds a field
//! or a record that comes later without a word.

use super::limits::all;
use super::{ById, Decimal, Id, Lane, RowInfo, SharedList, shortened, words};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::any::Any;
use std::borrow::Cow;
use std::fmt::Debug;
use std::sync::Arc;
use strum::{EnumCount, VariantArray};

/// How a field is merged, found and told.
#[derive(Clone, Copy, Debug)]
pub enum Rule {
    /// What the record is known by, or what is kept and told elsewhere.
    Apart,
    /// A text of one line: two of them can stand side by side.
    Line,
    /// A text of several lines: two of them can stand one below the other.
    Text,
    /// A text for programs.
    Code,
    /// A list of texts, each with a meaning by its place.
    Words,
    /// A list of which each element is there or not.
    Set,
    /// One value.
    Value,
    /// Yes or no, in sentences of its own.
    YesNo(&'static YesNo),
    /// The id of another part.
    Names(&'static Reference),
    /// A list of parts with ids.
    Things(ThingKind),
    /// A record within this one.
    Within(&'static RecordInfo),
    /// Figures by step.
    Counts,
}

/// The sentences of a field that is yes or no; `{}` stands for what it is about.
#[derive(Debug)]
pub struct YesNo {
    /// As a question: "whether {} is a moment of truth".
    pub whether: &'static str,
    /// What is said when it becomes so.
    pub on: &'static str,
    /// What is said when it is no longer so.
    pub off: &'static str,
    /// The values, no first.
    pub values: [&'static str; 2],
}

/// What a field names, and what is said when it names nothing: `{}` stands for the name of the
/// record, `{id}` for the id.
#[derive(Debug)]
pub struct Reference {
    /// Parts that may be named.
    pub kinds: &'static [ThingKind],
    /// Why a file cannot be opened.
    pub missing: &'static str,
    /// What a repair did.
    pub left_out: &'static str,
}

/// A field of a record.
#[derive(Clone, Copy, Debug)]
pub struct FieldInfo {
    /// Its key in files.
    pub key: &'static str,
    /// Whether it must be there.
    pub must: bool,
    /// How it is merged, found and told.
    pub rule: Rule,
    /// Whether it is a text that somebody writes, or a list of texts written as one.
    pub is_text: bool,
    /// Its name in sentences: "short name"; empty where it is told elsewhere.
    pub words: &'static str,
    /// Its name above a field of the window.
    pub label: &'static str,
    /// What it means that it is not written, where that says something.
    pub absent: Option<&'static str>,
    /// The JSON of what it is at first.
    pub initial: fn() -> String,
    /// A value in words, where they are other than the value.
    pub told: fn(json: &str) -> Option<String>,
}

/// A kind of object in a file.
#[derive(Debug)]
pub struct RecordInfo {
    /// With its article: "a step".
    pub what: &'static str,
    /// Its fields, in their order.
    pub fields: &'static [FieldInfo],
    /// Its rows of notes, behind the fields.
    pub rows: &'static [RowInfo],
}

impl Reference {
    /// One of its sentences about a part of this name.
    pub fn in_words(&self, sentence: &str, id: Id, title: &str) -> String {
        let sentence = sentence.replace("{id}", &id.to_string());
        sentence.replace("{}", &shortened(title))
    }
}

impl FieldInfo {
    /// Its name above a field of the window: "Short name".
    pub fn label(&self) -> String {
        if self.label.is_empty() {
            words::capitalised(self.words)
        } else {
            self.label.to_owned()
        }
    }

    /// Lines of a field of the window for it.
    pub fn rows(&self) -> usize {
        if matches!(self.rule, Rule::Text) {
            3
        } else {
            1
        }
    }

    /// What it means that it is not written, where that says something.
    pub fn absent(&self) -> Option<String> {
        let initial = || (self.initial)();
        match self.rule {
            _ if self.absent.is_some() => self.absent.map(str::to_owned),
            Rule::Value => (self.told)(&initial()),
            Rule::YesNo(flag) => Some(flag.value(&initial()).to_owned()),
            Rule::Apart
            | Rule::Line
            | Rule::Text
            | Rule::Code
            | Rule::Words
            | Rule::Set
            | Rule::Names(_)
            | Rule::Things(_)
            | Rule::Within(_)
            | Rule::Counts => None,
        }
    }
}

impl YesNo {
    /// A value in words.
    pub fn value(&self, json: &str) -> &'static str {
        self.values[usize::from(json == "true")]
    }
}

impl RecordInfo {
    /// The keys of fields and rows, and whether each must be there.
    pub fn keys(&self) -> impl Iterator<Item = (&'static str, bool)> {
        let fields = self.fields.iter().map(|field| (field.key, field.must));
        fields.chain(self.rows.iter().map(|row| (row.key, false)))
    }

    /// The fields that are texts somebody writes.
    pub fn texts(&'static self) -> impl Iterator<Item = &'static FieldInfo> {
        self.fields.iter().filter(|field| field.is_text)
    }

    /// The field of a text.
    pub fn text(&'static self, key: TextKey) -> Option<&'static FieldInfo> {
        if key.within.is_empty() {
            self.field(key.key)
        } else {
            self.within(key.within)?.field(key.key)
        }
    }

    /// The field with these keys, joined by points: "job.verb".
    pub fn field(&'static self, path: &str) -> Option<&'static FieldInfo> {
        match path.split_once('.') {
            Some((key, rest)) => self.within(key)?.field(rest),
            None => self.fields.iter().find(|field| field.key == path),
        }
    }

    /// The record in one of its fields.
    fn within(&'static self, key: &str) -> Option<&'static Self> {
        let field = self.fields.iter().find(|field| field.key == key)?;
        if let Rule::Within(record) = field.rule {
            Some(record)
        } else {
            None
        }
    }
}

/// What has an id and stands in a list of its kind, in the order it is read.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord, EnumCount, VariantArray)]
pub enum ThingKind {
    /// A value map.
    Map,
    /// A job of a map.
    Job,
    /// A journey.
    Journey,
    /// A step of a journey.
    Step,
    /// A solution of a journey.
    Solution,
    /// A customer.
    Persona,
}

impl ThingKind {
    /// All, in the order they are read.
    pub const ALL: [Self; Self::COUNT] = all(Self::VARIANTS);
}

/// What a text belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Owner {
    /// The project itself.
    Project,
    /// A part with an id.
    Thing(ThingKind, Id),
    /// A note.
    Note(Id),
}

/// Which text of its owner: the key of a field.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct TextKey {
    /// The field of the owner that holds the record with the text; empty when it is the owner's own.
    pub within: &'static str,
    /// The field.
    pub key: &'static str,
}

impl TextKey {
    /// A text of its owner's own.
    pub const fn own(key: &'static str) -> Self {
        Self { within: "", key }
    }

    /// A text of a record within its owner.
    pub const fn within(within: &'static str, key: &'static str) -> Self {
        Self { within, key }
    }
}

/// A value as what it is known to be; `None` when it is of another type.
pub fn as_a<T: Any>(value: &dyn Any) -> Option<&T> {
    value.downcast_ref()
}

/// The same, to be changed.
pub fn as_a_mut<T: Any>(value: &mut dyn Any) -> Option<&mut T> {
    value.downcast_mut()
}

/// The JSON of a value.
pub(crate) fn json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// A value in words, where they are other than the value.
pub(crate) fn in_words<T: InWords>(json: &str) -> Option<String> {
    serde_json::from_str::<T>(json).ok()?.told()
}

/// A value of a field in words, where they are other than the value.
pub trait InWords: DeserializeOwned {
    /// The words.
    fn told(&self) -> Option<String> {
        None
    }
}

impl<T: InWords> InWords for Option<T> {
    fn told(&self) -> Option<String> {
        self.as_ref().and_then(T::told)
    }
}

impl InWords for Vec<String> {
    fn told(&self) -> Option<String> {
        Some(self.join(", "))
    }
}

impl InWords for Vec<Lane> {
    fn told(&self) -> Option<String> {
        let names: Vec<&str> = self.iter().map(|lane| lane.info().name).collect();
        Some(names.join(", "))
    }
}

impl InWords for Decimal {}
impl InWords for u8 {}
impl InWords for u32 {}

/// Implements [`InWords`] by a function.
macro_rules! told {
    ($type:ty, $words:expr) => {
        impl $crate::model::InWords for $type {
            fn told(&self) -> Option<String> {
                let words: fn($type) -> &'static str = $words;
                Some(words(*self).to_owned())
            }
        }
    };
}
pub(crate) use told;

/// A record of a project.
pub trait Record:
    Clone + PartialEq + Debug + Serialize + DeserializeOwned + Any + Send + Sync
{
    /// What is said about it.
    const INFO: &'static RecordInfo;

    /// Shows each field that a walk may look at, in their order.
    fn walk<'a>(&'a self, walk: &mut impl Walk<'a>);

    /// Shows each field that a walk may change, in their order.
    fn walk_mut(&mut self, walk: &mut impl WalkMut);

    /// The record alone: without the parts and notes in it, and without what is kept elsewhere.
    #[must_use]
    fn bare(&self) -> Self;
}

/// A record with an id of its own, in a list of its kind.
pub trait Thing: Record {
    /// Its kind.
    const KIND: ThingKind;

    /// Its id.
    fn id(&self) -> Id;

    /// Its id, to be changed.
    fn id_mut(&mut self) -> &mut Id;

    /// What people call it; may be empty.
    fn title(&self) -> Cow<'_, str>;
}

/// A list of parts with ids.
pub trait Things {
    /// What stands in it.
    const KIND: ThingKind;
}

impl<T: Thing> Things for Vec<Arc<T>> {
    const KIND: ThingKind = T::KIND;
}

/// Looks at the fields of records. What a walk does not care about it does not name; whoever wants to
/// see what stands within a record has to go on into it.
pub trait Walk<'a> {
    /// A text.
    fn text(&mut self, _field: &'static FieldInfo, _text: &'a String) {}
    /// A list of texts.
    fn texts(&mut self, _field: &'static FieldInfo, _texts: &'a Vec<String>) {}
    /// The id of another part.
    fn names(&mut self, _field: &'static FieldInfo, _id: &Option<Id>) {}
    /// A record within this one.
    fn within<T: Record>(&mut self, _field: &'static FieldInfo, _record: &'a T) {}
    /// A list of parts.
    fn things<T: Thing>(&mut self, _things: &'a Vec<Arc<T>>) {}
    /// Whether the others are compared with it.
    fn baseline(&mut self, _is_baseline: &bool) {}
    /// Records by step.
    fn by_step<T: Record>(&mut self, _records: &'a ById<Arc<T>>) {}
    /// A list of records without ids.
    fn listed<T: Record>(&mut self, _list: &'a Vec<Arc<T>>) {}
    /// A list of small records.
    fn shared<T: Record>(&mut self, _list: &'a SharedList<T>) {}
}

/// Changes the fields of records; see [`Walk`].
pub trait WalkMut {
    /// A text.
    fn text(&mut self, _field: &'static FieldInfo, _text: &mut String) {}
    /// A list of texts.
    fn texts(&mut self, _field: &'static FieldInfo, _texts: &mut Vec<String>) {}
    /// The id of another part.
    fn names(&mut self, _field: &'static FieldInfo, _id: &mut Option<Id>) {}
    /// A record within this one.
    fn within<T: Record>(&mut self, _field: &'static FieldInfo, _record: &mut T) {}
    /// A list of parts.
    fn things<T: Thing>(&mut self, _things: &mut Vec<Arc<T>>) {}
    /// Whether the others are compared with it.
    fn baseline(&mut self, _is_baseline: &mut bool) {}
    /// Records by step.
    fn by_step<T: Record>(&mut self, _records: &mut ById<Arc<T>>) {}
    /// A list of records without ids.
    fn listed<T: Record>(&mut self, _list: &mut Vec<Arc<T>>) {}
    /// A list of small records.
    fn shared<T: Record>(&mut self, _list: &mut SharedList<T>) {}
}
