//! How long frames take: to choose the plain style on slow machines, and to print when asked.

use crate::app::work::state::State;
use crate::app::work::views::Sight;
use crate::canvas::Geometry;
use std::time::Instant;

/// Frames looked at before the style is chosen.
const LOOKED_AT: usize = 10;
/// Slower than this in the median, in seconds, and the plain style is chosen.
const SLOW: f32 = 0.020;

/// Decides once whether this machine draws slowly.
#[derive(Default)]
pub(crate) struct SlowFrames {
    times: Vec<f32>,
}

impl SlowFrames {
    /// Looks at the last frame; `true` once ten painted frames were slow in the median.
    pub(crate) fn are_slow(&mut self, ctx: &egui::Context, frame: &eframe::Frame) -> bool {
        if self.times.len() >= LOOKED_AT {
            return false;
        }
        // Painting is the part that differs; waiting for the next picture is none of it.
        let painted = frame.info().cpu_usage;
        self.times
            .extend(painted.filter(|_| ctx.cumulative_frame_nr() > 3));
        if self.times.len() < LOOKED_AT {
            return false;
        }
        self.times.sort_by(f32::total_cmp);
        self.times[LOOKED_AT / 2] > SLOW
    }
}

/// Pans, then zooms through the whole range, prints how long frames took, and quits.
#[derive(Default)]
pub(crate) struct FrameTimes {
    last: Option<Instant>,
    warm_up: usize,
    panned: Vec<f64>,
    zoomed: Vec<f64>,
}

impl FrameTimes {
    const WARM_UP: usize = 20;
    const FRAMES: usize = 200;

    /// One frame further.
    pub(crate) fn step(
        &mut self,
        ctx: &egui::Context,
        state: &mut State,
        geometry: Option<&Geometry>,
    ) {
        ctx.request_repaint();
        let (Some(geometry), Some(view)) = (geometry.copied(), state.view_state_mut()) else {
            return;
        };
        let now = Instant::now();
        let took = self
            .last
            .replace(now)
            .map(|last| (now - last).as_secs_f64() * 1e3);
        if self.warm_up < Self::WARM_UP {
            self.warm_up += 1;
            return;
        }
        let Some(took) = took else { return };
        view.sight = Sight::Free;
        if self.panned.len() < Self::FRAMES {
            self.panned.push(took);
            let at = self.panned.len() as f32;
            view.camera.zoom = 1.0;
            view.camera.at = egui::vec2(at * 7.0, at * 3.0);
            view.camera.keep_inside(&geometry);
        } else if self.zoomed.len() < Self::FRAMES {
            self.zoomed.push(took);
            // From 5 % to 400 % and back.
            let part = (self.zoomed.len() as f32 / Self::FRAMES as f32 * 2.0 - 1.0).abs();
            view.camera.zoom = 0.05 * 80_f32.powf(1.0 - part);
            view.camera.keep_inside(&geometry);
        } else {
            self.print(state, ctx.content_rect().size());
            state.window.quits = true;
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
    }

    #[expect(clippy::print_stdout, reason = "asked for on the command line")]
    fn print(&mut self, state: &State, size: egui::Vec2) {
        let notes = state.document.places().count();
        let style = if state.style.is_plain {
            "plain"
        } else {
            "rich"
        };
        for (name, times) in [
            ("panning", &mut self.panned),
            ("zooming 5 % to 400 %", &mut self.zoomed),
        ] {
            if times.is_empty() {
                continue;
            }
            times.sort_by(f64::total_cmp);
            let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize];
            println!(
                "{name}: {} frames, {notes} notes, window of {} × {} points, {style} style: median {:.1} ms, 95th percentile {:.1} ms, longest {:.1} ms",
                times.len(),
                size.x,
                size.y,
                at(0.5),
                at(0.95),
                at(1.0)
            );
        }
    }
}
