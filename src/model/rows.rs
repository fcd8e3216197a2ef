//! Rows of notes: what each is called, what it asks, and what its notes may say.
//!
//! A row is one line of a table here; places, canvases, files and merges read what they need from there.

use super::Kind;
use super::limits::all;
use enum_map::Enum;
use serde::{Deserialize, Serialize};
use strum::{EnumCount, VariantArray};

/// What its notes weigh.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Figure {
    /// Nothing.
    None,
    /// A score that counts for the customer.
    Gain,
    /// A score that counts against the customer.
    Cost,
    /// How bad it is, 1 to 3.
    Severity,
}

/// What its notes look like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tint {
    /// Neither good nor bad.
    Neutral,
    /// Good for the customer.
    Good,
    /// Slows the customer down.
    Friction,
    /// Drives the customer away.
    Gap,
    /// Given up by the customer.
    Cost,
    /// Behind the scenes.
    Ours,
    /// Still to be done.
    Todo,
}

/// What is said about a row.
#[derive(Debug)]
pub struct RowInfo {
    /// Its key in files.
    pub key: &'static str,
    /// Its name on the canvas.
    pub name: &'static str,
    /// One of its notes.
    pub one: &'static str,
    /// What it asks.
    pub prompt: &'static str,
    /// What its notes look like.
    pub tint: Tint,
    /// What its notes weigh.
    pub figure: Figure,
    /// What its notes may be called; empty where they have no kinds.
    pub kinds: &'static [Kind],
}

impl RowInfo {
    /// Whether its notes are *items*, which have scores.
    pub fn is_scored(&self) -> bool {
        matches!(self.figure, Figure::Gain | Figure::Cost)
    }
}

/// The rows of one kind of holder.
pub trait RowKey: Enum + VariantArray + Copy + 'static {
    /// What is said about each, in their order.
    const TABLE: &'static [RowInfo];

    /// What is said about this one.
    fn info(self) -> &'static RowInfo {
        &Self::TABLE[self.into_usize()]
    }

    /// The row with this key in files.
    fn of_key(key: &str) -> Option<Self> {
        let at = Self::TABLE.iter().position(|row| row.key == key)?;
        Some(Self::VARIANTS[at])
    }
}

/// Defines rows and their table. A line says key, name, one of its notes, tint, what its notes weigh, their
/// kinds, and what the row asks.
macro_rules! rows {
    (
        $(#[$meta:meta])*
        $name:ident in $table:ident {
            $( $(#[$row_meta:meta])* $row:ident = $key:literal $title:literal $one:literal $tint:ident $figure:ident $kinds:expr; $prompt:literal, )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
        #[derive(Serialize, Deserialize, Enum, EnumCount, VariantArray)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $( $(#[$row_meta])* $row, )*
        }

        /// What is said about each, in their order.
        pub const $table: [RowInfo; $name::COUNT] = [
            $( RowInfo {
                key: $key,
                name: $title,
                one: $one,
                prompt: $prompt,
                tint: Tint::$tint,
                figure: Figure::$figure,
                kinds: $kinds,
            }, )*
        ];

        impl RowKey for $name {
            const TABLE: &'static [RowInfo] = &$table;
        }

        impl $name {
            /// All, from the top.
            pub const ALL: [Self; Self::COUNT] = all(Self::VARIANTS);

            /// What is said about it.
            pub fn info(self) -> &'static RowInfo {
                &$table[self as usize]
            }
        }
    };
}

rows! {
    /// One of the six rows of a value map.
    Row in ROWS {
        /// The main ways in which this customer meets us while getting the job done.
        Touchpoints = "touchpoints" "Key touchpoints" "touchpoint" Neutral None &[]; "Where do they meet us while getting it done?",
        /// The moments that make the job easier or faster.
        HighPoints = "high_points" "Key high points" "high point" Good None &[]; "Which moments make it easier or faster?",
        /// What we do that slows the customer down on the way to the outcome.
        Friction = "friction" "Points of friction" "friction" Friction Severity &[]; "What do we do that slows them down?",
        /// What happens that makes the customer look for another solution.
        ValueGaps = "value_gaps" "Value gap" "gap" Gap Severity &[]; "What makes them look elsewhere? “I can’t …”",
        /// Which of our processes are behind the friction and the gap.
        Processes = "processes" "Internal processes" "process" Ours None &[]; "Which of our processes are behind it?",
        /// How we might improve this job in future.
        Opportunities = "opportunities" "Key opportunities" "opportunity" Todo None &[]; "What could we try? “How might we …”",
    }
}

rows! {
    /// A row of notes of a journey, one cell per step and solution.
    Lane in LANES {
        /// What the customer does.
        Actions = "actions" "Customer does" "action" Neutral None &[]; "What does the customer do?",
        /// Where the customer meets us.
        Touchpoints = "touchpoints" "Touchpoints" "touchpoint" Neutral None &[]; "Where do they meet us?",
        /// What helps the customer on.
        Drivers = "drivers" "What helps" "driver" Good None &[]; "What makes them go on?",
        /// What gets in the way.
        Barriers = "barriers" "What gets in the way" "barrier" Friction None &[]; "What keeps them from going on?",
        /// What the customer receives.
        Benefits = "benefits" "Benefits" "benefit" Good Gain &Kind::OF_BENEFITS; "What does the customer get?",
        /// What the customer gives up.
        Sacrifices = "sacrifices" "Sacrifices" "sacrifice" Cost Cost &Kind::OF_SACRIFICES; "What do they give up: money, time, effort, worry?",
        /// How we might improve the step.
        Opportunities = "opportunities" "Opportunities" "opportunity" Todo None &[]; "What could we try here?",
    }
}

rows! {
    /// One of the five fields of an empathy map.
    Field in FIELDS {
        /// What they are like.
        Traits = "traits" "Traits" "note" Neutral None &[]; "What are they like?",
        /// What they do.
        Actions = "actions" "Actions" "note" Neutral None &[]; "What do they do?",
        /// What they feel.
        Feelings = "feelings" "Feelings" "note" Neutral None &[]; "What do they feel?",
        /// Who and what influences them.
        Influences = "influences" "Influences" "note" Neutral None &[]; "Who and what influences them?",
        /// What they think.
        Thoughts = "thoughts" "Thoughts" "note" Neutral None &[]; "What do they think?",
    }
}

impl Lane {
    /// Whether its notes are *items*, which have scores.
    pub fn is_scored(self) -> bool {
        self.info().is_scored()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn assert_whole<R: RowKey + Serialize>() {
        assert_eq!(R::TABLE.len(), R::VARIANTS.len());
        let (mut keys, mut names) = (HashSet::new(), HashSet::new());
        for (row, info) in R::VARIANTS.iter().zip(R::TABLE) {
            let written = serde_json::to_value(row).unwrap();
            assert_eq!(written, info.key, "the key of a row is its name");
            let found = R::of_key(info.key).map(R::into_usize);
            assert_eq!(found, Some((*row).into_usize()));
            assert!(keys.insert(info.key) && names.insert(info.name), "{info:?}");
            assert!(info.prompt.contains(['?', '…']), "{info:?}");
            assert_eq!(info.is_scored(), !info.kinds.is_empty(), "{info:?}");
        }
        assert!(R::of_key("of nobody").is_none());
    }

    #[test]
    fn every_row_has_a_line_of_its_own() {
        assert_whole::<Row>();
        assert_whole::<Lane>();
        assert_whole::<Field>();
    }
}
