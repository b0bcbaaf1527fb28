//! A lesson as HTML. What the author wrote is escaped or replaced here; the sanitiser behind it is a second wall.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use ammonia::Builder;
use pulldown_cmark::{Alignment, CowStr, Event, Tag, TagEnd, html};

use super::blocks::is_picture;
use super::foreign::Foreign;
use super::{ACTIVITY, CITE, Links, PICTURES, Piece, end_of, words_within};
use crate::courses::model::Borrowed;

pub(super) fn html(pieces: Vec<Piece<'_>>, links: &Links<'_>, borrowed: &[Borrowed]) -> String {
    let mut writer = Writer {
        links,
        foreign: Foreign::new(borrowed),
        sections: 0,
        notes: Vec::new(),
        closers: Vec::new(),
        columns: Vec::new(),
        cell: 0,
        is_head: false,
    };
    let (body, notes) = without_notes(pieces);
    let mut page = writer.write(&body);
    writer.write_notes(&mut page, &notes);
    SANITISER.clean(&page).to_string()
}

/// Takes the footnotes out, by label.
fn without_notes(pieces: Vec<Piece<'_>>) -> (Vec<Piece<'_>>, BTreeMap<String, Vec<Piece<'_>>>) {
    let (mut body, mut notes) = (Vec::new(), BTreeMap::<String, Vec<Piece<'_>>>::new());
    let mut current: Option<String> = None;
    for (event, range) in pieces {
        match (event, &current) {
            (Event::Start(Tag::FootnoteDefinition(label)), _) => current = Some(label.to_string()),
            (Event::End(TagEnd::FootnoteDefinition), _) => current = None,
            (event, Some(label)) => notes.entry(label.clone()).or_default().push((event, range)),
            (event, None) => body.push((event, range)),
        }
    }
    (body, notes)
}

struct Writer<'a> {
    links: &'a Links<'a>,
    foreign: Foreign<'a>,
    /// How many headings there were.
    sections: usize,
    /// Labels of footnotes in the order in which they are first called.
    notes: Vec<String>,
    /// What ends the links that are open.
    closers: Vec<&'static str>,
    /// Of the table that is open.
    columns: Vec<Alignment>,
    cell: usize,
    is_head: bool,
}

