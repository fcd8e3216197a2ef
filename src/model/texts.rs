//! Texts by their addresses: all of them, and reading and writing one. Nobody else knows where a text
//! is kept, so that a field that comes later is found, replaced and edited without a word.

use super::{
    FieldInfo, Note, Owner, Period, Place, Project, Record, Rule, Target, TextKey, Thing,
    ThingKind, Walk, WalkMut, as_a,
};
use std::borrow::Cow;
use std::sync::Arc;

/// Every text, empty ones too: the project, its customers, its maps, its journeys, then all notes.
/// Statements are told as they were typed, sentence and parts; not as a sentence made of the parts.
pub fn texts<'a>(project: &'a Project, tell: impl FnMut(Target, Cow<'a, str>)) {
    let mut all = All {
        tell,
        owner: Owner::Project,
        within: "",
    };
    project.walk(&mut all);
    for (_, note) in project.all_notes() {
        all.owner = Owner::Note(note.id);
        note.walk(&mut all);
    }
}

struct All<F> {
    tell: F,
    owner: Owner,
    within: &'static str,
}

impl<'a, F: FnMut(Target, Cow<'a, str>)> Walk<'a> for All<F> {
    fn text(&mut self, field: &'static FieldInfo, text: &'a String) {
        if !matches!(field.rule, Rule::Code) {
            let key = TextKey::within(self.within, field.key);
            (self.tell)(Target::text(self.owner, key), text.into());
        }
    }

    fn texts(&mut self, field: &'static FieldInfo, texts: &'a Vec<String>) {
        if matches!(field.rule, Rule::Words) {
            for (score, word) in (0..).zip(texts) {
                (self.tell)(Target::ScaleWord(score), word.into());
            }
        } else {
            let key = TextKey::within(self.within, field.key);
            (self.tell)(Target::text(self.owner, key), joined(texts));
        }
    }

    fn within<T: Record>(&mut self, field: &'static FieldInfo, record: &'a T) {
        self.within = field.key;
        record.walk(self);
        self.within = "";
    }

    fn things<T: Thing>(&mut self, things: &'a Vec<Arc<T>>) {
        let holder = self.owner;
        for thing in things {
            self.owner = Owner::Thing(T::KIND, thing.id());
            thing.walk(self);
        }
        self.owner = holder;
    }

    fn listed<T: Record>(&mut self, list: &'a Vec<Arc<T>>) {
        if let Owner::Thing(_, journey) = self.owner
            && let Some(periods) = as_a::<Vec<Arc<Period>>>(list)
        {
            for (at, period) in periods.iter().enumerate() {
                let name = Target::PeriodName {
                    journey,
                    period: at,
                };
                (self.tell)(name, period.name.as_str().into());
            }
        }
    }
}

/// A list of texts as one. Most notes have no tags.
fn joined(texts: &[String]) -> Cow<'_, str> {
    match texts {
        [] => "".into(),
        [one] => one.into(),
        several => several.join(", ").into(),
    }
}

/// Reads or writes one text; it looks only where its owner can stand.
struct One<F> {
    of: Owner,
    key: TextKey,
    is_there: bool,
    within: &'static str,
    act: F,
}

impl<F> One<F> {
    fn is(&self, field: &FieldInfo) -> bool {
        self.is_there && self.within == self.key.within && field.key == self.key.key
    }

    fn is_owner<T: Thing>(&self, thing: &T) -> bool {
        self.of == Owner::Thing(T::KIND, thing.id())
    }

    fn may_hold(&self, holder: ThingKind) -> bool {
        matches!(self.of, Owner::Thing(kind, _) if kind.stands_in(holder))
    }
}

impl<'a, F: FnMut(Cow<'a, str>)> Walk<'a> for One<F> {
    fn text(&mut self, field: &'static FieldInfo, text: &'a String) {
        if self.is(field) {
            (self.act)(text.into());
        }
    }

    fn texts(&mut self, field: &'static FieldInfo, texts: &'a Vec<String>) {
        if self.is(field) {
            (self.act)(joined(texts));
        }
    }

    fn within<T: Record>(&mut self, field: &'static FieldInfo, record: &'a T) {
        if self.is_there && field.key == self.key.within {
            self.within = field.key;
            record.walk(self);
            self.within = "";
        }
    }

    fn things<T: Thing>(&mut self, things: &'a Vec<Arc<T>>) {
        if self.is_there {
            return;
        }
        if let Some(owner) = things.iter().find(|thing| self.is_owner(&***thing)) {
            self.is_there = true;
            owner.walk(self);
            self.is_there = false;
        } else if self.may_hold(T::KIND) {
            for thing in things {
                thing.walk(self);
            }
        }
    }
}

