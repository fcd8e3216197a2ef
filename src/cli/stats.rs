//! `stats FILE [--json]`: the figures. Keys and their order bind; scripts depend on them.

use super::report::{self, Report};
use crate::analysis::figures::{Row, percent, percents};
use crate::analysis::{self, Funnel, StepState};
use crate::model::words::{counted, listed, part_of};
use crate::model::{Aggregation, Id, Journey, Project, Solution, plain_line};
use serde::{Serialize, Serializer};
use std::path::PathBuf;

#[derive(clap::Args, Debug)]
pub(super) struct Arguments {
    /// The project
    file: PathBuf,
    /// For other programs
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Report> {
    let project = report::open(&arguments.file)?;
    let stats = Stats::of(&project);
    Ok(Report::fine(if arguments.json {
        report::json(&stats)?
    } else {
        table(&stats)
    }))
}

/// A number with up to four decimals and without `.0`.
#[derive(Clone, Copy)]
struct Figure(f64);

impl Figure {
    fn rounded(self) -> f64 {
        (self.0 * 10_000.0).round() / 10_000.0
    }
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let number = self.rounded();
        if number.fract() == 0.0 {
            serializer.serialize_i64(number as i64)
        } else {
            serializer.serialize_f64(number)
        }
    }
}

fn figures(numbers: impl IntoIterator<Item = Option<f64>>) -> Vec<Option<Figure>> {
    numbers
        .into_iter()
        .map(|number| number.map(Figure))
        .collect()
}

#[derive(Serialize)]
struct Stats<'a> {
    name: &'a str,
    scale: u8,
    notes: usize,
    journeys: Vec<JourneyStats<'a>>,
    value_maps: Vec<MapStats<'a>>,
}

#[derive(Serialize)]
struct JourneyStats<'a> {
    name: &'a str,
    basis: &'a str,
    aggregation: Aggregation,
    steps: Vec<&'a str>,
    /// What a step is called.
    #[serde(skip)]
    step_word: &'static str,
    solutions: Vec<SolutionStats<'a>>,
    deltas: Vec<DeltaStats<'a>>,
    funnel: Vec<FunnelStats<'a>>,
}

#[derive(Serialize)]
struct SolutionStats<'a> {
    name: &'a str,
    baseline: bool,
    benefits: Vec<Option<Figure>>,
    sacrifices: Vec<Option<Figure>>,
    net: Vec<Option<Figure>>,
    /// Up to each step; nothing where a step is not known.
    cumulative: Vec<Option<Figure>>,
    total: Option<Figure>,
    /// Steps in the total.
    known: usize,
    state: Vec<Option<&'static str>>,
    /// Notes of steps that this solution does not have.
    set_aside: usize,
}

#[derive(Serialize)]
struct DeltaStats<'a> {
    solution: &'a str,
    baseline: &'a str,
    delta: Vec<Option<Figure>>,
    flag: Vec<Option<&'static str>>,
    /// Whether the sign depends on how notes are added up.
    depends: Vec<bool>,
    total: Option<Figure>,
    based_on: usize,
    of: usize,
    baseline_total: Option<Figure>,
    solution_total: Option<Figure>,
    holds: Option<bool>,
}

#[derive(Serialize)]
struct FunnelStats<'a> {
    period: String,
    counts: Vec<Option<Figure>>,
    conversion: Vec<Option<Figure>>,
    overall: Option<Figure>,
    /// Furthest below its target; nothing where all targets are met, and without targets.
    bottleneck: Option<&'a str>,
    targets: Vec<Option<Figure>>,
    /// The first of them where several are equal.
    lowest_conversion: Option<&'a str>,
    #[serde(skip)]
    all_lowest: Vec<&'a str>,
    of_customers: Vec<Option<Figure>>,
}

#[derive(Serialize)]
struct MapStats<'a> {
    name: &'a str,
    jobs: usize,
    gaps: usize,
    coverage: Option<Figure>,
    errors: usize,
    warnings: usize,
}

