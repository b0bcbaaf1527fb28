//! What of a lesson is in another language than the rest, and how its HTML says so (WCAG 3.1.2).

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::courses::model::{Borrowed, Language};
use crate::i18n::{Direction, Locale};

/// Finds texts in another language while a lesson is written.
pub(super) struct Foreign<'a> {
    /// In the order in which they stand, none within another.
    borrowed: &'a [Borrowed],
    /// Within a paragraph, heading, cell or block of code: what marks a text there is its element.
    is_in_leaf: bool,
    /// A `<span>` is open.
    is_open: bool,
}

impl<'a> Foreign<'a> {
    pub const fn new(borrowed: &'a [Borrowed]) -> Self {
        Self { borrowed, is_in_leaf: false, is_open: false }
    }

    fn at(&self, range: &Range<usize>) -> Option<&'a Borrowed> {
        let index = self.borrowed.partition_point(|text| text.end <= range.start);
        self.borrowed.get(index).filter(|text| text.start < range.end)
    }

    pub fn is_at(&self, range: &Range<usize>) -> bool {
        self.at(range).is_some()
    }

    /// The attributes of the element that stands in a place.
    pub fn of(&self, range: &Range<usize>) -> Option<[(&'static str, &'a str); 2]> {
        let language = &self.at(range)?.language;
        Some([("lang", language.as_str()), ("dir", direction(language).as_str())])
    }

    /// These attributes as they are written.
    pub fn marks(&self, range: &Range<usize>) -> String {
        let marks = self.of(range).into_iter().flatten();
        marks.flat_map(|(name, value)| [" ", name, "=\"", value, "\""]).collect()
    }

    /// What is written before an event: the words of an item that are no paragraph have no element of their own.
    pub fn turn(&mut self, event: &Event<'_>, range: &Range<usize>) -> Option<String> {
        let is_inline = is_inline(event);
        let turn = match (self.is_in_leaf, self.is_open, is_inline) {
            (false, false, true) if self.is_at(range) => {
                self.is_open = true;
                Some(format!("<span{}>", self.marks(range)))
            }
            (false, true, false) => {
                self.is_open = false;
                Some("</span>".to_owned())
            }
            _ => None,
        };
        match event {
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::TableCell | Tag::CodeBlock(_)) => {
                self.is_in_leaf = true;
            }
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::CodeBlock) => self.leave(),
            _ => {}
        }
        turn
    }

    /// A paragraph was written as a whole.
    pub const fn leave(&mut self) {
        self.is_in_leaf = false;
    }
}

fn direction(language: &Language) -> Direction {
    Locale::parse(language.as_str()).map_or(Direction::Ltr, |locale| locale.direction())
}

const fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => {
            matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
        }
        Event::End(tag) => {
            matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
        }
        Event::Rule | Event::Html(_) => false,
        _ => true,
    }
}
