//! Shelves: every list of notes with its place. Whoever looks through all notes of a project walks
//! here, so that a new holder of notes is known to all of them.

use super::{Cell, Id, Job, Note, Persona, Place, Project, RowKey, Rows, Thing, as_a, as_a_mut};
use std::sync::Arc;

/// A list of notes and where it is.
pub type Shelf<'a> = (Place, &'a Vec<Arc<Note>>);

/// What a holder of notes is known by.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum HolderId {
    /// A job of a value map.
    Job(Id),
    /// A step of a solution.
    Cell {
        /// The solution.
        solution: Id,
        /// The step.
        step: Id,
    },
    /// A persona.
    Persona(Id),
}

/// A part of a project that holds notes.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names of the fields say what they are")]
pub enum Holder {
    /// A job of a value map.
    Job(Arc<Job>),
    /// A step of a solution.
    Cell {
        solution: Id,
        step: Id,
        cell: Arc<Cell>,
    },
    /// A persona.
    Persona(Arc<Persona>),
}

impl Holder {
    /// What it is known by.
    pub fn id(&self) -> HolderId {
        match self {
            Self::Job(job) => HolderId::Job(job.id),
            Self::Cell { solution, step, .. } => HolderId::Cell {
                solution: *solution,
                step: *step,
            },
            Self::Persona(persona) => HolderId::Persona(persona.id),
        }
    }

    /// Whether both are the same value, not only equal ones.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Job(one), Self::Job(other)) => Arc::ptr_eq(one, other),
            (Self::Cell { cell: one, .. }, Self::Cell { cell: other, .. }) => {
                Arc::ptr_eq(one, other)
            }
            (Self::Persona(one), Self::Persona(other)) => Arc::ptr_eq(one, other),
            (Self::Job(_) | Self::Cell { .. } | Self::Persona(_), _) => false,
        }
    }

    /// Its lists, empty ones too.
    pub fn shelves(&self) -> Vec<Shelf<'_>> {
        match self {
            Self::Job(job) => job.shelves().collect(),
            Self::Cell {
                solution,
                step,
                cell,
            } => cell.shelves(*solution, *step).collect(),
            Self::Persona(persona) => persona.shelves().collect(),
        }
    }
}

/// The lists of a part with an id; none where it holds no notes itself.
pub fn shelves<T: Thing>(thing: &T) -> Vec<Shelf<'_>> {
    if let Some(job) = as_a::<Job>(thing) {
        job.shelves().collect()
    } else if let Some(persona) = as_a::<Persona>(thing) {
        persona.shelves().collect()
    } else {
        Vec::new()
    }
}

/// Fills the lists of a part with an id.
pub fn fill_rows<T: Thing>(thing: &mut T, notes: impl Fn(Place) -> Vec<Arc<Note>>) {
    let id = thing.id();
    if let Some(job) = as_a_mut::<Job>(thing) {
        job.rows = Rows::from_fn(|row| notes(Place::Row { job: id, row }));
    } else if let Some(persona) = as_a_mut::<Persona>(thing) {
        let place = |field| Place::Field { persona: id, field };
        persona.empathy.rows = Rows::from_fn(|field| notes(place(field)));
    }
}

fn of_rows<R: RowKey>(
    rows: &Rows<R>,
    place: impl Fn(R) -> Place,
) -> impl Iterator<Item = Shelf<'_>> {
    rows.iter().map(move |(row, notes)| (place(row), notes))
}

fn each<R: RowKey>(
    rows: &mut Rows<R>,
    place: impl Fn(R) -> Place,
    change: &mut impl FnMut(Place, &mut Vec<Arc<Note>>),
) {
    for (row, notes) in rows {
        change(place(row), notes);
    }
}

impl Job {
    /// Its lists, empty ones too.
    pub fn shelves(&self) -> impl Iterator<Item = Shelf<'_>> {
        let job = self.id;
        of_rows(&self.rows, move |row| Place::Row { job, row })
    }
}

impl Cell {
    /// Its lists as the cell of this solution and step, empty ones too.
    pub fn shelves(&self, solution: Id, step: Id) -> impl Iterator<Item = Shelf<'_>> {
        of_rows(&self.rows, move |lane| Place::Lane {
            solution,
            step,
            lane,
        })
    }
}

impl Persona {
    /// Its lists, empty ones too.
    pub fn shelves(&self) -> impl Iterator<Item = Shelf<'_>> {
        let persona = self.id;
        of_rows(&self.empathy.rows, move |field| Place::Field {
            persona,
            field,
        })
    }
}

