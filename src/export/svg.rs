//! SVG: vectors and real text, one text element a line.
//!
//! The same sheet gives the same bytes. Numbers have two decimals; each line says how long it is, so
//! that a program with other fonts does not run it out of its card.

use super::cost::Look;
use super::paper::Paper;
use crate::layout::Sheet;
use crate::layout::fonts::{ASCENT, CSS_FAMILY, DESCENT, Weight};
use crate::layout::sheet::{
    Badge, Band, Block, BlockKind, Dash, Mark, Pattern, PlacedCell, Rule, trend,
};
use crate::layout::theme::{Outline, Role, Theme};
use crate::layout::words::{Line, MEASURE};
use emath::{Pos2, Rangef, Rect, Vec2, pos2, vec2};
use xmlwriter::{Indent, Options, XmlWriter};

/// How large the picture is, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// With its margins.
    pub size: Vec2,
    /// On each side.
    pub margin: f32,
}

/// Corners of cards in points at the desk's text size.
const CORNER: f32 = 6.0;
/// Distance of hatch lines in points.
const HATCH: f32 = 5.0;

/// The sheet as an SVG document, on a sheet of paper or as large as it is.
pub fn svg(sheet: &Sheet, look: &Look, extent: Extent) -> String {
    svg_part(sheet, look, extent, None)
}

/// The same with nothing in it but what stands at this height of the sheet, in points.
pub(super) fn svg_part(sheet: &Sheet, look: &Look, extent: Extent, part: Option<Rangef>) -> String {
    let mut writer = Writer {
        xml: XmlWriter::new(Options {
            indent: Indent::Spaces(1),
            ..Options::default()
        }),
        theme: look.theme,
        em: sheet.em,
        part: part.unwrap_or(Rangef::EVERYTHING),
    };
    writer.begin(sheet, extent, look.paper);
    writer.rules(sheet);
    for cell in &sheet.cells {
        writer.cell(sheet, cell);
    }
    writer.xml.end_element();
    writer.xml.end_document()
}

struct Writer {
    xml: XmlWriter,
    theme: Theme,
    em: f32,
    /// What is drawn, from top to bottom.
    part: Rangef,
}

/// Left upper corner and size of the picture in the points of the sheet.
pub(super) fn view_box(extent: Extent, paper: Option<Paper>) -> (Pos2, Vec2) {
    let Extent { size, margin } = extent;
    let Some(paper) = paper else {
        return (pos2(-margin, -margin), size);
    };
    // The page keeps its shape: what is left over goes to the sides.
    let mm = paper.mm();
    let content = size - vec2(2.0, 2.0) * margin;
    let scale = ((mm.x - 20.0) / content.x).min((mm.y - 20.0) / content.y);
    let page = mm / scale;
    let left = (page.x - content.x) / 2.0;
    (pos2(-left, -10.0 / scale), page)
}

/// Two decimals, without trailing zeros.
fn number(value: f32) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" {
        "0".to_owned()
    } else {
        text.to_owned()
    }
}

