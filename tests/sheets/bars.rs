//! The bars of a journey, and the figures that go with them.

use emath::{Vec2, pos2};
use std::sync::Arc;
use value_journey::analysis::Flag;
use value_journey::layout::sheet::{Badge, Band, Block, BlockKind, Dash, Mark, PlacedCell, trend};
use value_journey::layout::words::MEASURE;
use value_journey::layout::{Framing, Layouter, Remark, Sheet, View};
use value_journey::model::{Aggregation, Id, Lane, Project, Solution};

fn tool_rental(baseline: &str) -> Arc<Project> {
    let bytes = include_bytes!("../../assets/examples/tool-rental.vjourney");
    let mut project = value_journey::file::read(bytes).unwrap();
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
    Arc::make_mut(&mut cell.rows[value_journey::model::Lane::Benefits][0]).score =
        Some(value_journey::model::Decimal::whole(2));
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
