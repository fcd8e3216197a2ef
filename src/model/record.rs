//! How the parts of a project are read and written.
//!
//! `record!` makes a struct whose known fields stand in a fixed order and whose unknown fields are
//! kept as raw text behind them, so that a file of a colleague's newer program survives an edit.
//! `#[serde(flatten)]` would refuse some numbers, rewrite others and drop doubled keys in silence.

use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde_json::value::RawValue;
use std::cell::Cell;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

/// Unknown fields of one object: each is compared with all, and no program writes that many.
const MAX_UNKNOWN_OF_ONE: usize = 200;
/// Unknown fields of one file: each costs some 150 bytes besides its own.
pub(crate) const MAX_UNKNOWN_FIELDS: usize = 400_000;
/// Most text in the unknown fields of one file, in bytes.
pub(crate) const MAX_UNKNOWN: usize = 16 * 1024 * 1024;

thread_local! {
    /// What the reading that is under way on this thread may still keep of unknown fields.
    static ROOM: Cell<Option<Room>> = const { Cell::new(None) };
}

#[derive(Clone, Copy)]
struct Room {
    fields: usize,
    bytes: usize,
    /// Bytes there were at first.
    most: usize,
}

/// Reads one file: all its objects together keep so many bytes of unknown fields. They are counted as
/// they come, because all of them would not fit into memory.
pub(crate) fn reading<T>(bytes: usize, read: impl FnOnce() -> T) -> T {
    struct Before(Option<Room>);
    impl Drop for Before {
        fn drop(&mut self) {
            ROOM.set(self.0);
        }
    }
    let _before = Before(ROOM.replace(Some(Room {
        fields: MAX_UNKNOWN_FIELDS,
        bytes,
        most: bytes,
    })));
    read()
}

/// Takes the room one unknown field needs; nothing is counted outside of [`reading`].
fn take_room<E: de::Error>(name: &str, value: &RawValue) -> Result<(), E> {
    let Some(room) = ROOM.get() else {
        return Ok(());
    };
    let Some(bytes) = room.bytes.checked_sub(name.len() + value.get().len()) else {
        return Err(E::custom(format_args!(
            "more than {} MB in fields that this version does not know",
            room.most / 1024 / 1024
        )));
    };
    let Some(fields) = room.fields.checked_sub(1) else {
        return Err(E::custom(format_args!(
            "more than {MAX_UNKNOWN_FIELDS} fields that this version does not know"
        )));
    };
    ROOM.set(Some(Room {
        fields,
        bytes,
        ..room
    }));
    Ok(())
}

/// Fields this version does not know, as they stood in the file, in the file's order.
#[derive(Clone, Default)]
pub struct Unknown(Option<Arc<Vec<Field>>>);

type Field = (Box<str>, Box<RawValue>);

impl Unknown {
    /// Bytes of text kept.
    pub fn len(&self) -> usize {
        self.fields()
            .map(|(name, value)| name.len() + value.get().len())
            .sum()
    }

    /// Whether every field was known.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// Names and raw texts.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &RawValue)> {
        self.0
            .iter()
            .flat_map(|fields| fields.iter().map(|(name, value)| (&**name, &**value)))
    }

    /// Adds a field.
    ///
    /// # Errors
    /// When the name was there before, or when there are too many.
    pub fn add<E: de::Error>(&mut self, name: &str, value: Box<RawValue>) -> Result<(), E> {
        if self
            .0
            .as_ref()
            .is_some_and(|fields| fields.len() >= MAX_UNKNOWN_OF_ONE)
        {
            return Err(E::custom(format_args!(
                "more than {MAX_UNKNOWN_OF_ONE} fields that this version does not know in one object"
            )));
        }
        if self.fields().any(|(known, _)| known == name) {
            return Err(E::custom(format_args!("`{name}` stands there twice")));
        }
        Arc::make_mut(self.0.get_or_insert_default()).push((name.into(), value));
        Ok(())
    }

    /// Adds a field of the file that is being read.
    pub(crate) fn read<'de, M: MapAccess<'de>>(
        &mut self,
        name: &str,
        map: &mut M,
    ) -> Result<(), M::Error> {
        // Borrowed until it is known to fit.
        let value: &'de RawValue = map.next_value()?;
        take_room(name, value)?;
        self.add(name, value.to_owned())
    }

    pub(crate) fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        self.fields()
            .try_for_each(|(name, value)| map.serialize_entry(name, value))
    }
}

