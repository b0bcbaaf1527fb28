//! A lesson as the texts in it: what a translator is given block by block, and where each stands.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::segment::SegmentKind;
use crate::courses::source::{MARKDOWN, PICTURES};

/// A lesson read.
#[derive(Debug, Default)]
pub(super) struct Units {
    /// In the order in which they stand.
    pub units: Vec<Unit>,
    /// The files of the pictures that it shows, in order.
    pub pictures: Vec<String>,
}

/// A text of a lesson that is translated as a whole.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub kind: SegmentKind,
    pub spot: Spot,
    /// Where it stands in the source.
    pub span: Range<usize>,
    /// CommonMark without the marks of the lists and quotations around it. The description of a picture is in plain words.
    pub text: String,
    /// The file of the picture that it describes.
    pub picture: Option<String>,
    /// It may have several paragraphs.
    pub is_open: bool,
}

/// What a text has in common with its twins in other languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Spot {
    /// The block, as [`crate::courses::model::Lesson::blocks`] counts.
    block: usize,
    /// The item of a list, the cell of a table.
    part: usize,
    /// Of the texts that blocks within set apart.
    run: usize,
}

type Piece<'a> = (Event<'a>, Range<usize>);

/// Takes a lesson apart. Whatever the source is, there is an answer.
pub(super) fn read(source: &str) -> Units {
    let pieces: Vec<_> = Parser::new_ext(source, MARKDOWN).into_offset_iter().collect();
    let mut scanner = Scanner { source, pieces: &pieces, ..Scanner::default() };
    let mut index = 0;
    while let Some((event, range)) = pieces.get(index) {
        index = scanner.take(index, event, range) + 1;
    }
    scanner.read
}

#[derive(Default)]
struct Scanner<'a> {
    source: &'a str,
    pieces: &'a [Piece<'a>],
    read: Units,
    /// How many there were.
    blocks: usize,
    holders: Vec<Holder>,
    /// How many of the holders take paragraphs as their own.
    owners: usize,
    /// The lists that are open: block, and items so far.
    lists: Vec<(usize, usize)>,
    /// The table that is open: block, and cells so far.
    table: (usize, usize),
    /// A text of the innermost holder that may go on.
    run: Option<Range<usize>>,
}

/// An item, a footnote, a quotation.
struct Holder {
    kind: SegmentKind,
    block: usize,
    part: usize,
    runs: usize,
}

impl Holder {
    /// Paragraphs within are no blocks of their own.
    fn is_owner(&self) -> bool {
        self.kind != SegmentKind::Quotation
    }
}

