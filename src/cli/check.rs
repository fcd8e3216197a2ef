//! `check FILE`

use crate::analysis::{Level, findings};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(clap::Args, Debug)]
pub(super) struct Arguments {
    /// The project
    file: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let project = super::open(&arguments.file)?;
    let findings = findings(&project);
    for finding in &findings {
        let mark = match finding.level {
            Level::Error => "Open end: ",
            Level::Warning => "To look at: ",
            Level::News => "",
        };
        println!("{mark}{}", finding.sentence);
    }
    if findings.is_empty() {
        println!("Nothing to say yet: no note is scored, no gap is written.");
    }
    let has_errors = findings.iter().any(|finding| finding.level == Level::Error);
    Ok(if has_errors {
        ExitCode::from(1)
    } else {
        ExitCode::SUCCESS
    })
}
