//! `diff A B [--json]`

use super::report::{self, Report};
use crate::file::{self, Change, ChangeKind};
use crate::model::plain_line;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(clap::Args, Debug)]
pub(super) struct Arguments {
    /// The earlier version
    before: PathBuf,
    /// The later version
    after: PathBuf,
    /// For other programs
    #[arg(long)]
    json: bool,
}

/// A change as other programs read it. Keys bind; scripts depend on them.
#[derive(serde::Serialize)]
struct Line<'a> {
    kind: &'static str,
    what: &'a str,
    sentence: &'a str,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Report> {
    let mut room = file::Room::to_compare();
    let before = report::open_in(&mut room, &arguments.before)?;
    let after = report::open_in(&mut room, &arguments.after)?;
    let changes = file::difference(&before, &after);
    let text = if arguments.json {
        let lines: Vec<Line<'_>> = changes.iter().map(line).collect();
        report::json(&lines)?
    } else {
        changes.iter().fold(String::new(), |text, change| {
            text + &plain_line(&change.sentence) + "\n"
        })
    };
    Ok(Report {
        text,
        code: ExitCode::from(u8::from(!changes.is_empty())),
    })
}

fn line(change: &Change) -> Line<'_> {
    Line {
        kind: match change.kind {
            ChangeKind::Added => "added",
            ChangeKind::Removed => "deleted",
            ChangeKind::Moved => "moved",
            ChangeKind::Changed => "changed",
        },
        what: change.what,
        sentence: &change.sentence,
    }
}
