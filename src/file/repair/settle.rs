//! Settles what contradicts itself in a salvaged project, so that it is valid.
//!
//! Notes come first: a step is added rather than its notes lost, an id is made new rather than what it
//! names left out.

use super::losses::Losses;
use crate::model::{
    ById, Cell, Decimal, FieldInfo, Id, Journey, MAX_TEXT, Note, Period, Place, Project, Record,
    Relation, Rule, Scale, Step, Thing, ThingKind, WalkMut, as_a_mut, cut_to_limit, shortened,
};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

pub(super) fn settle(project: &mut Project, losses: &mut Losses) {
    scale(project, losses);
    for journey in &mut project.journeys {
        steps_of_cells(Arc::make_mut(journey), losses);
    }
    ids(project, losses);
    for journey in &mut project.journeys {
        settle_journey(Arc::make_mut(journey), &project.scale, losses);
    }
    project.walk_mut(&mut Texts(losses));
    notes(project, losses);
    references(project, losses);
    project.put_in_order();
}

/// A scale that is none becomes the smallest one that has all scores.
fn scale(project: &mut Project, losses: &mut Losses) {
    let max = project.scale.max;
    if (1..=Scale::LARGEST).contains(&max) {
        return;
    }
    let scores = project.all_notes().filter_map(|(_, note)| note.score);
    let largest = scores.max().unwrap_or_default();
    let presets = Scale::PRESETS.into_iter();
    let fits = |preset: &u8| Decimal::whole(i32::from(*preset)) >= largest;
    project.scale.max = presets.clone().find(fits).unwrap_or(Scale::LARGEST);
    losses.say(|| {
        let now = project.scale.max;
        format!("The scale went to {max}, which is not possible; it goes to {now} now.")
    });
}

/// Adds the steps that cells and counts speak of and that are not there.
fn steps_of_cells(journey: &mut Journey, losses: &mut Losses) {
    let mut known: HashSet<Id> = journey.steps.iter().map(|step| step.id).collect();
    let cells = journey.solutions.iter().flat_map(|solution| {
        let cells = solution.cells.iter();
        cells.map(|(step, cell)| (step, !cell.is_blank()))
    });
    let counts = journey
        .periods
        .iter()
        .flat_map(|period| period.counts.iter().map(|(step, _)| (step, true)));
    let mut missing = Vec::new();
    for (step, says_something) in cells.chain(counts) {
        if says_something && known.insert(step) {
            missing.push(step);
        }
    }
    let name = shortened(&journey.name);
    for id in missing {
        losses.say(|| {
            format!("The step `{id}` of “{name}” was missing and was added, because something stands in it.")
        });
        let mut step = Step::new("");
        step.id = id;
        journey.steps.push(Arc::new(step));
    }
    // What is left without a step says nothing.
    for solution in &mut journey.solutions {
        let stray: Vec<Id> = solution
            .cells
            .iter()
            .map(|(step, _)| step)
            .filter(|step| !known.contains(step))
            .collect();
        for step in stray {
            Arc::make_mut(solution).cells.remove(step);
            losses.say(|| {
                format!("An empty cell of “{name}” for the step `{step}`, which is not there, was left out.")
            });
        }
    }
}

/// Every id once: the second one gets a new one.
struct Ids<'l> {
    losses: &'l mut Losses,
    seen: HashSet<Id>,
    /// Steps of the journey that is looked at, with the ids they have now.
    steps: HashMap<Id, Id>,
}

impl Ids<'_> {
    /// What it was before, when it was renewed.
    fn renew(&mut self, id: &mut Id, what: &str, name: &str) -> Option<Id> {
        if self.seen.insert(*id) {
            return None;
        }
        let before = *id;
        while !self.seen.insert(*id) {
            *id = Id::random();
        }
        self.losses.say(|| {
            let name = shortened(name);
            format!(
                "The {what} “{name}” had the id `{before}` of something else and got a new one."
            )
        });
        Some(before)
    }

    fn follow<T>(&self, by_step: &mut ById<T>) {
        for (before, now) in &self.steps {
            if let Some(value) = by_step.remove(*before) {
                by_step.insert(*now, value);
            }
        }
    }
}

