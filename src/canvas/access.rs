//! The sheet for screen readers: every cell at any zoom, each note whose text is drawn, the current
//! one; with role, name, row and column.
//!
//! Made only while somebody listens, and never more than [`MOST`]: the tree is sent every frame.

use super::camera::Geometry;
use super::detail::Detail;
use crate::edit::{Cursor, Selection};
use crate::layout::sheet::{Badge, Band, BarValue, Block, BlockKind, CellKind, PlacedCell};
use crate::layout::{Sheet, StepState, StepValue, plain, signed};
use crate::model::words::counted;
use crate::model::{Place, Project, Target};
use egui::accesskit::{Action, Role};
use egui::{Rect, Sense, Ui, WidgetInfo};

/// Most nodes of one frame.
pub const MOST: usize = 1500;

/// The node of a target.
pub fn id_of(canvas: egui::Id, target: Target) -> egui::Id {
    canvas.with(("target", target))
}

/// The node of a cell.
pub(super) fn id_of_cell(canvas: egui::Id, cell: &PlacedCell) -> egui::Id {
    canvas.with(("cell", cell.row, cell.column, cell.bands.0 == Band::Across))
}

/// The words of a block, with its score or severity.
fn spoken(block: &Block) -> String {
    let text = crate::layout::words::text_of(&block.lines);
    let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match &block.badge {
        Some(Badge::Score {
            score: Some(score), ..
        }) => text = format!("{text}, score {score}"),
        Some(Badge::Score { score: None, .. }) => text += ", not scored",
        Some(Badge::Severity { severity, .. }) => text = format!("{text}, severity {severity}"),
        Some(Badge::Trend { .. }) | None => {}
    }
    for remark in block.remarks.iter().filter_map(|remark| remark.spoken()) {
        text = format!("{text}, {remark}");
    }
    text
}

/// What a bar says, by the journey's own rule: "benefits 2, sacrifices 4", "judged +2", "not scored".
fn worth(worth: &StepValue) -> String {
    match (worth.state, worth.benefits, worth.sacrifices, worth.net) {
        (StepState::NoSuchStep | StepState::Unknown, ..) => worth.state.label().to_owned(),
        (_, Some(benefits), Some(sacrifices), _) => format!(
            "benefits {}, sacrifices {}",
            plain(benefits),
            plain(sacrifices)
        ),
        (_, _, _, net) => format!("judged {}", signed(net.unwrap_or_default())),
    }
}

struct Teller<'a> {
    ui: &'a Ui,
    canvas: egui::Id,
    sheet: &'a Sheet,
    geometry: &'a Geometry,
    project: &'a Project,
    selection: &'a Selection,
    left: usize,
}

/// Tells screen readers what is on the canvas. `ui` is the grid itself.
pub(super) fn tell(
    ui: &Ui,
    canvas: egui::Id,
    sheet: &Sheet,
    geometry: &Geometry,
    project: &Project,
    selection: &Selection,
) {
    let is_listening = ui.ctx().accesskit_node_builder(canvas, |_| ()).is_some();
    if !is_listening {
        return;
    }
    let mut teller = Teller {
        ui,
        canvas,
        sheet,
        geometry,
        project,
        selection,
        left: MOST,
    };
    let active = teller.current();
    ui.ctx().accesskit_node_builder(canvas, |node| {
        node.set_row_count(sheet.row_count as usize);
        // Row names, columns, totals, the place for the next column.
        node.set_column_count(sheet.columns.len() + 3);
        if let Some(active) = active {
            node.set_active_descendant(active.accesskit_id());
        }
    });
    for cell in &sheet.cells {
        teller.cell(cell);
    }
    for cell in &sheet.cells {
        teller.blocks(cell);
    }
}

