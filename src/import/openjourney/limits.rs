//! What of a file has room in a project; the rest is counted and told.

use super::super::told::Told;
use crate::model::{Unknown, cut_to_limit};
use serde_json::value::RawValue;

/// Deepest nesting of a field that is kept: in a project it stands some levels deeper.
const MAX_DEPTH: usize = 100;

/// What a project does not hold, however much of it a file has.
pub(super) struct Limits {
    pub(super) told: Told,
    /// Bytes of fields this program does not know that may still come.
    pub(super) room: usize,
    /// How many of these fields may still come.
    pub(super) fields: usize,
}

impl Limits {
    pub(super) fn text(&mut self, mut text: String) -> String {
        self.told.cut += usize::from(cut_to_limit(&mut text));
        text
    }

    /// Keeps a field under a name of its own, so that it never meets one of ours.
    pub(super) fn keep(&mut self, unknown: &mut Unknown, key: &str, value: &RawValue) {
        let key = format!("ojf_{key}");
        let size = key.len() + value.get().len();
        let fits = size <= self.room && self.fields > 0 && depth(value.get()) <= MAX_DEPTH;
        // The list refuses the same name twice, and more names than any program writes.
        if fits
            && unknown
                .add::<serde_json::Error>(&key, value.to_owned())
                .is_ok()
        {
            self.room -= size;
            self.fields -= 1;
        } else {
            self.told.left_out += 1;
        }
    }

    /// Keeps fields this program does not know.
    pub(super) fn keep_all(&mut self, unknown: &mut Unknown, fields: &Unknown) {
        for (key, value) in fields.fields() {
            self.keep(unknown, key, value);
        }
    }
}

/// How deep the lists and objects of a value are nested.
fn depth(json: &str) -> usize {
    let (mut deepest, mut depth, mut in_text, mut escaped) = (0, 0_usize, false, false);
    for byte in json.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = in_text,
            b'"' => in_text = !in_text,
            b'{' | b'[' if !in_text => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}