impl<'a> Stats<'a> {
    fn of(project: &'a Project) -> Self {
        Self {
            name: &project.name,
            scale: project.scale.max,
            notes: project.all_notes().count(),
            journeys: project
                .journeys
                .iter()
                .map(|journey| JourneyStats::of(journey))
                .collect(),
            value_maps: project
                .value_maps
                .iter()
                .map(|map| {
                    let covered = analysis::coverage(project, map);
                    let ends = analysis::open_ends(project, map);
                    let errors = ends.iter().filter(|end| end.is_error()).count();
                    MapStats {
                        name: &map.name,
                        jobs: map.jobs.len(),
                        gaps: covered.gaps,
                        coverage: covered.share.map(Figure),
                        errors,
                        warnings: ends.len() - errors,
                    }
                })
                .collect(),
        }
    }
}

impl<'a> JourneyStats<'a> {
    fn of(journey: &'a Journey) -> Self {
        let baseline = journey.baseline();
        Self {
            name: &journey.name,
            basis: &journey.basis,
            aggregation: journey.aggregation,
            step_word: journey.step_word(),
            steps: journey
                .steps
                .iter()
                .map(|step| step.name.as_str())
                .collect(),
            solutions: journey
                .solutions
                .iter()
                .map(|solution| {
                    SolutionStats::of(journey, solution, baseline.map(|baseline| baseline.id))
                })
                .collect(),
            deltas: baseline
                .into_iter()
                .flat_map(|baseline| {
                    let others = journey
                        .solutions
                        .iter()
                        .filter(|solution| solution.id != baseline.id);
                    others.map(|solution| DeltaStats::of(journey, baseline, solution))
                })
                .collect(),
            funnel: journey
                .periods
                .iter()
                .map(|period| FunnelStats::of(journey, analysis::funnel(journey, period)))
                .collect(),
        }
    }
}

impl<'a> SolutionStats<'a> {
    fn of(journey: &'a Journey, solution: &'a Solution, baseline: Option<Id>) -> Self {
        let value = analysis::solution_value(journey, solution);
        Self {
            name: &solution.name,
            baseline: baseline == Some(solution.id),
            benefits: figures(value.steps.iter().map(|step| step.benefits)),
            sacrifices: figures(value.steps.iter().map(|step| step.sacrifices)),
            net: figures(value.steps.iter().map(|step| step.net)),
            cumulative: figures(value.steps.iter().zip(&value.running).map(|(step, total)| {
                Some(*total).filter(|_| value.is_known() && step.state != StepState::Unknown)
            })),
            total: value.is_known().then_some(Figure(value.total)),
            known: value.known,
            state: value
                .steps
                .iter()
                .map(|step| StepState::key(step.state))
                .collect(),
            set_aside: solution.set_aside(),
        }
    }
}

impl<'a> DeltaStats<'a> {
    fn of(journey: &Journey, baseline: &'a Solution, solution: &'a Solution) -> Self {
        let comparison = analysis::compare(journey, baseline, solution);
        let known = |total: f64| comparison.is_known.then_some(Figure(total));
        Self {
            solution: &solution.name,
            baseline: &baseline.name,
            delta: figures(comparison.steps.iter().map(|step| step.delta)),
            flag: comparison
                .steps
                .iter()
                .map(|step| step.flag.map(analysis::Flag::label))
                .collect(),
            depends: comparison
                .steps
                .iter()
                .map(|step| step.depends_on_rule)
                .collect(),
            total: known(comparison.total),
            based_on: comparison.based_on,
            of: comparison.of,
            baseline_total: known(comparison.baseline_total),
            solution_total: known(comparison.solution_total),
            holds: comparison.holds.as_ref().map(analysis::Holds::holds),
        }
    }
}

impl<'a> FunnelStats<'a> {
    fn of(journey: &'a Journey, funnel: Funnel) -> Self {
        let name = |at: usize| journey.steps[at].name.as_str();
        Self {
            counts: figures(funnel.counts),
            conversion: figures(funnel.conversion),
            overall: funnel.overall.map(Figure),
            bottleneck: funnel.bottleneck.map(name),
            targets: figures(funnel.targets),
            lowest_conversion: funnel.lowest.first().map(|at| name(*at)),
            all_lowest: funnel.lowest.iter().map(|at| name(*at)).collect(),
            of_customers: figures(funnel.of_customers),
            period: funnel.period,
        }
    }
}

