//! What people say of a unit.

use diesel::Queryable;

use super::unit::UnitId;
use crate::clock::Timestamp;
use crate::i18n::Locale;
use crate::id_type;
use crate::ids::PersonId;

id_type!(
    /// A comment on a unit.
    CommentId
);

/// A comment on a unit: on its translations into one locale, or on the unit itself.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Comment {
    pub id: CommentId,
    pub unit: UnitId,
    /// A tag; empty when it is on the unit itself, and for those who translate into any language.
    pub locale: String,
    pub author: PersonId,
    pub body: String,
    pub at: Timestamp,
    pub removed_at: Option<Timestamp>,
}

impl Comment {
    /// The locale whose translations it is on.
    #[must_use]
    pub fn locale(&self) -> Option<Locale> {
        Locale::parse(&self.locale).ok()
    }
}
