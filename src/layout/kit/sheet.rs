//! The sheet: placed cells with blocks and marks, the same for the screen and for every export.
//!
//! A sheet is a plane in the middle with pinned parts at its edges: step names at the top, row names
//! at the left, bars at the bottom. The middle scrolls and zooms under them, with the totals at its end.
//! Labels for screen readers are made when they are asked for, never stored.

use super::fonts::Weight;
use super::remark::Remark;
use super::theme::Role;
use super::words::{Line, Shaped};
use crate::analysis::StepValue;
use crate::model::{Decimal, Id, Link, Place, Slot, Target};
use emath::{Pos2, Rect, Vec2};
use std::collections::HashMap;
use std::sync::Arc;

/// Where a cell stands along one axis.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Band {
    /// Left or top: keeps its place.
    Start,
    /// Scrolls and zooms.
    Middle,
    /// At the bottom: keeps its place. Right of the columns: scrolls with them, keeps its size.
    End,
    /// From edge to edge, keeps its place (horizontal only: titles and legends).
    Across,
}

/// A cell where it stands. Positions are in points at scale 1, counted from its bands' beginning.
#[derive(Clone, Debug)]
pub struct PlacedCell {
    /// Its rectangle in its bands.
    pub at: Rect,
    /// Horizontally and vertically.
    pub bands: (Band, Band),
    /// For keys and screen readers, from 0.
    pub row: u32,
    /// For keys and screen readers, from 0.
    pub column: u32,
    /// What is in it.
    pub content: Arc<CellLayout>,
}

/// What a cell is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CellKind {
    /// Notes, and a slot for the next one.
    Notes(Place),
    /// Things that can be edited: names, sentences, judgements, head counts.
    Fields,
    /// Figures, bars, labels: to be read.
    Shown,
    /// The place for the next step or job.
    NewColumn(Slot),
}

/// The inside of a cell, relative to its top left corner.
#[derive(Debug)]
pub struct CellLayout {
    /// The height it needs, in points; the placed cell may be higher.
    pub height: f32,
    /// What it is for.
    pub kind: CellKind,
    /// Where the next note, step or job would stand.
    pub slot: Option<Rect>,
    /// Texts, cards and figures, in reading order.
    pub blocks: Vec<Block>,
    /// Bars, lines, swatches, behind the blocks.
    pub marks: Vec<Mark>,
    /// What its bars come to, in the order they stand; empty where there are none.
    pub bars: Vec<BarValue>,
}

/// What the bars of one solution stand for, by the journey's own rule.
#[derive(Clone, PartialEq, Debug)]
pub struct BarValue {
    /// Whose bars they are.
    pub solution: Id,
    /// What they show.
    pub worth: StepValue,
}

impl CellLayout {
    /// An empty cell.
    pub fn empty(kind: CellKind) -> Self {
        Self {
            height: 0.0,
            kind,
            slot: None,
            blocks: Vec::new(),
            marks: Vec::new(),
            bars: Vec::new(),
        }
    }
}

/// Where lines stand in their block.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Align {
    /// At the left.
    #[default]
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
}

impl Align {
    /// Where a line of this width begins.
    pub fn begin(self, room: Rect, width: f32) -> f32 {
        match self {
            Self::Left => room.min.x,
            Self::Center => room.center().x - width / 2.0,
            Self::Right => room.max.x - width,
        }
    }
}

/// What a block is to somebody who cannot see it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BlockKind {
    /// A card.
    Note,
    /// A name or sentence that can be edited.
    Field,
    /// A number, or a short word in its place.
    Figure,
    /// A word to read.
    Label,
    /// Says what belongs here; neither exported nor projected.
    Prompt,
}

/// A rectangle with text.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names of the fields say what they are")]
pub struct Block {
    /// Relative to the cell.
    pub rect: Rect,
    pub kind: BlockKind,
    /// Broken into lines for this rectangle.
    pub lines: Vec<Line>,
    /// The text as words, to be broken again where pinned parts are narrower than planned.
    pub shaped: Option<Arc<Shaped>>,
    /// Text size in points.
    pub size: f32,
    /// From line to line, in points.
    pub line_height: f32,
    pub weight: Weight,
    pub align: Align,
    /// Between rectangle and text, horizontally and vertically.
    pub padding: Vec2,
    pub ink: Role,
    /// Behind the text, with round corners.
    pub fill: Option<Role>,
    /// What is edited here.
    pub target: Option<Target>,
    /// Beside the text.
    pub badge: Option<Badge>,
    /// What its sign, its colour or the word beside it means.
    pub remarks: Vec<Remark>,
}

