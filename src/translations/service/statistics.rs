//! How far the locales are.

use std::collections::HashMap;

use crate::db::Snapshot;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::translations::TranslationError;
use crate::translations::model::{Catalogue, CatalogueId, LocaleState};
use crate::translations::store::counts::Counts;
use crate::translations::store::{catalogues, counts, locales};

/// How far a locale is with a catalogue.
#[derive(Clone, Debug)]
pub struct CatalogueShare {
    pub catalogue: Catalogue,
    pub counts: Counts,
}

/// How far one locale is, or all that are worked on.
///
/// # Errors
/// 404 when there is no such locale.
pub fn shares(
    snapshot: &mut Snapshot<'_>,
    tag: Option<&Locale>,
) -> Result<Vec<(Locale, Vec<CatalogueShare>)>, AppError> {
    let tags = if let Some(tag) = tag {
        vec![tag.clone()]
    } else {
        let open: Vec<LocaleState> = LocaleState::ALL.iter().copied().filter(|state| state.is_open()).collect();
        locales::list(snapshot.conn(), &open, None, i64::MAX)?.into_iter().map(|entry| entry.tag).collect()
    };
    tags.into_iter().map(|tag| Ok((tag.clone(), of_locale(snapshot, &tag)?))).collect()
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
