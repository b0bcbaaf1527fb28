//! What is served, in memory: the catalogues of all languages, made anew when a locale publishes.

use super::publications;
use crate::db::Snapshot;
use crate::error::AppError;
use crate::i18n::{Bridges, Catalogues, I18n, Locale, Source};
use crate::translations::model::LocaleState;

/// Reads what is published and serves it from now on. What ships is beneath it, so that the College always speaks. Takes a second at
/// most: not on a request's thread.
///
/// # Errors
/// When the database refuses or what it holds cannot be served: then everything stays as it is.
pub fn refresh(snapshot: &mut Snapshot<'_>, i18n: &I18n) -> Result<(), AppError> {
    let (published, entries) = publications::all_served(snapshot)?;
    let mut bridges = Bridges::standard().clone();
    let mut by_choice = Vec::new();
    for entry in entries {
        let bridge: Vec<Locale> = entry.bridge.read()?;
        if !bridge.is_empty() {
            bridges.set(entry.tag.clone(), bridge);
        }
        if entry.state == LocaleState::Beta {
            by_choice.push(entry.tag);
        }
    }
    let sources = Source::shipped().iter().cloned().chain(published).collect();
    let catalogues = Catalogues::build_upon(sources, Some(&i18n.catalogues()))
        .map_err(|found| AppError::broken(format!("{:?}", found.first())))?;
    i18n.replace(catalogues.with_bridges(bridges).with_by_choice(by_choice));
    Ok(())
}
