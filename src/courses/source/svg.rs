//! Drawings: an SVG in which only shapes and words remain possible, and every word is a `{{key}}` that each language fills.
//!
//! The rule is a list of what may be there. Scripts, event handlers, links, style sheets, animation, foreign objects, entities
//! and everything from elsewhere are not on it; nor are copies of shapes (`use`, `pattern`), by which a few lines can be made to
//! draw for hours.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Attribute, Document, Node, ParsingOptions};

use super::codes::Code;
use super::quiz_text::placeholders;
use super::report::text;
use super::sheet::Sheet;
use crate::courses::model::ChoiceId;

const SVG: &str = "http://www.w3.org/2000/svg";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

const ELEMENTS: &[&str] = &[
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "g",
    "line",
    "linearGradient",
    "marker",
    "path",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "stop",
    "svg",
    "text",
    "title",
    "tspan",
];

const ATTRIBUTES: &[&str] = &[
    "aria-hidden",
    "aria-labelledby",
    "clip-path",
    "clip-rule",
    "clipPathUnits",
    "color",
    "cx",
    "cy",
    "d",
    "direction",
    "dominant-baseline",
    "dx",
    "dy",
    "fill",
    "fill-opacity",
    "fill-rule",
    "font-family",
    "font-size",
    "font-style",
    "font-weight",
    "fx",
    "fy",
    "gradientTransform",
    "gradientUnits",
    "height",
    "id",
    "lang",
    "lengthAdjust",
    "letter-spacing",
    "marker-end",
    "marker-mid",
    "marker-start",
    "markerHeight",
    "markerUnits",
    "markerWidth",
    "offset",
    "opacity",
    "orient",
    "paint-order",
    "points",
    "preserveAspectRatio",
    "r",
    "refX",
    "refY",
    "role",
    "rotate",
    "rx",
    "ry",
    "shape-rendering",
    "space",
    "spreadMethod",
    "stop-color",
    "stop-opacity",
    "stroke",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-opacity",
    "stroke-width",
    "text-anchor",
    "textLength",
    "transform",
    "unicode-bidi",
    "vector-effect",
    "version",
    "viewBox",
    "visibility",
    "width",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
];

/// Where words may stand.
const WORDED: [&str; 3] = ["text", "title", "desc"];
const MOST_NODES: u32 = 20_000;
/// Far more than people draw, and far fewer than viewers fail at.
const MOST_LEVELS: usize = 32;
const WIDEST: f64 = 10_000.0;

pub(super) struct Drawing {
    pub width: u32,
    pub height: u32,
    /// `None` when the drawing cannot be read.
    pub keys: Option<BTreeSet<String>>,
}

/// Checks a drawing and finds its keys.
pub(super) fn read(sheet: &Sheet<'_>) -> Drawing {
    let mut drawing = Drawing { width: 1, height: 1, keys: None };
    sheet.check_characters(1, sheet.text);
    let upper = sheet.text.to_ascii_uppercase();
    for name in ["<!DOCTYPE", "<!ENTITY", "<![CDATA["] {
        if let Some(at) = upper.find(name) {
            sheet.fault(sheet.line(at), Code::SvgForbidden, [text(name)]);
            return drawing;
        }
    }
    if let Some(encoding) = declared_encoding(sheet.text).filter(|encoding| !encoding.eq_ignore_ascii_case("UTF-8")) {
        sheet.fault(1, Code::SvgEncoding, [text(encoding)]);
        return drawing;
    }
    let options = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = match Document::parse_with_options(sheet.text, options) {
        Ok(document) => document,
        Err(error) => {
            let line = usize::try_from(error.pos().row).unwrap_or(1);
            sheet.fault(line, Code::SvgXml, [text(error)]);
            return drawing;
        }
    };
    for node in document.descendants() {
        if node.ancestors().nth(MOST_LEVELS + 2).is_some() {
            sheet.fault(line(sheet, node), Code::SvgTooDeep, [text(MOST_LEVELS)]);
            return drawing;
        }
        check_node(sheet, node);
    }
    drawing.keys = Some(keys(sheet, &document));
    match view_box(document.root_element()) {
        Some((width, height)) => (drawing.width, drawing.height) = (width, height),
        None => sheet.fault(line(sheet, document.root_element()), Code::SvgViewBox, []),
    }
    drawing
}

/// What the XML declaration says. It is read as UTF-8 here, and a viewer that believed another would see another document.
fn declared_encoding(text: &str) -> Option<&str> {
    let (declaration, _) = text.trim_start_matches('\u{FEFF}').strip_prefix("<?xml")?.split_once("?>")?;
    let (_, value) = declaration.split_once("encoding")?;
    Some(value.trim_start_matches([' ', '\t', '\r', '\n', '=']).trim_end().trim_matches(['"', '\'']))
}

