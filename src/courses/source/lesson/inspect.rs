//! What a lesson must not have, or must have besides its words.

use std::collections::BTreeSet;

use pulldown_cmark::{Event, HeadingLevel, Tag};
use url::Url;

use super::{ACTIVITY, CITE, Links, PICTURES, Piece, words_within};
use crate::courses::model::MediaName;
use crate::courses::source::codes::Code;
use crate::courses::source::ids::Ids;
use crate::courses::source::report::{number, text};
use crate::courses::source::sheet::Sheet;

/// Reports what is wrong, and tells which pictures are shown.
pub(super) fn inspect(sheet: &Sheet<'_>, links: &Links<'_>, pieces: &[Piece<'_>]) -> BTreeSet<MediaName> {
    let mut inspector = Inspector { sheet, links, level: 1, shown: BTreeSet::new() };
    for (index, (event, range)) in pieces.iter().enumerate() {
        let line = sheet.line(range.start);
        match event {
            Event::Html(_) | Event::InlineHtml(_) => sheet.fault(line, Code::Html, []),
            Event::Start(Tag::Heading { level, .. }) => inspector.heading(line, *level),
            Event::Start(Tag::Link { dest_url, .. }) => {
                inspector.link(line, dest_url);
                if words_within(pieces, index).is_empty() {
                    sheet.fault(line, Code::LinkEmpty, [text(dest_url)]);
                }
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                inspector.picture(line, dest_url);
                if words_within(pieces, index).is_empty() {
                    sheet.fault(line, Code::ImageAlt, [text(dest_url)]);
                }
            }
            _ => {}
        }
    }
    check_footnotes(sheet, pieces);
    check_calls(sheet, pieces);
    inspector.shown
}

struct Inspector<'a> {
    sheet: &'a Sheet<'a>,
    links: &'a Links<'a>,
    /// Of the heading before; the page itself has the first.
    level: usize,
    shown: BTreeSet<MediaName>,
}

impl Inspector<'_> {
    fn heading(&mut self, line: usize, level: HeadingLevel) {
        let level = level as usize;
        if level == 1 {
            self.sheet.fault(line, Code::HeadingLevel, []);
        } else if level > self.level + 1 {
            self.sheet.fault(line, Code::HeadingJump, [number(level), number(self.level)]);
        }
        self.level = level.max(2);
    }

    fn link(&self, line: usize, target: &str) {
        if let Some(id) = target.strip_prefix(CITE) {
            self.refer(line, self.links.texts, "text", id);
        } else if let Some(id) = target.strip_prefix(ACTIVITY) {
            self.refer(line, self.links.activities, "activity", id);
        } else if !is_web_address(target) {
            self.sheet.fault(line, Code::LinkTarget, [text(target)]);
        }
    }

    fn refer(&self, line: usize, ids: &Ids, kind: &str, id: &str) {
        if !ids.knows(id) {
            self.sheet.fault(line, Code::ReferenceUnknown, [text(kind), text(id)]);
        }
    }

    fn picture(&mut self, line: usize, target: &str) {
        let Some(name) = target.strip_prefix(PICTURES).and_then(|name| MediaName::parse(name).ok()) else {
            self.sheet.fault(line, Code::ImageTarget, [text(target)]);
            return;
        };
        if !self.links.pictures.contains_key(&name) {
            self.sheet.fault(line, Code::ReferenceUnknown, [text("picture"), text(&name)]);
        }
        self.shown.insert(name);
    }
}

fn is_web_address(target: &str) -> bool {
    target.starts_with("https://") && Url::parse(target).is_ok_and(|url| url.has_host() && url.username().is_empty())
}

/// A call of a footnote that is not there is plain text to the parser.
fn check_calls(sheet: &Sheet<'_>, pieces: &[Piece<'_>]) {
    let texts: Vec<_> =
        pieces.iter().filter(|(event, _)| matches!(event, Event::Text(_))).map(|(_, range)| range).collect();
    for (at, _) in sheet.text.match_indices("[^") {
        let rest = sheet.text.get(at + 1..).unwrap_or_default();
        let label = rest.split_once(']').map_or("", |(label, _)| label);
        let is_call = label.len() > 1 && !label.contains(char::is_whitespace);
        let is_text = texts
            .get(texts.partition_point(|range| range.start <= at).wrapping_sub(1))
            .is_some_and(|range| range.contains(&at));
        if is_call && is_text && !is_escaped(sheet.text, at) {
            sheet.fault(sheet.line(at), Code::LinkUndefined, [text(label)]);
        }
    }
}

fn is_escaped(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|before| before.ends_with('\\'))
}

fn check_footnotes(sheet: &Sheet<'_>, pieces: &[Piece<'_>]) {
    let mut used = BTreeSet::new();
    let mut defined = BTreeSet::new();
    for (event, _) in pieces {
        match event {
            Event::FootnoteReference(label) => drop(used.insert(label.as_ref())),
            Event::Start(Tag::FootnoteDefinition(label)) => drop(defined.insert(label.as_ref())),
            _ => {}
        }
    }
    for (event, range) in pieces {
        let line = sheet.line(range.start);
        match event {
            Event::FootnoteReference(label) if !defined.contains(label.as_ref()) => {
                sheet.fault(line, Code::LinkUndefined, [text(format_args!("^{label}"))]);
            }
            Event::Start(Tag::FootnoteDefinition(label)) if !used.contains(label.as_ref()) => {
                sheet.fault(line, Code::FootnoteUnused, [text(label)]);
            }
            _ => {}
        }
    }
}
