//! Locales, catalogues, units and translations: what they are, and which step leads where.

mod comment;
mod import;
mod locale;
mod translation;
mod unit;

pub use comment::{Comment, CommentId};
pub use import::{ExchangeFormat, Import, ImportId, ImportState, KeptFault, TermFormat};
pub use locale::{CONTRIBUTION_TERMS, Contributor, Deeds, Licence, LocaleEntry, LocaleState, Plurals};
pub use translation::{
    Origin, Reason, Review, ReviewId, Sought, Standing, Translation, TranslationId, TranslationState, Verdict,
};
pub use unit::{
    Catalogue, CatalogueId, CatalogueKind, Change, NewUnit, SourceRevision, Unit, UnitId, UnitKind, changes, word_count,
};
