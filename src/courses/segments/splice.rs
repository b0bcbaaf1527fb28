//! A lesson in another language: its texts in the places of those that they translate.

use std::fmt::Write as _;
use std::ops::Range;

use super::lesson::{self, Unit, Units};
use super::segment::SegmentKind;
use crate::i18n::checks::normalise;

/// A lesson put together.
pub(super) struct Spliced {
    pub source: String,
    /// Where each of its texts stands.
    pub spans: Vec<Range<usize>>,
}

/// Puts a text in the place of each unit; `None` leaves what is there.
pub(super) fn splice(source: &str, units: &Units, texts: &[Option<String>]) -> Spliced {
    let mut spliced = Spliced { source: String::with_capacity(source.len()), spans: Vec::new() };
    let mut done = 0;
    for (unit, text) in units.units.iter().zip(texts) {
        spliced.source.push_str(source.get(done..unit.span.start).unwrap_or_default());
        let start = spliced.source.len();
        match text.as_ref().filter(|text| **text != unit.text) {
            None => spliced.source.push_str(source.get(unit.span.clone()).unwrap_or_default()),
            Some(text) => spliced.source.push_str(&written(source, unit, text)),
        }
        spliced.spans.push(start..spliced.source.len());
        done = unit.span.end;
    }
    spliced.source.push_str(source.get(done..).unwrap_or_default());
    spliced
}

/// A text as it is written in the place of another.
fn written(source: &str, unit: &Unit, text: &str) -> String {
    match unit.kind {
        SegmentKind::AltText => described(text),
        SegmentKind::Heading | SegmentKind::Cell => text.to_owned(),
        _ if text.contains('\n') => hung(text, &lesson::margin(source, unit.span.start).0),
        _ => text.to_owned(),
    }
}

/// Begins every line but the first with a margin.
fn hung(text: &str, margin: &str) -> String {
    let mut hung = String::new();
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            let margin = if line.is_empty() { margin.trim_end() } else { margin };
            let _ = write!(hung, "\n{margin}");
        }
        hung.push_str(line);
    }
    hung
}

/// Plain words as the description of a picture. What CommonMark would read as more than words is escaped.
fn described(words: &str) -> String {
    let is_read_so = |alt: &str| {
        let read = lesson::read(&format!("![{alt}](media/a.svg)"));
        matches!(&read.units[..], [unit] if unit.kind == SegmentKind::AltText && unit.text == words)
    };
    if is_read_so(words) {
        return words.to_owned();
    }
    words.chars().flat_map(|c| ['\\'].into_iter().filter(move |_| c.is_ascii_punctuation()).chain([c])).collect()
}

/// A text from anywhere in the form in which lessons are read: normalised, and no line indented.
pub(super) fn tidied(kind: SegmentKind, text: &str) -> String {
    let text = normalise(text);
    let glue = if matches!(kind, SegmentKind::Heading | SegmentKind::AltText) { " " } else { "\n" };
    text.trim().lines().map(str::trim_start).collect::<Vec<_>>().join(glue)
}

/// Whether a tidied text stays one text of its kind where it is put: it does not end the paragraph or cell that it stands in,
/// and begins no block of its own. Where it is open it may have several paragraphs; an item and a footnote always are.
pub(super) fn fits(kind: SegmentKind, is_open: bool, text: &str) -> bool {
    let (around, expected) = match kind {
        SegmentKind::AltText => (format!("![{}](media/a.svg)\n", described(text)), 1),
        SegmentKind::Heading => (format!("## {text}\n"), 1),
        SegmentKind::Cell => (format!("| a |\n|---|\n| {text} |\n"), 2),
        SegmentKind::ListItem => (format!("- {}\n", hung(text, "  ")), 1),
        SegmentKind::Footnote => (format!("[^a]: {}\n", hung(text, "    ")), 1),
        // Within an item a quotation's paragraphs are one text.
        SegmentKind::Quotation if is_open => (format!("- > {}\n", hung(text, "  > ")), 1),
        SegmentKind::Quotation => (format!("> {}\n", hung(text, "> ")), 1),
        _ => (format!("{text}\n"), 1),
    };
    let read = lesson::read(&around).units;
    read.len() == expected && read.last().is_some_and(|only| only.kind == kind && only.text == text)
}
