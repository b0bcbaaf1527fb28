//! The codes of texts that are no messages: Markdown within a block, tags of captions, gaps of questions.

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::Piece;
use crate::formats::exchange::UnitKind;

/// More is no text that anybody writes; it is then all words.
const MOST: usize = 2_000;
/// No gap, note or tag is longer.
const LONGEST: usize = 300;

/// A code between words, or the two around words.
struct Found {
    span: Range<usize>,
    role: Role,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Alone,
    Open,
    Close,
}

/// Takes a text apart. Messages have codes of their own.
pub(in crate::formats) fn pieces(kind: UnitKind, text: &str) -> Vec<Piece> {
    let mut found = match kind {
        UnitKind::Markdown | UnitKind::Cell => markdown(text),
        UnitKind::Caption => between(text, "<", ">"),
        UnitKind::Plain => between(text, "{{", "}}"),
        UnitKind::Message => Vec::new(),
    };
    found.sort_by_key(|found| (found.span.start, found.span.end));
    if found.len() <= MOST && is_sound(&found) { cut(text, &found) } else { vec![Piece::Text(text.to_owned())] }
}

/// One after the other, and the pairs within each other.
fn is_sound(found: &[Found]) -> bool {
    let mut open = 0_usize;
    for code in found {
        match code.role {
            Role::Open => open += 1,
            Role::Close if open == 0 => return false,
            Role::Close => open -= 1,
            Role::Alone => {}
        }
    }
    open == 0 && found.iter().zip(found.iter().skip(1)).all(|(one, next)| one.span.end <= next.span.start)
}

fn cut(text: &str, found: &[Found]) -> Vec<Piece> {
    let part = |span: Range<usize>| text.get(span).unwrap_or_default().to_owned();
    let mut pieces = Vec::new();
    let mut at = 0;
    for Found { span, role } in found {
        if at < span.start {
            pieces.push(Piece::Text(part(at..span.start)));
        }
        let code = part(span.clone());
        pieces.push(match role {
            Role::Alone => Piece::Code(code, None),
            Role::Open => Piece::Open(code),
            Role::Close => Piece::Close(code),
        });
        at = span.end;
    }
    if at < text.len() {
        pieces.push(Piece::Text(part(at..text.len())));
    }
    pieces
}

/// What stands between two marks, with these.
fn between(text: &str, begin: &str, end: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find(begin)).map(|offset| at + offset) {
        let rest = text.get(start..).unwrap_or_default();
        let near = rest.get(..rest.floor_char_boundary(LONGEST)).unwrap_or_default();
        at = match near.find(end) {
            Some(length) => {
                found.push(Found { span: start..start + length + end.len(), role: Role::Alone });
                start + length + end.len()
            }
            None => start + begin.len(),
        };
    }
    found
}

fn markdown(text: &str) -> Vec<Found> {
    let mut builder = Builder { text, found: Vec::new(), open: Vec::new(), end: 0 };
    // Labels may be defined elsewhere in the lesson; `[so]` alone is a word in brackets.
    let elsewhere = |link: BrokenLink<'_>| {
        let is_meant = matches!(link.link_type, LinkType::Reference | LinkType::Collapsed);
        is_meant.then(|| (CowStr::from("x"), CowStr::from("")))
    };
    for (event, span) in
        Parser::new_with_broken_link_callback(text, Options::ENABLE_TABLES, Some(elsewhere)).into_offset_iter()
    {
        builder.take(&event, span);
    }
    let mut found = builder.found;
    // To the parser a call of a note that is defined elsewhere is text.
    for loose in between(text, "[^", "]").into_iter().chain(between(text, "{{", "}}")) {
        let is_apart = |code: &Found| code.span.end <= loose.span.start || loose.span.end <= code.span.start;
        if found.len() > MOST || found.iter().all(is_apart) {
            found.push(loose);
        }
    }
    found
}

struct Builder<'a> {
    text: &'a str,
    found: Vec<Found>,
    /// Places in `found` of what is open; `None` for what stands alone as a whole.
    open: Vec<Option<usize>>,
    /// Where the last thing within ended.
    end: usize,
}

