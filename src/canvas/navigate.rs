//! Moving the cursor over a sheet by keys: from note to note, slot to slot, cell to cell.

use crate::edit::Cursor;
use crate::layout::Sheet;
use crate::layout::sheet::{Band, Block, BlockKind, CellKind, PlacedCell};
use crate::model::{Id, Place, Slot, Target};

/// Where to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Move {
    /// The stop above.
    Up,
    /// The stop below.
    Down,
    /// The same stop in the cell at the left.
    Left,
    /// The same stop in the cell at the right.
    Right,
    /// The next field, or the slot of the next cell, in reading order.
    Next,
    /// The field before, or the slot of the cell before.
    Previous,
    /// The first cell of the row.
    RowStart,
    /// The last cell of the row.
    RowEnd,
    /// The first cell.
    First,
    /// The last cell.
    Last,
}

/// Where the cursor can stand in a cell, from the top.
fn stops(cell: &PlacedCell) -> Vec<Cursor> {
    let targets = cell
        .content
        .blocks
        .iter()
        .filter_map(|block| block.target)
        .map(Cursor::At);
    match cell.content.kind {
        CellKind::Notes(place) => {
            let notes: Vec<Cursor> = targets.collect();
            let end = Slot::Note {
                place,
                at: notes.len(),
            };
            notes.into_iter().chain([Cursor::On(end)]).collect()
        }
        CellKind::NewColumn(slot) => vec![Cursor::On(slot)],
        CellKind::Fields => targets.collect(),
        CellKind::Shown => Vec::new(),
    }
}

/// Cells the cursor can stand in, in reading order.
fn cells(sheet: &Sheet) -> Vec<&PlacedCell> {
    let cells = sheet.cells.iter();
    cells.filter(|cell| !stops(cell).is_empty()).collect()
}

/// The cell of the cursor among `cells`, and the stop in it.
fn find(cells: &[&PlacedCell], cursor: Cursor) -> Option<(usize, usize)> {
    let exact = cells.iter().enumerate().find_map(|(at, cell)| {
        let stop = stops(cell).iter().position(|stop| *stop == cursor)?;
        Some((at, stop))
    });
    // A slot between two notes, or between two columns.
    exact.or_else(|| match cursor {
        Cursor::On(Slot::Note { place, at }) => {
            let cell = cells
                .iter()
                .position(|cell| cell.content.kind == CellKind::Notes(place))?;
            Some((cell, at.min(stops(cells[cell]).len() - 1)))
        }
        Cursor::On(Slot::Step { at, .. } | Slot::Job { at, .. }) => {
            let names = cells.iter().position(|cell| {
                cell.bands.1 == Band::Start
                    && cell.column as usize == at + 1
                    && cell.bands.0 == Band::Middle
            })?;
            Some((names, 0))
        }
        Cursor::At(_) | Cursor::Nowhere => None,
    })
}

/// The first place to type on a sheet: the first thing that is still to be said, else the first slot.
pub fn first(sheet: &Sheet) -> Cursor {
    let cells = cells(sheet);
    // In the title only the name, and only when there is nothing else to begin with.
    let is_prompt = |cell: &&&PlacedCell| {
        let says = |block: &Block| block.kind == BlockKind::Prompt && block.target.is_some();
        cell.bands.0 != Band::Across && cell.content.blocks.iter().any(says)
    };
    let prompt = cells.iter().find(is_prompt).and_then(|cell| {
        let block = cell
            .content
            .blocks
            .iter()
            .find(|block| block.kind == BlockKind::Prompt)?;
        block.target.map(Cursor::At)
    });
    let is_empty = sheet.columns.is_empty();
    let new = cells
        .iter()
        .find(|cell| is_empty && matches!(cell.content.kind, CellKind::NewColumn(_)));
    let notes = cells
        .iter()
        .find(|cell| matches!(cell.content.kind, CellKind::Notes(_)));
    prompt
        .or_else(|| new.and_then(|cell| stops(cell).first().copied()))
        .or_else(|| notes.and_then(|cell| stops(cell).first().copied()))
        .or_else(|| cells.first().and_then(|cell| stops(cell).first().copied()))
        .unwrap_or_default()
}

