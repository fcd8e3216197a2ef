//! The pointer as a state machine: every state says what moving, releasing and Escape do.

use super::camera::Geometry;
use super::change::Change;
use super::hit::{self, Hit};
use crate::edit::{Cursor, Selection};
use crate::layout::Sheet;
use crate::layout::sheet::{BlockKind, CellKind};
use crate::model::{Id, Target};
use egui::{Pos2, Rect, Vec2};

/// How far the pointer moves before a press becomes a drag, in points.
const DRAG: f32 = 6.0;

/// What the pointer is doing.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(missing_docs, reason = "the names of the fields say what they are")]
pub enum Gesture {
    /// Nothing.
    #[default]
    Idle,
    /// Pressed, not yet moved. Released: a click. Escape: nothing.
    Pressed { at: Pos2, hit: Hit },
    /// Cards follow the pointer. Released: they move there. Escape: they stay.
    DraggingNotes {
        notes: Vec<Id>,
        /// The one under the pointer.
        held: Id,
        /// From its top left to the pointer.
        hold: Vec2,
        at: Pos2,
    },
    /// A column follows the pointer. Released: it moves there. Escape: it stays.
    DraggingColumn { column: Id, at: Pos2 },
    /// The width of all columns follows the pointer. Escape: it is as before.
    Sizing {
        /// Where the pointer took hold.
        grabbed: Pos2,
        /// Width before, in em.
        before: f32,
    },
    /// Everything between two corners is selected. Released or Escape: the selection stays.
    Marquee { from: Pos2, to: Pos2 },
    /// The sheet follows the pointer. Released or Escape: it stays where it is.
    Panning,
}

/// The pointer in this frame.
#[derive(Clone, Copy, Debug)]
pub struct Pointer {
    pub at: Pos2,
    /// How far it moved since the last frame.
    pub moved: Vec2,
    /// The main button went down on the canvas.
    pub is_pressed: bool,
    /// The main button is up again.
    pub is_released: bool,
    /// The middle button, or the main one with the space bar, is down.
    pub pans: bool,
    /// Ctrl: a copy is dragged.
    pub copies: bool,
    /// Shift: adds to the selection.
    pub adds: bool,
    /// Escape was pressed.
    pub is_cancelled: bool,
    /// Width of columns in em, for sizing.
    pub column: f32,
}

/// What a gesture asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    /// Something was clicked, with Shift or without.
    Click { hit: Hit, adds: bool },
    /// Move what is seen, by screen points.
    Pan(Vec2),
    /// Something that is decided outside of the canvas.
    Change(Change),
}

fn select(selection: Selection) -> Asked {
    Asked::Change(Change::Select(selection))
}

/// Width of all columns in em.
fn column_width(em: f32) -> Asked {
    Asked::Change(Change::ColumnWidth(em))
}

/// The step or job a name belongs to.
fn column_of(target: Target) -> Option<Id> {
    match target {
        Target::StepName(id) | Target::JobSentence(id) => Some(id),
        _ => None,
    }
}

impl Gesture {
    /// The next state, and what is asked for.
    pub fn step(
        self,
        pointer: Pointer,
        sheet: &Sheet,
        geometry: &Geometry,
        is_selected: impl Fn(Id) -> bool,
        selected: impl Fn() -> Vec<Id>,
    ) -> (Self, Vec<Asked>) {
        if pointer.is_cancelled && self != Self::Idle {
            if let Self::Sizing { before, .. } = self {
                return (Self::Idle, vec![column_width(before)]);
            }
            return (Self::Idle, Vec::new());
        }
        match self {
            Self::Idle if pointer.pans => (Self::Panning, Vec::new()),
            Self::Idle if pointer.is_pressed => (
                Self::Pressed {
                    at: pointer.at,
                    hit: hit::hit(sheet, geometry, pointer.at),
                },
                Vec::new(),
            ),
            Self::Idle => (Self::Idle, Vec::new()),
            Self::Panning if pointer.pans => (Self::Panning, vec![Asked::Pan(pointer.moved)]),
            Self::Panning => (Self::Idle, Vec::new()),
            Self::Pressed { hit, .. } if pointer.is_released => (
                Self::Idle,
                vec![Asked::Click {
                    hit,
                    adds: pointer.adds,
                }],
            ),
            Self::Pressed { at, hit } if at.distance(pointer.at) > DRAG => {
                begin(hit, at, &pointer, is_selected, selected)
            }
            Self::Pressed { .. } => (self, Vec::new()),
            Self::DraggingNotes { notes, .. } if pointer.is_released => {
                let dropped = hit::drop_place(sheet, geometry, pointer.at);
                let change = dropped.map(|(place, at, _)| Change::Drop {
                    notes,
                    place,
                    at,
                    is_copy: pointer.copies,
                });
                (Self::Idle, change.map(Asked::Change).into_iter().collect())
            }
            Self::DraggingNotes {
                notes, held, hold, ..
            } => (
                Self::DraggingNotes {
                    notes,
                    held,
                    hold,
                    at: pointer.at,
                },
                Vec::new(),
            ),
            Self::DraggingColumn { column, .. } if pointer.is_released => {
                let change = hit::drop_column(sheet, geometry, pointer.at.x)
                    .map(|(at, _)| Change::DropColumn { column, at });
                (Self::Idle, change.map(Asked::Change).into_iter().collect())
            }
            Self::DraggingColumn { column, .. } => (
                Self::DraggingColumn {
                    column,
                    at: pointer.at,
                },
                Vec::new(),
            ),
            Self::Sizing { .. } if pointer.is_released => (Self::Idle, Vec::new()),
            Self::Sizing { grabbed, before } => {
                let edges = columns_before(sheet, geometry, grabbed.x).max(1) as f32;
                let em = sheet.em * geometry.camera().zoom;
                let width = before + (pointer.at.x - grabbed.x) / edges / em;
                (Self::Sizing { grabbed, before }, vec![column_width(width)])
            }
            Self::Marquee { .. } if pointer.is_released => (Self::Idle, Vec::new()),
            Self::Marquee { from, .. } => {
                let notes = notes_between(sheet, geometry, Rect::from_two_pos(from, pointer.at));
                (
                    Self::Marquee {
                        from,
                        to: pointer.at,
                    },
                    vec![select(Selection::of_notes(notes))],
                )
            }
        }
    }
}

