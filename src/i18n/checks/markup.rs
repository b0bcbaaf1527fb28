//! HTML within a text. The source says what there may be: its elements, with their attributes and values.
//!
//! Texts are read as browsers read them (HTML, 13.2.5 "Tokenization"), after escapes and literals are put together. Each pattern
//! is complete in itself: no variant ends within a tag, so that no two of them make a tag together.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::Rule;
use super::finding::{Report, Span, quoted};
use super::limits::{DEPTH, MARKUP_BYTES};
use super::reading::Reading;
use crate::i18n::Args;

/// Stands for a placeable within HTML. It begins with a letter: whatever is shown there may do so too, and would make a
/// tag of a `<` before it.
pub(super) fn hole(name: &str) -> String {
    format!("a\u{FFFC}{name}")
}

/// A text with its holes told by their names alone.
fn told(text: &str) -> String {
    quoted(&text.replace(&hole(""), ""))
}

/// Attributes whose values are for people, and are translated.
const WORDS: [&str; 6] = ["alt", "aria-description", "aria-label", "label", "placeholder", "title"];
/// Elements without an end (HTML, 13.1.2).
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// The markup of one text.
#[derive(Debug, Default)]
pub(super) struct Markup {
    tags: Vec<Tag>,
    /// A tag that does not end, a comment, a declaration.
    strange: Vec<Span>,
}

#[derive(Debug, PartialEq)]
struct Tag {
    name: String,
    attributes: BTreeMap<String, String>,
    is_end: bool,
    is_alone: bool,
    /// In the text that was read.
    span: Span,
}

impl Markup {
    /// `None` when the text is too long to be read.
    pub fn read(text: &str) -> Option<Self> {
        if !text.contains('<') {
            return Some(Self::default());
        }
        if text.len() > MARKUP_BYTES {
            return None;
        }
        let tokens = Tokenizer::new(Sink::default(), TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() });
        let mut at = 0;
        // A tag is reported as soon as it ends, which is at a `>`.
        for piece in text.split_inclusive('>') {
            at += piece.len();
            feed(&tokens, piece, at);
        }
        tokens.sink.ended.set(true);
        feed(&tokens, SENTINEL, at);
        tokens.end();
        Some(tokens.sink.into_markup(text))
    }
}

/// Comes out as a tag of its own only where no other one is open. Begins with a letter, for the sake of a `<` before it.
const SENTINEL: &str = "a<college-end>";
const SENTINEL_NAME: &str = "college-end";

fn feed(tokens: &Tokenizer<Sink>, piece: &str, end: usize) {
    tokens.sink.at.set(end);
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(piece));
    // The sink never asks the tokenizer to stop.
    let _ = tokens.feed(&queue);
}

#[derive(Default)]
struct Sink {
    at: Cell<usize>,
    ended: Cell<bool>,
    is_clean: Cell<bool>,
    tags: RefCell<Vec<(Tag, usize)>>,
    strange: RefCell<Vec<usize>>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) if self.ended.get() => {
                self.is_clean.set(&*tag.name == SENTINEL_NAME && tag.attrs.is_empty());
            }
            Token::TagToken(tag) => {
                let attributes =
                    tag.attrs.iter().map(|attribute| (attribute.name.local.to_string(), attribute.value.to_string()));
                let tag = Tag {
                    name: tag.name.to_string(),
                    attributes: attributes.collect(),
                    is_end: tag.kind == TagKind::EndTag,
                    is_alone: tag.self_closing || VOID.contains(&&*tag.name),
                    span: 0..0,
                };
                self.tags.borrow_mut().push((tag, self.at.get()));
            }
            Token::CommentToken(_) | Token::DoctypeToken(_) => self.strange.borrow_mut().push(self.at.get()),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Sink {
    fn into_markup(self, text: &str) -> Markup {
        let mut from = 0;
        let mut begin = |end: usize| {
            let begin = from + text.get(from..end).and_then(opening).unwrap_or_default();
            from = end;
            begin..end
        };
        let mut markup = Markup::default();
        let mut strange = self.strange.into_inner().into_iter().peekable();
        for (tag, end) in self.tags.into_inner() {
            while let Some(end) = strange.next_if(|strange| *strange < end) {
                markup.strange.push(begin(end));
            }
            markup.tags.push(Tag { span: begin(end), ..tag });
        }
        markup.strange.extend(strange.map(&mut begin));
        if !self.is_clean.get() {
            markup.strange.push(begin(text.len()));
        }
        markup
    }
}

