//! How the parts of a project are read and written.
//!
//! `record!` makes a struct whose known fields stand in a fixed order and whose unknown fields are
//! kept as raw text behind them, so that a file of a colleague's newer program survives an edit.
//! `#[serde(flatten)]` would refuse some numbers, rewrite others and drop doubled keys in silence.

/// Defines a part of the project. Each field says how it stands in the file: `required` must be
/// there, `always` is written even when empty, `optional` only when it differs from its default.
/// Rows of notes stand behind the fields, those without notes are not written.
///
/// Behind the arrow a field says how it is merged, found and told ([`Rule`](super::Rule)), its name in
/// sentences, `as` its label in the window, `or` what it means when it is not written, `by` what else
/// its rule wants to know. Only records of other programs' files leave that out.
macro_rules! record {
    (
        $(#[$meta:meta])*
        $visibility:vis struct $name:ident ($what:literal $(, notes by $row:ty)?) {
            $(
                $(#[$field_meta:meta])*
                $mode:ident $field:ident : $type:ty $(= $default:expr)?
                    => $rule:ident $($words:literal)? $(as $label:literal)? $(or $absent:tt)? $(by $more:expr)?
            ),* $(,)?
        }
    ) => {
        record! {
            @serde
            $(#[$meta])*
            $visibility struct $name ($what $(, notes by $row)?) {
                $( $(#[$field_meta])* $mode $field: $type $(= $default)? ),*
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self {
                    $( $field: record!(@default $($default)?), )*
                    $( rows: $crate::model::Rows::<$row>::default(), )?
                    unknown: $crate::model::Unknown::default(),
                }
            }
        }

        impl $crate::model::Record for $name {
            const INFO: &'static $crate::model::RecordInfo = &$crate::model::RecordInfo {
                what: $what,
                fields: &[ $(
                    record!(@info $mode $field $type $(= $default)? => $rule $($words)? $(as $label)? $(or $absent)? $(by $more)?)
                ),* ],
                rows: record!(@rows $($row)?),
            };

            #[allow(unused_variables, reason = "some records have fields no walk looks at")]
            fn walk<'a>(&'a self, walk: &mut impl $crate::model::Walk<'a>) {
                $(
                    record!(@walk $rule walk const { &record!(@info $mode $field $type $(= $default)? => $rule $($words)? $(as $label)? $(or $absent)? $(by $more)?) }, &self.$field);
                )*
            }

            #[allow(unused_variables, reason = "some records have fields no walk changes")]
            fn walk_mut(&mut self, walk: &mut impl $crate::model::WalkMut) {
                $(
                    record!(@walk $rule walk const { &record!(@info $mode $field $type $(= $default)? => $rule $($words)? $(as $label)? $(or $absent)? $(by $more)?) }, &mut self.$field);
                )*
            }

            fn bare(&self) -> Self {
                Self {
                    $( $field: record!(@bare $rule self.$field), )*
                    $( rows: $crate::model::Rows::<$row>::default(), )?
                    unknown: self.unknown.clone(),
                }
            }
        }
    };
    (
        $(#[$meta:meta])*
        $visibility:vis struct $name:ident ($what:literal) {
            $( $(#[$field_meta:meta])* $mode:ident $field:ident : $type:ty $(= $default:expr)? ),* $(,)?
        }
    ) => {
        record! {
            @serde
            $(#[$meta])*
            $visibility struct $name ($what) {
                $( $(#[$field_meta])* $mode $field: $type $(= $default)? ),*
            }
        }
    };
    (
        @serde
        $(#[$meta:meta])*
        $visibility:vis struct $name:ident ($what:literal $(, notes by $row:ty)?) {
            $( $(#[$field_meta:meta])* $mode:ident $field:ident : $type:ty $(= $default:expr)? ),*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        $visibility struct $name {
            $( $(#[$field_meta])* pub $field: $type, )*
            $(
                /// Its notes by row.
                pub rows: $crate::model::Rows<$row>,
            )?
            /// Fields this version does not know.
            pub unknown: $crate::model::Unknown,
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
                        $( let mut $field: Option<$type> = None; )*
                        $( let mut rows = $crate::model::RowsRead::<$row>::default(); )?
                        let mut unknown = $crate::model::Unknown::default();
                        while let Some(key) = map.next_key::<$crate::model::unknown::Key<'de>>()? {
                            match &*key.0 {
                                $( stringify!($field) => {
                                    if $field.is_some() {
                                        return Err(serde::de::Error::custom(concat!("`", stringify!($field), "` stands there twice")));
                                    }
                                    $field = Some(map.next_value()?);
                                } )*
                                other => {
                                    $(
                                        if $crate::model::RowsRead::<$row>::read(&mut rows, other, &mut map)? {
                                            continue;
                                        }
                                    )?
                                    unknown.read(other, &mut map)?;
                                }
                            }
                        }
                        Ok($name {
                            $( $field: record!(@read $mode $field $what $(, $default)?), )*
                            $( rows: $crate::model::RowsRead::<$row>::done(rows), )?
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
                $( $crate::model::write_rows::<$row, _>(&self.rows, &mut map)?; )?
                self.unknown.write(&mut map)?;
                map.end()
            }
        }
    };
    (@must required) => { true };
    (@must $mode:ident) => { false };
    (@read required $field:ident $what:literal) => {
        $field.ok_or_else(|| serde::de::Error::custom(concat!($what, " has no `", stringify!($field), "`")))?
    };
    (@read $mode:ident $field:ident $what:literal) => { $field.unwrap_or_default() };
    (@read $mode:ident $field:ident $what:literal, $default:expr) => { $field.unwrap_or_else(|| $default) };
    (@written required $($value:tt)*) => { true };
    (@written always $($value:tt)*) => { true };
    (@written optional $this:ident.$field:ident) => { !$crate::model::unknown::is_default(&$this.$field) };
    (@written optional $this:ident.$field:ident, $default:expr) => { $this.$field != $default };

    (@rows) => { &[] };
    (@rows $row:ty) => { <$row as $crate::model::RowKey>::TABLE };
    (@info $mode:ident $field:ident $type:ty $(= $default:expr)? => $rule:ident $($words:literal)? $(as $label:literal)? $(or $absent:tt)? $(by $more:expr)?) => {
        $crate::model::FieldInfo {
            key: stringify!($field),
            must: record!(@must $mode),
            rule: record!(@rule $rule $type $(, $more)?),
            is_text: record!(@is_text $rule),
            words: concat!($($words)?),
            label: concat!($($label)?),
            absent: record!(@absent $($absent)?),
            initial: record!(@initial $rule $type $(, $default)?),
            told: record!(@told $rule $type),
        }
    };
    (@is_text line) => { true };
    (@is_text text) => { true };
    (@is_text tags) => { true };
    (@is_text $rule:ident) => { false };
    (@absent) => { None };
    (@absent $absent:tt) => { Some($absent) };
    (@rule line $type:ty) => { $crate::model::Rule::Line };
    (@rule text $type:ty) => { $crate::model::Rule::Text };
    (@rule code $type:ty) => { $crate::model::Rule::Code };
    (@rule words $type:ty) => { $crate::model::Rule::Words };
    (@rule tags $type:ty) => { $crate::model::Rule::Set };
    (@rule set $type:ty) => { $crate::model::Rule::Set };
    (@rule value $type:ty) => { $crate::model::Rule::Value };
    (@rule scale $type:ty) => { $crate::model::Rule::Value };
    (@rule flag $type:ty, $more:expr) => { $crate::model::Rule::YesNo($more) };
    (@rule names $type:ty, $more:expr) => { $crate::model::Rule::Names($more) };
    (@rule things $type:ty) => { $crate::model::Rule::Things(<$type as $crate::model::Things>::KIND) };
    (@rule within $type:ty) => { $crate::model::Rule::Within(<$type as $crate::model::Record>::INFO) };
    (@rule counts $type:ty) => { $crate::model::Rule::Counts };
    (@rule $apart:ident $type:ty) => { $crate::model::Rule::Apart };
    (@initial value $type:ty $(, $default:expr)?) => { || $crate::model::json::<$type>(&record!(@default $($default)?)) };
    (@initial set $type:ty $(, $default:expr)?) => { || $crate::model::json::<$type>(&record!(@default $($default)?)) };
    (@initial tags $type:ty) => { || $crate::model::json::<$type>(&record!(@default)) };
    (@initial flag $type:ty $(, $default:expr)?) => { || $crate::model::json::<$type>(&record!(@default $($default)?)) };
    (@initial $rule:ident $type:ty $(, $default:expr)?) => { String::new };
    (@default) => { Default::default() };
    (@default $default:expr) => { $default };
    (@told value $type:ty) => { $crate::model::in_words::<$type> };
    (@told set $type:ty) => { $crate::model::in_words::<$type> };
    (@told tags $type:ty) => { $crate::model::in_words::<$type> };
    (@told $rule:ident $type:ty) => { |_| None };
    (@walk line $walk:ident $info:expr, $value:expr) => { $walk.text($info, $value) };
    (@walk text $walk:ident $info:expr, $value:expr) => { $walk.text($info, $value) };
    (@walk code $walk:ident $info:expr, $value:expr) => { $walk.text($info, $value) };
    (@walk words $walk:ident $info:expr, $value:expr) => { $walk.texts($info, $value) };
    (@walk tags $walk:ident $info:expr, $value:expr) => { $walk.texts($info, $value) };
    (@walk names $walk:ident $info:expr, $value:expr) => { $walk.names($info, $value) };
    (@walk within $walk:ident $info:expr, $value:expr) => { $walk.within($info, $value) };
    (@walk scale $walk:ident $info:expr, $value:expr) => { $walk.within($info, $value) };
    (@walk things $walk:ident $info:expr, $value:expr) => { $walk.things($value) };
    (@walk baseline $walk:ident $info:expr, $value:expr) => { $walk.baseline($value) };
    (@walk cells $walk:ident $info:expr, $value:expr) => { $walk.by_step($value) };
    (@walk periods $walk:ident $info:expr, $value:expr) => { $walk.listed($value) };
    (@walk links $walk:ident $info:expr, $value:expr) => { $walk.shared($value) };
    (@walk $rule:ident $walk:ident $info:expr, $value:expr) => {};
    (@bare within $this:ident.$field:ident) => { $crate::model::Record::bare(&$this.$field) };
    (@bare scale $this:ident.$field:ident) => { Default::default() };
    (@bare things $this:ident.$field:ident) => { Default::default() };
    (@bare baseline $this:ident.$field:ident) => { Default::default() };
    (@bare cells $this:ident.$field:ident) => { Default::default() };
    (@bare periods $this:ident.$field:ident) => { Default::default() };
    (@bare links $this:ident.$field:ident) => { Default::default() };
    (@bare elsewhere $this:ident.$field:ident) => { Default::default() };
    (@bare $rule:ident $this:ident.$field:ident) => { $this.$field.clone() };
}
pub(crate) use record;

/// Says of a record with an id of which kind it is, and what people call it.
macro_rules! thing {
    ($name:ty, $kind:ident, $title:expr) => {
        impl $crate::model::Thing for $name {
            const KIND: $crate::model::ThingKind = $crate::model::ThingKind::$kind;

            fn id(&self) -> $crate::model::Id {
                self.id
            }

            fn id_mut(&mut self) -> &mut $crate::model::Id {
                &mut self.id
            }

            fn title(&self) -> std::borrow::Cow<'_, str> {
                let title: fn(&Self) -> std::borrow::Cow<'_, str> = $title;
                title(self)
            }
        }
    };
}
pub(crate) use thing;

#[cfg(test)]
mod tests {
    use crate::model::{ById, Id};

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
