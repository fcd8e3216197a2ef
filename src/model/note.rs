//! Notes: every card on every canvas.

use super::fields::told;
use super::record::record;
use super::{
    Decimal, Evidence, FieldInfo, Id, Kind, MAX_TEXT, Record, RowKey, Walk, WalkMut, YesNo,
};
use enum_map::EnumMap;
use serde::de::{self, MapAccess};
use serde::ser::SerializeMap;
use std::sync::Arc;

/// The notes of one holder, by row.
pub type Rows<R> = EnumMap<R, Vec<Arc<Note>>>;

/// Rows of notes while an object is read.
pub(crate) struct RowsRead<R: RowKey>(EnumMap<R, Option<Vec<Arc<Note>>>>);

impl<R: RowKey> Default for RowsRead<R> {
    fn default() -> Self {
        Self(EnumMap::default())
    }
}

impl<R: RowKey> RowsRead<R> {
    /// Reads the next value when it is a row; whether it was.
    pub(crate) fn read<'de, M: MapAccess<'de>>(
        &mut self,
        key: &str,
        map: &mut M,
    ) -> Result<bool, M::Error> {
        let Some(row) = R::of_key(key) else {
            return Ok(false);
        };
        if self.0[row].is_some() {
            return Err(de::Error::custom(format_args!(
                "`{key}` stands there twice"
            )));
        }
        self.0[row] = Some(map.next_value()?);
        Ok(true)
    }

    pub(crate) fn done(self) -> Rows<R> {
        let Self(mut read) = self;
        Rows::from_fn(|row| read[row].take().unwrap_or_default())
    }
}

/// Writes the rows that have notes.
pub(crate) fn write_rows<R: RowKey, M: SerializeMap>(
    rows: &Rows<R>,
    map: &mut M,
) -> Result<(), M::Error> {
    let mut filled = rows.iter().filter(|(_, notes)| !notes.is_empty());
    filled.try_for_each(|(row, notes)| map.serialize_entry(row.info().key, notes))
}

told!(Kind, Kind::label);
told!(Evidence, Evidence::label);

const MOMENT_OF_TRUTH: YesNo = YesNo {
    whether: "whether {} is a moment of truth",
    on: "{} is now a moment of truth",
    off: "{} is no longer a moment of truth",
    values: ["no", "yes"],
};

record! {
    /// One card. On a journey's benefits and sacrifices it is an *item* and may have a score.
    pub struct Note ("a note") {
        /// Stays the same wherever the note is moved.
        required id: Id => apart,
        /// What was written, at most [`MAX_TEXT`] bytes.
        always text: String => text "text",
        /// Dimension of a benefit or kind of a sacrifice; not said at first.
        optional kind: Option<Kind> => value "kind" or (Kind::NOT_CHOSEN),
        /// The agreed score, 0 to the scale's largest; `None` is not scored, which is not 0.
        optional score: Option<Decimal> => value "score" or "not scored",
        /// How bad a friction or gap is, 1 to 3; 1 when not said.
        optional severity: Option<u8> => value "severity",
        /// How it is known.
        optional evidence: Evidence => value "evidence",
        /// Where it comes from: an interview, a report.
        optional source: String => line "source",
        /// More words, shown in the inspector.
        optional detail: String => text "details",
        /// How many people wrote it. In no formula.
        optional mentions: u32 = 1 => value "number of mentions" or "1",
        /// A moment that decides what the customer thinks of the whole.
        optional moment_of_truth: bool => flag by &MOMENT_OF_TRUTH,
        /// Words to find it by.
        optional tags: Vec<String> => tags "tags" as "Tags, with commas between",
    }
}

impl Note {
    /// A note with a new id.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// Whether one of its texts is longer than [`MAX_TEXT`].
    pub(crate) fn has_long_text(&self) -> bool {
        struct Long(bool);
        impl<'a> Walk<'a> for Long {
            fn text(&mut self, _: &'static FieldInfo, text: &'a String) {
                self.0 |= text.len() > MAX_TEXT;
            }

            fn texts(&mut self, field: &'static FieldInfo, texts: &'a Vec<String>) {
                for text in texts {
                    self.text(field, text);
                }
            }
        }
        let mut long = Long(false);
        self.walk(&mut long);
        long.0
    }

    /// Changes each of its texts.
    pub(crate) fn each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
        struct Each<'c>(&'c mut dyn FnMut(&mut String));
        impl WalkMut for Each<'_> {
            fn text(&mut self, _: &'static FieldInfo, text: &mut String) {
                (self.0)(text);
            }

            fn texts(&mut self, _: &'static FieldInfo, texts: &mut Vec<String>) {
                for text in texts {
                    (self.0)(text);
                }
            }
        }
        self.walk_mut(&mut Each(change));
    }

    /// How much a gap weighs in the share of gaps with an opportunity, 1 to 3.
    pub fn severity_or_default(&self) -> u8 {
        self.severity.unwrap_or(1)
    }
}