impl Writer {
    fn color(&self, role: Role) -> String {
        let [red, green, blue] = self.theme.rgb(role);
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    fn number(&mut self, name: &str, value: f32) {
        self.xml.write_attribute(name, &number(value));
    }

    /// Words of the project. They stand in text nodes alone: no attribute holds any of them.
    fn write_text(&mut self, text: &str) {
        self.xml.write_text(&escaped(text));
    }

    fn begin(&mut self, sheet: &Sheet, extent: Extent, paper: Option<Paper>) {
        self.xml.start_element("svg");
        self.xml
            .write_attribute("xmlns", "http://www.w3.org/2000/svg");
        let (box_min, box_size) = view_box(extent, paper);
        match paper {
            None => {
                self.number("width", extent.size.x);
                self.number("height", extent.size.y);
            }
            Some(paper) => {
                let mm = paper.mm();
                self.xml
                    .write_attribute("width", &format!("{}mm", number(mm.x)));
                self.xml
                    .write_attribute("height", &format!("{}mm", number(mm.y)));
            }
        }
        let view_box = [box_min.x, box_min.y, box_size.x, box_size.y]
            .map(number)
            .join(" ");
        self.xml.write_attribute("viewBox", &view_box);
        self.xml.write_attribute("font-family", CSS_FAMILY);
        self.xml.start_element("title");
        self.xml.set_preserve_whitespaces(true);
        self.write_text(&sheet.name);
        self.xml.end_element();
        self.xml.set_preserve_whitespaces(false);
        self.patterns();
        self.rect(Rect::from_min_size(box_min, box_size), 0.0, Role::Canvas);
    }

    /// Hatches: solutions are told apart by them.
    fn patterns(&mut self) {
        self.xml.start_element("defs");
        for (name, role) in [
            ("good", Role::Good),
            ("cost", Role::Cost),
            ("weak", Role::Weak),
        ] {
            self.xml.start_element("pattern");
            self.xml.write_attribute("id", &format!("hatch-{name}"));
            self.xml.write_attribute("patternUnits", "userSpaceOnUse");
            self.number("width", HATCH);
            self.number("height", HATCH);
            self.xml.write_attribute("patternTransform", "rotate(45)");
            self.xml.start_element("rect");
            self.number("width", HATCH * 0.62);
            self.number("height", HATCH);
            let color = self.color(role);
            self.xml.write_attribute("fill", &color);
            self.xml.end_element();
            self.xml.end_element();
        }
        self.xml.end_element();
    }

    fn rect(&mut self, rect: Rect, corner: f32, fill: Role) {
        self.start_rect(rect, corner);
        let color = self.color(fill);
        self.xml.write_attribute("fill", &color);
        self.xml.end_element();
    }

    fn start_rect(&mut self, rect: Rect, corner: f32) {
        self.xml.start_element("rect");
        self.number("x", rect.min.x);
        self.number("y", rect.min.y);
        self.number("width", rect.width().max(0.0));
        self.number("height", rect.height().max(0.0));
        if corner > 0.0 {
            self.number("rx", corner);
        }
    }

    fn line(&mut self, from: Pos2, to: Pos2, role: Role, width: f32) {
        self.xml.start_element("line");
        self.number("x1", from.x);
        self.number("y1", from.y);
        self.number("x2", to.x);
        self.number("y2", to.y);
        let color = self.color(role);
        self.xml.write_attribute("stroke", &color);
        self.number("stroke-width", width);
        self.xml.end_element();
    }

    fn rules(&mut self, sheet: &Sheet) {
        let size = sheet.full_size();
        let band = |band: Band| match band {
            Band::Start | Band::Across => 0.0,
            Band::Middle => sheet.top,
            Band::End => sheet.top + sheet.body.y,
        };
        for rule in &sheet.rules {
            match *rule {
                Rule::Horizontal { band: at, y, role } => {
                    let y = band(at) + y;
                    self.line(pos2(0.0, y), pos2(size.x, y), role, 1.0);
                }
                Rule::Vertical { x, role } => {
                    let x = sheet.left + x;
                    let (from, to) = sheet.columns_span;
                    self.line(pos2(x, from), pos2(x, band(Band::End) + to), role, 1.0);
                }
            }
        }
    }

    fn cell(&mut self, sheet: &Sheet, cell: &PlacedCell) {
        let at = sheet.full_rect(cell);
        if !self.part.intersects(at.y_range()) {
            return;
        }
        let offset = at.min.to_vec2();
        for mark in &cell.content.marks {
            self.mark(mark, offset, at.width());
        }
        for block in &cell.content.blocks {
            let is_here = self.part.intersects(block.rect.translate(offset).y_range());
            if is_here && block.kind != BlockKind::Prompt {
                self.block(block, offset);
            }
        }
    }

    fn block(&mut self, block: &Block, offset: Vec2) {
        let rect = block.rect.translate(offset);
        if let Some(fill) = block.fill {
            self.card(rect, fill);
        }
        let text = block.text_rect().translate(offset);
        for (at, line) in block.lines.iter().enumerate() {
            let top = text.min.y + at as f32 * block.line_height;
            let width = line.width * block.size / MEASURE;
            let x = block.align.begin(text, width);
            self.text(
                line,
                pos2(x, top),
                (block.size, block.line_height),
                block.weight,
                block.ink,
            );
        }
        match &block.badge {
            Some(Badge::Score { line, role, .. } | Badge::Severity { line, role, .. }) => {
                let width = line.width * block.size / MEASURE;
                let at = pos2(rect.max.x - block.padding.x - width, text.min.y);
                self.text(
                    line,
                    at,
                    (block.size, block.line_height),
                    Weight::Bold,
                    *role,
                );
            }
            Some(Badge::Trend { is_up, role }) => {
                let width =
                    block.lines.first().map_or(0.0, |line| line.width) * block.size / MEASURE;
                let figure = pos2(block.align.begin(text, width), text.min.y);
                let points = trend(figure, block.size, block.line_height, *is_up);
                self.polygon(&points, *role);
            }
            None => {}
        }
    }

    fn card(&mut self, rect: Rect, fill: Role) {
        let scale = self.em / 14.0;
        let outline = self.theme.card_outline(fill);
        // A stroke stands half on each side of its line.
        let inside = outline.map_or(0.0, |outline| outline.width * scale / 2.0);
        self.start_rect(rect.shrink(inside), CORNER * scale);
        let color = self.color(fill);
        self.xml.write_attribute("fill", &color);
        if let Some(outline) = outline {
            let color = self.color(outline.role);
            self.xml.write_attribute("stroke", &color);
            self.number("stroke-width", outline.width * scale);
            if outline.is_dashed {
                let (dash, gap) = Outline::DASH;
                let dashes = format!("{} {}", number(dash * scale), number(gap * scale));
                self.xml.write_attribute("stroke-dasharray", &dashes);
            }
        }
        self.xml.end_element();
    }

    fn circle(&mut self, center: Pos2, radius: f32, role: Role, is_filled: bool) {
        self.xml.start_element("circle");
        self.number("cx", center.x);
        self.number("cy", center.y);
        self.number("r", radius);
        let color = self.color(role);
        if is_filled {
            self.xml.write_attribute("fill", &color);
        } else {
            let ground = self.color(Role::Canvas);
            self.xml.write_attribute("fill", &ground);
            self.xml.write_attribute("stroke", &color);
            self.number("stroke-width", 2.0);
        }
        self.xml.end_element();
    }

    fn text(
        &mut self,
        line: &Line,
        top_left: Pos2,
        (size, line_height): (f32, f32),
        weight: Weight,
        role: Role,
    ) {
        let text = line.text();
        let text = text.trim_end();
        if text.is_empty() {
            return;
        }
        let above = (line_height - (ASCENT + DESCENT) * size) / 2.0;
        self.xml.start_element("text");
        self.number("x", top_left.x);
        self.number("y", top_left.y + above + ASCENT * size);
        self.number("font-size", size);
        if weight == Weight::Bold {
            self.xml.write_attribute("font-weight", weight.css());
        }
        let color = self.color(role);
        self.xml.write_attribute("fill", &color);
        self.number("textLength", line.width * size / MEASURE);
        self.xml.write_attribute("xml:space", "preserve");
        self.xml.set_preserve_whitespaces(true);
        self.write_text(text);
        self.xml.end_element();
        self.xml.set_preserve_whitespaces(false);
    }

    fn mark(&mut self, mark: &Mark, offset: Vec2, width: f32) {
        match mark {
            Mark::Bar {
                rect,
                fill,
                pattern,
                ..
            } => self.bar(rect.translate(offset), *fill, *pattern),
            Mark::Axis {
                y,
                role,
                width: thickness,
            } => {
                let from = pos2(0.0, *y) + offset;
                self.line(from, from + vec2(width, 0.0), *role, *thickness);
            }
            Mark::Tick {
                from,
                to,
                role,
                width,
            } => self.line(*from + offset, *to + offset, *role, *width),
            Mark::Curve { points, role, dash } => self.curve(points, offset, *role, *dash),
            Mark::NoSuchStep { rect } => {
                self.start_rect(rect.translate(offset), 3.0);
                let (fill, stroke) = (self.color(Role::Missing), self.color(Role::Rule));
                self.xml.write_attribute("fill", &fill);
                self.xml.write_attribute("stroke", &stroke);
                self.xml.end_element();
            }
            Mark::Arrow { from, length, role } => {
                let from = *from + offset;
                let tip = from + vec2(*length, 0.0);
                let wing = 0.28 * self.em;
                self.line(from, tip, *role, 1.2);
                self.line(tip, tip + vec2(-wing, -wing), *role, 1.2);
                self.line(tip, tip + vec2(-wing, wing), *role, 1.2);
            }
        }
    }

    fn bar(&mut self, rect: Rect, fill: Role, pattern: Pattern) {
        let ground = self.color(Role::Canvas);
        let color = self.color(fill);
        // A light seam tells segments apart.
        self.start_rect(rect, 0.0);
        match pattern {
            Pattern::Plain => {
                self.xml.write_attribute("fill", &color);
                self.xml.write_attribute("stroke", &ground);
            }
            Pattern::Hatched => {
                let name = match fill {
                    Role::Good => "good",
                    Role::Cost => "cost",
                    _ => "weak",
                };
                self.xml
                    .write_attribute("fill", &format!("url(#hatch-{name})"));
                self.xml.write_attribute("stroke", &color);
            }
            Pattern::Outlined => {
                self.xml.write_attribute("fill", &ground);
                self.xml.write_attribute("stroke", &color);
            }
        }
        self.number(
            "stroke-width",
            if pattern == Pattern::Outlined {
                2.0
            } else {
                1.0
            },
        );
        self.xml.end_element();
    }

    fn polygon(&mut self, points: &[Pos2], role: Role) {
        self.xml.start_element("polygon");
        let points: Vec<String> = points
            .iter()
            .map(|point| format!("{},{}", number(point.x), number(point.y)))
            .collect();
        self.xml.write_attribute("points", &points.join(" "));
        let color = self.color(role);
        self.xml.write_attribute("fill", &color);
        self.xml.end_element();
    }

    fn curve(&mut self, points: &[Pos2], offset: Vec2, role: Role, dash: Dash) {
        let color = self.color(role);
        self.xml.start_element("polyline");
        let list: Vec<String> = points
            .iter()
            .map(|point| *point + offset)
            .map(|point| format!("{},{}", number(point.x), number(point.y)))
            .collect();
        self.xml.write_attribute("points", &list.join(" "));
        self.xml.write_attribute("fill", "none");
        self.xml.write_attribute("stroke", &color);
        self.number("stroke-width", 2.0);
        match dash {
            Dash::Plain => {}
            Dash::Dashed => self.xml.write_attribute("stroke-dasharray", "7 4"),
            Dash::Dotted => self.xml.write_attribute("stroke-dasharray", "2 3"),
        }
        self.xml.end_element();
        for point in points {
            self.circle(*point + offset, 0.25 * self.em, role, dash == Dash::Plain);
        }
    }
}

/// A text as `xmlwriter` 0.1 needs it: the writer escapes `<` and nothing else, so a bare `&` or `]]>`
/// would make the document malformed. What XML does not allow at all is left out, and white space of
/// other kinds becomes a space.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '>' => escaped.push_str("&gt;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\u{FFFE}' | '\u{FFFF}' => {}
            _ if letter.is_control() => {}
            _ => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_two_decimals_at_most() {
        assert_eq!(
            [1.0, 1.5, 1.234, -0.001, 0.0].map(number),
            ["1", "1.5", "1.23", "0", "0"]
        );
    }

    #[test]
    fn what_xml_does_not_allow_is_escaped_or_left_out() {
        assert_eq!(escaped("a\u{1}b\u{FFFF}c\nd"), "abc d");
        // `<` is left to the writer.
        assert_eq!(escaped("R&D <b> ]]>"), "R&amp;D <b&gt; ]]&gt;");
    }

    #[test]
    fn any_text_comes_through_as_it_is() {
        let text = "R&D <b>\"x\"'y'</b> ]]> &amp; &lt;!-- <![CDATA[";
        let mut xml = XmlWriter::new(Options::default());
        xml.start_element("text");
        xml.set_preserve_whitespaces(true);
        xml.write_text(&escaped(text));
        let document = xml.end_document();
        let document = resvg::usvg::roxmltree::Document::parse(&document).unwrap();
        assert_eq!(document.root_element().text(), Some(text));
    }
}
