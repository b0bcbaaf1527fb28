//! Reads the page back before it leaves: one page, every glyph there, nothing outside the frame, no character that PDF/A refuses.

use std::collections::BTreeSet;

use typst::layout::{Frame, FrameItem, Point};
use typst::text::{Glyph, TextItem, is_default_ignorable};
use typst::visualize::ImageKind;
use typst_layout::PagedDocument;
use unicode_script::{Script, UnicodeScript};

use super::error::RenderError;
use super::face::Face;

/// The frame's inner edge, in points: 13 mm.
const EDGE: f64 = 36.8;

/// Refuses a page that is not as the face says.
pub(super) fn read(document: &PagedDocument, face: &Face) -> Result<(), RenderError> {
    let [page] = document.pages() else { return Err(RenderError::DoesNotFit) };
    all_glyphs(&page.frame)?;
    let mut printed = BTreeSet::new();
    let mut refusal = None;
    let size = page.frame.size();
    walk(&page.frame, Point::zero(), &mut |item, at| {
        let (left, right) = (at.x.to_pt(), (at.x + item.width()).to_pt());
        if left < EDGE || right > size.x.to_pt() - EDGE || at.y.to_pt() > size.y.to_pt() - EDGE {
            refusal.get_or_insert(RenderError::DoesNotFit);
        }
        printed.extend(item.text.chars());
    });
    if let Some(refusal) = refusal {
        return Err(refusal);
    }
    all_pictures(&page.frame, face)?;
    for text in [&face.name, &face.course, &face.serial, &face.verify_url] {
        let seen = |c: &char| !c.is_whitespace() && !is_default_ignorable(*c);
        if text.chars().filter(seen).any(|c| !printed.contains(&c)) {
            return Err(missing(text));
        }
    }
    Ok(())
}

/// Refuses what PDF/A-3a does of a text, turned or not: a box for a letter, and a glyph that stands for nothing that could be read aloud
/// (ISO 19005-3, §6.2.11.7 and §6.2.11.8).
fn all_glyphs(frame: &Frame) -> Result<(), RenderError> {
    frame.items().try_for_each(|(_, item)| match item {
        FrameItem::Group(group) => all_glyphs(&group.frame),
        FrameItem::Text(text) => text.glyphs.iter().try_for_each(|glyph| stands_for_something(glyph, &text.text)),
        _ => Ok(()),
    })
}

fn stands_for_something(glyph: &Glyph, text: &str) -> Result<(), RenderError> {
    let (part, begin) = (text.get(glyph.range()).unwrap_or_default(), glyph.range().start);
    if glyph.id == 0 {
        return Err(missing(text));
    }
    // What stands for nothing belongs to the letter before it.
    let nothing = || text.get(..begin).and_then(|before| before.chars().next_back()).or_else(|| text.chars().next());
    let refused = |c: &char| is_private(*c) || matches!(c, '\0' | '\u{FEFF}' | '\u{FFFE}');
    if text.is_empty() {
        return Err(RenderError::Typst("a glyph stands for a text that is empty".to_owned()));
    }
    let refused = if part.is_empty() { nothing() } else { part.chars().find(refused) };
    refused.map_or(Ok(()), |c| Err(RenderError::Unprintable { field: "page", code: u32::from(c) }))
}

/// What everybody may use for something else.
fn is_private(c: char) -> bool {
    matches!(u32::from(c), 0xE000..=0xF8FF | 0xF_0000..=0xF_FFFD | 0x10_0000..=0x10_FFFD)
}

/// Refuses a page that lacks a logo or a signature, or has one beyond its frame.
fn all_pictures(page: &Frame, face: &Face) -> Result<(), RenderError> {
    let (mut drawn, mut is_inside) = (0, true);
    let (width, height) = (page.width().to_pt(), page.height().to_pt());
    each_item(page, Point::zero(), &mut |item, at| {
        if let FrameItem::Image(image, size, _) = item
            && matches!(image.kind(), ImageKind::Raster(_))
        {
            drawn += 1;
            let (right, bottom) = ((at.x + size.x).to_pt(), (at.y + size.y).to_pt());
            is_inside &=
                at.x.to_pt() >= EDGE && at.y.to_pt() >= EDGE && right <= width - EDGE && bottom <= height - EDGE;
        }
    });
    let expected = face.pictures().count();
    if drawn != expected {
        return Err(RenderError::Pictures { expected, drawn });
    }
    if is_inside { Ok(()) } else { Err(RenderError::DoesNotFit) }
}

/// Each text in reading order, with where it stands. What is turned, as the test mark across the page, may leave the frame.
pub(super) fn walk(frame: &Frame, origin: Point, see: &mut impl FnMut(&TextItem, Point)) {
    each_item(frame, origin, &mut |item, at| {
        if let FrameItem::Text(text) = item {
            see(text, at);
        }
    });
}

fn each_item(frame: &Frame, origin: Point, see: &mut impl FnMut(&FrameItem, Point)) {
    for (position, item) in frame.items() {
        let at = origin + *position;
        match item {
            FrameItem::Group(group) if group.transform.kx.is_zero() => {
                each_item(&group.frame, at + Point::new(group.transform.tx, group.transform.ty), see);
            }
            FrameItem::Group(_) => {}
            item => see(item, at),
        }
    }
}

fn missing(text: &str) -> RenderError {
    let mut scripts = text.chars().map(|c| c.script());
    let script = scripts.find(|script| !matches!(script, Script::Common | Script::Inherited));
    let script = script.map_or("Symbols", |script| script.full_name());
    RenderError::MissingScript { script: script.replace('_', " "), text: text.to_owned() }
}
