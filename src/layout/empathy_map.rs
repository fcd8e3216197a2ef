//! The canvas of an empathy map: the customer in the middle, five fields of notes around.
//!
//! Three columns of a third each. At the sides two fields share the height; in the middle the thoughts
//! stand over the head of the customer. Reading begins with the customer and goes round clockwise from the
//! thoughts; arrows go to what stands beside.

use super::kit::cards::Cards;
use super::kit::fonts::Weight;
use super::kit::footer;
use super::kit::framing::Framing;
use super::kit::grid::{Grid, fields, shown};
use super::kit::kind::{Layout, Subject, Views};
use super::kit::measure::{CellText, FootSizes, Measure, RowText};
use super::kit::note_row::PROMPT;
use super::kit::parts::Counter;
use super::kit::sheet::{Band, Block, CellLayout, Mark, PlacedCell, Sheet};
use super::kit::theme::Role;
use super::kit::title;
use super::kit::typesetter::{LINE, TextStyle, Typesetter, room};
use super::kit::words::Shaped;
use crate::analysis::sentences;
use crate::model::{Field, Id, Persona, Place, Project, Slot, Target, ThingKind};
use emath::{Rect, Vec2, pos2, vec2};
use std::rc::Rc;
use std::sync::Arc;

/// What it is.
const NAME: &str = "Empathy map";
/// Narrowest and widest column in em, and the narrowest where long words may be broken.
const COLUMNS: (f32, f32) = (14.0, 60.0);
const BROKEN: f32 = 9.0;
/// From this width of a column on, in em, cards may stand in two stacks.
const TWO_STACKS: f32 = 20.0;
/// A map with fewer notes has only begun: what is written next finds room.
const HAS_BEGUN: usize = 8;

/// Least height of a field in em.
const FIELD: f32 = 10.0;
/// Between the edge of a column and names, in em.
const INSET: f32 = 0.8;
/// Above and below the name of a field, in em.
const AROUND: (f32, f32) = (0.6, 0.1);
/// Between the name of a field and what it asks, in em.
const GAP: f32 = 0.8;
/// A field asks until it has so many notes.
const ENOUGH: usize = 3;
/// Size of the customer's name in em.
const LARGE: f32 = 1.5;
/// Beside the texts about the customer, in em, and above and below all of them.
const ABOUT: Vec2 = vec2(1.4, 0.9);
/// Most jobs that are told.
const MOST_JOBS: usize = 3;

/// Where each field stands, in reading order: its column, and whether it is the lower one.
const FIELDS: [(Field, usize, bool); 5] = [
    (Field::Thoughts, 1, false),
    (Field::Feelings, 2, false),
    (Field::Actions, 2, true),
    (Field::Traits, 0, true),
    (Field::Influences, 0, false),
];

/// Empathy maps, one of each customer.
#[derive(Clone, Copy, Debug)]
pub struct EmpathyMap;

impl Views for EmpathyMap {
    fn key(&self) -> &'static str {
        "empathy-map"
    }

    fn word(&self) -> &'static str {
        NAME
    }

    fn all(&self, project: &Project) -> Vec<Option<Id>> {
        let personas = project.personas.iter();
        personas.map(|persona| Some(persona.id)).collect()
    }

    fn name<'a>(&self, project: &'a Project, of: Option<Id>) -> &'a str {
        let persona = of.and_then(|id| project.persona(id));
        persona.map_or("", |persona| &persona.name)
    }

    fn title(&self, of: Option<Id>) -> Option<Target> {
        of.map(Target::PersonaName)
    }

    fn shows(&self, project: &Project, what: Subject) -> Option<Option<Id>> {
        let id = match what {
            Subject::Part(id) | Subject::Notes(Place::Field { persona: id, .. }) => id,
            Subject::Notes(Place::Row { .. } | Place::Lane { .. }) => return None,
        };
        project.persona(id).map(|persona| Some(persona.id))
    }

    fn persona(&self, _: &Project, of: Option<Id>) -> Option<Id> {
        of
    }

    fn has_canvas(&self) -> bool {
        true
    }

    fn layout<'a>(&self, project: &'a Project, of: Option<Id>) -> Option<Box<dyn Layout + 'a>> {
        let persona = project.persona(of?)?;
        Some(Box::new(Seen { project, persona }))
    }
}

