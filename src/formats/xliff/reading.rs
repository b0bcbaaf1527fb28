//! The `<unit>`s of a file.

use super::{ENTRY, REVISION, STALE};
use crate::formats::codes::{Item, push_text};
use crate::formats::exchange::{Document, Fault, FaultCode, UNITS, UnitState, compare_heads};
use crate::formats::xml::{Element, Node, Nodes};

/// A `<unit>` as the file says it.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub line: usize,
    pub name: String,
    /// Whether it is an entry of Fluent as a whole.
    pub is_entry: bool,
    pub revision: Option<String>,
    pub source: Vec<Item>,
    /// Empty where nothing is translated.
    pub target: Vec<Item>,
    pub state: Option<UnitState>,
}

/// Gives each `<unit>` away as it comes.
///
/// # Errors
/// When the file as a whole cannot be read, or is of another catalogue or other languages.
pub(super) fn units(mut nodes: Nodes<'_>, expected: &Document, mut take: impl FnMut(Read)) -> Result<(), Vec<Fault>> {
    let mut has_root = false;
    let mut count = 0;
    loop {
        let element = match nodes.next().map_err(one)? {
            Node::Start(element) => element,
            Node::Eof => return Ok(()),
            Node::End | Node::Text(_) => continue,
        };
        match element.name.as_str() {
            "xliff" if !has_root && element.get("version").is_some_and(|version| version.starts_with("2.")) => {
                has_root = true;
                compare_heads(None, [element.get("srcLang"), element.get("trgLang")], expected)?;
            }
            _ if !has_root => return Err(one(nodes.fault(FaultCode::WrongFormat))),
            "file" => compare_heads(element.get("original"), [None, None], expected)?,
            "group" => {}
            "unit" => {
                count += 1;
                if count > UNITS * 2 {
                    return Err(one(Fault::new(FaultCode::TooManyUnits).with("most", UNITS * 2)));
                }
                take(unit(&mut nodes, &element).map_err(one)?);
            }
            _ => nodes.skip().map_err(one)?,
        }
    }
}

fn one(fault: Fault) -> Vec<Fault> {
    vec![fault]
}

fn unit(nodes: &mut Nodes<'_>, element: &Element) -> Result<Read, Fault> {
    let name = element.get("name").or_else(|| element.get("id")).unwrap_or_default().to_owned();
    let is_entry = element.get("type").and_then(|kind| kind.strip_prefix("vc:")) == Some(ENTRY);
    let mut read = Read { line: element.line, name, is_entry, ..Read::default() };
    let mut metadata = 0_usize;
    loop {
        match nodes.next()? {
            Node::Start(element) => match element.name.as_str() {
                "metadata" | "metaGroup" => metadata += 1,
                "meta" if metadata > 0 && element.get("type") == Some(REVISION) => {
                    read.revision = Some(nodes.text_within()?.trim().to_owned());
                }
                "segment" => segment(nodes, &element, &mut read)?,
                "ignorable" => ignorable(nodes, &mut read)?,
                // Proposals of tools, original data and notes are not what was translated.
                _ => nodes.skip()?,
            },
            Node::End if metadata > 0 => metadata -= 1,
            Node::End => return Ok(read),
            Node::Text(_) => {}
            Node::Eof => return Err(nodes.fault(FaultCode::Malformed)),
        }
    }
}

fn segment(nodes: &mut Nodes<'_>, element: &Element, read: &mut Read) -> Result<(), Fault> {
    let state = match element.get("state") {
        Some("translated" | "reviewed") => Some(UnitState::Suggested),
        Some("final") => Some(UnitState::Approved),
        _ => (element.get("subState") == Some(STALE)).then_some(UnitState::Stale),
    };
    if read.source.is_empty() || state == Some(UnitState::Stale) {
        read.state = state;
    }
    let (source, target) = sides(nodes)?;
    append(&mut read.source, source);
    append(&mut read.target, target.unwrap_or_default());
    Ok(())
}

/// What stands between segments; in a translation the same, unless it says something else.
fn ignorable(nodes: &mut Nodes<'_>, read: &mut Read) -> Result<(), Fault> {
    let (source, target) = sides(nodes)?;
    let target = target.unwrap_or_else(|| source.clone());
    append(&mut read.source, source);
    if !read.target.is_empty() {
        append(&mut read.target, target);
    }
    Ok(())
}

fn append(items: &mut Vec<Item>, more: Vec<Item>) {
    for item in more {
        match item {
            Item::Text(text) => push_text(items, &text),
            code => items.push(code),
        }
    }
}

fn sides(nodes: &mut Nodes<'_>) -> Result<(Vec<Item>, Option<Vec<Item>>), Fault> {
    let (mut source, mut target) = (None, None);
    loop {
        match nodes.next()? {
            Node::Start(element) if element.name == "source" && source.is_none() => source = Some(items(nodes)?),
            Node::Start(element) if element.name == "target" && target.is_none() => target = Some(items(nodes)?),
            Node::Start(element) if element.name == "source" || element.name == "target" => {
                return Err(nodes.fault(FaultCode::Malformed));
            }
            Node::Start(_) => nodes.skip()?,
            Node::End => return Ok((source.unwrap_or_default(), target)),
            Node::Text(_) => {}
            Node::Eof => return Err(nodes.fault(FaultCode::Malformed)),
        }
    }
}

/// Text and codes of the element that was begun last.
fn items(nodes: &mut Nodes<'_>) -> Result<Vec<Item>, Fault> {
    let (mut items, mut open) = (Vec::new(), Vec::new());
    loop {
        match nodes.next()? {
            Node::Text(text) => push_text(&mut items, &text),
            Node::Start(element) => open.push(begin(&element, &mut items)),
            Node::End => match open.pop() {
                Some(Some(number)) => items.push(Item::Close(number)),
                Some(None) => {}
                None => return Ok(items),
            },
            Node::Eof => return Err(nodes.fault(FaultCode::Malformed)),
        }
    }
}

/// Takes the start of an element within a text; gives the code that ends with it.
fn begin(element: &Element, items: &mut Vec<Item>) -> Option<usize> {
    // No source has a code of that number.
    let number = |name: &str| element.get(name).and_then(|id| id.parse().ok()).unwrap_or_default();
    match element.name.as_str() {
        "pc" => {
            items.push(Item::Open(number("id")));
            return Some(number("id"));
        }
        "ph" => items.push(Item::Code(number("id"))),
        // Halves into which some tools cut a pair.
        "sc" => items.push(Item::Open(number("id"))),
        "ec" => items.push(Item::Close(number(if element.get("startRef").is_some() { "startRef" } else { "id" }))),
        "cp" => {
            let hex = element.get("hex").and_then(|hex| u32::from_str_radix(hex, 16).ok());
            let c = hex.and_then(char::from_u32).filter(|c| *c != '\0').unwrap_or(char::REPLACEMENT_CHARACTER);
            push_text(items, c.encode_utf8(&mut [0; 4]));
        }
        // Remarks of translators around words.
        _ => {}
    }
    None
}
