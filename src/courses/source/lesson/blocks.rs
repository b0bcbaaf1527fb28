//! The sequence of blocks, by which a lesson and its translation are laid side by side.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Piece, Written, end_of};
use crate::courses::model::{Block, BlockKind, ContentHash};
use crate::courses::source::codes::Code;
use crate::courses::source::report::{number, text};
use crate::courses::source::sheet::Sheet;

/// All blocks in the order in which they begin. A list or table is one block whatever is in its items and cells, except that a
/// block within an item (a list, a table …) follows it. The paragraphs of an item, a quotation's own and those of a footnote
/// belong to it; paragraphs side by side in a quotation are counted by the translator's eye only.
pub(super) fn blocks(source: &str, pieces: &[Piece<'_>]) -> Vec<Block> {
    let mut blocks = Vec::new();
    // How many blocks around us take paragraphs as their own.
    let mut holders = 0_usize;
    for (index, (event, range)) in pieces.iter().enumerate() {
        match event {
            Event::Start(tag) => {
                if let Some(kind) =
                    kind(tag, pieces, index).filter(|kind| holders == 0 || *kind != BlockKind::Paragraph)
                {
                    let written = source.get(range.clone()).unwrap_or_default();
                    let hash = ContentHash::of(written.trim().as_bytes());
                    blocks.push(Block { kind, start: range.start, end: range.end, hash });
                }
                holders += usize::from(is_holder(tag));
            }
            Event::End(TagEnd::Item | TagEnd::FootnoteDefinition) => holders = holders.saturating_sub(1),
            Event::Rule => {
                let hash = ContentHash::of(b"rule");
                blocks.push(Block { kind: BlockKind::Rule, start: range.start, end: range.end, hash });
            }
            _ => {}
        }
    }
    blocks
}

const fn is_holder(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Item | Tag::FootnoteDefinition(_))
}

fn kind(tag: &Tag<'_>, pieces: &[Piece<'_>], index: usize) -> Option<BlockKind> {
    Some(match tag {
        Tag::Heading { level, .. } => BlockKind::Heading { level: *level as u8 },
        Tag::Paragraph if is_picture(pieces, index) => BlockKind::Picture,
        Tag::Paragraph => BlockKind::Paragraph,
        Tag::List(None) => BlockKind::List { items: children(pieces, index, |tag| matches!(tag, Tag::Item)) },
        Tag::List(Some(_)) => {
            BlockKind::NumberedList { items: children(pieces, index, |tag| matches!(tag, Tag::Item)) }
        }
        Tag::Table(columns) => {
            let rows = children(pieces, index, |tag| matches!(tag, Tag::TableRow));
            BlockKind::Table { rows, columns: columns.len() }
        }
        Tag::BlockQuote(_) => BlockKind::Quotation,
        Tag::CodeBlock(_) => BlockKind::Code,
        Tag::FootnoteDefinition(_) => BlockKind::Footnote,
        _ => return None,
    })
}

/// A paragraph that holds a picture and nothing else.
pub(super) fn is_picture(pieces: &[Piece<'_>], paragraph: usize) -> bool {
    let is_image = matches!(pieces.get(paragraph + 1), Some((Event::Start(Tag::Image { .. }), _)));
    is_image && end_of(pieces, paragraph + 1) + 1 == end_of(pieces, paragraph)
}

/// How many direct children of a kind there are.
fn children(pieces: &[Piece<'_>], parent: usize, is_child: fn(&Tag<'_>) -> bool) -> usize {
    let (mut depth, mut count) = (0_usize, 0);
    for (event, _) in pieces.get(parent + 1..end_of(pieces, parent)).unwrap_or_default() {
        match event {
            Event::Start(tag) => {
                count += usize::from(depth == 0 && is_child(tag));
                depth += 1;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    count
}

/// Reports the first place where a translation's blocks part from the source's.
pub(in crate::courses::source) fn compare(sheet: &Sheet<'_>, translated: &Written, source: &Written) {
    let (own, twins) = (&translated.lesson.blocks, &source.lesson.blocks);
    let parting =
        own.iter().zip(twins).position(|(own, twin)| own.kind != twin.kind).unwrap_or(own.len().min(twins.len()));
    let line = translated.lines.get(parting).copied().unwrap_or(translated.last_line);
    let source_line = source.lines.get(parting).copied().unwrap_or(source.last_line);
    match (own.get(parting).map(|block| block.kind), twins.get(parting).map(|block| block.kind)) {
        (Some(found), Some(expected)) if name(found) == name(expected) => {
            let measures = [text(name(found)), text(measure(found)), text(measure(expected)), number(source_line)];
            sheet.fault(line, Code::BlockMeasure, measures);
        }
        (Some(found), Some(expected)) => {
            sheet.fault(line, Code::BlockDiffers, [text(name(found)), text(name(expected)), number(source_line)]);
        }
        (Some(found), None) => sheet.fault(line, Code::BlockExtra, [text(name(found))]),
        (None, Some(expected)) => sheet.fault(line, Code::BlockMissing, [text(name(expected)), number(source_line)]),
        (None, None) => {}
    }
}

/// The word by which messages choose the name of a kind.
const fn name(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Heading { .. } => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::List { .. } => "list",
        BlockKind::NumberedList { .. } => "numbered-list",
        BlockKind::Table { .. } => "table",
        BlockKind::Quotation => "quotation",
        BlockKind::Picture => "picture",
        BlockKind::Code => "code",
        BlockKind::Rule => "rule",
        BlockKind::Footnote => "footnote",
    }
}

fn measure(kind: BlockKind) -> String {
    match kind {
        BlockKind::Heading { level } => "#".repeat(usize::from(level)),
        BlockKind::List { items } | BlockKind::NumberedList { items } => items.to_string(),
        BlockKind::Table { rows, columns } => format!("{rows} × {columns}"),
        _ => String::new(),
    }
}