/// Where a tag, a comment or a declaration begins (HTML, 13.2.5.6 "Tag open state").
fn opening(text: &str) -> Option<usize> {
    let begins = |(at, _): &(usize, &str)| {
        let next = text.as_bytes().get(at + 1);
        next.is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?'))
    };
    text.match_indices('<').find(begins).map(|(at, _)| at)
}

/// What the source allows.
#[derive(Debug, Default)]
pub(super) struct Allowed {
    elements: BTreeSet<String>,
    attributes: BTreeSet<(String, String, String)>,
    is_strange: bool,
}

impl Allowed {
    pub fn add(&mut self, markup: &Markup) {
        self.is_strange |= !markup.strange.is_empty();
        for tag in &markup.tags {
            self.elements.insert(tag.name.clone());
            self.attributes.extend(tag.attributes.iter().map(|(name, value)| allowed(tag, name, value)));
        }
    }
}

fn allowed(tag: &Tag, name: &str, value: &str) -> (String, String, String) {
    let value = if WORDS.contains(&name) { "" } else { value };
    (tag.name.clone(), name.to_owned(), value.to_owned())
}

/// Finds tags and attributes that the source does not have. Looks at one pattern; what is in the variants within it is
/// theirs.
pub(super) fn check_safety(reading: &Reading, allowed_here: &Allowed, report: &mut Report) {
    let mut refuse = |span: Span, text: &str| {
        report.add(Rule::UnsafeMarkup, reading.span(span), Args::new().set("markup", told(text)));
    };
    let written = |span: &Span| reading.text.get(span.clone()).unwrap_or_default();
    let Some(markup) = Markup::read(&reading.text) else { return refuse(0..reading.text.len(), "<") };
    for tag in &markup.tags {
        let strange =
            tag.attributes.iter().find(|(name, value)| !allowed_here.attributes.contains(&allowed(tag, name, value)));
        if !allowed_here.elements.contains(&tag.name) || strange.is_some() {
            refuse(tag.span.clone(), written(&tag.span));
        }
    }
    if let Some(span) = markup.strange.first().filter(|_| !allowed_here.is_strange) {
        refuse(span.clone(), written(span));
    }
}

/// What a text is built of: each element with those around it, however often it is there.
pub(super) type Structure = BTreeMap<String, usize>;

/// The elements of a text. Also those that are not closed, or not opened.
pub(super) fn structure(reading: &Reading) -> Structure {
    let mut structure = Structure::new();
    let mut open: Vec<String> = Vec::new();
    for tag in Markup::read(&reading.text).unwrap_or_default().tags {
        if !tag.is_end {
            let element = element(&tag);
            *structure.entry(format!("{}{element}", open.concat())).or_default() += 1;
            if !tag.is_alone && open.len() < DEPTH {
                open.push(element);
            }
        } else if open.last().is_some_and(|last| opens(last, &tag.name)) {
            open.pop();
        } else {
            *structure.entry(format!("</{}>", tag.name)).or_default() += 1;
        }
    }
    for left in open {
        *structure.entry(format!("{left}…")).or_default() += 1;
    }
    structure
}

fn element(tag: &Tag) -> String {
    let attributes = tag.attributes.iter().map(|(name, value)| {
        if WORDS.contains(&name.as_str()) { format!(" {name}") } else { format!(" {name}=\"{value}\"") }
    });
    format!("<{}{}>", tag.name, attributes.collect::<Vec<_>>().concat())
}

fn opens(element: &str, name: &str) -> bool {
    let rest = element.strip_prefix('<').and_then(|rest| rest.strip_prefix(name));
    rest.is_some_and(|rest| rest.starts_with([' ', '>']))
}

