//! `<lang>/<lesson>.md`: CommonMark with tables and footnotes, and nothing else.

mod blocks;
mod foreign;
mod inspect;
mod render;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser};

pub(super) use blocks::compare;

use super::codes::Code;
use super::ids::Ids;
use super::limits;
use super::media::Original;
use super::report::{number, text};
use super::sheet::Sheet;
use crate::courses::model::{Borrowed, Lesson, MediaName};

/// What a lesson may point to.
pub(super) struct Links<'a> {
    pub texts: &'a Ids,
    pub activities: &'a Ids,
    pub pictures: &'a BTreeMap<MediaName, Original<'a>>,
}

/// A lesson that was read.
pub(super) struct Written {
    pub lesson: Lesson,
    /// The line of each of its blocks.
    pub lines: Vec<usize>,
    pub last_line: usize,
    pub shown: BTreeSet<MediaName>,
}

/// A part of a lesson and where it stands.
type Piece<'a> = (Event<'a>, Range<usize>);

/// Where the pictures are.
pub(in crate::courses) const PICTURES: &str = "media/";
/// What lessons are written in, besides CommonMark.
pub(in crate::courses) const MARKDOWN: Options = Options::ENABLE_TABLES.union(Options::ENABLE_FOOTNOTES);
const CITE: &str = "cite:";
const ACTIVITY: &str = "activity:";

/// Reads a lesson; `None` when it is too deeply nested to be looked at.
pub(super) fn read(sheet: &Sheet<'_>, links: &Links<'_>, borrowed: Vec<Borrowed>) -> Option<Written> {
    sheet.check_characters(1, sheet.text);
    if sheet.text.trim().is_empty() {
        sheet.fault(1, Code::LessonEmpty, []);
    }
    let pieces = parse(sheet);
    if depth(&pieces) > limits::LESSON_DEPTH {
        sheet.fault(1, Code::LessonTooDeep, [number(limits::LESSON_DEPTH)]);
        return None;
    }
    let shown = inspect::inspect(sheet, links, &pieces);
    let blocks = blocks::blocks(sheet.text, &pieces);
    let characters = pieces.iter().map(|(event, _)| plain(event).chars().count()).sum();
    let begins = blocks.iter().map(|block| sheet.line(block.start)).collect();
    let html = render::html(pieces, links, &borrowed);
    let lesson = Lesson { source: sheet.text.to_owned(), html, blocks, characters, borrowed };
    Some(Written { lesson, lines: begins, last_line: sheet.last_line(), shown })
}

fn parse<'a>(sheet: &Sheet<'a>) -> Vec<Piece<'a>> {
    let undefined = |link: BrokenLink<'a>| -> Option<(CowStr<'a>, CowStr<'a>)> {
        // `[so]` alone is a word in brackets; `[so][this]` was meant as a link.
        let is_meant = matches!(link.link_type, LinkType::Reference | LinkType::Collapsed);
        if is_meant && !link.reference.starts_with('^') {
            sheet.fault(sheet.line(link.span.start), Code::LinkUndefined, [text(&link.reference)]);
        }
        None
    };
    Parser::new_with_broken_link_callback(sheet.text, MARKDOWN, Some(undefined)).into_offset_iter().collect()
}

fn depth(pieces: &[Piece<'_>]) -> usize {
    let mut depth = 0_usize;
    let depths = pieces.iter().map(|(event, _)| {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth
    });
    depths.max().unwrap_or_default()
}

/// The words of one part.
fn plain<'e>(event: &'e Event<'_>) -> &'e str {
    match event {
        Event::Text(words) | Event::Code(words) => words,
        Event::SoftBreak | Event::HardBreak => " ",
        _ => "",
    }
}

/// The index of the end that belongs to the start at `from`.
fn end_of(pieces: &[Piece<'_>], from: usize) -> usize {
    let mut open = 0_usize;
    for (index, (event, _)) in pieces.iter().enumerate().skip(from) {
        match event {
            Event::Start(_) => open += 1,
            Event::End(_) => open = open.saturating_sub(1),
            _ => {}
        }
        if open == 0 {
            return index;
        }
    }
    pieces.len().saturating_sub(1)
}

/// The words between a start and its end, as of a link or of the alternative text of a picture.
fn words_within(pieces: &[Piece<'_>], from: usize) -> String {
    let inside = pieces.get(from..end_of(pieces, from)).unwrap_or_default();
    inside.iter().map(|(event, _)| plain(event)).collect::<String>().trim().to_owned()
}