impl Teller<'_> {
    /// The node of what is under the cursor.
    fn current(&mut self) -> Option<egui::Id> {
        let Cursor::At(target) = self.selection.cursor() else {
            return None;
        };
        let (cell, block) = self.sheet.find(target)?;
        self.block(cell, block);
        Some(id_of(self.canvas, target))
    }

    fn node(
        &mut self,
        id: egui::Id,
        rect: Rect,
        role: Role,
        name: String,
        cell: &PlacedCell,
        is_selected: Option<bool>,
    ) {
        if self.left == 0 {
            return;
        }
        self.left -= 1;
        let response = self.ui.interact(rect, id, Sense::hover());
        response.widget_info(|| match is_selected {
            Some(is_selected) => WidgetInfo::selected(role, true, is_selected, &name),
            None => WidgetInfo::labeled(role, true, &name),
        });
        self.ui.ctx().accesskit_node_builder(id, |node| {
            // The role given to the toolkit is not always the one it passes on.
            node.set_role(role);
            node.set_label(name);
            node.set_row_index(cell.row as usize);
            node.set_column_index(cell.column as usize);
            node.add_action(Action::Focus);
            node.add_action(Action::Click);
        });
    }

    fn cell(&mut self, cell: &PlacedCell) {
        let id = id_of_cell(self.canvas, cell);
        let rect = self.geometry.cell(cell);
        match cell.content.kind {
            CellKind::Notes(place) => {
                let count = cell
                    .content
                    .blocks
                    .iter()
                    .filter(|block| block.kind == BlockKind::Note)
                    .count();
                let word = cell
                    .content
                    .blocks
                    .iter()
                    .find(|block| block.kind == BlockKind::Label)
                    .map(spoken);
                let notes = word.unwrap_or_else(|| counted(count, "note"));
                let name = format!("{}: {notes}", self.project.place_name(place));
                self.node(id, rect, Role::GridCell, name, cell, None);
            }
            CellKind::Shown => {
                let words: Vec<String> = cell
                    .content
                    .blocks
                    .iter()
                    .map(spoken)
                    .filter(|words| !words.is_empty())
                    .collect();
                if words.is_empty() {
                    if let Some(name) = self.bars(cell) {
                        self.node(id, rect, Role::GridCell, name, cell, None);
                    }
                    return;
                }
                let (role, name) = match cell.bands.0 {
                    Band::Start => (Role::RowHeader, words.join(" ")),
                    Band::Middle | Band::End | Band::Across => {
                        (Role::GridCell, self.named(cell, &words.join(" ")))
                    }
                };
                self.node(id, rect, role, name, cell, None);
            }
            CellKind::NewColumn(slot) => {
                self.node(
                    id,
                    rect,
                    Role::GridCell,
                    format!("New {}", self.project.one_of(slot)),
                    cell,
                    None,
                );
            }
            // Their blocks speak for themselves.
            CellKind::Fields => {}
        }
    }

    /// What the bars of a step show: "Net-value bars, Get: Buy, benefits 2, sacrifices 4".
    fn bars(&self, cell: &PlacedCell) -> Option<String> {
        let column = self.column_name(cell)?;
        let of = |bars: &BarValue| {
            let name = Target::SolutionName(bars.solution).read(self.project);
            format!("{}, {}", name.unwrap_or_default(), worth(&bars.worth))
        };
        let sides: Vec<String> = cell.content.bars.iter().map(of).collect();
        (!sides.is_empty()).then(|| format!("Net-value bars, {column}: {}", sides.join("; ")))
    }

    /// The words of the first block that such a cell has.
    fn label(&self, is_wanted: impl Fn(&PlacedCell) -> bool) -> Option<String> {
        let mut cells = self.sheet.cells.iter();
        let found = cells.find(|other| is_wanted(other) && !other.content.blocks.is_empty())?;
        let words: Vec<String> = found.content.blocks.iter().map(spoken).collect();
        Some(words.join(" "))
    }

    /// What stands over the column of a cell in the middle.
    fn column_name(&self, cell: &PlacedCell) -> Option<String> {
        if cell.bands.0 != Band::Middle {
            return None;
        }
        self.label(|other| {
            other.bands == (Band::Middle, Band::Start)
                && other.column == cell.column
                && other.content.kind == CellKind::Fields
        })
    }

    /// A figure with the names of its row and column: "Buy, Get: −2".
    fn named(&self, cell: &PlacedCell, text: &str) -> String {
        let row = self.label(|other| other.row == cell.row && other.bands.0 == Band::Start);
        let names: Vec<String> = row.into_iter().chain(self.column_name(cell)).collect();
        if names.is_empty() {
            text.to_owned()
        } else {
            format!("{}: {text}", names.join(", "))
        }
    }

    fn blocks(&mut self, cell: &PlacedCell) {
        let text_size = self.sheet.em * self.geometry.text_scale(cell.bands);
        let is_notes = matches!(cell.content.kind, CellKind::Notes(_));
        let pixels = text_size * self.ui.pixels_per_point();
        if is_notes && !Detail::of(pixels).has_text() {
            return;
        }
        let region = self.geometry.region(cell.bands);
        // Names of steps and jobs are heard wherever they are: they are the cells of the first row.
        let is_always = matches!(cell.content.kind, CellKind::Fields);
        if !is_always && !region.intersects(self.geometry.cell(cell)) {
            return;
        }
        for block in &cell.content.blocks {
            let is_current = block
                .target
                .is_some_and(|target| self.selection.cursor() == Cursor::At(target));
            if block.target.is_some()
                && !is_current
                && (is_always || region.intersects(self.geometry.inside(cell, block.rect)))
            {
                self.block(cell, block);
            }
        }
    }

    fn block(&mut self, cell: &PlacedCell, block: &Block) {
        let Some(target) = block.target else { return };
        let rect = self.geometry.inside(cell, block.rect);
        let id = id_of(self.canvas, target);
        let text = spoken(block);
        match (block.kind, cell.content.kind) {
            (BlockKind::Note, CellKind::Notes(place)) => {
                let name = format!("{text}. {}", self.where_is(place));
                let is_selected = matches!(target, Target::Note(id) if self.selection.contains(id));
                self.node(id, rect, Role::ListItem, name, cell, Some(is_selected));
            }
            (BlockKind::Prompt, _) => {
                let name = format!("{}, empty. {text}", target.name(self.project));
                self.node(id, rect, Role::GridCell, name, cell, None);
            }
            _ => {
                let role = match target {
                    Target::StepName(_) | Target::JobSentence(_) => Role::ColumnHeader,
                    Target::SolutionName(_) | Target::PeriodName { .. } => Role::RowHeader,
                    _ => Role::GridCell,
                };
                let name = target.name(self.project);
                let name = if text.is_empty() {
                    format!("{name}, empty")
                } else {
                    format!("{name}: {text}")
                };
                self.node(id, rect, role, name, cell, None);
            }
        }
    }

    fn where_is(&self, place: Place) -> String {
        self.project.place_name(place)
    }
}