impl Block {
    /// Where the text begins, and how wide it may be.
    pub fn text_rect(&self) -> Rect {
        self.rect.shrink2(self.padding)
    }
}

/// What stands beside the text of a block.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names of the fields say what they are")]
pub enum Badge {
    /// A score, or the mark of a note without one, at the top right of a card.
    Score {
        line: Line,
        role: Role,
        /// `None`: not scored.
        score: Option<Decimal>,
    },
    /// How bad it is, in the place of a score.
    Severity {
        line: Line,
        role: Role,
        /// 1 to 3.
        severity: u8,
    },
    /// A triangle left of a figure that points up, or down.
    Trend { is_up: bool, role: Role },
}

/// How a bar is filled: solutions are told apart by it, and nothing else.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pattern {
    /// The baseline.
    Plain,
    /// The second solution.
    Hatched,
    /// The third and later ones.
    Outlined,
}

impl Pattern {
    /// Of the solution with this index among those shown.
    pub fn of(index: usize) -> Self {
        match index {
            0 => Self::Plain,
            1 => Self::Hatched,
            _ => Self::Outlined,
        }
    }
}

/// How a line is drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dash {
    /// The baseline.
    Plain,
    /// The second solution.
    Dashed,
    /// The third and later ones.
    Dotted,
}

impl Dash {
    /// Of the solution with this index among those shown.
    pub fn of(index: usize) -> Self {
        match index {
            0 => Self::Plain,
            1 => Self::Dashed,
            _ => Self::Dotted,
        }
    }
}

/// Something drawn that is no text. Positions are relative to the cell, all lengths in points.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names of the fields say what they are")]
pub enum Mark {
    /// A rectangle: a bar's segment, a swatch.
    Bar {
        rect: Rect,
        fill: Role,
        pattern: Pattern,
        /// The note it stands for.
        target: Option<Target>,
    },
    /// A horizontal line over the whole width of the placed cell.
    Axis {
        /// From the top.
        y: f32,
        role: Role,
        width: f32,
    },
    /// A short line.
    Tick {
        from: Pos2,
        to: Pos2,
        role: Role,
        width: f32,
    },
    /// A curve with a dot at each point.
    Curve {
        points: Vec<Pos2>,
        role: Role,
        dash: Dash,
    },
    /// A rounded rectangle where a solution has no such step.
    NoSuchStep { rect: Rect },
    /// An arrow to the right.
    Arrow { from: Pos2, length: f32, role: Role },
}

/// A line across several cells.
#[derive(Clone, Copy, PartialEq, Debug)]
#[expect(missing_docs, reason = "the names of the fields say what they are")]
pub enum Rule {
    /// Under a row, from the left edge to the right edge.
    Horizontal {
        /// The band it stands in.
        band: Band,
        /// Counted from the band's beginning.
        y: f32,
        role: Role,
    },
    /// Left of a column, over [`Sheet::columns_span`].
    Vertical {
        /// In the middle band.
        x: f32,
        role: Role,
    },
}

/// A column of the middle.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Column {
    /// Its left edge.
    pub x: f32,
    /// Its width.
    pub width: f32,
}

/// One bar of the strip of all steps.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct StripBar {
    /// Which column it belongs to.
    pub column: usize,
    /// Which of the solutions shown.
    pub solution: usize,
    /// Net value in parts of the largest one, −1 to 1.
    pub height: f32,
}

/// Where a card stands.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Spot {
    /// The index of its cell.
    pub cell: usize,
    /// Relative to the cell.
    pub rect: Rect,
}

/// A link between two cards of the sheet.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct LinkMark {
    /// Where it begins.
    pub from: Spot,
    /// Where it ends.
    pub to: Spot,
}

/// Everything that is drawn.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Read out as the name of the grid.
    pub name: String,
    /// One em in points: the text size.
    pub em: f32,
    /// The scrolling middle.
    pub body: Vec2,
    /// Width of the row names.
    pub left: f32,
    /// Width of what comes right after the columns: the totals, the place for the next column.
    pub right: f32,
    /// Height of title and column names.
    pub top: f32,
    /// Height of bars and figures.
    pub bottom: f32,
    /// In reading order.
    pub cells: Vec<PlacedCell>,
    /// Of the middle, without the place for the next one.
    pub columns: Vec<Column>,
    /// Lines across cells.
    pub rules: Vec<Rule>,
    /// Links between cards: all of them where the framing asks for them, none otherwise.
    pub links: Vec<LinkMark>,
    /// Bars of the strip of all steps; empty when there is nothing to show.
    pub strip: Vec<StripBar>,
    /// How many solutions the strip shows.
    pub strip_solutions: usize,
    /// What the strip calls a column.
    pub column_word: &'static str,
    /// What its figures say, each with whether it may be overlooked: also where they have given way.
    pub sentences: Vec<(String, bool)>,
    /// Where vertical rules begin in the top band, and end in the bottom band.
    pub columns_span: (f32, f32),
    /// Rows, for screen readers.
    pub row_count: u32,
}

