//! `stats FILE [--json]`: the figures. Keys and their order bind; scripts depend on them.

use super::Report;
use crate::analysis::{self, Funnel, State};
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
    let project = super::open(&arguments.file)?;
    let stats = Stats::of(&project);
    Ok(Report::fine(if arguments.json {
        super::json(&stats)?
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
    cumulative: Vec<Figure>,
    total: Figure,
    /// Steps in the total.
    known: usize,
    state: Vec<Option<&'static str>>,
}

#[derive(Serialize)]
struct DeltaStats<'a> {
    solution: &'a str,
    baseline: &'a str,
    delta: Vec<Option<Figure>>,
    flag: Vec<Option<&'static str>>,
    /// Whether the sign depends on how notes are added up.
    depends: Vec<bool>,
    total: Figure,
    based_on: usize,
    of: usize,
    baseline_total: Figure,
    solution_total: Figure,
    holds: Option<bool>,
}

#[derive(Serialize)]
struct FunnelStats<'a> {
    period: String,
    counts: Vec<Option<Figure>>,
    conversion: Vec<Option<Figure>>,
    overall: Option<Figure>,
    bottleneck: Option<&'a str>,
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
            cumulative: value.running.iter().copied().map(Figure).collect(),
            total: Figure(value.total),
            known: value.known,
            state: value
                .steps
                .iter()
                .map(|step| State::key(step.state))
                .collect(),
        }
    }
}

impl<'a> DeltaStats<'a> {
    fn of(journey: &Journey, baseline: &'a Solution, solution: &'a Solution) -> Self {
        let comparison = analysis::compare(journey, baseline, solution);
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
            total: Figure(comparison.total),
            based_on: comparison.based_on,
            of: comparison.of,
            baseline_total: Figure(comparison.baseline_total),
            solution_total: Figure(comparison.solution_total),
            holds: comparison.holds.as_ref().map(analysis::Holds::holds),
        }
    }
}

impl<'a> FunnelStats<'a> {
    fn of(journey: &'a Journey, funnel: Funnel) -> Self {
        Self {
            counts: figures(funnel.counts),
            conversion: figures(funnel.conversion),
            overall: funnel.overall.map(Figure),
            bottleneck: funnel.bottleneck.map(|at| journey.steps[at].name.as_str()),
            period: funnel.period,
        }
    }
}

/// For people: plain hyphens, so that it can be pasted anywhere.
fn table(stats: &Stats<'_>) -> String {
    let mut text = format!(
        "{}: {} notes, scores from 0 to {}\n",
        plain_line(stats.name),
        stats.notes,
        stats.scale
    );
    for map in &stats.value_maps {
        let share = map
            .coverage
            .map_or("-".to_owned(), |share| format!("{:.0} %", share.0 * 100.0));
        text += &format!(
            "\nValue map {}: {} jobs, {} gaps, {share} of their weight with an opportunity, {} open ends, {} to look at\n",
            plain_line(map.name),
            map.jobs,
            map.gaps,
            map.errors,
            map.warnings
        );
    }
    for journey in &stats.journeys {
        text += &format!("\nJourney {}\n", plain_line(journey.name));
        if !journey.basis.is_empty() {
            text += &format!("  Basis: {}\n", plain_line(journey.basis));
        }
        add_net(&mut text, journey);
        for funnel in &journey.funnel {
            text += &format!("\n  Head counts {}\n", plain_line(&funnel.period));
            for ((step, count), part) in journey
                .steps
                .iter()
                .zip(&funnel.counts)
                .zip(&funnel.conversion)
            {
                let part = part.map_or(String::new(), |part| {
                    format!("{:>9} %", Figure(part.0 * 100.0).rounded())
                });
                let step = plain_line(step);
                text += &format!("  {step:<24}{:>10}{part}\n", shown(*count));
            }
        }
    }
    text
}

fn shown(figure: Option<Figure>) -> String {
    figure.map_or_else(|| "-".to_owned(), |figure| figure.rounded().to_string())
}

fn add_net(text: &mut String, journey: &JourneyStats<'_>) {
    if journey.solutions.iter().all(|solution| solution.known == 0) {
        return;
    }
    let mut rows: Vec<Vec<String>> = vec![vec![String::new()]];
    rows.extend(journey.steps.iter().map(|step| vec![plain_line(step)]));
    rows.push(vec!["Total".to_owned()]);
    let mut add = |column: Vec<String>| {
        rows.iter_mut()
            .zip(column)
            .for_each(|(row, text)| row.push(text));
    };
    for solution in &journey.solutions {
        let nets = solution.net.iter().map(|net| shown(*net));
        let total = [shown(Some(solution.total))];
        add([plain_line(solution.name)]
            .into_iter()
            .chain(nets)
            .chain(total)
            .collect());
        let running = solution.cumulative.iter().map(|total| shown(Some(*total)));
        add(["so far".to_owned()]
            .into_iter()
            .chain(running)
            .chain([String::new()])
            .collect());
    }
    for delta in &journey.deltas {
        let deltas = delta.delta.iter().map(|delta| shown(*delta));
        let name = format!("{} - {}", delta.solution, delta.baseline);
        let name = [plain_line(&name)];
        add(name
            .into_iter()
            .chain(deltas)
            .chain([shown(Some(delta.total))])
            .collect());
        let flags = delta
            .flag
            .iter()
            .map(|flag| flag.unwrap_or_default().to_owned());
        let over = match delta.based_on {
            all if all == delta.of => String::new(),
            some => format!("on {some} of {} steps", delta.of),
        };
        add([String::new()]
            .into_iter()
            .chain(flags)
            .chain([over])
            .collect());
    }
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let widths: Vec<usize> = (0..columns)
        .map(|at| {
            rows.iter()
                .filter_map(|row| row.get(at))
                .map(|text| text.chars().count())
                .max()
                .unwrap_or_default()
        })
        .collect();
    text.push('\n');
    for row in &rows {
        let mut line = format!("  {:<1$}", row[0], widths[0]);
        for (text, width) in row.iter().zip(&widths).skip(1) {
            line.push_str(&format!("  {text:>width$}"));
        }
        *text += &format!("{}\n", line.trim_end());
    }
}