impl Writer<'_> {
    fn write(&mut self, pieces: &[Piece<'_>]) -> String {
        let mut events = Vec::with_capacity(pieces.len());
        let mut index = 0;
        while let Some((event, range)) = pieces.get(index) {
            events.extend(self.foreign.turn(event, range).map(raw));
            match event {
                Event::Start(Tag::Image { dest_url, .. }) => {
                    events.push(raw(self.picture(dest_url, &words_within(pieces, index))));
                    index = end_of(pieces, index);
                }
                Event::Start(Tag::Paragraph) if is_picture(pieces, index) => {
                    let end = end_of(pieces, index);
                    let inside = self.write(pieces.get(index + 1..end).unwrap_or_default());
                    self.foreign.leave();
                    let marks = self.foreign.marks(range);
                    events.push(Event::Html(format!("<figure{marks}>{inside}</figure>\n").into()));
                    index = end;
                }
                Event::Start(Tag::Paragraph) if self.foreign.is_at(range) => {
                    events.push(Event::Html(format!("<p{}>", self.foreign.marks(range)).into()));
                }
                Event::Html(_) | Event::InlineHtml(_) => {}
                event => events.push(self.event(event.clone(), range)),
            }
            index += 1;
        }
        let mut page = String::new();
        html::push_html(&mut page, events.into_iter());
        page
    }

    fn event<'e>(&mut self, event: Event<'e>, range: &Range<usize>) -> Event<'e> {
        match event {
            Event::Start(Tag::Heading { level, classes, mut attrs, .. }) => {
                self.sections += 1;
                let marks = self.foreign.of(range).into_iter().flatten();
                attrs.extend(marks.map(|(name, value)| (name.into(), Some(value.to_owned().into()))));
                let id = Some(CowStr::from(format!("section-{}", self.sections)));
                Event::Start(Tag::Heading { level, id, classes, attrs })
            }
            Event::Start(Tag::Link { dest_url, .. }) => raw(self.open_link(&dest_url)),
            Event::End(TagEnd::Link) => raw(self.closers.pop().unwrap_or_default().to_owned()),
            Event::FootnoteReference(label) => raw(self.call_note(&label)),
            Event::Start(ref tag @ (Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell)) => {
                self.open_table(tag, range)
            }
            Event::End(end @ (TagEnd::Table | TagEnd::TableHead | TagEnd::TableRow | TagEnd::TableCell)) => {
                self.close_table(end)
            }
            event => event,
        }
    }

    fn open_link(&mut self, target: &str) -> String {
        if let Some(id) = target.strip_prefix(CITE) {
            self.closers.push("</cite>");
            return format!("<cite data-text=\"{}\">", escaped(id));
        }
        self.closers.push("</a>");
        let rel = if target.starts_with(ACTIVITY) { "" } else { " rel=\"external noopener noreferrer\"" };
        format!("<a href=\"{}\"{rel}>", escaped(target))
    }

    fn picture(&self, target: &str, alt: &str) -> String {
        let original = target.strip_prefix(PICTURES).and_then(|name| self.links.pictures.get(name));
        let size = original.map(|o| format!(" width=\"{}\" height=\"{}\"", o.width, o.height)).unwrap_or_default();
        format!("<img src=\"{}\" alt=\"{}\"{size} loading=\"lazy\">", escaped(target), escaped(alt))
    }

    fn call_note(&mut self, label: &str) -> String {
        let known = self.notes.iter().position(|note| note == label);
        let number = known.map_or(self.notes.len() + 1, |at| at + 1);
        if known.is_none() {
            self.notes.push(label.to_owned());
        }
        format!("<sup><a href=\"#note-{number}\" role=\"doc-noteref\">{number}</a></sup>")
    }

    /// The footnotes in the order of their numbers. A note may call others.
    fn write_notes(&mut self, page: &mut String, notes: &BTreeMap<String, Vec<Piece<'_>>>) {
        if self.notes.is_empty() {
            return;
        }
        page.push_str("<section role=\"doc-endnotes\"><ol>\n");
        let mut number = 0;
        while let Some(label) = self.notes.get(number).cloned() {
            number += 1;
            let words = notes.get(&label).map(|pieces| self.write(pieces)).unwrap_or_default();
            page.extend([&format!("<li id=\"note-{number}\">"), words.as_str(), "</li>\n"]);
        }
        page.push_str("</ol></section>\n");
    }

    fn open_table<'e>(&mut self, tag: &Tag<'_>, range: &Range<usize>) -> Event<'e> {
        match tag {
            Tag::Table(columns) => {
                self.columns.clone_from(columns);
                Event::Html("<table>".into())
            }
            Tag::TableHead => {
                (self.is_head, self.cell) = (true, 0);
                Event::Html("<thead><tr>".into())
            }
            Tag::TableCell => {
                let class = match self.columns.get(self.cell) {
                    Some(Alignment::Right) => " class=\"right\"",
                    Some(Alignment::Center) => " class=\"centre\"",
                    _ => "",
                };
                self.cell += 1;
                let marks = self.foreign.marks(range);
                let name = if self.is_head { "th scope=\"col\"" } else { "td" };
                Event::Html(format!("<{name}{class}{marks}>").into())
            }
            _ => {
                self.cell = 0;
                Event::Html("<tr>".into())
            }
        }
    }

    fn close_table<'e>(&mut self, end: TagEnd) -> Event<'e> {
        let closer = match end {
            TagEnd::Table => "</tbody></table>\n",
            TagEnd::TableHead => "</tr></thead><tbody>\n",
            TagEnd::TableRow => "</tr>\n",
            _ if self.is_head => "</th>",
            _ => "</td>",
        };
        self.is_head &= end != TagEnd::TableHead;
        Event::Html(closer.into())
    }
}

fn raw<'e>(markup: String) -> Event<'e> {
    Event::InlineHtml(markup.into())
}

fn escaped(value: &str) -> String {
    value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

const TAGS: &[&str] = &[
    "a",
    "blockquote",
    "br",
    "cite",
    "code",
    "em",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "span",
    "strong",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let heading: &[&str] = &["id"];
    let attributes: HashMap<&str, HashSet<&str>> = [
        ("a", &["href", "rel", "role"] as &[&str]),
        ("cite", &["data-text"]),
        ("h2", heading),
        ("h3", heading),
        ("h4", heading),
        ("h5", heading),
        ("h6", heading),
        ("img", &["src", "alt", "width", "height", "loading"]),
        ("li", &["id"]),
        ("ol", &["start"]),
        ("section", &["role"]),
        ("td", &["class"]),
        ("th", &["class", "scope"]),
    ]
    .into_iter()
    .map(|(tag, names)| (tag, names.iter().copied().collect()))
    .collect();
    let mut builder = Builder::empty();
    builder
        .tags(TAGS.iter().copied().collect())
        .tag_attributes(attributes)
        .generic_attributes(["lang", "dir"].into())
        .url_schemes(["https", "activity"].into())
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(None);
    builder
});
