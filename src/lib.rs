//! Value Journey maps where a service creates value for its customers and where it destroys it.
//!
//! Three ideas carry everything.
//!
//! 1. **The project is an immutable value** ([`model::Project`] behind an `Arc`). Undo is a list of
//!    earlier values, *unsaved* is "not the saved value", a save takes the value to a thread.
//! 2. **One sheet, many painters.** `layout` turns a project and a view into a sheet; the screen and
//!    every export draw that sheet, and clicks, keys and screen readers ask it what is where.
//! 3. **One way in.** Every change goes through `edit::Document`.
//!
//! ```text
//!             file ──read──▶ model::Project ──▶ analysis (numbers) ─┐
//!               ▲                 ▲    │                            ▼
//!             write               │    └────────────────────▶ layout ──▶ Sheet ──▶ canvas (screen, gestures)
//!               │                edit ◀── Command ◀── app (window, panels) ◀────────┘      │
//!               │                                                        export (svg png) ◀┘
//! ```
//!
//! Floors, from the top; who stands higher may use what stands lower, never the other way round:
//! `main` · [`app`], [`cli`] · [`canvas`], [`export`], [`import`] · [`layout`] · [`analysis`], [`edit`],
//! [`mod@file`] · [`model`]. The window toolkit appears in `canvas` and `app` alone.

pub mod analysis;
pub mod app;
pub mod canvas;
pub mod cli;
pub mod edit;
pub mod export;
pub mod file;
pub mod import;
pub mod layout;
pub mod model;
