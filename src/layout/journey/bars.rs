//! Net-value bars under the steps, and the rows of figures that go with them.
//!
//! Benefits rise from the axis, sacrifices fall, one segment per note.

use super::bar_column::{self, BarColumn, BarColumns, SolutionCell};
use super::net_rows::{add_difference, add_net_row, delta_total, total_text, width_of};
use super::running;
use super::scope::{LEFT, Scope};
use crate::analysis::figures::signed;
use crate::layout::kit::fonts::Weight;
use crate::layout::kit::framing::{Foot, Framing};
use crate::layout::kit::grid::{Grid, LABEL_INSET, shown};
use crate::layout::kit::sheet::{Band, CellLayout, StripBar, TREND};
use crate::layout::kit::theme::Role;
use crate::layout::kit::typesetter::{TextStyle, Typesetter, room};
use crate::model::Aggregation;

/// Largest height of one scale point in em, where bars are not all there is.
const UNIT: f32 = 1.6;
/// Above the highest bar, in em.
const ABOVE: f32 = 0.3;

/// The highest band of bars in em that the bars make use of.
pub(super) fn most(scope: &Scope<'_>) -> f32 {
    let (up, down) = sides(scope);
    (UNIT * (up + down) + 2.0 * ABOVE).clamp(Framing::BARS.0, Framing::BARS.1)
}

/// Width of the widest text among the totals, in points.
pub(super) fn widest_total(setter: &mut Typesetter, scope: &Scope<'_>, em: f32, foot: Foot) -> f32 {
    let mut widest = 0.0_f32;
    for (solution, value) in scope.solutions.iter().filter(|(_, value)| value.is_known()) {
        let total = width_of(setter, &total_text(value), Weight::Bold, em);
        widest = widest.max(total);
        if foot >= Foot::WithoutSentences {
            let label = format!("{} {}", solution.name, signed(value.total));
            let label = width_of(setter, &label, Weight::Bold, em);
            widest = widest.max(label.min(running::NAME * em));
        }
    }
    for (_, comparison) in &scope.comparisons {
        let width = width_of(setter, &delta_total(comparison), Weight::Bold, em);
        widest = widest.max(width + TREND * em);
    }
    widest
}

pub(super) fn add(setter: &mut Typesetter, grid: &mut Grid, scope: &Scope<'_>, framing: &Framing) {
    grid.rule(Band::End, Role::Rule);
    add_bars(setter, grid, scope, framing);
    for at in 0..scope.solutions.len() {
        grid.rule(Band::End, Role::Hairline);
        add_net_row(setter, grid, scope, at);
    }
    for (solution, comparison) in &scope.comparisons {
        grid.rule(Band::End, Role::Hairline);
        add_difference(setter, grid, scope, solution, comparison);
    }
    if framing.foot >= Foot::WithoutSentences {
        grid.rule(Band::End, Role::Hairline);
        running::add(setter, grid, scope);
    }
    add_strip(grid, scope);
}

/// How far bars go up and down in scale points. The longer side is at least the largest score, so
/// that a single small score does not fill the band; the other has room for its name.
fn sides(scope: &Scope<'_>) -> (f32, f32) {
    const LEAST: f64 = 0.55;
    let rule = scope.journey.aggregation;
    let values = scope.solutions.iter().flat_map(|(_, value)| &value.steps);
    let sides = values.map(|worth| bar_column::sides(worth, rule));
    let (up, down) = sides.fold((0.0, 0.0), |(up, down): (f64, f64), side| {
        (up.max(side.0), down.max(side.1))
    });
    let longest = up.max(down).max(f64::from(scope.project.scale.max));
    if up == 0.0 && down == 0.0 {
        return (longest as f32, longest as f32);
    }
    let (up, down) = if up >= down {
        (longest, down)
    } else {
        (up, longest)
    };
    let least = LEAST * longest;
    (up.max(least) as f32, down.max(least) as f32)
}