impl PartialEq for Unknown {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (None, None) => true,
            (Some(a), Some(b)) => {
                Arc::ptr_eq(a, b)
                    || self
                        .fields()
                        .map(|(name, value)| (name, value.get()))
                        .eq(other.fields().map(|(name, value)| (name, value.get())))
            }
            _ => false,
        }
    }
}

impl Eq for Unknown {}

impl fmt::Debug for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map()
            .entries(self.fields().map(|(name, value)| (name, value.get())))
            .finish()
    }
}

pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// A key of an object, borrowed from the input where it has no escapes.
pub(crate) struct Key<'a>(pub(crate) std::borrow::Cow<'a, str>);

impl<'de> de::Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;
        impl<'de> Visitor<'de> for KeyVisitor {
            type Value = Key<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(text.into()))
            }
            fn visit_str<E>(self, text: &str) -> Result<Key<'de>, E> {
                Ok(Key(text.to_owned().into()))
            }
        }
        deserializer.deserialize_str(KeyVisitor)
    }
}

/// Values by id. Keeps the order it was given, refuses a key twice and is small to copy,
/// because one typed letter copies it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ById<T>(Vec<(super::Id, T)>);

impl<T> Default for ById<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> ById<T> {
    /// The value of this id.
    pub fn get(&self, id: super::Id) -> Option<&T> {
        self.0
            .iter()
            .find(|(key, _)| *key == id)
            .map(|(_, value)| value)
    }

    /// The value of this id, to be changed.
    pub fn get_mut(&mut self, id: super::Id) -> Option<&mut T> {
        self.0
            .iter_mut()
            .find(|(key, _)| *key == id)
            .map(|(_, value)| value)
    }

    /// Puts a value in; the one that was there before comes out.
    pub fn insert(&mut self, id: super::Id, value: T) -> Option<T> {
        match self.get_mut(id) {
            Some(place) => Some(std::mem::replace(place, value)),
            None => {
                self.0.push((id, value));
                None
            }
        }
    }

    /// Takes a value out.
    pub fn remove(&mut self, id: super::Id) -> Option<T> {
        let at = self.0.iter().position(|(key, _)| *key == id)?;
        Some(self.0.remove(at).1)
    }

    /// All ids and values.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (super::Id, &T)> {
        self.0.iter().map(|(id, value)| (*id, value))
    }

    /// All values, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.0.iter_mut().map(|(_, value)| value)
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the values are in this order; ids it does not name come last.
    pub fn is_in(&self, order: &Order) -> bool {
        self.0.is_sorted_by_key(|(id, _)| order.place(*id))
    }

    /// Puts the values in this order; ids it does not name come last, in the order they had.
    pub fn put_in(&mut self, order: &Order) {
        if !self.is_in(order) {
            self.0.sort_by_key(|(id, _)| order.place(*id));
        }
    }
}

/// An order of ids, made once for all lists that are put in it: a file may have many lists.
pub struct Order(HashMap<super::Id, usize>);

impl Order {
    /// In the order they are given.
    pub fn of(ids: impl Iterator<Item = super::Id>) -> Self {
        Self(ids.zip(0..).collect())
    }

    fn place(&self, id: super::Id) -> usize {
        self.0.get(&id).copied().unwrap_or(usize::MAX)
    }
}

impl<T: serde::Serialize> serde::Serialize for ById<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de, T: de::Deserialize<'de>> de::Deserialize<'de> for ById<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct MapVisitor<T>(std::marker::PhantomData<T>);
        impl<'de, T: de::Deserialize<'de>> Visitor<'de> for MapVisitor<T> {
            type Value = ById<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object with ids as keys")
            }
            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<ById<T>, M::Error> {
                let mut values = ById::default();
                // A set beside the list: a hostile file may hold many keys.
                let mut seen = std::collections::HashSet::new();
                while let Some(id) = map.next_key::<super::Id>()? {
                    if seen.len() >= super::MAX_PARTS {
                        return Err(de::Error::custom(format_args!(
                            "more than {} steps",
                            super::MAX_PARTS
                        )));
                    }
                    if !seen.insert(id) {
                        return Err(de::Error::custom(format_args!("`{id}` stands there twice")));
                    }
                    values.0.push((id, map.next_value()?));
                }
                Ok(values)
            }
        }
        deserializer.deserialize_map(MapVisitor(std::marker::PhantomData))
    }
}