impl WalkMut for Ids<'_> {
    fn things<T: Thing>(&mut self, things: &mut Vec<Arc<T>>) {
        let (mut own, mut renewed) = (HashSet::new(), HashMap::new());
        for thing in things {
            let thing = Arc::make_mut(thing);
            let name = thing.title().into_owned();
            let is_first = own.insert(thing.id());
            let before = self.renew(thing.id_mut(), T::KIND.info().one, &name);
            if let Some(before) = before.filter(|_| is_first) {
                renewed.insert(before, thing.id());
            }
            thing.walk_mut(self);
        }
        if T::KIND == ThingKind::Step {
            self.steps = renewed;
        }
    }

    fn by_step<T: Record>(&mut self, records: &mut ById<Arc<T>>) {
        self.follow(records);
    }

    fn listed<T: Record>(&mut self, list: &mut Vec<Arc<T>>) {
        let periods = as_a_mut::<Vec<Arc<Period>>>(list);
        for period in periods.into_iter().flatten() {
            self.follow(&mut Arc::make_mut(period).counts);
        }
    }
}

fn ids(project: &mut Project, losses: &mut Losses) {
    let mut ids = Ids {
        losses,
        seen: HashSet::new(),
        steps: HashMap::new(),
    };
    project.walk_mut(&mut ids);
    each_note(project, |_, note| {
        let mut id = note.id;
        if ids.renew(&mut id, "note", &note.text).is_some() {
            Arc::make_mut(note).id = id;
        }
    });
}

fn settle_journey(journey: &mut Journey, scale: &Scale, losses: &mut Losses) {
    let name = shortened(&journey.name);
    let mut has_baseline = false;
    for solution in &mut journey.solutions {
        if solution.baseline && has_baseline {
            losses.say(|| {
                let solution = shortened(&solution.name);
                format!("“{solution}” of “{name}” is no baseline any more: there was one before.")
            });
            Arc::make_mut(solution).baseline = false;
        }
        has_baseline |= solution.baseline;
        let largest = scale.largest();
        let is_off = |cell: &Cell| {
            cell.overall
                .is_some_and(|overall| overall > largest || overall < -largest)
        };
        if !solution.cells.iter().any(|(_, cell)| is_off(cell)) {
            continue;
        }
        for cell in Arc::make_mut(solution).cells.values_mut() {
            if is_off(cell) {
                let cell = Arc::make_mut(cell);
                losses.say(|| {
                    let overall = cell.overall.unwrap_or_default();
                    format!("The judgement {overall} of a step of “{name}” is not on the scale and was left out.")
                });
                cell.overall = None;
            }
        }
    }
    for period in &mut journey.periods {
        let below: Vec<Id> = period
            .counts
            .iter()
            .filter(|(_, count)| **count < Decimal::ZERO)
            .map(|(step, _)| step)
            .collect();
        for step in below {
            losses.say(|| format!("A head count of “{name}” was below 0 and was left out."));
            Arc::make_mut(period).counts.remove(step);
        }
    }
}

/// Texts outside notes are cut to what a text may have.
struct Texts<'l>(&'l mut Losses);

impl WalkMut for Texts<'_> {
    fn text(&mut self, _: &'static FieldInfo, text: &mut String) {
        cut_text(text, self.0);
    }

    fn texts(&mut self, _: &'static FieldInfo, texts: &mut Vec<String>) {
        for text in texts {
            cut_text(text, self.0);
        }
    }

    fn within<T: Record>(&mut self, _: &'static FieldInfo, record: &mut T) {
        record.walk_mut(self);
    }

    fn things<T: Thing>(&mut self, things: &mut Vec<Arc<T>>) {
        for thing in things {
            Arc::make_mut(thing).walk_mut(self);
        }
    }

    fn listed<T: Record>(&mut self, list: &mut Vec<Arc<T>>) {
        for record in list {
            Arc::make_mut(record).walk_mut(self);
        }
    }
}