/// A customer of a project.
struct Seen<'a> {
    project: &'a Project,
    persona: &'a Arc<Persona>,
}

impl Layout for Seen<'_> {
    fn column_slot(&self, _: Option<Id>) -> Option<Slot> {
        None
    }

    fn first_place(&self, _: Option<Id>, _: Option<Id>) -> Option<Place> {
        Some(self.place(FIELDS[0].0))
    }

    fn count(&self, framing: &Framing, counter: &mut Counter) {
        counter.parts.cells += 2;
        for (_, notes) in self.persona.shelves() {
            counter.parts.places += 1;
            counter.notes(notes);
        }
        for text in self.about(framing).iter().chain(&self.jobs()) {
            counter.text(&text.words);
        }
    }

    fn measure(&self, setter: &mut Typesetter, framing: &Framing) -> Measure {
        let em = framing.em;
        let notes = self.persona.shelves().flat_map(|(_, notes)| notes);
        let map = Rc::new(Map::of(setter, self, framing));
        let cells = (0..3).map(|column| {
            let map = Rc::clone(&map);
            let height = move |cards: &Cards| {
                let (upper, lower) = map.heights(column, cards);
                upper + lower
            };
            (self.cards(em, 0.0, 1), CellText::Other(Box::new(height)))
        });
        let rows = vec![RowText {
            least: 0.0,
            cells: cells.collect(),
            two_stacks: TWO_STACKS,
        }];
        Measure {
            em,
            there: 3.0,
            count: 3.0,
            has_begun: framing.has_prompts && notes.count() < HAS_BEGUN,
            columns: COLUMNS,
            broken: BROKEN,
            title: title::HEIGHT * em,
            rows,
            foot: FootSizes {
                sentences: footer::shaped(setter, &self.sentences(framing)),
                ..FootSizes::default()
            },
            ..Measure::default()
        }
    }

    fn sheet(&self, setter: &mut Typesetter, framing: &Framing) -> Sheet {
        let (em, column) = (framing.em, framing.column * framing.em);
        let map = Map::of(setter, self, framing);
        let [one, two] = [1, 2].map(|stacks| self.cards(em, column, stacks));
        let has_two = framing.column >= TWO_STACKS && map.height(&two) <= map.height(&one);
        let cards = if has_two { two } else { one };
        let height = map.height(&cards).max(framing.rows * em);
        let name = format!("{NAME}: {}", self.persona.name);
        let mut grid = Grid::new(&name, em, 0.0, 3, column);
        let what = [NAME, &self.persona.name].map(|text| title::Part {
            text,
            prompt: "",
            unnamed: "",
            target: None,
        });
        title::add(setter, &mut grid, framing, what);
        grid.rule(Band::Start, Role::Rule);
        Self::put_customer(setter, &mut grid, (&map, &cards, height));
        self.put_fields(setter, &mut grid, (&map, &cards, height));
        grid.end_row(Band::Middle, height);
        // Two rows of names, two of notes, and the jobs.
        grid.sheet.row_count = LOWER + 3;
        footer::put(setter, &mut grid, self.sentences(framing), framing.width);
        grid.finish()
    }
}

