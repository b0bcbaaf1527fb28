//! XML 1.0 as far as translations need it: elements, attributes and text. No document types, no entities but the five and
//! references of characters, and nothing deeper than can be followed.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::errors::Error;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::exchange::{DEPTH, Fault, FaultCode, text_of};

/// No element of the formats has more.
const ATTRIBUTES: usize = 64;

/// What comes next in a file.
#[derive(Debug)]
pub(super) enum Node {
    Start(Element),
    End,
    Text(String),
    Eof,
}

/// The start of an element, by its name without a prefix.
#[derive(Debug)]
pub(super) struct Element {
    pub name: String,
    /// By their names as they are written.
    attributes: Vec<(String, String)>,
    pub line: usize,
}

impl Element {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Reads one node after the other.
pub(super) struct Nodes<'a> {
    reader: Reader<&'a [u8]>,
    text: &'a str,
    format: &'static str,
    /// Whether a document type is passed over that declares nothing itself.
    passes_doctype: bool,
    depth: usize,
    has_root: bool,
    counted: usize,
    line: usize,
}

/// The text of a file, in which every character is one of XML.
pub(super) fn document_text(bytes: &[u8], format: &'static str) -> Result<String, Vec<Fault>> {
    let text = text_of(bytes)?;
    if let Some(at) = text.find(|c| !is_writable(c)) {
        let line = lines(text.get(..at).unwrap_or_default()) + 1;
        return Err(vec![Fault::new(FaultCode::Malformed).with("format", format).at_line(line)]);
    }
    Ok(text)
}

/// Whether a character may stand in a file (XML 1.0, production 2).
pub(super) const fn is_writable(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..)
}

fn lines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

