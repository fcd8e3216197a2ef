//! Personas: the customers the maps are about.

use super::record::record;
use super::{Id, Note};
use std::sync::Arc;

/// One of the five fields of the empathy map.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub enum Field {
    /// What they are like.
    Traits,
    /// What they do.
    Actions,
    /// What they feel.
    Feelings,
    /// Who and what influences them.
    Influences,
    /// What they think.
    Thoughts,
}

impl Field {
    /// All five.
    pub const ALL: [Self; 5] = [
        Self::Traits,
        Self::Actions,
        Self::Feelings,
        Self::Influences,
        Self::Thoughts,
    ];
}

record! {
    /// The empathy map of a persona, filled before the canvas and feeding it.
    pub struct Empathy ("an empathy map") {
        /// Notes of [`Field::Traits`].
        optional traits: Vec<Arc<Note>>,
        /// Notes of [`Field::Actions`].
        optional actions: Vec<Arc<Note>>,
        /// Notes of [`Field::Feelings`].
        optional feelings: Vec<Arc<Note>>,
        /// Notes of [`Field::Influences`].
        optional influences: Vec<Arc<Note>>,
        /// Notes of [`Field::Thoughts`].
        optional thoughts: Vec<Arc<Note>>,
    }
}

impl Default for Empathy {
    fn default() -> Self {
        let [traits, actions, feelings, influences, thoughts] = Default::default();
        Self {
            traits,
            actions,
            feelings,
            influences,
            thoughts,
            unknown: super::Unknown::default(),
        }
    }
}

impl Empathy {
    /// The notes of one field.
    pub fn notes(&self, field: Field) -> &Vec<Arc<Note>> {
        match field {
            Field::Traits => &self.traits,
            Field::Actions => &self.actions,
            Field::Feelings => &self.feelings,
            Field::Influences => &self.influences,
            Field::Thoughts => &self.thoughts,
        }
    }

    /// The notes of one field, to be changed.
    pub fn notes_mut(&mut self, field: Field) -> &mut Vec<Arc<Note>> {
        match field {
            Field::Traits => &mut self.traits,
            Field::Actions => &mut self.actions,
            Field::Feelings => &mut self.feelings,
            Field::Influences => &mut self.influences,
            Field::Thoughts => &mut self.thoughts,
        }
    }
}

record! {
    /// A customer.
    pub struct Persona ("a persona") {
        /// Stays the same when the persona is renamed.
        required id: Id,
        /// "Sari"
        always name: String,
        /// "bakery owner"
        optional position: String,
        /// A few sentences.
        optional profile: String,
        /// Traits, actions, feelings, influences, thoughts.
        optional empathy: Empathy,
    }
}

impl Persona {
    /// Somebody of whom only the name is known.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            id: Id::random(),
            name: name.into(),
            position: String::new(),
            profile: String::new(),
            empathy: Empathy::default(),
            unknown: super::Unknown::default(),
        }
    }
}