/// For people: plain hyphens and spaces, so that it can be pasted anywhere.
fn table(stats: &Stats<'_>) -> String {
    let mut text = format!(
        "{}: {}, scores from 0 to {}\n",
        called(stats.name, "Project without a name".to_owned()),
        counted(stats.notes, "note"),
        stats.scale
    );
    for map in &stats.value_maps {
        let gaps = match map.coverage {
            Some(share) => format!(
                "{}, {} of their weight with an opportunity",
                counted(map.gaps, "gap"),
                percent(share.0)
            ),
            None => "no gap".to_owned(),
        };
        text += &format!(
            "\nValue map {}: {}, {gaps}, {}, {} to look at\n",
            called(map.name, "without a name".to_owned()),
            counted(map.jobs, "job"),
            counted(map.errors, "open end"),
            counted(map.warnings, "thing")
        );
    }
    for journey in &stats.journeys {
        let name = called(journey.name, "without a name".to_owned());
        text += &format!("\nJourney {name}\n");
        if !journey.basis.is_empty() {
            text += &format!("  Basis: {}\n", plain_line(journey.basis));
        }
        add_net(&mut text, journey);
        for solution in journey.solutions.iter().filter(|one| one.set_aside > 0) {
            let aside = counted(solution.set_aside, "note");
            let name = of_solution(solution.name);
            text += &format!("  {aside} of {name} set aside: no such step\n");
        }
        for funnel in &journey.funnel {
            add_head_counts(&mut text, journey, funnel);
        }
    }
    text.replace('\u{a0}', " ")
}

fn called(name: &str, unnamed: String) -> String {
    match name.trim() {
        "" => unnamed,
        _ => plain_line(name),
    }
}

fn of_solution(name: &str) -> String {
    called(name, "solution without a name".to_owned())
}

/// The names of the steps; "step 2" where there is none.
fn of_steps(journey: &JourneyStats<'_>) -> impl Iterator<Item = String> {
    let steps = journey.steps.iter().enumerate();
    steps.map(|(at, step)| called(step, format!("{} {}", journey.step_word, at + 1)))
}

fn add_head_counts(text: &mut String, journey: &JourneyStats<'_>, funnel: &FunnelStats<'_>) {
    let numbers = |figures: &[Option<Figure>]| -> Vec<Option<f64>> {
        figures.iter().map(|figure| Some((*figure)?.0)).collect()
    };
    let shares = |name: &str, figures: &[Option<Figure>]| -> Vec<String> {
        let name = std::iter::once(name.to_owned());
        name.chain(percents(&numbers(figures)))
            .map(|text| text.replace('–', "-"))
            .collect()
    };
    let is_there = |figures: &[Option<Figure>]| figures.iter().any(Option::is_some);
    let counts = funnel.counts.iter().map(|count| match count {
        Some(count) => count.rounded().to_string(),
        None => "?".to_owned(),
    });
    let mut columns: Vec<Vec<String>> = vec![
        std::iter::once(
            format!("Head counts {}", funnel.period)
                .trim_end()
                .to_owned(),
        )
        .chain(of_steps(journey))
        .collect(),
        std::iter::once("people".to_owned()).chain(counts).collect(),
        shares(
            &format!("from the {} before", journey.step_word),
            &funnel.conversion,
        ),
    ];
    if is_there(&funnel.targets) {
        columns.push(shares("target", &funnel.targets));
    }
    if is_there(&funnel.of_customers) {
        columns.push(shares("share of customers", &funnel.of_customers));
    }
    text.push('\n');
    *text += &aligned(&columns);
    let said = [
        ("Overall", funnel.overall.map(|overall| percent(overall.0))),
        (
            "Lowest conversion",
            funnel.lowest_conversion.map(|_| listed(&funnel.all_lowest)),
        ),
        ("Bottleneck", bottleneck(funnel)),
    ];
    for (what, said) in said {
        if let Some(said) = said {
            *text += &format!("  {what}: {}\n", plain_line(&said));
        }
    }
}

