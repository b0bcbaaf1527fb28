//! A course in one language as the texts that are translated one by one, and the files of a language from them.
//!
//! * A [`Manuscript`] is a course as it was written, with all that was found in it.
//! * [`Manuscript::segments`] takes a language apart, in reading order; [`Manuscript::assemble`] puts one together, on the
//!   skeleton of the source language, and tells which texts it had to take from another.
//! * The blocks of a lesson have ids that stay with them when they are moved or edited: [`carry`].
//!
//! Nothing here knows a database, a request or a clock, and all takes about linear time.

mod assemble;
mod carry;
mod complete;
mod key;
mod lesson;
mod manuscript;
mod pairs;
mod places;
mod segment;
mod splice;
#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "a test that fails here has found something")]
mod tests;
mod toml;

pub use assemble::{Assembled, Wording};
pub use carry::{KnownBlock, carry};
pub use complete::{Completeness, SectionReport, is_offered, report};
pub use key::{BlockId, Part, SegmentKey};
pub use manuscript::{BlockIds, Manuscript};
pub use pairs::{Pair, is_assessed, outdated, pairs, place, wordings};
pub use segment::{Segment, SegmentKind};

use std::collections::BTreeMap;

use crate::courses::model::Edition;

/// A text of an edition outside of lessons and pictures; `None` when it has none of this key.
#[must_use]
pub fn text_of(edition: &Edition, key: &SegmentKey) -> Option<String> {
    places::text(edition, key)
}

/// Texts by their keys.
pub type Texts = BTreeMap<SegmentKey, String>;

/// The texts of a lesson, in the order in which they stand. Whatever the source is, there is an answer.
#[must_use]
pub fn lesson_texts(source: &str) -> Vec<(SegmentKind, String)> {
    lesson::read(source).units.into_iter().map(|unit| (unit.kind, unit.text)).collect()
}

/// Whether a text can stand where a block of this kind does. [`Manuscript::assemble`] refuses one that cannot: it would end the
/// block that it stands in, or begin another.
#[must_use]
pub fn fits_block(kind: SegmentKind, text: &str) -> bool {
    let text = splice::tidied(kind, text);
    !text.is_empty() && splice::fits(kind, false, &text)
}
