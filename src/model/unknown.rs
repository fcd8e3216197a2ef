//! Fields of files that this version does not know: kept as they stood there.

use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde_json::value::RawValue;
use std::cell::Cell;
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