fn add_bars(setter: &mut Typesetter, grid: &mut Grid, scope: &Scope<'_>, framing: &Framing) {
    let em = grid.sheet.em;
    let height = framing.bars * em;
    let is_known = scope.solutions.iter().any(|(_, value)| value.is_known());
    let (up, down) = sides(scope);
    let unit = (height - 2.0 * ABOVE * em) / (up + down);
    let axis = ABOVE * em + up * unit;

    grid.put_label(
        Band::End,
        height,
        bars_label(
            setter,
            em,
            (axis, height),
            scope.journey.aggregation,
            is_known,
        ),
    );
    for (at, step) in scope.steps.iter().enumerate() {
        let column = BarColumn {
            em,
            width: grid.sheet.columns[at].width,
            height,
            axis,
            unit,
            is_known,
            rule: scope.journey.aggregation,
            cells: scope
                .solutions
                .iter()
                .map(|(solution, value)| SolutionCell {
                    solution: solution.id,
                    worth: value.steps[at].clone(),
                    cell: solution.cell(step.id).cloned(),
                })
                .collect(),
        };
        let content = setter.memory::<BarColumns>().content(step.id, column);
        grid.put(Band::End, at, height, content);
    }
    grid.end_row(Band::End, height);
}

fn bars_label(
    setter: &mut Typesetter,
    em: f32,
    (axis, height): (f32, f32),
    rule: Aggregation,
    is_known: bool,
) -> CellLayout {
    let (x, width) = (LABEL_INSET * em, (LEFT - LABEL_INSET - 0.2) * em);
    let mut add =
        |text: &str, y: f32, style: TextStyle| setter.text(text, room(x, y, width), &style);
    let mut blocks = vec![
        add(
            "Benefits",
            axis / 2.0 - 0.65 * em,
            TextStyle::label(em).bold().ink(Role::Good),
        ),
        add(
            "Sacrifices",
            axis.midpoint(height) - 0.65 * em,
            TextStyle::label(em).bold().ink(Role::Cost),
        ),
    ];
    if !is_known && height >= Framing::BARS.0 * em {
        let style = TextStyle::label(em * 0.86).ink(Role::Weak).max_lines(2);
        let next = if rule == Aggregation::Overall {
            "Judge a step to see its bar"
        } else {
            "Score a note to see its bar"
        };
        blocks.push(add(next, axis - 1.15 * em, style));
    }
    shown(blocks)
}

