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
pub use segment::{Segment, SegmentKind};

use std::collections::BTreeMap;

/// Texts by their keys.
pub type Texts = BTreeMap<SegmentKey, String>;