impl Scanner<'_> {
    /// Takes what begins at an index, and gives the last index that it took.
    fn take(&mut self, index: usize, event: &Event<'_>, range: &Range<usize>) -> usize {
        match event {
            Event::Start(Tag::Paragraph) => return self.paragraph(index, range),
            Event::Start(Tag::Heading { .. }) => return self.heading(index),
            Event::Start(Tag::TableCell) => return self.cell(index, range),
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_)) => {
                let is_html = matches!(event, Event::Start(Tag::HtmlBlock));
                self.block(usize::from(!is_html));
                return end_of(self.pieces, index);
            }
            Event::Start(Tag::List(_)) => {
                let block = self.block(1);
                self.lists.push((block, 0));
            }
            Event::Start(Tag::Table(_)) => self.table = (self.block(1), 0),
            Event::Start(Tag::Item) => self.item(),
            Event::Start(Tag::FootnoteDefinition(_)) => self.hold(SegmentKind::Footnote),
            Event::Start(Tag::BlockQuote(_)) => self.hold(SegmentKind::Quotation),
            Event::End(TagEnd::Item | TagEnd::FootnoteDefinition | TagEnd::BlockQuote(_)) => self.release(),
            Event::End(TagEnd::List(_)) => drop(self.lists.pop()),
            Event::Rule => drop(self.block(1)),
            Event::Start(Tag::TableHead | Tag::TableRow) | Event::Html(_) | Event::End(_) => {}
            _ => return self.inline(index, range),
        }
        index
    }

    /// Counts a block that begins here; what comes before it is complete.
    fn block(&mut self, count: usize) -> usize {
        self.flush();
        self.blocks += count;
        self.blocks.saturating_sub(1)
    }

    fn hold(&mut self, kind: SegmentKind) {
        let block = self.block(1);
        self.enter(Holder { kind, block, part: 0, runs: 0 });
    }

    fn item(&mut self) {
        self.flush();
        let Some((block, items)) = self.lists.last_mut() else { return };
        let holder = Holder { kind: SegmentKind::ListItem, block: *block, part: *items, runs: 0 };
        *items += 1;
        self.enter(holder);
    }

    fn enter(&mut self, holder: Holder) {
        self.owners += usize::from(holder.is_owner());
        self.holders.push(holder);
    }

    fn release(&mut self) {
        self.flush();
        let is_owner = self.holders.pop().is_some_and(|holder| holder.is_owner());
        self.owners -= usize::from(is_owner);
    }

    fn paragraph(&mut self, index: usize, range: &Range<usize>) -> usize {
        let end = end_of(self.pieces, index);
        if let Some(image) = self.picture_alone(index, end) {
            let block = self.block(1);
            self.note_pictures(index, end);
            self.alternative(image, end - 1, Spot { block, part: 0, run: 0 });
        } else if self.owners > 0 {
            self.extend(index, end, range);
        } else {
            let block = self.block(1);
            self.note_pictures(index, end);
            let kind = if self.holders.is_empty() { SegmentKind::Paragraph } else { SegmentKind::Quotation };
            self.push(kind, Spot { block, part: 0, run: 0 }, range.clone(), false);
        }
        end
    }

    /// Text of an item without a paragraph of its own.
    fn inline(&mut self, index: usize, range: &Range<usize>) -> usize {
        let end = end_of(self.pieces, index);
        self.extend(index, end, range);
        end
    }

    fn extend(&mut self, index: usize, end: usize, range: &Range<usize>) {
        self.note_pictures(index, end);
        let start = self.run.as_ref().map_or(range.start, |run| run.start);
        self.run = Some(start..range.end);
    }

    fn flush(&mut self) {
        let Some(span) = self.run.take() else { return };
        let Some(holder) = self.holders.last_mut() else { return };
        let spot = Spot { block: holder.block, part: holder.part, run: holder.runs };
        holder.runs += 1;
        let kind = holder.kind;
        self.push(kind, spot, span, true);
    }

    fn heading(&mut self, index: usize) -> usize {
        let (block, end) = (self.block(1), end_of(self.pieces, index));
        self.note_pictures(index, end);
        if let Some(span) = self.within(index, end) {
            self.push(SegmentKind::Heading, Spot { block, part: 0, run: 0 }, span, false);
        }
        end
    }

    fn cell(&mut self, index: usize, range: &Range<usize>) -> usize {
        let end = end_of(self.pieces, index);
        self.note_pictures(index, end);
        let (block, part) = self.table;
        self.table.1 += 1;
        let span = self.within(index, end).unwrap_or(range.start..range.start);
        self.push(SegmentKind::Cell, Spot { block, part, run: 0 }, span, false);
        end
    }

    /// The image that is all of a paragraph.
    fn picture_alone(&self, paragraph: usize, end: usize) -> Option<usize> {
        let image = paragraph + 1;
        let is_image = matches!(self.pieces.get(image), Some((Event::Start(Tag::Image { .. }), _)));
        (is_image && end_of(self.pieces, image) + 1 == end).then_some(image)
    }

    fn alternative(&mut self, image: usize, end: usize, spot: Spot) {
        let Some(span) = self.within(image, end) else { return };
        let words = self.pieces.get(image..end).unwrap_or_default().iter().map(|(event, _)| plain(event));
        let text = words.collect::<String>().trim().to_owned();
        if !text.is_empty() {
            let picture = self.read.pictures.last().cloned();
            self.read.units.push(Unit { kind: SegmentKind::AltText, spot, span, text, picture, is_open: false });
        }
    }

    /// What stands between a start and its end.
    fn within(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let inside = self.pieces.get(start + 1..end)?;
        let last = inside.iter().map(|(_, range)| range.end).max()?;
        Some(inside.first()?.1.start..last)
    }

    fn note_pictures(&mut self, start: usize, end: usize) {
        for (event, _) in self.pieces.get(start..end).unwrap_or_default() {
            if let Event::Start(Tag::Image { dest_url, .. }) = event {
                self.read.pictures.extend(dest_url.strip_prefix(PICTURES).map(str::to_owned));
            }
        }
    }

    fn push(&mut self, kind: SegmentKind, spot: Spot, span: Range<usize>, is_open: bool) {
        let span = self.trimmed(span);
        let written = self.source.get(span.clone()).unwrap_or_default();
        let is_line = matches!(kind, SegmentKind::Heading | SegmentKind::Cell);
        let quotations = if is_line || !written.contains('\n') { 0 } else { margin(self.source, span.start).1 };
        let text = lines(written, quotations).join(if is_line { " " } else { "\n" });
        if !text.is_empty() {
            self.read.units.push(Unit { kind, spot, span, text, picture: None, is_open });
        }
    }

    /// Without space around it, and with the backslash before its first character, which the parser leaves out.
    fn trimmed(&self, span: Range<usize>) -> Range<usize> {
        let written = self.source.get(span.clone()).unwrap_or_default();
        let start = span.end - written.trim_start().len();
        let end = span.start + written.trim_end().len();
        // A cell that a short row leaves out is nothing, and has no first character.
        let is_escapable = start == span.start && start < end;
        let is_escaped = is_escapable && self.source.get(..start).is_some_and(|before| before.ends_with('\\'));
        start - usize::from(is_escaped)..end.max(start)
    }
}

/// The lines of a text without the marks of what surrounds it.
pub(super) fn lines(written: &str, quotations: usize) -> Vec<&str> {
    let mut lines: Vec<_> = written.split('\n').collect();
    for line in lines.iter_mut().skip(1) {
        for _ in 0..quotations {
            let Some(rest) = line.trim_start().strip_prefix('>') else { break };
            *line = rest;
        }
        *line = line.trim_start();
    }
    lines
}

/// What a line that goes on after a place begins with, and how many quotations are around it.
pub(super) fn margin(source: &str, place: usize) -> (String, usize) {
    let before = source.get(..place).unwrap_or_default();
    let line = before.rsplit_once('\n').map_or(before, |(_, line)| line);
    let (outside, is_note) = line.split_once("[^").map_or((line, false), |(outside, _)| (outside, true));
    let blank = |c: char| if matches!(c, '>' | '\t') { c } else { ' ' };
    let mut margin: String = outside.chars().map(blank).collect();
    if is_note {
        margin.push_str("    ");
    }
    let quotations = margin.matches('>').count();
    (margin, quotations)
}

/// The words of one part.
fn plain<'e>(event: &'e Event<'_>) -> &'e str {
    match event {
        Event::Text(words) | Event::Code(words) => words,
        Event::SoftBreak | Event::HardBreak => " ",
        _ => "",
    }
}

/// The index of the end that belongs to the start at `from`; of something that has no end, its own.
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
