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
//! [`mod@file`] · [`model`]. The window toolkit appears in `canvas` and `app` alone. `app` has floors of
//! its own, told there; a test reads all of them from the sources.
//!
//! Where something new goes; each is a file and a line in the table named:
//!
//! | what | file | table |
//! |---|---|---|
//! | a kind of canvas | a file or folder of `layout`, a page in `app/pages` | `layout/views.rs`, `app/pages/table.rs` |
//! | a page without a canvas | `app/pages` | `app/pages/table.rs` |
//! | a command | a row in the file of its menu in `app/commands` | the lines of that menu, in the same file |
//! | a panel | `app/panels` | `app/panels/table.rs` |
//! | a question | `app/questions`; what it is about stands where it comes from | `app/questions/mod.rs` |
//! | a format | `export` or `import` | `export/formats.rs`, `import/formats.rs` |
//! | a row of notes, a field, a kind of record | `model` | `model/rows.rs`, the record itself |

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