impl Builder<'_> {
    fn take(&mut self, event: &Event<'_>, span: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, &span),
            Event::End(tag) => self.end(*tag, span),
            // What is within a code that stands alone is its own.
            _ if self.open.contains(&None) => {}
            Event::Code(_) | Event::InlineHtml(_) | Event::Html(_) | Event::FootnoteReference(_) => {
                self.end = span.end;
                self.found.push(Found { span, role: Role::Alone });
            }
            _ => self.end = span.end,
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: &Range<usize>) {
        let is_within = self.open.contains(&None);
        let marks = match tag {
            Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. } | Tag::CodeBlock(_) => 0,
            Tag::Emphasis | Tag::Link { .. } => 1,
            Tag::Strong | Tag::Image { .. } => 2,
            _ => return,
        };
        if is_within || marks == 0 {
            if !is_within {
                self.found.push(Found { span: span.clone(), role: Role::Alone });
            }
            self.open.push(None);
            return;
        }
        self.end = span.start + marks;
        self.open.push(Some(self.found.len()));
        self.found.push(Found { span: span.start..self.end, role: Role::Open });
    }

    fn end(&mut self, tag: TagEnd, span: Range<usize>) {
        let start = match tag {
            TagEnd::Strong => span.end.saturating_sub(2),
            TagEnd::Emphasis => span.end.saturating_sub(1),
            // After the words: `](address "title")`.
            TagEnd::Link | TagEnd::Image => self.closing_bracket(&span),
            TagEnd::CodeBlock => span.start,
            _ => return,
        };
        if self.open.pop().flatten().is_some() {
            self.found.push(Found { span: start..span.end, role: Role::Close });
        }
        self.end = span.end;
    }

    fn closing_bracket(&self, span: &Range<usize>) -> usize {
        let from = self.end.clamp(span.start, span.end);
        self.text.get(from..span.end).and_then(|rest| rest.find(']')).map_or(from, |offset| from + offset)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn whole(pieces: &[Piece]) -> String {
        let texts = pieces.iter().map(|piece| match piece {
            Piece::Text(text) | Piece::Code(text, _) | Piece::Open(text) | Piece::Close(text) => text.as_str(),
        });
        texts.collect()
    }

    fn shown(kind: UnitKind, text: &str) -> String {
        let pieces = pieces(kind, text);
        assert_eq!(whole(&pieces), text);
        let shown = pieces.iter().map(|piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Code(text, _) => format!("⟦{text}⟧"),
            Piece::Open(text) => format!("⟨{text}|"),
            Piece::Close(text) => format!("|{text}⟩"),
        });
        shown.collect()
    }

    #[test]
    fn words_stand_apart_from_codes() {
        use UnitKind::{Caption, Cell, Markdown, Message, Plain};
        for (kind, text, expected) in [
            (Markdown, "See **the** *list*.", "See ⟨**|the|**⟩ ⟨*|list|*⟩."),
            (Markdown, "***a** b*", "⟨*|⟨**|a|**⟩ b|*⟩"),
            (Markdown, "[the *list*](/a_b \"]\") x", "⟨[|the ⟨*|list|*⟩|](/a_b \"]\")⟩ x"),
            (Markdown, "[a \\] b](c) [](d)", "⟨[|a \\] b|](c)⟩ ⟨[||](d)⟩"),
            (Markdown, "[a][b] [c]", "⟨[|a|][b]⟩ [c]"),
            (Markdown, "![Alt `x`](media:a.png)", "⟨![|Alt ⟦`x`⟧|](media:a.png)⟩"),
            (Markdown, "<https://cites.org> `` a`b ``", "⟦<https://cites.org>⟧ ⟦`` a`b ``⟧"),
            (Markdown, "A note[^1] and <b>x</b>", "A note⟦[^1]⟧ and ⟦<b>⟧x⟦</b>⟧"),
            (Markdown, "- a **b**\n- `c`\n", "- a ⟨**|b|**⟩\n- ⟦`c`⟧\n"),
            (Markdown, "```\n**a**\n```", "⟦```\n**a**\n```⟧"),
            (Markdown, "| a | b |\n|---|---|\n| *c* | d |", "| a | b |\n|---|---|\n| ⟨*|c|*⟩ | d |"),
            (Cell, "*a* {{b}}", "⟨*|a|*⟩ ⟦{{b}}⟧"),
            (Plain, "From {{a}} to {{b}} *", "From ⟦{{a}}⟧ to ⟦{{b}}⟧ *"),
            (Plain, "{{a", "{{a"),
            (Caption, "<v Ana>Yes", "⟦<v Ana>⟧Yes"),
            (Message, "a = **b**", "a = **b**"),
        ] {
            assert_eq!(shown(kind, text), expected, "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2_000, ..ProptestConfig::default() })]

        #[test]
        fn pieces_are_the_text(text in "([a-c]|\\*|_|`|\\[|\\]|\\(|\\)|!|<|>|\\^|\\{|\\}|\\\\|\\n|- |\\|| |é|#){0,30}") {
            for kind in UnitKind::ALL {
                shown(kind, &text);
            }
        }
    }
}