impl<'a> Nodes<'a> {
    pub fn of(text: &'a str, format: &'static str, passes_doctype: bool) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, text, format, passes_doctype, depth: 0, has_root: false, counted: 0, line: 1 }
    }

    /// A fault at the place that was reached.
    pub fn fault(&self, code: FaultCode) -> Fault {
        Fault::new(code).at_line(self.line).with("format", self.format)
    }

    fn count_lines(&mut self) {
        let reached = usize::try_from(self.reader.buffer_position()).unwrap_or(self.text.len());
        self.line += self.text.get(self.counted..reached).map_or(0, lines);
        self.counted = reached.max(self.counted);
    }

    /// # Errors
    /// When the file is not well-formed, or is what nobody has to read.
    pub fn next(&mut self) -> Result<Node, Fault> {
        loop {
            let event = self.reader.read_event();
            self.count_lines();
            let node = match event {
                Ok(Event::Start(start)) => Node::Start(self.start(&start)?),
                Ok(Event::End(_)) => {
                    self.depth = self.depth.checked_sub(1).ok_or_else(|| self.fault(FaultCode::Malformed))?;
                    Node::End
                }
                Ok(Event::Text(text)) => Node::Text(text.xml10_content().into_owned()),
                Ok(Event::CData(text)) => Node::Text(text.xml10_content().into_owned()),
                Ok(Event::GeneralRef(reference)) => Node::Text(self.resolve(&reference)?),
                Ok(Event::DocType(declared)) if !self.passes_doctype || declared.contains('[') => {
                    return Err(Fault::new(FaultCode::Declaration).at_line(self.line));
                }
                Ok(Event::DocType(_)) if self.has_root => return Err(self.fault(FaultCode::Malformed)),
                Ok(Event::Decl(declaration)) => {
                    let encoding = declaration.encoding().and_then(Result::ok);
                    self.check_encoding(encoding)?;
                    continue;
                }
                Ok(Event::Eof) if self.depth == 0 && self.has_root => return Ok(Node::Eof),
                Ok(Event::Eof) if !self.has_root => return Err(self.fault(FaultCode::WrongFormat)),
                Err(Error::IllFormed(_) | Error::Syntax(_)) if !self.has_root => {
                    return Err(self.fault(FaultCode::WrongFormat));
                }
                Ok(Event::Eof) | Err(_) => return Err(self.fault(FaultCode::Malformed)),
                // With `expand_empty_elements` no element is `Empty`.
                Ok(Event::Comment(_) | Event::PI(_) | Event::DocType(_) | Event::Empty(_)) => continue,
            };
            match node {
                Node::Text(text) if self.depth == 0 => self.check_outside(&text)?,
                node => return Ok(node),
            }
        }
    }

    fn check_outside(&self, text: &str) -> Result<(), Fault> {
        let code = if self.has_root { FaultCode::Malformed } else { FaultCode::WrongFormat };
        if text.trim().is_empty() { Ok(()) } else { Err(self.fault(code)) }
    }

    fn check_encoding(&self, encoding: Option<Cow<'_, str>>) -> Result<(), Fault> {
        let is_known = encoding.is_none_or(|name| ["utf-8", "utf8", "us-ascii"].contains(&&*name.to_ascii_lowercase()));
        if is_known { Ok(()) } else { Err(Fault::new(FaultCode::Encoding).at_line(self.line)) }
    }

    fn start(&mut self, start: &BytesStart<'_>) -> Result<Element, Fault> {
        if self.depth == DEPTH {
            return Err(self.fault(FaultCode::TooDeep).with("most", DEPTH));
        }
        if self.depth == 0 && self.has_root {
            return Err(self.fault(FaultCode::Malformed));
        }
        self.has_root = true;
        self.depth += 1;
        let name = start.name().into_inner();
        let name = name.split_once(':').map_or(name, |(_, name)| name).to_owned();
        Ok(Element { name, attributes: self.attributes(start)?, line: self.line })
    }

    fn attributes(&self, start: &BytesStart<'_>) -> Result<Vec<(String, String)>, Fault> {
        let mut attributes: Vec<(String, String)> = Vec::new();
        // The check of the crate compares each attribute with all others.
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| self.fault(FaultCode::Malformed))?;
            let name = attribute.key.into_inner();
            let is_double = attributes.iter().any(|(known, _)| known == name);
            if is_double || attributes.len() == ATTRIBUTES || attribute.value.contains('<') {
                return Err(self.fault(FaultCode::Malformed));
            }
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let value = value.map_err(|_| Fault::new(FaultCode::Declaration).at_line(self.line))?;
            attributes.push((name.to_owned(), value.into_owned()));
        }
        Ok(attributes)
    }

    fn resolve(&self, reference: &quick_xml::events::BytesRef<'_>) -> Result<String, Fault> {
        match reference.resolve_char_ref() {
            Ok(Some(c)) if is_writable(c) => Ok(c.to_string()),
            Ok(None) => match resolve_predefined_entity(reference) {
                Some(text) => Ok(text.to_owned()),
                None => Err(Fault::new(FaultCode::Declaration).at_line(self.line)),
            },
            _ => Err(self.fault(FaultCode::Malformed)),
        }
    }

    /// Passes over the rest of the element that was begun last.
    pub fn skip(&mut self) -> Result<(), Fault> {
        self.text_within().map(drop)
    }

    /// All text of the element that was begun last.
    pub fn text_within(&mut self) -> Result<String, Fault> {
        let mut text = String::new();
        let mut depth = 0;
        loop {
            match self.next()? {
                Node::Start(_) => depth += 1,
                Node::End if depth == 0 => return Ok(text),
                Node::End => depth -= 1,
                Node::Text(more) => text.push_str(&more),
                Node::Eof => return Err(self.fault(FaultCode::Malformed)),
            }
        }
    }
}

/// A text between tags. What XML cannot say is marked as lost.
pub(super) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // Readers take it for the end of a line.
            '\r' => out.push_str("&#13;"),
            c if is_writable(c) => out.push(c),
            _ => out.push(char::REPLACEMENT_CHARACTER),
        }
    }
    out
}

