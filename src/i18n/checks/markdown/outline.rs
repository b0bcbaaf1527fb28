//! What a block is built of.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::i18n::checks::Rule;
use crate::i18n::checks::finding::Span;
use crate::i18n::checks::reading::Reading;

#[derive(Debug, Default)]
pub(super) struct Outline {
    /// Kinds of blocks in the order in which they begin, each with what is counted in it.
    pub blocks: Vec<(&'static str, usize, Span)>,
    pub links: Vec<(String, Span)>,
    pub images: Vec<(String, Span)>,
    pub footnotes: Vec<(String, Span)>,
    pub code: Vec<(String, Span)>,
    pub html: Vec<Span>,
    /// Links without words, pictures without a description.
    pub silent: Vec<(Rule, Span)>,
    pub strong: usize,
    pub emphasis: usize,
    /// Asterisks and backticks that are shown as they are.
    pub stray: Option<Span>,
    pub depth: usize,
    pub reading: Reading,
}

/// Stands for an address that a label has elsewhere in the lesson.
const DEFINED_ELSEWHERE: &str = "[]";

impl Outline {
    pub fn of(text: &str) -> Self {
        // `[so]` alone is a word in brackets.
        let elsewhere = |link: BrokenLink<'_>| {
            let is_meant = matches!(link.link_type, LinkType::Reference | LinkType::Collapsed);
            let target = format!("{DEFINED_ELSEWHERE}{}", link.reference);
            is_meant.then(|| (CowStr::from(target), CowStr::from("")))
        };
        let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
        let whole = with_notes(text);
        let mut builder = Builder::default();
        for (event, span) in Parser::new_with_broken_link_callback(&whole, options, Some(elsewhere)).into_offset_iter()
        {
            if span.start < text.len() {
                builder.take(event, span.start..span.end.min(text.len()));
            }
        }
        builder.outline
    }
}

/// Adds the notes that the text calls: to the parser a call of a note that is not there is plain text, and notes are blocks of
/// their own.
fn with_notes(text: &str) -> String {
    let mut whole = text.to_owned();
    let mut known = BTreeSet::new();
    for (at, _) in text.match_indices("[^") {
        let rest = text.get(at + 2..).unwrap_or_default();
        let label = rest.get(..rest.floor_char_boundary(LONGEST_LABEL)).and_then(|rest| rest.split_once(']'));
        let Some((label, _)) = label.filter(|(label, _)| !label.is_empty() && !label.contains(char::is_whitespace))
        else {
            continue;
        };
        if known.len() < MOST_LABELS && known.insert(label) && !text.contains(&format!("[^{label}]:")) {
            let _ = write!(whole, "\n\n[^{label}]: x");
        }
    }
    whole
}

const LONGEST_LABEL: usize = 80;
const MOST_LABELS: usize = 100;

#[derive(Default)]
struct Builder {
    outline: Outline,
    depth: usize,
    /// Links and pictures around.
    open: Vec<Open>,
    in_code: bool,
}

struct Open {
    /// Where its words begin in the reading.
    begin: usize,
    /// The words are an address.
    is_unread: bool,
}

impl Builder {
    fn take(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(text) if self.in_code => {
                if let Some((code, _)) = self.outline.code.last_mut() {
                    code.push_str(&text);
                }
            }
            Event::Text(_) if self.open.iter().any(|open| open.is_unread) => {}
            Event::Text(text) => {
                if text.contains("**") || text.contains('`') {
                    self.outline.stray.get_or_insert_with(|| span.clone());
                }
                self.outline.reading.push(&text, span);
            }
            Event::Code(code) => {
                self.outline.code.push((code.into_string(), span.clone()));
                self.outline.reading.push_hole(span);
            }
            Event::FootnoteReference(label) => {
                self.outline.footnotes.push((label.into_string(), span.clone()));
                self.outline.reading.push_hole(span);
            }
            Event::Html(_) | Event::InlineHtml(_) => match self.outline.html.last_mut() {
                Some(last) if last.end == span.start => last.end = span.end,
                _ => self.outline.html.push(span),
            },
            Event::SoftBreak | Event::HardBreak => self.outline.reading.push("\n", span),
            Event::Rule => self.outline.blocks.push(("rule", 0, span)),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Span) {
        self.depth += 1;
        self.outline.depth = self.outline.depth.max(self.depth);
        self.outline.blocks.extend(block(&tag).map(|(kind, measure)| (kind, measure, span.clone())));
        match tag {
            Tag::Strong => self.outline.strong += 1,
            Tag::Emphasis => self.outline.emphasis += 1,
            Tag::FootnoteDefinition(label) => self.outline.footnotes.push((format!("{label}:"), span)),
            Tag::CodeBlock(_) => {
                self.outline.code.push((String::new(), span));
                self.in_code = true;
            }
            Tag::Link { dest_url, link_type, .. } => self.link(&dest_url, link_type, span),
            Tag::Image { dest_url, .. } => {
                self.outline.images.push((dest_url.into_string(), span));
                self.open.push(Open { begin: self.outline.reading.text.len(), is_unread: false });
            }
            _ => {}
        }
    }

    fn link(&mut self, target: &str, kind: LinkType, span: Span) {
        let is_unread = matches!(kind, LinkType::Autolink | LinkType::Email);
        self.open.push(Open { begin: self.outline.reading.text.len(), is_unread });
        if is_unread {
            self.outline.reading.push_hole(span.clone());
        }
        self.outline.links.push((target.to_owned(), span));
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        self.depth = self.depth.saturating_sub(1);
        match tag {
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::Link => self.close(Rule::Link, span),
            TagEnd::Image => self.close(Rule::ImageAlt, span),
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell
                if !self.outline.reading.text.ends_with('\n') =>
            {
                self.outline.reading.push("\n", span.end..span.end);
            }
            _ => {}
        }
    }

    fn close(&mut self, rule: Rule, span: Span) {
        let begin = self.open.pop().map_or(0, |open| open.begin);
        if self.outline.reading.text.get(begin..).is_none_or(|words| words.trim().is_empty()) {
            self.outline.silent.push((rule, span));
        }
    }
}

fn block(tag: &Tag<'_>) -> Option<(&'static str, usize)> {
    Some(match tag {
        Tag::Paragraph => ("paragraph", 0),
        Tag::Heading { level, .. } => ("heading", *level as usize),
        Tag::List(None) => ("list", 0),
        Tag::List(Some(_)) => ("numbered-list", 0),
        Tag::Item => ("item", 0),
        Tag::Table(columns) => ("table", columns.len()),
        Tag::TableHead | Tag::TableRow => ("row", 0),
        Tag::BlockQuote(_) => ("quotation", 0),
        Tag::CodeBlock(_) => ("code", 0),
        Tag::FootnoteDefinition(_) => ("footnote", 0),
        _ => return None,
    })
}
