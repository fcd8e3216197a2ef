//! Personas: the customers the maps are about.

use super::record::{record, thing};
use super::{Field, Id, Reference, ThingKind};

record! {
    /// The empathy map of a persona, filled before the canvas and feeding it.
    pub struct Empathy ("an empathy map", notes by Field) {}
}

/// The customer that a map or journey is about.
pub(super) const CUSTOMER: Reference = Reference {
    kinds: &[ThingKind::Persona],
    missing: "“{}” is about the customer `{id}`, who is not there.",
    left_out: "“{}” is about a customer who is not there; that was left out.",
};

record! {
    /// A customer.
    pub struct Persona ("a persona") {
        /// Stays the same when the persona is renamed.
        required id: Id => apart,
        /// "Sari"
        always name: String => line "name",
        /// "bakery owner"
        optional position: String => line "position" as "What they do",
        /// A few sentences.
        optional profile: String => text "profile",
        /// Traits, actions, feelings, influences, thoughts.
        optional empathy: Empathy => within,
    }
}

thing!(Persona, Persona, |persona| persona.name.as_str().into());

impl Persona {
    /// Somebody of whom only the name is known.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }
}