fn add_strip(grid: &mut Grid, scope: &Scope<'_>) {
    let nets = || {
        scope
            .solutions
            .iter()
            .flat_map(|(_, value)| value.steps.iter().filter_map(|step| step.net))
    };
    let largest = nets().map(f64::abs).fold(0.0, f64::max);
    if largest == 0.0 {
        return;
    }
    grid.sheet.strip_solutions = scope.solutions.len();
    grid.sheet.column_word = scope.journey.step_word();
    for (solution, (_, value)) in scope.solutions.iter().enumerate() {
        for column in 0..scope.steps.len() {
            if let Some(net) = value.steps[column].net {
                grid.sheet.strip.push(StripBar {
                    column,
                    solution,
                    height: (net / largest) as f32,
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::Flag;
    use crate::layout::kit::sheet::{Badge, Band, Block, BlockKind, Dash, Mark, PlacedCell, trend};
    use crate::layout::words::MEASURE;
    use crate::layout::{Framing, Layouter, Remark, Sheet, View};
    use crate::model::{Aggregation, Id, Lane, Project, Solution};
    use emath::{Vec2, pos2};
    use std::sync::Arc;

    fn tool_rental(baseline: &str) -> Arc<Project> {
        let bytes = include_bytes!("../../../assets/examples/tool-rental.vjourney");
        let mut project = crate::file::read(bytes).unwrap();
        let journey = Arc::make_mut(&mut project.journeys[0]);
        Arc::make_mut(&mut journey.solutions[0]).name = baseline.to_owned();
        Arc::new(project)
    }

    fn shape() -> Framing {
        Framing {
            is_folded: true,
            ..Framing::export()
        }
    }

    fn journey(project: &Project) -> Id {
        project.journeys[0].id
    }

    fn text(block: &Block) -> String {
        let lines = block.lines.iter().map(|line| line.text().trim().to_owned());
        lines.collect::<Vec<_>>().join(" ")
    }

    fn texts(sheet: &Sheet) -> Vec<String> {
        let blocks = sheet.cells.iter().flat_map(|cell| &cell.content.blocks);
        blocks.map(text).collect()
    }

    /// No figure is cut, and a triangle stands in its cell, before a figure.
    fn check_figures(sheet: &Sheet, what: &str) {
        for cell in &sheet.cells {
            for block in &cell.content.blocks {
                if block.kind == BlockKind::Figure {
                    assert!(!text(block).contains('…'), "{what}: {}", text(block));
                    assert!(block.rect.min.x >= 0.0 && block.rect.max.x <= cell.at.width() + 0.1);
                }
                if let Some(Badge::Trend { is_up, .. }) = block.badge {
                    let line = &block.lines[0];
                    assert!(line.text().starts_with(['+', '−']), "{what}");
                    let width = line.width * block.size / MEASURE;
                    let begin = block.align.begin(block.text_rect(), width);
                    let figure = pos2(begin, block.rect.min.y);
                    let corners = trend(figure, block.size, block.line_height, is_up);
                    assert!(
                        corners.iter().all(|corner| corner.x >= 0.0),
                        "{what}: {corners:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_shape_leaves_room_for_the_words_beside_differences() {
        let project = tool_rental("Buy");
        let view = View::journey(journey(&project));
        let mut layouter = Layouter::new();
        for size in [(560.0, 800.0), (700.0, 500.0), (1100.0, 700.0)] {
            let fitted = layouter.fit(&project, view, Vec2::from(size), &shape());
            let sheet = layouter.sheet(&project, view, &fitted.framing);
            let avoided = texts(&sheet)
                .iter()
                .filter(|text| *text == "avoided")
                .count();
            assert_eq!(avoided, 2, "{size:?}");
            check_figures(&sheet, &format!("{size:?}"));
        }
    }

    #[test]
    fn in_narrow_columns_words_and_triangles_go_before_a_figure_does() {
        let project = tool_rental("Buy");
        let view = View::journey(journey(&project));
        let mut layouter = Layouter::new();
        for column in [1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0] {
            let framing = Framing { column, ..shape() };
            let sheet = layouter.sheet(&project, view, &framing);
            check_figures(&sheet, &format!("{column} em"));
            let texts = texts(&sheet);
            for figure in ["+5", "−3", "0 ±"] {
                assert!(texts.iter().any(|text| text == figure), "{column} em");
            }
            assert!(
                texts
                    .iter()
                    .all(|text| !text.starts_with("av") || text == "avoided")
            );
        }
    }

    /// The example with more solutions like its second one.
    fn with_solutions(count: usize) -> Arc<Project> {
        let mut project = tool_rental("Buy");
        let journey = Arc::make_mut(&mut Arc::make_mut(&mut project).journeys[0]);
        for _ in journey.solutions.len()..count {
            let another = Solution {
                id: Id::random(),
                ..(*journey.solutions[1]).clone()
            };
            journey.solutions.push(Arc::new(another));
        }
        project
    }

    /// Takes the scores of a step away.
    fn unscore(project: &mut Arc<Project>, solution: usize, step: usize) {
        let journey = Arc::make_mut(&mut Arc::make_mut(project).journeys[0]);
        let (solution, step) = (journey.solutions[solution].id, journey.steps[step].id);
        let cell = journey.cell_mut(solution, step).unwrap();
        for lane in [Lane::Benefits, Lane::Sacrifices] {
            for note in cell.notes_mut(lane) {
                Arc::make_mut(note).score = None;
            }
        }
    }

    fn sheet(project: &Arc<Project>, framing: &Framing) -> Arc<Sheet> {
        Layouter::new().sheet(project, View::journey(journey(project)), framing)
    }

    fn marks(sheet: &Sheet) -> impl Iterator<Item = &Mark> {
        sheet.cells.iter().flat_map(|cell| &cell.content.marks)
    }

    #[test]
    fn the_running_total_has_a_gap_where_a_step_is_not_known() {
        let mut project = tool_rental("Buy");
        let runs = |project: &Arc<Project>| -> Vec<(Dash, usize)> {
            let sheet = sheet(project, &shape());
            let curves = marks(&sheet).filter_map(|mark| match mark {
                Mark::Curve { points, dash, .. } => Some((*dash, points.len())),
                _ => None,
            });
            curves.collect()
        };
        assert_eq!(runs(&project), [(Dash::Plain, 7), (Dash::Dashed, 7)]);
        unscore(&mut project, 1, 3);
        let broken = [(Dash::Plain, 7), (Dash::Dashed, 3), (Dash::Dashed, 3)];
        assert_eq!(runs(&project), broken, "steps that are not there are known");
    }

    #[test]
    fn three_solutions_stand_in_the_rhythm_of_two() {
        /// Width of a bar, and the gap to the next one.
        fn rhythm(project: &Arc<Project>) -> (f32, f32) {
            let sheet = sheet(project, &Framing::export());
            let cell = sheet
                .cells
                .iter()
                .find(|cell| !cell.content.bars.is_empty());
            let mut bars: Vec<(f32, f32)> = cell
                .unwrap()
                .content
                .marks
                .iter()
                .filter_map(|mark| match mark {
                    Mark::Bar { rect, .. } => Some((rect.min.x, rect.max.x)),
                    _ => None,
                })
                .collect();
            bars.sort_by(|one, other| one.0.total_cmp(&other.0));
            bars.dedup();
            (bars[0].1 - bars[0].0, bars[1].0 - bars[0].1)
        }
        let (two, three) = (rhythm(&with_solutions(2)), rhythm(&with_solutions(3)));
        assert!(two.1 > 0.0, "{two:?}");
        assert!(
            (two.0 - three.0).abs() < 0.01 && (two.1 - three.1).abs() < 0.01,
            "{two:?} {three:?}"
        );
        for count in [5, 12] {
            let (width, gap) = rhythm(&with_solutions(count));
            assert!(width > 0.0 && gap > 0.0, "{count}: {width} {gap}");
        }
    }

    #[test]
    fn the_zero_line_of_the_bars_is_drawn_over_them() {
        let sheet = sheet(&with_solutions(3), &shape());
        for cell in sheet
            .cells
            .iter()
            .filter(|cell| !cell.content.bars.is_empty())
        {
            assert!(matches!(cell.content.marks.last(), Some(Mark::Axis { .. })));
        }
    }

    #[test]
    fn before_the_first_score_no_row_is_full_of_question_marks() {
        let mut project = tool_rental("Buy");
        for step in 0..7 {
            unscore(&mut project, 0, step);
            unscore(&mut project, 1, step);
        }
        let is_question = |sheet: &Sheet| {
            let badges = sheet.cells.iter().flat_map(|cell| &cell.content.blocks);
            let marks = badges.filter(|block| matches!(block.badge, Some(Badge::Score { .. })));
            texts(sheet).iter().filter(|text| *text == "?").count() + marks.count()
        };
        let empty = sheet(&project, &Framing::desk());
        assert_eq!(is_question(&empty), 0, "{:?}", texts(&empty));
        let journey = Arc::make_mut(&mut Arc::make_mut(&mut project).journeys[0]);
        let (solution, step) = (journey.solutions[0].id, journey.steps[1].id);
        let cell = journey.cell_mut(solution, step).unwrap();
        Arc::make_mut(&mut cell.rows[crate::model::Lane::Benefits][0]).score =
            Some(crate::model::Decimal::whole(2));
        let begun = sheet(&project, &Framing::desk());
        // Six steps of Buy, and every note of Buy: the others have no score either.
        assert!(texts(&begun).iter().filter(|text| *text == "?").count() == 6);
        let badges = begun.cells.iter().flat_map(|cell| &cell.content.blocks);
        let unscored =
            badges.filter(|block| matches!(block.badge, Some(Badge::Score { score: None, .. })));
        assert_eq!(unscored.count(), 14, "notes without a score are marked");
    }

    #[test]
    fn signs_and_colours_are_explained_where_they_stand_and_in_the_legend() {
        let project = tool_rental("Buy");
        let sheet = sheet(&project, &Framing::export());
        let blocks = || sheet.cells.iter().flat_map(|cell| &cell.content.blocks);
        let remarks: Vec<Remark> = blocks().flat_map(|block| block.remarks.clone()).collect();
        for (remark, count) in [
            (Remark::DependsOnRule, 1),
            (Remark::Flagged(Flag::Avoided), 2),
            (Remark::Lowest, 2),
            (Remark::Highest, 2),
            (Remark::NoSuchStep, 2),
        ] {
            let found = remarks.iter().filter(|known| **known == remark).count();
            assert_eq!(found, count, "{remark:?}");
        }
        let legend = blocks().map(text).collect::<Vec<_>>().join(" ");
        for sign in [
            "± depends on how notes are added up",
            "avoided: only Buy has the step, without gain",
            "bold: lowest and highest step of a solution",
        ] {
            assert!(legend.contains(sign), "{sign}: {legend}");
        }
        assert!(
            !legend.contains("given up:"),
            "only what there is: {legend}"
        );
    }

    #[test]
    fn net_values_of_a_row_have_the_same_decimals() {
        let mut project = tool_rental("Buy");
        let journey = Arc::make_mut(&mut Arc::make_mut(&mut project).journeys[0]);
        journey.aggregation = Aggregation::Mean;
        let texts = texts(&sheet(&project, &shape()));
        assert!(
            texts.contains(&"−2.5".to_owned()),
            "the total of Buy: {texts:?}"
        );
        assert!(
            texts.contains(&"+1.0".to_owned()),
            "Learn and use: {texts:?}"
        );
    }

    #[test]
    fn no_label_of_the_running_total_touches_a_curve() {
        for count in 2..=8 {
            let sheet = sheet(&with_solutions(count), &Framing::export());
            let is_curves = |cell: &&PlacedCell| {
                let mut marks = cell.content.marks.iter();
                marks.any(|mark| matches!(mark, Mark::Curve { .. }))
            };
            let curves = sheet.cells.iter().find(is_curves).unwrap();
            let at = sheet.full_rect(curves);
            let ends = curves.content.marks.iter().filter_map(|mark| match mark {
                Mark::Curve { points, .. } => points.last(),
                _ => None,
            });
            let last = ends.map(|end| at.min.x + end.x).fold(0.0, f32::max);
            let labels = sheet
                .cells
                .iter()
                .find(|cell| cell.bands.0 == Band::End && cell.row == curves.row);
            let labels = labels.unwrap();
            let strip = sheet.full_rect(labels);
            let mut bottom = strip.min.y;
            for block in &labels.content.blocks {
                let rect = block.rect.translate(strip.min.to_vec2());
                assert!(
                    rect.min.x > last + 0.5 * sheet.em,
                    "{count}: {}",
                    text(block)
                );
                assert!(
                    rect.min.y >= bottom - 0.1,
                    "{count}: on another label, or outside"
                );
                assert!(rect.max.y <= strip.max.y + 0.1, "{count}: outside");
                bottom = rect.max.y;
            }
        }
    }

    #[test]
    fn a_running_total_keeps_its_figure_however_long_the_name_is() {
        let mut layouter = Layouter::new();
        for name in [
            "Buy the drill in the shop around the corner",
            "Baumarktbohrhammerkaufvertrag",
        ] {
            let project = tool_rental(name);
            let view = View::journey(journey(&project));
            let sheet = layouter.sheet(&project, view, &shape());
            let texts = texts(&sheet);
            let label = texts
                .iter()
                .find(|text| text.starts_with(&name[..6]) && text.ends_with(" −6"));
            assert!(label.is_some_and(|label| label.contains('…')), "{texts:?}");
            assert!(texts.iter().any(|text| text == "Use +2"), "{texts:?}");
        }
    }
}