impl Seen<'_> {
    fn place(&self, field: Field) -> Place {
        let persona = self.persona.id;
        Place::Field { persona, field }
    }

    /// What a picture says of itself, each sentence with whether it may be overlooked.
    fn sentences(&self, framing: &Framing) -> Vec<(String, bool)> {
        let notes = self.persona.shelves().flat_map(|(_, notes)| notes);
        let said = sentences::evidence(notes).filter(|_| !framing.has_prompts);
        said.map(|sentence| (sentence, true)).into_iter().collect()
    }

    /// What is written about the customer, or asked.
    fn about(&self, framing: &Framing) -> Vec<Text> {
        let persona = self.persona;
        let profile = Target::of_thing(ThingKind::Persona, persona.id, "profile");
        let texts = [
            (
                &persona.name,
                "Who is the customer? A name, and what they do.",
                Target::PersonaName(persona.id),
            ),
            (
                &persona.position,
                "What they do",
                Target::PersonaPosition(persona.id),
            ),
            (&persona.profile, "How they live and work", profile),
        ];
        let is_unnamed = persona.name.trim().is_empty();
        let texts = texts.into_iter().enumerate();
        let texts = texts.filter_map(|(at, (text, prompt, target))| {
            let is_empty = text.trim().is_empty();
            if is_empty && (!framing.has_prompts || at > 0 && is_unnamed) {
                return None;
            }
            let style = TextStyle::label(1.0).max_lines(3).field(target);
            let style = match (is_empty, at) {
                (true, _) => style.prompt(),
                (_, 0) => TextStyle {
                    size: LARGE,
                    ..style.bold()
                },
                (_, 1) => style.ink(Role::Weak),
                _ => style.max_lines(12),
            };
            let text = if is_empty { prompt } else { text };
            Some(Text {
                words: text.to_owned(),
                style,
                above: if at == 2 { 0.5 } else { 0.0 },
            })
        });
        texts.collect()
    }

    /// The jobs of the customer's first value map.
    fn jobs(&self) -> Vec<Text> {
        let mut maps = self.project.value_maps.iter();
        let map = maps.find(|map| map.persona == Some(self.persona.id));
        let jobs = map.into_iter().flat_map(|map| &map.jobs);
        let jobs = jobs.map(|job| job.job.text().into_owned());
        let mut jobs: Vec<String> = jobs.filter(|job| !job.trim().is_empty()).collect();
        let more = jobs.len().saturating_sub(MOST_JOBS);
        jobs.truncate(MOST_JOBS);
        let style = TextStyle::label(1.0).max_lines(2);
        let told = |words: String, style, above| Text {
            words,
            style,
            above,
        };
        let weak = style.ink(Role::Weak);
        let heading = (!jobs.is_empty()).then(|| told("Tries to get done".to_owned(), weak, 0.0));
        let rest = (more > 0).then(|| told(format!("and {more} more"), weak, 0.3));
        let jobs = jobs.into_iter().map(|job| told(job, style, 0.3));
        heading.into_iter().chain(jobs).chain(rest).collect()
    }

    fn cards(&self, em: f32, width: f32, stacks: usize) -> Cards {
        Cards {
            place: self.place(FIELDS[0].0),
            width,
            em,
            stacks,
            marks_unscored: false,
        }
    }

    /// What is written about the customer, and below it the jobs.
    fn put_customer(
        setter: &mut Typesetter,
        grid: &mut Grid,
        (map, cards, height): (&Map, &Cards, f32),
    ) {
        let [about, jobs] = &map.customer;
        let top = map.edge(1, cards, height);
        let (mut customer, end) = told(setter, about, fields, cards);
        customer.marks.push(edge());
        let below = if jobs.is_empty() { height } else { top + end };
        put(grid, (LOWER + 1, 1), cards.width, (top, below), customer);
        if !jobs.is_empty() {
            let (jobs, _) = told(setter, jobs, shown, cards);
            put(grid, (LOWER + 2, 1), cards.width, (below, height), jobs);
        }
    }

    fn put_fields(
        &self,
        setter: &mut Typesetter,
        grid: &mut Grid,
        (map, cards, height): (&Map, &Cards, f32),
    ) {
        for (field, (_, column, is_low)) in map.fields.iter().zip(FIELDS) {
            let between = map.edge(column, cards, height);
            let (row, top, end) = if is_low {
                (LOWER, between, height)
            } else {
                (UPPER, 0.0, between)
            };
            let mut heading = field.heading(setter, cards.em, cards.width);
            if is_low {
                heading.marks.push(edge());
            }
            let below = top + heading.height;
            put(grid, (row, column), cards.width, (top, below), heading);
            let cards = Cards {
                place: self.place(field.row),
                ..*cards
            };
            let notes = &self.persona.empathy.rows[field.row];
            let notes = cards.cell(setter, self.persona, notes);
            put(grid, (row + 1, column), cards.width, (below, end), notes);
        }
    }
}