fn cut_text(text: &mut String, losses: &mut Losses) {
    if cut_to_limit(text) {
        losses.say(|| {
            let text = shortened(text);
            format!(
                "“{text}” was longer than {} KB and was cut.",
                MAX_TEXT / 1024
            )
        });
    }
}

fn notes(project: &mut Project, losses: &mut Losses) {
    let largest = project.scale.largest();
    each_note(project, |place, shared| {
        let score = shared
            .score
            .filter(|score| *score < Decimal::ZERO || *score > largest);
        let severity = shared
            .severity
            .filter(|severity| !(1..=3).contains(severity));
        let kind = shared.kind.filter(|kind| !place.allows(*kind));
        let fits = !shared.has_long_text();
        if fits && score.is_none() && severity.is_none() && kind.is_none() {
            return;
        }
        let note = Arc::make_mut(shared);
        let title = shortened(&note.text);
        if let Some(score) = score {
            losses.say(|| format!("The note “{title}” had the score {score}, which is not on the scale; it is not scored now."));
            note.score = None;
        }
        if let Some(severity) = severity {
            losses.say(|| format!("The note “{title}” had the severity {severity}, which there is not; it has none now."));
            note.severity = None;
        }
        if let Some(kind) = kind {
            losses.say(|| {
                format!(
                    "The note “{title}” was called “{}”, which is not for a {}; its kind was left out.",
                    kind.label(),
                    place.one()
                )
            });
            note.kind = None;
        }
        note.each_text(&mut |text| cut_text(text, losses));
    });
}

/// What names something that is not there names nothing.
struct References<'l> {
    kinds: &'l HashMap<Id, ThingKind>,
    title: Option<String>,
    losses: &'l mut Losses,
    /// Of the project itself, told after those of its parts.
    own: Vec<String>,
}

impl WalkMut for References<'_> {
    fn names(&mut self, field: &'static FieldInfo, named: &mut Option<Id>) {
        let (Some(id), Rule::Names(reference)) = (*named, field.rule) else {
            return;
        };
        let kind = self.kinds.get(&id);
        if kind.is_some_and(|kind| reference.kinds.contains(kind)) {
            return;
        }
        *named = None;
        let sentence = |title: &str| reference.in_words(reference.left_out, id, title);
        match &self.title {
            Some(title) => self.losses.say(|| sentence(title)),
            None => self.own.push(sentence("")),
        }
    }

    fn things<T: Thing>(&mut self, things: &mut Vec<Arc<T>>) {
        let holder = self.title.take();
        for thing in things {
            let thing = Arc::make_mut(thing);
            self.title = Some(thing.title().into_owned());
            thing.walk_mut(self);
        }
        self.title = holder;
    }
}

/// Leaves out what points to nothing.
fn references(project: &mut Project, losses: &mut Losses) {
    let kinds = project.kinds_by_id();
    let mut references = References {
        kinds: &kinds,
        title: None,
        losses,
        own: Vec::new(),
    };
    project.walk_mut(&mut references);
    for sentence in std::mem::take(&mut references.own) {
        losses.say(|| sentence);
    }
    let places: HashMap<Id, Place> = project
        .all_notes()
        .map(|(place, note)| (note.id, place))
        .collect();
    let joins = |from: Id, to: Id, relation: Relation| {
        let there = places.contains_key(&to) || kinds.get(&to) == Some(&ThingKind::Step);
        let from = places.get(&from).filter(|_| there);
        from.is_some_and(|from| relation.joins(*from, places.get(&to).copied()))
    };
    let is_whole = |link: &crate::model::Link| joins(link.from, link.to, link.relation);
    if !project.links.iter().all(is_whole) {
        project.links.to_mut().retain(|link| {
            let keeps = is_whole(link);
            if !keeps {
                losses.say(|| {
                    let words = link.relation.label();
                    format!("The link that `{}` {words} `{}` joins nothing that can be joined and was left out.", link.from, link.to)
                });
            }
            keeps
        });
    }
}

/// Every note with its place, to be changed. Nobody shares a project that was just made.
fn each_note(project: &mut Project, mut change: impl FnMut(Place, &mut Arc<Note>)) {
    project.shelves_mut(|place, notes| {
        for note in notes {
            change(place, note);
        }
    });
}
