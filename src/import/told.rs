//! What is said about an import: what was made of a file, what was changed on the way and what was left.

use crate::model::words::{counted, listed, one_or_many};
use crate::model::{MAX_TEXT, shortened};

/// What became of the parts of a file.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub steps: usize,
    pub notes: usize,
    /// Titles of nodes that stand nowhere.
    pub nowhere: Vec<String>,
    /// Scores that became others, from a scale that goes to the first number to one that goes to the second.
    pub converted: usize,
    pub scales: (u8, u8),
    /// Scores that are beyond that scale.
    pub beyond: usize,
    /// Notes without a score that were put under what gets in the way.
    pub barriers: usize,
    /// Opportunities whose score only the file keeps.
    pub opportunities: usize,
    /// Names of lanes without notes.
    pub empty_lanes: Vec<String>,
    /// Texts that were cut.
    pub cut: usize,
    /// Fields that were left out.
    pub left_out: usize,
}

fn were(count: usize) -> &'static str {
    one_or_many(count, "was", "were")
}

/// The first names of a list.
fn names(list: &[String]) -> String {
    const MOST: usize = 3;
    let mut names: Vec<String> = list
        .iter()
        .take(MOST)
        .map(|name| format!("“{}”", shortened(name)))
        .collect();
    if list.len() > MOST {
        names.push("others".to_owned());
    }
    listed(&names)
}

impl Told {
    pub(super) fn sentence(&self) -> String {
        let (steps, notes) = (counted(self.steps, "step"), counted(self.notes, "note"));
        let mut parts = vec![format!("{steps}, {notes}")];
        let mut say = |count: usize, words: &dyn Fn() -> String| {
            if count > 0 {
                parts.push(words());
            }
        };
        say(self.nowhere.len(), &|| {
            let count = self.nowhere.len();
            format!(
                "{} without a stage {} left out: {}",
                counted(count, "node"),
                were(count),
                names(&self.nowhere)
            )
        });
        say(self.converted, &|| {
            let (from, to) = self.scales;
            format!(
                "{} {} converted from −{from}…{from} to 0…{to}",
                counted(self.converted, "score"),
                were(self.converted)
            )
        });
        say(self.beyond, &|| {
            format!(
                "{} beyond {} {} taken as {1}",
                counted(self.beyond, "score"),
                self.scales.0,
                were(self.beyond)
            )
        });
        say(self.barriers, &|| {
            format!(
                "{} without a score {} put under “What gets in the way”",
                counted(self.barriers, "note"),
                were(self.barriers)
            )
        });
        say(self.opportunities, &|| {
            let count = self.opportunities;
            format!(
                "{} {} kept in the file alone",
                counted(count, "score of opportunities"),
                one_or_many(count, "is", "are")
            )
        });
        say(self.empty_lanes.len(), &|| {
            let count = self.empty_lanes.len();
            let are = one_or_many(count, "is", "are");
            format!(
                "{} without notes {are} kept in the file alone: {}",
                counted(count, "swimlane"),
                names(&self.empty_lanes)
            )
        });
        say(self.cut, &|| {
            format!(
                "{} longer than {} KB {} cut",
                counted(self.cut, "text"),
                MAX_TEXT / 1024,
                were(self.cut)
            )
        });
        say(self.left_out, &|| {
            format!(
                "{} this program does not know {} too much to keep",
                counted(self.left_out, "field"),
                were(self.left_out)
            )
        });
        parts.join("; ") + "."
    }
}