/// Where a move leads. `column` is where the cursor came from when it crossed a row without columns.
pub fn go(sheet: &Sheet, cursor: Cursor, to: Move, column: u32) -> Cursor {
    let cells = cells(sheet);
    let Some((at, stop)) = find(&cells, cursor) else {
        return match (to, cells.last()) {
            (Move::Last, Some(cell)) => entry(cell),
            _ => first(sheet),
        };
    };
    let here = cells[at];
    let of = |cell: &PlacedCell, stop: usize| {
        let stops = stops(cell);
        stops[stop.min(stops.len() - 1)]
    };
    // Title and persona hold several fields side by side or below each other.
    let is_row_of_fields = here.bands.0 == Band::Across;
    let next = match to {
        Move::Up if stop > 0 && !is_row_of_fields => Some(of(here, stop - 1)),
        Move::Down if stop + 1 < stops(here).len() && !is_row_of_fields => Some(of(here, stop + 1)),
        Move::Left if stop > 0 && is_row_of_fields => Some(of(here, stop - 1)),
        Move::Right if stop + 1 < stops(here).len() && is_row_of_fields => Some(of(here, stop + 1)),
        Move::Up => row_beside(&cells, here, column, false).map(|cell| of(cell, usize::MAX)),
        Move::Down => row_beside(&cells, here, column, true).map(|cell| of(cell, 0)),
        Move::Left => in_row(&cells, here)
            .into_iter()
            .rev()
            .find(|cell| cell.column < here.column)
            .map(|cell| of(cell, stop)),
        Move::Right => in_row(&cells, here)
            .into_iter()
            .find(|cell| cell.column > here.column)
            .map(|cell| of(cell, stop)),
        Move::Next if is_fields(here) && stop + 1 < stops(here).len() => Some(of(here, stop + 1)),
        Move::Next => cells.get(at + 1).map(|cell| entry(cell)),
        Move::Previous if is_fields(here) && stop > 0 => Some(of(here, stop - 1)),
        Move::Previous => at
            .checked_sub(1)
            .map(|before| of(cells[before], usize::MAX)),
        Move::RowStart => in_row(&cells, here).first().map(|cell| of(cell, stop)),
        Move::RowEnd => in_row(&cells, here).last().map(|cell| of(cell, stop)),
        Move::First => cells.first().map(|cell| of(cell, 0)),
        Move::Last => cells.last().map(|cell| of(cell, usize::MAX)),
    };
    next.unwrap_or(cursor)
}

/// Where Tab enters a cell: at the slot of notes, at the first field of others.
fn entry(cell: &PlacedCell) -> Cursor {
    let stops = stops(cell);
    match cell.content.kind {
        CellKind::Notes(_) => stops[stops.len() - 1],
        CellKind::Fields | CellKind::Shown | CellKind::NewColumn(_) => stops[0],
    }
}

fn is_fields(cell: &PlacedCell) -> bool {
    cell.content.kind == CellKind::Fields
}

/// The place for notes beside one, in its row.
pub fn place_beside(sheet: &Sheet, place: Place, is_right: bool) -> Option<Place> {
    let cells = cells(sheet);
    let here = sheet.cell_of(place)?;
    let mut places = in_row(&cells, here).into_iter().filter_map(|cell| {
        let CellKind::Notes(place) = cell.content.kind else {
            return None;
        };
        Some((cell.column, place))
    });
    let found = if is_right {
        places.find(|(column, _)| *column > here.column)
    } else {
        places.rfind(|(column, _)| *column < here.column)
    };
    found.map(|(_, place)| place)
}

/// The cells of a row, from the left.
fn in_row<'a>(cells: &[&'a PlacedCell], here: &PlacedCell) -> Vec<&'a PlacedCell> {
    let cells = cells.iter().copied();
    let mut row: Vec<_> = cells.filter(|cell| cell.row == here.row).collect();
    row.sort_by_key(|cell| cell.column);
    row
}

/// The cell of the row below or above that is nearest to the column.
fn row_beside<'a>(
    cells: &[&'a PlacedCell],
    here: &PlacedCell,
    column: u32,
    is_below: bool,
) -> Option<&'a PlacedCell> {
    let rows = cells.iter().map(|cell| cell.row);
    let row = if is_below {
        rows.filter(|row| *row > here.row).min()
    } else {
        rows.filter(|row| *row < here.row).max()
    }?;
    let column = if here.bands.0 == Band::Middle {
        here.column
    } else {
        column
    };
    cells
        .iter()
        .copied()
        .filter(|cell| cell.row == row)
        .min_by_key(|cell| cell.column.abs_diff(column))
}

