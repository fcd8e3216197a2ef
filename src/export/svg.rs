//! SVG: vectors and real text, one text element a line.
//!
//! The same sheet gives the same bytes. Numbers have two decimals; each line says how long it is, so
//! that a program with other fonts does not run it out of its card.

use super::cost::Look;
use super::format::{Extent, Format};
use super::paper::Paper;
use crate::layout::fonts::{ASCENT, CSS_FAMILY, DESCENT, Weight};
use crate::layout::primitive::{DASHES, DOTS, Ink, Primitive, Run, stripes};
use crate::layout::sheet::Dash;
use crate::layout::theme::{Role, Theme};
use crate::layout::words::MEASURE;
use crate::layout::{Sheet, lower};
use emath::{Pos2, Rangef, Rect, Vec2, pos2, vec2};
use xmlwriter::{Indent, Options, XmlWriter};

/// Vectors and text, for programs that draw and for the web.
pub(super) const SVG: Format = Format {
    name: "SVG",
    endings: &["svg"],
    has_pixels: false,
    write: |out| {
        let sheet = out.sheet()?;
        let svg = svg(&sheet, out.look, Extent::of(&sheet), Rangef::EVERYTHING);
        Ok(svg.into_bytes())
    },
};

/// What stands at this height of a sheet, in points, as an SVG document: on a sheet of paper, or as large
/// as it is.
pub(super) fn svg(sheet: &Sheet, look: Look, extent: Extent, part: Rangef) -> String {
    let mut writer = Writer {
        xml: XmlWriter::new(Options {
            indent: Indent::Spaces(1),
            ..Options::default()
        }),
        theme: look.theme,
    };
    writer.begin(sheet, extent, look.paper);
    lower::sheet(sheet, look.theme, part, &mut |primitive| {
        writer.draw(primitive);
    });
    writer.xml.end_element();
    writer.xml.end_document()
}

struct Writer {
    xml: XmlWriter,
    theme: Theme,
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
    fn color(&self, ink: Ink) -> String {
        let (own, ground) = (self.theme.rgb(ink.role), self.theme.rgb(Role::Canvas));
        let mixed = |at: usize| {
            let own = f32::from(own[at]);
            (own + (f32::from(ground[at]) - own) * ink.ground).round() as u8
        };
        let [red, green, blue] = [0, 1, 2].map(mixed);
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    fn paint(&mut self, name: &str, ink: Ink) {
        let color = self.color(ink);
        self.xml.write_attribute(name, &color);
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
        self.fill(
            Rect::from_min_size(box_min, box_size),
            0.0,
            Role::Canvas.into(),
        );
    }

    fn draw(&mut self, primitive: Primitive<'_>) {
        match primitive {
            Primitive::Fill { rect, corner, ink } => self.fill(rect, corner, ink),
            Primitive::Axis { rect, role } => self.fill(rect, 0.0, role.into()),
            Primitive::Frame {
                rect,
                corner,
                role,
                width,
                dash,
            } => {
                // A stroke stands half on each side of its line.
                let half = width / 2.0;
                self.start_rect(rect.shrink(half), (corner - half).max(0.0));
                self.stroke(role, width);
                if let Some((dash, gap)) = dash {
                    self.dashes(dash, gap);
                }
                self.xml.end_element();
            }
            Primitive::Hatch { rect, role } => {
                let stripes: Vec<String> = stripes(rect)
                    .map(|stripe| format!("M{}Z", listed(&stripe)))
                    .collect();
                self.path(&stripes.concat());
                self.paint("fill", role.into());
                self.xml.end_element();
            }
            Primitive::Line {
                points,
                role,
                width,
                dash,
                size,
            } => self.line(points, role, width, dash, size),
            Primitive::Curve {
                points: [begin, ref rest @ ..],
                role,
                width,
            } => {
                self.path(&format!("M{}C{}", listed(&[begin]), listed(rest)));
                self.stroke(role, width);
                self.xml.end_element();
            }
            Primitive::Polygon { points, role } => {
                self.xml.start_element("polygon");
                self.xml.write_attribute("points", &listed(points));
                self.paint("fill", role.into());
                self.xml.end_element();
            }
            Primitive::Disc {
                center,
                radius,
                role,
            } => {
                self.xml.start_element("circle");
                self.number("cx", center.x);
                self.number("cy", center.y);
                self.number("r", radius);
                self.paint("fill", role.into());
                self.xml.end_element();
            }
            Primitive::Text(run) => self.text(&run),
        }
    }

    fn fill(&mut self, rect: Rect, corner: f32, ink: Ink) {
        self.start_rect(rect, corner);
        self.paint("fill", ink);
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

    fn path(&mut self, steps: &str) {
        self.xml.start_element("path");
        self.xml.write_attribute("d", steps);
    }

    /// A line without anything inside it.
    fn stroke(&mut self, role: Role, width: f32) {
        self.xml.write_attribute("fill", "none");
        self.paint("stroke", role.into());
        self.number("stroke-width", width);
    }

    fn dashes(&mut self, dash: f32, gap: f32) {
        let dashes = format!("{} {}", number(dash), number(gap));
        self.xml.write_attribute("stroke-dasharray", &dashes);
    }

    fn line(&mut self, points: &[Pos2], role: Role, width: f32, dash: Dash, size: f32) {
        self.xml.start_element("polyline");
        self.xml.write_attribute("points", &listed(points));
        match dash {
            Dash::Plain => self.stroke(role, width),
            Dash::Dashed => {
                self.stroke(role, width);
                self.dashes(DASHES.0 * size, DASHES.1 * size);
            }
            Dash::Dotted => {
                // A dash of next to no length with round ends is a dot.
                let (apart, radius) = DOTS;
                self.stroke(role, 2.0 * radius * size);
                self.xml.write_attribute("stroke-linecap", "round");
                self.dashes(0.01, apart * size);
            }
        }
        self.xml.end_element();
    }

    fn text(&mut self, run: &Run<'_>) {
        let text = run.line.text();
        let text = text.trim_end();
        if text.is_empty() {
            return;
        }
        let above = (run.line_height - (ASCENT + DESCENT) * run.size) / 2.0;
        self.xml.start_element("text");
        self.number("x", run.at.x);
        self.number("y", run.at.y + above + ASCENT * run.size);
        self.number("font-size", run.size);
        if run.weight == Weight::Bold {
            self.xml.write_attribute("font-weight", run.weight.css());
        }
        self.paint("fill", run.role.into());
        self.number("textLength", run.line.width * run.size / MEASURE);
        self.xml.write_attribute("xml:space", "preserve");
        self.xml.set_preserve_whitespaces(true);
        self.write_text(text);
        self.xml.end_element();
        self.xml.set_preserve_whitespaces(false);
    }
}

/// Positions, one after the other.
fn listed(points: &[Pos2]) -> String {
    let points: Vec<String> = points
        .iter()
        .map(|point| format!("{},{}", number(point.x), number(point.y)))
        .collect();
    points.join(" ")
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
