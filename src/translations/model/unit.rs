//! What is translated: catalogues of units, whose source comes in revisions.

use std::collections::{BTreeMap, BTreeSet};

use diesel::Queryable;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::clock::Timestamp;
use crate::i18n::Locale;
use crate::i18n::checks::TextKind;
use crate::ids::PersonId;
use crate::{id_type, words};

id_type!(
    /// A catalogue.
    CatalogueId
);
id_type!(
    /// A unit.
    UnitId
);

words!(
    /// Whose texts a catalogue holds.
    CatalogueKind {
        /// A file of Fluent messages.
        Interface = "interface",
        Course = "course",
    }
);

words!(
    /// What a unit is written in.
    UnitKind {
        /// An entry of Fluent.
        Message = "message",
        /// A block of a lesson.
        Markdown = "markdown",
        /// A cell of a table in a lesson.
        Cell = "cell",
        Plain = "plain",
        Caption = "caption",
    }
);

impl UnitKind {
    /// The kind of a text that is no message.
    #[must_use]
    pub const fn of(kind: TextKind) -> Self {
        match kind {
            TextKind::Markdown => Self::Markdown,
            TextKind::Cell => Self::Cell,
            TextKind::Plain => Self::Plain,
            TextKind::Caption => Self::Caption,
        }
    }

    /// How it is checked; `None` for a message, which is checked as Fluent.
    #[must_use]
    pub const fn text_kind(self) -> Option<TextKind> {
        match self {
            Self::Message => None,
            Self::Markdown => Some(TextKind::Markdown),
            Self::Cell => Some(TextKind::Cell),
            Self::Plain => Some(TextKind::Plain),
            Self::Caption => Some(TextKind::Caption),
        }
    }
}

/// Texts that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Catalogue {
    pub id: CatalogueId,
    pub kind: CatalogueKind,
    /// `interface/mail`, `course/introduction-to-cites`.
    pub slug: String,
    pub source_locale: Locale,
    /// Whether a locale needs all of it before it is published.
    pub core: bool,
    /// Set by staff; higher comes first.
    pub priority: i32,
    /// The day by which it should be translated.
    pub deadline: Option<String>,
    /// What trainees need most has the lowest.
    pub rank: i32,
    /// Of units that are not obsolete.
    pub unit_count: i32,
    pub word_count: i32,
    pub row_version: i32,
    /// People who studied the course of late.
    pub learners: i32,
}

/// A text that is translated, with its newest source.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Unit {
    pub id: UnitId,
    pub catalogue: CatalogueId,
    pub key: String,
    /// Where it stands in its catalogue.
    pub ordinal: i32,
    /// The lesson or quiz that it is in, or the group of messages; empty when it is in none.
    pub section: String,
    pub kind: UnitKind,
    /// For translators: where it is shown, what its variables are.
    pub note: String,
    /// In characters as people count them.
    pub max_length: Option<i32>,
    /// Whether trainees are marked by it: never served stale.
    pub assessed: bool,
    pub source: String,
    pub source_folded: String,
    pub source_hash: String,
    pub revision: i32,
    pub significant_revision: i32,
    pub words: i32,
    pub obsolete_at: Option<Timestamp>,
    pub row_version: i32,
    /// The file of the picture that it describes or stands in; empty for other texts.
    pub picture: String,
}

/// One state of a unit's source.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct SourceRevision {
    pub unit: UnitId,
    /// From 1.
    pub number: i32,
    pub body: String,
    /// Of what it means: another layout is the same text.
    pub hash: String,
    /// Whether translations of earlier revisions became stale.
    pub significant: bool,
    pub author: Option<PersonId>,
    pub created_at: Timestamp,
}

/// A unit as its source has it now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUnit {
    pub key: String,
    pub section: String,
    pub kind: UnitKind,
    pub note: String,
    pub max_length: Option<i32>,
    pub assessed: bool,
    /// The file of the picture that it describes or stands in; empty for other texts.
    pub picture: String,
    pub source: String,
    pub hash: String,
}

/// What becomes of a unit when its source is read again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    Added(NewUnit),
    /// Its text is another one; a new revision.
    Revised(UnitId, NewUnit),
    /// The text means the same; what is around it, or its layout, changed. Also when it comes back.
    Kept(UnitId, NewUnit),
    /// It is in the source no more. Nothing is deleted.
    Gone(UnitId),
}

/// Lays the units of a source beside those that are known, in the order of the source; those that are gone come last. The number
/// is the place in the source.
#[must_use]
pub fn changes(known: &[Unit], source: Vec<NewUnit>) -> Vec<(usize, Change)> {
    let by_key: BTreeMap<&str, &Unit> = known.iter().map(|unit| (unit.key.as_str(), unit)).collect();
    let present: BTreeSet<String> = source.iter().map(|unit| unit.key.clone()).collect();
    let placed = source.into_iter().enumerate().filter_map(|(place, new)| {
        let change = match by_key.get(new.key.as_str()) {
            None => Change::Added(new),
            Some(unit) if unit.source_hash != new.hash => Change::Revised(unit.id, new),
            Some(unit) if is_untouched(unit, place, &new) => return None,
            Some(unit) => Change::Kept(unit.id, new),
        };
        Some((place, change))
    });
    let gone = known.iter().filter(|unit| unit.obsolete_at.is_none() && !present.contains(&unit.key));
    placed.chain(gone.map(|unit| (usize::MAX, Change::Gone(unit.id)))).collect()
}

fn is_untouched(unit: &Unit, place: usize, new: &NewUnit) -> bool {
    let Unit { ordinal, section, kind, note, max_length, assessed, picture, source, obsolete_at, .. } = unit;
    usize::try_from(*ordinal).is_ok_and(|ordinal| ordinal == place)
        && (section, kind, note, max_length, assessed, picture, source)
            == (&new.section, &new.kind, &new.note, &new.max_length, &new.assessed, &new.picture, &new.source)
        && obsolete_at.is_none()
}

/// Words, as translators count them (UAX 29).
#[must_use]
pub fn word_count(text: &str) -> i32 {
    i32::try_from(text.unicode_words().count()).unwrap_or(i32::MAX)
}
