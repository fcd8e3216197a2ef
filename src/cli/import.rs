//! `import IN OUT [--into FILE]`

use super::report::{self, Report};
use crate::file::{self, Hash, Known, Store};
use crate::import::{self, ImportError};
use crate::model::{Project, Scale, plain_line};
use std::path::{Path, PathBuf};

#[derive(clap::Args, Debug)]
pub(super) struct Arguments {
    #[arg(help = format!("The file of the other program; its ending says which ({})", known()))]
    from: PathBuf,
    /// The project to write; an existing file is not replaced
    #[arg(required_unless_present = "into")]
    out: Option<PathBuf>,
    /// Add to this project; without OUT it is written itself
    #[arg(long, value_name = "FILE")]
    into: Option<PathBuf>,
}

/// The formats there are: ".ojf: OpenJourney".
fn known() -> String {
    let formats = import::FORMATS.iter();
    let known: Vec<String> = formats
        .map(|format| format!(".{}: {}", format.endings.join(", ."), format.name))
        .collect();
    known.join("; ")
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Report> {
    if let Some(out) = &arguments.out {
        report::must_be_new(out)?;
    }
    if let Some(into) = &arguments.into
        && file::is_same_file(&arguments.from, into)
    {
        let sentence = "A file cannot be imported into itself. Name another project.";
        return Err(report::about(into, &sentence));
    }
    let mut room = file::Room::default();
    let present = match &arguments.into {
        Some(into) => Some(open(&mut room, into)?),
        None => None,
    };
    // Its bytes, what was read from them and what is made of that are there at once.
    let size = std::fs::metadata(&arguments.from).map_or(0, |about| about.len() as usize);
    if size > room.left() / 3 {
        let (size, most) = (size.div_ceil(1 << 20), (room.left() / 3) >> 20);
        let sentence =
            format!("The file has {size} MB; there is room for {most} MB. Import it in parts.");
        return Err(report::about(&arguments.from, &sentence));
    }
    // Of the scale only its size is asked; its words may be many.
    let scale = present
        .as_ref()
        .map_or_else(Scale::default, |(project, _)| Scale {
            max: project.scale.max,
            ..Scale::default()
        });
    let known = present
        .as_ref()
        .map_or(Known::Nothing, |(_, hash)| Known::Bytes(*hash));
    let imported = import::read(&arguments.from, &scale)
        .map_err(|error| report::about(&arguments.from, &error))?;
    let project = match present {
        Some((mut present, _)) => {
            if !import::add(&mut present, imported.project) {
                return Err(report::about(&arguments.from, &ImportError::TooMuch));
            }
            present
        }
        None => imported.project,
    };
    let (out, known): (&Path, Known) = match (&arguments.out, &arguments.into) {
        (Some(out), _) => (out, Known::Nothing),
        (None, Some(out)) => (out, known),
        (None, None) => return Err(anyhow::anyhow!("Say where to write the project.")),
    };
    report::save(&project, out, known, Store::of_user().as_ref())?;
    Ok(Report::fine(plain_line(&imported.sentence) + "\n"))
}

fn open(room: &mut file::Room, path: &Path) -> anyhow::Result<(Project, Hash)> {
    let bytes = file::read_file(path).map_err(|error| report::about(path, &error))?;
    let project = room
        .read(&bytes)
        .map_err(|error| report::about(path, &error))?;
    Ok((project, Hash::of(&bytes)))
}
