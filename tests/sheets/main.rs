//! Sheets of the examples, as painters and screen readers get them.

#![cfg(test)]

mod bars;
mod colours;
mod counts;
mod primitives;
mod views;
mod whole;