/// What a drag of this becomes.
fn begin(
    hit: Hit,
    at: Pos2,
    pointer: &Pointer,
    is_selected: impl Fn(Id) -> bool,
    selected: impl Fn() -> Vec<Id>,
) -> (Gesture, Vec<Asked>) {
    match hit {
        Hit::Block {
            target: Target::Note(id),
            rect,
        } => {
            let (notes, asked) = if is_selected(id) {
                (selected(), Vec::new())
            } else {
                // It is, before it is dragged.
                let cursor = Cursor::At(Target::Note(id));
                (vec![id], vec![select(Selection::at(cursor))])
            };
            let dragging = Gesture::DraggingNotes {
                notes,
                held: id,
                hold: at - rect.min,
                at: pointer.at,
            };
            (dragging, asked)
        }
        Hit::Block { target, .. } => match column_of(target) {
            Some(column) => (
                Gesture::DraggingColumn {
                    column,
                    at: pointer.at,
                },
                Vec::new(),
            ),
            None => (Gesture::Idle, Vec::new()),
        },
        Hit::ColumnEdge => (
            Gesture::Sizing {
                grabbed: at,
                before: pointer.column,
            },
            Vec::new(),
        ),
        Hit::Strip(_) => (Gesture::Panning, Vec::new()),
        Hit::Cell { .. } | Hit::Nothing => (
            Gesture::Marquee {
                from: at,
                to: pointer.at,
            },
            Vec::new(),
        ),
        Hit::Bar(_) | Hit::NewColumn(_) => (Gesture::Idle, Vec::new()),
    }
}

/// How many columns end left of a point.
fn columns_before(sheet: &Sheet, geometry: &Geometry, x: f32) -> usize {
    let end = |column: &crate::layout::sheet::Column| {
        geometry.x(crate::layout::sheet::Band::Middle, column.x + column.width)
    };
    sheet
        .columns
        .iter()
        .filter(|column| end(column) <= x + DRAG)
        .count()
}

