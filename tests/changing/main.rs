//! Changes of examples: what goes with them, and how they are told.

#![cfg(test)]

mod columns;
mod difference;
mod find;
mod fragment;
mod scale;
mod solutions;
mod what_changed;
mod write;
