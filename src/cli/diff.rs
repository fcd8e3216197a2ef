//! `diff A B [--json]`

use super::Report;
use crate::file::{Change, difference};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(clap::Args, Debug)]
pub(super) struct Arguments {
    /// The project as it was
    before: PathBuf,
    /// The project as it is
    after: PathBuf,
    /// Print a list for scripts instead of sentences
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Report> {
    let before = super::open(&arguments.before)?;
    let after = super::open(&arguments.after)?;
    let changes = difference(&before, &after);
    let text = if arguments.json {
        json(&changes)?
    } else {
        let lines = changes.iter().map(|change| change.sentence.clone() + "\n");
        lines.collect()
    };
    Ok(Report {
        text,
        code: ExitCode::from(u8::from(!changes.is_empty())),
    })
}

fn json(changes: &[Change]) -> anyhow::Result<String> {
    #[derive(serde::Serialize)]
    struct Line<'a> {
        kind: &'a str,
        what: &'a str,
        sentence: &'a str,
    }
    let lines: Vec<Line<'_>> = changes
        .iter()
        .map(|change| Line {
            kind: change.kind.word(),
            what: change.what,
            sentence: &change.sentence,
        })
        .collect();
    Ok(serde_json::to_string_pretty(&lines)? + "\n")
}