fn line(sheet: &Sheet<'_>, node: Node<'_, '_>) -> usize {
    sheet.line(node.range().start)
}

fn check_node(sheet: &Sheet<'_>, node: Node<'_, '_>) {
    let forbid = |name: &str| sheet.fault(line(sheet, node), Code::SvgForbidden, [text(name)]);
    if let Some(instruction) = node.pi() {
        forbid(instruction.target);
    }
    if node.is_element() {
        let name = node.tag_name();
        let is_nested = name.name() == "svg" && node.parent_element().is_some();
        if name.namespace() != Some(SVG) || !ELEMENTS.contains(&name.name()) || is_nested {
            forbid(name.name());
        }
        for attribute in node.attributes() {
            check_attribute(sheet, attribute);
        }
    }
    if let Some(words) = node.text().filter(|_| node.is_text()) {
        let is_worded = node.ancestors().any(|above| above.is_element() && WORDED.contains(&above.tag_name().name()));
        let has_words = literal(words).any(|part| part.contains(char::is_alphabetic));
        if has_words || (!is_worded && !words.trim().is_empty()) {
            sheet.fault(line(sheet, node), Code::SvgWord, [text(words.trim())]);
        }
    }
}

fn check_attribute(sheet: &Sheet<'_>, attribute: Attribute<'_, '_>) {
    let (name, value) = (attribute.name(), attribute.value());
    let line = sheet.line(attribute.range().start);
    let is_known = match attribute.namespace() {
        None => ATTRIBUTES.contains(&name),
        Some(XML) => matches!(name, "space" | "lang"),
        Some(_) => false,
    };
    let lower = value.to_ascii_lowercase();
    let stays_inside = lower.split("url(").skip(1).all(|target| target.starts_with('#'));
    let is_odd =
        lower.contains('\\') || ["javascript:", "data:", "expression(", "//"].iter().any(|word| lower.contains(word));
    if !is_known || !stays_inside || is_odd {
        sheet.fault(line, Code::SvgForbidden, [text(name)]);
    }
    if name == "font-family" && value != "sans-serif" {
        sheet.fault(line, Code::SvgFont, [text(value)]);
    }
}

/// What stands outside of the placeholders.
fn literal(words: &str) -> impl Iterator<Item = &str> {
    let mut parts = words.split("{{");
    let first = parts.next().into_iter();
    first.chain(parts.map(|part| part.split_once("}}").map_or(part, |(_, rest)| rest)))
}

/// The keys in the texts. One that stands anywhere else would be filled where words have no place.
fn keys(sheet: &Sheet<'_>, document: &Document<'_>) -> BTreeSet<String> {
    let words: Vec<_> = document.descendants().filter(Node::is_text).map(|node| node.range()).collect();
    let mut keys = BTreeSet::new();
    for (at, _) in sheet.text.match_indices("{{") {
        let is_in_text = words.iter().any(|range| range.contains(&at));
        let key = sheet.text.get(at..).and_then(|rest| placeholders(rest).next()).unwrap_or_default();
        let is_closed = sheet.text.get(at + 2 + key.len()..).is_some_and(|rest| rest.starts_with("}}"));
        if is_in_text && is_closed && ChoiceId::parse(key).is_ok() {
            keys.insert(key.to_owned());
        } else {
            sheet.fault(sheet.line(at), Code::SvgKey, []);
        }
    }
    keys
}

fn view_box(root: Node<'_, '_>) -> Option<(u32, u32)> {
    let numbers: Vec<f64> = root
        .attribute("viewBox")?
        .split([' ', ','])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    let [_, _, width, height] = numbers.as_slice() else { return None };
    Some((pixels(*width)?, pixels(*height)?))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be between 1 and 10,000")]
fn pixels(length: f64) -> Option<u32> {
    let is_sensible = (1.0..=WIDEST).contains(&length);
    is_sensible.then(|| length.ceil() as u32)
}

/// The drawing with the words of a language in it.
pub(super) fn fill(drawing: &str, words: &BTreeMap<String, String>) -> String {
    let mut parts = drawing.split("{{");
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (key, rest) = part.split_once("}}").unwrap_or((part, ""));
        escape_into(&mut filled, words.get(key).map_or("", String::as_str));
        filled.push_str(rest);
    }
    filled
}

fn escape_into(out: &mut String, words: &str) {
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
}
