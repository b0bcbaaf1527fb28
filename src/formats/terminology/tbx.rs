//! TBX (ISO 30042): the dialect TBX-Basic of its second edition is written; the first edition is read too, as MARTIF.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::{Concept, Said, Term, Terminology};
use crate::formats::exchange::{Fault, FaultCode};
use crate::formats::xml::{Element, Node, Nodes, attribute, document_text, text};
use crate::i18n::Locale;

const FORMAT: &str = "TBX";
const NAMESPACE: &str = "urn:iso:std:iso:30042:ed-2";
const STATUS: &str = "administrativeStatus";
const DEFINITION: &str = "definition";

/// A glossary that tools for terminology read. `origin` says where it is from, `language` in which language it is described.
#[must_use]
pub fn write(concepts: &[Concept], origin: &str, language: &Locale) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tbx type=\"TBX-Basic\" style=\"dca\" xml:lang=\"{}\" xmlns=\"{NAMESPACE}\">\n  \
         <tbxHeader><fileDesc><sourceDesc><p>{}</p></sourceDesc></fileDesc></tbxHeader>\n  <text>\n    <body>\n",
        attribute(language.as_str()),
        text(origin)
    );
    for (place, concept) in concepts.iter().enumerate() {
        write_concept(&mut out, concept, place + 1);
    }
    out.push_str("    </body>\n  </text>\n</tbx>\n");
    out
}

fn write_concept(out: &mut String, concept: &Concept, number: usize) {
    let _ = writeln!(out, "      <conceptEntry id=\"c{number}\">");
    if !concept.definition.is_empty() {
        let _ = writeln!(out, "        <descrip type=\"{DEFINITION}\">{}</descrip>", text(&concept.definition));
    }
    for terms in by_language(&concept.terms) {
        let language = terms.first().map_or("", |term| term.locale.as_str());
        let _ = writeln!(out, "        <langSec xml:lang=\"{}\">", attribute(language));
        for term in terms {
            let _ = writeln!(
                out,
                "          <termSec>\n            <term>{}</term>\n            <termNote type=\"{STATUS}\">{}Term-admn-sts</termNote>",
                text(&term.text),
                term.status.as_str()
            );
            if !term.note.is_empty() {
                let _ = writeln!(out, "            <note>{}</note>", text(&term.note));
            }
            out.push_str("          </termSec>\n");
        }
        out.push_str("        </langSec>\n");
    }
    out.push_str("      </conceptEntry>\n");
}

/// The terms of each language together, languages in the order in which they come first.
fn by_language(terms: &[Term]) -> Vec<Vec<&Term>> {
    let (mut sections, mut known) = (Vec::<Vec<&Term>>::new(), HashMap::new());
    for term in terms {
        let place = *known.entry(&term.locale).or_insert(sections.len());
        match sections.get_mut(place) {
            Some(section) => section.push(term),
            None => sections.push(vec![term]),
        }
    }
    sections
}

/// Reads a glossary of either edition, in either style. A document type is passed over.
///
/// # Errors
/// When the file as a whole cannot be read.
pub fn read(bytes: &[u8]) -> Result<Terminology, Vec<Fault>> {
    let text = document_text(bytes, FORMAT)?;
    let mut reader = Reader { nodes: Nodes::of(&text, FORMAT, true), terminology: Terminology::default() };
    reader.read().map_err(|fault| vec![fault])?;
    Ok(reader.terminology)
}

struct Reader<'a> {
    nodes: Nodes<'a>,
    terminology: Terminology,
}

impl Reader<'_> {
    fn read(&mut self) -> Result<(), Fault> {
        let mut has_root = false;
        loop {
            match self.nodes.next()? {
                Node::Start(element) => match element.name.as_str() {
                    "tbx" | "martif" if !has_root => has_root = true,
                    _ if !has_root => return Err(self.nodes.fault(FaultCode::WrongFormat)),
                    "text" | "body" => {}
                    "conceptEntry" | "termEntry" => self.concept(element.line)?,
                    _ => self.nodes.skip()?,
                },
                Node::Eof => return Ok(()),
                Node::End | Node::Text(_) => {}
            }
        }
    }

    fn concept(&mut self, line: usize) -> Result<(), Fault> {
        let mut concept = Concept { line, ..Concept::default() };
        let mut is_excused = false;
        self.each(|reader, element| match element.name.as_str() {
            "langSec" | "langSet" => {
                let language = element.get("xml:lang").or_else(|| element.get("lang")).unwrap_or_default();
                reader.section(language, &mut concept, &mut is_excused).map(Some)
            }
            _ => reader.definition(element, &mut concept),
        })?;
        self.terminology.add(concept, is_excused)
    }

    fn section(&mut self, language: &str, concept: &mut Concept, is_excused: &mut bool) -> Result<(), Fault> {
        self.each(|reader, element| match element.name.as_str() {
            "termSec" | "tig" | "ntig" => {
                match reader.term(language, element.line)? {
                    Ok(term) => concept.terms.push(term),
                    Err(fault) => {
                        *is_excused = true;
                        reader.terminology.refuse(fault);
                    }
                }
                Ok(Some(()))
            }
            _ => reader.definition(element, concept),
        })
    }

    /// The first one is kept, be it of the concept or of a language.
    fn definition(&mut self, element: &Element, concept: &mut Concept) -> Result<Option<()>, Fault> {
        if category(element) != DEFINITION {
            return Ok(None);
        }
        let text = self.nodes.text_within()?;
        if concept.definition.is_empty() {
            text.trim().clone_into(&mut concept.definition);
        }
        Ok(Some(()))
    }

    fn term(&mut self, language: &str, line: usize) -> Result<Result<Term, Fault>, Fault> {
        let (mut text, mut status, mut note) = (String::new(), String::new(), String::new());
        self.each(|reader, element| {
            let place = match (element.name.as_str(), category(element)) {
                ("term", _) => &mut text,
                ("note", _) => &mut note,
                (_, STATUS) => &mut status,
                _ => return Ok(None),
            };
            *place = reader.nodes.text_within()?;
            Ok(Some(()))
        })?;
        self.terminology.term(&Said { line, language, text: &text, status: &status, note: &note })
    }

    /// Gives away each element within the one that was begun last, and what stands within groups too. What nobody wants is
    /// passed over.
    fn each(&mut self, mut take: impl FnMut(&mut Self, &Element) -> Result<Option<()>, Fault>) -> Result<(), Fault> {
        let mut groups = 0_usize;
        loop {
            match self.nodes.next()? {
                Node::Start(element) if element.name.ends_with("Grp") => groups += 1,
                Node::Start(element) => {
                    if take(self, &element)?.is_none() {
                        self.nodes.skip()?;
                    }
                }
                Node::End if groups > 0 => groups -= 1,
                Node::End => return Ok(()),
                Node::Text(_) => {}
                Node::Eof => return Err(self.nodes.fault(FaultCode::Malformed)),
            }
        }
    }
}

/// What an element says: by its attribute, or where each category has an element by its name.
fn category(element: &Element) -> &str {
    element.get("type").unwrap_or(&element.name)
}