/// Compares the ways in which a text can come out with those of its source.
pub(super) fn check_structure(given: &[Reading], source: &[Reading], report: &mut Report) {
    let expected: Vec<Structure> = source.iter().map(structure).collect();
    for reading in given {
        let found = structure(reading);
        let Some(nearest) = expected.first().filter(|_| !expected.contains(&found)) else { continue };
        let lacks = nearest.iter().find(|(element, count)| found.get(*element) < Some(count));
        let exceeds = found.iter().find(|(element, count)| nearest.get(*element) < Some(count));
        let (problem, element) = match (lacks, exceeds) {
            (_, Some((element, _))) if element.ends_with('…') => ("unclosed", element.trim_end_matches('…')),
            (_, Some((element, _))) if element.starts_with("</") => ("unopened", element.as_str()),
            (Some((element, _)), _) => ("missing", element.as_str()),
            (None, Some((element, _))) => ("extra", element.as_str()),
            (None, None) => continue,
        };
        let args = Args::new().set("problem", problem).set("markup", told(element));
        report.add(Rule::MarkupMismatch, reading.span(0..reading.text.len()), args);
    }
}

/// The places of tags, so that a text can be read without them.
pub(super) fn tag_spans(text: &str) -> Vec<Span> {
    let markup = Markup::read(text).unwrap_or_default();
    markup.tags.into_iter().map(|tag| tag.span).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::checks::tests::{found, listed};

    fn safety(text: &str, source: &str) -> String {
        let mut allowed = Allowed::default();
        allowed.add(&Markup::read(source).expect("short"));
        listed(&found(|report| check_safety(&Reading::plain(text), &allowed, report)))
    }

    fn mismatch(text: &str, source: &str) -> String {
        let (text, source) = (Reading::plain(text), Reading::plain(source));
        listed(&found(|report| check_structure(&[text], &[source], report)))
    }

    #[test]
    fn what_the_source_does_not_have_is_refused() {
        const SOURCE: &str = r#"Read <a data-l10n-name="help">the guide</a>."#;
        for (text, is_safe) in [
            (r#"Lisez <a data-l10n-name="help">le guide</a>."#, true),
            ("<A DATA-L10N-NAME=help >le guide</A>, 3 < 4, a <- b, &lt;script&gt;", true),
            (r#"<a data-l10n-name="other">le guide</a>"#, false),
            (r#"<a data-l10n-name="help" href="javascript:alert(1)">le guide</a>"#, false),
            (r#"<a onclick=alert(1) data-l10n-name="help">le guide</a>"#, false),
            ("<script>alert(1)</script>", false),
            ("<svg/onload=alert(1)>", false),
            ("</p>", false),
            ("<!-- x -->", false),
            ("<!DOCTYPE html>", false),
            ("<?xml?>", false),
            ("<a href=", false),
            ("<scr", false),
            ("<", false),
            ("</", false),
            (r#"<a title=""#, false),
            // What is shown there may begin with a letter.
            ("<a\u{FFFC}$name>", false),
        ] {
            assert_eq!(safety(text, SOURCE).is_empty(), is_safe, "{text}");
        }
        assert_eq!(safety(r#"<img alt="une carte" src="x">"#, r#"<img alt="a map" src="x">"#), "");
        assert_eq!(safety(r#"<img alt="a map" src="y">"#, r#"<img alt="a map" src="x">"#), "markup.unsafe!");
    }

    #[test]
    fn the_same_elements_are_there_in_any_order() {
        for (text, source, is_same) in [
            ("<b>b</b> <i>a</i>", "<i>a</i> <b>b</b>", true),
            ("a<br>b", "x<br/>y", true),
            ("<b>a", "<b>a</b>", false),
            ("a</b>", "<b>a</b>", false),
            ("a", "<b>a</b>", false),
            ("<b>a</b><b>b</b>", "<b>a</b>", false),
            ("<b><i>a</i></b>", "<i><b>a</b></i>", false),
            ("<b>a</b> & 1 < 2", "<b>a</b>", true),
            ("<b><b>", "<b><b>", true),
        ] {
            assert_eq!(mismatch(text, source).is_empty(), is_same, "{text}");
        }
    }

    #[test]
    fn a_tag_is_pointed_at() {
        let markup = Markup::read("a < b <i>c</i><!-- x --> <br").expect("short");
        let spans: Vec<Span> = markup.tags.into_iter().map(|tag| tag.span).collect();
        assert_eq!((spans, markup.strange), (vec![6..9, 10..14], vec![14..24, 25..28]));
    }
}
