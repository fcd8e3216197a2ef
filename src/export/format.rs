//! What a kind of file has to say of itself, and what it is made from.

use super::cost::{self, Look};
use super::error::ExportError;
use crate::layout::sheet::Band;
use crate::layout::{Framing, Layouter, READABLE, Sheet, View};
use crate::model::Project;
use emath::{Vec2, vec2};
use std::sync::Arc;

/// A kind of file a view goes out as.
#[derive(Debug)]
pub struct Format {
    /// What people call it.
    pub name: &'static str,
    /// How its names end; the first is added where there is none.
    pub endings: &'static [&'static str],
    /// Whether it is made of pixels, and how many there are a point can be chosen.
    pub has_pixels: bool,
    /// Writes the view.
    pub(super) write: fn(&mut Outgoing<'_>) -> Result<Vec<u8>, ExportError>,
}

/// A view on its way out.
pub(super) struct Outgoing<'a> {
    pub layouter: &'a mut Layouter,
    pub project: &'a Arc<Project>,
    pub view: View,
    pub framing: &'a Framing,
    pub look: Look,
    /// What may be taken for it, in bytes.
    pub memory: usize,
}

/// How large the picture is, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Extent {
    /// With its margins.
    pub size: Vec2,
    /// On each side.
    pub margin: f32,
}

impl Outgoing<'_> {
    /// All of the view, without prompts. On paper the columns are chosen so that the page is filled with
    /// the largest text.
    ///
    /// # Errors
    /// A sentence, when it is too much; that is known before it is laid out.
    pub(super) fn sheet(&mut self) -> Result<Arc<Sheet>, ExportError> {
        let (project, view) = (self.project, self.view);
        let framing = Framing {
            has_prompts: false,
            ..self.framing.clone()
        };
        cost::check(&cost::parts(project, view, &framing), self.memory)?;
        let layouter = &mut *self.layouter;
        let framing = match self.look.paper {
            Some(paper) => {
                let size = paper.inner_points();
                layouter.fit(project, view, size, &framing).framing
            }
            None => framing,
        };
        // Titles and legends are as wide as everything else: known only once the rest stands.
        let sheet = layouter.sheet(project, view, &framing);
        let width = sheet.full_size().x.max(40.0 * READABLE);
        if (width - framing.width).abs() < 0.5 {
            return Ok(sheet);
        }
        Ok(layouter.sheet(project, view, &Framing { width, ..framing }))
    }
}

impl Extent {
    /// The whole of a sheet and a margin around it.
    pub(super) fn of(sheet: &Sheet) -> Self {
        let margin = sheet.em;
        let size = sheet.full_size();
        let across = sheet
            .cells
            .iter()
            .filter(|cell| cell.bands.0 == Band::Across)
            .map(|cell| cell.at.max.x)
            .fold(size.x, f32::max);
        Self {
            size: vec2(across, size.y) + vec2(2.0, 2.0) * margin,
            margin,
        }
    }
}
