//! `export FILE OUT [--view NAME]`: a view as SVG or PNG, without a window.

use super::Report;
use crate::export::{self, Look, Paper, PaperSize};
use crate::file;
use crate::layout::theme::Theme;
use crate::layout::{Framing, Layouter, Shown, SystemFonts, View};
use crate::model::Project;
use crate::model::words::listed;
use std::path::PathBuf;
use std::sync::Arc;

#[derive(clap::Args, Debug)]
pub(super) struct Arguments {
    /// The project
    file: PathBuf,
    /// The file to write: .svg or .png
    out: PathBuf,
    /// journey, compare, value-map, or the name of a map or journey; what the project opens with otherwise
    #[arg(long)]
    view: Option<String>,
    /// One solution of a journey; all otherwise
    #[arg(long)]
    solution: Option<String>,
    /// Fill a sheet of paper: A4 to A0, letter, tabloid
    #[arg(long, value_parser = paper_size)]
    paper: Option<PaperSize>,
    /// The paper lies on its side
    #[arg(long, requires = "paper")]
    landscape: bool,
    /// Pixels a point, for .png without paper
    #[arg(long, default_value_t = 2.0, value_parser = scale)]
    scale: f32,
    /// light, dark or high-contrast
    #[arg(long, default_value = "light", value_parser = theme)]
    theme: Theme,
}

fn paper_size(name: &str) -> Result<PaperSize, String> {
    let found = PaperSize::ALL
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name));
    found.map(|(_, size)| *size).ok_or_else(|| {
        format!(
            "there are {}",
            listed(&PaperSize::ALL.map(|(name, _)| name))
        )
    })
}

fn scale(text: &str) -> Result<f32, String> {
    match text.parse() {
        Ok(scale) if (0.1..=10.0).contains(&scale) => Ok(scale),
        _ => Err("0.1 to 10 is possible".to_owned()),
    }
}

fn theme(name: &str) -> Result<Theme, String> {
    let key = |theme: Theme| theme.label().to_lowercase().replace(' ', "-");
    let found = Theme::ALL
        .into_iter()
        .find(|theme| key(*theme) == name.to_lowercase());
    found.ok_or_else(|| format!("there are {}", listed(&Theme::ALL.map(key))))
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Report> {
    let ending = arguments
        .out
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    let is_png = match ending.as_deref() {
        Some("svg") => false,
        Some("png") => true,
        _ => {
            return Err(super::about(
                &arguments.out,
                &"A view goes out as .svg or .png: end the name in one of them.",
            ));
        }
    };
    let mut room = file::Room::default();
    let project = Arc::new(super::open_in(&mut room, &arguments.file)?);
    let (view, is_folded) = find_view(&project, arguments.view.as_deref())
        .map_err(|error| super::about(&arguments.file, &error))?;
    let shown = find_solution(&project, view, arguments.solution.as_deref())
        .map_err(|error| super::about(&arguments.file, &error))?;
    let paper = arguments.paper.map(|size| Paper {
        size,
        is_landscape: arguments.landscape,
    });

    let provider = Arc::new(SystemFonts::new());
    let mut layouter = Layouter::with_provider(Some(provider));
    let framing = Framing {
        is_folded,
        shown,
        ..Framing::export()
    };
    let look = Look {
        theme: arguments.theme,
        paper,
        scale: is_png.then_some(arguments.scale),
    };
    let memory = room.left().min(export::MOST_MEMORY);
    let bytes = export::picture(&mut layouter, &project, (view, &framing), &look, memory)
        .map_err(|error| super::about(&arguments.out, &error))?;
    file::write_output(&bytes, &arguments.out, Some(&arguments.file))
        .map_err(|error| super::about(&arguments.out, &error))?;
    Ok(Report::fine(""))
}

/// A view by its kind or its name; `true` for the folded comparison.
fn find_view(project: &Project, name: Option<&str>) -> Result<(View, bool), String> {
    let first = |found: Option<View>, what: &str| {
        found.ok_or_else(|| {
            format!(
                "There is no {what} in this project; there are: {}.",
                names(project)
            )
        })
    };
    let map = || project.value_maps.first().map(|map| View::ValueMap(map.id));
    let journey = || {
        project
            .journeys
            .first()
            .map(|journey| View::Journey(journey.id))
    };
    match name {
        None => Ok((first(View::first(project), "map and no journey")?, false)),
        Some("value-map") => Ok((first(map(), "value map")?, false)),
        Some("journey") => Ok((first(journey(), "journey")?, false)),
        Some("compare") => Ok((first(journey(), "journey")?, true)),
        Some(name) => {
            let map = project
                .value_maps
                .iter()
                .find(|map| map.name == name)
                .map(|map| View::ValueMap(map.id));
            let journey = project.journeys.iter().find(|journey| journey.name == name);
            let found = map.or(journey.map(|journey| View::Journey(journey.id)));
            Ok((first(found, &format!("view “{name}”"))?, false))
        }
    }
}

fn names(project: &Project) -> String {
    let maps = project.value_maps.iter().map(|map| &map.name);
    let names: Vec<_> = maps
        .chain(project.journeys.iter().map(|journey| &journey.name))
        .map(|name| format!("“{name}”"))
        .collect();
    if names.is_empty() {
        "none".to_owned()
    } else {
        listed(&names)
    }
}

fn find_solution(project: &Project, view: View, name: Option<&str>) -> Result<Shown, String> {
    let Some(name) = name else {
        return Ok(Shown::All);
    };
    let journey = project
        .journey(view.id())
        .ok_or("A value map has no solutions: leave --solution out.")?;
    let found = journey
        .solutions
        .iter()
        .find(|solution| solution.name == name);
    found
        .map(|solution| Shown::One(solution.id))
        .ok_or_else(|| {
            let names: Vec<_> = journey
                .solutions
                .iter()
                .map(|solution| format!("“{}”", solution.name))
                .collect();
            format!(
                "There is no solution “{name}”; there are {}.",
                listed(&names)
            )
        })
}
