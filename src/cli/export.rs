//! `export FILE OUT [--view NAME]`: a view as SVG or PNG, without a window.

use super::report::{self, Report};
use crate::export::{self, Look, Paper, PaperSize};
use crate::file;
use crate::layout::theme::Theme;
use crate::layout::{Framing, KINDS, Layouter, Shown, SystemFonts, View};
use crate::model::Project;
use crate::model::words::{capitalised, listed, with_article};
use std::path::PathBuf;
use std::sync::Arc;

#[derive(clap::Args, Debug)]
pub(super) struct Arguments {
    /// The project
    file: PathBuf,
    #[arg(help = format!("The file to write: {}", export::endings()))]
    out: PathBuf,
    #[arg(long, help = view_help())]
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
    #[arg(long, default_value_t = 2.0, value_parser = scale, help = scale_help())]
    scale: f32,
    /// Draw the links between notes
    #[arg(long)]
    links: bool,
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

fn scale_help() -> String {
    let formats = export::FORMATS.iter().filter(|format| format.has_pixels);
    let endings: Vec<String> = formats
        .map(|format| format!(".{}", format.endings[0]))
        .collect();
    format!("Pixels a point, for {} without paper", listed(&endings))
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
    let Some(format) = export::of_path(&arguments.out) else {
        let endings = export::endings();
        let sentence = format!("A view goes out as {endings}: end the name in one of them.");
        return Err(report::about(&arguments.out, &sentence));
    };
    let mut room = file::Room::default();
    let project = Arc::new(report::open_in(&mut room, &arguments.file)?);
    let (view, is_folded) = find_view(&project, arguments.view.as_deref())
        .map_err(|error| report::about(&arguments.file, &error))?;
    let shown = find_solution(&project, view, arguments.solution.as_deref())
        .map_err(|error| report::about(&arguments.file, &error))?;
    let paper = arguments.paper.map(|size| Paper {
        size,
        is_landscape: arguments.landscape,
    });

    let provider = Arc::new(SystemFonts::new());
    let mut layouter = Layouter::with_provider(Some(provider));
    let framing = Framing {
        is_folded,
        shown,
        has_links: arguments.links,
        ..Framing::export()
    };
    let look = Look {
        theme: arguments.theme,
        paper,
        scale: arguments.scale,
    };
    let memory = room.left().min(export::MOST_MEMORY);
    let shown = (view, &framing);
    let bytes = export::write(format, &mut layouter, &project, shown, look, memory)
        .map_err(|error| report::about(&arguments.out, &error))?;
    file::write_output(&bytes, &arguments.out, Some(&arguments.file))
        .map_err(|error| report::about(&arguments.out, &error))?;
    Ok(Report::fine(""))
}

/// The word for the folded comparison of a journey.
const COMPARE: &str = "compare";

/// What a view can be asked for by.
fn view_help() -> String {
    let keys = KINDS.iter().map(|kind| kind.key()).chain([COMPARE]);
    let keys: Vec<&str> = keys.collect();
    let keys = keys.join(", ");
    format!("{keys}, or the name of a map or journey; what the project opens with otherwise")
}

/// A view by its kind or its name; `true` for the folded comparison.
fn find_view(project: &Project, name: Option<&str>) -> Result<(View, bool), String> {
    let none = |what: &str| {
        format!(
            "There is no {what} in this project; there are: {}.",
            names(project)
        )
    };
    let Some(name) = name else {
        let first = View::first(project).ok_or_else(|| none("map and no journey"))?;
        return Ok((first, false));
    };
    let (key, is_folded) = match name {
        COMPARE => ("journey", true),
        name => (name, false),
    };
    if let Some(kind) = KINDS.iter().find(|kind| kind.key() == key) {
        let first = kind.views(project).next();
        let first = first.ok_or_else(|| none(&kind.word().to_lowercase()))?;
        return Ok((first, is_folded));
    }
    let mut views = View::all(project).into_iter();
    let found = views.find(|view| view.kind.name(project, view.of) == name);
    let found = found.ok_or_else(|| none(&format!("view “{name}”")))?;
    Ok((found, false))
}

fn names(project: &Project) -> String {
    let views = View::all(project).into_iter();
    let names: Vec<_> = views
        .map(|view| format!("“{}”", view.kind.name(project, view.of)))
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
    let journey = view.of.and_then(|id| project.journey(id)).ok_or_else(|| {
        let what = with_article(&view.word().to_lowercase());
        format!(
            "{} has no solutions: leave --solution out.",
            capitalised(&what)
        )
    })?;
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