/// Furthest below its target; `None` where there is nothing to hold against a target.
fn bottleneck(funnel: &FunnelStats<'_>) -> Option<String> {
    let all = funnel.targets.iter().flatten().count();
    let both = funnel.targets.iter().zip(&funnel.conversion);
    let measured = both.filter(|(target, part)| target.is_some() && part.is_some());
    let none = match measured.count() {
        0 => None,
        measured if measured == all => Some("none, all targets are met".to_owned()),
        measured => Some(format!(
            "none known, {} met, the others have no head counts",
            part_of(measured, all, "target")
        )),
    };
    funnel.bottleneck.map(str::to_owned).or(none)
}

/// Figures of one column: with their sign, all with the same decimals, "?" for what is not known.
fn signed(figures: &[Option<Figure>]) -> Vec<String> {
    let row = Row::of(figures.iter().flatten().map(|figure| figure.0));
    let shown = |figure: Figure| row.signed(figure.0).replace('−', "-");
    figures
        .iter()
        .map(|figure| figure.map_or_else(|| "?".to_owned(), shown))
        .collect()
}

fn add_net(text: &mut String, journey: &JourneyStats<'_>) {
    if journey
        .solutions
        .iter()
        .all(|solution| solution.total.is_none())
    {
        return;
    }
    let words = |name: String, words: Vec<String>, total: &str| -> Vec<String> {
        let name = std::iter::once(name);
        name.chain(words).chain([total.to_owned()]).collect()
    };
    let with_total = |name: &str, figures: &[Option<Figure>], total: Option<Figure>| {
        let all: Vec<_> = figures.iter().copied().chain([total]).collect();
        std::iter::once(name.to_owned())
            .chain(signed(&all))
            .collect::<Vec<_>>()
    };
    let steps = of_steps(journey).collect();
    let mut columns = vec![words(String::new(), steps, "Total")];
    for solution in &journey.solutions {
        let mut nets = with_total(&of_solution(solution.name), &solution.net, solution.total);
        for (net, state) in nets.iter_mut().skip(1).zip(&solution.state) {
            if state.is_none() {
                // There is no such step.
                "-".clone_into(net);
            }
        }
        columns.push(nets);
        columns.push(words("so far".to_owned(), signed(&solution.cumulative), ""));
    }
    for delta in &journey.deltas {
        let [name, baseline] = [delta.solution, delta.baseline].map(of_solution);
        let name = format!("{name} - {baseline}");
        columns.push(with_total(&name, &delta.delta, delta.total));
        let flags = delta
            .flag
            .iter()
            .map(|flag| flag.unwrap_or_default().to_owned());
        let over = match delta.based_on {
            all if all == delta.of => String::new(),
            some => format!("on {}", part_of(some, delta.of, "step")),
        };
        columns.push(words(String::new(), flags.collect(), &over));
    }
    text.push('\n');
    *text += &aligned(&columns);
}

/// Columns of equal height beside each other: names at the left, figures at the right of their column.
fn aligned(columns: &[Vec<String>]) -> String {
    let plain = |column: &Vec<String>| column.iter().map(|text| plain_line(text)).collect();
    let columns: Vec<Vec<String>> = columns.iter().map(plain).collect();
    let width = |column: &Vec<String>| column.iter().map(|text| text.chars().count()).max();
    let widths: Vec<usize> = columns
        .iter()
        .map(|column| width(column).unwrap_or(0))
        .collect();
    let mut text = String::new();
    for row in 0..columns.first().map_or(0, Vec::len) {
        let mut line = format!("  {:<1$}", columns[0][row], widths[0]);
        for (column, width) in columns.iter().zip(&widths).skip(1) {
            line += &format!("  {:>1$}", column[row], width);
        }
        text += &format!("{}\n", line.trim_end());
    }
    text
}
