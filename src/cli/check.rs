//! `check FILE`

use super::report::{self, Report};
use crate::analysis::{Level, NOTHING_YET, findings};
use crate::model::plain_line;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(clap::Args, Debug)]
pub(super) struct Arguments {
    /// The project
    file: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Report> {
    let project = report::open(&arguments.file)?;
    let findings = findings(&project);
    let mut text = String::new();
    for finding in &findings {
        let mark = match finding.level {
            Level::Error => "Open end: ",
            Level::Warning => "To look at: ",
            Level::News => "",
        };
        text += &format!("{mark}{}\n", plain_line(&finding.sentence));
    }
    if findings.is_empty() {
        text += NOTHING_YET;
        text.push('\n');
    }
    let has_errors = findings.iter().any(|finding| finding.level == Level::Error);
    Ok(Report {
        text,
        code: ExitCode::from(u8::from(has_errors)),
    })
}