impl<F: FnMut() -> String> WalkMut for One<F> {
    fn text(&mut self, field: &'static FieldInfo, text: &mut String) {
        if self.is(field) {
            *text = (self.act)();
        }
    }

    fn texts(&mut self, field: &'static FieldInfo, texts: &mut Vec<String>) {
        if self.is(field) {
            let typed = (self.act)();
            let typed = typed.split(',').map(str::trim);
            let typed = typed.filter(|text| !text.is_empty());
            *texts = typed.map(str::to_owned).collect();
        }
    }

    fn within<T: Record>(&mut self, field: &'static FieldInfo, record: &mut T) {
        if self.is_there && field.key == self.key.within {
            self.within = field.key;
            record.walk_mut(self);
            self.within = "";
        }
    }

    fn things<T: Thing>(&mut self, things: &mut Vec<Arc<T>>) {
        if self.is_there {
            return;
        }
        // Only what leads to the owner is copied.
        if let Some(owner) = things.iter_mut().find(|thing| self.is_owner(&***thing)) {
            self.is_there = true;
            Arc::make_mut(owner).walk_mut(self);
            self.is_there = false;
        } else if self.may_hold(T::KIND)
            && let Some(holder) = things.iter_mut().find(|thing| holds(&***thing, self.of))
        {
            Arc::make_mut(holder).walk_mut(self);
        }
    }
}

fn holds(record: &impl Record, owner: Owner) -> bool {
    struct Holds(Owner, bool);
    impl<'a> Walk<'a> for Holds {
        fn things<T: Thing>(&mut self, things: &'a Vec<Arc<T>>) {
            for thing in things {
                self.1 |= self.0 == Owner::Thing(T::KIND, thing.id());
                thing.walk(self);
            }
        }
    }
    let mut holds = Holds(owner, false);
    record.walk(&mut holds);
    holds.1
}

impl Note {
    /// One of its texts, as it is typed.
    pub fn text_at(&self, key: TextKey) -> Option<Cow<'_, str>> {
        read(self, Owner::Note(self.id), key, true)
    }

    /// Sets one of its texts.
    pub fn set_text(&mut self, key: TextKey, text: String) {
        let of = Owner::Note(self.id);
        write(self, of, key, text, true);
    }
}

impl Project {
    /// A text; `None` when what it belongs to is gone.
    pub(super) fn text_at(&self, of: Owner, key: TextKey) -> Option<Cow<'_, str>> {
        match of {
            Owner::Note(id) => {
                let mut notes = self.all_notes();
                let (_, note) = notes.find(|(_, note)| note.id == id)?;
                note.text_at(key)
            }
            Owner::Project | Owner::Thing(..) => read(self, of, key, of == Owner::Project),
        }
    }

    /// Sets a text; of a note that stands in `place`. Nothing happens when what it belongs to is gone.
    pub fn set_text(&mut self, of: Owner, key: TextKey, place: Option<Place>, text: String) {
        match of {
            Owner::Note(id) => {
                let notes = place.and_then(|place| self.notes_mut(place));
                let mut notes = notes.into_iter().flatten();
                if let Some(note) = notes.find(|note| note.id == id) {
                    Arc::make_mut(note).set_text(key, text);
                }
            }
            Owner::Project | Owner::Thing(..) => {
                write(self, of, key, text, of == Owner::Project);
            }
        }
    }
}

fn read(record: &impl Record, of: Owner, key: TextKey, is_there: bool) -> Option<Cow<'_, str>> {
    let mut found = None;
    record.walk(&mut One {
        of,
        key,
        is_there,
        within: "",
        act: |text| found = Some(text),
    });
    found
}

fn write(record: &mut impl Record, of: Owner, key: TextKey, text: String, is_there: bool) {
    let mut text = Some(text);
    record.walk_mut(&mut One {
        of,
        key,
        is_there,
        within: "",
        act: || text.take().unwrap_or_default(),
    });
}
