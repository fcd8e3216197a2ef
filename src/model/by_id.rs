//! Values by the id of what they belong to, and lists behind one pointer.

use super::Id;
use super::limits::MAX_PARTS;
use serde::de::{self, Deserializer, MapAccess, Visitor};
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

/// Values by id. Keeps the order it was given, refuses a key twice and is small to copy,
/// because one typed letter copies it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ById<T>(Vec<(Id, T)>);

impl<T> Default for ById<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> ById<T> {
    /// The value of this id.
    pub fn get(&self, id: Id) -> Option<&T> {
        self.0
            .iter()
            .find(|(key, _)| *key == id)
            .map(|(_, value)| value)
    }

    /// The value of this id, to be changed.
    pub fn get_mut(&mut self, id: Id) -> Option<&mut T> {
        self.0
            .iter_mut()
            .find(|(key, _)| *key == id)
            .map(|(_, value)| value)
    }

    /// Puts a value in; the one that was there before comes out.
    pub fn insert(&mut self, id: Id, value: T) -> Option<T> {
        match self.get_mut(id) {
            Some(place) => Some(std::mem::replace(place, value)),
            None => {
                self.0.push((id, value));
                None
            }
        }
    }

    /// Takes a value out.
    pub fn remove(&mut self, id: Id) -> Option<T> {
        let at = self.0.iter().position(|(key, _)| *key == id)?;
        Some(self.0.remove(at).1)
    }

    /// All ids and values.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Id, &T)> {
        self.0.iter().map(|(id, value)| (*id, value))
    }

    /// All ids and values, the values to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (Id, &mut T)> {
        self.0.iter_mut().map(|(id, value)| (*id, value))
    }

    /// All values, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.0.iter_mut().map(|(_, value)| value)
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
pub struct Order(HashMap<Id, usize>);

impl Order {
    /// In the order they are given.
    pub fn of(ids: impl Iterator<Item = Id>) -> Self {
        Self(ids.zip(0..).collect())
    }

    fn place(&self, id: Id) -> usize {
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
                while let Some(id) = map.next_key::<Id>()? {
                    if seen.len() >= MAX_PARTS {
                        return Err(de::Error::custom(format_args!(
                            "more than {MAX_PARTS} steps"
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

/// A list behind one pointer: copying the project copies the pointer only.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SharedList<T>(Arc<Vec<T>>);

impl<T> Default for SharedList<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T> std::ops::Deref for SharedList<T> {
    type Target = Vec<T>;
    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<T: Clone> SharedList<T> {
    /// The list, to be changed.
    pub fn to_mut(&mut self) -> &mut Vec<T> {
        Arc::make_mut(&mut self.0)
    }
}

impl<T: serde::Serialize> serde::Serialize for SharedList<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, T: de::Deserialize<'de>> de::Deserialize<'de> for SharedList<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(|list| Self(Arc::new(list)))
    }
}