/// The column the cursor stands in, for later moves across rows without columns.
pub fn column_of(sheet: &Sheet, cursor: Cursor) -> Option<u32> {
    let cells = cells(sheet);
    let (at, _) = find(&cells, cursor)?;
    (cells[at].bands.0 == Band::Middle).then(|| cells[at].column)
}

/// The notes from one note to another: all of the rectangle of cells they span, or the part of one cell.
pub fn range(sheet: &Sheet, from: Id, to: Id) -> Vec<Id> {
    let cells = cells(sheet);
    let note = |id| find(&cells, Cursor::At(Target::Note(id)));
    let (Some(one), Some(other)) = (note(from), note(to)) else {
        return vec![to];
    };
    let ids = |cell: &PlacedCell| -> Vec<Id> {
        stops(cell).into_iter().filter_map(Cursor::note).collect()
    };
    if one.0 == other.0 {
        let (low, high) = (one.1.min(other.1), one.1.max(other.1));
        return ids(cells[one.0])[low..=high].to_vec();
    }
    let (a, b) = (cells[one.0], cells[other.0]);
    let rows = a.row.min(b.row)..=a.row.max(b.row);
    let columns = a.column.min(b.column)..=a.column.max(b.column);
    cells
        .iter()
        .filter(|cell| matches!(cell.content.kind, CellKind::Notes(_)))
        .filter(|cell| rows.contains(&cell.row) && columns.contains(&cell.column))
        .flat_map(|cell| ids(cell))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{Framing, Layouter, View};
    use crate::model::Lane;
    use std::sync::Arc;

    fn sheet(name: &str, is_map: bool) -> (Sheet, Arc<crate::model::Project>) {
        let path = format!(
            "{}/assets/examples/{name}.vjourney",
            env!("CARGO_MANIFEST_DIR")
        );
        let project = Arc::new(crate::file::open(path.as_ref()).unwrap());
        let view = if is_map {
            View::value_map(project.value_maps[0].id)
        } else {
            View::journey(project.journeys[0].id)
        };
        let sheet = Layouter::new().sheet(&project, view, &Framing::desk());
        ((*sheet).clone(), project)
    }

    fn text(project: &crate::model::Project, cursor: Cursor) -> String {
        match cursor {
            Cursor::At(target) => target.read(project).unwrap_or_default(),
            Cursor::On(slot) => format!("+{}", slot.one()),
            Cursor::Nowhere => "nowhere".to_owned(),
        }
    }

    fn walk(
        sheet: &Sheet,
        project: &crate::model::Project,
        from: Cursor,
        moves: &[Move],
    ) -> Vec<String> {
        let mut cursor = from;
        moves
            .iter()
            .map(|to| {
                cursor = go(sheet, cursor, *to, column_of(sheet, cursor).unwrap_or(1));
                text(project, cursor)
            })
            .collect()
    }

    #[test]
    fn maps_and_journeys_are_read_row_by_row() {
        let templates = crate::model::Template::ALL.into_iter();
        let templates = templates.map(|template| Arc::new(template.build()));
        let examples = ["tool-rental", "eight-stages", "service"];
        let examples = examples.map(|name| sheet(name, false).1);
        let mut seen = 0;
        for project in templates.chain(examples) {
            let has_columns = |view: &View| {
                let layout = view.layout(&project);
                layout.is_some_and(|layout| layout.column_slot(None).is_some())
            };
            for view in View::all(&project).into_iter().filter(has_columns) {
                for is_folded in [false, true] {
                    let framing = Framing {
                        is_folded,
                        ..Framing::desk()
                    };
                    let sheet = Layouter::new().sheet(&project, view, &framing);
                    let cells = cells(&sheet);
                    assert!(cells.is_sorted_by_key(|cell| (cell.row, cell.column)));
                    seen += 1;
                }
            }
        }
        assert!(seen > 12, "{seen}");
    }

    #[test]
    fn arrows_go_from_note_to_slot_to_the_next_cell() {
        let (sheet, project) = sheet("tool-rental", false);
        let get = project.journeys[0].solutions[0]
            .cell(project.journeys[0].steps[1].id)
            .unwrap();
        let first = Cursor::At(Target::Note(get.notes(Lane::Benefits)[0].id));
        let seen = walk(
            &sheet,
            &project,
            first,
            &[
                Move::Down,
                Move::Down,
                Move::Down,
                Move::Down,
                Move::Up,
                Move::Left,
            ],
        );
        assert_eq!(
            seen,
            [
                "+benefit",
                "129 € at once",
                "An hour in the queue on Saturday",
                "+sacrifice",
                "An hour in the queue on Saturday",
                "+sacrifice"
            ]
        );
    }

    #[test]
    fn beside_a_place_stands_the_same_row_of_the_next_column() {
        let (sheet, project) = sheet("tool-rental", true);
        let jobs = &project.value_maps[0].jobs;
        let row = crate::model::Row::Friction;
        let place = |job: usize| Place::Row {
            job: jobs[job].id,
            row,
        };
        assert_eq!(place_beside(&sheet, place(0), true), Some(place(1)));
        assert_eq!(place_beside(&sheet, place(1), false), Some(place(0)));
        assert_eq!(place_beside(&sheet, place(0), false), None);
        assert_eq!(place_beside(&sheet, place(jobs.len() - 1), true), None);
    }

    #[test]
    fn tab_goes_from_slot_to_slot_and_into_the_next_row() {
        let (sheet, project) = sheet("tool-rental", false);
        let journey = &project.journeys[0];
        let last = journey.steps[6].id;
        let place = crate::model::Place::Lane {
            solution: journey.solutions[0].id,
            step: last,
            lane: Lane::Benefits,
        };
        let slot = Cursor::On(Slot::Note { place, at: 1 });
        let next = go(&sheet, slot, Move::Next, 1);
        let Cursor::On(Slot::Note {
            place: crate::model::Place::Lane { step, lane, .. },
            at,
        }) = next
        else {
            panic!("{next:?}")
        };
        assert_eq!((step, lane, at), (journey.steps[0].id, Lane::Sacrifices, 1));
        assert_eq!(go(&sheet, next, Move::Previous, 1), slot);
    }

    #[test]
    fn up_from_the_notes_come_step_names_and_the_title_and_back_to_the_same_column() {
        let (sheet, project) = sheet("tool-rental", false);
        let get = project.journeys[0].solutions[0]
            .cell(project.journeys[0].steps[1].id)
            .unwrap();
        let first = Cursor::At(Target::Note(get.notes(Lane::Benefits)[0].id));
        assert_eq!(
            walk(&sheet, &project, first, &[Move::Up, Move::Up]),
            ["Get", "a weekend builder, ten uses in three years"]
        );
        let basis = Cursor::At(Target::Basis(project.journeys[0].id));
        assert_eq!(text(&project, go(&sheet, basis, Move::Down, 2)), "Get");
        assert_eq!(
            text(&project, go(&sheet, basis, Move::Left, 2)),
            "Get and use a drill"
        );
    }

    #[test]
    fn jobs_and_outcomes_stand_below_each_other() {
        let (sheet, project) = sheet("tool-rental", true);
        let job = Cursor::At(Target::JobSentence(project.value_maps[0].jobs[1].id));
        let seen = walk(
            &sheet,
            &project,
            job,
            &[Move::Down, Move::Down, Move::Up, Move::Up],
        );
        assert_eq!(
            seen[..2],
            [
                "Fewer holes that have to be filled again",
                "Counter in the shop"
            ]
        );
        assert_eq!(seen[3], "Drill forty holes in one weekend");
    }

    #[test]
    fn an_empty_map_begins_with_its_customer_and_an_empty_journey_with_its_first_step() {
        for (template, expected) in [
            (crate::model::Template::ValueMap, "Name of the customer"),
            (crate::model::Template::Cvjm, "+step"),
        ] {
            let project = Arc::new(template.build());
            let view = View::first(&project).unwrap();
            let sheet = Layouter::new().sheet(&project, view, &Framing::desk());
            let shown = match first(&sheet) {
                Cursor::At(target) => target.name(&project),
                other => text(&project, other),
            };
            assert_eq!(shown, expected);
        }
    }

    #[test]
    fn a_range_over_cells_takes_all_notes_between() {
        let (sheet, project) = sheet("tool-rental", false);
        let journey = &project.journeys[0];
        let note = |step: usize, lane, at: usize| {
            journey.solutions[0]
                .cell(journey.steps[step].id)
                .unwrap()
                .notes(lane)[at]
                .id
        };
        assert_eq!(
            range(
                &sheet,
                note(1, Lane::Sacrifices, 1),
                note(1, Lane::Sacrifices, 0)
            )
            .len(),
            2
        );
        assert_eq!(
            range(
                &sheet,
                note(0, Lane::Benefits, 0),
                note(1, Lane::Sacrifices, 0)
            )
            .len(),
            5
        );
    }
}
