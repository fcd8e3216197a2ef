//! What is a part's own, without what stands in it: a record of any kind.

use crate::model::{self, FieldInfo, Id, Reference, Rule, Thing, ThingKind, Walk, WalkMut, record};
use std::any::Any;
use std::borrow::Cow;
use std::fmt::Debug;
use std::sync::Arc;

record! {
    /// Which solution of a journey the others are compared with: one answer, not one a solution.
    pub(in crate::file) struct Baseline ("a baseline") {
        /// The solution.
        optional baseline: Option<Id> => names "baseline" by &SOLUTION,
    }
}

const SOLUTION: Reference = Reference {
    kinds: &[ThingKind::Solution],
    missing: "The solution `{id}`, with which “{}” compares the others, is not there.",
    left_out: "“{}” compared with a solution that is not there; that was left out.",
};

impl Baseline {
    /// The mark of a solution.
    pub(in crate::file) fn of(solution: Option<Id>) -> Self {
        Self {
            baseline: solution,
            ..Self::default()
        }
    }
}

/// A record of any kind.
#[derive(Clone, Debug)]
pub(in crate::file) struct PartRecord(Arc<dyn Own>);

type Title<T> = fn(&T) -> Cow<'_, str>;

#[derive(Debug)]
struct Titled<T> {
    record: Arc<T>,
    title: Title<T>,
}

/// A name in a record: the key of its field, what may be named, and the id.
pub(in crate::file) type Name = (&'static str, &'static Reference, Option<Id>);

trait Own: Debug + Send + Sync {
    fn any(&self) -> &dyn Any;
    fn is_same(&self, other: &dyn Own) -> bool;
    fn title(&self) -> Cow<'_, str>;
    fn to_json(&self) -> String;
    fn read_again(&self, json: &str) -> Option<PartRecord>;
    fn names(&self) -> Vec<Name>;
    fn with_name(&self, key: &str, id: Option<Id>) -> PartRecord;
}

impl<T: model::Record> Own for Titled<T> {
    fn any(&self) -> &dyn Any {
        self
    }

    fn is_same(&self, other: &dyn Own) -> bool {
        let other = other.any().downcast_ref::<Self>();
        other.is_some_and(|other| {
            Arc::ptr_eq(&self.record, &other.record) || self.record == other.record
        })
    }

    fn title(&self) -> Cow<'_, str> {
        (self.title)(&self.record)
    }

    fn to_json(&self) -> String {
        serde_json::to_string(&*self.record)
            .expect("records hold nothing that JSON has no words for")
    }

    fn read_again(&self, json: &str) -> Option<PartRecord> {
        let record: T = serde_json::from_str(json).ok()?;
        Some(PartRecord::titled(Arc::new(record), self.title))
    }

    fn names(&self) -> Vec<Name> {
        struct Names(Vec<Name>);
        impl Walk<'_> for Names {
            fn names(&mut self, field: &'static FieldInfo, id: &Option<Id>) {
                if let Rule::Names(reference) = field.rule {
                    self.0.push((field.key, reference, *id));
                }
            }
        }
        let mut names = Names(Vec::new());
        self.record.walk(&mut names);
        names.0
    }

    fn with_name(&self, key: &str, id: Option<Id>) -> PartRecord {
        struct Set<'k>(&'k str, Option<Id>);
        impl WalkMut for Set<'_> {
            fn names(&mut self, field: &'static FieldInfo, id: &mut Option<Id>) {
                if field.key == self.0 {
                    *id = self.1;
                }
            }
        }
        let mut record = T::clone(&self.record);
        record.walk_mut(&mut Set(key, id));
        PartRecord::titled(Arc::new(record), self.title)
    }
}

impl PartRecord {
    fn titled<T: model::Record>(record: Arc<T>, title: Title<T>) -> Self {
        Self(Arc::new(Titled { record, title }))
    }

    /// Of a part with an id, without what stands in it.
    pub(in crate::file) fn thing<T: Thing>(thing: &T) -> Self {
        Self::titled(Arc::new(thing.bare()), T::title)
    }

    /// Of a record in which nothing stands; with what people call it.
    pub(in crate::file) fn shared<T: model::Record>(record: Arc<T>, title: Title<T>) -> Self {
        Self::titled(record, title)
    }

    /// Of a record without a name, without what stands in it.
    pub(in crate::file) fn bare<T: model::Record>(record: &T) -> Self {
        Self::titled(Arc::new(record.bare()), |_| Cow::default())
    }

    /// The record, when it is of this kind.
    pub(in crate::file) fn get<T: model::Record>(&self) -> Option<&T> {
        let titled = self.0.any().downcast_ref::<Titled<T>>();
        titled.map(|titled| &*titled.record)
    }

    /// The record, shared.
    pub(in crate::file) fn arc<T: model::Record>(&self) -> Option<Arc<T>> {
        let titled = self.0.any().downcast_ref::<Titled<T>>();
        titled.map(|titled| Arc::clone(&titled.record))
    }

    pub(in crate::file) fn changed<T: model::Record>(&self, change: impl FnOnce(&mut T)) -> Self {
        let Some(titled) = self.0.any().downcast_ref::<Titled<T>>() else {
            return self.clone();
        };
        let mut record = T::clone(&titled.record);
        change(&mut record);
        Self::titled(Arc::new(record), titled.title)
    }

    /// What people call it; may be empty.
    pub(in crate::file) fn title(&self) -> Cow<'_, str> {
        self.0.title()
    }

    /// What stands in a file for it.
    pub(in crate::file) fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// A record of the same kind.
    pub(super) fn read_again(&self, json: &str) -> Option<Self> {
        self.0.read_again(json)
    }

    /// What its fields name.
    pub(in crate::file) fn names(&self) -> Vec<Name> {
        self.0.names()
    }

    /// The same with another name in a field.
    pub(super) fn with_name(&self, key: &str, id: Option<Id>) -> Self {
        self.0.with_name(key, id)
    }
}

impl PartialEq for PartRecord {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.is_same(&*other.0)
    }
}