fn notes_between(sheet: &Sheet, geometry: &Geometry, area: Rect) -> Vec<Id> {
    let cells = sheet.cells.iter().filter(|cell| {
        matches!(cell.content.kind, CellKind::Notes(_)) && geometry.cell(cell).intersects(area)
    });
    cells
        .flat_map(|cell| cell.content.blocks.iter().map(move |block| (cell, block)))
        .filter(|(cell, block)| {
            block.kind == BlockKind::Note && geometry.inside(cell, block.rect).intersects(area)
        })
        .filter_map(|(_, block)| super::style::note_of(block.target))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canvas::camera::Camera;
    use crate::layout::{Framing, Layouter, View};
    use egui::{pos2, vec2};
    use std::sync::Arc;

    struct Table {
        sheet: Arc<Sheet>,
        geometry: Geometry,
    }

    fn table() -> Table {
        let bytes = include_bytes!("../../assets/examples/tool-rental.vjourney");
        let project = Arc::new(crate::file::read(bytes).unwrap());
        let view = View::journey(project.journeys[0].id);
        let sheet = Layouter::new().sheet(&project, view, &Framing::desk());
        let window = Rect::from_min_size(Pos2::ZERO, vec2(1600.0, 1000.0));
        let geometry = Geometry::new(window, &sheet, &Camera::default());
        Table { sheet, geometry }
    }

    impl Table {
        fn block(&self, at: usize) -> (Id, Rect) {
            let blocks = self.sheet.cells.iter().flat_map(|cell| {
                cell.content
                    .blocks
                    .iter()
                    .map(move |block| (block, self.geometry.inside(cell, block.rect)))
            });
            let mut notes = blocks.filter_map(|(block, rect)| {
                Some((super::super::style::note_of(block.target)?, rect))
            });
            notes.nth(at).unwrap()
        }

        fn step(&self, gesture: Gesture, pointer: Pointer) -> (Gesture, Vec<Asked>) {
            gesture.step(pointer, &self.sheet, &self.geometry, |_| false, Vec::new)
        }
    }

    fn at(at: Pos2) -> Pointer {
        Pointer {
            at,
            moved: Vec2::ZERO,
            is_pressed: false,
            is_released: false,
            pans: false,
            copies: false,
            adds: false,
            is_cancelled: false,
            column: 13.0,
        }
    }

    #[test]
    fn press_and_release_is_a_click() {
        let table = table();
        let (note, rect) = table.block(0);
        let (gesture, _) = table.step(
            Gesture::Idle,
            Pointer {
                is_pressed: true,
                ..at(rect.center())
            },
        );
        let (gesture, asked) = table.step(
            gesture,
            Pointer {
                is_released: true,
                ..at(rect.center() + vec2(2.0, 1.0))
            },
        );
        assert_eq!(gesture, Gesture::Idle);
        let Asked::Click {
            hit: Hit::Block { target, .. },
            adds: false,
        } = &asked[0]
        else {
            panic!("{asked:?}")
        };
        assert_eq!(*target, Target::Note(note));
    }

    #[test]
    fn a_card_dragged_to_another_cell_is_dropped_there() {
        let table = table();
        let (note, rect) = table.block(0);
        let (_, other) = table.block(1);
        let (gesture, _) = table.step(
            Gesture::Idle,
            Pointer {
                is_pressed: true,
                ..at(rect.center())
            },
        );
        let (gesture, asked) = table.step(gesture, at(rect.center() + vec2(20.0, 0.0)));
        let selected = Selection::at(Cursor::At(Target::Note(note)));
        assert_eq!(asked, [select(selected)]);
        let (gesture, _) = table.step(gesture, at(other.center()));
        let below = pos2(other.center().x, other.max.y - 1.0);
        let (gesture, asked) = table.step(
            gesture,
            Pointer {
                is_released: true,
                copies: true,
                ..at(below)
            },
        );
        assert_eq!(gesture, Gesture::Idle);
        let Asked::Change(Change::Drop {
            notes,
            at: 1,
            is_copy: true,
            ..
        }) = &asked[0]
        else {
            panic!("{asked:?}")
        };
        assert_eq!(*notes, [note]);
    }

    #[test]
    fn escape_ends_every_gesture_and_asks_for_nothing() {
        let table = table();
        let (note, rect) = table.block(0);
        let gestures = [
            Gesture::Pressed {
                at: rect.center(),
                hit: Hit::Nothing,
            },
            Gesture::DraggingNotes {
                notes: vec![note],
                held: note,
                hold: rect.size() / 2.0,
                at: rect.center(),
            },
            Gesture::DraggingColumn {
                column: note,
                at: rect.center(),
            },
            Gesture::Marquee {
                from: rect.min,
                to: rect.max,
            },
            Gesture::Panning,
        ];
        for gesture in gestures {
            let (next, asked) = table.step(
                gesture.clone(),
                Pointer {
                    is_cancelled: true,
                    ..at(rect.center())
                },
            );
            assert_eq!((next, asked), (Gesture::Idle, Vec::new()), "{gesture:?}");
        }
        let sizing = Gesture::Sizing {
            grabbed: rect.center(),
            before: 11.0,
        };
        let (_, asked) = table.step(
            sizing,
            Pointer {
                is_cancelled: true,
                ..at(rect.center())
            },
        );
        assert_eq!(asked, [column_width(11.0)]);
    }

    #[test]
    fn a_marquee_selects_what_it_touches() {
        let table = table();
        let (note, rect) = table.block(0);
        let gesture = Gesture::Marquee {
            from: rect.min - vec2(3.0, 3.0),
            to: rect.min,
        };
        let (_, asked) = table.step(gesture, at(rect.center()));
        assert_eq!(asked, [select(Selection::of_notes(vec![note]))]);
    }
}
