//! The toolkit's look, made from the theme: one family in two weights, five sizes, a grid of four points.

use crate::layout::fonts::{self, Weight};
use crate::layout::theme::{Role, Theme};
use egui::style::{HandleShape, ScrollStyle, Selection, WidgetVisuals};
use egui::{
    Color32, CornerRadius, FontId, Margin, ScrollArea, Shadow, Stroke, TextStyle, Ui, UiBuilder,
    vec2,
};

/// The colour of a role.
pub(crate) fn color(theme: Theme, role: Role) -> Color32 {
    crate::canvas::Style {
        theme,
        is_plain: false,
    }
    .color(role)
}

/// Installs fonts; once.
pub(crate) fn install_fonts(ctx: &egui::Context) {
    ctx.set_fonts(fonts::definitions());
}

/// Text sizes in points.
pub(crate) mod size {
    /// Hints and legends.
    pub(crate) const SMALL: f32 = 12.0;
    /// Everything else.
    pub(crate) const BODY: f32 = 14.0;
    /// Headings of panels.
    pub(crate) const HEADING: f32 = 16.0;
    /// Headings of pages.
    pub(crate) const TITLE: f32 = 28.0;
    /// A note while it is scored.
    pub(crate) const LARGE: f32 = 20.0;
}

/// Bold text of a size.
pub(crate) fn bold(size: f32) -> FontId {
    FontId::new(size, Weight::Bold.panel_family())
}

/// What scrolls in a panel or dialog: its bar stands beside what it scrolls, not on it.
pub(crate) fn scrolling() -> ScrollArea {
    ScrollArea::vertical().content_margin(Margin {
        right: SCROLL_BAR,
        ..Margin::ZERO
    })
}

/// All of a side panel, scrolled: its bar stands in the panel's margin.
pub(crate) fn scroll_panel(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let rect = ui.available_rect_before_wrap();
    let with_margin = rect.with_max_x(rect.max.x + f32::from(SCROLL_BAR) - 2.0);
    // A child of its own: the panel would grow with what reaches into its margin.
    let mut child = ui.new_child(UiBuilder::new().max_rect(with_margin));
    let area = scrolling().auto_shrink([false, false]);
    area.show(&mut child, add);
    ui.advance_cursor_after_rect(rect);
}

/// Room for the bar of what scrolls, in points.
pub(crate) const SCROLL_BAR: i8 = 12;

/// Puts the theme on.
pub(crate) fn apply(ctx: &egui::Context, theme: Theme, reduced_motion: bool, is_plain: bool) {
    let kind = if theme.is_dark() {
        egui::Theme::Dark
    } else {
        egui::Theme::Light
    };
    ctx.set_theme(kind);
    ctx.style_mut_of(kind, |style| {
        style.visuals = visuals(theme, is_plain);
        let regular = |size| FontId::new(size, Weight::Regular.panel_family());
        style.text_styles = [
            (TextStyle::Small, regular(size::SMALL)),
            (TextStyle::Body, regular(size::BODY)),
            (TextStyle::Button, regular(size::BODY)),
            (TextStyle::Monospace, regular(size::BODY)),
            (TextStyle::Heading, bold(size::HEADING)),
        ]
        .into();
        let spacing = &mut style.spacing;
        spacing.item_spacing = vec2(8.0, 4.0);
        spacing.button_padding = vec2(8.0, 4.0);
        spacing.interact_size = vec2(32.0, 24.0);
        spacing.menu_margin = Margin::same(6);
        spacing.window_margin = Margin::same(16);
        // Seen at rest too: otherwise nobody knows that there is more.
        spacing.scroll = ScrollStyle {
            bar_width: 8.0,
            floating_width: 5.0,
            dormant_handle_opacity: 0.45,
            active_handle_opacity: 0.6,
            interact_handle_opacity: 0.9,
            ..ScrollStyle::floating()
        };
        style.animation_time = if reduced_motion { 0.0 } else { 0.1 };
        style.interaction.tooltip_delay = 0.4;
    });
    ctx.tessellation_options_mut(|options| options.feathering = !is_plain);
    ctx.options_mut(|options| {
        // Ctrl and plus zoom the canvas; quitting asks about unsaved changes.
        options.zoom_with_keyboard = false;
        options.quit_shortcuts.clear();
    });
}

fn visuals(theme: Theme, is_plain: bool) -> egui::Visuals {
    let of = |role| color(theme, role);
    let mut visuals = if theme.is_dark() {
        egui::Visuals::dark()
    } else {
        egui::Visuals::light()
    };
    let widget = |fill: Role, weak_fill: Role, stroke: Role, ink: Role| WidgetVisuals {
        bg_fill: of(fill),
        weak_bg_fill: of(weak_fill),
        bg_stroke: Stroke::new(1.0, of(stroke)),
        corner_radius: CornerRadius::same(if is_plain { 0 } else { 4 }),
        fg_stroke: Stroke::new(1.0, of(ink)),
        expansion: 0.0,
    };
    visuals.widgets.noninteractive = widget(Role::Panel, Role::Panel, Role::Hairline, Role::Ink);
    visuals.widgets.inactive = widget(Role::Hovered, Role::Panel, Role::Rule, Role::Ink);
    visuals.widgets.hovered = widget(Role::Hovered, Role::Hovered, Role::Weak, Role::Ink);
    visuals.widgets.active = widget(Role::Selected, Role::Selected, Role::Focus, Role::Ink);
    visuals.widgets.open = widget(Role::Hovered, Role::Hovered, Role::Rule, Role::Ink);
    visuals.selection = Selection {
        bg_fill: of(Role::Selected),
        stroke: Stroke::new(2.0, of(Role::Focus)),
    };
    visuals.hyperlink_color = of(Role::Focus);
    visuals.faint_bg_color = of(Role::Hovered);
    visuals.extreme_bg_color = of(Role::Field);
    visuals.text_edit_bg_color = Some(of(Role::Field));
    visuals.code_bg_color = of(Role::Hovered);
    visuals.warn_fg_color = of(Role::Cost);
    visuals.error_fg_color = of(Role::Alarm);
    visuals.window_fill = of(Role::Panel);
    visuals.window_stroke = Stroke::new(1.0, of(Role::Rule));
    visuals.window_corner_radius = CornerRadius::same(if is_plain { 0 } else { 8 });
    visuals.menu_corner_radius = CornerRadius::same(if is_plain { 0 } else { 6 });
    visuals.panel_fill = of(Role::Panel);
    visuals.weak_text_color = Some(of(Role::Weak));
    visuals.handle_shape = HandleShape::Circle;
    // A blinking caret would wake the processor twice a second.
    visuals.text_cursor.blink = false;
    visuals.text_cursor.stroke = Stroke::new(2.0, of(Role::Ink));
    if is_plain {
        visuals.window_shadow = Shadow::NONE;
        visuals.popup_shadow = Shadow::NONE;
    }
    visuals
}