impl Project {
    /// Everything that holds notes, in reading order: maps, journeys, personas.
    pub fn holders(&self) -> impl Iterator<Item = Holder> {
        let jobs = self.value_maps.iter().flat_map(|map| &map.jobs);
        let cells = self.solutions().flat_map(|solution| {
            let cells = solution.cells.iter();
            cells.map(|(step, cell)| Holder::Cell {
                solution: solution.id,
                step,
                cell: Arc::clone(cell),
            })
        });
        let personas = self.personas.iter();
        jobs.map(|job| Holder::Job(Arc::clone(job)))
            .chain(cells)
            .chain(personas.map(|persona| Holder::Persona(Arc::clone(persona))))
    }

    /// Every place that has notes, in reading order: maps, journeys, personas.
    pub fn places(&self) -> impl Iterator<Item = Shelf<'_>> {
        let jobs = self.value_maps.iter().flat_map(|map| &map.jobs);
        let cells = self.solutions().flat_map(|solution| {
            let cells = solution.cells.iter();
            cells.flat_map(|(step, cell)| cell.shelves(solution.id, step))
        });
        let personas = self.personas.iter();
        jobs.flat_map(|job| job.shelves())
            .chain(cells)
            .chain(personas.flat_map(|persona| persona.shelves()))
            .filter(|(_, notes)| !notes.is_empty())
    }

    /// Every note with its place, in reading order.
    pub fn all_notes(&self) -> impl Iterator<Item = (Place, &Arc<Note>)> {
        self.places()
            .flat_map(|(place, notes)| notes.iter().map(move |note| (place, note)))
    }

    /// How many notes there are.
    pub fn note_count(&self) -> usize {
        self.places().map(|(_, notes)| notes.len()).sum()
    }

    /// Changes every list of notes, empty ones too. Nothing stays shared with other values of the
    /// project: for those that were just made, not for edits.
    pub fn shelves_mut(&mut self, mut change: impl FnMut(Place, &mut Vec<Arc<Note>>)) {
        for map in &mut self.value_maps {
            for job in &mut Arc::make_mut(map).jobs {
                let job = Arc::make_mut(job);
                let id = job.id;
                each(
                    &mut job.rows,
                    |row| Place::Row { job: id, row },
                    &mut change,
                );
            }
        }
        for journey in &mut self.journeys {
            for solution in &mut Arc::make_mut(journey).solutions {
                let solution = Arc::make_mut(solution);
                let id = solution.id;
                for (step, cell) in solution.cells.iter_mut() {
                    let place = |lane| Place::Lane {
                        solution: id,
                        step,
                        lane,
                    };
                    each(&mut Arc::make_mut(cell).rows, place, &mut change);
                }
            }
        }
        for persona in &mut self.personas {
            let persona = Arc::make_mut(persona);
            let id = persona.id;
            let place = |field| Place::Field { persona: id, field };
            each(&mut persona.empathy.rows, place, &mut change);
        }
    }

    /// The notes of a place; empty when there is no such place.
    pub fn notes(&self, place: Place) -> &[Arc<Note>] {
        let notes = match place {
            Place::Row { job, row } => self.job(job).map(|job| job.notes(row)),
            Place::Lane {
                solution,
                step,
                lane,
            } => self
                .solution(solution)
                .and_then(|(_, solution)| solution.cell(step))
                .map(|cell| cell.notes(lane)),
            Place::Field { persona, field } => self
                .persona(persona)
                .map(|persona| &persona.empathy.rows[field]),
        };
        notes.map_or(&[], |notes| notes)
    }

    /// The notes of a place, to be changed. `None` when its job, step, solution or persona is gone.
    pub fn notes_mut(&mut self, place: Place) -> Option<&mut Vec<Arc<Note>>> {
        match place {
            Place::Row { job, row } => Some(self.job_mut(job)?.notes_mut(row)),
            Place::Lane {
                solution,
                step,
                lane,
            } => Some(self.cell_mut(solution, step)?.notes_mut(lane)),
            Place::Field { persona, field } => {
                Some(&mut self.persona_mut(persona)?.empathy.rows[field])
            }
        }
    }
}

/// Ids of the notes of some lists.
pub fn note_ids<'a>(shelves: impl IntoIterator<Item = Shelf<'a>>) -> impl Iterator<Item = Id> {
    let shelves = shelves.into_iter();
    shelves.flat_map(|(_, notes)| notes.iter().map(|note| note.id))
}
