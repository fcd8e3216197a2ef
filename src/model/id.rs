//! Ids: what stays the same when a thing is renamed or moved.
//!
//! Short enough to be read in a diff, random so that two people who add things at the same time
//! do not choose the same, and not ordered by time so that their additions do not always meet at
//! the same line.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::str::FromStr;

/// Longest id in characters.
const MAX_LEN: usize = 12;
/// Length of the ids made by [`Id::random`]: 36^10 of them, so 200,000 notes collide once in 10⁵ projects.
const RANDOM_LEN: usize = 10;
const ALPHABET: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
const BASE: u64 = 37;

/// One to twelve characters of `a–z` and `0–9`, packed so that it can be copied and compared cheaply.
///
/// The order of ids is the alphabetical order of their texts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(u64);

/// A text that is no id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no id: an id is 1 to {MAX_LEN} characters of a–z and 0–9")]
pub struct NotAnId(String);

impl Id {
    /// A new id that nobody else has.
    pub fn random() -> Self {
        let mut packed = 0;
        for _ in 0..RANDOM_LEN {
            packed = packed * BASE + fastrand::u64(0..36) + 1;
        }
        for _ in RANDOM_LEN..MAX_LEN {
            packed *= BASE;
        }
        Self(packed)
    }

    /// The nth id made from this one: the same each time, and like no other.
    #[must_use]
    pub fn derived(self, nth: u64) -> Self {
        // SplitMix64 by Steele, Lea and Flood (2014).
        let mixed = |number: u64| {
            let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            number ^ (number >> 31)
        };
        let mut rest = mixed(self.0 ^ mixed(nth.wrapping_add(0x9e37_79b9_7f4a_7c15)));
        let mut packed = 0;
        for _ in 0..RANDOM_LEN {
            packed = packed * BASE + rest % 36 + 1;
            rest /= 36;
        }
        for _ in RANDOM_LEN..MAX_LEN {
            packed *= BASE;
        }
        Self(packed)
    }

    fn text(self) -> ([u8; MAX_LEN], usize) {
        let (mut text, mut len, mut rest) = ([0; MAX_LEN], 0, self.0);
        for place in (0..MAX_LEN).rev() {
            let digit = rest % BASE;
            rest /= BASE;
            if digit > 0 {
                text[place] = ALPHABET[digit as usize - 1];
                len = len.max(place + 1);
            }
        }
        (text, len)
    }
}

impl Default for Id {
    /// A new one: a record with an id of its own is made with it.
    fn default() -> Self {
        Self::random()
    }
}

impl FromStr for Id {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let no = || NotAnId(text.chars().take(40).collect());
        if text.is_empty() || text.len() > MAX_LEN {
            return Err(no());
        }
        let mut packed = 0;
        for byte in text.bytes() {
            let digit = match byte {
                b'0'..=b'9' => byte - b'0',
                b'a'..=b'z' => byte - b'a' + 10,
                _ => return Err(no()),
            };
            packed = packed * BASE + u64::from(digit) + 1;
        }
        for _ in text.len()..MAX_LEN {
            packed *= BASE;
        }
        Ok(Self(packed))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (text, len) = self.text();
        f.pad(str::from_utf8(&text[..len]).unwrap_or_default())
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Id;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Id, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_as_it_was_written() {
        for text in ["a", "0", "buy", "9zzzzzzzzzzz", "000000000000", "z0", "10"] {
            assert_eq!(text.parse::<Id>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn ids_sort_like_their_texts() {
        let mut texts = ["b", "a1", "a", "0", "zz", "a0z", "buy"];
        let mut ids: Vec<Id> = texts.iter().map(|text| text.parse().unwrap()).collect();
        ids.sort();
        texts.sort_unstable();
        assert_eq!(ids.iter().map(Id::to_string).collect::<Vec<_>>(), texts);
    }

    #[test]
    fn what_is_no_id_is_refused() {
        for text in ["", "A", "a-b", "ä", "1234567890123", "a b"] {
            assert!(text.parse::<Id>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn derived_ids_are_the_same_each_time_and_differ() {
        let id: Id = "buy".parse().unwrap();
        let ids: std::collections::HashSet<Id> = (0..1000).map(|nth| id.derived(nth)).collect();
        assert_eq!(ids.len(), 1000);
        assert_eq!(id.derived(7), id.derived(7));
        assert!(ids.iter().all(|id| id.to_string().parse() == Ok(*id)));
    }

    #[test]
    fn random_ids_differ_and_read_back() {
        let ids: std::collections::HashSet<Id> = (0..10_000).map(|_| Id::random()).collect();
        assert_eq!(ids.len(), 10_000);
        assert!(ids.iter().all(|id| id.to_string().parse() == Ok(*id)));
    }
}
