//! A document as XML.

use std::fmt::Write as _;

use super::sentences::{Sentence, Sentences, sentences, whole};
use super::{CORE, ENTRY, METADATA, REVISION, SIZE, STALE};
use crate::formats::codes::{Code, Item};
use crate::formats::exchange::{Document, Unit, UnitKind, UnitState};
use crate::formats::xml::{attribute, is_writable, text};

/// A file that the tools of agencies read.
#[must_use]
pub fn write(document: &Document) -> String {
    let (source, target) = (document.source_locale.as_str(), document.target_locale.as_str());
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff xmlns=\"{CORE}\" xmlns:mda=\"{METADATA}\" xmlns:slr=\"{SIZE}\" \
         version=\"2.1\" srcLang=\"{source}\" trgLang=\"{target}\">\n  <file id=\"f1\" original=\"{}\" xml:space=\"preserve\">\n",
        attribute(&document.catalogue)
    );
    if document.units.iter().any(|unit| unit.max_length.is_some()) {
        out.push_str("    <slr:profiles generalProfile=\"xliff:codepoints\"/>\n");
    }
    for (place, (unit, sentences)) in document.units.iter().zip(sentences(document)).enumerate() {
        let sentences = if sentences.is_lossy { whole(unit) } else { sentences };
        write_sentences(&mut out, unit, &sentences, place + 1);
    }
    out.push_str("  </file>\n</xliff>\n");
    out
}

fn write_sentences(out: &mut String, unit: &Unit, sentences: &Sentences, number: usize) {
    let is_entry = unit.kind == UnitKind::Message && sentences.shape.is_none();
    let kind = if is_entry { ENTRY } else { unit.kind.as_str() };
    let [sentence] = &sentences.list[..] else {
        let _ = writeln!(out, "    <group id=\"g{number}\" name=\"{}\">", attribute(&unit.key));
        for (place, sentence) in sentences.list.iter().enumerate() {
            write_unit(out, unit, sentence, (&format!("u{number}-{}", place + 1), kind));
        }
        out.push_str("    </group>\n");
        return;
    };
    write_unit(out, unit, sentence, (&format!("u{number}"), kind));
}

fn write_unit(out: &mut String, unit: &Unit, sentence: &Sentence, (id, kind): (&str, &str)) {
    let name = attribute(&sentence.name);
    let _ = write!(out, "    <unit id=\"{id}\" name=\"{name}\" type=\"vc:{kind}\" canResegment=\"no\"");
    // The limit is one of what people read, and not of how Fluent writes it.
    if let Some(most) = unit.max_length.filter(|_| kind != ENTRY) {
        let _ = write!(out, " slr:sizeRestriction=\"{most}\"");
    }
    let _ = write!(
        out,
        ">\n      <mda:metadata><mda:metaGroup category=\"{REVISION}\"><mda:meta type=\"{REVISION}\">{}</mda:meta>\
         </mda:metaGroup></mda:metadata>\n",
        text(&unit.source_hash)
    );
    let notes: Vec<&String> = unit.notes.iter().chain(&sentence.examples).filter(|note| !note.is_empty()).collect();
    if !notes.is_empty() {
        out.push_str("      <notes>");
        for note in notes {
            let _ = write!(out, "<note>{}</note>", text(note));
        }
        out.push_str("</notes>\n");
    }
    write_codes(out, &sentence.codes);
    let state = match (&sentence.target, unit.state) {
        (None, _) | (_, UnitState::Missing) => "initial\"".to_owned(),
        (_, UnitState::Stale) => format!("initial\" subState=\"{STALE}\""),
        (_, UnitState::Suggested) => "translated\"".to_owned(),
        (_, UnitState::Approved) => "final\"".to_owned(),
    };
    let _ = write!(out, "      <segment state=\"{state}>\n        <source>");
    write_items(out, &sentence.source, &sentence.codes);
    out.push_str("</source>\n");
    if let Some(target) = &sentence.target {
        out.push_str("        <target>");
        write_items(out, target, &sentence.codes);
        out.push_str("</target>\n");
    }
    out.push_str("      </segment>\n    </unit>\n");
}

/// The codes of a sentence as they are in the text.
fn write_codes(out: &mut String, codes: &[Code]) {
    if codes.is_empty() {
        return;
    }
    out.push_str("      <originalData>");
    for (place, code) in codes.iter().enumerate() {
        let number = place + 1;
        let _ = write!(out, "<data id=\"d{number}\">");
        write_text(out, &code.open);
        out.push_str("</data>");
        if let Some(close) = &code.close {
            let _ = write!(out, "<data id=\"e{number}\">");
            write_text(out, close);
            out.push_str("</data>");
        }
    }
    out.push_str("</originalData>\n");
}

fn write_items(out: &mut String, items: &[Item], codes: &[Code]) {
    let code = |number: &usize| number.checked_sub(1).and_then(|place| codes.get(place));
    for item in items {
        let _ = match item {
            Item::Text(text) => {
                write_text(out, text);
                Ok(())
            }
            Item::Code(number) => {
                let (shown, is_optional) = code(number).map_or(("", false), |code| (&code.open, code.is_optional));
                let can_delete = if is_optional { "yes" } else { "no" };
                let shown = attribute(shown);
                write!(
                    out,
                    "<ph id=\"{number}\" canCopy=\"no\" canDelete=\"{can_delete}\" dataRef=\"d{number}\" disp=\"{shown}\"/>"
                )
            }
            Item::Open(number) => write!(
                out,
                "<pc id=\"{number}\" canCopy=\"no\" canDelete=\"no\" dataRefStart=\"d{number}\" dataRefEnd=\"e{number}\">"
            ),
            Item::Close(_) => write!(out, "</pc>"),
        };
    }
}

/// A text in which `<cp>` stands for what XML cannot say.
fn write_text(out: &mut String, whole: &str) {
    let mut rest = whole;
    while let Some(at) = rest.find(|c| !is_writable(c)) {
        let (before, after) = rest.split_at(at);
        out.push_str(&text(before));
        let mut characters = after.chars();
        let _ = write!(out, "<cp hex=\"{:04X}\"/>", characters.next().map_or(0, u32::from));
        rest = characters.as_str();
    }
    out.push_str(&text(rest));
}
