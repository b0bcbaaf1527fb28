//! How far the locales are.

use std::collections::HashMap;

use crate::db::Snapshot;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::translations::TranslationError;
use crate::translations::model::{Catalogue, CatalogueId};
use crate::translations::store::counts::Counts;
use crate::translations::store::{catalogues, counts, locales};

/// How far a locale is with a catalogue.
#[derive(Clone, Debug)]
pub struct CatalogueShare {
    pub catalogue: Catalogue,
    pub counts: Counts,
}

/// How far a locale is with each catalogue, what trainees need most first.
///
/// # Errors
/// 404 when there is no such locale.
pub fn of_locale(snapshot: &mut Snapshot<'_>, locale: &Locale) -> Result<Vec<CatalogueShare>, AppError> {
    locales::find(snapshot.conn(), locale)?.ok_or(TranslationError::LocaleUnknown)?;
    let counted = counts::list_of_locale(snapshot.conn(), locale)?;
    let mut counted: HashMap<CatalogueId, Counts> =
        counted.into_iter().map(|counts| (counts.catalogue, counts)).collect();
    let share = |catalogue: Catalogue| CatalogueShare {
        counts: counted.remove(&catalogue.id).unwrap_or_else(|| Counts::none(locale, catalogue.id)),
        catalogue,
    };
    let catalogues = catalogues::list(snapshot.conn())?;
    Ok(catalogues.into_iter().filter(|catalogue| catalogue.source_locale != *locale).map(share).collect())
}
