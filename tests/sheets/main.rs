//! Sheets of the examples, as painters and screen readers get them.

#![cfg(test)]

mod bars;
mod colours;
mod whole;
