//! `new --template NAME OUT`

use super::report::{self, Report};
use crate::file::{self, Known, Store};
use crate::model::Template;
use crate::model::words::listed;
use std::path::PathBuf;

#[derive(clap::Args, Debug)]
pub(super) struct Arguments {
    #[arg(long, value_parser = template, default_value = "blank", help = help())]
    template: Template,
    /// The file to write; an existing one is not replaced
    out: PathBuf,
}

fn help() -> String {
    format!("What it starts with: {}", names())
}

fn names() -> String {
    listed(&Template::ALL.map(Template::key))
}

fn template(name: &str) -> Result<Template, String> {
    Template::ALL
        .into_iter()
        .find(|template| template.key() == name)
        .ok_or_else(|| format!("there are {}", names()))
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Report> {
    report::must_be_new(&arguments.out)?;
    let mut project = arguments.template.build();
    if project.name.is_empty() {
        project.name = arguments
            .out
            .file_stem()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
    }
    file::save(
        &project,
        &arguments.out,
        Known::Nothing,
        Store::of_user().as_ref(),
    )
    .map_err(|error| report::about(&arguments.out, &error))?;
    Ok(Report::fine(""))
}