impl Sheet {
    /// A sheet with nothing on it.
    pub fn empty(em: f32) -> Self {
        Self {
            em,
            ..Self::default()
        }
    }

    /// Size of everything at scale 1, as exports draw it.
    pub fn full_size(&self) -> Vec2 {
        emath::vec2(
            self.left + self.body.x + self.right,
            self.top + self.body.y + self.bottom,
        )
    }

    /// Where a placed cell stands when everything is drawn at scale 1, without scrolling.
    pub fn full_rect(&self, cell: &PlacedCell) -> Rect {
        let x = match cell.bands.0 {
            Band::Start | Band::Across => 0.0,
            Band::Middle => self.left,
            Band::End => self.left + self.body.x,
        };
        let y = match cell.bands.1 {
            Band::Start | Band::Across => 0.0,
            Band::Middle => self.top,
            Band::End => self.top + self.body.y,
        };
        let mut rect = cell.at.translate(emath::vec2(x, y));
        if cell.bands.0 == Band::Across {
            rect.max.x = self.full_size().x - cell.at.min.x;
        }
        rect
    }

    /// The cell in which this is edited, and the block.
    pub fn find(&self, target: Target) -> Option<(&PlacedCell, &Block)> {
        self.cells.iter().find_map(|cell| {
            let block = cell
                .content
                .blocks
                .iter()
                .find(|block| block.target == Some(target))?;
            Some((cell, block))
        })
    }

    /// The links of one note, as far as what they link is on the sheet.
    pub fn links_of(&self, note: Id, links: &[Link]) -> Vec<LinkMark> {
        let spot = |id: Id| {
            self.cells.iter().enumerate().find_map(|(cell, placed)| {
                let mut blocks = placed.content.blocks.iter();
                let block = blocks.find(|block| block.target == Some(Target::Note(id)))?;
                let rect = block.rect;
                Some(Spot { cell, rect })
            })
        };
        let links = links
            .iter()
            .filter(|link| link.from == note || link.to == note);
        let marks = links.filter_map(|link| {
            Some(LinkMark {
                from: spot(link.from)?,
                to: spot(link.to)?,
            })
        });
        marks.collect()
    }

    /// All links whose two ends are on the sheet.
    pub(super) fn all_links(&self, links: &[Link]) -> Vec<LinkMark> {
        let cells = self.cells.iter().enumerate();
        let cards = cells.flat_map(|(cell, placed)| {
            let blocks = placed.content.blocks.iter();
            blocks.filter_map(move |block| match block.target {
                Some(Target::Note(id)) => Some((
                    id,
                    Spot {
                        cell,
                        rect: block.rect,
                    },
                )),
                _ => None,
            })
        });
        let spots: HashMap<Id, Spot> = cards.collect();
        let marks = links.iter().filter_map(|link| {
            Some(LinkMark {
                from: *spots.get(&link.from)?,
                to: *spots.get(&link.to)?,
            })
        });
        marks.collect()
    }

    /// The cell of a place.
    pub fn cell_of(&self, place: Place) -> Option<&PlacedCell> {
        self.cells
            .iter()
            .find(|cell| cell.content.kind == CellKind::Notes(place))
    }
}

/// Room a [`Badge::Trend`] needs left of its figure, in em of the figure.
pub const TREND: f32 = 1.05;

/// The corners of a [`Badge::Trend`] left of a figure of this size.
pub fn trend(figure: Pos2, size: f32, line_height: f32, is_up: bool) -> [Pos2; 3] {
    let center = figure + emath::vec2(-0.7 * size, line_height / 2.0);
    let radius = 0.35 * size;
    let tip = if is_up { -1.0 } else { 1.0 };
    [
        center + emath::vec2(0.0, tip * radius),
        center + emath::vec2(radius, -tip * radius * 0.8),
        center + emath::vec2(-radius, -tip * radius * 0.8),
    ]
}