/// The rows of the names of fields, for keys and screen readers; their notes are in the rows after them.
const UPPER: u32 = 1;
const LOWER: u32 = 3;

/// Puts a cell into a column, from one height to another.
fn put(
    grid: &mut Grid,
    (row, column): (u32, usize),
    width: f32,
    (top, end): (f32, f32),
    content: impl Into<Arc<CellLayout>>,
) {
    let x = column as f32 * width;
    grid.sheet.cells.push(PlacedCell {
        at: Rect::from_min_max(pos2(x, top), pos2(x + width, end)),
        bands: (Band::Middle, Band::Middle),
        row,
        column: column as u32 + 1,
        content: content.into(),
    });
}

/// The line over a part.
fn edge() -> Mark {
    Mark::Axis {
        y: 0.0,
        role: Role::Hairline,
        width: 1.0,
    }
}

/// A text about the customer; sizes are in em.
struct Text {
    words: String,
    style: TextStyle,
    /// Free over it.
    above: f32,
}

/// Texts one below the other in a cell, and how high that is.
fn told(
    setter: &mut Typesetter,
    texts: &[(Text, Arc<Shaped>)],
    cell: fn(Vec<Block>) -> CellLayout,
    cards: &Cards,
) -> (CellLayout, f32) {
    let (em, about) = (cards.em, ABOUT * cards.em);
    let width = cards.width - 2.0 * about.x;
    let mut y = about.y;
    let blocks = texts.iter().map(|(text, _)| {
        let style = TextStyle {
            size: text.style.size * em,
            ..text.style
        };
        let at = room(about.x, y + text.above * em, width);
        let block = setter.text(&text.words, at, &style);
        y = block.rect.max.y;
        block
    });
    let blocks = blocks.collect();
    (cell(blocks), y + about.y)
}

/// All texts of the canvas as words, to be counted in lines.
struct Map {
    /// In reading order.
    fields: Vec<FieldText>,
    /// About the customer, and their jobs.
    customer: [Vec<(Text, Arc<Shaped>)>; 2],
}

/// A field.
struct FieldText {
    row: Field,
    name: Arc<Shaped>,
    /// What it asks, as long as it does.
    prompt: Option<Arc<Shaped>>,
    notes: Vec<Arc<Shaped>>,
}

impl Map {
    fn of(setter: &mut Typesetter, seen: &Seen<'_>, framing: &Framing) -> Self {
        let fields = FIELDS.map(|(field, ..)| {
            let notes = &seen.persona.empathy.rows[field];
            let info = field.info();
            let asks = framing.has_prompts && notes.len() < ENOUGH;
            FieldText {
                row: field,
                name: setter.label(info.name, Weight::Bold),
                prompt: asks.then(|| setter.label(info.prompt, Weight::Regular)),
                notes: notes.iter().map(|note| setter.shaped(note)).collect(),
            }
        });
        let customer = [seen.about(framing), seen.jobs()].map(|texts| {
            let texts = texts.into_iter().map(|text| {
                let shaped = setter.label(&text.words, text.style.weight);
                (text, shaped)
            });
            texts.collect()
        });
        Self {
            fields: fields.into(),
            customer,
        }
    }

    /// What the upper and the lower part of a column need, in points.
    fn heights(&self, column: usize, cards: &Cards) -> (f32, f32) {
        let of = |wanted_low: bool| {
            let mut places = self.fields.iter().zip(FIELDS);
            let found = places.find(|(_, (_, at, low))| *at == column && *low == wanted_low);
            found.map(|(field, _)| field.height(cards))
        };
        (
            of(false).unwrap_or_default(),
            of(true).unwrap_or_else(|| self.customer_height(cards)),
        )
    }

    /// Where the lower part of a column begins: both share what is left of the height.
    fn edge(&self, column: usize, cards: &Cards, height: f32) -> f32 {
        let (upper, lower) = self.heights(column, cards);
        let rest = (height - upper - lower).max(0.0);
        upper + rest * if column == 1 { 0.35 } else { 0.6 }
    }

