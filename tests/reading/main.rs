//! Files that are read: our own, damaged ones, those of other programs.

#![cfg(test)]

mod format;
mod openjourney;
mod repair;
mod unfinished_merge;