/// Defines a part of the project. Each field says how it stands in the file:
/// `required` must be there, `always` is written even when empty, `optional` only when it differs
/// from its default.
macro_rules! record {
    (
        $(#[$meta:meta])*
        $visibility:vis struct $name:ident ($what:literal) {
            $( $(#[$field_meta:meta])* $mode:ident $field:ident : $type:ty $(= $default:expr)? ),* $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        $visibility struct $name {
            $( $(#[$field_meta])* pub $field: $type, )*
            /// Fields this version does not know.
            pub unknown: $crate::model::Unknown,
        }

        impl $name {
            /// The fields of a file this version knows, in their order, and whether each must be there.
            #[allow(dead_code, reason = "records of other programs' files are in no list")]
            $visibility const FIELDS: &'static [(&'static str, bool)] = &[
                $( (stringify!($field), record!(@must $mode)) ),*
            ];
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct RecordVisitor;
                impl<'de> serde::de::Visitor<'de> for RecordVisitor {
                    type Value = $name;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str($what)
                    }

                    fn visit_map<M: serde::de::MapAccess<'de>>(self, mut map: M) -> Result<$name, M::Error> {
                        use serde::de::Error as _;
                        $( let mut $field: Option<$type> = None; )*
                        let mut unknown = $crate::model::Unknown::default();
                        while let Some(key) = map.next_key::<$crate::model::record::Key<'de>>()? {
                            match &*key.0 {
                                $( stringify!($field) => {
                                    if $field.is_some() {
                                        return Err(M::Error::custom(concat!("`", stringify!($field), "` stands there twice")));
                                    }
                                    $field = Some(map.next_value()?);
                                } )*
                                other => unknown.read(other, &mut map)?,
                            }
                        }
                        Ok($name {
                            $( $field: record!(@read $mode $field $what $(, $default)?), )*
                            unknown,
                        })
                    }
                }
                deserializer.deserialize_map(RecordVisitor)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap as _;
                let mut map = serializer.serialize_map(None)?;
                $( if record!(@written $mode self.$field $(, $default)?) {
                    map.serialize_entry(stringify!($field), &self.$field)?;
                } )*
                self.unknown.write(&mut map)?;
                map.end()
            }
        }
    };
    (@must required) => { true };
    (@must $mode:ident) => { false };
    (@read required $field:ident $what:literal) => {
        $field.ok_or_else(|| M::Error::custom(concat!($what, " has no `", stringify!($field), "`")))?
    };
    (@read $mode:ident $field:ident $what:literal) => { $field.unwrap_or_default() };
    (@read $mode:ident $field:ident $what:literal, $default:expr) => { $field.unwrap_or_else(|| $default) };
    (@written required $($value:tt)*) => { true };
    (@written always $($value:tt)*) => { true };
    (@written optional $this:ident.$field:ident) => { !$crate::model::record::is_default(&$this.$field) };
    (@written optional $this:ident.$field:ident, $default:expr) => { $this.$field != $default };
}
pub(crate) use record;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Id;

    record! {
        /// A thing.
        pub(crate) struct Thing ("a thing") {
            /// Which one.
            required id: Id,
            /// Text.
            always text: String,
            /// How many.
            optional count: u32 = 1,
        }
    }

    fn read(json: &str) -> Result<Thing, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    #[test]
    fn unknown_fields_come_back_as_they_were_written() {
        let json = r#"{"id":"a","text":"","later":{"b":1.10,"a":1e400,"c":123456789012345678901},"x":null}"#;
        let thing = read(json).unwrap();
        assert_eq!(serde_json::to_string(&thing).unwrap(), json);
        assert_eq!(read(json).unwrap(), thing);
    }

    #[test]
    fn a_default_is_not_written() {
        assert_eq!(
            serde_json::to_string(&read(r#"{"text":"t","count":1,"id":"a"}"#).unwrap()).unwrap(),
            r#"{"id":"a","text":"t"}"#
        );
    }

    #[test]
    fn what_stands_twice_or_is_missing_is_named() {
        assert!(
            read(r#"{"id":"a","text":"","text":""}"#)
                .unwrap_err()
                .contains("`text` stands there twice")
        );
        assert!(
            read(r#"{"id":"a","x":1,"x":2}"#)
                .unwrap_err()
                .contains("`x` stands there twice")
        );
        assert!(
            read(r#"{"text":""}"#)
                .unwrap_err()
                .contains("a thing has no `id`")
        );
        assert!(read("[]").unwrap_err().contains("expected a thing"));
    }

    #[test]
    fn a_map_by_id_refuses_a_key_twice_and_keeps_its_order() {
        let map: ById<u8> = serde_json::from_str(r#"{"b":1,"a":2}"#).unwrap();
        assert_eq!(serde_json::to_string(&map).unwrap(), r#"{"b":1,"a":2}"#);
        assert!(serde_json::from_str::<ById<u8>>(r#"{"a":1,"a":2}"#).is_err());
    }
}