    fn customer_height(&self, cards: &Cards) -> f32 {
        let em = cards.em;
        let width = cards.width - 2.0 * ABOUT.x * em;
        let of = |texts: &Vec<(Text, Arc<Shaped>)>| {
            let heights = texts.iter().map(|(text, shaped)| {
                let size = text.style.size * em;
                let lines = shaped.count_lines(size, width.max(size), text.style.max_lines);
                text.above * em + lines as f32 * LINE * size
            });
            let height: f32 = heights.sum();
            if texts.is_empty() {
                0.0
            } else {
                height + 2.0 * ABOUT.y * em
            }
        };
        self.customer.iter().map(of).sum()
    }

    fn height(&self, cards: &Cards) -> f32 {
        let columns = (0..3).map(|column| {
            let (upper, lower) = self.heights(column, cards);
            upper + lower
        });
        columns.fold(0.0, f32::max)
    }
}

impl FieldText {
    fn height(&self, cards: &Cards) -> f32 {
        let heading = self.heading_height(cards.em, cards.width);
        (heading + cards.height_of(&self.notes)).max(FIELD * cards.em)
    }

    /// Where what it asks stands: beside the name, where there is room on one line; else below.
    fn prompt_place(&self, em: f32, width: f32) -> Option<(f32, f32, f32)> {
        let prompt = self.prompt.as_ref()?;
        let left = INSET * em;
        let beside = left + self.name.width(em) + GAP * em;
        let wanted = prompt.width(PROMPT * em) + 0.1;
        let line = AROUND.0 * em;
        Some(if beside + wanted <= width - left {
            // On the line of the name.
            (beside, line + (1.0 - PROMPT) * 1.1 * em, wanted)
        } else {
            (left, line + LINE * em, width - 2.0 * left)
        })
    }

    fn heading_height(&self, em: f32, width: f32) -> f32 {
        let name = (AROUND.0 + LINE) * em;
        let prompt = self.prompt_place(em, width).map(|(_, y, room)| {
            let size = PROMPT * em;
            let lines = self
                .prompt
                .as_ref()
                .map(|text| text.count_lines(size, room, 3));
            y + lines.unwrap_or_default() as f32 * LINE * size
        });
        prompt.unwrap_or_default().max(name) + AROUND.1 * em
    }

    fn heading(&self, setter: &mut Typesetter, em: f32, width: f32) -> CellLayout {
        let info = self.row.info();
        let at = room(INSET * em, AROUND.0 * em, width - 2.0 * INSET * em);
        let style = TextStyle::label(em).bold().max_lines(1);
        let mut blocks = vec![setter.text(info.name, at, &style)];
        if let Some((x, y, width)) = self.prompt_place(em, width) {
            let style = TextStyle::label(PROMPT * em).prompt().max_lines(3);
            blocks.push(setter.text(info.prompt, room(x, y, width), &style));
        }
        CellLayout {
            height: self.heading_height(em, width),
            ..shown(blocks)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::kit::sheet::CellKind;
    use crate::layout::{Layouter, View};
    use crate::model::Note;
    use std::collections::HashSet;

    #[test]
    fn every_field_stands_once_and_reading_goes_round_from_the_customer() {
        let fields: HashSet<Field> = FIELDS.into_iter().map(|(field, ..)| field).collect();
        assert_eq!(fields.len(), Field::ALL.len());
        let mut persona = Persona::new("Sari");
        persona.empathy.rows[Field::Traits] = vec![Arc::new(Note::new("Up at three"))];
        let id = persona.id;
        let project = Arc::new(Project {
            personas: vec![Arc::new(persona)],
            ..Project::default()
        });
        let view = View::of(&project, id).unwrap();
        let sheet = Layouter::new().sheet(&project, view, &Framing::desk());
        let read: Vec<String> = sheet
            .cells
            .iter()
            .filter_map(|cell| match cell.content.kind {
                CellKind::Notes(place) => Some(place.info().name.to_owned()),
                CellKind::Fields if cell.bands.1 == Band::Middle => Some("customer".to_owned()),
                CellKind::Fields | CellKind::Shown | CellKind::NewColumn(_) => None,
            })
            .collect();
        assert_eq!(
            read,
            [
                "customer",
                "Thoughts",
                "Feelings",
                "Actions",
                "Traits",
                "Influences"
            ]
        );
    }
}