/// A value between quotation marks.
pub(super) fn attribute(value: &str) -> String {
    text(value).replace('"', "&quot;").replace('\n', "&#10;").replace('\t', "&#9;")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn walk(xml: &str) -> Result<String, String> {
        let text = document_text(xml.as_bytes(), "X").map_err(|faults| faults[0].to_string())?;
        let mut nodes = Nodes::of(&text, "X", false);
        let mut seen = String::new();
        loop {
            match nodes.next().map_err(|fault| fault.to_string())? {
                Node::Start(element) => {
                    seen.push('<');
                    seen.push_str(&element.name);
                    seen.extend(element.get("b").map(|value| format!(" {value:?}")));
                }
                Node::End => seen.push('>'),
                Node::Text(text) => seen.push_str(&text),
                Node::Eof => return Ok(seen),
            }
        }
    }

    #[test]
    fn what_is_well_formed_is_read() {
        for (xml, seen) in [
            ("<?xml version='1.0' encoding='UTF-8'?>\n<!-- x --><a/>\n", "<a>"),
            ("<x:a b='1 &lt; &#x32;'>1 &amp; <![CDATA[<2>]]>&#10;</x:a>", "<a \"1 < 2\"1 & <2>\n>"),
            ("<a><b b='\n'>x</b> <?p q?></a>", "<a<b \" \"x> >"),
        ] {
            assert_eq!(walk(xml).as_deref(), Ok(seen), "{xml}");
        }
    }

    #[test]
    fn what_nobody_has_to_read_is_refused() {
        let deep = "<a>".repeat(65);
        let many = (0..70).map(|n| format!(" a{n}=''")).collect::<Vec<_>>().concat();
        for (xml, fault) in [
            ("", "exchange-wrong-format line=1 format=X"),
            ("key,source", "exchange-wrong-format line=1 format=X"),
            ("<a>", "exchange-malformed line=1 format=X"),
            ("<a>\n<b></a>", "exchange-malformed line=2 format=X"),
            ("<a/>\n\n<b/>", "exchange-malformed line=3 format=X"),
            ("<a/>x", "exchange-malformed line=1 format=X"),
            ("<a b='1' b='2'/>", "exchange-malformed line=1 format=X"),
            ("<a b='<'/>", "exchange-malformed line=1 format=X"),
            ("<a>&#0;</a>", "exchange-malformed line=1 format=X"),
            ("<a>&#xFFFE;</a>", "exchange-malformed line=1 format=X"),
            ("<a>\u{1}</a>", "exchange-malformed line=1 format=X"),
            ("<a>& </a>", "exchange-malformed line=1 format=X"),
            ("<a>&b;</a>", "exchange-declaration line=1"),
            ("<a b='&b;'/>", "exchange-declaration line=1"),
            ("<!DOCTYPE a><a/>", "exchange-declaration line=1"),
            ("<!DOCTYPE a [<!ENTITY b 'x'>]><a>&b;</a>", "exchange-declaration line=1"),
            ("<?xml version='1.0' encoding='UTF-16'?><a/>", "exchange-encoding line=1"),
            (&deep, "exchange-too-deep line=1 format=X most=64"),
            (&format!("<a{many}/>"), "exchange-malformed line=1 format=X"),
        ] {
            assert_eq!(walk(xml), Err(fault.to_owned()), "{xml}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn texts_and_values_are_what_they_were(value in "[<>&\"'a\\r\\n\\t é]{0,9}") {
            let xml = format!("<a b=\"{}\">{}</a>", attribute(&value), text(&value));
            prop_assert_eq!(walk(&xml), Ok(format!("<a {value:?}{value}>")));
        }

        #[test]
        fn no_text_makes_it_stumble(pieces in proptest::collection::vec("</?a|b='|>|/>|&|#|;|<!|\\[|--|<\\?|é|\"", 0..20)) {
            let _ = walk(&pieces.concat());
        }
    }
}
